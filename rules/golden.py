"""Golden cases: for every clause, questions with what a right answer to them holds, as an expert on the standard would write it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, NoReturn, get_args

from rules.errors import Place, Problem, StandardError
from rules.evaluator.truth import TRUTHS
from rules.findings import (
    Answer,
    ClauseText,
    Compliance,
    Composed,
    Count,
    Finding,
    Gone,
    Holders,
    Item,
    Listing,
    NotFound,
    NumberedItem,
    Passages,
    Ranking,
    Sameness,
    Sequence,
    Serving,
    Statements,
    StepFound,
    Stretch,
    Verdict,
)
from rules.messages import diagnosis, message
from rules.question.forms import Question
from rules.question.serial import VERSION, FormError, from_json
from rules.sources import Entry, read

FINDINGS = tuple(cls.__name__.lower() for cls in get_args(Finding))
REQUIRED = ("clause", "question", "form", "finding")
NOWHERE = Place("?", 0)
SCOPED = "｜"


@dataclass(frozen=True)
class Case:
    """One golden case. What it does not state (empty text or None) is not looked at.

    `question` is the form said in Chinese, `form` the form itself. `clause` is the clause that the case is about; the answer must cite it,
    and those in `cites`. `contains`: in the reply or the finding. `lacks`: not in the reply, apart from the remarks. `order`: in the reply,
    one after the other. `count`: how many entries (see `size`). `entries`: exactly which (see `entries_of`), each with words of its scope
    after “｜”; in this order if there are as many `numbers` or modalities. `numbers`: of the entries that have one. `modality`: of each
    entry, or one for all. `holders`, `lacking`: exactly who, in any order.
    `ask`: how somebody put it who did not know the form. `answer`, `undecided`: exactly
    which names are the answer, and which cannot be said (see `named`); `missing`: what each described hall lacks, by its label.
    """

    clause: str
    question: str
    form: Question
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
    ask: str = ""
    answer: tuple[str, ...] | None = None
    undecided: tuple[str, ...] | None = None
    missing: Mapping[str, tuple[str, ...]] | None = None
    place: Place = NOWHERE

    @property
    def id(self) -> str:
        """The clause and the kind of question, as a label."""
        return f"{self.clause}/{type(self.form).__name__}"


def load_cases(folder: Path) -> tuple[Case, ...]:
    """The cases of all files in `folder`, in their order.

    Raises StandardError with every case that cannot be read, or where there is none.
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        content = read(path, folder)
        if not isinstance(content, list):
            problems.append(Problem(content.place, *diagnosis("golden.file_no_list")))
            continue
        for entry in content:
            try:
                cases.append(_case(entry, Place(path.name, 1)))
            except StandardError as error:
                problems += error.problems
    if problems:
        raise StandardError(problems)
    if not cases:
        raise StandardError([Problem(Place(folder.name, 1), *diagnosis("golden.no_cases", folder=folder))])
    return tuple(cases)


def failures(answer: Answer, text: str, case: Case) -> list[str]:
    """What of `case` the answer, worded as `text`, does not meet, one line each; an empty list means that it meets all of it."""
    finding = answer.finding
    found = []
    if answer.says != case.question:
        found.append(message("golden.other_reading", wanted=case.question, got=answer.says))
    if answer.kind != case.finding:
        found.append(message("golden.other_finding", wanted=case.finding, got=answer.kind))
    cited = [citation.clause for citation in answer.citations]
    if missing := [number for number in (case.clause, *case.cites) if number not in cited]:
        found.append(message("golden.not_cited", missing=_shown(tuple(missing)), cited=_shown(tuple(cited))))
    body = "\n".join(line for line in text.splitlines() if not any(remark in line for remark in answer.remarks))
    told = f"{text}\n{json.dumps(asdict(finding), ensure_ascii=False)}"
    found += [message("golden.not_said", wanted=wanted) for wanted in case.contains if wanted not in told]
    found += [message("golden.said", unwanted=unwanted) for unwanted in case.lacks if unwanted in body]
    if missed := _out_of_order(text, case.order):
        found.append(message("golden.out_of_order", missed=missed, order="、".join(case.order)))
    for what, wanted, got in _compared(finding, case):
        if got != wanted:
            found.append(message("golden.other_value", what=what, wanted=_shown(wanted), got=_shown(got)))
    return [*found, message("golden.reply", text=text)] if found else []


