"""Remarks: the tensions of the standard, shown just where they are touched, and how sure the clauses are that were cited."""

from __future__ import annotations

import pytest

from rules.advisor import Advisor
from rules.findings import Answer, Comparison, Holders
from rules.loader import load
from rules.question.askable import askable
from rules.question.check import named, nodes
from rules.question.forms import Compare, Entry, Hours, Named, OpenAllHours, Provision, Quantity, Question, Read
from tests.rules.asking import cited, found, listing, names, whether, which
from tests.rules.conftest import Put
from tests.rules.literals import OF_THE_GROUP, SERVED
from tests.rules.test_standard_matrix import HOTLINE, LISTS, ONLINE

STANDARD = load()
TENSIONS = {tension.id: tension for tension in STANDARD.tensions}
A, B, C, D = (f"{letter}级营业厅" for letter in "ABCD")
PUTONGHUA = "普通话水平测试三级及以上证书"
SHOWN: dict[str, list[Question]] = {
    "K17-C": [whether(C, "客户自助"), whether(C, "自助缴费终端"), whether(C, "触摸屏"), whether(C, "客户自助区")],
    "K17-D": [whether(D, "客户自助区"), whether(D, "自助缴费终端"), which("hall", "客户自助")],
    "K18": [whether(D, "保安员"), whether(C, "保安员"), which("hall", "保洁员"), whether((B, C), "保安员")],
    "K19": [whether(D, "报刊架"), which("hall", "报刊架")],
    "K20": [Provision(HOTLINE, "人工受理"), whether("人工通话", OpenAllHours(at=HOTLINE))],
    "K21": [Provision(topic="统一管理"), Provision(HOTLINE, "统一管理"), listing(HOTLINE, "服务网络布局")],
    "K22": [whether(ONLINE, "过户"), whether(HOTLINE, "校表"), which("channel", "新装"), whether("过户", ONLINE)],
    "K23": [whether(ONLINE, PUTONGHUA), whether("95598座席", PUTONGHUA), whether("网站受理员", PUTONGHUA)],
    "K24": [listing("更名", "服务流程"), listing("市政代工", "服务流程"), whether("更名", "回访")],
    "K25": [Provision(topic="统一管理"), Provision(ONLINE, "统一管理")],
    "K10": [Quantity("便民伞"), Quantity("排队机", A, 29), Quantity("饮水机", "", 20)],
}
"""For each tension inside the standard, questions that touch it."""
NOT_SHOWN: dict[str, list[Question]] = {
    "K17-C": [whether(A, "客户自助"), whether(C, "饮水机"), listing(C, "服务人员"), whether(D, "自助缴费终端")],
    "K17-D": [whether(C, "客户自助"), whether(D, "饮水机")],
    "K18": [whether(A, "保安员"), whether(D, "收费员"), listing(B, "服务人员")],
    "K19": [whether(C, "报刊架"), whether(D, "饮水机")],
    "K20": [whether(ONLINE, OpenAllHours()), Hours((ONLINE,)), listing(HOTLINE, "服务功能")],
    "K21": [Provision(ONLINE, "统一管理"), Hours((HOTLINE,))],
    "K22": [whether(ONLINE, "投诉"), whether("供电营业厅", "过户"), whether(HOTLINE, "电费收缴"), which("function", ONLINE)],
    "K23": [whether(ONLINE, "大专及以上学历"), whether(A, PUTONGHUA)],
    "K24": [listing("过户", "服务流程"), listing("变更用电", "服务流程")],
    "K25": [listing(ONLINE, "服务时间"), listing(HOTLINE, "服务功能")],
    "K10": [whether(A, "便民伞"), Quantity("收费员", A), Entry("供电营业厅", "设施及用品", (24,)), which("hall", "排队机")],
}
"""For each, questions beside it that do not."""


def remarked(answer: Answer) -> set[str]:
    """The tensions that an answer remarks on."""
    return {tension.id for tension in STANDARD.tensions if tension.says in answer.remarks}


def test_every_tension_is_tried() -> None:
    """No remark goes untested."""
    assert set(SHOWN) == set(NOT_SHOWN) == set(TENSIONS)


@pytest.mark.parametrize(("tension", "question"), [(one, question) for one, asked in SHOWN.items() for question in asked])
def test_a_tension_is_shown(put: Put, tension: str, question: Question) -> None:
    """A question that touches a tension is answered with the remark on it, once, and cites one of its clauses."""
    answer = put(question)
    assert tension in remarked(answer)
    assert set(TENSIONS[tension].clauses) & set(cited(answer))
    assert len(set(answer.remarks)) == len(answer.remarks)


@pytest.mark.parametrize(("tension", "question"), [(one, question) for one, asked in NOT_SHOWN.items() for question in asked])
def test_a_tension_is_not_shown(put: Put, tension: str, question: Question) -> None:
    """A question beside it is not burdened with the remark."""
    assert tension not in remarked(put(question))


