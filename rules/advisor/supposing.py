"""What if: the difference that a change makes, by running the rules with it and without it."""

from __future__ import annotations

from collections.abc import Iterable

from rules.advisor.answers import Difference, Group, Missing
from rules.advisor.asked import Asked, Found
from rules.advisor.channels import HOURS, several
from rules.advisor.knowledge import Knowledge
from rules.advisor.requirements import FITTINGS, LISTED, QUALIFICATIONS, category_of, entry, holding, requirement_facts
from rules.facts import Conclusions, Fact


def what_if(known: Knowledge, asked: Asked) -> Found | None:
    """What changes when a hall becomes one of another grade, or things are added to it or taken away; None where nothing is supposed."""
    if len(asked.halls) > 1 and not (asked.query.adding or asked.query.removing):
        return _becomes(known, asked, asked.halls[0], asked.halls[-1])
    if not (asked.query.adding or asked.query.removing):
        return None
    if not asked.halls:
        thing = (*asked.query.adding, *asked.query.removing)[0]
        verb = "加" if asked.query.adding else "没有"
        choices = tuple(f"如果{hall}{verb}{thing}会怎样？" for hall in known.standard.of_class("hall"))
        return Found(Missing("请问是哪一级营业厅？", choices))
    parts = [_without(known, hall, thing) for hall in asked.halls for thing in asked.query.removing]
    parts += [_with(known, hall, thing) for hall in asked.halls for thing in asked.query.adding]
    return several(known, parts)


def _becomes(known: Knowledge, asked: Asked, old: str, new: str) -> Found:
    """What a hall of one grade needs more and less when it becomes one of another."""
    before, after = known.about(old), known.about(new)
    categories = tuple(name for name in asked.categories if name in (*LISTED, QUALIFICATIONS, HOURS)) or (*LISTED, QUALIFICATIONS, HOURS)
    more = [_group(known, after, category, _new(known, before, old, after, new, category)) for category in categories]
    less = [_group(known, before, category, _new(known, after, new, before, old, category)) for category in categories]
    if "功能分区" in categories:
        more += _fittings(known, after, _zones(after, new) - _zones(before, old))
        less += _fittings(known, before, _zones(before, old) - _zones(after, new))
    kept = [group for group in (*more, *less) if group]
    facts_more = tuple(fact for category in categories for fact in _new(known, before, old, after, new, category))
    facts_less = tuple(fact for category in categories for fact in _new(known, after, new, before, old, category))
    says = () if kept else (f"在{'、'.join(categories)}方面，{old}和{new}的要求一样。",)
    finding = Difference(f"{old}改为{new}", says, tuple(filter(None, more)), tuple(filter(None, less)))
    clauses = tuple(dict.fromkeys(clause for group in kept for clause in group.clauses))
    return Found(finding, after, facts_more, tuple(clause for clause in (*clauses, *known.clauses_of(before, facts_less))))


def _new(known: Knowledge, before: Conclusions, old: str, after: Conclusions, new: str, category: str) -> tuple[Fact, ...]:
    """What is required of `new` in a category and not of `old`."""
    had = {fact["item"] if fact.kind == "requirement" else fact["hours"] for fact in requirement_facts(known, before, old, category)}
    facts = requirement_facts(known, after, new, category)
    return tuple(fact for fact in facts if (fact["item"] if fact.kind == "requirement" else fact["hours"]) not in had)


def _zones(conclusions: Conclusions, hall: str) -> set[str]:
    return {fact.text("name") for fact in conclusions.of("zone", hall=hall)}


def _fittings(known: Knowledge, conclusions: Conclusions, zones: Iterable[str]) -> list[Group | None]:
    order = known.standard.of_class("zone")
    return [
        _group(known, conclusions, f"{zone}的{FITTINGS}", conclusions.of("requirement", subject=zone, category=FITTINGS))
        for zone in sorted(zones, key=order.index)
    ]


def _group(known: Knowledge, conclusions: Conclusions, title: str, facts: tuple[Fact, ...]) -> Group | None:
    """The facts as one group of a list; None where there are none."""
    if not facts:
        return None
    measure = known.measure(title)
    return Group(title, tuple(entry(known, conclusions, fact) for fact in facts), (), known.clauses_of(conclusions, facts), measure)


