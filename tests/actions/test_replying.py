"""What a message is answered with in its conversation."""

from __future__ import annotations

from typing import Any

import pytest

from actions.decision import is_empty, readings
from actions.dialogue import DialogueState
from actions.parse import Parsed, ParsedCandidate
from actions.replying import Reply, reply_to, with_nearby
from rules.advisor import Advisor
from rules.question.forms import Beyond, Decide, Define, EntriesOf, Has, Hours, List, Many, Named, Provision, Question, Why
from rules.question.says import says
from rules.question.serial import plain

STAFF = List((EntriesOf("C级营业厅", "服务人员"),))
STEPS = List((EntriesOf("过户", "服务流程"),))
OTHER_STEPS = List((EntriesOf("销户", "服务流程"),))
WHERE: Any = plain(List((EntriesOf("<service>", "服务渠道"),)))


def message(*candidates: tuple[Any, float], text: str = "x", **fields: Any) -> Parsed:
    """A message that may put these questions (or open forms, or acts, or an act with what it names), each with its score."""
    found = []
    for what, score in candidates:
        if isinstance(what, tuple):
            act, form = what
        else:
            act, form = ("", what if isinstance(what, dict) else plain(what)) if not isinstance(what, str) else (what, None)
        found.append(ParsedCandidate(form, act, score))
    return Parsed(text, "question", tuple(found), **fields)


def talked(advisor: Advisor, *questions: Question) -> DialogueState:
    state = DialogueState()
    for question in questions:
        state = reply_to(message((question, 0.0)), state, advisor).state
    return state


def understood(reply: Reply) -> Question | None:
    return reply.answer.question


def test_what_is_clear_is_answered(advisor: Advisor) -> None:
    reply = reply_to(message((STAFF, 3.0), (STEPS, -3.0)), DialogueState(), advisor)
    assert understood(reply) == STAFF
    assert reply.probability > 0.9
    assert [turn.question for turn in reply.state.turns] == [STAFF]


def test_close_rivals_are_offered(advisor: Advisor) -> None:
    reply = reply_to(message((STEPS, 0.0), (OTHER_STEPS, -0.1), (STAFF, -0.2)), DialogueState(), advisor)
    assert reply.answer.kind == "missing"
    assert reply.state.offered == (STEPS, OTHER_STEPS, STAFF)
    assert says(STEPS, advisor.standard) in reply.text


def test_an_offer_is_chosen_by_its_words_or_its_number(advisor: Advisor) -> None:
    state = reply_to(message((STEPS, 0.0), (OTHER_STEPS, -0.1), (STAFF, -0.2)), DialogueState(), advisor).state
    for text, number in (("办理销户要经过哪些环节?", 0), ("第二个", 2)):
        reply = reply_to(message((STAFF, 5.0), text=text, number=number), state, advisor)
        assert understood(reply) == OTHER_STEPS
        assert reply.probability == 1
    assert understood(reply_to(message((STAFF, 5.0), text="另外问一下"), state, advisor)) == STAFF


def test_nothing_near_is_not_understood(advisor: Advisor) -> None:
    reply = reply_to(message(), DialogueState(), advisor)
    assert reply.answer.kind == "missing"
    assert "没有听懂" in reply.text
    assert reply.state.offered == ()


def test_what_is_left_open_is_what_was_spoken_of(advisor: Advisor) -> None:
    reply = reply_to(message((WHERE, 0.0)), talked(advisor, STAFF, STEPS), advisor)
    assert understood(reply) == List((EntriesOf("过户", "服务渠道"),))


def test_what_nothing_supplies_is_asked_for(advisor: Advisor) -> None:
    reply = reply_to(message((WHERE, 0.0)), talked(advisor, STAFF), advisor)
    assert "哪项业务" in reply.text


def test_the_same_is_asked_again_of_another(advisor: Advisor) -> None:
    reply = reply_to(message((("again", {"place": ["B级营业厅"]}), 0.0)), talked(advisor, STAFF), advisor)
    assert understood(reply) == List((EntriesOf("B级营业厅", "服务人员"),))


def test_the_last_question_is_put_once_more(advisor: Advisor) -> None:
    assert understood(reply_to(message(("repeat", 0.0)), talked(advisor, STEPS, STAFF), advisor)) == STAFF


def test_a_why_is_answered_with_its_reasons(advisor: Advisor) -> None:
    reply = reply_to(message((Why(Decide(Named(("A级营业厅",)), Has("保洁员"))), 0.0)), DialogueState(), advisor)
    assert understood(reply) == Decide(Named(("A级营业厅",)), Has("保洁员"))
    assert "4.1.4.2" in reply.text
    assert len(reply.text) > len(reply_to(message((understood(reply), 0.0)), DialogueState(), advisor).text)


@pytest.mark.parametrize(
    ("question", "named", "near"),
    [
        (Beyond(("收费金额",)), {"service": ("过户",)}, True),
        (Beyond(("收费金额",)), {}, False),
        (Beyond(("电价",)), {"service": ("过户",)}, False),
        (Beyond(("营业时间",)), {"place": ("网上营业厅",)}, True),
        (Beyond(("营业时间",)), {"place": ("供电营业厅",)}, False),
    ],
)
def test_what_lies_near_what_is_outside(advisor: Advisor, question: Beyond, named: Any, near: bool) -> None:
    found = with_nearby(question, named, advisor)
    assert isinstance(found, Beyond)
    assert (found.nearby is not None) == near
    if named.get("place") and near:
        assert found.nearby == Hours(named["place"])


def test_a_concept_that_is_not_explained_is_told_of(advisor: Advisor) -> None:
    assert with_nearby(Define("网上营业厅"), {}, advisor) == Define("网上营业厅")
    found = with_nearby(Define("过户"), {}, advisor)
    assert isinstance(found, Many)
    assert found.of[0] == Define("过户")
    reply = reply_to(message((Define("过户"), 0.0)), DialogueState(), advisor)
    assert "没有解释“过户”" in reply.text
    assert "现场勘查" in reply.text


def test_probabilities_add_up(advisor: Advisor) -> None:
    found = readings(
        message((STEPS, 1.0), (STAFF, 0.0), (WHERE, 0.5), (("again", {"service": ["销户"]}), 0.2), ("repeat", 0.1)),
        talked(advisor, STEPS),
        advisor,
    )
    assert sum(reading.probability for reading in found) == pytest.approx(1)
    assert [reading.probability for reading in found] == sorted((reading.probability for reading in found), reverse=True)


def test_what_does_not_fit_is_no_reading(advisor: Advisor) -> None:
    wrong = plain(List((EntriesOf("<place>", "服务流程"),)))
    found = readings(message((wrong, 1.0)), talked(advisor, STAFF), advisor)
    assert [reading.question for reading in found] == [None]


def test_what_has_no_answer_loses_to_what_has(advisor: Advisor) -> None:
    """The standard lays down nothing of a clock in a zone; of the music while waiting it does."""
    empty, full = Provision("洽谈区", "等待音乐"), Provision("", "等待音乐")
    first = readings(message((empty, 0.5), (full, 0.0)), DialogueState(), advisor)[0]
    assert first.question == full
    assert is_empty(advisor.evaluate(empty).finding)
    assert not is_empty(advisor.evaluate(full).finding)
    assert not is_empty(advisor.evaluate(STAFF).finding)
