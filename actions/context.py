"""What a message takes from the question before: follow-ups, pronouns, another place or service, corrections."""

from __future__ import annotations

from dataclasses import replace

from actions.heard import Heard
from actions.parts import SUBJECTS, THINGS, beside, of_parts, part, part_of
from actions.signs import Signs, asks
from rules.advisor import Query, QueryKind
from rules.model import Standard

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
    "what_if": ("place",),
    "whether": ("place", "service", "zone"),
}
FLOW, CHANNELS, HOURS, MODES = "服务流程", "服务渠道", "服务时间", "服务方式"
OF_PLACES = ("服务方式", "功能分区", "设施及用品", "服务环境")
QUALIFICATIONS, STAFF = "任职资格", "服务人员"
# What a category by itself asks about.
NEEDS_OF_CATEGORY = {FLOW: ("service",)}
# What a category asks for when a follow-up names it.
KINDS_OF_CATEGORIES: dict[str, QueryKind] = {FLOW: "steps", CHANNELS: "channels", HOURS: "hours", "服务功能": "functions"}
SHORT = 8
"""A message with so few characters and no concept leans on the question before."""
BARE = 4
"""A message with so few characters beside its concepts only names another one to ask the same about."""


def in_context(query: Query, heard: Heard, before: Query | None, signs: Signs, standard: Standard) -> Query:
    """The query of a message with what it leaves to the question before."""
    if before is None or query.unknown:
        return query
    services = of_parts(before, ("service",), standard)
    if services and not part_of(query.concepts, standard) & {"place"}:  # 里面收钱不: a step of the service spoken of
        meant = tuple(other for name in query.concepts for other in beside(name, (*services, *query.concepts), standard, placed=False))
        if meant != query.concepts and part_of(meant, standard) & {"step"} and signs.whether:
            return replace(query, kind="whether", concepts=(*services, *meant))
    if _is_follow_up(query, heard, before, signs, standard):
        return _followed(query, before, signs, standard)
    parts = part_of(query.concepts, standard)
    if query.kind == "compare" and (compared := _compared(query, before, standard)):  # 比A级少哪些
        return replace(query, concepts=compared, negated=False)
    if signs.there and "place" not in parts and (places := of_parts(before, ("place",), standard)):  # 报修也能在那儿报
        kind: QueryKind = "whether" if query.kind == "channels" else query.kind
        return replace(query, kind=kind, concepts=(*places, *query.concepts), guesses=())
    if any(name in standard.outside for name in query.concepts) and not parts & set(SUBJECTS):
        leans = all(standard.outside[name].nearby != "named" for name in query.concepts if name in standard.outside)
        return replace(query, concepts=(*(of_parts(before, ("service",), standard) if leans else ()), *query.concepts))
    if not query.concepts and not query.reference and query.kind == "whether" and len(heard.text) <= SHORT:
        return replace(query, concepts=before.concepts)  # 必须吗
    if query.kind == "holder" and set(query.concepts) == {HOURS} and {MODES} & set(before.concepts):
        return replace(query, concepts=(*of_parts(before, ("place",), standard), MODES, HOURS))  # 哪几种是24小时的
    needed = next((NEEDS_OF_CATEGORY[name] for name in query.concepts if name in NEEDS_OF_CATEGORY), NEEDS.get(query.kind, ()))
    if query.kind == "whether" and "zone" in parts and parts <= {"zone", "item"} and len(heard.text) <= SHORT:
        return replace(query, concepts=(*of_parts(before, ("place",), standard), *query.concepts))  # 没有自助区?
    if query.kind == "count" and parts == {"place"} and signs.part:
        return replace(query, concepts=(*query.concepts, *of_parts(before, ("category",), standard)))  # D级厅占其中几个
    if query.kind == "whether" and parts == {"place"} and set(query.concepts) <= set(standard.of_class("channel")):
        needed = ("service",)  # 在网上能办吗: what was spoken of before
    if query.kind == "whether" and "service" in parts and parts <= {"service", "item"} and (signs.may or "item" in parts):
        carried = tuple(name for name in of_parts(before, ("place",), standard) if standard.class_of(name) == "channel")
        return replace(query, concepts=(*carried, *query.concepts))  # 能办增容不: at the channel spoken of before
    if signs.persons and "qualification" in parts and "item" not in parts:
        return replace(
            query, concepts=(*(of_parts(before, ("item",), standard) or of_parts(before, ("place",), standard)), *query.concepts)
        )  # 他们也得有证
    if query.kind == "whether" and ("营业厅等级" in query.concepts or "every" in query.marks):  # 四个级别都要保安吗
        needed = ()
    elif query.kind == "whether" and parts == {"step"}:
        needed = ("service",)
    elif query.kind == "whether" and any(standard.class_of(name) == "facility" for name in query.concepts):
        needed = ("place", "zone")
    if signs.pronoun and not parts & set(SUBJECTS):
        needed = (*needed, *SUBJECTS)
    elif (needed and parts & set(needed)) or parts & {"matter"} or (query.reference and query.kind in ("clause", "item")):
        return query
    if set(OF_PLACES) & set(query.concepts):  # no service has zones
        needed = tuple(subject for subject in needed if subject != "service")
    carried = of_parts(before, needed, standard)
    if signs.pronoun and before.found and query.kind in ("holder", "whether", "provision") and not parts & set(THINGS):
        carried = (*(name for name in carried if part(name, standard) not in THINGS), *before.found)  # 哪几级要它
    if carried:
        query = replace(query, guesses=())
    numbers = () if "step" in parts else _numbers(query, before, query.kind)
    return replace(query, concepts=(*carried, *query.concepts), numbers=query.numbers or numbers)


