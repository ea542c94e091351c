"""The advisor as a whole: what goes before what, what is outside the standard, remarks, questions back, and what holds of every answer."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.advisor import Advisor, Answer, Query, QueryKind
from rules.advisor.answers import (
    Channels,
    Count,
    Finding,
    Flows,
    Holders,
    Hours,
    Item,
    Listing,
    Missing,
    NotFound,
    Outside,
    Passages,
    Statements,
    StepAt,
    Verdict,
)
from rules.engine import Engine
from rules.loader import load
from tests.rules.asking import HALLS, KINDS, cited, found, links, names, strings
from tests.rules.conftest import Ask
from tests.rules.test_standard_matrix import GROUP, HOTLINE, LISTS, ONLINE, SERVICES

STANDARD = load()
TOPICS = tuple(STANDARD.outside)
DANGER = "用电危险"
NEAR = tuple(name for name, topic in STANDARD.outside.items() if topic.nearby != "none")
FAR = tuple(name for name, topic in STANDARD.outside.items() if topic.nearby == "none")
TENSIONS = {tension.id: tension for tension in STANDARD.tensions}
SHOWN: dict[str, list[tuple[QueryKind, tuple[str, ...]]]] = {
    "K17-C": [
        ("whether", ("C级营业厅", "客户自助")),
        ("whether", ("C级营业厅", "自助缴费终端")),
        ("whether", ("C级营业厅", "触摸屏")),
        ("requirement", ("C级营业厅", "客户自助区")),
    ],
    "K17-D": [("whether", ("D级营业厅", "客户自助区")), ("whether", ("D级营业厅", "自助缴费终端"))],
    "K18": [
        ("whether", ("D级营业厅", "保安员")),
        ("whether", ("C级营业厅", "保安员")),
        ("holder", ("B级营业厅", "保洁员")),
        ("compare", ("B级营业厅", "C级营业厅", "保安员")),
    ],
    "K19": [("whether", ("D级营业厅", "报刊架")), ("holder", ("C级营业厅", "D级营业厅", "报刊架"))],
    "K20": [("whether", (HOTLINE, "服务时间")), ("hours", (HOTLINE, "服务时间")), ("provision", (HOTLINE, "人工受理"))],
    "K21": [("provision", ("统一管理",)), ("requirement", (HOTLINE, "服务网络布局"))],
    "K22": [("whether", ("过户", ONLINE)), ("whether", ("校表", HOTLINE)), ("steps", ("新装", HOTLINE))],
    "K23": [("whether", (ONLINE, "普通话水平测试三级及以上证书")), ("whether", ("95598座席", "普通话水平测试三级及以上证书"))],
    "K24": [("steps", ("更名",)), ("steps", ("市政代工",)), ("step", ("更名",))],
    "K25": [("provision", ("统一管理",)), ("provision", (ONLINE, "统一管理"))],
}
"""2.12: for each tension inside the standard, questions that touch it."""
NOT_SHOWN: dict[str, list[tuple[QueryKind, tuple[str, ...]]]] = {
    "K17-C": [
        ("whether", ("A级营业厅", "客户自助")),
        ("whether", ("C级营业厅", "饮水机")),
        ("requirement", ("C级营业厅", "服务人员")),
        ("whether", ("D级营业厅", "自助缴费终端")),
    ],
    "K17-D": [("whether", ("C级营业厅", "客户自助")), ("whether", ("D级营业厅", "饮水机"))],
    "K18": [("whether", ("A级营业厅", "保安员")), ("whether", ("D级营业厅", "收费员"))],
    "K19": [("whether", ("C级营业厅", "报刊架")), ("whether", ("D级营业厅", "饮水机"))],
    "K20": [("whether", (ONLINE, "服务时间")), ("whether", ("故障抢修", "服务时间")), ("functions", (HOTLINE,))],
    "K21": [("provision", (ONLINE, "统一管理")), ("hours", (HOTLINE,))],
    "K22": [("whether", ("投诉", ONLINE)), ("whether", ("过户", "供电营业厅")), ("whether", ("电费收缴", HOTLINE))],
    "K23": [("whether", (ONLINE, "大专及以上学历")), ("whether", ("A级营业厅", "普通话水平测试三级及以上证书"))],
    "K24": [("steps", ("过户",)), ("steps", ("变更用电",))],
    "K25": [("requirement", (ONLINE, "服务时间"))],
}
"""For each, questions beside it that do not."""
NAMES = [name for name, concept in STANDARD.concepts.items() if not concept.lost]
GENERAL = (
    "供电营业厅",
    "预受理",
    "告示",
    "引导",
    "洽谈",
    "国家电网品牌推广应用手册",
    "国家电网公司视觉识别系统推广应用试点工作意见",
)
"""Concepts that are named by themselves less often than with others; see the end of this file."""
LOST = [name for name, concept in STANDARD.concepts.items() if concept.lost]
REFERENCES = ["", "", "", "4.1", "5.1.4", "SI01-06", "sc03", "4.1.4.2 a)", "第9条", "4.1.6.1 第16~18项", "x", "…", "%s"]


def remarked(answer: Answer) -> set[str]:
    """The tensions that an answer remarks on."""
    return {tension.id for tension in STANDARD.tensions if tension.says in answer.remarks}


# ---- what is outside the standard


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != DANGER])
def test_outside(ask: Ask, topic: str) -> None:
    """However it is asked, a topic that the standard does not treat is answered with that and with where to turn; nothing is cited."""
    of_topic = STANDARD.outside[topic]
    for kind in (kind for kind in KINDS if kind not in ("clause", "item", "definition", "compare")):
        answer = ask(kind, topic)
        finding = found(answer, Outside)
        assert (finding.topic, finding.says, finding.turn_to) == (topic, of_topic.says, of_topic.turn_to)
        assert (finding.nearby, finding.urgent, answer.citations, answer.derivation) == (None, False, (), ())
        assert "标准" in finding.says
        assert finding.turn_to


@pytest.mark.parametrize("topic", NEAR)
def test_outside_with_something_near(ask: Ask, topic: str) -> None:
    """Beside a service its steps are what the standard does say, and are cited; of a function, where it is had; of a step, who has it."""
    for clause, service in SERVICES:
        answer = ask("about", service, topic)
        finding = found(answer, Outside)
        assert finding.topic == topic
        assert finding.nearby == ask("steps", service).finding
        assert cited(answer) == [clause]
    assert found(ask("channels", topic, "投诉"), Outside).nearby == ask("channels", "投诉").finding
    assert found(ask("whether", topic, "回访"), Outside).nearby == ask("holder", "回访").finding


@pytest.mark.parametrize("topic", FAR)
def test_outside_with_nothing_near(ask: Ask, topic: str) -> None:
    """Topics to which nothing in the standard is near are answered alone."""
    for beside in ("过户", "投诉", "收取相关营业费用", ONLINE):
        assert found(ask("whether", topic, beside), Outside).nearby is None


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != DANGER])
def test_outside_with_a_thing(ask: Ask, topic: str) -> None:
    """Beside a thing or a matter it is what is laid down on that."""
    finding = found(ask("requirement", topic, "一米线"), Outside)
    assert isinstance(finding.nearby, Statements)
    assert "一米线" in str(finding.nearby)


@pytest.mark.parametrize("service", ["更名", "变更用电"])
def test_outside_with_a_service_without_a_flow(ask: Ask, service: str) -> None:
    """Where nothing is near after all, nothing is shown as near."""
    assert found(ask("about", service, "收费金额"), Outside).nearby is None


@pytest.mark.parametrize("kind", ["clause", "item", "definition", "compare"])
def test_kinds_that_stay_inside(ask: Ask, kind: QueryKind) -> None:
    """A clause, an entry, a definition, a comparison stay what they are although a word in them is also that of a topic outside."""
    concepts = {"clause": (), "item": ("设施及用品",), "definition": ("四净四无",), "compare": ("A级营业厅", "B级营业厅")}[kind]
    more: dict[str, Any] = {"reference": "4.1.4.1"} if kind == "clause" else {"numbers": (3,)} if kind == "item" else {}
    answer = ask(kind, "收费金额", *concepts, **more)
    assert not isinstance(answer.finding, Outside)
    assert answer.finding == ask(kind, *concepts, **more).finding


@pytest.mark.parametrize("kind", ["clause", "item", "definition", "compare"])
def test_kinds_that_stay_inside_when_they_lead_nowhere(ask: Ask, kind: QueryKind) -> None:
    """Nothing to compare or define but a topic outside: then that is what was meant."""
    if kind == "item":
        assert not isinstance(ask(kind, "招聘").finding, Passages)
        return
    assert found(ask(kind, "招聘"), Outside).topic == "招聘"


@pytest.mark.parametrize("place", [HOTLINE, ONLINE, "客户现场", "银行及其他代办机构", "社区及其他渠道"])
def test_hours_that_the_standard_has_are_not_outside(ask: Ask, place: str) -> None:
    """Opening hours of halls are outside; when another channel serves is laid down, and is answered."""
    assert found(ask("hours", place, "营业时间"), Hours) == found(ask("hours", place), Hours)


@pytest.mark.parametrize("place", ["供电营业厅", *HALLS.values()])
def test_hours_that_the_standard_has_not(ask: Ask, place: str) -> None:
    """Of halls the standard has no opening hours; only of grade D something is near."""
    finding = found(ask("hours", place, "营业时间"), Outside)
    assert finding.topic == "营业时间"
    assert (finding.nearby is not None) == (place == "D级营业厅")


# ---- danger


@pytest.mark.parametrize("kind", KINDS)
def test_danger_goes_before_everything(ask: Ask, kind: QueryKind) -> None:
    """Whatever is asked with it, a danger is answered first: keep away, and whom to call."""
    for concepts in ((DANGER,), ("收费金额", DANGER), ("过户", "C级营业厅", DANGER, "营业时间")):
        answer = ask(kind, *concepts, reference="4.1", numbers=(1,), unknown=(("hall", "e级"),))
        finding = found(answer, Outside)
        assert (finding.topic, finding.urgent, finding.nearby) == (DANGER, True, None)
        assert "远离" in finding.says
        assert all(number in finding.turn_to for number in ("95598", "119", "120"))
        assert answer.citations == ()


def test_only_dangers_are_urgent() -> None:
    """The rest can wait its turn."""
    assert [name for name, topic in STANDARD.outside.items() if topic.urgent] == [DANGER]


# ---- names of nothing


@pytest.mark.parametrize("word", ["e级", "z厅", "五级营业厅"])
def test_unknown_grade(ask: Ask, word: str) -> None:
    """A grade that there is none of: the answer says so with the four that there are, from 4.1.1, whatever was asked of it."""
    for kind in KINDS:
        answer = ask(kind, "服务人员", unknown=(("hall", word),))
        finding = found(answer, NotFound)
        assert (finding.what, finding.known) == (f"“{word.upper()}”", ("A级", "B级", "C级", "D级"))
        assert cited(answer) == ["4.1.1"]
        assert any("来源之外" in remark for remark in answer.remarks)


@pytest.mark.parametrize("cls", [cls for cls in STANDARD.classes if cls != "hall"])
def test_unknown_of_other_classes(ask: Ask, cls: str) -> None:
    """The same for any class: what there is instead."""
    finding = found(ask("requirement", unknown=((cls, "没有"),)), NotFound)
    assert finding.known == STANDARD.of_class(cls)


def test_concepts_that_the_standard_has_not(ask: Ask) -> None:
    """A name that is none of the standard's (of an older version of the data, say) is passed over, never answered about."""
    assert ask("requirement", "没有这个", "C级营业厅", "服务人员").finding == ask("requirement", "C级营业厅", "服务人员").finding
    assert isinstance(ask("requirement", "没有这个").finding, Missing)


