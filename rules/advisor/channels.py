"""Where a service can be had, whether at a given channel and on what condition, what a channel can do, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.advisor.answers import Channels, Holder, Holders, Hours, Missing, NotFound, Several, Statements, Verdict
from rules.advisor.asked import Asked, Found
from rules.advisor.knowledge import ANY_HALL, Knowledge
from rules.facts import Conclusions, Fact

FUNCTIONS, HOURS = "服务功能", "服务时间"
WAYS = {"受理": "受理", "预受理": "只是预受理（先登记申请）", "上门办理": "上门办理", "提供": "提供"}


def handling(known: Knowledge, conclusions: Conclusions, service: str, channel: str) -> Fact | None:
    """How `channel` serves `service`, or a service of which it is a case."""
    name = service
    while name:
        found = conclusions.of("handling", service=name, channel=channel)
        if found:
            return found[0]
        name = known.standard.concepts[name].broader
    return None


def function_of(conclusions: Conclusions, service: str, channel: str) -> Fact | None:
    """The fact that `service` is one of the functions listed for `channel`, where nothing is said of how it is had there."""
    found = conclusions.of("requirement", subject=channel, category=FUNCTIONS, item=service)
    return found[0] if found else None


def conditions(conclusions: Conclusions, fact: Fact) -> tuple[Fact, ...]:
    """On what conditions a service is had in the way that `fact` says."""
    return conclusions.of("condition", service=fact["service"], channel=fact["channel"])


def _detail(known: Knowledge, conclusions: Conclusions, service: str, fact: Fact) -> str:
    if fact.kind != "handling":
        return ""
    notes = [f"属于“{fact['service']}”"] if fact["service"] != service and known.standard.class_of(service) == "function" else []
    notes += [WAYS[fact.text("way")]] if fact["way"] in ("预受理", "上门办理") else []
    if fact["modality"] != "包括":
        notes.append(fact.text("modality"))
    notes += [condition.text("text") for condition in conditions(conclusions, fact)]
    return "；".join(notes)


def channels(known: Knowledge, asked: Asked) -> Found:
    """Every channel that serves the service named."""
    services = asked.services
    if len(services) == 1 and asked.query.negated and not set(asked.channels) - {ANY_HALL}:
        return without(known, services[0])
    if not services:
        return Found(Missing("请问您想办哪项业务？", ("电费可以在哪里交？", "故障报修打什么电话？", "过户可以在哪些渠道办？")))
    channel = next((name for name in asked.channels if not known.standard.concepts[name].generic), "")
    return several(known, (can_do(known, service, channel) if channel else _channels_of(known, service) for service in services))


def without(known: Knowledge, service: str) -> Found:
    """Which channels do not serve a service, and which do."""
    every = known.standard.of_class("channel")
    conclusions = known.about(service, *every)
    found = {
        name: fact for name in every if (fact := handling(known, conclusions, service, name) or function_of(conclusions, service, name))
    }
    having = tuple(Holder(name, _detail(known, conclusions, service, fact), ()) for name, fact in found.items())
    lacking = tuple(Holder(name, "", ()) for name in every if name not in found)
    served = tuple(fact for name in every if name not in found for fact in conclusions.of("handling", channel=name))
    finding = Holders(f"“{service}”功能", "服务渠道", having, lacking, True)
    return Found(finding, conclusions, tuple(found.values()), known.clauses_of(conclusions, served))


def everywhere(known: Knowledge, service: str) -> Found:
    """Whether every channel serves a service: which do, and which do not."""
    held = without(known, service)
    if not isinstance(held.finding, Holders):
        return held
    there, absent = ("、".join(holder.name for holder in group) for group in (held.finding.holders, held.finding.lacking))
    said = f"不是每个渠道都能办{service}。" if absent else f"是的，每个渠道都能办{service}。"
    details = tuple(f"{title}{names}" for title, names in (("能办的是：", there), ("不能办的是：", absent)) if names)
    return replace(held, finding=Verdict("no" if absent else "yes", said, "", details))


def _channels_of(known: Knowledge, service: str) -> Found:
    every = known.standard.of_class("channel")
    conclusions = known.about(service, *every)
    found = [(name, fact) for name in every if (fact := handling(known, conclusions, service, name))]
    if not found and conclusions.of("definition", term=service):
        facts = list(conclusions.of("definition", term=service))
        lines = tuple((f"{fact['term']}：{fact['text']}", known.clauses_of(conclusions, [fact])) for fact in facts)
        return Found(Statements(service, lines), conclusions, tuple(facts))
    found = found or [(name, fact) for name in every if (fact := function_of(conclusions, service, name))]
    if not found:
        served = tuple(dict.fromkeys(fact.text("service") for fact in conclusions.of("handling")))
        return Found(
            NotFound(f"可以办“{service}”的渠道", served), clauses=("5.1.3",) if known.standard.class_of(service) == "service" else ()
        )
    facts = [fact for _, fact in found]
    extra = [condition for fact in facts if fact.kind == "handling" for condition in conditions(conclusions, fact)]
    hours = [fact for fact in conclusions.of("hours") if service in fact.text("scope")]
    holders = tuple(
        Holder(
            name,
            "；".join(
                [text for text in [_detail(known, conclusions, service, fact)] if text]
                + [f"{hour['hours']}" for hour in hours if hour["subject"] == name]
            ),
            known.clauses_of(conclusions, [fact, *(conditions(conclusions, fact) if fact.kind == "handling" else ())]),
        )
        for name, fact in found
    )
    listed = conclusions.of("available", service=service)
    return Found(Channels(service, holders, known.clauses_of(conclusions, listed)), conclusions, (*facts, *extra, *hours, *listed))


def can_do(known: Knowledge, service: str, channel: str) -> Found:
    """Whether a service can be had at a channel, in which way and on what condition; where not, where it can."""
    every = known.standard.of_class("channel")
    conclusions = known.about(service, *every)
    fact = handling(known, conclusions, service, channel)
    if fact:
        extra = conditions(conclusions, fact)
        optional = fact["modality"] != "包括"
        way = fact.text("way")
        statement = {
            "预受理": f"可以在{channel}提出申请，但{channel}只是预受理。",
            "上门办理": f"可以，{channel}的服务功能包括{service}（上门办理）。",
        }.get(way, f"可以，{channel}的服务功能包括{fact['service']}。")
        if optional:
            statement = f"{service}是{channel}的可选功能，有的有，有的没有。"
        free = conclusions.of("open", channel=channel, service=fact["service"])
        times = tuple(hour for hour in conclusions.of("hours", subject=channel) if service in hour.text("scope"))
        unconditional = tuple(f"{service}不限对象，不需要什么条件" for _ in free)
        details = (*(condition.text("text") for condition in extra), *unconditional, *(f"服务时间：{hour['hours']}" for hour in times))
        return Found(
            Verdict("may" if optional or way == "预受理" else "yes", statement, "", details), conclusions, (fact, *extra, *free, *times)
        )
    if listed := function_of(conclusions, service, channel):
        described = conclusions.of("definition", term=service)
        said = tuple(f"{fact['term']}：{fact['text']}" for fact in described)
        return Found(Verdict("yes", f"可以，{channel}的服务功能包括{service}。", "", said), conclusions, (listed, *described))
    if known.standard.class_of(service) == "service" and not conclusions.of("member", item=service):
        unsaid = f"所见文本列出的业务里没有{service}，能不能在{channel}办，不能确定。"
        return Found(Verdict("unknown", unsaid, ""), clauses=("5.1.1",))
    others = [(name, other) for name in every if (other := handling(known, conclusions, service, name))]
    served = [known_fact.text("service") for known_fact in conclusions.of("handling", channel=channel)]
    served = list(dict.fromkeys(name for name in served if known.standard.class_of(name) == "function" or name == "新装、增容及变更用电"))
    where = f"可以办{service}的是：{'、'.join(name for name, _ in others)}。" if others else f"所见文本没有规定{service}在哪个渠道办。"
    reason = f"标准列出的{channel}服务功能是：{'、'.join(served)}。"
    facts = (*(other for _, other in others), *conclusions.of("handling", channel=channel)[:1])
    return Found(Verdict("no", f"不能，{service}不在{channel}的服务功能之内。", reason, (where,)), conclusions, facts)


def several(known: Knowledge, found: Iterable[Found]) -> Found:
    """What was found for each part of a question, as one."""
    parts = list(found)
    if len(parts) == 1:
        return parts[0]
    return Found(
        Several(tuple(dict.fromkeys(part.finding for part in parts))),
        known.everything(),
        tuple(dict.fromkeys(fact for part in parts for fact in part.facts)),
        tuple(dict.fromkeys(clause for part in parts for clause in part.clauses)),
    )


def hours(known: Knowledge, asked: Asked) -> Found | None:
    """When the places named serve, or the places that offer the function named; else that the standard does not say when halls serve.

    None where it neither says it nor says that it is silent.
    """
    if found := hours_laid_down(known, asked):
        return found
    conclusions = known.everything()
    halls = {name for name in asked.places if known.standard.class_of(name) == "hall"}
    subjects = {*asked.places, *((ANY_HALL,) if halls else ())}
    facts = tuple(fact for fact in conclusions.of("provision", topic=HOURS) if fact["subject"] in subjects)
    if not facts:
        return None
    return Found(Hours("、".join(asked.places), tuple(fact.text("text") for fact in facts)), conclusions, facts)


def hours_laid_down(known: Knowledge, asked: Asked) -> Found | None:
    """When the places named serve, or the places that offer the function named; None where nothing is laid down."""
    conclusions = known.everything()
    functions = asked.of("function")
    places = asked.places
    facts: list[Fact] = []
    for fact in conclusions.of("hours"):
        in_place = fact["subject"] in places if places else True
        in_scope = any(name in fact.text("scope") for name in functions) if functions else True
        if in_place and in_scope and (places or functions):
            facts.append(fact)
    if not facts and places and functions:
        return hours_laid_down(known, Asked(type(asked.query)(asked.query.kind, concepts=places), asked.standard))
    if not facts:
        if not places and not functions:
            facts = list(conclusions.of("hours"))
        else:
            return None
    lines = tuple(hours_line(known, fact) for fact in facts)
    return Found(Hours("、".join(dict.fromkeys(fact.text("subject") for fact in facts)), lines), conclusions, tuple(facts))


def hours_line(known: Knowledge, fact: Fact) -> str:
    """One statement on hours as a sentence."""
    verb = {"应": "应提供", "可": "可提供", "一般": "一般为"}[fact.text("modality")]
    scope, text = fact.text("scope"), fact.text("hours")
    verb = "提供" if "，可" in scope else verb  # the scope has the 可 already
    if not any(character.isdigit() for character in text) and fact["modality"] == "应":
        text = f"{text}（标准没有规定具体钟点）"
    if not text[0].isdigit():
        verb = "：" if fact["modality"] == "应" else verb
    return f"{fact['subject']}{scope}{verb}{text}{'服务' if '24小时' in text else ''}"
