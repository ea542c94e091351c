"""Attempts at tests and in practice: the questions as they were asked, and each answer, once."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

GRACE_SECONDS = 3
"""An answer may be so long on its way."""


@dataclass(frozen=True)
class Attempt:
    """`kind`: test or practice; `ends`: when the time is over, 0 for never; `finished`: None while it goes on."""

    id: str
    account: str
    quiz: str | None
    title: str
    kind: str
    started: float
    ends: float
    finished: float | None
    pass_mark: float
    edition: str


@dataclass(frozen=True)
class AskedQuestion:
    """A question of an attempt as it was asked: `content` and `reason` as kept; `response`, `points`, `answered` None until answered."""

    attempt: str
    position: int
    question: str
    kind: str
    clause: str
    content: dict[str, Any]
    reason: dict[str, Any]
    response: Any
    points: float | None
    answered: float | None


class Attempts:
    """The attempts in the records."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def start(
        self,
        account: str,
        title: str,
        kind: str,
        questions: list[tuple[dict[str, Any], dict[str, Any]]],
        edition: str,
        *,
        quiz: str | None = None,
        seconds: int = 0,
        pass_mark: float = 0,
    ) -> Attempt:
        """A new attempt with its questions, each with the reason of its key. At a test everybody has one attempt: that which there is."""
        now = self._clock()
        with self._database.conn:
            self._database.execute("begin immediate")
            if quiz and (there := self.at(quiz, account)):
                return there
            attempt = Attempt(
                secrets.token_hex(12), account, quiz, title, kind, now, now + seconds if seconds else 0, None, pass_mark, edition
            )
            self._database.execute("insert into attempts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", list(vars(attempt).values()))
            self._database.conn.executemany(
                "insert into asked (attempt, position, question, kind, clause, content, reason) values (?, ?, ?, ?, ?, ?, ?)",
                [
                    (attempt.id, position, content["id"], content["kind"], content["clauses"][0], _text(content), _text(reason))
                    for position, (content, reason) in enumerate(questions)
                ],
            )
        return attempt

    def at(self, quiz: str, account: str) -> Attempt | None:
        """The attempt of an account at a test, if it has begun one."""
        return self._one("quiz = ? and account = ?", [quiz, account])

    def get(self, id_: str, account: str) -> Attempt | None:
        """An attempt of this account; None where it is nobody's or another's."""
        return self._one("id = ? and account = ?", [id_, account])

    def of(self, account: str, most: int = 100) -> tuple[Attempt, ...]:
        """The attempts of an account, the latest first."""
        rows = self._database.query("select * from attempts where account = ? order by started desc, rowid desc limit ?", [account, most])
        return tuple(self._seen(Attempt(**row)) for row in rows)

    def tallies(self, account: str) -> dict[str, tuple[int, int, float]]:
        """For each attempt of an account how many questions it has, how many are answered, and the sum of the points."""
        query = (
            "select attempt, count(*), count(response), coalesce(sum(points), 0) from asked"
            " where attempt in (select id from attempts where account = ?) group by attempt"
        )
        return {attempt: (number, answered, points) for attempt, number, answered, points in self._database.execute(query, [account])}

    def asked(self, attempt: str) -> tuple[AskedQuestion, ...]:
        """The questions of an attempt in their order."""
        rows = self._database.query("select * from asked where attempt = ? order by position", [attempt])
        return tuple(map(_asked, rows))

    def question(self, attempt: str, position: int) -> AskedQuestion | None:
        """One question of an attempt."""
        rows = self._database.query("select * from asked where attempt = ? and position = ?", [attempt, position])
        return next(map(_asked, rows), None)

    def left(self, attempt: str) -> int:
        """How many questions of an attempt are not answered."""
        (number,) = self._database.execute("select count(*) from asked where attempt = ? and response is null", [attempt]).fetchone()
        return int(number)

    def answer(self, attempt: Attempt, position: int, response: Any, points: float) -> bool:
        """Keep an answer, the first one to a question; whether it was kept: not where there is one, the attempt is over or its time is."""
        with self._database.conn:
            self._database.execute("begin immediate")
            now = self._clock()
            kept = self._database.execute(
                "update asked set response = ?, points = ?, answered = ? where attempt = ? and position = ? and response is null"
                " and exists (select 1 from attempts where id = ? and finished is null and (ends = 0 or ends + ? >= ?))",
                [json.dumps(response, ensure_ascii=False), points, now, attempt.id, position, attempt.id, GRACE_SECONDS, now],
            )
            return bool(kept.rowcount)

    def finish(self, attempt: Attempt) -> None:
        """No more answers to this attempt."""
        self._database.execute("update attempts set finished = ? where id = ? and finished is null", [self._clock(), attempt.id])

    def progress(self) -> dict[str, tuple[int, int]]:
        """For each test how many have begun it, and how many are through."""
        query = (
            "select quiz, count(*), sum(finished is not null or (ends > 0 and ends < ?)) from attempts where quiz is not null group by quiz"
        )
        return {quiz: (begun, finished) for quiz, begun, finished in self._database.execute(query, [self._clock()])}

    def answers(self, quiz: str = "") -> Iterator[dict[str, Any]]:
        """Every answer to tests, or to one test, with its attempt, its account and the account's team; of attempts that are over also the
        questions that were not answered."""
        return self._database.query(
            "select a.account, coalesce(c.team, '') as team, a.id as attempt, a.quiz, a.started, a.finished, a.ends, s.question, s.kind,"
            " s.clause, s.content, s.response, s.points, s.answered from asked s join attempts a on a.id = s.attempt"
            " left join accounts c on c.name = a.account"
            " where a.kind = 'test' and (? = '' or a.quiz = ?)"
            " and (s.response is not null or a.finished is not null or (a.ends and a.ends < ?)) order by a.started, s.position",
            [quiz, quiz, self._clock() - GRACE_SECONDS],
        )

    def _one(self, where: str, values: list[Any]) -> Attempt | None:
        row = next(self._database.query(f"select * from attempts where {where}", values), None)  # noqa: S608 - fixed conditions
        return self._seen(Attempt(**row)) if row else None

    def _seen(self, attempt: Attempt) -> Attempt:
        """An attempt whose time is over is finished, whether or not anybody has looked since."""
        if attempt.finished is None and attempt.ends and attempt.ends + GRACE_SECONDS < self._clock():
            return Attempt(**{**vars(attempt), "finished": attempt.ends})
        return attempt


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _asked(row: dict[str, Any]) -> AskedQuestion:
    response = None if row["response"] is None else json.loads(row["response"])
    return AskedQuestion(**{**row, "content": json.loads(row["content"]), "reason": json.loads(row["reason"]), "response": response})
