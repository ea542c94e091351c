"""The sentence encoder: texts to vectors of length 1, near each other where they mean much the same. See README.md beside this file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]
FOLDER = Path(__file__).resolve().parent
MODEL, TOKENIZER = FOLDER / "encoder.int8.onnx", FOLDER / "tokenizer.json"
WIDTH = 384
MOST_TOKENS = 64
"""What comes after so many tokens of a text is not looked at."""
BATCH_TEXTS = 16
KEPT_TEXTS = 4096
PAD = 1


class Encoder:
    """Texts to vectors. Safe to call from several threads."""

    def __init__(self) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # a message is too short to be shared out; many texts are, below
        self._session = InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(TOKENIZER))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._lock = Lock()
        self.few = lru_cache(maxsize=KEPT_TEXTS)(self._few)

    def one(self, text: str) -> Vectors:
        """The vector of a text."""
        found: Vectors = self.few(text)[0]
        return found

    def many(self, texts: Sequence[str]) -> Vectors:
        """A row for each text."""
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        batches = [by_length[start : start + BATCH_TEXTS] for start in range(0, len(by_length), BATCH_TEXTS)]

        def run(batch: list[int]) -> None:
            rows[batch] = self._run([texts[at] for at in batch])

        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            list(pool.map(run, batches))
        return rows

    def _few(self, *texts: str) -> Vectors:
        """A row for each of a few texts, computed together; kept, since many people ask the same."""
        rows = self._run(texts)
        rows.flags.writeable = False
        return rows

    def _run(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            tokens = [self._tokenizer.encode(text).ids for text in texts]
        longest = max(map(len, tokens))
        ids = np.full((len(tokens), longest), PAD, dtype=np.int64)
        for row, found in enumerate(tokens):
            ids[row, : len(found)] = found
        mask = (ids != PAD).astype(np.int64)
        sentences: Vectors = self._session.run(["sentence"], {"input_ids": ids, "attention_mask": mask})[0]
        return sentences


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of this process."""
    return Encoder()
