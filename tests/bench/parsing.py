"""Prints how questions whose right answers are known are answered by the language of `bot/language`, beside the present understanding.

    python -W ignore -m tests.bench.parsing [FILE ...]

For each set: right, asked back (and of these, with the right question among those offered), and answered wrongly. Messages go from the
language to the replies of `actions/replying.py` without Rasa; acts are answered as the domain does.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from actions.dialogue import DialogueState
from actions.parse import Parsed
from actions.replying import reply_to
from actions.services import advisor
from actions.wording import answer_text
from bot.channels.questions import questions_in
from bot.evaluation import Expected, KnownQuestion, judge, load_questions
from bot.language.parse import QUESTION, intent_of, plain_parse
from bot.nlu.question_parser import language
from bot.project import DOMAIN, QUESTIONS
from rules.findings import Answer
from rules.question.forms import Beyond, Question

SETS = ("own.yaml", "collected.yaml", "development/*.yaml", "fresh/*.yaml")
DANGER = "danger"


@dataclass(frozen=True)
class Turn:
    """What came of a message: its id and text, whether the reply is right, whether something was asked back, and the choices offered."""

    id: str
    ask: str
    right: bool
    asked_back: bool
    offered_right: bool
    reply: str


def held(question: KnownQuestion, acts: dict[str, str]) -> Iterator[Turn]:
    """The turns of a question or dialogue."""
    state = DialogueState()
    for text, expected in question.turns:
        messages: list[dict[str, Any]] = []
        asked_back = False
        for part in questions_in(text):
            parse = language().parse(part)
            intent = intent_of(parse)
            if intent not in (QUESTION, DANGER):
                state = state.passed()
                messages.append({"text": acts.get(intent, intent)})
            elif intent == DANGER:
                messages.append(_message(advisor().answer(danger())))
            else:
                reply = reply_to(Parsed.from_message({"parse": plain_parse(parse), "intent": {"name": intent}}), state, advisor())
                state, asked_back = reply.state, asked_back or reply.answer.kind == "missing"
                messages.append({**_message(reply.answer), "text": reply.text})
        wrong, _ = judge(expected, messages)
        offered = any(_is_right(choice, expected) for choice in state.offered) if asked_back else False
        yield Turn(question.id, text, not wrong, asked_back, offered, "\n".join(message["text"] for message in messages))


def danger() -> Question:
    """The question that a danger is."""
    return Beyond(tuple(topic.name for topic in advisor().standard.outside.values() if topic.urgent))


def _message(answer: Answer) -> dict[str, Any]:
    return {"text": answer_text(answer), "custom": answer.as_json()}


def _is_right(question: Question, expected: Expected) -> bool:
    return not judge(expected, [_message(advisor().answer(question))])[0]


def acts() -> dict[str, str]:
    """What the domain says to each act."""
    responses = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["responses"]
    return {name.removeprefix("utter_").removeprefix("ask_"): texts[0]["text"] for name, texts in responses.items()}


def report(name: str, turns: Iterable[Turn]) -> str:
    """One line for a set."""
    found = list(turns)
    right = sum(turn.right for turn in found)
    back = [turn for turn in found if turn.asked_back and not turn.right]
    offered = sum(turn.offered_right for turn in back)
    wrong = len(found) - right - len(back)
    shares = f"right {right / len(found):.1%}, asked back {len(back) / len(found):.1%}, wrong {wrong / len(found):.1%}"
    return f"{name}: {len(found)} turns, {shares}; the right question is offered in {offered} of {len(back)}"


def main() -> None:
    """Print the report."""
    says = acts()
    for name in sys.argv[1:] or SETS:
        folder, pattern = (QUESTIONS, name) if name in SETS else (Path(name).parent, Path(name).name)
        start = time.perf_counter()
        turns = [turn for question in load_questions(folder, pattern) for turn in held(question, says)]
        print(report(name, turns), f"({1000 * (time.perf_counter() - start) / len(turns):.0f} ms a turn)", flush=True)


if __name__ == "__main__":
    main()
