"""Questions on flows: the order of steps, what comes next, and which services have a step."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from rules.facts import Fact
from rules.quiz.claims import Claim
from rules.quiz.making import CHOICES, MANY, Making
from rules.quiz.question import Question, Topic


def topics(making: Making) -> Iterator[Topic]:
    """Every topic on flows."""
    services = making.named("step", "service")
    for service in services:
        yield making.topic("flow.order", "order", service, _order, service)
        yield making.topic("flow.next", "fill", service, _beside, service, 1)
        yield making.topic("flow.previous", "fill", service, _beside, service, -1)
        yield making.topic("flow.single_not", "single", service, _lacks, service)
        yield making.topic("flow.truth", "truth", service, _truth, service)
        yield making.topic("flow.tally", "fill", service, _tally, service)
        yield making.topic("flow.reply", "reply", service, _reply, service)
    for step in making.named("step", "action"):
        yield making.topic("flow.services", "multiple", step, _services, services, step)


def _steps(making: Making, service: str) -> list[Fact]:
    return [fact for fact in making.ground.conclusions.of("step", service=service) if making.ground.usable(fact.text("action"))]


def _others(making: Making, service: str, chance: Random) -> list[str]:
    """Steps of other flows that nobody takes for one of this flow, in any order."""
    names = making.named("step", "action")
    return making.apart(chance.sample(names, len(names)), [fact.text("action") for fact in _steps(making, service)])


def _at(fact: Fact) -> Claim:
    return Claim.that("step", service=fact["service"], action=fact["action"], number=fact["number"])


def _order(making: Making, topic: str, service: str, chance: Random) -> Question | None:
    steps = _steps(making, service)
    chosen = chance.sample(steps, min(len(steps), MANY))
    stem = making.stem(topic, chance, service=service)
    choices = [(fact.text("action"), _at(fact)) for fact in chosen]
    return making.order(topic, stem, choices, [int(fact["number"]) for fact in chosen])


def _beside(making: Making, topic: str, service: str, away: int, chance: Random) -> Question | None:
    steps = {int(fact["number"]): fact for fact in _steps(making, service)}
    found = [(fact, steps[number + away]) for number, fact in steps.items() if number + away in steps]
    if not found:
        return None
    here, there = chance.choice(found)
    stem = making.stem(topic, chance, service=service, step=here.text("action"))
    return making.fill(topic, stem, making.spelt(there.text("action")), _at(there))


def _lacks(making: Making, topic: str, service: str, chance: Random) -> Question | None:
    right = [(name, Claim.none("step", service=service, action=name)) for name in _others(making, service, chance)]
    steps = _steps(making, service)
    wrong = [(fact.text("action"), Claim.none("step", service=service, action=fact["action"])) for fact in chance.sample(steps, len(steps))]
    stem = making.stem(topic, chance, service=service)
    choices = making.among(chance, right, wrong, CHOICES)
    return making.chosen(topic, "single", stem, choices) if len(choices) == CHOICES else None


def _truth(making: Making, topic: str, service: str, chance: Random) -> Question | None:
    steps = [fact.text("action") for fact in _steps(making, service)]
    step = chance.choice(chance.choice([steps, _others(making, service, chance) or steps]))
    stem = making.stem(topic, chance, service=service, step=step)
    return making.truth(topic, stem, Claim.that("step", service=service, action=step))


def _tally(making: Making, topic: str, service: str, chance: Random) -> Question | None:
    count = len(making.ground.conclusions.of("step", service=service))
    stem = making.stem(topic, chance, service=service)
    return making.fill(topic, stem, [str(count)], Claim("step", (("service", service),), count=count))


def _reply(making: Making, topic: str, service: str, chance: Random) -> Question | None:
    """A customer asks whether a step is among them: where it stands, or that it is not."""
    steps = _steps(making, service)
    has = {fact.text("action"): int(fact["number"]) for fact in steps}
    step = chance.choice(chance.choice([list(has), _others(making, service, chance) or list(has)]))
    numbers = chance.sample([number for number in range(1, len(steps) + 1) if number != has.get(step)], min(2, len(steps) - 1))
    places = sorted({*numbers, *([has[step]] if step in has else [])})
    choices = [
        (
            making.says("reply_step", step=step, number=number),
            Claim.that("step", service=service, action=step, number=number),
        )
        for number in places
    ]
    choices.append((making.says("reply_no_step", service=service), Claim.none("step", service=service, action=step)))
    stem = making.stem(topic, chance, service=service, step=step)
    return making.chosen(topic, "reply", stem, chance.sample(choices, len(choices)))


def _services(making: Making, topic: str, services: list[str], step: str, chance: Random) -> Question | None:
    choices = []
    for service in services:
        claim = Claim.that("step", service=service, action=step)
        others = [fact.text("action") for fact in _steps(making, service) if fact["action"] != step]
        if making.ground.sure(claim) and (making.ground.holds(claim) or making.apart([step], others)):
            choices.append((service, claim))
    has = [choice for choice in choices if making.ground.holds(choice[1])]
    lacks = [choice for choice in choices if not making.ground.holds(choice[1])]
    chosen = [*chance.sample(has, min(len(has), chance.randint(1, 3))), *chance.sample(lacks, min(len(lacks), 3))]
    stem = making.stem(topic, chance, step=step)
    return making.chosen(topic, "multiple", stem, chance.sample(chosen, len(chosen)))
