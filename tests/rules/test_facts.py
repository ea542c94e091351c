"""Facts and patterns: when they are equal, what a pattern admits, what it binds, and what it becomes."""

from __future__ import annotations

import pytest

from rules.facts import Conclusions, Fact, Firing, Pattern, Rule, Value, Variable

X, Y = Variable("x"), Variable("y")
CASHIER = Fact("要求", (("主体", "C级营业厅"), ("序号", 3), ("项", "收费员")))


def test_equal_facts_are_one() -> None:
    """Equal contents are the same fact, in a set and as a key; another kind, value or type of value is another fact."""
    same = Fact("要求", (("主体", "C级" + "营业厅"), ("序号", 3), ("项", "收费员")))
    assert same == CASHIER
    assert hash(CASHIER) == hash(same)
    assert len({CASHIER, same}) == 1
    others = [
        Fact("人员", CASHIER.values),
        Fact("要求", CASHIER.values[:2]),
        Fact("要求", (("主体", "C级营业厅"), ("序号", 4), ("项", "收费员"))),
        Fact("要求", (("主体", "C级营业厅"), ("序号", "3"), ("项", "收费员"))),
    ]
    assert len({CASHIER, *others}) == 5


def test_nothing_changes() -> None:
    """Facts, patterns and variables cannot be changed."""
    for value in (CASHIER, Pattern("要求", ()), X):
        with pytest.raises(AttributeError):
            value.kind = "人员"  # type: ignore[union-attr, misc]


def test_fields() -> None:
    """A field is read as it is or as text; one that is not there is a KeyError that names it."""
    assert (CASHIER["序号"], CASHIER.text("序号"), CASHIER.text("项")) == (3, "3", "收费员")
    assert CASHIER.has(序号=3, 项="收费员")
    assert CASHIER.has()
    assert not CASHIER.has(序号=3, 项="保安员")
    assert not CASHIER.has(序号="3")
    with pytest.raises(KeyError, match="数量"):
        CASHIER["数量"]


def test_equal_patterns() -> None:
    """Patterns are equal by kind and terms; a variable is not the text of its name."""
    assert Pattern("要求", (("项", X),)) == Pattern("要求", (("项", Variable("x")),))
    assert hash(Pattern("要求", (("项", X),))) == hash(Pattern("要求", (("项", Variable("x")),)))
    others = [Pattern("要求", (("项", Y),)), Pattern("要求", (("项", "$x"),)), Pattern("人员", (("项", X),))]
    assert len({Pattern("要求", (("项", X),)), *others}) == 4
    assert str(X) == "$x"


def test_terms() -> None:
    """Constants and variables are told apart, in the order in which they are written."""
    pattern = Pattern("要求", (("项", X), ("序号", 3), ("主体", Y), ("备注", "")))
    assert pattern.constants() == (("序号", 3), ("备注", ""))
    assert pattern.variables() == (("项", "x"), ("主体", "y"))


@pytest.mark.parametrize(
    ("pattern", "admitted"),
    [
        (Pattern("要求", ()), True),
        (Pattern("人员", ()), False),
        (Pattern("要求", (("序号", 3),)), True),
        (Pattern("要求", (("序号", "3"),)), False),
        (Pattern("要求", (("序号", 3), ("项", "保安员"))), False),
        (Pattern("要求", (("序号", X), ("项", X))), True),
    ],
)
def test_admits(pattern: Pattern, admitted: bool) -> None:
    """A pattern admits the facts of its kind that have its constants, whatever its variables."""
    assert pattern.admits(CASHIER) is admitted


def test_bind() -> None:
    """Binding adds the variables of the pattern to those bound, and leaves what was bound before as it was."""
    before = {"z": 1}
    assert Pattern("要求", (("主体", X), ("项", Y))).bind(CASHIER, before) == {"z": 1, "x": "C级营业厅", "y": "收费员"}
    assert before == {"z": 1}
    assert Pattern("要求", ()).bind(CASHIER, before) == before


def test_bind_disagrees() -> None:
    """A fact of another kind, with another constant, or with another value than the variable has, is not taken."""
    assert Pattern("人员", ()).bind(CASHIER, {}) is None
    assert Pattern("要求", (("项", "保安员"),)).bind(CASHIER, {}) is None
    assert Pattern("要求", (("项", X),)).bind(CASHIER, {"x": "保安员"}) is None
    assert Pattern("要求", (("项", X),)).bind(CASHIER, {"x": "收费员"}) == {"x": "收费员"}
    assert Pattern("要求", (("序号", X),)).bind(CASHIER, {"x": "3"}) is None
    assert Pattern("要求", (("项", X), ("主体", X))).bind(CASHIER, {}) is None


def test_fill() -> None:
    """A pattern with its variables bound is a fact with its fields in the same order; what is bound besides does not matter."""
    pattern = Pattern("要求", (("主体", X), ("序号", 3), ("项", Y)))
    bound: dict[str, Value] = {"x": "C级营业厅", "y": "收费员", "z": 1}
    assert pattern.fill(bound) == CASHIER
    assert pattern.bind(pattern.fill(bound), {}) == {"x": "C级营业厅", "y": "收费员"}
    with pytest.raises(KeyError, match="y"):
        pattern.fill({"x": "C级营业厅"})


def test_rule_and_conclusions() -> None:
    """A rule rests on its own clause first; conclusions are found by kind and values, in order of appearance."""
    rule = Rule("规则", "4.1.4.2", ("4.1.4.1",), (), (), ())
    assert rule.clauses == ("4.1.4.2", "4.1.4.1")
    other = Fact("要求", (("主体", "D级营业厅"), ("序号", 3), ("项", "收费员")))
    conclusions = Conclusions({other: (Firing(None, ()),), CASHIER: (Firing(rule, (other,)),), Fact("厅", ()): (Firing(None, ()),)})
    assert conclusions.of("要求") == (other, CASHIER)
    assert conclusions.of("要求", 主体="C级营业厅", 序号=3) == (CASHIER,)
    assert conclusions.of("人员") == ()
