"""The normal form of a question: two trees that ask the same are equal in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from rules.model import Standard
from rules.question import forms
from rules.question.forms import All, And, Difference, EntriesOf, Has, Intersection, Many, Named, Not, Or, Union, Where

T = TypeVar("T")


def normal_form(question: T, standard: Standard) -> T:
    """The question with what makes no difference in one order: names as the standard has them, parts of and/or, unions, intersections;
    without double negations, conjunctions of one, aspects that follow from the entry, filters within filters."""
    return _Normal(standard).of(question)  # type: ignore[no-any-return]


class _Normal:
    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.order = standard.order

    def of(self, node: Any) -> Any:
        """The normal form of a node: of its parts first, then its own."""
        if isinstance(node, tuple):
            return tuple(self.of(part) for part in node)
        if type(node) not in forms.NODES:
            return node
        before = {field: getattr(node, field) for field in forms.FIELDS[type(node)]}
        after = {field: self.of(value) for field, value in before.items()}
        node = type(node)(**after) if after != before else node
        return _RULES.get(type(node), _same)(self, node)

    def inverted(self, subject: str, has: Has) -> bool:
        """Whether a predicate of a subject says what another aspect says the other way round (a service at a channel)."""
        cls, kind = self.standard.class_of(subject), self.standard.class_of(has.entry)
        views = [view for view in self.standard.aspects.aspects.values() if kind in view.entries and cls in view.subjects]
        return len(views) == 1 and bool(views[0].inverse)

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
    if isinstance(node.subjects, Where):
        both = _flat(normal, And((node.subjects.predicate, node.predicate)))
        return _where(normal, Where(node.subjects.subjects, both))
    return node


def _difference(normal: _Normal, node: Difference) -> Any:
    """What is in one list and not in others: (A less B) less C is A less (B or C)."""
    if isinstance(node.left, Difference):
        return Difference(node.left.left, _flat(normal, Union((node.left.right, node.right))))
    return node


def _decide(normal: _Normal, node: forms.Decide) -> forms.Decide:
    """Of one subject, or of all of a class, each and every are the same."""
    one = isinstance(node.subjects, Named) and len(node.subjects.names) == 1
    if (
        one
        and isinstance(node.subjects, Named)
        and isinstance(node.predicate, Has)
        and normal.inverted(node.subjects.names[0], node.predicate)
    ):
        node = replace(
            node, subjects=Named((node.predicate.entry,)), predicate=replace(node.predicate, entry=node.subjects.names[0], aspect="")
        )
    if node.quantifier == "every" and one:
        return replace(node, quantifier="each")
    if node.quantifier == "each" and isinstance(node.subjects, (All, Where)):
        return replace(node, quantifier="every")
    return node


def _many(normal: _Normal, node: Many) -> Any:
    """Questions once each; lists asked together are one question."""
    parts: dict[Any, None] = {}
    for part in node.of:
        parts.update(dict.fromkeys(part.of if isinstance(part, Many) else (part,)))
    if all(isinstance(part, forms.List) for part in parts):
        entries = dict.fromkeys(entries for part in parts for entries in part.of)
        return forms.List(tuple(entries))
    return Many(tuple(parts)) if len(parts) > 1 else next(iter(parts))


def _list(normal: _Normal, node: forms.List) -> forms.List:
    """Each list once; single ones in the order of the standard's subjects and aspects."""
    order = list(normal.standard.aspects.aspects)

    def key(entries: Any) -> tuple[int, int, str]:
        if not isinstance(entries, EntriesOf):
            return (len(normal.order), 0, repr(entries))
        return (normal.order.get(entries.subject, 0), order.index(entries.aspect) if entries.aspect in order else -1, repr(entries))

    return forms.List(tuple(sorted(dict.fromkeys(node.of), key=key)))


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
    forms.Decide: _decide,
    Many: _many,
    forms.List: _list,
    forms.Order: _order,
    forms.SameAs: _sets("without"),
    forms.Compare: _sets("aspects"),
    forms.Comply: _sets("aspects"),
    forms.DescribedHall: _sets("has", "lacks"),
    forms.Adds: _sets("things"),
    forms.Removes: _sets("things"),
    forms.Mention: _sets("things"),
    forms.Code: _sets("names"),
    forms.Hours: _sets("subjects"),
    forms.Suppose: _sets("aspects"),
    forms.Entry: _entry,
}
