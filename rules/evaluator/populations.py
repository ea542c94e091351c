"""Which subjects a question ranges over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.evaluator.cases import Judgement, judge, leaves
from rules.evaluator.sets import members
from rules.evaluator.truth import HOLDS
from rules.evaluator.views import Views
from rules.question.forms import All, And, Entered, Entries, Has, Named, Predicate, SameAs, Subjects, Where


@dataclass(frozen=True)
class Sorted:
    """Subjects by whether a predicate holds of them, each with the judgement."""

    having: tuple[tuple[str, Judgement], ...]
    lacking: tuple[tuple[str, Judgement], ...]
    undecided: tuple[tuple[str, Judgement], ...]
    silent: tuple[tuple[str, Judgement], ...]

    @property
    def all(self) -> tuple[tuple[str, Judgement], ...]:
        """All of them."""
        return (*self.having, *self.lacking, *self.undecided, *self.silent)


def names_of(views: Views, subjects: Subjects) -> tuple[str, ...]:
    """The subjects in the order of the standard; of a class all of its concepts."""
    if isinstance(subjects, Named):
        return subjects.names
    if isinstance(subjects, All):
        return views.concepts_of(subjects.cls)
    if isinstance(subjects, Entered):
        return entered(views, subjects.entries)
    return tuple(name for name, _ in sort(views, subjects.subjects, subjects.predicate).having)


def entered(views: Views, entries: Entries) -> tuple[str, ...]:
    """The concepts that stand in a list and whose names are not lost; of a general one with cases of its own, those cases."""
    names = members(views, entries).yes
    found: dict[str, None] = {}
    for name in (name for name in names if name in views.standard.concepts and not views.is_lost(name)):
        kinds = [kind for kind in views.standard.concepts if kind in views.standard.narrower[name] and kind != name]
        found.update(dict.fromkeys(kinds or [name]))
    return tuple(found)


def ranging(views: Views, subjects: Subjects, aspect: str) -> tuple[str, ...]:
    """The subjects that have anything in an aspect; those that were named as they are."""
    names = names_of(views, subjects)
    return names if isinstance(subjects, Named) else tuple(name for name in names if views.listed(name, aspect))


def sort(views: Views, subjects: Subjects, predicate: Predicate) -> Sorted:
    """The subjects by whether the predicate holds. Of a class, those of which the standard says nothing at all do not count; where no
    class is named, nor do those of a class of which none has it."""
    judged = _judged(views, subjects, predicate)
    having = tuple((name, found) for name, found in judged if found.truth in HOLDS)
    lacking = tuple((name, found) for name, found in judged if found.truth == "no")
    if isinstance(subjects, All) and not subjects.cls:
        classes = _foremost(views, [name for name, _ in having])
        lacking = tuple((name, found) for name, found in lacking if views.standard.class_of(name) in classes)
        judged = [(name, found) for name, found in judged if views.standard.class_of(name) in classes]
    undecided = tuple((name, found) for name, found in judged if found.truth == "undecidable")
    silent = tuple((name, one) for name, one in judged if one.truth == "silent" and (one.facts or _told(views, subjects, name, one)))
    return Sorted(having, lacking, undecided, silent)


def _judged(views: Views, subjects: Subjects, predicate: Predicate) -> list[tuple[str, Judgement]]:
    """Each subject with its judgement. Nobody is like itself, nor part of itself; one of which it cannot be said whether it satisfies a
    filter is no exception where it holds of it, and else may be one."""
    if not isinstance(subjects, Where):
        themselves = _compared_with(predicate) if isinstance(subjects, All) else set()
        return [(name, judge(views, name, predicate)) for name in names_of(views, subjects) if name not in themselves]
    found = sort(views, subjects.subjects, subjects.predicate)
    certain = [(name, judge(views, name, predicate)) for name, _ in found.having]
    perhaps = [(name, judge(views, name, predicate)) for name, _ in found.undecided]
    return [*certain, *((name, replace(one, truth="undecidable")) for name, one in perhaps if one.truth not in HOLDS)]


def _compared_with(predicate: Predicate) -> set[str]:
    """The concepts with which a predicate compares its subjects, or which it seeks among what these have."""
    found = leaves(predicate)
    return {leaf.subject for leaf in found if isinstance(leaf, SameAs)} | {leaf.entry for leaf in found if isinstance(leaf, Has)}


def unfiltered(subjects: Subjects, predicate: Predicate) -> tuple[Subjects, Predicate]:
    """Those that satisfy a filter and a predicate as those that satisfy both."""
    if isinstance(subjects, Where):
        return unfiltered(subjects.subjects, And((subjects.predicate, predicate)))
    return subjects, predicate


def _foremost(views: Views, having: list[str]) -> set[str]:
    """The first of the classes of places of which any has it: only there is it worth saying who has not."""
    classes = {views.standard.class_of(name) for name in having}
    return {next((cls for cls in views.rules.places if cls in classes), "")}


def _told(views: Views, subjects: Subjects, name: str, judged: Judgement) -> bool:
    """Whether it is worth saying that the standard is silent on a subject: it was named, or it is one of a group and no group itself.

    What is in a group is asked of groups only."""
    if not isinstance(subjects, All):
        return True
    if all(case.aspect == views.rules.groups for case in judged.cases):
        return False
    grouped = views.conclusions.of(views.rules.member.relation, **{views.rules.member.entry: name})
    return bool(grouped) and not is_divided(views, name)


def is_divided(views: Views, name: str) -> bool:
    """Whether a concept stands for several: it has kinds, or is a group of services."""
    group = views.rules.member.subject
    return len(views.standard.narrower[name]) > 1 or bool(views.conclusions.of(views.rules.member.relation, **{group: name}))
