"""What is answered: an `Answer` with its finding, its citations and its derivation. Values only; wording is elsewhere."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from rules.advisor.query import Query


@dataclass(frozen=True)
class Citation:
    """A clause that an answer rests on, with how sure it is."""

    clause: str
    heading: str
    status: str
    status_title: str
    note: str
    statement: str


@dataclass(frozen=True)
class Link:
    """One step of a derivation: what is so, by which rule of which clause, and from what. Given facts have no rule.

    `more` counts the further conclusions that the same rule drew from the same premises; `alternatives` are longer ways to the same by
    other clauses.
    """

    says: str
    rule: str
    clause: str
    premises: tuple[Link, ...]
    more: int = 0
    alternatives: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Why `thing` does not follow: `clause` would give it if `needed` held, and `actual` is so instead."""

    clause: str
    thing: str
    needed: str
    actual: str


@dataclass(frozen=True)
class Item:
    """An entry of a list: `number` is its serial number in the standard (0 for none), never a quantity."""

    name: str
    number: int = 0
    modality: str = ""
    scope: str = ""
    lost: bool = False


@dataclass(frozen=True)
class Group:
    """The entries of one category of one subject, with further provisions, and the clauses for both; `measure` counts the entries."""

    category: str
    items: tuple[Item, ...]
    provisions: tuple[str, ...]
    clauses: tuple[str, ...]
    measure: str = "项"


@dataclass(frozen=True)
class Listing:
    """What a subject needs or consists of, by category. `by_grade` says for each grade of hall which entries it needs."""

    subject: str
    groups: tuple[Group, ...]
    by_grade: tuple[tuple[str, tuple[Item, ...], tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Holder:
    """One that has what was asked for: in which way, or on what condition."""

    name: str
    detail: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Holders:
    """Who or which has `what` and who lacks it, among all of the `population`; `negated` when the question was who lacks it.

    `undecided`: where the source is lost, so that it cannot be said.
    """

    what: str
    population: str
    holders: tuple[Holder, ...]
    lacking: tuple[Holder, ...]
    negated: bool
    undecided: tuple[Holder, ...] = ()


@dataclass(frozen=True)
class Ranking:
    """Who has most or fewest of something (`title` says of what): the first, each with its number, then the others in order."""

    title: str
    first: tuple[Holder, ...]
    others: tuple[Holder, ...]


@dataclass(frozen=True)
class Flow:
    """The steps of one service; `complete` is false where the source breaks off."""

    service: str
    steps: tuple[Item, ...]
    complete: bool
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Flows:
    """The flows of one or more services; `note` when the service named stands for several."""

    flows: tuple[Flow, ...]
    note: str = ""


@dataclass(frozen=True)
class StepAt:
    """The step at a place in a flow; `relation` puts the place in words. No step: `reason` says why."""

    service: str
    relation: str
    step: Item | None
    total: int
    reason: str = ""


@dataclass(frozen=True)
class Verdict:
    """Yes or no, with the reason. "may": allowed, not required. "unknown": the source does not allow to say."""

    verdict: Literal["yes", "no", "may", "unknown"]
    statement: str
    reason: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One category of a comparison: what all share, and what each has beyond that."""

    category: str
    common: tuple[Item, ...]
    own: tuple[tuple[str, tuple[Item, ...]], ...]
    clauses: tuple[str, ...]
    measure: str = "项"


@dataclass(frozen=True)
class Difference:
    """What a change makes: `says` in a sentence or two, `more` and `less` what then is required, or no longer is."""

    supposed: str
    says: tuple[str, ...]
    more: tuple[Group, ...]
    less: tuple[Group, ...]


@dataclass(frozen=True)
class Comparison:
    """Two or more subjects side by side; `note` when one named stands for several that are compared."""

    subjects: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True)
class Count:
    """How many: `number` of `what`, each in `items`."""

    subject: str
    what: str
    number: int
    items: tuple[Item, ...]
    remark: str = ""
    measure: str = "个"


@dataclass(frozen=True)
class Hours:
    """When a channel or hall serves: each line one scope."""

    subject: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Channels:
    """Where a service can be had: each channel with the way and the condition; `clauses` list the channels of a service."""

    service: str
    channels: tuple[Holder, ...]
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statements:
    """What the standard says of a matter, in its sentences."""

    about: str
    statements: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ClauseText:
    """The text of a clause, and of the clauses below it."""

    asked: str
    clauses: tuple[Citation, ...]


@dataclass(frozen=True)
class NumberedItem:
    """The entry with a serial number in one of the numbered lists."""

    subject: str
    category: str
    item: Item
    required_by: tuple[str, ...]
    measure: str = "项"


@dataclass(frozen=True)
class Outside:
    """What the standard does not say, where to turn, and what it does say nearby."""

    topic: str
    says: str
    turn_to: str
    nearby: Finding | None
    urgent: bool = False


@dataclass(frozen=True)
class Missing:
    """The question lacks something: what to ask back, with choices that are whole questions."""

    asks: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class NotFound:
    """The standard has nothing of that name; `known` lists what there is instead."""

    what: str
    known: tuple[str, ...]


@dataclass(frozen=True)
class Passages:
    """Clauses that mention the words of a question which could not be answered otherwise."""

    clauses: tuple[Citation, ...]


@dataclass(frozen=True)
class Several:
    """What a question with several parts is answered with, a finding for each."""

    parts: tuple[Finding, ...]


Finding = (
    Listing
    | Holders
    | Ranking
    | Flows
    | StepAt
    | Verdict
    | Comparison
    | Difference
    | Count
    | Hours
    | Channels
    | Statements
    | ClauseText
    | NumberedItem
    | Outside
    | Missing
    | NotFound
    | Passages
    | Several
)


@dataclass(frozen=True)
class Answer:
    """The answer to a query. `remarks`: what one should know with it (lost or external passages, tensions of the standard).

    `refused`: of a no, which clauses would have given it and why they do not.
    """

    query: Query
    finding: Finding
    citations: tuple[Citation, ...]
    derivation: tuple[Link, ...]
    remarks: tuple[str, ...]
    suggestions: tuple[str, ...]
    edition: str
    refused: tuple[Refused, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the finding."""
        return kind_of(self.finding)

    def as_json(self) -> dict[str, Any]:
        """Plain values: what the chat passes on as `custom`."""
        return {"kind": self.kind, **asdict(self), "finding": _plain(self.finding)}


def kind_of(finding: Finding) -> str:
    """The kind of a finding, as the wording and the front ends name it."""
    return type(finding).__name__.lower()


def _plain(finding: Finding) -> dict[str, Any]:
    """A finding as plain values; one inside it says its kind, as the answer does for the whole."""
    values = asdict(finding)
    if isinstance(finding, Several):
        values["parts"] = [{"kind": kind_of(part), **_plain(part)} for part in finding.parts]
    if isinstance(finding, Outside) and finding.nearby:
        values["nearby"] = {"kind": kind_of(finding.nearby), **_plain(finding.nearby)}
    return values
