"""The sentence encoder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.encoder import MOST_TOKENS, WIDTH, encoder

TEXTS = ["过户要几步", "C级营业厅需要哪些服务人员", "how many steps does account closure take", "电", "过户需要多少个环节"]


def test_vectors_have_length_one() -> None:
    rows = encoder().many(TEXTS)
    assert rows.shape == (len(TEXTS), WIDTH)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    steps, staff, _, _, same = encoder().many(TEXTS)
    assert steps @ same > steps @ staff + 0.1


def test_many_texts_get_the_vectors_that_each_gets_alone() -> None:
    alone = np.array([encoder().one(text) for text in TEXTS])
    assert (alone * encoder().many(TEXTS)).sum(axis=1) == pytest.approx(
        1, abs=0.02
    )  # int8: what stands beside a text in a batch shifts it a little


def test_texts_keep_their_order() -> None:
    turned = encoder().many(TEXTS[::-1])[::-1]
    assert (turned @ encoder().many(TEXTS).T).argmax(axis=1).tolist() == list(range(len(TEXTS)))


def test_no_texts_no_rows() -> None:
    assert encoder().many([]).shape == (0, WIDTH)


@given(st.text(max_size=400))
def test_any_text_has_a_vector(text: str) -> None:
    assert np.isfinite(encoder().one(text)).all()


def test_the_end_of_a_long_text_does_not_count() -> None:
    long = "营业厅" * MOST_TOKENS
    assert encoder().one(long) @ encoder().one(long + "过户") == pytest.approx(1, abs=1e-3)


def test_threads_get_what_one_gets() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(encoder().one, [f"{text}{number}" for number in range(5) for text in TEXTS]))
    expected = [encoder().one(f"{text}{number}") for number in range(5) for text in TEXTS]
    assert all(np.array_equal(one, other) for one, other in zip(found, expected, strict=True))
