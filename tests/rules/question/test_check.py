"""What does not fit the standard: names and aspects that there are none of, subjects that have no such side."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings

from rules.advisor import Advisor
from rules.findings import NotFound, Outside
from rules.question import forms
from rules.question.check import ASPECTS, NAMING, aspects_named, misfits, named, nodes
from rules.question.fitting import Misfit
from rules.question.forms import (
    Alike,
    All,
    And,
    Between,
    Beyond,
    Compare,
    Comply,
    Conditional,
    Count,
    Counts,
    DescribedHall,
    Difference,
    Entered,
    EntriesOf,
    Has,
    Intersection,
    List,
    Many,
    Named,
    Not,
    OpenAllHours,
    Or,
    Order,
    Question,
    Rank,
    SameAs,
    Select,
    StepAt,
    Suppose,
    Union,
    Where,
    Why,
)
from tests.rules.asking import cited, found, listing, whether, which
from tests.rules.conftest import Put
from tests.rules.question.trees import QUESTIONS
from tests.rules.test_standard_matrix import ONLINE

A, B = "A级营业厅", "B级营业厅"
FLOW, ZONING = "服务流程", "功能分区"


# ---- what fits


@settings(deadline=None, max_examples=100)
@given(QUESTIONS)
def test_what_is_well_formed_fits(advisor: Advisor, question: Question) -> None:
    """A question put together from the classes of the aspects has no misfits."""
    assert misfits(question, advisor.views) == ()


@settings(deadline=None, max_examples=100)
@given(QUESTIONS)
def test_what_is_named(advisor: Advisor, question: Question) -> None:
    """Every name of a concept in a tree, in whichever field, is among those that the question names, and nothing else."""
    texts = {text for node in nodes(question) for field in fields(node) for text in _texts(getattr(node, field.name))}
    free = {text for node in nodes(question) for text in _free(node)}
    known = {text for text in texts if advisor.standard.class_of(text)}
    assert set(named(question)) | set(aspects_named(question)) >= known - free
    assert set(named(question)) <= texts


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [text for text in values if isinstance(text, str) and text]


def _free(node: Any) -> list[str]:
    """Texts that name nothing of the standard, or what is looked up by its words only."""
    fields_of = {
        forms.Read: ("references",),
        forms.Mention: ("reference",),
        forms.Unlisted: ("thing",),
        forms.Unknown: ("word",),
        forms.Search: ("text",),
        forms.Hours: ("scope",),
        forms.Entry: ("aspect",),
        DescribedHall: ("label",),
        EntriesOf: ("scope", "way"),
        Has: ("scope", "way"),
    }
    return [text for name in fields_of.get(type(node), ()) for text in _texts(getattr(node, name))]


# ---- names that there are none of

WITH_NAMES: list[Any] = [
    listing(A, "服务人员"),
    whether(A, And((Has("收费员"), Or((Has("保安员"), Not(Has("引导员"))))))),
    whether("过户", Conditional(ONLINE)),
    whether(ONLINE, OpenAllHours("客户自助")),
    whether("客户自助", OpenAllHours(at=ONLINE)),
    whether("暂拆", SameAs("销户", FLOW, ("回访",))),
    Select(Where(Entered(EntriesOf("变更用电", "服务项目")), Has("回访"))),
    StepAt("过户", 1, "现场勘查"),
    Between("过户", "现场勘查", "服务结束"),
    Order("过户", ("现场勘查", "服务结束")),
    forms.Hours((ONLINE,)),
    forms.Provision(ONLINE, "统一管理"),
    forms.Define("四净四无"),
    forms.Mention("5.1.2", ("收费员",)),
    forms.Entry("供电营业厅", "服务人员", (1,)),
    forms.Serial("护栏", "供电营业厅"),
    forms.Quantity("护栏", A),
    forms.Code(("过户",)),
    Comply((DescribedHall("甲", A, ("收费员",), ("保安员",)),)),
    Suppose(A, forms.Becomes(B)),
    Suppose(A, forms.Adds(("一米线",))),
    Suppose(A, forms.Removes(("排队机",))),
    forms.Unlisted(A, "空调"),
]


def replacements(node: Any, fields_of: dict[type, tuple[str, ...]], word: str) -> list[Any]:
    """The tree with one of its names, or aspects, replaced by a word, in every way in which there is one."""
    if isinstance(node, tuple):
        return [(*node[:at], new, *node[at + 1 :]) for at, part in enumerate(node) for new in replacements(part, fields_of, word)]
    if type(node) not in forms.NODES:
        return []
    found_here: list[Any] = []
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name in fields_of.get(type(node), ()) and value:
            found_here.append(replace(node, **{field.name: (word, *value[1:]) if isinstance(value, tuple) else word}))
        else:
            found_here += [replace(node, **{field.name: new}) for new in replacements(value, fields_of, word)]
    return found_here


@pytest.mark.parametrize("question", WITH_NAMES, ids=lambda question: type(question).__name__)
def test_a_name_that_there_is_none_of(advisor: Advisor, question: Question) -> None:
    """In whichever field it stands, a name of nothing is the first misfit, and the answer says that there is nothing of that name."""
    changed = replacements(question, NAMING, "没有这个")
    assert changed
    for wrong in changed:
        assert misfits(wrong, advisor.views)[0] == Misfit("name", ("没有这个",)), wrong
        assert advisor.answer(wrong).finding == NotFound("name", ("没有这个",), ())


@pytest.mark.parametrize(
    "question",
    [
        listing(A, "服务人员"),
        whether(A, Has("收费员", "服务人员")),
        which("hall", Counts("服务人员", "exactly", 3)),
        whether("暂拆", SameAs("销户", FLOW)),
        Rank(All("hall"), "服务人员", "most"),
        Alike(All("service"), FLOW),
        Compare(Named((A, B)), ("服务人员",)),
        Comply((DescribedHall("甲", A, ("收费员",)),), ("服务人员",)),
        Suppose(A, forms.Becomes(B), ("服务人员",)),
        forms.Unlisted(A, "空调", ("服务人员",)),
    ],
    ids=lambda question: type(question).__name__,
)
def test_an_aspect_that_there_is_none_of(advisor: Advisor, question: Question) -> None:
    """A word that is no aspect is refused as such."""
    (wrong,) = replacements(question, ASPECTS, "颜色")
    assert misfits(wrong, advisor.views)[0] == Misfit("aspect", ("颜色",))
    assert isinstance(advisor.answer(wrong).finding, NotFound)


@pytest.mark.parametrize("cls", ["nothing", "halls", "outside"])
def test_a_class_that_there_is_none_of(advisor: Advisor, cls: str) -> None:
    """All of a class of which there is none."""
    assert misfits(which(cls, "收费员"), advisor.views)[0] == Misfit("name", (cls,))


def test_a_lost_name_is_a_name(advisor: Advisor) -> None:
    """What the source lost is there, though nobody can name it; a topic outside the standard is no concept of an aspect."""
    assert misfits(which("hall", "第16项设施"), advisor.views) == ()
    assert misfits(Beyond(("电价",)), advisor.views) == ()
    assert misfits(whether(A, "电价"), advisor.views)[0].reason == "aspect"


# ---- subjects that have no such side


@pytest.mark.parametrize(
    ("question", "about"),
    [
        (listing("过户", ZONING), ("过户", ZONING)),
        (listing("收费区", FLOW), ("收费区", FLOW)),
        (listing("过户", "区内配置"), ("过户", "区内配置")),
        (listing(A, FLOW), (A, FLOW)),
        (listing("收费员", "服务人员"), ("收费员", "服务人员")),
        (listing("收费员", "服务时间"), ("收费员", "服务时间")),
        (Count(listing("过户", ZONING)), ("过户", ZONING)),
        (List((Difference(EntriesOf(A, ZONING), EntriesOf("过户", ZONING)),)), ("过户", ZONING)),
        (whether("过户", "收费区"), ("过户", ZONING)),
        (whether("收费区", "回访"), ("收费区", FLOW)),
        (whether("收费员", "回访"), ("收费员", FLOW)),
        (whether("过户", And((Has("回访"), Has("收费区")))), ("过户", ZONING)),
        (whether("过户", Or((Has("回访"), Not(Has("收费区"))))), ("过户", ZONING)),
        (whether("过户", OpenAllHours()), ("过户", "服务时间")),
        (which("service", "收费区"), ("新装、增容及变更用电", ZONING)),
        (which("zone", Counts(FLOW, "at least", 3)), ("业务办理区", FLOW)),
        (which("hall", SameAs(A, FLOW)), (A, FLOW)),
        (StepAt("收费区", 1), ("收费区", FLOW)),
        (StepAt("投诉", 1), ("投诉", FLOW)),
        (Between(A, "回访"), (A, FLOW)),
        (Order("投诉", ("回访", "现场勘查")), ("投诉", FLOW)),
        (Why(listing("过户", ZONING)), ("过户", ZONING)),
        (Select(Where(Where(All("service"), Has("回访")), Has("收费区"))), ("新装、增容及变更用电", ZONING)),
    ],
)
def test_a_subject_that_has_no_such_side(put: Put, advisor: Advisor, question: Question, about: tuple[str, str]) -> None:
    """A service has no zones, a zone no steps; the answer says which aspects the subject has instead."""
    assert misfits(question, advisor.views)[0] == Misfit("aspect", about)
    finding = found(put(question), NotFound)
    assert (finding.what, finding.about) == ("misfit", about)
    assert about[1] not in finding.known
    assert finding.known == advisor.views.present(about[0])


def test_a_service_without_that_side_cites_its_group(put: Put) -> None:
    """Of a service the answer says where it is listed."""
    assert cited(put(listing("过户", ZONING))) == ["5.1.1"]


def test_one_that_has_it_is_enough(put: Put, advisor: Advisor) -> None:
    """Of several named, those without that side are answered with the rest."""
    assert misfits(whether(("过户", A), "回访"), advisor.views) == ()
    assert misfits(whether((A, ONLINE), "收费员"), advisor.views) == ()


@pytest.mark.parametrize(
    ("question", "about"),
    [
        (Alike(All("hall"), FLOW), (A, FLOW)),
        (Rank(All("hall"), FLOW, "most"), (A, FLOW)),
        (Compare(Named(("过户", "销户")), (ZONING,)), ("过户", ZONING)),
        (Compare(Named(("过户", "销户")), (FLOW, ZONING)), ("过户", ZONING)),
        (Suppose(A, forms.Becomes("过户")), ("过户", "等级")),
        (Suppose(ONLINE, forms.Becomes(A)), (ONLINE, "等级")),
        (Suppose(A, forms.Removes(("回访",))), (A, FLOW)),
        (Suppose(A, forms.Adds(("一米线", "回访"))), (A, FLOW)),
        (Suppose(A, forms.Becomes(B), (FLOW,)), (A, FLOW)),
        (Comply((DescribedHall("甲", ONLINE, ("收费员",)),)), (ONLINE, "等级")),
        (Comply((DescribedHall("甲", A, ("回访",)),)), (A, FLOW)),
        (Comply((DescribedHall("甲", "", ("收费员",), ("回访",)),)), ("供电营业厅", FLOW)),
        (Comply((DescribedHall("甲", A, ("收费员",)),), (FLOW,)), (A, FLOW)),
        (whether("收费员", Conditional(ONLINE)), ("收费员", "服务渠道")),
        (whether("过户", Conditional("收费员")), ("过户", "服务渠道")),
        (which("staff", Conditional(ONLINE)), ("营业厅主管", "服务渠道")),
        (whether(A, Has("收费员", ZONING)), ("收费员", ZONING)),
        (whether("过户", SameAs(A, FLOW)), (A, FLOW)),
        (whether("过户", SameAs("销户", FLOW, ("收费员",))), ("收费员", FLOW)),
        (whether("客户自助", OpenAllHours(at="过户")), ("过户", "服务时间")),
        (StepAt("过户", 1, "收费员"), ("收费员", FLOW)),
        (Between("过户", "收费员"), ("收费员", FLOW)),
        (Order("过户", ("现场勘查", "收费员")), ("收费员", FLOW)),
        (forms.Hours(("过户",)), ("过户", "服务时间")),
        (forms.Quantity("回访", A), (A, FLOW)),
        (forms.Serial("回访", A), (A, FLOW)),
        (forms.Unlisted(A, "空调", (FLOW,)), (A, FLOW)),
        (listing("过户", FLOW, scope=A), (A, FLOW)),
        (whether("过户", Has("回访", scope=A)), (A, FLOW)),
    ],
)
def test_what_does_not_go_together(put: Put, advisor: Advisor, question: Question, about: tuple[str, str]) -> None:
    """By the classes that an aspect has subjects and entries of; what has no grade gets none."""
    assert misfits(question, advisor.views)[0] == Misfit("aspect", about)
    finding = found(put(question), NotFound)
    assert (finding.what, finding.about) == ("misfit", about)


@pytest.mark.parametrize(
    ("question", "reason", "about"),
    [
        (listing(A, "任职资格", scope="没有这个"), "name", ("没有这个",)),
        (whether("收费员", Has("大专及以上学历", scope="没有这个")), "name", ("没有这个",)),
        (forms.Hours((ONLINE,), "没有这个"), "name", ("没有这个",)),
        (listing(ONLINE, "服务功能", way="没有这个"), "name", ("没有这个",)),
        (listing(A, "服务人员", way="预受理"), "name", ("预受理",)),
        (whether(ONLINE, Has("过户", way="没有这个")), "name", ("没有这个",)),
        (forms.Unknown("E级营业厅", "没有这个"), "name", ("没有这个",)),
        (Beyond(("没有这个",)), "name", ("没有这个",)),
        (Beyond(("过户",)), "topic", ("过户",)),
        (Rank(All("channel"), "服务时间", "most"), "uncounted", ("服务时间",)),
        (Select(Where(Entered(EntriesOf(ONLINE, "服务时间")), OpenAllHours())), "uncounted", ("服务时间",)),
        (which("channel", Counts("服务时间", "at least", 1)), "uncounted", ("服务时间",)),
        (Count(List((Union((EntriesOf(A, "服务人员"), EntriesOf(A, ZONING))),))), "mixed", ("服务人员", ZONING)),
        (List((Intersection((EntriesOf(A, "服务人员"), EntriesOf("过户", FLOW))),)), "mixed", ("服务人员", FLOW)),
        (List((Difference(EntriesOf(A, ZONING), EntriesOf(A, "服务方式")),)), "mixed", (ZONING, "服务方式")),
    ],
)
def test_what_makes_no_sense(put: Put, advisor: Advisor, question: Question, reason: str, about: tuple[str, ...]) -> None:
    """Scopes and ways that nothing is said of, topics that are none, what cannot be counted or compared; the answer says so."""
    assert misfits(question, advisor.views)[0] == Misfit(reason, about)
    assert found(put(question), NotFound).about == about


@pytest.mark.parametrize(
    "question",
    [
        List((Intersection((EntriesOf("客户自助区", "区内配置"), EntriesOf("供电营业厅", "设施及用品"))),)),
        List((Union((EntriesOf(A), EntriesOf(B, "服务人员"))),)),
        Alike(All("channel"), "服务时间"),
        Comply((DescribedHall("甲", A, ("大专及以上学历",)),), ("任职资格",)),
        listing("业务待办区", "区内配置", scope="一米线"),
        whether("投诉", Conditional(ONLINE)),
        forms.Entry(A, "设施及用品", (3,)),
        Compare(Named((A, "过户")), (FLOW,)),
    ],
)
def test_what_goes_together(advisor: Advisor, question: Question) -> None:
    """Lists of two aspects that hold things of one class, or of everything; one subject that has the aspect."""
    assert misfits(question, advisor.views) == ()


def test_a_topic_that_there_is_none_of(put: Put) -> None:
    """Beside one that there is it is refused all the same; what lies near is looked at by itself."""
    assert found(put(Beyond(("电价", "没有这个"))), NotFound).about == ("没有这个",)
    near = found(put(Beyond(("电价",), listing("过户", ZONING))), Outside)
    assert near.says
    assert near.nearby is None


@pytest.mark.parametrize("entries", [EntriesOf("变更用电", "颜色"), EntriesOf(A, "服务时间"), EntriesOf(A)])
def test_any_list_of_subjects_can_be_said(put: Put, entries: EntriesOf) -> None:
    """Whatever does not fit is refused and said, and breaks nothing."""
    assert put(Select(Where(Entered(entries), Has("回访")))).says


def test_the_parts_of_several_are_looked_at_each(put: Put) -> None:
    """Of several questions the one that does not fit is refused, the others are answered."""
    answer = put(Many((listing("没有这个", "服务人员"), listing(A, "服务人员"), listing("过户", ZONING))))
    kinds = [type(part).__name__ for part in answer.finding.parts]  # type: ignore[union-attr]
    assert kinds == ["NotFound", "Listing", "NotFound"]
