"""From what was heard to a query: kinds, concepts, figures, negation, and what a follow-up takes from the question before."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.context import NEEDS
from actions.query import KINDS, Position, Query, QueryCue
from actions.roles import ROLES
from actions.understanding import as_slot, from_slot, query_of
from actions.utterance import Utterance
from rules.model import Standard

DOMAIN = Path(__file__).parents[2] / "bot" / "domain.yml"
STAFF_OF_C = Query("requirement", ("C级营业厅", "服务人员"), text="C级营业厅需要哪些服务人员")
STEPS = Query("steps", ("销户", "服务流程"), text="销户有哪些步骤")
SECOND_STEP = Query("step", ("销户",), numbers=(2,), reached=(2,), found=("现场勘查",), text="第二步是什么")


def utterance(intent: str, *entities: tuple[str, ...], text: str = "") -> Utterance:
    """A message with entities as (type, value) or (type, value, role)."""
    return Utterance(intent, tuple((kind, value, role[0] if role else "") for kind, value, *role in entities), text)


# --- a message by itself


def test_a_message_of_rasa_is_read() -> None:
    message = {
        "text": "E级和C级的第2项",
        "intent": {"name": "ask_item", "confidence": 0.9},
        "entities": [
            {"entity": "unknown", "value": "e级", "role": "hall", "start": 0},
            {"entity": "hall", "value": "C级营业厅"},
            {"entity": "ordinal", "value": 2},
        ],
    }
    found = Utterance.from_message(message)
    entities = (("unknown", "e级", "hall"), ("hall", "C级营业厅", ""), ("ordinal", "2", ""))
    assert found == Utterance("ask_item", entities, "E级和C级的第2项", rest=9, confidence=0.9)
    assert found.values("hall") == ("C级营业厅",)
    assert found.values("zone") == ()


@pytest.mark.parametrize("message", [{}, {"intent": None, "entities": None, "text": None}, {"intent": {}, "entities": []}])
def test_a_message_without_anything_is_read(message: dict[str, Any]) -> None:
    assert Utterance.from_message(message) == Utterance("", (), "", rest=0, confidence=0.0)


@pytest.mark.parametrize(
    ("intent", "kind"),
    [
        *((f"ask_{kind}", kind) for kind in KINDS if kind != "about"),
        ("ask_safety", "outside"),
        ("nlu_fallback", "about"),
        ("follow_up", "about"),
        ("greet", "about"),
        ("ask_nonsense", "about"),
        ("", "about"),
    ],
)
def test_the_intent_says_the_kind(standard: Standard, intent: str, kind: str) -> None:
    assert query_of(utterance(intent), None, standard).kind == kind


def test_every_question_of_the_domain_has_a_kind(standard: Standard) -> None:
    intents = [next(iter(entry)) for entry in yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["intents"]]
    answered_by_rasa = {"ask_identity", "ask_help", "ask_person"}
    questions = [name for name in intents if name.startswith("ask_") and name not in answered_by_rasa]
    assert len(questions) > 10
    assert [name for name in questions if query_of(utterance(name), None, standard).kind == "about"] == []
    assert {f"ask_{kind}" for kind in KINDS if kind not in ("about", "what_if")} <= set(intents)


def test_concepts_are_kept_in_their_order_and_once(standard: Standard) -> None:
    found = utterance("ask_compare", ("hall", "C级营业厅"), ("category", "服务人员"), ("hall", "B级营业厅"), ("hall", "C级营业厅"))
    assert query_of(found, None, standard).concepts == ("C级营业厅", "服务人员", "B级营业厅")


def test_a_concept_counts_only_under_its_own_class(standard: Standard) -> None:
    found = utterance("ask_steps", ("hall", "销户"), ("service", "C级营业厅"), ("service", "飞行"), ("outside", "销户"), ("zone", "收费区"))
    assert query_of(found, None, standard).concepts == ("收费区",)


def test_topics_outside_the_standard_are_concepts(standard: Standard) -> None:
    found = utterance("ask_outside", ("service", "过户"), ("outside", "办理材料"))
    assert query_of(found, None, standard).concepts == ("过户", "办理材料")


def test_figures_and_places(standard: Standard) -> None:
    found = utterance(
        "ask_item",
        ("ordinal", "16,17,18"),
        ("ordinal", "2"),
        ("quantity", "24"),
        ("quantity", "3"),
        ("position", "last"),
        ("position", "next"),
        ("reference", "4.1.5.2c"),
        ("reference", "4.9.9"),
        text="原话",
    )
    query = query_of(found, None, standard)
    assert query == Query("item", (), "4.1.5.2c、4.9.9", (16, 17, 18, 2), (24, 3), "last", text="原话")


def test_an_unknown_grade_goes_with_its_class(standard: Standard) -> None:
    found = utterance("ask_requirement", ("unknown", "e级营业厅", "hall"), ("unknown", "f厅", "hall"))
    assert query_of(found, None, standard).unknown == (("hall", "e级营业厅"), ("hall", "f厅"))


@pytest.mark.parametrize("code", ["SI01-06", "si01-06", "Si01-06"])
def test_a_code_stands_for_its_service(standard: Standard, code: str) -> None:
    assert query_of(utterance("ask_steps", ("reference", code)), None, standard).concepts == ("销户",)


def test_a_code_may_stand_for_several_services(standard: Standard) -> None:
    coded = {concept.name for concept in standard.concepts.values() if concept.code == "SI01-08"}
    assert set(query_of(utterance("ask_channels", ("reference", "si01-08")), None, standard).concepts) == coded
    assert len(coded) > 1


def test_a_code_stands_for_its_clause_where_the_clause_is_asked_for(standard: Standard) -> None:
    query = query_of(utterance("ask_clause", ("reference", "si01-06")), None, standard)
    assert (query.concepts, query.reference) == ((), "si01-06")


def test_a_clause_number_stands_for_no_service(standard: Standard) -> None:
    assert query_of(utterance("ask_steps", ("reference", "5.1.4.6")), None, standard).concepts == ()


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("哪级营业厅有保安员", False),
        ("哪级营业厅不要保安员", True),
        ("哪级没有保安员", True),
        ("哪些业务无回访", True),
        ("哪一级缺引导员", True),
        ("谁少了引导员", True),
        ("除了A级哪级有", True),
        ("which halls lack a guard", True),
        ("which halls do without a guard", True),
        ("which halls have no guard", True),
        ("which halls have a guard", False),
    ],
)
def test_who_lacks_something_is_asked_by_a_negation(standard: Standard, text: str, negated: bool) -> None:
    assert query_of(utterance("ask_holder", ("staff", "保安员"), text=text), None, standard).negated is negated
    assert query_of(utterance("ask_compare", ("staff", "保安员"), text=text), None, standard).negated is False


def test_a_danger_named_by_nothing_is_a_danger(standard: Standard) -> None:
    urgent = tuple(topic.name for topic in standard.outside.values() if topic.urgent)
    assert urgent
    assert query_of(utterance("ask_safety", text="家里的线一碰就麻"), None, standard).concepts == urgent
    assert query_of(utterance("ask_safety", ("category", "设施及用品")), None, standard).concepts == ("设施及用品", *urgent)
    assert query_of(utterance("ask_safety", ("staff", "保安员")), None, standard).concepts == ("保安员", *urgent)


# --- after another question


@pytest.mark.parametrize(
    ("before", "said", "kind", "concepts"),
    [
        # the same question for another ...
        (STAFF_OF_C, ("hall", "D级营业厅"), "requirement", {"D级营业厅", "服务人员"}),
        (STAFF_OF_C, ("channel", "网上营业厅"), "requirement", {"网上营业厅", "服务人员"}),
        (STAFF_OF_C, ("category", "设施及用品"), "requirement", {"C级营业厅", "设施及用品"}),
        (STEPS, ("service", "过户"), "steps", {"过户", "服务流程"}),
        (Query("whether", ("网上营业厅", "销户")), ("channel", "95598供电服务热线"), "whether", {"95598供电服务热线", "销户"}),
        (Query("whether", ("网上营业厅", "销户")), ("service", "过户"), "whether", {"网上营业厅", "过户"}),
        (Query("whether", ("网上营业厅", "销户")), ("hall", "C级营业厅"), "whether", {"C级营业厅", "销户"}),
        (Query("whether", ("C级营业厅", "保安员")), ("staff", "引导员"), "whether", {"C级营业厅", "引导员"}),
        (Query("whether", ("C级营业厅", "便民伞")), ("mode", "传真"), "whether", {"C级营业厅", "传真"}),
        (Query("holder", ("回访",)), ("step", "现场勘查"), "holder", {"现场勘查"}),
        (Query("holder", ("洽谈区",)), ("zone", "引导区"), "holder", {"引导区"}),
        # ... and with more
        (Query("requirement", ("C级营业厅",)), ("category", "服务人员"), "requirement", {"C级营业厅", "服务人员"}),
        # nothing named: the question before once more
        (STAFF_OF_C, None, "requirement", {"C级营业厅", "服务人员"}),
    ],
)
def test_a_follow_up_keeps_the_rest_of_the_question(
    standard: Standard, before: Query, said: tuple[str, str] | None, kind: str, concepts: set[str]
) -> None:
    query = query_of(utterance("follow_up", *([said] if said else []), text="那呢"), before, standard)
    assert (query.kind, set(query.concepts), query.text) == (kind, concepts, "那呢")


def test_a_follow_up_keeps_what_was_negated(standard: Standard) -> None:
    before = Query("holder", ("保安员",), negated=True)
    assert query_of(utterance("follow_up", ("staff", "引导员")), before, standard).negated


def test_a_follow_up_may_name_several(standard: Standard) -> None:
    query = query_of(utterance("follow_up", ("hall", "A级营业厅"), ("hall", "B级营业厅")), STAFF_OF_C, standard)
    assert set(query.concepts) == {"A级营业厅", "B级营业厅", "服务人员"}


def test_a_follow_up_to_nothing_is_about_what_it_names(standard: Standard) -> None:
    assert query_of(utterance("follow_up", ("hall", "D级营业厅")), None, standard) == Query("about", ("D级营业厅",))


@pytest.mark.parametrize("position", ["next", "previous"])
def test_the_step_beside_goes_on_from_the_one_before(standard: Standard, position: str) -> None:
    query = query_of(utterance("follow_up", ("position", position)), SECOND_STEP, standard)
    assert (query.kind, query.concepts, query.numbers, query.position) == ("step", ("销户",), (2,), position)
    asked = query_of(utterance("ask_step", ("position", position)), SECOND_STEP, standard)
    assert (asked.kind, asked.concepts, asked.numbers, asked.position) == ("step", ("销户",), (2,), position)


def test_a_new_number_takes_the_place_of_the_old(standard: Standard) -> None:
    query = query_of(utterance("follow_up", ("ordinal", "4")), SECOND_STEP, standard)
    assert (query.kind, query.numbers) == ("step", (4,))


@pytest.mark.parametrize("intent", ["ask_step", "follow_up"])
@pytest.mark.parametrize("said", [("ordinal", "2"), ("position", "last")])
def test_after_the_steps_one_of_them_may_be_asked_for(standard: Standard, intent: str, said: tuple[str, str]) -> None:
    query = query_of(utterance(intent, said), STEPS, standard)
    assert query.kind == "step"
    assert "销户" in query.concepts


@pytest.mark.parametrize(
    ("intent", "entities", "before", "concepts"),
    [
        ("ask_requirement", [("category", "设施及用品")], STAFF_OF_C, ("C级营业厅", "设施及用品")),
        ("ask_step", [("ordinal", "2")], STEPS, ("销户",)),
        ("ask_steps", [], Query("channels", ("过户",)), ("过户",)),
        ("ask_channels", [], STEPS, ("销户",)),
        ("ask_functions", [], Query("requirement", ("网上营业厅", "服务方式")), ("网上营业厅",)),
        ("ask_hours", [("category", "服务时间")], Query("functions", ("网上营业厅",)), ("网上营业厅", "服务时间")),
        ("ask_count", [("category", "服务人员")], STAFF_OF_C, ("C级营业厅", "服务人员")),
        ("ask_whether", [("staff", "引导员")], STAFF_OF_C, ("C级营业厅", "引导员")),
        ("ask_whether", [("step", "回访")], STEPS, ("销户", "回访")),
        ("ask_channels", [], STAFF_OF_C, ()),  # nothing there that it could need
    ],
)
def test_a_question_that_lacks_its_subject_takes_it_from_the_one_before(
    standard: Standard, intent: str, entities: list[tuple[str, str]], before: Query, concepts: tuple[str, ...]
) -> None:
    assert query_of(utterance(intent, *entities), before, standard).concepts == concepts
    without = tuple(value for kind, value in entities if kind not in ("ordinal", "position"))
    assert query_of(utterance(intent, *entities), None, standard).concepts == without


@pytest.mark.parametrize(
    ("intent", "entities"),
    [
        ("ask_requirement", [("hall", "D级营业厅")]),
        ("ask_requirement", [("staff", "收费员"), ("category", "任职资格")]),
        ("ask_steps", [("service", "过户")]),
        ("ask_step", [("service", "过户"), ("position", "last")]),
        ("ask_whether", [("channel", "网上营业厅"), ("service", "过户")]),
        ("ask_holder", [("facility", "便民伞")]),
        ("ask_compare", [("hall", "A级营业厅"), ("hall", "B级营业厅")]),
        ("ask_definition", [("service", "改类")]),
        ("ask_clause", [("reference", "4.9.9")]),
    ],
)
@pytest.mark.parametrize(
    "before", [STAFF_OF_C, STEPS, SECOND_STEP, Query("holder", ("保安员",), negated=True)], ids=lambda query: query.kind
)
def test_a_question_with_a_subject_of_its_own_owes_nothing_to_the_one_before(
    standard: Standard, intent: str, entities: list[tuple[str, str]], before: Query
) -> None:
    asked = utterance(intent, *entities, text="有什么")
    assert query_of(asked, before, standard) == query_of(asked, None, standard)


def test_an_unknown_grade_is_not_filled_from_before(standard: Standard) -> None:
    query = query_of(utterance("follow_up", ("unknown", "e级", "hall")), STAFF_OF_C, standard)
    assert query.unknown == (("hall", "e级"),)
    assert "C级营业厅" not in query.concepts


def test_parts_and_needs_are_of_the_standard(standard: Standard) -> None:
    assert set(ROLES) <= set(standard.classes)
    assert set(NEEDS) <= set(KINDS)
    assert {role for roles in NEEDS.values() for role in roles} <= set(ROLES.values())


# --- remembered in a slot

WORDS = st.text(max_size=8)
NAMES = st.lists(WORDS, max_size=3).map(tuple)
QUERIES = st.builds(
    Query,
    kind=st.sampled_from(KINDS),
    concepts=st.lists(WORDS, max_size=4).map(tuple),
    reference=WORDS,
    numbers=st.lists(st.integers(), max_size=3).map(tuple),
    quantities=st.lists(st.integers(), max_size=3).map(tuple),
    position=st.sampled_from(get_args(Position)),
    negated=st.booleans(),
    exclusive=st.booleans(),
    superlative=st.sampled_from(["", "most", "least"]),
    cues=st.lists(st.sampled_from(get_args(QueryCue)), max_size=2).map(tuple),
    guesses=NAMES,
    reached=st.lists(st.integers(), max_size=2).map(tuple),
    found=NAMES,
    unknown=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
    unlisted=NAMES,
    among=NAMES,
    adding=NAMES,
    removing=NAMES,
    text=WORDS,
)


@given(QUERIES)
@settings(deadline=None)
def test_a_query_comes_back_from_its_slot(query: Query) -> None:
    back = from_slot(json.loads(json.dumps(as_slot(query))))
    assert back == query
    assert hash(back) == hash(query)  # tuples all the way down
    assert set(as_slot(query)) == {field.name for field in fields(Query)}


@pytest.mark.parametrize("value", [None, "", "requirement", [], 7])
def test_an_empty_slot_has_no_query(value: object) -> None:
    assert from_slot(value) is None


CLASSES = ["hall", "channel", "service", "category", "staff", "step", "outside", "unknown", "reference", "position", "飞"]
VALUES = ["C级营业厅", "网上营业厅", "销户", "服务人员", "收费员", "回访", "办理材料", "用电危险", "SI01-06", "next", "不存在"]
SAID = st.builds(
    Utterance,
    intent=st.sampled_from(["follow_up", "nlu_fallback", "greet", "ask_safety", "ask_why", *(f"ask_{kind}" for kind in KINDS)]),
    entities=st.lists(st.tuples(st.sampled_from(CLASSES), st.sampled_from(VALUES), st.sampled_from(["", "hall"])), max_size=5).map(tuple),
    text=WORDS,
)


@given(said=SAID, before=st.none() | QUERIES)
@settings(deadline=None)
def test_whatever_is_heard_becomes_a_query(standard: Standard, said: Utterance, before: Query | None) -> None:
    query = query_of(said, before, standard)
    assert query.kind in KINDS
    assert query.text == said.text
    assert len(query.concepts) == len(set(query.concepts))
    known = {value for entity, value, _ in said.entities if standard.class_of(value) == entity}
    assert known <= set(query.concepts)


# --- what small words make of a question


@pytest.mark.parametrize(
    ("text", "mark", "there"),
    [
        ("是不是每种业务都要派人来看", "every", True),
        ("不管办啥都得先勘查吗", "every", True),
        ("样样都要登记吗", "every", True),
        ("过户要勘查吗", "every", False),
        ("桌上放些啥", "fitted", True),
        ("先验收还是先签合同", "order", True),
        ("能办增容不", "may", True),
        ("算不算代办", "belongs", True),
    ],
)
def test_marks(standard: Standard, text: str, mark: str, there: bool) -> None:
    assert (mark in query_of(utterance("ask_whether", text=text), None, standard).cues) == there


def test_before_and_after_at_once(standard: Standard) -> None:
    entities = [("service", "减容"), ("step", "确定供电方案"), ("position", "next"), ("position", "previous")]
    assert query_of(utterance("ask_step", *entities, text="减容里确定供电方案前面是啥后面是啥"), None, standard).position == "around"


def test_entries_are_of_a_list_not_of_a_flow(standard: Standard) -> None:
    entities = [("ordinal", "8"), ("ordinal", "9"), ("position", "next")]
    assert query_of(utterance("ask_step", *entities, text="第八项后面接着第九项，分别是啥"), None, standard).kind == "item"


def test_what_number_a_thing_has_in_its_list(standard: Standard) -> None:
    assert query_of(utterance("ask_count", ("facility", "护栏"), text="护栏排第几"), None, standard).kind == "item"
    assert query_of(utterance("ask_count", ("facility", "护栏"), text="护栏排几"), None, standard).kind == "item"
    assert query_of(utterance("ask_count", ("staff", "保安员"), text="要安排几个保安"), None, standard).kind == "count"
    assert query_of(utterance("ask_step", ("step", "现场勘查"), text="现场勘查是第几步"), None, standard).kind == "step"


def test_other_modes_than_the_one_named(standard: Standard) -> None:
    entities = [("mode", "电话"), ("channel", "95598供电服务热线")]
    query = query_of(utterance("ask_channels", *entities, text="除了打电话，95598还有哪些联系法子"), None, standard)
    assert (query.kind, query.concepts) == ("requirement", ("95598供电服务热线", "服务方式"))


def test_the_only_hall_nearby_is_no_only(standard: Standard) -> None:
    """我家附近只有D级厅 tells where one lives; 只有D级厅要 asks whether only that."""
    entities = [("hall", "D级营业厅"), ("mode", "传真")]
    assert not query_of(utterance("ask_whether", *entities, text="我家附近只有D级厅，能传真过去吗"), None, standard).exclusive
    assert query_of(utterance("ask_whether", *entities, text="只有D级厅要传真吗"), None, standard).exclusive


# --- what a follow-up leaves, takes and turns into


def follow(before: Query, *entities: tuple[str, ...], text: str, standard: Standard, intent: str = "follow_up") -> Query:
    """The query of a follow-up on `before`."""
    return query_of(utterance(intent, *entities, text=text), before, standard)


def test_who_has_what_was_spoken_of(standard: Standard) -> None:
    """那哪些厅有 after whether grade C needs one: the thing stays, the grade goes."""
    query = follow(Query("whether", ("C级营业厅", "排队机")), text="那到底哪些厅有", standard=standard)
    assert (query.kind, query.concepts) == ("holder", ("排队机",))


def test_which_services_have_the_step_that_was_found(standard: Standard) -> None:
    query = follow(Query("whether", ("销户", "中间检查")), text="哪些业务有这一步", standard=standard)
    assert (query.kind, query.concepts) == ("holder", ("中间检查",))


def test_a_yes_or_no_question_after_a_list(standard: Standard) -> None:
    before = Query("requirement", ("C级营业厅", "功能分区"))
    query = follow(before, ("zone", "洽谈区"), text="它要洽谈区吗", standard=standard)
    assert query.kind == "whether"
    assert {"C级营业厅", "洽谈区"} <= set(query.concepts)


def test_another_place_has_other_people(standard: Standard) -> None:
    """After the web clerk's qualifications, 95598的呢 does not ask for a web clerk at the hotline."""
    before = Query("requirement", ("网站受理员", "网上营业厅", "任职资格"))
    query = follow(before, ("channel", "95598供电服务热线"), text="95598的呢", standard=standard)
    assert set(query.concepts) == {"任职资格", "95598供电服务热线"}
    assert query.among == ("网上营业厅", "95598供电服务热线")


