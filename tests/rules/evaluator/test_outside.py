"""What is outside the standard, what is dangerous, what is only polite, and the search when nothing else answers."""

from __future__ import annotations

import pytest

from rules.advisor import Advisor
from rules.findings import Listing, Missing, NotFound, Outside, Passages, Several
from rules.loader import load
from rules.question.forms import Beyond, Many, Question, Read, Search, Social, StepAt
from tests.rules.asking import cited, found, listing, whether
from tests.rules.conftest import Put
from tests.rules.literals import CLAUSE_OF

STANDARD = load()
DANGER = "用电危险"
TOPICS = tuple(topic for topic in STANDARD.outside if topic != DANGER)


class Searching:
    """A search that finds what it is told to, and remembers what it was asked."""

    def __init__(self, *finds: str) -> None:
        self.finds = finds
        self.asked: list[str] = []

    def __call__(self, text: str) -> tuple[str, ...]:
        self.asked.append(text)
        return self.finds


def searching(advisor: Advisor, *finds: str) -> tuple[Advisor, Searching]:
    """An advisor with a search of its own, which shares the engine."""
    search = Searching(*finds)
    return Advisor(STANDARD, search, advisor.known.engine), search


# ---- topics


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic(put: Put, topic: str) -> None:
    """A topic that the standard does not treat is answered with that and with where to turn; nothing is cited."""
    of_topic = STANDARD.outside[topic]
    answer = put(Beyond((topic,)))
    finding = found(answer, Outside)
    assert (finding.topic, finding.says, finding.turn_to) == (topic, of_topic.says, of_topic.turn_to)
    assert (finding.nearby, finding.urgent, answer.citations, answer.derivation) == (None, False, (), ())
    assert "标准" in finding.says
    assert finding.turn_to


@pytest.mark.parametrize("service", CLAUSE_OF)
def test_what_lies_near(put: Put, service: str) -> None:
    """Beside a service its steps are what the standard does say, with their clause."""
    near = listing(service, "服务流程")
    answer = put(Beyond(("收费金额",), near))
    finding = found(answer, Outside)
    assert finding.topic == "收费金额"
    assert finding.nearby == put(near).finding
    assert cited(answer) == cited(put(near))
    assert answer.derivation == put(near).derivation


@pytest.mark.parametrize("near", [listing("变更用电", "服务流程"), Read(("9.9",)), listing("没有这个", "服务流程"), StepAt("更名", 1)])
def test_nothing_lies_near(put: Put, near: Question) -> None:
    """What would be asked back, or is not found, is nothing near."""
    answer = put(Beyond(("收费金额",), near))
    assert found(answer, Outside).nearby is None
    assert answer.citations == ()


def test_two_topics(put: Put) -> None:
    """How much, and what to bring: both are outside, and both are said, once each."""
    finding = found(put(Beyond(("收费金额", "办理材料", "收费金额"))), Outside)
    for topic in ("收费金额", "办理材料"):
        assert finding.says.count(STANDARD.outside[topic].says) == 1
        assert STANDARD.outside[topic].turn_to in finding.turn_to


def test_beside_what_is_inside(put: Put) -> None:
    """A question outside and one inside in one message: both are answered."""
    parts = found(put(Many((Beyond(("收费金额",)), listing("过户", "服务流程")))), Several).parts
    assert [type(part) for part in parts] == [Outside, Listing]


# ---- danger


@pytest.mark.parametrize("question", [Social("danger"), Beyond((DANGER,)), Beyond(("收费金额", DANGER))])
def test_danger(put: Put, question: Question) -> None:
    """Keep away, and whom to call; no suggestion leads away from it."""
    answer = put(question)
    finding = found(answer, Outside)
    assert finding.urgent
    assert "远离" in finding.says
    assert all(number in finding.turn_to for number in ("95598", "119", "120"))
    assert (answer.citations, answer.suggestions) == ((), ())


def test_only_dangers_are_urgent() -> None:
    """The rest can wait its turn."""
    assert [name for name, topic in STANDARD.outside.items() if topic.urgent] == [DANGER]


@pytest.mark.parametrize("act", ["greet", "thank", "goodbye", "identity", "person", "practice"])
def test_what_is_only_polite(put: Put, act: str) -> None:
    """Nothing of the standard: the act is told apart by its name."""
    answer = put(Social(act))  # type: ignore[arg-type]
    assert answer.finding == NotFound("social", (act,), ())
    assert answer.says


# ---- the search


def test_passages(advisor: Advisor) -> None:
    """The clauses found are shown and cited in their order, and nothing is derived."""
    other, search = searching(advisor, "4.2.5 b)", "4.1.5.2 d)", "4.1")
    answer = other.answer(Search("音乐和卫生"))
    assert search.asked == ["音乐和卫生"]
    assert [one.clause for one in found(answer, Passages).clauses] == cited(answer) == ["4.2.5 b)", "4.1.5.2 d)", "4.1"]
    assert (answer.derivation, answer.suggestions) == ((), ())
    assert any(remark.startswith("4.1：原文此处缺失") for remark in answer.remarks)


def test_nothing_found(advisor: Advisor) -> None:
    """What the search does not find either is asked back, with questions that are answered."""
    other, _ = searching(advisor)
    finding = found(other.answer(Search("今天天气好吗")), Missing)
    assert (finding.asks, len(finding.choices)) == ("words", 3)
    assert all(choice.endswith("？") for choice in finding.choices)


@pytest.mark.parametrize(
    "question",
    [
        listing("C级营业厅", "服务人员"),
        listing("更名", "服务流程"),
        listing("没有这个", "服务人员"),
        Beyond(("电价",)),
        Read(("9.9",)),
        whether("过户", "收费区"),
        Social("danger"),
    ],
)
def test_only_the_search_searches(advisor: Advisor, question: Question) -> None:
    """Nothing that is answered, refused or asked back otherwise is searched for."""
    other, search = searching(advisor, "4.1")
    other.answer(question)
    assert search.asked == []


def test_what_is_asked_back_as_an_answer(advisor: Advisor) -> None:
    """A question back is an answer without a question."""
    missing = Missing("group", ("变更用电",), ("办理过户要经过哪些环节？",))
    answer = advisor.ask_back(missing)
    assert (answer.finding, answer.question, answer.says, answer.citations) == (missing, None, "", ())
    assert answer.as_json()["form"] is None
    assert answer.edition
