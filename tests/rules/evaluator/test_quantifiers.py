"""Of each, of every one, of some, of these only: what is true of several, worked out from what is true of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.findings import Verdict
from rules.question.forms import All, Decide, Entered, EntriesOf, Has, Named, Predicate, Quantifier, Where
from tests.rules.asking import cited, found, whether
from tests.rules.conftest import Put
from tests.rules.evaluator.kleene import HOLDING
from tests.rules.literals import BROKEN, CHANGES, CLAUSE_OF, FLOW_SERVICES, HALLS, NAMED, STEPS, TEMPORARY, has_step, must_have
from tests.rules.test_standard_matrix import LISTS

SPOKEN_OF = (*FLOW_SERVICES, "市政代工")
"""The services of which it is worth saying whether they have a step."""


def each(truths: Sequence[str]) -> str:
    """What all are, else partly where any has it, else undecidable where any is, else silent."""
    if len(set(truths)) == 1:
        return truths[0]
    if set(truths) & set(HOLDING):
        return "partly"
    return "undecidable" if "undecidable" in truths else "silent"


def every(truths: Sequence[str]) -> str:
    """One that lacks it is enough for a no."""
    return next((one for one in ("no", "undecidable", "yes") if one in truths), "silent")


def some(truths: Sequence[str]) -> str:
    """One that has it is enough for a yes."""
    return next((one for one in ("yes", "undecidable", "no") if one in truths), "silent")


RULES: dict[Quantifier, Any] = {"each": each, "every": every, "some": some}


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from(list(HALLS.values())), min_size=1, unique=True),
    st.sampled_from([name for *_, name in NAMED]),
    st.sampled_from(["each", "every", "some"]),
)
def test_halls_that_are_named(put: Put, halls: list[str], thing: str, quantifier: Quantifier) -> None:
    """Each hall named is on one side; the verdict is as the quantifier says."""
    finding = found(put(whether(tuple(halls), thing, quantifier)), Verdict)
    truths = [must_have(hall, thing) for hall in halls]
    assert finding.truth == RULES[quantifier](truths)
    assert finding.quantifier == quantifier
    assert set(finding.having) == {hall for hall, truth in zip(halls, truths, strict=True) if truth == "yes"}
    assert set(finding.lacking) == {hall for hall, truth in zip(halls, truths, strict=True) if truth == "no"}
    assert finding.subjects == tuple(halls)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from([*FLOW_SERVICES, BROKEN, "更名"]), min_size=1, max_size=4, unique=True),
    st.sampled_from(STEPS),
    st.sampled_from(["each", "every", "some"]),
)
def test_services_that_are_named(put: Put, services: list[str], step: str, quantifier: Quantifier) -> None:
    """The flow that breaks off leaves open what the others do not settle; what has no flow settles nothing."""
    finding = found(put(whether(tuple(services), step, quantifier)), Verdict)
    truths = [has_step(service, step) for service in services]
    assert finding.truth == RULES[quantifier](truths)
    assert set(finding.undecided) == {service for service, truth in zip(services, truths, strict=True) if truth == "undecidable"}
    assert set(finding.silent) == {service for service, truth in zip(services, truths, strict=True) if truth == "silent"}


@pytest.mark.parametrize("quantifier", ["each", "every", "some"])
@pytest.mark.parametrize("step", STEPS)
def test_all_services(put: Put, step: str, quantifier: Quantifier) -> None:
    """Of all that have a flow; of a class, each means every."""
    answer = put(Decide(All("service"), Has(step), quantifier))
    finding = found(answer, Verdict)
    truths = {service: has_step(service, step) for service in FLOW_SERVICES}
    assert finding.truth == (some if quantifier == "some" else every)(list(truths.values()))
    assert set(finding.having) == {service for service, truth in truths.items() if truth == "yes"}
    assert set(finding.lacking) == {service for service, truth in truths.items() if truth == "no"}
    assert set(finding.undecided) == {service for service, truth in truths.items() if truth == "undecidable"}
    assert finding.silent == ("市政代工",)
    assert set(CLAUSE_OF.values()) <= set(cited(answer))


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_all_halls(put: Put, category: str, number: int, name: str) -> None:
    """Whether all four must have it, and whether any must."""
    truths = [must_have(hall, name) for hall in HALLS.values()]
    assert found(put(Decide(All("hall"), Has(name), "every")), Verdict).truth == every(truths)
    assert found(put(Decide(All("hall"), Has(name), "some")), Verdict).truth == some(truths)
    assert number == LISTS[category].index(name) + 1


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_only(put: Put, category: str, number: int, name: str) -> None:
    """Only these: yes just where those named have it and no other grade has."""
    having = [hall for hall in HALLS.values() if must_have(hall, name) == "yes"]
    asked = [(hall,) for hall in HALLS.values()] + [tuple(having), tuple(having[:-1])]
    for halls in filter(None, asked):
        finding = found(put(whether(halls, name, "only")), Verdict)
        assert finding.truth == ("yes" if set(halls) == set(having) else "no")
        assert set(finding.having) == set(having)
    assert LISTS[category][number - 1] == name


@pytest.mark.parametrize(
    ("subjects", "predicate", "truth"),
    [
        (("A级营业厅",), Has("立式广告灯箱"), "yes"),
        (("A级营业厅",), Has("便民伞"), "no"),
        (("客户现场",), Has("面对面"), "no"),
        (("供电营业厅",), Has("电费收缴"), "no"),
        (("95598供电服务热线",), Has("外呼"), "yes"),
        (("过户",), Has("结清相关费用"), "no"),
        (("销户",), Has("结清相关费用"), "undecidable"),
        (("A级营业厅",), Has("触摸屏"), "no"),
    ],
)
def test_only_by_hand(put: Put, subjects: tuple[str, ...], predicate: Predicate, truth: str) -> None:
    """Where another may have it, because the source lost the end of a flow, it cannot be said."""
    assert found(put(whether(subjects, predicate, "only")), Verdict).truth == truth


def test_those_in_a_list(put: Put) -> None:
    """变更用电 is its services, and 临时用电 its two kinds."""
    question = Decide(Entered(EntriesOf("变更用电", "服务项目")), Has("现场勘查"), "every")
    finding = found(put(question), Verdict)
    assert set(finding.having) == set(CHANGES) - {"市政代工", "临时用电"}
    assert {*TEMPORARY} <= set(finding.having)
    assert finding.truth == "yes"
    assert (finding.undecided, finding.silent) == ((), ("市政代工",))


def test_those_of_a_filter(put: Put) -> None:
    """All services with 回访 sign a contract; not all are inspected on the way."""
    called = Where(All("service"), Has("回访"))
    for step, truth in (("签订供用电合同", "yes"), ("中间检查", "no"), ("结清相关费用", "no")):
        finding = found(put(Decide(called, Has(step), "every")), Verdict)
        assert finding.truth == truth
        certain = {service for service in FLOW_SERVICES if has_step(service, "回访") == "yes"}
        assert set(finding.subjects) - {BROKEN} == certain  # whether the one that breaks off is among them cannot be said


def test_one_is_each_and_every(put: Put) -> None:
    """Of one subject all but “only” come to the same."""
    for hall in HALLS.values():
        for thing in ("保安员", "饮水机", "引导区"):
            truths = {found(put(Decide(Named((hall,)), Has(thing), q)), Verdict).truth for q in ("each", "every", "some")}
            assert truths == {must_have(hall, thing)}
    assert set(SPOKEN_OF) > set(FLOW_SERVICES)
