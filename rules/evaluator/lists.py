"""What subjects have: single lists, several, and lists composed of others; how many, who has most, who has the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.evaluator.decisions import select
from rules.evaluator.populations import ranging
from rules.evaluator.result import Result, several
from rules.evaluator.sets import key, leaves_of, members
from rules.evaluator.views import PROVISION, Views
from rules.facts import Fact
from rules.findings import Comparison, Composed, Count, Group, Holders, Item, Listing, Missing, NotFound, Ranked, Ranking, Row, Sameness
from rules.question import forms
from rules.question.forms import Entries, EntriesOf, Named
from rules.question.says import Sayings, says


def listing(views: Views, question: forms.List) -> Result:
    """The lists asked for, each subject's together; a composed list by itself."""
    plain = [entries for entries in question.of if isinstance(entries, EntriesOf)]
    composed = [_composed(views, entries) for entries in question.of if not isinstance(entries, EntriesOf)]
    parts = ([_plain(views, plain)] if plain else []) + composed
    return several(parts)


def _plain(views: Views, asked: list[EntriesOf]) -> Result:
    """What subjects have, one group for each subject and aspect; of a general subject with one aspect also what each of its cases has."""
    if len(asked) == 1 and (which := _which_of_group(views, asked[0])):
        return which
    groups: list[Group] = []
    by_case: list[Group] = []
    facts: list[Fact] = []
    clauses: list[str] = []
    for entries in asked:
        aspects = (entries.aspect,) if entries.aspect else views.present(entries.subject)
        for aspect in aspects:
            group, said = views.group(entries.subject, aspect, entries.scope, entries.way)
            kinds = divided(views, entries.subject, aspect) if not group.items else ()
            for kind in kinds or (entries.subject,):
                group, said = views.group(kind, aspect, entries.scope, entries.way)
                if entries.aspect or group.truth == "yes":
                    groups.append(group)
                    facts += said or views.gap(kind, aspect)
        if len(aspects) == 1 and len(asked) == 1:
            cases = [views.group(case, aspects[0]) for case in _cases_of(views, entries.subject)]
            by_case += [group for group, _ in cases if group.items]
            clauses += [clause for group, _ in cases if group.items for clause in group.clauses]
    named = {entries.subject for entries in asked}
    stands_for = next((entries.subject for entries in asked if not {group.subject for group in groups} & {entries.subject}), "")
    whole = any(not entries.aspect for entries in asked)
    found = Listing(tuple(dict.fromkeys(groups)), tuple(by_case), stands_for if len(named) == 1 and groups else "", whole)
    silent = tuple(clause for group in groups if group.truth == "silent" for clause in views.where_listed(group.subject))
    gaps = (*views.gaps(item for group in groups for item in group.items), *(clause for group in groups for clause in _ends(views, group)))
    return Result(found, tuple(dict.fromkeys(facts)), tuple(dict.fromkeys((*clauses, *silent, *gaps))))


def _ends(views: Views, group: Group) -> tuple[str, ...]:
    """The clauses that say that the list of a group breaks off."""
    return () if group.complete or not group.items else views.cut_short(group.clauses)


def divided(views: Views, subject: str, aspect: str) -> tuple[str, ...]:
    """The kinds of which a subject without entries of its own is the general one, where they have some: 临时用电 has two."""
    kinds = (name for name in views.standard.of_class(views.standard.class_of(subject)) if name in views.standard.narrower[subject])
    return tuple(name for name in kinds if name != subject and views.listed(name, aspect))


def _which_of_group(views: Views, entries: EntriesOf) -> Result | None:
    """Which of the services of a group is meant, each of which has a flow of its own; None for a subject that is no such group."""
    member, flow = views.rules.member, views.rules.flow
    if entries.aspect != flow or views.listed(entries.subject, flow) or divided(views, entries.subject, flow):
        return None
    facts = views.conclusions.of(member.relation, **{member.subject: entries.subject})
    members = {fact[member.entry] for fact in facts} - {entries.subject}
    cls = views.standard.class_of(entries.subject)
    names = [name for name in views.standard.of_class(cls) if name in members and views.standard.concepts[name].broader not in members]
    if not names:
        return None
    choices = tuple(says(forms.List((EntriesOf(name, flow),)), views.standard) for name in names if _has_flow(views, name))
    clauses = views.where_listed(entries.subject)
    return Result(Missing("group", (entries.subject, *names), choices), (), (*clauses, *views.cut_short(clauses)))


