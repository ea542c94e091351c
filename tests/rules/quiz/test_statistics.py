"""What the report says, on answers so few that it can be worked out by hand, and what holds of it on any."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.quiz.statistics import Given, Share, chapter_of, report

DAY = 24 * 3600
MONDAY = time.mktime((2026, 11, 23, 12, 0, 0, 0, 0, -1))


def answer(person: str, question: str, points: float, clause: str = "4.1.4.1", **more: object) -> Given:
    """One answer."""
    values = {"team": "", "attempt": person, "stem": question, "kind": "single", "at": MONDAY, "chosen": (), **more}
    return Given(person=person, question=question, points=points, clause=clause, **values)  # type: ignore[arg-type]


ANSWERS = [
    answer("李", "甲", 1, team="一组"),
    answer("李", "乙", 0.5, "5.1.4.6", team="一组", at=MONDAY + 7 * DAY, kind="order"),
    answer("王", "甲", 0, team="二组", chosen=("引导员",)),
    answer("王", "乙", 0.5, "5.1.4.6", team="二组", kind="order"),
    answer("赵", "甲", 1, chosen=("收费员",)),
]


def test_people_teams_kinds_and_weeks() -> None:
    found = report(ANSWERS)
    assert found.people == (Share("李", 0.75, 2), Share("王", 0.25, 2), Share("赵", 1.0, 1))
    assert found.teams == (Share("一组", 0.75, 2), Share("二组", 0.25, 2), Share("（未分组）", 1.0, 1))
    assert found.kinds == (Share("order", 0.5, 2), Share("single", pytest.approx(2 / 3), 3))
    assert found.weeks == (Share("2026-W48", pytest.approx(0.625), 4), Share("2026-W49", 0.5, 1))


def test_the_weakest_comes_first() -> None:
    found = report(ANSWERS)
    assert [share.name for share in found.clauses] == ["5.1.4.6", "4.1.4.1"]
    assert [share.name for share in found.chapters] == ["5.1", "4.1"]


def test_the_map_has_a_row_for_each_person() -> None:
    rows = dict(report(ANSWERS).map)
    assert rows["王"] == (Share("4.1", 0.0, 1), Share("5.1", 0.5, 1))
    assert rows["赵"] == (Share("4.1", 1.0, 1),)


def test_what_was_chosen_is_counted() -> None:
    (item,) = (item for item in report(ANSWERS).items if item.question == "甲")
    assert item.chosen == (("引导员", 1), ("收费员", 1))
    assert item.facility == pytest.approx(2 / 3)


@pytest.mark.parametrize(("clause", "chapter"), [("4.1.4.2 b)3)", "4.1"), ("5.1.4.11", "5.1"), ("4.2", "4.2"), ("前言", "前言")])
def test_the_chapter_of_a_clause(clause: str, chapter: str) -> None:
    assert chapter_of(clause) == chapter


def sheet(points: list[list[float]]) -> list[Given]:
    """Answers of people (rows) to questions (columns)."""
    return [answer(f"人{row}", f"题{column}", value) for row, line in enumerate(points) for column, value in enumerate(line)]


def test_a_question_that_goes_with_the_rest_discriminates() -> None:
    points = [[1, 1, 1], [1, 1, 1], [0, 0, 0], [0, 0, 0]]
    assert [item.discrimination for item in report(sheet(points)).items] == [pytest.approx(1)] * 3


def test_a_question_that_all_answer_alike_tells_nothing() -> None:
    items = {item.question: item for item in report(sheet([[1, 1, 0], [1, 0, 1], [1, 0, 0]])).items}
    assert items["题0"].discrimination is None


@pytest.mark.parametrize(
    ("column", "dubious"),
    [
        ([1.0] * 20, "几乎人人答对"),
        ([1.0] + [0.0] * 19, "几乎没有人答对"),
        ([0.0] * 10 + [1.0] * 10, "答得好的人反而答错"),
        ([1.0] * 10 + [0.0] * 10, ""),
        ([1.0, 0.0] * 10, "与总成绩几乎无关"),
    ],
)
def test_dubious_questions_are_flagged(column: list[float], dubious: str) -> None:
    """Twenty people of whom the first ten know everything else, and the others nothing."""
    good = [1.0] * 10 + [0.0] * 10
    points = [[value, mark, mark, mark] for value, mark in zip(column, good, strict=True)]
    (item,) = (item for item in report(sheet(points)).items if item.question == "题0")
    assert item.dubious.startswith(dubious)
    assert bool(item.dubious) == bool(dubious)


def test_few_answers_are_no_ground_to_judge_a_question() -> None:
    assert all(not item.dubious for item in report(sheet([[1, 0], [1, 1]])).items)


def test_dubious_questions_come_first() -> None:
    points = [[1.0, float(row < 10), float(row < 10)] for row in range(20)]
    assert [bool(item.dubious) for item in report(sheet(points)).items] == [True, False, False]


def test_nothing_was_answered() -> None:
    found = report([])
    assert found.people == found.items == found.map == ()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 8), st.floats(0, 1)), max_size=80))
def test_shares_are_means(rows: list[tuple[int, int, float]]) -> None:
    given_ = [replace(answer(f"人{person}", f"题{question}", points), clause=f"4.{question}.1") for person, question, points in rows]
    found = report(given_)
    assert sum(share.number for share in found.people) == sum(item.number for item in found.items) == len(rows)
    for share in (*found.people, *found.clauses, *found.kinds):
        assert 0 <= share.points <= 1
    for item in found.items:
        assert item.discrimination is None or -1.0000001 <= item.discrimination <= 1.0000001
