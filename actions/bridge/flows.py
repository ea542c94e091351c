"""Questions on the steps of services, and where a service can be had."""

from __future__ import annotations

from actions.bridge.provisions import many, provision
from actions.bridge.view import CHANNELS, FLOW, STAFF, Asked, QueryView, all_have, entries, named_or_all
from rules.question.forms import All, Decide, Define, EntriesOf, Has, List, Named, Not, Order, Question, Select, StepAt, Where

FEW = 3
"""Of so many cases of a service the step asked for is told of each; of more it is asked back."""
EXAMPLES = tuple(List((EntriesOf(name, FLOW),)) for name in ("新装", "过户", "销户"))


def steps(view: QueryView) -> Asked:
    """The flows of the services named."""
    named = _without_members(view, view.of("service"))
    if not named:
        return view.missing("flow", choices=EXAMPLES)
    if STAFF in view.categories:
        return List(entries(named[:1], (STAFF,)))
    if view.query.reference and not view.with_flow(named[0]):
        return None  # 5.1.4.8都管哪几种业务: the clause itself
    flows = List(entries(named, (FLOW,)))
    channel = next(iter(view.special_channels), "")
    return many([Decide(Named((channel,)), Has(named[0])), flows]) if channel else flows


def _without_members(view: QueryView, named: tuple[str, ...]) -> tuple[str, ...]:
    """The services named; beside a group, of its members only those with a flow (变更用电清单里“市政”后面还有什么)."""
    members = {fact["item"] for name in named for fact in view.views.conclusions.of("member", group=name) if fact["item"] != name}
    return tuple(name for name in named if name not in members or view.with_flow(name))


def step(view: QueryView) -> Asked:
    """The step at a place: the n-th, the first, the last, the one before or after another."""
    named, steps_named = view.of("service"), view.of("step")
    services = tuple(dict.fromkeys(name for service in named for name in view.with_flow(service)))
    if named and not services:
        return steps(view)
    if not services and steps_named:
        return _anywhere(view)
    if len(services) != 1 and not (len(named) == 1 and len(services) <= FEW):
        return view.missing("flow", choices=tuple(List((EntriesOf(name, FLOW),)) for name in services) or EXAMPLES)
    if len(steps_named) > 1 and not view.query.position:
        return Order(named[0], steps_named)
    places = _places(view)
    return many([StepAt(named[0], number, name) for number, name in places]) if places else steps(view)


def _places(view: QueryView) -> list[tuple[int, str]]:
    """The places asked for, as a number and the step from which it is counted."""
    query, named = view.query, next(iter(view.of("step")), "")
    distance = {"next": [1], "previous": [-1], "around": [-1, 1]}.get(query.position, [])
    if distance and named:
        return [(step, named) for step in distance]
    if distance and query.number is not None:
        return [(query.number + step, "") for step in distance]
    if query.position in ("first", "last"):
        return [(1 if query.position == "first" else -1, "")]
    if query.number is not None:
        return [(query.number, "")]
    return [(0, named)] if named else []


def _anywhere(view: QueryView) -> Asked:
    """The step beside one that was named without its service, in all flows that have it; without a place, which service is meant."""
    places = [(number, name) for number, name in _places(view) if name]
    if view.query.position and places:
        return many([StepAt("", number, name) for number, name in places])
    named = view.of("step")[0]
    services = [name for name in view.standard.of_class("service") if view.views.holding(name, named, (FLOW,))]
    return view.missing("flow", choices=tuple(List((EntriesOf(name, FLOW),)) for name in services) or EXAMPLES)


def step_holders(view: QueryView) -> Asked:
    """Which services have a step in their flow, and which have not."""
    chosen = tuple(name for name in view.of("service") if view.with_flow(name))
    return Select(Where(named_or_all(chosen, "service"), all_have(view.of("step"), view.query.negated)))


def channels(view: QueryView) -> Asked:
    """Where the services named can be had, or whether at the channel named."""
    services = view.services
    if not services:
        return view.missing("service", choices=tuple(List((EntriesOf(name, CHANNELS),)) for name in ("电费收缴", "故障报修", "过户")))
    if len(services) == 1 and view.query.negated and not view.special_channels:
        return Select(Where(All("channel"), Not(Has(services[0]))))
    channel = next((name for name in view.channels if not view.standard.concepts[name].generic), "")
    if channel:
        return many([Decide(Named((channel,)), Has(service)) for service in services])
    return many([_had(view, service) for service in services])


def _had(view: QueryView, service: str) -> Question:
    """Where a service is had; of one for which no handling is laid down, which channels list it."""
    if view.views.listed(service, CHANNELS):
        return List((EntriesOf(service, CHANNELS),))
    if view.views.conclusions.of("definition", term=service):
        return Define(service)
    return Select(Where(All("channel"), Has(service)))


def where(view: QueryView) -> Asked:
    """Questions where something can be had."""
    from actions.bridge import decisions, lists

    if STAFF in view.categories and view.of("service"):
        return List(entries(view.of("service"), (STAFF,)))
    if view.of("matter") and not view.channels and (found := provision(view)):
        return found
    if view.of("mode") and not view.services:
        return lists.holders(view.adding(CHANNELS))
    if view.of("facility"):
        return decisions.whether(view)
    if len(view.of("service")) > 1 and view.of("step") and not view.channels:
        return decisions.whether(view)  # 暂停和暂停恢复哪个要收费
    if view.of("service") and view.marked("comprises") and not view.with_flow(view.of("service")[0]):
        return steps(view)
    return channels(view)
