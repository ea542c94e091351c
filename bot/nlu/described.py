"""Rasa component: recognises concepts that are described, not named.

"排队等接线员的时候耳机里该放点啥" speaks of the music while waiting and has none of its words. The descriptions of the standard teach which
concept is meant. What was named counts more: a description is looked for only in messages that name nothing to ask about.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from bot.nlu.sentence import vector_of, vectors
from rules.loader import digest, load
from rules.text import normal

NOTHING = ""
WEIGHTS_FILE, NAMES_FILE = "described.npz", "described.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class DescribedConcepts(GraphComponent, EntityExtractorMixin):
    """Settings: `named` (entities beside which no description is looked for), `answered` (intents that need none), `nothing` (intents
    whose examples describe none), `certain` and `possible` (probabilities from which on a concept is taken, or offered as a choice: entity "maybe")."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, learned: dict[str, Any] | None = None) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._learned = learned

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Takes what is likelier than not."""
        return {"named": [], "nothing": [], "answered": [], "certain": 0.5, "possible": 0.25, "scale": 4.0, "C": 10.0}

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DescribedConcepts:
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
    ) -> DescribedConcepts:
        """A component with what it learned in training."""
        with model_storage.read_from(resource) as folder:
            weights = np.load(Path(folder) / WEIGHTS_FILE)
            names = json.loads((Path(folder) / NAMES_FILE).read_text(encoding="utf-8"))
            learned = {"weights": weights["weights"], "bias": weights["bias"], **names}
        return cls(config, model_storage, resource, learned)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The model is out of date when the standard has changed."""
        return digest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the descriptions in the standard which concept is meant, and from small talk when none is."""
        standard = load()
        pairs = [(normal(text), name) for name, texts in standard.descriptions.items() for text in texts]
        nothing = (example for example in training_data.intent_examples if example.get(INTENT) in self._config["nothing"])
        pairs += [(normal(example.get(TEXT)), NOTHING) for example in nothing]
        classifier = LogisticRegression(C=self._config["C"], max_iter=100)
        classifier.fit(vectors([text for text, _ in pairs]) * self._config["scale"], [name for _, name in pairs])
        names = [str(name) for name in classifier.classes_]
        classes = {name: standard.class_of(name) for name in names if name}
        self._learned = {"weights": classifier.coef_, "bias": classifier.intercept_, "names": names, "classes": classes}
        with self._storage.write_to(self._resource) as folder:
            np.savez(Path(folder) / WEIGHTS_FILE, weights=classifier.coef_.astype(np.float32), bias=classifier.intercept_.astype(np.float32))
            (Path(folder) / NAMES_FILE).write_text(json.dumps({"names": names, "classes": classes}, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to messages that name nothing to ask about the concept that they describe."""
        for message in messages:
            entities = message.get(ENTITIES) or []
            if (message.get(INTENT) or {}).get("name") in self._config["answered"]:
                continue
            if self._learned and not any(entity["entity"] in self._config["named"] for entity in entities):
                found = [entity for entity in self._described(message) if entity["value"] not in {other["value"] for other in entities}]
                message.set(ENTITIES, entities + self.add_extractor_name(found), add_to_output=True)
        return messages

    def _described(self, message: Message) -> list[dict[str, Any]]:
        learned = self._learned or {}
        vector = vector_of(message)
        scores = learned["weights"] @ (vector * (self._config["scale"] / (np.linalg.norm(vector) or 1.0))) + learned["bias"]
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        order = [int(index) for index in np.argsort(-chances)[:3]]
        ranked = [(learned["names"][index], float(chances[index])) for index in order]
        best, chance = ranked[0]
        if best == NOTHING:
            return []
        if chance >= self._config["certain"]:
            return [self._entity(learned["classes"][best], best, chance)]
        return [self._entity("maybe", name, found) for name, found in ranked if name != NOTHING and found >= self._config["possible"]]

    @staticmethod
    def _entity(kind: str, name: str, chance: float) -> dict[str, Any]:
        return {"entity": kind, "start": 0, "end": 0, "value": name, "role": "described", "confidence_entity": round(chance, 3)}