def size(finding: Finding) -> int | None:
    """How many entries were found: a count's number, the steps of a flow, the clauses shown; None where nothing can be counted."""
    if isinstance(finding, Count):
        return finding.number
    if isinstance(finding, StepFound):
        return finding.total
    counted = next((getattr(finding, field) for cls, field in _COUNTED.items() if isinstance(finding, cls)), None)
    if counted is None and isinstance(finding, (Listing, Composed)):
        counted = entries_of(finding)
    return None if counted is None else len(counted)


_COUNTED: dict[type, str] = {
    Holders: "holders",
    Statements: "statements",
    Serving: "lines",
    ClauseText: "clauses",
    Gone: "clauses",
    Passages: "clauses",
    NotFound: "known",
    Ranking: "first",
}
"""The field of a finding of which the entries are counted."""


def entries_of(finding: Finding) -> tuple[Item, ...]:
    """The entries with a number and a modality: of a listing's first group with any, of a composed list, of a count, or the one found."""
    if isinstance(finding, Listing):
        return next((group.items for group in finding.groups if group.items), ())
    if isinstance(finding, (Count, Composed)):
        return finding.items
    if isinstance(finding, NumberedItem):
        return (finding.item,) if finding.item else ()
    return (finding.step,) if isinstance(finding, StepFound) and finding.step else ()


