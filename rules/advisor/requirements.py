"""What a hall, a channel, a zone or a kind of staff needs; who needs what; and how many."""

from __future__ import annotations

from collections.abc import Container, Iterable

from rules.advisor.answers import Count, Group, Holder, Holders, Item, Listing, Missing, Ranking, Verdict
from rules.advisor.asked import PARTS, Asked, Found
from rules.advisor.channels import FUNCTIONS, HOURS, conditions
from rules.advisor.knowledge import ANY_HALL, Knowledge
from rules.facts import Conclusions, Fact

STEPS, STAFF, QUALIFICATIONS = "服务流程", "服务人员", "任职资格"
LISTED = ("服务方式", STAFF, "功能分区", "设施及用品")
ENVIRONMENT, FITTINGS = "服务环境", "区内配置"


def listing(known: Knowledge, subject: str, categories: tuple[str, ...]) -> Found:
    """What `subject` needs, by category; all categories where none is given."""
    conclusions = known.about(subject)
    facts: list[Fact] = []
    groups: list[Group] = []
    wanted = categories or categories_of(known, conclusions, subject)
    for category in wanted:
        group_facts = requirement_facts(known, conclusions, subject, category)
        provisions = _provisions(known, conclusions, subject, category)
        if group_facts or provisions:
            facts += [*group_facts, *provisions]
            groups.append(
                Group(
                    category,
                    tuple(entry(known, conclusions, fact) for fact in group_facts),
                    tuple(_said(fact) for fact in provisions),
                    known.clauses_of(conclusions, [*group_facts, *provisions]),
                    known.measure(category),
                )
            )
    by_grade: list[tuple[str, tuple[Item, ...], tuple[str, ...]]] = []
    clauses: list[str] = []
    if subject == ANY_HALL and len(wanted) == 1:
        for hall in known.standard.of_class("hall"):
            of_hall = known.about(hall)
            needs = requirement_facts(known, of_hall, hall, wanted[0])
            if needs:
                cited = known.clauses_of(of_hall, needs)
                by_grade.append((hall, tuple(entry(known, of_hall, fact) for fact in needs), cited))
                clauses += cited
    return Found(Listing(subject, tuple(groups), tuple(by_grade)), conclusions, tuple(facts), tuple(dict.fromkeys(clauses)))


def _said(fact: Fact) -> str:
    return f"{fact['term']}：{fact['text']}" if fact.kind == "definition" else fact.text("text")


def requirement_facts(known: Knowledge, conclusions: Conclusions, subject: str, category: str) -> tuple[Fact, ...]:
    """What `subject` needs in one category; functions of a channel count as one."""
    if category == FUNCTIONS and known.standard.class_of(subject) == "channel":
        # where the functions are listed by number, what is had under each is said in their definitions
        return conclusions.of("requirement", subject=subject, category=FUNCTIONS) or conclusions.of("handling", channel=subject)
    if category == HOURS:
        return conclusions.of("hours", subject=subject)
    own = conclusions.of("requirement", subject=subject, category=category)
    if known.standard.class_of(subject) == "staff" and not own and (general := known.standard.concepts[subject].broader):
        return requirement_facts(known, known.about(general), general, category)
    if category == "任职资格" and known.standard.class_of(subject) == "hall":
        return own + conclusions.of("requirement", subject=ANY_HALL, category=category)
    return own


def entry(known: Knowledge, conclusions: Conclusions, fact: Fact) -> Item:
    """A fact of any of the kinds that `requirement_facts` gives as an entry of a list."""
    if fact.kind == "handling":
        way = fact.text("way")
        scope = way if way in ("预受理", "上门办理") else ""
        if fact["modality"] != "包括":
            scope = "，".join(condition.text("text") for condition in conditions(conclusions, fact))
        elif fact["worded"]:
            scope = "，".join(filter(None, (fact.text("worded"), scope)))
        return Item(fact.text("service"), modality=fact.text("modality"), scope=scope)
    if fact.kind == "hours":
        return Item(fact.text("scope") + fact.text("hours"), modality=fact.text("modality"))
    return known.item(fact)


