"""Things that the standard has no word for."""

from __future__ import annotations

from dataclasses import replace

from rules.evaluator.result import Result
from rules.evaluator.texts import define
from rules.evaluator.truth import Truth
from rules.evaluator.views import Views
from rules.facts import Fact
from rules.findings import Case, Statements, Verdict
from rules.question.forms import Define, Unlisted
from rules.text import normal


def unlisted(views: Views, question: Unlisted) -> Result:
    """That a subject's lists do not have a thing; where names in them are lost, that it cannot be said.

    Where the standard has the word somewhere else, it is silent on the thing for this subject.
    """
    aspects = question.aspects or _shown(views, question.subject)
    if not aspects:
        said = define(views, Define(question.subject))
        return replace(said, finding=replace(said.finding, closed=True)) if isinstance(said.finding, Statements) else said
    cases: list[Case] = []
    facts: list[Fact] = []
    for aspect in aspects:
        own = views.listed(question.subject, aspect)
        items = tuple(views.item(aspect, fact, question.subject) for fact in own)
        cut_short = any(views.open_ended(item.name) for item in items)
        gaps = tuple(item.number for item in items if item.lost and not views.open_ended(item.name))
        truth: Truth = "undecidable" if gaps or cut_short else "no" if items else "silent"
        cases.append(Case(question.subject, aspect, question.thing, truth, listed=items, gaps=gaps, total=len(items), cut_short=cut_short))
        facts += own or views.gap(question.subject, aspect)
    undecidable = any(case.truth == "undecidable" for case in cases)
    finding = Verdict("undecidable" if undecidable else "silent", tuple(cases), "unlisted")
    return Result(finding, tuple(dict.fromkeys(facts)), views.gaps(item for case in cases for item in case.listed))


def _shown(views: Views, subject: str) -> tuple[str, ...]:
    """The aspects of a subject in which a thing would stand."""
    things = tuple(name for name in views.rules.things if views.suits(subject, name) and views.listed(subject, name))
    return things or views.present(subject)


def speaks_of(views: Views, thing: str) -> bool:
    """Whether any clause has the word."""
    return any(normal(thing) in normal(clause.statement) for clause in views.standard.clauses.values())
