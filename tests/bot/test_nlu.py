"""What a message is taken for: the training data, each component by itself, the trained model on odd texts."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.evaluation import load_questions
from bot.language.expressions import descriptions, phrases
from bot.project import DOMAIN, QUESTIONS, ROOT, TRAINING
from rules.model import Standard
from rules.text import normal

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.nlu.concepts import ConceptTokenizer

HEARD = {"unlisted", "reference", "ordinal", "quantity", "position", "unknown", "slip", "guess", "maybe"}
COMMON = 6
"""What is shorter is said by everybody: 你好, 为什么, 还有吗."""
CRIES = {"电线掉地上了"}
"""What is longer and yet said by everybody in danger."""
ENOUGH = 20


def content(path: Path) -> dict[str, Any]:
    """A YAML file as it is."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def bare(text: str) -> str:
    """A text without its punctuation, in normal form."""
    return re.sub(r"[^\w]", "", normal(text))


INTENTS = [next(iter(entry)) for entry in content(DOMAIN)["intents"]]
EXAMPLES = [
    (entry["intent"], line.removeprefix("- "))
    for folder in TRAINING
    for path in sorted(folder.glob("*.yml"))
    for entry in content(path).get("nlu", [])
    for line in entry["examples"].splitlines()
]

# --- the training data


def test_the_entities_are_the_classes_of_the_standard(standard: Standard) -> None:
    entities = content(DOMAIN)["entities"]
    assert set(entities) == {*standard.classes, "outside", *HEARD}
    assert len(entities) == len(set(entities))


def test_the_components_name_what_there_is(standard: Standard) -> None:
    reranker = next(part for part in content(ROOT / "bot" / "config.yml")["pipeline"] if part["name"].endswith("IntentReranker"))
    assert set(reranker["small_talk"]) <= set(INTENTS)
    assert set(reranker["subjects"]) <= {*standard.classes, "outside", *HEARD}
    assert [name for name in reranker["person"] if not standard.class_of(name)] == []


def test_every_intent_has_examples() -> None:
    counts = Counter(intent for intent, _ in EXAMPLES)
    assert set(counts) == set(INTENTS) - {"nlu_fallback"}
    assert {intent: count for intent, count in counts.items() if count < ENOUGH} == {}


def test_every_intent_has_one_rule_whose_action_exists() -> None:
    rules = content(ROOT / "data" / "dialogue" / "rules.yml")["rules"]
    starts = [rule["steps"] for rule in rules if "intent" in rule["steps"][0]]
    answered = {steps[0]["intent"]: [step["action"] for step in steps[1:] if "action" in step] for steps in starts}
    assert set(answered) == set(INTENTS)
    assert len(starts) == len(INTENTS)
    domain = content(DOMAIN)
    known = {*domain["actions"], *domain["responses"], *domain["forms"]}
    assert {intent: actions for intent, actions in answered.items() if len(actions) != 1 or actions[0] not in known} == {}


def test_every_action_and_response_is_used() -> None:
    domain = content(DOMAIN)
    rules = content(ROOT / "data" / "dialogue" / "rules.yml")["rules"]
    used = {step["action"] for rule in rules for step in rule["steps"] if "action" in step}
    for path in (ROOT / "actions").glob("*.py"):
        used |= set(re.findall(r'"(utter_\w+)"', path.read_text(encoding="utf-8")))
    for form, content_of_form in domain["forms"].items():  # Rasa calls these by their names
        slots = content_of_form["required_slots"]
        used |= {f"validate_{form}", *(f"{asks}_ask_{slot}" for asks in ("action", "utter") for slot in slots)}
    assert {*domain["actions"], *domain["responses"]} - used == set()


def test_examples_are_plain_text() -> None:
    assert [example for _, example in EXAMPLES if re.search(r"[\[\]{}]", example) or example != example.strip() or not example] == []


def test_no_example_belongs_to_two_intents() -> None:
    intents: dict[str, set[str]] = {}
    for intent, example in EXAMPLES:
        intents.setdefault(bare(example), set()).add(intent)
    assert {example: found for example, found in intents.items() if len(found) > 1} == {}


def test_no_question_of_the_evaluation_was_learned() -> None:
    asked = {bare(text): question.id for question in load_questions(QUESTIONS) for text, _ in question.turns if len(bare(text)) >= COMMON}
    assert len(asked) > 1000
    assert [(example, asked[bare(example)]) for _, example in EXAMPLES if bare(example) in asked] == []
    said = (text for found in (phrases(), descriptions()) for texts in found.values() for text in texts)
    assert [(text, asked[bare(text)]) for text in said if bare(text) in asked and bare(text) not in CRIES] == []


# --- the tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> ConceptTokenizer:
    from bot.nlu.concepts import ConceptTokenizer

    nothing: Any = None
    return ConceptTokenizer.create(ConceptTokenizer.get_default_config(), nothing, nothing, nothing)