def holders(known: Knowledge, asked: Asked) -> Found:
    """Who has the thing asked for, and who lacks it."""
    wanted = asked.of(*PARTS, "document")
    if HOURS in asked.categories and set(wanted) <= set(asked.of("mode")):
        return _hours_holders(known, asked)
    if not wanted:
        return Found(
            Missing(
                "请问您想知道哪一样东西、哪一类人员或哪一个分区？",
                ("哪级营业厅需要引导员？", "哪级营业厅要有客户自助区？", "哪些业务有回访？"),
            )
        )
    halls = asked.halls if len(asked.halls) > 1 else known.standard.of_class("hall")
    asks_halls = asked.mentions(ANY_HALL, "营业厅等级") or bool(asked.halls)
    asks_channels = asked.mentions("服务渠道")
    channels = known.standard.of_class("channel")
    population = channels if asks_channels else halls
    beside = (*known.standard.of_class("zone"), *(name for name in channels if name != ANY_HALL))
    others = () if asks_halls or asked.query.negated or asks_channels else beside
    conclusions = known.everything()
    having: list[Holder] = []
    lacking: list[Holder] = []
    facts: list[Fact] = []
    for name in (*population, *others):
        held = [found for want in wanted if (found := holding(known, conclusions, name, want))]
        first = [found[0] for found in held]
        if len(held) == len(wanted):
            having.append(Holder(name, _detail(known, name, first), known.clauses_of(conclusions, first)))
            facts += first
        elif name in population:
            missing = [fact for want in wanted for fact in conclusions.of("requirement", subject=name, category=category_of(known, want))]
            lacking.append(Holder(name, "", known.clauses_of(conclusions, missing)))
    clauses = tuple(clause for holder in lacking for clause in holder.clauses)
    title = "服务渠道" if asks_channels else "各级营业厅"
    return Found(Holders("、".join(wanted), title, tuple(having), tuple(lacking), asked.query.negated), conclusions, tuple(facts), clauses)


def holding(known: Knowledge, conclusions: Conclusions, subject: str, wanted: str) -> tuple[Fact, ...]:
    """The facts by which `subject` needs `wanted` or a case of it: itself, as any hall does, then through the zones of a hall."""
    cases = known.standard.narrower[wanted]
    own = tuple(fact for fact in conclusions.of("requirement", subject=subject) if fact["item"] in cases or fact["scope"] == wanted)
    if known.standard.class_of(subject) == "hall":
        general = conclusions.of("requirement", subject=ANY_HALL, modality="应")
        own += tuple(fact for fact in general if fact["item"] in cases)
    zones = [fact.text("name") for fact in conclusions.of("zone", hall=subject)]
    fitted = tuple(
        fact for zone in zones for fact in conclusions.of("requirement", subject=zone) if fact["item"] in cases or fact["scope"] == wanted
    )
    return own + fitted


def nothing_laid_down(subject: str, categories: tuple[str, ...], whole: Found) -> Found:
    """That the standard lays down nothing of these categories for `subject`, and on what it does, which `whole` has."""
    groups = whole.finding.groups if isinstance(whole.finding, Listing) else ()
    there = "、".join(group.category for group in groups)
    said = f"标准没有规定{subject}的{'、'.join(categories)}。"
    return Found(Verdict("no", said, f"对{subject}规定的是：{there}。"), whole.conclusions, whole.facts[:1])


