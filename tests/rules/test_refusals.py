"""Why something does not follow, on small rules whose failing condition can be seen; on the standard see evaluator/test_why_not.py."""

from __future__ import annotations

import pytest

from rules.engine import Engine
from rules.facts import Fact, Pattern, Rule, Variable
from rules.refusals import refusals

X = Variable("x")


def pattern(kind: str, **terms: str | Variable) -> Pattern:
    return Pattern(kind, tuple(terms.items()))


def fact(kind: str, **values: str) -> Fact:
    return Fact(kind, tuple(values.items()))


RULES = (
    Rule("one", "1", (), (pattern("a", n=X, g="A"), pattern("b", n=X)), (), (pattern("c", n=X, v="1"),)),
    Rule("two", "2", (), (pattern("a", n=X, g="B"),), (pattern("d", n=X),), (pattern("c", n=X, v="2"),), 1),
)


def refused(wanted: Pattern, *given: Fact) -> list[tuple[str, str, bool, int]]:
    found = refusals(RULES, Engine(RULES).run(given), wanted)
    return [(r.rule.id, r.needed.kind, r.present, len(r.actual)) for r in found]


@pytest.mark.parametrize(
    ("wanted", "given", "expected"),
    [
        (pattern("c", n="k", v="1"), [fact("a", n="k", g="C")], [("one", "a", False, 1)]),
        (pattern("c", n="k", v="1"), [fact("a", n="k", g="A")], [("one", "b", False, 0)]),
        (pattern("c", n="k", v="1"), [fact("a", n="k", g="A"), fact("b", n="m")], [("one", "b", False, 0)]),
        (pattern("c", n="k", v="1"), [fact("a", n="k", g="A"), fact("b", n="k")], []),
        (pattern("c", n="k", v="2"), [fact("a", n="k", g="B"), fact("d", n="k")], [("two", "d", True, 0)]),
        (pattern("c", n="k", v="2"), [fact("a", n="k", g="B")], []),
        (pattern("c", n="k"), [], [("one", "a", False, 0), ("two", "a", False, 0)]),
        (pattern("e", n="k"), [], []),
    ],
)
def test_the_condition_that_fails(wanted: Pattern, given: list[Fact], expected: list[tuple[str, str, bool, int]]) -> None:
    """The furthest condition that does not hold; of an absence, that it is there; none where the rule does hold or says something else."""
    assert refused(wanted, *given) == expected
