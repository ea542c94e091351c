"""What was said so far in a conversation."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actions.dialogue import MOST_TURNS, DialogueState, shown
from rules.advisor import Advisor
from rules.question.forms import All, Count, Decide, EntriesOf, Has, List, Named, Question, Select, StepAt, Where

STAFF = List((EntriesOf("C级营业厅", "服务人员"),))
STEPS = List((EntriesOf("过户", "服务流程"),))


def after(advisor: Advisor, *questions: Question) -> DialogueState:
    state = DialogueState()
    for question in questions:
        state = state.answered(question, advisor.answer(question).finding)
    return state


def test_the_last_question_comes_first_with_what_was_shown(advisor: Advisor) -> None:
    state = after(advisor, STEPS, STAFF)
    assert [turn.question for turn in state.turns] == [STAFF, STEPS]
    assert state.turns[0].shown == ("营业厅主管", "业务受理员", "收费员")
    assert [turn.age for turn in state.turns] == [1, 2]


def test_only_the_last_turns_are_kept(advisor: Advisor) -> None:
    state = after(advisor, STEPS, *[STAFF] * MOST_TURNS)
    assert len(state.turns) == MOST_TURNS
    assert STEPS not in [turn.question for turn in state.turns]


def test_small_talk_makes_what_was_said_older(advisor: Advisor) -> None:
    state = after(advisor, STAFF).passed().passed()
    assert [turn.age for turn in state.turns] == [3]
    for _ in range(MOST_TURNS):
        state = state.passed()
    assert state.turns == ()


def test_choices_are_offered_until_the_next_message(advisor: Advisor) -> None:
    state = after(advisor, STAFF).asked_back((STEPS, STAFF))
    assert state.offered == (STEPS, STAFF)
    assert state.turns[0].age == 2
    assert state.passed().offered == ()


def test_a_state_is_read_back_from_json(advisor: Advisor) -> None:
    state = after(advisor, STAFF, STEPS).asked_back((STEPS,))
    assert DialogueState.from_json(json.loads(json.dumps(state.as_json()))) == state


@pytest.mark.parametrize("value", [None, 3, {}, {"version": 0}, {"version": 1}, {"version": 1, "turns": [{}], "offered": []}])
def test_what_is_no_state_is_an_empty_one(value: Any) -> None:
    assert DialogueState.from_json(value) == DialogueState()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (Select(Where(All("hall"), Has("引导员"))), ("A级营业厅", "B级营业厅")),
        (Count(STAFF), ("营业厅主管", "业务受理员", "收费员")),
        (StepAt("销户", -1), ("客户回访",)),
        (Decide(Named(("C级营业厅",)), Has("引导员")), ()),
    ],
)
def test_what_an_answer_shows(advisor: Advisor, question: Question, names: tuple[str, ...]) -> None:
    found = shown(advisor.answer(question).finding)
    assert found == names or (len(names) == 1 and len(found) == 1)
