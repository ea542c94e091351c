"""What a change makes: the rules run with it and without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.evaluator.cases import judge
from rules.evaluator.result import Result, several
from rules.evaluator.views import Views
from rules.facts import Fact
from rules.findings import Difference, Group
from rules.model import Source
from rules.question.forms import Adds, Becomes, Has, Suppose


def suppose(views: Views, question: Suppose) -> Result:
    """What is required more and less when a subject becomes another, or when things come to it or go from it."""
    change = question.change
    if isinstance(change, Becomes):
        return _becomes(views, question, change)
    made = _with if isinstance(change, Adds) else _without
    return several((made(views, question.subject, thing) for thing in change.things), views.conclusions)


def _becomes(views: Views, question: Suppose, change: Becomes) -> Result:
    """What a hall of one grade needs more and less when it becomes one of another."""
    names = (question.subject, change.to)
    aspects = question.aspects or tuple(dict.fromkeys(aspect for name in names for aspect in views.present(name)))
    gains, gained = _beyond(views, change.to, question.subject, aspects)
    more, allowed = ([part for group in gains for part in _of_binding(views, group, weak)] for weak in (False, True))
    less, dropped = _beyond(views, question.subject, change.to, aspects)
    finding = Difference(question.subject, "becomes", (change.to,), tuple(more), less, aspects, tuple(allowed))
    compared = tuple(fact for aspect in aspects for name in names for fact in views.listed(name, aspect))
    return Result(finding, tuple(dict.fromkeys((*gained, *dropped, *compared))))


def _of_binding(views: Views, group: Group, weak: bool) -> tuple[Group, ...]:
    """The entries of a group that are allowed only, or those that are required, as a group; nothing where there are none."""
    items = tuple(item for item in group.items if (item.modality in views.rules.weak) == weak)
    return (replace(group, items=items),) if items else ()


def _beyond(views: Views, one: str, other: str, aspects: Iterable[str]) -> tuple[tuple[Group, ...], tuple[Fact, ...]]:
    """What one subject has in the aspects and another has not; of what it is made of, also what belongs to the new parts."""
    groups: list[Group] = []
    facts: list[Fact] = []
    for aspect in aspects:
        new = _new(views, aspect, views.listed(one, aspect), views.listed(other, aspect))
        groups += _group(views, one, aspect, new)
        facts += new
        for part in (views.entry(views.aspects[aspect], fact) for fact in new):
            for inner in (name for name, view in views.aspects.items() if view.through and views.standard.class_of(part) in view.subjects):
                own = views.listed(part, inner)
                groups += _group(views, part, inner, own)
                facts += own
    return tuple(groups), tuple(facts)


def _new(views: Views, aspect: str, facts: tuple[Fact, ...], had: tuple[Fact, ...]) -> tuple[Fact, ...]:
    view = views.aspects[aspect]
    names = {views.entry(view, fact) for fact in had}
    return tuple(fact for fact in facts if views.entry(view, fact) not in names)


def _group(views: Views, subject: str, aspect: str, facts: Iterable[Fact]) -> list[Group]:
    found = tuple(facts)
    if not found:
        return []
    items = tuple(views.item(aspect, fact, subject) for fact in found)
    return [Group(subject, aspect, items, (), views.known.clauses_of(views.conclusions, found), views.measure(aspect))]


def _without(views: Views, subject: str, thing: str) -> Result:
    """What it means for a subject not to have a thing: whether it must, and what else no longer follows."""
    known = views.known
    given = tuple(fact for fact in (known.given(subject),) if fact)
    before = known.about(subject)
    after = known.engine.run(given, without=lambda fact: _is_of(views, fact, subject, thing))
    gone = tuple(fact for fact in before.reasons if fact not in after.reasons and not _is_of(views, fact, subject, thing))
    needed = judge(views, subject, Has(thing))
    less = _groups(Views(known, before), gone)
    finding = Difference(subject, "removes", (thing,), (), less, needed=needed.cases)
    return Result(
        finding, tuple(dict.fromkeys((*needed.facts, *(fact for fact in gone if fact in views.conclusions.reasons)))), needed.clauses
    )


def _with(views: Views, subject: str, thing: str) -> Result:
    """What it means for a subject to have a thing more: whether it must have it anyway, and what follows from it."""
    known = views.known
    needed = judge(views, subject, Has(thing))
    if needed.truth in ("yes", "may") and not any(item.owner for case in needed.cases for item in case.held):
        return Result(Difference(subject, "adds", (thing,), (), (), needed=needed.cases), needed.facts, needed.clauses)
    before = known.about(subject)
    given = tuple(fact for fact in (known.given(subject),) if fact)
    supposed = tuple(_supposed(views, subject, thing))
    after = known.engine.run((*given, *supposed))
    new = tuple(fact for fact in after.reasons if fact not in before.reasons and fact not in supposed and fact not in given)
    more = _groups(Views(known, after), new)
    finding = Difference(subject, "adds", (thing,), more, (), needed=needed.cases)
    clauses = (*needed.clauses, *known.clauses_of(after, new), *known.clauses_of(views.conclusions, needed.facts))
    return Result(finding, new, tuple(dict.fromkeys(clauses)), after)


def _supposed(views: Views, subject: str, thing: str) -> Iterable[Fact]:
    """The facts that a thing of a subject is: as if it were laid down that the subject may have it."""
    for aspect in views.aspects_of(thing, subject)[:1]:
        view = views.aspects[aspect]
        source = view.sources[0]
        kind = views.standard.kinds[source.relation]
        values = {**kind.defaults, **source.where, source.subject: subject, source.entry: thing, "modality": views.rules.weak[0]}
        yield Fact(source.relation, tuple((field, values[field]) for field in kind.fields))
    for view in views.aspects.values():
        if view.through and views.standard.class_of(thing) in view.subjects:
            through = view.through
            order = views.standard.kinds[through.relation].fields
            values = {through.subject: subject, through.entry: thing}
            yield Fact(through.relation, tuple((field, values[field]) for field in order))


def _is_of(views: Views, fact: Fact, subject: str, thing: str) -> bool:
    """Whether a fact says that the subject has the thing."""
    for view in views.aspects.values():
        for source in (*view.sources, *((view.through,) if view.through else ())):
            if fact.kind == source.relation and fact[source.subject] == subject and fact[source.entry] == thing:
                return True
    return False


def _groups(views: Views, facts: Iterable[Fact]) -> tuple[Group, ...]:
    """Facts that came or went: what is required of whom, when, and what else is laid down."""
    entries: dict[tuple[str, str], list[Fact]] = {}
    said: dict[str, list[Fact]] = {}
    for fact in facts:
        place = next(((name, source) for name, view in views.aspects.items() for source in view.sources if _stands_in(fact, source)), None)
        if place:
            entries.setdefault((fact.text(place[1].subject), place[0]), []).append(fact)
        elif fact.kind == "provision" and fact["topic"] not in views.aspects:
            said.setdefault(fact.text("subject"), []).append(fact)
    found = [group for (subject, aspect), own in entries.items() for group in _group(views, subject, aspect, own)]
    found += [
        Group(subject, "", (), tuple(views.said(fact) for fact in own), views.known.clauses_of(views.conclusions, own))
        for subject, own in said.items()
    ]
    return tuple(found)


def _stands_in(fact: Fact, source: Source) -> bool:
    """Whether a fact is one of those of which an aspect is the view."""
    return fact.kind == source.relation and all(fact[field] == value for field, value in source.where.items())
