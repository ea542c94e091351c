"""Questions what subjects need, who has what, how many, and what differs."""

from __future__ import annotations

from actions.bridge import decisions, flows, provisions
from actions.bridge.provisions import many
from actions.bridge.view import (
    CHANNELS,
    FACILITIES,
    FITTINGS,
    FLOW,
    FUNCTIONS,
    GRADES,
    HOURS,
    ITEMS,
    ITEMS_OF_SERVICE,
    LAYOUT,
    LISTED,
    MODES,
    QUALIFICATIONS,
    STAFF,
    Asked,
    QueryView,
    all_have,
    entries,
    named_or_all,
)
from rules.question.forms import (
    All,
    Compare,
    Comply,
    Count,
    Decide,
    DescribedHall,
    Difference,
    Entered,
    EntriesOf,
    Has,
    Hours,
    List,
    Named,
    OpenAllHours,
    Provision,
    Quantity,
    Rank,
    Select,
    Subjects,
    Union,
    Where,
)


def requirement(view: QueryView) -> Asked:
    """What the subject named needs; categories that have questions of their own go there."""
    for reading in (_of_one_hall, _comprised, _of_things, _of_zones, _of_services, _of_several, _of_subject):
        if found := reading(view):
            return found
    return None


def _of_one_hall(view: QueryView) -> Asked:
    """What only this hall has, what it still lacks, or need not have."""
    query, parts = view.query, view.of(*ITEMS)
    if query.exclusive and len(view.halls) == 1 and not parts:
        return only(view)
    if query.negated and view.halls and parts:
        return lacking_still(view)
    return lacking(view) if query.negated and view.halls else None


def _comprised(view: QueryView) -> Asked:
    """What a matter or a function comprises."""
    if view.of("category", "service", "staff", "qualification"):
        return None
    if view.of("matter") and len(view.of("zone")) < 2 and (said := provisions.provision(view)):
        return said
    return provisions.definition(view, view.of("function")) if view.of("function") else None


def _of_things(view: QueryView) -> Asked:
    """Things of a hall: whether it needs them; things alone: what is laid down of them, else who needs them."""
    things = view.of("facility")
    if view.halls and view.of("facility", "mode", "staff") and not view.of("category", "zone"):
        return decisions.whether(view)
    if view.halls and things and view.categories and not view.of("zone", "staff"):  # 有客户自助这种方式，那自助缴费终端也必须有咯
        wanted = List(entries(view.halls, _aspects(view, view.halls[0])))
        return many([*(Decide(Named(view.halls), Has(thing)) for thing in things), wanted])
    if things and not view.of("hall", "channel", "zone", "service") and not provisions.inside(view, things[0]):
        return provisions.provision(view.only(*things)) or holders(view.only(*things))
    return None


def _of_zones(view: QueryView) -> Asked:
    zones = view.of("zone")
    if len(zones) > 1 and not view.places:
        return List(entries(zones, ()))
    if view.halls and zones and not view.categories:
        return many([*filter(None, [decisions.whether(view)]), List(entries(zones, ()))])  # type: ignore[list-item]
    return None


def _of_services(view: QueryView) -> Asked:
    if view.of("service") and (view.of("staff") or STAFF in view.categories):
        return List(entries(view.of("service"), (STAFF,)))
    if FLOW in view.categories or (view.of("service") and not view.categories):
        return flows.steps(view)
    return flows.channels(view) if CHANNELS in view.categories and view.services else None


def _of_several(view: QueryView) -> Asked:
    if LAYOUT in view.categories and not view.special_channels:
        return provisions.layout(view, view.halls)
    if len(view.halls) > 1:
        return compare(view)
    return hours(view) if HOURS in view.categories else None


