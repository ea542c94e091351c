"""Two or more subjects side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.advisor import flows
from rules.advisor.answers import Comparison, Item, Missing, Row
from rules.advisor.asked import Asked, Found
from rules.advisor.channels import several
from rules.advisor.knowledge import Knowledge
from rules.advisor.requirements import STEPS, categories_of, entry, requirement_facts
from rules.facts import Conclusions, Fact


def compare(known: Knowledge, asked: Asked) -> Found:
    """Two or more subjects of one kind side by side, in the categories asked for or in all."""
    subjects = next(
        (names for names in (asked.halls, asked.of("service"), asked.of("zone"), asked.channels) if len(names) > 1),
        asked.of("hall", "channel") if len(asked.of("hall", "channel")) > 1 else (),
    )
    if len(subjects) == 1 or not subjects:
        return Found(
            Missing(
                "请问要比较哪两个？",
                ("B级营业厅和C级营业厅有什么不同？", "95598和网上营业厅的服务方式有什么不同？", "减容和暂停的流程有什么不同？"),
            )
        )
    conclusions = known.about(*subjects)
    services = all(known.standard.class_of(name) == "service" for name in subjects)
    if services and (without := [name for name in subjects if not conclusions.of("step", service=name)]):
        return _compare_divided(known, asked, subjects, without)
    categories = (STEPS,) if services else tuple(asked.categories) or _shared_categories(known, conclusions, subjects)
    rows: list[Row] = []
    facts: list[Fact] = []
    for category in categories:
        per_subject = {name: _comparable(known, conclusions, name, category) for name in subjects}
        if not any(per_subject.values()):
            continue
        names = [{entry_name(fact) for fact in found} for found in per_subject.values()]
        shared = set.intersection(*names)
        common = _unique(_compared(known, conclusions, fact) for fact in next(iter(per_subject.values())) if entry_name(fact) in shared)
        own = tuple(
            (name, _unique(_compared(known, conclusions, fact) for fact in found if entry_name(fact) not in shared))
            for name, found in per_subject.items()
        )
        all_facts = [fact for found in per_subject.values() for fact in found]
        rows.append(Row(category, common, own, known.clauses_of(conclusions, all_facts), known.measure(category)))
        facts += all_facts
    return Found(Comparison(tuple(subjects), tuple(rows)), conclusions, tuple(facts))


def _compare_divided(known: Knowledge, asked: Asked, subjects: tuple[str, ...], without: list[str]) -> Found:
    """Services of which some have no flow of their own: compared by the kinds that have one; what has none at all is said to have none."""
    with_flow = {name: flows.with_flow(known, name) for name in subjects}
    usable = tuple(dict.fromkeys(kind for name in subjects for kind in with_flow[name]))
    parts = [flows.without_flow(known, name) for name in without if not with_flow[name]]
    if len(usable) > 1:
        compared = compare(known, replace(asked, query=replace(asked.query, concepts=usable)))
        notes = [flows.divided_note(name, with_flow[name]) for name in without if len(with_flow[name]) > 1]
        if isinstance(compared.finding, Comparison):
            compared = replace(compared, finding=replace(compared.finding, note="".join(notes)))
        parts.insert(0, compared)
    elif usable:
        parts.insert(0, flows.steps(known, replace(asked, query=replace(asked.query, concepts=usable))))
    return several(known, parts)


def entry_name(fact: Fact) -> str:
    """By what an entry is the same in two subjects."""
    field = {"step": "action", "handling": "service", "hours": "hours"}.get(fact.kind, "item")
    return fact.text(field)


def _compared(known: Knowledge, conclusions: Conclusions, fact: Fact) -> Item:
    return known.item(fact, "action") if fact.kind == "step" else entry(known, conclusions, fact)


def _unique(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple({item.name: item for item in items}.values())


def _comparable(known: Knowledge, conclusions: Conclusions, subject: str, category: str) -> tuple[Fact, ...]:
    if category == STEPS:
        return conclusions.of("step", service=subject)
    return requirement_facts(known, conclusions, subject, category)


def _shared_categories(known: Knowledge, conclusions: Conclusions, subjects: Iterable[str]) -> tuple[str, ...]:
    found = [category for name in subjects for category in categories_of(known, conclusions, name)]
    return tuple(dict.fromkeys(found))
