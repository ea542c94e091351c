"""Facts, and the patterns with which rules look for them and conclude them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

Value = str | int


@dataclass(frozen=True)
class Variable:
    """A name for a value that is not fixed; equal names in one rule stand for equal values."""

    name: str

    def __str__(self) -> str:
        return f"${self.name}"


@dataclass(frozen=True)
class Fact:
    """One statement, such as requirement(subject=C级营业厅, item=收费员, ...). Equal contents are the same fact."""

    kind: str
    values: tuple[tuple[str, Value], ...]

    @cached_property
    def _hash(self) -> int:
        return hash((self.kind, self.values))

    def __hash__(self) -> int:  # kept: a fact is looked up several times in each run
        return self._hash

    @cached_property
    def by_field(self) -> dict[str, Value]:
        """The values by their fields; not to be changed."""
        return dict(self.values)

    def __getitem__(self, field: str) -> Value:
        return self.by_field[field]

    def text(self, field: str) -> str:
        """The value of `field` as text."""
        return str(self[field])

    def has(self, **wanted: Value) -> bool:
        """Whether every field named has the value given."""
        return wanted.items() <= self.by_field.items()


@dataclass(frozen=True)
class Pattern:
    """A fact with holes: each term is a constant or a variable; a field not named may hold anything."""

    kind: str
    terms: tuple[tuple[str, Value | Variable], ...]

    def constants(self) -> tuple[tuple[str, Value], ...]:
        """The terms that are fixed."""
        return self._constants

    def variables(self) -> tuple[tuple[str, str], ...]:
        """The terms that are not, as (field, name of the variable)."""
        return self._variables

    @cached_property
    def _constants(self) -> tuple[tuple[str, Value], ...]:
        return tuple((field, term) for field, term in self.terms if not isinstance(term, Variable))

    @cached_property
    def _variables(self) -> tuple[tuple[str, str], ...]:
        return tuple((field, term.name) for field, term in self.terms if isinstance(term, Variable))

    def admits(self, fact: Fact) -> bool:
        """Whether `fact` is of this kind and agrees with the constants."""
        return fact.kind == self.kind and all(fact[field] == value for field, value in self.constants())

    def bind(self, fact: Fact, bound: Mapping[str, Value]) -> dict[str, Value] | None:
        """The variables after `fact` was taken for this pattern, or None where it disagrees with `bound`."""
        if not self.admits(fact):
            return None
        result = dict(bound)
        for field, name in self.variables():
            if result.setdefault(name, fact[field]) != fact[field]:
                return None
        return result

    def fill(self, bound: Mapping[str, Value]) -> Fact:
        """The fact that this pattern becomes with all its variables bound; a KeyError names one that is not."""
        return Fact(self.kind, tuple([(field, bound[term.name] if isinstance(term, Variable) else term) for field, term in self.terms]))


@dataclass(frozen=True)
class Rule:
    """When all of `when` hold and none of `absent` does, each of `then` is concluded.

    `clause` is the clause that says so, `cites` the further clauses it leans on (a numbered list, for example), `stratum` the phase in
    which what it negates is complete (0 where it negates nothing).
    """

    id: str
    clause: str
    cites: tuple[str, ...]
    when: tuple[Pattern, ...]
    absent: tuple[Pattern, ...]
    then: tuple[Pattern, ...]
    stratum: int = 0

    def __hash__(self) -> int:  # rules are told apart by their ids; reasons are looked up by them
        return hash(self.id)

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that the rule rests on, its own first."""
        return (self.clause, *self.cites)


@dataclass(frozen=True)
class Firing:
    """One reason for a fact: the rule, and the facts it found (none for a fact that was given)."""

    rule: Rule | None
    premises: tuple[Fact, ...]


@dataclass(frozen=True)
class Conclusions:
    """All that follows from some given facts: `reasons` maps every fact, given or concluded, to its firings, in order of appearance."""

    reasons: Mapping[Fact, tuple[Firing, ...]]

    def of(self, kind: str, **wanted: Value) -> tuple[Fact, ...]:
        """The facts of one kind with the values given, in order of appearance."""
        if not wanted:
            return tuple(self._kinds.get(kind, ()))
        (field, value), *_ = wanted.items()
        return tuple(fact for fact in self._index(kind, field).get(value, ()) if fact.has(**wanted))

    @cached_property
    def _kinds(self) -> dict[str, list[Fact]]:
        kinds: dict[str, list[Fact]] = {}
        for fact in self.reasons:
            kinds.setdefault(fact.kind, []).append(fact)
        return kinds

    @cached_property
    def _indexes(self) -> dict[tuple[str, str], dict[Value, list[Fact]]]:
        return {}

    def _index(self, kind: str, field: str) -> dict[Value, list[Fact]]:
        """The facts of one kind by the value of one field, made when first asked for."""
        if (kind, field) not in self._indexes:
            index: dict[Value, list[Fact]] = {}
            for fact in self._kinds.get(kind, ()):
                index.setdefault(fact[field], []).append(fact)
            self._indexes[kind, field] = index
        return self._indexes[kind, field]
