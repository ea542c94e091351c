"""The questions that were not understood or not liked: alike ones counted together, until somebody has seen to them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, Literal

from sqlite_utils import Database

from rules.text import normal

Why = Literal["not_understood", "off_topic", "disliked"]
Outcome = Literal["answered", "not_understood", "off_topic", "refused"]
"""How a message was answered; refused is what did not reach Rasa."""
MAX_NOTE_CHARACTERS = 300
"""Of a longer note the beginning is kept."""


class Unanswered:
    """The queue. Questions come without personal data (`bot.channels.privacy`), and are not tied to a conversation."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def note(self, text: str, why: Why) -> None:
        """Count a question; one that was seen to and comes again is open again."""
        now = self._clock()
        self._database.execute(
            "insert into unanswered (key, text, why, count, first, last) values (?, ?, ?, 1, ?, ?) on conflict (key) do update"
            " set count = count + 1, last = excluded.last, why = excluded.why, solved = null, solved_by = ''",
            [_key(text), text, why, now, now],
        )

    def open(self, most: int = 200, solved: bool = False) -> list[dict[str, Any]]:
        """The questions to be seen to, the most frequent first; with `solved` those that were, the latest first."""
        order = "solved desc" if solved else "count desc, last desc"
        condition = "not null" if solved else "null"
        query = f"select * from unanswered where solved is {condition} order by {order} limit ?"  # noqa: S608 - fixed words
        return list(self._database.query(query, [most]))

    def solve(self, key: str, by: str, note: str, solved: bool = True) -> bool:
        """Mark a question as seen to, or as open again; whether there is one."""
        values = [self._clock() if solved else None, by if solved else "", note[:MAX_NOTE_CHARACTERS], key]
        return bool(self._database.execute("update unanswered set solved = ?, solved_by = ?, note = ? where key = ?", values).rowcount)

    def delete_before(self, time_: float) -> int:
        """Delete what nobody has asked since; how many there were."""
        return int(self._database.execute("delete from unanswered where last < ?", [time_]).rowcount)


def outcome_of(replies: Iterable[dict[str, Any]]) -> Outcome:
    """How a message was answered, by the structure of its replies."""
    outcomes = [_outcome(reply.get("custom") or {}) for reply in replies]
    return next((outcome for outcome in outcomes if outcome != "answered"), "answered")


def _outcome(custom: dict[str, Any]) -> Outcome:
    kind = custom.get("kind")
    if kind == "off_topic":
        return "off_topic"
    if kind == "passages" or (kind == "missing" and not (custom.get("finding") or {}).get("about")):
        return "not_understood"
    return "answered"


def _key(text: str) -> str:
    """What questions have in common that are the same but for punctuation and script."""
    return "".join(character for character in normal(text) if character.isalnum())
