"""Entries of the numbered lists by their numbers, their numbers by their names, and codes."""

from __future__ import annotations

import pytest

from rules.findings import Coded, Holders, NotFound, NumberedItem, Several
from rules.question.forms import Code, Entry, Serial
from tests.rules.asking import cited, found, names, which
from tests.rules.conftest import Put
from tests.rules.literals import CATEGORIES, CLAUSE_OF, CODES, HALLS, MEASURES, NAMED, column
from tests.rules.test_standard_matrix import (
    AGENTS,
    FACILITIES,
    HALL,
    HOTLINE,
    LIST_CLAUSES,
    LISTS,
    MATRIX,
    MATRIX_CLAUSES,
    MODES,
    ONLINE,
    ONSITE,
)

LISTED = [
    *((HALL, category, LISTS[category], LIST_CLAUSES[category]) for category in CATEGORIES),
    (HOTLINE, "服务方式", MODES[HOTLINE], "4.2.3.1"),
    (ONLINE, "服务方式", MODES[ONLINE], "4.3.3.1"),
    (ONSITE, "设施及用品", tuple(FACILITIES[ONSITE]), "4.4.4.1"),
]
"""The seven lists that the standard numbers."""
SPECIAL = {
    5: "4.1.6.1 第5项",
    **dict.fromkeys((16, 17, 18), "4.1.6.1 第16~18项"),
    **dict.fromkeys((31, 32), "4.1.6.1 第31~32项"),
}
"""Entries of the list of facilities that have a clause of their own."""


@pytest.mark.parametrize(("subject", "aspect", "items", "clause"), LISTED)
def test_an_entry_by_its_number(put: Put, subject: str, aspect: str, items: tuple[str | None, ...], clause: str) -> None:
    """The entry with a number in each list, with its measure word, who needs it, and both clauses; what is lost stays without a name."""
    for number, name in enumerate(items, 1):
        answer = put(Entry(subject, aspect, (number,)))
        finding = found(answer, NumberedItem)
        assert (finding.subject, finding.category, finding.measure, finding.total) == (subject, aspect, MEASURES[aspect], len(items))
        assert finding.item is not None
        assert (finding.item.number, finding.item.lost) == (number, name is None)
        assert name is None or finding.item.name == name
        assert finding.required_by == (tuple(column(aspect, number)) if subject == HALL else ())
        assert clause in cited(answer)
        if subject == HALL:
            assert {MATRIX_CLAUSES[aspect][grade] for grade in MATRIX if HALLS[grade] in finding.required_by} <= set(cited(answer))
        of_its_own = [SPECIAL[number]] if (subject, aspect) == (HALL, "设施及用品") and number in SPECIAL else []
        assert [one for one in cited(answer) if one.startswith("4.1.6.1 ")] == of_its_own
        assert (name is None) == any("原文此处缺失" in remark for remark in answer.remarks)


@pytest.mark.parametrize(("subject", "aspect", "items", "clause"), LISTED)
def test_an_entry_out_of_range(put: Put, subject: str, aspect: str, items: tuple[str | None, ...], clause: str) -> None:
    """A number that the list has not: there is no entry, and the answer knows how many there are, from its clause."""
    for number in (len(items) + 1, 99, 0, -1):
        answer = put(Entry(subject, aspect, (number,)))
        finding = found(answer, NumberedItem)
        assert (finding.item, finding.total, finding.number) == (None, len(items), number)
        assert cited(answer) == [clause]


@pytest.mark.parametrize("hall", HALLS.values())
@pytest.mark.parametrize("aspect", CATEGORIES)
def test_an_entry_asked_of_a_grade(put: Put, hall: str, aspect: str) -> None:
    """The lists are those of halls in general; who needs the entry is told whichever grade is named."""
    assert put(Entry(hall, aspect, (2,))).finding == put(Entry(HALL, aspect, (2,))).finding


