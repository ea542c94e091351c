"""What a question rests on: claims that the rules prove true or false, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from rules.facts import Fact, Value
from rules.knowledge import Knowledge
from rules.model import Standard
from rules.text import normal

SURE = ("readable", "corrected")
ALIKE = 0.5
SHARED = 6
KEPT = 65536
"""From which likeness, or so many characters in common, two texts are not set against each other: one may be taken for the other."""


@dataclass(frozen=True)
class Claim:
    """That there is a fact of this kind with these values; `negated`: that there is none; `count`: that there are so many.

    `field` and `whole`: that over all such facts the values of the field are exactly these.
    """

    kind: str
    values: tuple[tuple[str, Value], ...]
    negated: bool = False
    count: int | None = None
    field: str = ""
    whole: frozenset[Value] = frozenset()

    def as_json(self) -> list[Any]:
        """Plain values."""
        whole = sorted(self.whole, key=str)
        return [self.kind, [list(pair) for pair in self.values], self.negated, self.count, self.field, whole]

    @classmethod
    def from_json(cls, plain: list[Any]) -> Claim:
        """A claim from its plain values."""
        kind, values, negated, count, field, whole = plain
        return cls(kind, tuple((name, value) for name, value in values), negated, count, field, frozenset(whole))

    @classmethod
    def that(cls, kind: str, **values: Value) -> Claim:
        """That there is such a fact."""
        return cls(kind, tuple(values.items()))

    @classmethod
    def none(cls, kind: str, **values: Value) -> Claim:
        """That there is no such fact."""
        return cls(kind, tuple(values.items()), negated=True)

    def holds(self, facts: Iterable[Fact]) -> bool:
        """Whether the claim is true where these are all the facts."""
        found = [fact for fact in facts if fact.kind == self.kind and fact.has(**dict(self.values))]
        if self.field:
            return {fact[self.field] for fact in found} == self.whole
        if self.count is not None:
            return len(found) == self.count
        return bool(found) != self.negated


class Ground:
    """The standard as the ground of questions: what follows from it, which clauses decide a claim, and whether they are clear enough."""

    def __init__(self, standard: Standard) -> None:
        """`sure(claim)`, `clear(fact)` and `alike(one, other)` keep what they found: they are asked again and again."""
        self.standard = standard
        self.known = Knowledge(standard)
        self.conclusions = self.known.everything()
        self._lists: dict[str, set[str]] = {}
        for number, clause in standard.clauses.items():
            for item in clause.numbered.items if clause.numbered else ():
                self._lists.setdefault(item, set()).add(number)
        self._cut_short = {
            number.partition(" ")[0] for number, clause in standard.clauses.items() if " " in number and clause.status == "lost"
        }
        self.sure = lru_cache(maxsize=KEPT)(self._sure)
        self.clear = lru_cache(maxsize=KEPT)(self._clear)
        self.alike = lru_cache(maxsize=KEPT)(self._alike)

    def facts(self, claim: Claim) -> tuple[Fact, ...]:
        """The facts of which the claim speaks."""
        return self.conclusions.of(claim.kind, **dict(claim.values))

    def holds(self, claim: Claim) -> bool:
        """Whether the claim is true."""
        return claim.holds(self.facts(claim))

    def frame(self, claim: Claim) -> tuple[Fact, ...]:
        """The list in which the fact stands, or would stand if there were one."""
        named = {field: value for field, value in claim.values if field in self.standard.quiz.frames[claim.kind]}
        return self.conclusions.of(claim.kind, **named)

    def clauses(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The clauses that decide the claims: its own of a thing that is there, those of its list of one that is not, or of a whole."""
        deciding = dict.fromkeys(fact for claim in claims for fact in self._deciding(claim))
        return self.known.clauses_of(self.conclusions, deciding)

    def basis(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Every clause on which the claims rest, also those that only bring others into play and are not cited."""
        found: dict[str, None] = {}
        open_ = [fact for claim in claims for fact in self._deciding(claim)]
        seen = set(open_)
        while open_:
            firing = self.conclusions.reasons[open_.pop()][0]
            found.update(dict.fromkeys(firing.rule.clauses if firing.rule else ()))
            new = [premise for premise in firing.premises if premise not in seen]
            seen.update(new)
            open_ += new
        return tuple(sorted(found))

    def _deciding(self, claim: Claim) -> tuple[Fact, ...]:
        facts = self.facts(claim)
        return facts[:1] if facts and not _of_whole(claim) else self.frame(claim)

    def _sure(self, claim: Claim) -> bool:
        """Whether the claim can be asked about: what decides it is neither lost, nor ambiguous, nor from outside the source.

        A thing that is there needs only its own clauses. That a thing is not there needs its whole list: nothing in it lost, and the
        clause not cut short; lost entries do no harm to a thing that stands elsewhere in the same numbered list.
        """
        facts = self.facts(claim)
        if facts and not _of_whole(claim):
            return self.clear(facts[0])
        frame = self.frame(claim)
        legible = all(self.clear(fact) for fact in frame if not self._lost(fact))
        return bool(frame) and legible and (self._complete(frame) or (not _of_whole(claim) and self._listed(claim, frame)))

    def usable(self, name: str) -> bool:
        """Whether a thing can be named in a question: the source did not lose its name, nor is it uncertain."""
        return not self.standard.concepts[name].lost and name not in self.standard.quiz.avoided

    def _clear(self, fact: Fact) -> bool:
        """Whether the fact can be asked about: it names nothing that is lost, and its clauses are clear enough."""
        certain = self.standard.quiz.certain
        numbers = [] if self._lost(fact) else self.known.clauses_of(self.conclusions, [fact])
        statuses = {number: self.standard.clauses[number].status for number in numbers}
        return bool(numbers) and all(status in SURE or fact.kind in certain.get(number, ()) for number, status in statuses.items())

    def _lost(self, fact: Fact) -> bool:
        return any(value in self.standard.concepts and self.standard.concepts[str(value)].lost for _, value in fact.values)

    def _complete(self, frame: tuple[Fact, ...]) -> bool:
        """Whether the source has the whole list."""
        return not any(map(self._lost, frame)) and self._cut_short.isdisjoint(self.known.clauses_of(self.conclusions, frame))

    def _listed(self, claim: Claim, frame: tuple[Fact, ...]) -> bool:
        """Whether the thing stands in the numbered list to which all lost entries belong, so that it is none of them."""
        lost = [str(fact["item"]) for fact in frame if fact.kind == "requirement" and self._lost(fact)]
        named = str(dict(claim.values).get("item", ""))
        shared = set.intersection(*(self._lists.get(item, set()) for item in (named, *lost)))
        return bool(shared.intersection(self.known.clauses_of(self.conclusions, frame)))

    def _alike(self, one: str, other: str) -> bool:
        """Whether two things might be taken for each other: by their names, or as a case of each other."""
        narrower = self.standard.narrower
        if one == other or one in narrower.get(other, ()) or other in narrower.get(one, ()):
            return True
        first, second = _bare(one), _bare(other)
        match = SequenceMatcher(None, first, second, autojunk=False)
        shared = match.find_longest_match().size
        return shared in (len(first), len(second)) or shared >= SHARED or match.ratio() >= ALIKE


def _of_whole(claim: Claim) -> bool:
    """Whether the claim is about all of a list."""
    return claim.count is not None or bool(claim.field)


def _bare(name: str) -> str:
    """A name without what stands in brackets."""
    return re.sub(r"[(（].*?[)）]", "", normal(name))
