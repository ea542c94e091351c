"""Every leaf question that the standard answers, made from the relations: a new clause brings its questions with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import get_args

from rules.evaluator.populations import names_of
from rules.evaluator.views import HOURS, PROVISION, Views
from rules.question import forms
from rules.question.forms import (
    All,
    Becomes,
    Conditional,
    Decide,
    EntriesOf,
    Has,
    List,
    Named,
    OpenAllHours,
    Question,
    Removes,
    Select,
    StepAt,
    Where,
)
from rules.question.normal import normal_form

FEWEST = 2
"""A list with fewer entries is not counted, nor are fewer subjects set against each other."""


def askable(views: Views) -> tuple[Question, ...]:
    """The leaf questions in their normal form, each once, in the order of the aspects, then of what stands beside them."""
    parts = (
        *(_lists, _selections, _decisions, _conditions, _counts, _ranks, _comparisons, _steps),
        *(_hours, _texts, _entries, _changes, _outside),
    )
    return tuple(dict.fromkeys(normal_form(question, views.standard) for part in parts for question in part(views)))


def _subjects(views: Views, aspect: str) -> Iterator[str]:
    """The subjects of which the standard says anything in an aspect."""
    for cls in views.aspects[aspect].subjects:
        for name in views.standard.of_class(cls):
            if views.listed(name, aspect) or views.provisions(name, aspect):
                yield name


def _held(views: Views, cls: str, aspect: str) -> tuple[str, ...]:
    """The entries that any subject of a class has in an aspect, through what it is made of, or as an aspect says that is the inverse;
    without those that are lost. That a subject is an entry of itself is nothing to ask."""
    view = views.aspects[aspect]
    found: dict[str, None] = {}
    for name in views.standard.of_class(cls):
        found.update(dict.fromkeys(entry for fact in views.listed(name, aspect, finest=True) if (entry := views.entry(view, fact)) != name))
    for other, inverse in views.aspects.items():
        if inverse.inverse == aspect and cls in inverse.entries:
            found.update(dict.fromkeys(_subjects(views, other)))
    return tuple(name for name in found if name in views.standard.concepts and not views.is_lost(name))


def _classes(views: Views, aspect: str) -> tuple[str, ...]:
    """The classes of subjects of an aspect, with that of what is made of them."""
    view = views.aspects[aspect]
    made = [cls for cls in views.rules.places if cls not in view.subjects and view.through]
    return (*view.subjects, *(cls for cls in made if any(views.listed(name, aspect) for name in views.standard.of_class(cls))))


def _lists(views: Views) -> Iterator[Question]:
    for aspect in views.aspects:
        for subject in _subjects(views, aspect):
            yield List((EntriesOf(subject, aspect),))
    for cls in views.rules.places:
        for subject in views.standard.of_class(cls):
            yield List((EntriesOf(subject),))


def _selections(views: Views) -> Iterator[Question]:
    for aspect, view in views.aspects.items():
        for cls in _classes(views, aspect) if view.entries else ():
            several = len([name for name in views.standard.of_class(cls) if views.listed(name, aspect)]) >= FEWEST
            for entry in _held(views, cls, aspect) if several else ():
                yield Select(Where(All(cls), Has(entry)))


def _decisions(views: Views) -> Iterator[Question]:
    for aspect, view in views.aspects.items():
        for cls in _classes(views, aspect) if view.entries and not view.inverse else ():
            held = _held(views, cls, aspect)
            for subject in (name for name in views.standard.of_class(cls) if views.listed(name, aspect)):
                yield from (Decide(Named((subject,)), Has(entry)) for entry in held if entry != subject)


def _conditions(views: Views) -> Iterator[Question]:
    """How a subject is to be had where the standard speaks of conditions, be it that there are none."""
    for aspect in (name for name, view in views.aspects.items() if view.conditions):
        for subject in _subjects(views, aspect):
            for fact in views.listed(subject, aspect):
                if views.conditions(fact) or views.unconditional(fact):
                    yield Decide(Named((subject,)), Conditional(views.entry(views.aspects[aspect], fact)))


def _counts(views: Views) -> Iterator[Question]:
    for aspect, view in views.aspects.items():
        for subject in _subjects(views, aspect) if view.entries and not view.uncounted else ():
            if len(views.listed(subject, aspect)) >= FEWEST:
                yield forms.Count(List((EntriesOf(subject, aspect),)))


def _ranks(views: Views) -> Iterator[Question]:
    for aspect, view in views.aspects.items():
        for cls in view.subjects if view.entries else ():
            if len([name for name in names_of(views, All(cls)) if views.listed(name, aspect)]) > FEWEST:
                yield from (forms.Rank(All(cls), aspect, extreme) for extreme in get_args(forms.Extreme) if not view.uncounted)
                yield forms.Alike(All(cls), aspect)


def _comparisons(views: Views) -> Iterator[Question]:
    for cls in views.rules.places:
        for pair in combinations(views.standard.of_class(cls), 2):
            yield forms.Compare(Named(pair))


def _steps(views: Views) -> Iterator[Question]:
    flow = views.rules.flow
    for service in _subjects(views, flow):
        facts = views.listed(service, flow)
        names = [views.entry(views.aspects[flow], fact) for fact in facts]
        for position, name in enumerate(names):
            if views.is_lost(name):
                continue
            beside = ((0, True), (1, position + 1 < len(names)), (-1, position > 0))  # nobody asks what comes after the end
            yield from (StepAt(service, distance, name) for distance, there in beside if there)
        yield from (StepAt(service, 1), StepAt(service, -1))


def _hours(views: Views) -> Iterator[Question]:
    yield forms.Hours()
    for subject in _subjects(views, views.rules.hours):
        yield Decide(Named((subject,)), OpenAllHours())
    for fact in views.conclusions.of(HOURS):
        scopes = [name for name in views.standard.concepts if name == fact["scope"]]
        for scope in scopes:
            yield forms.Hours((fact.text("subject"),), scope)
            yield Decide(Named((fact.text("subject"),)), OpenAllHours(scope))


def _texts(views: Views) -> Iterator[Question]:
    for fact in views.conclusions.of(PROVISION):
        yield forms.Provision(fact.text("subject"), fact.text("topic"))
    for fact in views.conclusions.of("definition"):
        yield forms.Define(fact.text("term"))
    for number, clause in views.standard.clauses.items():
        yield forms.Read((number,))
        yield from (forms.Read((code,)) for code in (clause.code,) if code)
    codes = {clause.code for clause in views.standard.clauses.values() if clause.code}
    yield from (forms.Code((name,)) for name, concept in views.standard.concepts.items() if concept.code in codes)
    yield forms.Lost()


def _entries(views: Views) -> Iterator[Question]:
    for listed in views.lists.values():
        for number, name in enumerate(listed.items, 1):
            yield forms.Entry(listed.subject, listed.category, (number,))
            if views.is_lost(name):
                continue
            yield forms.Serial(name, listed.subject if len(views.lists_with(name)) > 1 else "")
            if views.standard.class_of(name) in views.rules.quantities:
                yield forms.Quantity(name)


def _changes(views: Views) -> Iterator[Question]:
    """What halls of one grade need when they become one of another, or when they lack a part that has entries of its own."""
    made = {cls for view in views.aspects.values() if view.through for cls in view.subjects}
    for cls, given in views.rules.given.items():
        names = views.standard.of_class(cls) if given.grade else ()
        yield from (forms.Suppose(one, Becomes(other)) for one in names for other in names if one != other)
        for aspect in (name for name, view in views.aspects.items() if names and made & {*view.entries}):
            for name in names:
                parts = (views.entry(views.aspects[aspect], fact) for fact in views.listed(name, aspect))
                yield from (forms.Suppose(name, Removes((part,))) for part in parts)


def _outside(views: Views) -> Iterator[Question]:
    yield from (forms.Beyond((name,)) for name in views.standard.outside)
