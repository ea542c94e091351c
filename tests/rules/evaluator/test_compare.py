"""Subjects side by side: what all share and what each has beyond that, against the sets of the literals."""

from __future__ import annotations

from itertools import combinations

import pytest

from rules.findings import Comparison
from rules.question.forms import Compare, Named
from tests.rules.asking import cited, found, names, serial
from tests.rules.conftest import Put
from tests.rules.literals import CATEGORIES, CLAUSE_OF, HALLS, MEASURES, TEMPORARY, TRAINING, ZONES, flow_of, listed
from tests.rules.test_standard_matrix import CERTIFICATES, FLOWS, HOTLINE, LIST_CLAUSES, MATRIX, MATRIX_CLAUSES, MODES, ONLINE


@pytest.mark.parametrize(("first", "second"), combinations(MATRIX, 2))
def test_two_grades(put: Put, first: str, second: str) -> None:
    """What both need is the intersection of their columns, what one needs beyond that the difference, by number."""
    answer = put(Compare(Named((HALLS[first], HALLS[second]))))
    rows = {row.category: row for row in found(answer, Comparison).rows}
    assert {*CATEGORIES, "任职资格"} <= set(rows)
    assert ("服务时间" in rows) == ("D级" in (first, second))
    for category in CATEGORIES:
        row = rows[category]
        both = [entry for entry in listed(first, category) if entry in listed(second, category)]
        assert serial(row.common) == both
        assert [(hall, serial(items)) for hall, items in row.own] == [
            (HALLS[grade], [entry for entry in listed(grade, category) if entry not in both]) for grade in (first, second)
        ]
        assert {MATRIX_CLAUSES[category][first], MATRIX_CLAUSES[category][second], LIST_CLAUSES[category]} == set(row.clauses)
        assert set(row.clauses) <= set(cited(answer))
        assert row.measure == MEASURES[category]
        assert found(put(Compare(Named((HALLS[first], HALLS[second])), (category,))), Comparison).rows == (row,)
    certificates = dict(rows["任职资格"].own)
    assert set(names(certificates[HALLS[first]])) == (CERTIFICATES if first == "A级" else set())
    assert certificates[HALLS[second]] == ()
    assert names(rows["任职资格"].common) == [TRAINING]


@pytest.mark.parametrize(("first", "second"), combinations(MATRIX, 2))
def test_the_other_way_round(put: Put, first: str, second: str) -> None:
    """The order of the question is that of the answer; what is common and what is not stays the same."""
    one = found(put(Compare(Named((HALLS[first], HALLS[second])))), Comparison)
    other = found(put(Compare(Named((HALLS[second], HALLS[first])))), Comparison)
    assert one.subjects == tuple(reversed(other.subjects)) == (HALLS[first], HALLS[second])
    rows = {row.category: row for row in other.rows}
    for row in one.rows:
        assert set(names(row.common)) == set(names(rows[row.category].common))
        assert {hall: serial(items) for hall, items in row.own} == {hall: serial(items) for hall, items in rows[row.category].own}


@pytest.mark.parametrize("category", CATEGORIES)
def test_all_grades(put: Put, category: str) -> None:
    """Of four, common is what all four need."""
    (row,) = found(put(Compare(Named(tuple(HALLS.values())), (category,))), Comparison).rows
    common = [entry for entry in listed("A级", category) if all(entry in listed(grade, category) for grade in MATRIX)]
    assert serial(row.common) == common
    for grade, (hall, items) in zip(MATRIX, row.own, strict=True):
        assert hall == HALLS[grade]
        assert serial(items) == [entry for entry in listed(grade, category) if entry not in common]


@pytest.mark.parametrize(("first", "second"), combinations(MODES, 2))
def test_modes_of_channels(put: Put, first: str, second: str) -> None:
    """Channels side by side in one aspect."""
    (row,) = found(put(Compare(Named((first, second)), ("服务方式",))), Comparison).rows
    assert names(row.common) == [mode for mode in MODES[first] if mode in MODES[second]]
    assert [set(names(items)) for _, items in row.own] == [set(MODES[first]) - set(MODES[second]), set(MODES[second]) - set(MODES[first])]


