"""From what the conversation understood (intent, entities, what was asked before) to a `Query`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from actions.signs import Signs, asks, denied, signs_of
from rules.advisor import Query, QueryKind
from rules.advisor.query import KINDS, Position
from rules.model import Standard

# A concept named in a follow-up takes the place of those of the same part in the question before.
PARTS = {
    "hall": "place",
    "channel": "place",
    "service": "service",
    "function": "service",
    "zone": "zone",
    "category": "category",
    "staff": "item",
    "mode": "item",
    "facility": "item",
    "qualification": "qualification",
    "step": "step",
    "matter": "matter",
}
# Kinds of question that make no sense without a concept of one of these parts: it is then taken from the question before.
NEEDS = {
    "requirement": ("place", "zone", "service", "item"),
    "holder": ("item", "zone", "step", "service", "qualification"),
    "steps": ("service",),
    "step": ("service",),
    "channels": ("service",),
    "functions": ("place",),
    "hours": ("place", "service"),
    "count": ("place", "service", "zone"),
    "whether": ("place", "service", "zone"),
}
FLOW, CHANNELS, HOURS, MODES = "服务流程", "服务渠道", "服务时间", "服务方式"
QUALIFICATIONS = "任职资格"
# What a category by itself asks about.
NEEDS_OF_CATEGORY = {FLOW: ("service",)}
# What a category asks for when a follow-up names it.
KINDS_OF_CATEGORIES: dict[str, QueryKind] = {FLOW: "steps", CHANNELS: "channels", HOURS: "hours", "服务功能": "functions"}
SUBJECTS = ("place", "service", "zone")
THINGS = ("item", "zone", "step", "qualification")
SHORT = 8
"""A message with so few characters and no concept leans on the question before."""
SURE = 0.7
"""From this confidence on a question is outside the standard although it names no topic outside it."""
BARE = 4
"""A message with so few characters beside its concepts only names another one to ask the same about."""


@dataclass(frozen=True)
class Heard:
    """A message as the conversation understood it: `entities` as (type, value, role), in the order of the text.

    `background`: entities that a long message names before its question. `rest`: how many characters name nothing. `confidence`: of the
    intent, 0 to 1.
    """

    intent: str
    entities: tuple[tuple[str, str, str], ...]
    text: str
    background: tuple[tuple[str, str, str], ...] = ()
    rest: int = 1000
    confidence: float = 1.0

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Heard:
        """From a parsed message of Rasa."""
        entities = message.get("entities") or []
        text = str(message.get("text") or "")
        covered = sum(int(e.get("end", 0)) - int(e.get("start", 0)) for e in entities if e["entity"] != "position")
        return cls(
            intent=str((message.get("intent") or {}).get("name") or ""),
            entities=tuple(_entity(e) for e in entities if e.get("group") != "background"),
            text=text,
            background=tuple(_entity(e) for e in entities if e.get("group") == "background"),
            rest=max(0, len(text) - covered),
            confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
        )

    def values(self, entity: str) -> tuple[str, ...]:
        """The values of the entities of one type."""
        return tuple(value for found, value, _ in self.entities if found == entity)


def _entity(entity: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(entity["entity"]), str(entity["value"]), str(entity.get("role") or "")


def query_of(heard: Heard, before: Query | None, standard: Standard) -> Query:
    """The query that a message puts. `before` is the query answered last, None at the beginning of a conversation."""
    signs = signs_of(heard.text)
    kind = _kind(heard)
    concepts = _named(heard.entities, standard) + _by_code(heard, standard)
    concepts = tuple(name for name in concepts if name not in denied(heard.text, concepts, standard))
    if concepts and heard.intent not in ("ask_outside", "ask_safety"):  # a likeness to what is outside does not hide what is named
        likened = {value for entity, value, role in heard.entities if entity == "outside" and role == "described"}
        concepts = tuple(name for name in concepts if name not in likened) or concepts
    concepts += _outside(heard, concepts, standard)
    if heard.intent == "ask_safety":
        concepts += tuple(topic.name for topic in standard.outside.values() if topic.urgent)
    concepts = _from_background(concepts, _named(heard.background, standard), standard)
    places = heard.values("position")
    if kind in ("steps", "step", "count") and signs.whether and _whether_a_step(concepts, standard):
        kind = "whether"  # 流程里有没有收费这一步
    if (
        kind in ("requirement", "whether", "about", "functions", "provision")
        and signs.holders
        and _part_of(concepts, standard) & {"item", "zone"}
    ):
        kind = "holder"  # 啥厅要引导员
    query = Query(
        kind=kind,
        concepts=concepts,
        reference="、".join(heard.values("reference")),
        numbers=tuple(int(number) for value in heard.values("ordinal") for number in value.split(",")),
        quantities=tuple(int(value) for value in heard.values("quantity")),
        position=cast(Position, places[0] if places and not (signs.former or signs.latter) else ""),
        negated=(signs.negated if kind == "holder" else signs.lacking) and not signs.besides,
        exclusive=signs.exclusive or (signs.besides and signs.negated),
        superlative=signs.superlative,
        guesses=_guesses(heard, concepts, standard),
        unknown=tuple((role, value) for entity, value, role in heard.entities if entity == "unknown"),
        unlisted=heard.values("unlisted"),
        text=heard.text,
    )
    if before is not None and (signs.pronoun or _elliptic(heard)):  # spoken of before, not described
        described = {value for _, value, role in heard.entities if role == "described"}
        query = replace(query, concepts=tuple(name for name in query.concepts if name not in described), guesses=())
    query = _in_context(query, heard, before, signs, standard)
    return replace(query, concepts=_as_meant(query.concepts, standard))


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


def _named(entities: Iterable[tuple[str, str, str]], standard: Standard) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for entity, value, _ in entities if standard.class_of(value) == entity))


def _part(name: str, standard: Standard) -> str:
    return PARTS.get(standard.class_of(name), "")


def _outside(heard: Heard, concepts: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """For a question that is surely outside the standard, and names no topic of it: the likeliest, else the general one."""
    if heard.intent != "ask_outside" or heard.confidence < SURE or any(name in standard.outside for name in concepts):
        return ()
    if any(standard.class_of(name) in ("function", "matter", "term") for name in concepts):
        return ()
    likely = tuple(name for name in heard.values("maybe") if name in standard.outside)
    general = tuple(topic.name for topic in standard.outside.values() if topic.general)
    return likely[:1] or general


def _by_code(heard: Heard, standard: Standard) -> tuple[str, ...]:
    """The services with a code such as SI01-06, when something else than the text of the clause is asked."""
    codes = {reference.upper() for reference in heard.values("reference")} if heard.intent != "ask_clause" else set()
    return tuple(concept.name for concept in standard.concepts.values() if concept.code in codes and concept.cls == "service")


def _from_background(concepts: tuple[str, ...], background: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """The concepts of a question with what the story before it says of where or for which service it is asked."""
    topics = tuple(name for name in background if name in standard.outside and standard.outside[name].urgent)
    if any(_part(name, standard) in SUBJECTS for name in concepts):
        return (*concepts, *topics)
    background = _as_meant(background, standard)
    if not concepts:
        return tuple(name for name in background if name not in standard.outside or name in topics)
    carried = {_part(name, standard): name for name in background if standard.class_of(name) in ("hall", "channel", "service", "zone")}
    return (*carried.values(), *concepts, *topics)  # of each part the last


def _whether_a_step(concepts: tuple[str, ...], standard: Standard) -> bool:
    meant = _as_meant(concepts, standard)
    return {"service", "step"} <= {standard.class_of(name) for name in meant}


def _elliptic(heard: Heard) -> bool:
    """Whether a message only names something: 网站受理员呢."""
    return heard.rest <= BARE and any(role != "described" for _, _, role in heard.entities) and not asks(heard.text)


def _guesses(heard: Heard, concepts: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """What the message may mean, where it names nothing of that part for certain."""
    parts = {_part(name, standard) for name in concepts}
    found = [name for name in heard.values("guess") if _part(name, standard) not in parts]
    if not found and not parts - {"place", "category"} and _kind(heard) in ("about", "whether", "provision"):
        found = list(heard.values("maybe"))
    return tuple(dict.fromkeys(found))


def _as_meant(concepts: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """The concepts as they are meant beside each other: a general one not beside its case, and what stands for another as that other."""
    broader = {standard.concepts[name].broader for name in concepts if name in standard.concepts}
    meant: dict[str, None] = {}
    for name in concepts:
        if name in broader and standard.class_of(name) == "service":
            continue
        meant.update(dict.fromkeys(_beside(name, concepts, standard)))
    return tuple(meant)


def _beside(name: str, concepts: tuple[str, ...], standard: Standard, placed: bool = True) -> tuple[str, ...]:
    """What `name` stands for beside `concepts`; `placed`: a place that is named is not replaced by another."""
    known = standard.concepts.get(name) or standard.outside.get(name)
    rules = known.beside if known else {}
    for near, stands_for in rules.items():
        if near in concepts or any(standard.class_of(other) == near for other in concepts if other != name):
            there = placed and any(_part(other, standard) == "place" for other in concepts) and standard.class_of(stands_for) == "channel"
            return (name,) if there else tuple(filter(None, (stands_for,)))
    return (name,)


def _in_context(query: Query, heard: Heard, before: Query | None, signs: Signs, standard: Standard) -> Query:
    if before is None or query.unknown:
        return query
    if _is_follow_up(query, heard, before, signs, standard):
        return _followed(query, before, signs, standard)
    parts = {_part(name, standard) for name in query.concepts}
    if "outside" in {standard.class_of(name) for name in query.concepts} and not parts & set(SUBJECTS):
        return replace(query, concepts=(*_of_parts(before, ("service",), standard), *query.concepts))
    if not query.concepts and not query.reference and query.kind == "whether" and len(heard.text) <= SHORT:
        return replace(query, concepts=before.concepts)  # 必须吗
    if query.kind == "holder" and set(query.concepts) == {HOURS} and {MODES} & set(before.concepts):
        return replace(query, concepts=(*_of_parts(before, ("place",), standard), MODES, HOURS))  # 哪几种是24小时的
    needed = next((NEEDS_OF_CATEGORY[name] for name in query.concepts if name in NEEDS_OF_CATEGORY), NEEDS.get(query.kind, ()))
    if query.kind == "whether" and parts == {"place"} and set(query.concepts) <= set(standard.of_class("channel")):
        needed = ("service",)  # 在网上能办吗: what was spoken of before
    if query.kind == "whether" and parts == {"service"} and before.kind in ("functions", "whether", "hours") and signs.may:
        carried = tuple(name for name in _of_parts(before, ("place",), standard) if standard.class_of(name) == "channel")
        return replace(query, concepts=(*carried, *query.concepts))  # 能办增容不: at the channel spoken of before
    if signs.persons and "qualification" in parts and "item" not in parts:
        return replace(query, concepts=(*_of_parts(before, ("place", "item"), standard), *query.concepts))  # 他们也得有证
    if signs.pronoun and not parts & set(SUBJECTS):
        needed = (*needed, *SUBJECTS)
    elif (needed and parts & set(needed)) or parts & {"matter"} or (query.reference and query.kind in ("clause", "item")):
        return query
    carried = _of_parts(before, needed, standard)
    if carried:
        query = replace(query, guesses=())
    numbers = () if "step" in parts else _numbers(query, before, query.kind)
    return replace(query, concepts=(*carried, *query.concepts), numbers=query.numbers or numbers)


def _is_follow_up(query: Query, heard: Heard, before: Query, signs: Signs, standard: Standard) -> bool:
    if heard.intent == "follow_up":
        return True
    parts = {_part(name, standard) for name in query.concepts}
    replaced = parts & {_part(name, standard) for name in before.concepts}
    small = heard.rest <= BARE and bool(parts) and not asks(heard.text)
    return bool(small and (replaced or query.kind == "about")) or bool(signs.corrects and replaced) or signs.former or signs.latter


def _followed(query: Query, before: Query, signs: Signs, standard: Standard) -> Query:
    """The question before with what the message puts in its place."""
    kind: QueryKind = before.kind
    if before.kind in ("steps", "count") and (query.numbers or query.position) and _of_parts(before, ("service",), standard):
        kind = "step"
    if signs.holders and not query.numbers and (held := _held(query, before, standard)):
        return replace(query, kind="holder", concepts=held, negated=query.negated or signs.lacking)  # 那哪些厅有
    if (
        signs.whether
        and kind in ("requirement", "holder", "steps", "step")
        and _part_of((*before.concepts, *query.concepts), standard) & set(THINGS)
    ):
        kind = "whether"  # 它要洽谈区吗
    for category, of_category in KINDS_OF_CATEGORIES.items():
        if category in query.concepts:
            kind = "whether" if of_category == "hours" and signs.whether else of_category
    if kind in ("functions", "hours") and any(
        standard.class_of(name) == "category" and name not in KINDS_OF_CATEGORIES for name in query.concepts
    ):
        kind = "requirement"
    services = _of_parts(before, ("service",), standard)
    new = tuple(meant for name in query.concepts for meant in _beside(name, (*services, *query.concepts), standard, placed=False))
    old = before.concepts
    if signs.others and not query.concepts:  # 别的活儿呢
        old = tuple(name for name in old if _part(name, standard) != "service" and name not in standard.outside) or old
    if kind == "step" and (query.position or query.numbers):
        old = tuple(name for name in old if _part(name, standard) != "step")
    if before.kind == "step" and _part_of(new, standard) == {"service"} and signs.whether:
        kind, old = "whether", (*old, *before.found)
    concepts, among = _merged(old, new, standard), _replaced(old, new, standard)
    if signs.former or signs.latter:
        among = _several(before, standard)
        concepts = _chosen(before, among, query.concepts, signs, standard)
    elif signs.both and len(before.among) > 1:
        kind, among = "compare", before.among
        concepts = _merged(tuple(name for name in before.concepts if standard.class_of(name) == "category"), before.among, standard)
    return replace(
        query,
        kind=kind,
        concepts=concepts,
        among=among,
        numbers=query.numbers or _numbers(query, before, kind),
        position=query.position or (before.position if kind == before.kind and not query.numbers else ""),
        negated=(before.negated != signs.reversed) if kind == before.kind and not query.negated else query.negated,
        exclusive=query.exclusive or before.exclusive,
        superlative=query.superlative or before.superlative,
    )


def _held(query: Query, before: Query, standard: Standard) -> tuple[str, ...]:
    """What it is of which a follow-up asks who has it: what it names, else what was spoken of before."""
    things = tuple(name for name in query.concepts if _part(name, standard) in THINGS)
    things = things or tuple(name for name in before.concepts if _part(name, standard) in THINGS)
    things = things or tuple(name for name in before.found if _part(name, standard) in THINGS)
    among = tuple(name for name in query.concepts if standard.class_of(name) == "category" and name not in KINDS_OF_CATEGORIES)
    return (*among, *things) if things else ()


def _numbers(query: Query, before: Query, kind: QueryKind) -> tuple[int, ...]:
    """The number that the next and the previous step are counted from, or that is asked for again."""
    if kind != before.kind:
        return ()
    return (before.reached or before.numbers) if query.position else before.numbers


def _part_of(names: Iterable[str], standard: Standard) -> set[str]:
    return {_part(name, standard) for name in names}


def _of_parts(before: Query, parts: Iterable[str], standard: Standard) -> tuple[str, ...]:
    return tuple(name for name in before.concepts if _part(name, standard) in parts)


def _merged(old: tuple[str, ...], new: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    replaced = {_part(name, standard) for name in new}
    if replaced & {"category"}:
        replaced |= {"item"}
    if replaced & {"item"}:
        replaced |= {"category"}
    if "place" in replaced and QUALIFICATIONS in (*old, *new):  # after the web clerk's qualifications, those of another channel
        old = tuple(name for name in old if standard.class_of(name) != "staff")
    if "zone" in replaced:
        replaced |= {"service", "step"}
    elif "service" in replaced:  # a service has no zones, and no grade has services of its own
        replaced |= {"zone"}
        old = tuple(name for name in old if standard.class_of(name) != "hall")
    return (*(name for name in old if _part(name, standard) not in replaced), *new)


def _replaced(old: tuple[str, ...], new: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """What was spoken of and what takes its place: the two that may be compared next."""
    for part in SUBJECTS:
        before, after = ([name for name in names if _part(name, standard) == part] for names in (old, new))
        if len(before) == len(after) == 1 and before != after:
            return (*before, *after)
    return ()


def _several(before: Query, standard: Standard) -> tuple[str, ...]:
    """Those spoken of before of which 前面那个 is one."""
    for part in SUBJECTS:
        if len(found := _of_parts(before, (part,), standard)) > 1:
            return found
    return before.among


def _chosen(before: Query, several: tuple[str, ...], new: tuple[str, ...], signs: Signs, standard: Standard) -> tuple[str, ...]:
    """The first or the second of those spoken of before, with what is new."""
    if len(several) < 2:
        return _merged(before.concepts, new, standard)
    kept = several[0] if signs.former else several[1]
    others = tuple(name for name in before.concepts if name not in several)
    return _merged((kept, *others), new, standard)
