"""Questions said in Chinese: one plain sentence for every form, and no two questions that read alike."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from rules.advisor import Advisor
from rules.model import Standard
from rules.question import forms
from rules.question.askable import askable
from rules.question.forms import (
    Alike,
    All,
    And,
    Becomes,
    Between,
    Beyond,
    Compare,
    Comply,
    Conditional,
    Count,
    Counts,
    Decide,
    DescribedHall,
    Difference,
    Entered,
    Entries,
    EntriesOf,
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
    Predicate,
    Provision,
    Quantity,
    Question,
    Rank,
    Read,
    SameAs,
    Select,
    Serial,
    Social,
    StepAt,
    Suppose,
    Union,
    Unlisted,
    Where,
    Why,
)
from rules.question.normal import normal_form
from rules.question.says import says
from tests.rules.asking import lacking, listing, whether, which
from tests.rules.question.trees import QUESTIONS, SIMPLE
from tests.rules.test_standard_matrix import HOTLINE, ONLINE

A, B, C, D = (f"{letter}级营业厅" for letter in "ABCD")
FLOW, COLLEGE = "服务流程", Has("大专及以上学历")
CHANGES = Entered(EntriesOf("变更用电", "服务项目"))
REFERENCE = re.compile(r"(前言|\d[\d.]*)( [^说有，。？、“”]+)?")
"""A clause number, the only thing with a blank in it."""


def staff(hall: str) -> EntriesOf:
    """The staff of a hall."""
    return EntriesOf(hall, "服务人员")


def check(sentence: str) -> None:
    """Fails where a sentence is not one that can be shown."""
    assert sentence[-1] in "？。！", sentence
    assert not set("{}\n\t") & set(sentence), sentence
    assert " " not in REFERENCE.sub("", sentence), sentence
    assert "None" not in sentence, sentence
    assert "()" not in sentence, sentence


# ---- the sentences

SAID: list[tuple[Question, str]] = [
    (listing(C, "服务人员"), "C级营业厅应配哪些服务人员？"),
    (listing("收费员", "任职资格"), "收费员应符合哪些任职资格？"),
    (listing("收费员", "任职资格", scope=A), "A级营业厅的收费员应符合哪些任职资格？"),
    (listing(A, "任职资格"), "A级营业厅的服务人员应符合哪些任职资格？"),
    (listing(A), "标准对A级营业厅有哪些要求？"),
    (listing("销户", "服务流程"), "办理销户要经过哪些环节？"),
    (listing("过户", "服务渠道"), "过户可以通过哪些渠道办理？"),
    (listing("投诉", "服务渠道"), "哪些渠道提供“投诉”服务？"),
    (listing("过户", "服务人员"), "办理过户的服务人员有哪些？"),
    (listing(HOTLINE, "服务功能", way="预受理"), "95598供电服务热线有哪些服务功能只是预受理？"),
    (List((staff(A), staff(B), staff(C))), "A级营业厅、B级营业厅、C级营业厅应配哪些服务人员？"),
    (List((staff(A), EntriesOf(A, "功能分区"))), "A级营业厅应配哪些服务人员？A级营业厅应设哪些功能分区？"),
    (List((Difference(staff(D), staff(C)),)), "D级营业厅有而C级营业厅没有的服务人员是哪些？"),
    (List((Difference(staff(A), Union((staff(C), staff(D)))),)), "A级营业厅有而C级营业厅和D级营业厅都没有的服务人员是哪些？"),
    (List((Intersection((staff(A), staff(B))),)), "A级营业厅和B级营业厅都有的服务人员是哪些？"),
    (List((Union((staff(C), staff(D))),)), "C级营业厅和D级营业厅中任意一个有的服务人员是哪些？"),
    (Count(listing(A, "服务人员")), "A级营业厅的服务人员一共有几类？"),
    (Count(listing("过户", "服务流程")), "办理过户一共有几个环节？"),
    (Count(List((Difference(staff(A), staff(B)),))), "A级营业厅有而B级营业厅没有的服务人员一共有几类？"),
    (which("hall", "收费员"), "哪几级营业厅应配收费员？"),
    (lacking("hall", "收费员"), "哪几级营业厅不要求配收费员？"),
    (which("service", And((Has("现场勘查"), Not(Has("回访"))))), "哪些业务既要经过“现场勘查”环节，又不经过“回访”环节？"),
    (which("service", Has("网上营业厅", way="预受理")), "哪些业务在网上营业厅只能预受理？"),
    (which("channel", Has("过户", way="预受理")), "哪些渠道只能预受理“过户”？"),
    (which("service", Counts("服务流程", "at least", 11)), "哪些业务的环节至少有11个？"),
    (which("service", SameAs("新装", "服务流程", ("收取相关营业费用",))), "哪些业务的环节和新装去掉“收取相关营业费用”以后的一样？"),
    (Select(Where(CHANGES, Has("回访"))), "变更用电的业务里，哪些要经过“回访”环节？"),
    (Count(which("service", "回访")), "有几项业务要经过“回访”环节？"),
    (whether(C, "保安员"), "C级营业厅应配保安员吗？"),
    (whether((A, B), "保安员", "every"), "A级营业厅和B级营业厅都应配保安员吗？"),
    (whether(A, "保安员", "only"), "只有A级营业厅应配保安员吗？"),
    (Decide(All("service"), Has("回访"), "every"), "每项业务都要经过“回访”环节吗？"),
    (Decide(All("hall"), COLLEGE, "every"), "各级营业厅的服务人员都应具有大专及以上学历吗？"),
    (Decide(All("hall"), COLLEGE, "some"), "有没有哪级营业厅的服务人员应具有大专及以上学历？"),
    (Decide(All("service"), Has("回访"), "some"), "有没有哪项业务要经过“回访”环节？"),
    (Decide(CHANGES, Counts(FLOW, "at least", 11), "some"), "变更用电的业务里，有没有环节至少有11个的？"),
    (whether((A, B), "保安员", "some"), "A级营业厅和B级营业厅里，有没有应配保安员的？"),
    (whether(A, "保安员", "every"), "A级营业厅应配保安员吗？"),
    (Decide(Where(All("hall"), COLLEGE), Has("保安员"), "every"), "服务人员应具有大专及以上学历的营业厅都应配保安员吗？"),
    (Decide(Where(Named((A, B)), Has("收费员")), Has("保安员")), "A级营业厅和B级营业厅中应配收费员的营业厅应配保安员吗？"),
    (Select(Where(Where(CHANGES, Has("回访")), Has("现场勘查"))), "变更用电的业务中要经过“回访”环节的业务里，哪些要经过“现场勘查”环节？"),
    (whether(A, And((COLLEGE, OpenAllHours()))), "A级营业厅24小时提供服务，并且服务人员应具有大专及以上学历吗？"),
    (whether(A, And((COLLEGE, Not(Has("岗前培训合格"))))), "A级营业厅的服务人员既应具有大专及以上学历，又不要求经岗前培训合格吗？"),
    (which("hall", And((Has("收费员"), Or((Has("保安员"), Has("引导员")))))), "哪几级营业厅应配收费员，并且应配保安员或者应配引导员？"),
    (which("hall", Or((And((Has("收费员"), Has("保安员"))), Has("引导员")))), "哪几级营业厅应配引导员，或者既应配收费员又应配保安员？"),
    (
        which("hall", And((Has("收费员"), Or((Has("保安员"), And((Has("引导员"), Has("保洁员")))))))),
        "哪几级营业厅应配收费员，并且应配保安员或者（既应配引导员又应配保洁员）？",
    ),
    (which("hall", And(tuple(map(Has, ("收费员", "保安员", "引导员"))))), "哪几级营业厅应配收费员，应配保安员，并且应配引导员？"),
    (whether(A, Has("排队机", "设施及用品")), "A级营业厅的设施及用品里应有排队机吗？"),
    (which("staff", Has("大专及以上学历", scope=A)), "哪些人员在A级营业厅应具有大专及以上学历？"),
    (Count(Select(Where(Named((A, B)), Has("收费员")))), "A级营业厅和B级营业厅里，有几级应配收费员？"),
    (Count(Select(Where(CHANGES, Has("回访")))), "变更用电的业务里，有几项要经过“回访”环节？"),
    (Count(listing(HOTLINE, "服务功能", way="预受理")), "95598供电服务热线只是预受理的服务功能一共有几个？"),
    (Comply((DescribedHall("甲厅", A, ("收费员",), (), True),)), "甲厅（A级营业厅）有收费员，其余样样齐全，符合标准吗？"),
    (Unlisted(A, "空调", ("设施及用品",)), "标准要求A级营业厅的设施及用品里有“空调”吗？"),
    (Unlisted(A, aspects=("设施及用品",)), "标准对A级营业厅的设施及用品，除了列出的，还有别的要求吗？"),
    (Beyond(("收费金额",), listing("过户", FLOW)), "标准对“收费金额”有没有规定？与此相近的：办理过户要经过哪些环节？"),
    (whether(ONLINE, "过户"), "网上营业厅能办“过户”吗？"),
    (whether("收费员", Not(Has("大专及以上学历", scope=A))), "A级营业厅的收费员不要求具有大专及以上学历吗？"),
    (whether(HOTLINE, OpenAllHours("短信")), "95598供电服务热线的短信24小时提供服务吗？"),
    (whether("短信", OpenAllHours(at=HOTLINE)), "短信在95598供电服务热线是24小时提供的吗？"),
    (whether("过户", Conditional(ONLINE)), "过户在网上营业厅办要符合条件吗？"),
    (Rank(All("hall"), "设施及用品", "most"), "哪级营业厅的设施及用品最多？"),
    (Alike(All("service"), "服务流程"), "哪些业务的环节完全一样？"),
    (Compare(Named((A, B))), "A级营业厅和B级营业厅有什么区别？"),
    (StepAt("过户", 3), "过户的第3个环节是什么？"),
    (StepAt("过户", -1), "过户的最后一个环节是什么？"),
    (StepAt("过户", 1, "现场勘查"), "在过户的流程里，“现场勘查”的下一个环节是什么？"),
    (Between("新装", "现场勘查", "回访"), "在新装的流程里，“现场勘查”和“回访”之间有哪些环节？"),
    (Order("新装", ("竣工验收", "中间检查")), "在新装的流程里，“竣工验收”和“中间检查”哪个在先？"),
    (forms.Hours((HOTLINE,), "短信"), "95598供电服务热线的“短信”服务时间是怎样规定的？"),
    (Provision(ONLINE, "统一管理"), "标准对网上营业厅的“统一管理”是怎样规定的？"),
    (forms.Define("四净四无"), "“四净四无”指的是什么？"),
    (Read(("4.1.3.1", "SC03")), "4.1.3.1、SC03说了什么？"),
    (forms.Mention("5.1.2", ("收费员",)), "5.1.2有没有提到收费员？"),
    (forms.Entry("供电营业厅", "设施及用品", (3, 5)), "供电营业厅的设施及用品第3、5项是什么？"),
    (Serial("护栏", "供电营业厅"), "护栏在供电营业厅的清单里是第几项？"),
    (Quantity("排队机", A, 3), "标准是不是要求A级营业厅配3个排队机？"),
    (
        Comply((DescribedHall("甲厅", A, ("收费员", "保安员"), ("饮水机",)),)),
        "甲厅（A级营业厅）有收费员、保安员，没有饮水机，符合标准吗？",
    ),
    (Comply((DescribedHall("甲厅", "", ("收费员", "保安员")),)), "甲厅有收费员、保安员，符合哪一级的要求？"),
    (Suppose(A, Becomes(B), ("服务人员",)), "A级营业厅改为B级营业厅，服务人员的要求有什么变化？"),
    (Suppose(A, forms.Removes(("引导区",))), "A级营业厅没有引导区，会怎样？"),
    (Lost(), "标准有哪些内容原文缺失？"),
    (Unlisted(A, "空调"), "标准要求A级营业厅有“空调”吗？"),
    (Beyond(("电价", "收费金额")), "标准对“电价、收费金额”有没有规定？"),
    (Social("greet"), "您好！"),
    (Why(listing(C, "服务人员")), "为什么这样回答“C级营业厅应配哪些服务人员？”？"),
    (Many((Lost(), forms.Hours())), "标准有哪些内容原文缺失？各渠道的服务时间是怎样规定的？"),
]


@pytest.mark.parametrize(("question", "sentence"), SAID, ids=[sentence for _, sentence in SAID])
def test_how_a_form_is_said(standard: Standard, question: Question, sentence: str) -> None:
    """The sentence that is shown, to the letter."""
    assert says(question, standard) == sentence


def test_every_form_is_in_the_table() -> None:
    """No form of question goes without a sentence, but for the search and what is unknown, which only repeat a word."""
    assert {type(question) for question, _ in SAID} | {forms.Search, forms.Unknown, forms.Code} == set(forms.QUESTIONS)


@settings(deadline=None, max_examples=120)
@given(QUESTIONS)
def test_any_question_is_said(standard: Standard, question: Question) -> None:
    """Whatever the tree, and its normal form: a sentence that ends, without blanks, braces or anything left over."""
    for form in (question, normal_form(question, standard)):
        check(says(form, standard))


# ---- what can be asked reads well, and each question as itself


@pytest.fixture(scope="module")
def asked(advisor: Advisor) -> dict[Question, str]:
    """Every askable question with its sentence."""
    return {question: says(question, advisor.standard) for question in askable(advisor.views)}


def test_what_can_be_asked_is_one_sentence(asked: dict[Question, str]) -> None:
    """Each is a single plain question, with signs that are closed."""
    for sentence in asked.values():
        check(sentence)
        assert len(re.findall(r"[？。！]", sentence)) == 1, sentence
        assert sentence.count("“") == sentence.count("”"), sentence
        assert "。" not in sentence[:-1]
        assert "的的" not in sentence, sentence
        assert "  " not in sentence, sentence


def test_no_two_that_can_be_asked_read_alike(asked: dict[Question, str]) -> None:
    """Different questions have different sentences."""
    by_sentence: dict[str, list[Question]] = {}
    for question, sentence in asked.items():
        by_sentence.setdefault(sentence, []).append(question)
    assert {sentence: same for sentence, same in by_sentence.items() if len(same) > 1} == {}


def test_no_two_that_can_be_asked_are_the_same(standard: Standard, asked: dict[Question, str]) -> None:
    """They differ in their normal forms too; and what is normal is said in the same words, or in those of its other side."""
    normal = {question: normal_form(question, standard) for question in asked}
    assert len(set(normal.values())) == len(asked)
    for question, form in normal.items():
        assert says(form, standard) == asked[question], question


def test_every_name_is_said(standard: Standard, asked: dict[Question, str]) -> None:
    """A question on a thing names the thing, or says in its own words what it is."""
    for question, sentence in asked.items():
        if isinstance(question, Decide) and isinstance(question.predicate, Has):
            thing = question.predicate.entry
            assert thing in sentence or (standard.concepts[thing].phrase or thing) in sentence, question
            assert all(name in sentence for name in question.subjects.names)  # type: ignore[union-attr]


# ---- composed questions


def trees(atoms: tuple[Any, ...], joins: tuple[Any, ...]) -> list[Any]:
    """Every tree of two levels over three atoms."""
    once = [*atoms, *(join((one, other)) for join in joins for one, other in product(atoms, atoms) if one != other)]
    return [*once, *(join((one, other)) for join in joins for one, other in product(once, once) if one != other)]


def holds(predicate: Predicate, true: set[str]) -> bool:
    """Whether a predicate holds of somebody who has just these things."""
    if isinstance(predicate, And):
        return all(holds(part, true) for part in predicate.of)
    if isinstance(predicate, Or):
        return any(holds(part, true) for part in predicate.of)
    return not holds(predicate.of, true) if isinstance(predicate, Not) else predicate.entry in true  # type: ignore[union-attr]


def stands(entries: Entries, true: set[str]) -> bool:
    """Whether a thing stands in a list that is had by just these halls."""
    if isinstance(entries, Union):
        return any(stands(part, true) for part in entries.of)
    if isinstance(entries, Intersection):
        return all(stands(part, true) for part in entries.of)
    if isinstance(entries, Difference):
        return stands(entries.left, true) and not stands(entries.right, true)
    return entries.subject in true


def ambiguous(said: dict[Any, str], table: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The sentences that say trees of different truth tables."""
    worlds = [{name for name, there in zip(names, row, strict=True) if there} for row in product((False, True), repeat=len(names))]
    found: dict[str, dict[tuple[bool, ...], Any]] = {}
    for tree, sentence in said.items():
        found.setdefault(sentence, {}).setdefault(tuple(table(tree, world) for world in worlds), tree)
    return {sentence: list(meant.values()) for sentence, meant in found.items() if len(meant) > 1}


