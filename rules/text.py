"""The normal form in which texts are compared: one script, one width, one case, single spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
# Function words as Cantonese writes them, in Simplified script: no terms of the standard, but what questions are made of.
_CANTONESE = {
    "系唔系": "是不是", "系咪": "是否", "唔系": "不是", "唔使": "不用", "使唔使": "用不用", "有冇": "有没有", "冇": "没有", "唔": "不",
    "乜嘢": "什么", "咩嘢": "什么", "乜": "啥", "咩": "啥", "点解": "为什么", "点样": "怎么样", "几时": "什么时候", "几耐": "多久",
    "几多": "多少", "啲": "些", "嘅": "的", "喺": "在", "嚟": "来", "畀": "给", "俾": "给", "睇": "看", "嗰": "那", "佢": "他", "哋": "们",
    "嘢": "东西", "而家": "现在", "听日": "明天", "边度": "哪里", "边处": "哪里",
}  # fmt: skip
_WORDS_OF_CANTONESE = re.compile("|".join(_CANTONESE))
_WHICH = re.compile(r"(?<![这那旁周两单身])边(?=[个间级种类样些])")
_BLANKS = re.compile(r"\s+")
_BLANK_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """`text` in NFKC, Simplified script and lower case, without control characters and without blanks beside Chinese characters; the
    function words of Cantonese as Mandarin has them."""
    text = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text if unicodedata.category(char) not in ("Cf", "Cs")
    )
    text = _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()
    text = unicodedata.normalize("NFKC", _TO_SIMPLIFIED.convert(_BLANK_BESIDE_HAN.sub("", text)))
    return _WHICH.sub("哪", _WORDS_OF_CANTONESE.sub(lambda match: _CANTONESE[match.group()], text))


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
