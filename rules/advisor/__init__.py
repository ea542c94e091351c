"""The advisor: a `Query` in, an `Answer` out, every statement concluded by the rules and cited."""

from __future__ import annotations

from collections.abc import Callable

from rules.advisor import channels, comparisons, flows, requirements, silence, supposing, texts, verdicts, why_not
from rules.advisor.answers import Answer, Citation, Finding, Holders, Listing, Missing, NotFound, Outside, Passages, Verdict
from rules.advisor.asked import PARTS, Asked, Found
from rules.advisor.knowledge import ANY_HALL, Knowledge
from rules.advisor.query import Query, QueryKind
from rules.engine import Engine
from rules.model import Standard

__all__ = ["Advisor", "Answer", "Citation", "Finding", "Knowledge", "Query", "QueryKind"]

Search = Callable[[str], tuple[str, ...]]
"""From a text to the numbers of the clauses that mention its words, the best first."""

CITED = 24
# Kinds of question that ask about something of a place, not about the place.
OPEN = ("whether", "provision")
# Kinds of question that may ask for a thing that the standard has no word for.
ASKS_FOR = ("whether", "provision", "holder", "count", "about")
# Kinds of question that ask what a thing is or how it is to be.
DESCRIBES = ("definition", "provision")
# Kinds of question that stay with the standard although a word in them is also that of a topic outside it.
INSIDE = ("clause", "item", "definition", "compare")
EXPLAINED = 8
FEW = 2
CHOICES = 6


