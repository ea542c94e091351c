"""Puts questions together: the wording from quiz.yaml, the key from the rules; nothing is asked of which the rules are not sure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Any

from rules.checking import Checker, Hall
from rules.facts import Value
from rules.messages import regex
from rules.quiz.claims import Claim, Ground
from rules.quiz.question import ONE_OF, SOME_OF, Question, QuestionKind, Topic, basis_of, identity
from rules.text import normal

Choice = tuple[str, Claim]
"""What a choice says, and the claim that makes it right or wrong."""
CHOICES = 4
MANY = 6


class Making:
    """Makes questions on one standard."""

    def __init__(self, ground: Ground, checker: Checker) -> None:
        self.ground = ground
        self.standard = ground.standard
        self.checker = checker
        self.quiz = ground.standard.quiz

    def topic(self, family: str, kind: QuestionKind, name: str, make: Callable[..., Question | None], *about: Any) -> Topic:
        """A topic of a family; `make` takes this, the id of the topic, what it is about, and chance."""
        topic = f"{family}:{name}"
        return Topic(topic, kind, lambda chance: make(self, topic, *about, chance))

    def stem(self, topic: str, chance: Random, **fields: Value) -> str:
        """One of the wordings of the topic's family."""
        return _filled(chance.choice(self.quiz.wording[topic.partition(":")[0]]), fields)

    def says(self, name: str, **fields: Value) -> str:
        """What a choice says that is no name."""
        return _filled(self.quiz.choices[name], fields)

    def named(self, facts_kind: str, field: str, **values: Value) -> list[str]:
        """The things that the facts name in a field and that can be asked about."""
        facts = self.ground.conclusions.of(facts_kind, **values)
        found = dict.fromkeys(fact.text(field) for fact in facts)
        return [name for name in found if name not in self.standard.concepts or self.ground.usable(name)]

    def spelt(self, name: str) -> list[str]:
        """The forms in which a thing may be named in an answer: its term and what people call it, not what they ask by."""
        concept = self.standard.concepts[name]
        return [word for word in (name, concept.english, *concept.aliases) if word and not regex("asking").search(word)]

    def apart(self, names: Iterable[str], others: Iterable[str]) -> list[str]:
        """Of the names those that nobody takes for one of the others."""
        others = list(others)
        return [name for name in names if not any(self.ground.alike(name, other) for other in others)]

    def among(self, chance: Random, right: Sequence[Choice], wrong: Sequence[Choice], number: int, most_right: int = 1) -> list[Choice]:
        """So many choices, mixed: up to `most_right` right ones, and of the wrong ones the first that are not alike, of both only those of
        which the rules are sure."""
        right = [choice for choice in right if self.ground.sure(choice[1])]
        chosen = chance.sample(right, min(len(right), most_right))
        for choice in wrong:
            if len(chosen) == number:
                break
            if self.ground.sure(choice[1]) and self.apart([choice[0]], [text for text, _ in chosen]):
                chosen.append(choice)
        return chance.sample(chosen, len(chosen))

    def chosen(self, topic: str, kind: QuestionKind, stem: str, choices: Sequence[Choice], hall: Hall | None = None) -> Question | None:
        """A question with choices; None where too few are left, two are the same, or the rules are not sure of one."""
        claims = tuple(claim for _, claim in choices)
        options = tuple(text for text, _ in choices)
        if len(set(map(normal, options))) < len(options):
            return None
        if hall is None and not all(map(self.ground.sure, claims)):
            return None
        key = self.right(claims, hall)
        if (kind in ONE_OF and (len(key) != 1 or len(options) < 2)) or (kind in SOME_OF and not 0 < len(key) < len(options)):
            return None
        return self._question(topic, kind, stem, options, (), key, (), claims, hall)

    def truth(self, topic: str, stem: str, claim: Claim) -> Question | None:
        """A statement that is true or false."""
        if not self.ground.sure(claim):
            return None
        denied = Claim(claim.kind, claim.values, negated=True)
        return self.chosen(topic, "truth", stem, [(self.says("right"), claim), (self.says("wrong"), denied)])

    def order(self, topic: str, stem: str, steps: Sequence[Choice], numbers: Sequence[int]) -> Question | None:
        """Steps to be put in the order of their numbers."""
        claims = tuple(claim for _, claim in steps)
        if len(steps) < 3 or not all(self.ground.sure(claim) and self.ground.holds(claim) for claim in claims):
            return None
        key = tuple(sorted(range(len(steps)), key=lambda place: numbers[place]))
        return self._question(topic, "order", stem, tuple(text for text, _ in steps), (), key, (), claims, None)

    def fill(self, topic: str, stem: str, accepts: Sequence[str], claim: Claim) -> Question | None:
        """A gap to be filled with one of the accepted texts."""
        if not self.ground.sure(claim) or not self.ground.holds(claim):
            return None
        return self._question(topic, "fill", stem, (), (), (), tuple(dict.fromkeys(accepts)), (claim,), None)

    def match(self, topic: str, stem: str, left: Sequence[str], right: Sequence[str], claims: Sequence[Claim]) -> Question | None:
        """For each of `left` what of `right` belongs to it; `claims`, row by row, say of each pair that it does."""
        if len(left) < 2 or len(set(right)) < len(right) or not all(map(self.ground.sure, claims)):
            return None
        rows = [claims[row * len(right) : (row + 1) * len(right)] for row in range(len(left))]
        found = [[place for place, claim in enumerate(row) if self.ground.holds(claim)] for row in rows]
        if any(len(places) != 1 for places in found):
            return None
        key = tuple(places[0] for places in found)
        return self._question(topic, "match", stem, tuple(right), tuple(left), key, (), tuple(claims), None)

    def still(self, question: Question) -> bool:
        """Whether the key of a question is what the rules make it now."""
        claims, width = question.claims, len(question.options)
        if question.kind in ("fill", "order"):
            return all(map(self.ground.holds, claims))
        if question.kind == "match":
            rows = [claims[row * width : (row + 1) * width] for row in range(len(question.left))]
            return [self.right(row, None) for row in rows] == [(place,) for place in question.key]
        return self.right(claims, question.hall) == question.key

    def right(self, claims: Sequence[Claim], hall: Hall | None) -> tuple[int, ...]:
        """The places of the claims that are so: by the rules, or of a hall, what it lacks."""
        if hall is None:
            return tuple(place for place, claim in enumerate(claims) if self.ground.holds(claim))
        missing = {(judgement.place, judgement.item) for judgement in self.checker.check(hall).of("missing")}
        return tuple(place for place, claim in enumerate(claims) if tuple(value for _, value in claim.values) in missing)

    def _question(
        self,
        topic: str,
        kind: QuestionKind,
        stem: str,
        options: tuple[str, ...],
        left: tuple[str, ...],
        key: tuple[int, ...],
        accepts: tuple[str, ...],
        claims: tuple[Claim, ...],
        hall: Hall | None,
    ) -> Question:
        first = [claims[place] for place in key] if len(claims) == len(options) else []
        clauses = self._clauses_of_hall(hall) if hall else self.ground.clauses([*first, *claims])
        beneath = () if hall else self.ground.basis(claims)
        return Question(
            id=identity(topic, stem, options, left),
            topic=topic,
            kind=kind,
            stem=stem,
            options=options,
            left=left,
            key=key,
            accepts=accepts,
            claims=claims,
            hall=hall,
            clauses=clauses,
            basis=basis_of(self.standard, sorted({*clauses, *beneath})),
        )

    def _clauses_of_hall(self, hall: Hall) -> tuple[str, ...]:
        """The clauses by which a hall of the grade is judged in the categories reported."""
        return tuple(
            dict.fromkeys(
                number
                for judgement in self.checker.requirements(hall.grade)
                if judgement.category in hall.reported
                for number in judgement.clauses
            )
        )


def _filled(template: str, fields: Mapping[str, Value]) -> str:
    """A template with its fields; what stands in quotation marks has inner ones within."""
    inner = {
        name: str(value).replace("“", "‘").replace("”", "’") if f"“{{{name}}}”" in template else value for name, value in fields.items()
    }
    return template.format(**inner)
