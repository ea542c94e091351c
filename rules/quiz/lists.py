"""Questions on lists: what the standard lists for a subject, for which subjects it lists a thing, and what a hall lacks."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from rules.checking import Hall
from rules.quiz.claims import Claim
from rules.quiz.making import CHOICES, MANY, Choice, Making
from rules.quiz.question import Question, Topic

SHORT = 48
"""So long a list may be to stand as one choice."""
FEW = 10
"""Of so many entries at most one knows the serial numbers."""
HALL_CATEGORIES = ("服务方式", "服务人员", "功能分区")


def topics(making: Making) -> Iterator[Topic]:
    """Every topic on lists."""
    frames = dict.fromkeys((fact.text("subject"), fact.text("category")) for fact in making.ground.conclusions.of("requirement"))
    for subject, category in frames:
        name = f"{subject}.{category}"
        yield making.topic("listed.single", "single", name, _one, subject, category)
        yield making.topic("listed.single_not", "single", name, _none, subject, category)
        yield making.topic("listed.multiple", "multiple", name, _some, subject, category)
        yield making.topic("listed.truth", "truth", name, _truth, subject, category)
        yield making.topic("listed.tally", "fill", name, _tally, subject, category)
        yield making.topic("serials.match", "match", name, _serials, subject, category)
        for item in making.named("requirement", "item", subject=subject, category=category):
            yield making.topic("listed.binding", "single", f"{name}.{item}", _binding, subject, category, item)
    held = dict.fromkeys((fact.text("category"), fact.text("item")) for fact in making.ground.conclusions.of("requirement"))
    for category, item in held:
        if making.ground.usable(item):
            for cls in making.quiz.population:
                yield making.topic("holders.multiple", "multiple", f"{category}.{item}.{cls}", _holders, category, item, cls)
    for category in dict.fromkeys(category for _, category in frames):
        for cls in making.quiz.population:
            yield making.topic("sets.match", "match", f"{category}.{cls}", _sets, category, cls)
    for grade in making.standard.of_class("hall"):
        for category in HALL_CATEGORIES:
            yield making.topic("fault.fault", "fault", f"{grade}.{category}", _fault, grade, category)


def _listed(making: Making, subject: str, category: str) -> list[str]:
    return making.named("requirement", "item", subject=subject, category=category)


def _beside(making: Making, subject: str, category: str, chance: Random) -> list[str]:
    """What might well be listed, and is not: what like subjects have in the category, then what any has, then what else is of its kind."""
    own = _listed(making, subject, category)
    cls = making.standard.class_of(subject)
    near = [name for other in _subjects(making, category, cls) for name in _listed(making, other, category)]
    far = making.named("requirement", "item", category=category)
    kinds = {making.standard.class_of(name) for name in own}
    same = [name for kind in kinds for name in making.standard.of_class(kind) if making.ground.usable(name)]
    mixed = [name for names in (near, far, same) for name in chance.sample(names, len(names))]
    return making.apart(dict.fromkeys(mixed), own)


def _is(subject: str, category: str, item: str) -> Choice:
    return item, Claim.that("requirement", subject=subject, category=category, item=item)


def _is_not(subject: str, category: str, item: str) -> Choice:
    return item, Claim.none("requirement", subject=subject, category=category, item=item)


def _one(making: Making, topic: str, subject: str, category: str, chance: Random) -> Question | None:
    right = [_is(subject, category, name) for name in _listed(making, subject, category)]
    wrong = [_is(subject, category, name) for name in _beside(making, subject, category, chance)]
    choices = making.among(chance, right, wrong, CHOICES)
    stem = making.stem(topic, chance, subject=subject, category=category)
    return making.chosen(topic, "single", stem, choices) if len(choices) == CHOICES else None


def _none(making: Making, topic: str, subject: str, category: str, chance: Random) -> Question | None:
    right = [_is_not(subject, category, name) for name in _beside(making, subject, category, chance)[:FEW]]
    own = _listed(making, subject, category)
    wrong = [_is_not(subject, category, name) for name in chance.sample(own, len(own))]
    choices = making.among(chance, right, wrong, CHOICES)
    stem = making.stem(topic, chance, subject=subject, category=category)
    return making.chosen(topic, "single", stem, choices) if len(choices) > 2 else None


def _some(making: Making, topic: str, subject: str, category: str, chance: Random) -> Question | None:
    right = [_is(subject, category, name) for name in _listed(making, subject, category)]
    wrong = [_is(subject, category, name) for name in _beside(making, subject, category, chance)]
    choices = making.among(chance, right, wrong, MANY, chance.randint(2, CHOICES))
    stem = making.stem(topic, chance, subject=subject, category=category)
    return making.chosen(topic, "multiple", stem, choices) if len(choices) >= CHOICES else None


def _truth(making: Making, topic: str, subject: str, category: str, chance: Random) -> Question | None:
    beside = [name for name in _beside(making, subject, category, chance) if making.ground.sure(_is(subject, category, name)[1])]
    names = chance.choice([_listed(making, subject, category), beside])
    if not names:
        return None
    item = chance.choice(names)
    stem = making.stem(topic, chance, subject=subject, category=category, item=item)
    return making.truth(topic, stem, _is(subject, category, item)[1])


def _tally(making: Making, topic: str, subject: str, category: str, chance: Random) -> Question | None:
    facts = making.ground.conclusions.of("requirement", subject=subject, category=category)
    if len(facts) < 2 or not all(fact["number"] for fact in facts):  # a list that the standard does not number may go on
        return None
    measure = making.ground.known.measure(category)
    stem = making.stem(topic, chance, subject=subject, category=category, measure=measure)
    claim = Claim("requirement", (("subject", subject), ("category", category)), count=len(facts))
    return making.fill(topic, stem, [str(len(facts))], claim)


def _serials(making: Making, topic: str, subject: str, category: str, chance: Random) -> Question | None:
    """Which serial number which entry has: by these the standard says what each grade needs."""
    facts = [fact for fact in making.ground.conclusions.of("requirement", subject=subject, category=category) if fact["number"]]
    if not 3 <= len(facts) <= FEW or len(facts) != facts[-1]["number"]:
        return None
    chosen = sorted(chance.sample(facts, min(len(facts), CHOICES)), key=lambda fact: int(fact["number"]))
    left = [fact.text("item") for fact in chance.sample(chosen, len(chosen))]
    measure = making.ground.known.measure(category)
    right = [making.says("serial", number=fact["number"], measure=measure) for fact in chosen]
    claims = [
        Claim.that("requirement", subject=subject, category=category, item=item, number=fact["number"]) for item in left for fact in chosen
    ]
    stem = making.stem(topic, chance, subject=subject, category=category)
    return making.match(topic, stem, left, right, claims)


def _binding(making: Making, topic: str, subject: str, category: str, item: str, chance: Random) -> Question | None:
    """How binding it is: only asked where it is not binding, or beside something that is not."""
    facts = making.ground.conclusions.of("requirement", subject=subject, category=category)
    says = {modality: making.says(f"binding.{modality}") for modality in making.standard.edition.modalities}
    if len({says[fact.text("modality")] for fact in facts}) < 2:
        return None
    choices: dict[str, Claim] = {}
    own = next(fact.text("modality") for fact in facts if fact["item"] == item)
    for modality, words in says.items():
        if words not in choices or modality == own:
            choices[words] = Claim.that("requirement", subject=subject, category=category, item=item, modality=modality)
    stem = making.stem(topic, chance, subject=subject, category=category, item=item)
    mixed = chance.sample(list(choices.items()), len(choices))
    return making.chosen(topic, "single", stem, mixed)


def _subjects(making: Making, category: str, cls: str) -> list[str]:
    """The subjects of a class for which the standard has a list in the category."""
    return [name for name in making.named("requirement", "subject", category=category) if making.standard.class_of(name) == cls]


def _holders(making: Making, topic: str, category: str, item: str, cls: str, chance: Random) -> Question | None:
    choices: list[Choice] = []
    for subject in _subjects(making, category, cls):
        claim = Claim.that("requirement", subject=subject, category=category, item=item)
        others = [name for name in _listed(making, subject, category) if name != item]
        if making.ground.sure(claim) and (making.ground.holds(claim) or making.apart([item], others)):
            choices.append((subject, claim))
    choices = chance.sample(choices, min(len(choices), MANY))
    population = making.quiz.population[cls]
    stem = making.stem(topic, chance, category=category, item=item, population=population)
    return making.chosen(topic, "multiple", stem, choices)


def _sets(making: Making, topic: str, category: str, cls: str, chance: Random) -> Question | None:
    """For each subject its whole list, where the lists differ and are short."""
    found: dict[frozenset[str], str] = {}
    subjects = _subjects(making, category, cls)
    for subject in chance.sample(subjects, len(subjects)):
        items = frozenset(fact.text("item") for fact in making.ground.conclusions.of("requirement", subject=subject, category=category))
        claim = _whole(subject, category, items)
        if len("、".join(items)) <= SHORT and making.ground.sure(claim) and all(map(making.ground.usable, items)):
            found.setdefault(items, subject)
    chosen = list(found.items())[:CHOICES]
    left = [subject for _, subject in chosen]
    mixed = chance.sample(chosen, len(chosen))
    right = ["、".join(name for name in _listed(making, subject, category) if name in items) for items, subject in mixed]
    claims = [_whole(subject, category, items) for subject in left for items, _ in mixed]
    stem = making.stem(topic, chance, category=category, population=making.quiz.population[cls])
    return making.match(topic, stem, left, right, claims)


def _whole(subject: str, category: str, items: frozenset[str]) -> Claim:
    return Claim("requirement", (("subject", subject), ("category", category)), field="item", whole=frozenset(items))


def _fault(making: Making, topic: str, grade: str, category: str, chance: Random) -> Question | None:
    """A hall that lacks something of a category: what?"""
    needed = [judgement for judgement in making.checker.requirements(grade) if judgement.category == category]
    names = [judgement.item for judgement in needed]
    if len(names) < 2 or not all(making.ground.sure(_is(grade, category, name)[1]) for name in names):
        return None
    lacking = chance.sample(names, chance.randint(1, min(2, len(names) - 1)))
    had = [name for name in names if name not in lacking]
    beyond = [name for name in _beside(making, grade, category, chance) if making.ground.sure(_is(grade, category, name)[1])]
    extra = beyond[: chance.randint(0, 1)]
    hall = Hall(grade, grade, frozenset((grade, name) for name in (*had, *extra)), frozenset({category}))
    not_needed = [name for name in beyond if name not in extra]
    options = [*lacking, *had[: CHOICES - len(lacking)], *not_needed[:2]]
    choices = [(name, Claim.that("missing", place=grade, item=name)) for name in chance.sample(options, len(options))]
    mixed = chance.sample([*had, *extra], len(had) + len(extra))
    stem = making.stem(topic, chance, grade=grade, category=category, has="、".join(mixed))
    return making.chosen(topic, "fault", stem, choices, hall)
