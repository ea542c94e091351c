"""Concepts that are described, not named."""

from __future__ import annotations

import numpy as np
import pytest

from bot.language.described import OF_A_CLAUSE, Descriptions

TEXTS = {"引导员": ("a", "b"), "收费区": ("c",), "过户": ("d", "e")}
VECTORS = np.array([[1, 0, 0], [0.8, 0.6, 0], [0, 1, 0], [0, 0, 1], [0, 0.6, 0.8]], dtype=np.float32)
FOUND = Descriptions(TEXTS, VECTORS, {"引导员": "staff", "收费区": "zone", "过户": "service"})


def like(*vector: float) -> np.ndarray:
    return FOUND.like(np.array([vector], dtype=np.float32))


def test_the_nearest_and_the_mean_count() -> None:
    likes = like(1, 0, 0)
    assert likes.argmax() == 0
    assert likes[0] == pytest.approx(0.5 * 1 + 0.5 * 0.9 / np.linalg.norm([0.9, 0.3]), abs=1e-4)


def test_only_the_classes_asked_for_are_ranked() -> None:
    likes = like(0, 0.7, 0.7)
    assert [one.name for one in FOUND.ranked(likes, ("service",), 3)] == ["过户"]
    assert [one.name for one in FOUND.ranked(likes, ("staff", "zone"), 3)] == ["收费区", "引导员"]
    assert FOUND.ranked(likes, (), 3) == ()


def test_how_far_one_is_behind_the_best_of_all() -> None:
    likes = like(0, 0, 1)
    (staff,) = FOUND.ranked(likes, ("staff",), 1)
    assert staff.lead == pytest.approx(staff.likeness - likes.max(), abs=1e-6)
    assert FOUND.ranked(likes, ("service",), 1)[0].lead == 0


def test_a_clause_may_describe_what_the_question_does_not() -> None:
    likes = FOUND.like(np.array([[0, 1, 0], [1, 0, 0]], dtype=np.float32))
    assert likes[0] == pytest.approx(like(1, 0, 0)[0] - OF_A_CLAUSE, abs=1e-6)
    assert likes[1] == pytest.approx(like(0, 1, 0)[1], abs=1e-6)
