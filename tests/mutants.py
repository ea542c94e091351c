"""Changes to the rules of the standard, each of which must make a golden case fail: else nobody would notice such a slip in the YAML.

    python -W ignore -m tests.mutants [how many]     every mutant, or so many, chosen by chance but the same each time

Prints the share that golden cases notice, and each mutant that none does.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from actions.wording import answer_text
from rules.advisor import Advisor
from rules.errors import AdvisorError
from rules.facts import Pattern, Rule, Value
from rules.golden import Case, failures, load_cases
from rules.lint import lint
from rules.loader import load
from rules.model import Clause, Standard
from tests.rules.alone import strangers

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
SEED = 7
MODALITIES = {"应": "可", "可": "应", "一般": "应", "可选": "应", "有条件的": "应", "包括": "可"}


@dataclass(frozen=True)
class Mutant:
    """A rule of a clause with one thing changed (`rule` None: taken out), and what was changed, in words."""

    clause: str
    position: int
    rule: Rule | None
    what: str


def mutants(standard: Standard) -> Iterator[Mutant]:
    """Every rule taken out; every condition of another grade or service; every conclusion taken out, weakened, renamed, moved."""
    for clause in standard.clauses.values():
        for position, rule in enumerate(clause.rules):
            yield Mutant(clause.number, position, None, f"{rule.id}: 删去")
            for changed, what in (*_conditions(standard, rule), *_conclusions(standard, rule)):
                yield Mutant(clause.number, position, changed, f"{rule.id}: {what}")


def _conditions(standard: Standard, rule: Rule) -> Iterator[tuple[Rule, str]]:
    for at, pattern in enumerate(rule.when):
        for field, value in pattern.constants():
            other = _other(standard, field, value)
            if other is not None:
                yield replace(rule, when=_put(rule.when, at, _set(pattern, field, other))), f"条件 {field} {value} → {other}"
    for at, pattern in enumerate(rule.absent):
        yield replace(rule, absent=tuple(p for p in rule.absent if p != pattern)), f"去掉 absent {at}"


def _conclusions(standard: Standard, rule: Rule) -> Iterator[tuple[Rule, str]]:
    for at, pattern in enumerate(rule.then):
        terms = dict(pattern.terms)
        named = str(terms.get("item") or terms.get("action") or terms.get("text") or terms.get("service") or "")[:20]
        yield replace(rule, then=tuple(p for n, p in enumerate(rule.then) if n != at)), f"去掉 {pattern.kind} {named}"
        if terms.get("modality") in MODALITIES:
            weaker = MODALITIES[str(terms["modality"])]
            yield (
                replace(rule, then=_put(rule.then, at, _set(pattern, "modality", weaker))),
                f"{pattern.kind} {named}: {terms['modality']} → {weaker}",
            )
        for field in ("item", "action", "channel", "service"):
            value = terms.get(field)
            other = _other(standard, field, value) if isinstance(value, str) else None
            if other is not None:
                yield replace(rule, then=_put(rule.then, at, _set(pattern, field, other))), f"{pattern.kind} {field} {value} → {other}"
        if pattern.kind == "step" and at + 1 < len(rule.then) and rule.then[at + 1].kind == "step":
            following = rule.then[at + 1]
            swapped = _put(
                _put(rule.then, at, _set(pattern, "action", dict(following.terms)["action"])),
                at + 1,
                _set(following, "action", terms["action"]),
            )
            yield replace(rule, then=swapped), f"step {named} 与下一步对调"
        elif isinstance(terms.get("number"), int) and terms["number"]:
            yield (
                replace(rule, then=_put(rule.then, at, _set(pattern, "number", int(terms["number"]) + 1))),
                f"{pattern.kind} {named}: 序号加一",
            )  # type: ignore[call-overload]
        if terms.get("scope"):
            yield replace(rule, then=_put(rule.then, at, _set(pattern, "scope", ""))), f"{pattern.kind} {named}: 去掉范围"


def _other(standard: Standard, field: str, value: Value) -> Value | None:
    """Another value of the same sort: the next grade, the next concept of the class; None where there is none."""
    if field == "grade":
        grades = ["A级", "B级", "C级", "D级"]
        return grades[(grades.index(str(value)) + 1) % len(grades)]
    cls = standard.class_of(str(value))
    names = standard.of_class(cls) if cls else ()
    return names[(names.index(str(value)) + 1) % len(names)] if len(names) > 1 and value in names else None


def _set(pattern: Pattern, field: str, value: object) -> Pattern:
    return Pattern(pattern.kind, tuple((name, value if name == field else term) for name, term in pattern.terms))  # type: ignore[misc]


def _put(patterns: tuple[Pattern, ...], at: int, pattern: Pattern) -> tuple[Pattern, ...]:
    return (*patterns[:at], pattern, *patterns[at + 1 :])


def applied(standard: Standard, mutant: Mutant) -> Standard:
    """The standard with the mutant in the place of its rule."""
    clause: Clause = standard.clauses[mutant.clause]
    put = (mutant.rule,) if mutant.rule else ()
    changed = replace(clause, rules=(*clause.rules[: mutant.position], *put, *clause.rules[mutant.position + 1 :]))
    return replace(standard, clauses={**standard.clauses, mutant.clause: changed})


def noticed(standard: Standard, mutant: Mutant, cases: list[Case]) -> bool:
    """Whether a golden case fails (those about the clause are tried first, as they are likeliest to), `advisor lint` refuses it, or what is
    laid down for a subject no longer follows from it."""
    try:
        changed = applied(standard, mutant)
        advisor = Advisor(changed, search=lambda text: ())
        near = sorted(cases, key=lambda case: case.clause != mutant.clause)
        return any(_fails(advisor, case) for case in near) or bool(lint(changed)) or bool(strangers(advisor.known))
    except (AdvisorError, KeyError, IndexError, StopIteration, ValueError):
        return True  # it does not even run


def _fails(advisor: Advisor, case: Case) -> bool:
    answer = advisor.answer(case.form)
    return bool(failures(answer, answer_text(answer), case))


def chosen(standard: Standard, number: int | None) -> list[Mutant]:
    """All mutants, or so many of them."""
    every = list(mutants(standard))
    return every if number is None else random.Random(SEED).sample(every, min(number, len(every)))  # noqa: S311


def main() -> None:
    """The share that is noticed, and what is not."""
    standard, cases = load(), load_cases(GOLDEN)
    tried = chosen(standard, int(sys.argv[1]) if len(sys.argv) > 1 else None)
    start = time.monotonic()
    survivors = [mutant for mutant in tried if not noticed(standard, mutant, cases)]
    for mutant in survivors:
        print(f"  {mutant.what}")
    killed = len(tried) - len(survivors)
    print(f"{killed} of {len(tried)} mutants noticed = {killed / len(tried):.1%}, {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
