"""All that can be asked, and papers drawn from it."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest

from rules.model import Standard
from rules.quiz.bank import Bank, Wanted, below
from rules.quiz.claims import SURE
from rules.quiz.question import KINDS, Question, QuestionKind


def test_every_kind_of_question_is_there(bank: Bank) -> None:
    assert {topic.kind for topic, _ in bank.topics.values()} == set(KINDS)


def test_every_wording_is_used(bank: Bank, standard: Standard) -> None:
    assert {name.partition(":")[0] for name in bank.topics} == set(standard.quiz.wording)


def test_every_clause_that_can_be_asked_is_asked(bank: Bank, standard: Standard) -> None:
    """Of what is clear and has rules only these two are not asked: one only says that the zones are as laid down below, one speaks of
    work on site of which an ambiguous clause says what it comprises."""
    clear = [number for number, clause in standard.clauses.items() if clause.status in SURE and clause.rules]
    assert [number for number in clear if bank.why_not(number)] == ["4.1.5.2 c)", "4.4.1.2"]


def test_why_a_clause_is_not_asked(bank: Bank) -> None:
    assert bank.why_not("4.1.4.2 b)3)") == ""
    assert bank.why_not("5.2") == "原文缺失"
    assert bank.why_not("4.1.1") == "来源之外"
    assert bank.why_not("5.1.4.3") == "有歧义"
    assert bank.why_not("4.1.3") == "只有标题，内容在下级条款。"


def test_the_same_seed_gives_the_same_paper(standard: Standard, bank: Bank) -> None:
    assert bank.draw(Wanted(30), "a seed") == Bank(standard).draw(Wanted(30), "a seed")
    assert bank.draw(Wanted(30), "a seed") != bank.draw(Wanted(30), "another")


@pytest.mark.parametrize("number", [1, 10, 40, 100])
def test_a_paper_has_as_many_different_questions_as_wanted(bank: Bank, number: int) -> None:
    paper = bank.draw(Wanted(number), "x")
    assert len({question.id for question in paper}) == len(paper) == number


def test_a_paper_is_spread_over_clauses_and_kinds(bank: Bank) -> None:
    paper = bank.draw(Wanted(40), "x")
    assert len({question.clauses[0] for question in paper}) >= 36
    counts = Counter(question.kind for question in paper)
    assert set(counts) == set(KINDS)
    assert max(counts.values()) <= 12


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_one_kind(bank: Bank, kind: QuestionKind) -> None:
    paper = bank.draw(Wanted(10, kinds=(kind,)), "x")
    assert len(paper) == 10
    assert {question.kind for question in paper} == {kind}


@pytest.mark.parametrize("chapter", ["4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1", "5.1.4.6"])
def test_a_paper_on_a_chapter(bank: Bank, chapter: str) -> None:
    paper = bank.draw(Wanted(10, clauses=(chapter,)), "x")
    assert len(paper) >= 5
    assert all(below(question.clauses[0], [chapter]) for question in paper)


def test_a_paper_on_what_is_lost_is_empty(bank: Bank) -> None:
    assert bank.draw(Wanted(10, clauses=("5.8",)), "x") == ()


def test_what_is_below_a_clause() -> None:
    assert below("4.1.4.2 b)3)", ["4.1"])
    assert below("4.1.4.2 b)3)", ["4.1.4.2 b)"])
    assert not below("4.10", ["4.1"])
    assert not below("5.1.4.11", ["5.1.4.1"])


def test_practice_on_a_clause(bank: Bank) -> None:
    for number in bank.by_clause:
        question = bank.on(number, "x")
        assert question is not None, number
        assert number in question.clauses
    assert bank.on("5.8", "x") is None


ARTEFACT = re.compile(r"[{}]|None|True|False|  |““|””|[。，、；：？][。，、；：？]|（）")


def of_every_topic(bank: Bank) -> list[Question]:
    """A question or two on everything."""
    made = [topic.make for topic, _ in bank.topics.values()]
    return [question for make in made for seed in (1, 2) if (question := make(Random(seed)))]  # noqa: S311


def test_questions_read_well(bank: Bank) -> None:
    for question in of_every_topic(bank):
        for text in (question.stem, *question.options, *question.left):
            assert text.strip() == text
            assert text
            assert not ARTEFACT.search(text), text
        assert question.stem.endswith(("？", "。", "。（填数字）", "（填数字）。")), question.stem
        assert (question.kind == "fill") == ("【　】" in question.stem) or question.topic.startswith("provision.binding")


def test_no_question_gives_its_answer_away(bank: Bank) -> None:
    """What fills a gap stands nowhere else in the question."""
    for question in of_every_topic(bank):
        if question.kind == "fill" and not question.accepts[0].isdigit():
            assert question.accepts[0] not in question.stem, question.stem
