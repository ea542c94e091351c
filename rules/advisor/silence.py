"""What the standard is silent on: a thing that it has no word for, what a closed list does not hold, and what its source has lost."""

from __future__ import annotations

from dataclasses import replace

from rules.advisor.answers import ClauseText, Flows, Holders, Item, Listing, Statements, Verdict
from rules.advisor.asked import Asked, Found
from rules.advisor.channels import several
from rules.advisor.knowledge import ANY_HALL, Knowledge
from rules.advisor.requirements import entry, requirement_facts
from rules.facts import Fact
from rules.text import normal

LOST_PARTS = "原文缺失的内容"
FACILITIES = "设施及用品"
SHOWN = {"hall": (FACILITIES,), "channel": ("服务功能", "服务方式")}
"""The lists of a place that are shown when it is asked for a thing that it has no word for."""
NOTHING_MORE = "没有列出的，标准没有规定"


def listed_reason(subject: str, category: str, items: list[Item]) -> str:
    """What the standard lists for `subject` in a category, with the entries that the source has lost; that it lists nothing."""
    names = "、".join(item.name for item in items if not item.lost)
    lost = [str(item.number) for item in items if item.lost]
    reason = f"标准对{subject}的{category or '要求'}列出的是：{names}。" if names else f"标准没有规定{subject}的{category or '这一方面'}。"
    return reason + (f"（第{'、'.join(lost)}项的名称原文缺失。）" if lost else "")


def unlisted(known: Knowledge, asked: Asked) -> Found | None:
    """That the standard has no word for a thing asked for at a place, with what it lists there; None where it has the word."""
    thing = asked.query.unlisted[0]
    if any(normal(thing) in normal(clause.statement) for clause in known.standard.clauses.values()):
        return None
    conclusions = known.everything()
    reasons: list[str] = []
    facts: list[Fact] = []
    lost = False
    for place in asked.places:
        for category in _categories(known, asked, place):
            own = requirement_facts(known, conclusions, place, category)
            items = [entry(known, conclusions, fact) for fact in own]
            lost = lost or any(item.lost for item in items)
            reasons.append(listed_reason(place, category, items))
            facts += own
    said = f"标准对{'、'.join(asked.places)}的规定里没有“{thing.upper() if thing.isascii() else thing}”。"
    undecided = "清单中名称缺失的各项是什么，不能断定。" if lost else ""
    return Found(Verdict("unknown" if lost else "no", said, "".join((*reasons, undecided))), conclusions, tuple(facts))


def _categories(known: Knowledge, asked: Asked, place: str) -> tuple[str, ...]:
    """The lists of a place in which the thing would stand."""
    shown = SHOWN["hall" if place == ANY_HALL else known.standard.class_of(place)]
    return tuple(name for name in asked.categories if requirement_facts(known, known.everything(), place, name)) or shown


def closed(found: Found) -> Found:
    """A list or a flow as the answer to a yes or no question: that there is nothing beyond it."""
    finding = found.finding
    if isinstance(finding, Flows) and all(flow.complete for flow in finding.flows):
        names = "、".join(f"“{flow.service}”" for flow in finding.flows)
        return replace(found, finding=replace(finding, note=f"{finding.note}标准为{names}规定的只有下列环节，{NOTHING_MORE}。"))
    if isinstance(finding, Statements):
        return replace(found, finding=replace(finding, statements=(*finding.statements, (NOTHING_MORE, ()))))
    if isinstance(finding, Listing) and len(finding.groups) == 1:
        group = finding.groups[0]
        return replace(found, finding=replace(finding, groups=(replace(group, provisions=(*group.provisions, NOTHING_MORE)),)))
    return found


def no_more(known: Knowledge, found: Found | None) -> Found | None:
    """Who must have a thing, as the answer to what it is for or how it is to be: the standard says nothing else of it."""
    if found is None or not isinstance(found.finding, Holders):
        return found
    said = Statements(found.finding.what, ((f"标准只规定哪里要有{found.finding.what}，没有规定它的用途、样式等其他内容", ()),))
    return several(known, (Found(said), found))


def no_quantity(found: Found) -> Found:
    """Provisions as the answer to how many: the standard has no number."""
    if not isinstance(found.finding, Statements) or any(character.isdigit() for text, _ in found.finding.statements for character in text):
        return found
    return replace(found, finding=replace(found.finding, statements=(*found.finding.statements, ("标准没有规定数量", ()))))


def lost_parts(known: Knowledge) -> Found:
    """The clauses and list entries of which the source has nothing left."""
    numbers = tuple(clause.number for clause in known.standard.clauses.values() if clause.status == "lost")
    return Found(ClauseText(LOST_PARTS, tuple(known.cite(number) for number in numbers)), clauses=numbers)
