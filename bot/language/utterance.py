"""A message as it was read: its text as it was meant, and what is named in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Source = Literal["named", "phrase", "slip"]


@dataclass(frozen=True)
class Mention:
    """What a stretch of the text of an utterance, from `start` up to `end`, stands for.

    `cls`: a class of concepts, "outside", or one of reference (a clause number or code), ordinal, quantity, unknown (looks like the name
    of something and is none). `source`: by its name, by a phrase that points to it, or misspelt.
    """

    start: int
    end: int
    cls: str
    name: str
    source: Source = "named"


@dataclass(frozen=True)
class Guess:
    """What was written and may be a slip for the name of a concept, but is not taken for it."""

    written: str
    name: str


@dataclass(frozen=True)
class Utterance:
    """A message as it was read. `raw`: as it was sent; `text`: in normal form, as it was meant; `begin`: where its question begins.

    `mentions`: in the order of the text, without overlap. `guesses`: slips that are not certain. `unlisted`: a thing that is asked for and
    is no concept, "" for none.
    """

    raw: str
    text: str
    begin: int
    mentions: tuple[Mention, ...]
    guesses: tuple[Guess, ...] = ()
    unlisted: str = ""

    @property
    def asked(self) -> tuple[Mention, ...]:
        """What is named in the question."""
        return tuple(mention for mention in self.mentions if mention.start >= self.begin)

    @property
    def told(self) -> tuple[Mention, ...]:
        """What is named in what leads up to the question."""
        return tuple(mention for mention in self.mentions if mention.start < self.begin)