def lacking(known: Knowledge, asked: Asked) -> Found | None:
    """Which entries of the numbered list of a category a hall need not have; None where no list of a category was asked for."""
    lists = [c for c in known.standard.clauses.values() if c.numbered and c.numbered.subject == ANY_HALL]
    chosen = [(c.number, c.numbered) for c in lists if c.numbered and c.numbered.category in asked.categories]
    if not chosen:
        return None
    hall = asked.halls[0]
    conclusions = known.about(hall)
    groups: list[Group] = []
    facts: list[Fact] = []
    clauses: list[str] = []
    for number, numbered in chosen:
        needed = requirement_facts(known, conclusions, hall, numbered.category)
        having = {fact["item"] for fact in needed}
        names = [(position, name) for position, name in enumerate(numbered.items, 1) if name not in having]
        items = tuple(Item(name, position, lost=known.standard.concepts[name].lost) for position, name in names)
        cited = known.clauses_of(conclusions, needed)
        groups.append(
            Group(f"{numbered.category}中不要求的", items, () if items else ("清单各项都要求",), cited, known.measure(numbered.category))
        )
        facts += needed
        clauses.append(number)
    return Found(Listing(hall, tuple(groups)), conclusions, tuple(facts), tuple(clauses))


def missing(known: Knowledge, asked: Asked) -> Found | None:
    """What a hall must have beside the things named, in their categories: 有主管和收费员,还缺什么; None where no list is complete."""
    hall, conclusions = asked.halls[0], known.about(asked.halls[0])
    there = asked.of(*PARTS)
    categories = tuple(dict.fromkeys((*(category_of(known, name) for name in there), *asked.categories)))
    groups: list[Group] = []
    facts: list[Fact] = []
    for category in categories:
        needed = requirement_facts(known, conclusions, hall, category)
        if not any(fact["number"] for fact in needed):
            continue
        left = tuple(fact for fact in needed if fact["item"] not in there)
        items = tuple(entry(known, conclusions, fact) for fact in left)
        cited = known.clauses_of(conclusions, needed)
        groups.append(Group(f"{category}中还缺的", items, () if items else ("齐了，不缺",), cited, known.measure(category)))
        facts += needed
    return Found(Listing(hall, tuple(groups)), conclusions, tuple(facts)) if groups else None


def only(known: Knowledge, asked: Asked) -> Found | None:
    """Which entries of a category the hall named needs and no other grade does, of all categories where none was asked for.

    None where the hall has nothing of the category.
    """
    hall, conclusions = asked.halls[0], known.everything()
    groups: list[Group] = []
    facts: list[Fact] = []
    for category in (name for name in asked.categories or LISTED if requirement_facts(known, conclusions, hall, name)):
        rest = [other for other in known.standard.of_class("hall") if other != hall]
        shared = {fact["item"] for other in rest for fact in requirement_facts(known, conclusions, other, category)}
        own = tuple(fact for fact in requirement_facts(known, conclusions, hall, category) if fact["item"] not in shared)
        said = () if own else ("没有，别的级别也都有",)
        cited = known.clauses_of(conclusions, own or requirement_facts(known, conclusions, hall, category))
        items = tuple(entry(known, conclusions, fact) for fact in own)
        groups.append(Group(f"{category}中别的级别都不要求的", items, said, cited, known.measure(category)))
        facts += own
    return Found(Listing(hall, tuple(groups)), conclusions, tuple(facts)) if groups else None


def inside(known: Knowledge, thing: str) -> Found | None:
    """What belongs on or in a thing, such as the writing desk; None where nothing does."""
    conclusions = known.everything()
    facts = tuple(fact for fact in conclusions.of("requirement", category="区内配置") if thing in fact.text("scope"))
    if not facts:
        return None
    group = Group("区内配置", tuple(entry(known, conclusions, fact) for fact in facts), (), known.clauses_of(conclusions, facts))
    return Found(Listing(thing, (group,)), conclusions, facts)


def kinds_of_staff(known: Knowledge, staff: str, cases: Container[str]) -> Found | None:
    """The kinds of staff that a word for several covers, as the channels list them, with what is asked of all of them."""
    conclusions = known.everything()
    facts = tuple(fact for fact in conclusions.of("requirement", category=STAFF) if fact["item"] in cases and fact["item"] != staff)
    channels = {fact["subject"] for fact in facts if known.standard.class_of(fact.text("subject")) == "channel"}
    used = tuple(fact for fact in facts if fact["subject"] in channels)
    asked = requirement_facts(known, conclusions, staff, QUALIFICATIONS)
    groups = [
        Group(name, tuple(entry(known, conclusions, fact) for fact in found), (), known.clauses_of(conclusions, found), known.measure(name))
        for name, found in ((STAFF, used), (QUALIFICATIONS, asked))
        if found
    ]
    return Found(Listing(staff, tuple(groups)), conclusions, (*used, *asked)) if groups else None


