"""One subject against one predicate: whether it holds, by which facts, and what there is instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from rules.evaluator.truth import HOLDS, Truth, conjoined, disjoined, negated, together
from rules.evaluator.views import KEPT, PROVISION, Views
from rules.facts import Fact
from rules.findings import Case, Item
from rules.model import NumberedList
from rules.question.forms import And, Conditional, Counts, Has, Not, OpenAllHours, Or, Predicate, SameAs
from rules.question.says import Sayings


@dataclass(frozen=True)
class Judgement:
    """Whether a predicate holds of a subject: the cases of its leaves, the facts that decide, and clauses to cite beside theirs."""

    truth: Truth
    cases: tuple[Case, ...]
    facts: tuple[Fact, ...]
    clauses: tuple[str, ...] = ()


def judge(views: Views, subject: str, predicate: Predicate) -> Judgement:
    """Whether a predicate holds of a subject. Kept for each: the same is asked for every subject of a class."""
    key = (subject, predicate)
    found: Judgement | None = views.judgements.get(key)
    if found is None:
        found = _JUDGES[type(predicate)](views, subject, predicate)
        if len(views.judgements) >= KEPT:
            views.judgements.clear()
        views.judgements[key] = found
    return found


def leaves(predicate: Predicate) -> tuple[Predicate, ...]:
    """The leaves of a predicate, in their order."""
    if isinstance(predicate, (And, Or)):
        return tuple(leaf for part in predicate.of for leaf in leaves(part))
    return leaves(predicate.of) if isinstance(predicate, Not) else (predicate,)


def _all_of(views: Views, subject: str, predicate: And) -> Judgement:
    return _joined(conjoined, [judge(views, subject, part) for part in predicate.of])


def _any_of(views: Views, subject: str, predicate: Or) -> Judgement:
    return _joined(disjoined, [judge(views, subject, part) for part in predicate.of])


def _joined(join: Callable[[Iterable[Truth]], Truth], parts: list[Judgement]) -> Judgement:
    return Judgement(
        join([part.truth for part in parts]),
        tuple(case for part in parts for case in part.cases),
        tuple(dict.fromkeys(fact for part in parts for fact in part.facts)),
        tuple(dict.fromkeys(clause for part in parts for clause in part.clauses)),
    )


def _not(views: Views, subject: str, predicate: Not) -> Judgement:
    found = judge(views, subject, predicate.of)
    return replace(found, truth=negated(found.truth))


def _has(views: Views, subject: str, has: Has) -> Judgement:
    """Whether a subject has an entry; where not, what it has of that aspect instead."""
    aspects = (has.aspect,) if has.aspect else views.aspects_of(has.entry, subject)
    facts = views.holding(subject, has.entry, aspects, has.scope, has.way)
    if kinds := _listed_only(views, subject, aspects, facts):
        return _joined(together, [judge(views, kind, has) for kind in kinds])
    place = has.scope
    if has.way and (however := views.holding(subject, has.entry, aspects, has.scope)):
        return _in_a_way(views, subject, has, facts, however)
    if facts:
        return _held(views, subject, has, aspects, facts)
    lists = {name: views.listed(subject, name, has.scope) for name in aspects}
    whole = {name: views.listed(subject, name) for name in aspects}
    shown = next((name for name in aspects if lists[name]), next((name for name in aspects if whole[name]), aspects[0] if aspects else ""))
    listed = lists.get(shown) or whole.get(shown, ())
    case = Case(
        subject,
        shown,
        has.entry,
        "no",
        cls=views.standard.class_of(subject),
        phrase=views.phrase(has.entry),
        place=place,
        way=has.way,
        listed=tuple(views.item(shown, fact, subject) for fact in listed),
    )
    if not any(whole.values()) or not views.spoken_of(has.entry, aspects):
        gaps = () if any(whole.values()) else tuple(fact for name in aspects for fact in views.gap(subject, name))
        said = tuple(dict.fromkeys(views.said(fact) for fact in gaps))
        truth: Truth = "undecidable" if gaps else "silent"
        elsewhere, total = _elsewhere(views, subject, has, aspects), len(whole.get(shown, ()))
        case = replace(case, truth=truth, said=said, listed=(), elsewhere=elsewhere, total=total)
        return Judgement(truth, (case,), gaps, () if gaps else views.where_listed(subject))
    lost = any(views.may_be_lost(has.entry, whole[name], name) for name in aspects)
    case = replace(
        case,
        truth="undecidable" if lost else "no",
        near=_near(views, has.entry, case.listed),
        elsewhere=_elsewhere(views, subject, has, aspects),
        gaps=tuple(item.number for item in case.listed if item.lost),
        number=_serial(views, has.entry, listed),
        total=len(case.listed),
        cut_short=any(views.open_ended(item.name) for item in case.listed),
    )
    return Judgement(case.truth, (case,), (*listed, *_told_of(views, has.entry, case)), _list_clauses(views, has.entry, case))


def _in_a_way(views: Views, subject: str, has: Has, facts: tuple[Fact, ...], however: tuple[Fact, ...]) -> Judgement:
    """Whether what a subject has is had in a certain way; `however`: the facts by which it has it."""
    aspect = next(name for name in views.aspects_of(has.entry, subject) if views.holding(subject, has.entry, (name,), has.scope))
    held = tuple(views.item(aspect, fact, subject) for fact in however)
    truth: Truth = "yes" if facts else "no"
    case = Case(subject, aspect, has.entry, truth, cls=views.standard.class_of(subject), held=_one_each(held), place=has.scope, way=has.way)
    return Judgement(truth, (_worded(views, case, has),), facts or however)


def _listed_only(views: Views, subject: str, aspects: tuple[str, ...], facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """The kinds of a general subject that decide: its own list says what there is, those of its kinds what each must have."""
    own = [fact for fact in facts if fact.by_field.get("subject") == subject]
    if not own or any(fact["modality"] in views.rules.binding for fact in own):
        return ()
    kinds = [name for cls, general in views.rules.general.items() if general == subject for name in views.standard.of_class(cls)]
    return tuple(name for name in kinds if any(views.listed(name, aspect) for aspect in aspects))


def _held(views: Views, subject: str, has: Has, aspects: tuple[str, ...], facts: tuple[Fact, ...]) -> Judgement:
    """That a subject has an entry: by which facts, how, and on what conditions."""
    aspect = {
        fact: next(name for name in aspects if any(source.relation == fact.kind for source in _sources(views, name, fact)))
        for fact in facts
    }
    strong = [fact for fact in facts if not _weak(views, aspect[fact], fact)]
    held = _one_each(tuple(views.item(aspect[fact], fact, subject) for fact in facts))
    if allowed := tuple(fact for fact in views.conclusions.of(PROVISION, subject=subject, topic=has.entry) if _allows(views, fact)):
        held = tuple(replace(item, modality=allowed[0].text("modality")) for item in held)
    except_at = _except_at(views, subject, has, facts)
    conditions = tuple(dict.fromkeys(found for fact in facts for found in views.conditions(fact)))
    open_ = tuple(dict.fromkeys(found for fact in facts for found in views.unconditional(fact)))
    times = tuple(hour for hour in views.hours(subject, has.entry) if hour["scope"] == has.entry or has.entry in hour.text("scope"))
    described = views.conclusions.of("definition", term=has.entry) if aspect[facts[0]] in views.rules.explained else ()
    own = _not_in_own(views, subject, aspects, aspect[facts[0]], held)
    case = Case(
        subject,
        aspect[facts[0]],
        has.entry,
        "may" if allowed or not strong else "partly" if except_at else "yes",
        cls=views.standard.class_of(subject),
        phrase=views.phrase(has.entry),
        held=held,
        way=has.way,
        except_at=except_at,
        listed=tuple(views.item(aspects[0], fact, subject) for fact in own),
        number=_serial(views, has.entry, own) if own else 0,
        place=has.scope,
        hours=tuple(views.service(hour) for hour in times),
        said=(
            *(views.said(fact) for fact in described),
            *(fact.text("text") for fact in conditions if fact.text("text") not in held[0].scope),
        ),
        unconditional=bool(open_),
        total=len(views.listed(subject, aspect[facts[0]])) if views.aspects[aspect[facts[0]]].order else 0,
    )
    return Judgement(case.truth, (case,), (*facts, *allowed, *conditions, *open_, *times, *described, *own))


def _except_at(views: Views, subject: str, has: Has, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """The places where a subject stands and of which none of the facts holds: a cashier needs the diploma at grade A only."""
    if has.scope or not all(fact.by_field.get("scope") for fact in facts):
        return ()
    general = {*views.rules.general.values()}
    places = [place for cls in views.rules.places for place in views.standard.of_class(cls) if place not in general]
    there = [place for place in places if views.holding(place, subject, views.aspects_of(subject, place))]
    found = [place for place in there if not any(views.within(fact, place) for fact in facts)]
    return tuple(found) if len(found) < len(there) else ()


def _not_in_own(views: Views, subject: str, aspects: tuple[str, ...], aspect: str, held: tuple[Item, ...]) -> tuple[Fact, ...]:
    """A subject's own list, where it has a thing only through what it is made of, and that list could have it by number."""
    own = views.listed(subject, aspects[0]) if aspect != aspects[0] and all(item.owner for item in held) else ()
    return own if own and _serial(views, held[0].name, own) else ()


