"""From a text to the questions that it may put."""

from __future__ import annotations

import numpy as np
import pytest

from bot.language.candidates import Candidate
from bot.language.kinds import features, kind_of
from bot.language.language import Language
from bot.language.ways import Way
from rules.model import Standard
from rules.question.forms import Decide, Difference, EntriesOf, Has, List, Named, Order, Question
from rules.question.normal import normal_form

CLEAR: list[tuple[str, Question]] = [
    ("C级营业厅需要哪些服务人员", List((EntriesOf("C级营业厅", "服务人员"),))),
    ("B级厅要不要引导员", Decide(Named(("B级营业厅",)), Has("引导员"))),
    ("办理过户要经过哪些环节", List((EntriesOf("过户", "服务流程"),))),
    ("A级厅有、B级厅没有的人员有哪些", List((Difference(EntriesOf("A级营业厅", "服务人员"), EntriesOf("B级营业厅", "服务人员")),))),
    ("新装是先签合同还是先装表", Order("新装", ("签订供用电合同", "装表接电"))),
]


def best(language: Language, text: str) -> Candidate:
    return language.parse(text).candidates[0][0]


@pytest.mark.parametrize(("text", "question"), CLEAR)
def test_a_clear_question_is_understood(language: Language, standard: Standard, text: str, question: Question) -> None:
    assert best(language, text).question == normal_form(question, standard)


@pytest.mark.parametrize(("text", "act"), [("你好", "greet"), ("谢谢你啊", "thank"), ("转人工", "person"), ("再见", "goodbye")])
def test_an_act_is_understood(language: Language, text: str, act: str) -> None:
    assert best(language, text).act == act


@pytest.mark.parametrize(("text", "service"), [("gh呢", "过户"), ("xz lc", "新装"), ("xh 全流程", "销户")])
def test_initials_are_read_though_examples_have_them(language: Language, text: str, service: str) -> None:
    assert service in [mention.name for mention in language.parse(text).utterance.mentions]


def test_what_is_not_named_stays_open(language: Language) -> None:
    found = [one for one, _ in language.parse("要经过哪些环节").candidates if one.question is None and one.form]
    assert any("<service" in str(one.form) for one in found)


def test_what_is_described_is_tried(language: Language) -> None:
    asked = [one.question for one, _ in language.parse("门口帮人取号引路的那个人，C级厅要配吗").candidates]
    assert Decide(Named(("C级营业厅",)), Has("引导员")) in asked


def test_what_is_described_may_be_meant_again(language: Language) -> None:
    """In a conversation: 那边收钱的人呢 asks the last question of the cashier."""
    names = [one.form for one, _ in language.parse("那在门口领着人取号的那位呢").candidates if one.act == "again"]
    assert {"thing": ["引导员"]} in names


def test_what_a_story_describes_is_tried(language: Language) -> None:
    told = "我妈去年走了，老房子一直空着。我和我哥商量了，这房子打算推平，以后再也不会有人住，电也彻底不要了。这种情况要经过哪些环节？"
    assert List((EntriesOf("销户", "服务流程"),)) in [one.question for one, _ in language.parse(told).candidates]


@pytest.mark.parametrize(("text", "place"), [("外语座席是必须设吗", "95598供电服务热线"), ("保洁员要不要配", "供电营业厅")])
def test_the_only_place_that_can_be_meant_is_taken(language: Language, text: str, place: str) -> None:
    asked = [one.question for one, _ in language.parse(text).candidates]
    assert any(isinstance(one, Decide) and one.subjects == Named((place,)) for one in asked)


def test_candidates_differ_and_the_likeliest_comes_first(language: Language) -> None:
    parse = language.parse("销户要几步")
    scores = [score for _, score in parse.candidates]
    assert scores == sorted(scores, reverse=True)
    questions = [one.question for one, _ in parse.candidates if one.question is not None]
    assert len(questions) == len(set(questions))


def test_a_text_that_does_not_count_is_not_its_own_neighbour(language: Language) -> None:
    text = language.bank.ways[0].asked[0]
    utterance = language.reader.read(text)
    near = max(one.features["near"] for one in language.candidates(utterance))
    assert near == pytest.approx(1, abs=0.01)
    assert max(one.features["near"] for one in language.candidates(utterance, without=0)) < near


@pytest.mark.parametrize("text", ["", " ", "???", "。", "\0", "a" * 3000, "😀"])
def test_any_text_is_parsed(language: Language, text: str) -> None:
    assert language.parse(text).utterance.raw == text


def test_the_kind_of_a_question_is_what_is_left_without_names(standard: Standard) -> None:
    def way(place: str, aspect: str) -> Way:
        return Way({"form": "List", "of": [{"form": "EntriesOf", "subject": place, "aspect": aspect}]}, "", ("x",))

    assert kind_of(way("<place>", "服务人员"), standard) == kind_of(way("<place*>", "服务人员"), standard)
    assert kind_of(way("<place>", "服务人员"), standard) != kind_of(way("<place>", "功能分区"), standard)
    assert kind_of(Way(None, "greet", ("你好",)), standard) == "act greet"


def test_runs_of_words_are_told_apart() -> None:
    vectors = np.zeros((3, 4), dtype=np.float32)
    one, same, other = features(["有没有引导员", "有没有引导员", "引导员有没有"], vectors, vectors)
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
