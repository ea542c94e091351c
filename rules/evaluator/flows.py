"""Single steps of a service by their place, and the order of several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rules.evaluator.lists import divided
from rules.evaluator.result import Result, several
from rules.evaluator.truth import Truth
from rules.evaluator.views import Views
from rules.facts import Fact
from rules.findings import Item, NotFound, Sequence, StepFound, Stretch
from rules.question.forms import Between, Order, StepAt

Flow = StepFound | Stretch | Sequence


def step_at(views: Views, question: StepAt) -> Result:
    """The step at a place in the flow of a service; of each kind of one that stands for several, of all services where none is named."""
    flow = views.rules.flow
    facts = views.listed(question.service, flow)
    if not facts:
        return _of_each(views, question.service, lambda service: step_at(views, replace(question, service=service)))
    items = tuple(views.item(flow, fact) for fact in facts)
    total = len([item for item in items if not item.lost])
    anchor = _at(views, facts, question.step) if question.step else 0
    if anchor is None:
        truth = "undecidable" if items[-1].lost else "no"
        return Result(StepFound((question.service,), None, total, anchor=question.step, absent=True, truth=truth), facts)  # type: ignore[arg-type]
    number = anchor + question.number if question.step else question.number
    if number < 0 and not question.step:
        number = len(items) if items[-1].lost else number + len(items) + 1  # nothing can be counted from an end that is lost
    name = items[anchor - 1].name if question.step else ""
    return _found(question, items, facts, number, total, name)


def _found(question: StepAt, items: tuple[Item, ...], facts: tuple[Fact, ...], number: int, total: int, anchor: str) -> Result:
    there = 1 <= number <= len(items)
    if there and not items[number - 1].lost:
        step = items[number - 1]
        return Result(StepFound((question.service,), step, total, question.number, anchor), (facts[number - 1],))
    lost = items[-1].lost and number >= len(items)
    last = next(item.name for item in reversed(items) if not item.lost)
    found = StepFound((question.service,), None, total, question.number, anchor, truth="undecidable" if lost else "no", last=last)
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
        return _of_each(views, question.service, lambda service: between(views, replace(question, service=service)))
    named = [step for step in (question.after, question.before) if step]
    places = {step: _at(views, facts, step) for step in named}
    absent = tuple(step for step, place in places.items() if place is None)
    lost = views.is_lost(facts[-1].text("action"))
    first = (places.get(question.after) or 0) + 1
    last = (places.get(question.before) or len(facts) + 1) - 1
    chosen = () if absent else facts[first - 1 : last]
    steps = tuple(views.item(flow, fact) for fact in chosen)
    truth: Truth = "undecidable" if absent and lost else "yes"
    found = Stretch((question.service,), question.after, question.before, steps, absent, truth)
    return Result(found, chosen or facts)


def order(views: Views, question: Order) -> Result:
    """The steps of a flow that were named, in their order."""
    flow = views.rules.flow
    facts = views.listed(question.service, flow)
    if not facts:
        return _of_each(views, question.service, lambda service: order(views, replace(question, service=service)))
    places = {step: _at(views, facts, step) for step in question.steps}
    there = sorted({place for place in places.values() if place})
    absent = tuple(step for step, place in places.items() if place is None)
    lost = any(views.is_lost(fact.text("action")) for fact in facts)
    chosen = tuple(facts[place - 1] for place in there)
    steps = tuple(views.item(flow, fact) for fact in chosen)
    return Result(Sequence((question.service,), steps, absent, "undecidable" if absent and lost else "yes"), chosen or facts)


def _of_each(views: Views, service: str, found: Callable[[str], Result]) -> Result:
    """What was found for each kind of a service; where none is named, for the services whose flows have the steps that were named."""
    if service:
        kinds = divided(views, service, views.rules.flow)
        return several(map(found, kinds)) if kinds else without_flow(views, service)
    results = [found(name) for name in views.standard.concepts if views.listed(name, views.rules.flow)]
    telling = [result for result in results if not _flow(result).absent]
    return several(_together(group) for group in _alike(telling or results))


def _alike(results: list[Result]) -> list[list[Result]]:
    """Results by the steps that were found; by their places where these were asked."""
    groups: dict[object, list[Result]] = {}
    for result in results:
        flow = _flow(result)
        places = isinstance(flow, StepFound) and not flow.number
        steps = tuple((step.name, step.number if places else 0) for step in _steps(flow))
        groups.setdefault((steps, flow.truth), []).append(result)
    return list(groups.values())


def _together(results: list[Result]) -> Result:
    """Results with the same steps as one of all their services; without the numbers that differ from flow to flow."""
    if len(results) == 1:
        return results[0]
    services = tuple(service for result in results for service in _flow(result).services)
    one = _flow(results[0])
    if isinstance(one, StepFound):
        step = one.step and replace(one.step, number=0 if one.number else one.step.number)
        found: Flow = replace(one, services=services, step=step, total=0)
    else:
        found = replace(one, services=services, steps=tuple(replace(step, number=0) for step in one.steps))
    return replace(several(results), finding=found)


def _flow(result: Result) -> Flow:
    if not isinstance(result.finding, StepFound | Stretch | Sequence):
        raise TypeError(result.finding)
    return result.finding


def _steps(flow: Flow) -> tuple[Item, ...]:
    if isinstance(flow, StepFound):
        return (flow.step,) if flow.step else ()
    return flow.steps


def without_flow(views: Views, service: str) -> Result:
    """That the standard gives a service no flow, with those that have one."""
    named = tuple(name for name in views.standard.of_class(views.standard.class_of(service)) if views.listed(name, views.rules.flow))
    return Result(NotFound(views.rules.flow, (service,), named), (), views.where_listed(service))