def _has_flow(views: Views, name: str) -> bool:
    return bool(views.listed(name, views.rules.flow) or divided(views, name, views.rules.flow))


def _cases_of(views: Views, subject: str) -> tuple[str, ...]:
    """The concepts of which a subject is the general one (the grades of hall)."""
    return tuple(name for cls, general in views.rules.general.items() if general == subject for name in views.standard.of_class(cls))


# ---- composed lists


def _composed(views: Views, entries: Entries) -> Result:
    found = members(views, entries)
    parts = _parts(views, entries)
    category = _category(parts)
    items = [found.items[name] for name in found.yes]
    undecided = [found.items[name] for name in found.undecided if not views.open_ended(name)]
    finding = Composed(
        items=tuple(item for item in items if not item.lost),
        lost=tuple(item for item in items if item.lost and not views.open_ended(item.name)),
        undecided=tuple(undecided),
        parts=parts,
        category=category,
        measure=views.measure(category),
        phrase=Sayings(views.standard).phrase(entries),
    )
    return Result(finding, found.facts, views.gaps((*finding.lost, *finding.undecided)))


def _category(parts: tuple[Group, ...]) -> str:
    """The aspect of which all the lists are that a list is made from; "" where they are of several."""
    names = {group.category for group in parts}
    return names.pop() if len(names) == 1 else ""


def _parts(views: Views, entries: Entries) -> tuple[Group, ...]:
    """The lists from which a list is made, each as a group without its provisions."""
    groups: list[Group] = []
    for leaf in leaves_of(entries):
        for aspect in (leaf.aspect,) if leaf.aspect else views.present(leaf.subject):
            own = views.listed(leaf.subject, aspect, leaf.scope, leaf.way, finest=True)
            items = tuple(views.item(aspect, fact, leaf.subject) for fact in own)
            group, _ = views.group(leaf.subject, aspect, leaf.scope, leaf.way)
            groups.append(replace(group, items=items, provisions=(), clauses=views.known.clauses_of(views.conclusions, own)))
    return tuple(dict.fromkeys(groups))


# ---- numbers


def count(views: Views, question: forms.Count) -> Result:
    """How many entries a list has, or how many subjects satisfy a predicate."""
    if isinstance(question.of, forms.Select):
        found = select(views, question.of)
        return replace(found, finding=replace(found.finding, counted=True)) if isinstance(found.finding, Holders) else found
    results = [_count_entries(views, entries) for entries in question.of.of]
    return several(results)


def _count_entries(views: Views, entries: Entries) -> Result:
    if isinstance(entries, EntriesOf):
        aspects = (entries.aspect,) if entries.aspect else views.present(entries.subject)
        return several([_count_one(views, replace(entries, aspect=aspect)) for aspect in aspects])
    found = members(views, entries)
    parts = _parts(views, entries)
    category = _category(parts)
    items = tuple(found.items[name] for name in found.yes)
    countable = tuple(item for item in items if not views.open_ended(item.name))
    finding = Count(
        subject="",
        category=category,
        number=len(countable),
        items=items,
        measure=views.measure(category),
        lost=tuple(item.number for item in countable if item.lost),
        truth="undecidable" if len(countable) < len(items) or found.undecided else "yes",
        composed=parts,
        phrase=Sayings(views.standard).phrase(entries),
    )
    return Result(finding, found.facts, views.gaps(items))


