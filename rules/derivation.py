"""What an answer rests on: clauses, and the chain of rules by which a fact follows or does not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """A clause that an answer rests on, with how sure it is."""

    clause: str
    heading: str
    status: str
    status_title: str
    note: str
    statement: str


@dataclass(frozen=True)
class Link:
    """One step of a derivation: what is so, by which rule of which clause, and from what. Given facts have no rule.

    `more` counts the further conclusions that the same rule drew from the same premises; `alternatives` are longer ways to the same by
    other clauses.
    """

    says: str
    rule: str
    clause: str
    premises: tuple[Link, ...]
    more: int = 0
    alternatives: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Why `thing` does not follow: `clause` would give it if `needed` held, and `actual` is so instead."""

    clause: str
    thing: str
    needed: str
    actual: str
