"""A query with its concepts sorted by what they can be in a question, and what a handler makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.advisor.answers import Finding
from rules.advisor.knowledge import ANY_HALL
from rules.advisor.query import Mark, Query
from rules.facts import Conclusions, Fact
from rules.model import Standard

PARTS = ("mode", "staff", "zone", "facility", "qualification")


@dataclass(frozen=True)
class Asked:
    """A query seen through the standard."""

    query: Query
    standard: Standard

    def of(self, *classes: str) -> tuple[str, ...]:
        """The concepts named that belong to one of the classes, in the order in which they were named."""
        return tuple(name for name in dict.fromkeys(self.query.concepts) if self.standard.class_of(name) in classes)

    @property
    def halls(self) -> tuple[str, ...]:
        """The graded halls named."""
        return self.of("hall")

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels named; the general word for halls does not count beside a graded hall."""
        return tuple(name for name in self.of("channel") if not (name == ANY_HALL and self.halls))

    @property
    def places(self) -> tuple[str, ...]:
        """Halls and channels."""
        return tuple(name for name in self.of("hall", "channel") if not (name == ANY_HALL and self.halls))

    @property
    def services(self) -> tuple[str, ...]:
        """Services with a flow and functions of channels; a general word does not count beside a special one."""
        named = self.of("service", "function")
        return tuple(name for name in named if not self.standard.concepts[name].generic) or named

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories named."""
        return self.of("category")

    def mentions(self, *names: str) -> bool:
        """Whether one of the concepts was named."""
        return any(name in self.query.concepts for name in names)

    def marked(self, mark: Mark) -> bool:
        """Whether the small words of the question say so."""
        return mark in self.query.marks

    def only(self, *names: str) -> Asked:
        """The same question with these concepts alone."""
        return replace(self, query=replace(self.query, concepts=names))

    def adding(self, *names: str) -> Asked:
        """The same question with further concepts."""
        return replace(self, query=replace(self.query, concepts=(*self.query.concepts, *names)))


@dataclass(frozen=True)
class Found:
    """What a handler found: the finding, the facts it rests on (among `conclusions`), and further clauses to cite."""

    finding: Finding
    conclusions: Conclusions | None = None
    facts: tuple[Fact, ...] = ()
    clauses: tuple[str, ...] = ()
