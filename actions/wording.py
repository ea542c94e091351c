"""From an `Answer` to Chinese text, by the templates in `templates/`: one for each kind of finding. No knowledge, no decisions here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rules.checking import Result
from rules.derivation import Citation, Link
from rules.evaluator.truth import HOLDS
from rules.evaluator.views import runs
from rules.findings import Answer, Case, Count, Finding, Group, Holder, Item, Ranked, Row, Service, Verdict

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# Clauses, how a clause was restored, bullets, numbers of lists; but not those that the standard itself speaks of: 第①、②种, 第①~⑤种.
_UNSPOKEN = re.compile(rf"（依据 [^）]*）|［[^］]*］|^· |[{CIRCLED}]|(?<=[：、])\d+\.")
"""What only the eye takes in, as the number before the name of an item."""
_ORDINALS = re.compile(rf"第[{CIRCLED}][{CIRCLED}~、和]*")
"""Numbers of which the standard itself speaks: 第①~③类."""
_BRACKETED = re.compile("（[^）]*）|《[^》]*》|“[^”]*”")
_ARROW, _RUN = re.compile(" ?→ ?"), re.compile(r"(?<=[\d)])~(?=\d)")
_DIGITS = {ord(sign): str(number) for number, sign in enumerate(CIRCLED, 1)}
Hours = TypeVar("Hours", Service, Item)
BREATH_CHARACTERS = 180
"""So many characters are read out at most; of a longer reply its beginning, and that there is more."""
_ENDS = ("。", "？", "！", "：", "；")
_BULLETS = ("· ", "　")
MANY, FIRST = 8, 3
"""So many entries of a numbered list are named; of more their numbers are told."""


def answer_text(answer: Answer) -> str:
    """The whole reply: the finding, what it rests on, and what one should know with it."""
    untailed = replace(answer, citations=(), remarks=())
    return render(f"{answer.kind}.j2", answer=answer, finding=answer.finding, untailed=untailed)


def spoken_text(answer: Answer) -> str:
    """The reply as one reads it out on the telephone: without clauses, numbers of lists and remarks, in one breath."""
    text = answer_text(replace(answer, citations=(), remarks=()))
    numbered = [_ORDINALS.sub(lambda found: found[0].translate(_DIGITS), line) for line in text.splitlines()]
    plain = [_RUN.sub(vocabulary()["run"], _UNSPOKEN.sub("", line)) for line in numbered]
    lines = [_ARROW.sub(vocabulary()["then"], line).strip() for line in plain]
    whole = "".join(line if line.rstrip("）").endswith(_ENDS) else f"{line}，" for line in lines if line).removesuffix("，")
    if len(whole) <= BREATH_CHARACTERS:
        return whole
    end = max(whole.rfind(sign, 0, BREATH_CHARACTERS) for sign in "。；") + 1
    pause = whole.rfind("、", 0, BREATH_CHARACTERS - 2)
    cut = whole[: pause if pause > 0 else BREATH_CHARACTERS - 2] + vocabulary()["and_so_on"]
    return f"{whole[:end] or cut}{vocabulary()['more']}"


def explanation_text(answer: Answer) -> str:
    """Why the answer is so: the derivation, one chain a line."""
    return render("explanation.j2", answer=answer, finding=answer.finding)


def check_text(result: Result, open_: Iterable[str]) -> str:
    """What came of checking a hall, by category; `open_`: the categories that were not spoken of."""
    categories = dict.fromkeys(j.category for j in result.judgements if j.verdict != "extra")
    groups = [
        (category, *([j for j in result.of(verdict) if j.category == category] for verdict in ("missing", "undecidable")))
        for category in categories
    ]
    return render("check.j2", grade=result.hall.grade, groups=groups, extra=result.of("extra"), open=list(open_))


def render(template: str, **values: object) -> str:
    """A template of `templates/` with its values: without empty lines, and no line twice; but whole what a line leads up to."""
    lines = [line.rstrip() for line in _templates().get_template(template).render(**values).splitlines()]
    kept: list[str] = []
    said: set[tuple[str, ...]] = set()
    for block in _blocks([line for line in lines if line.strip()]):
        if block not in said:
            kept += dict.fromkeys(block)
        said |= {block, *((line,) for line in block)}
    return "\n".join(kept)


def _blocks(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """Lines by themselves, but together with one that ends in a colon what it leads up to: the next line, or all that have a bullet."""
    at = 0
    while at < len(lines):
        end = at + 1
        if lines[at].endswith("：") and end < len(lines):
            end += 1
            while end < len(lines) and lines[end - 1].startswith(_BULLETS) and lines[end].startswith(_BULLETS):
                end += 1
        yield tuple(lines[at:end])
        at = end


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """The little words that the filters put in, from `wording.yaml`."""
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "wording.yaml").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - plain text for a chat; pages put it into text nodes
    )
    environment.filters.update(FILTERS)
    environment.globals["vocabulary"] = vocabulary
    return environment


def nested(finding: Finding, answer: Answer) -> str:
    """A finding inside another as text, with the citations and remarks that `answer` has."""
    return answer_text(replace(answer, finding=finding))


# ---- entries


def circled(number: int) -> str:
    """A serial number as the standard prints it: ① to ⑳, above that in plain digits."""
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"{number}."


def entries(items: Iterable[Item], aspect: str = "", numbered: bool = True) -> str:
    """Entries in one line: ①面对面、②电话; those of parts of a subject by part; those that the source lost drawn together at the end."""
    found = list(items)
    owners = dict.fromkeys(item.owner for item in found)
    if len(owners) > 1 or any(owners):
        own = {owner: entries([replace(item, owner="") for item in found if item.owner == owner], aspect, numbered) for owner in owners}
        return "；".join(f"{owner}：{said}" if owner else said for owner, said in own.items())
    names = drawn((_entry(item, aspect, numbered), notes(item, aspect)) for item in found if not item.lost)
    lost = [item.number for item in found if item.lost and item.number]
    if lost:
        names.append(f"{ordinal(lost)}（{vocabulary()['lost']}）")
    return "、".join(names)


def drawn(told: Iterable[tuple[str, str]], measure: str = "") -> list[str]:
    """Names, each with its note in brackets; of several in a row with the same note the last says it for all.

    A name that is a list itself is put in quotation marks."""
    words = vocabulary()
    found: list[str] = []
    for note, run in groupby(told, key=itemgetter(1)):
        names = [listed(name) for name, _ in run]
        alike = words["alike"].format(number=len(names), measure=measure or words["alike_measure"], note=note) if len(names) > 1 else note
        found += [*names[:-1], f"{names[-1]}（{alike}）" if note else names[-1]]
    return found


def ordinal(numbers: Iterable[int]) -> str:
    """Serial numbers: 第1~3、5项."""
    drawn = "、".join(f"{first}~{last}" if first < last else str(first) for first, last in runs(numbers))
    return str(vocabulary()["ordinal"]).format(numbers=drawn)


def owned(items: Iterable[Item]) -> str:
    """What is lacking, each with the part that lacks it: 饮水机（业务待办区）."""
    return "、".join(f"{item.name}（{item.owner}）" if item.owner else item.name for item in items)


def names(items: Iterable[Item], aspect: str = "") -> str:
    """The names of entries alone, without those that are lost."""
    return "、".join(dict.fromkeys(listed(titled(item.name, aspect)) for item in items if not item.lost))


def listed(name: str) -> str:
    """A name as it stands among others: one that is a list itself, and no sentence, in quotation marks."""
    return str(vocabulary()["list_name"]).format(name=name) if "、" in _BRACKETED.sub("", name) and "，" not in name else name


def titled(name: str, aspect: str) -> str:
    """The name of an entry of an aspect: a document in the marks of a title."""
    return str(vocabulary()["titled"].get(aspect, "{name}")).format(name=name)


def untold(group: Group | Count) -> list[Item]:
    """The entries of a group, or those counted, without what was asked of all of them: that they are had in this way, or hold there."""
    return [
        replace(item, way="" if item.way == group.way else item.way, scope="" if item.scope == group.scope else item.scope)
        for item in group.items
    ]


def flow(items: Iterable[Item]) -> str:
    """Steps in their order; an end that is lost as such."""
    words = vocabulary()
    numbers = (circled(item.number) if item.number else "" for item in items)
    return " → ".join(f"{number}{words['lost_steps'] if item.lost else item.name}" for number, item in zip(numbers, items, strict=True))


def notes(item: Item, aspect: str = "") -> str:
    """How an entry is meant: what binds less than 应, its scope, the way it is had, of what general kind it is had."""
    words = vocabulary()
    via = words["via"].get(aspect, words["via"][""]).format(name=item.via) if item.via else ""
    said = (words["modality"].get(item.modality, ""), words["way"].get(item.way, item.way), via, item.scope)
    return "，".join(text for text in said if text)


def _entry(item: Item, aspect: str, numbered: bool) -> str:
    return (circled(item.number) if numbered and item.number else "") + titled(item.name, aspect)


def clauses(numbers: Iterable[str], most: int = 8) -> str:
    """Clause numbers in brackets: （依据 4.1.4.2 b)3)）; nothing where there is none."""
    found, words = list(dict.fromkeys(numbers)), vocabulary()
    if not found:
        return ""
    return str(words["basis"]).format(numbers="、".join(found[:most]), more=words["etc"] if len(found) > most else "")


def unnamed(citations: Iterable[Citation], text: str) -> list[str]:
    """The clauses cited that a text does not name beside what it says."""
    return [cited.clause for cited in citations if not re.search(rf"[ 、]{re.escape(cited.clause)}[、）等]", text)]


def when(line: Service | Item) -> str:
    """Hours as a verb and what they are: 应提供7×24小时服务."""
    words = vocabulary()
    hours = line.hours if isinstance(line, Service) else line.name
    clock = any(character.isdigit() for character in hours)
    verb = words["hours"].get(line.modality, "") if clock or line.modality not in words["stated"] else ""
    verb = words["plain_verb"] if clock and words["allowed"] in line.scope else verb
    served = words["served"] if clock else ""
    remark = words["no_clock"] if not clock and line.modality in words["stated"] else ""
    return f"{verb}{hours}{served}{remark}" if verb else f"：{hours}{remark}"


def lines(services: Iterable[Service]) -> str:
    """Several hours in one sentence."""
    found = same_hours(services)
    if len(found) > 1 and len({line.subject for line in found}) == 1:
        return found[0].subject + "；".join(f"{of_scope(line) if at == 0 else line.scope}{when(line)}" for at, line in enumerate(found))
    return "；".join(f"{line.subject}{of_scope(line)}{when(line)}" for line in found)


def same_hours(services: Iterable[Hours]) -> list[Hours]:
    """Hours in a row that are the same for several modes or functions of a subject as one."""
    found: list[Hours] = []
    for line in services:
        last = found[-1] if found else None
        if last and of_scope(line) != line.scope and of_scope(last) != last.scope and _without_scope(line) == _without_scope(last):
            found[-1] = replace(last, scope=f"{last.scope}、{line.scope}")
        else:
            found.append(line)
    return found


def _without_scope(line: Service | Item) -> Service | Item:
    return replace(line, scope="", clauses=()) if isinstance(line, Service) else replace(line, scope="")


def of_scope(line: Service | Item) -> str:
    """For what hours are, after whose they are: 的短信; what binds itself, a clause or a remark, as it stands."""
    if not line.scope or any(word in line.scope for word in vocabulary()["binding"]):
        return line.scope
    return str(vocabulary()["of_scope"]).format(scope=line.scope)


def times(items: Iterable[Item]) -> str:
    """The hours of one subject in a row, each with what they are for."""
    weak = vocabulary()["modality"]
    return "；".join(f"{item.scope}{when(item) if item.modality in weak else item.name}" for item in same_hours(items))


# ---- verdicts


def merged(cases: Iterable[Case], with_lists: bool = False) -> list[Any]:
    """Cases that are the same for several subjects as one, with all of them as `who`; `with_lists`: also in what there is instead."""
    found: dict[Any, list[Case]] = {}
    for case in cases:
        found.setdefault((_alike(case), case.listed, case.elsewhere) if with_lists else _alike(case), []).append(case)
    return [
        SimpleNamespace(
            **vars(same[0]), who="、".join(dict.fromkeys(case.subject for case in same)), many=len({c.subject for c in same}) > 1
        )
        for same in found.values()
    ]


def _alike(case: Case) -> Any:
    held = tuple((item.name, item.modality, item.scope, item.number, item.owner, item.way) for item in case.held)
    hours = tuple((line.scope, line.hours, line.subject) for line in case.hours)
    gaps = case.gaps if case.truth == "undecidable" else ()
    return (case.aspect, case.thing, case.truth, case.place, held, hours, case.said, case.near, gaps, case.cls, case.except_at, case.claim)


def joined(cases: Iterable[Any]) -> list[Any]:
    """Merged cases in a row that say the same of several things as one that says it of all of them."""
    found: list[Any] = []
    for key, run in groupby(cases, key=_said_alike):
        same = list(run)
        things = "、".join(dict.fromkeys(case.thing for case in same))
        if key and len(same) > 1:
            held = tuple(replace(item, name=things, number=0) for item in same[0].held)
            found.append(SimpleNamespace(**{**vars(same[0]), "thing": things, "held": held}))
        else:
            found += same
    return found


def _said_alike(case: Any) -> Any:
    """By what a case is told in the same words as another of its subjects, but for the thing; nothing where it has words of its own."""
    manner = vocabulary()["manner"].get(case.aspect)
    told = [*notes(case.held[0]), case.held[0].owner, case.held[0].name != case.thing] if case.held else []
    if not manner or case.truth not in ("yes", "no") or len(case.held) > 1 or any(told) or case.said or case.hours or case.way:
        return None
    return (case.who, manner, case.truth, case.place, case.cls, [item.modality for item in case.held])


def first_word(case: Case) -> str:
    """The word with which a verdict on one case begins."""
    leads = vocabulary()["lead"]
    keys = ("claim",) if case.claim else (f"{case.aspect}/{case.cls}", case.aspect, "other")
    return str(next(leads[key] for key in keys if key in leads).get(case.truth, ""))


def verb(modality: str) -> str:
    """What stands between a subject and what it has, by how binding it is."""
    return str(vocabulary()["verb"].get(modality, vocabulary()["verb"]["应"]))


def inside(text: str, finding: Verdict) -> bool:
    """Whether a provision only repeats what a case says."""
    return any(text in case.said or (text.endswith(case.thing) and case.subject in text) for case in finding.cases)


def _kinds(holder: Holder) -> tuple[str, ...]:
    """Which kinds of a holder have it, where others have not."""
    having = dict.fromkeys(case.subject for case in holder.cases if case.truth in HOLDS)
    differ = having and any(case.subject not in having for case in holder.cases)
    return (vocabulary()["detail"]["kinds"].format(names="、".join(having)),) if differ else ()


def holders(found: Iterable[Holder], level: str, briefly: bool = False) -> str:
    """Holders in one line, each with how it has it, or what it has instead; `briefly`: only with the kinds of it that have it."""
    told = (lambda holder: "，".join(_kinds(holder))) if briefly else detail
    return "、".join(drawn(((holder.name, told(holder)) for holder in found), level))


def detail(holder: Holder) -> str:
    """How a holder has it, or what it has instead."""
    words = vocabulary()["detail"]
    found: dict[str, None] = dict.fromkeys(_kinds(holder))
    for case in holder.cases:
        for item in case.held:
            told = _details(item, case, words) if len(holder.cases) == 1 else (vocabulary()["allowed_word"].get(item.modality, ""),)
            found.update(dict.fromkeys(filter(None, told)))
        if case.truth in HOLDS:  # else the hours are those of others, or for something else
            found.update(dict.fromkeys(f"{line.scope.strip('（）')}{line.hours}{_binding(line)}" for line in same_hours(case.hours)))
        found.update(dict.fromkeys(str(words["near"]).format(name=item.name) for item in case.near))
        if case.cut_short and case.truth == "undecidable":
            found[words["cut_short"]] = None
    return "，".join(found)


def _details(item: Item, case: Case, words: dict[str, str]) -> tuple[str, ...]:
    step = words["step"].format(number=item.number) if case.total and item.number else ""
    owner = words["owner"].format(owner=item.owner) if item.owner else ""
    way = "" if item.way == case.way else vocabulary()["way"].get(item.way, "")
    return (step, vocabulary()["allowed_word"].get(item.modality, ""), item.scope, way, owner, *case.said)


def _binding(line: Service) -> str:
    word = vocabulary()["allowed_word"].get(line.modality, "")
    return f"，{word}" if word else ""


def remark(aspect: str) -> str:
    """What is said of a number of entries of an aspect; nothing for most."""
    return str(vocabulary()["remark"].get(aspect, ""))


def subjectless(predicate: str) -> str:
    """A predicate without the 的 that binds it to its subject, and that at its end."""
    return predicate.removeprefix("的").removesuffix("的")


def few(found: Iterable[str], cls: str) -> str:
    """Names in a row; of many the first and how many there are."""
    names = [listed(name) for name in found]
    if len(names) <= MANY:
        return "、".join(names)
    return str(vocabulary()["first_of_many"]).format(names="、".join(names[:FIRST]), number=len(names), measure=level(cls))


def level(cls: str) -> str:
    """The measure word of the concepts of a class."""
    return str(vocabulary()["level"].get(cls, vocabulary()["level"][""]))


# ---- comparisons and changes


def differing(rows: Iterable[Row]) -> list[Row]:
    """The aspects in which there is a difference."""
    return [row for row in rows if any(items for _, items in row.own)]


def alike(rows: Iterable[Row]) -> list[Row]:
    """The aspects in which there is none."""
    return [row for row in rows if not any(items for _, items in row.own)]


def rows(groups: Iterable[Group]) -> list[Group]:
    """Groups with the same entries as one, with all their subjects."""
    found: dict[Any, list[Group]] = {}
    for group in groups:
        found.setdefault((group.category, tuple(replace(item, via="") for item in group.items)), []).append(group)
    return [
        replace(
            same[0],
            subject="、".join(dict.fromkeys(group.subject for group in same)),
            clauses=tuple(dict.fromkeys(clause for group in same for clause in group.clauses)),
        )
        for same in found.values()
    ]


def numbered(items: Iterable[Item]) -> bool:
    """Whether all entries have a serial number of which one can speak instead of them: they are many."""
    found = list(items)
    return len(found) > MANY and all(item.number for item in found)


def about(group: Group, finding: Any) -> str:
    """What a group of a difference is of: the aspect, with its subject where that is another than the one that changes."""
    own = group.subject in (finding.subject, *finding.things) and finding.change == "becomes"
    words = vocabulary()
    title = group.category or words["provisions"]
    return title if own and group.category else str(words["of"]).format(subject=group.subject, title=title)


def shown(word: str) -> str:
    """A word as it was written; letters large."""
    return word.upper() if word.isascii() else word


# ---- why


def chains(links: Iterable[Link]) -> list[str]:
    """Derivations as lines, the shortest first, each thing said once, in the order in which it follows: what was given, then what was
    concluded from it; then by which other clauses it follows as well."""
    words = vocabulary()
    found: dict[str, None] = {}
    others: dict[str, None] = {}

    def add(link: Link) -> None:
        for premise in link.premises:
            add(premise)
        more = words["and_more"].format(number=link.more + 1) if link.more else ""
        found[words["by"].format(clause=link.clause, says=link.says, more=more) if link.rule else words["given"].format(says=link.says)] = (
            None
        )

    for link in sorted(links, key=steps):
        add(link)
        others.update(dict.fromkeys(words["also"].format(says=link.says, clause=other.clause) for other in link.alternatives))
    return [*found, *others]


def steps(link: Link) -> int:
    """How many steps a derivation has."""
    return 1 + sum(map(steps, link.premises))


def ranks(found: Iterable[Ranked], measure: str) -> str:
    """Those with the same number of entries together: 甲、乙（各7个）、丙（5个）."""
    words = vocabulary()
    told: list[str] = []
    for number, run in groupby(found, key=attrgetter("number")):
        names = [listed(one.name) for one in run]
        number_of = words["each"] if len(names) > 1 else words["one"]
        told.append(f"{'、'.join(names)}（{number_of.format(number=number, measure=measure)}）")
    return "、".join(told)


def percent(share: float) -> str:
    """A share of 0 to 1: 80%."""
    return f"{share:.0%}"


_FILTERS = (
    *(nested, entries, owned, names, titled, untold, flow, notes, times, clauses, unnamed, when, lines, merged, first_word, verb),
    *(inside, detail, holders, subjectless, level, remark, differing, alike, about, shown, chains, ordinal, percent, ranks),
    *(of_scope, rows, same_hours, numbered, joined, few),
)
FILTERS = {function.__name__: function for function in _FILTERS}
