"""What the tests of `rules` share: the real standard, and copies of it that a test may damage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import rules
from rules.advisor import Advisor
from rules.errors import Place, Problem, StandardError
from rules.findings import Answer
from rules.knowledge import Knowledge
from rules.lint import lint
from rules.loader import load
from rules.model import Standard
from rules.question.forms import Question

STANDARD = Path(rules.__file__).parent / "standard"
DAMAGED = "clauses/9-damaged.yaml"
HEAD = "- clause: 测试\n  heading: 测试\n  status: readable\n  statement: 测试\n  rules:\n"


class Copy:
    """A copy of the standard on which one thing is damaged; what is written returns the line of its first character."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str | bytes) -> None:
        """A file of its own."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def append(self, name: str, text: str) -> int:
        """More at the end of a file of the standard."""
        path = self.folder / name
        old = path.read_text(encoding="utf-8")
        path.write_text(old + text, encoding="utf-8")
        return old.count("\n") + 1

    def replace(self, name: str, old: str, new: str) -> int:
        """Other words in a file of the standard, where they first occur."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has changed: no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def clause(self, rules: str) -> None:
        """A clause of its own with the rules given, which begin in line 6."""
        self.write(DAMAGED, HEAD + rules)

    def load(self) -> Standard:
        """The damaged standard."""
        return load(self.folder)

    def refused(self) -> Problem:
        """The one problem with which it is refused."""
        with pytest.raises(StandardError) as caught:
            load(self.folder)
        (problem,) = caught.value.problems
        told(problem)
        assert str(problem) == str(caught.value)
        return problem

    def problems(self) -> list[Problem]:
        """What lint says of it that it does not say of the standard itself."""
        problems = [problem for problem in lint(load(self.folder)) if (problem.place.file, problem.what) not in _known()]
        for problem in problems:
            told(problem)
        return problems

    def noticed(self) -> list[Problem]:
        """What is said of it, by the loader or by lint."""
        try:
            self.load()
        except StandardError as error:
            return error.problems
        return self.problems()


@cache
def _known() -> frozenset[tuple[str, str]]:
    return frozenset((problem.place.file, problem.what) for problem in lint(load(STANDARD)))


def told(problem: Problem) -> None:
    """Every problem says where, what, and what to do."""
    assert problem.place.file.endswith(".yaml")
    assert problem.place.line >= 1
    assert problem.what
    assert problem.todo
    assert str(problem) == f"{problem.place.file}:{problem.place.line}: {problem.what} -> {problem.todo}"


def at(line: int, file: str = DAMAGED) -> Place:
    """A line of the damaged file."""
    return Place(file, line)


@pytest.fixture(scope="session")
def standard() -> Standard:
    return load()


@pytest.fixture(scope="session")
def knowledge(standard: Standard) -> Knowledge:
    return Knowledge(standard)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    folder = tmp_path / "standard"
    shutil.copytree(STANDARD, folder)
    return Copy(folder)


Damage = Callable[[Copy], object]
Put = Callable[[Question], Answer]
"""A question, put as `put(form)`."""


@pytest.fixture(scope="session")
def advisor(standard: Standard) -> Advisor:
    """The advisor on the real standard, with a search that finds nothing."""
    return Advisor(standard, search=lambda text: ())


@pytest.fixture(scope="session")
def put(advisor: Advisor) -> Put:
    """What the advisor answers to a question."""
    return advisor.answer
