"""How golden cases are read and compared: what counts for each kind of finding, and what is refused in a file of cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from actions.wording import answer_text
from rules.errors import Place, StandardError
from rules.findings import Answer, Finding, Item
from rules.golden import FINDINGS, Case, entries_of, failures, load_cases, named, size
from rules.question import forms
from rules.question.forms import (
    Alike,
    All,
    Between,
    Comply,
    Count,
    Decide,
    Define,
    DescribedHall,
    Difference,
    EntriesOf,
    Entry,
    Has,
    Hours,
    List,
    Named,
    Order,
    Question,
    Rank,
    Read,
    StepAt,
)
from rules.question.serial import as_json
from tests.rules.asking import cited, listing, whether, which
from tests.rules.conftest import Put
from tests.rules.test_standard_matrix import FLOWS

WHOLE = """\
- clause: 4.1.4.2 b)3)
  ask: C级要配谁
  question: C级营业厅应配哪些服务人员？
  form: {form: List, of: [{form: EntriesOf, subject: C级营业厅, aspect: 服务人员}]}
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
  question: 甲
  form:
    form: Decide
    subjects: {form: Named, names: [过户]}
    predicate: {form: Not, of: {form: Has, entry: 回访}}
    quantifier: every
  finding: compliance
  verdict: no
  holders: []
  lacking: [D级营业厅]
  modality: [应, 可]
  answer: [甲]
  undecided: []
  missing: {甲厅: [保安员], 乙厅: []}