def staff_of_services(known: Knowledge, asked: Asked) -> Found:
    """Who takes part in the services named (5.1.2 says it for the whole group), or that the standard says nothing of it."""
    conclusions = known.everything()
    services = asked.of("service")
    groups = {fact["group"] for name in services for fact in conclusions.of("member", item=name)} | set(services)
    facts = tuple(fact for group in groups for fact in conclusions.of("requirement", subject=group, category=STAFF))
    if not facts:
        inner = {fact["item"] for fact in conclusions.of("member") if fact["item"] != fact["group"]}
        outer = (name for name in known.standard.of_class("service") if name not in inner)
        laid_down = tuple(fact for name in outer for fact in conclusions.of("requirement", subject=name, category=STAFF))
        reason = f"规定了服务人员的是：{'、'.join(dict.fromkeys(fact.text('subject') for fact in laid_down))}。"
        return Found(Verdict("no", f"标准没有规定{'、'.join(services)}由哪些服务人员办理。", reason), conclusions, laid_down)
    items = tuple(dict.fromkeys(entry(known, conclusions, fact) for fact in facts))
    group = Group(STAFF, items, (), known.clauses_of(conclusions, facts), known.measure(STAFF))
    return Found(Listing("、".join(services), (group,)), conclusions, facts)


def most(known: Knowledge, asked: Asked) -> Found | None:
    """Which service has most or fewest steps, or which grade or channel most or fewest entries of a category; None where nothing is
    counted. A channel for which the standard lists none is not among those with fewest."""
    conclusions = known.everything()
    counts: dict[str, tuple[Fact, ...]] = {}
    if STEPS in asked.categories or asked.mentions("服务项目"):
        what, measure = "环节", "步"
        for service in known.standard.of_class("service"):
            steps = conclusions.of("step", service=service)
            if steps and not any(known.standard.concepts[fact.text("action")].lost for fact in steps):
                counts[service] = steps
    else:
        category = next((name for name in asked.categories if name in ("服务方式", STAFF, "功能分区", "设施及用品")), "")
        if not category:
            return None
        what, measure = category, known.measure(category)
        population = known.standard.of_class("channel") if asked.mentions("服务渠道") else asked.halls or known.standard.of_class("hall")
        listed = ((name, requirement_facts(known, conclusions, name, category)) for name in population)
        counts = {name: facts for name, facts in listed if facts}
    if not counts:
        return None
    wanted = (max if asked.query.superlative == "most" else min)(len(facts) for facts in counts.values())
    first = [name for name, facts in counts.items() if len(facts) == wanted]
    order = sorted(counts, key=lambda name: (len(counts[name]), name), reverse=asked.query.superlative == "most")
    used = tuple(fact for name in first for fact in counts[name])
    holders_ = tuple(
        Holder(name, f"{len(counts[name])}{measure}", known.clauses_of(conclusions, counts[name])) for name in order if name in first
    )
    others = tuple(Holder(name, f"{len(counts[name])}{measure}", ()) for name in order if name not in first)
    title = f"{what}最{'多' if asked.query.superlative == 'most' else '少'}"
    return Found(Ranking(title, holders_, others), conclusions, used)