def _without(known: Knowledge, hall: str, thing: str) -> Found:
    """What it means for a hall not to have a thing: whether it must, and what else no longer follows."""
    conclusions = known.about(hall)
    needed = tuple(fact for fact in holding(known, conclusions, hall, thing) if fact["subject"] == hall)
    given = tuple(fact for fact in (known.given(hall),) if fact)
    rest = known.engine.run(given, without=lambda fact: _is_of(fact, hall, thing))
    gone = tuple(fact for fact in conclusions.reasons if fact not in rest.reasons and not _is_of(fact, hall, thing))
    if needed:
        said = f"{hall}没有{thing}，就不符合标准：{needed[0]['modality']}有{thing}。"
    elif holding(known, conclusions, hall, thing):
        where = "、".join(dict.fromkeys(fact.text("subject") for fact in holding(known, conclusions, hall, thing)))
        said = f"{hall}的{where}应有{thing}，没有就不符合标准。"
        needed = holding(known, conclusions, hall, thing)
    else:
        said = f"标准没有要求{hall}有{thing}，没有它不影响。"
    less = _groups(known, conclusions, gone)
    finding = Difference(f"{hall}没有{thing}", (said,), (), less)
    lists = requirement_facts(known, conclusions, hall, category_of(known, thing)) if not needed else ()
    return Found(finding, conclusions, (*needed, *gone), known.clauses_of(conclusions, lists))


def _with(known: Knowledge, hall: str, thing: str) -> Found:
    """What it means for a hall to have a thing more: whether it must have it anyway, and what follows from it."""
    conclusions = known.about(hall)
    needed = tuple(fact for fact in holding(known, conclusions, hall, thing) if fact["subject"] == hall)
    if needed:
        finding = Difference(f"{hall}加{thing}", (f"标准本来就要求{hall}有{thing}。",), (), ())
        return Found(finding, conclusions, needed)
    given = tuple(fact for fact in (known.given(hall), *_had(known, hall, thing)) if fact)
    run = known.engine.run(given)
    new = tuple(fact for fact in run.reasons if fact not in conclusions.reasons and fact not in given)
    more = _groups(known, run, new)
    said = f"标准没有要求{hall}有{thing}。" + ("加了它，下列规定就随之适用：" if more else "加了它，也没有别的规定随之适用。")
    lists = requirement_facts(known, conclusions, hall, category_of(known, thing))
    finding = Difference(f"{hall}加{thing}", (said,), more, ())
    return Found(finding, run, new, known.clauses_of(conclusions, lists))


def _had(known: Knowledge, hall: str, thing: str) -> tuple[Fact, ...]:
    """The facts that a thing in a hall is: as if it were laid down that the hall may have it."""
    values = (("subject", hall), ("category", category_of(known, thing)), ("number", 0), ("item", thing), ("modality", "可"), ("scope", ""))
    facts: tuple[Fact, ...] = (Fact("requirement", values),)
    if known.standard.class_of(thing) == "zone":
        facts += (Fact("zone", (("name", thing), ("hall", hall))),)
    return facts


def _is_of(fact: Fact, hall: str, thing: str) -> bool:
    """Whether a fact says that the hall has the thing."""
    if fact.kind == "requirement":
        return bool(fact["subject"] == hall and fact["item"] == thing)
    return fact.kind == "zone" and bool(fact["hall"] == hall and fact["name"] == thing)


def _groups(known: Knowledge, conclusions: Conclusions, facts: tuple[Fact, ...]) -> tuple[Group, ...]:
    """Facts that came or went, in groups: what is required of whom, when, and what else is laid down."""
    groups: dict[str, list[Fact]] = {}
    said: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind == "requirement":
            groups.setdefault(f"{fact['subject']}的{fact['category']}", []).append(fact)
        elif fact.kind == "hours":
            groups.setdefault(HOURS, []).append(fact)
        elif fact.kind == "provision" and fact["topic"] != HOURS:
            said.setdefault(fact.text("subject"), []).append(fact)
    found = [_group(known, conclusions, title, tuple(of_title)) for title, of_title in groups.items()]
    found += [
        Group(f"{subject}的规定", (), tuple(f.text("text") for f in of), known.clauses_of(conclusions, of), "项")
        for subject, of in said.items()
    ]
    return tuple(filter(None, found))
