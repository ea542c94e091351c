"""The standard and what the engine concludes from it, and how to cite and explain that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache

from rules.derivation import Citation, Link
from rules.engine import Engine
from rules.facts import Conclusions, Fact, Firing
from rules.model import Standard

KEPT = 16384
"""So many citations and derivations are kept."""
STRUCTURAL = frozenset({"site", "zone", "member", "available"})


class Knowledge:
    """The standard and what follows from it.

    Conclusions are kept: the rules do not change while the program runs, so that the same facts always have the same consequences.
    """

    def __init__(self, standard: Standard, engine: Engine | None = None) -> None:
        self.standard = standard
        self.engine = engine or Engine(standard.rules)
        self._conclude = lru_cache(maxsize=512)(self.engine.run)
        self._cited = lru_cache(maxsize=KEPT)(self._clauses_of)
        self._explained = lru_cache(maxsize=KEPT)(self._explain)

    def given(self, name: str) -> Fact | None:
        """The fact that brings a concept into play, or None where its class has none."""
        given = self.standard.aspects.given.get(self.standard.class_of(name))
        if given is None:
            return None
        grade = ((given.grade, self.standard.concepts[name].grade),) if given.grade else ()
        return Fact(given.relation, ((given.name, name), *grade))

    def about(self, *names: str) -> Conclusions:
        """All that follows when the concepts named are in play.

        Of everything, where one of them (a kind of staff, say) comes into play only with others.
        """
        facts = tuple(self.given(name) for name in dict.fromkeys(names))
        given = tuple(fact for fact in facts if fact)
        return self._conclude(given) if len(given) == len(facts) else self.everything()

    def everything(self) -> Conclusions:
        """All that the standard says of all its halls, channels, zones, services and terms."""
        return self._everything

    @cached_property
    def _everything(self) -> Conclusions:
        facts = (self.given(name) for name in self.standard.concepts)
        return self.engine.run(tuple(fact for fact in facts if fact))

    def measure(self, aspect: str) -> str:
        """The measure word with which entries of an aspect are counted."""
        concept = self.standard.concepts.get(aspect)
        return concept.measure if concept and len(concept.measure) == 1 else self.standard.aspects.measure

    def clauses_of(self, conclusions: Conclusions, facts: Iterable[Fact]) -> tuple[str, ...]:
        """The clauses that the facts rest on: of the rules that concluded them, then of what those rules found.

        Kept for what follows from everything.
        """
        if conclusions is self._everything:
            return self._cited(tuple(facts))
        return _clauses(conclusions, facts)

    def _clauses_of(self, facts: tuple[Fact, ...]) -> tuple[str, ...]:
        return _clauses(self._everything, facts)

    def cite(self, number: str) -> Citation:
        """A clause as a citation."""
        clause = self.standard.clauses[number]
        status = self.standard.edition.statuses[clause.status]
        return Citation(number, clause.heading, clause.status, status.title, clause.note, clause.statement)

    def derivations(self, conclusions: Conclusions, facts: Iterable[Fact], most: int) -> tuple[Link, ...]:
        """Why the facts hold: one derivation for all that one rule concluded from the same premises, `most` at most."""
        groups: dict[Firing, list[Fact]] = {}
        for fact in dict.fromkeys(facts):
            groups.setdefault(_first(conclusions, fact), []).append(fact)
        return tuple(replace(self.explain(conclusions, found[0]), more=len(found) - 1) for found in list(groups.values())[:most])

    def explain(self, conclusions: Conclusions, fact: Fact) -> Link:
        """Why the fact holds: the rule that concluded it, and why what it found holds; the shortest way, and those by other clauses.

        Kept for what follows from everything.
        """
        return self._explained(fact) if conclusions is self._everything else self._ways(conclusions, fact)

    def _explain(self, fact: Fact) -> Link:
        return self._ways(self._everything, fact)

    def _ways(self, conclusions: Conclusions, fact: Fact) -> Link:
        ways = sorted((self._link(conclusions, fact, firing) for firing in _ways(conclusions, fact)), key=_size)
        return replace(ways[0], alternatives=tuple(ways[1:]))

    def _link(self, conclusions: Conclusions, fact: Fact, firing: Firing) -> Link:
        """One way in which the fact came about."""
        says = self.standard.kinds[fact.kind].says.format_map(dict(fact.values))
        return Link(
            says=says,
            rule=firing.rule.id if firing.rule else "",
            clause=firing.rule.clause if firing.rule else "",
            premises=tuple(self.explain(conclusions, premise) for premise in firing.premises),
        )


def _ways(conclusions: Conclusions, fact: Fact) -> list[Firing]:
    """The first firing of each clause that concluded the fact; none of whose premises rests on the fact itself."""
    first = _first(conclusions, fact)
    found = {first.rule.clause if first.rule else "": first}
    for firing in conclusions.reasons[fact][1:]:
        if (
            firing.rule
            and firing.rule.clause not in found
            and not any(_rests_on(conclusions, premise, fact) for premise in firing.premises)
        ):
            found[firing.rule.clause] = firing
    return list(found.values())


def _rests_on(conclusions: Conclusions, fact: Fact, other: Fact) -> bool:
    """Whether a fact, by the way in which it first came about, needs another."""
    return fact == other or any(_rests_on(conclusions, premise, other) for premise in _first(conclusions, fact).premises)


def _size(link: Link) -> int:
    """How many steps a derivation has."""
    return 1 + sum(map(_size, link.premises))


def _first(conclusions: Conclusions, fact: Fact) -> Firing:
    """The first firing whose premises all came before the fact: the engine records them in the order in which they were found."""
    return conclusions.reasons[fact][0]


def _clauses(conclusions: Conclusions, facts: Iterable[Fact]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    premises: list[Fact] = []
    for fact in facts:
        firing = _first(conclusions, fact)
        if firing.rule:
            found.update(dict.fromkeys(firing.rule.clauses))
            premises += [premise for premise in firing.premises if premise.kind not in STRUCTURAL]
    if premises:
        found.update(dict.fromkeys(_clauses(conclusions, dict.fromkeys(premises))))
    return tuple(found)