"""
CASE = "- {clause: '4.1', question: 甲, form: {form: Lost}, finding: gone%s}\n"


def case_of(answer: Answer, **more: Any) -> Case:
    """A case that the answer meets, with more stated in it."""
    assert answer.question is not None
    return Case(cited(answer)[0], answer.says, answer.question, answer.kind, **more)


def wrong(answer: Answer, case: Case) -> list[str]:
    """What of a case the answer does not meet."""
    return failures(answer, answer_text(answer), case)


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
        question="C级营业厅应配哪些服务人员？",
        form=listing("C级营业厅", "服务人员"),
        finding="listing",
        cites=("4.1.4.1",),
        contains=("营业厅主管",),
        lacks=("保安员",),
        order=("营业厅主管", "收费员"),
        count=3,
        entries=("营业厅主管", "业务受理员", "收费员"),
        numbers=(1, 2, 3),
        modality=("应",),
        ask="C级要配谁",
        place=Place("a.yaml", 1),
    )
    assert second.form == Decide(Named(("过户",)), forms.Not(Has("回访")), "every")
    assert (second.verdict, second.holders, second.lacking, second.modality) == ("no", (), ("D级营业厅",), ("应", "可"))
    assert (second.answer, second.undecided, second.missing) == (("甲",), (), {"甲厅": ("保安员",), "乙厅": ()})
    assert (second.count, second.entries, second.numbers) == (None, None, None)
    assert (second.place, second.id) == (Place("a.yaml", 14), "4.1/Decide")


def test_files_are_read_in_order(tmp_path: Path) -> None:
    """All files of the folder by name, each from its beginning; other files are none of ours."""
    for name, clause in (("b.yaml", "4.2"), ("a.yaml", "4.1"), ("c.txt", "4.3")):
        (tmp_path / name).write_text((CASE % "").replace("'4.1'", f"'{clause}'") * 2, encoding="utf-8")
    assert [(case.clause, str(case.place)) for case in load_cases(tmp_path)] == [
        ("4.1", "a.yaml:1"),
        ("4.1", "a.yaml:2"),
        ("4.2", "b.yaml:1"),
        ("4.2", "b.yaml:2"),
    ]


def test_every_kind_of_finding_can_be_expected() -> None:
    """No kind of finding is left out, by the name that an answer gives it."""
    assert set(FINDINGS) == {cls.__name__.lower() for cls in get_args(Finding)}


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("count: true", "count 的值 True 不是整数"),
        ("count: 1.5", "count 的值 1.5 不是整数"),
        ("count: three", "count 的值 'three' 不是整数"),
        ("numbers: 1", "numbers 要是整数的列表"),
        ("numbers: [true]", "numbers 要是整数的列表"),
        ("numbers: ['1']", "numbers 要是整数的列表"),
        ("entries: [1]", "entries 要是文字的列表"),
        ("entries: ['']", "entries 要是文字的列表"),
        ("holders: A级营业厅", "holders 要是文字的列表"),
        ("answer: A级营业厅", "answer 要是文字的列表"),
        ("undecided: [1]", "undecided 要是文字的列表"),
        ("contains: 回访", "contains 要是文字的列表"),
        ("missing: [保安员]", "missing 要是映射"),
        ("missing: {甲厅: 保安员}", "甲厅 要是文字的列表"),
        ("modality: [应, 1]", "modality 要是文字的列表"),
        ("modality: {应: 1}", "modality 要是文字的列表"),
        ("verdict: maybe", "verdict 的值 'maybe' 看不懂"),
        ("verdict: 1", "verdict 的值 1 看不懂"),
        ("verdict: unknown", "verdict 的值 'unknown' 看不懂"),
        ("ask: 1", "ask 的值 1 不是文字"),
        ("place: x", "案例有不认识的键 place"),
        ("contain: [回访]", "案例有不认识的键 contain"),
        ("query: {kind: steps}", "案例有不认识的键 query"),
        ("form: Lost", "form 不是映射"),
        ("form: {form: Lists}", "form 看不懂：there is no form 'Lists'"),
        ("form: {form: Lost, of: []}", "form 看不懂：Lost has no of"),
        ("form: {form: Has, entry: 收费员}", "form 看不懂：Has is no question"),
        ("form: {form: Read, references: '4.1'}", "form 看不懂：Read.references cannot be"),
        ("form: {form: StepAt, service: 过户, number: 一}", "form 看不懂：StepAt.number cannot be"),
        ("form: {}", "缺少 form"),
        ("finding: ''", "缺少 finding"),
        ("finding: flows", "finding 的值 'flows' 看不懂"),
        ("clause: ''", "缺少 clause"),
        ("clause: 4.1", "clause 的值 4.1 不是文字"),
        ("question: ''", "缺少 question"),
    ],
)
def test_what_is_refused(tmp_path: Path, part: str, says: str) -> None:
    """A case that states something in a way that would never be met, or always, is refused with its line."""
    case = {"clause": "clause: '4.1'", "question": "question: 甲", "form": "form: {form: Lost}", "finding": "finding: gone"}
    case[part.split(":")[0]] = part
    message = refused(tmp_path, f"- {{{', '.join(case.values())}}}\n")
    assert message.startswith("a.yaml:1: ")
    assert says in message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- 过户", "a.yaml:1: 案例 '过户' 不是映射"),
        ("clause: '4.1'", "a.yaml:1: 文件的最外层要是列表"),
        ("- clause: [", "a.yaml:"),
        ("[]", "里没有案例"),
        ("- {clause: '4.1', form: {form: Lost}}", "a.yaml:1: 案例缺少 question、finding"),
    ],
)
def test_a_broken_file(tmp_path: Path, text: str, says: str) -> None:
    """What is no list of cases is refused with its place."""
    assert says in refused(tmp_path, text)


def test_every_broken_case_is_told(tmp_path: Path) -> None:
    """All at once, from all files."""
    (tmp_path / "a.yaml").write_text("- {clause: '4.1'}\n- {clause: '4.2'}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- {clause: '4.3'}\n", encoding="utf-8")
    with pytest.raises(StandardError) as caught:
        load_cases(tmp_path)
    assert [str(problem.place) for problem in caught.value.problems] == ["a.yaml:1", "a.yaml:2", "b.yaml:1"]


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there, or has no cases, must not pass for one whose cases are all met."""
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(StandardError, match="里没有案例"):
            load_cases(folder)


def test_unquoted_yes_and_no_are_verdicts(tmp_path: Path) -> None:
    """YAML takes them for true and false."""
    words = ("yes", "no", "may", "partly", "undecidable", "silent")
    (tmp_path / "a.yaml").write_text("".join(CASE % f", verdict: {word}" for word in words), encoding="utf-8")
    assert [case.verdict for case in load_cases(tmp_path)] == list(words)


# ---- what is compared