class Advisor:
    """Answers queries on one standard. Safe to call from several threads."""

    def __init__(self, standard: Standard, search: Search, engine: Engine | None = None) -> None:
        """`search` finds clauses by their words, for questions that nothing else answers."""
        self.standard = standard
        self._known = Knowledge(standard, engine)
        self._search = search

    def answer(self, query: Query) -> Answer:
        """The answer to `query`; where the question lacks something, or the standard has nothing, the answer says so."""
        asked = Asked(query, self.standard)
        found = self._find(asked)
        facts = found.facts
        numbers: dict[str, None] = {}
        if found.conclusions:
            numbers.update(dict.fromkeys(self._known.clauses_of(found.conclusions, facts)))
        numbers.update(dict.fromkeys(found.clauses))
        citations = tuple(self._known.cite(number) for number in list(numbers)[:CITED])
        derivation = self._known.derivations(found.conclusions, facts, EXPLAINED) if found.conclusions else ()
        return Answer(
            query=query,
            finding=found.finding,
            citations=citations,
            derivation=derivation,
            remarks=(*self._status_remarks(citations), *self._tensions(asked, found.finding, numbers)),
            suggestions=() if isinstance(found.finding, Outside) and found.finding.urgent else self._suggestions(asked),
            refused=why_not.refused(self._known, asked) if isinstance(found.finding, Verdict) and found.finding.verdict == "no" else (),
            edition=f"《{self.standard.edition.title}》{self.standard.edition.edition}，数据版本{self.standard.edition.data_version}",
        )

    def _find(self, asked: Asked) -> Found:
        if urgent := [name for name in asked.of("outside") if self.standard.outside[name].urgent]:
            return Found(texts.outside_topics([self.standard.outside[urgent[0]]]))
        if asked.query.unknown and not asked.query.reference:
            cls, word = asked.query.unknown[0]
            known = tuple(self.standard.concepts[name].grade or name for name in self.standard.of_class(cls))
            return Found(NotFound(f"“{word.upper()}”", known), clauses=("4.1.1",) if cls == "hall" else ())
        if asked.query.guesses and not asked.query.reference and not asked.of("outside"):
            return Found(self._which(asked))
        if asked.query.kind == "outside" and self._has_hours(asked) and (laid_down := channels.hours_laid_down(self._known, asked)):
            return laid_down
        if asked.query.numbers and not asked.of("service") and (lost := texts.lost_items(self._known, asked)):
            return lost
        if asked.query.kind not in INSIDE and not self._has_hours(asked) and (outside := texts.outside(self._known, asked)):
            return outside
        if silence.LOST_PARTS in asked.query.concepts and not asked.places:
            return silence.lost_parts(self._known)
        if texts.CODE in asked.categories and (coded := texts.code(self._known, asked)):
            return coded
        if self._asks_for_unlisted(asked) and (silent := silence.unlisted(self._known, asked)):
            return silent
        if asked.query.kind in OPEN and asked.places and set(asked.query.concepts) <= set(asked.of("hall", "channel")):
            return self._which_side(asked)
        found = _HANDLERS[asked.query.kind](self._known, asked)
        if found is None or isinstance(found.finding, Missing):
            found = self._about(asked) or found
            if asked.query.kind in DESCRIBES and asked.query.concepts == asked.of("facility"):
                found = silence.no_more(self._known, found)
        return found or self._passages(asked)

    def _which(self, asked: Asked) -> Missing:
        """Which of the concepts that may be meant is meant, each with a whole question to choose."""
        names = asked.query.guesses
        choices = []
        for name in names:
            templates = self.standard.suggestions.get(f"guess.{self.standard.class_of(name)}", ())
            choices += [template.format(subject=name) for template in templates[: FEW if len(names) == 1 else 1]]
        quoted = "、".join(f"“{name}”" for name in names)
        return Missing(f"您是想问{quoted}吗？" if len(names) == 1 else f"您想问的是哪一个：{quoted}？", tuple(choices))

    def _asks_for_unlisted(self, asked: Asked) -> bool:
        """Whether a place is asked for a thing that no concept stands for, and for nothing else."""
        there = set(asked.query.concepts) <= set(asked.of("hall", "channel", "category"))
        return bool(asked.query.unlisted and asked.places) and there and asked.query.kind in ASKS_FOR

    def _has_hours(self, asked: Asked) -> bool:
        """Whether the question is when a channel serves, or when a function is to be had, for which the standard lays hours down."""
        topics = [self.standard.outside[name] for name in asked.of("outside")]
        if not topics or any(topic.nearby != "hours" for topic in topics) or asked.of("service"):
            return False
        served = [name for name in asked.channels if not self.standard.concepts[name].generic]
        if asked.of("function"):
            scopes = [fact.text("scope") for fact in self._known.everything().of("hours")]
            return any(name in scope for name in asked.of("function") for scope in scopes)
        return bool(served)

    def _about(self, asked: Asked) -> Found | None:
        """When the kind of question leads nowhere: what the concepts named suggest by themselves."""
        if asked.query.reference:
            return texts.clause(self._known, asked)
        if found := texts.outside(self._known, asked):
            return found
        if asked.of("qualification") and asked.of("staff"):
            return verdicts.whether(self._known, asked)
        if asked.mentions("营业厅等级") and not asked.halls and not asked.of(*PARTS) and len(asked.categories) == 1:
            return requirements.count(self._known, asked)
        if asked.of("matter", "document") and (found := texts.provision(self._known, asked)):
            return found
        if asked.query.numbers and asked.categories:
            return texts.item(self._known, asked)
        if asked.of("zone") and not asked.places:
            return requirement(self._known, asked)
        if requirements.QUALIFICATIONS in asked.categories and (asked.of("staff") or asked.places):
            return self._listed(asked)
        if asked.services and asked.channels and (found := channels.can_do(self._known, asked.services[0], asked.channels[0])):
            return found
        if asked.of("service") and asked.of("step"):
            return verdicts.whether(self._known, asked)
        if asked.of("service"):
            found = flows.steps(self._known, asked)
            return silence.closed(found) if asked.marked("whether") or asked.query.kind == "whether" else found
        if asked.of("function") and asked.of("facility"):
            return verdicts.whether(self._known, asked)
        if asked.of("function"):
            return channels.channels(self._known, asked)
        if asked.of("step"):
            return flows.step_holders(self._known, asked)
        if asked.of("term") and (found := texts.definition(self._known, asked)):
            return silence.closed(found) if asked.query.kind == "whether" else found
        if asked.halls and asked.of(*PARTS):
            return verdicts.whether(self._known, asked)
        if asked.of("hall", "zone") or set(asked.channels) - {ANY_HALL}:
            return self._listed(asked)
        if asked.of(*PARTS):
            return requirements.holders(self._known, asked)
        if asked.categories or asked.channels:
            return self._listed(asked)
        return texts.provision(self._known, asked)

    def _listed(self, asked: Asked) -> Found | None:
        """What is required, as a list; in answer to a yes or no question on a category, that there is nothing beyond it."""
        found = requirement(self._known, asked)
        return silence.closed(found) if found and asked.query.kind == "whether" and asked.categories else found

    def _which_side(self, asked: Asked) -> Found:
        """A question on a place of which only the place was understood: which side of it is meant."""
        place = asked.places[0]
        if asked.marked("belongs") and (defined := texts.definition(self._known, asked)):
            return defined
        if asked.query.kind == "whether" and asked.channels and asked.marked("may"):
            listed = requirements.listing(self._known, place, (channels.FUNCTIONS,)).finding
            names = [item.name for group in listed.groups for item in group.items] if isinstance(listed, Listing) else []
            return Found(Missing(f"请问您想在{place}办什么业务？", tuple(f"{place}能办{name}吗？" for name in names[:CHOICES])))
        about = requirements.listing(self._known, place, ())
        groups = about.finding.groups if isinstance(about.finding, Listing) else ()
        choices = tuple(f"{place}的{group.category}有什么规定？" for group in groups)
        return Found(Missing(f"请问您想知道{place}的哪一方面？", choices))

    def _passages(self, asked: Asked) -> Found:
        numbers = self._search(asked.query.text)
        if numbers:
            return Found(Passages(tuple(self._known.cite(number) for number in numbers)), clauses=numbers)
        return Found(
            Missing(
                "没有听懂这个问题，请换一种说法，或者看看这些问题：", ("C级营业厅需要哪些服务人员？", "销户有哪些步骤？", "95598能办什么？")
            )
        )

    def _status_remarks(self, citations: tuple[Citation, ...]) -> tuple[str, ...]:
        statuses = self.standard.edition.statuses
        remarks = []
        for status in ("lost", "external", "ambiguous"):
            cited = [citation for citation in citations if citation.status == status]
            if cited:
                alone = len(cited) == 1 and (status != "external" or len(citations) <= FEW)
                note = cited[0].note if alone else ""
                if status == "ambiguous" and not note:
                    continue  # what is ambiguous in one of many clauses says little; its citation carries the status
                remarks.append(f"{'、'.join(citation.clause for citation in cited)}：{statuses[status].remark}。{note}")
        return tuple(remarks)

    def _tensions(self, asked: Asked, finding: Finding, cited: dict[str, None]) -> tuple[str, ...]:
        named = set(asked.query.concepts)
        if isinstance(finding, Holders):
            named |= {holder.name for holder in (*finding.holders, *finding.lacking)}
        return tuple(
            tension.says
            for tension in self.standard.tensions
            if any(number in cited for number in tension.clauses)
            and all(named & set(group) for group in tension.about)
            and (asked.query.quantities or not tension.asked_with_number)
        )

    def _suggestions(self, asked: Asked) -> tuple[str, ...]:
        for subject in (*asked.halls, *asked.of("service", "function", "zone", "channel")):
            templates = self.standard.suggestions.get(f"{asked.query.kind}.{self.standard.class_of(subject)}")
            if templates:
                questions = (template.format(subject=subject) for template in templates)
                return tuple(question for question in questions if not _asked_already(asked, question))
        return ()


