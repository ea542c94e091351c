"""Prints how well the kind of question is told by different features of a message, cross-validated on the training examples.

    python -W ignore -m tests.bench.understanding [seeds]

What counts in the end is the share of right answers, which `advisor evaluate` prints; this says where the parts stand.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import numpy as np
import yaml
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.nlu.concepts import ConceptTokenizer
from bot.nlu.sentence import MEANT, vectors
from bot.project import TRAINING

FOLDS = 4


def examples() -> tuple[list[str], np.ndarray]:
    """The training examples and their intents."""
    found: list[tuple[str, str]] = []
    for path in sorted(path for folder in TRAINING for path in folder.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            found += [(line.removeprefix("- "), entry["intent"]) for line in entry["examples"].splitlines()]
    return [text for text, _ in found], np.array([intent for _, intent in found])


class _Nowhere:
    """A storage that keeps nothing."""

    def write_to(self, resource: Any) -> Any:
        import contextlib
        import tempfile

        return contextlib.closing(_Folder(tempfile.mkdtemp()))


class _Folder(str):
    def close(self) -> None:
        """Leave the folder to the system's cleaning."""


def grams(lemmas: list[str]) -> list[str]:
    """Runs of one to three tokens, as Rasa's featurizer makes them."""
    return [" ".join(lemmas[start : start + size]) for size in (1, 2, 3) for start in range(len(lemmas) - size + 1)]


def main() -> None:
    """One line for each choice of features."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    texts, intents = examples()
    nowhere: Any = _Nowhere()
    nothing: Any = None
    tokenizer = ConceptTokenizer.create(ConceptTokenizer.get_default_config(), nowhere, nothing, nothing)
    messages = [Message({TEXT: text}) for text in texts]
    tokenizer.train(TrainingData(messages))
    tokens = [tokenizer.tokenize(message, TEXT) for message in messages]
    sparse = CountVectorizer(analyzer=grams).fit_transform([[token.lemma for token in row] for row in tokens])
    raw = CountVectorizer(analyzer=grams).fit_transform([list(text) for text in texts])
    dense = csr_matrix(vectors([message.get(MEANT) for message in messages]))
    print(f"{len(texts)} examples, {len(set(intents))} intents, {FOLDS} folds, {seeds} seed(s)")
    choices = {
        "characters as they are, C=10": (raw, 10.0),
        "characters with concepts as classes, C=10": (sparse, 10.0),
        "sentence vectors, C=10": (dense, 10.0),
        "both, vectors of length 1, C=3": (hstack([sparse, dense]).tocsr(), 3.0),
        "both, vectors of length 2, C=3": (hstack([sparse, dense * 2]).tocsr(), 3.0),
        "both, vectors of length 3, C=3": (hstack([sparse, dense * 3]).tocsr(), 3.0),
    }
    for name, (features, strength) in choices.items():
        start = time.monotonic()
        shares = []
        for seed in range(seeds):
            for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(texts, intents):
                classifier = LogisticRegression(C=strength, max_iter=300).fit(features[train], intents[train])
                shares.append(float((classifier.predict(features[test]) == intents[test]).mean()))
        took = (time.monotonic() - start) / len(shares)
        print(f"{name}: {np.mean(shares):.3f} ± {np.std(shares):.3f}, {took:.1f} s a fold", flush=True)


if __name__ == "__main__":
    main()
