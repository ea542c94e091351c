"""All that can be asked of one standard, and papers drawn from it by chance: the same seed gives the same paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from rules.checking import Checker
from rules.messages import message
from rules.model import Standard
from rules.quiz import channels, flows, lists, texts
from rules.quiz.claims import SURE, Ground
from rules.quiz.making import Making
from rules.quiz.marking import Explanation, explain
from rules.quiz.question import KINDS, Question, QuestionKind, Topic, unchanged

TRIES = 3


@dataclass(frozen=True)
class Wanted:
    """What a paper is to hold: `number` questions on `clauses` (numbers, or beginnings of numbers such as 4.1), of `kinds`."""

    number: int
    clauses: tuple[str, ...] = ()
    kinds: tuple[QuestionKind, ...] = KINDS


class Bank:
    """The topics of one standard, with the clauses that each rests on."""

    def __init__(self, standard: Standard, checker: Checker | None = None) -> None:
        self.standard = standard
        self.ground = Ground(standard)
        self._making = Making(self.ground, checker or Checker(standard))

    @cached_property
    def topics(self) -> dict[str, tuple[Topic, tuple[str, ...]]]:
        """Every topic on which the rules give a question, with the clauses of one such question."""
        found = {}
        for family in (lists, flows, channels, texts):
            for topic in family.topics(self._making):
                question = self._make(topic, topic.id)
                if question:
                    found[topic.id] = topic, question.clauses
        return found

    @cached_property
    def by_clause(self) -> dict[str, tuple[str, ...]]:
        """For each clause the topics whose questions rest on it."""
        found: dict[str, list[str]] = {}
        for name, (_, clauses) in self.topics.items():
            for number in clauses:
                found.setdefault(number, []).append(name)
        return {number: tuple(names) for number, names in found.items()}

    def why_not(self, number: str) -> str:
        """Why nothing is asked of a clause; "" where something is."""
        clause = self.standard.clauses[number]
        if number in self.by_clause:
            return ""
        if clause.status not in SURE:
            return self.standard.edition.statuses[clause.status].title
        return clause.no_rule or message("quiz_bank.nothing_asked")

    def valid(self, question: Question) -> bool:
        """Whether a question still holds: none of its clauses has changed, nor has its key by a change of others."""
        return unchanged(self.standard, question) and self._making.still(question)

    def explain(self, question: Question) -> Explanation:
        """Why the key of a question is the key."""
        return explain(self.ground, self._making.checker, question)

    def draw(self, wanted: Wanted, seed: str) -> tuple[Question, ...]:
        """A paper: as many different questions as wanted, or as there are; spread over clauses and kinds, the same for the same seed."""
        chance = Random(seed)  # noqa: S311 - so that a paper can be made again, nothing secret
        found: dict[str, Question] = {}
        for topic in self._spread(wanted, chance):
            if len(found) == wanted.number:
                break
            question = self._make(topic, f"{seed}/{topic.id}")
            if question and (not wanted.clauses or below(question.clauses[0], wanted.clauses)):
                found.setdefault(question.id, question)
        return tuple(chance.sample(list(found.values()), len(found)))

    def on(self, number: str, seed: str) -> Question | None:
        """A question that rests on one clause, for practice; None where nothing is asked of it."""
        names = self.by_clause.get(number, ())
        chance = Random(seed)  # noqa: S311
        for name in chance.sample(names, len(names)):
            question = self._make(self.topics[name][0], seed)
            if question and number in question.clauses:
                return question
        return None

    def _spread(self, wanted: Wanted, chance: Random) -> Iterator[Topic]:
        """Every topic that suits, those of clauses and kinds that had none so far first."""
        queues: dict[str, list[Topic]] = {}
        for topic, clauses in self.topics.values():
            if topic.kind in wanted.kinds and (not wanted.clauses or below(clauses[0], wanted.clauses)):
                queues.setdefault(clauses[0], []).append(topic)
        for number, queue in queues.items():
            queues[number] = chance.sample(queue, len(queue))
        used = dict.fromkeys(wanted.kinds, 0)
        while queues:
            for number in chance.sample(list(queues), len(queues)):
                topic = min(queues[number], key=lambda found: used[found.kind])
                queues[number].remove(topic)
                used[topic.kind] += 1
                if not queues[number]:
                    del queues[number]
                yield topic

    def _make(self, topic: Topic, seed: str) -> Question | None:
        for attempt in range(TRIES):
            question = topic.make(Random(f"{seed}/{attempt}"))  # noqa: S311
            if question:
                return question
        return None


def below(number: str, names: Iterable[str]) -> bool:
    """Whether a clause is one of those named or below one: 4.1.4.2 b)3) is below 4.1, 4.10 is not."""
    return any(number == name or (number.startswith(name) and not (name[-1:].isdigit() and number[len(name)].isdigit())) for name in names)
