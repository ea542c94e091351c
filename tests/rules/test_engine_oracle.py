"""The engine against the oracle: on random rules and facts it concludes what follows, all of it and no more, and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rules.engine import Engine, breaches
from rules.facts import Conclusions, Fact, Pattern, Rule, Value, Variable
from rules.rule_language import stratify
from tests.rules import oracle

KINDS = ("厅", "人员", "hall", "要求", "k'", "步骤")
FIELDS = ("名称", "grade", "序号")
TEXTS = ("", "甲", "乙级", "a", 'x"\\\n', "1", "😀")
NUMBERS = (0, 1, 2, -7)
SETTINGS = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


@dataclass(frozen=True)
class World:
    """The kinds of one example with their fields (a field holds texts or numbers, never both), and the values that occur."""

    kinds: dict[str, tuple[str, ...]]
    texts: tuple[Value, ...]
    numbers: tuple[Value, ...]

    def values(self, field: str) -> tuple[Value, ...]:
        return self.numbers if field == "序号" else self.texts


@st.composite
def worlds(draw: st.DrawFn) -> World:
    names = KINDS[: draw(st.integers(2, len(KINDS)))]
    kinds = {name: tuple(sorted(draw(st.sets(st.sampled_from(FIELDS), min_size=1)))) for name in names}
    return World(
        kinds,
        tuple(draw(st.permutations(TEXTS))[: draw(st.sampled_from([2, 2, 1, 3]))]),
        tuple(draw(st.permutations(NUMBERS))[: draw(st.sampled_from([2, 2, 1, 3]))]),
    )


def variables_for(field: str) -> list[str]:
    return ["n", "m"] if field == "序号" else ["x", "y", "z"]


@st.composite
def conditions(draw: st.DrawFn, world: World, kind: str, bound: frozenset[str] | None) -> Pattern:
    """A pattern for `when`, or, with the variables that are `bound`, for `absent`."""
    terms: list[tuple[str, Value | Variable]] = []
    used: set[str] = set()
    for field in world.kinds[kind]:
        names = [name for name in variables_for(field) if name not in used and (bound is None or name in bound)]
        choice = draw(st.sampled_from(["variable", "variable", "variable", "open", "constant"]))
        if choice == "variable" and names:
            name = draw(st.sampled_from(names))
            used.add(name)
            terms.append((field, Variable(name)))
        elif choice == "constant":
            terms.append((field, draw(st.sampled_from(world.values(field)))))
    return Pattern(kind, tuple(terms))


@st.composite
def rules_of(draw: st.DrawFn, world: World, number: int, negation: bool, layered: bool) -> Rule:
    """A rule; in a layered set, what it negates lies below what it concludes, and what it looks for not above."""
    kinds = list(world.kinds)
    top = draw(st.integers(1, len(kinds) - 1)) if layered else len(kinds)
    when = tuple(draw(conditions(world, draw(st.sampled_from(kinds[: top + 1])), None)) for _ in range(draw(st.integers(1, 3))))
    bound = frozenset(name for pattern in when for _, name in pattern.variables())
    negated = draw(st.sampled_from([1, 0, 2])) if negation else 0
    ruled_out = [draw(conditions(world, draw(st.sampled_from(kinds[:top])), bound)) for _ in range(negated)]
    absent = tuple(pattern for pattern in ruled_out if pattern not in when)  # a contradiction is for lint
    then = []
    for _ in range(draw(st.integers(1, 2))):
        kind = draw(st.sampled_from(kinds[top:] if layered else kinds))
        terms: list[tuple[str, Value | Variable]] = []
        for field in world.kinds[kind]:
            names = [name for name in variables_for(field) if name in bound]
            joined = draw(st.booleans())
            if names and joined:
                terms.append((field, Variable(draw(st.sampled_from(names)))))
            else:
                terms.append((field, draw(st.sampled_from(world.values(field)))))
        then.append(Pattern(kind, tuple(terms)))
    return Rule(f"规则{number}", f"条款{number}", (), when, absent, tuple(then))


@st.composite
def facts_of(draw: st.DrawFn, world: World, kinds: Sequence[str]) -> Fact:
    kind = draw(st.sampled_from(kinds))
    return Fact(kind, tuple((field, draw(st.sampled_from(world.values(field)))) for field in world.kinds[kind]))


@st.composite
def rule_sets(draw: st.DrawFn, negation: bool = True) -> tuple[list[Rule], list[Fact]]:
    """Rules, and facts of kinds that they look for, with now and then another."""
    world = draw(worlds())
    layered = draw(st.sampled_from([True] * 7 + [False]))
    rules = [draw(rules_of(world, number, negation, layered)) for number in range(draw(st.integers(2, 6)))]
    sought = [pattern.kind for rule in rules for pattern in (*rule.when, *rule.when, *rule.absent)]
    facts = draw(st.lists(facts_of(world, [*sought, *world.kinds]), min_size=3, max_size=12))
    return rules, facts


def accepted(rules: Sequence[Rule]) -> list[Rule]:
    """The rules with their strata; examples that the loader would refuse are not looked at."""
    staged, _ = stratify(rules)
    assume(staged)
    assume(not list(breaches(staged)))
    return staged


@st.composite
def dependencies(draw: st.DrawFn) -> list[Rule]:
    """Rules of which only matters which kinds they speak of: many of them go round in circles."""

    def patterns(least: int, most: int) -> tuple[Pattern, ...]:
        return tuple(Pattern(kind, ()) for kind in draw(st.lists(st.sampled_from("abcdef"), min_size=least, max_size=most)))

    return [Rule(str(number), "条款", (), patterns(1, 2), patterns(0, 1), patterns(1, 3)) for number in range(draw(st.integers(1, 7)))]


@given(dependencies())
@SETTINGS
def test_strata(rules: list[Rule]) -> None:
    """Rules are refused just when a kind depends on its own absence; else what a rule negates is complete before its stratum."""
    staged, circular = stratify(rules)
    assert bool(circular) == oracle.circular(rules)
    assert [rule.id for rule in staged] == ([] if circular else [rule.id for rule in rules])
    for rule in staged:
        for other in staged:
            for conclusion in other.then:
                assert all(other.stratum <= rule.stratum for pattern in rule.when if pattern.kind == conclusion.kind)
                assert all(other.stratum < rule.stratum for pattern in rule.absent if pattern.kind == conclusion.kind)


@given(rule_sets())
@SETTINGS
def test_engine_concludes_what_follows(example: tuple[list[Rule], list[Fact]]) -> None:
    """The facts are the oracle's, each firing is sound, each first firing is well-founded, and no reason is left out."""
    rules, facts = accepted(example[0]), example[1]
    conclusions = Engine(rules).run(facts)
    assert set(conclusions.reasons) == oracle.conclude(rules, facts)
    _sound(conclusions, facts)
    _well_founded(conclusions)
    _complete(conclusions, rules)