def named(finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that are the answer, and those of which the finding says that it cannot be said."""
    for cls, read_names in _NAMED.items():
        if isinstance(finding, cls):
            return read_names(finding)
    return (), ()


def _names(items: tuple[Any, ...]) -> tuple[str, ...]:
    """The names of items, holders or ranked ones; of an item that lost its name its number."""
    return tuple(f"第{item.number}项" if getattr(item, "lost", False) and item.number else item.name for item in items)


_NAMED: dict[type, Callable[[Any], tuple[tuple[str, ...], tuple[str, ...]]]] = {
    Composed: lambda f: (_names((*f.items, *f.lost)), _names(f.undecided)),
    Holders: lambda f: (_names(f.holders), _names((*f.undecided, *f.silent))),
    Listing: lambda f: (_names(tuple(item for group in f.groups for item in group.items)), ()),
    Ranking: lambda f: (_names(f.first), f.undecided),
    Count: lambda f: (_names(f.items), ()),
    Sameness: lambda f: (tuple(name for names, _, _ in f.groups for name in names), f.undecided),
    Compliance: lambda f: (tuple(hall.grade for hall in f.halls if (hall.truth == "yes") == f.fitting), ()),
    Sequence: lambda f: (_names(f.steps[:1]), f.absent if f.truth == "undecidable" else ()),
    Stretch: lambda f: (_names(f.steps), ()),
    StepFound: lambda f: (_names((f.step,)) if f.step else (), ()),
    Verdict: lambda f: (f.having, (*f.undecided, *f.silent)),
}
"""How the names are read from each kind of finding."""


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
    got, undecided = named(finding)
    if case.answer is not None:
        checks.append(("答案", tuple(sorted(case.answer)), tuple(sorted(got))))
    if case.undecided is not None:
        checks.append(("不能确定的", tuple(sorted(case.undecided)), tuple(sorted(undecided))))
    if case.missing is not None:
        checks.append(("缺的", {label: tuple(sorted(names)) for label, names in case.missing.items()}, _lacks(finding)))
    if case.verdict:
        checks.append(("判断", case.verdict, _truth(finding)))
    return checks


def _lacks(finding: Finding) -> dict[str, tuple[str, ...]] | None:
    """What each described hall lacks, by its label; None for a finding on no hall."""
    if not isinstance(finding, Compliance):
        return None
    return {hall.label: tuple(sorted(item.name for _, items, _ in hall.missing for item in items)) for hall in finding.halls}


def _truth(finding: Finding) -> str | None:
    if isinstance(finding, Compliance):
        return "no" if any(hall.truth == "no" for hall in finding.halls) else finding.halls[0].truth
    return finding.truth if isinstance(finding, (Verdict, Statements)) else None


def _entry(item: Item, wanted: tuple[str, ...]) -> str:
    """The entry as `wanted` would write it: the words of the scope that it names, or all of the scope where it names others."""
    named = [scope for name, _, scope in (entry.partition(SCOPED) for entry in wanted) if name == item.name]
    whole = "，".join(filter(None, (item.way, item.scope)))
    scope = next((scope for scope in named if scope and scope in whole), whole)
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
    if isinstance(value, dict):
        return "；".join(f"{label} {_shown(names)}" for label, names in value.items())
    return "（无）" if value is None else str(value)


def _case(entry: Any, place: Place) -> Case:
    if not isinstance(entry, Entry):
        raise StandardError([Problem(place, *diagnosis("golden.case_no_mapping", entry=entry))])
    known = {field.name for field in fields(Case)} - {"place"}
    if wrong := sorted(set(entry) - known):
        _refuse(entry, *diagnosis("golden.unknown_key", keys="、".join(wrong), known="、".join(sorted(known))))
    if lacking := [key for key in REQUIRED if not entry.get(key)]:
        _refuse(entry, *diagnosis("golden.missing_key", keys="、".join(lacking)))
    values = {key: _READERS[key](entry, key) for key in entry}
    return Case(**values, place=entry.place)


def _form(case: Entry, key: str) -> Question:
    value = case[key]
    if not isinstance(value, dict):
        _refuse(case, *diagnosis("golden.form_no_mapping"))
    try:
        return from_json({"version": VERSION, **value})
    except FormError as error:
        _refuse(case, *diagnosis("golden.unreadable_form", error=error))


def _text(entry: Entry, key: str) -> str:
    value = entry[key]
    if not isinstance(value, str):
        _refuse(entry, *diagnosis("golden.no_text", key=key, value=value))
    return value


def _texts(entry: Entry, key: str) -> tuple[str, ...]:
    value = entry[key]
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        _refuse(entry, *diagnosis("golden.no_texts", key=key))
    return tuple(value)


def _text_or_texts(entry: Entry, key: str) -> tuple[str, ...]:
    return (entry[key],) if isinstance(entry[key], str) else _texts(entry, key)


def _number(entry: Entry, key: str) -> int:
    value = entry[key]
    if isinstance(value, bool) or not isinstance(value, int):
        _refuse(entry, *diagnosis("golden.no_number", key=key, value=value))
    return value


def _numbers(entry: Entry, key: str) -> tuple[int, ...]:
    value = entry[key]
    if not isinstance(value, list) or not all(isinstance(one, int) and not isinstance(one, bool) for one in value):
        _refuse(entry, *diagnosis("golden.no_numbers", key=key))
    return tuple(value)


def _missing(entry: Entry, key: str) -> dict[str, tuple[str, ...]]:
    value = entry[key]
    if not isinstance(value, Entry):
        _refuse(entry, *diagnosis("golden.no_mapping", key=key))
    return {label: _texts(value, label) for label in value}


def _one_of(words: tuple[str, ...]) -> Callable[[Entry, str], Any]:
    def read_word(entry: Entry, key: str) -> str:
        value = entry[key]
        if isinstance(value, bool):  # YAML takes an unquoted yes or no for one
            value = "yes" if value else "no"
        if value not in words:
            _refuse(entry, *diagnosis("golden.unknown_word", key=key, value=value, known="、".join(word for word in words if word)))
        return str(value)

    return read_word


def _refuse(entry: Entry, what: str, todo: str) -> NoReturn:
    raise StandardError([Problem(entry.place, what, todo)])


_READERS: dict[str, Callable[[Entry, str], Any]] = {
    "clause": _text,
    "question": _text,
    "form": _form,
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
    "ask": _text,
    "answer": _texts,
    "undecided": _texts,
    "missing": _missing,
    "verdict": _one_of(TRUTHS),
}
