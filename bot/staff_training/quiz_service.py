"""Puts questions to staff: tests that trainers made, practice on what is due, answers marked as they come in."""

from __future__ import annotations

import dataclasses
import json
import secrets
import time
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from sqlite_utils import Database

from bot.records.accounts import Account, Accounts
from bot.records.attempts import AskedQuestion, Attempt, Attempts
from bot.records.cards import Cards
from bot.records.database import open_records
from bot.records.quizzes import Quizzes, StaffQuiz
from bot.staff_training.reports import Reported, reported
from rules.errors import AdvisorError
from rules.quiz.bank import Bank, Wanted
from rules.quiz.marking import Explanation, points_of, response_of, right_answer
from rules.quiz.question import ONE_OF, SOME_OF, Question
from rules.quiz.statistics import Given, chapter_of

MAX_QUESTIONS = 100
"""So many questions a test or a practice has at most."""
NO_SUCH_ATTEMPT = "没有找到这次作答。"
ATTEMPT_OVER = "这次作答已经结束，答案没有计入。"
TIME_OVER = "时间到了，答案没有计入。"
QUIZ_CLOSED = "这个测验已经停止作答。"
NOTHING_TO_ASK = "这些条款没有可以出的题（原文缺失或有歧义），请换一些条款或题型。"
PRACTICE = "练习"
KEPT_PAPERS = 64


