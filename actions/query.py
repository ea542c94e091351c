"""What can be asked: a `Query`, made from a question by the conversation or written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

QueryKind = Literal[
    "requirement",  # what X needs, consists of, is fitted with
    "holder",  # who or which X has Y, and which lacks it
    "steps",  # the steps of a service
    "step",  # one step: the n-th, the first, the last, the one before or after another
    "whether",  # yes or no
    "compare",  # two or more subjects side by side
    "count",  # how many
    "hours",  # when
    "channels",  # where a service can be had
    "functions",  # what a channel can do
    "definition",  # what X is
    "clause",  # what a clause says
    "item",  # an entry of a numbered list
    "provision",  # how a matter is regulated
    "what_if",  # what a change would make
    "outside",  # what the standard does not say
    "about",  # whatever the concepts named suggest
]
KINDS: tuple[str, ...] = get_args(QueryKind)

Position = Literal["", "first", "last", "next", "previous", "around"]
QueryCue = Literal[
    "whether",  # yes or no
    "may",  # whether something can be done
    "every",  # all of them, without exception
    "belongs",  # whether it counts as such
    "comprises",  # what is meant by a general word
    "fitted",  # what is laid or kept there
    "order",  # which comes first
]


@dataclass(frozen=True)
class Query:
    """One question.

    `concepts`: canonical names of concepts, and of topics outside the standard, in the order in which they were named. `reference`: a
    clause number or code as it was written. `numbers`: ordinals that were named; `quantities`: how many of something. `position`: where
    in a flow, for next, previous and around (both) relative to a step among the concepts. `negated`: asked for what is lacking;
    `exclusive`: whether only these; `superlative`: who has most or least; `cues`: what else the small words of the question say.
    `guesses`: concepts that may be meant, to be asked about. `reached`, `found`: the number and the name of the step, entry or zone
    that was the answer, from which a follow-up goes on. `unknown`: words that look like the name of something of the standard but are
    none, as (class, word). `unlisted`: things asked for that the standard has no word for. `among`: those of which the question before
    chose one (前面那个), for the other one. `adding`, `removing`: what is supposed to be there, or not to be. `text`: the question
    itself, for the search.
    """

    kind: QueryKind
    concepts: tuple[str, ...] = ()
    reference: str = ""
    numbers: tuple[int, ...] = ()
    quantities: tuple[int, ...] = ()
    position: Position = ""
    negated: bool = False
    exclusive: bool = False
    superlative: Literal["", "most", "least"] = ""
    cues: tuple[QueryCue, ...] = ()
    guesses: tuple[str, ...] = ()
    reached: tuple[int, ...] = ()
    found: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    unlisted: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    adding: tuple[str, ...] = ()
    removing: tuple[str, ...] = ()
    text: str = ""

    @property
    def number(self) -> int | None:
        """The first ordinal named."""
        return self.numbers[0] if self.numbers else None