def test_the_two_spoken_of_are_compared(standard: Standard) -> None:
    before = Query("requirement", ("任职资格", "95598供电服务热线"), among=("网上营业厅", "95598供电服务热线"))
    query = follow(before, text="两个差在哪", standard=standard)
    assert (query.kind, set(query.concepts)) == ("compare", {"任职资格", "网上营业厅", "95598供电服务热线"})


def test_the_latter_after_the_former(standard: Standard) -> None:
    """前面那个 leaves one of two; 后面那个 is the other of the same two."""
    former = follow(Query("compare", ("A级营业厅", "B级营业厅")), ("staff", "保洁员"), text="前面那个要保洁员吗", standard=standard)
    assert set(former.concepts) == {"A级营业厅", "保洁员"}
    latter = follow(former, text="后面那个呢", standard=standard)
    assert set(latter.concepts) == {"B级营业厅", "保洁员"}


def test_a_bare_yes_or_no_question_is_about_what_was_spoken_of(standard: Standard) -> None:
    query = follow(Query("whether", ("D级营业厅", "服务时间")), text="必须吗", standard=standard, intent="ask_whether")
    assert query.concepts == ("D级营业厅", "服务时间")


def test_a_service_is_asked_for_at_the_channel_spoken_of(standard: Standard) -> None:
    before = Query("functions", ("银行及其他代办机构",))
    query = follow(before, ("service", "增容"), text="能办增容不", standard=standard, intent="ask_whether")
    assert set(query.concepts) == {"银行及其他代办机构", "增容"}


