"""Questions on channels: what can be had there, in which way, on what condition, and when."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from rules.facts import Fact
from rules.quiz.claims import Claim
from rules.quiz.making import CHOICES, MANY, Choice, Making
from rules.quiz.question import Question, Topic


def topics(making: Making) -> Iterator[Topic]:
    """Every topic on channels."""
    for channel in making.named("handling", "channel"):
        yield making.topic("channel.multiple", "multiple", channel, _functions, channel)
        yield making.topic("channel.truth", "truth", channel, _truth, channel)
        for service in making.named("handling", "service", channel=channel):
            yield making.topic("channel.way", "single", f"{channel}.{service}", _way, channel, service)
        for service in making.named("handling", "service"):
            family = "channel.ask" if making.standard.class_of(service) == "function" else "channel.reply"
            yield making.topic(family, "reply", f"{channel}.{service}", _reply, channel, service)
    for channel in making.named("open", "channel"):
        yield making.topic("open.truth", "truth", channel, _open, channel)
    for fact in making.ground.conclusions.of("condition"):
        name = f"{fact['channel']}.{fact['service']}"
        yield making.topic("condition.reply", "reply", name, _condition, fact.text("channel"), fact.text("service"))
    for service in making.named("available", "service"):
        yield making.topic("available.multiple", "multiple", service, _available, service)
        yield making.topic("available.truth", "truth", service, _available_truth, service)
    for fact in making.ground.conclusions.of("member"):
        if fact["item"] != fact["group"]:
            yield making.topic("member.truth", "truth", f"{fact['item']}.{fact['group']}", _member, fact)
    for fact in making.ground.conclusions.of("hours"):
        name = f"{fact['subject']}.{fact['scope']}"
        yield making.topic("hours.single", "single", name, _hours, fact)
        yield making.topic("hours.binding", "single", name, _hours_binding, fact)


def _functions_of(making: Making, channel: str) -> list[str]:
    return [name for name in making.named("handling", "service", channel=channel) if making.standard.class_of(name) == "function"]


def _elsewhere(making: Making, channel: str, chance: Random) -> list[str]:
    """Functions that other channels have and that nobody takes for one of this channel, in any order."""
    names = [name for name in making.named("handling", "service") if making.standard.class_of(name) == "function"]
    return making.apart(chance.sample(names, len(names)), _functions_of(making, channel))


def _offers(channel: str, service: str) -> Claim:
    return Claim.that("handling", channel=channel, service=service)


def _functions(making: Making, topic: str, channel: str, chance: Random) -> Question | None:
    right = [(name, _offers(channel, name)) for name in _functions_of(making, channel)]
    wrong = [(name, _offers(channel, name)) for name in _elsewhere(making, channel, chance)]
    choices = making.among(chance, right, wrong, MANY, chance.randint(2, CHOICES))
    return making.chosen(topic, "multiple", making.stem(topic, chance, channel=channel), choices)


def _truth(making: Making, topic: str, channel: str, chance: Random) -> Question | None:
    own = _functions_of(making, channel)
    names = chance.choice([own, _elsewhere(making, channel, chance)]) or own
    if not names:
        return None
    name = chance.choice(names)
    stem = making.stem(topic, chance, channel=channel, service=name)
    return making.truth(topic, stem, _offers(channel, name))


def _way(making: Making, topic: str, channel: str, service: str, chance: Random) -> Question | None:
    """In which way: asked where the way is one of those that are told apart."""
    ways = {name.removeprefix("ways."): says for name, says in making.quiz.choices.items() if name.startswith("ways.")}
    facts = making.ground.facts(_offers(channel, service))
    if not facts or facts[0]["way"] not in ways:
        return None
    choices: list[Choice] = [(says, Claim.that("handling", channel=channel, service=service, way=way)) for way, says in ways.items() if way]
    choices.append((ways[""], Claim.none("handling", channel=channel, service=service)))
    stem = making.stem(topic, chance, channel=channel, service=service)
    return making.chosen(topic, "single", stem, chance.sample(choices, len(choices)))


def _reply(making: Making, topic: str, channel: str, service: str, chance: Random) -> Question | None:
    """A customer asks whether something can be had at a channel."""
    facts = making.ground.facts(_offers(channel, service))
    others = [name for name in making.named("handling", "service", channel=channel) if name != service]
    if not facts and any(making.ground.alike(service, name) for name in others):
        return None
    ways = [name.removeprefix("reply_ways.") for name in making.quiz.choices if name.startswith("reply_ways.") and name != "reply_ways."]
    own = facts[0].text("way") if facts else ""
    told_apart = [way for way in ways if way != own and {way, own} != {"受理", "提供"}]
    shown = [*([own] if own else []), *chance.sample(told_apart, min(len(told_apart), 2))]
    if {"受理", "提供"} <= set(shown):
        shown.remove("受理")
    choices: list[Choice] = [
        (
            making.says(f"reply_ways.{way}", channel=channel, service=service),
            Claim.that("handling", channel=channel, service=service, way=way),
        )
        for way in shown
    ]
    choices.append((making.says("reply_ways.", channel=channel, service=service), Claim.none("handling", channel=channel, service=service)))
    stem = making.stem(topic, chance, channel=channel, service=service)
    return making.chosen(topic, "reply", stem, chance.sample(choices, len(choices)))


def _open(making: Making, topic: str, channel: str, chance: Random) -> Question | None:
    free = making.named("open", "service", channel=channel)
    bound = [name for name in _functions_of(making, channel) if name not in free and making.apart([name], free)]
    name = chance.choice(chance.choice([free, bound or free]))
    stem = making.stem(topic, chance, channel=channel, service=name)
    return making.truth(topic, stem, Claim.that("open", channel=channel, service=name))


def _condition(making: Making, topic: str, channel: str, service: str, chance: Random) -> Question | None:
    texts = making.named("condition", "text")
    choices: list[Choice] = [
        (making.says("reply_condition", text=text), Claim.that("condition", channel=channel, service=service, text=text)) for text in texts
    ]
    choices.append((making.says("reply_no_condition"), Claim.none("condition", channel=channel, service=service)))
    stem = making.stem(topic, chance, channel=channel, service=service)
    return making.chosen(topic, "reply", stem, chance.sample(choices, len(choices)))


def _available(making: Making, topic: str, service: str, chance: Random) -> Question | None:
    channels = [name for name in making.standard.of_class("channel") if making.ground.usable(name)]
    choices = [(name, Claim.that("available", service=service, channel=name)) for name in channels]
    stem = making.stem(topic, chance, service=service)
    return making.chosen(topic, "multiple", stem, chance.sample(choices, len(choices)))


def _available_truth(making: Making, topic: str, service: str, chance: Random) -> Question | None:
    channel = chance.choice(making.standard.of_class("channel"))
    stem = making.stem(topic, chance, service=service, channel=channel)
    return making.truth(topic, stem, Claim.that("available", service=service, channel=channel))


def _member(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    stem = making.stem(topic, chance, item=fact["item"], group=fact["group"])
    claim = Claim.that("member", item=fact["item"], group=fact["group"])
    return making.truth(topic, stem, claim)


def _scope(fact: Fact) -> str:
    """The scope as it stands after the subject."""
    scope = fact.text("scope")
    return scope if not scope or scope.startswith("（") else f"的{scope}"


def _hours(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    subject, scope = fact.text("subject"), fact.text("scope")
    texts = dict.fromkeys(other.text("hours") for other in making.ground.conclusions.of("hours") if making.ground.clear(other))
    said = [(text, Claim.that("hours", subject=subject, scope=scope, hours=text)) for text in chance.sample(list(texts), len(texts))]
    right = [choice for choice in said if choice[0] == fact["hours"]]
    choices = making.among(chance, right, [choice for choice in said if choice not in right], CHOICES)
    stem = making.stem(topic, chance, subject=subject, scope=_scope(fact))
    return making.chosen(topic, "single", stem, choices) if len(choices) > 2 else None


def _hours_binding(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    """Whether it must be so: asked where it need not."""
    subject, scope = fact.text("subject"), fact.text("scope")
    if fact["modality"] == "应":
        return None
    says = {name.removeprefix("hours_binding."): text for name, text in making.quiz.choices.items() if name.startswith("hours_binding.")}
    choices = [
        (text, Claim.that("hours", subject=subject, scope=scope, hours=fact["hours"], modality=modality)) for modality, text in says.items()
    ]
    stem = making.stem(topic, chance, subject=subject, hours=fact["hours"])
    return making.chosen(topic, "single", stem, chance.sample(choices, len(choices)))
