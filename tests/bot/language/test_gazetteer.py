"""Finding the standard's words in a text: every word of every concept, every phrase, numbers in their spellings, and nothing else."""

from __future__ import annotations

import itertools
from typing import Any

import opencc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.expressions import phrases
from bot.language.gazetteer import Span, find, letters_of, pipeline, positions, words_of
from rules.loader import load
from rules.text import normal

STANDARD = load()
NLP = pipeline(words_of(STANDARD, phrases()))
LOOKALIKES = {found.key: found.lookalike for found in STANDARD.classes.values() if found.lookalike}
LETTERS = letters_of(STANDARD)
WORDS = [(concept.cls, concept.name, word) for concept in STANDARD.concepts.values() for word in concept.words]
WORDS += [("outside", topic.name, word) for topic in STANDARD.outside.values() for word in (topic.name, *topic.aliases)]
WORDS += [(STANDARD.class_of(name), name, phrase) for name, found in phrases().items() for phrase in found]
TRADITIONAL = opencc.OpenCC("s2t")
FULL_WIDTH = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def found_in(text: str) -> list[Span]:
    """The spans in a text that need not be in normal form."""
    return find(NLP, LOOKALIKES, LETTERS, normal(text))


def pairs(text: str) -> list[tuple[str, str]]:
    """Class and value of the spans in a text."""
    return [(span.cls, span.value) for span in found_in(text)]


def values(text: str, cls: str) -> list[str]:
    """The values of the spans of one class."""
    return [value for found, value in pairs(text) if found == cls]


# --- words


def test_there_are_words() -> None:
    assert len(WORDS) > 2000
    assert {cls for cls, _, _ in WORDS} == {*STANDARD.classes, "outside"}


@pytest.mark.parametrize(
    "spelling",
    [str, str.upper, TRADITIONAL.convert, lambda word: word.translate(FULL_WIDTH), lambda word: f"  {word}\u3000", "\u200b{}".format],
    ids=["as it is", "upper case", "Traditional", "full width", "blanks", "invisible"],
)
def test_every_word_is_found_by_itself(spelling: Any) -> None:
    missed = [(cls, name, word, pairs(spelling(word))) for cls, name, word in WORDS if pairs(spelling(word)) != [(cls, name)]]
    assert missed == []


def test_every_word_is_found_whole() -> None:
    cut = [word for _, _, word in WORDS for span in found_in(word) if (span.start, span.end) != (0, len(normal(word)))]
    assert cut == []


def test_every_word_is_found_in_a_sentence() -> None:
    missed = [(name, word) for cls, name, word in WORDS if (cls, name) not in pairs(f"，{word}，")]
    assert missed == []


def test_no_word_stands_for_two_things() -> None:
    meanings: dict[str, set[tuple[str, str]]] = {}
    for cls, name, word in WORDS:
        meanings.setdefault(normal(word), set()).add((cls, name))
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


def test_lost_names_have_no_words() -> None:
    lost = [concept.name for concept in STANDARD.concepts.values() if concept.lost]
    assert lost
    assert {pattern["id"] for pattern in words_of(STANDARD, phrases())} & set(lost) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C级营业厅需要哪些服务人员", [("hall", "C级营业厅"), ("category", "服务人员")]),
        ("C級營業廳需要哪些服務人員", [("hall", "C级营业厅"), ("category", "服务人员")]),
        ("Ｃ 级 营业厅", [("hall", "C级营业厅")]),
        ("what does a C-grade hall need", [("hall", "C级营业厅")]),
        ("WHAT STEPS FOR ACCOUNT CLOSURE", [("category", "服务流程"), ("service", "销户")]),
        ("在网上能办销户吗", [("channel", "网上营业厅"), ("service", "销户")]),
        ("過戶要帶什麼材料", [("service", "过户"), ("outside", "办理材料"), ("outside", "办理材料")]),
        ("VI系统", [("matter", "视觉识别系统")]),
    ],
)
def test_words_in_a_question(text: str, found: list[tuple[str, str]]) -> None:
    assert pairs(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("暂停", "暂停"),
        ("暂停恢复", "暂停恢复"),
        ("减容", "减容"),
        ("减容恢复", "减容恢复"),
        ("临时用电", "临时用电"),
        ("临时用电延期", "临时用电延期"),
        ("有工程临时用电", "有工程临时用电"),
        ("新装、增容及变更用电", "新装、增容及变更用电"),
        ("变更用电", "变更用电"),
    ],
)
def test_the_longest_word_wins(text: str, found: str) -> None:
    assert pairs(text) == [("service", found)]


def test_no_found_word_lies_within_a_longer_one() -> None:
    assert pairs("自助缴费终端") == [("facility", "自助缴费终端")]
    assert pairs("客户自助区") == [("zone", "客户自助区")]
    assert pairs("客户自助") == [("mode", "客户自助")]


