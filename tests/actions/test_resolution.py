"""What a message leaves open, taken from what was said before."""

from __future__ import annotations

from typing import Any

from actions.dialogue import DialogueState, Turn
from actions.resolution import asked_again, asked_once_more, asked_why, narrowed, resolved
from rules.model import Standard
from rules.question.forms import Compare, Decide, EntriesOf, Entry, Has, List, Named, Question, Read, StepAt, Why
from rules.question.serial import plain

STAFF = List((EntriesOf("C级营业厅", "服务人员"),))
STEPS = List((EntriesOf("过户", "服务流程"),))
HAS_GUIDE = Decide(Named(("C级营业厅",)), Has("引导员"))
WHERE: Any = plain(List((EntriesOf("<service>", "服务渠道"),)))
QUALIFIED: Any = plain(List((EntriesOf("<thing>", "任职资格"),)))


def state(*turns: tuple[Question, tuple[str, ...]]) -> DialogueState:
    """A conversation in which these were asked, the first of them first, with what was shown."""
    last = len(turns)
    return DialogueState(tuple(Turn(question, names, last - at) for at, (question, names) in reversed(list(enumerate(turns)))))


def questions(form: Any, spoken: DialogueState, number: int, standard: Standard) -> list[Question]:
    return [one.question for one in resolved(form, spoken, number, standard)]


def test_it_is_what_was_asked_about(standard: Standard) -> None:
    assert questions(WHERE, state((STEPS, ())), 0, standard) == [List((EntriesOf("过户", "服务渠道"),))]


def test_the_last_of_its_kind_comes_first(standard: Standard) -> None:
    other = List((EntriesOf("销户", "服务流程"),))
    found = list(resolved(WHERE, state((STEPS, ()), (other, ()), (STAFF, ())), 0, standard))
    assert [one.question for one in found] == [List((EntriesOf(name, "服务渠道"),)) for name in ("销户", "过户")]
    assert [one.features["carried_age"] for one in found] == [1, 2]


def test_nothing_fits_where_nothing_of_the_kind_was_spoken_of(standard: Standard) -> None:
    assert questions(WHERE, state((STAFF, ("营业厅主管",))), 0, standard) == []
    assert questions(WHERE, DialogueState(), 0, standard) == []


def test_the_third_is_counted_in_what_was_shown(standard: Standard) -> None:
    spoken = state((STAFF, ("营业厅主管", "业务受理员", "收费员")))
    assert questions(QUALIFIED, spoken, 3, standard) == [List((EntriesOf("收费员", "任职资格"),))]
    assert questions(QUALIFIED, spoken, -1, standard) == [List((EntriesOf("收费员", "任职资格"),))]
    assert questions(QUALIFIED, spoken, 4, standard) == []


def test_several_that_were_shown_fill_a_hole_for_several(standard: Standard) -> None:
    form = plain(List((EntriesOf("<thing*>", "任职资格"),)))
    spoken = state((STAFF, ("营业厅主管", "收费员")))
    assert questions(form, spoken, 0, standard) == [List((EntriesOf("营业厅主管", "任职资格"), EntriesOf("收费员", "任职资格")))]
    assert questions(QUALIFIED, spoken, 0, standard) == []


def test_the_same_is_asked_again_of_another_place(standard: Standard) -> None:
    found = [one.question for one in asked_again({"place": ("B级营业厅",)}, state((HAS_GUIDE, ())), standard)]
    assert found == [Decide(Named(("B级营业厅",)), Has("引导员"))]


def test_the_same_is_asked_again_of_another_thing(standard: Standard) -> None:
    found = [one.question for one in asked_again({"thing": ("保安员",)}, state((HAS_GUIDE, ())), standard)]
    assert found == [Decide(Named(("C级营业厅",)), Has("保安员"))]


def test_the_next_step_is_next_to_the_one_that_was_shown(standard: Standard) -> None:
    form: Any = plain(StepAt("<service>", 1, "<step>"))
    spoken = state((StepAt("销户", 1, "受理客户申请"), ("现场勘查",)))
    assert questions(form, spoken, 0, standard)[0] == StepAt("销户", 1, "现场勘查")


def test_another_number_is_asked_for(standard: Standard) -> None:
    spoken = state((Entry("供电营业厅", "设施及用品", (24,)), ()))
    assert [one.question for one in asked_again({"number": (25,)}, spoken, standard)] == [Entry("供电营业厅", "设施及用品", (25,))]


def test_another_clause_is_asked_for(standard: Standard) -> None:
    assert [one.question for one in asked_again({"clause": ("4.1.5",)}, state((Read(("4.1.4",)), ())), standard)] == [Read(("4.1.5",))]


def test_the_last_answer_is_explained(standard: Standard) -> None:
    assert [one.question for one in asked_why(state((STEPS, ()), (HAS_GUIDE, ())))] == [Why(HAS_GUIDE)]
    assert list(asked_why(DialogueState())) == []


def test_a_question_without_that_role_is_passed_over(standard: Standard) -> None:
    spoken = state((HAS_GUIDE, ()), (STEPS, ()))
    found = [one.question for one in asked_again({"place": ("B级营业厅",)}, spoken, standard)]
    assert found == [Decide(Named(("B级营业厅",)), Has("引导员"))]
    assert list(asked_again({"step": ("归档",)}, spoken, standard)) == []


def test_several_are_asked_about_again_where_several_fit(standard: Standard) -> None:
    spoken = state((Compare(Named(("A级营业厅", "B级营业厅"))), ()))
    found = [one.question for one in asked_again({"place": ("C级营业厅", "D级营业厅")}, spoken, standard)]
    assert found == [Compare(Named(("C级营业厅", "D级营业厅")))]


def test_the_last_question_is_put_once_more(standard: Standard) -> None:
    assert [one.question for one in asked_once_more(state((STEPS, ()), (HAS_GUIDE, ())))] == [HAS_GUIDE]
    assert list(asked_once_more(DialogueState())) == []


def test_a_question_on_all_services_may_mean_the_one_spoken_of(standard: Standard) -> None:
    everywhere: Any = plain(StepAt("", -1, "装表接电"))
    found = [one.question for one in narrowed(everywhere, state((STEPS, ())), standard)]
    assert found == [StepAt("过户", -1, "装表接电")]
    assert list(narrowed(plain(StepAt("销户", -1)), state((STEPS, ())), standard)) == []
    assert list(narrowed(plain(STAFF), state((STEPS, ())), standard)) == []
