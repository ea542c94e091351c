"""Rasa component: recognises concepts that are described, not named.

"排队等接线员的时候耳机里该放点啥" speaks of the music while waiting and has none of its words. The descriptions in `data/descriptions/`
teach which concept is meant. What was named counts more: beside it a description must be all but certain.
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

from bot.language import expressions
from bot.nlu.sentence import MEANT, vector_of, vectors
from bot.nlu.text_classifier import Hyperparameters, TextClassifier, ngrams_of
from rules.loader import digest, load
from rules.text import normal

NOTHING = ""
LONGEST_NGRAM_CHARACTERS = 2
"""Concepts are told by pairs of characters."""
CERTAINTY = 0.95
WEAKLY = 0.25
"""So much likelier a description must be beside words that are named in passing."""
CLASSES_FILE = "classes.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class DescribedConcepts(GraphComponent, EntityExtractorMixin):
    """Settings: `named` (entities beside which a description must be all but certain; less so beside the `weak`); `answered` (intents
    that need none when `short`); `nothing` (intents whose examples describe none); `wanted` (classes that a kind of question needs, for
    which a `likely` one is enough); the probabilities from which on a concept is taken (`certain`, `beside` something named, `sure`
    beside a whole question) or offered (`possible`: entity "maybe"); `hyperparameters` of learning (see `Hyperparameters`)."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        classifier: TextClassifier | None = None,
        classes: dict[str, str] | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._classifier = classifier
        self._classes = classes or {}

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
            "sure": 0.9,
            "short": 18,
            "wanted": {},
            "likely": 0.12,
            "hyperparameters": {},
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
            classes = json.loads((Path(folder) / CLASSES_FILE).read_text(encoding="utf-8"))
            return cls(config, model_storage, resource, TextClassifier.load(Path(folder)), classes)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The model is out of date when the standard or a description has changed."""
        return digest() + expressions.digest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the descriptions which concept is meant, and from small talk when none is."""
        standard = load()
        pairs = [(normal(text), name) for name, texts in expressions.descriptions().items() for text in texts]
        nothing = (example for example in training_data.intent_examples if example.get(INTENT) in self._config["nothing"])
        pairs += [(normal(example.get(TEXT)), NOTHING) for example in nothing]
        texts = [text for text, _ in pairs]
        hyperparameters = Hyperparameters(**self._config["hyperparameters"])
        self._classifier = TextClassifier.trained(
            [ngrams_of(text, LONGEST_NGRAM_CHARACTERS) for text in texts], [name for _, name in pairs], vectors(texts), hyperparameters
        )
        self._classes = {name: standard.class_of(name) for name in self._classifier.labels if name}
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(Path(folder))
            (Path(folder) / CLASSES_FILE).write_text(json.dumps(self._classes, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message the concept that it describes, where what it names leaves room for one."""
        for message in messages:
            if self._classifier and not self._is_answered(message):
                entities = message.get(ENTITIES) or []
                known = {entity["value"] for entity in entities}
                found = [entity for entity in self._described(message) if entity["value"] not in known]
                kept = [entity for entity in entities if entity["value"] not in self._doubted(entities, found)]
                message.set(ENTITIES, kept + self.add_extractor_name(found), add_to_output=True)
        return messages

    def _is_answered(self, message: Message) -> bool:
        """Whether nothing need be described: in short messages of some intents."""
        short = len(message.get(TEXT) or "") <= self._config["short"]
        return short and (message.get(INTENT) or {}).get("name") in self._config["answered"]

    def _described(self, message: Message) -> list[dict[str, Any]]:
        vector = vector_of(message)
        if self._classifier is None or vector is None or not vector.any():
            return []
        probabilities = self._classifier.probabilities(
            ngrams_of(message.get(MEANT) or normal(message.get(TEXT) or ""), LONGEST_NGRAM_CHARACTERS), vector
        )
        ranked = [(self._classifier.labels[index], float(probabilities[index])) for index in np.argsort(-probabilities)[:3]]
        entities = [entity for entity in message.get(ENTITIES) or [] if not entity.get("group")]
        intent = self._intent(message)
        if wanted := self._wanted(intent, entities, ranked):
            return [wanted]
        best, probability = ranked[0]
        if best == NOTHING:
            return []
        needed = self._needed(intent, entities)
        kind = self._classes[best]
        if needed > self._config["certain"]:
            there = {entity["entity"] for entity in entities}
            if probability < needed or kind in {"category", "hall", "channel"}:
                return []
            doubtful = kind == "matter" or any(entity["entity"] == "slip" for entity in entities)
            if kind in there and (probability < self._config["sure"] or not doubtful):
                return []
        if probability >= self._config["certain"]:
            return [self._entity(kind, best, probability)]
        return [self._entity("maybe", name, found) for name, found in ranked if name != NOTHING and found >= self._config["possible"]]

    def _intent(self, message: Message) -> str:
        """The intent; of a long message that seems to lean on the one before, the likeliest that does not."""
        ranking = [message.get(INTENT) or {}, *(message.get("intent_ranking") or [])]
        return next((str(entry.get("name")) for entry in ranking if entry.get("name") not in self._config["answered"]), "")

    def _wanted(self, intent: str, entities: list[dict[str, Any]], ranked: list[tuple[str, float]]) -> dict[str, Any] | None:
        """The likeliest concept of a class that this kind of question needs and that the message does not name."""
        wanted = self._config["wanted"].get(intent, ())
        there = {entity["entity"] for entity in entities}
        if not wanted or there & {*wanted, "guess", "step", "mode"}:
            return None
        named = there & {*self._config["named"]} - {"unlisted", "function"}
        for name, probability in ranked:
            cls = self._classes.get(name)
            needed = self._config["certain" if named or cls == "outside" else "likely"]
            if cls in wanted and probability >= needed:
                return self._entity(str(cls), name, probability)
        return None

    def _needed(self, intent: str, entities: list[dict[str, Any]]) -> float:
        """How likely a description must be: the more the message names, the likelier."""
        there = {entity["entity"] for entity in entities}
        weak, named = there & {*self._config["weak"]}, there & {*self._config["named"]}
        places = there & {"hall", "channel"}
        if intent == "ask_count" and "category" in there:
            return CERTAINTY
        categories = {entity["value"] for entity in entities if entity["entity"] == "category"}
        if categories and len(categories) + len(places) > 1:
            return CERTAINTY
        if len((weak | named | places) - {"position", "ordinal"}) > 1:
            return float(self._config["sure"])
        if named:
            return float(self._config["beside"])
        return float(self._config["certain"] + (WEAKLY if weak else 0.0))

    def _doubted(self, entities: list[dict[str, Any]], found: list[dict[str, Any]]) -> set[str]:
        """What was only taken for a slip, or named in passing, where something else of the same class is surely described."""
        slips = {entity["value"] for entity in entities if entity["entity"] == "slip"}
        kinds = {entity["entity"] for entity in found}
        return {
            entity["value"]
            for entity in entities
            if entity["entity"] in kinds and (entity["value"] in slips or entity["entity"] == "matter")
        }

    @staticmethod
    def _entity(kind: str, name: str, probability: float) -> dict[str, Any]:
        return {"entity": kind, "start": 0, "end": 0, "value": name, "role": "described", "confidence_entity": round(probability, 3)}
