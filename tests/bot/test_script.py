"""In which script somebody writes, and replies in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.script import in_script, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("C級營業廳需要哪些人員", "traditional"),
        ("銷戶有哪些步驟", "traditional"),
        ("C级营业厅需要哪些人员", "simplified"),
        ("销户", "simplified"),
        ("营业厅怎么办過戶和销户", "simplified"),
    ],
)
def test_scripts(text: str, script: str) -> None:
    assert script_of(text) == script_of(text, "traditional") == script


@pytest.mark.parametrize("text", ["95598", "你好", "", "?", "xh"])
def test_what_is_the_same_in_both_goes_on(text: str) -> None:
    assert script_of(text) == "simplified"
    assert script_of(text, "traditional") == "traditional"


def test_everything_that_is_read_is_converted() -> None:
    reply = {
        "text": "营业厅主管",
        "buttons": [{"title": "为什么？"}],
        "custom": {"kind": "listing", "clauses": ("4.1.4.2 b)3)",), "n": 3, "x": None},
    }
    assert in_script(reply, "simplified") == reply
    assert in_script(reply, "traditional") == {
        "text": "營業廳主管",
        "buttons": [{"title": "為什麼？"}],
        "custom": {"kind": "listing", "clauses": ["4.1.4.2 b)3)"], "n": 3, "x": None},
    }


@given(st.text())
def test_any_text_has_a_script(text: str) -> None:
    assert script_of(text) in ("simplified", "traditional")
    assert isinstance(in_script(text, "traditional"), str)