# ---- questions back


def test_missing_choices_can_be_answered(ask: Ask) -> None:
    """What is offered when something is missing leads to an answer: each choice, put as a query by hand."""
    by_hand: dict[str, Answer] = {
        "新装有哪些步骤？": ask("steps", "新装"),
        "过户有哪些步骤？": ask("steps", "过户"),
        "销户有哪些步骤？": ask("steps", "销户"),
        "电费可以在哪里交？": ask("channels", "电费收缴"),
        "故障报修打什么电话？": ask("channels", "故障报修"),
        "过户可以在哪些渠道办？": ask("channels", "过户"),
        "B级营业厅和C级营业厅有什么不同？": ask("compare", "B级营业厅", "C级营业厅"),
        "95598和网上营业厅的服务方式有什么不同？": ask("compare", HOTLINE, ONLINE, "服务方式"),
        "减容和暂停的流程有什么不同？": ask("compare", "减容", "暂停", "服务流程"),
        "哪级营业厅需要引导员？": ask("holder", "营业厅等级", "引导员"),
        "哪级营业厅要有客户自助区？": ask("holder", "营业厅等级", "客户自助区"),
        "哪些业务有回访？": ask("holder", "回访"),
        "4.1.5.2说了什么？": ask("clause", reference="4.1.5.2"),
        "SI01-06的内容是什么？": ask("clause", reference="SI01-06"),
        "SC03的内容是什么？": ask("clause", reference="SC03"),
        "C级营业厅需要哪些服务人员？": ask("requirement", "C级营业厅", "服务人员"),
        "95598能办什么？": ask("functions", HOTLINE),
        "设施及用品第1项是什么？": ask("item", "设施及用品", numbers=(1,)),
    }
    offered = [choice for kind in KINDS for finding in [ask(kind).finding] if isinstance(finding, Missing) for choice in finding.choices]
    assert set(offered) <= set(by_hand)
    for choice, answer in by_hand.items():
        assert not isinstance(answer.finding, (Missing, NotFound, Passages)), choice
        assert answer.citations, choice


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_named(ask: Ask, kind: QueryKind) -> None:
    """A question that names nothing is asked back with whole questions, or answered with all there is; never with an empty finding."""
    finding = ask(kind).finding
    if isinstance(finding, Missing):
        assert finding.asks.endswith(("？", "：", "。"))
        assert finding.choices
        assert all(choice.endswith("？") for choice in finding.choices)
    else:
        assert isinstance(finding, (Hours, Statements)) or kind == "item"


