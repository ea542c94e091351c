"""Search as an agent types: concepts, clauses and whole questions, by their words, their pinyin or its initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from rules.model import Standard
from rules.text import normal

EACH = 6
"""So many hits of each kind are shown."""
LONGEST = 60
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


class Index:
    """All that can be found in a standard."""

    def __init__(self, standard: Standard) -> None:
        self._entries = tuple(_entries(standard))

    def find(self, text: str) -> list[Hit]:
        """The hits for what was typed so far, the best of each kind; every word of it must be found in each."""
        words = [word for word in map(normal, _WORDS.split(text[:LONGEST])) if word]
        if not words:
            return []
        found: dict[str, list[tuple[int, int, int, Hit]]] = {kind: [] for kind in KINDS}
        for position, entry in enumerate(self._entries):
            ranks = [_rank(entry, word) for word in words]
            if None not in ranks:
                rank = sum(rank for rank in ranks if rank is not None)
                found[entry.hit.kind].append((rank, len(entry.hit.title), position, entry.hit))
        return [hit for kind in KINDS for *_, hit in sorted(found[kind])[:EACH]]


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


def _entries(standard: Standard) -> Iterator[_Entry]:
    """Questions are made from the templates that the standard suggests, one for each concept of the class."""
    asked: dict[str, None] = {}
    for concept in standard.concepts.values():
        templates = standard.suggestions.get(f"guess.{concept.cls}", ())
        names = [*concept.aliases, *([concept.english.lower()] if concept.english else [])]
        if templates and not concept.lost:
            keys = tuple(_Key.of(normal(name)) for name in dict.fromkeys((concept.name, *names)))
            title = standard.classes[concept.cls].title
            yield _Entry(Hit("concept", concept.name, title, templates[0].format(subject=concept.name)), keys, "")
        for name, found in standard.suggestions.items():
            if name.rpartition(".")[2] == concept.cls and not concept.lost:
                asked.update(dict.fromkeys(template.format(subject=concept.name) for template in found if "{subject}" in template))
    for question in asked:
        yield _Entry(Hit("question", question, "", question), (_Key.of(normal(question)),), "")
    for clause in standard.clauses.values():
        keys = (_Key.of(normal(clause.number)), _Key.of(normal(clause.heading)))
        status = standard.edition.statuses[clause.status].title if clause.status != "readable" else ""
        hit = Hit("clause", f"{clause.number} {clause.heading}", status, f"{clause.number}说了什么？")
        yield _Entry(hit, keys, normal(clause.statement))
