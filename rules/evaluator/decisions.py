"""Yes or no, and who: predicates over subjects."""

from __future__ import annotations

from rules.evaluator.cases import Judgement, judge, leaves
from rules.evaluator.populations import Sorted, is_divided, names_of, sort, unfiltered
from rules.evaluator.result import Result
from rules.evaluator.sets import members
from rules.evaluator.truth import HOLDS, Truth, together
from rules.evaluator.views import PROVISION, Views
from rules.facts import Fact
from rules.findings import Holder, Holders, Verdict
from rules.question.forms import All, And, Decide, Entered, Has, Named, Not, Or, Predicate, Select, Subjects, Where
from rules.question.says import Sayings


def select(views: Views, question: Select) -> Result:
    """Who satisfies the predicate and who does not."""
    where, sayings = Where(*unfiltered(question.subjects.subjects, question.subjects.predicate)), Sayings(views.standard)
    cls = sayings.cls(where)
    found = sort(views, where.subjects, where.predicate)
    leaf = where.predicate.of if isinstance(where.predicate, Not) else where.predicate
    anywhere = isinstance(where.subjects, All) and not where.subjects.cls
    besides_holders = _of_thing(views, leaf.entry) if isinstance(leaf, Has) and anywhere else ()
    finding = Holders(
        cls=cls,
        holders=tuple(_holder(views, name, judged) for name, judged in found.having),
        lacking=tuple(_holder(views, name, judged) for name, judged in found.lacking),
        undecided=tuple(_holder(views, name, judged) for name, judged in found.undecided),
        silent=tuple(_holder(views, name, judged) for name, judged in found.silent),
        thing=leaf.entry if isinstance(leaf, Has) else "",
        aspect=_aspect(found, leaf),
        negated=isinstance(where.predicate, Not),
        composed=isinstance(where.predicate, (And, Or)),
        said=sayings.predicate(where.predicate, cls),
        opposite=sayings.predicate(where.predicate, cls, denied=True),
        population=sayings.subjects(where.subjects),
        whole=_whole(views, where, found),
        provisions=tuple(views.sentence(fact) for fact in besides_holders),
    )
    judged = [*found.having, *found.lacking] if not isinstance(leaf, Has) or finding.negated or not found.having else found.having
    facts = tuple(dict.fromkeys((*(fact for _, one in judged for fact in one.facts), *besides_holders)))
    cited = views.known.clauses_of(views.conclusions, [fact for _, one in found.all for fact in one.facts])
    ranging = _list_facts(views, where.subjects)
    return Result(finding, (*facts, *ranging), (*cited, *(clause for _, one in judged for clause in one.clauses)))


def _whole(views: Views, where: Where, found: Sorted) -> bool:
    """Whether of each subject it is told whether it satisfies a predicate, but for those that stand for several."""
    told = {name for name, _ in found.all}
    return all(name in told or is_divided(views, name) for name in names_of(views, where.subjects))


def _list_facts(views: Views, subjects: Subjects) -> tuple[Fact, ...]:
    """The facts of the list in which the subjects stand; nothing where they are named, or all of a class."""
    if isinstance(subjects, Where):
        return _list_facts(views, subjects.subjects)
    return members(views, subjects.entries).facts if isinstance(subjects, Entered) else ()


def _aspect(found: Sorted, leaf: Predicate) -> str:
    if isinstance(leaf, Has) and leaf.aspect:
        return leaf.aspect
    return next((case.aspect for _, judged in (*found.having, *found.lacking) for case in judged.cases), "")


def _holder(views: Views, name: str, judged: Judgement) -> Holder:
    return Holder(name, judged.truth, judged.cases, views.known.clauses_of(views.conclusions, judged.facts))


def decide(views: Views, question: Decide) -> Result:
    """Whether the predicate holds of the subjects, as the quantifier says."""
    return {"each": _each, "every": _every, "some": _some, "only": _only}[question.quantifier](views, question)


def _each(views: Views, question: Decide) -> Result:
    """Each subject by itself; where they differ, partly."""
    if not isinstance(question.subjects, Named):
        return _every(views, question)
    judged = [(name, judge(views, name, question.predicate)) for name in names_of(views, question.subjects)]
    return _verdict(views, question, together(one.truth for _, one in judged), judged)


