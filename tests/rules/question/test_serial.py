"""Questions as JSON: what is written is read back as it was, and what is no question is refused with what is wrong with it."""

from __future__ import annotations

import copy
import json
from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.question import forms
from rules.question.forms import Decide, EntriesOf, Has, List, Named, Not, Question
from rules.question.serial import NAMES, VERSION, FormError, as_json, from_json
from tests.rules.question.trees import QUESTIONS, SIMPLE

LISTED = {"version": 1, "form": "List", "of": [{"form": "EntriesOf", "subject": "A级营业厅"}]}
ASKED = {
    "version": 1,
    "form": "Decide",
    "subjects": {"form": "Named", "names": ["A级营业厅"]},
    "predicate": {"form": "Has", "entry": "收费员"},
}


def nested(value: Any) -> list[tuple[Any, Any]]:
    """Every place in plain values as the container and the key."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in nested(value[key])]


def _many(field: Any) -> bool:
    """Whether a field of a form holds several values."""
    return str(field.type).startswith("tuple[")


def through_text(value: Any) -> Any:
    """Plain values as they come back from a file."""
    return json.loads(json.dumps(value, ensure_ascii=False))


# ---- there and back


@settings(deadline=None, max_examples=120)
@given(QUESTIONS)
def test_what_is_written_is_read_back(question: Question) -> None:
    """Any question is itself again after it was text, and so are the values that stand for it."""
    value = as_json(question)
    assert from_json(through_text(value)) == question
    assert as_json(from_json(value)) == value
    assert value["version"] == VERSION
    assert value["form"] == type(question).__name__


@settings(deadline=None, max_examples=100)
@given(QUESTIONS)
def test_what_is_as_by_default_is_left_out(question: Question) -> None:
    """A node names its type, and only what is not as by default: a form that gets a field stays readable."""
    for container, key in nested({"": as_json(question)}):
        node = container[key]
        if isinstance(node, dict):
            cls = NAMES[node["form"]]
            defaults = {field.name: field.default for field in fields(cls) if field.default is not MISSING}
            kept = {name: value for name, value in node.items() if name in defaults}
            assert all(value != defaults[name] and value != [] for name, value in kept.items())


def test_a_question_as_it_is_written() -> None:
    """Nothing but names, lists and texts."""
    question = Decide(Named(("A级营业厅",)), Not(Has("收费员", scope="甲")), "every")
    assert as_json(question) == {
        "version": 1,
        "form": "Decide",
        "subjects": {"form": "Named", "names": ["A级营业厅"]},
        "predicate": {"form": "Not", "of": {"form": "Has", "entry": "收费员", "scope": "甲"}},
        "quantifier": "every",
    }
    assert from_json(LISTED) == List((EntriesOf("A级营业厅"),))
    assert from_json(ASKED) == Decide(Named(("A级营业厅",)), Has("收费员"))


def test_every_form_can_be_written() -> None:
    """No form is left out, of the questions and of what they are made of; the trees of these tests have every form of question."""
    declared = {value for value in vars(forms).values() if isinstance(value, type) and value.__module__ == forms.__name__}
    assert set(NAMES.values()) == declared
    assert set(SIMPLE) == set(forms.QUESTIONS)


# ---- what is refused


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "not a mapping"),
        ([], "not a mapping"),
        ("List", "not a mapping"),
        ({}, "version None"),
        ({**LISTED, "version": 2}, "version 2 is not 1"),
        ({**LISTED, "version": "1"}, "version '1' is not 1"),
        ({key: part for key, part in LISTED.items() if key != "version"}, "version None is not 1"),
        ({"version": 1}, "there is no form None"),
        ({"version": 1, "form": "Lists"}, "there is no form 'Lists'"),
        ({"version": 1, "form": ["List"]}, "there is no form"),
        ({"version": 1, "form": "Question"}, "there is no form 'Question'"),
        ({**LISTED, "aspect": "服务人员"}, "List has no aspect"),
        ({**LISTED, "of": [{"form": "EntriesOf", "subject": "A级营业厅", "item": "x", "also": 1}]}, "EntriesOf has no also, item"),
        ({"version": 1, "form": "List"}, "List: "),
        ({"version": 1, "form": "List", "of": [{"form": "EntriesOf"}]}, "EntriesOf: "),
        ({"version": 1, "form": "EntriesOf", "subject": "A级营业厅"}, "EntriesOf is no question"),
        ({"version": 1, "form": "Has", "entry": "收费员"}, "Has is no question"),
        ({"version": 1, "form": "Becomes", "to": "A级营业厅"}, "Becomes is no question"),
        ({**LISTED, "of": {"form": "EntriesOf", "subject": "A级营业厅"}}, "List.of cannot be"),
        ({**LISTED, "of": "A级营业厅"}, "List.of cannot be 'A级营业厅'"),
        ({**LISTED, "of": ["A级营业厅"]}, "List.of cannot be ['A级营业厅']"),
        ({**LISTED, "of": [{"form": "Has", "entry": "收费员"}]}, "List.of cannot be"),
        ({**LISTED, "of": [{"form": "EntriesOf", "subject": 4}]}, "EntriesOf.subject cannot be 4"),
        ({**LISTED, "of": [{"form": "EntriesOf", "subject": ["A级营业厅"]}]}, "EntriesOf.subject cannot be ['A级营业厅']"),
        ({**LISTED, "of": [{"form": "EntriesOf", "subject": None}]}, "EntriesOf.subject cannot be None"),
        ({**ASKED, "quantifier": "all"}, "Decide.quantifier cannot be 'all'"),
        ({**ASKED, "quantifier": 1}, "Decide.quantifier cannot be 1"),
        ({**ASKED, "predicate": "收费员"}, "Decide.predicate cannot be '收费员'"),
        ({**ASKED, "predicate": {"form": "EntriesOf", "subject": "A级营业厅"}}, "Decide.predicate cannot be"),
        ({**ASKED, "subjects": {"form": "Named", "names": "A级营业厅"}}, "Named.names cannot be 'A级营业厅'"),
        ({**ASKED, "subjects": {"form": "Named", "names": [1]}}, "Named.names cannot be [1]"),
        ({"version": 1, "form": "Rank", "subjects": {"form": "All", "cls": "hall"}, "aspect": "服务人员", "extreme": "first"}, "extreme"),
        ({"version": 1, "form": "StepAt", "service": "过户", "number": "1"}, "StepAt.number cannot be '1'"),
        ({"version": 1, "form": "StepAt", "service": "过户", "number": 1.5}, "StepAt.number cannot be 1.5"),
        ({"version": 1, "form": "StepAt", "service": "过户", "number": True}, "StepAt.number cannot be True"),
        ({"version": 1, "form": "Quantity", "thing": "排队机", "number": False}, "Quantity.number cannot be False"),
        ({"version": 1, "form": "Entry", "subject": "甲", "aspect": "乙", "numbers": [True]}, "Entry.numbers cannot be [True]"),
        ({"version": 1, "form": "Entry", "subject": "甲", "aspect": "乙", "numbers": 3}, "Entry.numbers cannot be 3"),
        ({"version": 1, "form": "Social", "act": "hello"}, "Social.act cannot be 'hello'"),
        ({"version": 1, "form": "Why", "question": {"form": "Has", "entry": "收费员"}}, "Why.question cannot be"),
        ({"version": 1, "form": "Many", "of": [{"form": "Lost"}, {"form": "Named", "names": ["A级营业厅"]}]}, "Many.of cannot be"),
        ({"version": 1, "form": "Suppose", "subject": "A级营业厅", "change": {"form": "Lost"}}, "Suppose.change cannot be"),
        ({"version": 1, "form": "Suppose", "subject": "A级营业厅", "change": "B级营业厅"}, "Suppose.change cannot be"),
        ({"version": 1, "form": "Comply", "halls": [{"form": "DescribedHall", "label": "甲", "complete": "yes"}]}, "complete cannot be"),
        ({"version": 1, "form": "Comply", "halls": [{"form": "DescribedHall", "label": "甲", "complete": 1}]}, "complete cannot be 1"),
        ({"version": 1, "form": "Beyond", "topics": ["电价"], "nearby": "过户"}, "Beyond.nearby cannot be '过户'"),
        ({"version": 1, "form": "Count", "of": {"form": "Lost"}}, "Count.of cannot be"),
    ],
)
def test_what_is_no_question(value: Any, says: str) -> None:
    """A version, form, field, type or word that there is none of is refused, with its name."""
    with pytest.raises(FormError) as refused:
        from_json(value)
    assert says in str(refused.value)


NOTHING: list[dict[str, Any]] = [
    {"form": "List", "of": []},
    {"form": "List", "of": [{"form": "Union", "of": []}]},
    {"form": "List", "of": [{"form": "Intersection", "of": []}]},
    {"form": "Many", "of": []},
    {"form": "Read", "references": []},
    {"form": "Mention", "reference": "4.1", "things": []},
    {"form": "Code", "names": []},
    {"form": "Order", "service": "过户", "steps": []},
    {"form": "Entry", "subject": "供电营业厅", "aspect": "服务人员", "numbers": []},
    {"form": "Compare", "subjects": {"form": "Named", "names": []}},
    {"form": "Comply", "halls": []},
    {"form": "Beyond", "topics": []},
    {"form": "Suppose", "subject": "A级营业厅", "change": {"form": "Adds", "things": []}},
    {"form": "Suppose", "subject": "A级营业厅", "change": {"form": "Removes", "things": []}},
    {**ASKED, "subjects": {"form": "Named", "names": []}},
    {**ASKED, "predicate": {"form": "And", "of": []}},
    {**ASKED, "predicate": {"form": "Not", "of": {"form": "Or", "of": []}}},
]


@pytest.mark.parametrize("value", NOTHING)
def test_a_form_with_none_of_its_parts(value: dict[str, Any]) -> None:
    """Where one or more is needed, none is refused, wherever in the tree."""
    with pytest.raises(FormError, match="cannot be empty"):
        from_json({"version": 1, **value})


def test_what_may_be_left_out_may_be_none() -> None:
    """Of all aspects, of all channels: what is nothing by default can also be said to be."""
    assert from_json({"version": 1, "form": "Hours", "subjects": []}) == forms.Hours()
    assert from_json({"version": 1, "form": "Unlisted", "subject": "A级营业厅", "aspects": []}) == forms.Unlisted("A级营业厅")


def test_every_field_of_many_that_is_needed_is_refused_when_empty() -> None:
    """None of the forms is left out above."""
    needed = {(cls.__name__, field.name) for cls in forms.NODES for field in fields(cls) if _many(field) and field.default is MISSING}
    emptied = {(node["form"], key) for value in NOTHING for node, key in nested({"": value}) if isinstance(node, dict) and not node[key]}
    assert needed == {pair for pair in emptied if pair[0]}


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.sampled_from(["A级营业厅", "each", "Has"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["form", "of", "entry", "x"]), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, max_examples=120)
@given(QUESTIONS, st.data())
def test_what_is_damaged_is_refused_or_read(question: Question, data: st.DataObject) -> None:
    """With anything put in the place of any part the reader says that it is no question, or takes it for one that it writes again."""
    value = copy.deepcopy(as_json(question))
    container, key = data.draw(st.sampled_from(nested(value)))
    container[key] = data.draw(PLAIN)
    try:
        taken = from_json(value)
    except FormError:
        return
    assert from_json(through_text(as_json(taken))) == taken
