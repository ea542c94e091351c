"""From what the conversation understood (intent, entities, what was asked before) to a `Query`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from rules.advisor import Query, QueryKind
from rules.advisor.query import KINDS, Position
from rules.model import Standard

NEGATIONS = ("不", "没", "无", "缺", "少", "除了", "lack", "without", "not ", "no ")
# A concept named in a follow-up takes the place of those of the same part in the question before.
PARTS = {
    "hall": "place",
    "channel": "place",
    "service": "service",
    "function": "service",
    "zone": "zone",
    "category": "category",
    "staff": "item",
    "mode": "item",
    "facility": "item",
    "qualification": "item",
    "step": "step",
    "matter": "matter",
}
# Kinds of question that make no sense without a concept of one of these parts: it is then taken from the question before.
NEEDS = {
    "requirement": ("place", "zone", "service", "item"),
    "steps": ("service",),
    "step": ("service",),
    "channels": ("service",),
    "functions": ("place",),
    "hours": ("place", "service"),
    "count": ("place", "service", "zone"),
    "whether": ("place", "service", "zone"),
}


@dataclass(frozen=True)
class Heard:
    """A message as the conversation understood it: `entities` as (type, value, role), in the order of the text."""

    intent: str
    entities: tuple[tuple[str, str, str], ...]
    text: str

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Heard:
        """From a parsed message of Rasa."""
        entities = message.get("entities") or []
        return cls(
            intent=str((message.get("intent") or {}).get("name") or ""),
            entities=tuple((str(e["entity"]), str(e["value"]), str(e.get("role") or "")) for e in entities),
            text=str(message.get("text") or ""),
        )

    def values(self, entity: str) -> tuple[str, ...]:
        """The values of the entities of one type."""
        return tuple(value for found, value, _ in self.entities if found == entity)


def query_of(heard: Heard, before: Query | None, standard: Standard) -> Query:
    """The query that a message puts. `before` is the query answered last, None at the beginning of a conversation."""
    kind = _kind(heard)
    concepts = tuple(dict.fromkeys(value for entity, value, _ in heard.entities if standard.class_of(value) == entity))
    concepts += _by_code(heard, standard)
    if heard.intent == "ask_safety" and not {standard.class_of(name) for name in concepts} - {"category"}:
        concepts += tuple(topic.name for topic in standard.outside.values() if topic.urgent)
    numbers = tuple(int(number) for value in heard.values("ordinal") for number in value.split(","))
    places = heard.values("position")
    query = Query(
        kind=kind,
        concepts=concepts,
        reference=next(iter(heard.values("reference")), ""),
        numbers=numbers,
        quantities=tuple(int(value) for value in heard.values("quantity")),
        position=cast(Position, places[0] if places else ""),
        negated=any(word in heard.text for word in NEGATIONS) if kind == "holder" else False,
        unknown=tuple((role, value) for entity, value, role in heard.entities if entity == "unknown"),
        text=heard.text,
    )
    return _in_context(query, heard, before, standard)


def as_slot(query: Query) -> dict[str, Any]:
    """A query as plain values, for a slot."""
    return asdict(query)


def from_slot(value: Any) -> Query | None:
    """The query in a slot; None where there is none."""
    if not isinstance(value, dict):
        return None
    fields: dict[str, Any] = {key: tuple(map(_tupled, found)) if isinstance(found, list) else found for key, found in value.items()}
    return Query(**fields)


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _kind(heard: Heard) -> QueryKind:
    kind = heard.intent.removeprefix("ask_")
    if kind == "safety":
        return "outside"
    if kind == "why":
        return "whether"  # why something is so or not: first, whether it is
    return cast(QueryKind, kind) if kind in KINDS else "about"


def _by_code(heard: Heard, standard: Standard) -> tuple[str, ...]:
    """The services with a code such as SI01-06, when something else than the text of the clause is asked."""
    codes = {reference.upper() for reference in heard.values("reference")} if heard.intent != "ask_clause" else set()
    return tuple(concept.name for concept in standard.concepts.values() if concept.code in codes and concept.cls == "service")


def _in_context(query: Query, heard: Heard, before: Query | None, standard: Standard) -> Query:
    if before is None or query.unknown:
        return query
    if heard.intent == "follow_up":
        kind: QueryKind = "step" if before.kind == "steps" and (query.numbers or query.position) else before.kind
        return _replace(query, kind, _merged(before.concepts, query.concepts, standard), before)
    parts = {PARTS.get(standard.class_of(name), "") for name in query.concepts}
    needed = NEEDS.get(query.kind, ())
    if query.kind == "whether" and parts == {"place"} and set(query.concepts) <= set(standard.of_class("channel")):
        needed = ("service",)  # 在网上能办吗: what was spoken of before
    if needed and not parts & set(needed) and "outside" not in {standard.class_of(name) for name in query.concepts}:
        carried = tuple(name for name in before.concepts if PARTS.get(standard.class_of(name)) in needed)
        return _replace(query, query.kind, (*carried, *query.concepts), before)
    return query


def _replace(query: Query, kind: QueryKind, concepts: Iterable[str], before: Query) -> Query:
    return Query(
        kind=kind,
        concepts=tuple(dict.fromkeys(concepts)),
        reference=query.reference,
        quantities=query.quantities,
        numbers=query.numbers or (before.numbers if kind == before.kind and query.position else ()),
        position=query.position,
        negated=query.negated or (before.negated and kind == before.kind),
        unknown=query.unknown,
        text=query.text,
    )


def _merged(old: tuple[str, ...], new: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    replaced = {PARTS.get(standard.class_of(name), "") for name in new}
    return (*(name for name in old if PARTS.get(standard.class_of(name), "") not in replaced), *new)
