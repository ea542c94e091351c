"""Questions for staff in conversation: what is wanted, how a question is put, what a message answers, what is said of the mark.

Where attempts are kept is not known here: `use` is told by whoever runs the actions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Protocol

import cn2an

from actions.cues import cues
from actions.utterance import Utterance
from actions.wording import render, vocabulary
from rules.errors import AdvisorError
from rules.model import Standard
from rules.quiz.bank import Wanted
from rules.quiz.question import KINDS
from rules.text import normal

LETTERS = "ABCDEFGHIJKLMNOP"
USUAL = 10
MOST = 50
CHAPTERS = {"hall": "4.1", "供电营业厅": "4.1", "zone": "4.1", "service": "5.1"}
"""Of which chapter a concept, or a class of concepts, speaks."""


class Keeper(Protocol):
    """Where attempts are kept; each method gives the attempt as its owner may see it, or raises AdvisorError."""

    def start(self, sender: str, wanted: Wanted) -> dict[str, Any]:
        """Begin: a test that the account of this conversation is to take, else practice."""

    def answer(self, sender: str, attempt: str, position: int, response: object) -> dict[str, Any]:
        """Answer a question."""

    def view(self, sender: str, attempt: str) -> dict[str, Any]:
        """An attempt as it is now."""

    def finish(self, sender: str, attempt: str) -> dict[str, Any]:
        """Hand it in."""


_makers: list[Callable[[], Keeper]] = []


def use(make: Callable[[], Keeper]) -> None:
    """Say where attempts are kept; made when first needed."""
    _makers[:] = [make]
    keeper.cache_clear()


@lru_cache(maxsize=1)
def keeper() -> Keeper:
    """Where attempts are kept. Raises AdvisorError where nobody has said so."""
    if not _makers:
        raise AdvisorError(vocabulary()["without_keeper"])
    return _makers[0]()


def wanted_of(utterance: Utterance, standard: Standard) -> Wanted:
    """What a message wants to be asked: how many questions, of which kinds, on which chapters or clauses."""
    form = normal(utterance.text)
    count = cues("quiz")["count"].any.search(form)
    clauses = dict.fromkeys(value.split(" ")[0] for value in utterance.values("reference"))
    for entity, value, _ in utterance.entities:
        concept = standard.concepts.get(value)
        chapter = CHAPTERS.get(value) or CHAPTERS.get(entity, "")
        if entity == "channel" and concept and concept.code:
            chapter = next((number for number, clause in standard.clauses.items() if clause.code == concept.code), "")
        if chapter:
            clauses[chapter] = None
    kinds = tuple(kind for kind in KINDS if standard.quiz.kinds[kind].removesuffix("题") in form)
    number = min(MOST, max(1, int(cn2an.cn2an(count[1], "smart")))) if count else USUAL
    return Wanted(number, tuple(clauses), kinds or KINDS)


def leaves(text: str) -> bool:
    """Whether a message ends the questions."""
    return cues("quiz")["leaves"].within(normal(text))


def response_in(question: Mapping[str, Any], text: str) -> object:
    """What a message answers to a question; None where it answers nothing."""
    form = normal(text)
    if question["choose"] == "fill":
        return form or None
    options = [normal(option) for option in question["options"]]
    said = cues("quiz")
    if question["kind"] == "truth" and (said["is_true"].within(form) or said["is_false"].within(form)):
        return [0 if said["is_true"].within(form) else 1]
    if form in options:
        return [options.index(form)]
    letters = said["between"].any.sub("", form).upper()
    places = [LETTERS.find(letter) if letter.isalpha() else int(letter) - 1 for letter in letters if letter.isalnum() and letter.isascii()]
    if not letters or len(places) != len(letters) or not all(0 <= place < len(options) for place in places):
        return None
    return places


def skips(text: str) -> bool:
    """Whether a message leaves a question out."""
    return cues("quiz")["skips"].within(normal(text))


def asked_text(attempt: Mapping[str, Any], position: int) -> str:
    """A question as it is put."""
    question = attempt["questions"][position]
    options = list(zip(LETTERS, question["options"], strict=False))
    return render("quizquestion.j2", attempt=attempt, number=position + 1, question=question, options=options)


def mark_text(question: Mapping[str, Any]) -> str:
    """What is said of an answer: in a test nothing but that it is kept."""
    return render("quizmark.j2", question=question, mark=question.get("mark"))


def score_text(attempt: Mapping[str, Any]) -> str:
    """What came of an attempt that is over."""
    answered = sum(question["response"] is not None for question in attempt["questions"])
    return render("quizscore.j2", attempt=attempt, answered=answered)
