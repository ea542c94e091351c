"""Ten thousand questions over many seeds: each key is confirmed by an evaluation of the rules that shares no code with the engine."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from rules.facts import Fact
from rules.knowledge import Knowledge
from rules.model import Standard
from rules.quiz.bank import Bank, Wanted
from rules.quiz.claims import Claim
from rules.quiz.question import Question
from tests.rules.oracle import conclude

PAPERS, EACH = 250, 40
CLEAR = ("readable", "corrected")


@pytest.fixture(scope="module")
def so(standard: Standard) -> frozenset[Fact]:
    """All that follows from the standard, worked out the slow and plain way."""
    known = Knowledge(standard)
    given = (known.given(name) for name in standard.concepts)
    return frozenset(conclude(standard.rules, [fact for fact in given if fact]))


@pytest.fixture(scope="module")
def questions(bank: Bank) -> tuple[Question, ...]:
    return tuple(question for seed in range(PAPERS) for question in bank.draw(Wanted(EACH), str(seed)))


class Judge:
    """Says of a claim whether it is so: by the facts, one by one."""

    def __init__(self, facts: frozenset[Fact]) -> None:
        self._facts = [(fact.kind, dict(fact.values)) for fact in facts]
        self._known: dict[Claim, bool] = {}

    def __call__(self, claim: Claim) -> bool:
        if claim not in self._known:
            self._known[claim] = self._is_so(claim)
        return self._known[claim]

    def found(self, claim: Claim) -> list[dict[str, object]]:
        wanted = dict(claim.values)
        return [values for kind, values in self._facts if kind == claim.kind and wanted.items() <= values.items()]

    def _is_so(self, claim: Claim) -> bool:
        found = self.found(claim)
        if claim.field:
            return {values[claim.field] for values in found} == set(claim.whole)
        if claim.count is not None:
            return len(found) == claim.count
        return not found if claim.negated else bool(found)


def lacks(so: frozenset[Fact], question: Question, claim: Claim) -> bool:
    """Whether the hall described lacks what its grade must have."""
    hall, values = question.hall, dict(claim.values)
    assert hall is not None
    (category,) = hall.reported
    wanted = {"subject": hall.grade, "category": category, "item": values["item"], "modality": "应"}
    needed = any(fact.kind == "requirement" and wanted.items() <= dict(fact.values).items() for fact in so)
    return needed and (hall.grade, values["item"]) not in hall.has


def confirmed(so: frozenset[Fact], judge: Judge, question: Question) -> bool:
    """Whether the key is what the facts make it."""
    claims, options, key = question.claims, question.options, question.key
    if question.kind == "fill":
        values = [dict(claims[0].values).get(name) for name in ("action", "text")]
        tally = claims[0].count is not None and str(claims[0].count) in question.accepts
        return judge(claims[0]) and (tally or any(question.accepts[0] in str(value) for value in values))
    if question.kind == "order":
        numbers = [int(str(judge.found(claims[place])[0]["number"])) for place in key]
        return len(key) == len(options) and all(first < second for first, second in pairwise(numbers))
    if question.kind == "match":
        rows = [claims[row * len(options) : (row + 1) * len(options)] for row in range(len(question.left))]
        return [[place for place, claim in enumerate(row) if judge(claim)] for row in rows] == [[place] for place in key]
    right = [place for place, claim in enumerate(claims) if (lacks(so, question, claim) if question.hall else judge(claim))]
    return right == list(key) and len(claims) == len(options)


def test_every_key_is_confirmed_and_no_wrong_choice_is_right(so: frozenset[Fact], questions: tuple[Question, ...]) -> None:
    judge = Judge(so)
    assert len(questions) == PAPERS * EACH
    assert [question for question in questions if not confirmed(so, judge, question)] == []


def test_what_a_choice_says_is_what_its_claim_claims(questions: tuple[Question, ...]) -> None:
    """Where a choice names a thing, its claim is about that thing."""
    for question in questions:
        family = question.topic.partition(":")[0]
        if family in ("listed.single", "listed.single_not", "listed.multiple", "holders.multiple", "flow.services", "fault.fault"):
            for option, claim in zip(question.options, question.claims, strict=True):
                assert option in [value for _, value in claim.values], question


def test_no_option_is_there_twice(questions: tuple[Question, ...]) -> None:
    for question in questions:
        assert len(set(question.options)) == len(question.options), question
        assert len(set(question.left)) == len(question.left), question
        if question.kind in ("single", "truth", "reply"):
            assert len(question.key) == 1
            assert len(question.options) >= 2
        if question.kind in ("multiple", "fault"):
            assert 0 < len(question.key) < len(question.options)


def test_nothing_lost_or_uncertain_is_asked(standard: Standard, questions: tuple[Question, ...]) -> None:
    lost = [name for name, concept in standard.concepts.items() if concept.lost]
    for question in questions:
        text = "\n".join((question.stem, *question.options, *question.left))
        assert "缺失" not in text, question
        assert not any(name in text for name in (*lost, *standard.quiz.avoided)), question
        assert question.clauses
        for number in question.clauses:
            clause = standard.clauses[number]
            assert clause.status in CLEAR or number in standard.quiz.certain, (question, number)


def test_true_and_false_statements_are_both_there(questions: tuple[Question, ...]) -> None:
    """So that nobody does well by always saying the same."""
    found = [question.key for question in questions if question.kind == "truth"]
    assert 0.3 < sum(key == (0,) for key in found) / len(found) < 0.7


def test_the_right_choice_stands_anywhere(questions: tuple[Question, ...]) -> None:
    found = [question.key[0] for question in questions if question.kind == "single" and len(question.options) == 4]
    assert all(0.2 < found.count(place) / len(found) < 0.3 for place in range(4))


def halls(questions: tuple[Question, ...]) -> Iterator[Question]:
    """One described hall of each grade."""
    seen = set()
    for question in questions:
        if question.hall and question.hall.grade not in seen:
            seen.add(question.hall.grade)
            yield question


def test_described_halls_are_judged_as_the_rules_of_checking_say(standard: Standard, bank: Bank, questions: tuple[Question, ...]) -> None:
    """Some of the halls, by the slow and plain way."""
    for question in halls(questions):
        hall = question.hall
        assert hall is not None
        (category,) = hall.reported
        given = [
            Fact("hall", (("name", hall.grade), ("grade", standard.concepts[hall.grade].grade))),
            Fact("reported", (("category", category), ("level", "hall"))),
            *(Fact("has", (("place", place), ("item", item))) for place, item in hall.has),
        ]
        missing = {dict(fact.values)["item"] for fact in conclude(standard.checking.rules, given) if fact.kind == "missing"}
        assert {question.options[place] for place in question.key} == missing
