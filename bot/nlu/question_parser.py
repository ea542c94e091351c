"""Rasa component: reads a message and tells which questions it may put, for the actions to choose among in their conversation."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.parse import KEY
from bot.language.encoder import encoder
from bot.language.language import Language
from bot.language.parse import MOST_CANDIDATES, confidence_of, entity_of, intent_of, plain_parse
from bot.project import VECTORS
from rules.evaluator.views import Views
from rules.knowledge import Knowledge
from rules.loader import load


@lru_cache(maxsize=1)
def language() -> Language:
    """The language of the standard as it is now, made once for the process."""
    return Language(Views(Knowledge(load())), VECTORS, encoder())


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False
)
class QuestionParser(GraphComponent, IntentClassifier, EntityExtractorMixin):
    """Settings: `most` candidates go on to the tracker, which keeps them for good.

    Sets the intent (`question`, or the act), the entities (what is named, with the class as type), and under `parse` the candidates.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._most = int(config["most"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """As many candidates as are of use."""
        return {"most": MOST_CANDIDATES}

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> QuestionParser:
        """See the base class."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Parse each message."""
        for message in messages:
            parse = language().parse(message.get(TEXT) or "")
            message.set(INTENT, {"name": intent_of(parse), "confidence": confidence_of(parse)}, add_to_output=True)
            entities = [entity_of(mention) for mention in parse.utterance.mentions]
            message.set(ENTITIES, self.add_extractor_name(entities), add_to_output=True)
            message.set(KEY, plain_parse(parse, self._most), add_to_output=True)
        return messages