class QuizService:
    """Everything that is done with questions; pages and chat only show it. `bank` is made when it is first needed: that takes a while."""

    def __init__(self, database: Database, bank: Callable[[], Bank], clock: Callable[[], float] = time.time) -> None:
        self.quizzes, self.attempts = Quizzes(database, clock), Attempts(database, clock)
        self._cards, self._accounts = Cards(database, clock), Accounts(database, clock)
        self._bank = lru_cache(maxsize=1)(bank)
        self._paper = lru_cache(maxsize=KEPT_PAPERS)(self._up_to_date)
        self._clock = clock

    @property
    def bank(self) -> Bank:
        """All that can be asked."""
        return self._bank()

    # ---- tests

    def make(
        self,
        trainer: Account,
        title: str,
        wanted: Wanted,
        *,
        seconds: int = 0,
        pass_mark: float = 0.8,
        people: tuple[str, ...] = (),
        closes: float = 0,
        seed: str = "",
    ) -> StaffQuiz:
        """A new test; the same seed gives the same paper. Raises AdvisorError where nothing can be asked of what is wanted."""
        if not title.strip() or not 1 <= wanted.number <= MAX_QUESTIONS or not 0 < pass_mark <= 1 or seconds < 0:
            raise AdvisorError(f"请写明测验的名称、题数（1至{MAX_QUESTIONS}）和及格线（1%至100%）。")
        paper = self.bank.draw(wanted, seed or secrets.token_hex(8))
        if not paper:
            raise AdvisorError(NOTHING_TO_ASK)
        return self.quizzes.add(
            title.strip(),
            trainer.name,
            [question.as_json() for question in paper],
            self._edition(),
            seconds=seconds,
            pass_mark=pass_mark,
            people=people,
            closes=closes,
        )

    def begin(self, account: Account, quiz_id: str) -> Attempt:
        """The attempt of an account at a test: a new one, or that which it has begun. Raises AdvisorError where it may not take it."""
        quiz = self.quizzes.get(quiz_id)
        if quiz is None or not quiz.is_for(account):
            raise AdvisorError("没有这个测验。")
        if begun := self.attempts.at(quiz.id, account.name):
            return begun
        if quiz.closes and quiz.closes <= self._clock():
            raise AdvisorError(QUIZ_CLOSED)
        rng = Random(f"{quiz.id}/{account.name}")  # noqa: S311 - another order for everybody, nothing secret
        paper = self._paper(quiz_id)
        if not paper:
            raise AdvisorError(NOTHING_TO_ASK)
        questions = [_kept(question.shuffled(rng), why) for question, why in rng.sample(paper, len(paper))]
        return self.attempts.start(
            account.name, quiz.title, "test", questions, self._edition(), quiz=quiz.id, seconds=quiz.seconds, pass_mark=quiz.pass_mark
        )

    def _up_to_date(self, quiz_id: str) -> tuple[tuple[Question, Explanation], ...]:
        """The paper of a test that there is, with the reasons; a question whose clauses have changed since it was made gives way to another
        on its clause, if there is one."""
        quiz = self.quizzes.get(quiz_id)
        made = [Question.from_json(content) for content in quiz.paper] if quiz else []
        now = [
            question if self.bank.valid(question) else self.bank.on(question.clauses[0], f"{quiz_id}/{question.id}") for question in made
        ]
        return tuple((question, self.bank.explain(question)) for question in now if question)

    # ---- practice

    def practise(self, owner: str, wanted: Wanted) -> Attempt:
        """A new practice: what is due again first, then something new. Raises AdvisorError where nothing can be asked of what is wanted."""
        number = max(1, min(wanted.number, MAX_QUESTIONS))
        seed = secrets.token_hex(8)
        due = [self.bank.on(number_, seed) for number_ in self._cards.due(owner)] if not wanted.clauses else []
        found = {question.id: question for question in due if question}
        for question in self.bank.draw(dataclasses.replace(wanted, number=number), seed):
            found.setdefault(question.id, question)
        questions = list(found.values())[:number]
        if not questions:
            raise AdvisorError(NOTHING_TO_ASK)
        return self.attempts.start(
            owner, PRACTICE, "practice", [_kept(question, self.bank.explain(question)) for question in questions], self._edition()
        )

    # ---- answers

    def answer(self, owner: str, attempt_id: str, position: int, given: object) -> AskedQuestion:
        """Mark an answer and keep it; what was answered before stays as it was. The question with its answer. Raises AdvisorError where
        it is no answer, or too late."""
        attempt, asked = self._at(owner, attempt_id, position)
        if asked.response is not None:
            return asked
        question = Question.from_json(asked.content)
        response = response_of(question, given)
        if not self.attempts.answer(attempt, position, response, points_of(question, response)):
            now, asked = self._at(owner, attempt_id, position)
            if asked.response is None:
                raise AdvisorError(TIME_OVER if now.ends and now.ends <= self._clock() else ATTEMPT_OVER)
            return asked
        kept = self._at(owner, attempt_id, position)[1]
        self._cards.review(owner, kept.clause, kept.points or 0)
        if not self.attempts.left(attempt_id):
            self.attempts.finish(attempt)
        return kept

    def finish(self, owner: str, attempt_id: str) -> None:
        """Hand in an attempt as it is."""
        attempt = self.attempts.get(attempt_id, owner)
        if attempt is None:
            raise AdvisorError(NO_SUCH_ATTEMPT)
        self.attempts.finish(attempt)

    def _at(self, owner: str, attempt_id: str, position: int) -> tuple[Attempt, AskedQuestion]:
        attempt = self.attempts.get(attempt_id, owner)
        asked = self.attempts.question(attempt_id, position) if attempt else None
        if attempt is None or asked is None:
            raise AdvisorError(NO_SUCH_ATTEMPT)
        return attempt, asked

    # ---- what is shown

    def view(self, owner: str, attempt_id: str) -> dict[str, Any]:
        """An attempt as its owner may see it: a key, and why it is the key, only after the answer, in a test only at the end."""
        attempt = self.attempts.get(attempt_id, owner)
        if attempt is None:
            raise AdvisorError(NO_SUCH_ATTEMPT)
        asked = self.attempts.asked(attempt.id)
        shown = {
            **{name: getattr(attempt, name) for name in ("id", "title", "kind", "started", "ends", "finished", "edition")},
            "now": self._clock(),
            "questions": [self.shown(attempt, each) for each in asked],
        }
        if attempt.finished is not None:
            points = sum(each.points or 0 for each in asked) / len(asked)
            shown |= {"points": points, "pass_mark": attempt.pass_mark, "passed": points >= attempt.pass_mark - 1e-9}
        return shown

    def shown(self, attempt: Attempt, asked: AskedQuestion) -> dict[str, Any]:
        """One question as its owner may see it."""
        content = asked.content
        shown = {"position": asked.position, "title": self.bank.standard.quiz.kinds[asked.kind], "response": asked.response}
        shown |= {name: content[name] for name in ("kind", "stem", "options", "left")}
        shown["choose"] = "one" if asked.kind in ONE_OF else "some" if asked.kind in SOME_OF else asked.kind
        if attempt.finished is not None or (attempt.kind == "practice" and asked.response is not None):
            shown["mark"] = {"points": asked.points or 0, "key": content["key"], **asked.reason}
        return shown

    def account(self, name: str) -> Account:
        """The account with a name."""
        row = next((row for row in self._accounts.everyone() if row["name"] == name), {"role": "agent", "team": ""})
        return Account(name, row["role"], row["team"])

    def history(self, owner: str) -> list[dict[str, Any]]:
        """The attempts of somebody, each in a line, the latest first."""
        tallies = self.attempts.tallies(owner)
        found = []
        for attempt in self.attempts.of(owner):
            shown = {name: getattr(attempt, name) for name in ("id", "title", "kind", "started", "finished", "pass_mark")}
            number, answered, points = tallies[attempt.id]
            found.append(
                {**shown, "number": number, "answered": answered, "points": points / number if attempt.finished is not None else None}
            )
        return found

    def due(self, owner: str) -> tuple[str, ...]:
        """The clauses that somebody has missed and that are due again."""
        return self._cards.due(owner)

    def chapters(self) -> list[dict[str, Any]]:
        """The chapters on which something can be asked, with their titles and how many topics they have."""
        counts = Counter(chapter_of(numbers[0]) for _, numbers in self.bank.topics.values())
        clauses = self.bank.standard.clauses
        return [
            {"clause": name, "title": clauses[name].heading if name in clauses else "", "topics": count}
            for name, count in sorted(counts.items())
        ]

    def _edition(self) -> str:
        edition = self.bank.standard.edition
        return f"{edition.edition}，数据版本{edition.data_version}"

    # ---- reports

    def given(self, quiz: str = "") -> tuple[list[Given], int]:
        """The answers to a test, or to all, for a report; and how many were left out because the standard has changed since."""
        holds: dict[tuple[str, str], bool] = {}
        found, outdated = [], 0
        for row in self.attempts.answers(quiz):
            content = json.loads(row["content"])
            key = (content["id"], str(content["basis"]))
            if key not in holds:
                holds[key] = self.bank.valid(Question.from_json(content))
            if holds[key]:
                found.append(_given(row, content))
            else:
                outdated += 1
        return found, outdated


