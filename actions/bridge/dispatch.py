"""Which question a query puts."""

from __future__ import annotations

from collections.abc import Callable

from actions.bridge import decisions, flows, lists, provisions
from actions.bridge.view import FLOW, FUNCTIONS, HOURS, ITEMS, LISTED, QUALIFICATIONS, Asked, QueryView, entries
from actions.query import Query
from rules.evaluator.unlisted import speaks_of
from rules.evaluator.views import Views
from rules.findings import Missing
from rules.question.forms import Beyond, Decide, Has, List, Lost, Named, Quantity, Question, Search, Unknown, Unlisted
from rules.question.suggested import about

OPEN = ("whether", "provision")
"""Kinds of question that ask about something of a place, not about the place."""
ASKS_FOR = ("whether", "provision", "holder", "count", "about")
"""Kinds of question that may ask for a thing that the standard has no word for."""
INSIDE = ("clause", "item", "definition", "compare")
"""Kinds of question that stay with the standard although a word in them is also that of a topic outside it."""
CHOICES, FEW = 6, 2


def question_of(query: Query, views: Views) -> Question | Missing:
    """The question that a query puts, or what is asked back."""
    view = QueryView(query, views)
    for reading in _FIRST:
        if found := reading(view):
            return found
    found = _KINDS[query.kind](view)
    if found is None or isinstance(found, Missing):
        found = _about(view) or found
    return found or Search(query.text)


def _urgent(view: QueryView) -> Asked:
    urgent = [name for name in view.of("outside") if view.standard.outside[name].urgent]
    return Beyond((urgent[0],)) if urgent else None


def _unknown(view: QueryView) -> Asked:
    if not view.query.unknown or view.query.reference:
        return None
    cls, word = view.query.unknown[0]
    return Unknown(word.upper(), cls)


def _guessed(view: QueryView) -> Asked:
    """Which of the concepts that may be meant is meant, each with a whole question to choose."""
    names = view.query.guesses
    if not names or view.query.reference or view.of("outside"):
        return None
    choices = tuple(choice for name in names for choice in about(name, view.standard)[: FEW if len(names) == 1 else 1])
    return view.missing("guess" if len(names) == 1 else "guesses", *names, choices=choices)


def has_hours(view: QueryView) -> bool:
    """Whether the question is when a channel serves, or when a function is to be had, for which the standard lays hours down."""
    topics = [view.standard.outside[name] for name in view.of("outside")]
    if not topics or any(topic.nearby != "hours" for topic in topics) or view.of("service"):
        return False
    if functions := view.of("function"):
        scopes = [fact.text("scope") for fact in view.views.conclusions.of("hours")]
        return any(name in scope for name in functions for scope in scopes)
    return any(not view.standard.concepts[name].generic for name in view.channels)


def _hours_first(view: QueryView) -> Asked:
    return lists.hours(view) if view.query.kind == "outside" and has_hours(view) else None


def _lost_first(view: QueryView) -> Asked:
    return provisions.lost_items(view) if view.query.numbers and not view.of("service") else None


def _outside(view: QueryView) -> Asked:
    return provisions.outside(view) if view.query.kind not in INSIDE and not has_hours(view) else None


def _lost_parts(view: QueryView) -> Asked:
    """What the source has lost: a term that names no thing of the standard but the gaps of it."""
    terms = [name for name in view.of("term") if view.standard.concepts[name].about == "lost"]
    return Lost() if terms and not view.places else None


def _coded(view: QueryView) -> Asked:
    return provisions.code(view)


def _quantity(view: QueryView) -> Asked:
    """Whether a thing is needed so many times: a number above one beside a thing of a numbered list (24把便民伞)."""
    numbers = [number for number in view.query.quantities if number > 1]
    things = [thing for thing in view.of("facility", "staff") if view.views.lists_with(thing)]
    if not numbers or not things or view.of("category", "service", "matter", "zone", "qualification") or view.query.kind == "clause":
        return None
    return Quantity(things[0], next(iter(view.halls), ""), numbers[0])


def _unlisted(view: QueryView) -> Asked:
    """Whether a subject has a thing that no concept stands for, where nothing else is asked."""
    subject = next(iter(view.query.concepts), "")
    alone = view.query.kind == "whether" and len(view.query.concepts) == 1
    if view.query.unlisted and alone and view.standard.class_of(subject) in ("service", "zone", "staff") and view.views.present(subject):
        thing = view.query.unlisted[0]
        return None if speaks_of(view.views, thing) else Unlisted(subject, thing)
    there = set(view.query.concepts) <= set(view.of("hall", "channel", "category"))
    if not (view.query.unlisted and view.places and there and view.query.kind in ASKS_FOR):
        return None
    thing = view.query.unlisted[0]
    if speaks_of(view.views, thing):
        return None
    return Unlisted(view.places[0], thing, tuple(name for name in view.categories if name in view.views.aspects))


