"""What a message leaves open, taken from what was said before: 它, 那里, 第三个, 那B级呢."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any, Literal

from actions.dialogue import DialogueState, Turn
from rules.model import Standard
from rules.question.check import named
from rules.question.forms import Question, Why
from rules.question.serial import FormError, parsed, plain
from rules.question.templates import Hole, filled, generalised, holes_in

AGAIN, REPEAT, WHY = "again", "repeat", "why"
"""The acts of putting the last question of something else (那B级呢), of putting it once more (再说一遍), of asking why it is so."""
NEXT, PREVIOUS, REVERSE = "next", "previous", "reverse"
"""The acts of asking for what comes after, or before, what was shown (下一步呢), and of turning the last question round (反过来呢)."""
ACTS = (AGAIN, REPEAT, WHY, NEXT, PREVIOUS, REVERSE)
_OF_EVERYTHING = {name: {"service": Hole("service")} for name in ("StepAt", "Between", "Order")}
"""The forms that are put of everything where a place is empty, with what can fill it."""
Source = Literal["asked", "shown", "listed"]
MOST_RESOLUTIONS = 4


@dataclass(frozen=True)
class Carried:
    """Names for an open hole, and from where: the question of a turn ("asked"), the one thing that its answer showed ("shown"), or
    several ("listed")."""

    names: tuple[str, ...]
    age: int
    source: Source


@dataclass(frozen=True)
class Resolved:
    """A question with nothing open. `features`: what speaks for and against taking it from the conversation so."""

    question: Question
    features: Mapping[str, float] = field(default_factory=dict)


def resolved(form: Any, state: DialogueState, number: int, standard: Standard) -> Iterator[Resolved]:
    """The questions that a form with open holes can be in a conversation, the likelier first; none where nothing fits.

    `number`: which of the things shown is meant (第三个), 0 where none is.
    """
    holes = holes_in(form)
    options = [list(_carried(hole, state, number, standard)) for hole in holes]
    for chosen in islice(product(*options), MOST_RESOLUTIONS):
        names = {hole: carried.names for hole, carried in zip(holes, chosen, strict=True)}
        try:
            question = parsed(filled(form, names))
        except FormError:
            continue
        yield Resolved(
            question,
            {
                "carried": float(len(chosen)),
                "carried_age": float(max(carried.age for carried in chosen) - 1),
                "carried_shown": float(sum(carried.source == "shown" for carried in chosen)),
                "carried_listed": float(sum(carried.source == "listed" for carried in chosen)),
            },
        )


def narrowed(form: Any, state: DialogueState, standard: Standard) -> Iterator[Resolved]:
    """A question that is put of everything (the step before one, in all flows), put of what was spoken of."""
    for place, hole in _OF_EVERYTHING.get(form["form"], {}).items():
        if not form.get(place):
            yield from resolved({**form, place: hole.text}, state, 0, standard)


def asked_why(state: DialogueState) -> Iterator[Resolved]:
    """Why the last answer is so."""
    for turn in state.turns[:1]:
        yield Resolved(Why(turn.question), {"why": 1.0, "carried_age": float(turn.age - 1)})


def asked_once_more(state: DialogueState) -> Iterator[Resolved]:
    """The last question."""
    for turn in state.turns[:1]:
        yield Resolved(turn.question, {"repeated": 1.0, "carried_age": float(turn.age - 1)})


def asked_again(names: Mapping[str, Sequence[str | int]], state: DialogueState, standard: Standard) -> Iterator[Resolved]:
    """The last questions put once more, with what is named now by role instead of what they named in its role."""
    for turn in state.turns:
        form = generalised(plain(turn.question), tuple(names), standard)
        holes = holes_in(form)
        if not set(names) <= {hole.role for hole in holes}:
            continue
        given = {hole: tuple(names[hole.role]) for hole in holes}
        try:
            yield Resolved(parsed(filled(form, given)), {"again": 1.0, "carried_age": float(turn.age - 1)})
        except FormError:
            continue


def _carried(hole: Hole, state: DialogueState, number: int, standard: Standard) -> Iterator[Carried]:
    """What can fill a hole: what was shown, where one of several is meant by its number; else the one thing that was shown, what was asked
    about, what was listed."""
    classes = standard.aspects.roles.get(hole.role, ())
    for turn in state.turns:
        if number and (names := _numbered(turn, number, classes, standard)):
            yield Carried(names, turn.age, "shown")
            continue
        shown = tuple(name for name in turn.shown if standard.class_of(name) in classes)
        asked = tuple(name for name in named(turn.question) if standard.class_of(name) in classes)
        options: tuple[tuple[tuple[str, ...], Source], ...] = ((shown, "shown" if len(shown) == 1 else "listed"), (asked, "asked"))
        for names, source in sorted(options, key=lambda option: option[1] == "listed"):
            if names and (hole.many or len(names) == 1):
                yield Carried(names, turn.age, source)


def _numbered(turn: Turn, number: int, classes: Sequence[str], standard: Standard) -> tuple[str, ...]:
    at = number - 1 if number > 0 else number
    if not -len(turn.shown) <= at < len(turn.shown):
        return ()
    name = turn.shown[at]
    return (name,) if standard.class_of(name) in classes else ()
