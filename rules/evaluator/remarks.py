"""What one should know with an answer, and why something does not follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.derivation import Citation, Refused
from rules.evaluator.views import Views
from rules.facts import Pattern, Rule, Variable
from rules.findings import Case, Comparison, Composed, Count, Finding, Holders, Item, Listing, Several, Verdict
from rules.question.check import aspects_named, named, nodes
from rules.question.forms import Hours, OpenAllHours, Quantity, Question
from rules.refusals import Refusal, refusals

FEW = 2
TOLD = ("lost", "external", "ambiguous")


def statuses(views: Views, citations: tuple[Citation, ...]) -> tuple[str, ...]:
    """Of what is cited and not readable as it stands: the clauses, the remark that their status carries, and the note of one alone."""
    found: list[str] = []
    for status in TOLD:
        cited = [citation for citation in citations if citation.status == status]
        alone = len(cited) == 1 and (status != "external" or len(citations) <= FEW)
        note = cited[0].note if alone else ""
        # what is ambiguous in one of many clauses says little; its citation carries the status
        if cited and (note or status != "ambiguous"):
            numbers = tuple(citation.clause for citation in cited)
            found.append(f"{'、'.join(numbers)}：{views.standard.edition.statuses[status].remark}。{note}")
    return tuple(found)


def tensions(views: Views, question: Question, finding: Finding, cited: Iterable[str]) -> tuple[str, ...]:
    """The tensions of the standard that the question or the finding touches."""
    there = set(cited)
    touched = {*named(question), *_asked(views, question), *_touched(finding)}
    numbered = any(isinstance(node, Quantity) for node in nodes(question))
    return tuple(
        tension.says
        for tension in views.standard.tensions
        if there.intersection(tension.clauses)
        and all(touched & set(group) for group in tension.about)
        and (numbered or not tension.asked_with_number)
        and (not tension.way or any(item.way == tension.way for item in _had(finding)))
    )


def _asked(views: Views, question: Question) -> tuple[str, ...]:
    """The aspects that a question asks about, by name or by its form."""
    hours = any(isinstance(node, (Hours, OpenAllHours)) for node in nodes(question))
    return (*aspects_named(question), *((views.rules.hours,) if hours else ()))


def _touched(finding: Finding) -> Iterator[str]:
    if isinstance(finding, Holders):
        yield from (holder.name for holder in (*finding.holders, *finding.lacking))
    elif isinstance(finding, Comparison):
        yield from (item.name for row in finding.rows for _, own in row.own for item in own)
    elif isinstance(finding, Several):
        for part in finding.parts:
            yield from _touched(part)


def _had(finding: Finding) -> Iterator[Item]:
    """What it is told that subjects have."""
    if isinstance(finding, Several):
        for part in finding.parts:
            yield from _had(part)
    elif isinstance(finding, Listing):
        yield from (item for group in finding.groups for item in group.items)
    elif isinstance(finding, (Composed, Count)):
        yield from finding.items
    elif isinstance(finding, (Verdict, Holders)):
        cases = finding.cases if isinstance(finding, Verdict) else [case for holder in finding.holders for case in holder.cases]
        yield from (item for case in cases for item in case.held)


# ---- why not


def refused(views: Views, finding: Finding) -> tuple[Refused, ...]:
    """Of a no: for each thing that does not follow, the clauses that would give it, with the condition that fails."""
    if not isinstance(finding, Verdict) or not any(case.truth == "no" for case in finding.cases):
        return ()
    found: list[Refused] = []
    for case in finding.cases:
        if case.truth == "no" and case.thing:
            found += _refused(views, case)
    return tuple(dict.fromkeys(found))


def _refused(views: Views, case: Case) -> Iterator[Refused]:
    conclusions = views.known.about(case.subject)
    for wanted, entry in _wanted(views, case):
        by_clause: dict[tuple[str, str], list[Refusal]] = {}
        for refusal in refusals(_rules(views, wanted, entry), conclusions, wanted):
            if refusal.actual:  # where nothing comes near, the rule is on something else
                by_clause.setdefault((refusal.rule.clause, _actual(views, refusal)), []).append(refusal)
        for (clause, actual), alike in by_clause.items():
            needed = dict.fromkeys(_needed(views, refusal) for refusal in alike)
            yield Refused(clause, case.thing, "／".join(needed), actual)


def _rules(views: Views, wanted: Pattern, field: str) -> tuple[Rule, ...]:
    """The rules that may conclude what is wanted, as one of its fields tells."""
    concluding, value = views.standard.concluding, dict(wanted.constants())[field]
    found = (*concluding.get((wanted.kind, field, value), ()), *concluding.get((wanted.kind, field, None), ()))
    return tuple(dict.fromkeys(found))


def _wanted(views: Views, case: Case) -> Iterator[tuple[Pattern, str]]:
    """The facts of which one would have to follow for the answer to be yes, with the field of what is wanted."""
    view = views.aspects[case.aspect]
    source = view.sources[0]
    for name in sorted(views.standard.narrower.get(case.thing, {case.thing})):
        subject = () if view.order else ((source.subject, case.subject),)
        yield Pattern(source.relation, (*subject, (source.entry, name))), source.entry


def _needed(views: Views, refusal: Refusal) -> str:
    """The condition that fails, in Chinese."""
    kind = views.standard.kinds[refusal.needed.kind]
    values = {field: "…" if isinstance(term, Variable) else term for field, term in refusal.needed.terms}
    return kind.contrast.format_map({**dict.fromkeys(kind.fields, "…"), **values})


def _actual(views: Views, refusal: Refusal) -> str:
    """What is so instead, in Chinese."""
    fact = refusal.actual[0]
    return views.standard.kinds[fact.kind].contrast.format_map(dict(fact.values))
