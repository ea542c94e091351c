"""Questions on texts: definitions, and what the standard says of a matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from rules.facts import Fact
from rules.quiz.claims import Claim
from rules.quiz.making import CHOICES, Choice, Making
from rules.quiz.question import Question, Topic

GAP = "【　】"
NUMBER = re.compile(r"(?<![\d×.])\d+(?![\d×.])")
NAMES_WITH_NUMBERS = ("95598", "2011", "7×24")
REMARK = re.compile(r"（[^）]*）")
SHORT = 2
WORDS_OF = ("mode", "staff", "zone", "facility", "qualification", "function", "service", "channel", "document")


def topics(making: Making) -> Iterator[Topic]:
    """Every topic on texts."""
    definitions = making.ground.conclusions.of("definition")
    for fact in definitions:
        yield making.topic("definition.term", "single", fact.text("term"), _term, fact)
        yield making.topic("definition.text", "single", fact.text("term"), _meaning, fact)
    yield making.topic("definition.match", "match", "", _definitions)
    for fact in making.ground.conclusions.of("provision"):
        name = f"{fact['subject']}.{fact['topic']}"
        yield making.topic("provision.text", "single", name, _text, fact)
        yield making.topic("provision.subject", "single", name, _subject, fact)
        yield making.topic("provision.number", "fill", name, _number, fact)
        yield making.topic("provision.word", "fill", name, _word, fact)
        yield making.topic("provision.binding", "single", name, _binding, fact)
        yield making.topic("provision.truth", "truth", name, _truth, fact)


def _defines(term: str, text: str) -> Claim:
    return Claim.that("definition", term=term, text=text)


def _sure_definitions(making: Making) -> list[Fact]:
    return [
        fact for fact in making.ground.conclusions.of("definition") if making.ground.sure(_defines(fact.text("term"), fact.text("text")))
    ]


def _beside(making: Making, fact: Fact, chance: Random) -> list[Fact]:
    """Other definitions in any order, of the same class where there are any: a channel is easily told from what is none."""
    others = [other for other in _sure_definitions(making) if other != fact]
    cls = making.standard.class_of(fact.text("term"))
    near = [other for other in others if making.standard.class_of(other.text("term")) == cls] or others
    return chance.sample(near, len(near))


def _term(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    """Which term a text defines; not asked where the text names it."""
    text = fact.text("text")
    if fact.text("term") in text or "“" in text:
        return None
    right = [(fact.text("term"), _defines(fact.text("term"), text))]
    wrong = [(other.text("term"), _defines(other.text("term"), text)) for other in _beside(making, fact, chance)]
    choices = making.among(chance, right, wrong, CHOICES)
    stem = making.stem(topic, chance, text=text)
    return making.chosen(topic, "single", stem, choices) if len(choices) > 2 else None


def _meaning(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    term = fact.text("term")
    right = [(fact.text("text"), _defines(term, fact.text("text")))]
    wrong = [(other.text("text"), _defines(term, other.text("text"))) for other in _beside(making, fact, chance)]
    choices = making.among(chance, right, wrong, CHOICES)
    stem = making.stem(topic, chance, term=term)
    return making.chosen(topic, "single", stem, choices) if len(choices) > 2 else None


def _definitions(making: Making, topic: str, chance: Random) -> Question | None:
    found = _sure_definitions(making)
    chosen = chance.sample(found, min(len(found), CHOICES))
    mixed = chance.sample(chosen, len(chosen))
    claims = [_defines(left.text("term"), right.text("text")) for left in chosen for right in mixed]
    stem = making.stem(topic, chance)
    left, right = [fact.text("term") for fact in chosen], [fact.text("text") for fact in mixed]
    return making.match(topic, stem, left, right, claims)


def _says(fact: Fact, text: str) -> Claim:
    return Claim.that("provision", subject=fact["subject"], topic=fact["topic"], text=text)


def _bare(fact: Fact) -> str:
    """The text without remarks in brackets, which are not the standard's."""
    return REMARK.sub("", fact.text("text"))


