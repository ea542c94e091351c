"""Predicates and lists judged once more, plainly, over what a test says of their leaves: the judge of the evaluator."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rules.question.forms import And, Difference, Entries, EntriesOf, Intersection, Not, Or, Predicate, Union

HOLDING = ("yes", "may", "partly")
Leaf = Callable[[str, Predicate], str]
"""Whether a leaf holds of a subject, by the literals."""


def all_of(truths: Iterable[str]) -> str:
    """All hold: a no is a no; then what is lost, what is silent, what is weak."""
    found = set(truths)
    return next((one for one in ("no", "undecidable", "silent", "may", "partly") if one in found), "yes")


def any_of(truths: Iterable[str]) -> str:
    """Any holds: a yes is a yes; then what is weak, what is lost, what is silent."""
    found = set(truths)
    return next((one for one in ("yes", "partly", "may", "undecidable", "silent") if one in found), "no")


def opposite(truth: str) -> str:
    """A no of what holds, a yes of a no, and what is not known as it is."""
    return "no" if truth in HOLDING else {"no": "yes"}.get(truth, truth)


def judged(subject: str, predicate: Predicate, leaf: Leaf) -> str:
    """Whether a predicate holds of a subject."""
    if isinstance(predicate, And):
        return all_of(judged(subject, part, leaf) for part in predicate.of)
    if isinstance(predicate, Or):
        return any_of(judged(subject, part, leaf) for part in predicate.of)
    return opposite(judged(subject, predicate.of, leaf)) if isinstance(predicate, Not) else leaf(subject, predicate)


def stands(name: str, entries: Entries, leaf: Callable[[str, EntriesOf], str]) -> str:
    """Whether a name stands in a list."""
    if isinstance(entries, EntriesOf):
        return leaf(name, entries)
    if isinstance(entries, Difference):
        return all_of((stands(name, entries.left, leaf), opposite(stands(name, entries.right, leaf))))
    join = any_of if isinstance(entries, Union) else all_of
    assert isinstance(entries, (Union, Intersection))
    return join([stands(name, part, leaf) for part in entries.of])