def _asked_already(asked: Asked, question: str) -> bool:
    """Whether a question has all that was asked about, so that it would only ask again."""
    return len(asked.query.concepts) > 1 and all(name in question for name in asked.query.concepts)


def requirement(known: Knowledge, asked: Asked) -> Found | None:
    """What the subject named needs; categories that have answers of their own go there."""
    if asked.query.exclusive and len(asked.halls) == 1 and not asked.of(*PARTS) and (found := requirements.only(known, asked)):
        return found
    if asked.query.negated and asked.halls and asked.of(*PARTS) and (found := requirements.missing(known, asked)):
        return found
    if asked.query.negated and asked.halls and (found := requirements.lacking(known, asked)):
        return found
    if not asked.of("category", "service", "staff", "qualification"):  # what a matter or a function comprises
        if asked.of("matter") and len(asked.of("zone")) < 2 and (said := texts.provision(known, asked)):
            return said
        if asked.of("function") and (defined := texts.definition(known, asked, asked.of("function"))):
            return defined
    things = asked.of("facility")
    if asked.halls and asked.of("facility", "mode") and not asked.of("category", "zone", "staff"):
        return verdicts.whether(known, asked)
    if things and not asked.of("hall", "channel", "zone", "service") and not requirements.inside(known, things[0]):
        return texts.provision(known, asked.only(*things)) or requirements.holders(known, asked.only(*things))
    if len(asked.of("zone")) > 1 and not asked.places:
        return channels.several(known, [requirements.listing(known, zone, ()) for zone in asked.of("zone")])
    if asked.halls and asked.of("zone") and not asked.categories:
        zones = tuple(requirements.listing(known, zone, ()) for zone in asked.of("zone"))
        return channels.several(known, (*filter(None, [verdicts.whether(known, asked)]), *zones))
    if asked.of("service") and (asked.of("staff") or requirements.STAFF in asked.categories):
        return requirements.staff_of_services(known, asked)
    if requirements.STEPS in asked.categories or (asked.of("service") and not asked.categories):
        return flows.steps(known, asked)
    if "服务渠道" in asked.categories and asked.services:
        return channels.channels(known, asked)
    if texts.LAYOUT in asked.categories and not set(asked.channels) - {ANY_HALL}:
        return texts.layout(known, asked.halls)
    if len(asked.halls) > 1:
        return comparisons.compare(known, asked)
    if channels.HOURS in asked.categories and (found := channels.hours(known, asked)):
        return found
    staff = asked.of("staff") if requirements.QUALIFICATIONS in asked.categories else ()
    subject = next(iter((*staff, *asked.halls, *asked.of("zone"), *asked.channels, *asked.of("service", "staff"))), "")
    if not subject and asked.of("facility") and (inside := requirements.inside(known, asked.of("facility")[0])):
        return inside
    if not subject and requirements.FITTINGS in asked.categories:
        return channels.several(known, [requirements.listing(known, zone, ()) for zone in known.standard.of_class("zone")])
    if not subject and asked.categories:
        subject = ANY_HALL
    if not subject:
        return None
    only_staff = set(asked.categories) <= {requirements.STAFF}
    if len(cases := known.standard.narrower.get(subject, ())) > 1 and known.standard.class_of(subject) == "staff" and only_staff:
        return requirements.kinds_of_staff(known, subject, cases)
    categories = tuple(name for name in asked.categories if name not in ("营业厅等级", "服务渠道", "服务项目", channels.HOURS))
    if asked.of("qualification") and requirements.QUALIFICATIONS not in categories:
        categories = (*categories, requirements.QUALIFICATIONS)
    if requirements.FITTINGS in categories and known.standard.class_of(subject) != "zone":
        categories = tuple("设施及用品" if name == requirements.FITTINGS else name for name in categories)
    if known.standard.class_of(subject) == "zone":
        categories = ()
    found = requirements.listing(known, subject, categories)
    if not found.facts and categories and (whole := requirements.listing(known, subject, ())).facts:
        return requirements.nothing_laid_down(subject, categories, whole)
    return found if found.facts else None


