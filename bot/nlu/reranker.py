"""Rasa component: corrects the intent where what was named in the message contradicts it.

A message that names something of the standard is a question about it, not small talk, however much its wording resembles a greeting or an
insult. The classifier sees both only as counts of words; what was found for certain decides.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentReranker(GraphComponent):
    """Settings: `small_talk` (intents that name nothing), `subjects` (entities that make a message a question), `together` (entities of
    which two do), and `person` (concepts that may also be named by who just wants to talk to a person); `certain`, for an intent that
    must not be taken on a mere likeness, the confidence it needs, the one it needs `beside` certain
    entities (`surer`), and the entity value that makes it sure without. `shown`: how many
    intents of the ranking go on to the tracker, which keeps them for good."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._small_talk = frozenset(config["small_talk"])
        self._subjects = frozenset(config["subjects"])
        self._together = frozenset(config["together"])
        self._person = frozenset(config["person"])
        self._certain: dict[str, dict[str, Any]] = config["certain"]
        self._shown: int = config["shown"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing is corrected."""
        return {"small_talk": [], "subjects": [], "together": [], "person": [], "certain": {}, "shown": 10}

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> IntentReranker:
        """See the base class."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Replace an intent of small talk by the likeliest kind of question in messages that name a subject."""
        for message in messages:
            intent = (message.get(INTENT) or {}).get("name")
            named = [entity["value"] for entity in message.get(ENTITIES) or [] if entity["entity"] in self._subjects]
            together = {entity["value"] for entity in message.get(ENTITIES) or [] if entity["entity"] in self._together}
            named += together if len(together) > 1 else ()
            if intent == "ask_person":
                named = [name for name in named if name not in self._person]
            if intent in self._small_talk and named:
                questions = [entry for entry in message.get(INTENT_RANKING_KEY) or [] if entry["name"] not in self._small_talk]
                if questions:
                    message.set(INTENT, questions[0], add_to_output=True)
            self._doubt(message)
            self._unlikely(message)
            message.set(INTENT_RANKING_KEY, (message.get(INTENT_RANKING_KEY) or [])[: self._shown], add_to_output=True)
        return messages

    def _unlikely(self, message: Message) -> None:
        """Drop the words of an intent that must be certain where the whole message is most unlikely to mean it: 排队排得冒烟."""
        probabilities = {entry["name"]: entry["confidence"] for entry in message.get(INTENT_RANKING_KEY) or []}
        for intent, needed in self._certain.items():
            if probabilities and probabilities.get(intent, 0.0) < needed.get("unlikely", 0.0):
                kept = [entity for entity in message.get(ENTITIES) or [] if entity["value"] != needed["value"]]
                message.set(ENTITIES, kept, add_to_output=True)

    def _doubt(self, message: Message) -> None:
        """Take the next likeliest intent where one that must be certain is not."""
        intent = message.get(INTENT) or {}
        needed = self._certain.get(intent.get("name", ""), {})
        values = {entity["value"] for entity in message.get(ENTITIES) or []}
        beside = any(entity["entity"] in needed.get("beside", ()) for entity in message.get(ENTITIES) or [])
        enough = needed.get("surer" if beside else "confidence", 0.0)
        if needed and needed["value"] not in values and intent["confidence"] < enough:
            others = [entry for entry in message.get(INTENT_RANKING_KEY) or [] if entry["name"] not in {intent["name"], *self._small_talk}]
            if others:
                message.set(INTENT, others[0], add_to_output=True)
