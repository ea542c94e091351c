"""Golden cases: for every clause, questions with what a right answer to them holds, as an expert on the standard would write it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, NoReturn, get_args, get_type_hints

from rules.advisor.answers import (
    Answer,
    Channels,
    ClauseText,
    Count,
    Finding,
    Flows,
    Holders,
    Hours,
    Item,
    Listing,
    Missing,
    NotFound,
    NumberedItem,
    Passages,
    Statements,
    StepAt,
    Verdict,
)
from rules.advisor.query import KINDS, Position, Query
from rules.errors import Place, Problem, StandardError
from rules.sources import Entry, read

FINDINGS = tuple(cls.__name__.lower() for cls in get_args(Finding))
VERDICTS: tuple[str, ...] = get_args(get_type_hints(Verdict)["verdict"])
REQUIRED = ("clause", "query", "finding")
NOWHERE = Place("?", 0)
SCOPED = "｜"


@dataclass(frozen=True)
class Case:
    """One golden case. What it does not state (empty text or None) is not looked at.

    `clause` is the clause that the case is about; the answer must cite it, and those in `cites`. `contains`: in the finding or the remarks.
    `lacks`: not in the finding. `order`: in the finding, one after the other. `count`: how many entries (see `size`). `entries`: exactly
    which (see `entries_of`), each with words of its scope after “｜”; in this order if there are as many `numbers` or modalities.
    `numbers`: of the entries that have one. `modality`: of each entry, or one for all. `holders`, `lacking`: exactly who, in any order.
    """

    clause: str
    query: Query
    finding: str
    cites: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    count: int | None = None
    entries: tuple[str, ...] | None = None
    numbers: tuple[int, ...] | None = None
    modality: tuple[str, ...] = ()
    holders: tuple[str, ...] | None = None
    lacking: tuple[str, ...] | None = None
    verdict: str = ""
    place: Place = NOWHERE

    @property
    def id(self) -> str:
        """The clause and the kind of question, as a label."""
        return f"{self.clause}/{self.query.kind}"


def load_cases(folder: Path) -> tuple[Case, ...]:
    """The cases of all files in `folder`, in their order.

    Raises StandardError with every case that cannot be read, or where there is none.
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        content = read(path, folder)
        if not isinstance(content, list):
            problems.append(Problem(content.place, "文件的最外层要是列表", "每个案例以“- ”开头"))
            continue
        for entry in content:
            try:
                cases.append(_case(entry, Place(path.name, 1)))
            except StandardError as error:
                problems += error.problems
    if problems:
        raise StandardError(problems)
    if not cases:
        raise StandardError([Problem(Place(folder.name, 1), f"{folder} 里没有案例", "检查文件夹")])
    return tuple(cases)


def failures(answer: Answer, case: Case) -> list[str]:
    """What of `case` the answer does not meet, one line each; an empty list means that it meets all of it."""
    finding = answer.finding
    text = json.dumps(asdict(finding), ensure_ascii=False)
    found = []
    if answer.kind != case.finding:
        found.append(f"应答以 {case.finding}，却是 {answer.kind}")
    cited = [citation.clause for citation in answer.citations]
    if missing := [number for number in (case.clause, *case.cites) if number not in cited]:
        found.append(f"没有引用 {_shown(tuple(missing))}，引用的是：{_shown(tuple(cited))}")
    said = "\n".join((text, *answer.remarks))
    found += [f"没有说到“{wanted}”" for wanted in case.contains if wanted not in said]
    found += [f"不应说到“{unwanted}”" for unwanted in case.lacks if unwanted in text]
    if missed := _out_of_order(text, case.order):
        found.append(f"没有“{missed}”，或次序不对，应依次是：{'、'.join(case.order)}")
    for what, wanted, got in _compared(finding, case):
        if got != wanted:
            found.append(f"{what}应是 {_shown(wanted)}，却是 {_shown(got)}")
    return [*found, f"答复：{text}"] if found else []


