"""What the evaluation of one question gives: the finding, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rules.facts import Conclusions, Fact
from rules.findings import Finding, Several, Statements


@dataclass(frozen=True)
class Result:
    """The finding, the facts it rests on (of `conclusions`, where something was supposed, else of everything), and further clauses to
    cite."""

    finding: Finding
    facts: tuple[Fact, ...] = ()
    clauses: tuple[str, ...] = ()
    conclusions: Conclusions | None = None


def several(results: Iterable[Result], everything: Conclusions | None = None) -> Result:
    """What was found for each of several questions, as one. `everything`: where the facts hold of those that suppose nothing."""
    found = list(results)
    if len(found) == 1:
        return found[0]
    parts = _merged(tuple(dict.fromkeys(part for result in found for part in _parts(result.finding))))
    return Result(
        parts[0] if len(parts) == 1 else Several(parts),
        tuple(dict.fromkeys(fact for result in found for fact in result.facts)),
        tuple(dict.fromkeys(clause for result in found for clause in result.clauses)),
        _together([result.conclusions for result in found], everything),
    )


def _together(parts: list[Conclusions | None], everything: Conclusions | None) -> Conclusions | None:
    """Where the facts of several questions hold; None where nothing was supposed."""
    if not any(parts):
        return None
    return Conclusions({fact: why for one in (everything, *parts) if one for fact, why in one.reasons.items()})


def _merged(parts: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Statements on several matters as one list of them; what lies near a matter that the standard is silent on but once."""
    parts = _near_once(parts)
    said = [part for part in parts if isinstance(part, Statements) and part.truth == "yes"]
    if len(said) < len(parts) or len(parts) < 2:
        return parts
    about = tuple(dict.fromkeys(name for part in said for name in part.about))
    return (Statements(about, tuple(dict.fromkeys(one for part in said for one in part.statements))),)


def _near_once(parts: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings, without what lies near a matter where another one says it already."""
    found: list[Finding] = []
    said: set[tuple[str, tuple[str, ...]]] = set()
    for part in parts:
        if isinstance(part, Statements):
            new = tuple(one for one in part.statements if one not in said)
            said.update(part.statements)
            found.append(replace(part, statements=new) if part.truth == "silent" else part)
        else:
            found.append(part)
    return tuple(found)


def _parts(finding: Finding) -> tuple[Finding, ...]:
    return finding.parts if isinstance(finding, Several) else (finding,)
