"""How golden cases are read and compared: what counts for each kind of finding, and what is refused in a file of cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from rules.advisor import Answer, Query
from rules.advisor.answers import Finding, Item, Verdict
from rules.errors import Place, StandardError
from rules.golden import FINDINGS, Case, entries_of, failures, load_cases, size
from tests.rules.asking import KINDS, cited
from tests.rules.conftest import Ask

WHOLE = """\
- clause: 4.1.4.2 b)3)
  query: {kind: requirement, concepts: [C级营业厅, 服务人员]}
  finding: listing
  cites: [4.1.4.1]
  contains: [营业厅主管]
  lacks: [保安员]
  order: [营业厅主管, 收费员]
  count: 3
  entries: [营业厅主管, 业务受理员, 收费员]
  numbers: [1, 2, 3]
  modality: 应
- clause: '4.1'
  query: {kind: step, concepts: [过户, 回访], reference: '4.1', numbers: [1, -2], position: next, negated: true}
  finding: verdict
  verdict: no
  holders: []
  lacking: [D级营业厅]
  modality: [应, 可]
"""


def case_of(answer: Answer, **more: Any) -> Case:
    """A case that the answer meets, with more stated in it."""
    return Case(cited(answer)[0], answer.query, answer.kind, **more)


def refused(folder: Path, text: str) -> str:
    """What is said of a file of cases that cannot be read."""
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StandardError) as caught:
        load_cases(folder)
    for problem in caught.value.problems:
        assert problem.todo
    return str(caught.value)


# ---- what is read


def test_every_part_of_a_case_is_read(tmp_path: Path) -> None:
    """A case is what its file says, with the line where it begins; what is not stated is not looked at."""
    (tmp_path / "a.yaml").write_text(WHOLE, encoding="utf-8")
    first, second = load_cases(tmp_path)
    assert first == Case(
        clause="4.1.4.2 b)3)",
        query=Query("requirement", ("C级营业厅", "服务人员")),
        finding="listing",
        cites=("4.1.4.1",),
        contains=("营业厅主管",),
        lacks=("保安员",),
        order=("营业厅主管", "收费员"),
        count=3,
        entries=("营业厅主管", "业务受理员", "收费员"),
        numbers=(1, 2, 3),
        modality=("应",),
        place=Place("a.yaml", 1),
    )
    assert second.query == Query("step", ("过户", "回访"), "4.1", (1, -2), position="next", negated=True)
    assert (second.verdict, second.holders, second.lacking, second.modality) == ("no", (), ("D级营业厅",), ("应", "可"))
    assert (second.count, second.entries, second.numbers) == (None, None, None)
    assert (second.place, second.id) == (Place("a.yaml", 12), "4.1/step")


def test_files_are_read_in_order(tmp_path: Path) -> None:
    """All files of the folder by name, each from its beginning; other files are none of ours."""
    text = "- {clause: '%s', query: {kind: steps}, finding: flows}\n"
    for name, clause in (("b.yaml", "4.2"), ("a.yaml", "4.1"), ("c.txt", "4.3")):
        (tmp_path / name).write_text(text % clause * 2, encoding="utf-8")
    assert [(case.clause, str(case.place)) for case in load_cases(tmp_path)] == [
        ("4.1", "a.yaml:1"),
        ("4.1", "a.yaml:2"),
        ("4.2", "b.yaml:1"),
        ("4.2", "b.yaml:2"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_question_can_be_asked(tmp_path: Path, kind: str) -> None:
    """No kind of question is left out of the cases."""
    (tmp_path / "a.yaml").write_text(f"- {{clause: '4.1', query: {{kind: {kind}}}, finding: flows}}", encoding="utf-8")
    assert load_cases(tmp_path)[0].query.kind == kind


def test_every_kind_of_finding_can_be_expected() -> None:
    """No kind of finding is left out either, by the name that an answer gives it."""
    assert set(FINDINGS) == {cls.__name__.lower() for cls in get_args(Finding)}


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("count: true", "count 的值 True 不是整数"),
        ("count: 1.5", "count 的值 1.5 不是整数"),
        ("numbers: 1", "numbers 要是整数的列表"),
        ("numbers: [true]", "numbers 要是整数的列表"),
        ("numbers: ['1']", "numbers 要是整数的列表"),
        ("entries: [1]", "entries 要是文字的列表"),
        ("entries: ['']", "entries 要是文字的列表"),
        ("holders: A级营业厅", "holders 要是文字的列表"),
        ("modality: [应, 1]", "modality 要是文字的列表"),
        ("modality: {应: 1}", "modality 要是文字的列表"),
        ("verdict: maybe", "verdict 的值 'maybe' 看不懂"),
        ("verdict: 1", "verdict 的值 1 看不懂"),
        ("place: x", "案例有不认识的键 place"),
        ("query: {kind: steps, numbers: 1}", "numbers 要是整数的列表"),
        ("query: {kind: steps, position: third}", "position 的值 'third' 看不懂"),
        ("query: {kind: steps, reference: 4.1}", "reference 的值 4.1 不是文字"),
        ("query: {kind: steps, negated: 'yes'}", "negated 的值 'yes' 不是 true 或 false"),
        ("query: {kind: steps, quantities: [1]}", "query 有不认识的键 quantities"),
        ("query: {}", "缺少 query"),
        ("finding: ''", "缺少 finding"),
        ("clause: ''", "缺少 clause"),
    ],
)
def test_what_is_refused(tmp_path: Path, part: str, says: str) -> None:
    """A case that states something in a way that would never be met, or always, is refused with its line."""
    case = {"clause": "clause: '4.1'", "query": "query: {kind: steps}", "finding": "finding: flows"}
    case[part.split(":")[0]] = part
    message = refused(tmp_path, f"- {{{', '.join(case.values())}}}\n")
    assert message.startswith("a.yaml:1: ")
    assert says in message


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there, or has no cases, must not pass for one whose cases are all met."""
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(StandardError, match="里没有案例"):
            load_cases(folder)