# ---- what the concepts suggest


@pytest.mark.parametrize(
    ("concepts", "finding"),
    [
        (("C级营业厅",), Listing),
        (("收费区",), Listing),
        (("收费区", "供电营业厅"), Listing),
        ((ONLINE,), Listing),
        (("过户",), Flows),
        (("过户", ONLINE), Verdict),
        (("投诉",), Channels),
        (("投诉", ONLINE), Verdict),
        (("回访",), Holders),
        (("排队机",), Holders),
        (("收费员",), Holders),
        (("服务人员",), Listing),
        (("四净四无",), Statements),
        (("等待音乐",), Statements),
        (("供电客户服务提供标准",), Statements),
        (("招聘",), Outside),
    ],
)
def test_about(ask: Ask, concepts: tuple[str, ...], finding: type[Finding]) -> None:
    """Concepts alone are answered with what people mean by them."""
    assert isinstance(ask("about", *concepts).finding, finding)


@pytest.mark.parametrize("cls", STANDARD.classes)
def test_every_name_is_understood(ask: Ask, cls: str) -> None:
    """A concept alone is answered; only what has no flow, or many, is said to have none or asked back."""
    expected = {"更名": NotFound, "市政代工": NotFound, "变更用电": Missing, GROUP: Missing, "服务流程": Missing}
    for name in STANDARD.of_class(cls):
        if name in GENERAL or name in LOST:
            continue
        answer = ask("about", name)
        if name in expected:
            found(answer, expected[name])
        else:
            assert not isinstance(answer.finding, (Missing, NotFound, Passages, Outside)), name
            assert answer.citations, name
        assert answer.edition == "《国家电网公司供电客户服务提供标准》2011年版，数据版本2026.11.1"