COMPOSED = List((Difference(EntriesOf("D级营业厅", "服务人员"), EntriesOf("C级营业厅", "服务人员")),))
DESCRIBED = Comply((DescribedHall("甲厅", "B级营业厅", ("收费员",)),))
SEEN: list[tuple[Question, int | None, list[str], tuple[str, ...], tuple[str, ...]]] = [
    (listing("收费区", "区内配置"), 2, ["一米线", "引导护栏"], ("一米线", "引导护栏"), ()),
    (listing("A级营业厅", "服务网络布局"), 0, [], (), ()),
    (COMPOSED, 1, ["保安员"], ("保安员",), ()),
    (which("hall", "保安员"), 3, [], ("A级营业厅", "B级营业厅", "D级营业厅"), ()),
    (Count(listing("D级营业厅", "服务人员")), 2, ["收费员", "保安员"], ("收费员", "保安员"), ()),
    (Rank(All("service"), "服务流程", "least"), 1, [], ("过户",), ("临时用电延期",)),
    (Alike(Named(("新装", "增容", "过户")), "服务流程"), None, [], ("新装", "增容"), ()),
    (StepAt("过户", 2), 5, ["现场勘查"], ("现场勘查",), ()),
    (StepAt("过户", 9), 5, [], (), ()),
    (Between("过户", "现场勘查", "服务结束"), None, [], ("签订供用电合同", "客户申请资料归档"), ()),
    (Order("过户", ("服务结束", "现场勘查")), None, [], ("现场勘查",), ()),
    (Hours(("客户现场",)), 2, [], (), ()),
    (Define("四净四无"), 1, [], (), ()),
    (Read(("4.1.3",)), 6, [], (), ()),
    (Entry("供电营业厅", "设施及用品", (26,)), None, ["自助缴费终端"], (), ()),
    (whether("C级营业厅", "保安员"), None, [], (), ()),
    (whether(("C级营业厅", "D级营业厅"), "保安员"), None, [], ("D级营业厅",), ()),
    (whether("临时用电延期", "回访"), None, [], (), ("临时用电延期",)),
    (DESCRIBED, None, [], ("B级营业厅",), ()),
    (StepAt("更名", 1), sum(len(services) for services, _ in FLOWS.values()), [], (), ()),
    (forms.Beyond(("招聘",)), None, [], (), ()),
]
"""A question, how many its finding counts, its entries, and the names that are the answer and that cannot be said."""


@pytest.mark.parametrize(
    ("question", "count", "entries", "answer", "undecided"), SEEN, ids=[f"{at}-{type(one[0]).__name__}" for at, one in enumerate(SEEN)]
)
def test_what_is_read_of_a_finding(
    put: Put, question: Question, count: int | None, entries: list[str], answer: tuple[str, ...], undecided: tuple[str, ...]
) -> None:
    """How many there are, which entries with a number or a modality, which names are the answer; nothing where there is none."""
    finding = put(question).finding
    assert size(finding) == count
    assert [item.name for item in entries_of(finding)] == entries
    assert named(finding) == (answer, undecided)


def test_what_is_lost_is_named_by_its_number(put: Put) -> None:
    """An expert knows it by nothing else."""
    tree = Difference(EntriesOf("A级营业厅", "设施及用品"), EntriesOf("B级营业厅", "设施及用品"))
    assert named(put(List((tree,))).finding)[0] == ("立式广告灯箱", "第31项", "第32项")


def test_what_is_met(put: Put) -> None:
    """A case that the answer meets in all that it states has no failures, whatever it leaves out."""
    answer = put(listing("C级营业厅", "服务人员"))
    assert wrong(answer, case_of(answer)) == []
    stated = {"numbers": (1, 2, 3), "count": 3, "modality": ("应",), "contains": ("收费员",), "lacks": ("保安员",)}
    assert wrong(answer, case_of(answer, **stated)) == []
    flow = put(listing("过户", "服务流程"))
    assert wrong(flow, case_of(flow, order=("受理客户申请", "签订供用电合同", "服务结束"), count=5, modality=("",))) == []


def test_remarks_may_hold_what_is_wanted(put: Put) -> None:
    """What an answer must contain may be in its remarks; what it must lack is looked for in the rest only."""
    lost = put(Read(("5.2",)))
    assert any("不作推测" in remark for remark in lost.remarks)
    assert wrong(lost, case_of(lost, contains=("不作推测",))) == []
    assert wrong(lost, case_of(lost, lacks=("不作推测",))) == []
    assert wrong(lost, case_of(lost, contains=("没有这句话",)))[0] == "没有说到“没有这句话”"


