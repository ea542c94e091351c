"""Simplified or Traditional: in which script somebody writes, and replies brought into it.

The standard, the rules and everything inside speak Simplified; only what goes out to a person is brought into the other script.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, Protocol, TypeVar, cast

import opencc

Script = Literal["simplified", "traditional"]
T = TypeVar("T")


class _Converter(Protocol):
    """What OpenCC, which has no types, makes for one direction."""

    def convert(self, text: str) -> str: ...


_TO_TRADITIONAL: _Converter = opencc.OpenCC(
    "s2tw"
)  # the characters people use in Taiwan and mostly in Hong Kong: 為, not 爲; no other words
_TO_SIMPLIFIED: _Converter = opencc.OpenCC("t2s")
KEPT = frozenset({"form"})
"""What a program reads, not a person: the form of the question, in the standard's own names."""


def script_of(text: str, before: Script = "simplified") -> Script:
    """The script of a text; what is the same in both goes on in the script in which the person wrote `before`."""
    traditional = _changed(_TO_SIMPLIFIED, text)
    simplified = _changed(_TO_TRADITIONAL, text)
    if traditional == simplified:
        return before
    return "traditional" if traditional > simplified else "simplified"


def in_script(value: T, script: Script) -> T:
    """Plain values (replies, with their structured answers) with all that people read in them in the script."""
    if script == "simplified":
        return value
    return cast(T, _converted(value))


def _converted(value: object) -> object:
    if isinstance(value, str):
        return value if value.isascii() else _traditional(value)
    if isinstance(value, dict):
        return {key: item if key in KEPT else _converted(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_converted(item) for item in value]
    return value


@lru_cache(maxsize=20_000)
def _traditional(text: str) -> str:
    return _TO_TRADITIONAL.convert(text)


def _changed(converter: _Converter, text: str) -> int:
    """How many characters the converter changes."""
    return sum(before != after for before, after in zip(text, converter.convert(text), strict=False))
