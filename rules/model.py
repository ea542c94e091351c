"""The standard as values: what the YAML files say, read once and never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rules.errors import Place
from rules.facts import Rule, Value


@dataclass(frozen=True)
class FieldType:
    """What a field of a fact may hold: concepts of `classes`, one of `words`, or, with neither, `base`: text, int or any concept."""

    classes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    base: str = "text"


@dataclass(frozen=True)
class Kind:
    """A kind of fact: its fields with their types and defaults, and how to say one in Chinese (`says`, with {field}).

    `contrast`: how to say it beside another that is so instead.
    """

    name: str
    given: bool
    fields: Mapping[str, FieldType]
    defaults: Mapping[str, str | int]
    says: str
    place: Place
    contrast: str = ""


@dataclass(frozen=True)
class Concept:
    """One thing the standard speaks of, under its canonical term `name`; `cls` is its class, `lost` that the source lost its name.

    `broader`: the concept that this one is a case of; `related`: what to mention when this one is absent; `measure`: the measure word
    with which entries of a category are counted (第5类); `generic`: so general that a more special one beside it is what is meant.
    `phrase`: what one must do or be who has it, as a verb (of a qualification).
    `disambiguation`: what it stands for when one of a class, or a certain one, is named with it ("" for none: it is then but a word).
    """

    name: str
    cls: str
    english: str
    aliases: tuple[str, ...]
    printed: tuple[str, ...]
    place: Place
    code: str = ""
    grade: str = ""
    broader: str = ""
    related: tuple[str, ...] = ()
    about: str = ""
    measure: str = ""
    generic: bool = False
    lost: bool = False
    disambiguation: Mapping[str, str] = field(default_factory=dict)
    phrase: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Every form under which people name it, the canonical term first; a lost name has none."""
        if self.lost:
            return ()
        return (self.name, *([self.english] if self.english else []), *self.aliases, *self.printed)


@dataclass(frozen=True)
class ConceptClass:
    """A class of concepts and its Chinese title. `distinct`: what kind of question it is depends on which concept of the class was named;
    `lookalike`: a regular expression for what looks like a name of the class."""

    key: str
    title: str
    distinct: bool = False
    lookalike: str = ""


@dataclass(frozen=True)
class NumberedList:
    """The numbered enumeration that a clause prints: serial numbers from 1, never quantities."""

    subject: str
    category: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Tension:
    """A remark shown with an answer that cites one of `clauses` and touches one concept of each group in `about`.

    `way`: only where the answer tells of something that is had in this way."""

    id: str
    clauses: tuple[str, ...]
    about: tuple[tuple[str, ...], ...]
    says: str
    asked_with_number: bool
    place: Place
    way: str = ""


@dataclass(frozen=True)
class Clause:
    """A clause: what it says in our own words, how sure that is, and the rules that carry it."""

    number: str
    heading: str
    status: str
    note: str
    statement: str
    code: str
    no_rule: str
    numbered: NumberedList | None
    rules: tuple[Rule, ...]
    place: Place


@dataclass(frozen=True)
class OutsideTopic:
    """Something people ask that the standard does not say; `nearby` is what of the standard is close to it.

    "service": of the service asked about, also of one spoken of before; "named": only of one named in the same question.
    `urgent`: a danger; answered before anything else. `general`: for what is outside and fits no other topic;
    `disambiguation`: as of a concept.
    """

    name: str
    english: str
    aliases: tuple[str, ...]
    says: str
    turn_to: str
    nearby: str
    place: Place
    urgent: bool = False
    general: bool = False
    disambiguation: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Status:
    """How sure a clause is: title, and the remark that an answer resting on it carries."""

    title: str
    remark: str


@dataclass(frozen=True)
class Edition:
    """Which standard this is and which version of this data of it."""

    title: str
    short: str
    document: str
    number: str
    edition: str
    data_version: str
    cited_as: str
    scope: str
    statuses: Mapping[str, Status]
    modalities: Mapping[str, str]


@dataclass(frozen=True)
class Checking:
    """How halls are checked: at which level (hall, zone, staff) each category is looked at, under which scopes a requirement holds only at
    times, and the rules of the standard with those that judge, in one order."""

    levels: Mapping[str, str]
    passing: tuple[str, ...]
    rules: tuple[Rule, ...]
    place: Place


@dataclass(frozen=True)
class Quiz:
    """How questions for staff are worded (`wording` by family, `choices` by group and name, `kinds`,
    `population` by class), which fields name the list of a fact (`frames`), what holds of an ambiguous clause in each reading
    (`certain`, kinds of facts), and what is never asked (`avoided`)."""

    frames: Mapping[str, tuple[str, ...]]
    certain: Mapping[str, tuple[str, ...]]
    avoided: frozenset[str]
    kinds: Mapping[str, str]
    population: Mapping[str, str]
    wording: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, str]
    place: Place