THREE = ("收费员", "保安员", "引导员")


def test_what_reads_alike_is_true_of_the_same(standard: Standard) -> None:
    """Predicates of three parts: one sentence, one meaning."""
    every = trees((*map(Has, THREE), Not(Has(THREE[0]))), (And, Or))
    said = {tree: says(which("hall", tree), standard) for tree in every}
    assert ambiguous(said, holds, THREE) == {}


def test_what_reads_alike_is_the_same_list(standard: Standard) -> None:
    """Lists made of three others: one sentence, one meaning."""
    every = trees(tuple(map(staff, (A, B, D))), (Union, Intersection, lambda pair: Difference(*pair)))
    said = {tree: says(List((tree,)), standard) for tree in every}
    assert ambiguous(said, stands, (A, B, D)) == {}


def test_three_conditions_at_once(standard: Standard) -> None:
    """既…，又…，又…."""
    assert "既既" not in says(which("hall", And(tuple(map(Has, THREE)))), standard)


def test_conditions_of_two_sides(standard: Standard) -> None:
    """A级营业厅的服务人员…, not A级营业厅既的服务人员…."""
    assert "既的" not in says(whether(A, And((Has("大专及以上学历"), OpenAllHours()))), standard)


def test_a_filter_of_a_filter(standard: Standard) -> None:
    """要经过“回访”环节的业务里，哪些…."""
    question = Select(Where(Where(All("service"), Has("回访")), Not(Has("图纸审核"))))
    assert says(question, standard) == "要经过“回访”环节的业务里，哪些不经过“图纸审核”环节？"


