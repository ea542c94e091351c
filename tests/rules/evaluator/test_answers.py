"""What holds of every answer: it cites, it is plain data, it is the same whoever asks when, and loses nothing of what was lost."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings

from actions.wording import answer_text, spoken_text
from rules.advisor import Advisor
from rules.findings import Answer, Finding, NotFound, Outside, Several, Verdict, kind_of
from rules.loader import load
from rules.question import forms
from rules.question.askable import askable
from rules.question.forms import Adds, Many, Question, Suppose, Why
from rules.question.says import says
from rules.question.serial import FormError, from_json
from tests.rules.asking import cited, links, listing, strings, whether
from tests.rules.conftest import Put
from tests.rules.question.trees import QUESTIONS

STANDARD = load()
LOST = {name for name, concept in STANDARD.concepts.items() if concept.lost}
CITED, EXPLAINED = 24, 8
PARTS = {"kind", "question", "form", "finding", "citations", "derivation", "remarks", "suggestions", "edition", "refused"}


def items(value: Any) -> Iterator[dict[str, Any]]:
    """Every entry of a list in an answer as plain values."""
    if isinstance(value, dict):
        if {"name", "lost", "modality"} <= set(value):
            yield value
        for part in value.values():
            yield from items(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from items(part)


def clause_fields(value: Any) -> Iterator[str]:
    """Every clause number that an answer names beside what it says."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "clauses" and part and isinstance(part[0], str):
                yield from part
            else:
                yield from clause_fields(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from clause_fields(part)


def supposed(question: Question) -> bool:
    """Whether something is added beside other things asked; see test_supposing.py."""
    parts = question.of if isinstance(question, Many) else (question,)
    return any(isinstance(part, Suppose) and isinstance(part.change, Adds) and len(part.change.things) + len(parts) > 2 for part in parts)


# ---- any answer


@settings(deadline=None, max_examples=100)
@given(QUESTIONS)
def test_any_question_has_an_answer(advisor: Advisor, question: Question) -> None:
    """No question breaks the advisor; whatever it answers is plain data, cites clauses that exist, and is derived from what was given."""
    answer = advisor.answer(question)
    assert isinstance(answer.finding, get_args(Finding))
    assert answer.kind == kind_of(answer.finding) == type(answer.finding).__name__.lower()
    assert answer.edition == "《国家电网公司供电客户服务提供标准》2011年版，数据版本2026.11.1"
    for citation in answer.citations:
        clause = STANDARD.clauses[citation.clause]
        assert (citation.heading, citation.status, citation.statement) == (clause.heading, clause.status, clause.statement)
    assert len(set(cited(answer))) == len(answer.citations) <= CITED
    rules = {rule.id: rule for rule in STANDARD.rules}
    assert len(answer.derivation) <= EXPLAINED
    for link in links(answer.derivation):
        assert (link.rule == "") == (link.clause == "") == (link.premises == ())
        assert link.rule == "" or rules[link.rule].clause == link.clause
        assert "{" not in link.says


@settings(deadline=None, max_examples=80)
@given(QUESTIONS)
def test_an_answer_as_plain_values(advisor: Advisor, question: Question) -> None:
    """With its question in words, the form that reads back to the question, and the kind of each finding inside it."""
    answer = advisor.answer(question)
    plain = answer.as_json()
    assert set(plain) == PARTS
    read_back = json.loads(json.dumps(plain, ensure_ascii=False))
    assert read_back == json.loads(json.dumps(read_back))
    asked = question.question if isinstance(question, Why) else question
    assert from_json(read_back["form"]) == asked == answer.question
    assert read_back["question"] == says(asked, STANDARD) == answer.says
    assert read_back["kind"] == answer.kind
    if isinstance(answer.finding, Several):
        assert [part["kind"] for part in read_back["finding"]["parts"]] == [kind_of(part) for part in answer.finding.parts]
    if isinstance(answer.finding, Outside) and answer.finding.nearby:
        assert read_back["finding"]["nearby"]["kind"] == kind_of(answer.finding.nearby)


@settings(deadline=None, max_examples=80)
@given(QUESTIONS.filter(lambda question: not supposed(question)))
def test_what_is_said_is_cited(advisor: Advisor, question: Question) -> None:
    """Each clause that a finding names exists, and unless there are too many for the citations it is among them."""
    answer = advisor.answer(question)
    clauses = set(clause_fields(answer.as_json()["finding"]))
    assert clauses <= set(STANDARD.clauses)
    assert len(answer.citations) == CITED or clauses <= set(cited(answer))
    assert bool(answer.derivation) <= bool(answer.citations)
    result = advisor.evaluate(answer.question) if answer.question else None
    if result is not None and result.facts and result.conclusions is None:
        concluded = [fact for fact in result.facts if advisor.known.everything().reasons[fact][0].rule]
        assert bool(answer.citations) >= bool(concluded), "what rests on facts has a clause"
        assert bool(answer.derivation)


@settings(deadline=None, max_examples=80)
@given(QUESTIONS)
def test_what_is_lost_has_no_name(advisor: Advisor, question: Question) -> None:
    """Wherever an entry is lost it is marked as lost, under what stands for it; that is never told as if it were a thing."""
    assume(not isinstance(question, forms.Unknown))
    answer = advisor.answer(question)
    finding = answer.as_json()["finding"]
    for item in items(finding):
        assert item["lost"] == (item["name"] in LOST)
    told = [text for text in strings(finding) if text not in LOST]
    assert not [text for text in told for name in LOST if name in text]


@settings(deadline=None, max_examples=40)
@given(QUESTIONS)
def test_the_same_question_has_the_same_answer(advisor: Advisor, question: Question) -> None:
    """Twice, and with what is remembered in between."""
    first = advisor.answer(question)
    advisor.answer(Many((listing("过户", "服务流程"), whether("C级营业厅", "保安员"))))
    assert advisor.answer(question) == first
    assert advisor.answer(Why(question)) == (first if not isinstance(question, Why) else advisor.answer(question))


@settings(deadline=None, max_examples=80)
@given(QUESTIONS)
def test_every_answer_has_words(advisor: Advisor, question: Question) -> None:
    """Each can be told and read out, without a brace or anything left over."""
    answer = advisor.answer(question)
    assume(not _of_nobody(answer.finding))
    for text in (answer_text(answer), spoken_text(answer)):
        assert text.strip()
        assert not [word for word in ("{", "}", "None", "undecidable") if word in text], text


def _of_nobody(finding: Finding) -> bool:
    """A verdict on nobody at all; see below."""
    if isinstance(finding, Several):
        return any(map(_of_nobody, finding.parts))
    return isinstance(finding, Verdict) and not finding.cases


# ---- the same, whoever asks


def some_questions(advisor: Advisor, number: int) -> list[Question]:
    """As many different questions, the same in every run."""
    return random.Random(7).sample(askable(advisor.views), number)  # noqa: S311


def test_from_several_threads(advisor: Advisor) -> None:
    """Eight threads that ask one fresh advisor get the answers that one thread gets from another."""
    asked = some_questions(advisor, 240)
    fresh = Advisor(STANDARD, search=lambda text: ())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(fresh.answer, asked))
    assert answers == [advisor.answer(question) for question in asked]


