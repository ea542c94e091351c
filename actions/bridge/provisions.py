"""Which provisions a question with a flat list of concepts is about, and which clause texts, entries, definitions."""

from __future__ import annotations

from collections.abc import Iterator

from actions.bridge.view import CODE, FACILITIES, FITTINGS, GRADES, ITEMS, LAYOUT, ZONES, Asked, QueryView, all_have, entries
from rules.evaluator.texts import beside, find_clauses
from rules.facts import Fact
from rules.question import forms
from rules.question.forms import (
    All,
    Beyond,
    Code,
    Define,
    EntriesOf,
    Entry,
    List,
    Many,
    Mention,
    Provision,
    Question,
    Read,
    Select,
    Serial,
    Where,
)

ENOUGH = 1.5
"""From this score on a provision is what was asked about."""
WEIGHTS = {"channel": 1.0, "hall": 1.0}
MENTIONED = ("facility", "matter", "term", "document")


def many(questions: Iterator[Question] | list[Question]) -> Asked:
    """Several questions as one; None where there is none."""
    found = list(dict.fromkeys(questions))
    if not found:
        return None
    return found[0] if len(found) == 1 else Many(tuple(found))


def provision(view: QueryView) -> Asked:
    """The provisions that most of the concepts named bear on; None where none does."""
    if view.categories and view.places and not view.of("matter"):
        return None  # a question about a category of a place: the listing has its provisions too
    chapters = _chapters(view)
    scored = [(score, fact) for fact in _candidates(view, chapters) if (score := _score(view, fact))]
    best = max((score for score, _ in scored), default=0.0)
    zones = view.of("zone")
    if best < ENOUGH and zones and view.of("matter") and view.query.kind == "provision":  # 自助区机器坏了怎么办: as anywhere in a hall
        return provision(view.only(*(name for name in view.query.concepts if name not in zones)))
    if best < ENOUGH:
        return _elsewhere(view) if chapters and view.of("matter") and not view.services else None
    chosen = [fact for score, fact in scored if score == best]
    if view.of("matter") and (staff := view.of("staff")) and not any(_speaks_of(view, fact, staff) for fact in chosen):
        return _elsewhere(view)  # 主管能不能兼收费员
    return many([Provision(fact.text("subject"), fact.text("topic")) for fact in chosen])


def _candidates(view: QueryView, chapters: tuple[str, ...]) -> Iterator[Fact]:
    rivals, zones = _rivals(view), view.of("zone")
    conclusions = view.views.conclusions
    for fact in conclusions.of("provision"):
        rule = conclusions.reasons[fact][0].rule
        subject, text = fact.text("subject"), fact.text("text")
        if chapters and not (rule and rule.clause.startswith(chapters)):
            continue
        if subject in rivals or (zones and subject not in zones and not any(zone in text for zone in zones)):
            continue
        yield fact


def _score(view: QueryView, fact: Fact) -> float:
    """How many of the concepts named a provision bears on."""
    score = 0.0
    for name in dict.fromkeys(view.query.concepts):
        if name not in view.standard.concepts:
            continue
        cases, cls = view.standard.narrower[name], view.standard.class_of(name)
        if fact["topic"] in cases:
            score += 2
        elif fact["subject"] in cases:
            score += WEIGHTS.get(cls, ENOUGH)
        elif name in fact.text("text") and cls != "category":
            score += ENOUGH if cls in MENTIONED else 1
    return score


def _rivals(view: QueryView) -> frozenset[str]:
    """The places that the question is not about, when it names some."""
    if not view.halls and not view.special_channels:
        return frozenset()
    rivals = {*view.standard.of_class("hall"), *view.standard.of_class("channel")} - {*view.places}
    return frozenset(rivals - ({view.any_hall} if view.halls else set()))


def _chapters(view: QueryView) -> tuple[str, ...]:
    """How the numbers of the clauses on the channels named begin; nothing where halls are named as well, or none is."""
    if view.halls or view.any_hall in view.channels or view.of("facility", "zone"):
        return ()
    codes = {view.standard.concepts[name].code for name in view.channels}
    return tuple(clause.number for clause in view.standard.clauses.values() if clause.code and clause.code in codes)


def _elsewhere(view: QueryView) -> Asked:
    """A matter of a subject for which it is not regulated, where it is for others; None where it is for nobody."""
    subject = next(iter((*view.of("staff"), *view.channels)), "")
    topic = next((name for name in view.of("matter") if view.views.conclusions.of("provision", topic=name)), "")
    return Provision(subject, topic) if subject and topic else None


def _speaks_of(view: QueryView, fact: Fact, staff: tuple[str, ...]) -> bool:
    """Whether a provision is on one of the kinds of staff, or names it."""
    return any(fact["subject"] in view.standard.narrower[name] or name in fact.text("text") for name in staff)


def layout(view: QueryView, halls: tuple[str, ...]) -> Asked:
    """Where halls of the grades named, or of all, are set up, and how many there may be."""
    return List(entries(halls or view.standard.of_class("hall"), (LAYOUT,)))


# ---- clauses, entries, definitions


