"""From an `Answer` to Chinese text, by the templates in `templates/`: one for each kind of finding. No knowledge, no decisions here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rules.advisor.answers import Answer, Finding, Item, Link
from rules.checking import Result

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# Clauses, how a clause was restored, bullets, numbers of lists; but not those that the standard itself speaks of: 第①、②种, 第①~⑤种.
_UNSPOKEN = re.compile(rf"（依据 [^）]*）|［[^］]*］|^· |[{CIRCLED}](?![、~和类项种个])|(?<=[：、])\d+\.")
"""What only the eye takes in; "第①~③类" is spoken, the number before the name of an item is not."""
_ARROW = re.compile(" ?→ ?")
BREATH = 180
"""So many characters are read out at most; of a longer reply its beginning, and that there is more."""
MORE = "还有其他内容，需要的话我再逐项告诉您。"
_ENDS = ("。", "？", "！", "：", "；")
WEAK = {"可": "可", "一般": "一般", "可选": "可选", "有条件的": "有条件的"}


def answer_text(answer: Answer) -> str:
    """The whole reply: the finding, what it rests on, and what one should know with it."""
    untailed = replace(answer, citations=(), remarks=())
    return _render(f"{answer.kind}.j2", answer=answer, finding=answer.finding, untailed=untailed)


def spoken_text(answer: Answer) -> str:
    """The reply as one reads it out on the telephone: without clauses, numbers of lists and remarks, in one breath."""
    text = answer_text(replace(answer, citations=(), remarks=()))
    lines = [_ARROW.sub("，然后", _UNSPOKEN.sub("", line)).strip() for line in text.splitlines()]
    whole = "".join(line if line.endswith(_ENDS) else f"{line}，" for line in lines if line).removesuffix("，")
    if len(whole) <= BREATH:
        return whole
    end = max(whole.rfind(sign, 0, BREATH) for sign in "。；") + 1
    return f"{whole[:end] or whole[: whole.rfind('、', 0, BREATH - 2)] + '等。'}{MORE}"


def explanation_text(answer: Answer) -> str:
    """Why the answer is so: the derivation, one chain a line."""
    return _render("explanation.j2", answer=answer, finding=answer.finding)


def check_text(result: Result, open_: Iterable[str]) -> str:
    """What came of checking a hall, by category; `open_`: the categories that were not spoken of."""
    categories = dict.fromkeys(j.category for j in result.judgements if j.verdict != "extra")
    groups = [
        (category, *([j for j in result.of(verdict) if j.category == category] for verdict in ("missing", "undecidable")))
        for category in categories
    ]
    return _render("check.j2", grade=result.hall.grade, groups=groups, extra=result.of("extra"), open=list(open_))


def _render(template: str, **values: object) -> str:
    lines = [line.rstrip() for line in _templates().get_template(template).render(**values).splitlines()]
    return "\n".join(line for line in lines if line.strip())


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - plain text for a chat; pages put it into text nodes
    )
    environment.filters.update(nested=nested, entries=entries, clauses=clauses, chains=chains, circled=circled)
    return environment


def nested(finding: Finding, answer: Answer) -> str:
    """A finding inside another as text, with the citations and remarks that `answer` has."""
    inner = replace(answer, finding=finding)
    return answer_text(inner)


def circled(number: int) -> str:
    """A serial number as the standard prints it: ① to ⑳, above that in plain digits."""
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"{number}."


def entries(items: Iterable[Item], numbered: bool = True) -> str:
    """Entries in one line: ①面对面、②电话; entries that the source lost drawn together at the end."""
    found = list(items)
    names = [_entry(item, numbered) for item in found if not item.lost]
    lost = [str(item.number) for item in found if item.lost and item.number]
    if lost:
        names.append(f"第{'、'.join(lost)}项（名称原文缺失）")
    return "、".join(names)


def _entry(item: Item, numbered: bool) -> str:
    notes = [text for text in (WEAK.get(item.modality, ""), item.scope) if text]
    number = circled(item.number) if numbered and item.number else ""
    return f"{number}{item.name}" + (f"（{'，'.join(notes)}）" if notes else "")


def clauses(numbers: Iterable[str], most: int = 8) -> str:
    """Clause numbers in brackets: （依据 4.1.4.2 b)3)）; nothing where there is none."""
    found = list(dict.fromkeys(numbers))
    if not found:
        return ""
    more = "等" if len(found) > most else ""
    return f"（依据 {'、'.join(found[:most])}{more}）"


def chains(links: Iterable[Link]) -> list[str]:
    """Derivations as lines, the shortest first, each thing said once, in the order in which it follows: what was given, then what was
    concluded from it; then by which other clauses it follows as well."""
    lines: dict[str, None] = {}
    others: dict[str, None] = {}

    def add(link: Link) -> None:
        for premise in link.premises:
            add(premise)
        more = f"等{link.more + 1}项" if link.more else ""
        lines[f"由{link.clause}：{link.says}{more}" if link.rule else f"已知：{link.says}"] = None

    for link in sorted(links, key=steps):
        add(link)
        others.update(dict.fromkeys(f"{link.says}，也可由{other.clause}得出" for other in link.alternatives))
    return [*lines, *others]


def steps(link: Link) -> int:
    """How many steps a derivation has."""
    return 1 + sum(map(steps, link.premises))
