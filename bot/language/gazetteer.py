"""Finding the standard's concepts in a text: a blank spaCy pipeline whose entity ruler holds every word of every concept.

Beside the words of the standard it holds the phrases that point to a concept without naming it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import spacy
from spacy.language import Language

from bot.language.numerals import numbers, references
from rules.model import Standard
from rules.text import normal

_LATIN = re.compile(r"[a-z0-9]")
_LETTERS = re.compile(r"(?<![a-z0-9])[a-z](?:[、,和与及跟比或/][a-z])+(?![a-z0-9])")
# a single letter that can only be a grade: 那B的呢, 再换D, D人员; several together: CD差啥
_LONE = re.compile(r"(?:(?<=[\u4e00-\u9fff,，、。?？])|^)([a-z]{1,4})(?=[\u4e00-\u9fff,，。?？]| [\u4e00-\u9fff]|$)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_POSITIONS = {
    "first": re.compile(r"第一(?:步|个环节|个步骤|道手续)|首先|最开始|一开始|最先|头一步|first step"),
    "last": re.compile(r"最后|最末|末一步|收尾|last step|final step"),
    "next": re.compile(
        r"下一|下个|之后|以后|后面|往后|后头|往下|再后|(?<!最)后一|接下来|还有[吗呢没么]|紧跟着|紧接着|接着|完了|[^没]完(?=.{0,6}(?:是|干|做|走|该|怎|哪))|然后|next|after"
    ),
    "previous": re.compile(r"上一|上个|之前|以前|前面|前头|往前|前一|先要|previous|before"),
}


@dataclass(frozen=True)
class Span:
    """A stretch of the normal form of a text and what it stands for: `cls` is a class of concepts or one of the kinds below.

    reference (a clause number or code), ordinal and quantity (numbers), position (a place in a flow), unknown (looks like a name of class
    `role` but is none).
    """

    start: int
    end: int
    cls: str
    value: str
    role: str = ""


def words_of(standard: Standard, phrases: Mapping[str, tuple[str, ...]]) -> list[dict[str, str]]:
    """Every word of every concept and outside topic, and every phrase that points to it, as patterns for spaCy's entity ruler.

    They are in normal form.
    """
    named = [(concept.cls, concept.name, concept.words) for concept in standard.concepts.values()]
    named += [("outside", topic.name, (topic.name, *topic.aliases)) for topic in standard.outside.values()]
    patterns: dict[str, dict[str, str]] = {}
    for cls, name, words in named:
        for word in (*words, *phrases.get(name, ())):
            patterns.setdefault(normal(word), {"label": cls, "pattern": normal(word), "id": name})
    return list(patterns.values())


def letters_of(standard: Standard) -> dict[str, list[str]]:
    """The letters by which graded halls are named in a row (A、B级; C和D): each with the class and the name of its concept."""
    graded = [concept for concept in standard.concepts.values() if concept.grade]
    return {normal(concept.grade)[0]: [concept.cls, concept.name] for concept in graded}


def pipeline(patterns: list[dict[str, str]]) -> Language:
    """A blank Chinese pipeline, one token a character, that marks the words given; the longest word wins."""
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]  # to spaCy's types a pipe is any function
    return nlp


def find(nlp: Language, lookalikes: dict[str, str], letters: dict[str, list[str]], text: str) -> list[Span]:
    """The concepts and references in `text`, which must be in normal form, in order and without overlap."""
    spans = [Span(one.start, one.end, one.kind, one.value) for one in references(text)]
    known = [Span(entity.start_char, entity.end_char, entity.label_, entity.ent_id_) for entity in nlp(text).ents]
    known = [span for span in known if _whole(text, span)]
    for cls, pattern in lookalikes.items():
        for match in re.finditer(pattern, text):
            span = Span(match.start(), match.end(), "unknown", match.group(), cls)
            there = [other for other in known if _overlaps(span, [other])]
            if shared := _shared(nlp, span, there):
                known = [other for other in known if other not in there] + shared
            elif _whole(text, span) and not any(other.cls == cls or _within(span, other) for other in there):
                spans.append(span)
    spans += [span for span in known if not _overlaps(span, spans)]
    spans += [span for span in _lone_letters(letters, text) if not _overlaps(span, spans)]
    for match in _LETTERS.finditer(text):
        row = range(match.start(), match.end(), 2)
        if not any(text[at] in letters for at in row):
            continue
        cls = next(iter(letters.values()))[0]
        for at in row:
            named = letters.get(text[at])
            span = Span(at, at + 1, *named) if named else Span(at, at + 1, "unknown", text[at], cls)
            if not _overlaps(span, spans):
                spans.append(span)
    for one in numbers(text):
        span = Span(one.start, one.end, one.kind, one.value)
        if not _overlaps(span, spans):
            spans.append(span)
    return sorted(spans, key=lambda span: span.start)


def _shared(nlp: Language, span: Span, there: list[Span]) -> list[Span]:
    """A厅主管: a grade by its name, and a longer word that begins within it, as what is left of it; nothing where it is not so."""
    (ending,) = there if len(there) == 1 and span.start < there[0].start < span.end < there[0].end else (None,)
    named = [entity for entity in nlp(span.value).ents if entity.label_ == span.role and len(entity.text) == len(span.value)]
    if ending is None or not named:
        return []
    return [Span(span.start, span.end, span.role, named[0].ent_id_), replace(ending, start=span.end)]


def _lone_letters(letters: dict[str, list[str]], text: str) -> Iterator[Span]:
    """Letters of grades by themselves among Chinese characters: 那B的呢, CD差啥."""
    if not _HAN.search(text):
        return
    for match in _LONE.finditer(text):
        row = match.group(1)
        if len(set(row)) == len(row) and all(letter in letters for letter in row):
            for at in range(match.start(1), match.end(1)):
                yield Span(at, at + 1, *letters[text[at]])


def positions(text: str) -> list[str]:
    """The places in a flow that the text speaks of: first, last, next, previous."""
    return [name for name, pattern in _POSITIONS.items() if pattern.search(text)]


def _whole(text: str, span: Span) -> bool:
    """Whether a word of Latin letters or digits is not a part of a longer one."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    cut_before = before and _LATIN.match(before) and _LATIN.match(text[span.start])
    cut_after = after and _LATIN.match(after) and _LATIN.match(text[span.end - 1])
    return not (cut_before or cut_after)


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
