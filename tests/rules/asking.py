"""What the tests of the advisor share: how to look at an answer, and what of the standard all of them take as given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, get_args

from rules.advisor import Answer, QueryKind
from rules.advisor.answers import Holders, Item, Link
from tests.rules.test_standard_matrix import GROUP, LISTS, MATRIX, MODES, SERVICES

T = TypeVar("T")

KINDS: tuple[QueryKind, ...] = get_args(QueryKind)
HALLS = {grade: f"{grade}营业厅" for grade in MATRIX}
CATEGORIES = tuple(LISTS)
MEASURES = {"服务方式": "种", "服务人员": "类", "功能分区": "个", "设施及用品": "项"}
NAMED = [(category, number, name) for category, names in LISTS.items() for number, name in enumerate(names, 1) if name]
"""Every entry of the four lists whose name the source kept: 5 modes, 6 kinds of staff, 7 zones, 27 facilities."""
FLOW_SERVICES = tuple(service for _, service in SERVICES)
WITHOUT_FLOW = ("更名", "市政代工", "变更用电", GROUP)
"""Services of the standard without a flow of their own; 临时用电 stands for two that have one."""
ANY_MODE = sorted({str(mode) for modes in MODES.values() for mode in modes})
"""Every mode of any channel."""
BROADER = {
    "停电信息公告": "信息公告",
    "用电常识宣传": "信息公告",
    "电费查询": "咨询查询",
    "电费账单": "电费查询",
    "有工程临时用电": "临时用电",
    "无工程临时用电": "临时用电",
}
"""What is a case of what: whoever serves the second serves the first."""


def found(answer: Answer, finding: type[T]) -> T:
    """The finding, which must be of the kind given."""
    assert isinstance(answer.finding, finding), f"{answer.query}: {answer.finding}"
    return answer.finding


def cited(answer: Answer) -> list[str]:
    """The numbers of the clauses cited, in their order."""
    return [citation.clause for citation in answer.citations]


def names(entries: Iterable[Any]) -> list[str]:
    """The names of entries or holders."""
    return [entry.name for entry in entries]


def serial(items: Iterable[Item]) -> list[tuple[int, str | None]]:
    """Entries as the literals have them: serial number and name, None for a name that is lost."""
    return [(item.number, None if item.lost else item.name) for item in items]


def listed(grade: str, category: str) -> list[tuple[int, str | None]]:
    """What a grade must have of a category, by the literals: serial number and name."""
    return [(number, LISTS[category][number - 1]) for number in MATRIX[grade][category]]


def column(category: str, number: int) -> list[str]:
    """The halls that must have an entry, by the literals."""
    return [HALLS[grade] for grade in MATRIX if number in MATRIX[grade][category]]


def sides(finding: Holders) -> tuple[list[str], list[str]]:
    """Who has it and who lacks it."""
    return names(finding.holders), names(finding.lacking)


def links(derivation: Iterable[Link]) -> Iterator[Link]:
    """Every link of a derivation, premises after what follows from them."""
    for link in derivation:
        yield link
        yield from links(link.premises)


def strings(value: Any) -> Iterator[str]:
    """Every text in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from strings(part)
