"""What is offered after an answer: whole questions about its subject, never the one that was just asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rules.advisor import Advisor
from rules.findings import Missing, NotFound, Passages
from rules.model import Standard
from rules.question.askable import askable
from rules.question.check import misfits
from rules.question.forms import Beyond, EntriesOf, Hours, Many, Question, Read, Social, StepAt
from rules.question.normal import normal_form
from rules.question.says import says
from rules.question.serial import parsed
from rules.question.suggested import MOST, SUBJECT, about
from tests.rules.asking import listing, whether, which
from tests.rules.conftest import Put
from tests.rules.literals import CHANNELS
from tests.rules.question.trees import QUESTIONS
from tests.rules.test_standard_matrix import HOTLINE, ONLINE

Made = dict[str, Question]
ASKED_BACK = {"办理变更用电要经过哪些环节？", "办理新装、增容及变更用电要经过哪些环节？"}
"""Groups of services, of which it is asked which is meant."""
NAMED_ONLY = ("国家电网品牌推广应用手册", "国家电网公司视觉识别系统推广应用试点工作意见", "原文缺失的内容")
"""What the standard names, and lays nothing down of as a topic."""


@pytest.fixture(scope="module")
def offered(standard: Standard) -> Made:
    """Every question that can be offered, of every concept and topic but categories, by its sentence."""
    names = [name for name, concept in standard.concepts.items() if not concept.lost and concept.cls != "category"]
    return {says(question, standard): question for name in (*names, *standard.outside) for question in about(name, standard)}


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


@pytest.mark.xfail(strict=True, reason="of what is outside the topic is offered, which was just asked, and not what lies near")
def test_what_lies_near_is_what_is_offered(put: Put, standard: Standard) -> None:
    """Fees are outside; of the service that was named there are questions."""
    suggestions = put(Beyond(("收费金额",), listing("过户", "服务流程"))).suggestions
    assert says(listing("过户", "服务渠道"), standard) in suggestions


@pytest.mark.xfail(strict=True, reason="of any category its list of halls is offered, though halls have no 服务流程")
def test_what_is_offered_of_a_category_fits(advisor: Advisor) -> None:
    """A category leads to a list that there is."""
    for category in advisor.standard.of_class("category"):
        for question in about(category, advisor.standard):
            assert misfits(question, advisor.views) == (), category


def test_everything_that_is_offered_is_answered(advisor: Advisor, offered: Made) -> None:
    """No suggestion leads to nothing; of groups of services it is asked back which is meant."""
    nothing = set()
    for sentence, question in offered.items():
        assert misfits(question, advisor.views) == (), sentence
        if isinstance(advisor.answer(question).finding, (NotFound, Missing, Passages)):
            nothing.add(sentence)
    assert {sentence for sentence in nothing if not any(name in sentence for name in NAMED_ONLY)} == ASKED_BACK


@pytest.mark.xfail(strict=True, reason="of a document it is offered what is laid down of it as a topic, which is nothing")
@pytest.mark.parametrize("name", NAMED_ONLY)
def test_what_is_only_named_is_offered_too(put: Put, standard: Standard, name: str) -> None:
    """4.1.5.2 a) asks halls to follow both documents; what is lost can be listed."""
    (question,) = about(name, standard)
    assert not isinstance(put(question).finding, NotFound)


@settings(deadline=None, max_examples=60)
@given(QUESTIONS)
def test_what_is_offered_is_a_question_of_its_own(advisor: Advisor, offered: Made, question: Question) -> None:
    """Each suggestion is one of those that can be offered, each once, and none is the question itself."""
    answer = advisor.answer(question)
    asked = normal_form(question, advisor.standard)
    assert len(set(answer.suggestions)) == len(answer.suggestions) <= MOST
    for said in answer.suggestions:
        assert normal_form(offered[said], advisor.standard) != asked


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