def test_their_qualification_is_that_of_those_spoken_of(standard: Standard) -> None:
    before = Query("requirement", ("网站受理员", "任职资格"))
    query = follow(
        before, ("qualification", "普通话水平测试三级及以上证书"), text="他们也得有普通话证", standard=standard, intent="ask_whether"
    )
    assert "网站受理员" in query.concepts


def test_what_is_left_out_is_not_asked_for(standard: Standard) -> None:
    entities = (("function", "故障抢修"), ("channel", "客户现场"), ("category", "服务时间"))
    query = query_of(utterance("ask_whether", *entities, text="抢修之外的上门活儿，半夜也得到？"), None, standard)
    assert set(query.concepts) == {"客户现场", "服务时间"}
    query = query_of(
        utterance("ask_holder", ("hall", "A级营业厅"), ("category", "设施及用品"), text="除了A级，别的都不用的设施"), None, standard
    )
    assert (query.exclusive, query.negated) == (True, False)


def test_the_next_clause_is_that_after_the_one_spoken_of(standard: Standard) -> None:
    query = follow(Query("clause", reference="5.1.4.9"), ("position", "next"), text="下一条呢", standard=standard)
    assert (query.kind, query.reference, query.position) == ("clause", "5.1.4.9", "next")


def test_after_a_step_was_asked_about_the_next_one_is_told(standard: Standard) -> None:
    before = Query("whether", ("迁址", "图纸审核"))
    query = follow(before, ("step", "竣工验收"), ("position", "next"), text="验收之后呢", standard=standard)
    assert (query.kind, set(query.concepts)) == ("step", {"迁址", "竣工验收"})


