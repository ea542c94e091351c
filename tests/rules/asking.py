"""How tests of the advisor put questions and look at answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from rules.derivation import Link
from rules.findings import Answer, Group, Item
from rules.question.forms import All, Decide, EntriesOf, Has, List, Named, Not, Predicate, Quantifier, Select, Where

T = TypeVar("T")


# ---- questions


def listing(subject: str, aspect: str = "", scope: str = "", way: str = "") -> List:
    """What a subject has."""
    return List((EntriesOf(subject, aspect, scope, way),))


def whether(subjects: str | tuple[str, ...], predicate: str | Predicate, quantifier: Quantifier = "each") -> Decide:
    """Whether subjects have a thing, or satisfy a predicate."""
    names = (subjects,) if isinstance(subjects, str) else subjects
    return Decide(Named(names), Has(predicate) if isinstance(predicate, str) else predicate, quantifier)


def which(cls: str, predicate: str | Predicate) -> Select:
    """Which subjects of a class have a thing, or satisfy a predicate."""
    return Select(Where(All(cls), Has(predicate) if isinstance(predicate, str) else predicate))


def lacking(cls: str, thing: str) -> Select:
    """Which subjects of a class do not have a thing."""
    return which(cls, Not(Has(thing)))


# ---- answers


def found(answer: Answer, finding: type[T]) -> T:
    """The finding, which must be of the kind given."""
    assert isinstance(answer.finding, finding), f"{answer.question}: {answer.finding}"
    return answer.finding


def cited(answer: Answer) -> list[str]:
    """The numbers of the clauses cited, in their order."""
    return [citation.clause for citation in answer.citations]


def names(entries: Iterable[Any]) -> list[str]:
    """The names of entries or holders."""
    return [entry.name for entry in entries]


def serial(items: Iterable[Item]) -> list[tuple[int, str | None]]:
    """Entries as the literals have them: serial number and name, None for a name that is lost."""
    return [(item.number, None if item.lost else item.name) for item in items]


def grouped(groups: Iterable[Group], category: str, subject: str = "") -> list[str]:
    """The names of the entries of a category, of one subject or of all."""
    return [name for group in groups if group.category == category and subject in ("", group.subject) for name in names(group.items)]


def links(derivation: Iterable[Link]) -> Iterator[Link]:
    """Every link of a derivation, premises after what follows from them."""
    for link in derivation:
        yield link
        yield from links(link.premises)


def strings(value: Any) -> Iterator[str]:
    """Every text in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from strings(part)
