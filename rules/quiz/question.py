"""A question: what is shown, what is right, and the claims that decide it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Literal, get_args

from rules.checking import Hall
from rules.model import Clause, Standard
from rules.quiz.claims import Claim

QuestionKind = Literal["single", "multiple", "truth", "order", "fill", "match", "fault", "reply"]
KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)
ONE_OF = ("single", "truth", "reply")
"""Kinds of which exactly one choice is right."""
SOME_OF = ("multiple", "fault")
"""Kinds of which any number of choices are right, one at least."""


@dataclass(frozen=True)
class Question:
    """One question for staff.

    `options`: the choices, the steps to put in order, or what is to be found for each of `left`. `key`: the places of the right choices,
    the places of the steps in their order, or for each of `left` the place of what belongs to it. `accepts`: texts that fill the gap.
    `claims`: one for each choice or step, that for the gap, or for each of `left` one for each of the options; on `hall`, where one is
    described. `clauses`: those that decide the key, as they are cited; `basis`: these, and those that only bring them into play, each
    with the digest that it had. `id` is the same for the same question, however its options are ordered.
    """

    id: str
    topic: str
    kind: QuestionKind
    stem: str
    options: tuple[str, ...]
    left: tuple[str, ...]
    key: tuple[int, ...]
    accepts: tuple[str, ...]
    claims: tuple[Claim, ...]
    hall: Hall | None
    clauses: tuple[str, ...]
    basis: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Plain values: how an attempt keeps a question, whatever becomes of the standard."""
        hall = self.hall and [self.hall.grade, sorted(self.hall.has), sorted(self.hall.reported)]
        kept = ("id", "topic", "kind", "stem", "options", "left", "key", "accepts", "clauses")
        claims = [claim.as_json() for claim in self.claims]
        return {**{name: getattr(self, name) for name in kept}, "basis": dict(self.basis), "claims": claims, "hall": hall}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Question:
        """A question as an attempt kept it."""
        lists: dict[str, Any] = {name: tuple(values[name]) for name in ("options", "left", "key", "accepts", "clauses")}
        plain: dict[str, Any] = {name: values[name] for name in ("id", "topic", "kind", "stem", "basis")}
        claims = tuple(map(Claim.from_json, values["claims"]))
        return cls(**plain, **lists, claims=claims, hall=_hall(*values["hall"]) if values["hall"] else None)

    def shuffled(self, chance: Random) -> Question:
        """The same question with its options, and what is on the left, in another order."""
        if self.kind in ("truth", "fill"):
            return self
        places = chance.sample(range(len(self.options)), len(self.options))
        moved = {old: new for new, old in enumerate(places)}
        rows = chance.sample(range(len(self.left)), len(self.left))
        width = len(self.options)
        if self.kind == "match":
            key = tuple(moved[self.key[row]] for row in rows)
            order = [row * width + place for row in rows for place in places]
        else:
            key = tuple(moved[place] for place in self.key)
            key = key if self.kind == "order" else tuple(sorted(key))
            order = places
        return replace(
            self,
            options=tuple(self.options[place] for place in places),
            left=tuple(self.left[row] for row in rows),
            key=key,
            claims=tuple(self.claims[place] for place in order) if self.claims else (),
        )


@dataclass(frozen=True)
class Topic:
    """Something that can be asked, in one kind of question. `make` makes the question, with what varies chosen by chance; None where
    the rules do not give enough choices for it."""

    id: str
    kind: QuestionKind
    make: Callable[[Random], Question | None]


def digest_of(clause: Clause) -> str:
    """A hash over all that a clause says: it changes when the clause does."""
    rules = [(rule.when, rule.absent, rule.then) for rule in clause.rules]
    said = (clause.number, clause.heading, clause.status, clause.note, clause.statement, clause.numbered, rules)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def basis_of(standard: Standard, numbers: Sequence[str]) -> dict[str, str]:
    """The clauses with their digests."""
    return {number: digest_of(standard.clauses[number]) for number in numbers}


def unchanged(standard: Standard, question: Question) -> bool:
    """Whether every clause that the question rests on is still as it was."""
    return all(number in standard.clauses and digest_of(standard.clauses[number]) == digest for number, digest in question.basis.items())


def _hall(grade: str, has: list[list[str]], reported: list[str]) -> Hall:
    return Hall(grade, grade, frozenset((place, item) for place, item in has), frozenset(reported))


def identity(topic: str, stem: str, options: Sequence[str], left: Sequence[str]) -> str:
    """What tells one question from another: not the order of its options."""
    return hashlib.sha256(repr((topic, stem, sorted(options), sorted(left))).encode()).hexdigest()[:12]
