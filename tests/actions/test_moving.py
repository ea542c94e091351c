"""Questions that move on from the last one."""

from __future__ import annotations

import pytest

from actions.moving import moved, turned_round
from rules.advisor import Advisor
from rules.question.forms import (
    All,
    Decide,
    Difference,
    EntriesOf,
    Entry,
    Has,
    List,
    Named,
    Not,
    Question,
    Read,
    Select,
    StepAt,
    Where,
)
from tests.actions.test_resolution import state

STAFF = List((EntriesOf("C级营业厅", "服务人员"),))


@pytest.mark.parametrize(
    ("last", "shown", "by", "question"),
    [
        (StepAt("过户", 2), ("现场勘查",), 1, StepAt("过户", 3)),
        (StepAt("过户", 2), ("现场勘查",), -1, StepAt("过户", 1)),
        (StepAt("过户", -1), ("服务结束",), -1, StepAt("过户", -2)),
        (StepAt("过户", -1), ("服务结束",), 1, None),
        (StepAt("过户", 1), ("受理客户申请",), -1, None),
        (StepAt("销户", 1, "受理客户申请"), ("现场勘查",), 1, StepAt("销户", 1, "现场勘查")),
        (StepAt("销户", 1, "服务结束"), (), 1, None),
        (Entry("供电营业厅", "设施及用品", (7,)), ("95598双面小型灯箱",), 1, Entry("供电营业厅", "设施及用品", (8,))),
        (Entry("供电营业厅", "设施及用品", (4, 5)), (), -1, Entry("供电营业厅", "设施及用品", (3,))),
        (Entry("供电营业厅", "设施及用品", (1,)), (), -1, None),
        (Read(("4.1.4.2 a)",)), (), 1, Read(("4.1.4.2 b)1)",))),
        (Read(("前言",)), (), -1, None),
        (STAFF, ("营业厅主管",), 1, None),
    ],
)
def test_the_next_and_the_previous(advisor: Advisor, last: Question, shown: tuple[str, ...], by: int, question: Question | None) -> None:
    found = [one.question for one in moved(state((last, shown)), by, advisor.views)]
    assert found == ([question] if question else [])


def test_what_was_asked_between_does_not_matter(advisor: Advisor) -> None:
    spoken = state((StepAt("过户", 2), ("现场勘查",)), (STAFF, ()))
    assert [one.question for one in moved(spoken, 1, advisor.views)] == [StepAt("过户", 3)]


@pytest.mark.parametrize(
    ("last", "question"),
    [
        (
            List((Difference(EntriesOf("C级营业厅", "服务人员"), EntriesOf("D级营业厅", "服务人员")),)),
            List((Difference(EntriesOf("D级营业厅", "服务人员"), EntriesOf("C级营业厅", "服务人员")),)),
        ),
        (Select(Where(All("hall"), Has("引导员"))), Select(Where(All("hall"), Not(Has("引导员"))))),
        (Decide(Named(("C级营业厅",)), Has("引导员")), Decide(Named(("C级营业厅",)), Not(Has("引导员")))),
        (STAFF, None),
        (StepAt("过户", 2), None),
    ],
)
def test_the_other_way_round(last: Question, question: Question | None) -> None:
    assert [one.question for one in turned_round(state((last, ())))] == ([question] if question else [])
