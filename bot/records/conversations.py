"""Conversations held on the pages: what was asked (without personal data), what was replied, how it was rated."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

SHOWN_TURNS = 200
"""So many turns of a conversation are shown again after a reload."""
_FIND = """
    select c.id, c.channel, c.owner, c.started, c.last, (select count(*) from turns where conversation = c.id) as turns,
        (select text from turns where conversation = c.id order by at limit 1) as first
    from conversations c where {where} order by c.last desc limit ? offset ?
"""
MAX_REASON_CHARACTERS = 300
"""So many characters of the reason of a rating are kept."""


@dataclass(frozen=True)
class Conversation:
    """`owner`: the account that holds it, "" for a customer; times in seconds since 1970."""

    id: str
    channel: str
    owner: str
    script: str
    started: float
    last: float


@dataclass(frozen=True)
class ConversationTurn:
    """A message and its replies; `sent` is the id under which the page sent it, `outcome` how it was answered (`outcome_of`)."""

    id: str
    conversation: str
    sent: str
    at: float
    text: str
    replies: tuple[dict[str, Any], ...]
    outcome: str
    ratings: tuple[tuple[int, bool, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the pages take it: each reply under the id by which it is rated."""
        rated = {reply: good for reply, good, _ in self.ratings}
        replies = [{**reply, "id": f"{self.id}.{number}", "good": rated.get(number)} for number, reply in enumerate(self.replies)]
        return {"id": self.id, "sent": self.sent, "at": self.at, "text": self.text, "replies": replies}


@dataclass(frozen=True)
class ConversationFilter:
    """Which conversations: of a channel, since and until a time, with a text in a question, with an outcome, with a bad rating."""

    channel: str = ""
    since: float = 0
    until: float = float("inf")
    text: str = ""
    outcome: str = ""
    disliked: bool = False


class Conversations:
    """The conversations in the records."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def start(self, channel: str, owner: str = "") -> Conversation:
        """A new conversation, under an id that nobody can guess."""
        now = self._clock()
        conversation = Conversation(f"{channel}:{secrets.token_hex(24)}", channel, owner, "simplified", now, now)
        self._database.table("conversations").insert(vars(conversation))
        return conversation

    def get(self, id_: str) -> Conversation | None:
        """The conversation with an id, if there is one."""
        row = next(self._database.query("select * from conversations where id = ?", [id_]), None)
        return Conversation(**row) if row else None

    def of(self, owner: str, most: int) -> tuple[Conversation, ...]:
        """The conversations that an account holds, the latest first."""
        rows = self._database.query("select * from conversations where owner = ? order by last desc limit ?", [owner, most])
        return tuple(Conversation(**row) for row in rows)

    def add(self, conversation: str, sent: str, text: str, replies: list[dict[str, Any]], outcome: str, script: str) -> ConversationTurn:
        """Keep a turn."""
        turn = ConversationTurn(secrets.token_hex(12), conversation, sent, self._clock(), text, tuple(replies), outcome)
        with self._database.conn:
            self._database.execute("begin immediate")
            self._database.execute(
                "insert into turns values (?, ?, ?, ?, ?, ?, ?)",
                [turn.id, conversation, sent, turn.at, text, json.dumps(replies, ensure_ascii=False), outcome],
            )
            self._database.execute("update conversations set last = ?, script = ? where id = ?", [turn.at, script, conversation])
        return turn

    def sent(self, conversation: str, sent: str) -> ConversationTurn | None:
        """The turn that a page sent under an id, if it was answered already."""
        return next(self._turns("turns.conversation = ? and turns.sent = ?", [conversation, sent], 1), None)

    def release(self, id_: str) -> None:
        """A call has ended: the conversation stays, and is nobody's."""
        self._database.execute("update conversations set owner = '' where id = ?", [id_])

    def turns(self, conversation: str, most: int = SHOWN_TURNS) -> tuple[ConversationTurn, ...]:
        """The last turns of a conversation, in order."""
        return tuple(reversed(list(self._turns("turns.conversation = ?", [conversation], most))))

    def rate(self, conversation: str, reply: str, good: bool, reason: str) -> ConversationTurn | None:
        """Keep what somebody thinks of a reply, in the place of what they thought before; None where it is not of the conversation."""
        turn_id, _, number = reply.partition(".")
        turn = next(self._turns("turns.conversation = ? and turns.id = ?", [conversation, turn_id], 1), None)
        if turn is None or not (number.isascii() and number.isdigit()) or int(number[:4]) >= len(turn.replies):
            return None
        self._database.table("ratings").insert(
            {"turn": turn.id, "reply": int(number), "good": int(good), "reason": reason[:MAX_REASON_CHARACTERS], "at": self._clock()},
            replace=True,
        )
        return turn

    def find(self, wanted: ConversationFilter, most: int, skip: int = 0) -> list[dict[str, Any]]:
        """Conversations with the number of their turns and their first question, the latest first."""
        where, values = _where(wanted)
        return list(self._database.query(_FIND.format(where=where), [*values, most, skip]))

    def count(self, wanted: ConversationFilter) -> int:
        """How many conversations there are of a kind."""
        where, values = _where(wanted)
        return int(self._database.execute(f"select count(*) from conversations c where {where}", values).fetchone()[0])  # noqa: S608

    def all_turns(self, wanted: ConversationFilter) -> Iterator[ConversationTurn]:
        """Every turn of the conversations of a kind, for an export; one conversation after the other."""
        where, values = _where(wanted)
        ids = [row[0] for row in self._database.execute(f"select c.id from conversations c where {where} order by c.started", values)]  # noqa: S608
        for id_ in ids:
            yield from self.turns(id_, most=-1)

    def delete(self, id_: str) -> bool:
        """Delete a conversation with all that belongs to it; whether there was one."""
        with self._database.conn:
            self._database.execute("begin immediate")
            return bool(self._database.execute("delete from conversations where id = ?", [id_]).rowcount)

    def delete_before(self, time_: float) -> int:
        """Delete the conversations in which nothing was said since; how many there were."""
        with self._database.conn:
            self._database.execute("begin immediate")
            return int(self._database.execute("delete from conversations where last < ?", [time_]).rowcount)

    def _turns(self, where: str, values: list[Any], most: int) -> Iterator[ConversationTurn]:
        query = f"select * from turns where {where} order by at desc, rowid desc limit ?"  # noqa: S608 - fixed conditions
        for row in self._database.query(query, [*values, most]):
            ratings = self._database.execute("select reply, good, reason from ratings where turn = ? order by reply", [row["id"]])
            rated = tuple((reply, bool(good), reason) for reply, good, reason in ratings)
            yield ConversationTurn(**{**row, "replies": tuple(json.loads(row["replies"])), "ratings": rated})


def _where(wanted: ConversationFilter) -> tuple[str, list[Any]]:
    """The condition on conversations c, with its values."""
    conditions = ["c.last >= ?", "c.started <= ?"]
    values: list[Any] = [wanted.since, min(wanted.until, 1e12)]
    if wanted.channel:
        conditions.append("c.channel = ?")
        values.append(wanted.channel)
    if wanted.text:
        conditions.append("exists (select 1 from turns where conversation = c.id and instr(text, ?))")
        values.append(wanted.text)
    if wanted.outcome:
        conditions.append("exists (select 1 from turns where conversation = c.id and outcome = ?)")
        values.append(wanted.outcome)
    if wanted.disliked:
        conditions.append("exists (select 1 from ratings join turns on turns.id = ratings.turn where conversation = c.id and not good)")
    return " and ".join(conditions), values
