"""Tests that trainers make: a paper, how long it may take, from how many points it is passed, and for whom it is."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.records.accounts import Account


@dataclass(frozen=True)
class StaffQuiz:
    """A test. `seconds`: how long an attempt may take, 0 for as long as one likes; `pass_mark`: from which share of the points it is
    passed; `people`: accounts and teams, none for everybody; `closes`: until when it can be begun, 0 for ever; `paper`: its questions as
    they are kept; times in seconds since 1970."""

    id: str
    title: str
    made_by: str
    made: float
    seconds: int
    pass_mark: float
    people: tuple[str, ...]
    closes: float
    edition: str
    paper: tuple[dict[str, Any], ...]

    def is_for(self, account: Account) -> bool:
        """Whether an account may take it."""
        return not self.people or account.name in self.people or bool(account.team and account.team in self.people)


class Quizzes:
    """The tests in the records."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def add(
        self,
        title: str,
        made_by: str,
        paper: list[dict[str, Any]],
        edition: str,
        *,
        seconds: int = 0,
        pass_mark: float = 0.8,
        people: tuple[str, ...] = (),
        closes: float = 0,
    ) -> StaffQuiz:
        """A new test."""
        quiz = StaffQuiz(secrets.token_hex(8), title, made_by, self._clock(), seconds, pass_mark, people, closes, edition, tuple(paper))
        row = {**vars(quiz), "people": json.dumps(people, ensure_ascii=False), "paper": json.dumps(paper, ensure_ascii=False)}
        self._database.table("quizzes").insert(row)
        return quiz

    def get(self, id_: str) -> StaffQuiz | None:
        """The test with an id, if there is one."""
        return next((_quiz(row) for row in self._database.query("select * from quizzes where id = ?", [id_])), None)

    def all(self) -> tuple[StaffQuiz, ...]:
        """All tests, the latest first."""
        return tuple(_quiz(row) for row in self._database.query("select * from quizzes order by made desc, rowid desc"))

    def open_for(self, account: Account) -> tuple[StaffQuiz, ...]:
        """The tests that an account may begin now."""
        now = self._clock()
        return tuple(quiz for quiz in self.all() if quiz.is_for(account) and (not quiz.closes or quiz.closes > now))

    def close(self, id_: str) -> bool:
        """Let nobody begin it any more; whether there is such a test."""
        return bool(self._database.execute("update quizzes set closes = ? where id = ?", [self._clock(), id_]).rowcount)


def _quiz(row: dict[str, Any]) -> StaffQuiz:
    return StaffQuiz(**{**row, "people": tuple(json.loads(row["people"])), "paper": tuple(json.loads(row["paper"]))})
