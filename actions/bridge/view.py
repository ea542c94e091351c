"""A query with its concepts sorted by the part that each can play in a question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.query import Query, QueryCue
from rules.evaluator.views import Views
from rules.findings import Missing
from rules.model import Standard
from rules.question.forms import All, And, EntriesOf, Has, Named, Not, Predicate, Question, Subjects
from rules.question.says import says

ITEMS = ("mode", "staff", "zone", "facility", "qualification")
"""The classes of what a place can have."""
FLOW, STAFF, QUALIFICATIONS, FITTINGS, FACILITIES = "服务流程", "服务人员", "任职资格", "区内配置", "设施及用品"
MODES, CHANNELS, HOURS, FUNCTIONS, ITEMS_OF_SERVICE = "服务方式", "服务渠道", "服务时间", "服务功能", "服务项目"
GRADES, LAYOUT, CODE, ZONES = "营业厅等级", "服务网络布局", "编码", "功能分区"
LISTED = (MODES, STAFF, ZONES, FACILITIES)
Asked = Question | Missing | None


@dataclass(frozen=True)
class QueryView:
    """A query seen through the standard."""

    query: Query
    views: Views

    @property
    def standard(self) -> Standard:
        """The standard."""
        return self.views.standard

    def of(self, *classes: str) -> tuple[str, ...]:
        """The concepts named that belong to one of the classes, in the order in which they were named."""
        return tuple(name for name in dict.fromkeys(self.query.concepts) if self.standard.class_of(name) in classes)

    @property
    def any_hall(self) -> str:
        """The general word for halls."""
        return self.views.rules.general["hall"]

    @property
    def halls(self) -> tuple[str, ...]:
        """The graded halls named."""
        return self.of("hall")

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels named; the general word for halls does not count beside a graded hall."""
        return tuple(name for name in self.of("channel") if not (name == self.any_hall and self.halls))

    @property
    def special_channels(self) -> tuple[str, ...]:
        """The channels named without the general word for halls."""
        return tuple(name for name in self.channels if name != self.any_hall)

    @property
    def places(self) -> tuple[str, ...]:
        """Halls and channels."""
        return tuple(name for name in self.of("hall", "channel") if not (name == self.any_hall and self.halls))

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

    def marked(self, mark: QueryCue) -> bool:
        """Whether the small words of the question say so."""
        return mark in self.query.cues

    def only(self, *names: str) -> QueryView:
        """The same question with these concepts alone."""
        return replace(self, query=replace(self.query, concepts=names))

    def adding(self, *names: str) -> QueryView:
        """The same question with further concepts."""
        return replace(self, query=replace(self.query, concepts=(*self.query.concepts, *names)))

    def with_flow(self, service: str) -> tuple[str, ...]:
        """The service itself where it has a flow, otherwise the cases of it that have one."""
        if self.views.listed(service, FLOW):
            return (service,)
        kinds = self.standard.narrower[service]
        return tuple(name for name in self.standard.of_class("service") if name in kinds and self.views.listed(name, FLOW))

    def missing(self, asks: str, *about: str, choices: tuple[Question, ...] = ()) -> Missing:
        """A question back, with whole questions to choose from."""
        return Missing(asks, about, tuple(says(choice, self.standard) for choice in choices))


def all_have(things: tuple[str, ...], negated: bool = False) -> Predicate:
    """That a subject has all of the things, or not."""
    parts = tuple(Has(thing) for thing in things)
    predicate: Predicate = And(parts) if len(parts) > 1 else parts[0]
    return Not(predicate) if negated else predicate


def entries(subjects: tuple[str, ...], aspects: tuple[str, ...]) -> tuple[EntriesOf, ...]:
    """A list for each subject and aspect; all aspects where none is named."""
    return tuple(EntriesOf(subject, aspect) for subject in subjects for aspect in aspects or ("",))


def named_or_all(names: tuple[str, ...], cls: str) -> Subjects:
    """The subjects named, where they are several; else all of a class."""
    return Named(names) if len(names) > 1 else All(cls)
