"""A question in another order, as it is kept, and whether it still holds when the standard changes."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import AdvisorError
from rules.loader import load
from rules.model import Standard
from rules.quiz.bank import Bank, Wanted
from rules.quiz.claims import Claim
from rules.quiz.marking import points_of
from rules.quiz.question import Question, unchanged
from tests.mutants import applied, mutants
from tests.rules.conftest import Copy

PAPER = 400


@pytest.fixture(scope="module")
def paper(bank: Bank) -> tuple[Question, ...]:
    return bank.draw(Wanted(PAPER), "paper")


@given(seed=st.integers())
def test_another_order_is_the_same_question(paper: tuple[Question, ...], seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    question = chance.choice(paper)
    moved = question.shuffled(chance)
    assert moved.id == question.id
    assert sorted(moved.options) == sorted(question.options)
    if question.kind == "match":
        pairs = {left: question.options[place] for left, place in zip(question.left, question.key, strict=True)}
        assert {left: moved.options[place] for left, place in zip(moved.left, moved.key, strict=True)} == pairs
    elif question.kind == "order":
        assert [moved.options[place] for place in moved.key] == [question.options[place] for place in question.key]
    else:
        assert {moved.options[place] for place in moved.key} == {question.options[place] for place in question.key}


def test_claims_go_with_their_options(bank: Bank, paper: tuple[Question, ...]) -> None:
    for question in paper:
        moved = question.shuffled(Random(1))  # noqa: S311
        if question.kind in ("single", "multiple", "reply"):
            assert tuple(place for place, claim in enumerate(moved.claims) if bank.ground.holds(claim)) == moved.key
        if question.kind == "match":
            width = len(moved.options)
            rows = [moved.claims[row * width : (row + 1) * width] for row in range(len(moved.left))]
            assert tuple(next(place for place, claim in enumerate(row) if bank.ground.holds(claim)) for row in rows) == moved.key


def test_as_it_is_kept_it_is_marked_the_same(paper: tuple[Question, ...]) -> None:
    for question in paper:
        kept = Question.from_json(json.loads(json.dumps(question.as_json())))
        response = question.accepts[0] if question.kind == "fill" else question.key
        assert points_of(kept, response) == 1
        assert kept == question


def test_a_changed_clause_makes_its_questions_invalid_and_no_others(copy: Copy, paper: tuple[Question, ...]) -> None:
    """As a maintainer changes it: C-grade halls get a guide."""
    copy.replace(
        "clauses/4.1-hall.yaml",
        "then: [{requirement: {subject: $hall, category: 服务人员, item: {list: 4.1.4.1, numbers: 1-3}, modality: 应}}]",
        'then: [{requirement: {subject: $hall, category: 服务人员, item: {list: 4.1.4.1, numbers: "1-3,5"}, modality: 应}}]',
    )
    now = Bank(load(copy.folder))
    invalid = [question for question in paper if not now.valid(question)]
    assert invalid
    assert invalid == [question for question in paper if "4.1.4.2 b)3)" in question.basis]
    claim = Claim.that("requirement", subject="C级营业厅", category="服务人员", item="引导员")
    assert now.ground.holds(claim), "and questions made anew know it"


@pytest.mark.parametrize("name", ["4.1.4.2 b)3)", "4.1.4.1", "5.1.4.6"])
def test_a_clause_that_is_gone_makes_its_questions_invalid(standard: Standard, paper: tuple[Question, ...], name: str) -> None:
    without = replace(standard, clauses={number: clause for number, clause in standard.clauses.items() if number != name})
    for question in paper:
        assert unchanged(without, question) == (name not in question.basis)


def test_a_key_that_another_clause_makes_wrong_is_noticed(standard: Standard, paper: tuple[Question, ...]) -> None:
    """A sample of all slips in the rules: a question holds until its clauses change, or others that now speak of what it asks."""
    elsewhere = 0
    for mutant in Random(5).sample(list(mutants(standard)), 40):  # noqa: S311
        try:
            now = Bank(applied(standard, mutant))
        except (AdvisorError, KeyError):
            continue
        for question in paper:
            if question.hall is None and question.kind in ("single", "multiple", "truth", "reply"):
                right = tuple(place for place, claim in enumerate(question.claims) if now.ground.holds(claim))
                untouched = mutant.clause not in question.basis
                assert now.valid(question) == (right == question.key and untouched), (mutant, question)
                elsewhere += untouched and right != question.key
    assert elsewhere < PAPER / 10, "what changes a key is nearly always a clause of the question"
