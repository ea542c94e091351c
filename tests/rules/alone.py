"""What is laid down for a subject and does not follow from the subject alone: a slip in a condition that no answer shows, for which
everything is in play."""

from __future__ import annotations

from rules.facts import Fact
from rules.knowledge import Knowledge

OWN = {"requirement": "subject", "provision": "subject", "hours": "subject", "step": "service", "definition": "term"}
"""The kinds of facts that are laid down for one subject, with the field that holds it."""
ELSEWHERE = ("function",)
"""The classes whose definitions are given with something else: those of the functions of halls."""


def strangers(known: Knowledge) -> list[Fact]:
    """The facts of a subject that everything together implies, and the subject alone does not."""
    found: list[Fact] = []
    everything = known.everything()
    for name, concept in known.standard.concepts.items():
        if known.given(name) is None:
            continue
        alone = known.about(name).reasons
        own = {kind: field for kind, field in OWN.items() if kind != "definition" or concept.cls not in ELSEWHERE}
        found += [fact for kind, field in own.items() for fact in everything.of(kind, **{field: name}) if fact not in alone]
    return found
