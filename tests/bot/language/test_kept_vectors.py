"""Vectors that are computed once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.language.encoder import Vectors, encoder
from bot.language.kept_vectors import KeptVectors


class Counting:
    """The encoder, counting the texts it is given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def many(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        return encoder().many(texts)


def test_only_new_texts_are_computed(tmp_path: Path) -> None:
    path = tmp_path / "vectors.npz"
    first = KeptVectors(path, Counting()).of(["过户", "销户", "过户"])  # type: ignore[arg-type]
    again = Counting()
    second = KeptVectors(path, again).of(["销户", "新装"])  # type: ignore[arg-type]
    assert again.given == ["新装"]
    assert np.allclose(first[1], second[0], atol=1e-3)
    assert np.allclose(first[0], first[2])


def test_what_is_no_longer_asked_for_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "vectors.npz"
    KeptVectors(path, encoder()).of(["过户", "销户"])
    KeptVectors(path, encoder()).of(["销户", "新装"])
    counting = Counting()
    KeptVectors(path, counting).of(["销户", "新装"])  # type: ignore[arg-type]
    assert counting.given == []
    KeptVectors(path, counting).of(["过户"])  # type: ignore[arg-type]
    assert counting.given == ["过户"]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_broken_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vectors.npz"
    path.write_bytes(content)
    assert KeptVectors(path, encoder()).of(["过户"]).shape[0] == 1
    counting = Counting()
    KeptVectors(path, counting).of(["过户"])  # type: ignore[arg-type]
    assert counting.given == []
