"""Concepts that are described, not named: the ones of which the descriptions are nearest to a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.language.encoder import Vectors

MEAN_WEIGHT = 0.5
"""How much the mean of all descriptions of a concept counts beside the nearest ones."""

OF_A_CLAUSE = 0.03
"""By so much less a clause of a message is like a description than it seems."""


@dataclass(frozen=True)
class Likeness:
    """How like a message is to the descriptions of a concept (cosine, at most 1), and how far it is ahead of the best of its rivals."""

    name: str
    likeness: float
    lead: float


class Descriptions:
    """The descriptions of concepts as vectors."""

    def __init__(self, texts: Mapping[str, Sequence[str]], vectors: Vectors, classes: Mapping[str, str]) -> None:
        """`vectors`: a row for each text, in the order of `texts`; `classes`: the class of each concept."""
        self._names = tuple(texts)
        self._classes = np.array([classes[name] for name in self._names])
        owner = np.repeat(np.arange(len(texts)), [len(found) for found in texts.values()])
        self._vectors, self._owner = vectors, owner
        self._starts = np.flatnonzero(np.diff(owner, prepend=-1))
        means = np.add.reduceat(vectors, self._starts)
        self._means = means / np.linalg.norm(means, axis=1, keepdims=True)

    def like(self, vectors: Vectors) -> Vectors:
        """How like a message is to each concept, in the order of the descriptions. `vectors`: a row for each stretch of it that may
        describe something, its question first."""
        sims = self._vectors @ vectors.T
        nearest = np.maximum.reduceat(sims, self._starts)
        found = (1 - MEAN_WEIGHT) * nearest + MEAN_WEIGHT * (self._means @ vectors.T)
        found[:, 1:] -= OF_A_CLAUSE
        likes: Vectors = found.max(axis=1)
        return likes

    def ranked(self, likes: Vectors, classes: Sequence[str], most: int) -> tuple[Likeness, ...]:
        """The concepts of some classes that are most like a message, the best first."""
        within = np.flatnonzero(np.isin(self._classes, classes))
        order = within[np.argsort(-likes[within])][:most]
        overall = float(likes.max())
        return tuple(Likeness(self._names[at], float(likes[at]), float(likes[at]) - overall) for at in order)
