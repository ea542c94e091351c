"""What is found: the value of a question, with what must be known to word it. Values only; no sentence is made here."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rules.derivation import Citation, Link, Refused
from rules.evaluator.truth import Truth
from rules.question.forms import Question
from rules.question.serial import as_json


@dataclass(frozen=True)
class Item:
    """An entry of a list: `number` is its serial number in the standard (0 for none), never a quantity.

    `owner`: whose it is, where it is not the subject's own (a zone of the hall). `way`: how a service is had, where that is worth a word.
    `phrase`: what one must do or be who has it (of a qualification). `via`: of which general kind it is had, where not of the subject.
    """

    name: str
    number: int = 0
    modality: str = ""
    scope: str = ""
    lost: bool = False
    owner: str = ""
    way: str = ""
    phrase: str = ""
    via: str = ""


@dataclass(frozen=True)
class Group:
    """The entries of one aspect of one subject, with further provisions, and the clauses for both; `measure` counts the entries.

    `truth`: "yes" where there is anything, else why there is nothing: undecidable (lost) or silent. `scope`, `way`: of that place, or had
    in that way, only.
    """

    subject: str
    category: str
    items: tuple[Item, ...]
    provisions: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    measure: str = ""
    truth: Truth = "yes"
    ordered: bool = False
    complete: bool = True
    cls: str = ""
    scope: str = ""
    way: str = ""


@dataclass(frozen=True)
class Listing:
    """What subjects have, by aspect. `by_case`: the same aspect of each concept of which the subject is the general one.

    `cases`: the names of the kinds that a subject stands for, where it has nothing of its own. `whole`: every aspect was asked for.
    """

    groups: tuple[Group, ...]
    by_case: tuple[Group, ...] = ()
    divided: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Composed:
    """A list made from other lists: what is in it, of that what has lost its name, what cannot be said to be in it because the source lost
    names, and the lists it is made from."""

    items: tuple[Item, ...]
    lost: tuple[Item, ...]
    undecided: tuple[Item, ...]
    parts: tuple[Group, ...]
    category: str = ""
    measure: str = ""
    phrase: str = ""


@dataclass(frozen=True)
class Case:
    """One subject against one thing: `held` is how it has it; `listed` what it has instead, `near` what of that comes close.

    `elsewhere`: who else has it. `place`: of that place only. `gaps`: numbers of entries whose names the source lost; `number`: that of the
    thing in the numbered list from which the subject's entries are taken. `hours`: for what and when it serves. `said`: further conditions.
    `claim`, `denial`: of what is more than having a thing (a number, being like another), the predicate in words, and its opposite.
    `measure` counts the entries of the aspect. `way`: asked for in that way only. `except_at`: where the subject is found and has it not,
    though it has it elsewhere.
    """

    subject: str
    aspect: str
    thing: str
    truth: Truth
    held: tuple[Item, ...] = ()
    listed: tuple[Item, ...] = ()
    near: tuple[Item, ...] = ()
    elsewhere: tuple[str, ...] = ()
    place: str = ""
    gaps: tuple[int, ...] = ()
    number: int = 0
    total: int = 0
    hours: tuple[Service, ...] = ()
    said: tuple[str, ...] = ()
    cut_short: bool = False
    unconditional: bool = False
    cls: str = ""
    phrase: str = ""
    claim: str = ""
    denial: str = ""
    way: str = ""
    except_at: tuple[str, ...] = ()
    measure: str = ""


@dataclass(frozen=True)
class Verdict:
    """Yes or no. `cases`: each subject against each thing of which the predicate speaks. `composed`: the predicate has several parts;
    `denied`: it is a negation. `having`, `lacking`, `undecided`, `silent`: the subjects by whether it holds; `population`: all of them in
    words. `provisions`: what else is laid down."""

    truth: Truth
    cases: tuple[Case, ...]
    quantifier: str = "each"
    composed: bool = False
    denied: bool = False
    cls: str = ""
    subjects: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    population: str = ""
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Holder:
    """One of those among whom a predicate selects, with the cases that say why."""

    name: str
    truth: Truth
    cases: tuple[Case, ...]
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Holders:
    """Who satisfies a predicate and who does not; `undecided`: where the source is lost, so that it cannot be said; `silent`: where the
    standard says nothing at all.

    `thing`, `aspect`: what a simple predicate is about; `negated`: asked for those that lack it; `composed`: it has several
    parts; `counted`: asked how many. `said`,
    `opposite`: the predicate in words, and its opposite; `population`: all of those among whom; `whole`: of each of them it is told;
    `provisions`: what else is laid down.
    """

    cls: str
    holders: tuple[Holder, ...]
    lacking: tuple[Holder, ...]
    undecided: tuple[Holder, ...] = ()
    silent: tuple[Holder, ...] = ()
    thing: str = ""
    aspect: str = ""
    negated: bool = False
    composed: bool = False
    counted: bool = False
    said: str = ""
    opposite: str = ""
    population: str = ""
    whole: bool = True
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranked:
    """How many entries one has."""

    name: str
    number: int
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranking:
    """Who has most or fewest entries of an aspect: the first, then the others in order; `undecided`: whose number the source lost."""

    aspect: str
    extreme: str
    measure: str
    first: tuple[Ranked, ...]
    others: tuple[Ranked, ...]
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sameness:
    """Which subjects have the same entries: groups of two or more with what they share, those that are like no other, and those that have
    none (`silent`)."""

    aspect: str
    measure: str
    groups: tuple[tuple[tuple[str, ...], tuple[Item, ...], tuple[str, ...]], ...]
    alone: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepFound:
    """The step at a place in the flow of a service, or why there is none; of several services where it is the same in all.

    `total`: of so many, 0 where that differs. `absent`: the step from which it is counted is not in the flow.
    """

    services: tuple[str, ...]
    step: Item | None
    total: int
    number: int = 0
    anchor: str = ""
    absent: bool = False
    truth: Truth = "yes"
    last: str = ""


@dataclass(frozen=True)
class Stretch:
    """The steps of a flow after one step and before another, and those named that are not in it."""

    services: tuple[str, ...]
    after: str
    before: str
    steps: tuple[Item, ...]
    absent: tuple[str, ...]
    truth: Truth = "yes"


@dataclass(frozen=True)
class Sequence:
    """Steps of a flow in their order, and those of them that are not in it."""

    services: tuple[str, ...]
    steps: tuple[Item, ...]
    absent: tuple[str, ...]
    truth: Truth = "yes"


@dataclass(frozen=True)
class Row:
    """One aspect of a comparison: what all share, and what each has beyond that. `undecided`: whose list the source lost."""

    category: str
    common: tuple[Item, ...]
    own: tuple[tuple[str, tuple[Item, ...]], ...]
    clauses: tuple[str, ...]
    measure: str = ""
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Two or more subjects side by side; `divided`: those named that stand for several that are compared; `without`: with nothing to
    compare."""

    subjects: tuple[str, ...]
    rows: tuple[Row, ...]
    divided: tuple[tuple[str, tuple[str, ...]], ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What a change makes: `more` and `less` what then is required, or no longer is; `allowed`: what then is allowed only. `needed`: how
    what comes or goes is required."""

    subject: str
    change: str
    things: tuple[str, ...]
    more: tuple[Group, ...]
    less: tuple[Group, ...]
    aspects: tuple[str, ...] = ()
    allowed: tuple[Group, ...] = ()
    needed: tuple[Case, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many: `number` of what, each in `items`; `lost`: how many of them have lost their names; `whole`: how long the list is of which
    they are taken. `composed`: the lists that were put together. `scope`, `way`: of that place, or had in that way, only. An open end
    makes the number the least that it can be (undecidable)."""

    subject: str
    category: str
    number: int
    items: tuple[Item, ...]
    measure: str = ""
    lost: tuple[int, ...] = ()
    whole: int = 0
    truth: Truth = "yes"
    composed: tuple[Group, ...] = ()
    phrase: str = ""
    cls: str = ""
    scope: str = ""
    way: str = ""


@dataclass(frozen=True)
class Service:
    """When a subject serves, for a mode or function."""

    subject: str
    scope: str
    hours: str
    modality: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Serving:
    """When subjects serve; `silent`: of whom the standard says nothing; `lost`: what it says in place of what the source lost."""

    lines: tuple[Service, ...]
    silent: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statements:
    """What the standard says of a matter, in its sentences. `truth`: silent where it says so of others only; `closed`: no more is said."""

    about: tuple[str, ...]
    statements: tuple[tuple[str, tuple[str, ...]], ...]
    truth: Truth = "yes"
    closed: bool = False


@dataclass(frozen=True)
class ClauseText:
    """The text of a clause, and of the clauses below it."""

    asked: str
    clauses: tuple[Citation, ...]


@dataclass(frozen=True)
class Mentioned:
    """Which of the things asked about a clause speaks of, and which it does not; `listed`: those on its numbered lists, each with the
    clause, its number and the measure word; `cut_short`: part of it is lost."""

    clause: str
    there: tuple[str, ...]
    absent: tuple[str, ...]
    clauses: tuple[Citation, ...]
    cut_short: bool = False
    listed: tuple[tuple[str, str, int, str], ...] = ()


@dataclass(frozen=True)
class NumberedItem:
    """The entry with a serial number in one of the numbered lists; `total` is how many the list has, `item` None where it has none such."""

    subject: str
    category: str
    number: int
    item: Item | None
    required_by: tuple[str, ...]
    total: int
    measure: str = ""


@dataclass(frozen=True)
class Amount:
    """How many of a thing are needed: the standard has no quantities, only who needs it and under which serial number it stands.

    `number`: what was asked to be the quantity; `stated`: what is laid down of the thing besides."""

    thing: str
    number: int
    serials: tuple[tuple[str, str, int, str], ...]
    cases: tuple[Case, ...]
    having: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coded:
    """The codes of concepts."""

    codes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Judged:
    """A described hall against what its grade requires: what is missing and what cannot be decided, by aspect, and what is beyond it;
    `spared`: what it lacks and need not have."""

    label: str
    grade: str
    truth: Truth
    missing: tuple[tuple[str, tuple[Item, ...], tuple[str, ...]], ...]
    undecidable: tuple[tuple[str, tuple[Item, ...], tuple[str, ...]], ...] = ()
    extra: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compliance:
    """Whether described halls meet what is required; `fits`: for a hall without a grade, the judgement by each grade."""

    halls: tuple[Judged, ...]
    aspects: tuple[str, ...]
    fitting: bool = False


@dataclass(frozen=True)
class Gone:
    """What of the standard the source has lost."""

    clauses: tuple[Citation, ...]


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
    """The question lacks something: what is asked back, about what, with choices that are whole questions."""

    asks: str
    about: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True)
class NotFound:
    """The standard has nothing of that name or kind; `known` lists what there is instead."""

    what: str
    about: tuple[str, ...]
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
    | Composed
    | Verdict
    | Holders
    | Ranking
    | Sameness
    | StepFound
    | Stretch
    | Sequence
    | Comparison
    | Difference
    | Count
    | Serving
    | Statements
    | ClauseText
    | Mentioned
    | NumberedItem
    | Amount
    | Coded
    | Compliance
    | Gone
    | Outside
    | Missing
    | NotFound
    | Passages
    | Several
)


@dataclass(frozen=True)
class Answer:
    """The answer to a question. `says`: the question as understood. `remarks`: what one should know with it (lost or external passages,
    tensions of the standard). `refused`: of a no, which clauses would have given it and why they do not."""

    question: Question | None
    says: str
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
        plain = {name: value for name, value in asdict(self).items() if name not in ("question", "says", "finding")}
        form = as_json(self.question) if self.question is not None else None
        return {"kind": self.kind, "question": self.says, "form": form, **plain, "finding": _plain(self.finding)}


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
