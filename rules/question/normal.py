"""The normal form of a question: two trees that ask the same are equal in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from rules.model import Standard
from rules.question import forms
from rules.question.check import nodes
from rules.question.forms import (
    All,
    And,
    Decide,
    Difference,
    EntriesOf,
    Has,
    Hours,
    Intersection,
    List,
    Many,
    Named,
    Not,
    Or,
    Predicate,
    Subjects,
    Union,
    Where,
)

T = TypeVar("T")


def normal_form(question: T, standard: Standard) -> T:
    """The question with what makes no difference in one order: names as the standard has them, parts of and/or, unions, intersections;
    without double negations, conjunctions of one, aspects that follow from the entry, filters within filters; hours as hours, not as a
    list."""
    return _Normal(standard).asked(question)  # type: ignore[no-any-return]


class _Normal:
    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.aspects = standard.aspects
        self.order = standard.order

    def asked(self, question: Any) -> Any:
        """The normal form of a question, or of something else that stands where a question can: lists of hours are asked by their form."""
        if isinstance(question, tuple):
            return tuple(self.asked(part) for part in question)
        node = self.of(question)
        return self._as_hours(node) if isinstance(node, List) else node

    def of(self, node: Any) -> Any:
        """The normal form of a node: of its parts first, then its own."""
        if isinstance(node, tuple):
            return tuple(self.of(part) for part in node)
        if type(node) not in forms.NODES:
            return node
        part = self.asked if isinstance(node, _HOLDING_QUESTIONS) else self.of
        before = {field: getattr(node, field) for field in forms.FIELDS[type(node)]}
        after = {field: part(value) for field, value in before.items()}
        node = type(node)(**after) if after != before else node
        return _RULES.get(type(node), _same)(self, node)

    def _as_hours(self, node: List) -> List | Hours:
        subjects = tuple(entries.subject for entries in node.of if isinstance(entries, EntriesOf) and self._of_hours(entries))
        return Hours(subjects) if len(subjects) == len(node.of) else node

    def _of_hours(self, entries: EntriesOf) -> bool:
        return entries == EntriesOf(entries.subject, self.aspects.hours)

    def as_lists(self, question: Any) -> tuple[Any, ...]:
        """What a question lists, where it is nothing but lists; hours of subjects are."""
        if isinstance(question, Hours) and question.subjects and not question.scope:
            return tuple(EntriesOf(subject, self.aspects.hours) for subject in question.subjects)
        return question.of if isinstance(question, List) else ()

    def inverted(self, subject: str, has: Has) -> bool:
        """Whether a predicate of a subject says what another aspect says the other way round (a service at a channel)."""
        cls, kind = self.standard.class_of(subject), self.standard.class_of(has.entry)
        views = [view for view in self.aspects.aspects.values() if kind in view.entries and cls in view.subjects]
        return len(views) == 1 and bool(views[0].inverse)

    def classes(self, subjects: Subjects) -> frozenset[str]:
        """The classes of which subjects are."""
        if isinstance(subjects, Named):
            return frozenset(map(self.standard.class_of, subjects.names))
        if isinstance(subjects, All):
            return frozenset((subjects.cls,) if subjects.cls else self.aspects.places)
        if isinstance(subjects, Where):
            return self.classes(subjects.subjects)
        aspects = (node.aspect for node in nodes(subjects.entries) if isinstance(node, EntriesOf))
        return frozenset(cls for name in aspects if name in self.aspects.aspects for cls in self.aspects.aspects[name].entries)

    def unaspected(self, predicate: Any, classes: frozenset[str]) -> Any:
        """A predicate of subjects of some classes without the aspects that are the only ones in which these can have an entry."""
        if isinstance(predicate, (And, Or)):
            return _flat(self, replace(predicate, of=tuple(self.unaspected(part, classes) for part in predicate.of)))
        if isinstance(predicate, Not):
            return replace(predicate, of=self.unaspected(predicate.of, classes))
        if not isinstance(predicate, Has) or not predicate.aspect or not classes:
            return predicate
        only = all(self._holding(cls, predicate.entry) == [predicate.aspect] for cls in classes)
        return replace(predicate, aspect="") if only else predicate

    def _holding(self, cls: str, entry: str) -> list[str]:
        """The aspects in which subjects of a class can have an entry, themselves or, if they are places, through what they are made of."""
        kind, made = self.standard.class_of(entry), cls in self.aspects.places
        views = self.aspects.aspects.items()
        return [name for name, view in views if kind in view.entries and (cls in view.subjects or (made and view.through))]

    def sorted(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Names once each, in the order of the standard."""
        return tuple(sorted(dict.fromkeys(names), key=lambda name: (self.order.get(name, len(self.order)), name)))


def _same(normal: _Normal, node: Any) -> Any:
    return node


def _flat(normal: _Normal, node: Any) -> Any:
    """And, Or, Union, Intersection: parts of the same kind drawn in, each once, in one order; one part alone is itself."""
    cls = type(node)
    parts: dict[Any, None] = {}
    for part in node.of:
        parts.update(dict.fromkeys(part.of if isinstance(part, cls) else (part,)))
    if len(parts) == 1:
        return next(iter(parts))
    return cls(tuple(sorted(parts, key=repr)))


