"""Whether a question fits the relations: what it names must be there, and a subject must have the aspects that it is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rules.evaluator.views import Views
from rules.question import forms
from rules.question.fitting import Misfit, unsuited
from rules.question.forms import All, Conditional, Counts, EntriesOf, Has, Named, OpenAllHours, SameAs


def misfits(question: Any, views: Views) -> tuple[Misfit, ...]:
    """Everything for which a question does not fit the standard; nothing where it can be evaluated. Whether what it names goes together is
    seen only where all of that is there."""
    unknown = tuple(dict.fromkeys(_unknown(question, views)))
    return unknown or tuple(dict.fromkeys(misfit for node in nodes(question) for misfit in unsuited(views, node)))


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
    EntriesOf: ("subject", "scope"),
    Has: ("entry", "scope"),
    Conditional: ("channel",),
    OpenAllHours: ("scope", "at"),
    SameAs: ("subject", "without"),
    Named: ("names",),
    forms.StepAt: ("service", "step"),
    forms.Between: ("service", "after", "before"),
    forms.Order: ("service", "steps"),
    forms.Hours: ("subjects", "scope"),
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
        if isinstance(node, (All, forms.Unknown)) and node.cls and node.cls not in views.standard.classes:
            yield Misfit("name", (node.cls,))