@pytest.mark.parametrize(("first", "second"), combinations(FLOWS, 2))
def test_flows(put: Put, first: str, second: str) -> None:
    """Services side by side by their steps; where a flow breaks off, its lost end belongs to it alone, and is said to be a gap."""
    (one, *_), (other, *_) = FLOWS[first][0], FLOWS[second][0]
    (row,) = found(put(Compare(Named((one, other)), ("服务流程",))), Comparison).rows
    assert names(row.common) == [step for step in FLOWS[first][1] if step in FLOWS[second][1]]
    for clause, (service, items) in zip((first, second), row.own, strict=True):
        assert service in FLOWS[clause][0]
        assert [item.name for item in items if not item.lost] == [step for step in FLOWS[clause][1] if step not in names(row.common)]
        assert [item.number for item in items if item.lost] == ([5] if clause == "5.1.4.11" else [])
        assert all(item.lost or FLOWS[clause][1][item.number - 1] == item.name for item in items)
        assert (service in row.gaps) == (clause == "5.1.4.11")
    assert set(row.clauses) == {first, second}


@pytest.mark.parametrize(("first", "second"), combinations(ZONES, 2))
def test_zones(put: Put, first: str, second: str) -> None:
    """Zones side by side by their fittings."""
    row = next(row for row in found(put(Compare(Named((first, second)))), Comparison).rows if row.category == "区内配置")
    assert set(names(row.common)) == set(ZONES[first]) & set(ZONES[second])
    assert [set(names(items)) for _, items in row.own] == [set(ZONES[first]) - set(ZONES[second]), set(ZONES[second]) - set(ZONES[first])]


def test_one_that_stands_for_two(put: Put) -> None:
    """临时用电 is compared by its kinds, and said to be divided."""
    finding = found(put(Compare(Named(("过户", "临时用电")), ("服务流程",))), Comparison)
    assert finding.subjects == ("过户", *TEMPORARY)
    assert finding.divided == (("临时用电", TEMPORARY),)
    (row,) = finding.rows
    common = [step for step in flow_of("过户") if all(step in flow_of(kind) for kind in TEMPORARY)]
    assert names(row.common) == common


@pytest.mark.parametrize("service", ["更名", "市政代工"])
def test_one_with_nothing_to_compare(put: Put, service: str) -> None:
    """That the source has no flow of a service is said; it is not compared by an empty one."""
    answer = put(Compare(Named(("过户", service)), ("服务流程",)))
    finding = found(answer, Comparison)
    assert finding.without == (service,)
    assert service not in finding.subjects
    assert "5.1.1" in cited(answer)


def test_hours(put: Put) -> None:
    """Hours are the same only where they are for the same."""
    (row,) = found(put(Compare(Named((HOTLINE, ONLINE)), ("服务时间",))), Comparison).rows
    assert row.common == ()
    assert [len(items) for _, items in row.own] == [5, 1]


def test_what_is_asked_of_two_kinds_of_staff(put: Put) -> None:
    """4.2.4 b), 4.3.4 b): the certificate is the difference."""
    answer = put(Compare(Named(("95598座席", "网站受理员"))))
    (row,) = found(answer, Comparison).rows
    assert set(names(row.common)) == {"大专及以上学历", TRAINING}
    assert [names(items) for _, items in row.own] == [["普通话水平测试三级及以上证书"], []]
    assert {"4.2.4 b)", "4.3.4 b)"} <= set(cited(answer))


def test_what_is_common_belongs_to_no_place_of_one(put: Put) -> None:
    """The web clerk is not asked for his diploma at the hotline."""
    (row,) = found(put(Compare(Named(("95598座席", "网站受理员")))), Comparison).rows
    assert HOTLINE not in {item.scope for item in row.common}


def test_order_of_steps_counts_for_nothing(put: Put) -> None:
    """Two flows with the same steps have no difference."""
    (row,) = found(put(Compare(Named(("新装", "增容")), ("服务流程",))), Comparison).rows
    assert names(row.common) == list(flow_of("新装"))
    assert [items for _, items in row.own] == [(), ()]
    assert set(row.clauses) == {CLAUSE_OF["新装"]}