# ---- the search, when nothing else answers


class Searching:
    """A search that finds what it is told to, and remembers what it was asked."""

    def __init__(self, *finds: str) -> None:
        self.finds = finds
        self.asked: list[str] = []

    def __call__(self, text: str) -> tuple[str, ...]:
        self.asked.append(text)
        return self.finds


def test_passages(engine: Engine) -> None:
    """What nothing else answers is searched for, in the words of the question; the clauses found are shown and cited in their order."""
    search = Searching("4.2.5 b)", "4.1.5.2 d)", "4.1")
    answer = Advisor(STANDARD, search, engine).answer(Query("about", text="音乐和卫生"))
    assert search.asked == ["音乐和卫生"]
    finding = found(answer, Passages)
    assert [citation.clause for citation in finding.clauses] == cited(answer) == ["4.2.5 b)", "4.1.5.2 d)", "4.1"]
    assert answer.derivation == ()
    assert any(remark.startswith("4.1：原文此处缺失") for remark in answer.remarks)


def test_nothing_found(engine: Engine) -> None:
    """What the search does not find either is asked back."""
    finding = found(Advisor(STANDARD, Searching(), engine).answer(Query("about", text="今天天气好吗")), Missing)
    assert finding.asks.startswith("没有听懂")
    assert len(finding.choices) == 3


