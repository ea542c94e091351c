"""Truth with more than two values: the laws, tried on every combination of values."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from rules.evaluator.truth import HOLDS, TRUTHS, Truth, conjoined, disjoined, negated, together

CERTAIN: tuple[Truth, ...] = ("yes", "no", "undecidable")
"""Kleene's three values."""
OPEN: tuple[Truth, ...] = ("undecidable", "silent")
"""What is neither yes nor no."""
WEAK: tuple[Truth, ...] = ("may", "partly")
AND = {
    ("yes", "yes"): "yes",
    ("yes", "no"): "no",
    ("yes", "undecidable"): "undecidable",
    ("no", "no"): "no",
    ("no", "undecidable"): "no",
    ("undecidable", "undecidable"): "undecidable",
}
OR = {
    ("yes", "yes"): "yes",
    ("yes", "no"): "yes",
    ("yes", "undecidable"): "yes",
    ("no", "no"): "no",
    ("no", "undecidable"): "undecidable",
    ("undecidable", "undecidable"): "undecidable",
}


@pytest.mark.parametrize(("join", "table"), [(conjoined, AND), (disjoined, OR)])
def test_kleene(join: object, table: dict[tuple[Truth, Truth], Truth]) -> None:
    """Of yes, no and what cannot be decided, the strong logic of three values."""
    for (one, other), expected in table.items():
        assert join((one, other)) == join((other, one)) == expected  # type: ignore[operator]


@pytest.mark.parametrize("join", [conjoined, disjoined])
def test_joining_is_a_lattice(join: object) -> None:
    """The order, the grouping and how often a part is said make no difference."""
    for one, two, three in product(TRUTHS, repeat=3):
        whole = join((one, two, three))  # type: ignore[operator]
        assert {join(order) for order in permutations((one, two, three))} == {whole}  # type: ignore[operator]
        assert join((join((one, two)), three)) == join((one, join((two, three)))) == whole  # type: ignore[operator]
        assert join((one, one)) == join((one,)) == one  # type: ignore[operator]
        assert whole in (one, two, three)


def test_what_is_certain_wins() -> None:
    """One no makes a no of all, one yes a yes of any; of nothing all holds and none does."""
    for one in TRUTHS:
        assert conjoined((one, "no")) == "no"
        assert disjoined((one, "yes")) == "yes"
        assert conjoined((one, "yes")) == one
        assert disjoined((one, "no")) == one
    assert (conjoined(()), disjoined(())) == ("yes", "no")


def test_opposites() -> None:
    """Yes and no are opposite; what is lost or silent stays so, never a no; what is allowed is not lacking."""
    assert [negated(one) for one in ("yes", "no", "undecidable", "silent")] == ["no", "yes", "undecidable", "silent"]
    for one in TRUTHS:
        assert (negated(one) == "no") == (one in HOLDS)
        assert (negated(one) in OPEN) == (one in OPEN)
        assert negated(negated(one)) == ("yes" if one in WEAK else one)


def test_de_morgan() -> None:
    """Not all of them, and some of them not, are the same of what is certain, lost or silent."""
    values: tuple[Truth, ...] = ("yes", "no", "undecidable")
    for one, other in product(values, repeat=2):
        assert negated(conjoined((one, other))) == disjoined((negated(one), negated(other)))
        assert negated(disjoined((one, other))) == conjoined((negated(one), negated(other)))


def test_absorption_and_distribution() -> None:
    """The laws of sets hold of the three values."""
    for one, two, three in product(CERTAIN, repeat=3):
        assert conjoined((one, disjoined((one, two)))) == one
        assert disjoined((one, conjoined((one, two)))) == one
        assert conjoined((one, disjoined((two, three)))) == disjoined((conjoined((one, two)), conjoined((one, three))))
        assert disjoined((one, conjoined((two, three)))) == conjoined((disjoined((one, two)), disjoined((one, three))))


def test_what_is_not_known_decides_nothing() -> None:
    """Whatever an undecidable part turns out to be, what was concluded with it stays right."""
    for one, other in product(CERTAIN, repeat=2):
        for join in (conjoined, disjoined):
            found = join((one, other))
            outcomes = {
                join((a, b))
                for a in (("yes", "no") if one == "undecidable" else (one,))
                for b in (("yes", "no") if other == "undecidable" else (other,))
            }
            assert found == "undecidable" or outcomes == {found}
            assert found != "undecidable" or len(outcomes) == 2


def test_together() -> None:
    """Of several in one word: what all are; else in part where any has it, else not decided, else silent: no is said of all."""
    for one in TRUTHS:
        assert together((one, one, one)) == one
    for one, other in product(TRUTHS, repeat=2):
        found = together((one, other))
        assert found == together((other, one))
        if one == other:
            continue
        if {one, other} & {*HOLDS}:
            assert found == "partly"
        else:
            assert found == ("undecidable" if "undecidable" in (one, other) else "silent")


def test_together_does_not_deny_what_is_silent() -> None:
    """Two of which one lacks it and on the other the standard is silent: that neither has it is not said."""
    assert together(("no", "silent")) != "no"
