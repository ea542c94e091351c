"""Which name a text is most like, by its meaning and by its words."""

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

from bot.nlu.likeness import Likeness, Manner, runs_of

TEXTS = ["雨天借的", "下雨借一把", "雨天撑的", "喝的水", "口渴喝水", "喝口热水", "取号排队", "排队等号", "取号的机器"]
RUNS = [runs_of(text, 2) for text in TEXTS]
NAMES = ["伞"] * 3 + ["水"] * 3 + ["号"] * 3
DIRECTIONS = np.repeat(np.eye(3, 8, dtype=np.float32), 3, axis=0)
MANNER = Manner(topics=4)


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    """Learned from nine texts; the vector of each points to its name."""
    return Likeness.learned(RUNS, NAMES, DIRECTIONS, MANNER)


def test_the_chances_are_probabilities(likeness: Likeness) -> None:
    chances = likeness.chances(runs_of("下雨天", 2), DIRECTIONS[0])
    assert chances.shape == (3,)
    assert chances.sum() == pytest.approx(1.0)
    assert (chances > 0).all()


@given(text=st.text(alphabet="雨天借的喝水取号排队某", max_size=8), direction=st.sampled_from(range(9)))
def test_the_fast_prediction_is_that_of_scikit_learn(likeness: Likeness, text: str, direction: int) -> None:
    weighing = TfidfVectorizer(analyzer=lambda runs: runs, min_df=2, sublinear_tf=True)
    weighed = weighing.fit_transform(RUNS)
    topics = TruncatedSVD(4, n_iter=3, random_state=0).fit(weighed)
    features = np.hstack([DIRECTIONS, normalize(topics.transform(weighed))]).astype(np.float32) * MANNER.scale
    meaning = LogisticRegression(C=MANNER.strength, max_iter=MANNER.rounds).fit(features, NAMES)
    bayes = MultinomialNB(alpha=MANNER.smoothing, fit_prior=False).fit(weighed, NAMES)
    row = weighing.transform([runs_of(text, 2)])
    features = np.hstack([DIRECTIONS[[direction]], normalize(topics.transform(row))]).astype(np.float32) * MANNER.scale
    logs = (1 - MANNER.share) * meaning.predict_log_proba(features) + MANNER.share * bayes.predict_log_proba(row)
    expected = np.exp(logs - logs.max())[0]
    assert likeness.chances(runs_of(text, 2), DIRECTIONS[direction]) == pytest.approx(expected / expected.sum(), abs=1e-4)


def test_what_both_say_is_surer_than_what_one_says(likeness: Likeness) -> None:
    at = likeness.names.index("伞")
    both = likeness.chances(runs_of("雨天借", 2), DIRECTIONS[0])[at]
    one = likeness.chances(runs_of("某某", 2), DIRECTIONS[0])[at]
    assert both > one > likeness.chances(runs_of("取号", 2), DIRECTIONS[8])[at]


def test_the_length_of_a_vector_does_not_matter(likeness: Likeness) -> None:
    assert likeness.chances(["雨"], DIRECTIONS[0] * 7) == pytest.approx(likeness.chances(["雨"], DIRECTIONS[0]))


def test_what_was_learned_is_kept(likeness: Likeness, tmp_path: Path) -> None:
    likeness.keep(tmp_path)
    again = Likeness.kept(tmp_path)
    assert (again.names, again.manner) == (likeness.names, likeness.manner)
    assert again.chances(["取", "号"], DIRECTIONS[8]) == pytest.approx(likeness.chances(["取", "号"], DIRECTIONS[8]))


def test_runs_are_neighbours() -> None:
    assert runs_of(["a", "b", "c"], 2) == ["a", "b", "c", "a b", "b c"]
    assert runs_of("", 3) == []
