"""Cues: what small words of a message say of how its concepts are meant. The words themselves are in `cues.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from actions.query import QueryCue
from rules.model import Standard
from rules.text import normal

Superlative = Literal["", "most", "least"]


@dataclass(frozen=True)
class Cue:
    """One cue. It is in a text that has one of `any`, and one of `also` where there are some, and none of `unless`."""

    any: re.Pattern[str]
    also: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    def within(self, form: str) -> bool:
        """Whether the normal form of a text has the cue."""
        if not self.any.search(form) or (self.also and not self.also.search(form)):
            return False
        return not (self.unless and self.unless.search(form))


@dataclass(frozen=True)
class Cues:
    """What the small words of a message say.

    `lacking`: asked for what is not there; `exclusive`: whether only these; `superlative`: most or least; `pronoun`: something spoken of
    before is meant; `former`, `latter`: the first or second of those spoken of before; `reversed`: the other way round; `whether`: yes
    or no; `corrects`: takes back what was said; `besides`: asked of all but those named; `both`: the two spoken of before are compared;
    `may`: whether something can be done; `holders`: which of several have it; `persons`: people spoken of before; `others`: all the others;
    `judged`: a statement to be judged; `there`: at the place spoken of; `against`: what was spoken of against what is named; `entries`:
    numbered entries of a list; `which_entry`: what number something has in a list; `share`: a share of what was spoken of; `supposed`:
    what is not so is supposed; `becomes`, `removes`, `adds`: something turns into another, goes, or comes.
    """

    negated: bool = False
    lacking: bool = False
    exclusive: bool = False
    superlative: Superlative = ""
    pronoun: bool = False
    former: bool = False
    latter: bool = False
    reversed: bool = False
    whether: bool = False
    corrects: bool = False
    besides: bool = False
    both: bool = False
    may: bool = False
    holders: bool = False
    persons: bool = False
    others: bool = False
    judged: bool = False
    there: bool = False
    against: bool = False
    entries: bool = False
    which_entry: bool = False
    share: bool = False
    supposed: bool = False
    becomes: bool = False
    removes: bool = False
    adds: bool = False


def cues_of(text: str) -> Cues:
    """The cues in a text."""
    form = normal(text)
    found: dict[str, Any] = {name: cue.within(form) for name, cue in cues("message").items()}
    most, least = found.pop("most"), found.pop("least")
    return Cues(superlative="most" if most else "least" if least else "", **found)


def query_cues(text: str) -> tuple[QueryCue, ...]:
    """The cues in a text of which the query itself is told."""
    form = normal(text)
    return tuple(cast(QueryCue, name) for name, cue in cues("question").items() if cue.within(form))


def asks(text: str) -> bool:
    """Whether a text has an interrogative of its own; 呢 alone is none."""
    return cues("interrogative")["asks"].within(normal(text))


def denied(text: str, concepts: tuple[str, ...], standard: Standard) -> frozenset[str]:
    """Of the concepts named, those that a correction takes back (不是C级,是D级) or that are left out (抢修之外的服务)."""
    form = normal(text).replace("是不是", "")  # 是不是C级 asks, 不是C级 takes back
    words = {name: standard.concepts[name].words for name in concepts if name in standard.concepts}
    return frozenset(
        name
        for name, found in words.items()
        if any(before + normal(word) + after in form for word in found for before, after in _frames(name, standard))
    )


def _frames(name: str, standard: Standard) -> list[tuple[str, str]]:
    """What stands before and after a word that is taken back or left out."""
    serves = standard.class_of(name) in ("service", "function")
    return [(before, after) for frame in ("denied", "left_out")[: 2 if serves else 1] for before, after in _data()[frame]]


@lru_cache(maxsize=8)
def cues(section: str) -> Mapping[str, Cue]:
    """The cues of a section of `cues.yaml`, by name."""
    return {
        name: Cue(**{role: re.compile("|".join(alternatives)) for role, alternatives in entry.items()})
        for name, entry in _data()[section].items()
    }


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cues.yaml").read_text(encoding="utf-8"))
    return data
