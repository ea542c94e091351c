"""Whether what a form puts together goes together, by the signatures of the aspects: which subjects have one, which entries it can hold.

All that is named must be there; see `check.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rules.evaluator.cases import leaves
from rules.evaluator.populations import names_of
from rules.evaluator.sets import leaves_of
from rules.evaluator.views import Views
from rules.messages import message
from rules.model import Aspect
from rules.question import forms
from rules.question.forms import (
    Adds,
    Becomes,
    Conditional,
    Counts,
    Entered,
    EntriesOf,
    Has,
    OpenAllHours,
    Predicate,
    Removes,
    SameAs,
    Subjects,
    Where,
)


@dataclass(frozen=True)
class Misfit:
    """Why a question cannot be asked, and of what that is so.

    "name": there is no such concept; "aspect": no such aspect, or the first of two has not the second; "topic": no topic outside the
    standard; "mixed": lists of which the entries have nothing in common; "uncounted": an aspect without entries that could be counted.
    """

    reason: str
    about: tuple[str, ...]


def unsuited(views: Views, node: Any) -> Iterator[Misfit]:
    """What of a node does not go together; its parts are looked at by themselves."""
    check = _CHECKS.get(type(node))
    if check:
        yield from check(views, node)


# ---- signatures


def _holds(views: Views, aspect: str, entry: str) -> bool:
    """Whether an aspect can hold an entry."""
    return views.standard.class_of(entry) in views.aspects[aspect].entries


def _having(views: Views, subjects: Iterable[str], aspect: str) -> Iterator[Misfit]:
    """That none of the subjects has an aspect: one that has it is enough, the others are answered with it."""
    names = tuple(subjects)
    if aspect and names and not any(views.suits(name, aspect) for name in names):
        yield Misfit("aspect", (names[0], aspect))


def _held(views: Views, aspect: str, entries: Iterable[str]) -> Iterator[Misfit]:
    """The entries that an aspect cannot hold."""
    yield from (Misfit("aspect", (entry, aspect)) for entry in entries if aspect and entry and not _holds(views, aspect, entry))


def _had(views: Views, subject: str, entries: Iterable[str]) -> Iterator[Misfit]:
    """The entries for which a subject has no aspect."""
    for entry in entries:
        if not views.aspects_of(entry, subject):
            yield Misfit("aspect", (subject, _aspect_for(views, entry)))


def _aspect_for(views: Views, entry: str) -> str:
    return next(iter(views.aspects_of(entry)), entry)


def _fields(views: Views, aspect: Aspect, field: str) -> Iterator[Any]:
    """The types of a field in the relations of an aspect that have it."""
    kinds = (views.standard.kinds[source.relation] for source in aspect.sources)
    yield from (kind.fields[field] for kind in kinds if field in kind.fields)


def _narrowed(views: Views, aspects: Iterable[str], scope: str, way: str) -> Iterator[Misfit]:
    """A scope or a way of which none of the relations speaks."""
    known = [views.aspects[name] for name in aspects if name]
    if scope and known and not any(True for aspect in known for _ in _fields(views, aspect, "scope")):
        yield Misfit("aspect", (scope, known[0].name))
    if way and known and not any(way in field.words for aspect in known for field in _fields(views, aspect, "way")):
        yield Misfit("name", (way,))


def _counted(views: Views, aspect: str) -> Iterator[Misfit]:
    if not views.aspects[aspect].entries:
        yield Misfit("uncounted", (aspect,))


def _graded(views: Views, name: str) -> Iterator[Misfit]:
    """That a concept has no grade, nor can have one."""
    cls = views.standard.class_of(name)
    if name and not (cls in views.rules.given and views.rules.given[cls].grade):
        yield Misfit("aspect", (name, message("question_fitting.grade")))


# ---- subjects and predicates


def _some_of(views: Views, subjects: Subjects) -> tuple[str, ...]:
    """Subjects by which it is seen whether their class has an aspect: those of a filter before it is applied."""
    while isinstance(subjects, Where):
        subjects = subjects.subjects
    return names_of(views, subjects)


def _predicate(views: Views, node: forms.Decide | Where) -> Iterator[Misfit]:
    """The leaves that no subject can satisfy, since its class has no such aspect."""
    subjects = _some_of(views, node.subjects)
    for leaf in leaves(node.predicate):
        if subjects and not any(_fits(views, name, leaf) for name in subjects):
            yield Misfit("aspect", (subjects[0], _aspect_of(views, leaf)))


def _fits(views: Views, subject: str, leaf: Predicate) -> bool:
    if isinstance(leaf, Has):
        aspects = (leaf.aspect,) if leaf.aspect else views.aspects_of(leaf.entry)
        return any(views.suits(subject, aspect) for aspect in aspects)
    if isinstance(leaf, OpenAllHours):
        return bool(leaf.at) or views.suits(subject, views.rules.hours)
    if isinstance(leaf, Conditional):
        return any(views.suits(subject, aspect) and _holds(views, aspect, leaf.channel) for aspect in _conditional(views))
    return isinstance(leaf, (Counts, SameAs)) and views.suits(subject, leaf.aspect)


def _aspect_of(views: Views, leaf: Predicate) -> str:
    if isinstance(leaf, Has):
        return leaf.aspect or _aspect_for(views, leaf.entry)
    if isinstance(leaf, OpenAllHours):
        return views.rules.hours
    if isinstance(leaf, Conditional):
        return next(iter(_conditional(views)), leaf.channel)
    return leaf.aspect if isinstance(leaf, (Counts, SameAs)) else ""


def _conditional(views: Views) -> list[str]:
    """The aspects of which the entries are had on conditions."""
    return [name for name, view in views.aspects.items() if view.conditions]


# ---- the forms


def _entries_of(views: Views, node: EntriesOf) -> Iterator[Misfit]:
    yield from _having(views, (node.subject,), node.aspect)
    yield from _narrowed(views, (node.aspect,), node.scope, node.way)


def _composed(views: Views, node: Any) -> Iterator[Misfit]:
    """Lists can be compared where they can have an entry in common, or each is of everything."""
    aspects = tuple(dict.fromkeys(leaf.aspect for leaf in leaves_of(node) if leaf.aspect))
    if len(aspects) > 1 and not set.intersection(*(set(views.aspects[name].entries) for name in aspects)):
        yield Misfit("mixed", aspects)


def _has(views: Views, node: Has) -> Iterator[Misfit]:
    yield from _held(views, node.aspect, (node.entry,))
    yield from _narrowed(views, (node.aspect,) if node.aspect else views.aspects_of(node.entry), node.scope, node.way)


def _same_as(views: Views, node: SameAs) -> Iterator[Misfit]:
    yield from _having(views, (node.subject,), node.aspect)
    yield from _held(views, node.aspect, node.without)


def _open(views: Views, node: OpenAllHours) -> Iterator[Misfit]:
    if node.at:
        yield from _having(views, (node.at,), views.rules.hours)


def _counts(views: Views, node: Counts) -> Iterator[Misfit]:
    yield from _counted(views, node.aspect)


def _ranged(views: Views, node: forms.Rank | forms.Alike) -> Iterator[Misfit]:
    yield from _having(views, _some_of(views, node.subjects), node.aspect)
    if isinstance(node, forms.Rank):
        yield from _counted(views, node.aspect)


def _compare(views: Views, node: forms.Compare) -> Iterator[Misfit]:
    for aspect in node.aspects:
        yield from _having(views, node.subjects.names, aspect)


def _flow(views: Views, node: forms.StepAt | forms.Between | forms.Order) -> Iterator[Misfit]:
    """A service with a flow, or all of them, and steps that can stand in one."""
    yield from _having(views, (node.service,) if node.service else (), views.rules.flow)
    steps = node.steps if isinstance(node, forms.Order) else (node.step,) if isinstance(node, forms.StepAt) else (node.after, node.before)
    yield from _held(views, views.rules.flow, steps)


def _hours(views: Views, node: forms.Hours) -> Iterator[Misfit]:
    yield from _having(views, node.subjects, views.rules.hours)


def _needed(views: Views, node: forms.Serial | forms.Quantity) -> Iterator[Misfit]:
    if node.subject:
        yield from _had(views, node.subject, (node.thing,))


def _comply(views: Views, node: forms.Comply) -> Iterator[Misfit]:
    """Grades of those that have one, and things and aspects that are looked at in a check."""
    levels = views.standard.checking.levels
    general = next(name for cls, name in views.rules.general.items() if views.rules.given[cls].grade)
    for hall in node.halls:
        yield from _graded(views, hall.grade)
        for thing in (*hall.has, *hall.lacks):
            if not any(aspect in levels for aspect in views.aspects_of(thing)):
                yield Misfit("aspect", (hall.grade or general, _aspect_for(views, thing)))
        yield from (
            Misfit("aspect", (hall.grade or general, name)) for name in node.aspects if name in views.aspects and name not in levels
        )


def _suppose(views: Views, node: forms.Suppose) -> Iterator[Misfit]:
    """What has a grade can get another; what a subject can have can come to it or go from it."""
    if isinstance(node.change, Becomes):
        yield from _graded(views, node.subject)
        yield from _graded(views, node.change.to)
    elif isinstance(node.change, (Adds, Removes)):
        yield from _had(views, node.subject, node.change.things)
    for aspect in node.aspects:
        yield from _having(views, (node.subject,), aspect)


def _unlisted(views: Views, node: forms.Unlisted) -> Iterator[Misfit]:
    for aspect in node.aspects:
        yield from _having(views, (node.subject,), aspect)


def _beyond(views: Views, node: forms.Beyond) -> Iterator[Misfit]:
    yield from (Misfit("topic", (name,)) for name in node.topics if name in views.standard.concepts)


def _entered(views: Views, node: Entered) -> Iterator[Misfit]:
    """That nothing in a list is a concept, of which something could be asked."""
    for leaf in leaves_of(node.entries):
        if leaf.aspect in views.aspects:
            yield from _counted(views, leaf.aspect)


_CHECKS: dict[type, Callable[[Views, Any], Iterator[Misfit]]] = {
    EntriesOf: _entries_of,
    Entered: _entered,
    forms.Union: _composed,
    forms.Intersection: _composed,
    forms.Difference: _composed,
    Has: _has,
    SameAs: _same_as,
    OpenAllHours: _open,
    Counts: _counts,
    Where: _predicate,
    forms.Decide: _predicate,
    forms.Rank: _ranged,
    forms.Alike: _ranged,
    forms.Compare: _compare,
    forms.StepAt: _flow,
    forms.Between: _flow,
    forms.Order: _flow,
    forms.Hours: _hours,
    forms.Serial: _needed,
    forms.Quantity: _needed,
    forms.Comply: _comply,
    forms.Suppose: _suppose,
    forms.Unlisted: _unlisted,
    forms.Beyond: _beyond,
}
