"""The questions that lead on from an answer: forms of `suggestions.yaml`, said of the subject of the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from rules.findings import Finding, NotFound, Outside, Passages
from rules.model import Standard
from rules.question.check import named, nodes
from rules.question.forms import Beyond, EntriesOf, List, Many, Question, Why
from rules.question.normal import normal_form
from rules.question.says import says
from rules.question.serial import parsed

MOST = 3
SUBJECT = "$"
"""Stands for the subject in the forms of the file."""
EXAMPLES = "examples"
"""The forms of the file that are of no subject: what one may ask, where nothing was understood."""


class Suggestions:
    """What may be asked next. Safe to share: what is kept of a subject does not change."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self._said = lru_cache(maxsize=1024)(self._said_of)

    def after(self, question: Question, finding: Finding) -> tuple[str, ...]:
        """Whole questions on the subject of a question, without what was asked itself: none after a danger, or where nothing was found."""
        if isinstance(finding, (Passages, NotFound)) or (isinstance(finding, Outside) and finding.urgent):
            return ()
        subject = next((name for name in named(_within(question)) if _forms(name, self.standard)), "")
        asked = {normal_form(part, self.standard) for part in _asked(question)}
        return tuple(said for form, said in self._said(subject) if form not in asked)[:MOST] if subject else ()

    @property
    def examples(self) -> tuple[str, ...]:
        """What one may ask, where nothing was understood."""
        return tuple(says(parsed(form), self.standard) for form in self.standard.suggestions[EXAMPLES])

    def _said_of(self, subject: str) -> tuple[tuple[Question, str], ...]:
        return tuple((normal_form(form, self.standard), says(form, self.standard)) for form in about(subject, self.standard))


def about(subject: str, standard: Standard) -> tuple[Question, ...]:
    """The questions on a subject that are offered, in the order of the file; none for a class without any."""
    questions = (parsed(_filled(form, subject)) for form in _forms(subject, standard))
    return tuple(question for question in questions if _suited(question, standard))


def _forms(subject: str, standard: Standard) -> Sequence[Any]:
    """The forms for a subject: those of its name, else those of its class; none for what the source has lost."""
    if subject in standard.concepts and standard.concepts[subject].lost:
        return ()
    return standard.suggestions.get(subject) or standard.suggestions.get(standard.class_of(subject), ())


def _suited(question: Question, standard: Standard) -> bool:
    """Whether the classes of the subjects have the aspects of which a question asks."""
    aspects = standard.aspects.aspects
    asked = [node for node in nodes(question) if isinstance(node, EntriesOf) and node.aspect]
    return all(node.aspect in aspects and standard.class_of(node.subject) in aspects[node.aspect].subjects for node in asked)


def _within(question: Question) -> Question | None:
    """What a question leads on from: of what is outside the standard, what lies near it."""
    return question.nearby if isinstance(question, Beyond) else question


def _asked(question: Question | None) -> Iterator[Question]:
    """Everything that is asked with a question: itself, its parts, what lies near it, each of its lists."""
    if question is None:
        return
    yield question
    if isinstance(question, List):
        yield from (List((entries,)) for entries in question.of)
    elif isinstance(question, Many):
        for part in question.of:
            yield from _asked(part)
    elif isinstance(question, (Beyond, Why)):
        yield from _asked(question.nearby if isinstance(question, Beyond) else question.question)


def _filled(form: Any, subject: str) -> Any:
    if isinstance(form, dict):
        return {key: _filled(value, subject) for key, value in form.items()}
    if isinstance(form, list):
        return [_filled(value, subject) for value in form]
    return form.replace(SUBJECT, subject) if isinstance(form, str) else form
