"""The form on which a hall is checked at the desk: what to tick off, and what came of it."""

from __future__ import annotations

from typing import Any

from rules.checking import Checker, Hall
from rules.checking.checker import Judgement
from rules.errors import AdvisorError

WRONG = "检查表填得不对，请刷新页面再试。"
MAX_TICKS = 500


class HallForm:
    """The requirements of each grade as a form, and its check."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._grades = checker.standard.of_class("hall")

    def form(self, grade: str) -> dict[str, Any]:
        """The grades, and for the grade given what is required, by category; an entry whose name the source has lost cannot be ticked."""
        if not grade:
            return {"grades": list(self._grades)}
        self._known(grade)
        return {"grade": grade, "requirements": [_entry(judgement, grade) for judgement in self._checker.requirements(grade)]}

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        """{"grade", "has", "reported"} -> what came of it, with AdvisorError for anything else."""
        grade, has, reported = body.get("grade"), body.get("has"), body.get("reported")
        if not isinstance(grade, str) or not isinstance(reported, list) or not isinstance(has, list) or len(has) > MAX_TICKS:
            raise AdvisorError(WRONG)
        self._known(grade)
        known = all(category in self._checker.standard.checking.levels for category in reported if isinstance(category, str))
        if not known or not _texts(reported) or not all(_texts(entry) and len(entry) == 3 for entry in has):
            raise AdvisorError(WRONG)
        pairs = frozenset((place or grade, item) for _, place, item in has)
        result = self._checker.check(Hall("", grade, pairs, frozenset(reported)))
        return {"grade": grade, "judgements": [_entry(judgement, grade) for judgement in result.judgements]}

    def _known(self, grade: str) -> None:
        if grade not in self._grades:
            raise AdvisorError(f"没有“{grade[:20]}”这个等级，要是{'、'.join(self._grades)}之一")


def _entry(judgement: Judgement, grade: str) -> dict[str, Any]:
    place = "" if judgement.place == grade else judgement.place
    return {
        "category": judgement.category,
        "place": place,
        "item": judgement.item,
        "verdict": judgement.verdict,
        "clauses": list(judgement.clauses),
    }


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