def _holder(known: Knowledge, asked: Asked) -> Found | None:
    if asked.of("matter") and not asked.of(*(set(PARTS) - {"mode"})) and (found := texts.provision(known, asked)):
        return found
    if asked.query.reference and not asked.of("step", *PARTS):
        return texts.clause(known, asked)
    if channels.HOURS in asked.categories and "服务方式" not in asked.categories and not asked.of("mode"):
        if set(asked.channels) - {ANY_HALL}:
            return channels.hours(known, asked)
        if ANY_HALL in asked.channels:  # 哪种营业厅可以整夜开
            return requirements.holders(known, asked.only("营业厅等级", channels.HOURS))
    if asked.query.superlative and (found := requirements.most(known, asked)):
        return found
    if asked.query.exclusive and len(asked.halls) == 1 and not asked.of(*PARTS) and (found := requirements.only(known, asked)):
        return found
    if asked.query.negated and len(asked.halls) == 1 and not asked.of(*PARTS) and (found := requirements.lacking(known, asked)):
        return found
    if asked.of("service") and (asked.of("staff") or requirements.STAFF in asked.categories):
        return requirements.staff_of_services(known, asked)
    if asked.of("step"):
        return flows.step_holders(known, asked)
    if asked.of("staff") and asked.of("qualification"):
        return verdicts.whether(known, asked)
    if requirements.STAFF in asked.categories and len(kinds := known.standard.narrower.get(next(iter(asked.of("staff")), ""), ())) > 1:
        return requirements.kinds_of_staff(known, asked.of("staff")[0], kinds)
    graded = set(asked.categories) & ({requirements.QUALIFICATIONS} if asked.of("qualification") else {*requirements.LISTED})
    if asked.mentions("营业厅等级") and graded and set(asked.of(*PARTS)) <= set(asked.of("qualification")):
        return comparisons.compare(known, asked.adding(*known.standard.of_class("hall")))
    if asked.of("service") and "服务渠道" not in asked.categories and not flows.with_flow(known, asked.of("service")[0]):
        return flows.steps(known, asked)  # 变更用电底下都管哪些业务
    if asked.services and not asked.of(*PARTS):
        return channels.channels(known, asked)
    return requirements.holders(known, asked)


