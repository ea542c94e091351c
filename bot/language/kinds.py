"""Which kind of question a message puts: told from its meaning and from its runs of words, by ridge regression over the ways of asking.

A kind is what is left of a question when the names in it are taken away: yes or no about what a place has, steps of a service …
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.language.encoder import Vectors
from bot.language.ways import Way
from rules.model import Standard
from rules.question.templates import hole_of
from rules.text import normal

BUCKETS = 4096
"""Into so many buckets runs of words are hashed."""
LONGEST_RUN = 3
RIDGE = 1.0
TEMPERATURE = 0.08
PATTERN_WEIGHT = 2.0
"""So much more than the text as it is counts the text in which names are replaced."""
_WORDS = re.compile(r"[a-z]+|\d+|[\u4e00-\u9fff]|[?？]")


@dataclass(frozen=True)
class Kinds:
    """What was learned: the kinds, the kind of each way of asking, and the weights (features x kinds)."""

    names: tuple[str, ...]
    of_way: npt.NDArray[np.int64]
    weights: Vectors

    @classmethod
    def learned(cls, ways: Sequence[Way], features: Vectors, standard: Standard) -> Kinds:
        """From the ways of asking; `features`: a row for each text of the ways, in their order."""
        kinds = [kind_of(way, standard) for way in ways]
        names = tuple(dict.fromkeys(kinds))
        of_way = np.array([names.index(kind) for kind in kinds])
        wanted = np.eye(len(names), dtype=np.float32)[np.repeat(of_way, [len(way.asked) for way in ways])]
        gram = features.T @ features
        gram[np.diag_indices_from(gram)] += RIDGE
        return cls(names, of_way, np.linalg.solve(gram, features.T @ wanted).astype(np.float32))

    def likelihoods(self, features: Vectors) -> Vectors:
        """The logarithm of how likely the kind of each way of asking is, for one message."""
        scores = features @ self.weights / TEMPERATURE
        scores -= scores.max()
        found: Vectors = (scores - np.log(np.exp(scores).sum()))[self.of_way]
        return found


def kind_of(way: Way, standard: Standard) -> str:
    """The kind of the question that a way of asking puts."""
    return f"act {way.act}" if way.act else _kind(way.form, standard)


def _kind(form: Any, standard: Standard) -> str:
    if isinstance(form, dict):
        return f"{form['form']}({','.join(_kind(value, standard) for key, value in form.items() if key != 'form')})"
    if isinstance(form, list):
        return f"[{','.join(dict.fromkeys(_kind(part, standard) for part in form))}]"
    if hole := hole_of(form):
        return hole.role
    cls = standard.class_of(form) if isinstance(form, str) else ""
    return cls if cls and cls != "category" else str(form)


def features(patterns: Sequence[str], pattern_vectors: Vectors, vectors: Vectors) -> Vectors:
    """What kinds are told by, a row for each text."""
    rows: Vectors = np.hstack([PATTERN_WEIGHT * pattern_vectors, vectors, _runs(patterns)])
    return rows


def _runs(texts: Sequence[str]) -> Vectors:
    """How often each run of words occurs, hashed; rows of length 1."""
    found = np.zeros((len(texts), BUCKETS), dtype=np.float32)
    for row, text in enumerate(texts):
        for run in _runs_of(text):
            found[row, zlib.crc32(run.encode()) % BUCKETS] += 1
    found = np.sqrt(found)
    rows: Vectors = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), np.float32(1e-6))
    return rows


def _runs_of(text: str) -> list[str]:
    words = _WORDS.findall(normal(text))
    runs = [" ".join(words[at : at + size]) for size in range(1, LONGEST_RUN + 1) for at in range(len(words) - size + 1)]
    return [*runs, "^" + " ".join(words[:2]), " ".join(words[-2:]) + "$"]
