"""Reading a message: the words of the standard in it, its slips put right, where its question begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.language.disambiguation import as_meant
from bot.language.focus import focus
from bot.language.gazetteer import Span, find, letters_of, pipeline, words_of
from bot.language.numerals import marked
from bot.language.spelling import Change, Speller, Word, common_words, phrases_of
from bot.language.unlisted import unlisted
from bot.language.utterance import Guess, Mention, Source, Utterance
from rules.model import Standard
from rules.text import normal

KEPT_READINGS = 1024


class Reader:
    """Texts to utterances. Safe to share: what it keeps does not change."""

    def __init__(self, standard: Standard, phrases: Mapping[str, tuple[str, ...]], examples: Iterable[str]) -> None:
        """`phrases`: turns of phrase by what they point to. `examples`: texts as people write them, by which slips are told from words."""
        self._standard = standard
        patterns = words_of(standard, phrases)
        self._nlp = pipeline(patterns)
        self._lookalikes = {found.key: found.lookalike for found in standard.classes.values() if found.lookalike}
        self._letters = letters_of(standard)
        self._phrases = frozenset(normal(phrase) for found in phrases.values() for phrase in found)
        words = (Word(pattern["pattern"], pattern["label"], pattern["id"]) for pattern in patterns)
        self._speller = Speller(words, phrases_of(map(normal, examples)), common_words())
        self.read = lru_cache(maxsize=KEPT_READINGS)(self._read)

    def _read(self, raw: str) -> Utterance:
        text, spans, changes = self._spelled(normal(marked(raw)))
        begin = focus(text)
        within = [(span.start - begin, span.end - begin) for span in spans if span.start >= begin]
        slips = {change.meant for change in changes if change.certain}
        mentions = [Mention(span.start, span.end, span.cls, span.value, self._source(text[span.start : span.end], slips)) for span in spans]
        return Utterance(
            raw,
            text,
            begin,
            tuple(as_meant(mentions, self._standard)),
            tuple(Guess(change.written, change.name) for change in changes if change.name and not change.certain),
            unlisted(text[begin:], within),
        )

    def _spelled(self, text: str) -> tuple[str, list[Span], list[Change]]:
        """The text as it was meant, what was found in it, and what was taken for slips."""
        spans = self._find(text)
        meant, changes = self._speller.read(text, [(span.start, span.end) for span in spans])
        return (meant, self._find(meant), changes) if meant != text else (text, spans, changes)

    def _find(self, text: str) -> list[Span]:
        return find(self._nlp, self._lookalikes, self._letters, text)

    def _source(self, word: str, slips: set[str]) -> Source:
        return "slip" if word in slips else "phrase" if word in self._phrases else "named"