APART: list[tuple[Question, Question]] = [
    (which("staff", Has("大专及以上学历", scope=A)), which("staff", "大专及以上学历")),
    (Count(Select(Where(Named((A, B)), Has("收费员")))), Select(Where(Named((A, B)), Has("收费员")))),
    (Comply((DescribedHall("甲厅", A, ("收费员",), (), True),)), Comply((DescribedHall("甲厅", A, ("收费员",)),))),
    (Comply((DescribedHall("甲厅", A, ("收费员",), (), True),)), Comply((DescribedHall("甲厅", A, complete=True),))),
    (Comply((DescribedHall("甲厅", "", ("收费员",), ("保安员",)),)), Comply((DescribedHall("甲厅", "", ("收费员",)),))),
    (Beyond(("电价",), listing(A, "服务人员")), Beyond(("电价",))),
    (Unlisted(A, "空调", ("服务方式",)), Unlisted(A, "空调")),
    (whether(A, Has("排队机", "设施及用品")), whether(A, Has("排队机", "区内配置"))),
    (Decide(All("hall"), Has("收费员"), "every"), Decide(All("hall"), Has("收费员"), "each")),
    (Count(List((staff(A), staff(B)))), Count(List((staff(A),)))),
    (whether((A, B), "收费员"), whether((A, B), "收费员", "every")),
    (StepAt("过户", 2), StepAt("过户", -2)),
    (whether(A, Has("排队机", "设施及用品")), whether(A, "排队机")),
    (Count(listing(HOTLINE, "服务功能", way="预受理")), Count(listing(HOTLINE, "服务功能"))),
    (Count(listing("收费员", "任职资格", scope=A)), Count(listing("收费员", "任职资格"))),
    (Comply((DescribedHall("甲厅", A, ("收费员",), ("保安员",), True),)), Comply((DescribedHall("甲厅", A, (), ("保安员",), True),))),
    (Comply((DescribedHall("甲厅", A),)), Comply((DescribedHall("甲厅", A, complete=True),))),
    (Unlisted(A, aspects=("服务方式",)), Unlisted(A)),
    (forms.Hours((ONLINE,)), forms.Hours((ONLINE,), "客户自助")),
    (Rank(All("hall"), "服务人员", "most"), Rank(All("hall"), "服务人员", "least")),
]
"""Pairs that ask something else, and so have to read otherwise."""


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_differs_reads_otherwise(standard: Standard, one: Question, other: Question) -> None:
    """Nothing of a question is dropped when it is said."""
    assert says(one, standard) != says(other, standard)


@settings(deadline=None, max_examples=60)
@given(SIMPLE[forms.Many])
def test_several_questions_are_said_one_after_the_other(standard: Standard, question: Many) -> None:
    """A message with several questions reads as all of them."""
    assert says(question, standard) == "".join(says(part, standard) for part in question.of)
