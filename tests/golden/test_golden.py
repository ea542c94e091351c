"""Every golden case against the advisor, and the check itself against cases that are wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rules.advisor import Advisor, Query
from rules.errors import StandardError
from rules.golden import Case, failures, load_cases
from rules.loader import load

FOLDER = Path(__file__).parents[2] / "data" / "golden"
CASES = load_cases(FOLDER)
RIGHT = Case(
    clause="4.1.4.2 b)3)",
    query=Query("requirement", ("C级营业厅", "服务人员")),
    finding="listing",
    contains=("营业厅主管", "业务受理员", "收费员"),
    lacks=("保安员",),
    order=("营业厅主管", "收费员"),
    count=3,
    entries=("营业厅主管", "业务受理员", "收费员"),
    numbers=(1, 2, 3),
    modality=("应",),
)
HELD = Case(
    clause="4.1.4.2 b)3)",
    query=Query("holder", ("保安员",)),
    finding="holders",
    holders=("A级营业厅", "B级营业厅", "D级营业厅"),
    lacking=("C级营业厅",),
)
QUALIFIED = Case(
    clause="4.1.4.2 a)",
    query=Query("requirement", ("B级营业厅", "任职资格")),
    finding="listing",
    entries=("岗前培训合格｜全体",),
    numbers=(),
    modality=("应",),
)
ASKED = Case("4.1.4.2 b)3)", Query("whether", ("C级营业厅", "保安员")), "verdict", verdict="no")


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor(load(), search=lambda text: ())


def check(advisor: Advisor, case: Case) -> None:
    """Fails with everything that the answer to `case` lacks."""
    wrong = failures(advisor.answer(case.query), case)
    if wrong:
        raise AssertionError("\n".join((f"{case.place} {case.id} {case.query}", *wrong)))


@pytest.mark.parametrize("case", CASES, ids=[f"{case.id}/{case.place.line}" for case in CASES])
def test_case(advisor: Advisor, case: Case) -> None:
    check(advisor, case)


def test_every_clause_has_a_case(advisor: Advisor) -> None:
    assert set(advisor.standard.clauses) - {case.clause for case in CASES} == set(), "clauses without a case"
    assert {case.clause for case in CASES} - set(advisor.standard.clauses) == set(), "cases of clauses that do not exist"


def test_cases_name_concepts_of_the_standard(advisor: Advisor) -> None:
    unknown = [(str(case.place), name) for case in CASES for name in case.query.concepts if not advisor.standard.class_of(name)]
    assert unknown == []


@pytest.mark.parametrize("case", [RIGHT, HELD, QUALIFIED, ASKED], ids=lambda case: case.finding)
def test_right_case_passes(advisor: Advisor, case: Case) -> None:
    check(advisor, case)


@pytest.mark.parametrize(
    ("case", "change", "says"),
    [
        (RIGHT, {"clause": "4.1.4.2 b)1)"}, "没有引用 4.1.4.2 b)1)"),
        (RIGHT, {"cites": ("4.1.4.1", "4.2")}, "没有引用 4.2，引用的是"),
        (RIGHT, {"finding": "verdict"}, "却是 listing"),
        (RIGHT, {"contains": ("保洁员",)}, "没有说到“保洁员”"),
        (RIGHT, {"lacks": ("收费员",)}, "不应说到“收费员”"),
        (RIGHT, {"order": ("收费员", "营业厅主管")}, "没有“营业厅主管”，或次序不对"),
        (RIGHT, {"count": 4}, "数目应是 4，却是 3"),
        (RIGHT, {"numbers": (1, 2, 4)}, "序号应是 1、2、4，却是 1、2、3"),
        (RIGHT, {"modality": ("可",)}, "程度用词应是 可，却是 应"),
        (RIGHT, {"modality": ("应", "应", "可")}, "程度用词应是 应、应、可，却是 应、应、应"),
        (RIGHT, {"entries": ("营业厅主管", "收费员", "业务受理员")}, "各项应是 营业厅主管、收费员、业务受理员，却是"),
        (RIGHT, {"entries": ("营业厅主管", "业务受理员｜城区", "收费员")}, "各项应是"),
        (QUALIFIED, {"entries": ("岗前培训合格",)}, "却是 岗前培训合格｜全体服务人员"),
        (QUALIFIED, {"entries": ("岗前培训合格｜城区",)}, "却是 岗前培训合格｜全体服务人员"),
        (QUALIFIED, {"numbers": (1,)}, "序号应是 1，却是 （无）"),
        (RIGHT, {"verdict": "yes"}, "判断应是 yes，却是 （无）"),
        (RIGHT, {"holders": ("A级营业厅",)}, "具备的应是 A级营业厅，却是 （无）"),
        (HELD, {"holders": ("A级营业厅", "B级营业厅")}, "具备的应是"),
        (HELD, {"lacking": ()}, "不具备的应是 （无），却是 C级营业厅"),
        (ASKED, {"verdict": "yes"}, "判断应是 yes，却是 no"),
        (ASKED, {"count": 1}, "数目应是 1，却是 （无）"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_wrong_case_is_refused(advisor: Advisor, case: Case, change: dict[str, Any], says: str) -> None:
    with pytest.raises(AssertionError, match=r"4\.1\.4\.2") as refused:
        check(advisor, replace(case, **change))
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- clause: '4.1'\n  query: {kind: steps}\n  finding: flows\n  contain: [回访]", "a.yaml:1: 案例有不认识的键 contain"),
        ("- {clause: '4.1', query: {kind: steps}}", "a.yaml:1: 案例缺少 finding"),
        ("- clause: '4.1'\n  query: {kind: stepz}\n  finding: flows", "a.yaml:2: kind 的值 'stepz' 看不懂"),
        ("- clause: '4.1'\n  query: {kind: steps, concept: [过户]}\n  finding: flows", "a.yaml:2: query 有不认识的键 concept"),
        ("- clause: '4.1'\n  query: {concepts: [过户]}\n  finding: flows", "a.yaml:2: query 缺少 kind"),
        ("- {clause: '4.1', query: steps, finding: flows}", "a.yaml:1: query 不是映射"),
        ("- {clause: 4.1, query: {kind: steps}, finding: flows}", "a.yaml:1: clause 的值 4.1 不是文字"),
        ("- {clause: '4.1', query: {kind: steps}, finding: flow}", "a.yaml:1: finding 的值 'flow' 看不懂"),
        ("- {clause: '4.1', query: {kind: steps}, finding: flows, contains: 回访}", "a.yaml:1: contains 要是文字的列表"),
        ("- {clause: '4.1', query: {kind: steps}, finding: flows, count: three}", "a.yaml:1: count 的值 'three' 不是整数"),
        ("- {clause: '4.1', query: {kind: steps}, finding: flows, numbers: [一]}", "a.yaml:1: numbers 要是整数的列表"),
        ("- {clause: '4.1', query: {kind: steps, negated: 1}, finding: flows}", "a.yaml:1: negated 的值 1 不是 true 或 false"),
        ("- 过户", "a.yaml:1: 案例 '过户' 不是映射"),
        ("clause: '4.1'", "a.yaml:1: 文件的最外层要是列表"),
        ("- clause: [", "a.yaml:"),
        ("[]", "里没有案例"),
    ],
)
def test_broken_file_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StandardError) as refused:
        load_cases(tmp_path)
    assert says in str(refused.value)


def test_every_broken_case_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- {clause: '4.1'}\n- {clause: '4.2'}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- {clause: '4.3'}\n", encoding="utf-8")
    with pytest.raises(StandardError) as refused:
        load_cases(tmp_path)
    assert [str(problem.place) for problem in refused.value.problems] == ["a.yaml:1", "a.yaml:2", "b.yaml:1"]


def test_unquoted_yes_and_no_are_verdicts(tmp_path: Path) -> None:
    text = "- {clause: '4.1', query: {kind: whether}, finding: verdict, verdict: %s}\n"
    (tmp_path / "a.yaml").write_text("".join(text % word for word in ("yes", "no", "may", "unknown")), encoding="utf-8")
    assert [case.verdict for case in load_cases(tmp_path)] == ["yes", "no", "may", "unknown"]
