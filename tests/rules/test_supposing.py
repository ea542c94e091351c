"""What if: grades that change, things added and taken away; each difference against the matrix of the standard."""

from __future__ import annotations

from itertools import permutations

import pytest

from rules.advisor import Advisor, Answer, Query
from rules.advisor.answers import Difference, Group, Missing, Several
from rules.model import Standard
from tests.rules.asking import HALLS, cited, found, names
from tests.rules.checking.invented import FITTINGS
from tests.rules.test_standard_matrix import LISTS, MATRIX, MATRIX_CLAUSES


def becomes(advisor: Advisor, old: str, new: str, *concepts: str) -> Difference:
    return found(advisor.answer(Query("what_if", (HALLS[old], HALLS[new], *concepts))), Difference)


def group(groups: tuple[Group, ...], category: str) -> list[str]:
    return [name for found_ in groups if found_.category == category for name in names(found_.items)]


def listed(grade: str, category: str) -> list[str | None]:
    return [LISTS[category][number - 1] for number in MATRIX[grade][category]]


@pytest.mark.parametrize(("old", "new"), permutations(MATRIX, 2))
def test_a_hall_becomes_one_of_another_grade(advisor: Advisor, old: str, new: str) -> None:
    """Of each list what the new grade has beyond the old, and what the old has beyond the new; of each new zone what is in it."""
    difference = becomes(advisor, old, new)
    for category in MATRIX[old]:
        gained = [name for name in listed(new, category) if name not in listed(old, category) and name]
        gone = [name for name in listed(old, category) if name not in listed(new, category) and name]
        assert [name for name in group(difference.more, category) if not name.startswith("第")] == gained
        assert [name for name in group(difference.less, category) if not name.startswith("第")] == gone
    for zone in set(listed(new, "功能分区")) - set(listed(old, "功能分区")):
        assert zone
        assert set(FITTINGS[zone]) <= set(group(difference.more, f"{zone}的区内配置"))


def test_only_the_categories_asked_for(advisor: Advisor) -> None:
    difference = becomes(advisor, "C级", "B级", "服务人员")
    assert [found_.category for found_ in difference.more] == ["服务人员"]
    assert group(difference.more, "服务人员") == ["保安员", "引导员"]


def test_what_stays_the_same_is_said(advisor: Advisor) -> None:
    difference = becomes(advisor, "B级", "A级", "服务方式")
    assert (difference.more, difference.less) == ((), ())
    assert "要求一样" in difference.says[0]


# ---- without


def without(advisor: Advisor, grade: str, thing: str) -> Answer:
    return advisor.answer(Query("what_if", (HALLS[grade],), removing=(thing,)))


@pytest.mark.parametrize("grade", MATRIX)
@pytest.mark.parametrize("category", ["服务方式", "服务人员", "功能分区"])
def test_something_is_not_there(advisor: Advisor, grade: str, category: str) -> None:
    """What must be there and is not is against the clause of the grade; what need not be there is missed by none."""
    for thing in filter(None, LISTS[category]):
        answer = without(advisor, grade, thing)
        difference = found(answer, Difference)
        assert ("不符合标准" in difference.says[0]) == (thing in listed(grade, category))
        assert MATRIX_CLAUSES[category][grade] in cited(answer)
        assert difference.more == ()


def test_the_night_goes_with_self_service(advisor: Advisor) -> None:
    """4.1.3.2 c) lets a D-grade hall serve round the clock by self-service: without it that is gone."""
    answer = without(advisor, "D级", "客户自助")
    assert [found_.category for found_ in found(answer, Difference).less] == ["服务时间"]
    assert "4.1.3.2 c)" in cited(answer)


@pytest.mark.parametrize("zone", [zone for zone, items in FITTINGS.items() if items])
def test_with_a_zone_goes_what_is_in_it(advisor: Advisor, zone: str) -> None:
    difference = found(without(advisor, "A级", zone), Difference)
    assert set(FITTINGS[zone]) <= set(group(difference.less, f"{zone}的区内配置"))


def test_a_thing_in_a_zone(advisor: Advisor) -> None:
    """一米线 is on no list of the hall, yet must be in its zone."""
    difference = found(without(advisor, "C级", "一米线"), Difference)
    assert "收费区应有一米线" in difference.says[0]


# ---- with


@pytest.mark.parametrize("grade", MATRIX)
@pytest.mark.parametrize("zone", FITTINGS)
def test_a_zone_is_added(advisor: Advisor, grade: str, zone: str) -> None:
    """A zone that is not required brings what belongs into it; one that is required changes nothing."""
    difference = found(advisor.answer(Query("what_if", (HALLS[grade],), adding=(zone,))), Difference)
    if zone in listed(grade, "功能分区"):
        assert (difference.more, difference.less) == ((), ())
        assert "本来就要求" in difference.says[0]
    else:
        assert set(FITTINGS[zone]) <= set(group(difference.more, f"{zone}的区内配置"))
        assert "标准没有要求" in difference.says[0]


def test_staff_are_added(advisor: Advisor) -> None:
    difference = found(advisor.answer(Query("what_if", (HALLS["D级"],), adding=("引导员",))), Difference)
    assert group(difference.more, "引导员的任职资格") == ["岗前培训合格"]


def test_nothing_follows_from_a_thing_more(advisor: Advisor) -> None:
    difference = found(advisor.answer(Query("what_if", (HALLS["C级"],), adding=("便民伞",))), Difference)
    assert difference.more == ()
    assert "没有别的规定" in difference.says[0]


def test_several_changes(advisor: Advisor) -> None:
    answer = advisor.answer(Query("what_if", (HALLS["C级"],), adding=("洽谈区", "引导区")))
    assert len(found(answer, Several).parts) == 2


def test_without_a_grade_it_is_asked_for(advisor: Advisor) -> None:
    finding = found(advisor.answer(Query("what_if", adding=("洽谈区",))), Missing)
    assert len(finding.choices) == len(MATRIX)


def test_nothing_is_changed_for_the_next_question(advisor: Advisor, standard: Standard) -> None:
    """What was supposed does not stay."""
    before = advisor.answer(Query("requirement", (HALLS["D级"],)))
    without(advisor, "D级", "客户自助")
    assert advisor.answer(Query("requirement", (HALLS["D级"],))) == before