def clause(view: QueryView) -> Asked:
    """The clause with the number or code asked for."""
    reference = view.query.reference
    if not reference:
        places = {view.standard.concepts[name].code for name in view.places} - {""}
        codes = [clause.number for clause in view.standard.clauses.values() if clause.code in places]
        return Read((codes[0],)) if codes else view.missing("clause", choices=(Read(("4.1.5.2",)), Read(("SI01-06",)), Read(("SC03",))))
    parts = tuple(reference.split("、"))
    found = find_clauses(view.views, parts[-1])
    if found and view.query.kind == "clause" and view.query.position == "next" and not view.query.numbers:
        return Read((beside(view.views, parts[-1], 1),))
    if found and found[0].numbered and view.query.numbers:
        return Entry(found[0].numbered.subject, found[0].numbered.category, view.query.numbers)
    return Read(parts)


def in_clause(view: QueryView) -> Asked:
    """Whether the clause named speaks of the things named; None where the clause or the things are wanting."""
    wanted = view.of("staff", "facility", "zone", "mode", "step", "matter", "function", "qualification", "service", "document")
    found = find_clauses(view.views, view.query.reference)
    if not wanted or all(clause.status == "lost" for clause in found):
        return None
    return Mention(view.query.reference, wanted)


def item(view: QueryView) -> Asked:
    """The entries with the serial numbers asked for, or what number a thing has."""
    numbers, things = view.query.numbers, view.of("facility", "staff", "mode", "zone")
    place = next(iter(view.channels), view.any_hall)
    if not numbers and (found := [thing for thing in things if view.views.lists_with(thing)]):
        return many([Serial(thing, view.channels[0] if view.channels else "") for thing in found])
    categories = view.categories or ((ZONES,) if view.of("zone") else (FACILITIES,))
    lists = {(listed.subject, listed.category): listed for listed in view.views.lists.values()}
    category = next((name for name in categories if (place, name) in lists), categories[0])
    if view.query.position == "next" and len(numbers) == 1 and (place, category) in lists:  # 第24项往后
        numbers = tuple(range(numbers[0], len(lists[place, category].items) + 1)) or numbers
    if not numbers:
        return view.missing("number", choices=(Entry(place, category, (1,)),))
    return Entry(place, category, numbers)


def lost_items(view: QueryView) -> Asked:
    """The entries with the numbers asked for where the source has lost the name of each of them; else None."""
    found = item(view)
    if not isinstance(found, Entry):
        return None
    lists = [listed for listed in view.views.lists.values() if (listed.subject, listed.category) == (found.subject, found.aspect)]
    names = [listed.items[number - 1] for listed in lists for number in found.numbers if 1 <= number <= len(listed.items)]
    return found if names and all(map(view.views.is_lost, names)) else None


def definition(view: QueryView, named: tuple[str, ...] = ()) -> Asked:
    """What one of the concepts named is, where the standard says so."""
    terms = view.special_channels or view.of("term")
    for name in named or (*terms, *(name for name in view.query.concepts if name not in terms)):
        concept = view.standard.concepts.get(name)
        lost = concept and any(c.code == concept.code and c.status == "lost" for c in view.standard.clauses.values() if concept.code)
        if view.views.conclusions.of("definition", term=name) or lost:
            return Define(name)
    return None


def inside(view: QueryView, thing: str) -> Question | None:
    """What belongs on or in a thing, such as the writing desk; None where nothing does."""
    facts = [fact for fact in view.views.conclusions.of("requirement", category=FITTINGS) if thing in fact.text("scope")]
    zones = tuple(dict.fromkeys(fact.text("subject") for fact in facts))
    return List(tuple(EntriesOf(zone, FITTINGS, scope=thing) for zone in zones)) if zones else None


def code(view: QueryView) -> Asked:
    """The code of a service or channel; None where none is named that has a code."""
    named = tuple(name for name in view.of("service", "channel") if view.standard.concepts[name].code)
    return Code(named) if CODE in view.categories and named else None


# ---- beyond the standard


def outside(view: QueryView) -> Asked:
    """A topic outside the standard, with what lies near; None where no such topic was named."""
    topics = view.of("outside")
    if not topics:
        return None
    near = _nearby(view, view.standard.outside[topics[0]].nearby)
    return Beyond(topics, near if isinstance(near, forms.QUESTIONS) else None)  # type: ignore[arg-type]


def _nearby(view: QueryView, nearby: str) -> Asked:
    if view.of("matter", "facility") and not view.services:
        return provision(view)
    if nearby == "hours" and view.places:
        return forms.Hours(view.places)
    if nearby == "none":
        return None
    if with_flow := tuple(flow for name in view.of("service") for flow in view.with_flow(name)):
        return List(entries(with_flow, ("服务流程",)))
    if view.services:
        return List(entries(view.services[:1], ("服务渠道",)))
    if steps := view.of("step"):
        return Select(Where(All("service"), all_have(steps)))
    return None


def grades(view: QueryView) -> bool:
    """Whether the grades of halls are asked about by themselves."""
    return view.mentions(GRADES) and not view.halls and not view.of(*ITEMS) and len(view.categories) == 1
