"""Why something does not follow: the rules that would conclude it, and the first condition of each that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rules.facts import Conclusions, Fact, Pattern, Rule, Value, Variable


@dataclass(frozen=True)
class Refusal:
    """`rule` would conclude what was wanted if `needed` held; `actual` are the facts that come nearest to it.

    `present`: the rule wants `needed` to be absent, and it is there.
    """

    rule: Rule
    needed: Pattern
    actual: tuple[Fact, ...]
    present: bool = False


def refusals(rules: Iterable[Rule], conclusions: Conclusions, wanted: Pattern) -> Iterator[Refusal]:
    """One refusal for each rule that has a conclusion like `wanted` (of whose terms all are constants) and did not draw it."""
    for rule in rules:
        for conclusion in rule.then:
            bound = _unified(conclusion, wanted)
            refusal = _refused(rule, conclusions, bound) if bound is not None else None
            if refusal:
                yield refusal
                break


def _unified(conclusion: Pattern, wanted: Pattern) -> dict[str, Value] | None:
    """What the variables of a conclusion must be for it to be what is wanted; None where it cannot be."""
    if conclusion.kind != wanted.kind:
        return None
    terms, bound = dict(conclusion.terms), dict[str, Value]()
    for field, value in wanted.constants():
        term = terms.get(field, value)
        if isinstance(term, Variable):
            if bound.setdefault(term.name, value) != value:
                return None
        elif term != value:
            return None
    return bound


def _refused(rule: Rule, conclusions: Conclusions, bound: Mapping[str, Value]) -> Refusal | None:
    """The condition at which the rule fails, of all ways to meet those before it the one that comes furthest; None where it holds."""
    furthest, at = dict(bound), 0
    open_: list[tuple[int, dict[str, Value]]] = [(0, dict(bound))]
    while open_:
        position, known = open_.pop()
        if position == len(rule.when):
            blocked = next((p for p in rule.absent if any(p.bind(fact, known) is not None for fact in _like(conclusions, p, known))), None)
            if blocked is None:
                return None
            return Refusal(rule, _filled(blocked, known), (), present=True)
        if position > at:
            furthest, at = known, position
        pattern = rule.when[position]
        open_ += [(position + 1, found) for fact in _like(conclusions, pattern, known) if (found := pattern.bind(fact, known)) is not None]
    needed = rule.when[at]
    joined = {field: furthest[name] for field, name in needed.variables() if name in furthest}
    near = tuple(fact for fact in conclusions.of(needed.kind) if all(fact[field] == value for field, value in joined.items()))
    return Refusal(rule, _filled(needed, furthest), near)


def _like(conclusions: Conclusions, pattern: Pattern, known: Mapping[str, Value]) -> tuple[Fact, ...]:
    """The facts that agree with a pattern in all that is fixed, or known by now."""
    joined = {field: known[name] for field, name in pattern.variables() if name in known}
    return conclusions.of(pattern.kind, **{**dict(pattern.constants()), **joined})


def _filled(pattern: Pattern, bound: Mapping[str, Value]) -> Pattern:
    """The pattern with what is known of its variables."""
    terms = tuple((field, bound.get(term.name, term) if isinstance(term, Variable) else term) for field, term in pattern.terms)
    return Pattern(pattern.kind, terms)
