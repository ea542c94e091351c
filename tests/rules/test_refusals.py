"""Why something does not follow: on small rules whose failing condition can be seen, and on the standard."""

from __future__ import annotations

import pytest

from rules.advisor import Advisor, Query
from rules.advisor.answers import Verdict
from rules.engine import Engine
from rules.facts import Fact, Pattern, Rule, Variable
from rules.refusals import refusals
from tests.rules.asking import HALLS, found
from tests.rules.test_standard_matrix import FLOWS, LISTS, MATRIX, MATRIX_CLAUSES

X = Variable("x")


def pattern(kind: str, **terms: str | Variable) -> Pattern:
    return Pattern(kind, tuple(terms.items()))


def fact(kind: str, **values: str) -> Fact:
    return Fact(kind, tuple(values.items()))


RULES = (
    Rule("one", "1", (), (pattern("a", n=X, g="A"), pattern("b", n=X)), (), (pattern("c", n=X, v="1"),)),
    Rule("two", "2", (), (pattern("a", n=X, g="B"),), (pattern("d", n=X),), (pattern("c", n=X, v="2"),), 1),
)


def refused(wanted: Pattern, *given: Fact) -> list[tuple[str, str, bool, int]]:
    found = refusals(RULES, Engine(RULES).run(given), wanted)
    return [(r.rule.id, r.needed.kind, r.present, len(r.actual)) for r in found]


@pytest.mark.parametrize(
    ("wanted", "given", "expected"),
    [
        (pattern("c", n="k", v="1"), [fact("a", n="k", g="C")], [("one", "a", False, 1)]),
        (pattern("c", n="k", v="1"), [fact("a", n="k", g="A")], [("one", "b", False, 0)]),
        (pattern("c", n="k", v="1"), [fact("a", n="k", g="A"), fact("b", n="m")], [("one", "b", False, 0)]),
        (pattern("c", n="k", v="1"), [fact("a", n="k", g="A"), fact("b", n="k")], []),
        (pattern("c", n="k", v="2"), [fact("a", n="k", g="B"), fact("d", n="k")], [("two", "d", True, 0)]),
        (pattern("c", n="k", v="2"), [fact("a", n="k", g="B")], []),
        (pattern("c", n="k"), [], [("one", "a", False, 0), ("two", "a", False, 0)]),
        (pattern("e", n="k"), [], []),
    ],
)
def test_the_condition_that_fails(wanted: Pattern, given: list[Fact], expected: list[tuple[str, str, bool, int]]) -> None:
    """The furthest condition that does not hold; of an absence, that it is there; none where the rule does hold or says something else."""
    assert refused(wanted, *given) == expected


@pytest.mark.parametrize("grade", MATRIX)
@pytest.mark.parametrize("category", ["服务人员", "功能分区", "设施及用品", "服务方式"])
def test_why_a_grade_need_not_have_something(advisor: Advisor, grade: str, category: str) -> None:
    """The clauses of the grades that must have it, each with its grade; and that this one is of another."""
    for number, thing in enumerate(LISTS[category], 1):
        if not thing or number in MATRIX[grade][category]:
            continue
        answer = advisor.answer(Query("whether", (HALLS[grade], thing)))
        if found(answer, Verdict).verdict == "yes":
            continue  # not on the list of the grade, yet in one of its zones
        holders = [other for other in MATRIX if number in MATRIX[other][category]]
        assert {refusal.clause for refusal in answer.refused} == {MATRIX_CLAUSES[category][other] for other in holders}
        assert all(other in "".join(refusal.needed for refusal in answer.refused) for other in holders)
        assert {refusal.actual for refusal in answer.refused} == {f"等级为{grade}"}


def test_why_a_flow_has_not_a_step(advisor: Advisor) -> None:
    """回访 is a step of other clauses, each for services of its own; 过户 is none of these."""
    answer = advisor.answer(Query("whether", ("过户", "回访")))
    having = {clause for clause, (_, steps) in FLOWS.items() if "回访" in steps}
    assert {refusal.clause for refusal in answer.refused} == having
    assert {refusal.actual for refusal in answer.refused} == {"业务是“过户”"}


def test_a_yes_has_no_refusals(advisor: Advisor) -> None:
    assert advisor.answer(Query("whether", (HALLS["B级"], "引导员"))).refused == ()
