"""What words mean beside each other: 收费 is a step where a service is named, and else a function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.language.utterance import Mention
from rules.model import Standard


def as_meant(mentions: Sequence[Mention], standard: Standard) -> Iterator[Mention]:
    """Mentions as they are meant beside the others: of another concept, or of none; see `disambiguation` of a concept."""
    for mention in mentions:
        meant = _sense(mention, [other for other in mentions if other is not mention], standard)
        if meant:
            yield replace(mention, name=meant, cls=standard.class_of(meant) or mention.cls)


def _sense(mention: Mention, others: Sequence[Mention], standard: Standard) -> str:
    """The name of what a mention stands for; "" where it is but a word."""
    known = standard.concepts.get(mention.name) or standard.outside.get(mention.name)
    beside = {other.name for other in others} | {other.cls for other in others}
    for near, meant in known.disambiguation.items() if known else ():
        if near in beside:
            placed = any(other.cls in standard.aspects.roles["place"] for other in others)
            return mention.name if placed and standard.class_of(meant) == "channel" else meant
    return mention.name