def _not(normal: _Normal, node: Not) -> Any:
    return node.of.of if isinstance(node.of, Not) else node


def _has(normal: _Normal, node: Has) -> Has:
    """An aspect that is the only one which can hold the entry need not be named."""
    cls = normal.standard.class_of(node.entry)
    holding = [name for name, aspect in normal.standard.aspects.aspects.items() if cls in aspect.entries]
    return replace(node, aspect="") if holding == [node.aspect] else node


def _named(normal: _Normal, node: Named) -> Named:
    return Named(normal.sorted(node.names))


def _where(normal: _Normal, node: Where) -> Where:
    """A filter of a filter is one filter with both."""
    node = replace(node, predicate=normal.unaspected(node.predicate, normal.classes(node.subjects)))
    if isinstance(node.subjects, Where):
        both = _flat(normal, And((node.subjects.predicate, node.predicate)))
        return _where(normal, Where(node.subjects.subjects, both))
    return node


def _difference(normal: _Normal, node: Difference) -> Any:
    """What is in one list and not in others: (A less B) less C is A less (B or C)."""
    if isinstance(node.left, Difference):
        return Difference(node.left.left, _flat(normal, Union((node.left.right, node.right))))
    return node


def _decide(normal: _Normal, node: Decide) -> Decide:
    """Of one subject each, every and some are the same; of all of a class each and every. What can be asked from two sides is asked from
    that of which the aspect is no inverse."""
    node = replace(node, predicate=normal.unaspected(node.predicate, normal.classes(node.subjects)))
    if isinstance(node.subjects, Named) and len(node.subjects.names) == 1:
        node = _of_other_side(normal, node, node.subjects.names[0])
        return replace(node, quantifier="each") if node.quantifier in ("every", "some") else node
    if node.quantifier == "each" and isinstance(node.subjects, (All, Where)):
        return replace(node, quantifier="every")
    return node


def _of_other_side(normal: _Normal, node: Decide, subject: str) -> Decide:
    """Whether a service is to be had at a channel, or is not, as whether the channel has the service."""
    has: Predicate = node.predicate.of if isinstance(node.predicate, Not) else node.predicate
    if not isinstance(has, Has) or not normal.inverted(subject, has):
        return node
    turned = replace(has, entry=subject, aspect="")
    return replace(node, subjects=Named((has.entry,)), predicate=Not(turned) if isinstance(node.predicate, Not) else turned)


def _many(normal: _Normal, node: Many) -> Any:
    """Questions once each; lists asked together are one question."""
    parts: dict[Any, None] = {}
    for part in node.of:
        parts.update(dict.fromkeys(part.of if isinstance(part, Many) else (part,)))
    if all(map(normal.as_lists, parts)):
        return normal.asked(List(tuple(entries for part in parts for entries in normal.as_lists(part))))
    return Many(tuple(parts)) if len(parts) > 1 else next(iter(parts))


def _list(normal: _Normal, node: List) -> List:
    """Each list once; single ones in the order of the standard's subjects and aspects."""
    order = list(normal.aspects.aspects)

    def key(entries: Any) -> tuple[int, int, str]:
        if not isinstance(entries, EntriesOf):
            return (len(normal.order), 0, repr(entries))
        return (normal.order.get(entries.subject, 0), order.index(entries.aspect) if entries.aspect in order else -1, repr(entries))

    return List(tuple(sorted(dict.fromkeys(node.of), key=key)))


def _order(normal: _Normal, node: forms.Order) -> forms.Order:
    return replace(node, steps=normal.sorted(node.steps))


def _sets(*names: str) -> Any:
    def rule(normal: _Normal, node: Any) -> Any:
        return replace(node, **{name: normal.sorted(getattr(node, name)) for name in names})

    return rule


def _entry(normal: _Normal, node: forms.Entry) -> forms.Entry:
    return replace(node, numbers=tuple(sorted(set(node.numbers))))


_RULES: dict[type, Any] = {
    And: _flat,
    Or: _flat,
    Union: _flat,
    Intersection: _flat,
    Not: _not,
    Has: _has,
    Named: _named,
    Where: _where,
    Difference: _difference,
    Decide: _decide,
    Many: _many,
    List: _list,
    forms.Order: _order,
    forms.SameAs: _sets("without"),
    forms.Compare: _sets("aspects"),
    forms.Comply: _sets("aspects"),
    forms.DescribedHall: _sets("has", "lacks"),
    forms.Adds: _sets("things"),
    forms.Removes: _sets("things"),
    forms.Mention: _sets("things"),
    forms.Code: _sets("names"),
    Hours: _sets("subjects"),
    forms.Suppose: _sets("aspects"),
    forms.Unlisted: _sets("aspects"),
    forms.Beyond: _sets("topics"),
    forms.Entry: _entry,
}
_HOLDING_QUESTIONS = (Many, forms.Why, forms.Beyond)
"""The forms of which the parts are questions."""
