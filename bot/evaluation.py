"""Asking the assistant questions whose right answers are known, and judging what it says."""

from __future__ import annotations

import re
import secrets
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
    "没有专门规定",
    "标准没有",
    "标准中没有",
    "标准里没有",
    "所见文本没有",
    "不在标准",
    "不在本标准",
    "不适用",
    "不涉及",
    "无关",
    "答不了",
)
ASKS_BACK = ("请问", "您是想问", "没有听懂")


class Answering(Protocol):
    """What is evaluated: anything that answers a text with messages."""

    def reply(self, text: str, sender: str = "") -> list[dict[str, Any]]:
        """The messages in answer to a text, in the conversation of the sender."""

    def understand(self, text: str) -> dict[str, Any]:
        """What is made of a text: intent with confidence, entities."""


@dataclass(frozen=True)
class Expected:
    """What a right reply has: `every` of these words, one of each group in `any_of`, `none` of those (which are false), these clauses.

    `declined`: it says that the standard does not provide for it; `may_ask`: to ask back is right as well.
    """

    every: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    none: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    declined: bool = False
    may_ask: bool = False


@dataclass(frozen=True)
class KnownQuestion:
    """A question, or a dialogue of several turns: each what is asked and what is expected."""

    id: str
    kind: str
    turns: tuple[tuple[str, Expected], ...]

    @property
    def ask(self) -> str:
        """What is asked, the turns of a dialogue in a row."""
        return " ／ ".join(text for text, _ in self.turns)


@dataclass(frozen=True)
class JudgedTurn:
    """What came of one message: the reply, what is wrong with it (nothing when it is right), and how the message was understood.

    `declined`: the reply says that the standard does not provide for it; `cited`: the clauses that it cites.
    """

    ask: str
    reply: str
    wrong: tuple[str, ...]
    false: bool
    asked_back: bool
    declined: bool
    cited: tuple[str, ...]
    intent: str
    confidence: float
    concepts: tuple[str, ...]

    @property
    def understood(self) -> str:
        """In one line: intent, confidence, concepts."""
        return f"{self.intent} {self.confidence:.2f} {' '.join(self.concepts)}".strip()


@dataclass(frozen=True)
class Outcome:
    """What came of a question: right when every turn is."""

    question: KnownQuestion
    turns: tuple[JudgedTurn, ...]

    @property
    def right(self) -> bool:
        """Whether nothing is wrong in any turn."""
        return not any(turn.wrong for turn in self.turns)

    @property
    def false(self) -> bool:
        """Whether something false was said."""
        return any(turn.false for turn in self.turns)


def load_questions(folder: Path, pattern: str = "**/*.yaml") -> tuple[KnownQuestion, ...]:
    """The questions and dialogues of all files in `folder` whose paths match `pattern`.

    StandardError says where one is not as it should be.
    """
    found: list[KnownQuestion] = []
    for path in sorted(folder.glob(pattern)):
        content = read(path, folder)
        entries: list[Any] = []
        if isinstance(content, Entry):
            lists = [content.get("questions") or [], content.get("dialogues") or []]
            entries = [entry for found_list in lists if isinstance(found_list, list) for entry in found_list]
        if not entries:
            raise StandardError([Problem(Place(path.name, 1), "最外层要有 questions 或 dialogues 列表", "参照别的题目文件")])
        found += [_question(entry) for entry in entries]
    return tuple(found)


KEYS = {
    "题目": frozenset({"id", "kind", "ask", "turns", "expect"}),
    "一轮": frozenset({"ask", "expect"}),
    "expect": frozenset({"all", "any", "none", "clauses", "declined", "may_ask"}),
}
"""What a question, a turn of a dialogue and what is expected may say."""


def _known(entry: Any, what: str, place: Place) -> None:
    """Refuse what is no mapping, and keys that nobody reads: a slip in one would take an expectation away without a word."""
    if not isinstance(entry, Entry):
        raise StandardError([Problem(place, f"{what} 要是映射", "写成“键: 值”")])
    if unknown := sorted(set(entry) - KEYS[what]):
        raise StandardError([Problem(entry.place, f"{what} 有不认识的键 {'、'.join(unknown)}", f"可用 {'、'.join(sorted(KEYS[what]))}")])