def _compared(query: Query, before: Query, standard: Standard) -> tuple[str, ...]:
    """The one place or service named and the one spoken of before, with the category; nothing where there are not two."""
    for subject in ("place", "service"):
        named, known = of_parts(query, (subject,), standard), of_parts(before, (subject,), standard)
        if len(named) == len(known) == 1 and named != known:
            categories = of_parts(query, ("category",), standard) or of_parts(before, ("category",), standard)
            return (*known, *named, *categories)
    return ()


def _is_follow_up(query: Query, heard: Heard, before: Query, signs: Signs, standard: Standard) -> bool:
    if query.kind == "what_if":
        return False
    if heard.intent == "follow_up":
        return True
    parts = part_of(query.concepts, standard)
    replaced = parts & part_of(before.concepts, standard)
    if heard.intent == "ask_steps" and "service" in parts:
        return bool(signs.corrects)
    small = heard.rest <= BARE and bool(parts) and not asks(heard.text)
    return bool(small and (replaced or query.kind == "about")) or bool(signs.corrects and replaced) or signs.former or signs.latter


def _followed(query: Query, before: Query, signs: Signs, standard: Standard) -> Query:
    """The question before with what the message puts in its place."""
    kind: QueryKind = before.kind
    if before.kind in ("steps", "count") and (query.numbers or query.position) and of_parts(before, ("service",), standard):
        kind = "step"
    if (
        (before.kind == "whether" or (before.kind == "requirement" and "step" in part_of(query.concepts, standard)))
        and query.position in ("next", "previous")
        and of_parts(before, ("service",), standard)
        and not signs.whether
    ):
        kind = "step"  # 验收之后呢
    if signs.holders and not query.numbers and (held := _held(query, before, standard)):
        return replace(query, kind="holder", concepts=held, negated=query.negated or signs.lacking)  # 那哪些厅有
    if (
        signs.whether
        and not (QUALIFICATIONS in before.concepts and "qualification" not in part_of((*before.concepts, *query.concepts), standard))
        and kind in ("requirement", "holder", "steps", "step")
        and part_of((*before.concepts, *query.concepts), standard) & set(THINGS)
    ):
        kind = "whether"  # 它要洽谈区吗
    for category, of_category in KINDS_OF_CATEGORIES.items():
        if category in query.concepts:
            kind = "whether" if of_category == "hours" and signs.whether else of_category
    if STAFF in query.concepts and not signs.whether and "service" in part_of((*before.concepts, *query.concepts), standard):
        kind = "requirement"  # 新装都谁参与
    if kind in ("functions", "hours") and any(
        standard.class_of(name) == "category" and name not in KINDS_OF_CATEGORIES for name in query.concepts
    ):
        kind = "requirement"
    services = of_parts(before, ("service",), standard)
    new = tuple(meant for name in query.concepts for meant in beside(name, (*services, *query.concepts), standard, placed=False))
    old = before.concepts
    if signs.others and not query.concepts:  # 别的活儿呢
        old = tuple(name for name in old if part(name, standard) != "service" and name not in standard.outside) or old
    if kind == "step" and (query.position or query.numbers):
        old = tuple(name for name in old if part(name, standard) != "step")
    if before.kind == "step" and part_of(new, standard) == {"service"} and signs.whether:
        kind, old = "whether", (*old, *before.found)
    concepts, among = _merged(old, new, standard), _replaced(old, new, standard)
    if signs.former or signs.latter:
        among = _several(before, standard)
        concepts = _chosen(before, among, query.concepts, signs, standard)
    elif signs.against and (compared := _compared(query, before, standard)):
        kind, concepts, among = "compare", compared, ()  # 它比A级缺哪些
    elif signs.both and len(before.among) > 1:
        kind, among = "compare", before.among
        concepts = _merged(tuple(name for name in before.concepts if standard.class_of(name) == "category"), before.among, standard)
    return replace(
        query,
        kind=kind,
        concepts=concepts,
        among=among,
        unlisted=query.unlisted or (before.unlisted if kind == before.kind and not part_of(new, standard) & set(THINGS) else ()),
        reference=query.reference or (before.reference if kind == "clause" else ""),
        numbers=query.numbers or _numbers(query, before, kind),
        position=query.position or (before.position if kind == before.kind and not query.numbers else ""),
        negated=(before.negated != signs.reversed) if kind == before.kind and not query.negated else query.negated,
        exclusive=query.exclusive or before.exclusive,
        superlative=query.superlative or before.superlative,
    )