def _count_one(views: Views, entries: EntriesOf) -> Result:
    """How many entries are listed of a subject in one aspect; what is said in place of a list where there is none."""
    facts = views.listed(entries.subject, entries.aspect, entries.scope, entries.way)
    if not facts:
        return _plain(views, [entries])
    items = tuple(views.item(entries.aspect, fact, entries.subject) for fact in facts)
    counted = set(views.counted(entries.aspect, facts))
    countable = tuple(item for item in items if item.name in counted)
    broken = views.broken_off(facts)
    whole = _list_of(views, items)
    finding = Count(
        subject=entries.subject,
        category=entries.aspect,
        number=len(countable),
        items=tuple(item for item in items if item.name in counted or views.open_ended(item.name)),
        measure=views.measure(entries.aspect),
        lost=tuple(item.number for item in countable if item.lost),
        whole=whole if whole > len(items) else 0,
        truth="undecidable" if broken or any(views.open_ended(item.name) for item in items) else "yes",
        cls=views.standard.class_of(entries.subject),
        scope=entries.scope,
        way=entries.way,
    )
    return Result(finding, facts, (*views.gaps(items), *broken))


def _list_of(views: Views, items: Iterable[Item]) -> int:
    """How long the numbered list is from which entries are taken; 0 for none."""
    names = {item.name for item in items}
    return next((len(found.items) for found in views.lists.values() if names and names <= set(found.items)), 0)


def rank(views: Views, question: forms.Rank) -> Result:
    """Who has most or fewest entries of an aspect, among those that have any."""
    counts: dict[str, tuple[Fact, ...]] = {}
    undecided: list[str] = []
    for name in ranging(views, question.subjects, question.aspect):
        facts = views.listed(name, question.aspect, finest=True)
        if any(views.open_ended(views.entry(views.aspects[question.aspect], fact)) for fact in facts):
            undecided.append(name)
        elif facts:
            counts[name] = facts
    if not counts:
        return Result(NotFound("aspect", (question.aspect,), ()))
    wanted = (max if question.extreme == "most" else min)(len(facts) for facts in counts.values())
    order = sorted(counts, key=lambda name: len(counts[name]), reverse=question.extreme == "most")
    ranked = {name: Ranked(name, len(counts[name]), views.known.clauses_of(views.conclusions, counts[name])) for name in order}
    first = tuple(ranked[name] for name in order if len(counts[name]) == wanted)
    others = tuple(ranked[name] for name in order if len(counts[name]) != wanted)
    finding = Ranking(question.aspect, question.extreme, views.measure(question.aspect), first, others, tuple(undecided))
    return Result(finding, tuple(fact for name in order for fact in counts[name]))


def alike(views: Views, question: forms.Alike) -> Result:
    """Which subjects have exactly the same entries of an aspect."""
    view = views.aspects[question.aspect]
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    lists: dict[str, tuple[Fact, ...]] = {}
    undecided: list[str] = []
    silent: list[str] = []
    for name in ranging(views, question.subjects, question.aspect):
        lists[name] = views.listed(name, question.aspect, finest=True)
        entries = [(views.entry(view, fact), str(fact.by_field.get("scope", ""))) for fact in lists[name]]
        if not entries and not views.provisions(name, question.aspect):
            silent.append(name)
            continue
        entries = entries or [(name, "")]  # where sentences are laid down, each has its own
        if any(views.open_ended(entry) for entry, _ in entries):
            undecided.append(name)
            continue
        groups.setdefault(tuple(entries) if view.order else tuple(sorted(set(entries))), []).append(name)
    same = tuple(
        (
            tuple(names),
            _alike_items(views, question.aspect, {name: lists[name] for name in names}),
            views.known.clauses_of(views.conclusions, [fact for name in names for fact in lists[name]]),
        )
        for names in groups.values()
        if len(names) > 1
    )
    alone = tuple(name for names in groups.values() if len(names) == 1 for name in names)
    finding = Sameness(question.aspect, views.measure(question.aspect), same, alone, tuple(undecided), tuple(silent))
    return Result(finding, tuple(fact for facts in lists.values() for fact in facts))


