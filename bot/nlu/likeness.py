"""Which of many names a text is most like, learned from examples of each: by what it means (sentence vectors) and by its words.

Two classifiers: a logistic regression on the vector and on what the runs of words have in common (their singular vectors), and a naive
Bayes on the runs themselves. They err in different places, so that their weighted geometric mean is right more often than either
(docs/understanding.md has the table).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB

LEAST = 1e-9
ARRAYS_FILE, NAMES_FILE = "likeness.npz", "likeness.json"
ARRAYS = ("weights", "bias", "rarity", "components", "logs")


@dataclass(frozen=True)
class Manner:
    """How to learn: `topics`, how many singular vectors; `strength`, the C of the logistic regression; `scale`, the length of its two
    halves; `smoothing` of the naive Bayes and its `share` in the mean; `rounds` of the regression at most."""

    topics: int = 400
    strength: float = 3.0
    scale: float = 4.0
    smoothing: float = 0.02
    share: float = 0.3
    rounds: int = 100


@dataclass(frozen=True)
class Likeness:
    """What was learned: a row of `weights` with its `bias` for each of `names`, on the vector and on the singular vectors (`components`)
    of the runs in `columns`, which count by their `rarity`; and the logarithms of their chances for each name (`logs`)."""

    names: tuple[str, ...]
    manner: Manner
    columns: dict[str, int]
    weights: np.ndarray
    bias: np.ndarray
    rarity: np.ndarray
    components: np.ndarray
    logs: np.ndarray

    @classmethod
    def learned(cls, runs: Sequence[Sequence[str]], names: Sequence[str], vectors: np.ndarray, manner: Manner) -> Likeness:
        """From examples: the runs of words of each, its name, and its vector."""
        weighing = TfidfVectorizer(analyzer=_as_they_are, min_df=2, sublinear_tf=True)
        weighed = weighing.fit_transform(runs)
        topics = TruncatedSVD(min(manner.topics, weighed.shape[1] - 1), n_iter=3, random_state=0).fit(weighed)
        features = np.hstack([_of_length(vectors, manner.scale), _of_length(topics.transform(weighed), manner.scale)]).astype(np.float32)
        meaning = LogisticRegression(C=manner.strength, max_iter=manner.rounds).fit(features, names)
        bayes = MultinomialNB(alpha=manner.smoothing, fit_prior=False).fit(weighed, names)
        return cls(
            names=tuple(map(str, meaning.classes_)),
            manner=manner,
            columns={run: int(column) for run, column in weighing.vocabulary_.items()},
            weights=meaning.coef_.astype(np.float32),
            bias=meaning.intercept_.astype(np.float32),
            rarity=weighing.idf_.astype(np.float32),
            components=np.ascontiguousarray(topics.components_.T.astype(np.float32)),
            logs=np.ascontiguousarray(bayes.feature_log_prob_.T.astype(np.float32)),
        )

    def chances(self, runs: Iterable[str], vector: np.ndarray) -> np.ndarray:
        """The probability of each name for a text with these runs of words and this vector, of any length."""
        counts = Counter(column for run in runs if (column := self.columns.get(run)) is not None)
        found = np.fromiter(counts, dtype=np.int64, count=len(counts))
        amounts = (1.0 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))) * self.rarity[found]
        amounts = _of_length(amounts, 1.0)
        features = np.concatenate([_of_length(vector, self.manner.scale), _of_length(amounts @ self.components[found], self.manner.scale)])
        by_meaning = _logs(self.weights @ features + self.bias)
        by_words = _logs(amounts @ self.logs[found])
        chances: np.ndarray = np.exp(_logs((1 - self.manner.share) * by_meaning + self.manner.share * by_words))
        return chances

    def keep(self, folder: Path) -> None:
        """Write what was learned into a folder."""
        np.savez(folder / ARRAYS_FILE, **{name: getattr(self, name) for name in ARRAYS})
        values = {"names": self.names, "manner": vars(self.manner), "columns": self.columns}
        (folder / NAMES_FILE).write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def kept(cls, folder: Path) -> Likeness:
        """What was learned before, from the folder into which it was written."""
        values: dict[str, Any] = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS_FILE) as arrays:
            return cls(tuple(values["names"]), Manner(**values["manner"]), values["columns"], **{name: arrays[name] for name in ARRAYS})


def runs_of(words: Sequence[str], longest: int) -> list[str]:
    """The runs of one to `longest` neighbouring words."""
    return [" ".join(words[start : start + size]) for size in range(1, longest + 1) for start in range(len(words) - size + 1)]


def _as_they_are(runs: Sequence[str]) -> Sequence[str]:
    return runs


def _of_length(rows: np.ndarray, length: float) -> np.ndarray:
    """Each row with the length given; one of zeros stays."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: np.ndarray = rows * (length / np.where(norms > 0, norms, 1.0))
    return scaled


def _logs(scores: np.ndarray) -> np.ndarray:
    """Scores as logarithms of probabilities, none of them below that of `LEAST`."""
    scores = scores - scores.max()
    logs: np.ndarray = np.maximum(scores - np.log(np.exp(scores).sum()), np.log(LEAST))
    return logs