def test_in_any_order(advisor: Advisor) -> None:
    """What was asked before makes no difference, whatever was supposed."""
    asked = [*some_questions(advisor, 60), Suppose("C级营业厅", Adds(("洽谈区",)))]
    first = {question: advisor.answer(question) for question in asked}
    assert {question: advisor.answer(question) for question in reversed(asked)} == first


def test_answers_are_values(put: Put) -> None:
    """Nothing of an answer can be changed; equal answers are equal."""
    answer = put(listing("过户", "服务流程"))
    with pytest.raises(FrozenInstanceError):
        answer.finding = NotFound("", (), ())  # type: ignore[misc]
    assert answer == put(listing("过户", "服务流程"))
    assert isinstance(answer, Answer)


# ---- why, several, and what breaks


def test_why_is_answered_with_the_same(put: Put) -> None:
    """The question is that of which it is asked why."""
    question = whether("C级营业厅", "保安员")
    assert put(Why(question)) == put(Why(Why(question))) == put(question)


def test_several_questions_have_each_its_finding(put: Put) -> None:
    """In their order, with the clauses of all."""
    asked = (listing("A级营业厅", "服务人员"), whether("C级营业厅", "保安员"), forms.Define("四净四无"))
    answer = put(Many(asked))
    assert isinstance(answer.finding, Several)
    assert answer.finding.parts == tuple(put(one).finding for one in asked)
    assert {clause for one in asked for clause in cited(put(one))} == set(cited(answer))


def test_statements_on_several_matters_are_one_list(put: Put) -> None:
    """Two definitions are told together, each once."""
    one, other = forms.Define("四净四无"), forms.Define("网上营业厅")
    answer = put(Many((one, other)))
    assert answer.kind == "statements"
    assert len(answer.finding.statements) == 2  # type: ignore[union-attr]


@pytest.mark.parametrize("quantifier", ["each", "every", "some"])
def test_a_verdict_on_nobody_has_words(put: Put, quantifier: forms.Quantifier) -> None:
    """That there are no such halls can be told."""
    nobody = forms.Where(forms.Named(("A级营业厅",)), forms.Has("柜台"))
    assert answer_text(put(forms.Decide(nobody, forms.Has("收费员"), quantifier)))


def test_who_has_it_where_those_named_have_not(put: Put) -> None:
    """Only these? No, and nobody else either."""
    assert answer_text(put(whether("用电检查人员", forms.Has("大专及以上学历", scope="C级营业厅"), "only")))


@pytest.mark.parametrize(
    "value",
    [
        {"form": "Decide", "subjects": {"form": "Named", "names": []}, "predicate": {"form": "Has", "entry": "收费员"}},
        {"form": "Decide", "subjects": {"form": "Named", "names": ["A级营业厅"]}, "predicate": {"form": "And", "of": []}},
        {"form": "List", "of": [{"form": "Union", "of": []}]},
    ],
)
def test_a_form_with_none_of_its_parts_is_no_question(value: dict[str, Any]) -> None:
    """It cannot be answered, and so is not read."""
    with pytest.raises(FormError):
        from_json({"version": 1, **value})
