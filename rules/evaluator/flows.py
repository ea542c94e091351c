"""Single steps of a service by their place, and the order of several."""

from __future__ import annotations

from rules.evaluator.lists import divided
from rules.evaluator.result import Result, several
from rules.evaluator.truth import Truth
from rules.evaluator.views import Views
from rules.facts import Fact
from rules.findings import Item, NotFound, Sequence, StepFound, Stretch
from rules.question.forms import Between, Order, StepAt


def step_at(views: Views, question: StepAt) -> Result:
    """The step at a place in the flow of a service; of each kind of one that stands for several."""
    flow = views.rules.flow
    facts = views.listed(question.service, flow)
    if not facts:
        kinds = divided(views, question.service, flow)
        if kinds:
            return several(step_at(views, StepAt(kind, question.number, question.step)) for kind in kinds)
        return without_flow(views, question.service)
    items = tuple(views.item(flow, fact) for fact in facts)
    total = len([item for item in items if not item.lost])
    anchor = _at(views, facts, question.step) if question.step else 0
    if anchor is None:
        truth = "undecidable" if items[-1].lost else "no"
        return Result(StepFound(question.service, None, total, anchor=question.step, absent=True, truth=truth), facts)  # type: ignore[arg-type]
    number = anchor + question.number if question.step else question.number
    if number < 0 and not question.step:
        number = len(items) if items[-1].lost else number + len(items) + 1  # nothing can be counted from an end that is lost
    name = items[anchor - 1].name if question.step else ""
    return _found(question, items, facts, number, total, name)


def _found(question: StepAt, items: tuple[Item, ...], facts: tuple[Fact, ...], number: int, total: int, anchor: str) -> Result:
    there = 1 <= number <= len(items)
    if there and not items[number - 1].lost:
        step = items[number - 1]
        return Result(StepFound(question.service, step, total, question.number, anchor), (facts[number - 1],))
    lost = items[-1].lost and number >= len(items)
    last = next(item.name for item in reversed(items) if not item.lost)
    found = StepFound(question.service, None, total, question.number, anchor, truth="undecidable" if lost else "no", last=last)
    return Result(found, facts)


def _at(views: Views, facts: tuple[Fact, ...], step: str) -> int | None:
    """The place of a step, or of a special kind of it, in a flow; None where it is not in it."""
    cases = views.standard.narrower[step]
    return next((int(fact["number"]) for fact in facts if fact["action"] in cases), None)


def between(views: Views, question: Between) -> Result:
    """The steps of a flow after one step and before another."""
    flow = views.rules.flow
    facts = views.listed(question.service, flow)
    if not facts:
        kinds = divided(views, question.service, flow)
        if kinds:
            return several(between(views, Between(kind, question.after, question.before)) for kind in kinds)
        return without_flow(views, question.service)
    named = [step for step in (question.after, question.before) if step]
    places = {step: _at(views, facts, step) for step in named}
    absent = tuple(step for step, place in places.items() if place is None)
    lost = views.is_lost(facts[-1].text("action"))
    first = (places.get(question.after) or 0) + 1
    last = (places.get(question.before) or len(facts) + 1) - 1
    chosen = () if absent else facts[first - 1 : last]
    steps = tuple(views.item(flow, fact) for fact in chosen)
    truth: Truth = "undecidable" if absent and lost else "yes"
    found = Stretch(question.service, question.after, question.before, steps, absent, truth)
    return Result(found, chosen or facts)


def order(views: Views, question: Order) -> Result:
    """The steps of a flow that were named, in their order."""
    flow = views.rules.flow
    facts = views.listed(question.service, flow)
    if not facts:
        kinds = divided(views, question.service, flow)
        if kinds:
            return several(order(views, Order(kind, question.steps)) for kind in kinds)
        return without_flow(views, question.service)
    places = {step: _at(views, facts, step) for step in question.steps}
    there = sorted({place for place in places.values() if place})
    absent = tuple(step for step, place in places.items() if place is None)
    lost = any(views.is_lost(fact.text("action")) for fact in facts)
    chosen = tuple(facts[place - 1] for place in there)
    steps = tuple(views.item(flow, fact) for fact in chosen)
    return Result(Sequence(question.service, steps, absent, "undecidable" if absent and lost else "yes"), chosen or facts)


def without_flow(views: Views, service: str) -> Result:
    """That the standard gives a service no flow, with those that have one."""
    named = tuple(name for name in views.standard.of_class(views.standard.class_of(service)) if views.listed(name, views.rules.flow))
    return Result(NotFound(views.rules.flow, (service,), named), (), views.where_listed(service))