def _alike_items(views: Views, aspect: str, lists: dict[str, tuple[Fact, ...]]) -> tuple[Item, ...]:
    """The entries that several have alike, each with only as much of how it is had as is the same for all."""
    found = [_compared(views, aspect, facts, name) for name, facts in lists.items()]
    return tuple(_shared(item, [items[name] for items in found if name in items]) for name, item in found[0].items())


# ---- side by side


def compare(views: Views, question: forms.Compare) -> Result:
    """Subjects side by side in the aspects asked for, or in all that they have; a general one by its kinds."""
    names, split, without = _comparable(views, question.subjects, question.aspects)
    aspects = question.aspects or tuple(aspect for aspect in views.aspects if any(views.suits(name, aspect) for name in names))
    rows: list[Row] = []
    facts: list[Fact] = []
    for aspect in sorted(aspects, key=list(views.aspects).index):
        lists = {name: views.listed(name, aspect, finest=True) or _own_provisions(views, name, aspect) for name in names}
        if any(lists.values()):
            rows.append(_row(views, aspect, lists))
            facts += [fact for found in lists.values() for fact in found]
    clauses = tuple(clause for name in without for clause in views.where_listed(name))
    return Result(Comparison(names, tuple(rows), split, without), tuple(dict.fromkeys(facts)), clauses)


def _comparable(
    views: Views, subjects: Named, aspects: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """What can be set side by side: the subjects, those of them that stand for several kinds, and those with nothing at all."""
    names: list[str] = []
    split: list[tuple[str, tuple[str, ...]]] = []
    without: list[str] = []
    for name in subjects.names:
        main = [aspect for aspect in aspects or views.aspects if views.suits(name, aspect)]
        flow = views.rules.flow if views.rules.flow in main else ""
        kinds = divided(views, name, flow) if flow and not views.listed(name, flow) else ()
        if kinds:
            split.append((name, kinds))
            names += kinds
        elif flow and not views.listed(name, flow):
            without.append(name)
        else:
            names.append(name)
    return tuple(dict.fromkeys(names)), tuple(split), tuple(without)


def _row(views: Views, aspect: str, lists: dict[str, tuple[Fact, ...]]) -> Row:
    items = {name: _compared(views, aspect, facts, name) for name, facts in lists.items()}
    shared = set.intersection(*(set(found) for found in items.values()))
    first = next(iter(items.values()))
    return Row(
        category=aspect,
        common=tuple(_shared(item, [found[name] for found in items.values()]) for name, item in first.items() if name in shared),
        own=tuple((name, tuple(item for key, item in found.items() if key not in shared)) for name, found in items.items()),
        clauses=views.known.clauses_of(views.conclusions, [fact for facts in lists.values() for fact in facts]),
        measure=views.measure(aspect),
        gaps=tuple(name for name, found in items.items() if any(views.open_ended(item.name) for item in found.values())),
    )


def _shared(item: Item, items: list[Item]) -> Item:
    """An entry that several have, with only as much of how they have it as is the same for all."""

    def shared(values: Iterable[str], own: str) -> str:
        return own if len(set(values)) == 1 else ""

    return replace(
        item,
        scope=shared((one.scope for one in items), item.scope),
        way=shared((one.way for one in items), item.way),
        via=shared((one.via for one in items), item.via),
        modality=shared((one.modality for one in items), item.modality),
    )


def _own_provisions(views: Views, subject: str, aspect: str) -> tuple[Fact, ...]:
    """What is laid down for just this subject in an aspect that has no entries."""
    if views.aspects[aspect].sources:
        return ()
    return tuple(fact for fact in views.provisions(subject, aspect) if fact["subject"] == subject)


def _compared(views: Views, aspect: str, facts: Iterable[Fact], subject: str) -> dict[str, Item]:
    """The entries of one subject by what makes them the same as those of another."""
    items = (Item(views.said(fact)) if fact.kind == PROVISION else views.item(aspect, fact, subject) for fact in facts)
    return {f"{item.owner}{key(views, aspect, item)}": item for item in items}
