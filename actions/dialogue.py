"""What was said so far in a conversation: the last questions with what their answers showed, and the choices that were offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rules import findings
from rules.findings import Finding
from rules.question.forms import Question
from rules.question.serial import FormError, as_json, from_json

VERSION = 1
MOST_TURNS = 8


@dataclass(frozen=True)
class Turn:
    """A question that was answered, and the names that its answer showed, in their order. `age`: how many messages ago, 1 for the last."""

    question: Question
    shown: tuple[str, ...] = ()
    age: int = 1


@dataclass(frozen=True)
class DialogueState:
    """The last turns, the latest first, and the questions that were offered when the last message was asked back."""

    turns: tuple[Turn, ...] = ()
    offered: tuple[Question, ...] = ()

    def answered(self, question: Question, finding: Finding) -> DialogueState:
        """The state after a question was answered."""
        return DialogueState((Turn(question, shown(finding)), *self._aged())[:MOST_TURNS])

    def asked_back(self, offered: tuple[Question, ...]) -> DialogueState:
        """The state after choices were offered."""
        return DialogueState(self._aged(), offered)

    def passed(self) -> DialogueState:
        """The state after a message that asked nothing: what was spoken of is a message older."""
        return DialogueState(self._aged())

    def _aged(self) -> tuple[Turn, ...]:
        return tuple(Turn(turn.question, turn.shown, turn.age + 1) for turn in self.turns if turn.age < MOST_TURNS)

    def as_json(self) -> dict[str, Any]:
        """Plain values with a version, for a slot."""
        return {
            "version": VERSION,
            "turns": [{"question": as_json(turn.question), "shown": list(turn.shown), "age": turn.age} for turn in self.turns],
            "offered": [as_json(question) for question in self.offered],
        }

    @classmethod
    def from_json(cls, value: Any) -> DialogueState:
        """The state of plain values; an empty one where there are none, or they are of another version."""
        if not isinstance(value, dict) or value.get("version") != VERSION:
            return cls()
        try:
            turns = tuple(Turn(from_json(turn["question"]), tuple(turn["shown"]), int(turn["age"])) for turn in value["turns"])
            return cls(turns, tuple(map(from_json, value["offered"])))
        except (FormError, KeyError, TypeError):
            return cls()


def shown(finding: Finding) -> tuple[str, ...]:
    """The names that an answer shows, in their order, each once."""
    return tuple(dict.fromkeys(name for name in _shown(finding) if name))


def _shown(finding: Any) -> Iterator[str]:
    of_type = _SHOWN.get(type(finding))
    if of_type:
        yield from of_type(finding)


def _names(items: Any) -> Iterator[str]:
    return (item.name for item in items)


def _listing(finding: findings.Listing) -> Iterator[str]:
    for group in (*finding.groups, *finding.by_case):
        yield from _names(group.items)


def _several(finding: findings.Several) -> Iterator[str]:
    for part in finding.parts:
        yield from _shown(part)


def _comparison(finding: findings.Comparison) -> Iterator[str]:
    for row in finding.rows:
        for _, items in row.own:
            yield from _names(items)


def _compliance(finding: findings.Compliance) -> Iterator[str]:
    for hall in finding.halls:
        for _, items, _ in hall.missing:
            yield from _names(items)


def _one(item: findings.Item | None) -> Iterator[str]:
    return _names((item,) if item else ())


_SHOWN: dict[type, Callable[[Any], Iterator[str]]] = {
    findings.Listing: _listing,
    findings.Composed: lambda finding: _names(finding.items),
    findings.Holders: lambda finding: _names(finding.holders),
    findings.Ranking: lambda finding: _names(finding.first),
    findings.StepFound: lambda finding: _one(finding.step),
    findings.Stretch: lambda finding: _names(finding.steps),
    findings.Sequence: lambda finding: _names(finding.steps),
    findings.Count: lambda finding: _names(finding.items),
    findings.NumberedItem: lambda finding: _one(finding.item),
    findings.Comparison: _comparison,
    findings.Compliance: _compliance,
    findings.Several: _several,
}
