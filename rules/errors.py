"""What can be wrong with the standard's files, told so that a maintainer knows where and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A line of one of the standard's files: `file` relative to the standard's folder, `line` from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where, what, and what to do about it."""

    place: Place
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} -> {self.todo}"


class AdvisorError(Exception):
    """An error whose text is meant for the person who runs the program: one line, no stack trace."""


class StandardError(AdvisorError):
    """The standard's files cannot be used; `problems` says why, one line each."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class EngineError(AdvisorError):
    """The rule engine failed while it ran; the answer must not be used."""