def _of_subject(view: QueryView) -> Asked:
    """What the first subject named needs, in the categories named."""
    staff = view.of("staff") if QUALIFICATIONS in view.categories else ()
    named = (*staff, *view.halls, *view.of("zone"), *view.channels, *view.of("service", "staff"))
    subject = next(iter(named), "")
    if not subject and view.of("facility") and (found := provisions.inside(view, view.of("facility")[0])):
        return found
    if not subject and FITTINGS in view.categories:
        return List(entries(view.standard.of_class("zone"), (FITTINGS,)))
    if not subject and set(view.categories) & {CHANNELS, ITEMS_OF_SERVICE}:
        return _of_the_standard(view)
    subject = subject or (view.any_hall if view.categories else "")
    if not subject:
        return None
    if view.standard.class_of(subject) == "staff" and set(view.categories) <= {STAFF}:
        return kinds_of_staff(view, subject) or List(entries((subject,), (QUALIFICATIONS,)))
    return List(entries((subject,), _aspects(view, subject)))


def _aspects(view: QueryView, subject: str) -> tuple[str, ...]:
    """The aspects of a subject that are asked for; none for all of a zone."""
    if view.standard.class_of(subject) == "zone":
        return ()
    found = tuple(name for name in view.categories if name in view.views.aspects and name not in (CHANNELS, ITEMS_OF_SERVICE, HOURS))
    if view.of("qualification") and QUALIFICATIONS not in found:
        found = (*found, QUALIFICATIONS)
    return tuple(FACILITIES if name == FITTINGS else name for name in found)


def kinds_of_staff(view: QueryView, staff: str) -> Asked:
    """The kinds of staff that a word for several covers, as the channels list them, with what is asked of all of them."""
    kinds = view.standard.narrower[staff] - {staff}
    facts = [fact for fact in view.views.conclusions.of("requirement", category=STAFF) if fact["item"] in kinds]
    channels = dict.fromkeys(name for fact in facts if view.standard.class_of(name := fact.text("subject")) == "channel")
    return List((*entries(tuple(channels), (STAFF,)), EntriesOf(staff, QUALIFICATIONS))) if channels else None


# ---- of one hall against the others


def only(view: QueryView) -> Asked:
    """Which entries of a category the hall named needs and no other grade does."""
    hall = view.halls[0]
    others = tuple(name for name in view.standard.of_class("hall") if name != hall)
    aspects = [name for name in view.categories or LISTED if name in view.views.aspects and view.views.listed(hall, name)]
    return many([List((Difference(EntriesOf(hall, name), Union(entries(others, (name,)))),)) for name in aspects])


def lacking(view: QueryView) -> Asked:
    """Which entries of the numbered list of a category a hall need not have; None where no list of a category was asked for."""
    lists = {listed.category for listed in view.views.lists.values() if listed.subject == view.any_hall}
    chosen = [name for name in view.categories if name in lists]
    whole = view.any_hall
    return many([List((Difference(EntriesOf(whole, name), EntriesOf(view.halls[0], name)),)) for name in chosen])


def lacking_still(view: QueryView) -> Asked:
    """What a hall must have beside the things named, in their categories: 有主管和收费员,还缺什么; None where no list is complete."""
    hall, there = view.halls[0], view.of(*ITEMS)
    aspects = dict.fromkeys((*(decisions.aspect_of(view, name) for name in there), *view.categories))
    numbered = tuple(name for name in aspects if name in LISTED and any(f["number"] for f in view.views.listed(hall, name)))
    return Comply((DescribedHall(hall, hall, has=there),), numbered) if numbered else None


# ---- who has it


def holder(view: QueryView) -> Asked:
    """Who has a thing, or which is the most."""
    for reading in (_matter_holder, _hours_holder, _superlative, _one_hall_holder, _service_holder, _graded_holder, holders):
        if found := reading(view):
            return found
    return None


def _matter_holder(view: QueryView) -> Asked:
    if view.of("matter") and not view.of(*(set(ITEMS) - {"mode"})) and (found := provisions.provision(view)):
        return found
    return provisions.clause(view) if view.query.reference and not view.of("step", *ITEMS) else None