def tokens(tokenizer: ConceptTokenizer, text: str) -> list[tuple[str, str]]:
    """Each token with its lemma; every one lies where it says."""
    from rasa.shared.nlu.constants import TEXT
    from rasa.shared.nlu.training_data.message import Message

    found = tokenizer.tokenize(Message({TEXT: text}), TEXT)
    assert all(normal(text)[token.start : token.end] == token.text for token in found if token.lemma != "blank_")
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    return [(token.text, token.lemma) for token in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a concept is its class, a category of which the question depends is itself, the rest is characters and words
        ("销户有哪些步骤", [("销户", "service_"), *((char, char) for char in "有哪些"), ("步骤", "category_服务流程")]),
        ("过户有哪些步骤", [("过户", "service_"), *((char, char) for char in "有哪些"), ("步骤", "category_服务流程")]),
        ("C級厅?", [("c级厅", "hall_")]),
        ("E级", [("e级", "unknown_")]),
        ("第3项", [("第3", "ordinal_"), ("项", "项")]),
        ("24把", [("24", "quantity_"), ("把", "把")]),
        ("4.1.5.2 c)", [("4.1.5.2 c)", "reference_")]),
        ("hello 2 U", [("hello", "hello"), ("2", "2"), ("u", "u")]),
        ("😀", [("😀", "blank_")]),
        ("！？", [("!?", "blank_")]),
        ("", [(" ", "blank_")]),
        ("\u200b", [(" ", "blank_")]),
    ],
)
def test_tokens(tokenizer: ConceptTokenizer, text: str, found: list[tuple[str, str]]) -> None:
    assert tokens(tokenizer, text) == found


def test_which_concept_of_a_class_is_named_changes_no_lemma(tokenizer: ConceptTokenizer, standard: Standard) -> None:
    for found in standard.classes.values():
        lemmas = {tuple(lemma for _, lemma in tokens(tokenizer, name)) for name in standard.of_class(found.key) if name in _named(standard)}
        assert (len(lemmas) > 1) == found.distinct, found.key


def _named(standard: Standard) -> set[str]:
    return {concept.name for concept in standard.concepts.values() if not concept.lost}


def entities(tokenizer: ConceptTokenizer, text: str) -> list[dict[str, Any]]:
    """The entities of a message."""
    from rasa.shared.nlu.constants import ENTITIES, TEXT
    from rasa.shared.nlu.training_data.message import Message

    (message,) = tokenizer.process([Message({TEXT: text})])
    found: list[dict[str, Any]] = message.get(ENTITIES)
    return found


def test_entities(tokenizer: ConceptTokenizer) -> None:
    found = entities(tokenizer, "Ｃ级和E级 的第2步之后")
    assert [(entity["entity"], entity["value"], entity.get("role")) for entity in found] == [
        ("hall", "C级营业厅", None),
        ("unknown", "e级", "hall"),
        ("ordinal", "2", None),
        ("position", "next", None),
    ]
    assert [(entity["start"], entity["end"]) for entity in found[:3]] == [(0, 2), (3, 5), (6, 8)]
    assert {entity["confidence_entity"] for entity in found} == {1.0}
    assert {entity["extractor"] for entity in found} == {"ConceptTokenizer"}


def test_a_message_without_entities_has_none(tokenizer: ConceptTokenizer) -> None:
    assert entities(tokenizer, "你好") == []
    assert entities(tokenizer, "") == []


def test_the_words_are_kept_with_the_model(tokenizer: ConceptTokenizer, tmp_path: Path) -> None:
    import contextlib

    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

    from bot.nlu.concepts import ConceptTokenizer

    class Storage:
        @contextlib.contextmanager
        def folder(self, resource: object) -> Any:
            yield tmp_path

        write_to = read_from = folder

    storage: Any = Storage()
    nothing: Any = None
    config = ConceptTokenizer.get_default_config()
    first = ConceptTokenizer.create(config, storage, nothing, nothing)
    first.train(TrainingData([Message({"text": "C级营业厅要什么"})]))
    second = ConceptTokenizer.load(config, storage, nothing, nothing)
    assert entities(second, "C级营业厅和E级第3项") == entities(tokenizer, "C级营业厅和E级第3项")


# --- the reranker


def ruled(config: dict[str, Any], intent: str, named: list[tuple[str, str]], ranking: list[str], confidence: float = 0.5) -> str:
    """The intent that the reranker leaves a message with."""
    from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.reranker import IntentReranker

    entries = [{"name": name, "confidence": confidence} for name in ranking]
    found = [{"entity": entity, "value": value} for entity, value in named]
    message = Message({TEXT: "x", INTENT: {"name": intent, "confidence": confidence}, ENTITIES: found, INTENT_RANKING_KEY: entries})
    reranker = IntentReranker({**IntentReranker.get_default_config(), **config})
    assert reranker.process([message]) == [message]
    name: str = message.get(INTENT)["name"]
    return name


RULING: dict[str, Any] = {"small_talk": ["greet", "ask_person"], "subjects": ["hall", "channel"], "person": ["供电营业厅"]}
DOUBTING = {**RULING, "certain": {"ask_safety": {"confidence": 0.8, "value": "用电危险"}}}