def test_a_tension_is_shown_just_where_it_is_touched(advisor: Advisor) -> None:
    """Of everything that can be asked: where a clause of the tension is cited, and each group of its concepts is named or told."""
    for question in askable(advisor.views):
        answer = advisor.answer(question)
        touched = set(named(question))
        if isinstance(answer.finding, Holders):
            touched |= set(names((*answer.finding.holders, *answer.finding.lacking)))
        elif isinstance(answer.finding, Comparison):
            touched |= {name for row in answer.finding.rows for _, own in row.own for name in names(own)}
        if any(tension in remarked(answer) for tension in TENSIONS):
            assert len(answer.citations) <= 24
        for tension in (one for one in TENSIONS.values() if one.id not in ("K20", "K22")):  # touched by an aspect, or a way: see below
            shown = tension.id in remarked(answer)
            there = set(cited(answer)) & set(tension.clauses) and all(touched & set(group) for group in tension.about)
            numbered = any(isinstance(node, Quantity) for node in nodes(question))
            assert shown == bool(there and (numbered or not tension.asked_with_number)), (tension.id, question)


@pytest.mark.parametrize("service", SERVED)
def test_phone_and_web_only_pre_accept(put: Put, service: str) -> None:
    """K22: of SI01 and of meter testing by phone, it is told that they are only pre-accepted."""
    for channel in (HOTLINE, ONLINE):
        pre_accepted = service in OF_THE_GROUP or (service, channel) == ("校表", HOTLINE)
        assert ("K22" in remarked(put(whether(channel, service)))) == pre_accepted


@pytest.mark.parametrize("thing", sorted(set(TENSIONS["K10"].about[0])))
def test_numbers_are_not_quantities(put: Put, thing: str) -> None:
    """K10: that the numbers of the list are no quantities is told just when the question is for a quantity."""
    number = LISTS["设施及用品"].index(thing) + 1
    assert "K10" in remarked(put(Quantity(thing, A, number)))
    assert "K10" not in remarked(put(whether(A, thing)))
    assert "K10" not in remarked(put(Entry("供电营业厅", "设施及用品", (number,))))


def test_a_tension_touched_by_the_finding(put: Put) -> None:
    """Who needs newspaper racks: D is among the answers, by its zone and against its list, and the remark belongs there."""
    for tension, thing in (("K19", "报刊架"), ("K18", "保安员")):
        answer = put(which("hall", thing))
        assert D in names(found(answer, Holders).holders)
        assert tension in remarked(answer)


@pytest.mark.parametrize(
    ("question", "tension"),
    [
        (Compare(Named((B, C)), ("服务人员",)), "K18"),
        (whether(HOTLINE, OpenAllHours()), "K20"),
        (listing(HOTLINE, "服务时间"), "K20"),
        (Hours((HOTLINE,)), "K20"),
    ],
)
def test_a_tension_that_is_touched_and_not_named(put: Put, question: Question, tension: str) -> None:
    """The guards are in the difference of B and C; that only fault reports are taken by a person at any time belongs to the hours."""
    assert tension in remarked(put(question))


# ---- how sure the clauses are


def test_a_note_is_told_where_it_is_alone(put: Put) -> None:
    """Of one uncertain clause the remark says why; of one among several from outside, and of several, only which they are."""
    alone = put(listing(A, "服务网络布局")).remarks
    assert alone == ("4.1.1：所见文本没有这一条，内容取自来源之外的资料。" + STANDARD.clauses["4.1.1"].note,)
    assert "4.1.2：所见文本没有这一条，内容取自来源之外的资料。" in put(listing("过户", "服务渠道")).remarks
    several = put(Read(("4.1.6.1",))).remarks
    assert "4.1.6.1 第16~18项、4.1.6.1 第31~32项：原文此处缺失，不作推测。" in several
    among_several = put(Read(("5.1.1",))).remarks
    assert "5.1.1 末尾：原文此处缺失，不作推测。" + STANDARD.clauses["5.1.1 末尾"].note in among_several


def test_several_ambiguous_clauses_are_not_remarked_on(put: Put) -> None:
    """What is ambiguous in one of many clauses says little: the citations carry it."""
    answer = put(which("service", "受理客户申请"))
    assert len([one for one in answer.citations if one.status == "ambiguous"]) == 4
    assert not [remark for remark in answer.remarks if "可作不同理解" in remark]


def test_what_is_lost_comes_before_what_is_ambiguous(put: Put) -> None:
    """The gravest first: lost, from outside, ambiguous; of each, the clauses that are cited."""
    remarks = put(Read(("4.1",))).remarks
    assert [remark.partition("：")[0] for remark in remarks] == ["4.1、4.1 各级的功能、4.1 营业时间", "4.1.1、4.1.2", "4.1.4.2 a) 第二句"]


@pytest.mark.parametrize("number", STANDARD.clauses)
def test_every_uncertain_clause_is_remarked_on(put: Put, number: str) -> None:
    """Whenever a lost clause, or one from outside, is cited, it is named in a remark; what is readable or corrected never is."""
    answer = put(Read((number,)))
    remarked_on = "".join(remark.partition("：")[0] + "、" for remark in answer.remarks)
    for one in answer.citations:
        if one.status in ("lost", "external"):
            assert f"{one.clause}、" in remarked_on
        if one.status in ("readable", "corrected"):
            assert f"{one.clause}、" not in remarked_on
