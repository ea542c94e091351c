"""What can be claimed, whether it is so, and whether it is sure enough to be asked about."""

from __future__ import annotations

import pytest

from rules.quiz.bank import Bank
from rules.quiz.claims import Claim

Case = tuple[str, Claim, bool, bool]
A_HALL = {"subject": "A级营业厅", "category": "设施及用品"}
CASES: list[Case] = [
    ("a thing that is listed", Claim.that("requirement", subject="C级营业厅", category="服务人员", item="收费员"), True, True),
    ("a thing that is not listed", Claim.that("requirement", subject="C级营业厅", category="服务人员", item="引导员"), False, True),
    ("that it is not listed", Claim.none("requirement", subject="C级营业厅", category="服务人员", item="引导员"), True, True),
    ("a thing in a list with lost entries", Claim.that("requirement", **A_HALL, item="便民伞"), True, True),
    ("another number of that list", Claim.that("requirement", subject="C级营业厅", category="设施及用品", item="便民伞"), False, True),
    ("what may be a lost entry", Claim.that("requirement", subject="C级营业厅", category="设施及用品", item="桌椅"), False, False),
    ("a lost entry", Claim.that("requirement", subject="A级营业厅", category="设施及用品", item="第17项设施"), True, False),
    ("a step", Claim.that("step", service="过户", action="现场勘查"), True, True),
    ("a step that is missing", Claim.that("step", service="过户", action="回访"), False, True),
    ("a step of a flow that breaks off", Claim.that("step", service="临时用电延期", action="现场勘查"), True, True),
    ("a step that may follow where it breaks off", Claim.that("step", service="临时用电延期", action="回访"), False, False),
    ("an ambiguous flow whose steps are certain", Claim.that("step", service="销户", action="回访"), False, True),
    ("an ambiguous flow", Claim.that("step", service="暂停", action="回访"), False, False),
    ("a member of a list that is cut short", Claim.that("member", item="过户", group="变更用电"), True, True),
    ("what may be behind the cut", Claim.that("member", item="更名", group="变更用电"), False, False),
    ("a function from outside the source", Claim.that("handling", channel="供电营业厅", service="投诉"), True, False),
    ("a function", Claim.that("handling", channel="社区及其他渠道", service="投诉"), True, True),
    ("of what nothing is said", Claim.that("requirement", subject="更名", category="服务人员", item="收费员"), False, False),
    ("so many steps", Claim("step", (("service", "过户"),), count=5), True, True),
    ("so many, some of them lost", Claim("requirement", (("subject", "A级营业厅"), ("category", "设施及用品")), count=32), True, False),
    (
        "just these",
        Claim("requirement", (("subject", "D级营业厅"), ("category", "服务人员")), field="item", whole=frozenset({"收费员", "保安员"})),
        True,
        True,
    ),
    (
        "these and others",
        Claim("requirement", (("subject", "D级营业厅"), ("category", "服务人员")), field="item", whole=frozenset({"收费员"})),
        False,
        True,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("what", "claim", "holds", "sure"), CASES, ids=[case[0] for case in CASES])
def test_claims(bank: Bank, what: str, claim: Claim, holds: bool, sure: bool) -> None:
    assert bank.ground.holds(claim) is holds
    assert bank.ground.sure(claim) is sure


def test_the_clauses_of_a_claim_are_those_of_its_list(bank: Bank) -> None:
    claim = Claim.that("requirement", subject="C级营业厅", category="服务人员", item="引导员")
    assert bank.ground.clauses([claim]) == ("4.1.4.2 b)3)", "4.1.4.1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("装表接电", "装（换）表接电"),
        ("收取相关营业费用", "结清相关费用"),
        ("宣传资料", "免费宣传资料"),
        ("护栏", "引导护栏"),
        ("故障报修", "故障抢修"),
        ("95598座席", "普通座席"),
        ("人工服务按“0”键，返回上级菜单按“*”键", "每级菜单均须设置“转人工”选项，人工服务按“0”键"),
    ],
)
def test_what_may_be_taken_for_each_other(bank: Bank, one: str, other: str) -> None:
    assert bank.ground.alike(one, other)
    assert bank.ground.alike(other, one)


@pytest.mark.parametrize(("one", "other"), [("引导员", "保安员"), ("回访", "现场勘查"), ("柜台", "电话"), ("业务办理区", "洽谈区")])
def test_what_is_not(bank: Bank, one: str, other: str) -> None:
    assert not bank.ground.alike(one, other)