def test_a_service_is_compared_with_the_one_spoken_of(standard: Standard) -> None:
    query = follow(Query("steps", ("改类", "服务流程")), ("service", "过户"), text="跟过户比呢", standard=standard)
    assert (query.kind, set(query.concepts)) == ("compare", {"改类", "过户", "服务流程"})


def test_a_place_spoken_of_is_where_it_is_asked_for(standard: Standard) -> None:
    before = Query("whether", ("银行及其他代办机构", "电费收缴"))
    query = follow(before, ("function", "故障报修"), text="报修也能在那儿报?", standard=standard, intent="ask_channels")
    assert (query.kind, set(query.concepts)) == ("whether", {"银行及其他代办机构", "故障报修"})


def test_a_long_message_is_a_question_of_its_own(standard: Standard) -> None:
    text = "老房子转给邻居了,电表的户主也要换成他,这中间要经过哪几道手续"
    said = Utterance("follow_up", (("service", "过户", ""),), text, otherwise="ask_steps", confidence=0.5)
    assert query_of(said, Query("whether", ("C级营业厅", "保安员")), standard).kind == "steps"


def test_a_statement_to_be_judged_is_a_yes_or_no_question(standard: Standard) -> None:
    entities = (("service", "销户"), ("step", "回访"), ("position", "next"))
    assert query_of(utterance("ask_step", *entities, text="判断:销户流程在归档之后还应回访客户"), None, standard).kind == "whether"


