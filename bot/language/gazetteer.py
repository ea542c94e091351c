"""Finding the standard's concepts in a text: a blank spaCy pipeline whose entity ruler holds every word of every concept.

Beside the words of the standard it holds the phrases that point to a concept without naming it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import cn2an
import spacy
from spacy.language import Language

from rules.model import Standard
from rules.text import normal

MOST_NUMBERS = 40
_LATIN = re.compile(r"[a-z0-9]")
_NUMERAL = r"(?:\d{1,3}|[零一二两三四五六七八九十百]{1,5})"
_REFERENCE = re.compile(
    r"(?:第)?([45](?:\.\d{1,2}){1,3}(?:\s?[a-g](?![a-z]))?\)?(?:\s?\d{1,2}\))?)(?:条|款)?|(si\s?\d{2}(?:\s?-?\s?\d{2})?)(?!\d)"
)
_FROM_THE_END = re.compile(rf"倒数第?({_NUMERAL})(?:个|步|道|项|环)")
_JOINT = r"(?:[、,，和与]|[项步条类个种]?[~\-至到])第?"
_ORDINALS = re.compile(rf"(?<!倒数)第({_NUMERAL}(?:{_JOINT}{_NUMERAL})*)")
_QUANTITY = re.compile(rf"({_NUMERAL})(?:把|台|块|张|个|部|只|号)")
_LETTERS = re.compile(r"(?<![a-z0-9])[a-z](?:[、,和与及跟比或/][a-z])+(?![a-z0-9])")
# a single letter that can only be a grade: 那B的呢, 再换D, D人员; several together: CD差啥
_LONE = re.compile(r"(?:(?<=[\u4e00-\u9fff,，、。?？])|^)([a-z]{1,4})(?=[\u4e00-\u9fff,，。?？]| [\u4e00-\u9fff]|$)")
# 29项是什么: a number beside the measure word of a list, asked for by number
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_NUMBERED = re.compile(rf"(?<![第\d共])({_SMALL}(?:[、,，和与跟 ]+{_SMALL})*)\s?项(?=[^，,。]{{0,4}}(?:是|叫|啥|什么|哪|呢))")
# 三十一和三十二是什么: numbers of a list without their measure word
_NUMBERS_OF_A_LIST = re.compile(rf"(?<![第\d共])({_SMALL}(?:[、,，和与跟 ]+{_SMALL})+)(?=(?:都|分别)?(?:是什么|是啥|叫什么|叫啥))")
# 那19呢: a number and nothing else
_BARE_NUMBER = re.compile(rf"(?:那|那么|再)?({_SMALL})(?:项|号)?(?:呢|是啥|是什么|又是啥|又是什么)[?？]?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SPELLED = re.compile(r"[四五](?:点[零一二三四五六七八九十]{1,3}){1,3}")
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
    spans = list(_references(text))
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
    for span in _numbers(text):
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


def _references(text: str) -> Iterator[Span]:
    for match in _SPELLED.finditer(text):
        parts = [_number(part) for part in match.group().split("点")]
        if None not in parts:
            yield Span(match.start(), match.end(), "reference", ".".join(map(str, parts)))
    for match in _REFERENCE.finditer(text):
        if not (match.start() and re.match(r"[\d.a-z]", text[match.start() - 1])):
            written = (match.group(1) or match.group(2)).replace(" ", "")
            yield Span(match.start(), match.end(), "reference", re.sub(r"^(si\d{2})(\d{2})$", r"\1-\2", written))


def _numbers(text: str) -> Iterator[Span]:
    if (match := _BARE_NUMBER.fullmatch(text)) and (number := _number(match.group(1))) is not None:
        yield Span(match.start(1), match.end(1), "ordinal", str(number))
    for match in _FROM_THE_END.finditer(text):
        if (number := _number(match.group(1))) is not None:
            yield Span(match.start(), match.end(), "ordinal", str(-number))
    for match in _ORDINALS.finditer(text):
        parts = re.split(f"({_JOINT})", match.group(1))
        values = [number for part in parts[::2] if (number := _number(part)) is not None]
        if len(values) < len(parts[::2]):
            continue
        numbers = values[:1]
        for joint, number in zip(parts[1::2], values[1:], strict=True):
            numbers += range(numbers[-1] + 1, number + 1) if re.search(r"[~\-至到]", joint) else [number]
        yield Span(match.start(), match.end(), "ordinal", ",".join(map(str, numbers[:MOST_NUMBERS])))
    for match in (*_NUMBERED.finditer(text), *_NUMBERS_OF_A_LIST.finditer(text)):
        found = [_number(part) for part in re.split(r"[、,，和与跟 ]+", match.group(1))]
        yield Span(match.start(1), match.end(1), "ordinal", ",".join(str(number) for number in found if number is not None))
    for match in _QUANTITY.finditer(text):
        number = _number(match.group(1))
        if number is not None:
            yield Span(match.start(1), match.end(1), "quantity", str(number))


def _number(text: str) -> int | None:
    """A numeral as a number; None for what only looks like one, such as 几百 or 上百."""
    try:
        return int(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError):
        return None


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
