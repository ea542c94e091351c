"""What follows from facts, worked out the slow and plain way: the judge of the engine, with which it shares no code."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rules.facts import Fact, Pattern, Rule, Value, Variable

Binding = dict[str, Value]
Instance = tuple[Rule, tuple[Fact, ...]]


def agree(pattern: Pattern, fact: Fact, bound: Mapping[str, Value]) -> Binding | None:
    """What the variables are when `fact` is taken for `pattern`; None where it is not such a fact. Values of two types are never equal."""
    if pattern.kind != fact.kind:
        return None
    values, result = dict(fact.values), dict(bound)
    for field, term in pattern.terms:
        value = values[field]
        wanted = result.setdefault(term.name, value) if isinstance(term, Variable) else term
        if type(wanted) is not type(value) or wanted != value:
            return None
    return result


def bindings(rule: Rule, premises: Sequence[Fact]) -> Binding | None:
    """What the variables of `rule` are when its conditions are met by `premises`, in their order; None where they are not."""
    bound: Binding | None = {}
    for pattern, fact in zip(rule.when, premises, strict=True):
        bound = agree(pattern, fact, bound) if bound is not None else None
    return bound


def blocked(rule: Rule, bound: Mapping[str, Value], facts: Iterable[Fact]) -> bool:
    """Whether something that must be absent is there."""
    facts = list(facts)
    return any(agree(pattern, fact, bound) is not None for pattern in rule.absent for fact in facts)


def said(pattern: Pattern, bound: Mapping[str, Value]) -> Fact:
    """The conclusion with its variables filled in."""
    return Fact(pattern.kind, tuple((field, bound[term.name] if isinstance(term, Variable) else term) for field, term in pattern.terms))


def instances(rule: Rule, facts: Iterable[Fact]) -> Iterator[tuple[tuple[Fact, ...], Binding]]:
    """Every way in which the rule applies to `facts`."""
    facts = list(facts)
    candidates = [[fact for fact in facts if fact.kind == pattern.kind] for pattern in rule.when]
    for premises in itertools.product(*candidates):
        bound = bindings(rule, premises)
        if bound is not None and not blocked(rule, bound, facts):
            yield premises, bound


def conclude(rules: Sequence[Rule], given: Iterable[Fact]) -> set[Fact]:
    """The least set that holds `given` and all that follows, stratum by stratum: what a rule negates is complete in the stratum below."""
    facts = set(given)
    for stratum in sorted({rule.stratum for rule in rules}):
        grown = True
        while grown:
            new = {
                said(pattern, bound)
                for rule in rules
                if rule.stratum == stratum
                for _, bound in instances(rule, facts)
                for pattern in rule.then
            }
            grown = not new <= facts
            facts |= new
    return facts


def reasons(rules: Sequence[Rule], facts: Iterable[Fact]) -> dict[Fact, set[Instance]]:
    """For each concluded fact, every rule and premises from which it follows, given all that holds."""
    facts = list(facts)
    result: dict[Fact, set[Instance]] = {}
    for rule in rules:
        for premises, bound in instances(rule, facts):
            for pattern in rule.then:
                result.setdefault(said(pattern, bound), set()).add((rule, premises))
    return result


def circular(rules: Sequence[Rule]) -> bool:
    """Whether some kind of fact depends on its own absence: a way back in the graph of kinds that passes a negation."""
    kinds = {pattern.kind for rule in rules for pattern in (*rule.when, *rule.absent, *rule.then)}
    needs = {(then.kind, pattern.kind) for rule in rules for then in rule.then for pattern in (*rule.when, *rule.absent)}
    reach = set(needs)
    for middle, first, last in itertools.product(kinds, repeat=3):  # Warshall: the middle varies slowest
        if (first, middle) in reach and (middle, last) in reach:
            reach.add((first, last))
    return any(
        then.kind == pattern.kind or (pattern.kind, then.kind) in reach for rule in rules for then in rule.then for pattern in rule.absent
    )
