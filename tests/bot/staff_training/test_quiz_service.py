"""Putting questions to staff: what is seen when, what counts, what comes back, what a report rests on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from bot.records.accounts import Account
from bot.records.database import open_records
from bot.staff_training.quiz_service import QuizService
from rules.errors import AdvisorError
from rules.loader import load
from rules.model import Standard
from rules.quiz.bank import Bank, Wanted
from rules.quiz.question import Question
from rules.quiz.statistics import report
from tests.bot.records.conftest import Clock
from tests.rules.conftest import STANDARD, Copy

ZHAO, QIAN, TEACHER = Account("zhao", "agent", "一班"), Account("qian", "agent", "二班"), Account("teacher", "trainer")
DAY = 24 * 3600


@pytest.fixture(scope="module")
def bank(standard: Standard) -> Bank:
    return Bank(standard)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_records(tmp_path / "records.db")
    yield database
    database.conn.close()


@pytest.fixture
def service(database: Database, bank: Bank, clock: Clock) -> QuizService:
    return QuizService(database, lambda: bank, clock)


def key_of(service: QuizService, attempt: str, position: int) -> object:
    """The right answer, from the records."""
    asked = service.attempts.question(attempt, position)
    assert asked is not None
    return asked.content["accepts"][0] if asked.kind == "fill" else asked.content["key"]


def answer_all(service: QuizService, owner: str, attempt: str, right: int = 10**6) -> None:
    """Answer every question, so many of them right and the others wrong."""
    for asked in service.attempts.asked(attempt):
        given: Any = key_of(service, attempt, asked.position)
        if asked.position >= right:
            options = range(len(asked.content["options"]))
            others = [place for place in options if place not in asked.content["key"]]
            given = "不知道" if asked.kind == "fill" else asked.content["key"][::-1] if asked.kind in ("order", "match") else others[:1]
        service.answer(owner, attempt, asked.position, given)


def keys_in(value: object) -> set[str]:
    """Every key of a JSON value, however deep."""
    if isinstance(value, dict):
        return {*value, *(key for inner in value.values() for key in keys_in(inner))}
    return {key for inner in value for key in keys_in(inner)} if isinstance(value, list) else set()


# ---- tests


def test_in_a_test_no_key_is_seen_before_the_end(service: QuizService) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(8), seed="1")
    attempt = service.begin(ZHAO, quiz.id)
    for position in range(7):
        service.answer("zhao", attempt.id, position, key_of(service, attempt.id, position))
        seen = json.loads(json.dumps(service.view("zhao", attempt.id)))
        assert not keys_in(seen) & {"key", "accepts", "right", "mark", "points", "claims", "basis", "derivation"}
    service.answer("zhao", attempt.id, 7, key_of(service, attempt.id, 7))
    seen = service.view("zhao", attempt.id)
    assert (seen["points"], seen["passed"]) == (1, True)
    assert all(question["mark"]["citations"] for question in seen["questions"])


def test_in_practice_the_key_is_seen_after_the_answer(service: QuizService) -> None:
    attempt = service.practise("zhao", Wanted(3))
    assert not keys_in(json.loads(json.dumps(service.view("zhao", attempt.id)))) & {"key", "accepts", "right", "mark"}
    service.answer("zhao", attempt.id, 1, key_of(service, attempt.id, 1))
    assert ["mark" in question for question in service.view("zhao", attempt.id)["questions"]] == [False, True, False]


def test_everybody_gets_the_same_questions_in_another_order(service: QuizService) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(20), seed="1")
    papers = [[asked.question for asked in service.attempts.asked(service.begin(who, quiz.id).id)] for who in (ZHAO, QIAN)]
    assert sorted(papers[0]) == sorted(papers[1])
    assert papers[0] != papers[1]


def test_the_same_seed_gives_the_same_test(service: QuizService) -> None:
    first, second = (service.make(TEACHER, "月考", Wanted(20), seed="七") for _ in range(2))
    assert first.paper == second.paper


def test_a_test_that_was_begun_goes_on(service: QuizService) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(5))
    attempt = service.begin(ZHAO, quiz.id)
    service.answer("zhao", attempt.id, 0, key_of(service, attempt.id, 0))
    before = service.view("zhao", attempt.id)
    service.quizzes.close(quiz.id)
    assert service.begin(ZHAO, quiz.id) == attempt
    assert service.view("zhao", attempt.id) == before


def test_a_test_that_is_closed_is_not_begun(service: QuizService) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(5))
    service.quizzes.close(quiz.id)
    with pytest.raises(AdvisorError, match="停止"):
        service.begin(ZHAO, quiz.id)


def test_a_test_for_others_is_as_if_it_were_not_there(service: QuizService) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(5), people=("二班",))
    service.begin(QIAN, quiz.id)
    for id_ in (quiz.id, "none"):
        with pytest.raises(AdvisorError, match="没有这个测验"):
            service.begin(ZHAO, id_)


@pytest.mark.parametrize(
    ("title", "wanted", "more"),
    [
        ("", Wanted(5), {}),
        ("月考", Wanted(0), {}),
        ("月考", Wanted(101), {}),
        ("月考", Wanted(5), {"pass_mark": 0}),
        ("月考", Wanted(5, clauses=("5.8",)), {}),
        ("月考", Wanted(5, clauses=("9.9",)), {}),
    ],
)
def test_a_test_that_cannot_be_made_is_told_so(service: QuizService, title: str, wanted: Wanted, more: dict[str, Any]) -> None:
    with pytest.raises(AdvisorError, match=r"。$"):
        service.make(TEACHER, title, wanted, **more)


# ---- answers


def test_the_first_answer_counts(service: QuizService) -> None:
    attempt = service.practise("zhao", Wanted(2, kinds=("single",)))
    key = key_of(service, attempt.id, 0)
    first = service.answer("zhao", attempt.id, 0, key)
    wrong = [place for place in range(4) if [place] != key][:1]
    assert service.answer("zhao", attempt.id, 0, wrong) == first
    assert first.points == 1


def test_nobody_answers_for_another(service: QuizService) -> None:
    attempt = service.practise("zhao", Wanted(2))
    for action in (
        lambda: service.answer("qian", attempt.id, 0, [0]),
        lambda: service.view("qian", attempt.id),
        lambda: service.finish("qian", attempt.id),
        lambda: service.answer("zhao", attempt.id, 9, [0]),
        lambda: service.view("zhao", "none"),
    ):
        with pytest.raises(AdvisorError, match="没有找到"):
            action()


def test_too_late_is_told_so(service: QuizService, clock: Clock) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(3), seconds=60)
    attempt = service.begin(ZHAO, quiz.id)
    clock.pass_(100)
    with pytest.raises(AdvisorError, match="时间到"):
        service.answer("zhao", attempt.id, 0, key_of(service, attempt.id, 0))
    assert service.view("zhao", attempt.id)["points"] == 0


def test_after_handing_in_is_told_so(service: QuizService) -> None:
    attempt = service.practise("zhao", Wanted(3))
    service.finish("zhao", attempt.id)
    with pytest.raises(AdvisorError, match="已经结束"):
        service.answer("zhao", attempt.id, 0, key_of(service, attempt.id, 0))


def test_a_pass_mark_is_reached_exactly(service: QuizService) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(5, kinds=("single",)), pass_mark=0.8)
    attempt = service.begin(ZHAO, quiz.id)
    answer_all(service, "zhao", attempt.id, right=4)
    seen = service.view("zhao", attempt.id)
    assert seen["points"] == pytest.approx(0.8)
    assert seen["passed"]


# ---- practice


def test_practice_brings_back_what_was_missed(service: QuizService, clock: Clock) -> None:
    attempt = service.practise("zhao", Wanted(4, clauses=("5.1.4.5",), kinds=("single", "truth", "reply")))
    answer_all(service, "zhao", attempt.id, right=0)
    clock.pass_(DAY)
    assert service.due("zhao") == ("5.1.4.5",)
    again = service.attempts.asked(service.practise("zhao", Wanted(3)).id)
    assert "5.1.4.5" in again[0].content["clauses"]
    assert service.due("qian") == ()


def test_practice_on_a_chapter_stays_there(service: QuizService) -> None:
    attempt = service.practise("zhao", Wanted(10, clauses=("4.2",)))
    assert all(asked.clause.startswith("4.2") for asked in service.attempts.asked(attempt.id))


# ---- when the standard changes


def changed(folder: Path) -> Bank:
    """The standard with a guide in C-grade halls."""
    shutil.copytree(STANDARD, folder)
    copy = Copy(folder)
    copy.replace("clauses/4.1-hall.yaml", "item: {list: 4.1.4.1, numbers: 1-3}", 'item: {list: 4.1.4.1, numbers: "1-3,5"}')
    return Bank(load(folder))


def test_a_changed_clause_invalidates_its_questions_and_no_others(service: QuizService, database: Database, tmp_path: Path) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(30, clauses=("4.1.4.2",)), seed="3")
    attempt = service.begin(ZHAO, quiz.id)
    answer_all(service, "zhao", attempt.id)
    later = QuizService(database, lambda: now)
    now = changed(tmp_path / "standard")
    resting = [question for question in quiz.paper if "4.1.4.2 b)3)" in question["basis"]]
    found, outdated = later.given(quiz.id)
    assert resting
    assert outdated == len(resting)
    assert {given.question for given in found} == {question["id"] for question in quiz.paper} - {question["id"] for question in resting}
    assert service.given(quiz.id)[1] == 0


def test_who_begins_after_the_change_gets_other_questions_in_their_place(service: QuizService, database: Database, tmp_path: Path) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(30, clauses=("4.1.4.2",)), seed="3")
    now = changed(tmp_path / "standard")
    later = QuizService(database, lambda: now)
    asked = later.attempts.asked(later.begin(QIAN, quiz.id).id)
    assert len(asked) == len(quiz.paper)
    assert later.given(quiz.id) == ([], 0)
    assert all(now.valid(Question.from_json(each.content)) for each in asked)
    assert not all(now.valid(Question.from_json(content)) for content in quiz.paper)


# ---- reports


def test_a_report_rests_on_what_was_answered(service: QuizService, database: Database) -> None:
    database.table("accounts").insert({"name": "zhao", "role": "agent", "password": "x", "created": 0, "team": "一班"})
    quiz = service.make(TEACHER, "月考", Wanted(10, kinds=("single",)), seed="1")
    for who, right in ((ZHAO, 10), (QIAN, 5)):
        answer_all(service, who.name, service.begin(who, quiz.id).id, right)
    given, _ = service.given(quiz.id)
    found = report(given)
    assert [(share.name, share.points, share.number) for share in found.people] == [("qian", 0.5, 10), ("zhao", 1, 10)]
    assert [share.name for share in found.teams] == ["一班", "（未分组）"]
    assert all(len(answer.chosen) == 1 for answer in given)
    assert service.given("none") == ([], 0)


def test_a_test_of_which_nothing_is_left_cannot_be_begun(service: QuizService, monkeypatch: pytest.MonkeyPatch, bank: Bank) -> None:
    """Its clauses have changed, and nothing else can be asked of them: that is said, and no attempt without questions is left behind."""
    quiz = service.make(TEACHER, "旧", Wanted(3))
    monkeypatch.setattr(bank, "valid", lambda question: False)
    monkeypatch.setattr(bank, "on", lambda number, seed: None)
    with pytest.raises(AdvisorError, match="没有可以出的题"):
        service.begin(ZHAO, quiz.id)
    assert service.history("zhao") == []
