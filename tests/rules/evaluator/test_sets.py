"""Lists made from lists, against plain sets of what the literals say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.advisor import Advisor
from rules.evaluator.sets import leaves_of, members
from rules.findings import Composed, Count
from rules.question import forms
from rules.question.forms import Difference, Entries, EntriesOf, Intersection, List, Union
from tests.rules.asking import cited, found, names
from tests.rules.conftest import Put
from tests.rules.evaluator.kleene import stands
from tests.rules.literals import (
    BROKEN,
    CATEGORIES,
    CLAUSE_OF,
    FLOW_SERVICES,
    GRADES,
    HALLS,
    LATER,
    LOST_FACILITIES,
    MEASURES,
    STEPS,
    flow_of,
    needed,
)
from tests.rules.question.trees import entries
from tests.rules.test_standard_matrix import LIST_CLAUSES, LISTS, MATRIX, MATRIX_CLAUSES, MODES

A, B, C, D = HALLS.values()


def composed(of: Any) -> st.SearchStrategy[Entries]:
    """Lists that are made from others."""
    return of.filter(lambda tree: not isinstance(tree, EntriesOf))


# ---- halls: what is lost has a number, and so is in one list or not


def in_hall(name: str, leaf: EntriesOf) -> str:
    """Whether a thing is on the list of a hall."""
    return "yes" if name in needed(leaf.subject, leaf.aspect) else "no"


def plain(tree: Entries) -> set[str]:
    """A list as a set: union, intersection and difference are those of Python."""
    if isinstance(tree, EntriesOf):
        return set(needed(tree.subject, tree.aspect))
    if isinstance(tree, Difference):
        return plain(tree.left) - plain(tree.right)
    sets = [plain(part) for part in tree.of]
    return set.union(*sets) if isinstance(tree, Union) else set.intersection(*sets)


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(CATEGORIES).flatmap(lambda category: entries(category, tuple(GRADES), 5)))
def test_sets_of_halls(advisor: Advisor, tree: Entries) -> None:
    """Every tree over the lists of the grades is the set that Python makes of the literals, in the order of the list; nothing is open."""
    inside = members(advisor.views, tree)
    category = next(leaves_of(tree)).aspect
    order = [name or LOST_FACILITIES[number] for number, name in enumerate(LISTS[category], 1)]
    assert list(inside.yes) == [name for name in order if name in plain(tree)]
    assert (inside.undecided, inside.open_ended) == ((), False)
    assert {name for name in order if stands(name, tree, in_hall) == "yes"} == plain(tree)


@settings(deadline=None, max_examples=50)
@given(composed(st.sampled_from(CATEGORIES).flatmap(lambda category: entries(category, tuple(GRADES), 4))))
def test_what_is_told_of_sets_of_halls(put: Put, tree: Entries) -> None:
    """The entries with their numbers, those that lost their names apart; how many; the lists it is made from, cited with their clauses."""
    answer = put(List((tree,)))
    finding = found(answer, Composed)
    category = next(leaves_of(tree)).aspect
    assert {item.name for item in (*finding.items, *finding.lost)} == plain(tree)
    assert set(names(finding.lost)) == plain(tree) & set(LOST_FACILITIES.values())
    assert all(item.number == LISTS[category].index(item.name) + 1 for item in finding.items)
    assert (finding.category, finding.measure, finding.undecided) == (category, MEASURES[category], ())
    halls = list(dict.fromkeys(leaf.subject for leaf in leaves_of(tree)))
    assert [group.subject for group in finding.parts] == halls
    assert [names(group.items) for group in finding.parts] == [needed(hall, category) for hall in halls]
    assert {MATRIX_CLAUSES[category][GRADES[hall]] for hall in halls} | {LIST_CLAUSES[category]} <= set(cited(answer))
    number = found(put(forms.Count(List((tree,)))), Count)
    assert (number.number, number.truth) == (len(plain(tree)), "yes")
    assert len(number.lost) == len(finding.lost)


@pytest.mark.parametrize("grade", MATRIX)
def test_laws_of_sets(advisor: Advisor, grade: str) -> None:
    """A list less itself is empty, and with itself is itself."""
    leaf = EntriesOf(HALLS[grade], "设施及用品")

    def inside(tree: Entries) -> tuple[str, ...]:
        return members(advisor.views, tree).yes

    assert inside(Difference(leaf, leaf)) == ()
    assert inside(Union((leaf, leaf))) == inside(Intersection((leaf, leaf))) == inside(leaf)
    for other in (EntriesOf(hall, "设施及用品") for hall in GRADES):
        both, either = inside(Intersection((leaf, other))), inside(Union((leaf, other)))
        assert set(either) - set(both) == {*inside(Difference(leaf, other)), *inside(Difference(other, leaf))}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (Difference(EntriesOf(D, "服务人员"), EntriesOf(C, "服务人员")), ["保安员"]),
        (Difference(EntriesOf(A, "服务人员"), EntriesOf(B, "服务人员")), ["保洁员"]),
        (Difference(EntriesOf(C, "功能分区"), EntriesOf(D, "功能分区")), ["业务办理区"]),
        (Difference(EntriesOf(D, "功能分区"), EntriesOf(C, "功能分区")), []),
        (Intersection((EntriesOf(C, "服务人员"), EntriesOf(D, "服务人员"))), ["收费员"]),
        (Difference(EntriesOf(D, "设施及用品"), EntriesOf(C, "设施及用品")), ["自助缴费终端"]),
        (Difference(EntriesOf(A, "设施及用品"), EntriesOf(B, "设施及用品")), ["立式广告灯箱"]),
    ],
)
def test_by_hand(put: Put, tree: Entries, expected: list[str]) -> None:
    """4.1.4.2 b), 4.1.5.2 b), 4.1.6.2 a), read by hand."""
    assert names(found(put(List((tree,))), Composed).items) == expected


# ---- channels


@settings(deadline=None, max_examples=50)
@given(composed(entries("服务方式", tuple(MODES), 4)))
def test_modes_of_channels(put: Put, tree: Entries) -> None:
    """4.x.3: the modes of several channels, those that are had by all, those that one has and another not."""
    finding = found(put(List((tree,))), Composed)
    every = {mode for modes in MODES.values() for mode in modes}
    expected = {mode for mode in every if stands(mode, tree, lambda name, leaf: "yes" if name in MODES[leaf.subject] else "no") == "yes"}
    assert set(names(finding.items)) == expected
    assert (finding.lost, finding.undecided) == ((), ())


# ---- flows: what breaks off may hold anything


def in_flow(name: str, leaf: EntriesOf) -> str:
    """Whether a flow has just this step; of the flow that breaks off it cannot be said that it has not."""
    if name == LATER:
        return "yes" if leaf.subject == BROKEN else "no"
    if name in flow_of(leaf.subject):
        return "yes"
    return "undecidable" if leaf.subject == BROKEN else "no"


@settings(deadline=None, max_examples=80)
@given(entries("服务流程", FLOW_SERVICES, 5) | entries("服务流程", (BROKEN, "过户", "新装", "销户"), 4))
def test_sets_of_flows(advisor: Advisor, tree: Entries) -> None:
    """Every step of any of the flows is in the set, is not, or cannot be said to be, because of the flow whose end is lost."""
    inside = members(advisor.views, tree)
    services = [leaf.subject for leaf in leaves_of(tree)]
    there = {step for service in services for step in flow_of(service)} | ({LATER} if BROKEN in services else set())
    truths = {step: stands(step, tree, in_flow) for step in there}
    assert set(inside.yes) == {step for step, truth in truths.items() if truth == "yes"}
    assert set(inside.undecided) == {step for step, truth in truths.items() if truth == "undecidable"}
    assert inside.open_ended == (BROKEN in services)


@pytest.mark.parametrize("service", [service for service in FLOW_SERVICES if service != BROKEN])
def test_what_the_broken_flow_lacks_cannot_be_said(put: Put, service: str) -> None:
    """What another flow has and 临时用电延期 has not is nothing for certain; what it has and the other has not is."""
    one, other = EntriesOf(service, "服务流程"), EntriesOf(BROKEN, "服务流程")
    finding = found(put(List((Difference(one, other),))), Composed)
    rest = [step for step in flow_of(service) if step not in flow_of(BROKEN)]
    assert (names(finding.items), names(finding.undecided)) == ([], rest)
    assert [group.complete for group in finding.parts] == [True, False]
    finding = found(put(List((Difference(other, one),))), Composed)
    assert names(finding.items) == [step for step in flow_of(BROKEN) if step not in flow_of(service)]
    assert LATER not in names((*finding.items, *finding.lost, *finding.undecided))


@pytest.mark.parametrize("service", ["过户", "新装"])
def test_what_the_broken_flow_shares(put: Put, service: str) -> None:
    """What both have is certain where both are seen to have it, and open for the rest."""
    tree = Intersection((EntriesOf(service, "服务流程"), EntriesOf(BROKEN, "服务流程")))
    answer = put(List((tree,)))
    finding = found(answer, Composed)
    assert names(finding.items) == [step for step in flow_of(service) if step in flow_of(BROKEN)]
    assert names(finding.undecided) == [step for step in flow_of(service) if step not in flow_of(BROKEN)]
    assert {CLAUSE_OF[service], CLAUSE_OF[BROKEN]} <= set(cited(answer))
    number = found(put(forms.Count(List((tree,)))), Count)
    assert number.truth == "undecidable"
    assert number.number == len(finding.items)


def test_the_order_is_that_of_the_first_list(put: Put) -> None:
    """Steps stay in the order in which they are taken."""
    tree = Intersection((EntriesOf("新装", "服务流程"), EntriesOf("改类", "服务流程")))
    shared = names(found(put(List((tree,))), Composed).items)
    assert shared == [step for step in flow_of("新装") if step in flow_of("改类")]
    assert set(shared) <= set(STEPS)


def test_the_lists_of_different_classes(put: Put) -> None:
    """Staff of a hall who also take part in a service: a set is of names, whosever they are."""
    tree = Intersection((EntriesOf(A, "服务人员"), EntriesOf("新装", "服务人员")))
    assert set(names(found(put(List((tree,))), Composed).items)) == {"业务受理员", "收费员"}


def test_a_place_of_a_list(put: Put) -> None:
    """What is asked of cashiers in halls of grade A and not of grade B."""
    one, other = (EntriesOf("收费员", "任职资格", scope=hall) for hall in (A, B))
    finding = found(put(List((Difference(one, other),))), Composed)
    assert set(names(finding.items)) == {"大专及以上学历", "普通话水平测试三级及以上证书"}


@pytest.mark.parametrize(("one", "other"), [(A, C), (D, A), ("95598供电服务热线", "网上营业厅"), ("过户", "销户")])
def test_lists_of_everything(put: Put, one: str, other: str) -> None:
    """Where no aspect is named, all that one has of which the other has not, each thing looked for in lists of its own kind."""
    both, left = EntriesOf(one), EntriesOf(other)
    shared = set(names(found(put(List((Intersection((both, left)),))), Composed).items))
    own = set(names(found(put(List((Difference(both, left),))), Composed).items))
    assert shared
    assert not shared & own
