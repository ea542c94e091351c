"""Learns how much each feature of a candidate counts, and what a question pays for what it takes from its conversation; writes
`bot/language/weights.yaml` and the weights of `actions/decision.yaml`.

    make weights

From the development sets: candidates whose answers have what is expected are right. A conditional logit makes them likelier than the
others, for the candidates of single questions first, then for the readings of all turns of the conversations, each after the right answers
to those before. Prints the shares of questions for which a right one comes first, among the first three, and at all, for the development
sets and for those that were not learned from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from actions.decision import FILE as SETTINGS
from actions.decision import Settings, considered
from actions.dialogue import DialogueState
from actions.parse import Parsed
from actions.replying import with_nearby
from actions.resolution import ACTS
from actions.services import advisor
from actions.wording import answer_text, explanation_text
from bot.channels.questions import questions_in
from bot.evaluation import Expected, judge, load_questions
from bot.language.candidates import Candidate
from bot.language.named import Named
from bot.language.parse import QUESTION, intent_of, plain_parse
from bot.language.score import FILE, Weights
from bot.nlu.question_parser import language
from bot.project import QUESTIONS
from rules.findings import Answer
from rules.question.forms import Question, Why
from tests.bench.parsing import DANGER, acts, danger

LEARNED_FROM = "development/*.yaml"
OTHERS = ("own.yaml", "collected.yaml", "fresh/*.yaml")
LOOKED_AT = 25
"""So many of the likeliest candidates are answered, to see whether they are right."""
SHRINKAGE = 0.01
FEATURES = (
    "near",
    "behind",
    "share",
    "kind",
    "unused",
    "unused_weak",
    "told",
    "hinted",
    "open",
    "described",
    "doubt",
    "behind_described",
    "implied",
    "replaced",
    "apart",
    "idle",
    "idle_weak",
)
OF_READINGS = (
    "likely",
    "carried",
    "carried_age",
    "carried_shown",
    "carried_listed",
    "again",
    "repeated",
    "why",
    "moved",
    "asked_last",
    "lacking",
    "empty",
)
HEADER = (
    "# How much each feature of a candidate counts: learned by `make weights` from the development questions; see docs/understanding.md.\n"
)
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Group:
    """The candidates of a question: a row of features for each, and which of them are right."""

    features: Matrix
    right: tuple[int, ...]


@lru_cache(maxsize=50_000)
def _answer(question: Question) -> Answer:
    return advisor().answer(question.question if isinstance(question, Why) else question)


@lru_cache(maxsize=50_000)
def _message(question: Question) -> dict[str, object]:
    return {"text": answer_text(_answer(question)), "custom": _answer(question).as_json()}


def _is_right(candidate: Candidate, named: Named, expected: Expected, acts: Mapping[str, str]) -> bool:
    """Whether the answer to a candidate, or what the domain says to an act, has what is expected; what is left open never has."""
    if candidate.act == DANGER:
        return not judge(expected, [_message(danger())])[0]
    if candidate.act:
        return candidate.act in acts and not judge(expected, [{"text": acts[candidate.act]}])[0]
    if candidate.question is None:
        return False
    return not judge(expected, [_message(with_nearby(candidate.question, named.by_role, advisor()))])[0]


def groups(pattern: str) -> list[Group]:
    """The single questions of some files with their candidates; none of those that are asked in one message with others."""
    weights, says = Weights.read(), acts()
    found: list[Group] = []
    for question in load_questions(QUESTIONS, pattern):
        text, expected = question.turns[0]
        if len(question.turns) > 1 or len(questions_in(text)) > 1:
            continue
        utterance = language().reader.read(text)
        named = language().parse(text).named
        candidates = [one for one in language().candidates(utterance) if one.act not in ACTS]  # nothing was said before
        candidates = sorted(candidates, key=lambda one: -weights.score(one))[:LOOKED_AT]
        matrix = np.array([[one.features.get(name, 0.0) for name in FEATURES] for one in candidates]).reshape(-1, len(FEATURES))
        found.append(Group(matrix, tuple(at for at, one in enumerate(candidates) if _is_right(one, named, expected, says))))
    return found


def turns(pattern: str) -> list[Group]:
    """The turns of conversations with the readings of each, after the right answers to those before."""
    weights = Settings.read().weights
    found: list[Group] = []
    for question in load_questions(QUESTIONS, pattern):
        state = DialogueState()
        for text, expected in question.turns:
            for part in questions_in(text):
                parse = language().parse(part)
                if intent_of(parse) != QUESTION:
                    state = state.passed()
                    continue
                message = Parsed.from_message({"parse": plain_parse(parse)})
                readings = considered(message, state, advisor(), weights)
                right = [at for at, one in enumerate(readings) if one.question and _answers(one.question, message, expected)]
                if len(questions_in(text)) == 1:
                    matrix = np.array([[one.features.get(name, 0.0) for name in OF_READINGS] for one in readings])
                    found.append(Group(matrix.reshape(-1, len(OF_READINGS)), tuple(right)))
                state = _after(readings[right[0] if right else 0].question if readings else None, state)
    return found


def _answers(question: Question, message: Parsed, expected: Expected) -> bool:
    found = with_nearby(question, message.named, advisor())
    text = {"text": f"{_message(found)['text']}\n{explanation_text(_answer(found))}"} if isinstance(question, Why) else {}
    return not judge(expected, [{**_message(found), **text}])[0]


def _after(question: Question | None, state: DialogueState) -> DialogueState:
    if question is None:
        return state.passed()
    asked = question.question if isinstance(question, Why) else question
    return state.answered(asked, _answer(asked).finding)


def learned(known: Sequence[Group]) -> Matrix:
    """The weights that make right candidates likeliest."""
    usable = [group for group in known if group.right]
    scale = np.concatenate([group.features for group in usable]).std(axis=0) + 1e-6
    scaled = [group.features / scale for group in usable]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = SHRINKAGE * float(weights @ weights) / 2, SHRINKAGE * weights
        for features, group in zip(scaled, usable, strict=True):
            scores = features @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            best = group.right[int(np.argmax(scores[list(group.right)]))]  # one right candidate is enough: the likeliest
            total -= float(np.log(likely[best] + 1e-12)) / len(usable)
            slope = slope - (features[best] - likely @ features) / len(usable)
        return total, slope

    result = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B")
    weights: Matrix = result.x / scale
    return weights


def report(name: str, known: Sequence[Group], weights: Matrix) -> str:
    """One line on a set."""
    ranks = [[int(at) for at in np.argsort(-(group.features @ weights))] for group in known]
    first = sum(ranked[:1] != [] and ranked[0] in group.right for ranked, group in zip(ranks, known, strict=True))
    three = sum(any(at in group.right for at in ranked[:3]) for ranked, group in zip(ranks, known, strict=True))
    whole = sum(bool(group.right) for group in known)
    shares = f"first {first / len(known):.1%}, among three {three / len(known):.1%}, at all {whole / len(known):.1%}"
    return f"{name}: {len(known)} questions, the right one {shares}"


def main() -> None:
    """Learn, write, and print the report."""
    known = groups(LEARNED_FROM)
    weights = learned(known)
    FILE.write_text(HEADER + "".join(f"{name}: {weight:.3f}\n" for name, weight in zip(FEATURES, weights, strict=True)), encoding="utf-8")
    print(report(LEARNED_FROM, known, weights))
    for name in OTHERS:
        print(report(name, groups(name), weights), flush=True)
    language.cache_clear()
    said = turns(LEARNED_FROM)
    of_readings = learned(said)
    _write_settings(dict(zip(OF_READINGS, map(float, of_readings), strict=True)))
    print("turns of conversations:")
    print(report(LEARNED_FROM, said, of_readings))
    for name in OTHERS:
        print(report(name, turns(name), of_readings), flush=True)


def _write_settings(weights: Mapping[str, float]) -> None:
    """Put the weights of readings into their file; the rest of it stays as it is."""
    lines = SETTINGS.read_text(encoding="utf-8").splitlines()
    at = lines.index("weights:")
    rest = [line for line in lines[at + 1 :] if not line.startswith("  ")]
    written = [f"  {name}: {weight:.3f}" for name, weight in weights.items()]
    SETTINGS.write_text("\n".join([*lines[: at + 1], *written, *rest]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
