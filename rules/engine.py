"""The rule engine: facts in, conclusions with their reasons out. The only module that knows durable-rules.

durable-rules matches; everything that must be right is owned here: facts and their identity, the provenance of each conclusion, phases for
negation, and errors. The fences that keep durable-rules from crashing or answering wrongly are in docs/engine.md; `breaches` says which
rules lie outside them.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from durable import engine as durable

from rules.errors import EngineError
from rules.facts import Conclusions, Fact, Firing, Pattern, Rule, Value
from rules.messages import diagnosis, message

RULESET = "standard"
GATE = "$phase"
BOOT = "$boot"
RESERVED = frozenset({"id", "sid", "kind", "alias", "items", "matches", "imatches", "anyItem", "allItems", "define"})

MAX_RULES = 3000
MAX_RULES_ALIKE = 200
MAX_ANTECEDENTS = 12
MAX_JOIN_TERMS = 25
MAX_JOINS_ON_A_KIND = 50
MAX_TESTS_ON_A_KIND = 450
MAX_TEXT_BYTES = 60_000
MAX_FACTS = 2000


class _QuietHost(durable.Host):  # type: ignore[misc]
    """A host without the background threads that race with deletion of sessions."""

    def _run(self) -> None:
        pass


class _Session:
    """The working memory of one run: facts by the short ids under which durable-rules knows them, and their reasons."""

    def __init__(self, number: str, without: Callable[[Fact], bool] | None = None) -> None:
        self.number = number
        self.without = without
        self.facts: list[Fact] = []
        self.reasons: dict[Fact, list[Firing]] = {}
        self.error: BaseException | None = None

    def add(self, fact: Fact, firing: Firing) -> str | None:
        """Keep the fact with its reason; a fact that is there already gets one reason more. The id of a fact that is new."""
        if self.without and self.without(fact):
            return None
        firings = self.reasons.get(fact)
        if firings is not None:
            if firing not in firings:
                firings.append(firing)
            return None
        if len(self.facts) >= MAX_FACTS:
            raise EngineError(message("engine.too_many_facts", most=MAX_FACTS))
        self.reasons[fact] = [firing]
        self.facts.append(fact)
        return str(len(self.facts))


class Engine:
    """The rules, compiled once. `run` may be called from several threads; calls are made one after the other."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """`rules` must have no `breaches`; an EngineError says that durable-rules refused them all the same."""
        self._used = _fields_in_use(rules)
        self._consumers: dict[str, set[tuple[tuple[str, Value], ...]]] = {}
        for pattern in (pattern for rule in rules for pattern in (*rule.when, *rule.absent)):
            self._consumers.setdefault(pattern.kind, set()).add(pattern.constants())
        self._phases = sorted({rule.stratum for rule in rules if rule.absent})
        self._sessions: dict[str, _Session] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        definition: dict[str, Any] = {BOOT: {"all": [{"m": {"kind": BOOT}}], "run": lambda c: None}}
        for number, group in enumerate(_groups(rules)):
            definition[f"r{number}"] = {"all": list(_conditions(group[0])), "run": self._action(group), "dist": 0}
        try:
            self._host = _QuietHost({RULESET: definition})
        except Exception as error:  # durable-rules raises plain Exception
            raise EngineError(message("engine.refused_rules", error=error)) from error
        self._ruleset = self._host.get_ruleset(RULESET)

    def run(self, given: Iterable[Fact], without: Callable[[Fact], bool] | None = None) -> Conclusions:
        """All that follows from the facts `given`; with `without`, all that follows where the facts that it accepts do not hold.

        Raises EngineError where a rule failed or there are more facts than the engine is trusted with.
        """
        with self._lock:
            session = _Session(str(next(self._numbers)), without)
            self._sessions[session.number] = session
            try:
                self._assert({"kind": BOOT, "sid": session.number, "id": "0"}, self._host.assert_fact)
                for fact in given:
                    number = session.add(fact, Firing(None, ()))
                    if number and fact.kind in self._consumers:
                        self._assert(self._message(fact, session.number, number), self._host.assert_fact)
                for phase in self._phases:
                    gate = {"kind": GATE, "phase": phase, "sid": session.number, "id": str(MAX_FACTS + 1 + phase)}
                    self._assert(gate, self._host.assert_fact)
                if session.error:
                    raise session.error
                return Conclusions({fact: tuple(firings) for fact, firings in session.reasons.items()})
            except EngineError:
                raise
            except Exception as error:
                raise EngineError(message("engine.failed", error=error)) from error
            finally:
                self._ruleset.delete_state(session.number)
                del self._sessions[session.number]

    def _message(self, fact: Fact, session: str, number: str) -> dict[str, Value]:
        """The fact as durable-rules is told of it: only the fields that some rule looks at, under an id of our own."""
        used = self._used[fact.kind]
        message = {field: value for field, value in fact.values if field in used}
        message.update(kind=fact.kind, sid=session, id=number)
        return message

    def _store(self, _: str, message: dict[str, Value]) -> None:
        """Inside an action: only store; the call that caused the action goes on with the agenda."""
        self._ruleset.assert_fact(message)

    def _consumed(self, conclusion: Pattern) -> bool:
        """Whether any rule could look at what `conclusion` concludes; durable-rules need not hear of the rest."""
        fixed = dict(conclusion.constants())
        return any(
            all(fixed.get(field, value) == value for field, value in constants) for constants in self._consumers.get(conclusion.kind, ())
        )

    @staticmethod
    def _assert(message: dict[str, Any], how: Callable[[str, dict[str, Any]], Any]) -> None:
        with contextlib.suppress(durable.MessageNotHandledException):  # how durable-rules says that no rule has a use for it yet
            how(RULESET, message)

    def _action(self, group: Sequence[Rule]) -> Callable[[Any], None]:
        """What durable-rules calls when the conditions of `group`, which they share, are met."""
        aliases = [f"a{position}" for position in range(len(group[0].when))]
        variables = [(position, field, name) for position, pattern in enumerate(group[0].when) for field, name in pattern.variables()]
        conclusions = [
            (rule, [(pattern, None if pattern.variables() else pattern.fill({}), self._consumed(pattern)) for pattern in rule.then])
            for rule in group
        ]

        def act(closure: Any) -> None:
            session = self._sessions[closure.s.sid]
            try:
                premises = tuple([session.facts[int(closure._m[alias]["id"]) - 1] for alias in aliases])
                bound = {name: premises[position][field] for position, field, name in variables}
                for rule, patterns in conclusions:
                    firing = Firing(rule, premises)
                    for pattern, fixed, consumed in patterns:
                        fact = fixed or pattern.fill(bound)
                        number = session.add(fact, firing)
                        if number and consumed:
                            self._assert(self._message(fact, session.number, number), self._store)
            except BaseException as error:  # durable-rules would swallow it
                session.error = session.error or error

        return act


def breaches(rules: Sequence[Rule]) -> Iterator[tuple[Rule, str, str]]:
    """The rules outside the engine's fences: each with what is wrong and what to do."""
    joins: dict[str, int] = {}
    tests: dict[str, set[tuple[str, Any]]] = {}
    for rule in rules:
        yield from _rule_breaches(rule)
    alike: dict[Any, int] = {}
    for group in _groups(rules):
        first = (
            (GATE, group[0].stratum)
            if group[0].absent
            else (group[0].when[0].kind, frozenset(group[0].when[0].constants()))
            if group[0].when
            else None
        )
        alike[first] = alike.get(first, 0) + 1
        if alike[first] > MAX_RULES_ALIKE:
            yield group[0], *diagnosis("engine.rules_alike", most=MAX_RULES_ALIKE)
        for position, pattern in enumerate((*group[0].when, *group[0].absent)):
            tests.setdefault(pattern.kind, set()).update(pattern.constants())
            if position:
                joins[pattern.kind] = joins.get(pattern.kind, 0) + 1
            if joins.get(pattern.kind, 0) > MAX_JOINS_ON_A_KIND:
                yield group[0], *diagnosis("engine.joins_on_a_kind", kind=pattern.kind, most=MAX_JOINS_ON_A_KIND)
            if len(tests[pattern.kind]) > MAX_TESTS_ON_A_KIND:
                yield group[0], *diagnosis("engine.tests_on_a_kind", kind=pattern.kind, most=MAX_TESTS_ON_A_KIND)
    if len(rules) > MAX_RULES:
        yield rules[MAX_RULES], *diagnosis("engine.too_many_rules", most=MAX_RULES)


