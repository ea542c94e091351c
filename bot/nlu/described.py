"""Rasa component: recognises concepts that are described, not named.

"排队等接线员的时候耳机里该放点啥" speaks of the music while waiting and has none of its words. The descriptions of the standard teach which
concept is meant. What was named counts more: beside it a description must be all but certain.
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
WEAKLY = 0.1
"""So much likelier a description must be beside words that are named in passing."""
WEIGHTS_FILE, NAMES_FILE = "described.npz", "described.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class DescribedConcepts(GraphComponent, EntityExtractorMixin):
    """Settings: `named` (entities beside which a description must be all but certain; less so beside the `weak`), `answered` (intents
    that need none), `nothing` (intents whose examples describe none), `wanted` (classes that a kind of question needs, for which a
    `likely` one is enough); the probabilities from which on a concept is taken (`certain`, `beside` what is named) or offered
    (`possible`: entity "maybe"); `scale` and `C` of the logistic regression."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, learned: dict[str, Any] | None = None
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._learned = learned

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Takes what is likelier than not."""
        return {
            "named": [],
            "weak": [],
            "nothing": [],
            "answered": [],
            "certain": 0.5,
            "possible": 0.25,
            "beside": 0.7,
            "wanted": {},
            "likely": 0.12,
            "scale": 4.0,
            "C": 10.0,
        }

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
            np.savez(
                Path(folder) / WEIGHTS_FILE, weights=classifier.coef_.astype(np.float32), bias=classifier.intercept_.astype(np.float32)
            )
            (Path(folder) / NAMES_FILE).write_text(json.dumps({"names": names, "classes": classes}, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to messages that name nothing to ask about the concept that they describe."""
        for message in messages:
            entities = message.get(ENTITIES) or []
            if (message.get(INTENT) or {}).get("name") in self._config["answered"]:
                continue
            if self._learned:
                named = {entity["entity"] for entity in entities if not entity.get("group")} & {
                    *self._config["named"],
                    *self._config["weak"],
                }
                known = {entity["value"] for entity in entities}
                found = [entity for entity in self._described(message, named) if entity["value"] not in known]
                message.set(ENTITIES, entities + self.add_extractor_name(found), add_to_output=True)
        return messages

    def _described(self, message: Message, named: set[str]) -> list[dict[str, Any]]:
        learned = self._learned or {}
        vector = vector_of(message)
        if vector is None or not vector.any():
            return []
        scores = learned["weights"] @ (vector * (self._config["scale"] / (np.linalg.norm(vector) or 1.0))) + learned["bias"]
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        order = [int(index) for index in np.argsort(-chances)[:3]]
        ranked = [(learned["names"][index], float(chances[index])) for index in order]
        wanted = self._config["wanted"].get((message.get(INTENT) or {}).get("name"), ())
        if wanted and not any(entity["entity"] in wanted for entity in message.get(ENTITIES) or []):
            for name, found in ranked:
                cls = learned["classes"].get(name)
                if cls in wanted and found >= (self._config["certain"] if cls == "outside" else self._config["likely"]):
                    return [self._entity(learned["classes"][name], name, found)]
        best, chance = ranked[0]
        if best == NOTHING:
            return []
        there = {entity["entity"] for entity in message.get(ENTITIES) or [] if not entity.get("group")}
        if len(there & {*self._config["named"], *self._config["weak"], "hall", "channel"} - {"position", "category", "ordinal"}) > 1:
            return []  # a whole question as it is
        needed = self._config["beside"] if named - {*self._config["weak"]} else self._config["certain"] + WEAKLY
        if named and (chance < needed or learned["classes"][best] in {"category", "hall", "channel", *there}):
            return []
        if chance >= self._config["certain"]:
            return [self._entity(learned["classes"][best], best, chance)]
        return [self._entity("maybe", name, found) for name, found in ranked if name != NOTHING and found >= self._config["possible"]]

    @staticmethod
    def _entity(kind: str, name: str, chance: float) -> dict[str, Any]:
        return {"entity": kind, "start": 0, "end": 0, "value": name, "role": "described", "confidence_entity": round(chance, 3)}