def _sources(views: Views, aspect: str, fact: Fact) -> list[Any]:
    return [
        source
        for source in views.aspects[aspect].sources
        if source.relation == fact.kind and all(fact[field] == value for field, value in source.where.items())
    ]


def _weak(views: Views, aspect: str, fact: Fact) -> bool:
    """Whether a fact only allows, or gives less than the whole."""
    values = fact.by_field
    partly = views.aspects[aspect].partly
    return _allows(views, fact) or any(values.get(field) in words for field, words in partly.items())


def _allows(views: Views, fact: Fact) -> bool:
    """Whether a fact only allows what it says."""
    return fact.by_field.get("modality") in views.rules.weak


def _one_each(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The ways in which a thing is had: its own alone where there is one, else one for each part of the subject."""
    own = tuple(item for item in items if not item.owner)
    return own or tuple({item.owner: item for item in items}.values())


def _near(views: Views, entry: str, listed: tuple[Item, ...]) -> tuple[Item, ...]:
    """What of a list comes close to an entry that is not in it."""
    related = views.standard.concepts[entry].related if entry in views.standard.concepts else ()
    return tuple(item for item in listed if item.name in related)


def _elsewhere(views: Views, subject: str, has: Has, aspects: tuple[str, ...]) -> tuple[str, ...]:
    """Which other places have the entry: for what is served, or asked of staff, somewhere else."""
    if not any(aspect in views.rules.told_elsewhere for aspect in aspects or views.aspects_of(has.entry)):
        return ()
    names = aspects or views.aspects_of(has.entry)
    classes = dict.fromkeys(cls for name in names for cls in views.aspects[name].subjects if cls in views.rules.places)
    others = (other for cls in classes for other in views.standard.of_class(cls))
    return tuple(other for other in others if other not in (subject, has.scope) and views.holding(other, has.entry, names))


def _told_of(views: Views, entry: str, case: Case) -> tuple[Fact, ...]:
    """The facts by which the others have what the subject has not, and others at the place asked about."""
    return tuple(
        fact
        for other in filter(None, (*case.elsewhere, case.place))
        for fact in views.holding(other, entry, views.aspects_of(entry, other))[:1]
    )


def _serial(views: Views, entry: str, listed: Iterable[Fact]) -> int:
    """The number of an entry in the numbered list from which a subject's entries are taken; 0 for none."""
    found = _lists_of(views, entry, [fact.text("item") for fact in listed if fact.kind == "requirement" and fact["number"]])
    return found[0][1].items.index(entry) + 1 if found else 0


def _lists_of(views: Views, entry: str, names: Iterable[str]) -> list[tuple[str, NumberedList]]:
    """The numbered lists with an entry from which a subject's entries are taken; of several those that have most of them."""
    taken = set(names)
    found = [(len(taken & set(listed.items)), number, listed) for number, listed in views.lists_with(entry)]
    most = max((common for common, _, _ in found), default=0)
    return [(number, listed) for common, number, listed in found if common == most > 0]


def _list_clauses(views: Views, entry: str, case: Case) -> tuple[str, ...]:
    listed = tuple(number for number, _ in _lists_of(views, entry, [item.name for item in case.listed])) if case.number else ()
    return (*listed, *(views.gaps(case.listed) if case.truth == "undecidable" else ()))


def _open(views: Views, subject: str, predicate: OpenAllHours) -> Judgement:
    """Whether a subject serves round the clock, or for a mode or function; or whether, being one, it is to be had so somewhere."""
    if predicate.at:
        found_at = _open(views, predicate.at, OpenAllHours(subject))
        return replace(found_at, cases=tuple(replace(case, subject=subject, thing=predicate.at) for case in found_at.cases))
    aspect = views.rules.hours
    found = views.hours(subject, predicate.scope)
    case = Case(subject, aspect, predicate.scope, "silent", place=predicate.scope)
    if not found:
        gaps = views.gap(subject, aspect)
        told = views.hours(subject) or _hours_of_kind(views, subject)
        case = replace(case, said=tuple(views.said(fact) for fact in gaps), hours=tuple(map(views.service, told)))
        truth: Truth = "undecidable" if gaps else "silent"
        return Judgement(truth, (replace(case, truth=truth),), (*gaps, *told))
    if not any(map(views.clocked, found)):  # others lay them down
        return Judgement("silent", (replace(case, hours=tuple(map(views.service, found))),), found)
    whole = [fact for fact in found if views.all_hours(fact)]
    weak = all(fact["modality"] in views.rules.weak for fact in whole)
    truth = "no" if not whole else "may" if weak else "yes" if len(whole) == len(found) else "partly"
    return Judgement(truth, (replace(case, truth=truth, hours=tuple(map(views.service, found))),), found)


def _hours_of_kind(views: Views, subject: str) -> tuple[Fact, ...]:
    """When others serve that come under the same general subject: of halls only one grade has hours laid down."""
    cls = views.standard.class_of(subject)
    others = views.standard.of_class(cls) if cls in views.rules.general else ()
    return tuple(fact for other in others for fact in views.hours(other))


def _conditional(views: Views, subject: str, predicate: Conditional) -> Judgement:
    """Whether a service is had at a channel on a condition only."""
    facts = views.holding(predicate.channel, subject, views.aspects_of(subject, predicate.channel))
    conditions = tuple(dict.fromkeys(found for fact in facts for found in views.conditions(fact)))
    aspect = next(iter(views.aspects_of(subject, predicate.channel)), "")
    truth: Truth = "silent" if not facts else "yes" if conditions else "no"
    said = tuple(fact.text("text") for fact in conditions)
    case = Case(subject, aspect, predicate.channel, truth, said=said, place=predicate.channel)
    return Judgement(truth, (_worded(views, case, predicate),), conditions or facts)


def _counts(views: Views, subject: str, predicate: Counts) -> Judgement:
    """Whether a subject has so many entries in an aspect; an open end makes only what is certain already decidable."""
    facts = views.listed(subject, predicate.aspect)
    items = tuple(views.item(predicate.aspect, fact, subject) for fact in facts)
    certain = len([item for item in items if not views.open_ended(item.name)])
    more = certain < len(items)
    truth: Truth = "silent"
    if facts:
        low = certain >= predicate.number
        exact = certain == predicate.number
        holds = {"at least": low, "at most": certain <= predicate.number and not more, "exactly": exact and not more}[predicate.comparison]
        surely_not = {
            "at least": not low and not more,
            "at most": certain > predicate.number,
            "exactly": certain > predicate.number or not more,
        }
        truth = "yes" if holds else "no" if surely_not[predicate.comparison] else "undecidable"
    case = Case(
        subject,
        predicate.aspect,
        "",
        truth,
        listed=items,
        total=certain,
        number=predicate.number,
        cut_short=more,
    )
    return Judgement(truth, (_worded(views, case, predicate),), facts)


def _same(views: Views, subject: str, predicate: SameAs) -> Judgement:
    """Whether a subject has the same entries in an aspect as another."""
    view = views.aspects[predicate.aspect]
    own, other = views.listed(subject, predicate.aspect), views.listed(predicate.subject, predicate.aspect)
    other = tuple(fact for fact in other if views.entry(view, fact) not in predicate.without)
    names = [[views.entry(view, fact) for fact in facts] for facts in (own, other)]
    truth: Truth = "silent"
    if own and other:
        lost = any(views.open_ended(name) for found in names for name in found)
        alike = names[0] == names[1] if view.order else set(names[0]) == set(names[1])
        truth = "undecidable" if lost else "yes" if alike else "no"
    items = tuple(views.item(predicate.aspect, fact, subject) for fact in own)
    case = Case(subject, predicate.aspect, predicate.subject, truth, listed=items)
    return Judgement(truth, (_worded(views, case, predicate),), (*own, *other))


def _worded(views: Views, case: Case, predicate: Predicate) -> Case:
    """A case with a predicate that is more than having something, in words, and with its opposite."""
    sayings, cls = Sayings(views.standard), views.standard.class_of(case.subject)
    case = replace(case, cls=cls, measure=views.measure(case.aspect))
    return replace(case, claim=sayings.predicate(predicate, cls), denial=sayings.predicate(predicate, cls, denied=True))


_JUDGES: dict[type, Callable[[Views, str, Any], Judgement]] = {
    Has: _has,
    OpenAllHours: _open,
    Conditional: _conditional,
    Counts: _counts,
    SameAs: _same,
    And: _all_of,
    Or: _any_of,
    Not: _not,
}


def holds(truth: Truth) -> bool:
    """Whether one would name the subject among those of which it is so."""
    return truth in HOLDS
