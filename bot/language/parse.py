"""A parse as plain values: the intent that Rasa sees, what is named as entities, the candidates for the actions."""

from __future__ import annotations

import math
from typing import Any

from actions.resolution import ACTS
from bot.language.language import Parse
from bot.language.utterance import Mention

QUESTION = "question"
"""The intent of every message that puts a question."""
MOST_CANDIDATES = 12


def intent_of(parse: Parse) -> str:
    """The act of the likeliest candidate, or that a question is put."""
    best = parse.candidates[0][0] if parse.candidates else None
    return QUESTION if best is None or best.act in ("", *ACTS) else best.act


def confidence_of(parse: Parse) -> float:
    """How likely the likeliest candidate is among all, 0 to 1."""
    if not parse.candidates:
        return 0.0
    highest = parse.candidates[0][1]
    return 1 / sum(math.exp(score - highest) for _, score in parse.candidates)


def entity_of(mention: Mention) -> dict[str, Any]:
    """A mention as an entity of Rasa; its offsets are those of the text as it was meant."""
    return {
        "entity": mention.cls,
        "start": mention.start,
        "end": mention.end,
        "value": mention.name,
        "role": mention.source,
        "confidence_entity": 1.0,
    }


def plain_parse(parse: Parse, most: int = MOST_CANDIDATES) -> dict[str, Any]:
    """What the actions need of a parse; `most` candidates, since the tracker keeps them for good."""
    utterance, named = parse.utterance, parse.named
    ordinals = [mention.name for mention in utterance.asked if mention.cls == "ordinal"]
    return {
        "text": utterance.text,
        "candidates": [{"form": one.form, "act": one.act, "score": round(score, 3)} for one, score in parse.candidates[:most]],
        "named": {role: list(names) for role, names in named.by_role.items()},
        "number": int(ordinals[0].split(",")[0]) if ordinals else 0,
        "unlisted": utterance.unlisted,
        "guesses": [guess.name for guess in utterance.guesses],
    }
