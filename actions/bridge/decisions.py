"""Yes or no questions."""

from __future__ import annotations

from actions.bridge.provisions import in_clause, inside, many, provision
from actions.bridge.view import CHANNELS, GRADES, HOURS, LISTED, QUALIFICATIONS, STAFF, Asked, QueryView, entries
from rules.question.forms import (
    Adds,
    All,
    And,
    Becomes,
    Decide,
    Has,
    Hours,
    List,
    Named,
    OpenAllHours,
    Order,
    Predicate,
    Question,
    Removes,
    Select,
    Suppose,
    Unlisted,
    Where,
)


def whether(view: QueryView) -> Asked:
    """What the concepts named amount to as a yes or no question; None where they amount to none."""
    readings = (_in_clause, _of_steps, _of_hours, _qualified, _only_way, _served, _kind_of_staff, _in_service, _only, _needed, _laid_down)
    for reading in readings:
        if found := reading(view):
            return found
    return _of_things(view)


def asked(view: QueryView) -> Asked:
    """A yes or no question; several halls and nothing else are compared."""
    from actions.bridge import lists

    nothing = not view.of("function", "matter", "service", "step", "mode", "staff", "zone", "facility", "qualification")
    if len(view.halls) > 1 and nothing and not view.query.reference:
        return lists.compare(view)  # C级反倒没有、D级却要的
    return whether(view)


def _in_clause(view: QueryView) -> Asked:
    return in_clause(view) if view.query.reference else None


def _of_steps(view: QueryView) -> Asked:
    """Whether steps are in flows, of every one of them, or in what order."""
    steps, services = view.of("step"), view.of("service")
    if not steps:
        return None
    if len(steps) > 1 and len(services) == 1 and view.marked("order"):
        return Order(services[0], steps)
    general = all(view.standard.concepts[name].generic for name in services)
    if view.marked("every") and (not services or general):
        return Decide(All("service"), _all(steps), "every")
    if not services:
        return None
    flows = tuple(dict.fromkeys(name for service in services for name in view.with_flow(service) or (service,)))
    return many([Decide(Named(flows), Has(step)) for step in steps])


def _all(things: tuple[str, ...]) -> Predicate:
    return And(tuple(Has(thing) for thing in things)) if len(things) > 1 else Has(things[0])


def _of_hours(view: QueryView) -> Asked:
    """Whether something is to be had round the clock."""
    if HOURS in view.categories and view.mentions(GRADES) and not view.places:
        return Select(Where(All("hall"), OpenAllHours()))
    if HOURS not in view.categories or (not view.places and not view.of("function")):
        return None
    if view.places == (view.any_hall,):
        return Select(Where(All("hall"), OpenAllHours()))
    scope = next(iter((*view.of("function"), *view.of("mode"))), "")
    if not view.places:
        serving = [fact.text("subject") for fact in view.views.conclusions.of("hours") if scope in fact.text("scope")]
        return Decide(Named(tuple(dict.fromkeys(serving))), OpenAllHours(scope)) if serving else None
    if len(modes := view.of("mode")) > 1:
        return many([Decide(Named(view.places), OpenAllHours(mode)) for mode in modes])
    if scope and view.of("function") and not any(view.views.hours(place, scope) for place in view.places):
        scope = ""
    return Decide(Named(view.places), OpenAllHours(scope))


def _qualified(view: QueryView) -> Asked:
    """Whether staff, or those of a place, must have a qualification."""
    wanted, staff = view.of("qualification"), view.of("staff")
    if QUALIFICATIONS in view.categories and not wanted and not view.of("matter") and (staff or view.places):
        return many([Unlisted(name, "", (QUALIFICATIONS,)) for name in staff or view.places])  # 中专学历行不行: nothing else is asked
    if not wanted or not (view.places or staff):
        return None
    found: list[Question] = []
    for thing in wanted:
        if staff:
            found += [Decide(Named(staff), Has(thing, scope=place)) for place in view.places or ("",)]
        else:
            found.append(Decide(Named(view.places), Has(thing)))
    if view.of("matter") and (said := provision(view)):
        found.append(said)  # type: ignore[arg-type]
    if QUALIFICATIONS in view.categories and staff:
        found.append(List(entries(staff, (QUALIFICATIONS,))))
    return many(found)


def _only_way(view: QueryView) -> Asked:
    """Whether the channel named is the only one for a service, or the mode named its only one; None where neither is asked."""
    if not view.query.exclusive or not view.channels or view.halls:
        return None
    place = view.channels[0]
    if len(view.services) == 1 and view.views.holding(place, view.services[0], ("服务功能",)):
        return Decide(Named((place,)), Has(view.services[0]), "only")
    modes = view.of("mode")
    if not view.services and modes and place != view.any_hall and view.views.holding(place, modes[0], ("服务方式",)):
        return List(entries((place,), ("服务方式",)))
    return None


