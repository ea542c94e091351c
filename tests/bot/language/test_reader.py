"""Reading a message."""

from __future__ import annotations

import pytest

from bot.language.language import Language
from bot.language.named import Named
from bot.language.utterance import Mention


def mentions(language: Language, text: str) -> list[tuple[str, str, str]]:
    return [(one.cls, one.name, one.source) for one in language.reader.read(text).mentions]


def named(language: Language, text: str) -> Named:
    return language.parse(text).named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C级厅要不要引导员", [("hall", "C级营业厅", "named"), ("staff", "引导员", "named")]),
        ("過戶要幾步", [("service", "过户", "named")]),
        ("几类人", [("category", "服务人员", "phrase")]),
        ("4.1.4.2讲什么", [("reference", "4.1.4.2", "named")]),
        ("E级厅要什么", [("unknown", "e级厅", "named")]),
        ("第三步是什么", [("ordinal", "3", "named")]),
        ("今天天气好", []),
    ],
)
def test_what_is_named(language: Language, text: str, found: list[tuple[str, str, str]]) -> None:
    assert mentions(language, text) == found


def test_a_slip_is_read_as_it_was_meant(language: Language) -> None:
    utterance = language.reader.read("曾容要几步")
    assert utterance.text == "增容要几步"
    assert utterance.raw == "曾容要几步"
    assert utterance.mentions == (Mention(0, 2, "service", "增容", "slip"),)


def test_a_word_is_meant_by_what_stands_beside_it(language: Language) -> None:
    assert "收取相关营业费用" in [name for _, name, _ in mentions(language, "过户要收费吗")]
    assert "收取相关营业费用" not in [name for _, name, _ in mentions(language, "收费是什么")]


def test_a_story_is_told_and_a_question_asked(language: Language) -> None:
    utterance = language.reader.read("我们所今年搬到街面上,县公司说按C级厅验收,柜台打好了,那到底要不要引导员呢")
    assert [one.name for one in utterance.told if one.cls == "hall"] == ["C级营业厅"]
    assert [one.name for one in utterance.asked] == ["引导员"]
    found = named(language, utterance.raw)
    assert found.by_role["place"] == ("C级营业厅",)
    assert found.told == {"C级营业厅"} | {name for name in found.told if name != "C级营业厅"}
    assert found.strong == {"引导员"}


def test_a_general_word_gives_way_to_a_special_one(language: Language) -> None:
    assert named(language, "A级厅是营业厅吗").by_role["place"] == ("A级营业厅",)
    assert named(language, "不带工程的那种临电,无工程临时用电几步").by_role["service"] == ("无工程临时用电",)
    assert named(language, "营业厅要什么").by_role["place"] == ("供电营业厅",)


def test_numbers_are_numbers(language: Language) -> None:
    found = named(language, "设施清单第24项是啥")
    assert found.by_role["number"] == (24,)


def test_names_that_stand_side_by_side_are_not_apart(language: Language) -> None:
    near = named(language, "C级厅有主管、收费员")
    far = named(language, "主管是有了,可是厅里到现在也没有收费员")
    assert near.gap(("营业厅主管", "收费员")) < 0.2 < far.gap(("营业厅主管", "收费员"))
    assert near.gap(("收费员",)) == 0
