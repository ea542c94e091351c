"""Every golden case against the advisor, and the check itself against cases that are wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.wording import answer_text
from rules.advisor import Advisor
from rules.golden import NOWHERE, Case, failures, load_cases
from rules.loader import load
from rules.question.check import misfits, nodes
from rules.question.forms import (
    All,
    Compare,
    Comply,
    DescribedHall,
    Difference,
    EntriesOf,
    Has,
    List,
    Named,
    Question,
    Rank,
    Select,
    StepAt,
)
from rules.question.forms import Count as CountQuestion
from rules.question.says import says
from tests.mutants import GOLDEN
from tests.rules.asking import listing, whether, which

CASES = load_cases(GOLDEN)
COMPOSED = [case for case in CASES if case.place.file == "composed.yaml"]
STANDARD = load()
A, B, C, D = (f"{letter}级营业厅" for letter in "ABCD")


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor(STANDARD, search=lambda text: ())


def check(advisor: Advisor, case: Case) -> None:
    """Fails with everything that the answer to `case` lacks."""
    answer = advisor.answer(case.form)
    wrong = failures(answer, answer_text(answer), case)
    if wrong:
        raise AssertionError("\n".join((f"{case.place} {case.id} {case.question}", *wrong)))


# ---- the cases


@pytest.mark.parametrize("case", CASES, ids=[f"{case.id}/{case.place.file}:{case.place.line}" for case in CASES])
def test_case(advisor: Advisor, case: Case) -> None:
    """What an expert wrote of the answer is so."""
    check(advisor, case)


def test_every_clause_has_a_case() -> None:
    """No clause goes without, and no case is of a clause that does not exist."""
    assert set(STANDARD.clauses) - {case.clause for case in CASES} == set(), "clauses without a case"
    assert {clause for case in CASES for clause in (case.clause, *case.cites)} - set(STANDARD.clauses) == set()


def test_the_questions_fit(advisor: Advisor) -> None:
    """Every form names what there is; each is said as the case says it, and is different from those of all other cases of its clause."""
    for case in CASES:
        assert says(case.form, STANDARD) == case.question, case.place
    wrong = [case.place for case in CASES if case.finding != "notfound" and misfits(case.form, advisor.views)]
    assert [str(place) for place in wrong] == []


def test_no_case_is_there_twice() -> None:
    """The same case once."""
    cases = [replace(case, place=NOWHERE, missing=None) for case in CASES if case.missing is None]
    assert [case.question for case in {case: case for case in cases if cases.count(case) > 1}] == []


def test_every_case_states_something() -> None:
    """A case that only names a kind of finding would be met by almost anything."""
    stated = ("contains", "lacks", "order", "modality", "cites")
    figures = ("count", "entries", "numbers", "holders", "lacking", "answer", "undecided", "missing")
    empty = [
        case.place
        for case in CASES
        if not any(getattr(case, name) for name in stated) and not case.verdict and all(getattr(case, name) is None for name in figures)
    ]
    assert [str(place) for place in empty] == []


# ---- composed questions


def test_there_are_enough_composed_questions() -> None:
    """Put by somebody who did not know the program, each with how it was put, and each but once."""
    assert len(COMPOSED) >= 150
    assert [str(case.place) for case in COMPOSED if not case.ask] == []
    assert len({case.ask for case in COMPOSED}) == len(COMPOSED)


def test_composed_questions_are_of_every_sort() -> None:
    """Sets, predicates of several parts, negations, numbers, places in flows, comparisons, described halls, changes."""
    sorts = {type(node).__name__ for case in COMPOSED for node in nodes(case.form)}
    wanted = {"And", "Or", "Not", "Difference", "Intersection", "Count", "Rank", "Alike", "Counts", "SameAs", "Comply", "Suppose"}
    wanted |= {"Select", "Decide", "Compare", "Order", "Between", "Where", "All", "Named", "Hours", "StepAt", "OpenAllHours"}
    assert wanted - sorts == set()
    assert {case.finding for case in COMPOSED} >= {"holders", "composed", "verdict", "count", "ranking", "compliance", "difference"}


def test_composed_answers_name_names() -> None:
    """Most of them state exactly which names are the answer."""
    exact = [case for case in COMPOSED if case.answer is not None or case.missing is not None or case.verdict or case.count is not None]
    assert len(exact) >= len(COMPOSED) * 0.8


# ---- the check itself


def case_of(clause: str, form: Question, finding: str, **stated: Any) -> Case:
    """A case, said as its form is."""
    return Case(clause, says(form, STANDARD), form, finding, **stated)


RIGHT = case_of(
    "4.1.4.2 b)3)",
    listing(C, "服务人员"),
    "listing",
    contains=("营业厅主管", "业务受理员", "收费员"),
    lacks=("保安员",),
    order=("营业厅主管", "收费员"),
    count=3,
    entries=("营业厅主管", "业务受理员", "收费员"),
    numbers=(1, 2, 3),
    modality=("应",),
    answer=("营业厅主管", "业务受理员", "收费员"),
)
HELD = case_of("4.1.4.2 b)4)", which("hall", "保安员"), "holders", holders=(A, B, D), lacking=(C,), answer=(A, B, D), undecided=())
QUALIFIED = case_of("4.1.4.2 a)", listing(B, "任职资格"), "listing", entries=("岗前培训合格｜全体",), numbers=(), modality=("应",))
ASKED = case_of("4.1.4.2 b)3)", whether(C, "保安员"), "verdict", verdict="no", answer=())
LOST = case_of("5.1.4.11", which("service", "回访"), "holders", undecided=("临时用电延期", "市政代工"))
SET = case_of(
    "4.1.4.2 b)4)",
    List((Difference(EntriesOf(D, "服务人员"), EntriesOf(C, "服务人员")),)),
    "composed",
    answer=("保安员",),
    undecided=(),
    count=1,
)
DESCRIBED = case_of(
    "4.1.4.2 b)2)",
    Comply((DescribedHall("甲厅", B, ("营业厅主管", "业务受理员", "收费员", "引导员")),)),
    "compliance",
    missing={"甲厅": ("保安员",)},
    verdict="no",
    answer=(B,),
)
RANKED = case_of("5.1.4.5", Rank(All("service"), "服务流程", "least"), "ranking", answer=("过户",), undecided=("临时用电延期",), count=1)
COUNTED = case_of("4.1.4.2 b)3)", CountQuestion(listing(C, "服务人员")), "count", count=3)
STEP = case_of("5.1.4.5", StepAt("过户", 2), "stepfound", answer=("现场勘查",), count=5)


@pytest.mark.parametrize(
    "case", [RIGHT, HELD, QUALIFIED, ASKED, LOST, SET, DESCRIBED, RANKED, COUNTED, STEP], ids=lambda case: case.finding
)
def test_a_right_case_passes(advisor: Advisor, case: Case) -> None:
    """What is so is not refused."""
    check(advisor, case)


@pytest.mark.parametrize(
    ("case", "change", "says_so"),
    [
        (RIGHT, {"clause": "4.1.4.2 b)1)"}, "没有引用 4.1.4.2 b)1)"),
        (RIGHT, {"cites": ("4.1.4.1", "4.2")}, "没有引用 4.2，引用的是"),
        (RIGHT, {"finding": "verdict"}, "却是 listing"),
        (RIGHT, {"question": "C级营业厅需要谁？"}, "应读作“C级营业厅需要谁？”"),
        (RIGHT, {"contains": ("保洁员",)}, "没有说到“保洁员”"),
        (RIGHT, {"lacks": ("收费员",)}, "不应说到“收费员”"),
        (RIGHT, {"order": ("收费员", "营业厅主管")}, "没有“营业厅主管”，或次序不对"),
        (RIGHT, {"count": 4}, "数目应是 4，却是 3"),
        (RIGHT, {"numbers": (1, 2, 4)}, "序号应是 1、2、4，却是 1、2、3"),
        (RIGHT, {"modality": ("可",)}, "程度用词应是 可，却是 应"),
        (RIGHT, {"modality": ("应", "应", "可")}, "程度用词应是 应、应、可，却是 应、应、应"),
        (RIGHT, {"entries": ("营业厅主管", "收费员", "业务受理员")}, "各项应是 营业厅主管、收费员、业务受理员，却是"),
        (RIGHT, {"entries": ("营业厅主管", "业务受理员｜城区", "收费员")}, "各项应是"),
        (RIGHT, {"answer": ("营业厅主管", "业务受理员")}, "答案应是"),
        (RIGHT, {"answer": ()}, "答案应是 （无），却是"),
        (QUALIFIED, {"entries": ("岗前培训合格",)}, "却是 岗前培训合格｜全体服务人员"),
        (QUALIFIED, {"entries": ("岗前培训合格｜城区",)}, "却是 岗前培训合格｜全体服务人员"),
        (QUALIFIED, {"numbers": (1,)}, "序号应是 1，却是 （无）"),
        (RIGHT, {"verdict": "yes"}, "判断应是 yes，却是 （无）"),
        (RIGHT, {"holders": (A,)}, "具备的应是 A级营业厅，却是 （无）"),
        (HELD, {"holders": (A, B)}, "具备的应是"),
        (HELD, {"lacking": ()}, "不具备的应是 （无），却是 C级营业厅"),
        (HELD, {"undecided": (C,)}, "不能确定的应是 C级营业厅，却是 （无）"),
        (LOST, {"undecided": ()}, "不能确定的应是 （无），却是"),
        (LOST, {"undecided": ("临时用电延期",)}, "不能确定的应是"),
        (ASKED, {"verdict": "yes"}, "判断应是 yes，却是 no"),
        (ASKED, {"verdict": "undecidable"}, "判断应是 undecidable，却是 no"),
        (ASKED, {"count": 1}, "数目应是 1，却是 （无）"),
        (ASKED, {"answer": (C,)}, "答案应是 C级营业厅，却是 （无）"),
        (SET, {"answer": ("保安员", "收费员")}, "答案应是"),
        (SET, {"count": 2}, "数目应是 2，却是 1"),
        (DESCRIBED, {"missing": {"甲厅": ()}}, "缺的应是"),
        (DESCRIBED, {"missing": {"甲厅": ("保安员", "保洁员")}}, "缺的应是"),
        (DESCRIBED, {"missing": {"乙厅": ("保安员",)}}, "缺的应是"),
        (RIGHT, {"missing": {"甲厅": ("保安员",)}}, "缺的应是 甲厅 保安员，却是 （无）"),
        (RIGHT, {"missing": {}}, "缺的应是"),
        (DESCRIBED, {"verdict": "yes"}, "判断应是 yes，却是 no"),
        (RANKED, {"answer": ("销户",)}, "答案应是 销户，却是 过户"),
        (COUNTED, {"count": 2}, "数目应是 2，却是 3"),
        (STEP, {"answer": ("签订供用电合同",)}, "答案应是 签订供用电合同，却是 现场勘查"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_a_wrong_case_is_refused(advisor: Advisor, case: Case, change: dict[str, Any], says_so: str) -> None:
    """Each thing that a case can state is looked at."""
    with pytest.raises(AssertionError, match=case.clause[:3]) as refused:
        check(advisor, replace(case, **change))
    assert says_so in str(refused.value)


def test_questions_of_every_form_are_cases() -> None:
    """The forms by which the standard is asked are all there."""
    forms = {type(case.form) for case in CASES}
    assert forms >= {List, Select, Compare, StepAt, CountQuestion}
    assert Has in {type(node) for case in CASES for node in nodes(case.form)}
    assert Named in {type(node) for case in CASES for node in nodes(case.form)}
