"""The report as one page that needs nothing else: which requirements fail most, by grade and region, and each hall with what it lacks."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from rules.checking.checker import Checker, Judgement, Result
from rules.checking.reports import Faults
from rules.checking.summary import Summary, requirement_of
from rules.messages import message

TEMPLATE = Path(__file__).with_name("page.html")
DATA = "/*DATA*/null"
LISTED = 50_000
"""So many halls are listed one by one; the tables over all count the others too."""


class Page:
    """Gathers results for a page, a few numbers for each hall, and writes it."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._grades = checker.standard.of_class("hall")
        self._requirements = {grade: checker.requirements(grade) for grade in self._grades}
        self._at = {grade: {(j.place, j.item): position for position, j in enumerate(found)} for grade, found in self._requirements.items()}
        self._categories = tuple(checker.standard.checking.levels)
        self._regions: dict[str, int] = {}
        self._halls: list[list[Any]] = []
        self._summary = Summary()

    def write(self, result: Result) -> None:
        """Add one hall."""
        hall = result.hall
        self._summary.add(result)
        region = self._regions.setdefault(hall.region, len(self._regions))
        if len(self._halls) >= LISTED:
            return
        at = self._at[hall.grade]
        missing, occasional = ([at[j.place, j.item] for j in result.of(verdict)] for verdict in ("missing", "occasional"))
        extra = [[j.category, _elsewhere(j, hall.grade), j.item] for j in result.of("extra")]
        reported = [position for position, category in enumerate(self._categories) if category in hall.reported]
        self._halls.append([hall.name, self._grades.index(hall.grade), region, reported, missing, occasional, extra])

    def save(self, path: Path, faults: Faults, source: str, partial: bool) -> None:
        """Write the page. `partial`: the checking was broken off."""
        page = TEMPLATE.read_text(encoding="utf-8").replace(DATA, _embedded(self._data(faults, source, partial)))
        path.write_text(page, encoding="utf-8")

    def _data(self, faults: Faults, source: str, partial: bool) -> dict[str, Any]:
        edition = self._checker.standard.edition
        clauses = self._checker.standard.clauses
        used = {number for found in self._requirements.values() for j in found for number in j.clauses[:1]}
        return {
            "source": source,
            "partial": partial,
            "made": datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
            "edition": message("checking_page.edition", title=edition.title, edition=edition.edition, version=edition.data_version),
            "grades": list(self._grades),
            "regions": list(self._regions),
            "categories": list(self._categories),
            "requirements": [
                [
                    [self._categories.index(j.category), _elsewhere(j, grade), j.item, j.clauses[0], j.verdict == "undecidable"]
                    for j in self._requirements[grade]
                ]
                for grade in self._grades
            ],
            "statements": {number: clauses[number].statement for number in sorted(used)},
            "halls": self._halls,
            "hallCount": self._summary.halls,
            "worst": [
                [category, place, item, self._summary.clauses[category, place, item][0], rate.missing, rate.required]
                for (category, place, item), rate in self._summary.worst()
            ],
            "cells": [
                [self._grades.index(grade), self._regions[region], self._summary.count(grade, region), rate.missing, rate.required]
                for (grade, region), rate in self._summary.cells().items()
            ],
            "complete": self._summary.complete,
            "verdicts": dict(self._summary.verdicts),
            "faults": [str(fault) for fault in faults.first],
            "faultCount": faults.count,
        }


def _elsewhere(judgement: Judgement, grade: str) -> str:
    return requirement_of(judgement, grade)[1]


def _embedded(data: dict[str, Any]) -> str:
    """JSON that ends no script and is the same for every browser."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
