"""The form of a question: a tree of frozen values, every leaf of which names a concept, a clause, or an aspect of a subject.

An *aspect* is a side of a subject that can be asked about (服务人员, 服务流程, 服务渠道 …): a view of one of the relations that the rules
conclude, laid down in `aspects.yaml`. What `Has(entry)` and `EntriesOf(subject, aspect)` mean for a hall, a channel, a service or a zone is
therefore data; no form knows a class of concept.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, get_args

Comparison = Literal["at least", "at most", "exactly"]
Quantifier = Literal["each", "every", "some", "only"]
Extreme = Literal["most", "least"]
Act = Literal["greet", "thank", "goodbye", "identity", "person", "danger", "practice"]


# ---- entries: what a subject needs, has or consists of


@dataclass(frozen=True)
class EntriesOf:
    """What `subject` has in one aspect; in every aspect where none is named. `scope`: of that place, mode or function only.

    `way`: only those served in this way.
    """

    subject: str
    aspect: str = ""
    scope: str = ""
    way: str = ""


@dataclass(frozen=True)
class Union:
    """What stands in any of the lists."""

    of: tuple[Entries, ...]


@dataclass(frozen=True)
class Intersection:
    """What stands in each of the lists."""

    of: tuple[Entries, ...]


@dataclass(frozen=True)
class Difference:
    """What stands in the first list and in none of the others."""

    left: Entries
    right: Entries


Entries = EntriesOf | Union | Intersection | Difference


# ---- predicates: what is true of a subject or not


@dataclass(frozen=True)
class Has:
    """That a subject has an entry, in `aspect` or, where none is named, in any aspect that holds entries of its class.

    `scope`: there, or for that, only (a qualification at a grade of hall). `way`: only if served in this way (预受理).
    """

    entry: str
    aspect: str = ""
    scope: str = ""
    way: str = ""


@dataclass(frozen=True)
class OpenAllHours:
    """That a subject serves round the clock; `scope`: for that mode or function. `at`: that the subject, a mode or function, is to be had
    round the clock at that place."""

    scope: str = ""
    at: str = ""


@dataclass(frozen=True)
class Conditional:
    """That a subject is served at a channel on a condition only."""

    channel: str


@dataclass(frozen=True)
class Counts:
    """That a subject has so many entries in an aspect."""

    aspect: str
    comparison: Comparison
    number: int


@dataclass(frozen=True)
class SameAs:
    """That a subject has the same entries in an aspect as another, if that one had not those of `without`."""

    subject: str
    aspect: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class And:
    """That all of the predicates hold."""

    of: tuple[Predicate, ...]


@dataclass(frozen=True)
class Or:
    """That at least one of the predicates holds."""

    of: tuple[Predicate, ...]


@dataclass(frozen=True)
class Not:
    """That the predicate does not hold. What the source lost stays undecidable, what the standard does not speak of stays silent."""

    of: Predicate


Predicate = Has | OpenAllHours | Conditional | Counts | SameAs | And | Or | Not


# ---- subjects


@dataclass(frozen=True)
class Named:
    """The concepts named."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class All:
    """Every concept of a class of which the standard says anything in the aspect asked about."""

    cls: str


@dataclass(frozen=True)
class Entered:
    """Those that stand in a list: the services of a group, the modes of a channel."""

    entries: Entries


@dataclass(frozen=True)
class Where:
    """Those of the subjects of which the predicate holds."""

    subjects: Subjects
    predicate: Predicate


Subjects = Named | All | Entered | Where


# ---- questions


@dataclass(frozen=True)
class List:
    """What stands in these lists, each by itself: several subjects x several aspects are several lists."""

    of: tuple[Entries, ...]


@dataclass(frozen=True)
class Select:
    """Which subjects satisfy a predicate, and which do not."""

    subjects: Where


@dataclass(frozen=True)
class Decide:
    """Whether the predicate holds of the subjects: of each named by itself, of every one, of some, or of these only."""

    subjects: Subjects
    predicate: Predicate
    quantifier: Quantifier = "each"


@dataclass(frozen=True)
class Count:
    """How many there are."""

    of: Counted


@dataclass(frozen=True)
class Rank:
    """Which subjects have most or fewest entries in an aspect."""

    subjects: Subjects
    aspect: str
    extreme: Extreme


@dataclass(frozen=True)
class Alike:
    """Which subjects have exactly the same entries in an aspect."""

    subjects: Subjects
    aspect: str


