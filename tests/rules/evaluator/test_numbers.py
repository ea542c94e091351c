"""How many, who has most, who has the same: against the lengths and the sets of the literals."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from rules.findings import Amount, Count, Holders, Listing, NotFound, Ranking, Sameness, Several
from rules.question import forms
from rules.question.forms import Alike, All, Entered, EntriesOf, Has, List, Named, Not, Quantity, Rank, Select, Where
from tests.rules.asking import cited, found, listing, names, serial, which
from tests.rules.conftest import Put
from tests.rules.literals import (
    BROKEN,
    CATEGORIES,
    CHANGES,
    CLAUSE_OF,
    FLOW_SERVICES,
    HALLS,
    LOST_FACILITIES,
    MEASURES,
    NAMED,
    SERVED,
    STEPS,
    TEMPORARY,
    ZONES,
    column,
    flow_of,
    has_step,
    listed,
    must_have,
    needed,
    owners,
)
from tests.rules.test_standard_matrix import HALL, LIST_CLAUSES, LISTS, MATRIX, MATRIX_CLAUSES, MODES, SI01_STAFF, STAFF

WHOLE = [service for service in FLOW_SERVICES if service != BROKEN]


def counted(put: Put, subject: str, aspect: str) -> Count:
    """How many entries a list has."""
    return found(put(forms.Count(listing(subject, aspect))), Count)


# ---- how many entries


@pytest.mark.parametrize(("grade", "category"), product(MATRIX, CATEGORIES))
def test_entries_of_a_grade(put: Put, grade: str, category: str) -> None:
    """The length of the list, the lost ones among them and named as such; of how many in all, where it is a part."""
    answer = put(forms.Count(listing(HALLS[grade], category)))
    finding = found(answer, Count)
    assert (finding.subject, finding.category, finding.measure) == (HALLS[grade], category, MEASURES[category])
    assert finding.number == len(MATRIX[grade][category]) == len(finding.items)
    assert serial(finding.items) == listed(grade, category)
    assert finding.lost == tuple(number for number, name in listed(grade, category) if name is None)
    assert finding.whole == (len(LISTS[category]) if finding.number < len(LISTS[category]) else 0)
    assert finding.truth == "yes"
    assert cited(answer)[:2] == [MATRIX_CLAUSES[category][grade], LIST_CLAUSES[category]]


@pytest.mark.parametrize("category", CATEGORIES)
def test_entries_of_halls_in_general(put: Put, category: str) -> None:
    """The list itself."""
    finding = counted(put, HALL, category)
    assert (finding.number, finding.whole, serial(finding.items)) == (len(LISTS[category]), 0, list(enumerate(LISTS[category], 1)))


@pytest.mark.parametrize("service", WHOLE)
def test_steps(put: Put, service: str) -> None:
    """How many steps a flow has."""
    finding = counted(put, service, "服务流程")
    assert (finding.number, finding.truth, finding.measure, names(finding.items)) == (
        len(flow_of(service)),
        "yes",
        "步",
        list(flow_of(service)),
    )


def test_steps_of_a_flow_that_breaks_off(put: Put) -> None:
    """Four at least; how many there are is lost."""
    answer = put(forms.Count(listing(BROKEN, "服务流程")))
    finding = found(answer, Count)
    assert (finding.number, finding.truth, finding.lost) == (4, "undecidable", ())
    assert cited(answer) == [CLAUSE_OF[BROKEN], "5.1.4.11 末尾"]


@pytest.mark.parametrize("channel", [channel for channel in MODES if channel != HALL])
def test_modes_and_staff(put: Put, channel: str) -> None:
    """How many modes a channel has, and how many kinds of staff."""
    assert (counted(put, channel, "服务方式").number, counted(put, channel, "服务方式").measure) == (len(MODES[channel]), "种")
    if STAFF[channel]:
        assert counted(put, channel, "服务人员").number == len(STAFF[channel])


@pytest.mark.parametrize("zone", ZONES)
def test_fittings(put: Put, zone: str) -> None:
    """How many things a zone has."""
    assert counted(put, zone, "区内配置").number == len(ZONES[zone])


@pytest.mark.parametrize("service", ["过户", "投诉", "电费收缴", "外呼", "校表"])
def test_channels(put: Put, service: str) -> None:
    """At how many channels a service is had."""
    assert counted(put, service, "服务渠道").number == len(SERVED[service])


def test_staff_of_a_service(put: Put) -> None:
    """5.1.2 names nine kinds."""
    assert counted(put, "增容", "服务人员").number == len(SI01_STAFF) == 9


def test_several_numbers(put: Put) -> None:
    """Zones, staff and modes of one grade: each is counted."""
    question = forms.Count(List(tuple(EntriesOf(HALLS["A级"], aspect) for aspect in ("功能分区", "服务人员", "服务方式"))))
    parts = found(put(question), Several).parts
    assert [(part.category, part.number) for part in parts if isinstance(part, Count)] == [
        ("功能分区", 7),
        ("服务人员", 6),
        ("服务方式", 5),
    ]


def test_what_stands_for_two_is_not_one_number(put: Put) -> None:
    """临时用电 has two flows: both are shown. Of a service without one it is said that there is none."""
    finding = found(put(forms.Count(listing("临时用电", "服务流程"))), Listing)
    assert [len(group.items) for group in finding.groups] == [len(flow_of(kind)) for kind in TEMPORARY]
    (group,) = found(put(forms.Count(listing("更名", "服务流程"))), Listing).groups
    assert (group.truth, group.items) == ("silent", ())
    (group,) = found(put(forms.Count(listing(HALLS["A级"], "服务功能"))), Listing).groups
    assert "原文缺失" in group.provisions[0]


def test_functions_of_halls(put: Put) -> None:
    """4.1.2: as many as are listed."""
    listed_there = found(put(listing(HALL, "服务功能")), Listing).groups[0].items
    assert counted(put, HALL, "服务功能").number == len(listed_there) == 5


def test_services_of_a_group_that_breaks_off(put: Put) -> None:
    """5.1.1 names fourteen and breaks off: how many there are cannot be said."""
    finding = counted(put, "变更用电", "服务项目")
    assert (finding.number, finding.truth) == (len(CHANGES) - len(TEMPORARY), "undecidable")


def test_everything_is_not_counted_as_one_aspect(put: Put) -> None:
    """There are no 53 modes."""
    finding = put(forms.Count(listing(HALLS["A级"]))).finding
    assert not (isinstance(finding, Count) and finding.category == "服务方式")


# ---- how many subjects


@pytest.mark.parametrize("step", STEPS)
def test_services_with_a_step(put: Put, step: str) -> None:
    """How many have it are those that have it, and the answer knows that it was asked how many."""
    finding = found(put(forms.Count(which("service", step))), Holders)
    assert finding.counted
    assert set(names(finding.holders)) == {service for service in FLOW_SERVICES if has_step(service, step) == "yes"}
    assert not found(put(which("service", step)), Holders).counted


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_grades_with_a_thing(put: Put, category: str, number: int, name: str) -> None:
    """How many grades must have a thing."""
    finding = found(put(forms.Count(which("hall", name))), Holders)
    assert set(column(category, number)) <= set(names(finding.holders))
    assert set(names(finding.holders)) == {hall for hall in HALLS.values() if must_have(hall, name) == "yes"}


# ---- most and fewest


@pytest.mark.parametrize("category", CATEGORIES)
def test_which_grade_has_most(put: Put, category: str) -> None:
    """By the lengths of the lists, those with equally many together."""
    lengths = {hall: len(needed(hall, category)) for hall in HALLS.values()}
    for extreme, of in (("most", max), ("least", min)):
        answer = put(Rank(All("hall"), category, extreme))  # type: ignore[arg-type]
        finding = found(answer, Ranking)
        assert names(finding.first) == [hall for hall, length in lengths.items() if length == of(lengths.values())]
        assert {one.name: one.number for one in (*finding.first, *finding.others)} == lengths
        assert finding.undecided == ()
        assert set(MATRIX_CLAUSES[category].values()) <= set(cited(answer))


@pytest.mark.parametrize("extreme", ["most", "least"])
def test_which_flow_is_longest(put: Put, extreme: forms.Extreme) -> None:
    """By the number of steps; the flow that breaks off is not ranked, and said not to be."""
    finding = found(put(Rank(All("service"), "服务流程", extreme)), Ranking)
    lengths = {service: len(flow_of(service)) for service in WHOLE}
    wanted = (max if extreme == "most" else min)(lengths.values())
    assert set(names(finding.first)) == {service for service, length in lengths.items() if length == wanted}
    assert {one.name: one.number for one in (*finding.first, *finding.others)} == lengths
    order = [one.number for one in finding.others]
    assert order == sorted(order, reverse=extreme == "most")
    assert finding.undecided == (BROKEN,)
    assert finding.measure == "步"


def test_which_channel_has_most(put: Put) -> None:
    """A channel for which nothing is listed is not that with fewest."""
    finding = found(put(Rank(All("channel"), "服务方式", "most")), Ranking)
    assert {one.name: one.number for one in (*finding.first, *finding.others)} == {channel: len(modes) for channel, modes in MODES.items()}
    finding = found(put(Rank(All("channel"), "服务人员", "least")), Ranking)
    assert set(names(finding.first)) == {"网上营业厅", "社区及其他渠道"}
    assert "银行及其他代办机构" not in names((*finding.first, *finding.others))


def test_which_of_some_has_most(put: Put) -> None:
    """Among those named, those in a list, and those that satisfy something."""
    finding = found(put(Rank(Named(("过户", "销户", "新装")), "服务流程", "most")), Ranking)
    assert (names(finding.first), names(finding.others)) == (["新装"], ["销户", "过户"])
    finding = found(put(Rank(Entered(EntriesOf("变更用电", "服务项目")), "服务流程", "least")), Ranking)
    assert names(finding.first) == ["过户"]
    assert "新装" not in names(finding.others)
    called = Where(All("service"), Has("回访"))
    finding = found(put(Rank(called, "服务流程", "least")), Ranking)
    assert names(finding.first) == ["无工程临时用电"]
    uncalled = Where(All("service"), Not(Has("回访")))
    assert names(found(put(Rank(uncalled, "服务流程", "most")), Ranking).first) == ["暂停恢复", "复装"]


def test_most_of_nothing(put: Put) -> None:
    """Where nobody has anything of the kind, it is said of the first of them that there is none."""
    finding = found(put(Rank(All("service"), "功能分区", "most")), NotFound)
    assert (finding.what, finding.about) == ("misfit", ("新装、增容及变更用电", "功能分区"))


# ---- the same


@pytest.mark.parametrize("category", CATEGORIES)
def test_grades_with_the_same_list(put: Put, category: str) -> None:
    """Grades with just the same entries together, with what they share; the others alone."""
    finding = found(put(Alike(All("hall"), category)), Sameness)
    alike: dict[tuple[str, ...], list[str]] = {}
    for hall in HALLS.values():
        alike.setdefault(tuple(needed(hall, category)), []).append(hall)
    assert [list(same) for same, *_ in finding.groups] == [same for same in alike.values() if len(same) > 1]
    assert [names(items) for _, items, _ in finding.groups] == [list(key) for key, same in alike.items() if len(same) > 1]
    assert list(finding.alone) == [same[0] for same in alike.values() if len(same) == 1]


def test_flows_that_are_the_same(put: Put) -> None:
    """Step for step; the flow that breaks off is like none for certain."""
    answer = put(Alike(All("service"), "服务流程"))
    finding = found(answer, Sameness)
    alike: dict[tuple[str, ...], set[str]] = {}
    for service in WHOLE:
        alike.setdefault(flow_of(service), set()).add(service)
    assert {frozenset(same) for same, *_ in finding.groups} == {frozenset(same) for same in alike.values() if len(same) > 1}
    assert set(finding.alone) == {service for same in alike.values() if len(same) == 1 for service in same}
    assert finding.undecided == (BROKEN,)
    for same, _, clauses in finding.groups:
        assert {CLAUSE_OF[service] for service in same} == set(clauses)
    assert set(CLAUSE_OF.values()) <= set(cited(answer))


@pytest.mark.parametrize(("one", "other"), combinations(["过户", "销户", "新装", "增容", "迁址"], 2))
def test_two_flows(put: Put, one: str, other: str) -> None:
    """Of two named: together or each alone."""
    finding = found(put(Alike(Named((one, other)), "服务流程")), Sameness)
    assert bool(finding.groups) == (flow_of(one) == flow_of(other))
    assert len(finding.alone) == (0 if finding.groups else 2)


# ---- quantities, of which the standard has none


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_quantities_of_things(put: Put, category: str, number: int, name: str) -> None:
    """No quantity is told, but who needs the thing, and under which serial number it stands, which is not one."""
    answer = put(Quantity(name))
    finding = found(answer, Amount)
    assert (HALL, category, number, MEASURES[category]) in finding.serials
    assert {hall for hall in HALLS.values() if must_have(hall, name) == "yes"} <= set(finding.having)
    assert LIST_CLAUSES[category] in cited(answer)
    for hall in HALLS.values():
        finding = found(put(Quantity(name, hall, number)), Amount)
        has_it = must_have(hall, name) == "yes"
        assert (finding.having, finding.lacking) == (((hall,), ()) if has_it else ((), (hall,)))
        assert finding.number == number
        assert {item.owner for case in finding.cases for item in case.held} <= {"", *owners(hall, name)}


def test_quantities_of_what_is_on_no_list(put: Put) -> None:
    """一米线 is in a zone: no serial number may be taken for a quantity, and what is laid down of it is told."""
    finding = found(put(Quantity("一米线")), Amount)
    assert finding.serials == ()
    assert set(finding.having) == {*HALLS.values(), "收费区"}
    assert any("一米线" in text for text in finding.stated)


def test_selections_are_not_quantities(put: Put) -> None:
    """How many grades is a question for grades."""
    assert isinstance(put(forms.Count(Select(Where(All("hall"), Has("排队机"))))).finding, Holders)
    assert set(LOST_FACILITIES) == {16, 17, 18, 31, 32}
