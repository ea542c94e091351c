"""Reading slips: what is taken for a word of the standard, what is only asked about, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.expressions import phrases
from bot.language.gazetteer import find, letters_of, pipeline, words_of
from bot.language.spelling import Change, Speller, Word, common_words, phrases_of
from rules.loader import load
from rules.text import normal
from tests.bot.test_nlu import EXAMPLES

STANDARD = load()
PATTERNS = words_of(STANDARD, phrases())
NLP = pipeline(PATTERNS)
LETTERS = letters_of(STANDARD)
SPELLER = Speller(
    [Word(pattern["pattern"], pattern["label"], pattern["id"]) for pattern in PATTERNS],
    phrases_of(normal(text) for _, text in EXAMPLES),
    common_words(),
)


def read(text: str) -> tuple[str, list[Change]]:
    """What is made of a text, with what the gazetteer knows in it."""
    form = normal(text)
    known = [(span.start, span.end) for span in find(NLP, {}, LETTERS, form)]
    return SPELLER.read(form, known)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("xiaohu yao ji bu", "销户要几步"),
        ("c ji ting renyuan", "c级厅人员"),
        ("zengrong liucheng", "增容流程"),
        ("xh buzhou", "销户步骤"),
        ("gh lc", "过户流程"),
        ("xz", "新装"),
        ("lsydyq lc", "临时用电延期流程"),
        ("过沪流程", "过户流程"),
        ("引到区放什么", "引导区放什么"),
        ("业务首里员", "业务受理员"),
        ("收废员", "收费员"),
        ("C及营业厅要啥", "c级营业厅要啥"),
        ("营业庁几点关门", "营业厅几点关门"),
        ("怎么转人攻", "怎么转人工"),
        ("acount closure steps", "account closure steps"),
    ],
)
def test_what_was_meant(text: str, meant: str) -> None:
    found, changes = read(text)
    assert found == meant
    assert all(change.certain for change in changes)


@pytest.mark.parametrize(
    "text",
    [
        "销户要几步",
        "这个业务办法是什么",
        "我想过几天再来",
        "我怀疑表有毛病",
        "什么样的厅可以不设引导区",
        "what does a c-grade hall need",
        "how many ways can the online hall serve me",
        "我申请的新表",
        "施工用的围栏",
        "",
    ],
)
def test_what_is_no_slip(text: str) -> None:
    assert read(text) == (normal(text), [])


@pytest.mark.parametrize(("text", "name"), [("小户要几步", "销户"), ("该类怎么办", "改类")])
def test_a_common_word_is_only_asked_about(text: str, name: str) -> None:
    """小户 and 该类 are words of their own: the text stays, and the likeness is kept as a guess."""
    found, changes = read(text)
    assert found == text
    assert [(change.name, change.certain) for change in changes] == [(name, False)]


def test_the_words_of_the_standard_are_read_as_they_are() -> None:
    for concept in STANDARD.concepts.values():
        for word in concept.words:
            assert read(word)[0] == normal(word), word


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=150)
def test_any_text_is_read(text: str) -> None:
    """Whatever comes in, text comes out, and each change was in it."""
    found, changes = read(text)
    assert isinstance(found, str)
    assert all(change.written in normal(text) for change in changes)