@pytest.mark.parametrize("numbers", [(1, 2), (15, 16, 17, 18, 19), (31, 32), tuple(range(1, 33)), (1, 99), (99, 1)])
def test_several_entries(put: Put, numbers: tuple[int, ...]) -> None:
    """Several numbers: each entry, those that are lost said to be lost, those that there are none of said not to be."""
    answer = put(Entry(HALL, "设施及用品", numbers))
    parts = found(answer, Several).parts
    told = [
        (part.number, part.item and (part.item.name if not part.item.lost else None)) for part in parts if isinstance(part, NumberedItem)
    ]
    items = LISTS["设施及用品"]
    assert told == [(number, items[number - 1] if number <= len(items) else None) for number in numbers]
    assert ("4.1.6.1 第16~18项" in cited(answer)) == bool({16, 17, 18} & set(numbers))
    assert ("4.1.6.1 第31~32项" in cited(answer)) == bool({31, 32} & set(numbers))


@pytest.mark.parametrize(("subject", "aspect"), [(AGENTS, "服务方式"), (ONLINE, "服务人员"), (HALL, "服务时间"), (HALL, "编码")])
def test_an_entry_of_a_list_that_is_not_numbered(put: Put, subject: str, aspect: str) -> None:
    """Where the standard has no numbers the answer says so, and names the lists of the subject that have some."""
    finding = found(put(Entry(subject, aspect, (1,))), NotFound)
    assert (finding.what, finding.about) == ("list", (subject, aspect))
    assert finding.known == tuple(category for owner, category, *_ in LISTED if owner == subject)


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_what_number_a_thing_has(put: Put, category: str, number: int, name: str) -> None:
    """Its serial number in the list of halls, asked of halls, of a grade, or of nobody."""
    for subject in (HALL, *HALLS.values()):
        finding = found(put(Serial(name, subject)), NumberedItem)
        assert (finding.category, finding.number, finding.item and finding.item.name) == (category, number, name)
    anywhere = put(Serial(name)).finding
    parts = anywhere.parts if isinstance(anywhere, Several) else (anywhere,)
    expected = [(owner, aspect, items.index(name) + 1) for owner, aspect, items, _ in LISTED if name in items]
    assert [(part.subject, part.category, part.number) for part in parts if isinstance(part, NumberedItem)] == expected


@pytest.mark.parametrize(("thing", "subject"), [("一米线", ""), ("普通座席", ""), ("客户自助", AGENTS), ("柜台", "")])
def test_what_has_no_number(put: Put, thing: str, subject: str) -> None:
    """What stands in no numbered list has no number."""
    assert found(put(Serial(thing, subject)), NotFound).what == "serial"


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_entries_are_held_by_those_who_need_them(put: Put, category: str, number: int, name: str) -> None:
    """Who needs the n-th entry and who needs it by its name is the same (K19 apart)."""
    entry = found(put(Entry(HALL, category, (number,))), NumberedItem)
    holders = names(found(put(which("hall", name)), Holders).holders)
    assert set(holders) - set(entry.required_by) == ({"D级营业厅"} if name == "报刊架" else set())


# ---- codes


@pytest.mark.parametrize("service", CLAUSE_OF)
def test_the_code_of_a_service(put: Put, service: str) -> None:
    """The code of its flow, from its clause."""
    answer = put(Code((service,)))
    ((name, code, clause),) = found(answer, Coded).codes
    assert (name, clause) == (service, CLAUSE_OF[service])
    assert CODES[code] == clause
    assert cited(answer) == [clause]


def test_the_codes_of_channels(put: Put) -> None:
    """SC01 to SC06, several at once."""
    channels = (HALL, HOTLINE, ONLINE, ONSITE, AGENTS, "社区及其他渠道")
    assert [code for _, code, _ in found(put(Code(channels)), Coded).codes] == [f"SC{number:02}" for number in range(1, 7)]


@pytest.mark.parametrize("name", ["收费员", "更名", "变更用电", "投诉"])
def test_what_has_no_code(put: Put, name: str) -> None:
    """Most things have none."""
    assert found(put(Code((name,))), NotFound).what == "code"


def test_some_have_a_code(put: Put) -> None:
    """Of several, those that have one."""
    assert [name for name, *_ in found(put(Code(("更名", "过户"))), Coded).codes] == ["过户"]
