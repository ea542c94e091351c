"""From findings to text: every kind by itself, the filters, what is read out, why an answer is so, the result of a check, the templates."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import get_args

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actions.wording
from actions import wording
from actions.hall_check import HallCheck
from actions.wording import answer_text, check_text, explanation_text, spoken_text
from rules.checking import Checker, Hall
from rules.derivation import Link, Refused
from rules.findings import Case, Finding, Group, Holder, Item, Listing, Missing, NotFound, Passages, Row, Service
from rules.model import Standard
from tests.actions.findings import (
    ASKED_BACK,
    CUT,
    GONE,
    GONE_TOO,
    GUARD,
    GUIDE,
    LOST,
    NOT_FOUND,
    ONE,
    READABLE,
    ROUND,
    STEP,
    SURVEY,
    TEXTS,
    TWO,
    A,
    B,
    C,
    answered,
    case,
    flow,
    group,
    holder,
    verdict,
)

ACTIONS = Path(actions.wording.__file__).parent
TEMPLATES = ACTIONS / "templates"
SIMPLIFIED = opencc.OpenCC("t2s")
REMARKS = ("4.1.6.1：原文此处缺失，不作推测。", "4.1.2：内容取自来源之外的资料。", "原文作“服務後請掛機”，可作不同理解。")


# ---- each kind of finding


@pytest.mark.parametrize(("finding", "text"), TEXTS.values(), ids=list(TEXTS))
def test_a_finding_as_text(finding: Finding, text: str) -> None:
    assert answer_text(answered(finding)) == text


def test_every_kind_of_finding_is_tried() -> None:
    """Each with one item or none at all, and with more."""
    tried = [type(finding).__name__ for finding, _ in TEXTS.values()]
    assert set(tried) == {cls.__name__ for cls in get_args(Finding)}
    assert [name for name in dict.fromkeys(tried) if tried.count(name) == 1] == ["Passages"]


@pytest.mark.parametrize(("finding", "text"), TEXTS.values(), ids=list(TEXTS))
def test_what_one_should_know_comes_last(finding: Finding, text: str) -> None:
    """Each remark once, in its order, after all the rest; passages, which answer nothing, have none."""
    told = answer_text(answered(finding, READABLE, remarks=REMARKS))
    if not isinstance(finding, Passages):
        assert told.endswith("\n".join(f"说明：{remark}" for remark in REMARKS))
        assert told.count("说明：") == len(REMARKS)
    assert told.startswith(text.split("\n")[0])


@pytest.mark.parametrize("label", ["verdict staff no", "holders some", "count", "serving", "ranking", "step n", "numbered", "amount"])
def test_the_clauses_are_named(label: str) -> None:
    finding, text = TEXTS[label]
    assert answer_text(answered(finding, READABLE, LOST)) == f"{text}\n（依据 4.1.4.1、4.1.6.1 第16~18项）"


@pytest.mark.parametrize("label", ["listing one", "composed one", "sameness", "coded", "complies not", "clause", "gone", "statements"])
def test_clauses_that_stand_beside_what_they_say_are_not_named_again(label: str) -> None:
    finding, text = TEXTS[label]
    assert answer_text(answered(finding, READABLE, LOST)) == text


def test_what_a_finding_inside_another_rests_on_is_told_once() -> None:
    for label in ("several", "outside near", "several inside what is outside"):
        text = answer_text(answered(TEXTS[label][0], READABLE, remarks=("有歧义。",)))
        assert text.count("说明：有歧义。") == 1
        assert text.count("（依据 4.1.4.1）") <= 1
    assert "（依据 4.1.4.1）" in answer_text(answered(TEXTS["several"][0], READABLE))


def in_the_code(call: str) -> set[str]:
    """The words with which something is called anywhere in the program."""
    sources = [*ACTIONS.rglob("*.py"), *(ACTIONS.parent / "rules").rglob("*.py")]
    return {word for path in sources for word in re.findall(rf'\b{call}\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))}


def test_all_that_is_asked_back_has_words_of_its_own() -> None:
    asked = in_the_code("(?:missing|Missing)") | {"guess", "guesses"}
    assert asked <= set(ASKED_BACK)
    assert len({answer_text(answered(replace(finding, about=("甲", "乙"), choices=()))) for finding, _ in ASKED_BACK.values()}) == len(
        ASKED_BACK
    )


def test_all_that_is_not_found_has_words_of_its_own() -> None:
    assert in_the_code("NotFound") - {"list", "social"} <= set(NOT_FOUND)  # what is said of these two is among what nobody would say
    unknown = answer_text(answered(NotFound("no such word", ("甲", "乙"), ())))
    assert all(text != unknown for found in NOT_FOUND.values() for _, text in found)


# ---- serial numbers and entries


@pytest.mark.parametrize(("number", "sign"), [(1, "①"), (10, "⑩"), (20, "⑳"), (21, "21."), (32, "32."), (0, "0."), (-1, "-1.")])
def test_serial_numbers_are_written_as_the_standard_writes_them(number: int, sign: str) -> None:
    assert wording.circled(number) == sign


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
        ([GONE, GONE_TOO, ONE], True, "①面对面、第16~17项（名称原文缺失）"),
        ([CUT], True, "第3项（名称原文缺失）"),
        (
            [Item("一米线", owner="收费区"), Item("饮水机", owner="洽谈区"), Item("桌椅", owner="洽谈区")],
            True,
            "收费区：一米线；洽谈区：饮水机、桌椅",
        ),
        ([Item("一米线", owner="收费区")], True, "收费区：一米线"),
    ],
)
def test_entries(items: list[Item], numbered: bool, text: str) -> None:
    assert wording.entries(items, numbered) == text


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (Item("甲"), ""),
        (Item("甲", modality="应"), ""),
        (Item("甲", modality="可", scope="城区"), "可，城区"),
        (Item("甲", way="上门办理"), "上门办理"),
        (Item("甲", via="咨询查询"), "属于“咨询查询”"),
        (Item("甲", modality="可选", way="上门办理", via="乙", scope="丙"), "可选，上门办理，属于“乙”，丙"),
    ],
)
def test_how_an_entry_is_meant(item: Item, text: str) -> None:
    assert wording.notes(item) == text


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([7], "第7项"),
        ([1, 2], "第1~2项"),
        ([1, 3], "第1、3项"),
        ([3, 2, 1, 2], "第1~3项"),
        ([2, 3, 5, 7, 8, 11, 12, 14, 15, 19, 20, 22, 23, 26], "第2~3、5、7~8、11~12、14~15、19~20、22~23、26项"),
    ],
)
def test_numbers_are_drawn_together(numbers: list[int], text: str) -> None:
    assert wording.ordinal(numbers) == text


@given(st.sets(st.integers(1, 60), min_size=1))
@settings(deadline=None, max_examples=100)
def test_numbers_can_be_read_back(numbers: set[int]) -> None:
    """Whatever the numbers, the text names each of them, none else, and as briefly as it can."""
    drawn = wording.ordinal(numbers).removeprefix("第").removesuffix("项").split("、")
    runs = [tuple(map(int, run.split("~"))) for run in drawn]
    assert {number for run in runs for number in range(run[0], run[-1] + 1)} == numbers
    assert all(one[-1] + 1 < other[0] for one, other in pairwise(runs))


def test_names_alone() -> None:
    assert wording.names([GUARD, GONE, GUIDE, GUARD]) == "保安员、引导员"
    assert wording.names([GONE]) == ""
    assert wording.owned([Item("饮水机", owner="业务待办区"), GUARD]) == "饮水机（业务待办区）、保安员"
    assert wording.flow([SURVEY, CUT]) == "②现场勘查 → ③……（其后的环节原文缺失）"
    assert wording.times([Item("7×24小时", scope="故障抢修"), Item("工作时间", scope="其他服务")]) == "故障抢修7×24小时；其他服务工作时间"


def test_clauses_are_told_once_and_not_too_many() -> None:
    assert wording.clauses([]) == ""
    assert wording.clauses(["4.1", "4.2", "4.1"]) == "（依据 4.1、4.2）"
    assert wording.clauses([f"4.{number}" for number in range(8)]).endswith("4.7）")
    assert wording.clauses([f"4.{number}" for number in range(9)]).endswith("4.7等）")
    assert wording.clauses(["4.1", "4.2", "4.3"], 2) == "（依据 4.1、4.2等）"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (ROUND, "应提供7×24小时不间断服务"),
        (Service(A, "可根据需求", "24小时", "可"), "可以提供24小时服务"),
        (Service(A, "有自助的，可根据需求", "24小时", "可"), "提供24小时服务"),
        (Service(A, "", "工作时间", "一般"), "一般为工作时间"),
        (Service(A, "", "以公布的时间为准", "应"), "：以公布的时间为准（标准没有规定具体钟点）"),
        (Service(A, "", "由企业规定", "包括"), "：由企业规定（标准没有规定具体钟点）"),
        (Item("7×24小时", modality="应"), "应提供7×24小时服务"),
    ],
)
def test_when(line: Service | Item, text: str) -> None:
    assert wording.when(line) == text


def test_several_hours_in_a_sentence() -> None:
    repairs, rest = Service(A, "抢修", "7×24小时", "应"), Service(A, "其他服务", "工作时间", "一般")
    assert wording.lines([]) == ""
    assert wording.lines([repairs]) == f"{A}的抢修应提供7×24小时服务"
    assert wording.lines([repairs, rest]) == f"{A}的抢修应提供7×24小时服务；其他服务一般为工作时间"
    assert wording.lines([ROUND, rest]) == f"网上营业厅应提供7×24小时不间断服务；{A}的其他服务一般为工作时间"


# ---- verdicts


def test_cases_that_are_the_same_are_told_together() -> None:
    """Of several subjects with the same entry; not where the entry, the truth, or what there is besides differs."""
    same = wording.merged([case(subject=A, held=(GUARD,)), case(subject=B, held=(GUARD,))])
    assert [(one.who, one.many) for one in same] == [(f"{A}、{B}", True)]
    differ = [
        case(subject=A, held=(GUARD,)),
        case("no", subject=B),
        case("may", subject=C, held=(replace(GUARD, modality="可"),)),
        case(subject=A, thing="引导员", held=(GUIDE,)),
    ]
    assert [(one.who, one.many) for one in wording.merged(differ)] == [(A, False), (B, False), (C, False), (A, False)]
    twice = wording.merged([case(subject=A, held=(GUARD,)), case(subject=A, held=(GUARD,))])
    assert [(one.who, one.many) for one in twice] == [(A, False)]
    assert wording.merged([]) == []


@pytest.mark.parametrize(
    ("aspect", "truth", "word"),
    [
        ("服务流程", "yes", "有，"),
        ("服务流程", "no", "没有，"),
        ("服务功能", "may", "可以，"),
        ("服务渠道", "no", "不能，"),
        ("服务时间", "partly", "分情况："),
        ("服务时间", "may", "不是必须，"),
        ("服务项目", "no", "不包括，"),
        ("任职资格", "yes", "要，"),
        ("设施及用品", "yes", "要，"),
        ("功能分区", "may", "可以有，不是必须："),
        ("服务人员", "no", "不用，"),
        *((aspect, truth, "") for aspect in ("服务流程", "服务功能", "服务时间", "服务人员") for truth in ("undecidable", "silent")),
    ],
)
def test_the_word_with_which_a_verdict_begins(aspect: str, truth: str, word: str) -> None:
    assert wording.first_word(Case(A, aspect, "物", truth)) == word  # type: ignore[arg-type]


def test_how_binding() -> None:
    assert [wording.verb(modality) for modality in ("应", "包括", "可", "一般", "可选", "有条件的")] == [
        *("应有", "有", "可以有", "一般有", "可选配", "有条件的可以有")
    ]
    assert wording.verb("无此词") == "应有"


def test_a_provision_that_only_repeats_the_case() -> None:
    finding = verdict(case(subject="收费区", thing="一米线", said=("供客户排队",)))
    assert wording.inside("供客户排队", finding)
    assert wording.inside("收费区应有一米线", finding)
    assert not wording.inside("应采取安全措施", finding)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (holder(A, held=(GUARD,)), ""),
        (holder(A, held=(Item("保安员", modality="可选", scope="夜间"),)), "可选，不是必须，夜间"),
        (holder(A, held=(Item("排队机", owner="引导区"),)), "在引导区"),
        (Holder("过户", "yes", (case(**STEP, held=(SURVEY,), total=5),)), "第2步"),
        (Holder("过户", "no", (case("no", **STEP, near=(Item("结清相关费用", 4),)),)), "有“结清相关费用”"),
        (Holder("延期", "undecidable", (case("undecidable", **STEP, cut_short=True),)), "流程末尾原文缺失"),
        (Holder(A, "yes", (case(hours=(ROUND,)),)), "7×24小时不间断"),
        (Holder(A, "may", (case(hours=(Service(A, "夜间", "24小时", "可"),)),)), "夜间24小时，可以，不是必须"),
        (Holder(A, "yes", (case(held=(GUARD,)), case(held=(Item("引导员", modality="可"),)))), "可以，不是必须"),
        (Holder(A, "yes", ()), ""),
    ],
)
def test_how_a_holder_has_it(found: Holder, text: str) -> None:
    assert wording.detail(found) == text


def test_little_words() -> None:
    assert wording.subjectless("的流程有回访") == "流程有回访"
    assert wording.subjectless("应配保安员") == "应配保安员"
    assert [wording.level(cls) for cls in ("hall", "channel", "service", "zone", "staff", "")] == ["级", "个", "项", "个", "类", "处"]
    assert wording.remark("区内配置") == "标准没有规定每样各要几个。"
    assert wording.remark("服务人员") == ""
    assert [wording.shown(word) for word in ("wifi", "E级", "空调")] == ["WIFI", "E级", "空调"]
    assert [wording.percent(share) for share in (0, 0.5, 1)] == ["0%", "50%", "100%"]


def test_aspects_that_differ() -> None:
    same, other = Row("服务方式", (ONE,), ((A, ()), (B, ())), ()), Row("服务人员", (), ((A, (GUARD,)), (B, ())), ())
    assert (wording.differing([same, other]), wording.alike([same, other])) == ([other], [same])
    assert (wording.differing([]), wording.alike([])) == ([], [])


@pytest.mark.parametrize(
    ("found", "change", "text"),
    [
        (group(GUARD, subject=B), "becomes", "服务人员"),
        (group(GUARD, subject=C), "becomes", "服务人员"),
        (group(Item("一米线"), subject="收费区", category="区内配置"), "becomes", "收费区的区内配置"),
        (group(GUARD, subject=C), "removes", f"{C}的服务人员"),
        (Group("收费区", "", ()), "adds", "收费区的规定"),
    ],
)
def test_what_a_difference_is_of(found: Group, change: str, text: str) -> None:
    difference = replace(TEXTS["difference becomes"][0], change=change)
    assert wording.about(found, difference) == text


# ---- what is read out


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("step n", "销户流程的第2步是：现场勘查（共6步）。"),
        ("listing flow", "销户的流程（共3步）：受理客户申请，然后现场勘查，然后服务结束。"),
        ("listing many", "C级营业厅的服务方式（共2种）：面对面、电话（可，城区）。"),
        ("listing lost", "C级营业厅的设施及用品（共3项）：便民伞、第16到17项（名称原文缺失）。"),
        ("listing channels", "过户可以通过3个渠道办理：供电营业厅。客户现场：上门办理。网上营业厅：必须注册。"),
        ("complies not", "不符合标准：甲厅的服务人员缺引导员。"),
        ("numbered lost", "供电营业厅设施及用品第16项的名称原文缺失，无法确定是什么。应具备第16项的是：A级营业厅。"),
        (
            "clause",
            "4.1.4.1 供电营业厅的服务人员：服务人员包括营业厅主管等。4.1.6.1 第16到18项 设施及用品第16到18项：第16到18项的名称原文缺失。",
        ),
        ("outside urgent", "请立即远离。拨打95598报修。"),
    ],
)
def test_what_is_read_out(label: str, spoken: str) -> None:
    assert spoken_text(answered(TEXTS[label][0], READABLE, remarks=REMARKS)) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("必须具备第①~⑤种服务方式", "必须具备第①~⑤种服务方式。"),
        ("必须具备第①、③、⑤种，即①面对面、③书面留言", "必须具备第①、③、⑤种，即面对面、书面留言。"),
        ("清单：21.报刊架、24.便民伞", "清单：报刊架、便民伞。"),
    ],
)
def test_the_numbers_of_which_the_standard_speaks_are_read_out(text: str, spoken: str) -> None:
    finding = Listing((Group(A, "服务环境", (), (text,)),))
    assert spoken_text(answered(finding)) == spoken


def test_a_long_reply_is_read_to_the_end_of_a_sentence() -> None:
    provisions = tuple(f"第{number}件事应当做好，并且{'认真' * 10}" for number in range(9))
    spoken = spoken_text(answered(Listing((Group(A, "服务环境", (), provisions),))))
    assert spoken.endswith("。还有其他内容，需要的话我再逐项告诉您。")
    assert len(spoken) <= wording.BREATH_CHARACTERS + 30


def test_a_long_sentence_is_read_to_the_end_of_an_entry() -> None:
    items = tuple(Item(f"设施{'甲' * 6}{number}", number) for number in range(1, 40))
    spoken = spoken_text(answered(Listing((group(*items, category="设施及用品"),))))
    assert spoken.endswith("等。还有其他内容，需要的话我再逐项告诉您。")
    assert spoken.startswith("C级营业厅的设施及用品（共39项）：设施甲甲甲甲甲甲1、")


def test_a_long_flow_is_cut_too() -> None:
    steps = tuple(Item(f"第{number}件事情", number) for number in range(1, 41))
    spoken = spoken_text(answered(Listing((flow("销户", *steps),))))
    assert len(spoken) <= wording.BREATH_CHARACTERS + 30


@given(st.lists(st.sampled_from([text for _, text in TEXTS.values()]), min_size=1, max_size=8))
@settings(deadline=None, max_examples=60)
def test_whatever_is_said_can_be_said_in_one_breath(texts: list[str]) -> None:
    """Whole sentences, without what only the eye takes in."""
    spoken = spoken_text(answered(Listing((Group(A, "服务环境", (), tuple("".join(texts).split("\n"))),))))
    assert spoken.endswith(("。", "？", "！"))
    assert "\n" not in spoken
    assert "（依据" not in spoken
    assert "→" not in spoken
    assert len(spoken) <= wording.BREATH_CHARACTERS + 30


# ---- why


def test_a_derivation_is_told_from_what_was_given() -> None:
    given_ = Link("C级营业厅的等级是C级", "", "", ())
    between = Link("C级营业厅是营业厅", "r1", "4.1", (given_,), more=2)
    last = Link("C级营业厅应有收费员", "r2", "4.1.4.2", (between,), alternatives=(Link("…", "r3", "4.9", ()),))
    text = explanation_text(answered(Missing("grade", (), ()), READABLE, derivation=(last, given_)))
    assert text == (
        "推导过程：\n"
        "1. 已知：C级营业厅的等级是C级\n"
        "2. 由4.1：C级营业厅是营业厅等3项\n"
        "3. 由4.1.4.2：C级营业厅应有收费员\n"
        "4. C级营业厅应有收费员，也可由4.9得出"
    )


def test_what_is_shortest_is_told_first() -> None:
    short = Link("甲", "r", "4.1", ())
    long = Link("丙", "r", "4.3", (Link("乙", "r", "4.2", ()),))
    assert wording.chains([long, short]) == ["由4.1：甲", "由4.2：乙", "由4.3：丙"]
    assert wording.chains([]) == []
    assert wording.chains([short, short]) == ["由4.1：甲"]


def test_why_not() -> None:
    refused = Refused("4.1.4.2 b)1)", "保安员", "等级是A级", "等级是C级")
    text = explanation_text(answered(TEXTS["verdict staff no"][0], READABLE, refused=(refused,)))
    assert text == "为什么没有这一要求：\n· 4.1.4.2 b)1)规定了保安员，但要等级是A级才适用，这里等级是C级。"
    many = tuple(replace(refused, clause=f"4.{number}") for number in range(9))
    text = explanation_text(answered(TEXTS["verdict staff no"][0], READABLE, refused=many))
    assert text.count("规定了保安员") == 6
    assert text.endswith("· 另有3处同样不适用。")


def test_without_a_derivation_the_clauses_are_the_reason() -> None:
    text = explanation_text(answered(Missing("grade", (), ()), READABLE, LOST))
    assert text == (
        "依据是下列条款：\n"
        "· 4.1.4.1 供电营业厅的服务人员：服务人员包括营业厅主管等。\n"
        "· 4.1.6.1 第16~18项 设施及用品第16~18项：第16~18项的名称原文缺失。"
    )


def test_without_either_it_says_so() -> None:
    assert explanation_text(answered(NotFound("name", ("飞机",), ()))) == "上一个回答没有用到标准的条款。"


# ---- what came of checking a hall


@pytest.fixture(scope="module")
def checker(standard: Standard) -> Checker:
    return Checker(standard)


def test_a_check_is_told_by_category(checker: Checker) -> None:
    has = frozenset({(C, "营业厅主管"), (C, "收费员"), (C, "保安员"), (C, "面对面")})
    result = next(iter(checker.check_all([Hall("甲厅", C, has, frozenset({"服务人员", "服务方式"}))])))
    assert check_text(result, ("功能分区", "设施及用品")) == (
        "C级营业厅检查结果：\n"
        "· 服务方式：缺电话、书面留言、传真、客户自助。（依据 4.1.3.2 b)1)）\n"
        "· 服务人员：缺业务受理员。（依据 4.1.4.2 b)3)）\n"
        "有而标准没有要求的：保安员。\n"
        "没有说到的功能分区、设施及用品没有检查。"
    )


def test_a_check_without_anything_missing(checker: Checker) -> None:
    has = frozenset((C, name) for name in ("营业厅主管", "业务受理员", "收费员"))
    result = next(iter(checker.check_all([Hall("甲厅", C, has, frozenset({"服务人员"}))])))
    assert check_text(result, ()) == "C级营业厅检查结果：\n· 服务人员：应有的都有。"


def test_a_check_of_what_has_lost_its_name(checker: Checker) -> None:
    result = next(iter(checker.check_all([Hall("甲厅", B, frozenset(), frozenset({"设施及用品"}))])))
    text = check_text(result, ())
    assert "（另有3项的名称原文缺失，不能判断。）" in text
    assert "第16项" not in text


def test_a_check_of_nothing(checker: Checker) -> None:
    result = next(iter(checker.check_all([Hall("甲厅", C, frozenset(), frozenset())])))
    assert check_text(result, ("服务人员",)) == (
        "C级营业厅检查结果：\n没有说到的服务人员没有检查。\n还没有说这座营业厅有什么，没有可以检查的。"
    )


@pytest.mark.parametrize(
    ("more", "gone", "text"),
    [
        (("收费员", "保安员"), (), "记下了：收费员、保安员。"),
        ((), ("保安员",), "去掉了：保安员。"),
        (("收费员",), ("保安员",), "记下了：收费员；去掉了：保安员。"),
        ((), (), ""),
    ],
)
def test_what_was_noted(more: tuple[str, ...], gone: tuple[str, ...], text: str) -> None:
    assert wording.render("noted.j2", more=more, gone=gone) == text


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (HallCheck(), "记下的是：等级还没有说"),
        (HallCheck(C), "记下的是：C级营业厅"),
        (HallCheck(C, (("服务人员", "收费员"),), ("服务人员", "功能分区")), "记下的是：C级营业厅\n服务人员：收费员\n功能分区：没有"),
    ],
)
def test_what_is_kept_of_a_check(check: HallCheck, text: str) -> None:
    assert wording.render("shown.j2", check=check) == text


# ---- the templates


def test_every_template_is_used_and_every_kind_has_one() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir()}
    kinds = {cls.__name__.lower() for cls in get_args(Finding)}
    rendered = {name for path in ACTIONS.rglob("*.py") for name in re.findall(r'"(\w+)\.j2"', path.read_text(encoding="utf-8"))}
    imported = {name for text in files.values() for name in re.findall(r"(?:import|include|extends|from) '(\w+)\.j2'", text)}
    assert set(files) == kinds | rendered | imported


def test_every_filter_is_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir())
    used = set(re.findall(r"\|\s*(\w+)", text))
    assert [name for name in wording.FILTERS if name not in used] == []


def test_every_little_word_is_used() -> None:
    sources = [*ACTIONS.rglob("*.py"), *TEMPLATES.iterdir()]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert [word for word in wording.vocabulary() if not re.search(rf"""\["{word}"\]|\['{word}'\]|\(\)\.{word}\b""", text)] == []


def test_templates_are_plain_simplified_text() -> None:
    for path in [*TEMPLATES.iterdir(), ACTIONS / "wording.yaml"]:
        text = path.read_text(encoding="utf-8")
        assert SIMPLIFIED.convert(text) == text
        assert "| safe" not in text
        assert not re.search("坐席|勘察|规档|帐户|帐单|登陆网", text)


def test_what_goes_wrong_in_a_template_is_not_hidden() -> None:
    broken = replace(answered(Missing("grade", (), ())), remarks=None)  # type: ignore[arg-type]
    with pytest.raises((TypeError, AttributeError)):
        answer_text(broken)


def test_a_name_with_a_meaning_for_templates_stays_as_it_is() -> None:
    """What people write is shown, never run."""
    for name in ("{{ 7 * 7 }}", "{% raw %}", "<b>", "&amp;", "%s", "{0}"):
        text = answer_text(answered(NotFound("name", (name, "甲"), ())))
        assert f"“{name}、甲”" in text or f"“{name.upper()}、甲”" in text
        assert answer_text(answered(Listing((flow(name, SURVEY),)))).startswith(f"{name}的流程（共1步）：")


def test_answers_are_worded_alike_every_time() -> None:
    """Nothing is remembered from one answer to the next."""
    first = [answer_text(answered(finding)) for finding, _ in TEXTS.values()]
    again = [answer_text(answered(finding)) for finding, _ in reversed(TEXTS.values())]
    assert first == again[::-1]
