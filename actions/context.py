"""What a message takes from the question before: follow-ups, pronouns, another place or service, corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from actions.cues import Cues, asks
from actions.query import Query, QueryKind
from actions.roles import SUBJECTS, THINGS, role_of, roles_of, sense_of, with_roles
from actions.utterance import Utterance
from rules.model import Standard

# Kinds of question that make no sense without a concept of one of these roles: it is then taken from the question before.
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


@dataclass(frozen=True)
class _Message:
    """A message after another one: what each rule of context looks at."""

    query: Query
    utterance: Utterance
    before: Query
    cues: Cues
    standard: Standard

    @property
    def roles(self) -> set[str]:
        return roles_of(self.query.concepts, self.standard)

    def of_before(self, *roles: str) -> tuple[str, ...]:
        return with_roles(self.before, roles, self.standard)

    def with_before(self, *roles: str, kind: QueryKind | None = None) -> Query:
        """The query with the concepts of some roles of the question before."""
        return replace(self.query, kind=kind or self.query.kind, concepts=(*self.of_before(*roles), *self.query.concepts))


def in_context(query: Query, utterance: Utterance, before: Query | None, cues: Cues, standard: Standard) -> Query:
    """The query of a message with what it leaves to the question before: the first rule that applies decides."""
    if before is None or query.unknown:
        return query
    message = _Message(query, utterance, before, cues, standard)
    return next(found for rule in _RULES if (found := rule(message)) is not None)


def _step_spoken_of(message: _Message) -> Query | None:
    """里面收钱不: a step of the service spoken of."""
    query, standard = message.query, message.standard
    services = message.of_before("service")
    if not services or message.roles & {"place"}:
        return None
    meant = tuple(other for name in query.concepts for other in sense_of(name, (*services, *query.concepts), standard, placed=False))
    if meant != query.concepts and roles_of(meant, standard) & {"step"} and message.cues.whether:
        return replace(query, kind="whether", concepts=(*services, *meant))
    return None


def _follow_up(message: _Message) -> Query | None:
    if _is_follow_up(message.query, message.utterance, message.before, message.cues, message.standard):
        return _followed(message.query, message.before, message.cues, message.standard)
    return None


def _comparison(message: _Message) -> Query | None:
    """比A级少哪些."""
    if message.query.kind == "compare" and (compared := _compared(message.query, message.before, message.standard)):
        return replace(message.query, concepts=compared, negated=False)
    return None


def _there(message: _Message) -> Query | None:
    """报修也能在那儿报."""
    if message.cues.there and "place" not in message.roles and message.of_before("place"):
        kind: QueryKind = "whether" if message.query.kind == "channels" else message.query.kind
        return replace(message.with_before("place", kind=kind), guesses=())
    return None


def _outside(message: _Message) -> Query | None:
    topics = [message.standard.outside[name] for name in message.query.concepts if name in message.standard.outside]
    if not topics or message.roles & set(SUBJECTS):
        return None
    leans = all(topic.nearby != "named" for topic in topics)
    return message.with_before("service") if leans else message.query


def _bare(message: _Message) -> Query | None:
    """必须吗; 哪几种是24小时的."""
    query = message.query
    if not query.concepts and not query.reference and query.kind == "whether" and len(message.utterance.text) <= SHORT:
        return replace(query, concepts=message.before.concepts)
    if query.kind == "holder" and set(query.concepts) == {HOURS} and {MODES} & set(message.before.concepts):
        return replace(query, concepts=(*message.of_before("place"), MODES, HOURS))
    return None


def _at_the_place(message: _Message) -> Query | None:
    """没有自助区?; D级厅占其中几个; 能办增容不, at the channel spoken of before."""
    query, roles, standard = message.query, message.roles, message.standard
    if query.kind == "whether" and "zone" in roles and roles <= {"zone", "item"} and len(message.utterance.text) <= SHORT:
        return message.with_before("place")
    if query.kind == "count" and roles == {"place"} and message.cues.share:
        return replace(query, concepts=(*query.concepts, *message.of_before("category")))
    served = query.kind == "whether" and "service" in roles and roles <= {"service", "item"}
    if served and (message.cues.may or "item" in roles):
        carried = tuple(name for name in message.of_before("place") if standard.class_of(name) == "channel")
        return replace(query, concepts=(*carried, *query.concepts))
    return None


def _of_persons(message: _Message) -> Query | None:
    """他们也得有证."""
    if message.cues.persons and "qualification" in message.roles and "item" not in message.roles:
        return message.with_before("item") if message.of_before("item") else message.with_before("place")
    return None


def _needed(message: _Message) -> tuple[str, ...]:
    """The roles without one of which the question makes no sense."""
    query, roles, standard = message.query, message.roles, message.standard
    if query.kind != "whether":
        return next((NEEDS_OF_CATEGORY[name] for name in query.concepts if name in NEEDS_OF_CATEGORY), NEEDS.get(query.kind, ()))
    if "营业厅等级" in query.concepts or "every" in query.cues:  # 四个级别都要保安吗
        return ()
    if roles == {"step"}:
        return ("service",)
    if any(standard.class_of(name) == "facility" for name in query.concepts):
        return ("place", "zone")
    if roles == {"place"} and set(query.concepts) <= set(standard.of_class("channel")):  # 在网上能办吗: what was spoken of before
        return ("service",)
    return next((NEEDS_OF_CATEGORY[name] for name in query.concepts if name in NEEDS_OF_CATEGORY), NEEDS[query.kind])


def _completed(message: _Message) -> Query:
    """The query with what its kind needs; as it is where it needs nothing."""
    query, roles, needed = message.query, message.roles, _needed(message)
    if message.cues.pronoun and not roles & set(SUBJECTS):
        needed = (*needed, *SUBJECTS)
    elif (needed and roles & set(needed)) or roles & {"matter"} or (query.reference and query.kind in ("clause", "item")):
        return query
    if set(OF_PLACES) & set(query.concepts):  # no service has zones
        needed = tuple(subject for subject in needed if subject != "service")
    carried = message.of_before(*needed)
    if message.cues.pronoun and message.before.found and query.kind in ("holder", "whether", "provision") and not roles & set(THINGS):
        carried = (*(name for name in carried if role_of(name, message.standard) not in THINGS), *message.before.found)  # 哪几级要它
    if carried:
        query = replace(query, guesses=())
    numbers = () if "step" in roles else _numbers(query, message.before, query.kind)
    return replace(query, concepts=(*carried, *query.concepts), numbers=query.numbers or numbers)


_RULES: tuple[Callable[[_Message], Query | None], ...] = (
    _step_spoken_of,
    _follow_up,
    _comparison,
    _there,
    _outside,
    _bare,
    _at_the_place,
    _of_persons,
    _completed,
)


def _compared(query: Query, before: Query, standard: Standard) -> tuple[str, ...]:
    """The one place or service named and the one spoken of before, with the category; nothing where there are not two."""
    for subject in ("place", "service"):
        named, known = with_roles(query, (subject,), standard), with_roles(before, (subject,), standard)
        if len(named) == len(known) == 1 and named != known:
            categories = with_roles(query, ("category",), standard) or with_roles(before, ("category",), standard)
            return (*known, *named, *categories)
    return ()


def _is_follow_up(query: Query, utterance: Utterance, before: Query, cues: Cues, standard: Standard) -> bool:
    if query.kind == "what_if":
        return False
    if utterance.intent == "follow_up":
        return True
    roles = roles_of(query.concepts, standard)
    replaced = roles & roles_of(before.concepts, standard)
    if utterance.intent == "ask_steps" and "service" in roles:
        return bool(cues.corrects)
    small = utterance.rest <= BARE and bool(roles) and not asks(utterance.text)
    return bool(small and (replaced or query.kind == "about")) or bool(cues.corrects and replaced) or cues.former or cues.latter


def _followed(query: Query, before: Query, cues: Cues, standard: Standard) -> Query:
    """The question before with what the message puts in its place."""
    if cues.holders and not query.numbers and (held := _held(query, before, standard)):
        return replace(query, kind="holder", concepts=held, negated=query.negated or cues.lacking)  # 那哪些厅有
    kind = _kind_of_category(_kind_followed(query, before, cues, standard), query, before, cues, standard)
    services = with_roles(before, ("service",), standard)
    new = tuple(meant for name in query.concepts for meant in sense_of(name, (*services, *query.concepts), standard, placed=False))
    old = _kept(kind, query, before, cues, standard)
    if before.kind == "step" and roles_of(new, standard) == {"service"} and cues.whether:
        kind, old = "whether", (*old, *before.found)
    concepts, among = _merged(old, new, standard), _replaced(old, new, standard)
    if cues.former or cues.latter:
        among = _several(before, standard)
        concepts = _chosen(before, among, query.concepts, cues, standard)
    elif cues.against and (compared := _compared(query, before, standard)):
        kind, concepts, among = "compare", compared, ()  # 它比A级缺哪些
    elif cues.both and len(before.among) > 1:
        kind, among = "compare", before.among
        concepts = _merged(tuple(name for name in before.concepts if standard.class_of(name) == "category"), before.among, standard)
    same = kind == before.kind
    return replace(
        query,
        kind=kind,
        concepts=concepts,
        among=among,
        unlisted=query.unlisted or (before.unlisted if same and not roles_of(new, standard) & set(THINGS) else ()),
        reference=query.reference or (before.reference if kind == "clause" else ""),
        numbers=query.numbers or _numbers(query, before, kind),
        position=query.position or (before.position if same and not query.numbers else ""),
        negated=(before.negated != cues.reversed) if same and not query.negated else query.negated,
        exclusive=query.exclusive or before.exclusive,
        superlative=query.superlative or before.superlative,
    )


def _kind_followed(query: Query, before: Query, cues: Cues, standard: Standard) -> QueryKind:
    """The kind of the question before, or the one that the message makes of it."""
    kind: QueryKind = before.kind
    if with_roles(before, ("service",), standard):
        if before.kind in ("steps", "count") and (query.numbers or query.position):
            kind = "step"
        whether = before.kind == "whether" or (before.kind == "requirement" and "step" in roles_of(query.concepts, standard))
        if whether and query.position in ("next", "previous") and not cues.whether:
            kind = "step"  # 验收之后呢
    both = (*before.concepts, *query.concepts)
    qualified = QUALIFICATIONS in before.concepts and "qualification" not in roles_of(both, standard)
    if cues.whether and not qualified and kind in ("requirement", "holder", "steps", "step") and roles_of(both, standard) & set(THINGS):
        kind = "whether"  # 它要洽谈区吗
    return kind


def _kind_of_category(kind: QueryKind, query: Query, before: Query, cues: Cues, standard: Standard) -> QueryKind:
    """The kind that a category makes of a follow-up that names it."""
    for category, of_category in KINDS_OF_CATEGORIES.items():
        if category in query.concepts:
            kind = "whether" if of_category == "hours" and cues.whether else of_category
    if STAFF in query.concepts and not cues.whether and "service" in roles_of((*before.concepts, *query.concepts), standard):
        kind = "requirement"  # 新装都谁参与
    if kind in ("functions", "hours") and any(
        standard.class_of(name) == "category" and name not in KINDS_OF_CATEGORIES for name in query.concepts
    ):
        kind = "requirement"
    return kind


def _kept(kind: QueryKind, query: Query, before: Query, cues: Cues, standard: Standard) -> tuple[str, ...]:
    """What stays of the question before."""
    old = before.concepts
    if cues.others and not query.concepts:  # 别的活儿呢
        old = tuple(name for name in old if role_of(name, standard) != "service" and name not in standard.outside) or old
    if kind == "step" and (query.position or query.numbers):
        old = tuple(name for name in old if role_of(name, standard) != "step")
    return old


def _held(query: Query, before: Query, standard: Standard) -> tuple[str, ...]:
    """What it is of which a follow-up asks who has it: what it names, else what was spoken of before."""
    things = tuple(name for name in query.concepts if role_of(name, standard) in THINGS)
    things = things or tuple(name for name in before.concepts if role_of(name, standard) in THINGS)
    things = things or tuple(name for name in before.found if role_of(name, standard) in THINGS)
    among = tuple(name for name in query.concepts if standard.class_of(name) == "category" and name not in KINDS_OF_CATEGORIES)
    return (*among, *things) if things else ()


def _numbers(query: Query, before: Query, kind: QueryKind) -> tuple[int, ...]:
    """The number that the next and the previous step are counted from, or that is asked for again."""
    if kind != before.kind:
        return ()
    return (before.reached or before.numbers) if query.position else before.numbers


def _merged(old: tuple[str, ...], new: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    replaced = roles_of(new, standard)
    if replaced & {"category"}:
        replaced |= {"item"}
    if replaced & {"item"} and not (QUALIFICATIONS in old and any(standard.class_of(name) == "staff" for name in new)):
        replaced |= {"category"}
    if QUALIFICATIONS in old and STAFF in new:  # 社区的服务人员呢, after the qualifications of others
        new = (*new, QUALIFICATIONS)
    if "place" in replaced and QUALIFICATIONS in (*old, *new):  # after the web clerk's qualifications, those of another channel
        old = tuple(name for name in old if standard.class_of(name) != "staff")
    if HOURS in old and any(standard.class_of(name) == "function" for name in new):  # 抢修呢: wherever it is to be had
        old = tuple(name for name in old if role_of(name, standard) != "place")
    if "zone" in replaced:
        replaced |= {"service", "step"}
    elif "service" in replaced:  # a service has no zones, and no grade has services of its own
        replaced |= {"zone"}
        old = tuple(name for name in old if standard.class_of(name) != "hall")
    return (*(name for name in old if role_of(name, standard) not in replaced), *new)


def _replaced(old: tuple[str, ...], new: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """What was spoken of and what takes its place: the two that may be compared next."""
    for subject in SUBJECTS:
        before, after = ([name for name in names if role_of(name, standard) == subject] for names in (old, new))
        if len(before) == len(after) == 1 and before != after:
            return (*before, *after)
    return ()


def _several(before: Query, standard: Standard) -> tuple[str, ...]:
    """Those spoken of before of which 前面那个 is one."""
    for subject in SUBJECTS:
        if len(found := with_roles(before, (subject,), standard)) > 1:
            return found
    return before.among


def _chosen(before: Query, several: tuple[str, ...], new: tuple[str, ...], cues: Cues, standard: Standard) -> tuple[str, ...]:
    """The first or the second of those spoken of before, with what is new."""
    if len(several) < 2:
        return _merged(before.concepts, new, standard)
    kept = several[0] if cues.former else several[1]
    others = tuple(name for name in before.concepts if name not in several)
    return _merged((kept, *others), new, standard)


def elliptic(utterance: Utterance) -> bool:
    """Whether a message only names something: 网站受理员呢."""
    return utterance.rest <= BARE and any(role != "described" for _, _, role in utterance.entities) and not asks(utterance.text)