def _functions(known: Knowledge, asked: Asked) -> Found | None:
    if asked.places and asked.of(*PARTS):
        return verdicts.whether(known, asked)
    if asked.of("matter") and (found := texts.provision(known, asked)):
        return found
    may = asked.of("service") or (asked.of("function") and asked.marked("may") and asked.marked("whether"))
    if set(asked.channels) - {ANY_HALL} and may:
        return verdicts.whether(known, asked)
    if not set(asked.channels) - {ANY_HALL} and (found := texts.definition(known, asked, asked.of("function"))):
        return found
    channel = next(iter(asked.channels), ANY_HALL if asked.halls else "")
    return requirements.listing(known, channel, ("服务功能",)) if channel else None


def _count(known: Knowledge, asked: Asked) -> Found | None:
    if asked.query.reference and (found := requirements.count_in_clause(known, asked)):
        return found
    if asked.of("matter") and (found := texts.provision(known, asked)):
        return silence.no_quantity(found)
    if asked.mentions("服务渠道") and asked.mentions("服务项目"):
        counted = (requirements.count(known, asked.only(name)) for name in ("服务渠道", "服务项目"))
        return channels.several(known, filter(None, counted))
    if channels.HOURS in asked.categories and "服务方式" in asked.categories and asked.channels:
        return requirements.holders(known, asked)
    if asked.query.superlative and (found := requirements.most(known, asked)):
        return found
    if asked.of("service") and requirements.STAFF in asked.categories and not asked.places:
        return requirements.staff_of_services(known, asked)
    if len(asked.halls) > 1 and asked.categories and not asked.of(*PARTS):
        return comparisons.compare(known, asked)
    if asked.of("service") and (requirements.STEPS in asked.categories or not asked.categories):
        return flows.steps(known, asked)
    if "服务渠道" in asked.categories and asked.services:
        return channels.channels(known, asked)
    if asked.query.negated and len(asked.halls) == 1 and (found := requirements.lacking(known, asked)):
        return found
    if asked.of(*PARTS) and asked.mentions("营业厅等级"):
        return requirements.holders(known, asked)
    if len(kinds := known.standard.narrower.get(next(iter(asked.of("staff")), ""), ())) > 1:
        return requirements.kinds_of_staff(known, asked.of("staff")[0], kinds)
    if (asked.of("facility", "staff") or (asked.halls and asked.of("zone"))) and not asked.categories:
        return verdicts.quantity(known, asked)
    if asked.mentions("营业厅等级") and not asked.places and set(asked.categories) & set(requirements.LISTED):  # 四个级别共有的设施
        return comparisons.compare(known, asked.adding(*known.standard.of_class("hall")))
    if asked.halls and not asked.of("category", "zone"):
        return texts.layout(known, asked.halls)  # how many halls of a grade there may be
    listed = [category for category in asked.categories if category in requirements.LISTED]
    if asked.places and len(listed) > 1:  # 一共几个区，几类人
        parts = [requirements.count(known, asked.only(asked.places[0], category)) for category in listed]
        return channels.several(known, filter(None, parts)) if any(parts) else None
    return requirements.count(known, asked)


def _definition(known: Knowledge, asked: Asked) -> Found | None:
    if asked.channels == (ANY_HALL,) and asked.of("matter") and (found := texts.provision(known, asked)):
        return found
    if asked.halls and asked.of("zone"):
        return requirement(known, asked)
    if asked.halls and set(asked.categories) & set(requirements.LISTED):
        return requirement(known, asked)
    if asked.halls and not asked.of("term", *PARTS):
        return texts.layout(known, asked.halls)
    return texts.definition(known, asked)


