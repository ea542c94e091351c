"""A message as the conversation understood it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LEANING = ("follow_up", "ask_why", "affirm", "deny", "thank", "greet", "goodbye")
"""Intents of messages that say nothing without what came before."""


@dataclass(frozen=True)
class Utterance:
    """A message as the conversation understood it: `entities` as (type, value, role), in the order of the text.

    `background`: entities that a long message names before its question. `rest`: how many characters name nothing. `confidence`: of the
    intent, 0 to 1. `otherwise`: the likeliest intent of a message by itself.
    """

    intent: str
    entities: tuple[tuple[str, str, str], ...]
    text: str
    background: tuple[tuple[str, str, str], ...] = ()
    rest: int = 1000
    confidence: float = 1.0
    otherwise: str = ""

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Utterance:
        """From a parsed message of Rasa."""
        entities = message.get("entities") or []
        text = str(message.get("text") or "")
        covered = sum(int(e.get("end", 0)) - int(e.get("start", 0)) for e in entities if e["entity"] != "position")
        return cls(
            intent=str((message.get("intent") or {}).get("name") or ""),
            entities=tuple(_entity(e) for e in entities if e.get("group") != "background"),
            text=text,
            background=tuple(_entity(e) for e in entities if e.get("group") == "background"),
            rest=max(0, len(text) - covered),
            confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
            otherwise=next((str(entry["name"]) for entry in message.get("intent_ranking") or [] if entry["name"] not in LEANING), ""),
        )

    def values(self, entity: str) -> tuple[str, ...]:
        """The values of the entities of one type."""
        return tuple(value for found, value, _ in self.entities if found == entity)


def _entity(entity: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(entity["entity"]), str(entity["value"]), str(entity.get("role") or "")
