"""Which question a message puts in a conversation, and whether that is sure enough to answer it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.dialogue import DialogueState
from actions.parse import Parsed, ParsedCandidate
from actions.resolution import AGAIN, WHY, Resolved, asked_again, asked_why, resolved
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
    """The weights of what a question takes from the conversation; from which probability on it is answered, and up to which rivals are
    offered."""

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
class Reading:
    """A question that a message puts in its conversation, with its probability. `lacks`: the roles of what nothing supplies."""

    question: Question | None
    form: Any
    probability: float
    lacks: tuple[str, ...] = ()


def readings(message: Parsed, state: DialogueState, advisor: Advisor) -> tuple[Reading, ...]:
    """The questions that a message may put, the likeliest first. Of the likeliest those whose answer is empty pay for it."""
    best: dict[Any, tuple[float, Question | None, Any]] = {}
    for question, form, score in _scored(message, state, advisor.views):
        key = question if question is not None else repr(form)
        if key not in best or score > best[key][0]:
            best[key] = (score, question, form)
    settings = Settings.read()
    order = sorted(best, key=lambda key: -best[key][0])
    for key in order[: settings.most_evaluated]:
        score, question, form = best[key]
        if question is not None and is_empty(advisor.evaluate(_itself(question)).finding):
            best[key] = (score + settings.weights["empty"], question, form)
    highest = max((score for score, _, _ in best.values()), default=0.0)
    total = sum(math.exp(score - highest) for score, _, _ in best.values())
    found = [
        Reading(question, form, math.exp(score - highest) / total, () if question is not None else _lacking(form))
        for score, question, form in best.values()
    ]
    return tuple(sorted(found, key=lambda reading: -reading.probability))


def is_empty(finding: Finding) -> bool:
    """Whether an answer tells nothing: there is no such thing, no list has an entry, nothing is laid down."""
    if isinstance(finding, Listing):
        return not any(group.items or group.provisions for group in (*finding.groups, *finding.by_case))
    if isinstance(finding, Statements):
        return finding.truth == "silent"
    return isinstance(finding, NotFound) or (isinstance(finding, Serving) and not finding.lines)


def _scored(message: Parsed, state: DialogueState, views: Views) -> Iterator[tuple[Question | None, Any, float]]:
    weights = Settings.read().weights
    for candidate in message.candidates:
        if candidate.act not in ("", AGAIN, WHY):
            continue
        found = False
        for one in _resolutions(candidate, message, state, views):
            if misfits(_itself(one.question), views):
                continue
            found = True
            score = candidate.score + sum(weights.get(name, 0.0) * value for name, value in one.features.items())
            yield normal_form(one.question, views.standard), None, score
        if not found and candidate.form is not None:
            yield None, candidate.form, candidate.score + weights["lacking"]


def _resolutions(candidate: ParsedCandidate, message: Parsed, state: DialogueState, views: Views) -> Iterator[Resolved]:
    if candidate.act == AGAIN:
        yield from asked_again(message.named, state, views.standard)
    elif candidate.act == WHY:
        yield from asked_why(state)
    elif not holes_in(candidate.form):
        yield Resolved(parsed(candidate.form))
    else:
        yield from resolved(candidate.form, state, message.number, views.standard)


def _itself(question: Question) -> Question:
    return question.question if isinstance(question, Why) else question


def _lacking(form: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hole.role for hole in holes_in(form)))