def test_other_channels_than_those_named(standard: Standard) -> None:
    entities = (("function", "投诉"), ("mode", "电话"))
    query = query_of(utterance("ask_channels", *entities, text="除了打电话,还有哪些地方接投诉"), None, standard)
    assert (query.kind, query.concepts) == ("channels", ("投诉",))


def test_a_thing_without_a_word_is_asked_for_elsewhere(standard: Standard) -> None:
    before = Query("whether", ("C级营业厅",), unlisted=("空调",))
    query = follow(before, ("hall", "B级营业厅"), text="那B级呢", standard=standard)
    assert (query.concepts, query.unlisted) == (("B级营业厅",), ("空调",))


def test_a_service_has_no_zones(standard: Standard) -> None:
    query = query_of(utterance("ask_requirement", ("category", "功能分区"), text="有哪些功能分区"), Query("steps", ("过户",)), standard)
    assert query.concepts == ("功能分区",)


def test_a_share_of_what_was_counted(standard: Standard) -> None:
    query = follow(Query("count", ("功能分区",)), ("hall", "D级营业厅"), text="D级厅占其中几个", standard=standard, intent="ask_count")
    assert set(query.concepts) == {"D级营业厅", "功能分区"}


def test_qualifications_of_the_staff_of_another_place(standard: Standard) -> None:
    before = Query("requirement", ("网站受理员", "任职资格"))
    query = follow(before, ("channel", "社区及其他渠道"), ("category", "服务人员"), text="社区的服务人员呢", standard=standard)
    assert {"社区及其他渠道", "任职资格"} <= set(query.concepts)


