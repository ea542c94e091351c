"""Rasa component: finds the standard's concepts in a message and gives the tokens that the classifier sees.

What kind of question a message is does not depend on which service or hall it names, so that in the tokens each concept is replaced
by its class ("销户有哪些步骤" -> service_ 有 哪 些 category_服务流程). A concept added in YAML is therefore understood as soon as the model
has been trained again, without a new example.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language import expressions
from bot.language.focus import focus
from bot.language.gazetteer import Span, find, letters_of, pipeline, positions, words_of
from bot.language.spelling import Change, Speller, Word, common_words, phrases_of
from bot.language.unlisted import unlisted
from bot.nlu.sentence import MEANT
from rules.loader import digest, load
from rules.text import normal

_PIECES = re.compile(r"[a-z]+|\d+|[\u4e00-\u9fff]")
WORDS_FILE = "words.json"
BLANK = "blank_"
BACKGROUND = "background"
"""The group of entities that a long message names before its question."""


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=True
)
class ConceptTokenizer(Tokenizer, EntityExtractorMixin):
    """Entities: one for each concept (type: its class, value: its canonical name) and reference; slip and guess for what was misspelt;
    unlisted for what is asked for and is no concept.

    Offsets are those of the normal form of the text as it was meant.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No intents are split; there is nothing else to set."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def __init__(self, config: dict[str, Any], words: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config)
        self._words = words
        self._nlp = pipeline(words["patterns"])
        self._speller = self._spelling() if "phrases" in words else None
        self._storage = model_storage
        self._resource = resource
        self._read = lru_cache(maxsize=256)(self._read_anew)

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> ConceptTokenizer:
        """A component with the words of the standard as it is now."""
        standard = load()
        words = {
            "patterns": words_of(standard, expressions.phrases()),
            "lookalikes": {found.key: found.lookalike for found in standard.classes.values() if found.lookalike},
            "letters": letters_of(standard),
            "distinct": sorted(found.key for found in standard.classes.values() if found.distinct),
        }
        return cls(config, words, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ConceptTokenizer:
        """A component with the words with which the model was trained."""
        with model_storage.read_from(resource) as folder:
            words = json.loads((Path(folder) / WORDS_FILE).read_text(encoding="utf-8"))
        return cls(config, words, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """The model is out of date when the standard or a phrase has changed."""
        return digest() + expressions.digest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which phrases the examples have, to tell slips from words; keep them and the words of the standard with the model."""
        texts = (normal(example.get(TEXT) or "") for example in training_data.nlu_examples)
        self._words |= {"phrases": dict(phrases_of(texts)), "common": common_words()}
        self._speller = self._spelling()
        self._read.cache_clear()
        with self._storage.write_to(self._resource) as folder:
            (Path(folder) / WORDS_FILE).write_text(json.dumps(self._words, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of a message: a concept is one token whose lemma is its class, a Han character or a word one each."""
        text, spans, _ = self._read(normal(message.get(attribute)))
        at = focus(text)
        message.set(MEANT, text[at:])
        tokens: list[Token] = []
        for span in [*(span for span in spans if span.start >= at), None]:
            end = span.start if span else len(text)
            tokens += [Token(match.group(), at + match.start()) for match in _PIECES.finditer(text[at:end])]
            if span:
                tokens.append(Token(text[span.start : span.end], span.start, span.end, lemma=self._lemma(span)))
                at = span.end
        return tokens or [Token(text or " ", 0, lemma=BLANK)]  # the featurizer gives nothing at all for no token

    def process(self, messages: list[Message]) -> list[Message]:
        """Set tokens and entities of incoming messages."""
        super().process(messages)
        for message in messages:
            text, spans, changes = self._read(normal(message.get(TEXT) or ""))
            begin = focus(text)
            entities = [self._entity(span) | ({"group": BACKGROUND} if span.start < begin else {}) for span in spans]
            entities += [self._slip(change) for change in changes if change.name]
            if thing := unlisted(text[begin:], [(span.start - begin, span.end - begin) for span in spans if span.start >= begin]):
                entities.append({"entity": "unlisted", "start": 0, "end": 0, "value": thing, "confidence_entity": 1.0})
            entities += [self._entity(Span(0, len(text), "position", place)) for place in positions(text[begin:])]
            message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(entities), add_to_output=True)
        return messages

    def _read_anew(self, text: str) -> tuple[str, list[Span], list[Change]]:
        """The text as it was meant, what was found in it, and what was taken for slips."""
        spans = self._find(text)
        if self._speller is None:
            return text, spans, []
        meant, changes = self._speller.read(text, [(span.start, span.end) for span in spans])
        return (meant, self._find(meant), changes) if meant != text else (text, spans, changes)

    def _find(self, text: str) -> list[Span]:
        return find(self._nlp, self._words["lookalikes"], self._words["letters"], text)

    def _spelling(self) -> Speller:
        words = (Word(pattern["pattern"], pattern["label"], pattern["id"]) for pattern in self._words["patterns"])
        return Speller(words, self._words["phrases"], self._words["common"])

    def _lemma(self, span: Span) -> str:
        return f"{span.cls}_{span.value}" if span.cls in self._words["distinct"] else f"{span.cls}_"

    @staticmethod
    def _slip(change: Change) -> dict[str, Any]:
        """What was written (role) for which concept (value): taken for it, or only to be asked about."""
        kind = "slip" if change.certain else "guess"
        return {"entity": kind, "start": 0, "end": 0, "value": change.name, "role": change.written, "confidence_entity": 1.0}

    @staticmethod
    def _entity(span: Span) -> dict[str, Any]:
        entity = {"entity": span.cls, "start": span.start, "end": span.end, "value": span.value, "confidence_entity": 1.0}
        return {**entity, "role": span.role} if span.role else entity
