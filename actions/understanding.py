"""From what the conversation understood (intent, entities, what was asked before) to a `Query`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, cast

from actions.context import FLOW, HOURS, MODES, elliptic, in_context
from actions.cues import Cues, asks, cues_of, denied, query_cues
from actions.query import KINDS, Position, Query, QueryKind
from actions.roles import SUBJECTS, disambiguated, role_of, roles_of
from actions.utterance import Utterance
from rules.model import Standard

LISTED = ("服务方式", "服务人员", "功能分区", "设施及用品", "任职资格")
LONG = 18
"""A message with so many characters is a question of its own."""
POSSIBLE, SURE, SURER = 0.4, 0.7, 0.8
"""From these confidences on a question is outside the standard although it names no topic outside it: where it resembles one, where it
names something, where it names nothing at all."""


def query_of(utterance: Utterance, before: Query | None, standard: Standard) -> Query:
    """The query that a message puts. `before` is the query answered last, None at the beginning of a conversation."""
    if utterance.intent == "follow_up" and utterance.otherwise and (before is None or len(utterance.text) > LONG):
        utterance = replace(utterance, intent=utterance.otherwise, confidence=0.0)
    cues = cues_of(utterance.text)
    if utterance.intent == "follow_up" and cues.pronoun and before and before.found and not utterance.entities and asks(utterance.text):
        utterance = replace(utterance, intent=utterance.otherwise, confidence=0.0)  # 它靠着哪儿设, of what the answer before named
    concepts = _concepts(utterance, standard)
    kind = _kind_as_meant(_kind(utterance), concepts, cues, standard)
    if kind == "channels" and cues.besides and roles_of(concepts, standard) <= {"place", "item"}:  # 除了打电话，95598还有哪些联系法子
        kind, concepts = "requirement", (*(name for name in concepts if role_of(name, standard) == "place"), MODES)
    elif kind == "channels" and cues.besides:  # 除了打电话,还有哪些地方接投诉
        concepts = tuple(name for name in concepts if standard.class_of(name) not in ("channel", "mode"))
    if kind == "item" and elliptic(utterance) and not utterance.values("ordinal"):  # 功能区
        kind = "about"
    places = utterance.values("position")
    place = "around" if {"next", "previous"} <= set(places) else places[0] if places else ""
    query = Query(
        kind=kind,
        concepts=disambiguated(concepts, standard),
        reference="、".join(utterance.values("reference")),
        numbers=tuple(int(number) for value in utterance.values("ordinal") for number in value.split(",")),
        quantities=tuple(int(value) for value in utterance.values("quantity")),
        position=cast(Position, "" if cues.former or cues.latter else place),
        negated=(cues.negated if kind == "holder" else cues.lacking) and not cues.besides,
        exclusive=cues.exclusive or (cues.besides and cues.negated),
        superlative=cues.superlative,
        cues=query_cues(utterance.text),
        guesses=_guesses(utterance, concepts, standard),
        unknown=tuple((role, value) for entity, value, role in utterance.entities if entity == "unknown"),
        unlisted=utterance.values("unlisted"),
        text=utterance.text,
    )
    named = roles_of((value for _, value, role in utterance.entities if role != "described"), standard)
    if before is not None and (
        elliptic(utterance) or (cues.pronoun and named <= {"place"} and not (named and cues.there))
    ):  # spoken of before, not described
        described = {value for _, value, role in utterance.entities if role == "described"}
        query = replace(query, concepts=tuple(name for name in query.concepts if name not in described), guesses=())
    query = _supposing(query, cues, standard)
    query = in_context(query, utterance, before, cues, standard)
    return replace(query, concepts=disambiguated(query.concepts, standard))


def _supposing(query: Query, cues: Cues, standard: Standard) -> Query:
    """The query as one on a change, where the message supposes one: 如果C级厅升为B级, 要是没有客户自助, 要是加一个洽谈区."""
    halls = [name for name in query.concepts if standard.class_of(name) == "hall"]
    if query.kind in ("outside", "clause", "item") or roles_of(query.concepts, standard) & {"service", "step"}:
        return query
    if len(halls) == 2 and cues.becomes:
        return replace(query, kind="what_if", guesses=(), unlisted=())
    things = tuple(name for name in query.concepts if role_of(name, standard) in ("item", "zone"))
    if not cues.supposed or not things or len(halls) > 1 or not (cues.removes or cues.adds):
        return query
    rest = tuple(name for name in query.concepts if name not in things)
    query = replace(query, kind="what_if", concepts=rest, guesses=(), unlisted=())
    return replace(query, removing=things) if cues.removes else replace(query, adding=things)


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


def _kind(utterance: Utterance) -> QueryKind:
    kind = utterance.intent.removeprefix("ask_")
    if kind == "safety":
        return "outside"
    if kind == "why":
        return "whether"  # why something is so or not: first, whether it is
    return cast(QueryKind, kind) if kind in KINDS else "about"


def _kind_as_meant(kind: QueryKind, concepts: tuple[str, ...], cues: Cues, standard: Standard) -> QueryKind:
    """The kind of question where small words and concepts say more than the whole: 流程里有没有收费这一步 is a yes or no question."""
    roles = roles_of(concepts, standard)
    if kind in ("steps", "step", "count") and cues.whether and _whether_a_step(concepts, standard):
        return "whether"
    if kind == "step" and cues.entries and not roles & {"service", "step"}:  # 第八项后面的第九第十项
        return "item"
    if cues.which_entry and kind != "outside" and roles & {"item", "zone"} and not roles & {"service", "step"}:  # 护栏排第几
        return "item"
    if kind in ("steps", "step", "count") and cues.superlative and FLOW in concepts and not roles & {"service"}:
        return "holder"  # 步骤最少的是哪一个
    if kind in ("steps", "step") and cues.judged:  # 判断:归档之后还应回访
        return "whether"
    if kind == "functions" and HOURS in concepts:
        return "hours"
    if kind == "functions" and set(LISTED) & set(concepts):  # 都带些啥东西上门
        return "requirement"
    if kind in ("channels", "compare") and cues.besides and "service" in roles:
        return "channels"
    if kind in ("requirement", "whether", "about", "functions", "provision") and cues.holders and roles & {"item", "zone"}:
        return "holder"  # 啥厅要引导员
    if kind in ("hours", "whether", "functions") and cues.holders and HOURS in concepts and not roles & {"item", "service"}:
        return "holder"  # 哪种营业厅可以整夜开
    return kind


def _concepts(utterance: Utterance, standard: Standard) -> tuple[str, ...]:
    """The concepts of a message: named, described, taken from the story before the question; without those that it takes back."""
    concepts = _named(utterance.entities, standard) + _by_code(utterance, standard)
    concepts = tuple(name for name in concepts if name not in denied(utterance.text, concepts, standard))
    if concepts and utterance.intent not in ("ask_outside", "ask_safety"):  # a likeness to what is outside does not hide what is named
        concepts = _without_likened("outside", concepts, utterance)
    if roles_of(concepts, standard) & {"zone"}:  # the whole of a zone says it too
        concepts = _without_likened("matter", concepts, utterance)
    if utterance.intent == "ask_functions" and utterance.confidence > SURE:  # what a channel does, not how
        concepts = _without_likened("matter", concepts, utterance)
    concepts += _outside(utterance, concepts, standard)
    if utterance.intent == "ask_safety":
        concepts += tuple(topic.name for topic in standard.outside.values() if topic.urgent)
    slips = [name for name in utterance.values("slip") if standard.class_of(name) == "channel"]
    told = tuple(entity for entity in utterance.background if entity[1] not in slips)
    return _from_background(concepts, _named(told, standard), standard)


def _without_likened(cls: str, concepts: tuple[str, ...], utterance: Utterance) -> tuple[str, ...]:
    """The concepts without those of one class that are only described, unless nothing is left."""
    likened = {value for entity, value, role in utterance.entities if entity == cls and role == "described"}
    return tuple(name for name in concepts if name not in likened) or concepts


def _named(entities: Iterable[tuple[str, str, str]], standard: Standard) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for entity, value, _ in entities if standard.class_of(value) == entity))


def _outside(utterance: Utterance, concepts: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """For a question that is likely outside the standard, and names no topic of it: the topic it resembles, else the general one."""
    if utterance.intent != "ask_outside" or any(name in standard.outside for name in concepts):
        return ()
    classes = {standard.class_of(name) for name in concepts}
    if classes & {"function", "matter", "term"} or {"service", "step"} <= classes:
        return ()
    resembled = tuple(name for name in utterance.values("maybe") if name in standard.outside)[:1]
    if utterance.confidence >= POSSIBLE and resembled:
        return resembled
    if utterance.confidence >= (SURE if concepts else SURER):
        return tuple(topic.name for topic in standard.outside.values() if topic.general)
    return ()


def _by_code(utterance: Utterance, standard: Standard) -> tuple[str, ...]:
    """The services with a code such as SI01-06, when something else than the text of the clause is asked."""
    codes = {reference.upper() for reference in utterance.values("reference")} if utterance.intent != "ask_clause" else set()
    return tuple(concept.name for concept in standard.concepts.values() if concept.code in codes and concept.cls == "service")


def _from_background(concepts: tuple[str, ...], background: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """The concepts of a question with what the story before it says of where or for which service it is asked."""
    topics = tuple(name for name in background if name in standard.outside and standard.outside[name].urgent)
    if any(role_of(name, standard) in SUBJECTS for name in concepts):
        return (*concepts, *topics)
    background = disambiguated(background, standard)
    if not concepts:
        return tuple(name for name in background if name not in standard.outside or name in topics)
    carried = {role_of(name, standard): name for name in background if standard.class_of(name) in ("hall", "channel", "service", "zone")}
    return (*carried.values(), *concepts, *topics)  # of each role the last


def _whether_a_step(concepts: tuple[str, ...], standard: Standard) -> bool:
    meant = disambiguated(concepts, standard)
    return {"service", "step"} <= {standard.class_of(name) for name in meant}


def _guesses(utterance: Utterance, concepts: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """What the message may mean, where it names nothing of that role for certain."""
    roles = {role_of(name, standard) for name in concepts}
    found = [name for name in utterance.values("guess") if role_of(name, standard) not in roles]
    maybe = [name for name in utterance.values("maybe") if not concepts or name not in standard.outside]
    if not found and not roles - {"place", "category"} and _kind(utterance) in ("about", "whether", "provision"):
        found = maybe
    return tuple(dict.fromkeys(found))
