"""The advisor: a `Question` in, an `Answer` out, every statement concluded by the rules and cited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rules.checking import Checker
from rules.engine import Engine
from rules.evaluator import amounts, compliance, decisions, flows, lists, remarks, supposition, texts, unlisted
from rules.evaluator.result import Result, several
from rules.evaluator.views import Views
from rules.findings import Answer, Finding, Missing, NotFound, Outside, Passages, Serving
from rules.knowledge import Knowledge
from rules.model import OutsideTopic, Standard
from rules.question import forms
from rules.question.check import misfits
from rules.question.fitting import Misfit
from rules.question.forms import Question
from rules.question.says import says
from rules.question.suggested import Suggestions

Search = Callable[[str], tuple[str, ...]]
"""From a text to the numbers of the clauses that mention its words, the best first."""
CITED = 24
EXPLAINED = 8


class Advisor:
    """Answers questions on one standard. Safe to call from several threads."""

    def __init__(self, standard: Standard, search: Search, engine: Engine | None = None) -> None:
        """`search` finds clauses by their words, for texts that nothing else answers."""
        self.standard = standard
        self.known = Knowledge(standard, engine)
        self.views = Views(self.known)
        self._checker = Checker(standard)
        self._suggestions = Suggestions(standard)
        self._search = search

    def answer(self, question: Question) -> Answer:
        """The answer to a question; where it does not fit the standard, or the standard has nothing, the answer says so."""
        if isinstance(question, forms.Why):
            return self.answer(question.question)
        result = self.evaluate(question)
        conclusions = result.conclusions or self.known.everything()
        numbers = tuple(dict.fromkeys((*self.known.clauses_of(conclusions, result.facts), *result.clauses)))
        citations = tuple(self.known.cite(number) for number in numbers[:CITED])
        return Answer(
            question=question,
            says=says(question, self.standard),
            finding=result.finding,
            citations=citations,
            derivation=self.known.derivations(conclusions, result.facts, EXPLAINED),
            remarks=(*remarks.statuses(self.views, citations), *remarks.tensions(self.views, question, result.finding, numbers)),
            suggestions=self._suggestions.after(question, result.finding),
            edition=self._edition,
            refused=remarks.refused(self.views, result.finding),
        )

    def ask_back(self, missing: Missing) -> Answer:
        """What is asked back, as an answer."""
        return Answer(None, "", missing, (), (), (), (), self._edition)

    @property
    def _edition(self) -> str:
        edition = self.standard.edition
        return edition.cited_as.format(title=edition.title, edition=edition.edition, data_version=edition.data_version)

    def evaluate(self, question: Question) -> Result:
        """What is found for a question, with the facts and clauses that it rests on."""
        wrong = misfits(_itself(question), self.views)
        if wrong:
            return self._misfit(wrong[0])
        return _EVALUATE[type(question)](self, question)

    def _misfit(self, misfit: Misfit) -> Result:
        """That a question does not fit, with what there is of its kind."""
        if misfit.reason == "aspect" and len(misfit.about) > 1:
            subject = misfit.about[0]
            return Result(NotFound("misfit", misfit.about, self.views.present(subject)), (), self.views.where_listed(subject))
        return Result(NotFound("name" if misfit.reason == "aspect" else misfit.reason, misfit.about, ()))

    def _many(self, question: forms.Many) -> Result:
        return several((self.evaluate(part) for part in question.of), self.known.everything())

    def _beyond(self, question: forms.Beyond) -> Result:
        topics = [self.standard.outside[name] for name in question.topics]
        if not question.nearby:
            return Result(outside(topics))
        near = self.evaluate(question.nearby)
        if isinstance(near.finding, (NotFound, Passages, Missing)) or (isinstance(near.finding, Serving) and not near.finding.lines):
            return Result(outside(topics))
        return Result(outside(topics, near.finding), near.facts, near.clauses, near.conclusions)

    def _passages(self, question: forms.Search) -> Result:
        numbers = self._search(question.text)
        if not numbers:
            return Result(Missing("words", (), self._suggestions.examples))
        return Result(Passages(tuple(self.known.cite(number) for number in numbers)), (), numbers)

    def _social(self, question: forms.Social) -> Result:
        urgent = [topic for topic in self.standard.outside.values() if topic.urgent]
        return Result(outside(urgent) if question.act == "danger" else NotFound("social", (question.act,), ()))

    def _comply(self, question: forms.Comply) -> Result:
        return compliance.comply(self.views, self._checker, question)


def _itself(question: Question) -> Question | None:
    """A question without the questions in it that are answered by themselves."""
    if isinstance(question, forms.Beyond):
        return replace(question, nearby=None)
    return None if isinstance(question, forms.Many) else question


def outside(topics: list[OutsideTopic], nearby: Finding | None = None) -> Outside:
    """Topics outside the standard as one finding: what the standard does not say of each, then where to turn."""
    said = "".join(dict.fromkeys(topic.says for topic in topics))
    turn_to = "".join(dict.fromkeys(topic.turn_to for topic in topics))
    return Outside("、".join(topic.name for topic in topics), said, turn_to, nearby, any(topic.urgent for topic in topics))


def _seen(evaluate: Callable[[Views, Any], Result]) -> Callable[[Advisor, Any], Result]:
    """An evaluation that needs nothing but the relations."""
    return lambda advisor, question: evaluate(advisor.views, question)


_EVALUATE: dict[type, Callable[[Advisor, Any], Result]] = {
    forms.List: _seen(lists.listing),
    forms.Select: _seen(decisions.select),
    forms.Decide: _seen(decisions.decide),
    forms.Count: _seen(lists.count),
    forms.Rank: _seen(lists.rank),
    forms.Alike: _seen(lists.alike),
    forms.Compare: _seen(lists.compare),
    forms.StepAt: _seen(flows.step_at),
    forms.Between: _seen(flows.between),
    forms.Order: _seen(flows.order),
    forms.Hours: _seen(texts.hours),
    forms.Provision: _seen(texts.provision),
    forms.Define: _seen(texts.define),
    forms.Read: _seen(texts.read),
    forms.Mention: _seen(texts.mention),
    forms.Entry: _seen(texts.entry),
    forms.Serial: _seen(texts.serial),
    forms.Quantity: _seen(amounts.quantity),
    forms.Code: _seen(texts.code),
    forms.Suppose: _seen(supposition.suppose),
    forms.Lost: _seen(texts.lost),
    forms.Unlisted: _seen(unlisted.unlisted),
    forms.Unknown: _seen(texts.unknown),
    forms.Comply: Advisor._comply,
    forms.Search: Advisor._passages,
    forms.Beyond: Advisor._beyond,
    forms.Social: Advisor._social,
    forms.Many: Advisor._many,
}