@pytest.mark.parametrize(
    "query",
    [
        Query("requirement", ("C级营业厅", "服务人员"), text="C级要什么人"),
        Query("steps", ("更名",), text="更名的步骤"),
        Query("steps", (), text="有什么步骤"),
        Query("outside", ("招聘",), text="招人吗"),
        Query("clause", reference="9.9", text="9.9说了什么"),
        Query("whether", (DANGER,), text="着火了"),
    ],
    ids=lambda query: query.text,
)
def test_the_search_is_the_last_resort(engine: Engine, query: Query) -> None:
    """Nothing that is answered, refused or asked back otherwise is searched for."""
    search = Searching("4.1")
    Advisor(STANDARD, search, engine).answer(query)
    assert search.asked == []


@pytest.fixture(scope="module")
def engine() -> Engine:
    """One engine for the advisors with searches of their own."""
    return Engine(STANDARD.rules)


# ---- tensions inside the standard


def test_every_tension_is_tried() -> None:
    """No remark goes untested."""
    assert {*SHOWN, "K10"} == {*NOT_SHOWN, "K10"} == set(TENSIONS)


@pytest.mark.parametrize(("tension", "kind", "concepts"), [(one, *query) for one, queries in SHOWN.items() for query in queries])
def test_tension_is_shown(ask: Ask, tension: str, kind: QueryKind, concepts: tuple[str, ...]) -> None:
    """A question that touches a tension is answered with the remark on it, and cites one of its clauses."""
    answer = ask(kind, *concepts)
    assert tension in remarked(answer)
    assert set(TENSIONS[tension].clauses) & set(cited(answer))


@pytest.mark.parametrize(("tension", "kind", "concepts"), [(one, *query) for one, queries in NOT_SHOWN.items() for query in queries])
def test_tension_is_not_shown(ask: Ask, tension: str, kind: QueryKind, concepts: tuple[str, ...]) -> None:
    """A question beside it is not burdened with the remark."""
    assert tension not in remarked(ask(kind, *concepts))


@pytest.mark.parametrize("thing", sorted(set(TENSIONS["K10"].about[0])))
def test_numbers_are_not_quantities(ask: Ask, thing: str) -> None:
    """K10: that the numbers of the list are no quantities is told just when the question has a quantity."""
    number = LISTS["设施及用品"].index(thing) + 1
    asked: list[tuple[QueryKind, tuple[str, ...]]] = [("holder", (thing,)), ("whether", ("A级营业厅", thing))]
    for kind, concepts in asked:
        assert "K10" in remarked(ask(kind, *concepts, quantities=(number,)))
        assert "K10" not in remarked(ask(kind, *concepts))
        assert "K10" not in remarked(ask(kind, *concepts, numbers=(number,)))


def test_a_quantity_of_something_else(ask: Ask) -> None:
    """A quantity of staff has nothing to do with the list of facilities."""
    assert "K10" not in remarked(ask("whether", "A级营业厅", "保安员", quantities=(3,)))


def test_remarks_are_not_repeated(ask: Ask) -> None:
    """Each remark once, even where several clauses call for it."""
    for tension, queries in SHOWN.items():
        for kind, concepts in queries:
            remarks = ask(kind, *concepts).remarks
            assert len(set(remarks)) == len(remarks), tension


# ---- what is remarked on the clauses cited


