"""Prints the same rules and facts under four engines side by side: this one, a plain fixpoint in Python, CLIPS (clipspy), and experta.

    python -W ignore -m tests.bench.engines

Each gives the same conclusions (asserted); each keeps for every conclusion the rule and the facts it came from, as an answer needs them.
What would take hours is measured on a part and scaled, which the table says.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol

import clips
import experta

from rules.checking import Checker, Hall
from rules.engine import MAX_RULES, Engine, breaches
from rules.facts import Fact, Pattern, Rule, Value, Variable
from rules.knowledge import Knowledge
from rules.loader import load
from rules.model import Standard
from tests.rules.checking import invented

HALLS = 30_000
Reasons = dict[Fact, list[tuple[str, tuple[Fact, ...]]]]


class Contestant(Protocol):
    """Rules, loaded once; what follows from facts, with reasons, as often as asked."""

    name: str

    def conclude(self, given: Iterable[Fact]) -> Reasons:
        """All that holds, given facts too, each with the rules and premises it came from (none for a given one)."""


class OwnEngine:
    """durable-rules inside its fences."""

    name = "this engine (durable-rules)"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._engine = Engine(rules)

    def conclude(self, given: Iterable[Fact]) -> Reasons:
        found = self._engine.run(given).reasons
        return {fact: [(firing.rule.id, firing.premises) for firing in firings if firing.rule] for fact, firings in found.items()}


class Fixpoint:
    """The least fixpoint in plain Python, by stratum, facts indexed by kind; only rules that new facts can touch are tried again."""

    name = "plain Python fixpoint"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._strata = [[rule for rule in rules if rule.stratum == stratum] for stratum in sorted({rule.stratum for rule in rules})]

    def conclude(self, given: Iterable[Fact]) -> Reasons:
        reasons: Reasons = {fact: [] for fact in given}
        by_kind: dict[str, list[Fact]] = {}
        for fact in reasons:
            by_kind.setdefault(fact.kind, []).append(fact)
        for rules in self._strata:
            changed = set(by_kind)
            while changed:
                new: set[str] = set()
                for rule in rules:
                    if not changed & {pattern.kind for pattern in rule.when}:
                        continue
                    for premises, bound in _matches(rule, by_kind):
                        for pattern in rule.then:
                            fact = pattern.fill(bound)
                            if fact not in reasons:
                                reasons[fact] = []
                                by_kind.setdefault(fact.kind, []).append(fact)
                                new.add(fact.kind)
                            if (rule.id, premises) not in reasons[fact]:
                                reasons[fact].append((rule.id, premises))
                changed = new
        return reasons


def _matches(rule: Rule, by_kind: dict[str, list[Fact]]) -> list[tuple[tuple[Fact, ...], dict[str, Value]]]:
    found: list[tuple[tuple[Fact, ...], dict[str, Value]]] = [((), {})]
    for pattern in rule.when:
        facts = by_kind.get(pattern.kind, ())
        found = [
            ((*premises, fact), more) for premises, bound in found for fact in facts if (more := pattern.bind(fact, bound)) is not None
        ]
    return [
        (premises, bound)
        for premises, bound in found
        if not any(pattern.bind(fact, bound) is not None for pattern in rule.absent for fact in by_kind.get(pattern.kind, ()))
    ]


class Clips:
    """CLIPS: a template for each kind, a rule for each rule; what fires calls back with its facts."""

    name = "CLIPS (clipspy)"

    def __init__(self, rules: Sequence[Rule], fields: dict[str, list[str]]) -> None:
        self._fields = fields
        self._rules = {f"r{number}": rule for number, rule in enumerate(rules)}
        self._environment = clips.Environment()
        for kind, names in fields.items():
            self._environment.build(f"(deftemplate {kind} {' '.join(f'(slot {name})' for name in names)})")
        self._environment.define_function(self._fired, name="fired")
        for name, rule in self._rules.items():
            self._environment.build(self._rule(name, rule))

    def _rule(self, name: str, rule: Rule) -> str:
        when = " ".join(f"?f{number} <- {self._pattern(pattern)}" for number, pattern in enumerate(rule.when))
        absent = " ".join(f"(not {self._pattern(pattern)})" for pattern in rule.absent)
        facts = " ".join(f"?f{number}" for number in range(len(rule.when)))
        return f"(defrule {name} (declare (salience {-rule.stratum})) {when} {absent} => (fired {name} {facts}))"

    @staticmethod
    def _pattern(pattern: Pattern) -> str:
        terms = " ".join(f"({field} {'?' + term.name if isinstance(term, Variable) else _quoted(term)})" for field, term in pattern.terms)
        return f"({pattern.kind} {terms})"

    def _fired(self, name: str, *facts: Any) -> None:
        rule = self._rules[str(name)]
        premises = tuple(self._seen[fact.index] for fact in facts)
        bound: dict[str, Value] = {}
        for pattern, fact in zip(rule.when, premises, strict=True):
            bound = pattern.bind(fact, bound) or bound
        for pattern in rule.then:
            self._add(pattern.fill(bound), (rule.id, premises))

    def _add(self, fact: Fact, reason: tuple[str, tuple[Fact, ...]] | None) -> None:
        if fact not in self._reasons:
            self._reasons[fact] = []
            asserted = self._environment.find_template(fact.kind).assert_fact(**dict(fact.values))
            self._seen[asserted.index] = fact
        if reason:
            self._reasons[fact].append(reason)

    def conclude(self, given: Iterable[Fact]) -> Reasons:
        self._environment.reset()
        self._reasons: Reasons = {}
        self._seen: dict[int, Fact] = {}
        for fact in given:
            self._add(fact, None)
        self._environment.run()
        return self._reasons


def _quoted(value: Value) -> str:
    return str(value) if isinstance(value, int) else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Experta:
    """experta: a class of facts for each kind, a method for each rule."""

    name = "experta"

    def __init__(self, rules: Sequence[Rule], fields: dict[str, list[str]]) -> None:
        logging.getLogger("experta").setLevel(logging.CRITICAL)
        self._kinds = {kind: type(f"K_{kind}", (experta.Fact,), {}) for kind in fields}
        self._back = {cls: kind for kind, cls in self._kinds.items()}
        methods = {f"rule_{number}": self._method(rule) for number, rule in enumerate(rules)}
        self._engine = type("Rules", (experta.KnowledgeEngine,), methods)()

    def _method(self, rule: Rule) -> Any:
        def fire(engine: Any, **bound: Any) -> None:
            premises = tuple(self._fact(bound[f"fact_{number}"]) for number in range(len(rule.when)))
            for pattern in rule.then:
                self._add(pattern.fill({name: bound[name] for _, name in pattern.variables()}), (rule.id, premises))

        conditions = [getattr(experta.AS, f"fact_{number}") << self._pattern(pattern) for number, pattern in enumerate(rule.when)]
        conditions += [experta.NOT(self._pattern(pattern)) for pattern in rule.absent]
        return experta.Rule(*conditions, salience=-rule.stratum)(fire)

    def _pattern(self, pattern: Pattern) -> Any:
        match = experta.MATCH
        return self._kinds[pattern.kind](
            **{_safe(field): getattr(match, term.name) if isinstance(term, Variable) else term for field, term in pattern.terms}
        )

    def _fact(self, fact: Any) -> Fact:
        return self._facts[fact.__factid__]

    def _add(self, fact: Fact, reason: tuple[str, tuple[Fact, ...]] | None) -> None:
        if fact not in self._reasons:
            self._reasons[fact] = []
            declared = self._engine.declare(self._kinds[fact.kind](**{_safe(field): value for field, value in fact.values}))
            self._facts[declared.__factid__] = fact
        if reason:
            self._reasons[fact].append(reason)

    def conclude(self, given: Iterable[Fact]) -> Reasons:
        self._engine.reset()
        self._reasons: Reasons = {}
        self._facts: dict[int, Fact] = {}
        for fact in given:
            self._add(fact, None)
        self._engine.run()
        return self._reasons


def _safe(field: str) -> str:
    return f"f_{field}"


# ---- what is measured


def fields_of(standard: Standard) -> dict[str, list[str]]:
    """The fields of each kind of fact."""
    return {kind.name: list(kind.fields) for kind in standard.kinds.values()}


def contestants(rules: Sequence[Rule], standard: Standard) -> list[Callable[[], Contestant]]:
    """How to load the rules into each engine."""
    fields = fields_of(standard)
    return [
        lambda: OwnEngine(rules),
        lambda: Fixpoint(rules),
        lambda: Clips(rules, fields),
        lambda: Experta(rules, fields),
    ]


def timed(action: Callable[[], object], seconds: float, most: int) -> float:
    """The median time of an action, in seconds, over as many runs as fit."""
    times: list[float] = []
    stop = time.perf_counter() + seconds
    while not times or (time.perf_counter() < stop and len(times) < most):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def halls(checker: Checker, number: int) -> list[Hall]:
    """Invented halls, of all grades, with the same defects every time."""
    dice = random.Random(1)  # noqa: S311 - the same halls each time
    found = []
    while len(found) < number:
        grade = dice.choice(["A级", "B级", "C级", "D级"])
        entries = [(c, p, i) for c, pairs in invented.required(grade).items() for p, i in pairs if dice.random() > 0.03]
        name = next(c.name for c in checker.standard.concepts.values() if c.grade == grade)
        has = frozenset(pair for category, place, item in entries for pair in checker.placed(name, category, item, place))
        found.append(Hall(f"厅{len(found)}", name, has, frozenset(checker.standard.checking.levels)))
    return found


def grown(rules: Sequence[Rule], times: int) -> list[Rule]:
    """The rules, and copies of them that speak of other things: as a standard with so many times the content would have."""

    def moved(pattern: Pattern, copy: int) -> Pattern:
        terms = tuple((f, f"{t}#{copy}" if isinstance(t, str) else t) for f, t in pattern.terms)
        return Pattern(pattern.kind, terms)

    found = list(rules)
    for copy in range(1, times):
        for rule in rules:
            when, absent, then = (tuple(moved(p, copy) for p in patterns) for patterns in (rule.when, rule.absent, rule.then))
            found.append(replace(rule, id=f"{rule.id}#{copy}", when=when, absent=absent, then=then))
    return found


def row(title: str, seconds: list[float | None], notes: Sequence[str] = ()) -> None:
    """One line of the table: each time, and how many times that of this engine it is."""
    first = seconds[0]
    cells = []
    for index, value in enumerate(seconds):
        if value is None:
            cells.append("—")
            continue
        unit = f"{value * 1000:.2f} ms" if value < 10 else f"{value:.0f} s"
        ratio = f" ({value / first:.1f}×)" if index and first else ""
        cells.append(unit + ratio + (notes[index] if notes else ""))
    print(f"| {title} | " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    """The table."""
    standard = load()
    known = Knowledge(standard)
    query = [fact for fact in (known.given("C级营业厅"),) if fact]
    loaded = [load_() for load_ in contestants(standard.rules, standard)]
    results = [one.conclude(query) for one in loaded]
    assert all(_alike(result, results[0]) for result in results), "the engines disagree on a query"
    print("| | " + " | ".join(one.name for one in loaded) + " |")
    print("|---" * (len(loaded) + 1) + "|")
    row(f"(a) one query with derivation, {len(standard.rules)} rules", [timed(lambda o=one: o.conclude(query), 4, 500) for one in loaded])  # type: ignore[misc]

    checker = Checker(standard)
    sample = halls(checker, HALLS)
    facts = [[*checker._given(h.grade, h.reported), *checker._had(h)] for h in sample[:200]]
    judging = [load_() for load_ in contestants(standard.checking.rules, standard)]
    checked = [one.conclude(facts[0]) for one in judging]
    assert all(_alike(result, checked[0]) for result in checked), "the engines disagree on a hall"
    one_hall = [timed(_each(one, facts), 8, 200) for one in judging]
    row(f"(b) one hall checked, {len(facts[0])} facts", list(one_hall))

    start = time.perf_counter()
    count = sum(1 for _ in Checker(standard).check_all(sample))
    whole = time.perf_counter() - start
    scaled = [one * HALLS for one in one_hall[1:]]
    row(f"(c) {count:,} halls", [whole, *scaled], ("", *[", scaled from (b)"] * 3))

    for times in (10, 100):
        rules = grown(standard.rules, times)
        own = len(rules) <= MAX_RULES and not list(breaches(rules))
        big = [load_() if own or index else None for index, load_ in enumerate(contestants(rules, standard)) if index < 3]
        seconds = [timed(lambda o=one: o.conclude(query), 4, 200) if one else None for one in big]  # type: ignore[misc]
        row(f"(d) one query, rules ×{times} ({len(rules):,})", [*seconds, None])


def _each(one: Contestant, facts: list[list[Fact]]) -> Callable[[], object]:
    turns = iter(facts * 100)
    return lambda: one.conclude(next(turns))


def _alike(one: Reasons, other: Reasons) -> bool:
    """The same facts, each with the same reasons."""
    return one.keys() == other.keys() and all(set(one[fact]) == set(other[fact]) for fact in one)


if __name__ == "__main__":
    main()
