"""The questions that lead on from an answer: forms of `suggestions.yaml`, said of the subject of the question."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rules.findings import Finding, NotFound, Outside, Passages
from rules.model import Standard
from rules.question.check import named
from rules.question.forms import Question
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
        """Whole questions on the subject of a question, without itself: none after a danger, or where nothing was found."""
        if isinstance(finding, (Passages, NotFound)) or (isinstance(finding, Outside) and finding.urgent):
            return ()
        subject = next((name for name in named(question) if self.standard.class_of(name) in self.standard.suggestions), "")
        asked = normal_form(question, self.standard)
        return tuple(said for form, said in self._said(subject) if form != asked)[:MOST] if subject else ()

    @property
    def examples(self) -> tuple[str, ...]:
        """What one may ask, where nothing was understood."""
        return tuple(says(parsed(form), self.standard) for form in self.standard.suggestions[EXAMPLES])

    def _said_of(self, subject: str) -> tuple[tuple[Question, str], ...]:
        return tuple((normal_form(form, self.standard), says(form, self.standard)) for form in about(subject, self.standard))


def about(subject: str, standard: Standard) -> tuple[Question, ...]:
    """The questions on a subject that are offered, in the order of the file; none for a class without any."""
    forms = standard.suggestions.get(standard.class_of(subject), ())
    return tuple(parsed(_filled(form, subject)) for form in forms)


def _filled(form: Any, subject: str) -> Any:
    if isinstance(form, dict):
        return {key: _filled(value, subject) for key, value in form.items()}
    if isinstance(form, list):
        return [_filled(value, subject) for value in form]
    return form.replace(SUBJECT, subject) if isinstance(form, str) else form
