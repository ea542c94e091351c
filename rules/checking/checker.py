"""The judgement on a hall: by the engine one at a time, or by tables that the engine filled, for thousands.

Both give the same: what a grade requires depends on nothing that a hall has, so that it is derived once for each grade and set of reported
categories; only the last step, whether each thing is there, is made for each hall.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, get_args

from rules.checking.hall import Hall
from rules.derivation import Link
from rules.engine import Engine
from rules.facts import Conclusions, Fact
from rules.knowledge import Knowledge
from rules.model import Standard

Verdict = Literal["met", "missing", "occasional", "undecidable", "extra"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True)
class Judgement:
    """What is to be said of one thing: `place` is the hall's grade, a zone or a kind of staff; `clauses` require it (none for an extra)."""

    category: str
    place: str
    item: str
    number: int
    verdict: Verdict
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """All judgements on a hall: what is required in the order of the standard, then what is there beyond it."""

    hall: Hall
    judgements: tuple[Judgement, ...]

    def of(self, verdict: Verdict) -> tuple[Judgement, ...]:
        """The judgements with one verdict."""
        return self._by_verdict.get(verdict, ())

    @cached_property
    def _by_verdict(self) -> dict[str, tuple[Judgement, ...]]:
        found: dict[str, list[Judgement]] = {}
        for judgement in self.judgements:
            found.setdefault(judgement.verdict, []).append(judgement)
        return {verdict: tuple(judgements) for verdict, judgements in found.items()}


@dataclass(frozen=True)
class _Plan:
    """What a grade requires in the categories reported, each with its judgement when it is there and when it is not."""

    required: tuple[tuple[tuple[str, str], Judgement, Judgement], ...]
    listed: frozenset[tuple[str, str]]


