"""The judgement on halls: against planted defects, against plain sets, and one at a time against many at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.checking import Checker, Hall, Result
from rules.checking.reports import Reader
from rules.checking.tables import rows
from rules.derivation import Link
from rules.model import Standard
from tests.rules.checking import invented
from tests.rules.checking.invented import COLUMNS, FOLDER, required
from tests.rules.literals import HALLS
from tests.rules.test_standard_matrix import LISTS, MATRIX, MATRIX_CLAUSES


def hall(checker: Checker, grade: str, has: set[tuple[str, str, str]], reported: frozenset[str] = frozenset(COLUMNS)) -> Hall:
    """A hall with things as (category, place, item)."""
    pairs = {pair for category, place, item in has for pair in checker.placed(HALLS[grade], category, item, place)}
    return Hall("城东营业厅", HALLS[grade], frozenset(pairs), reported)


def found(result: Result, verdict: str) -> list[str]:
    """The judgements with a verdict as category/place/item, in order."""
    judged = [j for j in result.judgements if j.verdict == verdict]
    return sorted(f"{j.category}/{'' if j.place == result.hall.grade else j.place}/{j.item}" for j in judged)


def everything(grade: str) -> set[tuple[str, str, str]]:
    return {(category, place, item) for category, entries in required(grade).items() for place, item in entries}


# ---- the sample


def test_the_sample_is_judged_as_planted(reader: Reader, checker: Checker) -> None:
    """50 invented halls: what is missing, what is extra and what is lost is what was planted, no more and no less."""
    planted = yaml.safe_load((FOLDER / "planted.yaml").read_text(encoding="utf-8"))
    halls = list(reader.halls(rows(FOLDER / "sample.csv")))
    assert len(halls) == len(planted) == invented.HALLS
    for entry in halls:
        assert isinstance(entry, Hall)
        result = checker.check(entry)
        expected = planted[entry.name]
        assert found(result, "missing") == expected["missing"], entry.name
        assert [name.replace("//", "/") for name in found(result, "extra")] == expected["extra"], entry.name
        assert len(result.of("undecidable")) == expected["lost"], entry.name


def test_the_sample_is_what_the_script_writes() -> None:
    """The files in data/halls/ are those of the script, so that they can be made anew when the standard changes."""
    sample, planted = invented.sample()
    assert yaml.safe_load((FOLDER / "planted.yaml").read_text(encoding="utf-8")) == planted
    text = (FOLDER / "sample.csv").read_text(encoding="utf-8-sig")
    assert all(all(cell in text for cell in row.values()) for row in sample)


# ---- by grade


@pytest.mark.parametrize("grade", MATRIX)
def test_a_hall_that_has_everything(checker: Checker, grade: str) -> None:
    """Nothing is missing and nothing extra; what the source has lost is neither met nor missing."""
    result = checker.check(hall(checker, grade, everything(grade)))
    assert found(result, "missing") == found(result, "extra") == []
    assert len(result.of("met")) == len(everything(grade))
    assert len(result.of("undecidable")) == invented.lost(grade)


@pytest.mark.parametrize("grade", MATRIX)
def test_a_hall_that_has_nothing(checker: Checker, grade: str) -> None:
    """Everything is missing, each by the clause of its grade; what is lost is not."""
    result = checker.check(hall(checker, grade, set()))
    assert found(result, "missing") == sorted(f"{category}/{place}/{item}" for category, place, item in everything(grade))
    assert found(result, "met") == []
    for judgement in result.of("missing"):
        if judgement.category in MATRIX[grade]:
            assert judgement.clauses[0] == MATRIX_CLAUSES[judgement.category][grade]
            assert LISTS[judgement.category][judgement.number - 1] == judgement.item


@pytest.mark.parametrize("grade", MATRIX)
def test_a_rail_for_crowds_is_only_needed_when_there_are_crowds(checker: Checker, grade: str) -> None:
    """4.1.5.2 c)2) asks for it 遇客流量大时: not to have it is no fault, to have it no extra."""
    assert found(checker.check(hall(checker, grade, set())), "occasional") == ["区内配置/收费区/引导护栏"]
    assert "区内配置/收费区/引导护栏" in found(checker.check(hall(checker, grade, {("区内配置", "收费区", "引导护栏")})), "met")


def test_what_was_not_reported_is_not_judged(checker: Checker) -> None:
    result = checker.check(hall(checker, "B级", {("服务人员", "", "收费员")}, frozenset({"服务人员"})))
    assert {judgement.category for judgement in result.judgements} == {"服务人员"}


def test_a_case_is_what_it_is_a_case_of(standard: Standard, checker: Checker) -> None:
    """Whatever has a broader concept of its class counts as that too."""
    cases = [c for c in standard.concepts.values() if c.broader and c.cls == "facility" == standard.class_of(c.broader)]
    for concept in cases:
        items = {item for _, item in checker.placed(HALLS["A级"], "设施及用品", concept.name)}
        assert {concept.name, concept.broader} <= items


def test_a_qualification_without_a_kind_of_staff_is_that_of_all(checker: Checker) -> None:
    result = checker.check(hall(checker, "C级", {("任职资格", "", "岗前培训合格")}, frozenset({"任职资格"})))
    assert found(result, "missing") == []


def test_things_in_zones_that_a_grade_need_not_have(checker: Checker) -> None:
    """D need have no 洽谈区: one with a desk in it is beyond the standard, not against it."""
    result = checker.check(hall(checker, "D级", everything("D级") | {("区内配置", "洽谈区", "桌椅")}))
    assert found(result, "extra") == ["区内配置/洽谈区/桌椅"]
    assert found(result, "missing") == []


# ---- why


def test_why_something_is_missing(checker: Checker) -> None:
    """The derivation goes down to the clause, the grade and what was reported."""
    entry = hall(checker, "B级", set(), frozenset({"服务人员"}))
    link = checker.explain(entry, next(j for j in checker.check(entry).of("missing") if j.item == "引导员"))
    said = list(_links(link))
    assert link.says == "B级营业厅：缺引导员"
    assert any(part.clause == "4.1.4.2 b)2)" for part in said)
    assert {"B级营业厅的等级是B级", "所查营业厅报了“服务人员”"} <= {part.says for part in said if not part.rule}


def _links(link: Link) -> Iterator[Link]:
    yield link
    for premise in link.premises:
        yield from _links(premise)


# ---- one at a time and many at once


@st.composite
def halls(draw: st.DrawFn) -> tuple[str, frozenset[tuple[str, str, str]], frozenset[str]]:
    grade = draw(st.sampled_from(list(MATRIX)))
    others = {(category, "", item) for category, item in invented.beyond(grade)} | everything("A级")
    has = draw(st.frozensets(st.sampled_from(sorted(everything(grade) | others)), max_size=60))
    return grade, has, draw(st.frozensets(st.sampled_from(COLUMNS), min_size=1))


@given(st.lists(halls(), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_many_at_once_are_judged_as_each_alone(
    checker: Checker, drawn: list[tuple[str, frozenset[tuple[str, str, str]], frozenset[str]]]
) -> None:
    """The tables that the engine filled give what the engine gives for each hall by itself."""
    asked = [hall(checker, grade, {t for t in has if t[0] in reported}, reported) for grade, has, reported in drawn]
    assert list(checker.check_all(asked)) == [checker.check(one) for one in asked]


@given(halls())
@settings(max_examples=60, deadline=None)
def test_against_plain_sets(checker: Checker, drawn: tuple[str, frozenset[tuple[str, str, str]], frozenset[str]]) -> None:
    """Missing is what is required and not there; met is what is required and there: by sets, with no rules."""
    grade, has, reported = drawn
    result = checker.check(hall(checker, grade, set(has), reported))
    needed = {f"{c}/{p}/{i}" for c, p, i in everything(grade) if c in reported}
    there = {f"{c}/{p}/{i}" for c, p, i in has}
    there |= {f"{c}/{p}/{i}" for c, p, i in everything(grade) if ("", i) in {(q, j) for d, q, j in has if d == c}}
    assert set(found(result, "missing")) == needed - there
    assert set(found(result, "met")) - {"区内配置/收费区/引导护栏"} == needed & there
