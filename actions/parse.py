"""A message as the language component parsed it: the questions that it may put, and what it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KEY = "parse"
"""Under this key the parse lies in a message."""


@dataclass(frozen=True)
class ParsedCandidate:
    """A question that a message may put, as plain values with holes for what it leaves open, or an act; and how much speaks for it."""

    form: Any
    act: str
    score: float


@dataclass(frozen=True)
class Parsed:
    """A message. `named`: what it names by role; `number`: which of several things it means by a number (第三个), 0 for none; `rest`: how
    many characters name nothing."""

    text: str
    intent: str
    candidates: tuple[ParsedCandidate, ...] = ()
    named: Mapping[str, tuple[str | int, ...]] = field(default_factory=dict)
    number: int = 0
    unlisted: str = ""
    guesses: tuple[str, ...] = ()

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Parsed:
        """From a parsed message of Rasa; one that was not parsed has no candidates."""
        parse = message.get(KEY) or {}
        return cls(
            str(parse.get("text") or message.get("text") or ""),
            str((message.get("intent") or {}).get("name") or ""),
            tuple(ParsedCandidate(one.get("form"), str(one.get("act") or ""), float(one["score"])) for one in parse.get("candidates", ())),
            {str(role): tuple(names) for role, names in (parse.get("named") or {}).items()},
            int(parse.get("number") or 0),
            str(parse.get("unlisted") or ""),
            tuple(map(str, parse.get("guesses") or ())),
        )