class Checker:
    """Checks halls against one standard. Safe to call from several threads."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self._engine = Engine(standard.checking.rules)
        self._known = Knowledge(standard, self._engine)
        self._plan = lru_cache(maxsize=512)(self._derive)
        self._order = {category: position for position, category in enumerate(standard.checking.levels)}
        self._classes = {"mode": "服务方式", "staff": "服务人员", "zone": "功能分区", "facility": "设施及用品", "qualification": "任职资格"}

    def check(self, hall: Hall) -> Result:
        """The judgement on one hall, by the engine, from its facts."""
        conclusions = self._conclude(hall)
        found: list[Judgement] = []
        for obligation in conclusions.of("obligation"):
            values = {"place": obligation["place"], "item": obligation["item"]}
            for verdict in VERDICTS[:-1]:
                if conclusions.of(verdict, **values):
                    found.append(self._judgement(conclusions, obligation, verdict))
        for fact in conclusions.of("extra"):
            found.append(self._extra(fact.text("place"), fact.text("item")))
        return Result(hall, self._sorted(found))

    def check_all(self, halls: Iterable[Hall]) -> Iterable[Result]:
        """The judgements on many halls, one after the other, as `check` gives them."""
        for hall in halls:
            plan = self._plan(hall.grade, hall.reported)
            has = hall.has
            judged = [there if key in has else absent for key, there, absent in plan.required]
            extra = has - plan.listed
            if extra:
                judged += self._sorted(self._extra(place, item) for place, item in extra)
            yield Result(hall, tuple(judged))

    def requirements(self, grade: str) -> tuple[Judgement, ...]:
        """Everything that is required of a grade, in the order of the standard, judged as for a hall that has nothing."""
        return tuple(absent for _, _, absent in self._plan(grade, frozenset(self.standard.checking.levels)).required)

    def explain(self, hall: Hall, judgement: Judgement) -> Link:
        """Why a judgement is so: the rule that gave it, the requirement, the clause, down to the facts of the hall."""
        conclusions = self._conclude(hall)
        fact = conclusions.of(judgement.verdict, place=judgement.place, item=judgement.item)[0]
        return self._known.explain(conclusions, fact)

    def placed(self, grade: str, category: str, item: str, place: str = "") -> tuple[tuple[str, str], ...]:
        """The (place, item) pairs that a hall of a grade has by having `item` in a category, in `place` where one is named.

        An item that is a case of another is that other as well. A qualification without a kind of staff is that of all its staff.
        """
        level = self.standard.checking.levels[category]
        places = (place,) if place else (grade,) if level == "hall" else self._places(grade, level)
        names, name = [item], self.standard.concepts[item].broader
        while name:
            if self.standard.class_of(name) == self.standard.class_of(item):
                names.append(name)
            name = self.standard.concepts[name].broader
        return tuple((where, what) for where in places for what in names)

    def _places(self, grade: str, level: str) -> tuple[str, ...]:
        """The zones or the kinds of staff that a grade must have."""
        conclusions = self._known.about(grade)
        if level == "zone":
            return tuple(fact.text("name") for fact in conclusions.of("zone", hall=grade))
        return tuple(fact.text("item") for fact in conclusions.of("requirement", subject=grade, category="服务人员"))

    def _conclude(self, hall: Hall) -> Conclusions:
        return self._engine.run([*self._given(hall.grade, hall.reported), *self._had(hall)])

    def _given(self, grade: str, reported: frozenset[str]) -> list[Fact]:
        checking = self.standard.checking
        hall = self._known.given(grade)
        facts = [hall] if hall else []
        facts += [Fact("reported", (("category", name), ("level", checking.levels[name]))) for name in checking.levels if name in reported]
        facts += [Fact("lost", (("item", concept.name),)) for concept in self.standard.concepts.values() if concept.lost]
        facts += [Fact("passing", (("scope", scope),)) for scope in checking.passing]
        return facts

    def _had(self, hall: Hall) -> list[Fact]:
        return [Fact("has", (("place", place), ("item", item))) for place, item in sorted(hall.has)]

    def _derive(self, grade: str, reported: frozenset[str]) -> _Plan:
        """What the engine concludes of a hall that has nothing, and of how each requirement is judged when it is met."""
        conclusions = self._engine.run(self._given(grade, reported))
        required: list[tuple[tuple[str, str], Judgement, Judgement]] = []
        for obligation in conclusions.of("obligation"):
            key = (obligation.text("place"), obligation.text("item"))
            verdict = next(v for v in VERDICTS[1:-1] if conclusions.of(v, place=key[0], item=key[1]))
            absent = self._judgement(conclusions, obligation, verdict)
            there = absent if verdict == "undecidable" else self._judgement(conclusions, obligation, "met")
            required.append((key, there, absent))
        required.sort(key=lambda entry: self._rank(entry[1]))
        listed = frozenset((fact.text("place"), fact.text("item")) for fact in conclusions.of("listed"))
        return _Plan(tuple(required), listed)

    def _judgement(self, conclusions: Conclusions, obligation: Fact, verdict: Verdict) -> Judgement:
        premises = conclusions.reasons[obligation][0].premises
        requirement = next(fact for fact in premises if fact.kind == "requirement" and fact["item"] == obligation["item"])
        clauses = self._known.clauses_of(conclusions, [requirement])
        return Judgement(
            category=obligation.text("category"),
            place=obligation.text("place"),
            item=obligation.text("item"),
            number=int(obligation["number"]),
            verdict=verdict,
            clauses=clauses,
        )

    def _extra(self, place: str, item: str) -> Judgement:
        level = self.standard.class_of(place)
        category = "区内配置" if level == "zone" else self._classes[self.standard.class_of(item)]
        return Judgement(category, place, item, 0, "extra")

    def _sorted(self, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
        return tuple(sorted(judgements, key=self._rank))

    def _rank(self, judgement: Judgement) -> tuple[bool, int, int, str, str]:
        order = self._order.get(judgement.category, len(self._order))
        return (judgement.verdict == "extra", order, judgement.number or 1000, judgement.place, judgement.item)
