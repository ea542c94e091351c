"""How the parts of findings are worded: entries, serial numbers, clauses, hours, verdicts, comparisons."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import wording
from rules.findings import Case, Group, Holder, Item, Ranked, Row, Service
from tests.actions.findings import TEXTS
from tests.actions.findings.builders import (
    CUT,
    GONE,
    GONE_TOO,
    GUARD,
    GUIDE,
    LOST,
    ONE,
    READABLE,
    ROUND,
    STEP,
    SURVEY,
    TWO,
    A,
    B,
    C,
    case,
    group,
    holder,
    verdict,
)

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
    assert wording.entries(items, numbered=numbered) == text


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


# ---- the same of several


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ([], ""),
        ([("甲", "")], "甲"),
        ([("甲", "夜间")], "甲（夜间）"),
        ([("甲", "夜间"), ("乙", "夜间"), ("丙", "")], "甲、乙（以上2项：夜间）、丙"),
        ([("甲", "夜间"), ("乙", "白天"), ("丙", "夜间")], "甲（夜间）、乙（白天）、丙（夜间）"),
        ([("甲、乙", ""), ("丙（丁、戊）", "")], "“甲、乙”、丙（丁、戊）"),
    ],
)
def test_what_is_noted_of_several_in_a_row_is_said_once(told: list[tuple[str, str]], text: str) -> None:
    assert "、".join(wording.drawn(told)) == text


def test_holders_with_the_same_note() -> None:
    found = [holder(name, held=(Item("排队机", owner="引导区"),)) for name in (A, B)]
    assert wording.holders(found, "级") == f"{A}、{B}（以上2级：在引导区）"
    assert wording.holders(found, "级", briefly=True) == f"{A}、{B}"


def test_the_kinds_of_a_holder_that_have_it() -> None:
    """Told where some have it and some have not; of a step, which holder has it is enough."""
    kinds = (case(subject=A, held=(GUARD,)), case("no", subject=B))
    assert wording.detail(Holder("供电营业厅", "partly", kinds)) == f"其中{A}"
    assert wording.holders([Holder("供电营业厅", "partly", kinds)], "个", briefly=True) == f"供电营业厅（其中{A}）"
    assert wording.detail(Holder("供电营业厅", "yes", kinds[:1])) == ""


def test_documents_are_named_as_such() -> None:
    manual = [Item("手册")]
    assert (wording.names(manual, "服务环境"), wording.entries(manual, "服务环境")) == ("《手册》", "《手册》")
    assert wording.names(manual) == "手册"


@pytest.mark.parametrize(
    ("aspect", "note"),
    [("服务渠道", "包括在“咨询查询”里"), ("任职资格", "对“咨询查询”的要求"), ("服务人员", "属于“咨询查询”")],
)
def test_of_what_general_kind_an_entry_is_had(aspect: str, note: str) -> None:
    assert wording.notes(Item("甲", via="咨询查询"), aspect) == note


def test_what_was_asked_of_all_entries_is_not_told_of_each() -> None:
    items = (Item("甲", way="上门办理", scope=A), Item("乙", way="", scope=B))
    found = wording.untold(group(*items, way="上门办理", scope=A))
    assert [(item.way, item.scope) for item in found] == [("", ""), ("", B)]
    assert wording.untold(group(*items)) == list(items)


def test_clauses_that_a_text_does_not_name() -> None:
    cited = [READABLE, LOST]
    assert wording.unnamed(cited, "应有。（依据 4.1.4.1）") == ["4.1.6.1 第16~18项"]
    assert wording.unnamed(cited, "应有。（依据 4.1.4.1、4.1.6.1 第16~18项等）") == []
    assert wording.unnamed(cited, "见14.1.4.1、4.1.4.1.2") == ["4.1.4.1", "4.1.6.1 第16~18项"]


def test_those_with_the_same_number_are_ranked_together() -> None:
    found = [Ranked(A, 7), Ranked(B, 7), Ranked(C, 4)]
    assert wording.ranks(found, "个") == f"{A}、{B}（各7个）、{C}（4个）"
    assert wording.ranks([], "个") == ""


def test_many_names_are_counted() -> None:
    names = [f"业务{number}" for number in range(1, 10)]
    assert wording.few(names[:8], "service") == "、".join(names[:8])
    assert wording.few(names, "service") == "业务1、业务2、业务3等9项"


def test_the_same_of_several_things_is_one_sentence() -> None:
    """Of the same subjects and in the same words; not where a number, a note or the part that has it is told."""
    umbrella = case(aspect="设施及用品", thing="便民伞", held=(Item("便民伞", 24, "应"),))
    both = wording.joined(wording.merged([case(held=(GUARD,)), case(thing="引导员", held=(GUIDE,)), umbrella]))
    assert [(one.thing, one.held[0].name, one.held[0].number) for one in both] == [("保安员、引导员、便民伞",) * 2 + (0,)]
    apart = [
        case(held=(GUARD,)),
        case(thing="引导员", held=(replace(GUIDE, scope="夜间"),)),
        case(thing="收费员", held=(replace(GUARD, name="收费员", owner="收费区"),)),
        case("no", thing="保洁员"),
        case("no", subject=B, thing="保洁员"),
        case(**STEP, held=(SURVEY,)),
    ]
    assert [one.thing for one in wording.joined(wording.merged(apart))] == ["保安员", "引导员", "收费员", "保洁员", "现场勘查"]
    assert wording.joined([]) == []


def test_lists_that_are_the_same_are_told_together() -> None:
    found = wording.rows([group(GUARD, subject=A), group(GUARD, subject=B, clauses=("4.2",)), group(GUIDE, subject=C)])
    assert [(one.subject, one.clauses) for one in found] == [(f"{A}、{B}", ("4.1", "4.2")), (C, ("4.1",))]


def test_of_many_entries_of_a_numbered_list_the_numbers_are_told() -> None:
    many = [Item(f"物{number}", number) for number in range(1, 10)]
    assert wording.numbered(many)
    assert not wording.numbered(many[:8])
    assert not wording.numbered([*many, Item("物")])


def test_the_same_hours_are_told_together() -> None:
    """Of several modes of a subject; not with those of another, nor with a scope that is a clause or a remark."""
    phone, message = Service(A, "电话", "24小时", "应", ("4.1",)), Service(A, "短信", "24小时", "应", ("4.2",))
    assert [line.scope for line in wording.same_hours([phone, message])] == ["电话、短信"]
    apart = [phone, replace(message, subject=B), replace(message, hours="工作时间"), replace(message, scope="（热线）")]
    assert wording.same_hours(apart) == apart
    assert [item.scope for item in wording.same_hours([Item("24小时", scope="电话"), Item("24小时", scope="短信")])] == ["电话、短信"]