@pytest.mark.parametrize(
    "text",
    ["service", "vision", "device", "chally", "surveyors", "xC级营业厅", "AA级", "3a级", "b1级", "4A级景区", "vip厅", "95598a"],
)
def test_a_word_of_letters_or_digits_is_no_part_of_a_longer_one(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize("text", ["请问C级营业厅x", "xx，C级营业厅", "的C级营业厅x", "x C级营业厅 y"])
def test_letters_beside_chinese_characters_make_no_longer_word(text: str) -> None:
    assert pairs(text) == [("hall", "C级营业厅")]


# --- numbers, which test_numerals.py looks at


def test_a_reference_and_an_item_of_its_list() -> None:
    assert pairs("4.1.6.1第17项") == [("reference", "4.1.6.1"), ("ordinal", "17")]


def test_a_quantity_with_what_it_counts() -> None:
    assert pairs("要准备24把便民伞吗") == [("quantity", "24"), ("facility", "便民伞")]


@pytest.mark.parametrize(
    ("text", "halls"),
    [
        ("那B的呢", "B"),
        ("再换D", "D"),
        ("D人员", "D"),
        ("D 传真", "D"),
        ("CD差啥", "CD"),
        ("AB级都要吗", "AB"),
        ("abcd都有的", "ABCD"),
        ("what does a C-grade hall need", "C"),
        ("is a meter relocation free", ""),
        ("a", ""),
    ],
)
def test_a_letter_by_itself_is_a_grade_among_chinese(text: str, halls: str) -> None:
    assert values(text, "hall") == [f"{letter}级营业厅" for letter in halls]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("第一步是什么", ["first"]),
        ("首先做什么", ["first"]),
        ("最后一步", ["last"]),
        ("下一步呢", ["next"]),
        ("勘查之后呢", ["next"]),
        ("上一步是什么", ["previous"]),
        ("勘查之前", ["previous"]),
        ("what is the last step", ["last"]),
        ("next", ["next"]),
        ("before that", ["previous"]),
        ("第二步", []),
        ("销户有哪些步骤", []),
    ],
)
def test_places_in_a_flow(text: str, places: list[str]) -> None:
    assert positions(normal(text)) == places


# --- names that look like one of the standard's


@pytest.mark.parametrize("form", ["{}级", "{}厅", "{}类营业厅", "{}级营业厅", "{}级厅", "{}级大厅", "{}类", "{} 级供电营业厅"])
@pytest.mark.parametrize("letter", "EFGXZefgz")
def test_other_letters_are_unknown_grades(form: str, letter: str) -> None:
    text = form.format(letter)
    assert [(span.cls, span.value, span.role) for span in found_in(text)] == [("unknown", normal(text), "hall")]


@pytest.mark.parametrize("form", ["{}级", "{}厅", "{}类营业厅", "{}级营业厅", "{}级厅", "{}级大厅", "{}类", "{} 级供电营业厅", "{}类厅"])
@pytest.mark.parametrize("letter", "ABCDabcdＡｄ")
def test_the_grades_are_known(form: str, letter: str) -> None:
    assert pairs(form.format(letter)) == [("hall", f"{normal(letter).upper()}级营业厅")]


def test_known_and_unknown_side_by_side() -> None:
    assert pairs("C级和E级有什么不同") == [("hall", "C级营业厅"), ("unknown", "e级")]


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("A、B级营业厅", "AB"),
        ("A和B厅", "AB"),
        ("a、b、c级", "ABC"),
        ("A,B级", "AB"),
        ("A、B级和D级", "ABD"),
        ("Ａ、Ｂ級營業廳", "AB"),
        ("B比C多哪些人", "BC"),
        ("A/D厅", "AD"),
    ],
)
def test_letters_in_a_row_are_grades(text: str, grades: str) -> None:
    assert values(text, "hall") == [f"{grade}级营业厅" for grade in grades]
    assert values(text, "unknown") == []


@pytest.mark.parametrize("text", ["C、E级营业厅", "E、C级营业厅"])
def test_another_letter_in_the_row_is_unknown(text: str) -> None:
    assert values(text, "hall") == ["C级营业厅"]
    assert [value[0] for value in values(text, "unknown")] == ["e"]


@pytest.mark.parametrize("text", ["aa级", "app和b2b", "wifi、usb", "x、y", "vitamin a"])
def test_other_letters_are_no_grades(text: str) -> None:
    assert values(text, "hall") == []


# --- properties

PIECES = [
    *[word for _, _, word in WORDS][::37],
    "4.1.5.2 c)",
    "第4.1.5.2条",
    "SI01-06",
    "第31、32项",
    "第16~18项",
    "五号",
    "倒数第二步",
    "24把",
]
PIECES += [
    "第",
    "十",
    "百",
    "零",
    "、",
    "~",
    "至",
    "把",
    "个",
    "E级",
    "厅",
    "级",
    "类",
    "4.",
    "si",
    ")",
    " ",
    "，",
    "，有",
    "\u200b",
    "a",
    "C",
]
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(TEXTS)
@settings(max_examples=500, deadline=None)
@example("第百项")
@example("")
def test_whatever_the_text_the_spans_are_sound(raw: str) -> None:
    text = normal(raw)
    spans = found_in(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    for span in spans:
        assert span.value
        assert span.cls in {*STANDARD.classes, "outside", "reference", "ordinal", "quantity", "unknown"}
        if span.cls in STANDARD.classes or span.cls == "outside":
            assert STANDARD.class_of(span.value) == span.cls
        if span.cls in ("ordinal", "quantity"):
            assert all(number.lstrip("-").isdigit() for number in span.value.split(","))
    assert set(positions(text)) <= {"first", "last", "next", "previous"}


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_finding_twice_finds_the_same(raw: str) -> None:
    assert found_in(raw) == found_in(normal(raw))


@pytest.mark.parametrize("word", ["厅主管", "厅经理"])
def test_a_grade_before_a_word_that_begins_with_hall(word: str) -> None:
    """A厅主管: the grade and the staff, not a grade that there is not."""
    assert pairs(f"A{word}学历要求")[:2] == [("hall", "A级营业厅"), ("staff", "营业厅主管")]
    assert pairs(f"E{word}学历要求")[:1] == [("unknown", "e厅")]
