"""The steps of services: whole flows, and single steps by their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from rules.advisor import requirements
from rules.advisor.answers import Flow, Flows, Holder, Holders, Item, Missing, NotFound, StepAt, Verdict
from rules.advisor.asked import Asked, Found
from rules.advisor.channels import can_do, several
from rules.advisor.knowledge import ANY_HALL, Knowledge
from rules.facts import Conclusions, Fact

STAFF = "服务人员"
CHANGES = "变更用电"
FEW = 3
"""Of so many cases of a service the step asked for is told of each; of more it is asked back."""
EXAMPLES = ("新装有哪些步骤？", "过户有哪些步骤？", "销户有哪些步骤？")


def with_flow(known: Knowledge, service: str) -> tuple[str, ...]:
    """The service itself where it has a flow, otherwise the cases of it that have one."""
    cases = known.standard.narrower[service]
    names = [service, *(name for name in known.standard.of_class("service") if name in cases and name != service)]
    found = [name for name in names if known.about(name).of("step", service=name)]
    return (service,) if service in found else tuple(found)


def step_facts(conclusions: Conclusions, service: str) -> tuple[Fact, ...]:
    """The steps of a service in their order."""
    return tuple(sorted(conclusions.of("step", service=service), key=lambda fact: int(fact["number"])))


def steps(known: Knowledge, asked: Asked) -> Found:
    """The flows of the services named."""
    named = asked.of("service")
    if not named:
        return Found(Missing("请问您问的是哪项业务的流程？", EXAMPLES))
    if STAFF in asked.categories:
        return requirements.listing(known, named[0], (STAFF,))
    services = tuple(dict.fromkeys(name for service in named for name in with_flow(known, service)))
    without = tuple(without_flow(known, name) for name in named if not with_flow(known, name))
    if not services:
        return several(known, without)
    if len(services) > 1 and asked.query.concepts and set(services) - set(named) and len(named) == 1:
        narrowed = tuple(name for name in services if known.standard.concepts[name].broader == named[0])
        services = narrowed or services
    conclusions = known.about(*services)
    flows: list[Flow] = []
    facts: list[Fact] = []
    for service in services:
        own = step_facts(conclusions, service)
        items = tuple(known.item(fact, "action") for fact in own)
        flows.append(Flow(service, items, not any(item.lost for item in items), known.clauses_of(conclusions, own)))
        facts += own
    divided = next((name for name in named if len(with_flow(known, name)) > 1), "")
    kinds = tuple(name for name in services if divided and known.standard.concepts[name].broader == divided)
    note = divided_note(divided, kinds) if kinds and not set(kinds) <= set(named) else ""
    found = Found(Flows(tuple(flows), note), conclusions, tuple(facts))
    if without:
        return several(known, (found, *without))
    channel = next((name for name in asked.channels if name != ANY_HALL), "")
    return _at_channel(known, found, services[0], channel) if channel else found


def divided_note(service: str, kinds: Iterable[str]) -> str:
    """That a service stands for several, each with a flow of its own."""
    return f"“{service}”分为{'、'.join(kinds)}，流程不同。"


def _at_channel(known: Knowledge, flow: Found, service: str, channel: str) -> Found:
    """How a service goes at a channel: whether it can be had there, and then its steps."""
    found = can_do(known, service, channel)
    if not isinstance(found.finding, Verdict) or not isinstance(flow.finding, Flows):
        return flow
    steps = " → ".join(item.name for item in flow.finding.flows[0].steps if not item.lost)
    finding = replace(found.finding, details=(*found.finding.details, f"{service}的流程：{steps}"))
    return replace(found, finding=finding, clauses=(*found.clauses, *flow.finding.flows[0].clauses))


def without_flow(known: Knowledge, service: str) -> Found:
    """A service that the standard names without a flow of its own: the services it stands for, or that there is none."""
    members = [fact for fact in known.everything().of("member", group=service) if fact["item"] != service]
    named = {fact["item"] for fact in members}
    names = tuple(
        name for name in known.standard.of_class("service") if name in named and known.standard.concepts[name].broader not in named
    )
    if names:
        choices = tuple(f"{name}有哪些步骤？" for name in names if with_flow(known, name))
        lost = ("5.1.1 末尾",) if service == CHANGES else ()
        return Found(Missing(f"“{service}”包括{'、'.join(names)}等，各有各的流程。请问您问的是哪一项？", choices), clauses=("5.1.1", *lost))
    known_services = tuple(name for name in known.standard.of_class("service") if known.about(name).of("step", service=name))
    return Found(
        NotFound(f"“{service}”的流程", known_services), clauses=("5.1.1",) if known.standard.class_of(service) == "service" else ()
    )


def step(known: Knowledge, asked: Asked) -> Found:
    """The step at a place: the n-th, the first, the last, the one before or after another."""
    named = asked.of("service")
    services = tuple(dict.fromkeys(name for service in named for name in with_flow(known, service)))
    if named and not services:
        return without_flow(known, named[0])
    if not services and asked.of("step") and (anywhere := _step_anywhere(known, asked)):
        return anywhere
    if 1 < len(services) <= FEW and len(named) == 1:  # 临时用电第三步是什么: with works and without
        others = tuple(name for name in asked.query.concepts if name not in named)
        return several(known, [step(known, asked.only(service, *others)) for service in services])
    if len(services) != 1:
        choices = tuple(f"{name}有哪些步骤？" for name in services) or EXAMPLES
        return Found(Missing("请问您问的是哪项业务的流程？", choices))
    service = services[0]
    conclusions = known.about(service)
    facts = step_facts(conclusions, service)
    if len(asked.of("step")) > 1 and not asked.query.position and (ordered := order(known, asked, service)):
        return ordered
    if asked.query.position == "around" and asked.of("step"):
        return several(known, [step(known, replace(asked, query=replace(asked.query, position=side))) for side in ("previous", "next")])
    place, relation, reason = _place(known, asked, facts)
    if place is None:
        if not reason:
            return steps(known, asked)
        return Found(StepAt(service, relation, None, _total(known, facts), reason), conclusions, facts)
    found = facts[place - 1]
    return Found(StepAt(service, relation, known.item(found, "action"), _total(known, facts)), conclusions, (found,))


def order(known: Knowledge, asked: Asked, service: str) -> Found | None:
    """Which of the steps named comes first in a flow; None where it has not at least two of them."""
    conclusions = known.about(service)
    facts = step_facts(conclusions, service)
    cases = [known.standard.narrower[name] for name in asked.of("step")]
    there = tuple(fact for fact in facts if any(fact["action"] in group for group in cases))
    if len(there) < 2:
        return None
    said = "，再".join(f"“{fact['action']}”（第{fact['number']}步）" for fact in there)
    return Found(Verdict("yes", f"{service}的流程是先{said}：前一步在后一步之前。", ""), conclusions, there)


def _step_anywhere(known: Knowledge, asked: Asked) -> Found | None:
    """The step beside one that was named without its service, where all flows with that step agree on it; else None."""
    cases = set().union(*(known.standard.narrower[name] for name in asked.of("step")))
    conclusions = known.everything()
    services = tuple(dict.fromkeys(fact.text("service") for fact in conclusions.of("step") if fact["action"] in cases))
    found = [step(known, asked.adding(service)) for service in services]
    places = [part.finding for part in found if isinstance(part.finding, StepAt) and part.finding.step]
    if not places or len(places) < len(services) or len({place.step.name for place in places if place.step}) != 1:
        return None
    whole = several(known, found[:1])
    return replace(whole, finding=replace(places[0], service="、".join(services)), conclusions=conclusions)


def _total(known: Knowledge, facts: tuple[Fact, ...]) -> int:
    items: list[Item] = [known.item(fact, "action") for fact in facts]
    return len([item for item in items if not item.lost])


def _place(known: Knowledge, asked: Asked, facts: tuple[Fact, ...]) -> tuple[int | None, str, str]:
    """The number of the step asked for, the place in words, and why there is none."""
    query, total = asked.query, len(facts)
    named = asked.of("step")
    if query.position in ("next", "previous") and named:
        cases = set().union(*(known.standard.narrower[name] for name in named))
        at = next((int(fact["number"]) for fact in facts if fact["action"] in cases), None)
        if at is None:
            return None, "", _not_in_flow(known, facts, named[0])
        name = facts[at - 1].text("action")
        place = at + (1 if query.position == "next" else -1)
        relation = f"“{name}”的{'下一步' if query.position == 'next' else '上一步'}"
        if place > total:
            return None, relation, f"“{name}”是最后一步，后面没有了。"
        return (place, relation, "") if place else (None, relation, f"“{name}”是第一步，前面没有了。")
    if query.position in ("next", "previous") and query.number is not None:
        place = query.number + (1 if query.position == "next" else -1)
        relation = f"第{query.number}步的{'下一步' if query.position == 'next' else '上一步'}"
    elif query.position == "first":
        place, relation = 1, "第一步"
    elif query.position == "last":
        place, relation = total, "最后一步"
    elif query.number is not None:
        place, relation = query.number, f"第{query.number}步"
    elif named:
        cases = set().union(*(known.standard.narrower[name] for name in named))
        at = next((int(fact["number"]) for fact in facts if fact["action"] in cases), None)
        return (at, f"“{named[0]}”", "") if at else (None, "", _not_in_flow(known, facts, named[0]))
    else:
        return None, "", ""
    if place < 0:  # counted from the end
        place, relation = total + 1 + place, f"倒数第{-place}步"
    if place > total and known.item(facts[-1], "action").lost:
        return None, relation, f"流程在第{total - 1}步“{facts[-2]['action']}”之后原文缺失，第{place}步是什么不能确定。"
    if not 1 <= place <= total:
        return None, relation, f"流程共{_total(known, facts)}步，没有第{place}步。" if place > 0 else "前面没有了。"
    return place, relation, ""


def _not_in_flow(known: Knowledge, facts: tuple[Fact, ...], name: str) -> str:
    """That a flow has not the step `name`; where its end is lost, that this cannot be said."""
    if any(known.item(fact, "action").lost for fact in facts):
        return f"流程里读得出的环节没有“{name}”；流程末尾原文缺失，缺失部分有没有不能确定。"
    return f"流程里没有“{name}”这一步。"


def in_every_flow(known: Knowledge, asked: Asked) -> Found | None:
    """Whether each service with a flow has the steps named; None where services are named."""
    if asked.of("service") and not all(known.standard.concepts[name].generic for name in asked.of("service")):
        return None
    held = step_holders(known, asked.only(*asked.of("step")))
    if not isinstance(held.finding, Holders):
        return None
    there, absent, unknown = (
        "、".join(holder.name for holder in group) for group in (held.finding.holders, held.finding.lacking, held.finding.undecided)
    )
    what = held.finding.what
    every = f"所见的流程都有{what}。" if unknown else f"是的，每项业务的流程都有{what}。"
    said = f"不是每项业务都有{what}。" if absent else every
    lines = (("有的是：", there), ("没有的是：", absent), ("流程末尾原文缺失，不能确定的是：", unknown))
    details = tuple(f"{title}{names}" for title, names in lines if names)
    verdict: Literal["yes", "no", "unknown"] = "no" if absent else "unknown" if unknown else "yes"
    return replace(held, finding=Verdict(verdict, said, "", details))


def step_holders(known: Knowledge, asked: Asked) -> Found:
    """Which services have a step in their flow, and which have not."""
    wanted = asked.of("step")
    cases = [known.standard.narrower[name] for name in wanted]
    services = tuple(name for name in known.standard.of_class("service") if known.about(name).of("step", service=name))
    chosen = tuple(name for name in asked.of("service") if name in services)
    population = chosen if len(chosen) > 1 else services
    conclusions = known.everything()
    related = {name for want in wanted for name in known.standard.concepts[want].related}
    having: list[Holder] = []
    lacking: list[Holder] = []
    undecided: list[Holder] = []
    facts: list[Fact] = []
    for service in population:
        flow = step_facts(conclusions, service)
        hits = [next((fact for fact in flow if fact["action"] in group), None) for group in cases]
        clauses = known.clauses_of(conclusions, flow)
        notes = ["流程末尾原文缺失" for fact in flow if known.item(fact, "action").lost]
        if all(hits):
            found = [fact for fact in hits if fact]
            having.append(Holder(service, "、".join(f"第{fact['number']}步" for fact in found), clauses))
            facts += found
        else:
            notes += [f"有“{fact['action']}”" for fact in flow if fact["action"] in related]
            (undecided if any(known.item(fact, "action").lost for fact in flow) else lacking).append(
                Holder(service, "，".join(notes), clauses)
            )
    cited = tuple(clause for holder in (*having, *lacking, *undecided) for clause in holder.clauses)
    finding = Holders(
        "、".join(f"“{name}”环节" for name in wanted), "有流程的业务", tuple(having), tuple(lacking), asked.query.negated, tuple(undecided)
    )
    return Found(finding, conclusions, tuple(facts), cited)
