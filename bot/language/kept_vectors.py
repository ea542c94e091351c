"""Vectors of the texts that messages are compared with: computed once, kept in a file, and computed again only for texts that are new."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.language.encoder import MODEL, Encoder, Vectors


class KeptVectors:
    """Texts to vectors, as an `Encoder`, with a file in which those of many texts are kept."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        """`path`: the file, which need not be there; one that is broken, or of another encoder, is made anew."""
        self._path, self._encoder = path, encoder
        self._known = self._read()

    def of(self, texts: Sequence[str]) -> Vectors:
        """A row for each text. Where some are new, those of just these texts are kept."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        found = dict(zip(new, self._encoder.many(new), strict=True)) if new else {}
        rows = {text: found[text] if text in found else self._known[text] for text in dict.fromkeys(texts)}
        if new:
            self._known = rows
            self._write()
        return np.array([rows[text] for text in texts], dtype=np.float32)

    def _read(self) -> dict[str, Vectors]:
        try:
            with self._path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                if str(kept["encoder"]) != _encoder_digest():
                    return {}
                return dict(zip(kept["texts"].tolist(), kept["vectors"].astype(np.float32), strict=True))
        except (OSError, KeyError, ValueError, zipfile.BadZipFile):
            return {}

    def _write(self) -> None:
        """In one step, so that a process that reads sees the old file or the new one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".tmp.npz")
        vectors = np.array(list(self._known.values()), dtype=np.float16)
        np.savez(beside, encoder=np.array(_encoder_digest()), texts=np.array(list(self._known)), vectors=vectors)
        beside.replace(self._path)


def _encoder_digest() -> str:
    return hashlib.sha256(MODEL.read_bytes()).hexdigest()[:16]
