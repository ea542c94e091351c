"""What role each concept plays in a question, and what concepts mean beside each other."""

from __future__ import annotations

from collections.abc import Iterable

from actions.query import Query
from rules.model import Standard

# A concept named in a follow-up takes the place of those of the same role in the question before.
ROLES = {
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
SUBJECTS = ("place", "service", "zone")
THINGS = ("item", "zone", "step", "qualification")


def role_of(name: str, standard: Standard) -> str:
    """The role of one concept; nothing for a topic outside the standard."""
    return ROLES.get(standard.class_of(name), "")


def roles_of(names: Iterable[str], standard: Standard) -> set[str]:
    """The roles of several concepts."""
    return {role_of(name, standard) for name in names}


def with_roles(before: Query, roles: Iterable[str], standard: Standard) -> tuple[str, ...]:
    """The concepts of a query that play one of the roles."""
    return tuple(name for name in before.concepts if role_of(name, standard) in roles)


def disambiguated(concepts: tuple[str, ...], standard: Standard) -> tuple[str, ...]:
    """The concepts as they are meant beside each other: a general one not beside its case, and what stands for another as that other."""
    broader = {standard.concepts[name].broader for name in concepts if name in standard.concepts}
    meant: dict[str, None] = {}
    for name in concepts:
        if name in broader and standard.class_of(name) == "service":
            continue
        meant.update(dict.fromkeys(sense_of(name, concepts, standard)))
    return tuple(meant)


def sense_of(name: str, concepts: tuple[str, ...], standard: Standard, placed: bool = True) -> tuple[str, ...]:
    """What `name` stands for beside `concepts`; `placed`: a place that is named is not replaced by another."""
    known = standard.concepts.get(name) or standard.outside.get(name)
    rules = known.disambiguation if known else {}
    for near, stands_for in rules.items():
        if near in concepts or any(standard.class_of(other) == near for other in concepts if other != name):
            there = placed and any(role_of(other, standard) == "place" for other in concepts) and standard.class_of(stands_for) == "channel"
            return (name,) if there else tuple(filter(None, (stands_for,)))
    return (name,)