# ---- what is compared


@pytest.mark.parametrize(
    ("kind", "concepts", "more", "count", "entries"),
    [
        ("requirement", ("C级营业厅", "服务人员"), {}, 3, ["营业厅主管", "业务受理员", "收费员"]),
        ("requirement", ("收费区",), {}, 2, ["一米线", "引导护栏"]),
        ("holder", ("营业厅等级", "保安员"), {}, 3, []),
        ("steps", ("过户",), {}, 5, ["受理客户申请", "现场勘查", "签订供用电合同", "客户申请资料归档", "服务结束"]),
        ("step", ("过户",), {"numbers": (2,)}, 5, ["现场勘查"]),
        ("step", ("过户",), {"numbers": (9,)}, 5, []),
        ("count", ("D级营业厅", "服务人员"), {}, 2, ["收费员", "保安员"]),
        ("hours", ("客户现场",), {}, 2, []),
        ("channels", ("故障报修",), {}, 2, []),
        ("definition", ("四净四无",), {}, 1, []),
        ("clause", (), {"reference": "4.1.3"}, 6, []),
        ("item", ("设施及用品",), {"numbers": (26,)}, None, ["自助缴费终端"]),
        ("whether", ("C级营业厅", "保安员"), {}, None, []),
        ("compare", ("A级营业厅", "B级营业厅"), {}, None, []),
        ("steps", (), {}, 3, []),
        ("steps", ("更名",), {}, 21, []),
        ("outside", ("招聘",), {}, None, []),
    ],
)
def test_how_many_and_which(
    ask: Ask, kind: Any, concepts: tuple[str, ...], more: dict[str, Any], count: int | None, entries: list[str]
) -> None:
    """For each kind of finding, how many there are and which entries with a number or a modality; none where nothing can be counted."""
    finding = ask(kind, *concepts, **more).finding
    assert size(finding) == count
    assert [item.name for item in entries_of(finding)] == entries