def test_a_note_is_told_where_it_is_alone(ask: Ask) -> None:
    """Of one uncertain clause the remark says why; of one among several from outside, and of several, only which they are."""
    alone = ask("requirement", "A级营业厅", "服务网络布局").remarks
    assert alone == ("4.1.1：所见文本没有这一条，内容取自来源之外的资料。" + STANDARD.clauses["4.1.1"].note,)
    among_several = ask("channels", "过户").remarks
    assert "4.1.2：所见文本没有这一条，内容取自来源之外的资料。" in among_several
    several = ask("clause", reference="4.1.6.1").remarks
    assert "4.1.6.1 第16~18项、4.1.6.1 第31~32项：原文此处缺失，不作推测。" in several
    lost_among_several = ask("clause", reference="5.1.1").remarks
    assert "5.1.1 末尾：原文此处缺失，不作推测。" + STANDARD.clauses["5.1.1 末尾"].note in lost_among_several


def test_several_ambiguous_clauses_are_not_remarked_on(ask: Ask) -> None:
    """What is ambiguous in one of many clauses says little: the citations carry it."""
    answer = ask("holder", "回访")
    assert len([citation for citation in answer.citations if citation.status == "ambiguous"]) == 4
    assert answer.remarks == ()


def test_what_is_lost_comes_before_what_is_ambiguous(ask: Ask) -> None:
    """The gravest first: lost, from outside, ambiguous; of each, the clauses that are cited."""
    remarks = ask("clause", reference="4.1").remarks
    assert [remark.partition("：")[0] for remark in remarks] == ["4.1、4.1 各级的功能、4.1 营业时间", "4.1.1、4.1.2", "4.1.4.2 a) 第二句"]


# ---- suggestions


@pytest.mark.parametrize(
    ("kind", "concepts", "suggests"),
    [
        ("requirement", ("C级营业厅", "服务人员"), "C级营业厅有哪些功能分区？"),
        ("requirement", (HOTLINE,), "95598供电服务热线能办什么？"),
        ("requirement", ("收费区",), "收费区设在哪里？"),
        ("steps", ("销户",), "销户可以在哪些渠道办？"),
        ("step", ("销户",), "下一步呢？"),
        ("whether", ("C级营业厅", "保安员"), "C级营业厅需要什么？"),
        ("whether", ("过户", "回访"), "过户有哪些步骤？"),
        ("channels", ("过户",), "在网上能办过户吗？"),
        ("channels", ("投诉",), "在网上能办投诉吗？"),
        ("functions", (ONLINE,), "网上营业厅的服务时间？"),
        ("outside", ("过户", "收费金额"), "过户可以在哪些渠道办？"),
    ],
)
def test_suggestions(ask: Ask, kind: QueryKind, concepts: tuple[str, ...], suggests: str) -> None:
    """Next questions are about the subject of the answer, by its name."""
    suggestions = ask(kind, *concepts).suggestions
    assert suggests in suggestions
    assert all("{" not in suggestion and suggestion.endswith("？") for suggestion in suggestions)


@pytest.mark.parametrize("concepts", [("C级营业厅", "服务人员"), ("C级营业厅", "功能分区")])
def test_what_was_asked_is_not_suggested(ask: Ask, concepts: tuple[str, ...]) -> None:
    suggestions = ask("requirement", *concepts).suggestions
    assert suggestions
    assert [question for question in suggestions if concepts[1] in question] == []


@pytest.mark.parametrize("kind", ["definition", "clause", "item", "count", "about"])
def test_no_suggestions(ask: Ask, kind: QueryKind) -> None:
    """Kinds of question without next questions have none."""
    assert ask(kind, "C级营业厅", reference="4.1").suggestions == ()


# ---- what holds of every answer


def queries(concepts: list[str]) -> st.SearchStrategy[Query]:
    """Any question, sensible or not."""
    return st.builds(
        Query,
        kind=st.sampled_from(KINDS),
        concepts=st.lists(st.sampled_from(concepts), max_size=4).map(tuple),
        reference=st.sampled_from(REFERENCES) | st.text(max_size=8),
        numbers=st.lists(st.integers(-2, 40), max_size=3).map(tuple),
        quantities=st.lists(st.integers(0, 40), max_size=2).map(tuple),
        position=st.sampled_from(["", "first", "last", "next", "previous"]),
        negated=st.booleans(),
        unknown=st.just(()) | st.sampled_from([(("hall", "e级"),), (("staff", "x"),)]),
        text=st.text(max_size=10),
    )