def _which_side(view: QueryView) -> Asked:
    """A question on a place of which only the place was understood: which side of it is meant."""
    query = view.query
    if query.kind not in OPEN or not view.places or not set(query.concepts) <= set(view.of("hall", "channel")):
        return None
    place = view.places[0]
    if view.marked("belongs") and (defined := provisions.definition(view)):
        return defined
    if query.kind == "whether" and view.channels and view.marked("may"):
        served = view.views.listed(place, FUNCTIONS, finest=True)
        names = [view.views.entry(view.views.aspects[FUNCTIONS], fact) for fact in served][:CHOICES]
        return view.missing("service at", place, choices=tuple(Decide(Named((place,)), Has(name)) for name in names))
    aspects = view.views.present(place)
    return view.missing("side", place, choices=tuple(List(entries((place,), (name,))) for name in aspects))


def _about(view: QueryView) -> Asked:
    """When the kind of question leads nowhere: what the concepts named suggest by themselves."""
    if view.query.reference:
        return provisions.clause(view)
    for reading in (_about_outside, _about_matters, _about_services, _about_things, _about_places):
        if found := reading(view):
            return found
    return provisions.provision(view)


def _about_outside(view: QueryView) -> Asked:
    if found := provisions.outside(view):
        return found
    if view.of("qualification") and view.of("staff"):
        return decisions.whether(view)
    return lists.count(view) if provisions.grades(view) else None


def _about_matters(view: QueryView) -> Asked:
    if view.of("matter", "document") and (found := provisions.provision(view)):
        return found
    if view.query.numbers and view.categories:
        return provisions.item(view)
    if view.of("zone") and not view.places:
        return lists.requirement(view)
    if QUALIFICATIONS in view.categories and (view.of("staff") or view.places):
        return lists.requirement(view)
    return None


def _about_services(view: QueryView) -> Asked:
    if view.services and view.channels:
        return Decide(Named(view.channels[:1]), Has(view.services[0]))
    if view.of("service") and view.of("step"):
        return decisions.whether(view)
    if view.of("service"):
        asked = view.query.kind == "whether" or view.marked("whether")
        flow = asked and len(view.query.concepts) == 1 and view.with_flow(view.of("service")[0])
        return Unlisted(view.of("service")[0], "", (FLOW,)) if flow else flows.steps(view)
    if view.of("function") and view.of("facility"):
        return decisions.whether(view)
    if view.of("function"):
        return flows.channels(view)
    return flows.step_holders(view) if view.of("step") else None


def _about_things(view: QueryView) -> Asked:
    if view.of("term") and (found := provisions.definition(view)):
        return Unlisted(view.of("term")[0]) if view.query.kind == "whether" else found  # 四净里头包不包括窗户
    return decisions.whether(view) if view.halls and view.of(*ITEMS) else None


def _about_places(view: QueryView) -> Asked:
    if view.of("hall", "zone") or view.special_channels:
        return lists.requirement(view)
    if view.of(*ITEMS):
        return lists.holders(view)
    return lists.requirement(view) if view.categories or view.channels else None


def _definition(view: QueryView) -> Asked:
    if view.channels == (view.any_hall,) and view.of("matter") and (found := provisions.provision(view)):
        return found
    if view.halls and (view.of("zone") or set(view.categories) & set(LISTED)):
        return lists.requirement(view)
    if view.halls and not view.of("term", *ITEMS):
        return provisions.layout(view, view.halls)
    return provisions.definition(view)


def _item(view: QueryView) -> Asked:
    if view.query.reference:
        return provisions.clause(view)
    if view.of("service") and view.query.number is not None:
        return flows.step(view)
    if view.halls and view.of(*ITEMS) and not view.query.numbers:
        return decisions.whether(view)
    return provisions.item(view)


def _provision(view: QueryView) -> Asked:
    if view.of("zone") and not view.of("matter", *(set(ITEMS) - {"zone"})):
        return lists.requirement(view)
    if view.halls and view.mentions("服务网络布局"):
        return provisions.layout(view, view.halls)
    if view.halls and view.of("facility", "staff") and not view.of("matter"):
        return decisions.whether(view)
    fitted = view.marked("fitted") and not view.of("matter")
    if fitted and view.of("facility") and (found := provisions.inside(view, view.of("facility")[0])):
        return found
    return provisions.provision(view)


def _hours(view: QueryView) -> Asked:
    if view.of("matter") and (found := provisions.provision(view)):
        return found
    return decisions.whether(view.adding(HOURS)) if view.of("mode") else lists.hours(view)


_FIRST = (_urgent, _unknown, _guessed, _hours_first, _lost_first, _outside, _lost_parts, _coded, _quantity, _unlisted, _which_side)
_KINDS: dict[str, Callable[[QueryView], Asked]] = {
    "requirement": lists.requirement,
    "holder": lists.holder,
    "steps": flows.steps,
    "step": flows.step,
    "whether": decisions.asked,
    "what_if": decisions.what_if,
    "compare": lists.compare,
    "count": lists.count,
    "hours": _hours,
    "channels": flows.where,
    "functions": lists.functions,
    "definition": _definition,
    "clause": provisions.clause,
    "item": _item,
    "provision": _provision,
    "outside": provisions.outside,
    "about": lambda view: None,
}
