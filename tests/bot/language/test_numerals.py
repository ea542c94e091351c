"""Numbers of clauses and codes, places in lists and flows, quantities, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.numerals import MOST_NUMBERS, marked, numbers, references
from rules.text import normal


def values(text: str, kind: str) -> list[str]:
    """The numbers of one kind in a text, without those that overlap with one before."""
    plain = normal(marked(text))
    found = []
    for one in (*references(plain), *numbers(plain)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return [one.value for one in sorted(found, key=lambda one: one.start) if one.kind == kind]


# --- references

REFERENCES = [
    ("4.1.5.2", "4.1.5.2"),
    ("第4.1.5.2条", "4.1.5.2"),
    ("4.1.5.2款", "4.1.5.2"),
    ("４．１．５．２", "4.1.5.2"),
    ("标准4.1.5.2说了什么", "4.1.5.2"),
    ("4.1.5.2 c)", "4.1.5.2c)"),
    ("4.1.5.2c)", "4.1.5.2c)"),
    ("4.1.5.2 C）", "4.1.5.2c)"),
    ("4.1.5.2c", "4.1.5.2c"),
    ("4.1.5.2 c", "4.1.5.2c"),
    ("4.1.5.2c要求", "4.1.5.2c"),
    ("4.1.4.2 b)3)", "4.1.4.2b)3)"),
    ("4.1.4.2 b) 3)", "4.1.4.2b)3)"),
    ("4.1.5.2 and so on", "4.1.5.2"),
    ("5.1.4.10", "5.1.4.10"),
    ("4.1", "4.1"),
    ("4.9.9说了什么", "4.9.9"),
    ("SI01-06", "si01-06"),
    ("si01-06", "si01-06"),
    ("ＳＩ０１－０６", "si01-06"),
    ("SI 01-06", "si01-06"),
    ("SI01", "si01"),
    ("SI01-06的流程", "si01-06"),
]


@pytest.mark.parametrize(("text", "reference"), REFERENCES)
def test_references(text: str, reference: str) -> None:
    assert values(text, "reference") == [reference]


def test_several_references() -> None:
    assert values("4.1.5.2和4.1.6.1以及SI01-06", "reference") == ["4.1.5.2", "4.1.6.1", "si01-06"]


@pytest.mark.parametrize("text", ["2024.1.5", "14.1.5", "v4.1", "3.1.4", "6.2", "4", "第4章", "si1", "asi01", "95598", "13800000000"])
def test_other_figures_are_no_references(text: str) -> None:
    assert values(text, "reference") == []


# --- numbers

ORDINALS = [
    ("第3项", "3"),
    ("第３项", "3"),
    ("第③项", "3"),
    ("第 3 项", "3"),
    ("第十三项", "13"),
    ("第十项", "10"),
    ("第二十一步", "21"),
    ("第一百零三项", "103"),
    ("第两步", "2"),
    ("第零项", "0"),
    ("第一", "1"),
    ("第31、32项", "31,32"),
    ("第31,32项", "31,32"),
    ("第31和32项", "31,32"),
    ("第三与第五项", "3,5"),
    ("第三、四、五项", "3,4,5"),
    ("第16~18项", "16,17,18"),
    ("第16～18项", "16,17,18"),
    ("第16-18项", "16,17,18"),
    ("第16到第18项", "16,17,18"),
    ("第十六至十八项", "16,17,18"),
    ("第8项到第10项", "8,9,10"),
    ("第一步至第三步", "1,2,3"),
    ("第1~3、7项", "1,2,3,7"),
    ("第9~3项", "9"),
    ("设施第17项是什么", "17"),
    ("第二步是什么", "2"),
]


@pytest.mark.parametrize(("text", "numbers"), ORDINALS)
def test_ordinals(text: str, numbers: str) -> None:
    assert values(text, "ordinal") == [numbers]


def test_a_long_range_is_cut() -> None:
    (numbers,) = values("第1~999项", "ordinal")
    assert numbers.startswith("1,2,3,")
    assert len(numbers.split(",")) == 40


@pytest.mark.parametrize("text", ["第几项", "哪一项", "三项", "第x项", "第", "一是一"])
def test_what_is_no_ordinal(text: str) -> None:
    assert values(text, "ordinal") == []


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("24把", "24"),
        ("24把便民伞", "24"),
        ("二十四把", "24"),
        ("两台", "2"),
        ("一百张", "100"),
        ("３个", "3"),
        ("5部电话", "5"),
        ("1只", "1"),
        ("十块", "10"),
    ],
)
def test_quantities(text: str, quantity: str) -> None:
    assert values(text, "quantity") == [quantity]


@pytest.mark.parametrize("text", ["把", "几台", "24", "24元", "好几把"])
def test_what_is_no_quantity(text: str) -> None:
    assert values(text, "quantity") == []


@pytest.mark.parametrize(
    "text", ["第百项", "第十十项", "第百二项", "第十、百项", "几百块", "上百个", "百把", "十百把", "三百百张", "一二百十台"]
)
def test_a_numeral_that_is_none_does_no_harm(text: str) -> None:
    assert values(text, "reference") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("29项是什么", ["29"]),
        ("17、18项叫啥", ["17,18"]),
        ("那19呢", ["19"]),
        ("三十呢", ["30"]),
        ("倒数第二步", ["-2"]),
        ("共32项", []),
        ("三项", []),
    ],
)
def test_ordinals_without_their_mark(text: str, numbers: list[str]) -> None:
    assert values(text, "ordinal") == numbers


@pytest.mark.parametrize(
    ("text", "references"),
    [("五点一点四点五", ["5.1.4.5"]), ("SI0103和SI 0104", ["si01-03", "si01-04"]), ("两点半", []), ("五点", [])],
)
def test_references_as_people_say_them(text: str, references: list[str]) -> None:
    assert values(text, "reference") == references


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("4。2。5第c款写了啥", "4.2.5c"),
        ("第4.2.5条c款", "4.2.5c"),
        ("4.2.5的c条", "4.2.5c"),
        ("4.1.5.2 c)6)", "4.1.5.2c)6)"),
        ("依据4.1.4.2 A级厅要保洁员吗", "4.1.4.2"),
        ("见4.1.4.2，b级厅呢", "4.1.4.2"),
        ("4.1.4.2,C要什么", "4.1.4.2"),
        ("in 4.1.4.2, a hall needs what", "4.1.4.2"),
    ],
)
def test_parts_of_clauses(text: str, reference: str) -> None:
    assert values(text, "reference") == [reference]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("五号功能区是啥", ["5"]),
        ("④是什么", ["4"]),
        ("①③⑤分别是啥", ["1", "3", "5"]),
        ("26号，名字", ["26"]),
        ("序号13，员工啥栏来着", ["13"]),
        ("16号到18号", ["16,17,18"]),
        ("what is item 29 in the list", ["29"]),
        ("items 24 to 26", ["24,25,26"]),
        ("no. 13 please", ["13"]),
        ("the 12th facility", ["12"]),
        ("the third stage of a suspension", ["3"]),
        ("second to last step", ["-2"]),
        ("5月1号上班吗", []),
        ("12398号是干什么的", []),
        ("3号楼", []),
        ("24x7", []),
        ("我的户号3201456789", []),
    ],
)
def test_places_as_people_write_them(text: str, numbers: list[str]) -> None:
    assert values(text, "ordinal") == numbers


@given(st.integers(1, 99), st.sampled_from(["第{}项", "{}号设施", "第{}步", "倒数第{}步", "item {}"]))
def test_every_number_is_read(number: int, written: str) -> None:
    """In each way of writing it, from the end where it says so."""
    assert values(written.format(number), "ordinal") == [str(-number if "倒数" in written else number)]


@given(st.text("0123456789第号项步.、~-条款 abc一二三十百", max_size=16))
def test_any_figures_can_be_read(text: str) -> None:
    """Whatever is written, what is found lies in the text and names at most so many places."""
    plain = normal(marked(text))
    for one in (*references(plain), *numbers(plain)):
        assert 0 <= one.start < one.end <= len(plain)
        assert len(one.value.split(",")) <= MOST_NUMBERS
