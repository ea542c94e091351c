"""What answers tell: of people and teams, of clauses and kinds of question, and of the questions themselves."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rules.messages import message

ENOUGH = 10
"""A question that fewer people met is not judged."""
EASY, HARD, BLUNT = 0.95, 0.2, 0.1


@dataclass(frozen=True)
class Given:
    """One answer to one question of one attempt. `chosen`: what was chosen, in words; `points` from 0 to 1; `at` in seconds since 1970."""

    person: str
    team: str
    attempt: str
    question: str
    stem: str
    kind: str
    clause: str
    points: float
    at: float
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Share:
    """The mean points of some answers (0 to 1), and how many they are."""

    name: str
    points: float
    number: int


@dataclass(frozen=True)
class Item:
    """How a question did: `facility`, its mean points; `discrimination`, how its points go with those of the rest of the same attempts
    (Pearson's r, None where all are equal); `dubious`: what is wrong with it, "" for nothing; `chosen`: how often what was chosen."""

    question: str
    stem: str
    kind: str
    clause: str
    number: int
    facility: float
    discrimination: float | None
    dubious: str
    chosen: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Report:
    """Everything at once. `map`: for each person the shares by chapter; `weeks`: the course of time."""

    people: tuple[Share, ...]
    teams: tuple[Share, ...]
    chapters: tuple[Share, ...]
    clauses: tuple[Share, ...]
    kinds: tuple[Share, ...]
    weeks: tuple[Share, ...]
    items: tuple[Item, ...]
    map: tuple[tuple[str, tuple[Share, ...]], ...]


def report(answers: Iterable[Given]) -> Report:
    """The report on some answers; the weakest clauses and chapters come first, people in the order of their names."""
    given = list(answers)
    by_person: dict[str, list[Given]] = defaultdict(list)
    for answer in given:
        by_person[answer.person].append(answer)
    return Report(
        people=_shares(given, lambda answer: answer.person),
        teams=_shares(given, lambda answer: answer.team or "（未分组）"),
        chapters=_weakest(_shares(given, lambda answer: chapter_of(answer.clause))),
        clauses=_weakest(_shares(given, lambda answer: answer.clause)),
        kinds=_shares(given, lambda answer: answer.kind),
        weeks=_shares(given, lambda answer: time.strftime("%G-W%V", time.localtime(answer.at))),
        items=_items(given),
        map=tuple((person, _shares(found, lambda answer: chapter_of(answer.clause))) for person, found in sorted(by_person.items())),
    )


def chapter_of(clause: str) -> str:
    """The chapter of a clause: 4.1 of 4.1.4.2 b)3)."""
    return ".".join(clause.split()[0].split(".")[:2])


def _shares(given: Sequence[Given], name: Callable[[Given], str]) -> tuple[Share, ...]:
    groups: dict[str, list[float]] = defaultdict(list)
    for answer in given:
        groups[name(answer)].append(answer.points)
    return tuple(Share(key, float(np.mean(points)), len(points)) for key, points in sorted(groups.items()))


def _weakest(shares: Iterable[Share]) -> tuple[Share, ...]:
    return tuple(sorted(shares, key=lambda share: (share.points, -share.number, share.name)))


def _items(given: Sequence[Given]) -> tuple[Item, ...]:
    totals: dict[Hashable, float] = defaultdict(float)
    counts: Counter[Hashable] = Counter()
    for answer in given:
        totals[answer.attempt] += answer.points
        counts[answer.attempt] += 1
    groups: dict[str, list[Given]] = defaultdict(list)
    for answer in given:
        groups[answer.question].append(answer)
    found = []
    for question, answers in groups.items():
        points = np.array([answer.points for answer in answers])
        rest = np.array([(totals[answer.attempt] - answer.points) / max(1, counts[answer.attempt] - 1) for answer in answers])
        facility, discrimination = float(points.mean()), _correlation(points, rest)
        chosen = Counter(choice for answer in answers for choice in answer.chosen).most_common()
        first = answers[0]
        dubious = _dubious(len(answers), facility, discrimination)
        found.append(Item(question, first.stem, first.kind, first.clause, len(answers), facility, discrimination, dubious, tuple(chosen)))
    return tuple(sorted(found, key=lambda item: (not item.dubious, item.facility, item.question)))


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float | None:
    if len(one) < 2 or one.std() < 1e-9 or other.std() < 1e-9:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def _dubious(number: int, facility: float, discrimination: float | None) -> str:
    if number < ENOUGH:
        return ""
    if discrimination is not None and discrimination < 0:
        return message("quiz_statistics.better_people_fail")
    if facility > EASY:
        return message("quiz_statistics.too_easy")
    if facility < HARD:
        return message("quiz_statistics.too_hard")
    if discrimination is not None and discrimination < BLUNT:
        return message("quiz_statistics.unrelated")
    return ""
