"""From what the conversation understood (intent, entities, what was asked before) to a `Query`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, cast

from actions.context import FLOW, HOURS, MODES, elliptic, in_context
from actions.heard import Heard
from actions.parts import SUBJECTS, as_meant, part, part_of
from actions.signs import Signs, asks, denied, marks_of, signs_of
from rules.advisor import Query, QueryKind
from rules.advisor.query import KINDS, Position
from rules.model import Standard

LISTED = ("服务方式", "服务人员", "功能分区", "设施及用品", "任职资格")
LONG = 18
"""A message with so many characters is a question of its own."""
POSSIBLE, SURE, SURER = 0.4, 0.7, 0.8
"""From these confidences on a question is outside the standard although it names no topic outside it: where it resembles one, where it
names something, where it names nothing at all."""


def query_of(heard: Heard, before: Query | None, standard: Standard) -> Query:
    """The query that a message puts. `before` is the query answered last, None at the beginning of a conversation."""
    if heard.intent == "follow_up" and heard.otherwise and (before is None or len(heard.text) > LONG):
        heard = replace(heard, intent=heard.otherwise, confidence=0.0)
    signs = signs_of(heard.text)
    if heard.intent == "follow_up" and signs.pronoun and before and before.found and not heard.entities and asks(heard.text):
        heard = replace(heard, intent=heard.otherwise, confidence=0.0)  # 它靠着哪儿设, of what the answer before named
    concepts = _concepts(heard, standard)
    kind = _kind_as_meant(_kind(heard), concepts, signs, standard)
    if kind == "channels" and signs.besides and part_of(concepts, standard) <= {"place", "item"}:  # 除了打电话，95598还有哪些联系法子
        kind, concepts = "requirement", (*(name for name in concepts if part(name, standard) == "place"), MODES)
    elif kind == "channels" and signs.besides:  # 除了打电话,还有哪些地方接投诉
        concepts = tuple(name for name in concepts if standard.class_of(name) not in ("channel", "mode"))
    if kind == "item" and elliptic(heard) and not heard.values("ordinal"):  # 功能区
        kind = "about"
    places = heard.values("position")
    place = "around" if {"next", "previous"} <= set(places) else places[0] if places else ""
    query = Query(
        kind=kind,
        concepts=as_meant(concepts, standard),
        reference="、".join(heard.values("reference")),
        numbers=tuple(int(number) for value in heard.values("ordinal") for number in value.split(",")),
        quantities=tuple(int(value) for value in heard.values("quantity")),
        position=cast(Position, "" if signs.former or signs.latter else place),
        negated=(signs.negated if kind == "holder" else signs.lacking) and not signs.besides,
        exclusive=signs.exclusive or (signs.besides and signs.negated),
        superlative=signs.superlative,
        marks=marks_of(heard.text),
        guesses=_guesses(heard, concepts, standard),
        unknown=tuple((role, value) for entity, value, role in heard.entities if entity == "unknown"),
        unlisted=heard.values("unlisted"),
        text=heard.text,
    )
    named = part_of((value for _, value, role in heard.entities if role != "described"), standard)
    if before is not None and (
        elliptic(heard) or (signs.pronoun and named <= {"place"} and not (named and signs.there))
    ):  # spoken of before, not described
        described = {value for _, value, role in heard.entities if role == "described"}
        query = replace(query, concepts=tuple(name for name in query.concepts if name not in described), guesses=())
    query = _supposing(query, signs, standard)
    query = in_context(query, heard, before, signs, standard)
    return replace(query, concepts=as_meant(query.concepts, standard))


def _supposing(query: Query, signs: Signs, standard: Standard) -> Query:
    """The query as one on a change, where the message supposes one: 如果C级厅升为B级, 要是没有客户自助, 要是加一个洽谈区."""
    halls = [name for name in query.concepts if standard.class_of(name) == "hall"]
    if query.kind in ("outside", "clause", "item") or part_of(query.concepts, standard) & {"service", "step"}:
        return query
    if len(halls) == 2 and signs.becomes:
        return replace(query, kind="what_if", guesses=(), unlisted=())
    things = tuple(name for name in query.concepts if part(name, standard) in ("item", "zone"))
    if not signs.supposed or not things or len(halls) > 1 or not (signs.removes or signs.adds):
        return query
    rest = tuple(name for name in query.concepts if name not in things)
    query = replace(query, kind="what_if", concepts=rest, guesses=(), unlisted=())
    return replace(query, removing=things) if signs.removes else replace(query, adding=things)


def as_slot(query: Query) -> dict[str, Any]:
    """A query as plain values, for a slot."""
    return asdict(query)


def from_slot(value: Any) -> Query | None:
    """The query in a slot; None where there is none."""
    if not isinstance(value, dict):
        return None
    fields: dict[str, Any] = {key: tuple(map(_tupled, found)) if isinstance(found, list) else found for key, found in value.items()}
    return Query(**fields)


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _kind(heard: Heard) -> QueryKind:
    kind = heard.intent.removeprefix("ask_")
    if kind == "safety":
        return "outside"
    if kind == "why":
        return "whether"  # why something is so or not: first, whether it is
    return cast(QueryKind, kind) if kind in KINDS else "about"


def _kind_as_meant(kind: QueryKind, concepts: tuple[str, ...], signs: Signs, standard: Standard) -> QueryKind:
    """The kind of question where small words and concepts say more than the whole: 流程里有没有收费这一步 is a yes or no question."""
    parts = part_of(concepts, standard)
    if kind in ("steps", "step", "count") and signs.whether and _whether_a_step(concepts, standard):
        return "whether"
    if kind == "step" and signs.entries and not parts & {"service", "step"}:  # 第八项后面的第九第十项
        return "item"
    if signs.which_entry and kind != "outside" and parts & {"item", "zone"} and not parts & {"service", "step"}:  # 护栏排第几
        return "item"
    if kind in ("steps", "step", "count") and signs.superlative and FLOW in concepts and not parts & {"service"}:
        return "holder"  # 步骤最少的是哪一个
    if kind in ("steps", "step") and signs.judged:  # 判断:归档之后还应回访
        return "whether"
    if kind == "functions" and HOURS in concepts:
        return "hours"
    if kind == "functions" and set(LISTED) & set(concepts):  # 都带些啥东西上门
        return "requirement"
    if kind in ("channels", "compare") and signs.besides and "service" in parts:
        return "channels"
    if kind in ("requirement", "whether", "about", "functions", "provision") and signs.holders and parts & {"item", "zone"}:
        return "holder"  # 啥厅要引导员
    if kind in ("hours", "whether", "functions") and signs.holders and HOURS in concepts and not parts & {"item", "service"}:
        return "holder"  # 哪种营业厅可以整夜开
    return kind


def _concepts(heard: Heard, standard: Standard) -> tuple[str, ...]:
    """The concepts of a message: named, described, taken from the story before the question; without those that it takes back."""
    concepts = _named(heard.entities, standard) + _by_code(heard, standard)
    concepts = tuple(name for name in concepts if name not in denied(heard.text, concepts, standard))
    if concepts and heard.intent not in ("ask_outside", "ask_safety"):  # a likeness to what is outside does not hide what is named
        concepts = _without_likened("outside", concepts, heard)
    if part_of(concepts, standard) & {"zone"}:  # the whole of a zone says it too
        concepts = _without_likened("matter", concepts, heard)
    if heard.intent == "ask_functions" and heard.confidence > SURE:  # what a channel does, not how
        concepts = _without_likened("matter", concepts, heard)
    concepts += _outside(heard, concepts, standard)
    if heard.intent == "ask_safety":
        concepts += tuple(topic.name for topic in standard.outside.values() if topic.urgent)
    slips = [name for name in heard.values("slip") if standard.class_of(name) == "channel"]
    told = tuple(entity for entity in heard.background if entity[1] not in slips)
    return _from_background(concepts, _named(told, standard), standard)


def _without_likened(cls: str, concepts: tuple[str, ...], heard: Heard) -> tuple[str, ...]:
    """The concepts without those of one class that are only described, unless nothing is left."""
    likened = {value for entity, value, role in heard.entities if entity == cls and role == "described"}
    return tuple(name for name in concepts if name not in likened) or concepts


def _named(entities: Iterable[tuple[str, str, str]], standard: Standard) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for entity, value, _ in entities if standard.class_of(value) == entity))


def _outside(heard: Heard, concepts: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """For a question that is likely outside the standard, and names no topic of it: the topic it resembles, else the general one."""
    if heard.intent != "ask_outside" or any(name in standard.outside for name in concepts):
        return ()
    classes = {standard.class_of(name) for name in concepts}
    if classes & {"function", "matter", "term"} or {"service", "step"} <= classes:
        return ()
    resembled = tuple(name for name in heard.values("maybe") if name in standard.outside)[:1]
    if heard.confidence >= POSSIBLE and resembled:
        return resembled
    if heard.confidence >= (SURE if concepts else SURER):
        return tuple(topic.name for topic in standard.outside.values() if topic.general)
    return ()


def _by_code(heard: Heard, standard: Standard) -> tuple[str, ...]:
    """The services with a code such as SI01-06, when something else than the text of the clause is asked."""
    codes = {reference.upper() for reference in heard.values("reference")} if heard.intent != "ask_clause" else set()
    return tuple(concept.name for concept in standard.concepts.values() if concept.code in codes and concept.cls == "service")


def _from_background(concepts: tuple[str, ...], background: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """The concepts of a question with what the story before it says of where or for which service it is asked."""
    topics = tuple(name for name in background if name in standard.outside and standard.outside[name].urgent)
    if any(part(name, standard) in SUBJECTS for name in concepts):
        return (*concepts, *topics)
    background = as_meant(background, standard)
    if not concepts:
        return tuple(name for name in background if name not in standard.outside or name in topics)
    carried = {part(name, standard): name for name in background if standard.class_of(name) in ("hall", "channel", "service", "zone")}
    return (*carried.values(), *concepts, *topics)  # of each part the last


def _whether_a_step(concepts: tuple[str, ...], standard: Standard) -> bool:
    meant = as_meant(concepts, standard)
    return {"service", "step"} <= {standard.class_of(name) for name in meant}


def _guesses(heard: Heard, concepts: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """What the message may mean, where it names nothing of that part for certain."""
    parts = {part(name, standard) for name in concepts}
    found = [name for name in heard.values("guess") if part(name, standard) not in parts]
    maybe = [name for name in heard.values("maybe") if not concepts or name not in standard.outside]
    if not found and not parts - {"place", "category"} and _kind(heard) in ("about", "whether", "provision"):
        found = maybe
    return tuple(dict.fromkeys(found))
