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
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.likeness import Likeness, Manner, runs_of
from bot.nlu.sentence import vector_of

LONGEST = 3
"""So many neighbouring tokens, each a concept's class, a word or a character, are looked at together."""
RANKING = "intent_ranking"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KindOfQuestion(GraphComponent, IntentClassifier):
    """Settings: those of `Manner`, by the same names."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, likeness: Likeness | None = None) -> None:
        self._manner = Manner(**{name: config[name] for name in vars(Manner())})
        self._storage = model_storage
        self._resource = resource
        self._likeness = likeness

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The manner that was best in cross-validation."""
        return vars(Manner())

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> KindOfQuestion:
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
    ) -> KindOfQuestion:
        """A component with what it learned in training."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Likeness.kept(Path(folder)))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of each intent."""
        examples = [example for example in training_data.intent_examples if vector_of(example) is not None]
        vectors = np.array([vector_of(example) for example in examples])
        intents = [str(example.get(INTENT)) for example in examples]
        self._likeness = Likeness.learned([_runs(example) for example in examples], intents, vectors, self._manner)
        with self._storage.write_to(self._resource) as folder:
            self._likeness.keep(Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the likeliest intent of each message and the ranking."""
        for message in messages:
            vector = vector_of(message)
            if self._likeness is None or vector is None:
                message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
                continue
            chances = self._likeness.chances(_runs(message), vector)
            order = np.argsort(-chances, kind="stable")
            ranking = [{"name": self._likeness.names[index], "confidence": float(chances[index])} for index in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(RANKING, ranking, add_to_output=True)
        return messages


def _runs(message: Message) -> list[str]:
    return runs_of([token.lemma for token in message.get("text_tokens") or []], LONGEST)
