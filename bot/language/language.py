"""The language as a whole: a text in, the utterance that it is and the questions that it may put out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.language.candidates import Bank, Candidate, Candidates
from bot.language.described import Descriptions
from bot.language.encoder import Encoder
from bot.language.expressions import FOLDER, descriptions, phrases
from bot.language.focus import clauses
from bot.language.kept_vectors import KeptVectors
from bot.language.kinds import Kinds, features
from bot.language.named import Named, Naming
from bot.language.reader import Reader
from bot.language.score import Weights
from bot.language.utterance import Utterance
from bot.language.ways import pattern, stand_ins, ways
from rules.evaluator.views import Views
from rules.text import normal

KEPT_PARSES = 512


@dataclass(frozen=True)
class Parse:
    """A message as it was understood: `candidates` the likeliest first, with the score of each."""

    utterance: Utterance
    named: Named
    candidates: tuple[tuple[Candidate, float], ...]


class Language:
    """Texts to parses. Safe to share."""

    def __init__(self, views: Views, kept: Path, encoder: Encoder, folder: Path = FOLDER) -> None:
        """`kept`: the file in which vectors are kept. `folder`: the project's data."""
        standard = views.standard
        bank = ways(folder)
        texts = [text for way in bank for text in way.asked]
        self.reader = Reader(standard, phrases(folder), texts)
        self._stands = stand_ins(folder)
        self._encoder = encoder
        self._naming = Naming(standard)
        described = {name: tuple(map(normal, found)) for name, found in descriptions(folder).items()}
        patterns = [self.pattern(self.reader.read(text)) for text in texts]
        plain = [normal(text) for text in texts]
        told = [text for found in described.values() for text in found]
        rows = KeptVectors(kept, encoder).of([*patterns, *plain, *told])
        of_patterns, of_texts, of_told = np.split(rows, [len(texts), 2 * len(texts)])
        kinds = Kinds.learned(bank, features(patterns, of_patterns, of_texts), standard)
        classes = {name: standard.class_of(name) for name in described}
        self.bank = Bank(bank, np.hstack([of_patterns, of_texts]), kinds)
        self._candidates = Candidates(views, self.bank, Descriptions(described, of_told, classes), self._naming)
        self._weights = Weights.read()
        self.parse = lru_cache(maxsize=KEPT_PARSES)(self._parse)

    def _parse(self, text: str) -> Parse:
        utterance = self.reader.read(text)
        scored = [(candidate, self._weights.score(candidate)) for candidate in self.candidates(utterance)]
        return Parse(utterance, self._naming.of(utterance), tuple(sorted(scored, key=lambda pair: -pair[1])))

    def candidates(self, utterance: Utterance, without: int = -1) -> list[Candidate]:
        """The candidates of an utterance; `without`: a text of the ways of asking that is not to count."""
        shape = self.pattern(utterance)
        of_shape, of_text, *of_clauses = self._encoder.few(shape, utterance.text[utterance.begin :], *clauses(utterance.text))
        return self._candidates.of(utterance, shape, (of_shape, of_text), np.array([of_text, *of_clauses]), without)

    def pattern(self, utterance: Utterance) -> str:
        """An utterance with what stands for its class instead of what is named."""
        return pattern(utterance, self._stands)