def _hours_holder(view: QueryView) -> Asked:
    if HOURS in view.categories and view.of("function") and (found := hours(view)):
        return found  # 抢修的师傅呢 也是吗
    if HOURS not in view.categories or MODES in view.categories or view.of("mode"):
        return None
    if view.special_channels:
        return hours(view)
    return Select(Where(All("hall"), OpenAllHours())) if view.any_hall in view.channels else None


def _superlative(view: QueryView) -> Asked:
    return most(view) if view.query.superlative else None


def _one_hall_holder(view: QueryView) -> Asked:
    if len(view.halls) != 1 or view.of(*ITEMS):
        return None
    return only(view) if view.query.exclusive else lacking(view) if view.query.negated else None


def _service_holder(view: QueryView) -> Asked:
    if view.of("service") and (view.of("staff") or STAFF in view.categories):
        return List(entries(view.of("service"), (STAFF,)))
    if view.of("step"):
        return flows.step_holders(view)
    if view.of("staff") and view.of("qualification"):
        return decisions.whether(view)
    if STAFF in view.categories and view.of("staff") and (kinds := kinds_of_staff(view, view.of("staff")[0])):
        return kinds
    return None


def _graded_holder(view: QueryView) -> Asked:
    """What the grades have in a category; which services a group stands for; where a service is had."""
    graded = set(view.categories) & ({QUALIFICATIONS} if view.of("qualification") else {*LISTED})
    if view.mentions(GRADES) and graded and set(view.of(*ITEMS)) <= set(view.of("qualification")):
        return compare(view.adding(*view.standard.of_class("hall")))
    if view.of("service") and CHANNELS not in view.categories and not view.with_flow(view.of("service")[0]):
        return flows.steps(view)  # 变更用电底下都管哪些业务
    return flows.channels(view) if view.services and not view.of(*ITEMS) else None


def holders(view: QueryView) -> Asked:
    """Who has the thing asked for, and who lacks it."""
    wanted = view.of(*ITEMS, "document")
    if HOURS in view.categories and set(wanted) <= set(view.of("mode")):
        return _round_the_clock(view)
    if not wanted:
        return view.missing("thing", choices=(_who(All("hall"), "引导员"), _who(All("hall"), "客户自助区"), _who(All("service"), "回访")))
    return Select(Where(_population(view), all_have(wanted, view.query.negated)))


def _who(subjects: Subjects, thing: str) -> Select:
    return Select(Where(subjects, Has(thing)))


def _population(view: QueryView) -> Subjects:
    """Among whom it is asked: the halls named, all of them, the channels, or wherever there is such a thing."""
    if len(view.halls) > 1:
        return Named(view.halls)
    if view.mentions(CHANNELS):
        return All("channel")
    if view.mentions(view.any_hall, GRADES) or view.halls or view.query.negated:
        return All("hall")
    return All("")


def _round_the_clock(view: QueryView) -> Asked:
    """Which modes of a channel, which halls or which channels serve round the clock."""
    if len(view.channels) == 1 and view.views.listed(view.channels[0], MODES) and view.channels[0] != view.any_hall:
        at = OpenAllHours(at=view.channels[0])
        return Select(Where(Entered(EntriesOf(view.channels[0], MODES)), at))
    halls = view.mentions(view.any_hall, GRADES) or bool(view.halls)
    return Select(Where(All("hall" if halls else ""), OpenAllHours()))


def most(view: QueryView) -> Asked:
    """Which service has most or fewest steps, or which grade or channel most or fewest entries of a category."""
    extreme = "most" if view.query.superlative == "most" else "least"
    if FLOW in view.categories or view.mentions(ITEMS_OF_SERVICE):
        return Rank(All("service"), FLOW, extreme)  # type: ignore[arg-type]
    aspect = next((name for name in view.categories if name in LISTED), "")
    if not aspect:
        return None
    subjects = All("channel") if view.mentions(CHANNELS) else named_or_all(view.halls, "hall")
    return Rank(subjects, aspect, extreme)  # type: ignore[arg-type]