CONCEPTS = [*NAMES, *NAMES, *TOPICS, "没有这个词"]
ANY = queries(CONCEPTS)


def items(value: Any) -> Iterator[dict[str, Any]]:
    """Every entry of a list in an answer as plain values."""
    if isinstance(value, dict):
        if {"name", "lost", "modality"} <= set(value):
            yield value
        for part in value.values():
            yield from items(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from items(part)


def clause_fields(value: Any) -> Iterator[str]:
    """Every clause number that an answer names beside what it says."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "clauses" and part and isinstance(part[0], str):
                yield from part
            else:
                yield from clause_fields(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from clause_fields(part)


@settings(deadline=None, max_examples=300)
@given(ANY)
def test_any_question_has_an_answer(advisor: Advisor, query: Query) -> None:
    """No question breaks the advisor; whatever it answers is plain data, cites clauses that exist, and is derived from what was given."""
    answer = advisor.answer(query)
    assert isinstance(answer.finding, get_args(Finding))
    assert answer.query == query
    assert answer.kind == type(answer.finding).__name__.lower()
    plain = answer.as_json()
    assert plain["kind"] == answer.kind
    read_back = json.loads(json.dumps(plain, ensure_ascii=False))
    assert read_back["finding"] == json.loads(json.dumps(plain["finding"]))
    assert set(plain) == {"kind", "query", "finding", "citations", "derivation", "remarks", "suggestions", "edition", "refused"}
    for citation in answer.citations:
        clause = STANDARD.clauses[citation.clause]
        assert (citation.heading, citation.status, citation.statement) == (clause.heading, clause.status, clause.statement)
    assert len(set(cited(answer))) == len(answer.citations) <= 24
    rules = {rule.id: rule for rule in STANDARD.rules}
    assert len(answer.derivation) <= 8
    for link in links(answer.derivation):
        assert (link.rule == "") == (link.clause == "") == (link.premises == ())
        assert link.rule == "" or rules[link.rule].clause == link.clause
        assert "{" not in link.says


@settings(deadline=None, max_examples=200)
@given(ANY)
def test_what_is_said_is_cited(advisor: Advisor, query: Query) -> None:
    """Each clause that a finding names exists, and unless there are too many for the citations it is among them."""
    answer = advisor.answer(query)
    named = set(clause_fields(answer.as_json()["finding"]))
    assert named <= set(STANDARD.clauses)
    assert len(answer.citations) == 24 or named <= set(cited(answer))
    if isinstance(answer.finding, (Listing, Flows, Hours, Channels, Statements, Count, StepAt)):
        assert answer.citations
    if isinstance(answer.finding, Verdict) and not answer.citations:
        assert answer.finding.verdict == "no", "only of what the standard does not mention there is nothing to cite"


@settings(deadline=None, max_examples=200)
@given(ANY)
def test_what_is_lost_has_no_name(advisor: Advisor, query: Query) -> None:
    """Wherever an entry is lost it is marked as lost, under a placeholder; the placeholder is never told as if it were a thing."""
    finding = advisor.answer(query).as_json()["finding"]
    for item in items(finding):
        assert item["lost"] == (item["name"] in LOST)
    told = [text for text in strings(finding) if text not in LOST]
    assert not [text for text in told for name in LOST if name in text]


@settings(deadline=None, max_examples=80)
@given(ANY)
def test_the_same_question_has_the_same_answer(advisor: Advisor, query: Query) -> None:
    """Twice, and with what is remembered in between."""
    first = advisor.answer(query)
    advisor.answer(Query("about", ("过户", "C级营业厅")))
    assert advisor.answer(query) == first


@settings(deadline=None, max_examples=80)
@given(queries([*NAMES, *TOPICS]), st.sampled_from(KINDS))
def test_danger_before_any_question(advisor: Advisor, query: Query, kind: QueryKind) -> None:
    """Whatever else is in the question."""
    answer = advisor.answer(Query(kind, (*query.concepts, DANGER), query.reference, query.numbers, unknown=query.unknown))
    assert found(answer, Outside).urgent


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "provision"])
def test_naming_something_twice_changes_nothing(ask: Ask, kind: QueryKind) -> None:
    """People repeat themselves."""
    for concepts in (("C级营业厅", "服务人员"), ("过户", ONLINE), ("回访",), ("收费区", "一米线"), ("统一管理",), ("收费金额", "投诉")):
        more: dict[str, Any] = {"numbers": (1,), "reference": "4.2"}
        assert ask(kind, *concepts, *concepts, **more).finding == ask(kind, *concepts, **more).finding


def some_queries(number: int) -> list[Query]:
    """As many different questions, the same in every run."""
    choose = random.Random(7)  # noqa: S311
    return [
        Query(
            choose.choice(KINDS), tuple(choose.sample(CONCEPTS, choose.randint(0, 4))), choose.choice(REFERENCES), (choose.randint(1, 9),)
        )
        for _ in range(number)
    ]


def test_from_several_threads(advisor: Advisor) -> None:
    """Eight threads that ask one fresh advisor get the answers that one thread gets from another."""
    asked = some_queries(240)
    fresh = Advisor(STANDARD, search=lambda text: ())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(fresh.answer, asked))
    assert answers == [advisor.answer(query) for query in asked]


def test_answers_are_the_same_in_any_order(advisor: Advisor) -> None:
    """What was asked before makes no difference."""
    asked = some_queries(100)
    fresh = Advisor(STANDARD, search=lambda text: ())
    assert [fresh.answer(query) for query in reversed(asked)] == [advisor.answer(query) for query in reversed(asked)]


def test_queries_and_answers_are_values(advisor: Advisor) -> None:
    """A query says what its number is, and nothing of it or of an answer can be changed."""
    query = Query("step", ("过户",), numbers=(3, 4))
    assert (query.number, Query("step").number) == (3, None)
    with pytest.raises(FrozenInstanceError):
        query.kind = "about"  # type: ignore[misc]
    answer = advisor.answer(query)
    with pytest.raises(FrozenInstanceError):
        answer.finding = Missing("", ())  # type: ignore[misc]
    assert hash(query) == hash(Query("step", ("过户",), numbers=(3, 4)))
    assert isinstance(found(answer, StepAt).step, Item)


@pytest.mark.parametrize("thing", ["便民伞", "收费员", "一米线"])
def test_how_many_of_a_thing(ask: Ask, thing: str) -> None:
    """The standard has no quantities: “at most one in each district” (4.1.1) is no answer to how many cashiers A needs."""
    assert "4.1.1" not in cited(ask("count", "A级营业厅", thing))


@pytest.mark.parametrize(("tension", "concepts"), [("K19", ("营业厅等级", "报刊架")), ("K18", ("营业厅等级", "保安员"))])
def test_tension_touched_by_the_finding(ask: Ask, tension: str, concepts: tuple[str, ...]) -> None:
    """Who needs newspaper racks: D is among the answers, by its zone and against its list, and the remark belongs there."""
    answer = ask("holder", *concepts)
    assert "D级营业厅" in names(found(answer, Holders).holders)
    assert tension in remarked(answer)


def test_two_topics_outside(ask: Ask) -> None:
    """How much, and what to bring: both are outside, and both are said."""
    said = " ".join(strings(ask("about", "过户", "收费金额", "办理材料").as_json()["finding"]))
    assert STANDARD.outside["收费金额"].says in said
    assert STANDARD.outside["办理材料"].says in said


@pytest.mark.parametrize("name", GENERAL)
def test_names_that_are_not_understood(ask: Ask, name: str) -> None:
    """4.1, 4.1.2, 4.2.2 and 4.1.5.2 a) speak of these: whoever names one is not told that it was not understood, or not found."""
    assert not isinstance(ask("about", name).finding, (Missing, NotFound))


def test_naming_a_document_twice_changes_nothing(ask: Ask) -> None:
    """As above."""
    name = "国家电网品牌推广应用手册"
    assert ask("requirement", name, name).finding == ask("requirement", name).finding
