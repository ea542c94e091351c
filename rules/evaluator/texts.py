"""What the standard says in so many words: hours, provisions, definitions, clauses, numbered entries, codes; and what it does not say."""

from __future__ import annotations

from rules.evaluator.result import Result, several
from rules.evaluator.views import DEFINITION, HOURS, PROVISION, Views, clause_key, holds_entry
from rules.facts import Fact
from rules.findings import ClauseText, Coded, Gone, Mentioned, NotFound, NumberedItem, Serving, Statements
from rules.model import Clause, NumberedList
from rules.question import forms

FEW = 3
"""The provisions of one rule are told together where they are no more."""


def hours(views: Views, question: forms.Hours) -> Result:
    """When subjects serve, for a mode or function where one is named; of whom the standard says nothing."""
    every = tuple(dict.fromkeys(fact.text("subject") for fact in views.conclusions.of(HOURS) if _has(views, fact, question.scope)))
    subjects = question.subjects or every
    facts: dict[Fact, None] = {}
    gaps: dict[Fact, None] = {}
    silent: list[str] = []
    for subject in subjects:
        found = views.hours(subject, question.scope)
        if question.scope and question.subjects and not found:
            found = views.hours(subject)
        lost = views.gap(subject, views.rules.hours) if not found else ()
        facts.update(dict.fromkeys(found))
        gaps.update(dict.fromkeys(lost))
        if not found and not lost and question.subjects:
            silent.append(subject)
    lines = tuple(views.service(fact) for fact in facts)
    said = tuple(dict.fromkeys(views.said(fact) for fact in gaps))
    silent += [question.scope] if question.scope and not (lines or gaps or silent) else []
    return Result(Serving(lines, tuple(silent), said), (*facts, *gaps))


def _has(views: Views, fact: Fact, scope: str) -> bool:
    """Whether the subject of hours has the mode or function asked about."""
    subject = fact.text("subject")
    return not scope or bool(views.holding(subject, scope, views.aspects_of(scope, subject)))


def provision(views: Views, question: forms.Provision) -> Result:
    """What is laid down of a topic, of a subject, or of both, in the standard's own sentences."""
    found = _laid_down(views, question.subject, question.topic)
    if not found:
        return _elsewhere(views, question)
    found = _siblings(views, found)
    different = tuple({fact.text("text"): fact for fact in reversed(found)}.values())
    lines = tuple((views.sentence(fact), views.known.clauses_of(views.conclusions, [fact])) for fact in found if fact in different)
    return Result(Statements(tuple(filter(None, (question.subject, question.topic))), lines), found)


def _laid_down(views: Views, subject: str, topic: str) -> tuple[Fact, ...]:
    """The provisions on a topic for a subject, or else for what stands for all of its kind; of a subject alone only its own."""
    cases = views.standard.narrower.get(topic, frozenset({topic}))
    for owner in (subject, *(views.generals_of(subject) if subject and topic else ())):
        wanted = {"subject": owner} if owner else {}
        if found := tuple(fact for fact in views.conclusions.of(PROVISION, **wanted) if not topic or fact["topic"] in cases):
            return found
    return ()


def _elsewhere(views: Views, question: forms.Provision) -> Result:
    """That a topic is not laid down for a subject, with what is laid down of it for others."""
    about = tuple(filter(None, (question.subject, question.topic)))
    if not (question.subject and question.topic):
        return Result(NotFound("provision", about, ()))
    near = provision(views, forms.Provision(topic=question.topic))
    if not isinstance(near.finding, Statements):
        return Result(NotFound("provision", about, ()))
    return Result(Statements(about, near.finding.statements, "silent"), near.facts)


