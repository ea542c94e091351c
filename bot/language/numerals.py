"""Numbers in a text: numbers of clauses and codes, places in lists and flows, quantities."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import cn2an

MOST_NUMBERS = 40
"""A range names at most so many places."""

_NUMERAL = r"(?:\d{1,3}|[零一二两三四五六七八九十百]{1,5})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_CIRCLED = re.compile(r"第?([\u2460-\u2473])")

_LETTER = r"(?:\s?(?:条|款|的|第){0,2}\s?(?P<letter>[a-g])(?![a-z级厅类])\s?(?P<close>\)?)(?P<below>\s?\d{1,2}\))?)?"
_CLAUSE = re.compile(rf"第?(?P<number>[45](?:(?:\.\d{{1,2}}){{1,3}}|(?:[。·]\d{{1,2}}){{2,3}})){_LETTER}\)?(?:条|款|项)?")
_SPELLED = re.compile(r"[四五](?:点[零一二三四五六七八九十]{1,3}){1,3}")
_CODE = re.compile(r"si\s?(\d{2})(?:\s?-?\s?(\d{2}))?(?!\d)")

_JOINT = r"(?:[、,，和与]|[项步条类个种号]?[~\-至到])第?"
_MARKED = re.compile(rf"(?<!倒数)第({_NUMERAL}(?:{_JOINT}{_NUMERAL})*)")
_FROM_THE_END = re.compile(rf"倒数第?({_NUMERAL})(?:个|步|道|项|环)")
# 五号功能区, 26号是啥, 序号13; not 5月1号
_NUMBERED = re.compile(rf"(?<![第\d月日a-z])({_SMALL}(?:{_JOINT}{_SMALL})*)号(?![楼院线门])|(?:序号|编号)(?:为|是|:)?\s?({_SMALL})(?!\d)")
# 29项是什么: a number beside the measure word of a list, asked for by number
_ASKED = re.compile(rf"(?<![第\d共])({_SMALL}(?:[、,，和与跟 ]+{_SMALL})*)\s?项(?=[^，,。]{{0,4}}(?:是|叫|啥|什么|哪|呢))")
# 三十一和三十二是什么: numbers of a list without their measure word
_OF_A_LIST = re.compile(rf"(?<![第\d共])({_SMALL}(?:[、,，和与跟 ]+{_SMALL})+)(?=(?:都|分别)?(?:是什么|是啥|叫什么|叫啥))")
# 那19呢: a number and nothing else
_BARE = re.compile(rf"(?:那|那么|再)?({_SMALL})(?:项|号)?(?:呢|是啥|是什么|又是啥|又是什么)[?？]?")
_ENGLISH = re.compile(
    r"(?<![a-z])(?:(?:items?|zones?|modes?|steps?|facility|entry|entries|node|number|no\.?) ?(?:number |no\.? ?)?|# ?)"
    r"(\d{1,2}(?: ?(?:,|-|to|and|through) ?\d{1,2})*)(?![\d.:])|(?<!\d)(\d{1,2})(?:st|nd|rd|th)(?![a-z])"
)
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_IN_WORDS = re.compile(
    rf"(?<![a-z])({'|'.join(_WORDS)})(?: to (last))?(?= (?:step|stage|item|zone|mode|one|entry|node|facility|in|on)|\?|$)"
)
_UPTO = ("~", "-", "至", "到", "to", "through")
_PART = re.compile(rf"{_NUMERAL}|{'|'.join(_UPTO)}")
_QUANTITY = re.compile(rf"({_NUMERAL})(?:把|台|块|张|个|部|只|名|位)")

Kind = Literal["reference", "ordinal", "quantity"]


@dataclass(frozen=True)
class Number:
    """A stretch of a text that is a number: `reference`, the number of a clause or a code as the standard writes it in lower case;
    `ordinal`, one or several places, joined by commas, from the end where negative; or `quantity`."""

    start: int
    end: int
    kind: Kind
    value: str


def marked(text: str) -> str:
    """A text in which circled numbers are places: ④ as 第4, before its characters are made plain."""
    return _CIRCLED.sub(lambda match: "第" + unicodedata.normalize("NFKC", match.group(1)), text)


def references(text: str) -> Iterator[Number]:
    """The numbers of clauses and the codes in a text in normal form, which there need not be."""
    for match in _SPELLED.finditer(text):
        parts = [_number(part) for part in match.group().split("点")]
        if None not in parts:
            yield Number(match.start(), match.end(), "reference", ".".join(map(str, parts)))
    for match in _CLAUSE.finditer(text):
        if not _goes_on(text, match.start()):
            number = re.sub("[。·]", ".", match["number"])
            entry = "".join(match[part] or "" for part in ("letter", "close", "below")).replace(" ", "")
            yield Number(match.start(), match.end(), "reference", number + entry)
    for match in _CODE.finditer(text):
        if not _goes_on(text, match.start()):
            yield Number(match.start(), match.end(), "reference", "si" + "-".join(filter(None, match.groups())))


def numbers(text: str) -> Iterator[Number]:
    """The places and quantities in a text in normal form; they may overlap, the surer ones first."""
    if match := _BARE.fullmatch(text):
        yield from _places(match, 1)
    for match in _FROM_THE_END.finditer(text):
        if (number := _number(match.group(1))) is not None:
            yield Number(match.start(), match.end(), "ordinal", str(-number))
    for match in _MARKED.finditer(text):
        yield from _places(match, 1, whole=True)
    for match in chain(_NUMBERED.finditer(text), _ENGLISH.finditer(text)):
        yield from _places(match, 1 if match.group(1) else 2, whole=True)
    for match in chain(_ASKED.finditer(text), _OF_A_LIST.finditer(text)):
        yield from _places(match, 1)
    for match in _IN_WORDS.finditer(text):
        number = _WORDS.index(match.group(1)) + 1
        yield Number(match.start(), match.end(), "ordinal", str(-number if match.group(2) else number))
    for match in _QUANTITY.finditer(text):
        if (number := _number(match.group(1))) is not None:
            yield Number(match.start(1), match.end(1), "quantity", str(number))


def _places(match: re.Match[str], group: int, whole: bool = False) -> Iterator[Number]:
    """The places that a group of a match names, one by one and from-to; none where a part of it is no number."""
    found: list[int] = []
    upto = False
    for part in _PART.findall(match.group(group)):
        number = _number(part)
        if number is not None:
            found += range(found[-1] + 1, number + 1) if upto and found else [number]
        elif part not in _UPTO:
            return
        upto = number is None
    start, end = match.span() if whole else match.span(group)
    if found:
        yield Number(start, end, "ordinal", ",".join(map(str, found[:MOST_NUMBERS])))


def _goes_on(text: str, start: int) -> bool:
    """Whether what begins there is but the rest of a longer number or word."""
    return bool(start and re.match(r"[\d.a-z]", text[start - 1]))


def _number(text: str) -> int | None:
    """A numeral as a number; None for what only looks like one, such as 几百 or 上百."""
    try:
        return int(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError):
        return None