def size(finding: Finding) -> int | None:
    """How many entries were found: a count's number, the steps of a flow, the clauses shown; None where nothing can be counted."""
    if isinstance(finding, Count):
        return finding.number
    if isinstance(finding, StepAt):
        return finding.total
    many: tuple[Any, ...] | None = None
    if isinstance(finding, Holders):
        many = finding.holders
    elif isinstance(finding, Statements):
        many = finding.statements
    elif isinstance(finding, Channels):
        many = finding.channels
    elif isinstance(finding, Hours):
        many = finding.lines
    elif isinstance(finding, (ClauseText, Passages)):
        many = finding.clauses
    elif isinstance(finding, Missing):
        many = finding.choices
    elif isinstance(finding, NotFound):
        many = finding.known
    elif isinstance(finding, (Listing, Flows)):
        many = entries_of(finding)
    return None if many is None else len(many)


def entries_of(finding: Finding) -> tuple[Item, ...]:
    """The entries with a number and a modality: of a listing's first category with any, of the first flow, of a count, or the one found."""
    if isinstance(finding, Listing):
        return next((group.items for group in finding.groups if group.items), ())
    if isinstance(finding, Flows):
        return finding.flows[0].steps if finding.flows else ()
    if isinstance(finding, Count):
        return finding.items
    if isinstance(finding, NumberedItem):
        return (finding.item,)
    return (finding.step,) if isinstance(finding, StepAt) and finding.step else ()


def _compared(finding: Finding, case: Case) -> list[tuple[str, Any, Any]]:
    """What the case states in figures and names: what it is, the value wanted, the value got."""
    items = entries_of(finding)
    holders = finding.holders if isinstance(finding, Holders) else ()
    lacking = finding.lacking if isinstance(finding, Holders) else ()
    checks: list[tuple[str, Any, Any]] = []
    if case.count is not None:
        checks.append(("数目", case.count, size(finding)))
    if case.entries is not None:
        got = tuple(_entry(item, case.entries) for item in items)
        ordered = len(case.entries) > 1 and len(case.entries) in (len(case.numbers or ()), len(case.modality))
        checks.append(("各项", case.entries, got) if ordered else ("各项", tuple(sorted(case.entries)), tuple(sorted(got))))
    if case.numbers is not None:
        checks.append(("序号", case.numbers, tuple(item.number for item in items if item.number)))
    if len(case.modality) == 1:
        checks.append(("程度用词", case.modality, tuple(dict.fromkeys(item.modality for item in items))))
    elif case.modality:
        checks.append(("程度用词", case.modality, tuple(item.modality for item in items)))
    if case.holders is not None:
        checks.append(("具备的", tuple(sorted(case.holders)), tuple(sorted(one.name for one in holders))))
    if case.lacking is not None:
        checks.append(("不具备的", tuple(sorted(case.lacking)), tuple(sorted(one.name for one in lacking))))
    if case.verdict:
        checks.append(("判断", case.verdict, finding.verdict if isinstance(finding, Verdict) else None))
    return checks


def _entry(item: Item, wanted: tuple[str, ...]) -> str:
    """The entry as `wanted` would write it: the words of the scope that it names, or all of the scope where it names others."""
    named = [scope for name, _, scope in (entry.partition(SCOPED) for entry in wanted) if name == item.name]
    scope = next((scope for scope in named if scope and scope in item.scope), item.scope)
    return f"{item.name}{SCOPED}{scope}" if scope else item.name


def _out_of_order(text: str, wanted: tuple[str, ...]) -> str:
    """The first of `wanted` that does not come after the one before it; empty where all do."""
    start = 0
    for name in wanted:
        at = text.find(name, start)
        if at < 0:
            return name
        start = at + len(name)
    return ""


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value)) or "（无）"
    return "（无）" if value is None else str(value)


