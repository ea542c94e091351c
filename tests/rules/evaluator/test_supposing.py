"""What if: grades that change, things added and taken away; each difference against the matrix of the standard."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.findings import Difference, Listing, Several
from rules.question.forms import Adds, Becomes, Many, Question, Removes, Suppose
from tests.rules.asking import cited, found, grouped, listing, names
from tests.rules.checking.invented import FITTINGS
from tests.rules.conftest import Put
from tests.rules.literals import CATEGORIES, GRADES, HALLS, TRAINING, must_have, needed, owners, zones_of
from tests.rules.test_standard_matrix import CERTIFICATES, LISTS, MATRIX, MATRIX_CLAUSES

A, B, C, D = HALLS.values()


def becomes(put: Put, old: str, new: str, *aspects: str) -> Difference:
    """What changes when a hall becomes one of another grade."""
    return found(put(Suppose(HALLS[old], Becomes(HALLS[new]), aspects)), Difference)


# ---- another grade


@pytest.mark.parametrize(("old", "new"), permutations(MATRIX, 2))
def test_a_hall_becomes_one_of_another_grade(put: Put, old: str, new: str) -> None:
    """Of each list what the new grade has beyond the old, and what the old has beyond the new; of each new zone what is in it."""
    difference = becomes(put, old, new)
    assert (difference.subject, difference.change, difference.things) == (HALLS[old], "becomes", (HALLS[new],))
    before, after = HALLS[old], HALLS[new]
    for category in CATEGORIES:
        assert grouped(difference.more, category, after) == [one for one in needed(after, category) if one not in needed(before, category)]
        assert grouped(difference.less, category, before) == [one for one in needed(before, category) if one not in needed(after, category)]
    assert set(grouped(difference.more, "任职资格", after)) == (CERTIFICATES if new == "A级" else set())
    assert set(grouped(difference.less, "任职资格", before)) == (CERTIFICATES if old == "A级" else set())
    for zone in set(zones_of(after)) - set(zones_of(before)):
        assert set(FITTINGS[zone]) <= set(grouped(difference.more, "区内配置", zone))
    for zone in set(zones_of(before)) - set(zones_of(after)):
        assert set(FITTINGS[zone]) <= set(grouped(difference.less, "区内配置", zone))


@pytest.mark.parametrize(("old", "new"), permutations(MATRIX, 2))
def test_what_a_change_of_grade_rests_on(put: Put, old: str, new: str) -> None:
    """The clauses of both grades are cited for every list that differs."""
    answer = put(Suppose(HALLS[old], Becomes(HALLS[new])))
    for category in CATEGORIES:
        if needed(HALLS[old], category) != needed(HALLS[new], category):
            assert {MATRIX_CLAUSES[category][old], MATRIX_CLAUSES[category][new]} <= set(cited(answer))


@pytest.mark.parametrize(("old", "new"), permutations(MATRIX, 2))
@pytest.mark.parametrize("category", CATEGORIES)
def test_only_the_aspects_asked_for(put: Put, old: str, new: str, category: str) -> None:
    """One aspect, and with zones what is in them."""
    difference = becomes(put, old, new, category)
    there = {group.category for group in (*difference.more, *difference.less)}
    assert there <= ({category, "区内配置"} if category == "功能分区" else {category})
    assert difference.aspects == (category,)
    assert bool(there) == (needed(HALLS[old], category) != needed(HALLS[new], category))


def test_there_and_back(put: Put) -> None:
    """What is gained one way is lost the other."""
    for old, new in permutations(MATRIX, 2):
        one, other = becomes(put, old, new), becomes(put, new, old)
        for category in CATEGORIES:
            assert grouped(one.more, category) == grouped(other.less, category)


# ---- without


@pytest.mark.parametrize("grade", MATRIX)
@pytest.mark.parametrize("category", ["服务方式", "服务人员", "功能分区"])
def test_something_is_not_there(put: Put, grade: str, category: str) -> None:
    """What must be there and is not is against the clause of the grade; what need not be there is missed by none."""
    for thing in filter(None, LISTS[category]):
        answer = put(Suppose(HALLS[grade], Removes((thing,))))
        difference = found(answer, Difference)
        (case,) = difference.needed
        assert (case.truth == "yes") == (thing in needed(HALLS[grade], category))
        assert MATRIX_CLAUSES[category][grade] in cited(answer)
        assert (difference.change, difference.things, difference.more) == ("removes", (thing,), ())
        assert case.truth == "yes" or difference.less == ()


def test_the_night_goes_with_self_service(put: Put) -> None:
    """4.1.3.2 c) lets a D-grade hall serve round the clock by self-service: without it that is gone."""
    answer = put(Suppose(D, Removes(("客户自助",))))
    assert [group.category for group in found(answer, Difference).less] == ["服务时间"]
    assert "4.1.3.2 c)" in cited(answer)
    assert found(put(Suppose(A, Removes(("客户自助",)))), Difference).less == ()


@pytest.mark.parametrize("zone", [zone for zone, items in FITTINGS.items() if items])
@pytest.mark.parametrize("grade", MATRIX)
def test_with_a_zone_goes_what_is_in_it(put: Put, grade: str, zone: str) -> None:
    """What belongs into a zone is no longer required; of a zone that the grade has not, nothing goes."""
    difference = found(put(Suppose(HALLS[grade], Removes((zone,)))), Difference)
    gone = set(grouped(difference.less, "区内配置", zone))
    assert gone >= (set(FITTINGS[zone]) if zone in zones_of(HALLS[grade]) else set())
    assert zone in zones_of(HALLS[grade]) or not gone


@pytest.mark.parametrize("staff", ["收费员", "引导员"])
def test_with_staff_goes_what_is_asked_of_them(put: Put, staff: str) -> None:
    """Nobody is left who would have to be trained."""
    difference = found(put(Suppose(B, Removes((staff,)))), Difference)
    assert grouped(difference.less, "任职资格", staff) == [TRAINING]


def test_a_thing_in_a_zone(put: Put) -> None:
    """一米线 is on no list of the hall, yet must be in its zone."""
    (case,) = found(put(Suppose(C, Removes(("一米线",)))), Difference).needed
    assert (case.truth, [item.owner for item in case.held]) == ("yes", ["收费区"])


# ---- with


@pytest.mark.parametrize("grade", MATRIX)
@pytest.mark.parametrize("zone", FITTINGS)
def test_a_zone_is_added(put: Put, grade: str, zone: str) -> None:
    """A zone that is not required brings what belongs into it; one that is required changes nothing."""
    answer = put(Suppose(HALLS[grade], Adds((zone,))))
    difference = found(answer, Difference)
    (case,) = difference.needed
    if zone in zones_of(HALLS[grade]):
        assert (case.truth, difference.more, difference.less) == ("yes", (), ())
        assert MATRIX_CLAUSES["功能分区"][grade] in cited(answer)
    else:
        assert case.truth == "no"
        assert set(FITTINGS[zone]) <= set(grouped(difference.more, "区内配置", zone))
        assert f"4.1.5.2 c){list(FITTINGS).index(zone) + 1})" in cited(answer) or not FITTINGS[zone]


@pytest.mark.parametrize("grade", MATRIX)
@pytest.mark.parametrize("staff", filter(None, LISTS["服务人员"]))
def test_staff_are_added(put: Put, grade: str, staff: str) -> None:
    """Who comes must be trained, and in grade A some must have certificates; who must be there anyway changes nothing."""
    difference = found(put(Suppose(HALLS[grade], Adds((staff,)))), Difference)
    more = grouped(difference.more, "任职资格", staff)
    assert more == ([] if staff in needed(HALLS[grade], "服务人员") else [TRAINING])


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(list(GRADES)), st.sampled_from([name for name in LISTS["设施及用品"] if name]))
def test_facilities_are_added(put: Put, hall: str, thing: str) -> None:
    """Nothing follows from a thing more; whether it must be there is told."""
    difference = found(put(Suppose(hall, Adds((thing,)))), Difference)
    assert difference.more == ()
    assert all((case.truth == "yes") == (must_have(hall, thing) == "yes") for case in difference.needed)
    assert len(owners(hall, thing)) >= 0


def test_several_changes(put: Put) -> None:
    """Each by itself."""
    parts = found(put(Suppose(C, Adds(("洽谈区", "引导区")))), Several).parts
    assert [part.things for part in parts if isinstance(part, Difference)] == [("洽谈区",), ("引导区",)]
    parts = found(put(Suppose(A, Removes(("洽谈区", "收费员")))), Several).parts
    assert [part.things for part in parts if isinstance(part, Difference)] == [("洽谈区",), ("收费员",)]


@pytest.mark.parametrize(
    "several",
    [Suppose(C, Adds(("洽谈区", "引导区"))), Many((listing(A, "服务人员"), Suppose(C, Adds(("洽谈区",)))))],
)
def test_what_is_asked_beside_a_change_is_derived_and_cited(put: Put, several: Question) -> None:
    """As it is alone."""
    answer = put(several)
    parts = several.of if isinstance(several, Many) else [Suppose(C, Adds((zone,))) for zone in ("洽谈区", "引导区")]
    assert {clause for part in parts for clause in cited(put(part))} <= set(cited(answer))
    assert answer.derivation


def test_nothing_is_changed_for_the_next_question(put: Put) -> None:
    """What was supposed does not stay."""
    before = put(listing(D))
    put(Suppose(D, Removes(("客户自助",))))
    put(Suppose(D, Adds(("引导区",))))
    assert put(listing(D)) == before
    assert "引导区" not in names(found(put(listing(D, "功能分区")), Listing).groups[0].items)


@pytest.mark.parametrize("subject", [*HALLS.values(), "供电营业厅"])
def test_several_things_are_added_to_any_hall(put: Put, subject: str) -> None:
    """What holds anyway and what only follows from the change are told together, each with its reasons."""
    for things in permutations(FITTINGS, 2):
        answer = put(Suppose(subject, Adds(things)))
        assert cited(answer)
        assert answer.derivation