def test_it_is_what_the_answer_named(standard: Standard) -> None:
    """那30呢, 哪几级要它: the entry that was the answer; 排队机放哪个区, 每级都有这个区吗: the zone."""
    before = Query("item", ("设施及用品",), numbers=(30,), reached=(30,), found=("立式广告灯箱",))
    query = follow(before, ("category", "营业厅等级"), text="哪几级要它", standard=standard, intent="ask_holder")
    assert {"立式广告灯箱", "营业厅等级"} <= set(query.concepts)
    before = Query("holder", ("排队机",), found=("引导区",))
    query = follow(before, ("category", "营业厅等级"), text="这个区是每级都有的吗", standard=standard, intent="ask_whether")
    assert "引导区" in query.concepts
    assert "排队机" not in query.concepts


def test_a_zone_is_asked_of_the_hall_spoken_of(standard: Standard) -> None:
    query = follow(
        Query("holder", ("D级营业厅", "功能分区")), ("zone", "客户自助区"), text="没有自助区?", standard=standard, intent="ask_whether"
    )
    assert "D级营业厅" in query.concepts


def test_who_does_the_step_spoken_of(standard: Standard) -> None:
    query = follow(Query("whether", ("迁址", "图纸审核")), ("category", "服务人员"), text="由谁来审", standard=standard)
    assert (query.kind, "迁址" in query.concepts) == ("requirement", True)