def report_in(path: Path, quiz_service: QuizService, quiz: str) -> Reported:
    """The report on a test, or on all, read beside whoever writes to the records."""
    database = open_records(path)
    try:
        given, outdated = QuizService(database, lambda: quiz_service.bank).given(quiz)
    finally:
        database.conn.close()
    return reported(quiz_service.bank.standard, given, outdated)


def _kept(question: Question, why: Explanation) -> tuple[dict[str, Any], dict[str, Any]]:
    """A question with the reason of its key, as an attempt keeps them; the right answer in words follows the order of its options."""
    return question.as_json(), dataclasses.asdict(dataclasses.replace(why, right=right_answer(question)))


def _given(row: dict[str, Any], content: dict[str, Any]) -> Given:
    """An answer for a report; a question that was not answered before the end has no points."""
    response = None if row["response"] is None else json.loads(row["response"])
    choices = response if row["kind"] in (*ONE_OF, *SOME_OF) and response else []
    chosen = tuple(content["options"][place] for place in choices) if choices else (response,) if row["kind"] == "fill" and response else ()
    return Given(
        person=row["account"],
        team=row["team"],
        attempt=row["attempt"],
        question=row["question"],
        stem=content["stem"],
        kind=row["kind"],
        clause=row["clause"],
        points=row["points"] or 0.0,
        at=row["answered"] or row["finished"] or row["ends"],
        chosen=chosen,
    )