def _case(entry: Any, place: Place) -> Case:
    if not isinstance(entry, Entry):
        raise StandardError([Problem(place, f"案例 {entry!r} 不是映射", "写成“键: 值”")])
    known = {field.name for field in fields(Case)} - {"place"}
    if wrong := sorted(set(entry) - known):
        _refuse(entry, f"案例有不认识的键 {'、'.join(wrong)}", f"用：{'、'.join(sorted(known))}")
    if lacking := [key for key in REQUIRED if not entry.get(key)]:
        _refuse(entry, f"案例缺少 {'、'.join(lacking)}", "补上")
    values = {key: _READERS[key](entry, key) for key in entry}
    return Case(**values, place=entry.place)


def _query(case: Entry, key: str) -> Query:
    entry = case[key]
    if not isinstance(entry, Entry):
        _refuse(case, "query 不是映射", "写成 {kind: …, concepts: […]}")
    if wrong := sorted(set(entry) - set(_QUERY_READERS)):
        _refuse(entry, f"query 有不认识的键 {'、'.join(wrong)}", f"用：{'、'.join(_QUERY_READERS)}")
    if "kind" not in entry:
        _refuse(entry, "query 缺少 kind", f"用：{'、'.join(KINDS)}")
    return Query(**{key: read_value(entry, key) for key, read_value in _QUERY_READERS.items() if key in entry})


def _text(entry: Entry, key: str) -> str:
    value = entry[key]
    if not isinstance(value, str):
        _refuse(entry, f"{key} 的值 {value!r} 不是文字", "加上引号")
    return value


def _texts(entry: Entry, key: str) -> tuple[str, ...]:
    value = entry[key]
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        _refuse(entry, f"{key} 要是文字的列表", "写成 [甲, 乙]；像数字的加引号")
    return tuple(value)


def _text_or_texts(entry: Entry, key: str) -> tuple[str, ...]:
    return (entry[key],) if isinstance(entry[key], str) else _texts(entry, key)


def _number(entry: Entry, key: str) -> int:
    value = entry[key]
    if isinstance(value, bool) or not isinstance(value, int):
        _refuse(entry, f"{key} 的值 {value!r} 不是整数", "写一个整数")
    return value


def _numbers(entry: Entry, key: str) -> tuple[int, ...]:
    value = entry[key]
    if not isinstance(value, list) or not all(isinstance(one, int) and not isinstance(one, bool) for one in value):
        _refuse(entry, f"{key} 要是整数的列表", "写成 [1, 2, 3]")
    return tuple(value)


def _flag(entry: Entry, key: str) -> bool:
    if not isinstance(entry[key], bool):
        _refuse(entry, f"{key} 的值 {entry[key]!r} 不是 true 或 false", "改正")
    return bool(entry[key])


def _one_of(words: tuple[str, ...]) -> Callable[[Entry, str], Any]:
    def read_word(entry: Entry, key: str) -> str:
        value = entry[key]
        if isinstance(value, bool):  # YAML takes an unquoted yes or no for one
            value = "yes" if value else "no"
        if value not in words:
            _refuse(entry, f"{key} 的值 {value!r} 看不懂", f"用：{'、'.join(word for word in words if word)}")
        return str(value)

    return read_word


def _refuse(entry: Entry, what: str, todo: str) -> NoReturn:
    raise StandardError([Problem(entry.place, what, todo)])


_READERS: dict[str, Callable[[Entry, str], Any]] = {
    "clause": _text,
    "query": _query,
    "finding": _one_of(FINDINGS),
    "cites": _texts,
    "contains": _texts,
    "lacks": _texts,
    "order": _texts,
    "count": _number,
    "entries": _texts,
    "numbers": _numbers,
    "modality": _text_or_texts,
    "holders": _texts,
    "lacking": _texts,
    "verdict": _one_of(VERDICTS),
}

_QUERY_READERS: dict[str, Callable[[Entry, str], Any]] = {
    "kind": _one_of(KINDS),
    "concepts": _texts,
    "reference": _text,
    "numbers": _numbers,
    "position": _one_of(get_args(Position)),
    "negated": _flag,
}
