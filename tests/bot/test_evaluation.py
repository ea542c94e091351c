"""Questions whose right answers are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.evaluation import Expected, judge, load_questions
from bot.project import QUESTIONS
from rules.errors import StandardError


def loaded(tmp_path: Path, content: Any) -> tuple[Any, ...]:
    (tmp_path / "a.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_questions(tmp_path)


ASKED = {"id": "a1", "kind": "whether", "ask": "要不要"}


def test_all_questions_are_read() -> None:
    found = load_questions(QUESTIONS)
    assert len(found) > 2500
    assert len({question.id for question in found}) == len(found)


def test_a_question_and_a_dialogue_are_read(tmp_path: Path) -> None:
    dialogue = {"id": "d1", "kind": "follow_up", "turns": [{"ask": "一"}, {"ask": "二", "expect": {"all": ["三"], "may_ask": True}}]}
    one, other = loaded(
        tmp_path, {"questions": [{**ASKED, "expect": {"any": [["是", "否"]], "clauses": ["4.1"]}}], "dialogues": [dialogue]}
    )
    assert one.turns == (("要不要", Expected(any_of=(("是", "否"),), clauses=("4.1",))),)
    assert other.turns == (("一", Expected()), ("二", Expected(every=("三",), may_ask=True)))


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({**ASKED, "expects": {}}, "expects"),
        ({**ASKED, "expect": {"al": ["x"]}}, "al"),
        ({**ASKED, "expect": ["x"]}, "expect 要是映射"),
        ({"id": "a", "kind": "b", "turns": [{"ask": "x", "asked_back": "allowed"}]}, "asked_back"),
        ({"id": "a", "kind": "b", "turns": ["x"]}, "一轮 要是映射"),
        ({"id": "a", "kind": "b"}, "要有 id、kind"),
        ({"id": "a", "kind": "b", "turns": [{"expect": {}}]}, "每一轮要有 ask"),
    ],
)
def test_what_nobody_reads_is_refused(tmp_path: Path, entry: Any, says: str) -> None:
    with pytest.raises(StandardError) as caught:
        loaded(tmp_path, {"questions": [entry]})
    assert says in str(caught.value)
    assert "a.yaml:" in str(caught.value)


def test_to_ask_back_is_right_where_it_may() -> None:
    back = [{"text": "您是想问销户吗？", "custom": {"kind": "missing"}}]
    assert judge(Expected(every=("归档",), may_ask=True), back) == ((), False)
    assert judge(Expected(every=("归档",)), back)[0] == ("缺“归档”",)