def _held(query: Query, before: Query, standard: Standard) -> tuple[str, ...]:
    """What it is of which a follow-up asks who has it: what it names, else what was spoken of before."""
    things = tuple(name for name in query.concepts if part(name, standard) in THINGS)
    things = things or tuple(name for name in before.concepts if part(name, standard) in THINGS)
    things = things or tuple(name for name in before.found if part(name, standard) in THINGS)
    among = tuple(name for name in query.concepts if standard.class_of(name) == "category" and name not in KINDS_OF_CATEGORIES)
    return (*among, *things) if things else ()


def _numbers(query: Query, before: Query, kind: QueryKind) -> tuple[int, ...]:
    """The number that the next and the previous step are counted from, or that is asked for again."""
    if kind != before.kind:
        return ()
    return (before.reached or before.numbers) if query.position else before.numbers


def _merged(old: tuple[str, ...], new: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    replaced = part_of(new, standard)
    if replaced & {"category"}:
        replaced |= {"item"}
    if replaced & {"item"} and not (QUALIFICATIONS in old and any(standard.class_of(name) == "staff" for name in new)):
        replaced |= {"category"}
    if QUALIFICATIONS in old and STAFF in new:  # 社区的服务人员呢, after the qualifications of others
        new = (*new, QUALIFICATIONS)
    if "place" in replaced and QUALIFICATIONS in (*old, *new):  # after the web clerk's qualifications, those of another channel
        old = tuple(name for name in old if standard.class_of(name) != "staff")
    if HOURS in old and any(standard.class_of(name) == "function" for name in new):  # 抢修呢: wherever it is to be had
        old = tuple(name for name in old if part(name, standard) != "place")
    if "zone" in replaced:
        replaced |= {"service", "step"}
    elif "service" in replaced:  # a service has no zones, and no grade has services of its own
        replaced |= {"zone"}
        old = tuple(name for name in old if standard.class_of(name) != "hall")
    return (*(name for name in old if part(name, standard) not in replaced), *new)


def _replaced(old: tuple[str, ...], new: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """What was spoken of and what takes its place: the two that may be compared next."""
    for subject in SUBJECTS:
        before, after = ([name for name in names if part(name, standard) == subject] for names in (old, new))
        if len(before) == len(after) == 1 and before != after:
            return (*before, *after)
    return ()


def _several(before: Query, standard: Standard) -> tuple[str, ...]:
    """Those spoken of before of which 前面那个 is one."""
    for subject in SUBJECTS:
        if len(found := of_parts(before, (subject,), standard)) > 1:
            return found
    return before.among


def _chosen(before: Query, several: tuple[str, ...], new: tuple[str, ...], signs: Signs, standard: Standard) -> tuple[str, ...]:
    """The first or the second of those spoken of before, with what is new."""
    if len(several) < 2:
        return _merged(before.concepts, new, standard)
    kept = several[0] if signs.former else several[1]
    others = tuple(name for name in before.concepts if name not in several)
    return _merged((kept, *others), new, standard)


def elliptic(heard: Heard) -> bool:
    """Whether a message only names something: 网站受理员呢."""
    return heard.rest <= BARE and any(role != "described" for _, _, role in heard.entities) and not asks(heard.text)