@pytest.mark.parametrize(("topic", "leans"), [("收费金额", True), ("办理材料", True), ("地址", False), ("个人账户查询", False)])
def test_what_is_outside_leans_on_the_service_spoken_of_where_it_is_near(standard: Standard, topic: str, leans: bool) -> None:
    """要多少钱 after 过户 asks of 过户; 你们地址在哪 does not."""
    query = follow(Query("steps", ("过户",)), ("outside", topic), text="那这个呢", standard=standard, intent="ask_outside")
    assert ("过户" in query.concepts) == leans


@pytest.mark.parametrize(
    ("text", "entities", "adding", "removing"),
    [
        ("要是加一个洽谈区", [("zone", "洽谈区")], ("洽谈区",), ()),
        ("我们D级厅要是没有客户自助", [("hall", "D级营业厅"), ("mode", "客户自助")], (), ("客户自助",)),
        ("假如撤掉保安呢", [("staff", "保安员")], (), ("保安员",)),
        ("C级厅如果增设引导区的话", [("hall", "C级营业厅"), ("zone", "引导区")], ("引导区",), ()),
    ],
)
def test_what_is_supposed(
    standard: Standard, text: str, entities: list[tuple[str, str]], adding: tuple[str, ...], removing: tuple[str, ...]
) -> None:
    query = query_of(utterance("ask_whether", *entities, text=text), None, standard)
    assert (query.kind, query.adding, query.removing) == ("what_if", adding, removing)


@pytest.mark.parametrize("text", ["如果C级厅升为B级", "把我们从C级提成B级", "C级升B级要添什么", "C级厅改为B级"])
def test_a_grade_that_changes(standard: Standard, text: str) -> None:
    query = query_of(utterance("ask_compare", ("hall", "C级营业厅"), ("hall", "B级营业厅"), text=text), None, standard)
    assert (query.kind, query.concepts) == ("what_if", ("C级营业厅", "B级营业厅"))


def test_nothing_is_supposed_of_services(standard: Standard) -> None:
    query = query_of(utterance("ask_steps", ("service", "过户"), ("step", "现场勘查"), text="如果过户没有现场勘查呢"), None, standard)
    assert query.kind != "what_if"


def test_what_is_supposed_is_of_the_hall_spoken_of(standard: Standard) -> None:
    query = follow(Query("requirement", ("C级营业厅", "功能分区")), ("zone", "洽谈区"), text="要是加一个洽谈区", standard=standard)
    assert (query.kind, query.concepts, query.adding) == ("what_if", ("C级营业厅",), ("洽谈区",))