def _siblings(views: Views, chosen: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The provisions chosen, with the others of their rule where these are few: they say one thing together."""
    rules = {views.conclusions.reasons[fact][0].rule for fact in chosen}
    group = tuple(fact for fact in views.conclusions.of(PROVISION) if views.conclusions.reasons[fact][0].rule in rules)
    others = tuple(fact for fact in group if fact not in chosen)
    return (*chosen, *others) if len(group) <= FEW else chosen


def define(views: Views, question: forms.Define) -> Result:
    """What a concept is; of one whose clause the source lost, what is left of it."""
    facts = views.conclusions.of(DEFINITION, term=question.term)
    if facts:
        lines = tuple((views.said(fact), views.known.clauses_of(views.conclusions, [fact])) for fact in facts)
        return Result(Statements((question.term,), lines), facts)
    concept = views.standard.concepts.get(question.term)
    lost = [clause for clause in views.standard.clauses.values() if concept and concept.code and clause.code == concept.code]
    gone = tuple(clause for clause in lost if clause.status == "lost")
    if gone:
        return Result(
            ClauseText(gone[0].code, tuple(views.known.cite(clause.number) for clause in gone)), (), tuple(c.number for c in gone)
        )
    return Result(NotFound("definition", (question.term,), ()))


# ---- clauses


def read(views: Views, question: forms.Read) -> Result:
    """The clauses with the numbers or codes asked for, with those below them."""
    found = tuple({clause.number: clause for part in question.references for clause in find_clauses(views, part)}.values())
    if not found:
        chapters = tuple(number for number, clause in views.standard.clauses.items() if clause.code and number.count(".") == 1)
        return Result(NotFound("clause", question.references, chapters))
    return Result(ClauseText(found[0].number, tuple(views.known.cite(c.number) for c in found)), (), tuple(c.number for c in found))


def mention(views: Views, question: forms.Mention) -> Result:
    """Whether a clause, or one below it, speaks of things."""
    found = find_clauses(views, question.reference)
    if not found:
        return read(views, forms.Read((question.reference,)))
    readable = [clause for clause in found if clause.status != "lost"] or list(found)
    listed = tuple(place for clause in found for place in _listed(views, clause, question.things))
    on_list = {thing for _, thing, _, _ in listed}
    there = tuple(thing for thing in question.things if thing in on_list or any(thing in clause.statement for clause in found))
    absent = tuple(thing for thing in question.things if thing not in there)
    speaking = [clause for clause in found if any(thing in clause.statement for thing in there)]
    shown = tuple(views.known.cite(clause.number) for clause in speaking[:FEW])
    lost = any(clause.status == "lost" for clause in found)
    finding = Mentioned(readable[0].number, there, absent, shown, lost, listed)
    numbers = (*(clause.number for clause in speaking), *(number for number, _, _, _ in listed))
    return Result(finding, (), tuple(dict.fromkeys(numbers)) or (readable[0].number,))


def _listed(views: Views, clause: Clause, things: tuple[str, ...]) -> tuple[tuple[str, str, int, str], ...]:
    """Where things stand on the numbered list of a clause that does not name them in its text: clause, thing, number, measure word."""
    items = clause.numbered.items if clause.numbered else ()
    measure = views.measure(clause.numbered.category) if clause.numbered else ""
    names = (thing for thing in things if thing in items and thing not in clause.statement)
    return tuple((clause.number, thing, items.index(thing) + 1, measure) for thing in names)


def find_clauses(views: Views, reference: str) -> tuple[Clause, ...]:
    """The clauses that a number or code names, with those below; empty where there is none."""
    wanted, keys = clause_key(reference), views.clause_keys
    exact = [number for number, (key, code) in keys.items() if wanted in (key, code)]
    exact = exact or [number for number, (key, _) in keys.items() if holds_entry(key, wanted)]
    uppers = {keys[number][0] for number in exact} or ({wanted} if wanted else set())
    below = [number for number, (key, _) in keys.items() if number not in exact and any(_is_below(key, upper) for upper in uppers)]
    return tuple(views.standard.clauses[number] for number in (*exact, *below))


def beside(views: Views, reference: str, by: int) -> str:
    """The number of the clause `by` places after (before where negative) those that a reference names; the reference itself where there is
    none."""
    numbers, found = list(views.standard.clauses), find_clauses(views, reference)
    at = [numbers.index(clause.number) for clause in found]
    there = ((max if by > 0 else min)(at) + by) if at else -1
    return numbers[there] if 0 <= there < len(numbers) else reference


def _is_below(key: str, upper: str) -> bool:
    """Whether `key` goes on where `upper` ends: 4.1.2.1 is below 4.1.2; 4.1.21 is not, nor is a longer name below a shorter."""
    if not key.startswith(upper) or len(key) == len(upper):
        return False
    last, after = upper[-1], key[len(upper)]
    return not (last.isdigit() and after.isdigit()) and not (_is_han(last) and _is_han(after))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


# ---- numbered entries


def entry(views: Views, question: forms.Entry) -> Result:
    """The entries with serial numbers in the numbered list of a subject."""
    chosen = _list(views, question.subject, question.aspect)
    if chosen is None:
        known = tuple(dict.fromkeys(found.category for found in views.lists.values() if found.subject == question.subject))
        return Result(NotFound("list", (question.subject, question.aspect), known))
    number, found = chosen
    return several([_one(views, number, found, wanted) for wanted in question.numbers])


def _list(views: Views, subject: str, aspect: str) -> tuple[str, NumberedList] | None:
    owner = views.rules.general.get(views.standard.class_of(subject), subject)
    return next(((number, found) for number, found in views.lists.items() if (found.subject, found.category) == (owner, aspect)), None)


def serial(views: Views, question: forms.Serial) -> Result:
    """What number a thing has in the numbered lists in which it stands."""
    owner = views.rules.general.get(views.standard.class_of(question.subject), question.subject)
    lists = [pair for pair in views.lists_with(question.thing) if not owner or pair[1].subject == owner]
    if not lists:
        return Result(NotFound("serial", (question.thing,), ()))
    found = [_one(views, number, listed, listed.items.index(question.thing) + 1) for number, listed in lists]
    return several(found)


def _one(views: Views, clause: str, found: NumberedList, number: int) -> Result:
    facts = views.conclusions.of("requirement", subject=found.subject, category=found.category, number=number)
    total, measure = len(found.items), views.measure(found.category)
    if not facts:
        return Result(NumberedItem(found.subject, found.category, number, None, (), total, measure), (), (clause,))
    needed, clauses = _needed_by(views, found, facts[0])
    item = views.item(found.category, facts[0])
    finding = NumberedItem(found.subject, found.category, number, item, needed, total, measure)
    return Result(finding, facts[:1], (clause, *views.of_entries(clause, (number,)), *clauses))


def _needed_by(views: Views, found: NumberedList, fact: Fact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of whom an entry of a general list is required, with the clauses that say so."""
    names: list[str] = []
    facts: list[Fact] = []
    for cls, general in views.rules.general.items():
        for name in views.standard.of_class(cls) if general == found.subject else ():
            own = views.conclusions.of("requirement", subject=name, category=found.category, item=fact["item"])
            names += [name] if own else []
            facts += own
    return tuple(names), views.known.clauses_of(views.conclusions, facts)


# ---- codes, gaps, words


def code(views: Views, question: forms.Code) -> Result:
    """The codes of concepts, from the clauses that have them."""
    clauses = {clause.code: clause.number for clause in views.standard.clauses.values() if clause.code}
    named = [views.standard.concepts[name] for name in question.names if name in views.standard.concepts]
    codes = tuple((concept.name, concept.code, clauses[concept.code]) for concept in named if concept.code in clauses)
    if not codes:
        return Result(NotFound("code", question.names, ()))
    return Result(Coded(codes), (), tuple(number for _, _, number in codes))


def lost(views: Views, question: forms.Lost) -> Result:
    """The clauses and list entries of which the source has nothing left."""
    numbers = tuple(clause.number for clause in views.standard.clauses.values() if clause.status == "lost")
    return Result(Gone(tuple(views.known.cite(number) for number in numbers)), (), numbers)


def unknown(views: Views, question: forms.Unknown) -> Result:
    """That there is nothing of a name, with what there is of its class."""
    concepts = [views.standard.concepts[name] for name in views.standard.of_class(question.cls)]
    known = tuple(concept.grade or concept.name for concept in concepts if not concept.lost)
    general = views.rules.general.get(question.cls, "")
    facts = [fact for fact in views.conclusions.of(PROVISION, subject=general) if views.standard.class_of(fact.text("topic")) == "category"]
    grades = [fact for fact in facts if all(name in fact.text("text") for name in (grade[:1] for grade in known))]
    return Result(NotFound("name", (question.word,), known), (), views.known.clauses_of(views.conclusions, grades))
