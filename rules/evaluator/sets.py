"""Lists as sets: what stands in a list made from others, and what cannot be said to, because the source lost names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.evaluator.truth import Truth, conjoined, disjoined, negated
from rules.evaluator.views import Views
from rules.facts import Fact
from rules.findings import Item
from rules.question.forms import Difference, Entries, EntriesOf, Union


@dataclass(frozen=True)
class Members:
    """The names that stand in a list, and those of which it cannot be said; `facts` are those of all lists it is made from."""

    yes: tuple[str, ...]
    undecided: tuple[str, ...]
    items: dict[str, Item]
    facts: tuple[Fact, ...]
    open_ended: bool


def members(views: Views, entries: Entries) -> Members:
    """What stands in a list, in the order of the first list in which each stands."""
    leaves = [_Leaf.of(views, leaf) for leaf in leaves_of(entries)]
    found: dict[str, Item] = {}
    for leaf in leaves:
        found.update({name: item for name, item in leaf.items.items() if name not in found})
    of = {leaf.entries: leaf for leaf in leaves}
    truths = {name: _truth(views, entries, of, name) for name in found}
    if all(item.number for item in found.values()) and not any(leaf.ordered for leaf in leaves):
        found = dict(sorted(found.items(), key=lambda pair: pair[1].number))
    return Members(
        yes=tuple(name for name in found if truths[name] == "yes"),
        undecided=tuple(name for name in found if truths[name] == "undecidable"),
        items=found,
        facts=tuple(dict.fromkeys(fact for leaf in leaves for fact in leaf.facts)),
        open_ended=any(leaf.open_ended for leaf in leaves),
    )


def leaves_of(entries: Entries) -> Iterator[EntriesOf]:
    """The lists from which a list is made, in their order."""
    if isinstance(entries, EntriesOf):
        yield entries
    elif isinstance(entries, Difference):
        yield from leaves_of(entries.left)
        yield from leaves_of(entries.right)
    else:
        for part in entries.of:
            yield from leaves_of(part)


def _truth(views: Views, entries: Entries, leaves: dict[EntriesOf, _Leaf], name: str) -> Truth:
    """Whether a name stands in a list."""
    if isinstance(entries, EntriesOf):
        return leaves[entries].has(views, name)
    if isinstance(entries, Difference):
        left, right = (_truth(views, part, leaves, name) for part in (entries.left, entries.right))
        return conjoined((left, negated(right)))
    join = disjoined if isinstance(entries, Union) else conjoined
    return join([_truth(views, part, leaves, name) for part in entries.of])


@dataclass(frozen=True)
class _Leaf:
    """One list, or those of all aspects: its items by what makes them the same as those of another, the facts by their aspects, and
    whether it breaks off."""

    entries: EntriesOf
    items: dict[str, Item]
    listed: dict[str, tuple[Fact, ...]]
    open_ended: bool
    ordered: bool

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for facts in self.listed.values() for fact in facts)

    @classmethod
    def of(cls, views: Views, entries: EntriesOf) -> _Leaf:
        aspects = (entries.aspect,) if entries.aspect else views.present(entries.subject)
        items: dict[str, Item] = {}
        listed: dict[str, tuple[Fact, ...]] = {}
        for aspect in aspects:
            listed[aspect] = views.listed(entries.subject, aspect, entries.scope, entries.way, finest=True)
            for item in (views.item(aspect, fact, entries.subject) for fact in listed[aspect]):
                items.setdefault(key(views, aspect, item), item)
        ordered = any(views.aspects[aspect].order for aspect in aspects)
        return cls(entries, items, listed, any(views.open_ended(item.name) for item in items.values()), ordered)

    def has(self, views: Views, name: str) -> Truth:
        if name in self.items:
            return "yes"
        if self.open_ended and not views.is_lost(name):
            return "undecidable"
        lost = any(views.may_be_lost(name, facts, aspect) for aspect, facts in self.listed.items()) and not views.is_lost(name)
        return "undecidable" if lost else "no"


def key(views: Views, aspect: str, item: Item) -> str:
    """By what an entry is the same as another: its name; hours also by what they are for."""
    return f"{item.scope}{item.name}" if aspect == views.rules.hours else item.name
