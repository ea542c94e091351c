"""Why a place, a flow or a channel does not have something: which clauses would give it, and which of their conditions fails."""

from __future__ import annotations

from collections.abc import Iterator

from rules.advisor.answers import Refused
from rules.advisor.asked import PARTS, Asked
from rules.advisor.knowledge import Knowledge
from rules.facts import Pattern, Variable
from rules.refusals import Refusal, refusals


def refused(known: Knowledge, asked: Asked) -> tuple[Refused, ...]:
    """For each thing that was asked about and does not follow, the clauses that would give it, with the condition that fails."""
    found: list[Refused] = []
    for subject, wanted in _wanted(known, asked):
        conclusions = known.about(subject)
        if any(wanted.admits(fact) for fact in conclusions.of(wanted.kind)):
            continue
        by_clause: dict[tuple[str, str], list[Refusal]] = {}
        for refusal in refusals(known.standard.rules, conclusions, wanted):
            if refusal.actual:  # where nothing comes near, the rule is on something else
                by_clause.setdefault((refusal.rule.clause, _actual(known, refusal)), []).append(refusal)
        thing = str(dict(wanted.terms).get("item") or dict(wanted.terms).get("action") or dict(wanted.terms).get("service"))
        for (clause, actual), alike in by_clause.items():
            found.append(Refused(clause, thing, "或".join(dict.fromkeys(_needed(known, refusal) for refusal in alike)), actual))
    return tuple(dict.fromkeys(found))


def _wanted(known: Knowledge, asked: Asked) -> Iterator[tuple[str, Pattern]]:
    """What would have to follow for the answer to be yes: the subject in play, and the fact; of a step that of any service."""
    for hall in asked.halls:
        for item in asked.of(*PARTS):
            yield hall, Pattern("requirement", (("subject", hall), ("item", item)))
    for service in asked.of("service"):
        for step in asked.of("step"):
            for action in sorted(known.standard.narrower[step]):
                yield service, Pattern("step", (("action", action),))


def _needed(known: Knowledge, refusal: Refusal) -> str:
    """The condition that fails, in Chinese."""
    kind = known.standard.kinds[refusal.needed.kind]
    values = {field: "…" if isinstance(term, Variable) else term for field, term in refusal.needed.terms}
    return kind.contrast.format_map({**dict.fromkeys(kind.fields, "…"), **values})


def _actual(known: Knowledge, refusal: Refusal) -> str:
    """What is so instead, in Chinese."""
    fact = refusal.actual[0]
    return known.standard.kinds[fact.kind].contrast.format_map(dict(fact.values))
