"""Which name a text is most like, by its meaning and by its characters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.likeness import Likeness

TEXTS = ["雨天借的", "下雨借一把", "雨天撑的", "喝的水", "口渴喝水", "喝口热水", "取号排队", "排队等号", "取号的机器"]
NAMES = ["伞"] * 3 + ["水"] * 3 + ["号"] * 3
DIRECTIONS = np.repeat(np.eye(3, 8, dtype=np.float32), 3, axis=0)


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    """Learned from nine texts; the vector of each points to its name."""
    return Likeness.learned(TEXTS, NAMES, DIRECTIONS, scale=4.0, strength=10.0)


def test_the_chances_are_probabilities(likeness: Likeness) -> None:
    chances = likeness.chances("下雨天", DIRECTIONS[0])
    assert chances.shape == (3,)
    assert chances.sum() == pytest.approx(1.0)
    assert (chances > 0).all()


def test_what_both_say_is_surer_than_what_one_says(likeness: Likeness) -> None:
    at = likeness.names.index("伞")
    both = likeness.chances("雨天借", DIRECTIONS[0])[at]
    by_meaning, by_characters = likeness.chances("某某", DIRECTIONS[0])[at], likeness.chances("雨天借", DIRECTIONS[3])[at]
    assert both > by_meaning > by_characters


def test_the_length_of_a_vector_does_not_matter(likeness: Likeness) -> None:
    assert likeness.chances("雨", DIRECTIONS[0] * 7) == pytest.approx(likeness.chances("雨", DIRECTIONS[0]))


def test_what_was_learned_is_kept(likeness: Likeness, tmp_path: Path) -> None:
    likeness.keep(tmp_path)
    again = Likeness.kept(tmp_path)
    assert again.names == likeness.names
    assert again.chances("取号", DIRECTIONS[8]) == pytest.approx(likeness.chances("取号", DIRECTIONS[8]))