# ---- how many, side by side, when


def count(view: QueryView) -> Asked:
    """How many."""
    for reading in (_count_said, _count_modes, _superlative, _count_services, _count_holders, _count_things, _count_lists):
        if found := reading(view):
            return found
    return None


def _count_said(view: QueryView) -> Asked:
    if view.query.reference and (found := _in_list(view)):
        return found
    said = provisions.provision(view) if view.of("matter") else None
    return Quantity(said.topic) if isinstance(said, Provision) and not _numbered(view, said) else said


def _numbered(view: QueryView, said: Provision) -> bool:
    """Whether what is laid down has a number in it."""
    facts = view.views.conclusions.of("provision", topic=said.topic)
    return any(character.isdigit() for fact in facts for character in fact.text("text"))


def _in_list(view: QueryView) -> Asked:
    """How many entries the clause asked for lists; None where it lists none."""
    conclusions = view.views.conclusions
    for fact in conclusions.of("requirement"):
        rule = conclusions.reasons[fact][0].rule
        if rule and rule.clause == view.query.reference and (not view.categories or fact["category"] in view.categories):
            return Count(List((EntriesOf(fact.text("subject"), fact.text("category")),)))
    return None


def _count_modes(view: QueryView) -> Asked:
    if view.mentions(CHANNELS) and view.mentions(ITEMS_OF_SERVICE):
        return many([*filter(None, (_count_lists(view.only(name)) for name in (CHANNELS, ITEMS_OF_SERVICE)))])  # type: ignore[list-item]
    return holders(view) if HOURS in view.categories and MODES in view.categories and view.channels else None


def _count_services(view: QueryView) -> Asked:
    if view.of("service") and STAFF in view.categories and not view.places:
        return List(entries(view.of("service"), (STAFF,)))
    if len(view.halls) > 1 and view.categories and not view.of(*ITEMS):
        return compare(view)
    if view.of("service") and (FLOW in view.categories or not view.categories):
        return flows.steps(view)
    return flows.channels(view) if CHANNELS in view.categories and view.services else None


def _count_holders(view: QueryView) -> Asked:
    if view.query.negated and len(view.halls) == 1 and (found := lacking(view)):
        return found
    if view.of(*ITEMS) and view.mentions(GRADES):
        return holders(view)
    return kinds_of_staff(view, view.of("staff")[0]) if view.of("staff") else None


def _count_things(view: QueryView) -> Asked:
    """How many of a thing, what all grades have, how many halls there may be."""
    if (view.of("facility", "staff") or (view.halls and view.of("zone"))) and not view.categories:
        subject = next(iter((*view.halls, *view.special_channels)), "")
        number = next(iter(view.query.quantities), 0)
        return many([Quantity(thing, subject, number) for thing in view.of("facility", "staff", "zone")])
    if view.mentions(GRADES) and not view.places and set(view.categories) & set(LISTED):  # 四个级别共有的设施
        return compare(view.adding(*view.standard.of_class("hall")))
    return provisions.layout(view, view.halls) if view.halls and not view.of("category", "zone") else None


def _count_lists(view: QueryView) -> Asked:
    """How many entries a category of a subject has."""
    if view.mentions(GRADES) and not view.halls:
        return Provision(view.any_hall, GRADES)
    countable = [name for name in view.categories if name in view.views.aspects and name not in (CHANNELS, ITEMS_OF_SERVICE, FLOW, HOURS)]
    zones = view.of("zone")
    subject = next(iter((*view.places, *zones)), view.any_hall)
    if zones and not view.places and not countable:
        return Count(List(entries(zones, (FITTINGS,))))
    if countable:
        return Count(List(entries((subject,), tuple(name for name in countable if name in LISTED) or tuple(countable[:1]))))
    return _of_the_standard(view)


