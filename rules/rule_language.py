"""The rule language: from `when`/`then` as the clause files write them to rules.

The language is small on purpose: constants, variables that stand for equal values, "any of these", "each of these", the numbered
lists of other clauses, and absence. Nothing else can be written, and so nothing that the engine would answer wrongly (docs/engine.md).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from rules.errors import Place, Problem, StandardError
from rules.facts import Pattern, Rule, Value, Variable
from rules.messages import diagnosis, message
from rules.model import Kind, NumberedList
from rules.sources import Entry

Terms = dict[str, Value | Variable]


@dataclass(frozen=True)
class Words:
    """What a rule may refer to: the kinds of facts and the numbered lists, by clause."""

    kinds: Mapping[str, Kind]
    lists: Mapping[str, NumberedList]


def compile_rule(entry: Entry, name: str, clause: str, words: Words) -> list[Rule]:
    """The rules that one entry of `rules:` stands for: one for each way to choose among the alternatives of its `when`.

    Raises StandardError with the line and what to do.
    """
    unknown = set(entry) - {"when", "then", "remark"}
    if unknown or "when" not in entry or "then" not in entry:
        _refuse(entry.place, *diagnosis("rule_language.rule_keys", keys=sorted(entry)))
    variants = list(_when(_list(entry, "when"), words, entry.place))
    rules = []
    for number, (positive, absent, chosen) in enumerate(variants):
        then, cites = _then(_list(entry, "then"), chosen, words, entry.place)
        suffix = f".{number + 1}" if len(variants) > 1 else ""
        rules.append(
            Rule(
                id=f"{name}{suffix}",
                clause=clause,
                cites=tuple(dict.fromkeys(cite for cite in cites if cite != clause)),
                when=tuple(_substitute(pattern, chosen) for pattern in positive),
                absent=tuple(_substitute(pattern, chosen) for pattern in absent),
                then=tuple(then),
            )
        )
    return rules


def list_rule(numbered: NumberedList, clause: str, words: Words) -> Rule:
    """The rule that a numbered list stands for: asked about its subject, its items follow, with their numbers."""
    then, _ = _then(
        [
            _entry(
                {
                    "requirement": _entry(
                        {
                            "subject": numbered.subject,
                            "category": numbered.category,
                            "number": "ordinal",
                            "item": list(numbered.items),
                            "modality": "包括",
                        }
                    )
                }
            )
        ],
        {},
        words,
        Place("?", 0),
    )
    return Rule(f"{clause} 清单", clause, (), (Pattern("channel", (("name", numbered.subject),)),), (), tuple(then))


def stratify(rules: Sequence[Rule]) -> tuple[list[Rule], list[str]]:
    """The rules with their phases; and, instead of them, the kinds of facts that depend on their own absence, if there are any."""
    needs: dict[str, set[str]] = {}
    for rule in rules:
        for conclusion in rule.then:
            needs.setdefault(conclusion.kind, set()).update(pattern.kind for pattern in (*rule.when, *rule.absent))
    circular = {
        conclusion.kind
        for rule in rules
        for conclusion in rule.then
        if any(conclusion.kind in _reach(pattern.kind, needs) for pattern in rule.absent)
    }
    if circular:
        # the whole circle: what the negated kinds need and what needs them
        members = {kind for kind in needs for start in circular if start in _reach(kind, needs) and kind in _reach(start, needs)}
        return [], sorted(members)
    strata: dict[str, int] = {}
    changed = True
    while changed:
        changed = False
        for rule in rules:
            stratum = _stratum(rule, strata)
            for pattern in rule.then:
                if strata.get(pattern.kind, 0) < stratum:
                    strata[pattern.kind] = stratum
                    changed = True
    return [replace(rule, stratum=_stratum(rule, strata)) for rule in rules], []


def _reach(kind: str, needs: Mapping[str, set[str]]) -> set[str]:
    """The kind and all that it depends on."""
    found, waiting = {kind}, [kind]
    while waiting:
        new = needs.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _stratum(rule: Rule, strata: Mapping[str, int]) -> int:
    below = [strata.get(pattern.kind, 0) for pattern in rule.when]
    return max([*below, *(strata.get(pattern.kind, 0) + 1 for pattern in rule.absent)])


def _when(entries: list[Any], words: Words, where: Place) -> Iterator[tuple[list[Pattern], list[Pattern], dict[str, Value]]]:
    """Each way to choose among the alternatives: the patterns, the absent ones, and the variables that the choice fixes."""
    parsed = []
    for item in entries:
        kind, terms, place = _one(item, where)
        negated = kind == "absent"
        if negated:
            kind, terms, place = _one(terms, place)
        _known(kind, terms, words, place)
        parsed.append((negated, kind, terms, place))
    slots = [
        (index, field, *_alternatives(value, place))
        for index, (_, _, terms, place) in enumerate(parsed)
        for field, value in terms.items()
        if isinstance(value, (list, dict))
    ]
    for choice in itertools.product(*(options for _, _, _, options in slots)):
        chosen: dict[str, Value] = {}
        fixed: dict[tuple[int, str], Value] = {}
        agreed = True
        for (index, field, variable, _), value in zip(slots, choice, strict=True):
            fixed[index, field] = value
            if variable and chosen.setdefault(variable, value) != value:
                agreed = False
        if not agreed:
            continue
        positive: list[Pattern] = []
        absent: list[Pattern] = []
        for index, (negated, kind, terms, place) in enumerate(parsed):
            ready = {field: fixed[index, field] if (index, field) in fixed else _scalar(value, place) for field, value in terms.items()}
            (absent if negated else positive).append(_pattern(kind, ready, words))
        yield positive, absent, chosen


def _then(entries: list[Any], chosen: Mapping[str, Value], words: Words, where: Place) -> tuple[list[Pattern], list[str]]:
    """The conclusions with all lists spread out, and the clauses whose lists they use."""
    result: list[Pattern] = []
    cites: list[str] = []
    for item in entries:
        kind, terms, place = _one(item, where)
        _known(kind, terms, words, place)
        spread: dict[str, list[Value | Variable]] = {}
        numbers: list[int] = []
        for field, value in terms.items():
            if isinstance(value, Entry):
                items, numbers, clause = _from_list(value, words)
                spread[field] = list(items)
                cites.append(clause)
            elif isinstance(value, list):
                if not value:
                    _refuse(place, *diagnosis("rule_language.empty_list", field=field))
                spread[field] = [_scalar(element, place) for element in value]
        fixed = {field: _scalar(value, place) for field, value in terms.items() if field not in spread and value != "ordinal"}
        counted = [field for field, value in terms.items() if value == "ordinal"]
        if counted and len(spread) != 1:
            _refuse(place, *diagnosis("rule_language.ordinal_without_list"))
        for combination in itertools.product(*(enumerate(values) for values in spread.values())):
            ready: Terms = {**words.kinds[kind].defaults, **fixed}
            for field, (position, value) in zip(spread, combination, strict=True):
                ready[field] = value
                if counted:
                    ready[counted[0]] = position + 1
                elif numbers and len(spread) == 1:
                    ready["number"] = numbers[position]
            missing = set(words.kinds[kind].fields) - set(ready)
            if missing:
                _refuse(place, *diagnosis("rule_language.missing_field", kind=kind, fields="、".join(sorted(missing))))
            result.append(_substitute(_pattern(kind, ready, words), chosen))
    return result, cites


def _from_list(value: Entry, words: Words) -> tuple[list[str], list[int], str]:
    clause = str(value.get("list", ""))
    if set(value) != {"list", "numbers"} or clause not in words.lists:
        _refuse(value.place, *diagnosis("rule_language.no_such_list", clause=clause or message("rule_language.unnamed_list")))
    items = words.lists[clause].items
    numbers: list[int] = []
    for part in str(value["numbers"]).split(","):
        first, _, last = part.strip().partition("-")
        if not first.isdecimal() or not (last or first).isdecimal() or int(last or first) < int(first):
            _refuse(value.place, *diagnosis("rule_language.unreadable_numbers", part=part))
        numbers.extend(range(int(first), int(last or first) + 1))
    wrong = [number for number in numbers if not 1 <= number <= len(items)]
    if wrong:
        _refuse(value.place, *diagnosis("rule_language.no_such_item", clause=clause, count=len(items), number=wrong[0]))
    return [items[number - 1] for number in numbers], numbers, clause


def _alternatives(value: list[Any] | dict[str, Any], place: Place) -> tuple[str, list[Value]]:
    variable = ""
    options: Any = value
    if isinstance(value, dict):
        (name, options), *more = value.items() or [("", None)]
        if more or not name.startswith("$") or not isinstance(options, list):
            _refuse(place, *diagnosis("rule_language.unreadable_choice"))
        variable = name[1:]
    constants = [_scalar(element, place) for element in options]
    if not constants or any(isinstance(element, Variable) for element in constants):
        _refuse(place, *diagnosis("rule_language.no_choices"))
    return variable, [element for element in constants if not isinstance(element, Variable)]


def _pattern(kind: str, terms: Mapping[str, Value | Variable], words: Words) -> Pattern:
    order = words.kinds[kind].fields
    return Pattern(kind, tuple((field, terms[field]) for field in order if field in terms))


def _substitute(pattern: Pattern, chosen: Mapping[str, Value]) -> Pattern:
    return Pattern(
        pattern.kind,
        tuple((field, chosen[term.name] if isinstance(term, Variable) and term.name in chosen else term) for field, term in pattern.terms),
    )


def _one(item: Any, where: Place) -> tuple[str, Entry, Place]:
    if not isinstance(item, Entry) or len(item) != 1:
        place = item.place if isinstance(item, Entry) else where
        _refuse(place, *diagnosis("rule_language.no_pattern"))
    (kind, terms), *_ = item.items()
    if not isinstance(terms, Entry):
        _refuse(item.place, *diagnosis("rule_language.no_fields", kind=kind))
    return kind, terms, item.place


def _known(kind: str, terms: Entry, words: Words, place: Place) -> None:
    if kind not in words.kinds:
        _refuse(place, *diagnosis("rule_language.unknown_kind", kind=kind, known="、".join(words.kinds)))
    for field in terms:
        if field not in words.kinds[kind].fields:
            _refuse(place, *diagnosis("rule_language.unknown_field", kind=kind, field=field, known="、".join(words.kinds[kind].fields)))


def _scalar(value: Any, place: Place) -> Value | Variable:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        _refuse(place, *diagnosis("rule_language.unreadable_value", value=value))
    if isinstance(value, str) and value.startswith("$"):
        return Variable(value[1:])
    return value


def _list(entry: Entry, key: str) -> list[Any]:
    value = entry[key]
    if not isinstance(value, list) or not value:
        _refuse(entry.place, *diagnosis("rule_language.empty_entry", key=key))
    return value


def _entry(content: dict[str, Any]) -> Entry:
    entry = Entry(content)
    entry.place = Place("?", 0)
    return entry


def _refuse(place: Place, what: str, todo: str) -> NoReturn:
    raise StandardError([Problem(place, what, todo)])
