"""Checking a hall in conversation: what was said of it so far, and what a message adds, takes back or asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from actions.heard import Heard
from actions.signs import asks
from rules.model import Standard
from rules.text import normal

CATEGORIES = ("服务人员", "功能分区", "服务方式", "设施及用品")
"""What is asked for, in this order."""
OF_CLASS = {"staff": "服务人员", "zone": "功能分区", "mode": "服务方式", "facility": "设施及用品"}

_LEAVES = re.compile(r"退出|不查了|不检查了|取消检查|停止检查|先不查|算了|quit|cancel")
_FINISHES = re.compile(r"结果|还缺|缺什么|缺啥|缺哪|就这些|没别的|没有别的|说完了|查吧|开始查|(?:完了|好了|可以了)[。!！]?$|finish|done")
_SHOWS = re.compile(r"记了|记下|念一遍|回顾|复述|看看.{0,3}记|说过(?:什么|啥|哪)|列出来看看")
_ALL = re.compile(r"都有|全有|齐全|都齐|齐的|样样有|一样不少|全部?都?具备|都具备|\ball of them\b")
_NONE = re.compile(r"^(?:都|全|一[个样类种]都?)?(?:没有?|无)(?:[。!！]|$)|什么都没有|啥都没有")
_SKIPS = re.compile(r"跳过|下一[类项个]|不知道|不清楚|说不准|先不说|skip")
_DENIES = re.compile(r"没|无|缺|不是|去掉|取消|撤|划掉|删|不算|少了")
_CLAUSE = re.compile(r"[，,。；;!！?？]|但是?|不过|可是")


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
class Turn:
    """What came of a message. `outcome`: something said of the hall, a question to be answered before going on, or the end."""

    check: HallCheck
    outcome: Literal["said", "unclear", "question", "show", "finished", "left"]


def heard_in_check(check: HallCheck, heard: Heard, required: Mapping[str, tuple[str, ...]], standard: Standard) -> Turn:
    """What a message means while a hall is checked. `required`: what its grade must have by category, for 都有 (empty while unknown)."""
    form = normal(heard.text)
    if _LEAVES.search(form):
        return Turn(check, "left")
    urgent = any(name in standard.outside and standard.outside[name].urgent for name in heard.values("outside"))
    halls = [value for entity, value, _ in heard.entities if entity == "hall"]
    if halls:
        check = replace(check, grade=halls[-1])
    things = [value for entity, value, role in heard.entities if entity in OF_CLASS and role != "described"]
    finishes = bool(_FINISHES.search(form))
    if urgent or (asks(heard.text) and not finishes and heard.intent != "check_hall"):
        return Turn(check, "show" if _SHOWS.search(form) and not things else "question")
    if _SHOWS.search(form):
        return Turn(check, "show")
    if things:
        check = _with(check, things, form, standard)
    elif check.category and check.grade and _ALL.search(form):
        here = check.category
        check = replace(check, has=_added(check.has, [(here, item) for item in required.get(here, ())]), spoken=(*check.spoken, here))
    elif check.category and _NONE.search(form):
        check = replace(check, spoken=(*check.spoken, check.category))
    elif check.category and _SKIPS.search(form):
        check = replace(check, skipped=(*check.skipped, check.category))
    elif not finishes and not halls and heard.intent != "check_hall":
        return Turn(check, "unclear")
    if check.grade and finishes:
        return Turn(check, "finished")
    return Turn(check, "said")


def _with(check: HallCheck, things: list[str], form: str, standard: Standard) -> HallCheck:
    """What was said, with the things named added, or taken out where the clause that names them denies them."""
    denied = {
        thing
        for clause in _CLAUSE.split(form)
        if _DENIES.search(clause)
        for thing in things
        if any(normal(word) in clause for word in standard.concepts[thing].words)
    }
    named = [(OF_CLASS[standard.class_of(thing)], thing) for thing in things]
    kept = tuple(entry for entry in check.has if entry[1] not in denied)
    spoken = dict.fromkeys((*check.spoken, *(category for category, _ in named)))
    return replace(check, has=_added(kept, [entry for entry in named if entry[1] not in denied]), spoken=tuple(spoken))


def _added(has: tuple[tuple[str, str], ...], more: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((*has, *more)))