def test_all_failures_are_told_with_the_answer(put: Put) -> None:
    """Everything that is wrong at once, and last what was answered instead."""
    answer = put(whether("C级营业厅", "保安员"))
    case = replace(case_of(answer), clause="4.2", finding="listing", verdict="yes", contains=("猫",), order=("猫", "狗"), question="猫？")
    told = wrong(answer, case)
    assert told[:-1] == [
        f"应读作“猫？”，却是“{answer.says}”",
        "应答以 listing，却是 verdict",
        f"没有引用 4.2，引用的是：{'、'.join(cited(answer))}",
        "没有说到“猫”",
        "没有“猫”，或次序不对，应依次是：猫、狗",
        "判断应是 yes，却是 no",
    ]
    assert told[-1] == f"答复：{answer_text(answer)}"


def test_the_same_word_twice_in_order(put: Put) -> None:
    """Each of the words wanted in order must come after the one before it: a word wanted twice must be there twice."""
    answer = put(listing("过户", "服务流程"))
    assert wrong(answer, case_of(answer, order=("现场勘查", "现场勘查")))[0].startswith("没有“现场勘查”，或次序不对")


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
def test_the_scope_of_an_entry(put: Put, entries: tuple[str, ...], met: bool) -> None:
    """An entry with a scope is met by words of that scope; without any, or with others, it is not."""
    answer = put(listing("B级营业厅", "任职资格"))
    assert (wrong(answer, case_of(answer, entries=entries)) == []) == met


def test_order_of_entries_counts_where_each_has_a_number(put: Put) -> None:
    """Entries are a set, unless as many numbers or modalities are stated beside them."""
    answer = put(listing("C级营业厅", "服务人员"))
    turned = ("收费员", "营业厅主管", "业务受理员")
    assert wrong(answer, case_of(answer, entries=turned)) == []
    assert wrong(answer, case_of(answer, entries=turned, modality=("应",))) == []
    assert wrong(answer, case_of(answer, entries=turned, numbers=(1, 2, 3)))
    assert wrong(answer, case_of(answer, entries=turned, modality=("应", "应", "应")))


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (whether("C级营业厅", "保安员"), "no"),
        (whether("95598供电服务热线", "过户"), "may"),
        (whether("临时用电延期", "回访"), "undecidable"),
        (DESCRIBED, "no"),
        (Comply((DescribedHall("甲厅", "D级营业厅", ("收费员", "保安员")), DescribedHall("乙厅", "B级营业厅", ("收费员",)))), "no"),
        (Comply((DescribedHall("甲厅", "D级营业厅", ("收费员", "保安员")),)), "yes"),
        (forms.Provision("客户现场", "统一管理"), "silent"),
    ],
)
def test_verdicts(put: Put, question: Question, verdict: str) -> None:
    """Yes or no of what decides; of several halls a no is a no."""
    answer = put(question)
    assert wrong(answer, case_of(answer, verdict=verdict)) == []
    assert wrong(answer, case_of(answer, verdict="partly"))


def test_a_verdict_of_something_else(put: Put) -> None:
    """A case that wants a verdict is not met by an answer that has none."""
    answer = put(listing("过户", "服务流程"))
    assert wrong(answer, case_of(answer, verdict="yes"))[0] == "判断应是 yes，却是 （无）"


def test_entries_of_a_step_that_is_not_there(put: Put) -> None:
    """No step, no entry; a step is one."""
    assert entries_of(put(StepAt("过户", 6)).finding) == ()
    assert [(item.name, item.number) for item in entries_of(put(StepAt("过户", -1)).finding)] == [("服务结束", 5)]
    assert isinstance(entries_of(put(StepAt("过户", 1)).finding)[0], Item)


@pytest.mark.parametrize("question", [one[0] for one in SEEN], ids=[type(one[0]).__name__ for one in SEEN])
def test_any_form_can_be_a_case(tmp_path: Path, question: Question) -> None:
    """A form written as the serial form has it, without its version, is read back."""
    form = {key: value for key, value in as_json(question).items() if key != "version"}
    text = f"- clause: '4.1'\n  question: 甲\n  form: {form}\n  finding: gone\n".replace("True", "true").replace("False", "false")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (case,) = load_cases(tmp_path)
    assert case.form == question
