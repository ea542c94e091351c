"""Prints how well kinds of question and described concepts are told by different learners, cross-validated on the examples.

    python -W ignore -m tests.bench.understanding [seeds]

What counts in the end is the share of right answers, which `advisor evaluate` prints; this says where the parts stand.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import yaml
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import MultinomialNB

from bot.language.expressions import descriptions
from bot.nlu.concepts import ConceptTokenizer
from bot.nlu.sentence import MEANT, vectors
from bot.nlu.text_classifier import Hyperparameters, TextClassifier, ngrams_of
from bot.project import TRAINING
from rules.text import normal

FOLDS = 4
Learner = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""From the names of all examples, and which are for training and which for testing, to the names that it finds for these."""


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


def regression(features: Any, strength: float) -> Learner:
    """Logistic regression on features of all examples."""

    def learn(names: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
        classifier = LogisticRegression(C=strength, max_iter=100).fit(features[train], names[train])
        found: np.ndarray = classifier.predict(features[test])
        return found

    return learn


def bayes(weighed: Any) -> Learner:
    """Naive Bayes on weighed runs of words of all examples."""

    def learn(names: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
        found: np.ndarray = MultinomialNB(alpha=0.02, fit_prior=False).fit(weighed[train], names[train]).predict(weighed[test])
        return found

    return learn


def classifier(runs: list[list[str]], dense: np.ndarray, hyperparameters: Hyperparameters) -> Learner:
    """What the assistant uses."""

    def learn(names: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
        learned = TextClassifier.trained([runs[at] for at in train], list(names[train]), dense[train], hyperparameters)
        return np.array([learned.labels[learned.probabilities(runs[at], dense[at]).argmax()] for at in test])

    return learn


def compare(title: str, names: np.ndarray, learners: dict[str, Learner], seeds: int) -> None:
    """One line for each learner: the share of names told, over all folds and seeds."""
    print(f"\n{title}: {len(names)} examples, {len(set(names))} names, {FOLDS} folds, {seeds} seed(s)", flush=True)
    for name, learn in learners.items():
        start = time.monotonic()
        shares = []
        for seed in range(seeds):
            for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(names, names):
                shares.append(float((learn(names, train, test) == names[test]).mean()))
        took = (time.monotonic() - start) / len(shares)
        print(f"{name}: {np.mean(shares):.3f} ± {np.std(shares):.3f}, {took:.1f} s a fold", flush=True)


def main() -> None:
    """The kinds of question, then the concepts."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    texts, intents = examples()
    nowhere: Any = _Nowhere()
    nothing: Any = None
    tokenizer = ConceptTokenizer.create(ConceptTokenizer.get_default_config(), nowhere, nothing, nothing)
    messages = [Message({TEXT: text}) for text in texts]
    tokenizer.train(TrainingData(messages))
    runs = [ngrams_of([token.lemma for token in tokenizer.tokenize(message, TEXT)], 3) for message in messages]
    dense = vectors([message.get(MEANT) for message in messages])
    raw = CountVectorizer(analyzer=_same, min_df=2).fit_transform([ngrams_of(text, 3) for text in texts])
    counts = CountVectorizer(analyzer=_same, min_df=2).fit_transform(runs)
    weighed = TfidfVectorizer(analyzer=_same, min_df=2, sublinear_tf=True).fit_transform(runs)
    learners = {
        "characters as they are, logistic regression": regression(raw, 10.0),
        "characters with concepts as classes, logistic regression": regression(counts, 10.0),
        "the same, naive Bayes": bayes(weighed),
        "sentence vectors, logistic regression": regression(dense * 4, 3.0),
        "both, logistic regression": regression(hstack([counts, csr_matrix(dense * 2)]).tocsr(), 3.0),
        "vectors and singular vectors, logistic regression": classifier(runs, dense, Hyperparameters(bayes_weight=0.0)),
        "the same with naive Bayes (in use)": classifier(runs, dense, Hyperparameters()),
    }
    compare("kinds of question", intents, learners, seeds)

    pairs = [(normal(text), name) for name, found in descriptions().items() for text in found]
    names = np.array([name for _, name in pairs])
    runs = [ngrams_of(text, 2) for text, _ in pairs]
    dense = vectors([text for text, _ in pairs])
    weighed = TfidfVectorizer(analyzer=_same, min_df=2, sublinear_tf=True).fit_transform(runs)
    hyperparameters = Hyperparameters(singular_vectors=200, inverse_regularization=5.0, bayes_weight=0.4, max_iterations=50)
    learners = {
        "sentence vectors, logistic regression": regression(dense * 4, 10.0),
        "pairs of characters, naive Bayes": bayes(weighed),
        "vectors, singular vectors and naive Bayes (in use)": classifier(runs, dense, hyperparameters),
    }
    compare("described concepts", names, learners, 1)


def _same(runs: list[str]) -> list[str]:
    return runs


if __name__ == "__main__":
    main()
