"""Small findings and their parts, from which the kinds of finding are built that are told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rules.derivation import Citation
from rules.evaluator.truth import Truth
from rules.findings import (
    Answer,
    Case,
    Finding,
    Group,
    Holder,
    Item,
    Judged,
    Service,
    Verdict,
)

READABLE = Citation("4.1.4.1", "供电营业厅的服务人员", "readable", "原文清楚", "", "服务人员包括营业厅主管等。")
LOST = Citation("4.1.6.1 第16~18项", "设施及用品第16~18项", "lost", "原文缺失", "", "第16~18项的名称原文缺失。")
FIFTEEN = tuple(replace(READABLE, clause=f"4.{number}", heading=f"第{number}条") for number in range(1, 16))
ONE, TWO = Item("面对面", 1, "应"), Item("电话", 2, "可", "城区")
GONE, GONE_TOO = Item("第16项设施", 16, "应", lost=True), Item("第17项设施", 17, "应", lost=True)
GUARD, GUIDE, CASHIER, UMBRELLA = Item("保安员", 4, "应"), Item("引导员", 5, "应"), Item("收费员", 3, "应"), Item("便民伞", 24, "应")
APPLY, SURVEY, END = Item("受理客户申请", 1), Item("现场勘查", 2), Item("服务结束", 3)
CUT = Item("原文缺失的后续环节", 3, lost=True)
A, B, C, D = "A级营业厅", "B级营业厅", "C级营业厅", "D级营业厅"
HOTLINE, ONLINE, ONSITE = "95598供电服务热线", "网上营业厅", "客户现场"
ROUND = Service(ONLINE, "", "7×24小时不间断", "应")
MEASURES = {"服务方式": "种", "服务人员": "类", "服务流程": "步", "设施及用品": "项"}


def answered(finding: Finding, *citations: Citation, **more: Any) -> Answer:
    """An answer with nothing but its finding, citations and what is named."""
    parts = {"says": "", "derivation": (), "remarks": (), "suggestions": (), "edition": "", **more}
    return Answer(question=None, finding=finding, citations=citations, **parts)


def group(*items: Item, subject: str = C, category: str = "服务人员", clauses: tuple[str, ...] = ("4.1",), **more: Any) -> Group:
    """What a subject has of a category."""
    return Group(subject, category, items, clauses=clauses, measure=MEASURES.get(category, "个"), **more)


def flow(subject: str, *steps: Item, **more: Any) -> Group:
    """The flow of a service."""
    return group(*steps, subject=subject, category="服务流程", ordered=True, **more)


def case(truth: Truth = "yes", aspect: str = "服务人员", subject: str = C, thing: str = "保安员", cls: str = "hall", **more: Any) -> Case:
    """A subject against a thing."""
    return Case(subject, aspect, thing, truth, cls=cls, **{"phrase": thing, **more})


def verdict(*cases: Case, **more: Any) -> Verdict:
    """Yes or no of the subjects of the cases, as the first of these where nothing else is said."""
    return Verdict(more.pop("truth", cases[0].truth), cases, **{"subjects": tuple(one.subject for one in cases), **more})


def holder(name: str, truth: Truth = "yes", **more: Any) -> Holder:
    """One of those that have a thing or lack it."""
    return Holder(name, truth, (case(truth, subject=name, **more),))


def hall(label: str = "甲厅", grade: str = B, truth: Truth = "no", **more: Any) -> Judged:
    """A described hall as it was judged."""
    return Judged(label, grade, truth, more.pop("missing", ()), **more)


STEP: dict[str, Any] = {"aspect": "服务流程", "cls": "service", "subject": "销户", "thing": "现场勘查"}
CAN: dict[str, Any] = {"aspect": "服务功能", "cls": "channel", "subject": ONLINE, "thing": "过户"}
DIPLOMA: dict[str, Any] = {
    "aspect": "任职资格",
    "cls": "staff",
    "subject": "收费员",
    "thing": "大专及以上学历",
    "phrase": "具有大专及以上学历",
}
DIPLOMA_AT_A = Item("大专及以上学历", phrase="具有大专及以上学历", scope=A)
WHO: dict[str, Any] = {
    "said": "应配保安员",
    "opposite": "不要求配保安员",
    "population": "各级营业厅",
    "aspect": "服务人员",
    "thing": "保安员",
}
LACKS = (("服务人员", (Item("引导员", 5),), ("4.1.4.2 b)2)",)),)
UNKNOWN = (("设施及用品", (GONE, GONE_TOO), ("4.1.6.1",)),)
NUMBERED = (("供电营业厅", "设施及用品", 24, "项"),)
