"""Checking a hall in conversation: what each message adds, takes back, asks, or ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.hall_check import CATEGORIES, CheckTurn, HallCheck, read_in_check
from actions.utterance import Utterance
from rules.model import Standard

B = "B级营业厅"
REQUIRED = {"服务人员": ("营业厅主管", "收费员"), "功能分区": ("收费区",)}
STARTED = HallCheck(B)
SAID = HallCheck(B, (("服务人员", "收费员"), ("服务人员", "保安员")), ("服务人员",))


def turn(standard: Standard, check: HallCheck, text: str, *entities: tuple[str, str], intent: str = "follow_up") -> CheckTurn:
    utterance = Utterance(intent, tuple((cls, value, "") for cls, value in entities), text)
    return read_in_check(check, utterance, REQUIRED, standard)


def test_things_are_kept_in_their_categories(standard: Standard) -> None:
    """Of one message also those of other categories than the one asked for."""
    said = turn(standard, STARTED, "主管、收费员,还有收费区", ("staff", "营业厅主管"), ("staff", "收费员"), ("zone", "收费区"))
    assert said.outcome == "said"
    assert said.check.of("服务人员") == ("营业厅主管", "收费员")
    assert said.check.of("功能分区") == ("收费区",)
    assert said.check.category == "服务方式"


def test_the_grade_is_taken_and_corrected(standard: Standard) -> None:
    assert turn(standard, HallCheck(), "B级", ("hall", B)).check.grade == B
    assert turn(standard, SAID, "说错了,是C级", ("hall", "C级营业厅")).check == HallCheck("C级营业厅", SAID.has, SAID.spoken)


@pytest.mark.parametrize("text", ["不对，没有保安", "保安去掉", "收费员有，保安没有", "缺保安"])
def test_what_is_denied_is_taken_out(standard: Standard, text: str) -> None:
    entities = [("staff", "保安员")] + ([("staff", "收费员")] if "收费员" in text else [])
    said = turn(standard, SAID, text, *entities)
    assert said.check.of("服务人员") == ("收费员",)


def test_all_none_and_skip_are_of_the_category_asked_for(standard: Standard) -> None:
    check = turn(standard, STARTED, "都有").check
    assert (check.of("服务人员"), check.category) == (("营业厅主管", "收费员"), "功能分区")
    check = turn(standard, check, "没有").check
    assert (check.of("功能分区"), check.spoken, check.category) == ((), ("服务人员", "功能分区"), "服务方式")
    check = turn(standard, check, "跳过").check
    assert (check.skipped, check.category) == (("服务方式",), "设施及用品")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("退出", "left"),
        ("算了，不查了", "left"),
        ("结果", "finished"),
        ("就这些了", "finished"),
        ("还缺什么", "finished"),
        ("记了什么", "show"),
        ("念一遍", "show"),
        ("洽谈区是干什么的", "question"),
        ("这个必须有吗", "question"),
        ("哈哈哈", "unclear"),
    ],
)
def test_what_else_is_said(standard: Standard, text: str, outcome: str) -> None:
    """Leaving, the result, what was kept, a question in between, and what is not understood; none changes what was said."""
    found = turn(standard, SAID, text)
    assert found.outcome == outcome
    assert found.check == SAID


def test_danger_comes_first(standard: Standard) -> None:
    danger = next(name for name, topic in standard.outside.items() if topic.urgent)
    assert turn(standard, SAID, "电线掉地上了", ("outside", danger)).outcome == "question"


def test_without_a_grade_there_is_no_result(standard: Standard) -> None:
    assert turn(standard, HallCheck(), "结果").outcome != "finished"


def test_the_first_message_may_say_everything(standard: Standard) -> None:
    entities = [("hall", B), ("staff", "收费员")]
    said = turn(standard, HallCheck(), "帮我检查我们B级厅,有收费员", *entities, intent="check_hall")
    assert (said.outcome, said.check) == ("said", HallCheck(B, (("服务人员", "收费员"),), ("服务人员",)))


WORDS = st.text(st.sampled_from("有没无都跳过结果退出记了什么主管收费员保安区不对，。 "), max_size=14)
ENTITIES = st.lists(
    st.sampled_from([("staff", "收费员"), ("zone", "收费区"), ("mode", "电话"), ("facility", "排队机"), ("hall", B)]), max_size=3
)


@given(st.lists(st.tuples(WORDS, ENTITIES), max_size=6))
@settings(deadline=None)
def test_whatever_is_said_the_check_stays_whole(standard: Standard, messages: list[tuple[str, list[tuple[str, str]]]]) -> None:
    """No message makes a thing appear twice, in a category that was not spoken of, or of another class."""
    check = HallCheck()
    for text, entities in messages:
        check = turn(standard, check, text, *entities).check
        assert len(check.has) == len(set(check.has))
        assert {category for category, _ in check.has} <= set(check.spoken) <= set(CATEGORIES)
        assert check.grade in ("", B)
