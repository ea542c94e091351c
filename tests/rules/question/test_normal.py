"""The normal form of questions: what asks the same is equal in it, what asks something else is not, and it asks what the question asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.advisor import Advisor
from rules.findings import Composed, Count, Finding, Holders, Listing, Serving, Several, Verdict
from rules.model import Standard
from rules.question import forms
from rules.question.check import named, nodes
from rules.question.forms import (
    All,
    And,
    Beyond,
    Compare,
    Comply,
    Conditional,
    Counts,
    Decide,
    DescribedHall,
    Difference,
    Entered,
    EntriesOf,
    Entry,
    Has,
    Intersection,
    List,
    Lost,
    Many,
    Named,
    Not,
    OpenAllHours,
    Or,
    Order,
    Question,
    Rank,
    Read,
    SameAs,
    Select,
    Suppose,
    Union,
    Unlisted,
    Where,
    Why,
)
from rules.question.normal import normal_form
from tests.rules.asking import cited, found, lacking, listing, names, whether, which
from tests.rules.question.trees import CHANNELS, CLASSES, QUESTIONS, SIMPLE, predicates, subjects
from tests.rules.test_standard_matrix import ONLINE

A, B, C, D = (f"{letter}级营业厅" for letter in "ABCD")
CASHIER, GUARD, GUIDE = Has("收费员"), Has("保安员"), Has("引导员")
STAFF_A, STAFF_B, STAFF_C = (EntriesOf(hall, "服务人员") for hall in (A, B, C))
HALL_GRADES = (A, B, C, D)
HALLS, CHANGES = All("hall"), Entered(EntriesOf("变更用电", "服务项目"))


# ---- the law of a normal form


@settings(deadline=None, max_examples=100)
@given(QUESTIONS)
def test_the_normal_form_is_its_own(standard: Standard, question: Question) -> None:
    """Made normal twice is made normal."""
    once = normal_form(question, standard)
    assert normal_form(once, standard) == once
    assert type(once) in forms.QUESTIONS


@settings(deadline=None, max_examples=30)
@given(SIMPLE[forms.Many])
def test_the_normal_form_of_several_questions_is_its_own(standard: Standard, question: Question) -> None:
    """Made normal twice, also where lists and hours are drawn together."""
    once = normal_form(question, standard)
    assert normal_form(once, standard) == once


def turned(node: Any, data: st.DataObject) -> Any:
    """The same question put in another way: parts in another order and twice, denied twice, filtered one after the other."""
    if isinstance(node, tuple):
        return tuple(turned(part, data) for part in node)
    if type(node) not in forms.NODES:
        return node
    node = replace(node, **{field.name: turned(getattr(node, field.name), data) for field in fields(node)})
    if isinstance(node, (And, Or, Union, Intersection)):
        kept = data.draw(st.permutations(node.of))
        return type(node)((*kept, *data.draw(st.lists(st.sampled_from(kept), max_size=1))))
    if isinstance(node, (Named, Where, Has, Not)) and data.draw(st.booleans()):
        return _put_differently(node, data)
    return node


def _put_differently(node: Any, data: st.DataObject) -> Any:
    if isinstance(node, Named):
        return Named(tuple(data.draw(st.permutations(node.names))))
    if isinstance(node, Where) and isinstance(node.predicate, And):
        first, *rest = node.predicate.of
        return Where(Where(node.subjects, And(tuple(rest))), first)
    return Not(Not(node)) if isinstance(node, (Has, Not)) else node


@settings(deadline=None, max_examples=60)
@given(SIMPLE[forms.Select] | SIMPLE[forms.Decide] | SIMPLE[forms.List] | SIMPLE[forms.Count], st.data())
def test_what_is_put_differently_is_the_same(standard: Standard, question: Question, data: st.DataObject) -> None:
    """However the parts of a tree are turned that mean the same in any order, its normal form stays."""
    assert normal_form(turned(question, data), standard) == normal_form(question, standard)


def essence(finding: Finding) -> Any:
    """What a finding says, whatever the order."""
    if isinstance(finding, Verdict):
        return finding.truth, frozenset((case.subject, case.thing, case.truth) for case in finding.cases if case.aspect not in INVERSE)
    if isinstance(finding, Holders):
        return tuple(_names(part) for part in (finding.holders, finding.lacking, finding.undecided, finding.silent))
    if isinstance(finding, Serving):
        return frozenset((line.subject, HOURS, line.hours) for line in finding.lines)
    if isinstance(finding, Listing) and all(group.category == HOURS for group in finding.groups):
        return frozenset((group.subject, HOURS, item.name) for group in finding.groups for item in group.items)
    if isinstance(finding, Listing):
        return frozenset((group.subject, group.category, group.items) for group in finding.groups)
    if isinstance(finding, Composed):
        return _names(finding.items), _names(finding.lost), _names(finding.undecided)
    if isinstance(finding, Count):
        return finding.number, _names(finding.items), finding.truth
    return frozenset(map(essence, finding.parts)) if isinstance(finding, Several) else type(finding)


HOURS = "服务时间"
INVERSE = ("服务渠道", "服务功能")
"""What a service at a channel is told of in either of two aspects."""


def _names(items: Iterable[Any]) -> frozenset[str]:
    return frozenset(item.name for item in items)


def filtered_twice(question: Question) -> bool:
    """Whether a filter is put on what was filtered already."""
    return any(isinstance(node, Where) and isinstance(node.subjects, Where) for node in nodes(question))


@pytest.mark.parametrize("subject", [*HALL_GRADES, *CHANNELS])
def test_a_list_of_hours_is_its_hours(advisor: Advisor, subject: str) -> None:
    """However they are asked for, the same hours are told; the list says also what else is laid down in its section."""
    one, other = (advisor.answer(question) for question in (listing(subject, HOURS), forms.Hours((subject,))))
    assert essence(one.finding) == essence(other.finding)
    assert set(cited(one)) >= set(cited(other)) != set()


SETS = SIMPLE[forms.Select] | SIMPLE[forms.Decide] | SIMPLE[forms.List] | SIMPLE[forms.Count]


@settings(deadline=None, max_examples=60)
@given(SETS.filter(lambda question: not filtered_twice(question)))
def test_the_normal_form_asks_the_same(advisor: Advisor, question: Question) -> None:
    """What is found for the normal form is what is found for the question."""
    assume("更名" not in named(question))  # see evaluator/test_channels.py
    assume(not of_each_filtered(question))
    normal = normal_form(question, advisor.standard)
    assert essence(advisor.answer(normal).finding) == essence(advisor.answer(question).finding)


def of_each_filtered(question: Question) -> bool:
    """Whether it is asked of each of those that satisfy something; see below."""
    return isinstance(question, Decide) and question.quantifier == "each" and isinstance(question.subjects, Where)


@pytest.mark.parametrize(
    "question",
    [
        Decide(Where(All("service"), Has("营业厅主管")), Has("营业厅主管")),
        Decide(Where(Named(("供电营业厅", "95598供电服务热线")), Has("过户")), OpenAllHours()),
    ],
    ids=["of nobody", "of one that is lost"],
)
def test_each_of_those_is_every_one_of_those(advisor: Advisor, question: Question) -> None:
    """The normal form asks the same: of nobody, and where one cannot be decided."""
    normal = normal_form(question, advisor.standard)
    assert found(advisor.answer(question), Verdict).truth == found(advisor.answer(normal), Verdict).truth


@st.composite
def twice(draw: Any) -> Select:
    """Subjects with a filter on what was filtered already."""
    cls = draw(st.sampled_from(CLASSES))
    return Select(Where(Where(draw(subjects(cls, filtered=False)), draw(predicates(cls, 2))), draw(predicates(cls, 2))))


@settings(deadline=None, max_examples=50)
@given(twice())
def test_a_filter_of_a_filter_has_the_same_holders(advisor: Advisor, question: Question) -> None:
    """Those of those are those of whom both is true; who lacks it is told of the narrower ones only."""
    one, other = (advisor.answer(form).finding for form in (question, normal_form(question, advisor.standard)))
    assert essence(one)[0] == essence(other)[0]
    assert essence(one)[1] <= essence(other)[1]


def test_a_filter_of_a_filter_does_not_deny_what_is_lost(advisor: Advisor) -> None:
    """Of the services with 回访, those with a fee: whether 临时用电延期 is one of them is lost."""
    question = Select(Where(Where(All("service"), Has("回访")), Has("收取相关营业费用")))
    for form in (question, normal_form(question, advisor.standard)):
        assert "临时用电延期" in names(found(advisor.answer(form), Holders).undecided)


# ---- what is the same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (whether(A, And((CASHIER, GUARD))), whether(A, And((GUARD, CASHIER)))),
        (whether(A, Or((CASHIER, GUARD))), whether(A, Or((GUARD, CASHIER)))),
        (whether(A, And((CASHIER,))), whether(A, CASHIER)),
        (whether(A, Or((CASHIER, CASHIER))), whether(A, CASHIER)),
        (whether(A, And((CASHIER, And((GUARD, GUIDE))))), whether(A, And((GUIDE, CASHIER, GUARD)))),
        (whether(A, Not(Not(CASHIER))), whether(A, CASHIER)),
        (whether(A, Not(Not(Not(CASHIER)))), whether(A, Not(CASHIER))),
        (whether(A, Has("收费员", "服务人员")), whether(A, CASHIER)),
        (which("service", Has("回访", "服务流程")), which("service", "回访")),
        (whether((B, A), CASHIER), whether((A, B), CASHIER)),
        (whether((A, A), CASHIER), whether(A, CASHIER)),
        (whether(A, CASHIER, "every"), whether(A, CASHIER)),
        (Decide(HALLS, CASHIER), Decide(HALLS, CASHIER, "every")),
        (Decide(Where(HALLS, GUARD), CASHIER), Decide(Where(HALLS, GUARD), CASHIER, "every")),
        (Select(Where(Where(HALLS, CASHIER), GUARD)), which("hall", And((CASHIER, GUARD)))),
        (Select(Where(Where(Where(HALLS, GUIDE), CASHIER), GUARD)), which("hall", And((GUARD, GUIDE, CASHIER)))),
        (whether("过户", Has(ONLINE)), whether(ONLINE, Has("过户"))),
        (whether("过户", Has(ONLINE, "服务渠道")), whether(ONLINE, Has("过户"))),
        (whether("投诉", Has(ONLINE)), whether(ONLINE, Has("投诉"))),
        (whether("过户", Has(ONLINE, way="预受理")), whether(ONLINE, Has("过户", way="预受理"))),
        (List((Union((STAFF_A, STAFF_B)),)), List((Union((STAFF_B, STAFF_A, STAFF_A)),))),
        (List((Union((STAFF_A, Union((STAFF_B, STAFF_C)))),)), List((Union((STAFF_C, STAFF_B, STAFF_A)),))),
        (List((Intersection((STAFF_A,)),)), List((STAFF_A,))),
        (
            List((Difference(Difference(STAFF_A, STAFF_B), STAFF_C),)),
            List((Difference(STAFF_A, Union((STAFF_C, STAFF_B))),)),
        ),
        (List((STAFF_B, STAFF_A)), List((STAFF_A, STAFF_B, STAFF_A))),
        (List((EntriesOf(A, "功能分区"), STAFF_A)), List((STAFF_A, EntriesOf(A, "功能分区")))),
        (Many((List((STAFF_A,)), List((STAFF_B,)))), List((STAFF_A, STAFF_B))),
        (Many((Lost(), Lost())), Lost()),
        (Many((Lost(), Many((Read(("4.1",)), Lost())))), Many((Lost(), Read(("4.1",))))),
        (Compare(Named((B, A)), ("功能分区", "服务人员")), Compare(Named((A, B)), ("服务人员", "功能分区"))),
        (Order("过户", ("服务结束", "现场勘查")), Order("过户", ("现场勘查", "服务结束"))),
        (Entry("供电营业厅", "服务人员", (3, 1, 3)), Entry("供电营业厅", "服务人员", (1, 3))),
        (
            Comply((DescribedHall("甲", A, ("保安员", "收费员"), ("饮水机", "排队机")),)),
            Comply((DescribedHall("甲", A, ("收费员", "保安员"), ("排队机", "饮水机")),)),
        ),
        (Suppose(A, forms.Adds(("一米线", "排队机"))), Suppose(A, forms.Adds(("排队机", "一米线")))),
        (forms.Hours((ONLINE, "客户现场")), forms.Hours(("客户现场", ONLINE))),
        (
            whether("暂拆", SameAs("销户", "服务流程", ("回访", "现场勘查"))),
            whether("暂拆", SameAs("销户", "服务流程", ("现场勘查", "回访"))),
        ),
        (Why(whether(A, Not(Not(CASHIER)))), Why(whether(A, CASHIER))),
        (Beyond(("电价",), whether(A, And((CASHIER, GUARD)))), Beyond(("电价",), whether(A, And((GUARD, CASHIER))))),
        (Beyond(("电价", "收费金额")), Beyond(("收费金额", "电价"))),
        (Unlisted(A, "空调", ("服务方式", "服务人员")), Unlisted(A, "空调", ("服务人员", "服务方式"))),
        (whether("过户", Not(Has(ONLINE))), whether(ONLINE, Not(Has("过户")))),
        (whether("过户", Not(Has(ONLINE, way="预受理"))), whether(ONLINE, Not(Has("过户", way="预受理")))),
        (whether(ONLINE, Has("过户", "服务功能")), whether(ONLINE, Has("过户"))),
        (which("channel", Not(Has("过户", "服务功能"))), lacking("channel", "过户")),
        (which("channel", And((Has("过户", "服务功能"), Has("投诉")))), which("channel", And((Has("过户"), Has("投诉"))))),
        (Select(Where(Where(All("channel"), Has("过户", "服务功能")), Has("投诉"))), which("channel", And((Has("过户"), Has("投诉"))))),
        (Select(Where(CHANGES, Has("过户", "服务项目"))), Select(Where(CHANGES, Has("过户")))),
        (whether(A, CASHIER, "some"), whether(A, CASHIER)),
        (Many((listing(B, "服务人员"), listing(A, "服务人员"))), List((STAFF_A, STAFF_B))),
        (listing(ONLINE, "服务时间"), forms.Hours((ONLINE,))),
        (List((EntriesOf("客户现场", "服务时间"), EntriesOf(ONLINE, "服务时间"))), forms.Hours((ONLINE, "客户现场"))),
        (Many((listing("客户现场", "服务时间"), forms.Hours((ONLINE,)))), forms.Hours((ONLINE, "客户现场"))),
        (Many((forms.Hours((A,)), List((STAFF_A,)))), List((STAFF_A, EntriesOf(A, "服务时间")))),
        (Why(listing(ONLINE, "服务时间")), Why(forms.Hours((ONLINE,)))),
    ],
)
def test_what_asks_the_same(standard: Standard, one: Question, other: Question) -> None:
    """What differs only in what makes no difference is equal."""
    assert normal_form(one, standard) == normal_form(other, standard)


# ---- what is not


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (whether(A, CASHIER), whether(B, CASHIER)),
        (whether(A, CASHIER), whether(A, GUARD)),
        (whether(A, CASHIER), whether(A, Not(CASHIER))),
        (whether(A, And((CASHIER, GUARD))), whether(A, Or((CASHIER, GUARD)))),
        (whether(A, Not(And((CASHIER, GUARD)))), whether(A, And((Not(CASHIER), Not(GUARD))))),
        (whether((A, B), CASHIER), whether((A, B), CASHIER, "every")),
        (whether((A, B), CASHIER, "some"), whether((A, B), CASHIER, "every")),
        (whether(A, CASHIER, "only"), whether(A, CASHIER)),
        (whether((A, B), CASHIER, "some"), whether((A, B), CASHIER)),
        (whether("变更用电", Has("过户", "服务项目")), whether("变更用电", Has("过户", "服务功能"))),
        (listing(ONLINE, "服务时间"), forms.Hours((ONLINE,), "客户自助")),
        (listing(ONLINE, "服务时间", scope="客户自助"), listing(ONLINE, "服务时间")),
        (forms.Count(listing(ONLINE, "服务时间")), forms.Hours((ONLINE,))),
        (Decide(HALLS, CASHIER), Decide(HALLS, CASHIER, "some")),
        (whether(A, Has("排队机", "设施及用品")), whether(A, Has("排队机"))),
        (whether(A, Has("排队机", "设施及用品")), whether(A, Has("排队机", "区内配置"))),
        (whether("收费员", Has("大专及以上学历")), whether("收费员", Has("大专及以上学历", scope=A))),
        (whether(ONLINE, Has("过户")), whether(ONLINE, Has("过户", way="预受理"))),
        (whether("过户", Has(ONLINE)), whether("过户", Conditional(ONLINE))),
        (whether(ONLINE, OpenAllHours()), whether(ONLINE, OpenAllHours("客户自助"))),
        (whether(ONLINE, OpenAllHours("客户自助")), whether("客户自助", OpenAllHours(at=ONLINE))),
        (which("hall", CASHIER), which("channel", CASHIER)),
        (which("hall", CASHIER), Decide(HALLS, CASHIER)),
        (which("hall", CASHIER), forms.Count(which("hall", CASHIER))),
        (Select(Where(CHANGES, Has("回访"))), which("service", "回访")),
        (which("service", Counts("服务流程", "at least", 6)), which("service", Counts("服务流程", "at most", 6))),
        (List((STAFF_A,)), listing(A)),
        (List((STAFF_A, STAFF_B)), List((Union((STAFF_A, STAFF_B)),))),
        (List((Union((STAFF_A, STAFF_B)),)), List((Intersection((STAFF_A, STAFF_B)),))),
        (List((Difference(STAFF_A, STAFF_B),)), List((Difference(STAFF_B, STAFF_A),))),
        (
            List((Difference(STAFF_A, Difference(STAFF_B, STAFF_C)),)),
            List((Difference(Difference(STAFF_A, STAFF_B), STAFF_C),)),
        ),
        (Rank(HALLS, "服务人员", "most"), Rank(HALLS, "服务人员", "least")),
        (Compare(Named((A, B))), Compare(Named((A, B)), ("服务人员",))),
        (forms.StepAt("过户", 1), forms.StepAt("过户", -1)),
        (forms.StepAt("过户", 1), forms.StepAt("过户", 1, "现场勘查")),
        (forms.Between("过户", "现场勘查", ""), forms.Between("过户", "", "现场勘查")),
        (Suppose(A, forms.Becomes(B)), Suppose(B, forms.Becomes(A))),
        (Suppose(A, forms.Adds(("排队机",))), Suppose(A, forms.Removes(("排队机",)))),
        (Comply((DescribedHall("甲", A, ("收费员",)),)), Comply((DescribedHall("甲", A, (), ("收费员",)),))),
        (Comply((DescribedHall("甲", A, ("收费员",)),)), Comply((DescribedHall("甲", A, ("收费员",), complete=True),))),
        (Beyond(("电价",)), Beyond(("电价",), Lost())),
        (Why(Lost()), Lost()),
    ],
)
def test_what_asks_something_else(standard: Standard, one: Question, other: Question) -> None:
    """What has another answer is not taken for the same."""
    assert normal_form(one, standard) != normal_form(other, standard)