def _question(entry: Entry) -> KnownQuestion:
    _known(entry, "题目", entry.place)
    if not {"id", "kind"} <= set(entry) or ("ask" in entry) == ("turns" in entry):
        raise StandardError([Problem(entry.place, "题目要有 id、kind，以及 ask 或 turns 之一", "补上")])
    for turn in entry.get("turns") or ():
        _known(turn, "一轮", entry.place)
    turns = entry.get("turns") or [entry]
    if any("ask" not in turn for turn in turns):
        raise StandardError([Problem(entry.place, "对话的每一轮要有 ask", "补上")])
    return KnownQuestion(str(entry["id"]), str(entry["kind"]), tuple((str(turn["ask"]), _expected(turn)) for turn in turns))


def _expected(turn: Entry) -> Expected:
    expect = turn.get("expect") or Entry()
    if "expect" in turn:
        _known(expect, "expect", turn.place)
    return Expected(
        every=tuple(map(str, expect.get("all") or [])),
        any_of=tuple(tuple(map(str, group)) for group in expect.get("any") or []),
        none=tuple(map(str, expect.get("none") or [])),
        clauses=tuple(map(str, expect.get("clauses") or [])),
        declined=bool(expect.get("declined", False)),
        may_ask=bool(expect.get("may_ask", False)),
    )


def judge(expected: Expected, messages: list[dict[str, Any]]) -> tuple[tuple[str, ...], bool]:
    """What is wrong with a reply (nothing when it is right), and whether it says something false."""
    text = normal("\n".join(str(message.get("text", "")) for message in messages))
    false = [f"不该有“{word}”" for word in expected.none if normal(word) in text]
    if expected.may_ask and not false and asks_back(messages):
        return (), False
    wrong = [f"缺“{word}”" for word in expected.every if normal(word) not in text]
    wrong += [f"缺{'/'.join(group)}之一" for group in expected.any_of if not any(normal(word) in text for word in group)]
    cited = cited_in(messages)
    wrong += [f"没有引用{clause}" for clause in expected.clauses if not any(_covers(clause, number) for number in cited)]
    if expected.declined and not declines(messages):
        wrong.append("应说明标准没有规定")
    return (*wrong, *false), bool(false)


def cited_in(messages: list[dict[str, Any]]) -> tuple[str, ...]:
    """The clauses that a reply cites."""
    return tuple(citation["clause"] for message in messages for citation in (message.get("custom") or {}).get("citations", []))


def declines(messages: list[dict[str, Any]]) -> bool:
    """Whether a reply says that the standard does not provide for what was asked."""
    return any(phrase in normal(str(message.get("text", ""))) for message in messages for phrase in DECLINES)


def asks_back(messages: list[dict[str, Any]]) -> bool:
    """Whether a reply asks back instead of answering."""
    return any(
        (message.get("custom") or {}).get("kind") == "missing" or str(message.get("text", "")).startswith(ASKS_BACK) for message in messages
    )


def _covers(clause: str, number: str) -> bool:
    """Whether a citation of `number` meets an expected `clause`: the same, or below it (5.1.4.1 is not above 5.1.4.10)."""
    key, cited = re.sub(r"\s", "", clause), re.sub(r"\s", "", number)
    return cited.startswith(key) and not (key[-1].isdigit() and cited[len(key) : len(key) + 1].isdigit())


def evaluate(assistant: Answering, questions: Iterable[KnownQuestion]) -> Iterator[Outcome]:
    """Ask each question, or hold each dialogue, in a conversation of its own."""
    for question in questions:
        sender = secrets.token_hex(8)
        yield Outcome(question, tuple(_turn(assistant, text, expected, sender) for text, expected in question.turns))


def _turn(assistant: Answering, text: str, expected: Expected, sender: str) -> JudgedTurn:
    messages = assistant.reply(text, sender)
    parsed = assistant.understand(text)
    wrong, false = judge(expected, messages)
    return JudgedTurn(
        ask=text,
        reply="\n".join(str(message.get("text", "")) for message in messages),
        wrong=wrong,
        false=false,
        asked_back=asks_back(messages),
        declined=declines(messages),
        cited=cited_in(messages),
        intent=parsed["intent"]["name"],
        confidence=parsed["intent"]["confidence"],
        concepts=tuple(f"{entity['entity']}={entity['value']}" for entity in parsed["entities"]),
    )