def count(known: Knowledge, asked: Asked) -> Found | None:
    """How many entries a category of a subject has; None where the question names nothing that could be counted."""
    if asked.mentions("营业厅等级") and not asked.halls:
        names = known.standard.of_class("hall")
        return Found(Count(ANY_HALL, "等级", len(names), tuple(Item(name) for name in names)), clauses=("4.1.1",))
    countable = [category for category in asked.categories if category not in ("服务渠道", "服务项目", STEPS)]
    zones = asked.of("zone")
    subject = next(iter((*asked.places, *zones)), ANY_HALL)
    if not countable and zones and not asked.places:
        countable = [FITTINGS]
    if not countable and asked.mentions("服务渠道") and not asked.services:
        names = known.standard.of_class("channel")
        return Found(Count("标准", "服务渠道", len(names), tuple(Item(name) for name in names)), clauses=("4",))
    if not countable and asked.mentions("服务项目"):
        return Found(
            Count("标准", "服务项目", 16, (), "所见文本只有SI01（新装、增容及变更用电），其余15个的名称原文缺失。"), clauses=("前言", "5")
        )
    if not countable:
        return None
    conclusions = known.about(subject)
    facts = requirement_facts(known, conclusions, subject, countable[0])
    if not facts:
        return None
    items = tuple(entry(known, conclusions, fact) for fact in facts)
    lost = [str(item.number) for item in items if item.lost]
    listed = next((c.numbered for c in known.standard.clauses.values() if c.numbered and c.numbered.category == countable[0]), None)
    whole = f"标准的清单共{len(listed.items)}项。" if listed and subject in known.standard.of_class("hall") else ""
    remark = whole + f"其中第{'、'.join(lost)}项的名称原文缺失，名称可辨的有{len(items) - len(lost)}项。" if lost else whole
    if countable[0] == FITTINGS:
        remark = "标准没有规定窗口和每样设施各要几个。"
    return Found(Count(subject, countable[0], len(items), items, remark, known.measure(countable[0])), conclusions, facts)


def count_in_clause(known: Knowledge, asked: Asked) -> Found | None:
    """How many entries of a category the clause asked for lists; None where it lists none."""
    conclusions = known.everything()
    numbers = {clause.number for clause in known.standard.clauses.values() if clause.number == asked.query.reference}
    facts = tuple(
        fact
        for fact in conclusions.of("requirement")
        if (rule := conclusions.reasons[fact][0].rule)
        and rule.clause in numbers
        and (not asked.categories or fact["category"] in asked.categories)
    )
    if not facts:
        return None
    category = facts[0].text("category")
    facts = tuple(fact for fact in facts if fact["subject"] == facts[0]["subject"])  # what is said of a group holds for each of its members
    items = tuple(entry(known, conclusions, fact) for fact in facts)
    return Found(Count(facts[0].text("subject"), category, len(items), items, "", known.measure(category)), conclusions, facts)


def categories_of(known: Knowledge, conclusions: Conclusions, subject: str) -> tuple[str, ...]:
    """The categories in which anything is required of `subject`, in the order of the standard."""
    found = {fact.text("category") for fact in conclusions.of("requirement", subject=subject)}
    if known.standard.class_of(subject) == "hall":
        found.add("任职资格")
    if conclusions.of("handling", channel=subject):
        found.add(FUNCTIONS)
    if conclusions.of("hours", subject=subject):
        found.add(HOURS)
    if conclusions.of("provision", subject=subject) and known.standard.class_of(subject) in ("channel", "zone"):
        found.add(ENVIRONMENT)
    return tuple(name for name in known.standard.of_class("category") if name in found)


def _provisions(known: Knowledge, conclusions: Conclusions, subject: str, category: str) -> tuple[Fact, ...]:
    """What else is laid down for `subject` in the section of the standard that treats of `category`."""
    of_zone = known.standard.class_of(subject) == "zone"
    general = ANY_HALL if known.standard.class_of(subject) == "hall" else subject
    found = [*conclusions.of("provision", subject=subject), *(conclusions.of("provision", subject=general) if general != subject else ())]
    if of_zone:
        return tuple(found) if category == ENVIRONMENT else ()
    listed = conclusions.of("requirement", subject=subject, category=FUNCTIONS) if category == FUNCTIONS else ()
    defined = tuple(fact for function in listed for fact in conclusions.of("definition", term=function["item"]))
    return defined + tuple(fact for fact in found if _section(known, conclusions, fact) == category or fact["topic"] == category)


