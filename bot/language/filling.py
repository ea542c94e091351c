"""Filling the holes of a question by what a message names: in the order of the text, by the roles that it can play."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

from rules.question.templates import Hole, Names

MOST_CHOICES = 6
"""So many ways of giving the names of one role to the holes of it are looked at."""


@dataclass(frozen=True)
class Filling:
    """Names for holes. `unused`: the names of the message that play no part; `open`: the holes for which it names nothing, which
    stay as they are. `implied`: whether a place is taken that is not named, since no other can be meant."""

    names: Names
    unused: tuple[str | int, ...]
    open: tuple[Hole, ...]
    implied: bool = False


def fillings(holes: Sequence[Hole], named: Mapping[str, Sequence[str | int]]) -> Iterator[Filling]:
    """The ways of filling holes. `named`: what a message names by role, in the order of the text."""
    by_role: dict[str, list[Hole]] = {}
    for hole in holes:
        by_role.setdefault(hole.role, []).append(hole)
    idle = tuple(name for role, names in named.items() if role not in by_role for name in names)
    choices = [list(islice(_choices(of_role, tuple(named.get(role, ()))), MOST_CHOICES)) for role, of_role in by_role.items()]
    for chosen in product(*choices):
        names: dict[Hole, tuple[str | int, ...]] = {}
        unused = idle
        for given, left in chosen:
            names |= given
            unused += left
        opened = tuple(hole for hole in holes if not names[hole])
        yield Filling({hole: found or (hole.text,) for hole, found in names.items()}, unused, opened)


Choice = tuple[dict[Hole, tuple[str | int, ...]], tuple[str | int, ...]]


def _choices(holes: list[Hole], names: tuple[str | int, ...]) -> Iterator[Choice]:
    """The ways of giving names to the holes of one role, in their order, with the names that are left."""
    if len(names) < len(holes):  # some stay open
        for filled in combinations(holes, len(names)):
            given = dict(zip(filled, names, strict=True))
            yield {hole: (given[hole],) if hole in given else () for hole in holes}, ()
    elif not any(hole.many for hole in holes):
        for chosen in combinations(range(len(names)), len(holes)):
            yield (
                {hole: (names[at],) for hole, at in zip(holes, chosen, strict=True)},
                tuple(name for at, name in enumerate(names) if at not in chosen),
            )
    else:
        for lengths in _lengths(holes, len(names)):
            given_: dict[Hole, tuple[str | int, ...]] = {}
            at = 0
            for hole, length in zip(holes, lengths, strict=True):
                given_[hole] = names[at : at + length]
                at += length
            yield given_, ()


def _lengths(holes: Sequence[Hole], total: int) -> Iterator[tuple[int, ...]]:
    """How many names each hole gets: one, or more where it takes many."""
    if not holes:
        if total == 0:
            yield ()
        return
    first, *rest = holes
    most = total - len(rest) if first.many else 1
    for length in range(1, most + 1):
        for others in _lengths(rest, total - length):
            yield (length, *others)