def _item(known: Knowledge, asked: Asked) -> Found | None:
    if asked.query.reference:
        return texts.clause(known, asked)
    if asked.of("service") and asked.query.number is not None:
        return flows.step(known, asked)
    if asked.halls and asked.of(*PARTS) and not asked.query.numbers:
        return verdicts.whether(known, asked)
    return texts.item(known, asked)


def _compare(known: Knowledge, asked: Asked) -> Found | None:
    if asked.of("service") and asked.of("staff"):
        return verdicts.takes_part(known, asked)
    if asked.of("service") and asked.of("step") and requirements.STEPS not in asked.categories:
        return verdicts.whether(known, asked)
    if len(asked.halls) == 1 and asked.query.negated and asked.of(*PARTS) and (found := requirements.missing(known, asked)):
        return found
    if len(asked.halls) == 1 and asked.query.negated and (found := requirements.lacking(known, asked)):
        return found
    if len(asked.halls) == 1 and asked.of(*PARTS) and not asked.channels:
        return verdicts.whether(known, asked)
    if len(staff := asked.of("staff")) > 1 and requirements.QUALIFICATIONS in asked.categories:
        return channels.several(known, [requirements.listing(known, name, (requirements.QUALIFICATIONS,)) for name in staff])
    if (len(asked.channels) > 1 and asked.services) or (len(asked.halls) > 1 and asked.of(*PARTS)):
        return verdicts.whether(known, asked)  # which of them has it
    return comparisons.compare(known, asked)


def _channels(known: Knowledge, asked: Asked) -> Found | None:
    if requirements.STAFF in asked.categories and asked.of("service"):
        return requirements.staff_of_services(known, asked)
    if asked.of("matter") and not asked.channels and (found := texts.provision(known, asked)):
        return found
    if asked.of("mode") and not asked.services:
        return requirements.holders(known, asked.adding("服务渠道"))
    if asked.of("facility"):
        return verdicts.whether(known, asked)
    if len(asked.of("service")) > 1 and asked.of("step") and not asked.channels:
        return verdicts.whether(known, asked)  # 暂停和暂停恢复哪个要收费
    if asked.of("service") and asked.marked("comprises") and not flows.with_flow(known, asked.of("service")[0]):
        return flows.steps(known, asked)
    return channels.channels(known, asked)


def _provision(known: Knowledge, asked: Asked) -> Found | None:
    if asked.of("zone") and not asked.of("matter", *(set(PARTS) - {"zone"})):
        return requirement(known, asked)
    if asked.halls and texts.LAYOUT in asked.categories:
        return texts.layout(known, asked.halls)
    if asked.halls and asked.of("facility", "staff") and not asked.of("matter"):
        return verdicts.whether(known, asked)
    fitted = asked.marked("fitted") and not asked.of("matter")
    if fitted and asked.of("facility") and (inside := requirements.inside(known, asked.of("facility")[0])):
        return inside
    return texts.provision(known, asked)


def _hours(known: Knowledge, asked: Asked) -> Found | None:
    if asked.of("matter") and (found := texts.provision(known, asked)):
        return found
    if asked.of("mode"):
        return verdicts.whether(known, asked.adding(channels.HOURS))
    return channels.hours(known, asked)


def _whether(known: Knowledge, asked: Asked) -> Found | None:
    if len(asked.halls) > 1 and not asked.of("function", "matter", "service", "step", *PARTS) and not asked.query.reference:
        return comparisons.compare(known, asked)  # C级反倒没有、D级却要的
    return verdicts.whether(known, asked)


_HANDLERS: dict[str, Callable[[Knowledge, Asked], Found | None]] = {
    "requirement": requirement,
    "holder": _holder,
    "steps": flows.steps,
    "step": flows.step,
    "whether": _whether,
    "what_if": supposing.what_if,
    "compare": _compare,
    "count": _count,
    "hours": _hours,
    "channels": _channels,
    "functions": _functions,
    "definition": _definition,
    "clause": texts.clause,
    "item": _item,
    "provision": _provision,
    "outside": texts.outside,
    "about": lambda known, asked: None,
}
