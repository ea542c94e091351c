"""What came of checking many halls: each in a few numbers, and over all which requirement fails most, by grade and by region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rules.checking.checker import VERDICTS, Judgement, Result, Verdict

Requirement = tuple[str, str, str]
"""(category, place, item) of a requirement; the place of what belongs to the hall as a whole is ""."""


def requirement_of(judgement: Judgement, grade: str) -> Requirement:
    """The requirement that a judgement is on, the same for all grades."""
    return (judgement.category, "" if judgement.place == grade else judgement.place, judgement.item)


@dataclass(frozen=True)
class Rate:
    """How often something is missing: in so many of the halls of which it is required and reported."""

    missing: int
    required: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 where it is required of none."""
        return self.missing / self.required if self.required else 0.0


@dataclass(frozen=True)
class _Group:
    """Halls of one grade and region of which the same categories were reported: the same is required of each."""

    grade: str
    region: str
    reported: frozenset[str]


@dataclass
class Summary:
    """Counts over the results given to `add`, in memory that does not grow with the number of halls."""

    halls: int = 0
    complete: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    clauses: dict[Requirement, tuple[str, ...]] = field(default_factory=dict)
    _groups: Counter[_Group] = field(default_factory=Counter)
    _required_of: dict[_Group, tuple[Requirement, ...]] = field(default_factory=dict)
    _counts: dict[Verdict, Counter[tuple[str, str, Requirement]]] = field(
        default_factory=lambda: {"missing": Counter(), "occasional": Counter()}
    )

    def add(self, result: Result) -> None:
        """Count one result."""
        hall = result.hall
        group = _Group(hall.grade, hall.region, hall.reported)
        if group not in self._required_of:
            judged = [j for verdict in ("met", "missing", "occasional") for j in result.of(verdict)]
            self._required_of[group] = tuple(requirement_of(j, hall.grade) for j in judged)
        self.halls += 1
        self._groups[group] += 1
        for verdict in VERDICTS:
            self.verdicts[verdict] += len(result.of(verdict))
        for verdict, counts in self._counts.items():
            for judgement in result.of(verdict):
                requirement = requirement_of(judgement, hall.grade)
                counts[hall.grade, hall.region, requirement] += 1
                self.clauses.setdefault(requirement, judgement.clauses)
        self.complete += not result.of("missing")

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades of the halls, in order."""
        return tuple(sorted({group.grade for group in self._groups}))

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of the halls, in order."""
        return tuple(sorted({group.region for group in self._groups}))

    def count(self, grade: str = "", region: str | None = None) -> int:
        """How many halls of a grade and region ("" and None: of any)."""
        return sum(number for group, number in self._groups.items() if grade in ("", group.grade) and region in (None, group.region))

    def cells(self) -> dict[tuple[str, str], Rate]:
        """How much of what is required is missing, by grade and region."""
        required: Counter[tuple[str, str]] = Counter()
        missing: Counter[tuple[str, str]] = Counter()
        for group, number in self._groups.items():
            required[group.grade, group.region] += number * len(self._required_of[group])
        for (grade, region, _), number in self._counts["occasional"].items():
            required[grade, region] -= number
        for (grade, region, _), number in self._counts["missing"].items():
            missing[grade, region] += number
        return {cell: Rate(missing[cell], number) for cell, number in sorted(required.items())}

    def worst(self, most: int | None = None, grade: str = "") -> tuple[tuple[Requirement, Rate], ...]:
        """The requirements that are missing in most halls, the worst first; those that are missing in none are left out."""
        rates = [(requirement, rate) for requirement, rate in self._rates(grade).items() if rate.missing]
        return tuple(sorted(rates, key=lambda entry: (-entry[1].missing, -entry[1].share, entry[0]))[:most])

    def _rates(self, grade: str) -> dict[Requirement, Rate]:
        """For each requirement of a grade, in how many halls it is missing; those where it does not apply do not count."""
        required: Counter[Requirement] = Counter()
        for group, number in self._groups.items():
            if grade in ("", group.grade):
                required.update(dict.fromkeys(self._required_of[group], number))
        missing, occasional = self._of("missing", grade), self._of("occasional", grade)
        return {requirement: Rate(missing[requirement], number - occasional[requirement]) for requirement, number in required.items()}

    def _of(self, verdict: Verdict, grade: str) -> Counter[Requirement]:
        found: Counter[Requirement] = Counter()
        for (of_grade, _, requirement), number in self._counts[verdict].items():
            if grade in ("", of_grade):
                found[requirement] += number
        return found


def summarised(results: Iterable[Result]) -> Summary:
    """The summary of some results."""
    summary = Summary()
    for result in results:
        summary.add(result)
    return summary
