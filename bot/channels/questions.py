"""A message with several questions: each is asked by itself, in order, so that each is answered and leans on those before."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from bot.language.cues import cue

MAX_QUESTIONS = 4
SHORT_MESSAGE_CHARACTERS, MIN_PART_CHARACTERS = 60, 3
"""A message of at most so many characters is taken apart at commas, too, where both sides ask and the second has so many characters."""
_SENTENCE = re.compile(r"(?<=[?？!！。;；\n])")
_COMMA = re.compile(r"(?<=[,，])|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_MARK = r"[(（]?([1-9](?!\d)|[一二三四五](?=[、.．]))[)）]?[、.．:：]?\s*(?=[^\d\s.。])|([\u2460-\u2468])\s*"
_MARKED = re.compile(rf"(?:^|(?<=[\s,，:：;；。?？!！、])){_MARK}")
_TIGHT = re.compile(rf"(?<!\d){_MARK}")
"""Where nothing stands before the marks (1网上能办吗2要几步), each entry must ask."""
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
    """The entries of a list that is numbered from 1 on (1网厅几点开 2…; ①…②…), what leads up to it with the first."""
    found = _entries(text, _MARKED)
    if not found:
        tight = _entries(text, _TIGHT)
        found = tight if all(map(_asks, tight[1:])) else []
    if not found:
        return []
    lead, *parts = found
    if lead and not cue("announces").fullmatch(lead.strip(" :：,，")):
        parts[0] = lead + parts[0]
    return parts


def _entries(text: str, marked: re.Pattern[str]) -> list[str]:
    """What comes before the first mark, and what after each of at least two; nothing where one is empty."""
    marks: list[re.Match[str]] = []
    for match in marked.finditer(text):
        if _value(match[1] or match[2]) == len(marks) + 1:
            marks.append(match)
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=False)]
    return [text[: marks[0].start()], *parts] if len(parts) > 1 and all(part.strip(" ,，;；。") for part in parts) else []


def _value(mark: str) -> int:
    return _DIGITS.get(mark) or int(unicodedata.digit(mark))


def _asked(text: str) -> list[str]:
    """The questions that stand one after another."""
    parts: list[str] = []
    leading = ""
    for clause, after in pairwise([*_clauses(text), ""]):
        leading += clause
        asks = _asks(leading) and not _is_tag(leading)
        if asks and _ends(clause, after, len(text)):
            parts.append(leading)
            leading = ""
        elif parts and _is_tag(leading):
            parts[-1] += leading
            leading = ""
    if leading and parts:
        parts[-1] += leading
    return parts


def _clauses(text: str) -> list[str]:
    return [part for sentence in _SENTENCE.split(text) for comma in _COMMA.split(sentence) for part in _joined(comma)]


def _joined(text: str) -> list[str]:
    """A clause, taken apart before what joins another question to it."""
    cuts = [0, *(match.start() for match in cue("joins").finditer(text) if match.start()), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def _asks(text: str) -> bool:
    return bool(cue("asks").search(text))


def _is_tag(text: str) -> bool:
    words = re.sub(r"^\W+|\W+$", "", text)
    return not words or bool(cue("tags").fullmatch(words))


def _ends(clause: str, after: str, length: int) -> bool:
    """Whether a question ends with a clause, given the one after it."""
    if not after or _SENTENCE.search(clause[-1:]):
        return True
    if cue("joins").match(after):
        return _asks(after)
    return (
        length <= SHORT_MESSAGE_CHARACTERS
        and len(after.strip()) >= MIN_PART_CHARACTERS
        and len(clause.strip()) >= MIN_PART_CHARACTERS
        and _asks(clause)
        and _asks(after)
        and not cue("goes_on").match(after.lstrip())
        and not _is_tag(after)
    )
