"""The queue of questions that were not understood."""

from __future__ import annotations

from typing import Any

import pytest
from sqlite_utils import Database

from bot.records.unanswered import Unanswered, outcome_of
from tests.bot.records.conftest import Clock


@pytest.fixture
def unanswered(database: Database, clock: Clock) -> Unanswered:
    return Unanswered(database, clock)


def test_alike_questions_are_counted_together(unanswered: Unanswered, clock: Clock) -> None:
    for text in ("飞船怎么开？", "飞船怎么开", "飛船怎麼開!", "别的"):
        clock.pass_(1)
        unanswered.note(text, "not_understood")
    assert [(row["text"], row["count"]) for row in unanswered.open()] == [("飞船怎么开？", 3), ("别的", 1)]


def test_what_was_seen_to_leaves_the_queue_and_comes_back_when_asked_again(unanswered: Unanswered, clock: Clock) -> None:
    unanswered.note("飞船怎么开", "not_understood")
    (row,) = unanswered.open()
    assert unanswered.solve(row["key"], "wang", "加了别名")
    assert unanswered.open() == []
    (solved,) = unanswered.open(solved=True)
    assert (solved["solved_by"], solved["note"], solved["solved"]) == ("wang", "加了别名", clock.now)
    unanswered.note("飞船怎么开", "disliked")
    (row,) = unanswered.open()
    assert (row["count"], row["why"], row["solved_by"]) == (2, "disliked", "")


def test_it_can_be_opened_again_by_hand(unanswered: Unanswered) -> None:
    unanswered.note("飞船怎么开", "off_topic")
    key = unanswered.open()[0]["key"]
    unanswered.solve(key, "wang", "")
    assert unanswered.solve(key, "wang", "", solved=False)
    assert len(unanswered.open()) == 1
    assert not unanswered.solve("nothing", "wang", "")


def test_old_questions_go(unanswered: Unanswered, clock: Clock) -> None:
    unanswered.note("旧的", "off_topic")
    clock.pass_(100)
    unanswered.note("新的", "off_topic")
    assert unanswered.delete_before(clock.now - 1) == 1
    assert [row["text"] for row in unanswered.open()] == ["新的"]


@pytest.mark.parametrize(
    ("replies", "outcome"),
    [
        ([{"text": "您好"}], "answered"),
        ([{"text": "a", "custom": {"kind": "listing"}}], "answered"),
        ([{"text": "a", "custom": {"kind": "missing", "finding": {"about": []}}}], "not_understood"),
        ([{"text": "哪一级？", "custom": {"kind": "missing", "finding": {"about": ["服务人员"]}}}], "answered"),
        ([{"text": "a", "custom": {"kind": "passages", "finding": {"passages": []}}}], "not_understood"),
        ([{"text": "a"}, {"text": "b", "custom": {"kind": "off_topic"}}], "off_topic"),
    ],
)
def test_outcomes(replies: list[dict[str, Any]], outcome: str) -> None:
    assert outcome_of(replies) == outcome
