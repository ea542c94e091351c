"""Why an answer is so, and what came of checking a hall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions import wording
from actions.hall_check import HallCheck
from actions.wording import check_text, explanation_text
from rules.checking import Checker, Hall
from rules.derivation import Link, Refused
from rules.findings import Missing, NotFound
from rules.model import Standard
from tests.actions.findings import TEXTS
from tests.actions.findings.builders import LOST, READABLE, B, C, answered

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