@dataclass(frozen=True)
class Compare:
    """Subjects side by side, in the aspects named or in all."""

    subjects: Named
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepAt:
    """The step of a service, or of all where none is named, at a place: `number` counts from 1, or from -1 backwards.

    With `step`, `number` is the distance from it: 1 for the next, -1 for the one before, 0 for its own place.
    """

    service: str
    number: int = 0
    step: str = ""


@dataclass(frozen=True)
class Between:
    """The steps of a service, or of all where none is named, after one step and before another; from the beginning or to the end where
    one is not named."""

    service: str
    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Order:
    """Which of the steps comes first in the flow of a service, or of all where none is named."""

    service: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Hours:
    """When subjects serve; of all that have hours where none is named. `scope`: for that mode or function."""

    subjects: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True)
class Provision:
    """What the standard lays down of a topic, of a subject, or of a topic for a subject."""

    subject: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Define:
    """What a concept is."""

    term: str


@dataclass(frozen=True)
class Read:
    """The text of clauses, with those below them: numbers or codes as they are written."""

    references: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """Whether a clause speaks of things."""

    reference: str
    things: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """The entries with these serial numbers in the numbered list of a subject in an aspect."""

    subject: str
    aspect: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Serial:
    """What number a thing has in the numbered list in which it stands; of `subject`, where one is named."""

    thing: str
    subject: str = ""


@dataclass(frozen=True)
class Quantity:
    """How many of a thing a subject needs, or anybody where none is named; `number`: whether it is so many."""

    thing: str
    subject: str = ""
    number: int = 0


@dataclass(frozen=True)
class Code:
    """The code of concepts, or what has a code."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class DescribedHall:
    """A hall as somebody described it. `grade`: its concept, "" where it is asked for. `has`, `lacks`: what was said to be there and not.

    `complete`: all the rest that its grade requires is there as well (B齐).
    """

    label: str
    grade: str = ""
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    complete: bool = False


@dataclass(frozen=True)
class Comply:
    """Whether described halls meet what their grade requires, in the aspects named or in those that were described.

    Of a hall without a grade: which grade it fits.
    """

    halls: tuple[DescribedHall, ...]
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Becomes:
    """A hall of one grade becomes one of another."""

    to: str


@dataclass(frozen=True)
class Adds:
    """Things come to a subject."""

    things: tuple[str, ...]


@dataclass(frozen=True)
class Removes:
    """Things go from a subject."""

    things: tuple[str, ...]


Change = Becomes | Adds | Removes


@dataclass(frozen=True)
class Suppose:
    """What a change of a subject makes, in the aspects named or in all."""

    subject: str
    change: Change
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lost:
    """What of the standard the source has lost."""


@dataclass(frozen=True)
class Unlisted:
    """Whether a subject has a thing that the standard has no word for, or, where none is named, anything that its lists do not hold; in the
    aspects named or in all that it has lists of."""

    subject: str
    thing: str = ""
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """A word that looks like the name of something of a class and is none (E级营业厅)."""

    word: str
    cls: str


@dataclass(frozen=True)
class Search:
    """Which clauses mention the words of a text."""

    text: str


@dataclass(frozen=True)
class Beyond:
    """A topic outside the standard; `nearby`: what of the standard lies close to it."""

    topics: tuple[str, ...]
    nearby: Question | None = None


@dataclass(frozen=True)
class Social:
    """What is said to be polite, or to do something else than ask."""

    act: Act


@dataclass(frozen=True)
class Why:
    """Why the answer to a question is so."""

    question: Question


@dataclass(frozen=True)
class Many:
    """Several questions in one message."""

    of: tuple[Question, ...]


Counted = List | Select
Question = (
    List
    | Select
    | Decide
    | Count
    | Rank
    | Alike
    | Compare
    | StepAt
    | Between
    | Order
    | Hours
    | Provision
    | Define
    | Read
    | Mention
    | Entry
    | Serial
    | Quantity
    | Code
    | Comply
    | Suppose
    | Lost
    | Unlisted
    | Unknown
    | Search
    | Beyond
    | Social
    | Why
    | Many
)
QUESTIONS: tuple[type, ...] = get_args(Question)
NODES: frozenset[type] = frozenset(
    {*QUESTIONS, *get_args(Entries), *get_args(Predicate), *get_args(Subjects), *get_args(Change), DescribedHall}
)
"""Every type of which a tree is made."""
FIELDS: dict[type, tuple[str, ...]] = {node: tuple(field.name for field in fields(node)) for node in NODES}
"""The fields of each type of node, in their order."""
