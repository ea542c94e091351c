"""What is offered after an answer: whole questions about its subject, never the one that was just asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rules.advisor import Advisor
from rules.findings import Gone, Holders, Missing, NotFound, Passages
from rules.model import Standard
from rules.question import forms
from rules.question.askable import askable
from rules.question.check import misfits, nodes
from rules.question.forms import Beyond, EntriesOf, Hours, List, Many, Question, Read, Social, StepAt, Why
from rules.question.normal import normal_form
from rules.question.says import says
from rules.question.serial import parsed
from rules.question.suggested import MOST, SUBJECT, about
from tests.rules.asking import cited, found, listing, names, whether, which
from tests.rules.conftest import Put
from tests.rules.literals import CHANNELS
from tests.rules.question.trees import QUESTIONS
from tests.rules.test_standard_matrix import HOTLINE, ONLINE

Made = dict[str, Question]
ASKED_BACK = {"办理变更用电要经过哪些环节？", "办理新装、增容及变更用电要经过哪些环节？"}
"""Groups of services, of which it is asked which is meant."""
MANUALS = ("国家电网品牌推广应用手册", "国家电网公司视觉识别系统推广应用试点工作意见")
"""Documents that the standard names, and lays nothing down of as a topic."""


@pytest.fixture(scope="module")
def offered(standard: Standard) -> Made:
    """Every question that can be offered, of every concept and topic, by its sentence."""
    return {says(question, standard): question for name in (*standard.concepts, *standard.outside) for question in about(name, standard)}


@pytest.mark.parametrize(
    ("question", "suggested"),
    [
        (listing("C级营业厅", "服务人员"), ("C级营业厅", "功能分区")),
        (listing(HOTLINE), (HOTLINE, "服务功能")),
        (listing("销户", "服务流程"), ("销户", "服务渠道")),
        (StepAt("销户", 3), ("销户", "服务流程")),
        (whether("C级营业厅", "保安员"), ("C级营业厅", "服务人员")),
        (whether("过户", "回访"), ("过户", "服务流程")),
        (listing("投诉", "服务渠道"), None),
        (listing(ONLINE, "服务功能"), (ONLINE, "服务方式")),
    ],
)
def test_what_is_offered(put: Put, standard: Standard, question: Question, suggested: tuple[str, str] | None) -> None:
    """The next questions are about the subject of the answer."""
    answer = put(question)
    assert 1 <= len(answer.suggestions) <= MOST
    if suggested:
        assert says(listing(*suggested), standard) in answer.suggestions
    assert all(said.endswith("？") and SUBJECT not in said for said in answer.suggestions)


def test_what_lies_near_is_what_is_offered(put: Put, standard: Standard) -> None:
    """Fees are outside; of the service that was named there are questions, but not the one that was answered."""
    suggestions = put(Beyond(("收费金额",), listing("过户", "服务流程"))).suggestions
    assert says(listing("过户", "服务渠道"), standard) in suggestions
    assert says(listing("过户", "服务流程"), standard) not in suggestions
    assert put(Beyond(("收费金额",))).suggestions == ()


def test_what_is_offered_of_a_category_fits(advisor: Advisor) -> None:
    """Every category leads to a list that there is, of a subject that has it, or to what is laid down of it."""
    for category in advisor.standard.of_class("category"):
        questions = about(category, advisor.standard)
        assert questions
        for question in questions:
            assert misfits(question, advisor.views) == (), category
            assert advisor.answer(question).citations, category


def test_what_is_offered_of_a_category(standard: Standard) -> None:
    """By the classes of its subjects: steps of a service, fittings of a zone."""
    assert about("服务流程", standard) == (listing("过户", "服务流程"),)
    assert about("区内配置", standard) == (listing("收费区", "区内配置"),)
    assert about("服务人员", standard) == (listing("供电营业厅", "服务人员"), listing("过户", "服务人员"))


def test_nothing_is_offered_of_what_is_lost(put: Put, standard: Standard) -> None:
    """A name that stands for a lost one is none that anybody knows."""
    assert about("第16项设施", standard) == ()
    assert put(which("hall", "第16项设施")).suggestions == ()


def test_everything_that_is_offered_is_answered(advisor: Advisor, offered: Made) -> None:
    """No suggestion leads to nothing; of groups of services it is asked back which is meant."""
    nothing = set()
    for sentence, question in offered.items():
        assert misfits(question, advisor.views) == (), sentence
        if isinstance(advisor.answer(question).finding, (NotFound, Missing, Passages)):
            nothing.add(sentence)
    assert nothing == ASKED_BACK


@pytest.mark.parametrize("name", MANUALS)
def test_of_a_document_it_is_offered_who_must_follow_it(put: Put, standard: Standard, name: str) -> None:
    """4.1.5.2 a) asks halls to follow both."""
    (question,) = about(name, standard)
    answer = put(question)
    assert names(found(answer, Holders).holders) == ["供电营业厅"]
    assert "4.1.5.2 a)" in cited(answer)


def test_of_what_is_lost_it_is_offered_to_list_it(put: Put, standard: Standard) -> None:
    """The concept that people have for it leads to it."""
    (question,) = about("原文缺失的内容", standard)
    assert found(put(question), Gone).clauses


@settings(deadline=None, max_examples=60)
@given(QUESTIONS)
def test_what_is_offered_is_a_question_of_its_own(advisor: Advisor, offered: Made, question: Question) -> None:
    """Each suggestion is one of those that can be offered, each once, and none is the question itself, or a part of it."""
    answer = advisor.answer(question)
    asked = {normal_form(part, advisor.standard) for part in nodes(question) if type(part) in forms.QUESTIONS}
    assert len(set(answer.suggestions)) == len(answer.suggestions) <= MOST
    for said in answer.suggestions:
        assert normal_form(offered[said], advisor.standard) not in asked


STEPS, CHANNELS_OF_IT, ONLINE_OF_IT = listing("过户", "服务流程"), listing("过户", "服务渠道"), whether(ONLINE, "过户")


@pytest.mark.parametrize(
    ("question", "left"),
    [
        (STEPS, (CHANNELS_OF_IT, ONLINE_OF_IT)),
        (Why(STEPS), (CHANNELS_OF_IT, ONLINE_OF_IT)),
        (Many((STEPS, CHANNELS_OF_IT)), (ONLINE_OF_IT,)),
        (List((*STEPS.of, *CHANNELS_OF_IT.of)), (ONLINE_OF_IT,)),
        (whether("过户", ONLINE), (STEPS, CHANNELS_OF_IT)),
        (Beyond(("收费金额",), whether("过户", ONLINE)), (STEPS, CHANNELS_OF_IT)),
    ],
)
def test_no_part_of_what_was_asked_is_offered(put: Put, standard: Standard, question: Question, left: tuple[Question, ...]) -> None:
    """What else there is to ask of the service: not what was asked with something else, nor from its other side."""
    assert put(question).suggestions == tuple(says(form, standard) for form in left)


def test_what_was_asked_is_not_offered_again(advisor: Advisor) -> None:
    """Nor is a question that reads the same, for all that can be asked."""
    repeated = [question for question in askable(advisor.views) if (answer := advisor.answer(question)).says in answer.suggestions]
    assert repeated == []


@pytest.mark.parametrize("channel", CHANNELS)
def test_hours_are_not_offered_again(put: Put, channel: str) -> None:
    """However the question for hours was put."""
    answer = put(listing(channel, "服务时间"))
    assert answer.says not in answer.suggestions


def test_hours_put_as_such_are_not_offered_again(put: Put) -> None:
    """The form that is offered is recognised."""
    answer = put(Hours((ONLINE,)))
    assert answer.suggestions
    assert answer.says not in answer.suggestions


@pytest.mark.parametrize(
    "question",
    [
        Social("danger"),
        Social("greet"),
        Beyond(("用电危险",)),
        Beyond(("用电危险",), listing("过户", "服务流程")),
        listing("没有这个", "服务人员"),
        listing("过户", "功能分区"),
        Read(("9.9",)),
        StepAt("更名", 1),
    ],
)
def test_nothing_is_offered(put: Put, question: Question) -> None:
    """After a danger, or where nothing was found."""
    assert put(question).suggestions == ()


def test_of_two_subjects_the_first_is_asked_about(put: Put) -> None:
    """Where several are named, the first that can be asked about."""
    answer = put(Many((listing("D级营业厅", "服务人员"), listing("过户", "服务流程"))))
    assert all("D级营业厅" in said for said in answer.suggestions)


def test_a_class_is_asked_about_by_its_thing(put: Put) -> None:
    """Who has a thing leads on to questions on the thing."""
    suggestions = put(which("hall", "引导区")).suggestions
    assert suggestions
    assert all("引导区" in said for said in suggestions)


def test_examples_are_answered(put: Put, standard: Standard) -> None:
    """What is offered where nothing was understood has an answer."""
    examples = [parsed(form) for form in standard.suggestions["examples"]]
    assert len(examples) == MOST
    for example in examples:
        assert put(example).citations
    assert [entries.subject for example in examples for entries in example.of if isinstance(entries, EntriesOf)] != []
