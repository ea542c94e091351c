"""How many of a thing are needed."""

from __future__ import annotations

from rules.evaluator.cases import judge
from rules.evaluator.populations import sort
from rules.evaluator.result import Result
from rules.evaluator.views import PROVISION, Views
from rules.findings import Amount
from rules.question.forms import All, Has, Named, Quantity


def quantity(views: Views, question: Quantity) -> Result:
    """That the standard states no quantity, with who needs the thing and the serial number that may be taken for one."""
    subjects = Named((question.subject,)) if question.subject else All("")
    found = sort(views, subjects, Has(question.thing))
    judged = [judge(views, question.subject, Has(question.thing))] if question.subject else [one for _, one in found.having]
    owner = views.rules.general.get(views.standard.class_of(question.subject), question.subject)
    lists = [(number, listed) for number, listed in views.lists_with(question.thing) if not owner or listed.subject == owner]
    serials = tuple(
        (listed.subject, listed.category, listed.items.index(question.thing) + 1, views.measure(listed.category)) for _, listed in lists
    )
    stated = tuple(fact for fact in views.conclusions.of(PROVISION) if question.thing in (fact["subject"], fact["topic"]))
    facts = tuple(dict.fromkeys((*(fact for one in judged for fact in one.facts), *stated)))
    finding = Amount(
        question.thing,
        question.number,
        serials,
        tuple(case for one in judged for case in one.cases),
        tuple(name for name, _ in found.having),
        tuple(name for name, _ in found.lacking),
        tuple(views.sentence(fact) for fact in stated),
    )
    clauses = tuple(clause for one in judged for clause in one.clauses)
    return Result(finding, facts, (*(number for number, _ in lists), *clauses))
