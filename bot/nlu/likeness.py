"""Which of many names a text is most like, learned from examples of each: by what it means (sentence vectors) and by its characters.

Two classifiers with nothing in common, a logistic regression on the vectors and a naive Bayes on pairs of characters, each sure of
other things; their geometric mean is right more often than either (docs/understanding.md has the table).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB

SMOOTHING = 0.02
LEAST = 1e-9
ARRAYS_FILE, NAMES_FILE = "likeness.npz", "likeness.json"


@dataclass(frozen=True)
class Likeness:
    """What was learned: a row for each of `names`.

    `weights`, `bias`: of the vectors, which have the length `scale`; `logs`: of the runs of one or two characters in `columns`, which
    count by `rarity`.
    """

    names: tuple[str, ...]
    scale: float
    weights: np.ndarray
    bias: np.ndarray
    columns: dict[str, int]
    rarity: np.ndarray
    logs: np.ndarray

    @classmethod
    def learned(cls, texts: Sequence[str], names: Sequence[str], vectors: np.ndarray, scale: float, strength: float) -> Likeness:
        """From texts in normal form with the name of each and their vectors; `strength` is the C of the logistic regression."""
        meaning = LogisticRegression(C=strength, max_iter=60).fit(vectors * scale, names)
        characters = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        bayes = MultinomialNB(alpha=SMOOTHING, fit_prior=False).fit(characters.fit_transform(texts), names)
        return cls(
            tuple(map(str, meaning.classes_)),
            scale,
            meaning.coef_.astype(np.float32),
            meaning.intercept_.astype(np.float32),
            {run: int(column) for run, column in characters.vocabulary_.items()},
            characters.idf_.astype(np.float32),
            np.ascontiguousarray(bayes.feature_log_prob_.T.astype(np.float32)),
        )

    def chances(self, text: str, vector: np.ndarray) -> np.ndarray:
        """The probability of each name for a text in normal form with its vector, of any length but 0."""
        by_meaning = _logs(self.weights @ (vector * (self.scale / np.linalg.norm(vector))) + self.bias)
        return np.exp(_logs((by_meaning + self._by_characters(text)) / 2))

    def _by_characters(self, text: str) -> np.ndarray:
        counts: dict[int, int] = {}
        for size in (1, 2):
            for start in range(len(text) - size + 1):
                column = self.columns.get(text[start : start + size])
                if column is not None:
                    counts[column] = counts.get(column, 0) + 1
        if not counts:
            return _logs(np.zeros(len(self.names)))
        found = np.fromiter(counts, dtype=np.int64)
        amounts = (1.0 + np.log(np.fromiter(counts.values(), dtype=np.float64))) * self.rarity[found]
        return _logs((amounts / np.linalg.norm(amounts)) @ self.logs[found])

    def keep(self, folder: Path) -> None:
        """Write what was learned into a folder."""
        arrays = {"weights": self.weights, "bias": self.bias, "rarity": self.rarity, "logs": self.logs}
        np.savez(folder / ARRAYS_FILE, **arrays)
        values = {"names": self.names, "scale": self.scale, "columns": self.columns}
        (folder / NAMES_FILE).write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def kept(cls, folder: Path) -> Likeness:
        """What was learned before, from the folder into which it was written."""
        arrays = np.load(folder / ARRAYS_FILE)
        values = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        return cls(
            tuple(values["names"]),
            values["scale"],
            arrays["weights"],
            arrays["bias"],
            values["columns"],
            arrays["rarity"],
            arrays["logs"],
        )


def _logs(scores: np.ndarray) -> np.ndarray:
    """Scores as logarithms of probabilities, none of them below that of `LEAST`."""
    scores = scores - scores.max()
    logs: np.ndarray = np.maximum(scores - np.log(np.exp(scores).sum()), np.log(LEAST))
    return logs