def _rule_breaches(rule: Rule) -> Iterator[tuple[Rule, str, str]]:
    if not rule.when:
        yield rule, *diagnosis("engine.nothing_positive")
    if len(rule.when) + len(rule.absent) > MAX_ANTECEDENTS:
        yield rule, *diagnosis("engine.too_many_conditions", most=MAX_ANTECEDENTS)
    yield from _binding_breaches(rule)
    for pattern in (*rule.when, *rule.absent, *rule.then):
        for field, value in pattern.terms:
            if field in RESERVED:
                yield rule, *diagnosis("engine.reserved_field", field=field)
            if isinstance(value, str) and len(value.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
                yield rule, *diagnosis("engine.long_text", field=field)


def _binding_breaches(rule: Rule) -> Iterator[tuple[Rule, str, str]]:
    """Where a variable is joined in a way that the engine cannot, or has no value."""
    bound: set[str] = set()
    for position, pattern in enumerate((*rule.when, *rule.absent)):
        negated = position >= len(rule.when)
        names = [name for _, name in pattern.variables()]
        if len(names) != len(set(names)):
            yield rule, *diagnosis("engine.doubled_variable", kind=pattern.kind)
        if negated and set(names) - bound:
            yield rule, *diagnosis("engine.unbound_in_absent", name=sorted(set(names) - bound)[0])
        if len(bound & set(names)) > MAX_JOIN_TERMS:
            yield rule, *diagnosis("engine.too_many_joins", kind=pattern.kind, most=MAX_JOIN_TERMS)
        if not negated:
            bound |= set(names)
    for pattern in rule.then:
        for _, name in pattern.variables():
            if name not in bound:
                yield rule, *diagnosis("engine.unbound_in_conclusion", name=name)


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules with the same conditions together: durable-rules then sees one rule, and no condition is repeated."""
    groups: dict[Any, list[Rule]] = {}
    for rule in rules:
        groups.setdefault((rule.when, rule.absent, rule.stratum if rule.absent else 0), []).append(rule)
    return list(groups.values())


def _conditions(rule: Rule) -> Iterator[dict[str, Any]]:
    """The antecedents in durable-rules' JSON: kind first, constants next, joins on earlier antecedents last."""
    where: dict[str, tuple[str, str]] = {}
    if rule.absent:  # looked at when the phase is opened, and everything negated is complete
        yield {"gate": {"$and": [{"kind": GATE}, {"phase": rule.stratum}]}}
    for position, pattern in enumerate(rule.when):
        yield {f"a{position}": _condition(pattern, where)}
        for field, name in pattern.variables():
            where.setdefault(name, (f"a{position}", field))
    for position, pattern in enumerate(rule.absent):
        yield {f"n{position}$not": _condition(pattern, where)}


def _condition(pattern: Pattern, where: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    terms: list[dict[str, Any]] = [{"kind": pattern.kind}]
    terms += [{field: value} for field, value in pattern.constants()]
    terms += [{field: {where[name][0]: where[name][1]}} for field, name in pattern.variables() if name in where]
    return {"$and": terms} if len(terms) > 1 else terms[0]


def _fields_in_use(rules: Sequence[Rule]) -> dict[str, frozenset[str]]:
    used: dict[str, set[str]] = {}
    for rule in rules:
        for pattern in (*rule.when, *rule.absent):
            used.setdefault(pattern.kind, set()).update(field for field, _ in pattern.terms)
    return {kind: frozenset(fields) for kind, fields in used.items()}
