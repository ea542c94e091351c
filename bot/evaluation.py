"""Asking the assistant questions whose right answers are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rules.errors import Place, Problem, StandardError
from rules.sources import Entry, read
from rules.text import normal

DECLINES = (
    "没有规定",
    "没有列出",
    "没有收录",
    "没有给出",
    "没有说明",
    "标准没有",
    "标准中没有",
    "标准里没有",
    "不在标准",
    "不在本标准",
    "不适用",
    "不涉及",
    "无关",
    "答不了",
)


class Answering(Protocol):
    """What is evaluated: anything that answers a text with messages."""

    def reply(self, text: str, sender: str = "") -> list[dict[str, Any]]: ...

    def understand(self, text: str) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Question:
    """A question and what a right reply has: `every` of these words, one of each group in `any_of`, `none` of those, and these clauses."""

    id: str
    ask: str
    kind: str
    every: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...]
    none: tuple[str, ...]
    clauses: tuple[str, ...]
    declined: bool


@dataclass(frozen=True)
class Outcome:
    """The reply to a question, what is wrong with it (nothing when it is right), and how the question was understood."""

    question: Question
    reply: str
    wrong: tuple[str, ...]
    understood: str


def load_questions(folder: Path, pattern: str = "*.yaml") -> tuple[Question, ...]:
    """The questions of all files in `folder` whose names match `pattern`; StandardError says where one is not as it should be."""
    questions = []
    for path in sorted(folder.glob(pattern)):
        content = read(path, folder)
        entries = content.get("questions") if isinstance(content, Entry) else None
        if not isinstance(entries, list):
            raise StandardError([Problem(Place(path.name, 1), "最外层要有 questions 列表", "参照别的题目文件")])
        for entry in entries:
            expect = entry.get("expect", {})
            if not {"id", "ask", "kind"} <= set(entry):
                raise StandardError([Problem(entry.place, "题目要有 id、ask、kind", "补上")])
            questions.append(
                Question(
                    id=str(entry["id"]),
                    ask=str(entry["ask"]),
                    kind=str(entry["kind"]),
                    every=tuple(map(str, expect.get("all", []))),
                    any_of=tuple(tuple(map(str, group)) for group in expect.get("any", [])),
                    none=tuple(map(str, expect.get("none", []))),
                    clauses=tuple(map(str, expect.get("clauses", []))),
                    declined=bool(expect.get("declined", False)),
                )
            )
    return tuple(questions)


def wrong_with(question: Question, messages: list[dict[str, Any]]) -> tuple[str, ...]:
    """What is wrong with a reply; nothing when it is right."""
    raw = "\n".join(str(message.get("text", "")) for message in messages)
    text = normal(raw)
    wrong = [f"缺“{word}”" for word in question.every if normal(word) not in text]
    wrong += [f"缺{'/'.join(group)}之一" for group in question.any_of if not any(normal(word) in text for word in group)]
    wrong += [f"不该有“{word}”" for word in question.none if normal(word) in text]
    cited = [citation["clause"] for message in messages for citation in (message.get("custom") or {}).get("citations", [])]
    wrong += [f"没有引用{clause}" for clause in question.clauses if not any(_covers(clause, number) for number in cited)]
    if question.declined and not any(phrase in text for phrase in DECLINES):
        wrong.append("应说明标准没有规定")
    return tuple(wrong)


def _covers(clause: str, number: str) -> bool:
    """Whether a citation of `number` meets an expected `clause`: the same, or below it (5.1.4.1 is not above 5.1.4.10)."""
    key, cited = re.sub(r"\s", "", clause), re.sub(r"\s", "", number)
    return cited.startswith(key) and not (key[-1].isdigit() and cited[len(key) : len(key) + 1].isdigit())


def evaluate(assistant: Answering, questions: Iterable[Question]) -> Iterator[Outcome]:
    """Ask each question in a conversation of its own."""
    for question in questions:
        messages = assistant.reply(question.ask)
        parsed = assistant.understand(question.ask)
        entities = " ".join(f"{entity['entity']}={entity['value']}" for entity in parsed["entities"])
        understood = f"{parsed['intent']['name']} {parsed['intent']['confidence']:.2f} {entities}"
        reply = "\n".join(str(message.get("text", "")) for message in messages)
        yield Outcome(question, reply, wrong_with(question, messages), understood)