@dataclass(frozen=True)
class Source:
    """Where the entries of an aspect stand: a relation, its fields for the subject and the entry, and what other fields must hold."""

    relation: str
    subject: str
    entry: str
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Aspect:
    """A side of a subject that can be asked about: a view of one or several relations. See `aspects.yaml` for what each field says."""

    name: str
    subjects: tuple[str, ...]
    entries: tuple[str, ...]
    sources: tuple[Source, ...]
    place: Place
    covers: str = "special"
    inherits: bool = False
    general: bool = False
    through: Source | None = None
    partly: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    sorted: bool = False
    alone: bool = False
    aside: bool = False
    uncounted: bool = False
    conditions: bool = False
    adds: bool = False
    laid_down: Source | None = None
    inverse: str = ""


@dataclass(frozen=True)
class Given:
    """The given fact that a concept of a class stands for: the relation, and its fields for the name and the grade ("" for none)."""

    relation: str
    name: str
    grade: str = ""


@dataclass(frozen=True)
class Aspects:
    """What can be asked about, and how the relations are read: see `aspects.yaml`."""

    aspects: Mapping[str, Aspect]
    given: Mapping[str, Given]
    general: Mapping[str, str]
    scopes: Mapping[str, str]
    weak: tuple[str, ...]
    binding: tuple[str, ...]
    all_hours: str
    rest: str
    told_ways: tuple[str, ...]
    explained: tuple[str, ...]
    measure: str
    places: tuple[str, ...]
    flow: str
    hours: str
    groups: str
    told_elsewhere: tuple[str, ...]
    things: tuple[str, ...]
    spoken_of: tuple[str, ...]
    quantities: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]

    @cached_property
    def role_of(self) -> Mapping[str, str]:
        """The part that concepts of each class can play in a question."""
        return {cls: role for role, classes in self.roles.items() for cls in classes}

    @property
    def member(self) -> Source:
        """The relation that says what a group of services consists of."""
        return self.aspects[self.groups].sources[0]


@dataclass(frozen=True)
class Standard:
    """The whole standard. `sayings`: the templates in which questions are said back; `digest` changes whenever a file does."""

    edition: Edition
    kinds: Mapping[str, Kind]
    classes: Mapping[str, ConceptClass]
    concepts: Mapping[str, Concept]
    clauses: Mapping[str, Clause]
    outside: Mapping[str, OutsideTopic]
    tensions: tuple[Tension, ...]
    suggestions: Mapping[str, Sequence[Any]]
    checking: Checking
    quiz: Quiz
    aspects: Aspects
    sayings: Mapping[str, Any]
    digest: str
    rule_places: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of the clauses."""
        return tuple(rule for clause in self.clauses.values() for rule in clause.rules)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each concept and topic in the order of the files."""
        return {name: place for place, name in enumerate((*self.concepts, *self.outside))}

    @cached_property
    def concluding(self) -> Mapping[tuple[str, str, Value | None], tuple[Rule, ...]]:
        """The rules that conclude facts of a kind with a certain value in one of its fields, by all three; under None those with any."""
        found: dict[tuple[str, str, Value | None], dict[Rule, None]] = {}
        for rule in self.rules:
            for conclusion in rule.then:
                fixed = dict(conclusion.constants())
                for field_ in self.kinds[conclusion.kind].fields:
                    found.setdefault((conclusion.kind, field_, fixed.get(field_)), {})[rule] = None
        return {key: tuple(rules) for key, rules in found.items()}

    @cached_property
    def narrower(self) -> Mapping[str, frozenset[str]]:
        """For each concept, itself and every concept that is a case of it."""
        result: dict[str, set[str]] = {name: {name} for name in self.concepts}
        for concept in self.concepts.values():
            above = concept.broader
            while above:
                result[above].add(concept.name)
                above = self.concepts[above].broader
        return {name: frozenset(members) for name, members in result.items()}

    def of_class(self, cls: str) -> tuple[str, ...]:
        """The names of the concepts of one class, in the order of the file."""
        return self._by_class.get(cls, ())

    @cached_property
    def _by_class(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for concept in self.concepts.values():
            found.setdefault(concept.cls, []).append(concept.name)
        return {cls: tuple(names) for cls, names in found.items()}

    def class_of(self, name: str) -> str:
        """The class of a concept, "outside" for a topic outside the standard, "" for neither."""
        if name in self.concepts:
            return self.concepts[name].cls
        return "outside" if name in self.outside else ""
