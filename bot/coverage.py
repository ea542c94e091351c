"""For each clause: does a rule carry it, does a golden case hold it, do its concepts have words, is anything asked of it?"""

from __future__ import annotations

from dataclasses import dataclass

from rules.facts import Value, Variable
from rules.golden import Case
from rules.model import Clause, Standard
from rules.quiz.bank import Bank


@dataclass(frozen=True)
class Covered:
    """One clause: `rules` (how many, or the stated reason for none), `cases` (golden cases), `words` (of its concepts and code), `asked`
    (on how many topics questions for staff rest on it, or why on none)."""

    clause: str
    heading: str
    rules: str
    cases: int
    words: int
    asked: str

    @property
    def complete(self) -> bool:
        """Whether nothing lacks."""
        return bool(self.rules) and self.cases > 0 and self.words > 0 and bool(self.asked)


def coverage(standard: Standard, cases: tuple[Case, ...]) -> tuple[Covered, ...]:
    """The clauses in their order."""
    bank = Bank(standard)
    return tuple(
        Covered(
            clause=clause.number,
            heading=clause.heading,
            rules=str(len(clause.rules)) if clause.rules else clause.no_rule,
            cases=sum(case.clause == clause.number for case in cases),
            words=_words(standard, clause),
            asked=bank.why_not(clause.number) or str(len(bank.by_clause[clause.number])),
        )
        for clause in standard.clauses.values()
    )


def _words(standard: Standard, clause: Clause) -> int:
    """By how many words the language component knows what the clause speaks of: the words of its concepts, its number and its code."""
    values: set[Value] = set()
    for rule in clause.rules:
        for pattern in (*rule.when, *rule.absent, *rule.then):
            values.update(term for _, term in pattern.terms if not isinstance(term, Variable))
    concepts = [standard.concepts[value] for value in values if isinstance(value, str) and value in standard.concepts]
    by_reference = 1 + bool(clause.code)  # found by number, and by code where it has one
    return by_reference + sum(len(concept.words) for concept in concepts)
