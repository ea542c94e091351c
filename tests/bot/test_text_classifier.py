"""Which label a text has, by its meaning and by its words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.preprocessing import normalize

from bot.nlu.text_classifier import Hyperparameters, TextClassifier, ngrams_of

TEXTS = ["雨天借的", "下雨借一把", "雨天撑的", "喝的水", "口渴喝水", "喝口热水", "取号排队", "排队等号", "取号的机器"]
NGRAMS = [ngrams_of(text, 2) for text in TEXTS]
LABELS = ["伞"] * 3 + ["水"] * 3 + ["号"] * 3
DIRECTIONS = np.repeat(np.eye(3, 8, dtype=np.float32), 3, axis=0)
HYPERPARAMETERS = Hyperparameters(singular_vectors=4)


@pytest.fixture(scope="module")
def classifier() -> TextClassifier:
    """Learned from nine texts; the vector of each points to its label."""
    return TextClassifier.trained(NGRAMS, LABELS, DIRECTIONS, HYPERPARAMETERS)


def test_the_probabilities_sum_to_one(classifier: TextClassifier) -> None:
    probabilities = classifier.probabilities(ngrams_of("下雨天", 2), DIRECTIONS[0])
    assert probabilities.shape == (3,)
    assert probabilities.sum() == pytest.approx(1.0)
    assert (probabilities > 0).all()


@given(text=st.text(alphabet="雨天借的喝水取号排队某", max_size=8), direction=st.sampled_from(range(9)))
def test_the_fast_prediction_is_that_of_scikit_learn(classifier: TextClassifier, text: str, direction: int) -> None:
    weighing = TfidfVectorizer(analyzer=lambda runs: runs, min_df=2, sublinear_tf=True)
    weighed = weighing.fit_transform(NGRAMS)
    topics = TruncatedSVD(4, n_iter=3, random_state=0).fit(weighed)
    features = np.hstack([DIRECTIONS, normalize(topics.transform(weighed))]).astype(np.float32) * HYPERPARAMETERS.feature_norm
    meaning = LogisticRegression(C=HYPERPARAMETERS.inverse_regularization, max_iter=HYPERPARAMETERS.max_iterations).fit(features, LABELS)
    bayes = MultinomialNB(alpha=HYPERPARAMETERS.smoothing, fit_prior=False).fit(weighed, LABELS)
    row = weighing.transform([ngrams_of(text, 2)])
    features = np.hstack([DIRECTIONS[[direction]], normalize(topics.transform(row))]).astype(np.float32) * HYPERPARAMETERS.feature_norm
    logs = (1 - HYPERPARAMETERS.bayes_weight) * meaning.predict_log_proba(
        features
    ) + HYPERPARAMETERS.bayes_weight * bayes.predict_log_proba(row)
    expected = np.exp(logs - logs.max())[0]
    assert classifier.probabilities(ngrams_of(text, 2), DIRECTIONS[direction]) == pytest.approx(expected / expected.sum(), abs=1e-4)


def test_what_both_say_is_surer_than_what_one_says(classifier: TextClassifier) -> None:
    at = classifier.labels.index("伞")
    both = classifier.probabilities(ngrams_of("雨天借", 2), DIRECTIONS[0])[at]
    one = classifier.probabilities(ngrams_of("某某", 2), DIRECTIONS[0])[at]
    assert both > one > classifier.probabilities(ngrams_of("取号", 2), DIRECTIONS[8])[at]


def test_the_length_of_a_vector_does_not_matter(classifier: TextClassifier) -> None:
    assert classifier.probabilities(["雨"], DIRECTIONS[0] * 7) == pytest.approx(classifier.probabilities(["雨"], DIRECTIONS[0]))


def test_what_was_learned_is_kept(classifier: TextClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path)
    again = TextClassifier.load(tmp_path)
    assert (again.labels, again.hyperparameters) == (classifier.labels, classifier.hyperparameters)
    assert again.probabilities(["取", "号"], DIRECTIONS[8]) == pytest.approx(classifier.probabilities(["取", "号"], DIRECTIONS[8]))


def test_ngrams_are_neighbours() -> None:
    assert ngrams_of(["a", "b", "c"], 2) == ["a", "b", "c", "a b", "b c"]
    assert ngrams_of("", 3) == []
