"""Search as an agent types: concepts, clauses and whole questions, by their words, their pinyin or its initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from rules.model import Standard
from rules.question.check import nodes
from rules.question.forms import FIELDS, Question, Read
from rules.question.says import says
from rules.question.suggested import about
from rules.text import normal

MAX_HITS_A_KIND = 6
"""So many hits of each kind are shown."""
MAX_QUERY_CHARACTERS = 60
KINDS = ("question", "clause", "concept")
_LATIN = re.compile(r"[a-z]+")
_WORDS = re.compile(r"\s+")
EXACT, BEGINS, WITHIN, SOUNDS, SCATTERED, IN_TEXT = 0, 1, 2, 3, 5, 6


@dataclass(frozen=True)
class Hit:
    """Something found: `ask` is the question that it stands for."""

    kind: str
    title: str
    detail: str
    ask: str


@dataclass(frozen=True)
class _Key:
    """One way to write an entry, with its sound."""

    text: str
    initials: str
    pinyin: str

    @classmethod
    def of(cls, text: str) -> _Key:
        syllables = lazy_pinyin(text, style=Style.NORMAL)
        return cls(text, "".join(syllable[:1] for syllable in syllables), "".join(syllables))


@dataclass(frozen=True)
class _Entry:
    hit: Hit
    keys: tuple[_Key, ...]
    text: str


class SearchIndex:
    """All that can be found in a standard."""

    def __init__(self, standard: Standard) -> None:
        self._entries = tuple(_entries(standard))

    def find(self, text: str) -> list[Hit]:
        """The hits for what was typed so far, the best of each kind; every word of it must be found in each."""
        words = [word for word in map(normal, _WORDS.split(text[:MAX_QUERY_CHARACTERS])) if word]
        if not words:
            return []
        found: dict[str, list[tuple[int, int, int, Hit]]] = {kind: [] for kind in KINDS}
        for position, entry in enumerate(self._entries):
            ranks = [_rank(entry, word) for word in words]
            if None not in ranks:
                rank = sum(rank for rank in ranks if rank is not None)
                found[entry.hit.kind].append((rank, len(entry.hit.title), position, entry.hit))
        return [hit for kind in KINDS for *_, hit in sorted(found[kind])[:MAX_HITS_A_KIND]]


def _rank(entry: _Entry, word: str) -> int | None:
    """How well a word fits an entry, 0 best; None where it does not."""
    best: int | None = None
    latin = bool(_LATIN.fullmatch(word))
    for key in entry.keys:
        rank = _rank_of_key(key, word, latin)
        if rank is not None and (best is None or rank < best):
            best = rank
            if best == EXACT:
                return best
    if best is None and len(word) > 1 and word in entry.text:
        return IN_TEXT
    return best


def _rank_of_key(key: _Key, word: str, latin: bool) -> int | None:
    if key.text == word:
        return EXACT
    if key.text.startswith(word):
        return BEGINS
    if word in key.text:
        return WITHIN
    if not latin:
        return SCATTERED if len(word) > 3 and _in_order(word, key.text) else None
    if len(word) < 2:
        return None
    if key.initials.startswith(word) or key.pinyin.startswith(word):
        return SOUNDS - (key.initials == word or key.pinyin == word)
    if len(word) > 2 and (word in key.initials or word in key.pinyin):
        return SOUNDS + 1
    return SCATTERED if len(word) > 2 and _in_order(word, key.initials) else None


def _in_order(word: str, text: str) -> bool:
    """Whether the letters of a word come in this order: xhbz in the initials of 销户有哪些步骤, 销户步骤 in the question itself."""
    rest = iter(text)
    return word[:1] == text[:1] and all(letter in rest for letter in word)


def _short(question: Question, standard: Standard) -> Iterator[str]:
    """A question as an agent types it: what it names, one after the other, an aspect in any of its words (销户步骤, 销户流程)."""
    values = [getattr(node, field) for node in nodes(question) for field in FIELDS[type(node)]]
    names = dict.fromkeys(name for value in values for name in (value if isinstance(value, tuple) else (value,)) if isinstance(name, str))
    concepts = [standard.concepts[name] for name in names if name in standard.concepts]
    aspects = [concept for concept in concepts if concept.cls == "category"]
    subjects = "".join(concept.name for concept in concepts if concept.cls != "category")
    for word in dict.fromkeys(word for concept in aspects for word in concept.words):
        yield normal(subjects + word)


def _entries(standard: Standard) -> Iterator[_Entry]:
    """Concepts with their first question, the questions that the standard suggests on them, and clauses."""
    asked: dict[str, Question] = {}
    for concept in standard.concepts.values():
        asks = about(concept.name, standard) if not concept.lost else ()
        names = [*concept.aliases, *([concept.english.lower()] if concept.english else [])]
        if asks:
            keys = tuple(_Key.of(normal(name)) for name in dict.fromkeys((concept.name, *names)))
            title = standard.classes[concept.cls].title
            yield _Entry(Hit("concept", concept.name, title, says(asks[0], standard)), keys, "")
            asked.update({says(question, standard): question for question in asks})
    for said, question in asked.items():
        yield _Entry(Hit("question", said, "", said), tuple(map(_Key.of, (normal(said), *_short(question, standard)))), "")
    for clause in standard.clauses.values():
        keys = (_Key.of(normal(clause.number)), _Key.of(normal(clause.heading)))
        status = standard.edition.statuses[clause.status].title if clause.status != "readable" else ""
        hit = Hit("clause", f"{clause.number} {clause.heading}", status, says(Read((clause.number,)), standard))
        yield _Entry(hit, keys, normal(clause.statement))
