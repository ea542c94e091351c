"""How much speaks for a candidate: a weighted sum of its features, with weights that were learned (`make weights`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.language.candidates import Candidate
from rules.sources import read

FILE = Path(__file__).with_name("weights.yaml")


@dataclass(frozen=True)
class Weights:
    """The weight of each feature."""

    of: Mapping[str, float]

    @classmethod
    def read(cls) -> Weights:
        """The weights of `weights.yaml`."""
        return cls({str(name): float(weight) for name, weight in dict(read(FILE, FILE.parent)).items()})

    def score(self, candidate: Candidate) -> float:
        """The score of a candidate; what has no weight does not count."""
        return sum(self.of.get(name, 0.0) * value for name, value in candidate.features.items())
