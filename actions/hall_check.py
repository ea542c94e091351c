"""Checking a hall in conversation: what was said of it so far, and what a message adds, takes back or asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from actions.cues import asks, cues
from actions.utterance import Utterance
from rules.model import Standard
from rules.text import normal

CATEGORIES = ("服务人员", "功能分区", "服务方式", "设施及用品")
"""What is asked for, in this order."""
OF_CLASS = {"staff": "服务人员", "zone": "功能分区", "mode": "服务方式", "facility": "设施及用品"}


@dataclass(frozen=True)
class HallCheck:
    """What was said of a hall: its grade (a concept, "" while unknown), what it has as (category, item), the categories spoken of."""

    grade: str = ""
    has: tuple[tuple[str, str], ...] = ()
    spoken: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def category(self) -> str:
        """The category to be asked for next; "" when all were spoken of."""
        return next((name for name in CATEGORIES if name not in (*self.spoken, *self.skipped)), "")

    def of(self, category: str) -> tuple[str, ...]:
        """What the hall has in a category."""
        return tuple(item for of_category, item in self.has if of_category == category)


@dataclass(frozen=True)
class CheckTurn:
    """What came of a message. `outcome`: something said of the hall, a question to be answered before going on, or the end."""

    check: HallCheck
    outcome: Literal["said", "unclear", "question", "show", "finished", "left"]


def read_in_check(check: HallCheck, utterance: Utterance, required: Mapping[str, tuple[str, ...]], standard: Standard) -> CheckTurn:
    """What a message means while a hall is checked. `required`: what its grade must have by category, for 都有 (empty while unknown)."""
    form, said = normal(utterance.text), cues("check")
    if said["leaves"].within(form):
        return CheckTurn(check, "left")
    urgent = any(name in standard.outside and standard.outside[name].urgent for name in utterance.values("outside"))
    halls = [value for entity, value, _ in utterance.entities if entity == "hall"]
    if halls:
        check = replace(check, grade=halls[-1])
    things = [value for entity, value, role in utterance.entities if entity in OF_CLASS and role != "described"]
    finishes = said["finishes"].within(form)
    if urgent or (asks(utterance.text) and not finishes and utterance.intent != "check_hall"):
        return CheckTurn(check, "show" if said["shows"].within(form) and not things else "question")
    if said["shows"].within(form):
        return CheckTurn(check, "show")
    if things:
        check = _with(check, things, form, standard)
    elif check.category and check.grade and said["all"].within(form):
        here = check.category
        check = replace(check, has=_added(check.has, [(here, item) for item in required.get(here, ())]), spoken=(*check.spoken, here))
    elif check.category and said["none"].within(form):
        check = replace(check, spoken=(*check.spoken, check.category))
    elif check.category and said["skips"].within(form):
        check = replace(check, skipped=(*check.skipped, check.category))
    elif not finishes and not halls and utterance.intent != "check_hall":
        return CheckTurn(check, "unclear")
    if check.grade and finishes:
        return CheckTurn(check, "finished")
    return CheckTurn(check, "said")


def _with(check: HallCheck, things: list[str], form: str, standard: Standard) -> HallCheck:
    """What was said, with the things named added, or taken out where the clause that names them denies them."""
    denied = {
        thing
        for clause in cues("check")["parts"].any.split(form)
        if cues("check")["denies"].within(clause)
        for thing in things
        if any(normal(word) in clause for word in standard.concepts[thing].words)
    }
    named = [(OF_CLASS[standard.class_of(thing)], thing) for thing in things]
    kept = tuple(entry for entry in check.has if entry[1] not in denied)
    spoken = dict.fromkeys((*check.spoken, *(category for category, _ in named)))
    return replace(check, has=_added(kept, [entry for entry in named if entry[1] not in denied]), spoken=tuple(spoken))


def _added(has: tuple[tuple[str, str], ...], more: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((*has, *more)))
