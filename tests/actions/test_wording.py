"""From answers to text: every kind of finding, made by hand and as the advisor finds it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import opencc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import actions.wording
from actions.wording import BREATH, MORE, answer_text, circled, clauses, entries, explanation_text, spoken_text
from rules.advisor import Advisor, Query
from rules.advisor.answers import (
    Answer,
    Channels,
    Citation,
    ClauseText,
    Comparison,
    Count,
    Difference,
    Finding,
    Flow,
    Flows,
    Group,
    Holder,
    Holders,
    Hours,
    Item,
    Link,
    Listing,
    Missing,
    NotFound,
    NumberedItem,
    Outside,
    Passages,
    Ranking,
    Row,
    Several,
    Statements,
    StepAt,
    Verdict,
)
from rules.advisor.query import KINDS
from rules.golden import Case, load_cases
from rules.loader import load
from rules.model import Standard

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "actions" / "templates"
CASES = load_cases(ROOT / "data" / "golden")
ARTEFACT = re.compile(
    r"\{\{|\}\}|\{%|%\}|\bNone\b|\bTrue\b|\bFalse\b"  # what a template or Python leaves behind
    r"|[。；、：，？！][。；、：，]"  # punctuation after punctuation
    r"|（）|\(\)|“”|（[，、；。：]|[，、；：]）"  # empty or badly filled brackets
    r"|  | $|^ "  # blanks
)
QUOTED = re.compile(r"“[^”]*”|《[^》]*》")  # words of the source stay as it has them
SIMPLIFIED = opencc.OpenCC("t2s")

READABLE = Citation("4.1.4.1", "供电营业厅的服务人员", "readable", "原文清楚", "", "服务人员包括营业厅主管等。")
LOST = Citation("4.1.6.1 第16~18项", "第16~18项", "lost", "原文缺失", "", "第16~18项原文缺失。")
ONE, TWO = Item("面对面", 1, "应"), Item("电话", 2, "可", "城区")
GONE, GONE_TOO = Item("第16项", 16, "应", lost=True), Item("第17项", 17, "应", lost=True)
HOLDER = Holder("A级营业厅", "第3项", ("4.1.4.2",))
FLOW = Flow("销户", (Item("受理", 1), Item("勘查", 2)), True, ("5.1.4.6",))


def answered(finding: Finding, *citations: Citation, **more: Any) -> Answer:
    """An answer with nothing but its finding, citations and what is named."""
    parts = {"derivation": (), "remarks": (), "suggestions": (), "edition": "", **more}
    return Answer(query=Query("about"), finding=finding, citations=citations, **parts)


def text_of(answer: Answer) -> str:
    """The text of an answer, free of artefacts."""
    text = answer_text(answer)
    clean(text)
    return text


def clean(text: str) -> None:
    """Fails where a text holds what no reader should see."""
    assert text.strip()
    for line in text.split("\n"):
        assert line.strip(), "an empty line"
        assert not ARTEFACT.search(line), line
        own = QUOTED.sub("", line)
        assert SIMPLIFIED.convert(own) == own, line


# --- each kind of finding

TEXTS: list[tuple[Finding, list[str], list[str]]] = [
    # listing: one group, many, none; entries, provisions, by grade
    (
        Listing("C级营业厅", (Group("服务方式", (ONE,), (), ("4.1.3.2",), "种"),)),
        ["C级营业厅的服务方式：①面对面。（依据 4.1.3.2）"],
        ["共1种"],
    ),
    (
        Listing("C级营业厅", (Group("服务方式", (ONE, TWO), (), ("4.1.3.2",), "种"),)),
        ["C级营业厅的服务方式（共2种）：①面对面、②电话（可，城区）。（依据 4.1.3.2）"],
        [],
    ),
    (
        Listing("营业厅", (Group("设施及用品", (GONE, ONE, GONE_TOO), (), (), "项"),)),
        ["营业厅的设施及用品（共3项）：①面对面、第16、17项（名称原文缺失）。"],
        ["依据"],
    ),
    (Listing("营业厅", (Group("设施及用品", (GONE,), (), ("4.1.6.1",)),)), ["第16项（名称原文缺失）。（依据 4.1.6.1）"], ["共1项"]),
    (Listing("营业厅", (Group("服务环境", (), ("应整洁。",), ("4.1.5.2",)),)), ["营业厅：应整洁。\n（依据 4.1.5.2）"], ["·"]),
    (Listing("营业厅", (Group("服务环境", (), ("应整洁", "应安静。"), ("4.1.5.2",)),)), ["· 应整洁。\n· 应安静。\n（依据 4.1.5.2）"], []),
    (Listing("营业厅", (Group("服务方式", (ONE,), ("应多样。",), ("4.1.3",)),)), ["①面对面。（依据 4.1.3）\n· 应多样。"], []),
    (
        Listing("营业厅", (Group("服务方式", (ONE,), (), ()),), (("A级", (ONE, TWO), ("4.1",)), ("B级", (ONE,), ()))),
        ["· A级：①面对面、②电话（可，城区）。（依据 4.1）\n· B级：①面对面。"],
        [],
    ),
    (
        Listing("营业厅", (Group("服务方式", (ONE,), ("应多样",), ("4.1.3",)), Group("服务环境", (), ("整洁", "安静"), ("4.1.5",)))),
        ["营业厅的要求如下：\n· 服务方式：①面对面。（依据 4.1.3）\n　应多样。\n· 服务环境：整洁；安静。（依据 4.1.5）"],
        [],
    ),
    # holders
    (
        Holders("保安员", "各级营业厅", (HOLDER, Holder("B级营业厅", "", ())), (Holder("C级营业厅", "", ()),), False),
        ["有保安员的是：A级营业厅（第3项）、B级营业厅。\n没有（不要求）的是：C级营业厅。"],
        [],
    ),
    (Holders("保安员", "各级营业厅", (), (), False), ["各级营业厅都没有要求保安员。"], ["没有（不要求）的是"]),
    (Holders("保安员", "各级营业厅", (HOLDER,), (), False), ["有保安员的是：A级营业厅（第3项）。"], ["没有"]),
    (Holders("保安员", "各级营业厅", (HOLDER,), (), True), ["各级营业厅都要求保安员。\n有保安员的是"], ["没有"]),
    (
        Holders("保安员", "各级营业厅", (), (HOLDER,), True),
        ["没有（不要求）保安员的是：A级营业厅（第3项）。"],
        ["\n有保安员", "都要求"],
    ),
    # flows
    (Flows((FLOW,)), ["销户的流程（共2步）：①受理 → ②勘查。（依据 5.1.4.6）"], []),
    (
        Flows((FLOW, Flow("延期", (Item("受理", 1), Item("", 2, lost=True)), False, ())), "“临电”有两种："),
        ["“临电”有两种：\n销户的流程", "\n延期的流程（原文不完整）：①受理 → ②……（其后的环节原文缺失）。"],
        [],
    ),
    # one step
    (StepAt("销户", "第2步", Item("勘查", 2), 6), ["销户流程的第2步是：勘查（共6步）。"], []),
    (StepAt("销户", "最后一步", Item("结束", 6), 6), ["销户流程的最后一步是：结束（第6步，共6步）。"], []),
    (StepAt("延期", "最后一步", Item("", 7, lost=True), 7), ["延期流程的最后一步原文缺失，不能确定。"], ["是：", "7"]),
    (StepAt("销户", "第9步", None, 6, "流程只有6步。"), ["销户：流程只有6步。"], []),
    # verdicts
    (
        Verdict("no", "标准没有要求C级营业厅有便民伞。", "只有A级、B级要有。", ("细节一", "细节二。")),
        ["标准没有要求C级营业厅有便民伞。\n只有A级、B级要有。\n细节一。\n细节二。"],
        [],
    ),
    (Verdict("yes", "A级营业厅应有保安员。", ""), ["A级营业厅应有保安员。"], ["\n"]),
    # comparison
    (
        Comparison(("A级", "B级"), (Row("服务人员", (ONE,), (("A级", (TWO,)), ("B级", ())), ("4.1",), "类"),)),
        ["· 服务人员（A级共2类，B级共1类）：A级另有电话（可，城区）；都有的是面对面。（依据 4.1）"],
        ["B级另有"],
    ),
    (
        Comparison(("A级", "B级"), (Row("方式", (ONE, TWO), (("A级", ()), ("B级", ())), ()),)),
        ["· 方式：A级和B级相同，都是①面对面、②电话"],
        ["依据"],
    ),
    (Comparison(("A级", "B级"), (Row("方式", (), (("A级", (ONE,)), ("B级", (TWO,))), ()),)), ["A级另有面对面；B级另有电话"], []),
    (Comparison(("过户", "改类"), ()), ["标准里没有可以比较过户和改类的规定。"], []),
    # difference
    (
        Difference("C级改为B级", (), (Group("服务人员", (ONE, TWO), (), ("4.1",), "类"),), (Group("服务时间", (), ("24小时",), ()),)),
        ["C级改为B级，要增加：\n· 服务人员：①面对面、②电话（可，城区）。（依据 4.1）\nC级改为B级，不再要求：\n· 服务时间：24小时。"],
        ["随之"],
    ),
    (
        Difference("D级没有自助", ("D级没有自助，就不符合标准。",), (), (Group("服务时间", (), ("24小时",), ()),)),
        ["D级没有自助，就不符合标准。\n随之不再有的规定：\n· 服务时间：24小时。"],
        ["要增加", "不再要求"],
    ),
    (Difference("C级加伞", ("标准没有要求。", "没有别的规定。"), (), ()), ["标准没有要求。没有别的规定。"], ["·", "要增加"]),
    # count
    (Count("C级营业厅", "服务人员", 2, (ONE, TWO), "", "类"), ["C级营业厅的服务人员共2类：①面对面、②电话（可，城区）。"], []),
    (Count("C级营业厅", "服务人员", 0, (), "只数种类。", "类"), ["C级营业厅的服务人员共0类。\n只数种类。"], ["："]),
    # hours
    (Hours("95598", ("7×24小时",)), ["7×24小时。"], ["·"]),
    (Hours("营业厅", ("城区8小时", "乡镇5小时")), ["· 城区8小时。\n· 乡镇5小时。"], []),
    # channels
    (
        Channels("销户", (Holder("营业厅", "", ("4.1.2",)), Holder("网上", "只是预受理", ()))),
        ["销户可以通过2个渠道办理：\n· 营业厅。（依据 4.1.2）\n· 网上：只是预受理。"],
        [],
    ),
    (Channels("洽谈", (Holder("营业厅", "", ("4.1.2",)),)), ["洽谈由营业厅提供。（依据 4.1.2）"], ["1个渠道", "·"]),
    # statements
    (Statements("普通话", (("应说普通话", ("4.1.4.2",)),)), ["应说普通话。（依据 4.1.4.2）"], ["·"]),
    (Statements("普通话", (("应说普通话。", ()), ("可用方言", ("4.2",)))), ["· 应说普通话。\n· 可用方言。（依据 4.2）"], []),
    # the text of clauses
    (
        ClauseText("4.1", (READABLE, LOST)),
        ["4.1.4.1 供电营业厅的服务人员：服务人员包括营业厅主管等。\n4.1.6.1 第16~18项 第16~18项［原文缺失］：第16~18项原文缺失。"],
        ["原文清楚", "共2条"],
    ),
    (ClauseText("4", (READABLE,) * 15), ["（共15条，以上是前14条，可按条款号继续问。）"], []),
    # an entry of a list
    (
        NumberedItem("营业厅", "设施及用品", Item("便民伞", 24), ("A级营业厅", "B级营业厅")),
        ["营业厅设施及用品第24项是便民伞。\n应具备这一项的是：A级营业厅、B级营业厅。"],
        [],
    ),
    (NumberedItem("营业厅", "设施及用品", GONE, ()), ["营业厅设施及用品第16项的名称原文缺失，无法确定是什么。"], ["应具备"]),
    # outside the standard
    (Outside("材料", "标准没有列出材料。", "请拨打95598。", None), ["标准没有列出材料。请拨打95598。"], ["相近"]),
    (
        Outside("材料", "标准没有列出材料。", "请拨打95598。", Flows((FLOW,))),
        ["标准没有列出材料。请拨打95598。\n标准里与此相近的规定：\n销户的流程（共2步）"],
        [],
    ),
    (Outside("危险", "请立即远离。", "拨打95598报修。", None, urgent=True), ["请立即远离。拨打95598报修。"], ["标准"]),
    # most and fewest
    (
        Ranking("环节最少", (Holder("过户", "5步", ()),), (Holder("销户", "6步", ()), Holder("改类", "6步", ()))),
        ["环节最少的是：过户（5步）。\n其余依次是：销户（6步）、改类（6步）。"],
        [],
    ),
    (Ranking("环节最少", (Holder("过户", "5步", ()),), ()), ["环节最少的是：过户（5步）。"], ["其余"]),
    # several parts of one question
    (
        Several((Flows((FLOW,)), NotFound("“更名”的流程", ("过户",)))),
        ["销户的流程（共2步）", "标准中没有“更名”的流程。有的是：过户。"],
        [],
    ),
    # nothing found
    (Missing("请问是哪一级？", ("A级要什么？", "B级要什么？")), ["请问是哪一级？\n· A级要什么？\n· B级要什么？"], []),
    (Missing("请问是哪一级？", ()), ["请问是哪一级？"], ["·"]),
    (NotFound("“E级”", ("A级", "B级")), ["标准中没有“E级”。有的是：A级、B级。"], []),
    (NotFound("条款“4.9.9”", ()), ["标准中没有条款“4.9.9”。"], ["有的是"]),
    (Passages((READABLE,)), ["这些条款可能有关：\n· 4.1.4.1 供电营业厅的服务人员：服务人员包括营业厅主管等。"], []),
]


@pytest.mark.parametrize(
    ("finding", "parts", "lacks"), TEXTS, ids=lambda value: type(value).__name__ if not isinstance(value, list) else ""
)
def test_a_finding_as_text(finding: Finding, parts: list[str], lacks: list[str]) -> None:
    text = text_of(answered(finding))
    assert [part for part in parts if part not in text] == [], text
    assert [part for part in lacks if part in text] == [], text


def test_every_kind_of_finding_is_tried() -> None:
    assert {type(finding) for finding, _, _ in TEXTS} == set(get_args(Finding))


@pytest.mark.parametrize("finding", [finding for finding, _, _ in TEXTS], ids=lambda finding: type(finding).__name__)
def test_what_one_should_know_comes_last(finding: Finding) -> None:
    remarks = ("4.1.6.1：原文此处缺失，不作推测。", "4.1.2：内容取自来源之外的资料。", "原文作“服務後請掛機”，可作不同理解。")
    text = text_of(answered(finding, READABLE, remarks=remarks))
    if not isinstance(finding, Passages):  # nothing that it rests on
        assert text.endswith("\n".join(f"说明：{remark}" for remark in remarks))
        assert text.count("说明：") == 3


def test_what_a_finding_inside_another_rests_on_is_told_once() -> None:
    nested = answered(Outside("材料", "标准没有列出材料。", "请拨打95598。", Hours("营业厅", ("8小时",))), READABLE, remarks=("有歧义。",))
    text = text_of(nested)
    assert text.count("（依据 4.1.4.1）") == 1
    assert text.count("说明：有歧义。") == 1


@pytest.mark.parametrize(
    "finding",
    [Verdict("no", "没有要求。", ""), Holders("伞", "各级", (), (), False), Count("厅", "人员", 1, ()), Hours("厅", ("8小时",))],
    ids=lambda finding: type(finding).__name__,
)
def test_the_clauses_are_named(finding: Finding) -> None:
    assert "（依据 4.1.4.1、4.1.6.1 第16~18项）" in text_of(answered(finding, READABLE, LOST))
    assert "依据" not in text_of(answered(finding))


# --- its parts


@pytest.mark.parametrize(("number", "sign"), [(1, "①"), (10, "⑩"), (20, "⑳"), (21, "21."), (32, "32."), (0, "0."), (-1, "-1.")])
def test_serial_numbers_are_written_as_the_standard_writes_them(number: int, sign: str) -> None:
    assert circled(number) == sign


@pytest.mark.parametrize(
    ("items", "numbered", "text"),
    [
        ([], True, ""),
        ([ONE, TWO], True, "①面对面、②电话（可，城区）"),
        ([ONE, TWO], False, "面对面、电话（可，城区）"),
        ([Item("甲")], True, "甲"),
        ([Item("甲", 1, "一般"), Item("乙", 2, "可选"), Item("丙", 3, "有条件的")], True, "①甲（一般）、②乙（可选）、③丙（有条件的）"),
        ([Item("甲", 1, "应", "全体")], True, "①甲（全体）"),
        ([Item("甲", 1, "包括")], True, "①甲"),
        ([GONE], False, "第16项（名称原文缺失）"),
        ([GONE, GONE_TOO, ONE], True, "①面对面、第16、17项（名称原文缺失）"),
    ],
)
def test_entries(items: list[Item], numbered: bool, text: str) -> None:
    assert entries(items, numbered) == text


def test_clauses_are_told_once_and_not_too_many() -> None:
    assert clauses([]) == ""
    assert clauses(["4.1", "4.2", "4.1"]) == "（依据 4.1、4.2）"
    assert clauses([f"4.{number}" for number in range(8)]).endswith("4.7）")
    assert clauses([f"4.{number}" for number in range(9)]).endswith("4.7等）")
    assert clauses(["4.1", "4.2", "4.3"], 2) == "（依据 4.1、4.2等）"


# --- why


def test_a_derivation_is_told_from_what_was_given() -> None:
    given = Link("C级营业厅的等级是C级", "", "", ())
    between = Link("C级营业厅是营业厅", "r1", "4.1", (given,))
    text = explanation_text(answered(Missing("？", ()), READABLE, derivation=(Link("C级营业厅应有收费员", "r2", "4.1.4.2", (between,)),)))
    clean(text)
    places = [text.index(says) for says in ("C级营业厅的等级是C级", "C级营业厅是营业厅", "C级营业厅应有收费员")]
    assert places == sorted(places)
    assert text.index("4.1.4.2") > text.index("C级营业厅的等级是C级")
    assert text.count("推导过程") == 1


def test_without_a_derivation_the_clauses_are_the_reason() -> None:
    text = explanation_text(answered(Missing("？", ()), READABLE, LOST))
    clean(text)
    assert "4.1.4.1 供电营业厅的服务人员：服务人员包括营业厅主管等。" in text
    assert "4.1.6.1 第16~18项" in text


def test_without_either_it_says_so() -> None:
    assert explanation_text(answered(NotFound("飞机", ()))) == "上一个回答没有用到标准的条款。"


# --- the templates


def test_every_template_is_used() -> None:
    code = Path(actions.wording.__file__).read_text(encoding="utf-8")
    files = {path.stem: path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir()}
    used = {cls.__name__.lower() for cls in get_args(Finding)} | set(re.findall(r'"(\w+)\.j2"', code))
    for text in files.values():
        used |= set(re.findall(r"(?:import|include|extends|from) '(\w+)\.j2'", text))
    assert set(files) == used


def test_templates_are_plain_text() -> None:
    for path in TEMPLATES.iterdir():
        text = path.read_text(encoding="utf-8")
        assert path.suffix == ".j2"
        assert SIMPLIFIED.convert(text) == text
        assert "| safe" not in text


def test_what_goes_wrong_in_a_template_is_not_hidden() -> None:
    broken = replace(answered(Missing("？", ())), remarks=None)  # type: ignore[arg-type]
    with pytest.raises((TypeError, AttributeError)):
        answer_text(broken)


# --- as the advisor answers


@pytest.fixture(scope="module")
def advisor(standard: Standard) -> Advisor:
    return Advisor(standard, search=lambda text: ())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.id}/{case.place.line}" for case in CASES])
def test_golden_answers_read_well(advisor: Advisor, case: Case) -> None:
    answer = advisor.answer(case.query)
    text = text_of(answer)
    clean(explanation_text(answer))
    for citation in answer.citations:
        family = ".".join(citation.clause.split()[0].split(".")[:2])  # 4.1 for 4.1.4.2 b)3)
        assert family in text, f"cites {citation.clause} and does not say so"
    for remark in answer.remarks:
        assert text.count(remark) == 1


# --- as it is read out on the telephone


@pytest.mark.parametrize(
    ("query", "spoken"),
    [
        (Query("step", ("过户",), numbers=(3,)), "过户流程的第3步是：签订供用电合同（共5步）。"),
        (
            Query("steps", ("过户",)),
            "过户的流程（共5步）：受理客户申请，然后现场勘查，然后签订供用电合同，然后客户申请资料归档，然后服务结束。",
        ),
        (Query("requirement", ("C级营业厅", "服务人员")), "C级营业厅的服务人员（共3类）：营业厅主管、业务受理员、收费员。"),
        (Query("item", ("设施及用品",), numbers=(17,)), "供电营业厅设施及用品第17项的名称原文缺失，无法确定是什么。"),
    ],
)
def test_what_is_read_out(advisor: Advisor, query: Query, spoken: str) -> None:
    assert spoken_text(advisor.answer(query)).startswith(spoken)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.id}/{case.place.line}" for case in CASES])
def test_golden_answers_can_be_read_out(advisor: Advisor, case: Case) -> None:
    """In one breath, in whole sentences, without what only the eye takes in."""
    spoken = spoken_text(advisor.answer(case.query))
    assert "\n" not in spoken
    clean(spoken)
    assert not re.search("（依据|［|→|· |[①-⑳](?![、~])", spoken)
    assert spoken.endswith(("。", "？", "；")), "a whole sentence"
    assert len(spoken.removesuffix(MORE)) <= BREATH
    assert spoken.endswith(MORE) or len(spoken) <= BREATH


STANDARD = load()
NAMES = st.sampled_from([*STANDARD.concepts, *STANDARD.outside])
QUERIES = st.builds(
    Query,
    kind=st.sampled_from(KINDS),
    concepts=st.lists(NAMES, max_size=4, unique=True).map(tuple),
    reference=st.sampled_from(["", "", "", "4.1", "4.9.9", "SI01-06", "4.1.6.1 第17项"]),
    numbers=st.lists(st.integers(0, 40), max_size=3).map(tuple),
    quantities=st.sampled_from([(), (24,)]),
    position=st.sampled_from(["", "", "first", "last", "next", "previous"]),
    negated=st.booleans(),
)


@given(QUERIES)
@example(Query("requirement", ("更名", "营业厅主管")))  # a service of which the standard names no staff
@settings(max_examples=300, deadline=None)
def test_whatever_is_asked_the_answer_reads_well(advisor: Advisor, query: Query) -> None:
    answer = advisor.answer(query)
    text_of(answer)
    clean(explanation_text(answer))