def _section(known: Knowledge, conclusions: Conclusions, fact: Fact) -> str:
    """The heading of the section x.y.z of a chapter-4 clause, which names a category."""
    rule = conclusions.reasons[fact][0].rule
    number = ".".join(rule.clause.split(" ")[0].split(".")[:3]) if rule else ""
    heading = known.standard.clauses[number].heading if number in known.standard.clauses else ""
    return heading.removeprefix("服务") if heading == "服务设施及用品" else heading


def category_of(known: Knowledge, item: str) -> str:
    """The category in which halls are asked for an item of that class."""
    classes = {"mode": "服务方式", "staff": "服务人员", "zone": "功能分区", "facility": "设施及用品", "qualification": "任职资格"}
    return classes.get(known.standard.class_of(item), "")


def _detail(known: Knowledge, holder: str, facts: Iterable[Fact]) -> str:
    notes = []
    for fact in facts:
        if fact["modality"] not in ("应", "包括"):
            notes.append(known.standard.edition.modalities[fact.text("modality")])
        if fact["scope"]:
            notes.append(fact.text("scope"))
        if fact["category"] == "区内配置" and fact["subject"] != holder:
            notes.append(f"在{fact['subject']}")
    return "，".join(dict.fromkeys(notes))


def _modes_round_the_clock(known: Knowledge, asked: Asked, conclusions: Conclusions, modes: tuple[Fact, ...]) -> Found:
    """Which modes of a channel are served round the clock."""
    channel = asked.channels[0]
    subjects = (channel, *known.standard.of_class("hall")) if channel == ANY_HALL else (channel,)
    whole = [fact for subject in subjects for fact in conclusions.of("hours", subject=subject) if "24小时" in fact.text("hours")]
    served = {mode: next((fact for fact in whole if not fact["scope"] or mode.text("item") in fact.text("scope")), None) for mode in modes}
    having = tuple(
        Holder(mode.text("item"), _when(known, hour, channel), known.clauses_of(conclusions, [hour]))
        for mode, hour in served.items()
        if hour
    )
    lacking = tuple(Holder(mode.text("item"), "", ()) for mode, hour in served.items() if not hour)
    used = tuple(hour for hour in served.values() if hour)
    finding = Holders("24小时服务", f"{channel}的服务方式", having, lacking, asked.query.negated)
    return Found(finding, conclusions, (*used, *modes))


def _when(known: Knowledge, hour: Fact, channel: str) -> str:
    """The hours of a fact, with whose they are and how binding where it is not the channel asked about."""
    own = "" if hour["subject"] == channel else hour.text("subject")
    return f"{own}{hour['hours']}" + (f"（{known.standard.edition.modalities[hour.text('modality')]}）" if own else "")


def _hours_holders(known: Knowledge, asked: Asked) -> Found:
    conclusions = known.everything()
    if len(asked.channels) == 1 and (modes := conclusions.of("requirement", subject=asked.channels[0], category="服务方式")):
        return _modes_round_the_clock(known, asked, conclusions, modes)
    halls = asked.mentions(ANY_HALL, "营业厅等级") or bool(asked.halls)
    population = known.standard.of_class("hall") if halls else tuple(n for n in known.standard.of_class("channel") if n != ANY_HALL)
    facts = [fact for fact in conclusions.of("hours") if "24小时" in fact.text("hours")]
    by_place: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact["subject"] in population or not halls:
            by_place.setdefault(fact.text("subject"), []).append(fact)
    having = tuple(
        Holder(
            name,
            "；".join(
                f"{fact.text('scope').strip('（）')}{fact['hours']}（{known.standard.edition.modalities[fact.text('modality')]}）"
                for fact in own
            ),
            known.clauses_of(conclusions, own),
        )
        for name, own in by_place.items()
    )
    lacking = tuple(Holder(name, "", ()) for name in population if name not in by_place)
    title = "各级营业厅" if halls else "服务渠道"
    used = tuple(fact for own in by_place.values() for fact in own)
    return Found(Holders("24小时服务", title, having, lacking, asked.query.negated), conclusions, used)
