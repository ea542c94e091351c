"""The normal form of texts, and the terms by which they are searched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.model import Standard
from rules.text import grams, normal

SETTINGS = settings(max_examples=1000, deadline=None, derandomize=True)
HAN = st.sampled_from("冇唔咩乜啲边邊個点點解营业厅供电服务热线営業廳供電服務熱線乾干隆著着後后里裡髮发面麵一二三")
ODD = st.sampled_from(" \u3000\u00a0\u200b\ufeff\u00ad\n\tＡａＢbeé①⑩㎡（）“”,，95５。.-－\u0301İßΣς")
TEXTS = st.one_of(st.text(st.one_of(HAN, ODD), max_size=12), st.text(max_size=12))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("供電營業廳", "供电营业厅"),
        ("網上營業廳預受理變更用電", "网上营业厅预受理变更用电"),
        ("Ａ級營業廳", "a级营业厅"),
        ("９５５９８", "95598"),
        ("停（送）电", "停(送)电"),
        ("SI01-08", "si01-08"),
        ("Grade  A   Hall", "grade a hall"),
        ("  A级 营业厅 ", "a级营业厅"),
        ("营 业 厅", "营业厅"),
        ("营\u3000业\u00a0厅", "营业厅"),
        ("95598 热线 hotline", "95598热线hotline"),
        ("营\u200b业\ufeff厅\u200d", "营业厅"),
        ("营业厅\n在哪\t里", "营业厅在哪里"),
        ("hall\r\nhours", "hall hours"),
        ("邊個廳要保安", "哪个厅要保安"),
        ("過戶要帶咩嘢", "过户要带什么"),
        ("點解冇呢個", "为什么没有呢个"),
        ("旁边个别位置", "旁边个别位置"),
        ("", ""),
        (" \u3000\u200b\n", ""),
    ],
)
def test_normal(text: str, expected: str) -> None:
    """One script, one width, one case, no invisible characters, single blanks, and none beside Chinese characters."""
    assert normal(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("客戶自助", "客户自助"),
        ("SC０１", "sc01"),
        ("移动pos机", "移动ＰＯＳ機"),
        ("95598 供电服务热线", "95598供电服务热线"),
        ("“營業中”標誌牌", "“营业中” 标志牌"),
        ("乾\u200b隆", "乾隆"),
        ("乾 隆", "乾隆"),
        ("cafe\u0301", "café"),
        ("e\u200b\u0301", "é"),
    ],
)
def test_same_text(one: str, other: str) -> None:
    """Two ways to write the same have one normal form."""
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("1.2", "12"), ("a级", "b级"), ("grade a", "gradea"), ("4.1.3 a)", "4.1.3 b)")])
def test_other_text(one: str, other: str) -> None:
    """What is not the same has two."""
    assert normal(one) != normal(other)


@given(TEXTS)
@example("e\u200b\u0301")
@SETTINGS
def test_normal_is_final(text: str) -> None:
    """The normal form of a normal form is itself: nothing depends on how often a text was normalised."""
    assert normal(normal(text)) == normal(text)


@given(TEXTS)
@SETTINGS
def test_normal_is_plain(text: str) -> None:
    """A normal form has single blanks, none at the ends, no control and no invisible characters, and no capitals."""
    form = normal(text)
    assert form == " ".join(form.split())
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Zl", "Zp") for char in form)
    assert form == form.lower()


def test_words_of_the_standard(standard: Standard) -> None:
    """No word of the standard is lost in its normal form, and each is final."""
    for concept in standard.concepts.values():
        for word in concept.words:
            assert normal(word)
            assert normal(normal(word)) == normal(word)


def test_grams() -> None:
    """Every run of one to four Chinese characters is a term, short ones first, and a letter with the one after it; a run does not reach
    over a word, a sign or a blank."""
    assert grams("供电营业厅") == [*"供电营业厅", "供电", "电营", "营业", "业厅", "供电营", "电营业", "营业厅", "供电营业", "电营业厅"]
    assert grams("营业，厅") == ["营", "业", "营业", "厅"]
    assert grams("A级厅") == ["a级", "a", "级", "厅", "级厅"]
    assert grams("供电营业厅", longest=2) == [*"供电营业厅", "供电", "电营", "营业", "业厅"]


def test_grams_of_words() -> None:
    """Words of letters and digits are terms as a whole, with the points and hyphens inside them."""
    assert grams("Grade A hall") == ["grade", "a", "hall"]
    assert grams("4.1.6.2 a) SI01-08.") == ["4.1.6.2", "a", "si01-08"]
    assert grams("95598热线") == ["95598", "热", "线", "热线"]
    assert grams("，。！") == grams("") == []


@given(st.text(HAN, min_size=2, max_size=8))
@SETTINGS
def test_grams_of_two_are_found(text: str) -> None:
    """Any two Chinese characters that stand together in the normal form are a term, so that a search for them finds the text."""
    form = normal(text)
    terms = grams(text)
    assert all(form[start : start + 2] in terms for start in range(len(form) - 1))


@given(TEXTS)
@SETTINGS
def test_grams_are_in_the_text(text: str) -> None:
    """Every term stands in the normal form, and the terms of a normal form are those of the text."""
    form = normal(text)
    assert all(term in form for term in grams(text))
    assert grams(form) == grams(text)
