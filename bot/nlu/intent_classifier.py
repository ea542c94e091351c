"""Rasa component: tells the kind of question (the intent) by the meaning of the message and by its runs of tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.sentence import vector_of
from bot.nlu.text_classifier import Hyperparameters, TextClassifier, ngrams_of

LONGEST_NGRAM_TOKENS = 3
"""So many neighbouring tokens, each a concept's class, a word or a character, are looked at together."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionIntentClassifier(GraphComponent, IntentClassifier):
    """Settings: those of `Hyperparameters`, by the same names."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, classifier: TextClassifier | None = None
    ) -> None:
        self._hyperparameters = Hyperparameters(**{name: config[name] for name in vars(Hyperparameters())})
        self._storage = model_storage
        self._resource = resource
        self._classifier = classifier

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The hyperparameters that were best in cross-validation."""
        return vars(Hyperparameters())

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> QuestionIntentClassifier:
        """A component that has learned nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionIntentClassifier:
        """A component with what it learned in training."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TextClassifier.load(Path(folder)))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of each intent."""
        examples = [example for example in training_data.intent_examples if vector_of(example) is not None]
        vectors = np.array([vector_of(example) for example in examples])
        intents = [str(example.get(INTENT)) for example in examples]
        self._classifier = TextClassifier.trained([_ngrams(example) for example in examples], intents, vectors, self._hyperparameters)
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the likeliest intent of each message and the ranking."""
        for message in messages:
            vector = vector_of(message)
            if self._classifier is None or vector is None:
                message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
                continue
            probabilities = self._classifier.probabilities(_ngrams(message), vector)
            order = np.argsort(-probabilities, kind="stable")
            ranking = [{"name": self._classifier.labels[index], "confidence": float(probabilities[index])} for index in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _ngrams(message: Message) -> list[str]:
    return ngrams_of([token.lemma for token in message.get("text_tokens") or []], LONGEST_NGRAM_TOKENS)