def test_what_is_met(ask: Ask) -> None:
    """A case that the answer meets in all that it states has no failures, whatever it leaves out."""
    answer = ask("requirement", "C级营业厅", "服务人员")
    assert failures(answer, case_of(answer)) == []
    assert failures(answer, case_of(answer, numbers=(1, 2, 3), count=3, modality=("应",), contains=("收费员",), lacks=("保安员",))) == []
    step = ask("steps", "过户")
    assert failures(step, case_of(step, order=("受理客户申请", "签订供用电合同", "服务结束"), count=5, modality=("",))) == []


def test_remarks_may_hold_what_is_wanted(ask: Ask) -> None:
    """What an answer must contain may be in its remarks; what it must lack is looked for in the finding only."""
    lost = ask("clause", reference="5.2")
    assert any("不作推测" in remark for remark in lost.remarks)
    assert failures(lost, case_of(lost, contains=("不作推测",))) == []
    assert failures(lost, case_of(lost, lacks=("不作推测",))) == []
    assert failures(lost, case_of(lost, contains=("没有这句话",)))[0] == "没有说到“没有这句话”"


def test_all_failures_are_told_with_the_answer(ask: Ask) -> None:
    """Everything that is wrong at once, and last what was answered instead."""
    answer = ask("whether", "C级营业厅", "保安员")
    wrong = failures(answer, replace(case_of(answer), clause="4.2", finding="listing", verdict="yes", contains=("猫",), order=("猫", "狗")))
    assert wrong[:-1] == [
        "应答以 listing，却是 verdict",
        f"没有引用 4.2，引用的是：{'、'.join(cited(answer))}",
        "没有说到“猫”",
        "没有“猫”，或次序不对，应依次是：猫、狗",
        "判断应是 yes，却是 no",
    ]
    assert wrong[-1].startswith('答复：{"verdict": "no"')


def test_the_same_word_twice_in_order(ask: Ask) -> None:
    """Each of the words wanted in order must come after the one before it: a word wanted twice must be there twice."""
    answer = ask("steps", "过户")
    assert failures(answer, case_of(answer, order=("现场勘查", "现场勘查")))[0].startswith("没有“现场勘查”，或次序不对")


@pytest.mark.parametrize(
    ("entries", "met"),
    [
        (("岗前培训合格｜全体服务人员",), True),
        (("岗前培训合格｜全体",), True),
        (("岗前培训合格｜",), False),
        (("岗前培训合格",), False),
        (("岗前培训合格｜网上",), False),
        (("岗前培训合格｜全体", "岗前培训合格｜全体"), False),
        ((), False),
    ],
)
def test_the_scope_of_an_entry(ask: Ask, entries: tuple[str, ...], met: bool) -> None:
    """An entry with a scope is met by words of that scope; without any, or with others, it is not."""
    answer = ask("requirement", "B级营业厅", "任职资格")
    assert (failures(answer, case_of(answer, entries=entries)) == []) == met


def test_order_of_entries_counts_where_each_has_a_number(ask: Ask) -> None:
    """Entries are a set, unless as many numbers or modalities are stated beside them."""
    answer = ask("requirement", "C级营业厅", "服务人员")
    turned = ("收费员", "营业厅主管", "业务受理员")
    assert failures(answer, case_of(answer, entries=turned)) == []
    assert failures(answer, case_of(answer, entries=turned, modality=("应",))) == []
    assert failures(answer, case_of(answer, entries=turned, numbers=(1, 2, 3)))
    assert failures(answer, case_of(answer, entries=turned, modality=("应", "应", "应")))


def test_a_verdict_of_something_else(ask: Ask) -> None:
    """A case that wants a verdict is not met by an answer that has none."""
    answer = ask("steps", "过户")
    assert failures(answer, case_of(answer, verdict="yes"))[0] == "判断应是 yes，却是 （无）"
    assert not isinstance(answer.finding, Verdict)


def test_entries_of_a_step_that_is_not_there(ask: Ask) -> None:
    """No step, no entry; a step is one."""
    assert entries_of(ask("step", "过户", numbers=(6,)).finding) == ()
    assert entries_of(ask("step", "过户", position="last").finding) == (Item("服务结束", 5),)
