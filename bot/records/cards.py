"""What somebody has missed, clause by clause, and when it is due again: spaced repetition by FSRS."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timezone

from fsrs import Card, Rating, Scheduler
from sqlite_utils import Database

HARD_FROM_POINTS = 0.5


class Cards:
    """The cards in the records: one for each clause that an account has once missed."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        self._scheduler = Scheduler(enable_fuzzing=False)

    def review(self, account: str, clause: str, points: float) -> None:
        """Take note of an answer (`points` from 0 to 1). What was never missed needs no card."""
        row = next(self._database.query("select card from cards where account = ? and clause = ?", [account, clause]), None)
        if row is None and points >= 1:
            return
        rating = Rating.Good if points >= 1 else Rating.Hard if points >= HARD_FROM_POINTS else Rating.Again
        now = datetime.fromtimestamp(self._clock(), timezone.utc)
        card, _ = self._scheduler.review_card(Card.from_json(row["card"]) if row else Card(), rating, review_datetime=now)
        self._database.table("cards").insert(
            {"account": account, "clause": clause, "card": card.to_json(), "due": card.due.timestamp()}, replace=True
        )

    def due(self, account: str) -> tuple[str, ...]:
        """The clauses that are due, the longest due first."""
        rows = self._database.query("select clause from cards where account = ? and due <= ? order by due", [account, self._clock()])
        return tuple(row["clause"] for row in rows)