def _text(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    """What is laid down of a matter: against what is laid down of the same matter elsewhere, or of others for the same subject."""
    facts = [other for other in making.ground.conclusions.of("provision") if making.ground.clear(other)]
    facts = chance.sample(facts, len(facts))
    near = [other for other in facts if other["topic"] == fact["topic"] and other["subject"] != fact["subject"]]
    own = [other for other in facts if other["subject"] == fact["subject"] and other["topic"] != fact["topic"]]
    right = [(_bare(fact), _says(fact, fact.text("text")))]
    wrong = [
        (_bare(other), _says(fact, other.text("text")))
        for other in (*near, *own)
        if not making.ground.holds(_says(fact, other.text("text")))
    ]
    choices = making.among(chance, right, wrong, CHOICES)
    stem = making.stem(topic, chance, subject=fact["subject"], matter=fact["topic"])
    return making.chosen(topic, "single", stem, choices) if len(choices) > 2 else None


def _subject(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    """Of which subject something is laid down: of those of which the same matter is laid down otherwise."""
    text, matter = fact.text("text"), fact.text("topic")
    if fact.text("subject") in text:
        return None
    cls = making.standard.class_of(fact.text("subject"))
    names = [name for name in making.named("provision", "subject", topic=matter) if making.standard.class_of(name) == cls]
    choices: list[Choice] = [
        (name, Claim.that("provision", subject=name, topic=matter, text=text)) for name in chance.sample(names, len(names))
    ]
    stem = making.stem(topic, chance, text=_bare(fact))
    return making.chosen(topic, "single", stem, choices[:CHOICES]) if len(choices) > 2 else None


def _number(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    found = _numbers(_bare(fact))
    if not found:
        return None
    number = chance.choice(found)
    stem = making.stem(topic, chance, subject=fact["subject"], gap=_with(_bare(fact), number, GAP))
    claim = _says(fact, fact.text("text"))
    return making.fill(topic, stem, [number.group()], claim)


def _word(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    """A gap in the place of a thing that the text names once."""
    text = _bare(fact)
    names = [
        name
        for cls in WORDS_OF
        for name in making.standard.of_class(cls)
        if len(name) > SHORT and text.count(name) == 1 and name not in fact.text("subject") and making.ground.usable(name)
    ]
    names = [name for name in names if not any(name != other and name in other for other in names)]
    if not names:
        return None
    name = chance.choice(names)
    stem = making.stem(topic, chance, subject=fact["subject"], gap=text.replace(name, GAP))
    claim = _says(fact, fact.text("text"))
    return making.fill(topic, stem, making.spelt(name), claim)


def _binding(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    """Which word says how binding it is."""
    says = {name.removeprefix("words."): word for name, word in making.quiz.choices.items() if name.startswith("words.")}
    text, word = _bare(fact), says.get(fact.text("modality"), "")
    if not word or not text.startswith(word) or sum(text.count(other) for other in says.values()) > 1:
        return None
    choices = [
        (shown, Claim.that("provision", subject=fact["subject"], topic=fact["topic"], text=fact["text"], modality=modality))
        for modality, shown in says.items()
    ]
    stem = making.stem(topic, chance, subject=fact["subject"], gap=GAP + text.removeprefix(word))
    return making.chosen(topic, "single", stem, chance.sample(choices, len(choices)))


def _truth(making: Making, topic: str, fact: Fact, chance: Random) -> Question | None:
    """As it is, or with another number, or with another word for how binding it is, or as it is laid down for another subject."""
    text, subject = fact.text("text"), fact.text("subject")
    others = [*_renumbered(_bare(fact)), *_rebound(making, fact), *_elsewhere(making, fact)]
    if not others:
        return None
    said = chance.choice([text, chance.choice(others)])
    stem = making.stem(topic, chance, subject=subject, text=REMARK.sub("", said))
    return making.truth(topic, stem, _says(fact, said))


def _renumbered(text: str) -> list[str]:
    """The text with another number in it."""
    return [_with(text, number, str(other)) for number in _numbers(text) for other in _near(int(number.group()))]


def _rebound(making: Making, fact: Fact) -> list[str]:
    """The text with another word for how binding it is, where it has one."""
    words = [word for name, word in making.quiz.choices.items() if name.startswith("words.") and word != "不得"]
    found = [word for word in words for _ in range(_bare(fact).count(word))]
    return [_bare(fact).replace(found[0], word) for word in words if word != found[0]] if len(found) == 1 else []


def _near(number: int) -> list[int]:
    return [other for other in (number // 2, number + 1, number * 2) if other > 0 and other != number]


def _elsewhere(making: Making, fact: Fact) -> list[str]:
    """What is laid down of the same matter for other subjects, and not for this one."""
    found = [other for other in making.ground.conclusions.of("provision", topic=fact["topic"]) if making.ground.clear(other)]
    texts = [
        other.text("text") for other in found if other["subject"] != fact["subject"] and fact.text("subject") not in other.text("text")
    ]
    return [text for text in texts if making.apart([text], [fact.text("text")]) and not making.ground.holds(_says(fact, text))]


def _numbers(text: str) -> list[re.Match[str]]:
    """The numbers in a text that are quantities and no part of a name."""
    taken = [range(found.start(), found.end()) for name in NAMES_WITH_NUMBERS for found in re.finditer(name, text)]
    return [found for found in NUMBER.finditer(text) if not any(found.start() in span for span in taken)]


def _with(text: str, found: re.Match[str], other: str) -> str:
    return text[: found.start()] + other + text[found.end() :]
