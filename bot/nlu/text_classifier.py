"""A text classifier: which of many labels a text has, learned from examples of each, by what it means (sentence vectors) and by its words.

Two classifiers: a logistic regression on the vector and on what the n-grams have in common (their singular vectors), and a naive
Bayes on the n-grams themselves. They err in different places, so that their weighted geometric mean is right more often than either
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
import numpy.typing as npt
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB

Floats = npt.NDArray[np.floating[Any]]
MIN_PROBABILITY = 1e-9
ARRAYS_FILE, VALUES_FILE = "text_classifier.npz", "text_classifier.json"
ARRAYS = ("weights", "bias", "idf", "singular_vectors", "log_likelihoods")


@dataclass(frozen=True)
class Hyperparameters:
    """How to learn: the number of `singular_vectors`; `inverse_regularization`, the C of the logistic regression, and `feature_norm`, the
    length of its two halves; `smoothing` of the naive Bayes and its `bayes_weight` in the mean; `max_iterations` of the regression."""

    singular_vectors: int = 400
    inverse_regularization: float = 3.0
    feature_norm: float = 4.0
    smoothing: float = 0.02
    bayes_weight: float = 0.3
    max_iterations: int = 100


@dataclass(frozen=True)
class TextClassifier:
    """What was learned: a row of `weights` with its `bias` for each of `labels`, on the vector and on the `singular_vectors` of the n-grams
    in `vocabulary`, which count by their `idf`; and the logarithms of the n-grams' probabilities under each label (`log_likelihoods`)."""

    labels: tuple[str, ...]
    hyperparameters: Hyperparameters
    vocabulary: dict[str, int]
    weights: Floats
    bias: Floats
    idf: Floats
    singular_vectors: Floats
    log_likelihoods: Floats

    @classmethod
    def trained(
        cls, ngrams: Sequence[Sequence[str]], labels: Sequence[str], vectors: Floats, hyperparameters: Hyperparameters
    ) -> TextClassifier:
        """From examples: the n-grams of each, its label, and its vector."""
        norm = hyperparameters.feature_norm
        vectorizer = TfidfVectorizer(analyzer=_as_they_are, min_df=2, sublinear_tf=True)
        weighted = vectorizer.fit_transform(ngrams)
        svd = TruncatedSVD(min(hyperparameters.singular_vectors, weighted.shape[1] - 1), n_iter=3, random_state=0).fit(weighted)
        features = np.hstack([_with_norm(vectors, norm), _with_norm(svd.transform(weighted), norm)]).astype(np.float32)
        regression = LogisticRegression(C=hyperparameters.inverse_regularization, max_iter=hyperparameters.max_iterations)
        regression.fit(features, labels)
        bayes = MultinomialNB(alpha=hyperparameters.smoothing, fit_prior=False).fit(weighted, labels)
        return cls(
            labels=tuple(map(str, regression.classes_)),
            hyperparameters=hyperparameters,
            vocabulary={ngram: int(column) for ngram, column in vectorizer.vocabulary_.items()},
            weights=regression.coef_.astype(np.float32),
            bias=regression.intercept_.astype(np.float32),
            idf=vectorizer.idf_.astype(np.float32),
            singular_vectors=np.ascontiguousarray(svd.components_.T.astype(np.float32)),
            log_likelihoods=np.ascontiguousarray(bayes.feature_log_prob_.T.astype(np.float32)),
        )

    def probabilities(self, ngrams: Iterable[str], vector: Floats) -> Floats:
        """The probability of each label for a text with these n-grams and this vector, of any length."""
        counts = Counter(column for ngram in ngrams if (column := self.vocabulary.get(ngram)) is not None)
        columns = np.fromiter(counts, dtype=np.int64, count=len(counts))
        tf_idf = (1.0 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))) * self.idf[columns]
        tf_idf = _with_norm(tf_idf, 1.0)
        norm, bayes_weight = self.hyperparameters.feature_norm, self.hyperparameters.bayes_weight
        features = np.concatenate([_with_norm(vector, norm), _with_norm(tf_idf @ self.singular_vectors[columns], norm)])
        by_meaning = _log_softmax(self.weights @ features + self.bias)
        by_words = _log_softmax(tf_idf @ self.log_likelihoods[columns])
        probabilities: Floats = np.exp(_log_softmax((1 - bayes_weight) * by_meaning + bayes_weight * by_words))
        return probabilities

    def save(self, folder: Path) -> None:
        """Write what was learned into a folder."""
        np.savez(folder / ARRAYS_FILE, **{name: getattr(self, name) for name in ARRAYS})
        values = {"labels": self.labels, "hyperparameters": vars(self.hyperparameters), "vocabulary": self.vocabulary}
        (folder / VALUES_FILE).write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> TextClassifier:
        """What was learned before, from the folder into which it was written."""
        values: dict[str, Any] = json.loads((folder / VALUES_FILE).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS_FILE) as arrays:
            return cls(
                labels=tuple(values["labels"]),
                hyperparameters=Hyperparameters(**values["hyperparameters"]),
                vocabulary=values["vocabulary"],
                **{name: arrays[name] for name in ARRAYS},
            )


def ngrams_of(words: Sequence[str], longest: int) -> list[str]:
    """The runs of one to `longest` neighbouring words."""
    return [" ".join(words[start : start + size]) for size in range(1, longest + 1) for start in range(len(words) - size + 1)]


def _as_they_are(ngrams: Sequence[str]) -> Sequence[str]:
    return ngrams


def _with_norm(rows: Floats, norm: float) -> Floats:
    """Each row with the length given; one of zeros stays."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Floats = rows * (norm / np.where(norms > 0, norms, 1.0))
    return scaled


def _log_softmax(scores: Floats) -> Floats:
    """Scores as logarithms of probabilities, none of them below `MIN_PROBABILITY`."""
    scores = scores - scores.max()
    logs: Floats = np.maximum(scores - np.log(np.exp(scores).sum()), np.log(MIN_PROBABILITY))
    return logs
