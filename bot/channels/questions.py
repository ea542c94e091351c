"""A message with several questions: each is asked by itself, in order, so that each is answered and leans on those before."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

MAX_QUESTIONS = 4
SHORT_MESSAGE_CHARACTERS, MIN_PART_CHARACTERS = 60, 4
"""A message of at most so many characters is taken apart at commas, too, where both sides ask and the second has so many characters."""
_SENTENCE = re.compile(r"(?<=[?？!！。;；\n])")
_COMMA = re.compile(r"(?<=[,，])|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_CONNECTED = re.compile(
    r"(?=另外|还有(?!哪|什么|啥|没|吗|多少|几|别)|再问|再就是|再说|顺便|顺带|同时想问|然后(?=.{0,3}(?:能|要|有|怎|是|哪|几|多))|以及(?=.{0,8}(?:吗|哪|几|多少|怎|什么))"
    r"|(?<![a-z])also |(?<![a-z])and (?=can|is|are|does|do|what|which|how|where|who|when))"
)
_ASKS = re.compile(
    r"[?？]|[吗呢]|(?<![这那多要])么|(?:什么|啥|哪)(?!的)|几|多少|怎|咋|如何|是不是|能不能|要不要|有没有|可不可|行不行|会不会|用不用|为何|凭|谁|"
    r"[不没]\s*[,，;；]?$|[能要用行]不(?![\u4e00-\u9fff])|"
    r"\b(?:what|which|how|can|does|do|is|are|who|where|when|why)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:还是|或|而|但|才|都|也|就|是|对|不是|不对|行不行|可以|好不好|成|or )")
"""What begins so belongs to the question before it."""
_TAG = re.compile(
    r"\W*(?:对[吧吗不么]|对不对|是[吧吗不]|是不是|行[吗不么吧]|行不行|可以[吗么吧]|好[吗么吧不]|成[吗不]|没错吧|嗯|right|"
    r"(?:按|照)?(?:规定|标准|原文|条文|依据)(?:上|里|里头)?(?:是|怎么|咋|如何)(?:啥|什么|说的?|写的?|讲的?|规定的?|要求的?))?\W*",
    re.IGNORECASE,
)
"""What only asks for a yes to the question before it, or for what is laid down on it."""
_MARKED = re.compile(
    r"(?:^|(?<=[\s,，:：;；。?？!！、]))[(（]?([1-9](?!\d)|[一二三四五](?=[、.．]))[)）]?[、.．:：]?\s*(?=[^\d\s.。])|([\u2460-\u2468])\s*"
)
_DIGITS = {digit: value for value, digit in enumerate("一二三四五", 1)}


def questions_in(text: str) -> tuple[str, ...]:
    """The questions of a message, each with the statements that lead up to it; the whole message where it has but one.

    At most `MAX_QUESTIONS`; what follows belongs to the last. The marks of a numbered list are left out.
    """
    parts = _numbered(text) or _asked(text)
    if len(parts) > MAX_QUESTIONS:
        parts = [*parts[: MAX_QUESTIONS - 1], "".join(parts[MAX_QUESTIONS - 1 :])]
    return tuple(part.strip() for part in parts) if len(parts) > 1 else (text,)


def _numbered(text: str) -> list[str]:
    """The entries of a list that is numbered from 1 on (1网厅几点开 2…; ①…②…); what comes before it belongs to the first if it asks."""
    marks: list[re.Match[str]] = []
    for match in _MARKED.finditer(text):
        if _value(match[1] or match[2]) == len(marks) + 1:
            marks.append(match)
    if len(marks) < 2:
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    lead = text[: marks[0].start()]
    if _ASKS.search(lead) and not lead.rstrip().endswith((":", "：")):
        parts[0] = lead + parts[0]
    return parts if all(part.strip(" ,，;；。") for part in parts) else []


def _value(mark: str) -> int:
    return _DIGITS.get(mark) or int(unicodedata.digit(mark))


def _asked(text: str) -> list[str]:
    """The questions that stand one after another."""
    parts: list[str] = []
    leading = ""
    for clause, after in pairwise([*_clauses(text), ""]):
        leading += clause
        asks = bool(_ASKS.search(leading)) and not _TAG.fullmatch(leading)
        if asks and _ends(clause, after, len(text)):
            parts.append(leading)
            leading = ""
        elif parts and _TAG.fullmatch(leading):
            parts[-1] += leading
            leading = ""
    if leading and parts:
        parts[-1] += leading
    return parts


def _clauses(text: str) -> list[str]:
    return [part for sentence in _SENTENCE.split(text) for comma in _COMMA.split(sentence) for part in _CONNECTED.split(comma) if part]


def _ends(clause: str, after: str, length: int) -> bool:
    """Whether a question ends with a clause, given the one after it."""
    if not after or _SENTENCE.search(clause[-1:]):
        return True
    if _CONNECTED.match(after):
        return bool(_ASKS.search(after))
    return (
        length <= SHORT_MESSAGE_CHARACTERS
        and len(after.strip()) >= MIN_PART_CHARACTERS
        and len(clause.strip()) >= MIN_PART_CHARACTERS
        and bool(_ASKS.search(clause))
        and bool(_ASKS.search(after))
        and not _GOES_ON.match(after)
        and not _TAG.fullmatch(after)
    )