def _served(view: QueryView) -> Asked:
    """Whether a service can be had somewhere."""
    services = view.services
    if services and view.marked("every") and view.mentions(CHANNELS):
        return Decide(All("channel"), Has(services[0]), "every")
    if services and view.channels and not view.of("facility") and (len(view.channels) > 1 or not view.of("matter")):
        return many([Decide(Named(view.channels), Has(service)) for service in services])
    things = view.of("facility", "staff", "mode", "qualification", "zone", "matter")
    if services and view.halls and not things:
        return many([Decide(Named(view.halls), Has(service)) for service in services])
    return None


def _kind_of_staff(view: QueryView) -> Asked:
    """Whether one kind of staff named is among those that the other stands for; None where no two such are named."""
    staff = view.of("staff")
    for general in staff:
        special = [name for name in staff if name != general and name in view.standard.narrower[general]]
        facts = [f for f in view.views.conclusions.of("requirement", category=STAFF) if special and f["item"] == special[0]]
        channels = tuple(dict.fromkeys(f.text("subject") for f in facts if view.standard.class_of(f.text("subject")) == "channel"))
        if special and channels and not view.halls:
            return many([Decide(Named(channels), Has(name)) for name in special])
    return None


def takes_part(view: QueryView) -> Asked:
    """Whether kinds of staff are among those who handle a service."""
    return many([Decide(Named(view.of("service")), Has(name)) for name in view.of("staff")])


def _in_service(view: QueryView) -> Asked:
    return takes_part(view) if view.of("service") and view.of("staff") and not view.places else None


def _things(view: QueryView) -> tuple[str, ...]:
    return (*view.of("facility", "staff", "mode", "qualification"), *view.of("zone"))


def _only(view: QueryView) -> Asked:
    """Whether only the halls named need a thing."""
    if not (view.query.exclusive and view.halls and _things(view)):
        return None
    return many([Decide(Named(view.halls), Has(thing), "only") for thing in _things(view)])


def _needed(view: QueryView) -> Asked:
    """Whether halls need things, with what is laid down of them."""
    things = _things(view)
    if not view.halls or not things:
        return None
    return many([Decide(Named(view.halls), Has(thing)) for thing in things] + _said(view))


def _said(view: QueryView) -> list[Question]:
    """What else is laid down of a matter that is named too."""
    said = provision(view) if view.of("matter") else None
    return [said] if said is not None else []  # type: ignore[list-item]


def _laid_down(view: QueryView) -> Asked:
    return provision(view) if view.of("matter") else None


def _of_things(view: QueryView) -> Asked:
    """Whether channels or zones need things; where none is named, who does."""
    things = view.of("facility", "staff", "mode", "qualification")
    for subjects in (view.special_channels, view.of("zone")):
        if subjects and things:
            return many([Decide(Named(subjects), Has(thing)) for thing in things])
    if view.of("function") and not things:
        scope = view.of("function")[0]
        serving = [fact.text("subject") for fact in view.views.conclusions.of("hours") if scope in fact.text("scope")]
        if serving and not view.places:
            return Hours(tuple(dict.fromkeys(serving)), scope)
    zones = view.of("zone")
    asked_of = [List(entries(zones, ()))] if zones and not things else []  # 业务办理区是不是非得正对大门
    every = (*things, *zones)
    laid = [found for thing in things if (found := inside(view, thing))]  # 填单台上要不要放笔和填表样本
    return many([*(_anywhere(view, thing) for thing in every), *asked_of, *laid]) if every else None


def _anywhere(view: QueryView, thing: str) -> Question:
    """Whether a thing is needed when no place was named: by every grade of hall, where halls have such things."""
    if view.mentions(GRADES) or view.marked("every") or view.any_hall in view.channels:
        return Decide(All("hall"), Has(thing), "every")
    return Select(Where(All(""), Has(thing)))


def aspect_of(view: QueryView, thing: str) -> str:
    """The aspect in which halls are asked for a thing."""
    return next((name for name in view.views.aspects_of(thing) if name in LISTED), "")


# ---- what if


def what_if(view: QueryView) -> Asked:
    """What changes when a hall becomes one of another grade, or things are added to it or taken away; None where nothing is supposed."""
    query = view.query
    aspects = tuple(name for name in view.categories if name in view.views.aspects)
    if len(view.halls) > 1 and not (query.adding or query.removing):
        return Suppose(view.halls[0], Becomes(view.halls[-1]), aspects)
    if not (query.adding or query.removing):
        return None
    change = Adds(query.adding) if query.adding else Removes(query.removing)
    if not view.halls:
        return view.missing("grade", choices=tuple(Suppose(hall, change) for hall in view.standard.of_class("hall")))
    changes = [Removes((thing,)) for thing in query.removing] + [Adds((thing,)) for thing in query.adding]
    return many([Suppose(hall, made) for hall in view.halls for made in changes])
