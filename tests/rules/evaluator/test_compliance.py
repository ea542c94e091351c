"""Described halls against what their grade requires, by plain sets over the literals."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.findings import Compliance, Judged
from rules.question.forms import Comply, DescribedHall
from tests.rules.asking import cited, found
from tests.rules.checking.invented import FITTINGS, required
from tests.rules.conftest import Put
from tests.rules.literals import GRADES, HALLS, LOST_FACILITIES, TRAINING, needed
from tests.rules.test_standard_matrix import CERTIFICATES, LIST_CLAUSES, LISTS, MATRIX, MATRIX_CLAUSES

A, B, C, D = HALLS.values()
CLOSED = ("服务方式", "服务人员", "功能分区")
"""The lists of which no name is lost."""
NAMED = {category: [name for name in names if name] for category, names in LISTS.items()}


def names_of(groups: tuple[tuple[str, Any, Any], ...], category: str = "") -> set[str]:
    """The names that are missing, or cannot be decided, of a category or of all."""
    return {item.name for of, items, _ in groups if category in ("", of) for item in items}


def judged(put: Put, hall: DescribedHall, *aspects: str) -> Judged:
    """The judgement on one hall."""
    finding = found(put(Comply((hall,), aspects)), Compliance)
    assert not finding.fitting
    (one,) = finding.halls
    assert (one.label, one.grade) == (hall.label, hall.grade)
    return one


@st.composite
def described(draw: Any, categories: Any = CLOSED) -> tuple[str, DescribedHall]:
    """A hall that was described by what it has of one list, and what it has not."""
    category = draw(st.sampled_from(list(categories)))
    has = draw(st.lists(st.sampled_from(NAMED[category]), max_size=len(NAMED[category]), unique=True))
    rest = [name for name in NAMED[category] if name not in has]
    lacks = draw(st.lists(st.sampled_from(rest), max_size=3, unique=True)) if rest else []
    if not has and not lacks:
        has = [NAMED[category][0]]
    grade = draw(st.sampled_from(list(HALLS.values())))
    return category, DescribedHall("城东厅", grade, tuple(has), tuple(lacks), draw(st.booleans()))


def there(hall: DescribedHall, grade: str, category: str) -> set[str]:
    """What a hall has of a list: what was named, and where it was said what is lacking all the rest that is required."""
    return (set(hall.has) | (set(needed(grade, category)) if is_open(hall, grade) else set())) - set(hall.lacks)


def is_open(hall: DescribedHall, grade: str) -> bool:
    """Whether all the rest of a list is there: where it was said so, or what of it is lacking, or only what is lacking elsewhere.

    What D-grade halls have newspapers on stands in a zone, not in their list.
    """
    lacks = [thing for thing in hall.lacks if not (grade == D and thing == "报刊架")]
    return hall.complete or bool(lacks) or (bool(hall.lacks) and not hall.has)


# ---- with a grade


@settings(deadline=None, max_examples=120)
@given(described())
def test_what_is_missing(put: Put, drawn: tuple[str, DescribedHall]) -> None:
    """Missing is what the grade requires and the hall has not; extra what it has beyond; it complies where nothing is missing."""
    category, hall = drawn
    one = judged(put, hall, category)
    wanted = set(needed(hall.grade, category)) - there(hall, hall.grade, category)
    assert names_of(one.missing) == wanted
    assert (one.truth, one.undecidable) == ("no" if wanted else "yes", ())
    assert set(one.extra) == set(hall.has) - set(needed(hall.grade, category))
    assert one.has == hall.has


@settings(deadline=None, max_examples=80)
@given(described(["设施及用品"]))
@example(("设施及用品", DescribedHall("城东厅", "D级营业厅", ("营业厅门楣", "营业厅铭牌"), ("报刊架",))))
def test_facilities_with_names_that_are_lost(put: Put, drawn: tuple[str, DescribedHall]) -> None:
    """Of a hall that has all that can be named, it cannot be said that it has what the source lost; unless all the rest is there."""
    _, hall = drawn
    one = judged(put, hall, "设施及用品")
    wanted = set(needed(hall.grade, "设施及用品"))
    lost = wanted & set(LOST_FACILITIES.values())
    missing = wanted - lost - there(hall, hall.grade, "设施及用品")
    open_ = set() if is_open(hall, hall.grade) else lost
    if hall.grade == D:
        missing -= {"报刊架"}
    assert names_of(one.missing) == missing
    assert names_of(one.undecidable) == open_
    assert one.truth == ("no" if missing else "undecidable" if open_ else "yes")


@pytest.mark.parametrize("grade", MATRIX)
@pytest.mark.parametrize("category", CLOSED)
def test_a_hall_with_everything(put: Put, grade: str, category: str) -> None:
    """All that is required, named one by one or in one word, complies; each thing less does not."""
    hall, things = HALLS[grade], tuple(needed(HALLS[grade], category))
    assert judged(put, DescribedHall("甲", hall, things), category).truth == "yes"
    assert judged(put, DescribedHall("甲", hall, complete=True), category).truth == "yes"
    for thing in things:
        answer = put(Comply((DescribedHall("甲", hall, tuple(one for one in things if one != thing)),), (category,)))
        (one,) = found(answer, Compliance).halls
        assert (one.truth, names_of(one.missing)) == ("no", {thing})
        ((_, _, clauses),) = one.missing
        assert MATRIX_CLAUSES[category][grade] in clauses
        assert {MATRIX_CLAUSES[category][grade], LIST_CLAUSES[category]} <= set(cited(answer))


@pytest.mark.parametrize("grade", MATRIX)
def test_only_what_was_said_to_lack(put: Put, grade: str) -> None:
    """Where it is only said what is not there, the rest is; what is not required is missed by none."""
    hall = HALLS[grade]
    for category in CLOSED:
        for thing in NAMED[category]:
            one = judged(put, DescribedHall("甲", hall, (), (thing,)))
            assert names_of(one.missing) == ({thing} & set(needed(hall, category)))


@pytest.mark.parametrize("category", CLOSED)
def test_the_aspects_that_were_described(put: Put, category: str) -> None:
    """Where no aspect is named, those of what was said to be there or not; of the others nothing is said."""
    other = next(one for one in CLOSED if one != category)
    hall = DescribedHall("甲", A, (NAMED[category][0],), (NAMED[other][0],))
    finding = found(put(Comply((hall,))), Compliance)
    assert set(finding.aspects) == {category, other}
    assert {of for of, *_ in finding.halls[0].missing} == {category, other}


def test_what_was_not_spoken_of_is_not_missing(put: Put) -> None:
    """A hall that has guides and no water: of its other facilities nothing was said."""
    one = judged(put, DescribedHall("甲", A, ("引导员",), ("饮水机",)))
    assert names_of(one.missing, "设施及用品") == {"饮水机"}


# ---- zones and staff


@pytest.mark.parametrize("grade", MATRIX)
def test_fittings_of_zones(put: Put, grade: str) -> None:
    """Each thing in its zone; without it, the zones that lack it are named."""
    pairs = [(zone, thing) for zone, thing in required(grade)["区内配置"]]
    for thing in sorted({thing for _, thing in pairs}):
        one = judged(put, DescribedHall("甲", HALLS[grade], (), (thing,)), "区内配置")
        owners = {item.owner for _, items, _ in one.missing for item in items}
        assert (one.truth, owners) == ("no", {zone for zone, other in pairs if other == thing})


def test_what_is_required_only_at_times(put: Put) -> None:
    """引导护栏 is for crowds: not to have it is no fault. Nor is what the display zone may show."""
    for thing in ("引导护栏", "宣传手册", "节能设备"):
        one = judged(put, DescribedHall("甲", A, (), (thing,)), "区内配置")
        assert (one.truth, one.missing) == ("yes", ())
    assert "引导护栏" not in FITTINGS["收费区"]


@pytest.mark.parametrize("grade", MATRIX)
def test_qualifications_of_staff(put: Put, grade: str) -> None:
    """Without training all staff of the grade are short of it; certificates are missed in grade A only, of three kinds of staff."""
    one = judged(put, DescribedHall("甲", HALLS[grade], (), (TRAINING,)), "任职资格")
    assert {item.owner for _, items, _ in one.missing for item in items} == set(needed(HALLS[grade], "服务人员"))
    for wanted in CERTIFICATES:
        one = judged(put, DescribedHall("甲", HALLS[grade], (), (wanted,)), "任职资格")
        owners = {item.owner for _, items, _ in one.missing for item in items}
        assert owners == ({"营业厅主管", "业务受理员", "收费员"} if grade == "A级" else set())


# ---- several halls, and halls without a grade


@settings(deadline=None, max_examples=40)
@given(st.lists(described(["服务人员"]), min_size=2, max_size=4))
def test_several_halls(put: Put, drawn: list[tuple[str, DescribedHall]]) -> None:
    """Each as it is alone, in the order in which they were described."""
    halls = tuple(DescribedHall(f"{at}号厅", hall.grade, hall.has, hall.lacks, hall.complete) for at, (_, hall) in enumerate(drawn, 1))
    finding = found(put(Comply(halls, ("服务人员",))), Compliance)
    assert [one.label for one in finding.halls] == [hall.label for hall in halls]
    assert list(finding.halls) == [judged(put, hall, "服务人员") for hall in halls]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(CLOSED).flatmap(lambda c: st.tuples(st.just(c), st.lists(st.sampled_from(NAMED[c]), min_size=1, unique=True))))
def test_which_grades_fit(put: Put, drawn: tuple[str, list[str]]) -> None:
    """A hall without a grade fits those of which it has all: each grade by itself."""
    category, has = drawn
    finding = found(put(Comply((DescribedHall("这个厅", "", tuple(has)),), (category,))), Compliance)
    assert finding.fitting
    assert [one.grade for one in finding.halls] == list(GRADES)
    for one in finding.halls:
        assert names_of(one.missing) == set(needed(one.grade, category)) - set(has)
        assert (one.truth == "yes") == (set(needed(one.grade, category)) <= set(has))


@pytest.mark.parametrize(
    ("has", "fits"),
    [
        (("收费员", "保安员"), [D]),
        (("营业厅主管", "业务受理员", "收费员"), [C]),
        (("营业厅主管", "业务受理员", "收费员", "保安员"), [C, D]),
        (("营业厅主管", "业务受理员", "收费员", "保安员", "引导员"), [B, C, D]),
        (("收费员",), []),
    ],
)
def test_which_grades_fit_by_hand(put: Put, has: tuple[str, ...], fits: list[str]) -> None:
    """4.1.4.2 b)."""
    finding = found(put(Comply((DescribedHall("这个厅", "", has),))), Compliance)
    assert [one.grade for one in finding.halls if one.truth == "yes"] == fits


def test_facilities_that_fit(put: Put) -> None:
    """All that can be named of the list fits D; of A, B and C the rest is lost."""
    hall = DescribedHall("这个厅", "", tuple(NAMED["设施及用品"]))
    finding = found(put(Comply((hall,), ("设施及用品",))), Compliance)
    assert {one.grade: one.truth for one in finding.halls} == {A: "undecidable", B: "undecidable", C: "undecidable", D: "yes"}


def test_by_hand(put: Put) -> None:
    """A grade B hall with supervisor, clerk and cashier lacks two kinds of staff (4.1.4.2 b)2))."""
    answer = put(Comply((DescribedHall("我们厅", B, ("营业厅主管", "业务受理员", "收费员")),)))
    (one,) = found(answer, Compliance).halls
    assert names_of(one.missing) == {"保安员", "引导员"}
    assert "4.1.4.2 b)2)" in cited(answer)
