"""Which question a message puts in a conversation, and whether that is sure enough to answer it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.dialogue import DialogueState
from actions.moving import moved, turned_round
from actions.parse import Parsed, ParsedCandidate
from actions.resolution import (
    ACTS,
    AGAIN,
    NEXT,
    PREVIOUS,
    REPEAT,
    REVERSE,
    WHY,
    Resolved,
    asked_again,
    asked_once_more,
    asked_why,
    narrowed,
    resolved,
)
from rules.advisor import Advisor
from rules.evaluator.views import Views
from rules.findings import Finding, Listing, NotFound, Serving, Statements
from rules.question.check import misfits
from rules.question.forms import Question, Why
from rules.question.normal import normal_form
from rules.question.serial import parsed
from rules.question.templates import holes_in

FILE = Path(__file__).with_name("decision.yaml")


@dataclass(frozen=True)
class Settings:
    """How much each feature of a reading counts; from which probability on a question is answered, and up to which rivals are offered."""

    weights: Mapping[str, float]
    answered_from: float
    offered_from: float
    most_offered: int
    most_evaluated: int

    @classmethod
    @lru_cache(maxsize=1)
    def read(cls) -> Settings:
        """The settings of `decision.yaml`."""
        content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        return cls(
            content["weights"], content["answered_from"], content["offered_from"], content["most_offered"], content["most_evaluated"]
        )


@dataclass(frozen=True)
class Considered:
    """A question that a message may put in its conversation, None where something is lacking; and what speaks for it and against it."""

    question: Question | None
    form: Any
    features: Mapping[str, float]

    def score(self, weights: Mapping[str, float]) -> float:
        """How much speaks for it."""
        return sum(weights.get(name, 0.0) * value for name, value in self.features.items())


@dataclass(frozen=True)
class Reading:
    """A question that a message puts in its conversation, with its probability. `lacks`: the roles of what nothing supplies."""

    question: Question | None
    form: Any
    probability: float
    lacks: tuple[str, ...] = ()


def readings(message: Parsed, state: DialogueState, advisor: Advisor) -> tuple[Reading, ...]:
    """The questions that a message may put, the likeliest first."""
    weights = Settings.read().weights
    scored = [(one.score(weights), one) for one in considered(message, state, advisor, weights)]
    highest = max((score for score, _ in scored), default=0.0)
    total = sum(math.exp(score - highest) for score, _ in scored)
    found = [
        Reading(one.question, one.form, math.exp(score - highest) / total, () if one.question is not None else _lacking(one.form))
        for score, one in scored
    ]
    return tuple(sorted(found, key=lambda reading: -reading.probability))


def considered(message: Parsed, state: DialogueState, advisor: Advisor, weights: Mapping[str, float]) -> tuple[Considered, ...]:
    """The questions that a message may put, each once, the likeliest by `weights` first. Of these it is seen whether the standard answers
    them."""
    best: dict[Any, Considered] = {}
    for one in _possible(message, state, advisor.views):
        key = one.question if one.question is not None else repr(one.form)
        if key not in best or one.score(weights) > best[key].score(weights):
            best[key] = one
    order = sorted(best.values(), key=lambda one: -one.score(weights))
    most = Settings.read().most_evaluated
    return (*(_evaluated(one, advisor) for one in order[:most]), *order[most:])


def _evaluated(one: Considered, advisor: Advisor) -> Considered:
    if one.question is None or not is_empty(advisor.evaluate(_itself(one.question)).finding):
        return one
    return replace(one, features={**one.features, "empty": 1.0})


def is_empty(finding: Finding) -> bool:
    """Whether an answer tells nothing: there is no such thing, no list has an entry, nothing is laid down."""
    if isinstance(finding, Listing):
        return not any(group.items or group.provisions for group in (*finding.groups, *finding.by_case))
    if isinstance(finding, Statements):
        return finding.truth == "silent"
    return isinstance(finding, NotFound) or (isinstance(finding, Serving) and not finding.lines)


def _possible(message: Parsed, state: DialogueState, views: Views) -> Iterator[Considered]:
    last = state.turns[0].question if state.turns else None
    for candidate in message.candidates:
        if candidate.act not in ("", *ACTS):
            continue
        found = False
        for one in _resolutions(candidate, state, message.number, views):
            if misfits(_itself(one.question), views):
                continue
            found = True
            question = normal_form(one.question, views.standard)
            asked_last = {"asked_last": 1.0} if question == last else {}
            yield Considered(question, None, {"likely": candidate.score, **one.features, **asked_last})
        if not found and not candidate.act:
            yield Considered(None, candidate.form, {"likely": candidate.score, "lacking": 1.0})


def _resolutions(candidate: ParsedCandidate, state: DialogueState, number: int, views: Views) -> Iterator[Resolved]:
    if candidate.act == AGAIN:
        yield from asked_again(candidate.form, state, views.standard)
    elif candidate.act == REPEAT:
        yield from asked_once_more(state)
    elif candidate.act == WHY:
        yield from asked_why(state)
    elif candidate.act in (NEXT, PREVIOUS):
        yield from moved(state, 1 if candidate.act == NEXT else -1, views)
    elif candidate.act == REVERSE:
        yield from turned_round(state)
    elif not holes_in(candidate.form):
        yield Resolved(parsed(candidate.form))
        yield from narrowed(candidate.form, state, views.standard)
    else:
        yield from resolved(candidate.form, state, number, views.standard)


def _itself(question: Question) -> Question:
    return question.question if isinstance(question, Why) else question


def _lacking(form: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hole.role for hole in holes_in(form)))
