"""Described halls against what their grade requires, by the checker that checks halls in bulk."""

from __future__ import annotations

from dataclasses import dataclass

from rules.checking import Checker, Hall
from rules.checking.checker import Judgement
from rules.evaluator.result import Result
from rules.evaluator.truth import Truth
from rules.evaluator.views import Views
from rules.facts import Fact
from rules.findings import Compliance, Item, Judged
from rules.question.forms import Comply, DescribedHall


def comply(views: Views, checker: Checker, question: Comply) -> Result:
    """Whether each hall has what is required of it; of one without a grade, whether it has what each grade requires."""
    whole = any(hall.complete and not hall.lacks for hall in question.halls)
    aspects = question.aspects or _described(views, question) or (tuple(views.standard.checking.levels) if whole else ())
    halls: list[Judged] = []
    facts: list[Fact] = []
    clauses: list[str] = []
    for hall in question.halls:
        for grade in (hall.grade,) if hall.grade else views.standard.of_class(_graded(views)):
            found = _judge(views, checker, _Described(hall, grade, aspects))
            halls.append(found.judged)
            facts += found.facts
            clauses += found.clauses
    fitting = all(not hall.grade for hall in question.halls)
    return Result(Compliance(tuple(halls), aspects, fitting), tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(clauses)))


def _graded(views: Views) -> str:
    """The class whose concepts have a grade."""
    return next(cls for cls, given in views.rules.given.items() if given.grade)


def _described(views: Views, question: Comply) -> tuple[str, ...]:
    """The aspects of what was said to be there or not, in the order of the standard."""
    found: dict[str, None] = {}
    for hall in question.halls:
        for thing in (*hall.has, *hall.lacks):
            found[_aspect(views, thing, hall.grade)] = None
    return tuple(aspect for aspect in views.aspects if aspect in found and aspect in views.standard.checking.levels)


def _aspect(views: Views, thing: str, grade: str) -> str:
    """The aspect in which a hall would have a thing: that in which it must have it, else the first that can hold it."""
    names = [name for name in views.aspects_of(thing) if name in views.standard.checking.levels]
    required = [name for name in names if grade and views.holding(grade, thing, (name,))]
    return next(iter((*required, *names)), "")


@dataclass(frozen=True)
class _Described:
    hall: DescribedHall
    grade: str
    aspects: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    judged: Judged
    facts: tuple[Fact, ...]
    clauses: tuple[str, ...]


def _judge(views: Views, checker: Checker, described: _Described) -> _Found:
    hall, grade, aspects = described.hall, described.grade, described.aspects
    required = [one for one in checker.requirements(grade) if one.category in aspects]
    there = _there(views, checker, described, required)
    result = next(iter(checker.check_all([Hall(hall.label, grade, there, frozenset(aspects))])))
    missing = [one for one in result.of("missing") if one.category in aspects]
    undecided = (one for one in result.of("undecidable") if one.category in aspects)
    unknown = [one for one in undecided if not _is_open(views, hall, grade, one.category)]
    extra = tuple(dict.fromkeys(one.item for one in result.of("extra") if one.category in aspects))
    truth: Truth = "no" if missing else "undecidable" if unknown else "yes"
    facts = [fact for aspect in aspects for fact in views.listed(grade, aspect)]
    if missing:
        names = {one.item for one in missing}
        facts = [fact for fact in facts if names & {str(value) for _, value in fact.values}] or facts
    judged = Judged(
        label=hall.label,
        grade=grade,
        truth=truth,
        missing=_by_aspect(views, missing),
        undecidable=_by_aspect(views, unknown),
        extra=extra,
        has=hall.has,
        spared=_spared(views, described, required),
    )
    clauses = [clause for one in (missing or required) for clause in one.clauses]
    clauses += views.gaps(item for _, items, _ in judged.undecidable for item in items)
    return _Found(judged, tuple(facts), tuple(dict.fromkeys(clauses)))


def _spared(views: Views, described: _Described, required: list[Judgement]) -> tuple[str, ...]:
    """What was said to be lacking and is not required."""
    wanted = {one.item for one in required}
    lacking = (thing for thing in described.hall.lacks if _aspect(views, thing, described.grade) in described.aspects)
    return tuple(thing for thing in lacking if not wanted & views.standard.narrower[thing])


def _there(views: Views, checker: Checker, described: _Described, required: list[Judgement]) -> frozenset[tuple[str, str]]:
    """What the hall has: what was named, and all that is required but what was said to be lacking, where the rest is there."""
    hall, grade = described.hall, described.grade
    there = {
        pair
        for thing in hall.has
        if (aspect := _aspect(views, thing, grade)) in views.standard.checking.levels
        for pair in checker.placed(grade, aspect, thing)
    }
    there |= {(one.place, one.item) for one in required if _is_open(views, hall, grade, one.category)}
    lacking = {case for thing in hall.lacks for case in views.standard.narrower[thing]}
    return frozenset(pair for pair in there if pair[1] not in lacking)


def _is_open(views: Views, hall: DescribedHall, grade: str, aspect: str) -> bool:
    """Whether of an aspect only what is lacking was said, so that all the rest is there; where it was said what there is, that is all."""
    has, lacks = ({_aspect(views, thing, grade) for thing in things} for things in (hall.has, hall.lacks))
    return hall.complete or aspect in lacks or (bool(lacks) and aspect not in has)


def _by_aspect(views: Views, judgements: list[Judgement]) -> tuple[tuple[str, tuple[Item, ...], tuple[str, ...]], ...]:
    found: dict[str, list[Judgement]] = {}
    for one in judgements:
        found.setdefault(one.category, []).append(one)
    return tuple(
        (
            category,
            tuple(Item(one.item, one.number, lost=views.is_lost(one.item), owner=_owner(views, one)) for one in ones),
            tuple(dict.fromkeys(clause for one in ones for clause in one.clauses)),
        )
        for category, ones in found.items()
    )


def _owner(views: Views, one: Judgement) -> str:
    """The zone or the kind of staff that lacks a thing; "" where it is the hall itself."""
    given = views.rules.given.get(views.standard.class_of(one.place))
    return "" if given and given.grade else one.place
