"""What an utterance names, by the role that it can play in a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.language.utterance import Mention, Utterance
from rules.model import Standard

MENTIONED = {"reference": "clause", "ordinal": "number", "quantity": "quantity", "unknown": "name"}
"""The roles of what is mentioned and is no concept."""
UNLISTED = "unlisted"
"""The role of a thing that is asked for and is no concept."""
WEAK_CLASSES = ("outside", "category", "matter", "term", "reference")
"""What is named of these is often said in passing (依据4.1.4.2，…)."""
FAR_CHARACTERS = 6

Name = str | int


@dataclass(frozen=True)
class Named:
    """What an utterance names. `by_role`: in the order of the text; `told`: of it what is named only in what leads up to the question;
    `strong`: what must not be left aside; `hinted`: to what a phrase points. `spans`: where each is named."""

    by_role: Mapping[str, tuple[Name, ...]]
    told: frozenset[Name]
    strong: frozenset[Name]
    hinted: frozenset[Name]
    spans: Mapping[Name, tuple[int, int]]

    def gap(self, names: Sequence[Name]) -> float:
        """How much stands between names that are taken together, in parts of what is far apart."""
        places = sorted(self.spans[name] for name in names if name in self.spans)
        gaps = (min(after[0] - before[1], FAR_CHARACTERS) for before, after in pairwise(places))
        return sum(max(gap - 1, 0) / FAR_CHARACTERS for gap in gaps)


class Naming:
    """Utterances to what they name."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._role_of = {**standard.aspects.role_of, **MENTIONED}

    def of(self, utterance: Utterance) -> Named:
        """What an utterance names: in its question; of roles of which the question names nothing, the last that leads up to it."""
        asked = self._by_role(utterance.asked)
        told = {role: names[-1:] for role, names in self._by_role(utterance.told).items() if role not in asked}
        unlisted = {UNLISTED: (utterance.unlisted,)} if utterance.unlisted else {}
        strong = {
            name
            for mention in utterance.asked
            if mention.source != "phrase" and mention.cls not in WEAK_CLASSES
            for name in _values(mention)
        }
        hinted = {mention.name for mention in utterance.mentions if mention.source == "phrase" and mention.cls != "category"}
        spans = {name: (mention.start, mention.end) for mention in utterance.mentions for name in _values(mention)}
        names = frozenset(name for found in told.values() for name in found)
        return Named({**asked, **told, **unlisted}, names, frozenset(strong), frozenset(hinted), spans)

    def _by_role(self, mentions: Sequence[Mention]) -> dict[str, tuple[Name, ...]]:
        found: dict[str, dict[Name, None]] = {}
        for mention in mentions:
            if role := self._role_of.get(mention.cls, ""):
                found.setdefault(role, {}).update(dict.fromkeys(_values(mention)))
        return {role: self._special(tuple(names)) for role, names in found.items()}

    def _special(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """The names without general ones (营业厅, 临时用电) where there are special ones (A级营业厅, 无工程临时用电)."""
        concepts = [self._standard.concepts[name] for name in names if isinstance(name, str) and name in self._standard.concepts]
        general = {concept.name for concept in concepts if concept.generic} | {concept.broader for concept in concepts}
        return tuple(name for name in names if name not in general) or names


def _values(mention: Mention) -> tuple[Name, ...]:
    if mention.cls in ("ordinal", "quantity"):
        return tuple(map(int, mention.name.split(",")))
    return (mention.name.upper(),) if mention.cls in ("reference", "unknown") else (mention.name,)