def _every(views: Views, question: Decide) -> Result:
    """Whether it holds of all of them: one that lacks it is enough for a no."""
    found = sort(views, question.subjects, question.predicate)
    truth: Truth = "no" if found.lacking else "undecidable" if found.undecided else "yes" if found.having else "silent"
    if truth == "yes":
        truth = together(one.truth for _, one in found.having)
    return _verdict(views, question, truth, list(found.all))


def _some(views: Views, question: Decide) -> Result:
    """Whether it holds of any of them; of one alone as of that one."""
    if isinstance(question.subjects, Named) and len(question.subjects.names) == 1:
        return _each(views, question)
    found = sort(views, *unfiltered(question.subjects, question.predicate))
    truth: Truth = "yes" if found.having else "undecidable" if found.undecided else "no" if found.lacking else "silent"
    return _verdict(views, question, truth, list(found.all))


def _only(views: Views, question: Decide) -> Result:
    """Whether it holds of the subjects named and of no other of their kind; of one entry of a list, whether it is the only one."""
    named = names_of(views, question.subjects)
    cls = views.standard.class_of(named[0])
    found = sort(views, All(cls), question.predicate)
    having = {name for name, _ in found.having}
    uncertain = {name for name, _ in found.undecided} - set(named)
    truth: Truth = "no" if having != set(named) else "undecidable" if uncertain else "yes"
    return _verdict(
        views, question, truth, [*found.having, *((name, one) for name, one in found.all if name in named and name not in having)]
    )


def _verdict(views: Views, question: Decide, truth: Truth, judged: list[tuple[str, Judgement]]) -> Result:
    cases = tuple(case for _, one in judged for case in one.cases)
    told = [fact for name, one in judged for fact in one.facts]
    provisions = besides(views, question)
    finding = Verdict(
        truth=truth,
        cases=cases,
        quantifier=question.quantifier,
        composed=isinstance(question.predicate, (And, Or)),
        denied=isinstance(question.predicate, Not),
        subjects=tuple(name for name, _ in judged) if not isinstance(question.subjects, Named) else question.subjects.names,
        having=tuple(name for name, one in judged if one.truth in HOLDS),
        lacking=tuple(name for name, one in judged if one.truth == "no"),
        undecided=tuple(name for name, one in judged if one.truth == "undecidable"),
        silent=tuple(name for name, one in judged if one.truth == "silent"),
        population=Sayings(views.standard).subjects(question.subjects) if isinstance(question.subjects, All) else "",
        provisions=tuple(views.sentence(fact) for fact in provisions),
        cls=Sayings(views.standard).cls(question.subjects),
    )
    clauses = tuple(clause for _, one in judged for clause in one.clauses)
    return Result(finding, tuple(dict.fromkeys((*told, *provisions))), clauses)


def besides(views: Views, question: Decide) -> tuple[Fact, ...]:
    """What else the standard lays down of the very thing for the very subject; where no subject is named, what it allows anywhere."""
    things = [leaf.entry for leaf in leaves(question.predicate) if isinstance(leaf, Has)]
    names = question.subjects.names if isinstance(question.subjects, Named) else ()
    general = dict.fromkeys(views.rules.general.get(views.standard.class_of(name), name) for name in names)
    found = [
        fact
        for thing in things
        for fact in _of_thing(views, thing)
        if fact["subject"] in general
        or fact["subject"] in names
        or (not names and fact["modality"] in views.rules.weak)
        or (fact["subject"] == thing and any(name in fact.text("text") for name in names))
    ]
    return tuple({fact["text"]: fact for fact in found}.values())


def _of_thing(views: Views, thing: str) -> tuple[Fact, ...]:
    """What is laid down of a thing itself, wherever it is."""
    spoken_of = views.standard.class_of(thing) in views.rules.spoken_of
    found = views.conclusions.of(PROVISION)
    return tuple(fact for fact in found if thing in (fact["topic"], fact["subject"]) or (spoken_of and thing in fact.text("text")))
