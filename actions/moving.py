"""Questions that move on from the last one: to the next or the previous step, entry or clause, or to its reverse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from actions.dialogue import DialogueState, Turn
from actions.resolution import Resolved
from rules.evaluator.texts import beside
from rules.evaluator.views import Views
from rules.question.forms import Decide, Difference, Entry, List, Not, Question, Read, Select, StepAt, Where


def moved(state: DialogueState, by: int, views: Views) -> Iterator[Resolved]:
    """What comes `by` places after (before where negative) what the last answer showed."""
    for turn in state.turns:
        move = _MOVES.get(type(turn.question))
        question = move(turn, by, views) if move else None
        if question is not None:
            yield Resolved(question, {"moved": 1.0, "carried_age": float(turn.age - 1)})


def _step(turn: Turn, by: int, views: Views) -> Question | None:
    question: Any = turn.question
    if not question.step:
        number = question.number + by
        return replace(question, number=number) if number * question.number > 0 else None
    return StepAt(question.service, by, turn.shown[0]) if len(turn.shown) == 1 else None


def _entry(turn: Turn, by: int, views: Views) -> Question | None:
    question: Any = turn.question
    number = (max if by > 0 else min)(question.numbers) + by
    return replace(question, numbers=(number,)) if number > 0 else None


def _clause(turn: Turn, by: int, views: Views) -> Question | None:
    question: Any = turn.question
    reference = beside(views, question.references[-1], by)
    return Read((reference,)) if reference != question.references[-1] else None


_MOVES: dict[type, Callable[[Turn, int, Views], Question | None]] = {StepAt: _step, Entry: _entry, Read: _clause}
"""How questions of each type move on."""


def turned_round(state: DialogueState) -> Iterator[Resolved]:
    """The last question the other way round: what the second has and the first has not, which do not have it."""
    for turn in state.turns[:1]:
        turn_round = _REVERSES.get(type(turn.question))
        question = turn_round(turn.question) if turn_round else None
        if question is not None:
            yield Resolved(question, {"moved": 1.0, "carried_age": float(turn.age - 1)})


def _lists(question: Any) -> Question | None:
    if len(question.of) == 1 and isinstance(question.of[0], Difference):
        return List((Difference(question.of[0].right, question.of[0].left),))
    return None


def _predicate(question: Any) -> Question:
    return Decide(question.subjects, Not(question.predicate), question.quantifier)


def _selected(question: Any) -> Question | None:
    where = question.subjects
    return Select(replace(where, predicate=Not(where.predicate))) if isinstance(where, Where) else None


_REVERSES: dict[type, Callable[[Any], Question | None]] = {List: _lists, Decide: _predicate, Select: _selected}
