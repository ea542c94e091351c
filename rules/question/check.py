"""Whether a question fits the relations: what it names must be there, and a subject must have the aspects that it is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.evaluator.populations import entered
from rules.evaluator.views import Views
from rules.question import forms
from rules.question.forms import All, Conditional, Counts, Entered, EntriesOf, Has, Named, OpenAllHours, Predicate, SameAs, Subjects, Where


@dataclass(frozen=True)
class Misfit:
    """Why a question cannot be asked: a `name` that is no concept (reason "name"), or a subject that has no such aspect ("aspect")."""

    reason: str
    about: tuple[str, ...]


def misfits(question: Any, views: Views) -> tuple[Misfit, ...]:
    """Everything for which a question does not fit the standard; nothing where it can be evaluated."""
    return tuple(dict.fromkeys((*_unknown(question, views), *_unsuited(question, views))))


def nodes(node: Any) -> Iterator[Any]:
    """A node and all that it is made of, from the top down."""
    if isinstance(node, tuple):
        for part in node:
            yield from nodes(part)
    elif type(node) in forms.NODES:
        yield node
        for field in forms.FIELDS[type(node)]:
            yield from nodes(getattr(node, field))


NAMING: dict[type, tuple[str, ...]] = {
    EntriesOf: ("subject",),
    Has: ("entry",),
    Conditional: ("channel",),
    OpenAllHours: ("scope", "at"),
    SameAs: ("subject", "without"),
    Named: ("names",),
    forms.StepAt: ("service", "step"),
    forms.Between: ("service", "after", "before"),
    forms.Order: ("service", "steps"),
    forms.Hours: ("subjects",),
    forms.Provision: ("subject", "topic"),
    forms.Define: ("term",),
    forms.Mention: ("things",),
    forms.Entry: ("subject",),
    forms.Serial: ("thing", "subject"),
    forms.Quantity: ("thing", "subject"),
    forms.Code: ("names",),
    forms.DescribedHall: ("grade", "has", "lacks"),
    forms.Becomes: ("to",),
    forms.Adds: ("things",),
    forms.Removes: ("things",),
    forms.Suppose: ("subject",),
    forms.Unlisted: ("subject",),
    forms.Beyond: ("topics",),
}
"""The fields of the forms that hold names of concepts, or of topics outside the standard."""
ASPECTS: dict[type, tuple[str, ...]] = {
    EntriesOf: ("aspect",),
    Has: ("aspect",),
    Counts: ("aspect",),
    SameAs: ("aspect",),
    forms.Rank: ("aspect",),
    forms.Alike: ("aspect",),
    forms.Compare: ("aspects",),
    forms.Comply: ("aspects",),
    forms.Suppose: ("aspects",),
    forms.Unlisted: ("aspects",),
}
"""The fields that hold aspects."""


def named(question: Any) -> tuple[str, ...]:
    """The concepts that a question names, in the order in which they stand in it."""
    return tuple(dict.fromkeys(name for node in nodes(question) for name in _values(node, NAMING)))


def aspects_named(question: Any) -> tuple[str, ...]:
    """The aspects that a question names."""
    return tuple(dict.fromkeys(name for node in nodes(question) for name in _values(node, ASPECTS)))


def _values(node: Any, of: dict[type, tuple[str, ...]]) -> Iterator[str]:
    for field in of.get(type(node), ()):
        value = getattr(node, field)
        yield from (part for part in (value if isinstance(value, tuple) else (value,)) if part)


def _unknown(question: Any, views: Views) -> Iterator[Misfit]:
    for name in named(question):
        if not views.standard.class_of(name):
            yield Misfit("name", (name,))
    for aspect in aspects_named(question):
        if aspect not in views.aspects:
            yield Misfit("aspect", (aspect,))
    for node in nodes(question):
        if isinstance(node, All) and node.cls and node.cls not in views.standard.classes:
            yield Misfit("name", (node.cls,))


def _unsuited(question: Any, views: Views) -> Iterator[Misfit]:
    for node in nodes(question):
        if isinstance(node, EntriesOf) and node.aspect and not _suits(views, node.subject, node.aspect):
            yield Misfit("aspect", (node.subject, node.aspect))
        elif isinstance(node, (forms.Decide, Where)):
            yield from _of_predicate(views, _some_of(views, node.subjects), node.predicate)
        elif isinstance(node, (forms.StepAt, forms.Between, forms.Order)) and not _suits(views, node.service, views.rules.flow):
            yield Misfit("aspect", (node.service, views.rules.flow))


def _some_of(views: Views, subjects: Subjects) -> tuple[str, ...]:
    """Subjects by which it is seen whether their class has an aspect."""
    if isinstance(subjects, Named):
        return subjects.names
    if isinstance(subjects, All):
        return views.concepts_of(subjects.cls)
    if isinstance(subjects, Entered):
        return entered(views, subjects.entries)
    return _some_of(views, subjects.subjects)


def _of_predicate(views: Views, subjects: tuple[str, ...], predicate: Predicate) -> Iterator[Misfit]:
    """The leaves that no subject can satisfy, since its class has no such aspect."""
    for leaf in (node for node in nodes(predicate) if isinstance(node, (Has, Counts, SameAs, OpenAllHours, Conditional))):
        wrong = [name for name in subjects if not _fits(views, name, leaf)]
        if subjects and len(wrong) == len(subjects):
            yield Misfit("aspect", (subjects[0], _aspect_of(views, leaf)))


def _fits(views: Views, subject: str, leaf: Any) -> bool:
    if not views.standard.class_of(subject):
        return True
    if isinstance(leaf, Has):
        aspects = (leaf.aspect,) if leaf.aspect else views.aspects_of(leaf.entry)
        return any(_suits(views, subject, aspect) for aspect in aspects)
    if isinstance(leaf, OpenAllHours):
        return bool(leaf.at) or _suits(views, subject, views.rules.hours)
    if isinstance(leaf, Conditional):
        return bool(views.aspects_of(subject, leaf.channel))
    return _suits(views, subject, leaf.aspect)


def _suits(views: Views, subject: str, aspect: str) -> bool:
    return aspect not in views.aspects or not views.standard.class_of(subject) or views.suits(subject, aspect)


def _aspect_of(views: Views, leaf: Any) -> str:
    if isinstance(leaf, Has):
        return leaf.aspect or next(iter(views.aspects_of(leaf.entry)), leaf.entry)
    if isinstance(leaf, OpenAllHours):
        return views.rules.hours
    return leaf.channel if isinstance(leaf, Conditional) else str(leaf.aspect)
