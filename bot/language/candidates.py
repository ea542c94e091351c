"""From an utterance to the questions that it may put, each with what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, product
from typing import Any

import numpy as np
import numpy.typing as npt

from actions.resolution import AGAIN
from bot.language.described import Descriptions, Likeness
from bot.language.encoder import Vectors
from bot.language.expressions import OUTSIDE
from bot.language.filling import Filling, fillings
from bot.language.kinds import Kinds, features
from bot.language.named import UNLISTED, Name, Named, Naming
from bot.language.utterance import Utterance
from bot.language.ways import Way
from rules.evaluator.views import Views
from rules.question.check import misfits
from rules.question.forms import Question
from rules.question.normal import normal_form
from rules.question.serial import FormError, parsed
from rules.question.templates import Hole, filled, holes_in

NEAREST_TEXTS = 60
"""Of so many of the texts that are nearest to a message the questions are looked at."""
MOST_WAYS = 16
"""So many ways of asking are tried."""
MOST_FILLINGS = 12
"""So many ways of filling the holes of one."""
SHARPNESS = 0.04
"""By this difference in likeness a text counts e times less."""
MOST_DESCRIBED = 3
"""So many concepts that may be described are tried for an open hole."""
PLACE, THING = "place", "thing"
KEPT_QUESTIONS = 1 << 15
LEADS = -0.03
"""What is described may be meant instead of what is named, where it is no more than this behind what is described best."""
LEAST = 1e-3
"""Less than this share of the likeness is as good as nothing."""


@dataclass(frozen=True)
class Candidate:
    """A question that a message may put, or an act. `form`: the question as plain values, with holes for what it leaves open;
    `question`: the same where it leaves nothing open. `features`: what speaks for it and against."""

    form: Any
    question: Question | None
    act: str
    features: Mapping[str, float]


@dataclass(frozen=True)
class Likely:
    """How likely a way of asking is: how near its nearest text, its share of the likeness of all, how likely its kind."""

    near: float
    behind: float
    share: float
    kind: float


@dataclass
class _Found:
    """A candidate while it is gathered from the ways that lead to it."""

    form: Any
    question: Question | None
    act: str
    own: Mapping[str, float]
    likely: Likely
    ways: set[int] = field(default_factory=set)

    def features(self) -> dict[str, float]:
        likely = self.likely
        share = float(np.log(likely.share + LEAST))
        return {"near": likely.near, "behind": likely.behind, "share": share, "kind": likely.kind, **self.own}


@dataclass(frozen=True)
class Bank:
    """The ways of asking with what was computed of their texts: `vectors` has a row for each text, half of its pattern, half of itself."""

    ways: Sequence[Way]
    vectors: Vectors
    kinds: Kinds

    def way_of(self) -> npt.NDArray[np.int64]:
        """The way of each text."""
        return np.repeat(np.arange(len(self.ways)), [len(way.asked) for way in self.ways])


class Candidates:
    """The questions that messages may put. Safe to share."""

    def __init__(self, views: Views, bank: Bank, descriptions: Descriptions, naming: Naming) -> None:
        self._views = views
        self._standard = views.standard
        self._bank = bank
        self._holes = [holes_in(way.form) for way in bank.ways]
        self._way_of = bank.way_of()
        self._descriptions = descriptions
        self._naming = naming
        self._only_place = _only_places(views)
        self._roles = tuple(cls for cls in views.standard.aspects.role_of if cls != OUTSIDE)
        self._put = lru_cache(maxsize=KEPT_QUESTIONS)(self._put_anew)

    def of(self, utterance: Utterance, pattern: str, vectors: tuple[Vectors, Vectors], told: Vectors, without: int = -1) -> list[Candidate]:
        """The candidates of an utterance. `vectors`: of its pattern and its question; `told`: a row for each stretch of its text that may
        describe something, the question first. `without`: the row of a text that is not to count."""
        likes = self._descriptions.like(told)
        named = self._naming.of(utterance)
        found: dict[Any, _Found] = {}
        for way, likely in self._likely(pattern, vectors, without).items():
            for candidate in islice(self._filled(way, likely, named, likes), MOST_FILLINGS):
                key = candidate.question or candidate.act + repr(candidate.form)
                found[key] = _merged(found[key], candidate, way) if key in found else candidate
                found[key].ways.add(way)
        return [Candidate(one.form, one.question, one.act, one.features()) for one in found.values()]

    def _likely(self, pattern: str, vectors: tuple[Vectors, Vectors], without: int) -> dict[int, Likely]:
        """The likeliest ways of asking."""
        sims = self._bank.vectors @ np.hstack(vectors) / 2
        if without >= 0:
            sims[without] = -1.0
        nearest = np.argpartition(-sims, NEAREST_TEXTS)[:NEAREST_TEXTS] if len(sims) > NEAREST_TEXTS else np.arange(len(sims))
        best = float(sims[nearest].max())
        weights = np.exp((sims[nearest] - best) / SHARPNESS)
        weights /= weights.sum()
        near: dict[int, float] = {}
        share: dict[int, float] = {}
        for at, weight in zip(nearest, weights, strict=True):
            way = int(self._way_of[at])
            near[way] = max(near.get(way, 0.0), float(sims[at]))
            share[way] = share.get(way, 0.0) + float(weight)
        kinds = self._bank.kinds.likelihoods(features([pattern], vectors[0][np.newaxis], vectors[1][np.newaxis])[0])
        likely = {way: Likely(near[way], best - near[way], share[way], float(kinds[way])) for way in near}
        order = sorted(likely, key=lambda way: -np.log(share[way] + LEAST) - likely[way].kind)
        return {way: likely[way] for way in order[:MOST_WAYS]}

    def _filled(self, way: int, likely: Likely, named: Named, likes: Vectors) -> Iterator[_Found]:
        """The questions that a way of asking gives."""
        _form, act = self._bank.ways[way].form, self._bank.ways[way].act
        if act == AGAIN:
            yield from self._again(likely, named, likes)
            return
        if act:
            weak = sum(name not in named.strong for names in named.by_role.values() for name in names)
            yield _Found(None, None, act, {"idle": -float(len(named.strong)), "idle_weak": -float(weak)}, likely)
            return
        for filling in fillings(self._holes[way], named.by_role):
            for completed, described in self._completed(filling, named, likes):
                plain, question = self._put(way, tuple(completed.names.items()), bool(completed.open))
                if completed.open or question is not None:
                    yield _Found(plain, question, "", _own(completed, described, named), likely)

    def _again(self, likely: Likely, named: Named, likes: Vectors) -> Iterator[_Found]:
        """The last question, put of what is named now; of what is described where nothing is named."""
        names = {role: list(found) for role, found in named.by_role.items() if role != UNLISTED}
        if names:
            yield _Found(names, None, AGAIN, {}, likely)
        for one in self._descriptions.ranked(likes, self._roles, MOST_DESCRIBED):
            if not named.strong or one.lead >= LEADS:
                role = self._standard.aspects.role_of[self._standard.class_of(one.name)]
                yield _Found({role: [one.name]}, None, AGAIN, _by_description((one,)), likely)

    def _completed(self, filling: Filling, named: Named, likes: Vectors) -> Iterator[tuple[Filling, tuple[Likeness, ...]]]:
        """A filling as it is, and with its open holes, and those for which there is but a hint, filled by what may be described; what is
        described better than anything else is tried for what is named, too."""
        yield filling, ()
        yield from ((implied, ()) for implied in self._implied(filling))
        holes = tuple(hole for hole, names in filling.names.items() if hole in filling.open or named.hinted.issuperset(names))
        options = [self._described(hole, likes, MOST_DESCRIBED) for hole in holes]
        if options and all(options):
            for chosen in product(*options):
                names = {hole: (one.name,) for hole, one in zip(holes, chosen, strict=True)}
                if any(names[hole] != filling.names[hole] for hole in holes):
                    yield replace(filling, names={**filling.names, **names}, open=()), chosen
        if not filling.open:
            for hole, given in filling.names.items():
                for one in self._described(hole, likes, 1):
                    if hole not in holes and one.lead >= LEADS and given != (one.name,):
                        yield replace(filling, names={**filling.names, hole: (one.name,)}), (one,)

    def _implied(self, filling: Filling) -> Iterator[Filling]:
        """With the only place that can have what is named, where the place is all that is open."""
        if [hole.role for hole in filling.open] == [PLACE]:
            places = {self._only_place[name] for names in filling.names.values() for name in names if name in self._only_place}
            if len(places) == 1:
                yield replace(filling, names={**filling.names, filling.open[0]: tuple(places)}, open=(), implied=True)

    def _described(self, hole: Hole, likes: Vectors, most: int) -> tuple[Likeness, ...]:
        return self._descriptions.ranked(likes, self._standard.aspects.roles.get(hole.role, ()), most)

    def _put_anew(self, way: int, names: tuple[tuple[Hole, tuple[Name, ...]], ...], is_open: bool) -> tuple[Any, Question | None]:
        """The form of a way with its holes filled, and the question that it is; None where it is open or does not fit the standard."""
        form = filled(self._bank.ways[way].form, dict(names))
        if is_open:
            return form, None
        try:
            question = parsed(form)
        except FormError:
            return form, None
        return form, None if misfits(question, self._views) else normal_form(question, self._standard)


def _only_places(views: Views) -> dict[Name, str]:
    """What only one place has, with that place; what only halls have, with the hall in general, whichever grades have it."""
    found: dict[Name, str] = {}
    roles, rules = views.standard.aspects.roles, views.rules
    for name in (name for cls in roles[THING] for name in views.standard.of_class(cls)):
        having = {place for place in views.concepts_of("") if views.holding(place, name, views.aspects_of(name, place))}
        kinds = {rules.general.get(views.standard.class_of(place), place) for place in having}
        if len(kinds) == 1:
            found[name] = kinds.pop()
    return found


def _merged(one: _Found, other: _Found, way: int) -> _Found:
    """A candidate to which two ways lead: with what speaks for the better filling, and the likeness of both ways."""
    better = one if sum(one.own.values()) >= sum(other.own.values()) else other
    share = one.likely.share + (0.0 if way in one.ways else other.likely.share)
    likely = Likely(
        max(one.likely.near, other.likely.near),
        min(one.likely.behind, other.likely.behind),
        share,
        max(one.likely.kind, other.likely.kind),
    )
    return replace(better, likely=likely, ways=one.ways)


def _by_description(described: tuple[Likeness, ...]) -> dict[str, float]:
    """What speaks against taking concepts for those that are described."""
    return {
        "described": -float(len(described)),
        "doubt": -sum(1.0 - one.likeness for one in described),
        "behind_described": sum(one.lead for one in described),
    }


def _own(filling: Filling, described: tuple[Likeness, ...], named: Named) -> dict[str, float]:
    """What speaks against a filling, whichever way of asking it is of; all of it at most 0."""
    used = {name for names in filling.names.values() for name in names}
    unused = [name for name in filling.unused if name not in named.told]
    groups = [names for hole, names in filling.names.items() if hole.many and len(names) > 1]
    return {
        "unused": -float(sum(name in named.strong for name in unused)),
        "unused_weak": -float(sum(name not in named.strong for name in unused)),
        "told": -float(len(used & named.told)),
        "hinted": -float(len(used & named.hinted)),
        "open": -float(len(filling.open)),
        "implied": -float(filling.implied),
        "replaced": -float(len(named.strong - used) if described else 0),
        **_by_description(described),
        "apart": -sum(named.gap(names) for names in groups),
    }