def _of_the_standard(view: QueryView) -> Asked:
    """Which channels and which services there are at all."""
    named = [name for name in view.categories if name in (CHANNELS, ITEMS_OF_SERVICE)]
    document = view.standard.of_class("document")[0]
    return many([Provision(document, name) for name in named])


def compare(view: QueryView) -> Asked:
    """Two or more subjects of one kind side by side, in the categories asked for or in all."""
    for reading in (_compared_parts, _compared_hall, _compared_staff):
        if found := reading(view):
            return found
    groups = (view.halls, view.of("service"), view.of("zone"), view.channels, view.of("hall", "channel"))
    subjects = next((names for names in groups if len(names) > 1), ())
    if not subjects:
        return view.missing("compare", choices=_EXAMPLES)
    aspects = tuple(name for name in view.categories if name in view.views.aspects)
    if subjects == view.of("service"):
        aspects = (FLOW,)
    return Compare(Named(subjects), aspects)


_EXAMPLES = (
    Compare(Named(("B级营业厅", "C级营业厅"))),
    Compare(Named(("95598供电服务热线", "网上营业厅")), (MODES,)),
    Compare(Named(("减容", "暂停")), (FLOW,)),
)


def _compared_parts(view: QueryView) -> Asked:
    if view.query.kind != "compare":
        return None
    if view.of("service") and view.of("staff"):
        return decisions.takes_part(view)
    if view.of("service") and view.of("step") and FLOW not in view.categories:
        return decisions.whether(view)
    return None


def _compared_hall(view: QueryView) -> Asked:
    """One hall that is compared with what it should have."""
    if view.query.kind != "compare" or len(view.halls) != 1:
        return None
    if view.query.negated and view.of(*ITEMS) and (found := lacking_still(view)):
        return found
    if view.query.negated and (found := lacking(view)):
        return found
    return decisions.whether(view) if view.of(*ITEMS) and not view.channels else None


def _compared_staff(view: QueryView) -> Asked:
    if view.query.kind != "compare":
        return None
    if len(staff := view.of("staff")) > 1 and QUALIFICATIONS in view.categories:
        return List(entries(staff, (QUALIFICATIONS,)))
    if (len(view.channels) > 1 and view.services) or (len(view.halls) > 1 and view.of(*ITEMS)):
        return decisions.whether(view)  # which of them has it
    return None


def hours(view: QueryView) -> Asked:
    """When the places named serve, or the places that offer the function named; None where neither is named and nothing is laid down."""
    functions = view.of("function")
    if not view.places and not functions:
        return Hours()
    scope = next((name for name in functions if any(name in fact.text("scope") for fact in view.views.conclusions.of("hours"))), "")
    if not view.places and not scope:
        return None
    if view.special_channels and functions and not scope:  # 校表 打95598
        return many([Decide(Named(view.special_channels), Has(functions[0])), Hours(view.special_channels)])
    serving = tuple(fact.text("subject") for fact in view.views.conclusions.of("hours") if scope and scope in fact.text("scope"))
    return Hours(view.places or tuple(dict.fromkeys(serving)), scope)


def functions(view: QueryView) -> Asked:
    """What a channel can do."""
    if view.places and view.of(*ITEMS):
        return decisions.whether(view)
    if view.of("matter") and (found := provisions.provision(view)):
        return found
    may = view.of("service") or (view.of("function") and view.marked("may") and view.marked("whether"))
    if view.special_channels and may:
        return decisions.whether(view)
    if not view.special_channels and view.of("function") and (found := provisions.definition(view, view.of("function"))):
        return found
    channel = next(iter(view.channels), view.halls[0] if view.halls else "")
    return List((EntriesOf(channel, FUNCTIONS),)) if channel else None