@pytest.mark.parametrize(
    ("intent", "named", "ranking", "left"),
    [
        ("greet", [("hall", "C级营业厅")], ["greet", "ask_person", "ask_steps", "ask_count"], "ask_steps"),
        ("greet", [("service", "销户")], ["greet", "ask_steps"], "greet"),  # no subject of the setting
        ("greet", [], ["greet", "ask_steps"], "greet"),
        ("ask_count", [("hall", "C级营业厅")], ["ask_count", "ask_steps"], "ask_count"),
        ("ask_person", [("channel", "供电营业厅")], ["ask_person", "ask_steps"], "ask_person"),  # who wants a person may name it
        ("greet", [("channel", "供电营业厅")], ["greet", "ask_steps"], "ask_steps"),
        ("ask_person", [("channel", "供电营业厅"), ("hall", "C级营业厅")], ["ask_person", "ask_steps"], "ask_steps"),
        ("greet", [("hall", "C级营业厅")], ["greet", "ask_person"], "greet"),  # nothing better
        ("greet", [("hall", "C级营业厅")], [], "greet"),
    ],
)
def test_who_names_a_subject_asks_about_it(intent: str, named: list[tuple[str, str]], ranking: list[str], left: str) -> None:
    assert ruled(RULING, intent, named, ranking) == left


def test_without_settings_nothing_is_corrected() -> None:
    assert ruled({}, "greet", [("hall", "C级营业厅")], ["greet", "ask_steps"]) == "greet"


def test_a_message_that_was_not_classified_is_left_alone() -> None:
    from rasa.shared.nlu.constants import INTENT, TEXT
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.reranker import IntentReranker

    (message,) = IntentReranker({**IntentReranker.get_default_config(), **DOUBTING}).process([Message({TEXT: "x"})])
    assert message.get(INTENT) is None


@pytest.mark.parametrize(
    ("named", "confidence", "left"),
    [
        ([], 0.5, "ask_steps"),
        ([], 0.9, "ask_safety"),
        ([("outside", "用电危险")], 0.5, "ask_safety"),
        ([("hall", "C级营业厅")], 0.5, "ask_steps"),
    ],
)
def test_what_must_be_certain_is_not_taken_on_a_likeness(named: list[tuple[str, str]], confidence: float, left: str) -> None:
    assert ruled(DOUBTING, "ask_safety", named, ["ask_safety", "ask_steps"], confidence) == left


def test_what_is_doubted_does_not_become_small_talk_again() -> None:
    assert ruled(DOUBTING, "greet", [("hall", "C级营业厅")], ["greet", "ask_safety", "ask_steps"]) == "ask_steps"


# --- the trained model

ODD = [
    "",
    " ",
    "😀",
    "👍🏽👨‍👩‍👧",
    "？！",
    "\x00",
    "\u200b",
    "ذرة",
    "ーーー",
    "aaaaaaaa",
    "1",
    "3.14",
    "𠮷",
    "第百项",
    "几百块",
    "电" * 500,
    "销户" * 250,
]


@pytest.mark.server
@pytest.mark.parametrize("text", ["C级营业厅需要哪些服务人员", "你好", "飞机怎么飞", *ODD], ids=lambda text: ascii(text[:8]))
def test_confidence_is_sane(assistant: Assistant, text: str) -> None:
    parsed = assistant.understand(text)
    assert parsed["intent"]["name"] in INTENTS
    confidences = [entry["confidence"] for entry in parsed["intent_ranking"] if entry["name"] != "nlu_fallback"]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert sum(confidences) <= 1 + 1e-9
    assert len({entry["name"] for entry in parsed["intent_ranking"]}) == len(parsed["intent_ranking"])
    assert all(math.isfinite(entry["confidence"]) for entry in parsed["intent_ranking"])


@pytest.mark.server
@pytest.mark.parametrize("text", ["😀", "👍🏽", "？！", "\u200b", "ذرة", "ーーー", "§"])
def test_what_has_no_known_word_is_no_question(assistant: Assistant, text: str) -> None:
    assert assistant.understand(text)["intent"]["name"] in ("out_of_scope", "nlu_fallback")


@pytest.mark.server
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("C级营业厅需要哪些服务人员", "ask_requirement"),
        ("销户有哪些步骤", "ask_steps"),
        ("在网上能办销户吗", "ask_whether"),
        ("B厅比C厅多哪些人", "ask_compare"),
        ("哪些业务办完会回访", "ask_holder"),
        ("4.9.9说了什么", "ask_clause"),
        ("那D级呢", "follow_up"),
        ("为什么", "ask_why"),
        ("你好", "greet"),
        ("謝謝", "thank"),
        ("有人触电了", "ask_safety"),
    ],
)
def test_kinds_of_question(assistant: Assistant, text: str, intent: str) -> None:
    assert assistant.understand(text)["intent"]["name"] == intent


@pytest.mark.server
def test_a_new_word_for_a_concept_needs_no_example(assistant: Assistant, standard: Standard) -> None:
    intents = {name: assistant.understand(f"{name}有哪些步骤")["intent"]["name"] for name in standard.of_class("service")}
    assert set(intents.values()) == {"ask_steps"}
