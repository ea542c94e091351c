"""A question said back in Chinese: one plain sentence for every form, from the templates of `sayings.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rules.model import Standard
from rules.question import forms
from rules.question.clauses import Clause, clause
from rules.question.forms import (
    Adds,
    All,
    Becomes,
    Conditional,
    Counts,
    Difference,
    Entered,
    Entries,
    EntriesOf,
    Has,
    Intersection,
    Named,
    Not,
    OpenAllHours,
    Predicate,
    Question,
    Subjects,
    Union,
    Where,
)

LONG = 3
"""With so many subjects they are listed, not joined by one word."""
MANY = 7
"""Of more things that a described hall has only the first are named."""


def says(question: Question, standard: Standard) -> str:
    """The question as one sentence: what the page shows above an answer, what is offered when asking back, what the log keeps."""
    return _SAYS[type(question)](Sayings(standard), question)


@dataclass(frozen=True)
class Sayings:
    """The templates, and how the parts of a question are said."""

    standard: Standard

    def text(self, *path: str, **parts: object) -> str:
        """The template at a path of `sayings.yaml` (the last of several that is there: 任职资格/staff before 任职资格), filled."""
        return str(self.template(*path)).format(**parts)

    def service(self, name: str) -> str:
        """A service, or all of them."""
        return name or self.text("services")

    def template(self, *path: str) -> Any:
        """The template, or the templates, at a path of `sayings.yaml`."""
        found: Any = self.standard.sayings
        for key in path:
            found = found[key]
        return found

    def choice(self, section: str, *keys: str) -> Any:
        """The first template of a section that is there."""
        options = self.standard.sayings[section]
        return next(options[key] for key in keys if key in options)

    def of_class(self, section: str, cls: str) -> str:
        """How subjects of a class are said; of one without words of its own by its title."""
        options = self.standard.sayings[section]
        title = self.standard.classes[cls].title if cls in self.standard.classes else cls
        return str(options.get(cls, options["other"])).format(title=title)

    # ---- words

    def joined(self, names: tuple[str, ...], join: str = "") -> str:
        """Names in a row: 甲和乙, 甲、乙、丙; `join`: always with this of the `joins`."""
        joins: Mapping[str, str] = self.standard.sayings["joins"]
        return joins[join or ("and" if len(names) < LONG else "list")].join(names)

    def some(self, names: tuple[str, ...]) -> str:
        """Names in a row, of many the first and how many there are."""
        if len(names) <= MANY:
            return self.joined(names, "list")
        return self.text("many_names", names=self.joined(names[:LONG], "list"), number=len(names))

    def aspect(self, aspect: str) -> str:
        """An aspect as the noun for its entries."""
        nouns: Mapping[str, str] = self.standard.sayings["noun"]
        return nouns.get(aspect or "all", aspect)

    def measure(self, aspect: str) -> str:
        """The measure word of an aspect in a question."""
        special: Mapping[str, str] = self.standard.sayings["measures"]
        concept = self.standard.concepts.get(aspect)
        return special.get(aspect) or (concept.measure if concept and len(concept.measure) == 1 else self.standard.aspects.measure)

    def cls(self, subjects: Subjects) -> str:
        """The class of subjects."""
        if isinstance(subjects, All):
            return subjects.cls
        if isinstance(subjects, Entered):
            view = self.standard.aspects.aspects.get(_aspect(subjects.entries))
            return view.entries[0] if view and view.entries else ""
        return self.standard.class_of(subjects.names[0]) if isinstance(subjects, Named) else self.cls(subjects.subjects)

    # ---- subjects

    def subjects(self, subjects: Subjects) -> str:
        """Subjects as those of which something is asked."""
        if isinstance(subjects, Named):
            return self.joined(subjects.names)
        if isinstance(subjects, All):
            return self.of_class("every", subjects.cls)
        if isinstance(subjects, Entered):
            return self.stood(subjects.entries)
        return self._those(subjects)

    def _those(self, where: Where) -> str:
        """Those of whom a predicate holds: 要经过“回访”环节的业务."""
        cls = self.cls(where)
        parts = {"predicate": self.clause(where.predicate, cls).whole, "kind": self.of_class("kind", cls)}
        if isinstance(where.subjects, All):
            return self.text("those", **parts)
        return self.text("those_among", subjects=self.subjects(where.subjects), **parts)

    def which(self, subjects: Subjects, one: bool = False) -> str:
        """Subjects as those among whom it is asked which."""
        if isinstance(subjects, All):
            return self.of_class("which_one" if one else "which", subjects.cls)
        return self.text("among_one" if one else "among", subjects=self.subjects(subjects))

    def stood(self, entries: Entries) -> str:
        """What stands in a list, as subjects."""
        if isinstance(entries, EntriesOf):
            return self.text("placed", place=entries.subject, subject=self.aspect(entries.aspect))
        return self.text("placed", place=self.phrase(entries), subject=self.aspect(_aspect(entries)))

    # ---- predicates

    def predicate(self, predicate: Predicate, cls: str, denied: bool = False) -> str:
        """A predicate as what is said after a subject of a class; `denied`: its opposite."""
        said = self.clause(Not(predicate) if denied else predicate, cls)
        return self.of_side(said) + said.text

    def clause(self, predicate: Predicate, cls: str) -> Clause:
        """A predicate of subjects of a class as a clause."""
        return clause(predicate, lambda leaf, denied: self._leaf(leaf, cls, denied), self.template("clauses"))

    def of_side(self, said: Clause) -> str:
        """What binds a clause to its subject, where it is said of a side of that."""
        return self.text("of", side=said.of) if said.of else ""

    def _leaf(self, leaf: Predicate, cls: str, denied: bool) -> Clause:
        """What a leaf says, or its opposite; the template has the side of which it is said, where it is not the subject itself."""
        options, parts = self._said(leaf, cls)
        *side, yes, no = (option.format(**parts) for option in options)
        text = no if denied else yes
        place = leaf.scope if isinstance(leaf, Has) else ""
        return Clause("".join(side), self.text("scoped", place=place, predicate=text) if place else text)

    def _said(self, leaf: Any, cls: str) -> tuple[Any, dict[str, Any]]:
        if isinstance(leaf, Has):
            fitting = self._fitting(leaf.entry, cls)
            aspect = leaf.aspect or next(iter(fitting), "")
            within = leaf.aspect and len(fitting) > 1
            keys = (f"way/{aspect}", "way") if leaf.way else ("within",) if within else (f"{aspect}/{cls}", aspect, "other")
            concept = self.standard.concepts.get(leaf.entry)
            phrase = concept.phrase or leaf.entry if concept else leaf.entry
            return self.choice("has", *keys), {"thing": leaf.entry, "phrase": phrase, "way": leaf.way, "aspect": self.aspect(aspect)}
        if isinstance(leaf, OpenAllHours):
            return self.template("open", "at" if leaf.at else "scope" if leaf.scope else "whole"), {"scope": leaf.scope, "at": leaf.at}
        if isinstance(leaf, Conditional):
            return self.choice("conditional", cls, "other"), {"channel": leaf.channel}
        parts = {"aspect": self.aspect(leaf.aspect), "measure": self.measure(leaf.aspect)}
        if isinstance(leaf, Counts):
            return self.template("counts", leaf.comparison), {**parts, "number": leaf.number}
        without = self.joined(leaf.without)
        return self.template("same_without" if without else "same"), {**parts, "subject": leaf.subject, "without": without}

    def _fitting(self, entry: str, cls: str) -> tuple[str, ...]:
        """The aspects in which a subject of a class can have an entry, its own first; for other classes any that can hold it."""
        kind = self.standard.class_of(entry)
        holding = {name: view for name, view in self.standard.aspects.aspects.items() if kind in view.entries}
        own = [name for name, view in holding.items() if cls in view.subjects]
        made = [name for name, view in holding.items() if name not in own and view.through and cls in self.standard.aspects.places]
        return tuple((*own, *made) or holding)

    def placed(self, place: str, subjects: str) -> str:
        """Subjects with the place for which alone something is asked of them (A级营业厅的收费员), or with what of them it is asked of."""
        if self.standard.class_of(place) in self.standard.aspects.places:
            return self.text("placed", place=place, subject=subjects)
        return self.text("placed", place=subjects, subject=place)

    # ---- lists

    def entries(self, entries: Entries, subjects: str) -> str:
        """The question what stands in a list, or in the same lists of several subjects."""
        if not isinstance(entries, EntriesOf):
            return self.text("composed", "question", phrase=self.phrase(entries), aspect=self.aspect(_aspect(entries)))
        subject = self.placed(entries.scope, subjects) if entries.scope else subjects
        keys = (
            ("way",) if entries.way else (f"{entries.aspect}/{self.standard.class_of(entries.subject)}", entries.aspect or "all", "other")
        )
        return str(self.choice("list", *keys)).format(subject=subject, aspect=entries.aspect, way=entries.way)

    def counted(self, entries: Entries) -> str:
        """The question how much stands in a list."""
        aspect = _aspect(entries)
        parts = {"aspect": self.aspect(aspect), "measure": self.measure(aspect)}
        if not isinstance(entries, EntriesOf):
            return self.text("composed", "count", phrase=self.phrase(entries), **parts)
        keys = ("way",) if entries.way else (aspect, "other")
        return str(self.choice("counted", *keys)).format(subject=self._owner(replace(entries, way="")), way=entries.way, **parts)

    def _owner(self, entries: EntriesOf) -> str:
        """Whose list it is, with the place or the way for which alone it is asked."""
        subject = self.placed(entries.scope, entries.subject) if entries.scope else entries.subject
        return self.text("composed", "way", subject=subject, way=entries.way) if entries.way else subject

    def phrase(self, entries: Entries) -> str:
        """Who has what stands in a composed list: D级营业厅有而C级营业厅没有."""
        if isinstance(entries, EntriesOf):
            return self.text("composed", "has", subjects=self._owner(entries))
        if isinstance(entries, Difference):
            right = self._owners(entries.right)
            if right and isinstance(entries.right, (EntriesOf, Union)):
                lacking = self.text("composed", "lacking" if len(right) == 1 else "lacking_each", subjects=self.joined(right))
                return self.text("composed", "difference", left=self.phrase(entries.left), right=lacking)
            return self.text("composed", "except", left=self.phrase(entries.left), right=self.phrase(entries.right))
        flat = self._owners(entries)
        if flat:
            return self.text("composed", "every" if isinstance(entries, Intersection) else "any", subjects=self.joined(flat))
        key = "both" if isinstance(entries, Intersection) else "either"
        first, *rest = (self.phrase(part) for part in entries.of)
        for other in rest:
            first = self.text("composed", key, left=first, right=other)
        return first

    def _owners(self, entries: Entries) -> tuple[str, ...]:
        """Whose lists a list is made of; nothing where one of them is itself composed."""
        if isinstance(entries, EntriesOf):
            return (self._owner(entries),)
        if isinstance(entries, Difference) or not all(isinstance(part, EntriesOf) for part in entries.of):
            return ()
        return tuple(self._owner(part) for part in entries.of if isinstance(part, EntriesOf))


def _aspect(entries: Entries) -> str:
    """The aspect of the first leaf of a list."""
    while not isinstance(entries, EntriesOf):
        entries = entries.left if isinstance(entries, Difference) else entries.of[0]
    return entries.aspect


def _list(sayings: Sayings, question: forms.List) -> str:
    """Lists that differ only in their subjects are asked for in one sentence."""
    alike: dict[Any, list[Entries]] = {}
    for entries in question.of:
        cls = sayings.standard.class_of(entries.subject) if isinstance(entries, EntriesOf) else ""
        key = (cls, entries.aspect, entries.scope, entries.way) if isinstance(entries, EntriesOf) else entries
        alike.setdefault(key, []).append(entries)
    return "".join(dict.fromkeys(sayings.entries(same[0], _named(sayings, same)) for same in alike.values()))


def _named(sayings: Sayings, entries: list[Entries]) -> str:
    return sayings.joined(tuple(one.subject for one in entries if isinstance(one, EntriesOf)))


def _select(sayings: Sayings, question: forms.Select) -> str:
    where = question.subjects
    predicate = sayings.predicate(_there(where), sayings.cls(where))
    return sayings.text("select", which=sayings.which(where.subjects), predicate=predicate)


def _there(where: forms.Where) -> Predicate:
    """What is asked of subjects, without the place that they themselves are said to be of."""
    of, predicate = where.subjects, where.predicate
    place = of.entries.subject if isinstance(of, Entered) and isinstance(of.entries, EntriesOf) else ""
    return replace(predicate, at="") if isinstance(predicate, OpenAllHours) and predicate.at == place else predicate


def _decide(sayings: Sayings, question: forms.Decide) -> str:
    subjects, predicate = sayings.subjects(question.subjects), question.predicate
    leaf = predicate.of if isinstance(predicate, Not) else predicate
    if isinstance(leaf, Has) and leaf.scope:
        subjects = sayings.placed(leaf.scope, subjects)
        bare = replace(leaf, scope="")
        predicate = Not(bare) if isinstance(predicate, Not) else bare
    said = sayings.clause(predicate, sayings.cls(question.subjects))
    parts = {"side": sayings.of_side(said), "text": said.text, "whole": said.whole}
    if question.quantifier == "some" and isinstance(question.subjects, All):
        return sayings.text("decide", "any", one=sayings.which(question.subjects, one=True), **parts)
    return sayings.text("decide", _quantifier(question), subjects=subjects, **parts)


def _quantifier(question: forms.Decide) -> str:
    """How many are asked about: of one alone neither all nor some."""
    alone = isinstance(question.subjects, Named) and len(question.subjects.names) == 1
    return "each" if alone and question.quantifier != "only" else question.quantifier


def _count(sayings: Sayings, question: forms.Count) -> str:
    if isinstance(question.of, forms.List):
        return "".join(sayings.counted(entries) for entries in question.of.of)
    where = question.of.subjects
    cls = sayings.cls(where)
    number, predicate = sayings.of_class("number", cls), sayings.predicate(_there(where), cls)
    if isinstance(where.subjects, All):
        return sayings.text("count", "all", number=number, kind=sayings.of_class("kind", cls), predicate=predicate)
    return sayings.text("count", "among", subjects=sayings.subjects(where.subjects), number=number, predicate=predicate)


def _rank(sayings: Sayings, question: forms.Rank) -> str:
    return sayings.text("rank", question.extreme, which=sayings.which(question.subjects, one=True), aspect=sayings.aspect(question.aspect))


def _alike(sayings: Sayings, question: forms.Alike) -> str:
    return sayings.text("alike", which=sayings.which(question.subjects), aspect=sayings.aspect(question.aspect))


def _compare(sayings: Sayings, question: forms.Compare) -> str:
    aspects = sayings.joined(tuple(map(sayings.aspect, question.aspects)))
    return sayings.text("compare", "some" if aspects else "all", subjects=sayings.joined(question.subjects.names), aspects=aspects)


def _step(sayings: Sayings, question: forms.StepAt) -> str:
    number = question.number
    if question.step:
        key = {0: "own", 1: "next", -1: "previous"}.get(number, "after" if number > 0 else "before")
    else:
        key = {1: "first", -1: "last"}.get(number, "number" if number > 0 else "back")
    return sayings.text("step", key, service=sayings.service(question.service), step=question.step, number=abs(number))


def _between(sayings: Sayings, question: forms.Between) -> str:
    key = "both" if question.after and question.before else "after" if question.after else "before"
    return sayings.text("between", key, service=sayings.service(question.service), after=question.after, before=question.before)


def _order(sayings: Sayings, question: forms.Order) -> str:
    return sayings.text(
        "order", service=sayings.service(question.service), steps=sayings.joined(tuple(f"“{step}”" for step in question.steps))
    )


def _hours(sayings: Sayings, question: forms.Hours) -> str:
    key = "scope" if question.scope else "subject"
    if not question.subjects:
        key = "scope_only" if question.scope else "all"
    return sayings.text("hours", key, subjects=sayings.joined(question.subjects), scope=question.scope)


def _provision(sayings: Sayings, question: forms.Provision) -> str:
    key = "both" if question.subject and question.topic else "topic" if question.topic else "subject"
    return sayings.text("provision", key, subject=question.subject, topic=question.topic)


def _serial(sayings: Sayings, question: forms.Serial) -> str:
    return sayings.text("serial", "subject" if question.subject else "any", thing=question.thing, subject=question.subject)


def _quantity(sayings: Sayings, question: forms.Quantity) -> str:
    key = "subject" if question.subject else "any"
    if question.number:
        key = "number" if question.subject else "number_any"
    return sayings.text("quantity", key, thing=question.thing, subject=question.subject, number=question.number)


def _entry(sayings: Sayings, question: forms.Entry) -> str:
    numbers = sayings.joined(tuple(map(str, question.numbers)), "list")
    return sayings.text(
        "entry", subject=question.subject, aspect=question.aspect, numbers=numbers, measure=sayings.measure(question.aspect)
    )


def _comply(sayings: Sayings, question: forms.Comply) -> str:
    halls = sayings.joined(tuple(_described(sayings, hall) for hall in question.halls), "halls")
    aspects = sayings.joined(question.aspects)
    if any(not hall.grade for hall in question.halls):
        key = "fit"
    elif len(question.halls) > 1:
        key = "which"
    else:
        hall = question.halls[0]
        key = "ask" if hall.lacks or hall.complete else "lacking"
    if aspects:
        aspects = sayings.text("comply", "of", aspects=aspects)
    return sayings.text("comply", key, halls=halls, aspects=aspects)


def _described(sayings: Sayings, hall: forms.DescribedHall) -> str:
    label = hall.label or sayings.text("comply", "hall")
    if hall.grade and hall.label != hall.grade:
        label = sayings.text("comply", "graded", label=label, grade=hall.grade)
    said = {"has": hall.has, "lacks": hall.lacks, "complete": hall.complete}
    key = "_".join(name for name, there in said.items() if there) or "nothing"
    return sayings.text("described", key, label=label, has=sayings.some(hall.has), lacks=sayings.some(hall.lacks))


def _suppose(sayings: Sayings, question: forms.Suppose) -> str:
    change = question.change
    if isinstance(change, Becomes):
        aspects = sayings.joined(question.aspects)
        key = "becomes_aspects" if aspects else "becomes"
        return sayings.text("suppose", key, subject=question.subject, to=change.to, aspects=aspects)
    key = "adds" if isinstance(change, Adds) else "removes"
    return sayings.text("suppose", key, subject=question.subject, things=sayings.joined(change.things))


def _unlisted(sayings: Sayings, question: forms.Unlisted) -> str:
    key = f"{'thing' if question.thing else 'other'}{'_aspects' if question.aspects else ''}"
    aspects = sayings.joined(tuple(map(sayings.aspect, question.aspects)))
    return sayings.text("unlisted", key, subject=question.subject, thing=question.thing, aspects=aspects)


def _beyond(sayings: Sayings, question: forms.Beyond) -> str:
    topics = sayings.text("beyond", "topics", topics=sayings.joined(question.topics, "list"))
    if question.nearby is None:
        return topics
    return sayings.text("beyond", "nearby", topics=topics, nearby=says(question.nearby, sayings.standard))


def _simple(section: str, **fields: str) -> Callable[[Sayings, Any], str]:
    """How a form is said whose fields stand in its template as they are."""

    def said(sayings: Sayings, question: Any) -> str:
        parts = {name: getattr(question, field) for name, field in fields.items()}
        return sayings.text(
            section, **{name: sayings.joined(part, "list") if isinstance(part, tuple) else part for name, part in parts.items()}
        )

    return said


_SAYS: dict[type, Callable[[Sayings, Any], str]] = {
    forms.List: _list,
    forms.Select: _select,
    forms.Decide: _decide,
    forms.Count: _count,
    forms.Rank: _rank,
    forms.Alike: _alike,
    forms.Compare: _compare,
    forms.StepAt: _step,
    forms.Between: _between,
    forms.Order: _order,
    forms.Hours: _hours,
    forms.Provision: _provision,
    forms.Define: _simple("define", term="term"),
    forms.Read: _simple("read", references="references"),
    forms.Mention: _simple("mention", reference="reference", things="things"),
    forms.Entry: _entry,
    forms.Serial: _serial,
    forms.Quantity: _quantity,
    forms.Code: _simple("code", names="names"),
    forms.Comply: _comply,
    forms.Suppose: _suppose,
    forms.Lost: _simple("lost"),
    forms.Unlisted: _unlisted,
    forms.Unknown: _simple("unknown", word="word"),
    forms.Search: _simple("search", text="text"),
    forms.Beyond: _beyond,
    forms.Social: lambda sayings, question: sayings.text("social", question.act),
    forms.Why: lambda sayings, question: sayings.text("why", question=says(question.question, sayings.standard)),
    forms.Many: lambda sayings, question: "".join(says(part, sayings.standard) for part in question.of),
}
