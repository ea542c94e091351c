"""The relations seen through the aspects of `aspects.yaml`: what a subject has in an aspect, and by which facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from rules.evaluator.truth import Truth
from rules.facts import Conclusions, Fact
from rules.findings import Group, Item, Service
from rules.knowledge import Knowledge
from rules.model import Aspect, NumberedList, Source
from rules.text import normal

KEPT = 16384
"""So many lists and answers to what a subject has are kept."""
PROVISION, HOURS, CONDITION, DEFINITION = "provision", "hours", "condition", "definition"


class Views:
    """What the standard says of its subjects, aspect by aspect. Safe to share: nothing in it changes."""

    def __init__(self, known: Knowledge, conclusions: Conclusions | None = None) -> None:
        """`conclusions`: what follows from what is supposed; of everything where nothing is."""
        self.known = known
        self.standard = known.standard
        self.aspects = known.standard.aspects.aspects
        self.rules = known.standard.aspects
        self.conclusions = conclusions or known.everything()
        self.judgements: dict[Any, Any] = {}
        # Kept, since nothing in it changes: the same lists are looked at for every subject of a class, and again with the next question.
        self.listed = lru_cache(maxsize=KEPT)(self._listed)
        self.provisions = lru_cache(maxsize=KEPT)(self._provisions)
        self.item = lru_cache(maxsize=KEPT)(self._item)
        self.aspects_of = lru_cache(maxsize=KEPT)(self._aspects_of)
        self.holding = lru_cache(maxsize=KEPT)(self._all_holding)
        self.spoken_of = lru_cache(maxsize=KEPT)(self._spoken_of)

    # ---- which aspects

    def _aspects_of(self, entry: str, subject: str = "") -> tuple[str, ...]:
        """The aspects that can hold an entry; of them those that the class of `subject` has, where one is given."""
        cls = self.standard.class_of(entry)
        found = [name for name, aspect in self.aspects.items() if cls in aspect.entries]
        if subject:
            found = [name for name in found if self.suits(subject, name)]
        return tuple(found)

    def suits(self, subject: str, aspect: str) -> bool:
        """Whether the class of a subject has an aspect, itself or through what the subject is made of."""
        view = self.aspects[aspect]
        return self.standard.class_of(subject) in view.subjects or bool(self._parts(view, subject))

    def present(self, subject: str) -> tuple[str, ...]:
        """The aspects of which the standard says anything for a subject, in the order of the file."""
        return tuple(
            name
            for name in self.aspects
            if self.standard.class_of(subject) in self.aspects[name].subjects
            and not self.aspects[name].aside
            and (self.listed(subject, name) or set(self.provisions(subject, name)) - set(self.gap(subject, name)))
        )

    def concepts_of(self, cls: str) -> tuple[str, ...]:
        """The concepts of a class; every place, but not the general one, where no class is named."""
        if cls:
            return self.standard.of_class(cls)
        general = {*self.rules.general.values()}
        return tuple(name for place in self.rules.places for name in self.standard.of_class(place) if name not in general)

    # ---- what a subject has

    def _listed(self, subject: str, aspect: str, scope: str = "", way: str = "", finest: bool = False) -> tuple[Fact, ...]:
        """What a subject has in an aspect, in the order of the standard; its own, else what its general kind has; with what any has.

        `finest`: from the last of the relations that has anything, which goes into more detail than the first.
        """
        view = self.aspects[aspect]
        found = self._own(view, subject, finest)
        if view.inherits and (view.adds or not found) and (above := self._above(subject)):
            there = {self.entry(view, fact) for fact in found}
            found += tuple(fact for fact in self.listed(above, aspect, scope, way, finest) if self.entry(view, fact) not in there)
        if view.general and (general := self.rules.general.get(self.standard.class_of(subject))):
            found += tuple(fact for fact in self._own(view, general) if fact["modality"] in self.rules.binding and fact not in found)
        if not found:
            found = tuple(fact for part in self._parts(view, subject) for fact in self._own(view, part))
        if view.alone:
            alone = self.known.about(subject).reasons
            found = tuple(fact for fact in found if fact in alone)
        if scope:
            found = tuple(fact for fact in found if self.within(fact, scope))
        if way:
            found = tuple(fact for fact in found if fact.by_field.get("way") == way)
        if view.order:
            return tuple(sorted(found, key=lambda fact: int(fact[view.order])))
        return tuple(sorted(found, key=lambda fact: self.standard.order[self.entry(view, fact)])) if view.sorted else found

    def _all_holding(self, subject: str, entry: str, aspects: tuple[str, ...], scope: str = "", way: str = "") -> tuple[Fact, ...]:
        """The facts by which a subject has an entry in one of the aspects: its own first, then through what it is made of."""
        found: dict[Fact, None] = {}
        for aspect in aspects:
            for fact in self._holding(self.aspects[aspect], subject, entry):
                if (not scope or self.within(fact, scope)) and (not way or fact.by_field.get("way") == way):
                    found[fact] = None
        return tuple(found)

    def _spoken_of(self, entry: str, aspects: tuple[str, ...]) -> bool:
        """Whether any subject has an entry in one of the aspects: where none has, the standard does not speak of it, which is no "no"."""
        return any(
            self.holding(name, entry, (one,)) for one in aspects for cls in self.aspects[one].subjects for name in self.concepts_of(cls)
        )

    def _holding(self, view: Aspect, subject: str, entry: str) -> Iterator[Fact]:
        subjects = [subject]
        if view.inherits and (view.adds or not self._own(view, subject)):
            subjects += list(self._chain(subject))[1:]
        if view.general and (general := self.rules.general.get(self.standard.class_of(subject))):
            subjects.append(general)
        for owner in (*subjects, *self._parts(view, subject)):
            facts = list(self._everything_of(view, owner))
            if owner in self.rules.general.values() and owner != subject:
                facts = [fact for fact in facts if fact["modality"] in self.rules.binding]
            yield from self._matching(view, facts, entry)

    def _matching(self, view: Aspect, facts: list[Fact], entry: str) -> Iterator[Fact]:
        """The facts that have the entry, or what stands for it: a special kind, or, where the list covers them, the general kind."""
        if view.covers == "general":
            for name in self._chain(entry):
                if same := [fact for fact in facts if self.entry(view, fact) == name]:
                    yield from same
                    return
            return
        cases = self.standard.narrower.get(entry, frozenset({entry}))
        for fact in facts:
            if self.entry(view, fact) in cases or fact.by_field.get("scope") == entry:
                yield fact

    def _own(self, view: Aspect, subject: str, finest: bool = False) -> tuple[Fact, ...]:
        """What a subject has itself, from the first (or the last) of the relations that has anything of it."""
        for source in reversed(view.sources) if finest else view.sources:
            if found := self._facts(source, subject):
                return found
        return ()

    def _everything_of(self, view: Aspect, subject: str) -> Iterator[Fact]:
        for source in view.sources:
            yield from self._facts(source, subject)

    def _facts(self, source: Source | None, subject: str) -> tuple[Fact, ...]:
        if source is None:
            return ()
        found = self.conclusions.of(source.relation, **{source.subject: subject, **source.where})
        return tuple(fact for fact in found if fact[source.entry] != subject)  # a group of services is a member of itself

    def _parts(self, view: Aspect, subject: str) -> tuple[str, ...]:
        """What a subject is made of, where the aspect looks into it."""
        if view.through is None:
            return ()
        found = self.conclusions.of(view.through.relation, **{view.through.subject: subject})
        return tuple(dict.fromkeys(fact.text(view.through.entry) for fact in found))

    def _above(self, name: str) -> str:
        return self.standard.concepts[name].broader if name in self.standard.concepts else ""

    def _chain(self, name: str) -> Iterator[str]:
        """A concept, then what it is a case of, and so on."""
        while name:
            yield name
            name = self._above(name)

    def within(self, fact: Fact, place: str) -> bool:
        """Whether a fact holds at a place: its scope names it, stands for all of its class, or is empty; on a thing: its scope names it."""
        scope, cls = str(fact.by_field.get("scope", "")), self.standard.class_of(place)
        return place in scope or (cls in self.rules.places and (not scope or self.rules.scopes.get(scope) == cls))

    # ---- facts as entries

    def entry(self, view: Aspect, fact: Fact) -> str:
        """The entry of which a fact says that a subject has it."""
        return fact.text(next(source.entry for source in view.sources if source.relation == fact.kind))

    def _item(self, aspect: str, fact: Fact, subject: str = "") -> Item:
        """A fact as an entry of a list of `subject`."""
        view = self.aspects[aspect]
        values = fact.by_field
        name = self.entry(view, fact)
        source = next(source for source in view.sources if source.relation == fact.kind)
        way = str(values.get("way", ""))
        owner = str(values[source.subject])
        told = (*self._conditions_told(view, fact), *(self._hours_told(name, subject) if view.conditions else ()))
        above = owner if subject and owner != subject and owner in self._chain(subject) else ""
        return Item(
            name=name,
            via=above,
            number=int(values.get("number", 0)),
            modality=str(values.get("modality", "")),
            scope="，".join(_each_once((str(values.get("scope", "")), str(values.get("worded", "")), *told))),
            lost=self.is_lost(name),
            owner=owner if subject and owner != subject and owner in self._parts(view, subject) else "",
            way=way if way in self.rules.told_ways else "",
            phrase=self.phrase(name),
        )

    def _conditions_told(self, view: Aspect, fact: Fact) -> tuple[str, ...]:
        """The conditions on which what is not always there is to be had; others only where the aspect tells them."""
        told = view.conditions or fact.by_field.get("modality") in self.rules.weak
        return tuple(found.text("text") for found in self.conditions(fact)) if told else ()

    def _hours_told(self, place: str, subject: str) -> tuple[str, ...]:
        """When a service is to be had somewhere, where hours are laid down for it."""
        return tuple(fact.text("hours") for fact in self.conclusions.of(HOURS, subject=place) if subject and subject in fact.text("scope"))

    def conditions(self, fact: Fact) -> tuple[Fact, ...]:
        """On what conditions a service is had in the way that a fact says; nothing for a fact of another relation."""
        values = fact.by_field
        if not {"service", "channel"} <= set(values):
            return ()
        return self.conclusions.of(CONDITION, service=values["service"], channel=values["channel"])

    def unconditional(self, fact: Fact) -> tuple[Fact, ...]:
        """That a service is open to everybody, where the standard says so."""
        values = fact.by_field
        if not {"service", "channel"} <= set(values):
            return ()
        return self.conclusions.of("open", service=values["service"], channel=values["channel"])

    def phrase(self, name: str) -> str:
        """What one must do or be who has a concept; its name where nothing is laid down."""
        return self.standard.concepts[name].phrase or name if name in self.standard.concepts else name

    def is_lost(self, name: str) -> bool:
        """Whether the source lost the name of a concept."""
        return name in self.standard.concepts and self.standard.concepts[name].lost

    def measure(self, aspect: str) -> str:
        """The measure word with which entries of an aspect are counted."""
        return self.known.measure(aspect)

    # ---- lists

    def group(self, subject: str, aspect: str, scope: str = "", way: str = "") -> tuple[Group, tuple[Fact, ...]]:
        """What a subject has in an aspect as a group of a list, with the facts that say so."""
        facts = self.listed(subject, aspect, scope, way)
        provisions = () if scope or way else self.provisions(subject, aspect)
        items = tuple(self.item(aspect, fact, subject) for fact in facts)
        gone = self.gap(subject, aspect) if not facts else ()
        cited = self._facts(self.aspects[aspect].laid_down, subject) if facts else ()
        said = (*cited, *facts, *(fact for one in facts if self.aspects[aspect].conditions for fact in self.conditions(one)), *provisions)
        group = Group(
            subject=subject,
            category=aspect,
            items=items,
            provisions=tuple(self.said(fact) for fact in provisions),
            clauses=self.known.clauses_of(self.conclusions, said),
            measure=self.measure(aspect),
            truth=self._truth(subject, aspect, bool(facts or set(provisions) - set(gone)), bool(gone), bool(scope or way)),
            ordered=bool(self.aspects[aspect].order),
            complete=not any(self.open_ended(item.name) for item in items) and not self.broken_off(facts),
            cls=self.standard.class_of(subject),
            scope=scope,
            way=way,
        )
        return group, said

    def _truth(self, subject: str, aspect: str, there: bool, gone: bool, narrowed: bool) -> Truth:
        """Why a list is empty, where it is: lost, none of it as narrowly as was asked, or never spoken of."""
        if there:
            return "yes"
        if gone:
            return "undecidable"
        return "no" if narrowed and self.listed(subject, aspect) else "silent"

    def broken_off(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        """The clauses that say that the clause ends too early in which facts are laid down."""
        return self.cut_short(self.known.clauses_of(self.conclusions, facts))

    def counted(self, aspect: str, facts: Iterable[Fact]) -> tuple[str, ...]:
        """The entries that count: not a special kind beside its general one, nor an end that is lost."""
        names = tuple(self.entry(self.aspects[aspect], fact) for fact in facts)
        return tuple(name for name in names if self._above(name) not in names and not self.open_ended(name))

    def generals_of(self, subject: str) -> tuple[str, ...]:
        """What stands for every concept of a subject's class, and for those of which it is a part (a zone of a hall)."""
        classes = [self.standard.class_of(subject)]
        for part in (view.through for view in self.aspects.values() if view.through):
            classes += [
                self.standard.class_of(fact.text(part.subject)) for fact in self.conclusions.of(part.relation, **{part.entry: subject})
            ]
        return tuple(dict.fromkeys(self.rules.general[cls] for cls in classes if self.rules.general.get(cls, subject) != subject))

    def _provisions(self, subject: str, aspect: str) -> tuple[Fact, ...]:
        """What else is laid down for a subject in the section of the standard that treats of an aspect, or of what its entries are."""
        general = self.rules.general.get(self.standard.class_of(subject), "")
        found = [*self.conclusions.of(PROVISION, subject=subject)]
        found += self.conclusions.of(PROVISION, subject=general) if general else ()
        view = self.aspects[aspect]
        named = (self.entry(view, fact) for fact in self._own(view, subject)) if aspect in self.rules.explained else ()
        defined = tuple(fact for name in named for fact in self.conclusions.of(DEFINITION, term=name))
        return defined + tuple(fact for fact in found if aspect in (fact["topic"], self.section(fact)))

    def said(self, fact: Fact) -> str:
        """A provision or definition in its words."""
        return f"{fact['term']}：{fact['text']}" if fact.kind == DEFINITION else fact.text("text")

    def sentence(self, fact: Fact) -> str:
        """A provision in its words, with what it is laid down of where they do not name that."""
        subject, text = str(fact.by_field.get("subject", "")), self.said(fact)
        return text if subject in text else f"{subject}：{text}"

    def section(self, fact: Fact) -> str:
        """The aspect of which the section of a chapter treats in which a fact is laid down; "" for none."""
        rule = self.conclusions.reasons[fact][0].rule
        number = ".".join(rule.clause.split(" ")[0].split(".")[:3]) if rule else ""
        clause = self.standard.clauses.get(number)
        return self._headings.get(normal(clause.heading), "") if clause else ""

    @cached_property
    def _headings(self) -> dict[str, str]:
        return {normal(word): name for name in self.standard.of_class("category") for word in self.standard.concepts[name].words}

    # ---- what is lost

    def gap(self, subject: str, aspect: str) -> tuple[Fact, ...]:
        """What the standard says of an aspect in place of what the source has lost; nothing where it is silent."""
        general = self.rules.general.get(self.standard.class_of(subject), "")
        found = [fact for owner in (subject, general) if owner for fact in self.conclusions.of(PROVISION, subject=owner, topic=aspect)]
        return tuple(fact for fact in found if self._rests_on_lost(fact))

    def _rests_on_lost(self, fact: Fact) -> bool:
        rule = self.conclusions.reasons[fact][0].rule
        return bool(rule) and self.standard.clauses[rule.clause].status == "lost" if rule else False

    @cached_property
    def lists(self) -> dict[str, NumberedList]:
        """The numbered lists of the standard by the clause that has each."""
        return {number: clause.numbered for number, clause in self.standard.clauses.items() if clause.numbered}

    def lists_with(self, entry: str) -> tuple[tuple[str, NumberedList], ...]:
        """The numbered lists in which an entry stands, with their clauses."""
        return self._in_lists.get(entry, ())

    @cached_property
    def _in_lists(self) -> dict[str, tuple[tuple[str, NumberedList], ...]]:
        names = dict.fromkeys(name for found in self.lists.values() for name in found.items)
        return {name: tuple((number, found) for number, found in self.lists.items() if name in found.items) for name in names}

    def open_ended(self, name: str) -> bool:
        """Whether a lost name stands for nobody knows how many: it is no entry of a numbered list."""
        return self.is_lost(name) and not self.lists_with(name)

    def may_be_lost(self, entry: str, facts: Iterable[Fact], aspect: str) -> bool:
        """Whether an entry that is not among `facts` may be one of those whose names the source lost.

        It is none of them where it stands elsewhere in the same numbered list.
        """
        view = self.aspects[aspect]
        lost = [name for fact in facts if self.is_lost(name := self.entry(view, fact))]
        return any(not any(entry in found.items for _, found in self.lists_with(name)) for name in lost)

    def where_listed(self, subject: str) -> tuple[str, ...]:
        """The clause that says which group a subject belongs to, or that would say it: what to cite for one that has nothing of its own."""
        member = self.rules.member
        if self.standard.class_of(subject) not in self.aspects[self.rules.groups].subjects:
            return ()
        facts = self.conclusions.of(member.relation, **{member.entry: subject}) or self.conclusions.of(member.relation)[:1]
        return self.known.clauses_of(self.conclusions, facts)[:1]

    def cut_short(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """The clauses that say that the end of one of `clauses` is lost."""
        return tuple(number for clause in clauses for number in self._ends if number.partition(" ")[0] == clause)

    @cached_property
    def _ends(self) -> tuple[str, ...]:
        lost = (number for number, clause in self.standard.clauses.items() if clause.status == "lost")
        return tuple(number for number in lost if " " in number and not _of_entries(number))

    @cached_property
    def clause_keys(self) -> dict[str, tuple[str, str]]:
        """The number and the code of each clause as they are compared; "" for no code, which is no reference."""
        return {number: (clause_key(number), clause_key(clause.code) or "-") for number, clause in self.standard.clauses.items()}

    def of_entries(self, clause: str, numbers: Iterable[int]) -> tuple[str, ...]:
        """The entries of the standard that speak of just these items of a list, such as 4.1.6.1 第16~18项."""
        return tuple(dict.fromkeys(other for number in numbers for other in self._entries.get((clause, number), ())))

    @cached_property
    def _entries(self) -> dict[tuple[str, int], tuple[str, ...]]:
        keys = {number: clause_key(number) for number in self.standard.clauses if _of_entries(number)}
        return {
            (clause, place): tuple(number for number, key in keys.items() if holds_entry(key, f"{clause_key(clause)}#{place}"))
            for clause, listed in self.lists.items()
            for place in range(1, len(listed.items) + 1)
        }

    def gaps(self, items: Iterable[Item]) -> tuple[str, ...]:
        """The clauses that say that the names of entries are lost, or the end of a flow."""
        lost = [item.name for item in items if item.lost]
        found = [
            clause
            for number, listed in self.lists.items()
            for clause in self.of_entries(number, (listed.items.index(name) + 1 for name in lost if name in listed.items))
        ]
        open_ = [name for name in lost if self.open_ended(name)]
        facts = [fact for name in open_ for fact in self.conclusions.of(self.aspects[self.rules.flow].sources[0].relation, action=name)]
        return tuple(dict.fromkeys((*found, *self.cut_short(self.known.clauses_of(self.conclusions, facts)))))

    # ---- hours

    def hours(self, subject: str, scope: str = "") -> tuple[Fact, ...]:
        """When a subject serves; for a mode or function only what is said of it, or of the whole subject."""
        found = self.conclusions.of(HOURS, subject=subject)
        if not scope:
            return found
        own = tuple(fact for fact in found if not fact["scope"] or scope in fact.text("scope"))
        rest = tuple(fact for fact in found if fact["scope"] == self.rules.rest)
        return own or (rest if self.standard.class_of(scope) in ("function", "service") else ())

    def all_hours(self, fact: Fact) -> bool:
        """Whether hours are round the clock."""
        return self.rules.all_hours in fact.text("hours")

    def clocked(self, fact: Fact) -> bool:
        """Whether hours say when, and not only who decides it."""
        return fact["modality"] not in self.rules.binding or any(character.isdigit() for character in fact.text("hours"))

    def service(self, fact: Fact) -> Service:
        """Hours as a value."""
        clauses = self.known.clauses_of(self.conclusions, [fact])
        return Service(fact.text("subject"), fact.text("scope"), fact.text("hours"), fact.text("modality"), clauses)


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    """Words in a row without those that another one has in it: 客户自助缴费 is said by 方式为客户自助缴费."""
    found = tuple(dict.fromkeys(filter(None, words)))
    return tuple(word for word in found if not any(word in other and word != other for other in found))


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Numbers in order, with runs drawn together: (1, 3), (5, 5)."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return tuple((first, last) for first, last in found)


def _of_entries(number: str) -> bool:
    return "#" in clause_key(number)


def holds_entry(key: str, wanted: str) -> bool:
    """Whether `key` is that of an entry of a list, or of a run of them (4.1.6.1#16~18), and `wanted` one of them (4.1.6.1#17)."""
    run, one = re.fullmatch(r"(.+)#(\d+)~(\d+)", key), re.fullmatch(r"(.+)#(\d+)", wanted)
    return key == wanted or bool(run and one and run[1] == one[1] and int(run[2]) <= int(one[2]) <= int(run[3]))


def clause_key(reference: str) -> str:
    """A clause number as it is compared: without blanks, brackets and words for clause; an item of a list is below its clause."""
    text = re.sub(r"第(\d+(?:~\d+)?)项", r"#\1", reference)
    return re.sub(r"[\s第条款章节()（）]", "", text).lower().rstrip(".")
