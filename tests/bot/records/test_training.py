"""Tests, attempts and cards in the records: each answer once, nothing after the time, what was missed comes back."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from sqlite_utils import Database

from bot.records.accounts import Account
from bot.records.attempts import GRACE_SECONDS, Attempt, Attempts
from bot.records.cards import Cards
from bot.records.quizzes import Quizzes
from tests.bot.records.conftest import Clock

DAY = 24 * 3600
ZHAO, QIAN = Account("zhao", "agent", "一班"), Account("qian", "agent", "二班")


def question(number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Something that stands for a question."""
    return {"id": f"q{number}", "kind": "single", "clauses": ["4.1.4.1"]}, {"right": "甲"}


@pytest.fixture
def attempts(database: Database, clock: Clock) -> Attempts:
    return Attempts(database, clock)


@pytest.fixture
def attempt(attempts: Attempts) -> Attempt:
    return attempts.start("zhao", "测验", "test", [question(0), question(1)], "2011年版", seconds=600, pass_mark=0.8)


# ---- tests


def test_a_test_is_kept_as_it_was_made(database: Database, clock: Clock) -> None:
    quizzes = Quizzes(database, clock)
    made = quizzes.add("月考", "teacher", [{"id": "q"}], "2011年版", seconds=600, people=("一班",), closes=clock.now + DAY)
    assert quizzes.get(made.id) == made
    assert quizzes.all() == (made,)
    assert quizzes.get("none") is None


@pytest.mark.parametrize(("people", "zhao", "qian"), [((), True, True), (("一班",), True, False), (("qian",), False, True)])
def test_a_test_is_for_those_it_is_for(database: Database, clock: Clock, people: tuple[str, ...], zhao: bool, qian: bool) -> None:
    quizzes = Quizzes(database, clock)
    quizzes.add("月考", "teacher", [{"id": "q"}], "x", people=people)
    assert bool(quizzes.open_for(ZHAO)) == zhao
    assert bool(quizzes.open_for(QIAN)) == qian


def test_who_has_no_team_is_in_none(database: Database, clock: Clock) -> None:
    quiz = Quizzes(database, clock).add("月考", "teacher", [{"id": "q"}], "x", people=("一班", ""))
    assert not quiz.is_for(Account("sun", "agent"))


def test_a_test_closes_by_time_and_by_hand(database: Database, clock: Clock) -> None:
    quizzes = Quizzes(database, clock)
    first = quizzes.add("甲", "teacher", [{"id": "q"}], "x", closes=clock.now + DAY)
    second = quizzes.add("乙", "teacher", [{"id": "q"}], "x")
    assert {quiz.id for quiz in quizzes.open_for(ZHAO)} == {first.id, second.id}
    clock.pass_(DAY + 1)
    assert [quiz.id for quiz in quizzes.open_for(ZHAO)] == [second.id]
    assert quizzes.close(second.id)
    assert quizzes.open_for(ZHAO) == ()
    assert not quizzes.close("none")


# ---- attempts


def test_an_answer_counts_once(attempts: Attempts, attempt: Attempt) -> None:
    assert attempts.answer(attempt, 0, [1], 1.0)
    assert not attempts.answer(attempt, 0, [2], 0.0)
    asked = attempts.question(attempt.id, 0)
    assert asked is not None
    assert (asked.response, asked.points) == ([1], 1.0)


def test_the_file_itself_refuses_another_answer(database: Database, attempts: Attempts, attempt: Attempt) -> None:
    attempts.answer(attempt, 0, [1], 0.0)
    with pytest.raises(sqlite3.IntegrityError, match="answered already"):
        database.execute("update asked set points = 1 where attempt = ? and position = 0", [attempt.id])


def test_nobody_sees_the_attempt_of_another(attempts: Attempts, attempt: Attempt) -> None:
    assert attempts.get(attempt.id, "zhao") == attempt
    assert attempts.get(attempt.id, "qian") is None
    assert attempts.of("qian") == ()


def test_after_the_time_no_answer_counts(attempts: Attempts, attempt: Attempt, clock: Clock) -> None:
    clock.pass_(600 + GRACE_SECONDS - 1)
    assert attempts.answer(attempt, 0, [1], 1.0), "it was on its way"
    clock.pass_(2)
    assert not attempts.answer(attempt, 1, [1], 1.0)
    over = attempts.get(attempt.id, "zhao")
    assert over is not None
    assert over.finished == attempt.ends


def test_after_the_end_no_answer_counts(attempts: Attempts, attempt: Attempt, clock: Clock) -> None:
    attempts.finish(attempt)
    assert not attempts.answer(attempt, 0, [1], 1.0)
    finished = attempts.get(attempt.id, "zhao")
    clock.pass_(10)
    attempts.finish(attempt)
    assert attempts.get(attempt.id, "zhao") == finished


def test_at_a_test_everybody_has_one_attempt(database: Database, attempts: Attempts, clock: Clock) -> None:
    quiz = Quizzes(database, clock).add("月考", "teacher", [{"id": "q"}], "x")
    first = attempts.start("zhao", "月考", "test", [question(0)], "x", quiz=quiz.id)
    assert attempts.start("zhao", "月考", "test", [question(1)], "x", quiz=quiz.id) == first
    assert attempts.start("qian", "月考", "test", [question(1)], "x", quiz=quiz.id) != first
    assert attempts.progress() == {quiz.id: (2, 0)}


def test_questions_that_were_not_answered_count_when_it_is_over(attempts: Attempts, attempt: Attempt, clock: Clock) -> None:
    attempts.answer(attempt, 0, [1], 1.0)
    assert [row["points"] for row in attempts.answers()] == [1.0]
    clock.pass_(700)
    assert [row["points"] for row in attempts.answers()] == [1.0, None]


def test_practice_is_in_no_report(attempts: Attempts) -> None:
    practice = attempts.start("zhao", "练习", "practice", [question(0)], "x")
    attempts.answer(practice, 0, [1], 1.0)
    assert list(attempts.answers()) == []


def test_tallies(attempts: Attempts, attempt: Attempt) -> None:
    attempts.answer(attempt, 1, [1], 0.5)
    assert attempts.tallies("zhao") == {attempt.id: (2, 1, 0.5)}
    assert attempts.tallies("qian") == {}


# ---- cards


def test_what_was_never_missed_does_not_come_back(database: Database, clock: Clock) -> None:
    cards = Cards(database, clock)
    cards.review("zhao", "4.1.4.1", 1)
    clock.pass_(365 * DAY)
    assert cards.due("zhao") == ()


def test_what_was_missed_comes_back_soon_and_then_ever_later(database: Database, clock: Clock) -> None:
    cards = Cards(database, clock)
    cards.review("zhao", "4.1.4.1", 0)
    waits = []
    for _ in range(5):
        started = clock.now
        while not cards.due("zhao"):
            clock.pass_(60)
        waits.append(clock.now - started)
        cards.review("zhao", "4.1.4.1", 1)
    assert waits[0] < 3600
    assert waits == sorted(waits)
    assert waits[-1] >= 7 * DAY
    assert cards.due("qian") == ()


def test_the_longest_due_comes_first(database: Database, clock: Clock) -> None:
    cards = Cards(database, clock)
    for clause in ("4.2", "4.1"):
        cards.review("zhao", clause, 0)
        clock.pass_(1)
    clock.pass_(DAY)
    assert cards.due("zhao") == ("4.2", "4.1")
