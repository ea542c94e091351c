"""What small words say."""

from __future__ import annotations

import pytest

from actions.cues import asks, cues_of, denied
from rules.model import Standard


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("哪级厅不需要传真", "negated"),
        ("D级厅缺哪两种", "lacking"),
        ("哪两种服务方式是没有的", "lacking"),
        ("只有A级才要便民伞吗", "exclusive"),
        ("只能去营业厅交吗", "exclusive"),
        ("非得当面办才行吗", "exclusive"),
        ("除了A级，别的级都不用的有哪些", "besides"),
        ("两个差在哪", "both"),
        ("能办增容不", "may"),
        ("啥厅要引导员", "holders"),
        ("那到底哪些厅有", "holders"),
        ("他们也得有普通话证？", "persons"),
        ("别的活儿呢", "others"),
        ("它能在网上办吗", "pronoun"),
        ("前面那个要保洁员吗", "former"),
        ("后者呢", "latter"),
        ("那反过来呢", "reversed"),
        ("有没有收费这一步", "whether"),
        ("说错了是暂停", "corrects"),
        ("不是C级,是D级", "corrects"),
    ],
)
def test_a_sign(text: str, sign: str) -> None:
    assert getattr(cues_of(text), sign)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("只有D级才不要业务受理员吗", "exclusive"),
        ("唯独C级没有保安吗", "exclusive"),
        ("C级是不是要保安", "corrects"),
        ("C级厅要哪些人", "lacking"),
        ("C级厅要哪些人", "pronoun"),
        ("有没有保安", "lacking"),
    ],
)
def test_no_sign(text: str, sign: str) -> None:
    assert not getattr(cues_of(text), sign)


@pytest.mark.parametrize(("text", "superlative"), [("哪个流程最短", "least"), ("设施最多的是哪级", "most"), ("哪级厅", "")])
def test_superlatives(text: str, superlative: str) -> None:
    assert cues_of(text).superlative == superlative


def test_what_a_correction_takes_back(standard: Standard) -> None:
    assert denied("不是C级,是D级", ("C级营业厅", "D级营业厅"), standard) == {"C级营业厅"}
    assert denied("D级是不是C级", ("C级营业厅", "D级营业厅"), standard) == frozenset()
    assert denied("C级和D级", ("C级营业厅", "D级营业厅"), standard) == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"), [("D级呢", False), ("那过户", False), ("D级要几个", True), ("行不", True), ("how many", True)]
)
def test_whether_it_asks_by_itself(text: str, expected: bool) -> None:
    assert asks(text) == expected
