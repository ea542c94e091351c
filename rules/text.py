"""The normal form in which texts are compared: one script, one width, one case, single spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_BLANKS = re.compile(r"\s+")
_BLANK_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """`text` in NFKC, Simplified script and lower case, without control characters and without blanks beside Chinese characters."""
    text = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text if unicodedata.category(char) not in ("Cf", "Cs")
    )
    text = _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()
    return unicodedata.normalize("NFKC", _TO_SIMPLIFIED.convert(_BLANK_BESIDE_HAN.sub("", text)))


def grams(text: str, longest: int = 4) -> list[str]:
    """The search terms of `text`: its words of letters and digits, every run of 1 to `longest` Chinese characters, and a single letter with
    the character after it (D级)."""
    terms: list[str] = re.findall(r"(?<![a-z0-9])[a-z][\u4e00-\u9fff]", normal(text)) if longest > 1 else []
    for run in re.findall(r"[\u4e00-\u9fff]+|[a-z0-9]+(?:[.\-][a-z0-9]+)*", normal(text)):
        if "\u4e00" <= run[0] <= "\u9fff":
            terms.extend(run[start : start + size] for size in range(1, longest + 1) for start in range(len(run) - size + 1))
        else:
            terms.append(run)
    return terms