@given(rule_sets(negation=False))
@SETTINGS
def test_engine_gives_every_reason(example: tuple[list[Rule], list[Fact]]) -> None:
    """Without negation: the same, and the order in which facts are given changes nothing but the order."""
    rules, facts = accepted(example[0]), example[1]
    engine = Engine(rules)
    conclusions = engine.run(facts)
    assert set(conclusions.reasons) == oracle.conclude(rules, facts)
    _complete(conclusions, rules)
    backwards = engine.run(reversed(facts))
    assert {fact: set(firings) for fact, firings in backwards.reasons.items()} == {
        fact: set(firings) for fact, firings in conclusions.reasons.items()
    }


def _sound(conclusions: Conclusions, given_facts: Sequence[Fact]) -> None:
    for fact, firings in conclusions.reasons.items():
        assert len(set(firings)) == len(firings) > 0
        assert any(firing.rule is None for firing in firings) == (fact in given_facts)
        for firing in firings:
            if firing.rule is None:
                assert firing.premises == ()
                continue
            assert all(premise in conclusions.reasons for premise in firing.premises)
            bound = oracle.bindings(firing.rule, firing.premises)
            assert bound is not None
            assert not oracle.blocked(firing.rule, bound, conclusions.reasons)
            assert fact in [oracle.said(pattern, bound) for pattern in firing.rule.then]


def _well_founded(conclusions: Conclusions) -> None:
    order = {fact: position for position, fact in enumerate(conclusions.reasons)}
    for fact, firings in conclusions.reasons.items():  # first reasons look back: none comes round, all end in what was given
        assert all(order[premise] < order[fact] for premise in firings[0].premises)
        assert firings[0].rule is None or firings[0].premises


def _complete(conclusions: Conclusions, rules: Sequence[Rule]) -> None:
    recorded = {
        fact: {(firing.rule, firing.premises) for firing in firings if firing.rule is not None}
        for fact, firings in conclusions.reasons.items()
    }
    assert {fact: firings for fact, firings in recorded.items() if firings} == oracle.reasons(rules, conclusions.reasons)
