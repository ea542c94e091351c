"""Why something does not follow from the standard: the clauses that would give it, and the condition of each that fails."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rules.advisor import Advisor
from rules.findings import Verdict
from rules.question import forms
from rules.question.forms import Not, Question
from tests.rules.asking import found, listing, whether
from tests.rules.conftest import Put
from tests.rules.literals import FLOW_SERVICES, HALLS, STEPS, cases_of, has_step, must_have
from tests.rules.question.trees import SIMPLE
from tests.rules.test_standard_matrix import FLOWS, LISTS, MATRIX, MATRIX_CLAUSES


@pytest.mark.parametrize("grade", MATRIX)
@pytest.mark.parametrize("category", LISTS)
def test_why_a_grade_need_not_have_something(put: Put, grade: str, category: str) -> None:
    """The clauses of the grades that must have it, each with its grade; and that this one is of another."""
    for number, thing in enumerate(LISTS[category], 1):
        if not thing or must_have(HALLS[grade], thing) == "yes":
            continue
        answer = put(whether(HALLS[grade], thing))
        holders = [other for other in MATRIX if number in MATRIX[other][category]]
        assert {one.clause for one in answer.refused} == {MATRIX_CLAUSES[category][other] for other in holders}
        assert all(other in "".join(one.needed for one in answer.refused) for other in holders)
        assert {one.actual for one in answer.refused} == {f"等级为{grade}"}
        assert {one.thing for one in answer.refused} == {thing}


@pytest.mark.parametrize("step", STEPS)
def test_why_a_flow_has_not_a_step(put: Put, step: str) -> None:
    """The clauses of the flows that have it, each for services of its own, of which this one is none."""
    for service in FLOW_SERVICES:
        answer = put(whether(service, step))
        if has_step(service, step) != "no":
            assert answer.refused == ()
            continue
        having = {clause for clause, (_, steps) in FLOWS.items() if cases_of(step) & set(steps)}
        assert {one.clause for one in answer.refused} == having
        assert {one.actual for one in answer.refused} == {f"业务是“{service}”"}


@pytest.mark.parametrize(
    "question",
    [
        whether("B级营业厅", "引导员"),
        listing("B级营业厅", "服务人员"),
        whether("A级营业厅", "触摸屏"),
        whether("更名", "回访"),
        whether("临时用电延期", "回访"),
    ],
)
def test_what_is_not_a_no_has_no_refusals(put: Put, question: Question) -> None:
    """A yes, a list, what is lost, what is silent: nothing is refused."""
    assert put(question).refused == ()


def test_each_thing_of_several_is_explained(put: Put) -> None:
    """Both halls, and both things."""
    answer = put(whether(("C级营业厅", "D级营业厅"), "引导员"))
    assert {one.actual for one in answer.refused} == {"等级为C级", "等级为D级"}
    both = forms.Or((forms.Has("引导员"), forms.Has("保洁员")))
    assert {one.thing for one in put(whether("C级营业厅", both)).refused} == {"引导员", "保洁员"}


def test_what_is_denied_is_explained_too(put: Put) -> None:
    """C need not have guides: it is the same no that is explained."""
    question = whether("C级营业厅", Not(forms.Has("引导员")))
    assert found(put(question), Verdict).truth == "yes"
    assert put(question).refused == put(whether("C级营业厅", "引导员")).refused


@settings(deadline=None, max_examples=60)
@given(SIMPLE[forms.Decide])
def test_refusals_name_what_there_is(advisor: Advisor, question: Question) -> None:
    """Whatever is asked, each refusal is of a clause of the standard, says what is needed and what is so instead, and comes of a no."""
    answer = advisor.answer(question)
    finding = answer.finding
    denied = {case.thing for case in finding.cases if case.truth == "no"} if isinstance(finding, Verdict) else set()
    for one in answer.refused:
        assert one.clause in advisor.standard.clauses
        assert one.thing in denied
        assert one.needed
        assert one.actual
        assert "{" not in one.needed + one.actual
        assert one.needed != one.actual
    assert len(set(answer.refused)) == len(answer.refused)
