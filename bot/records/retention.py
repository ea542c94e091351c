"""What is older than the days it may be kept is deleted, here and in Rasa's own store."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from bot.records.accounts import SESSION_SECONDS, Accounts
from bot.records.audit import Audit
from bot.records.conversations import Conversations
from bot.records.unanswered import Unanswered

DAY_SECONDS = 24 * 3600


class Forgetful(Protocol):
    """Where Rasa keeps conversations."""

    def forget(self, sender_id: str) -> None:
        """Delete a conversation."""

    def forget_before(self, time_: float) -> int:
        """Delete the conversations in which nothing was said since; how many there were."""


class Retention:
    """Deletes what is too old."""

    def __init__(
        self,
        conversations: Conversations,
        unanswered: Unanswered,
        accounts: Accounts,
        audit: Audit,
        days: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._conversations, self._unanswered, self._accounts, self._audit = conversations, unanswered, accounts, audit
        self._days = days
        self._clock = clock

    def apply(self, trackers: Forgetful | None) -> int:
        """Delete all in which nothing was said for `days`; how many conversations there were. The audit trail stays, and tells of it."""
        now = self._clock()
        before = now - self._days * DAY_SECONDS
        count = self._conversations.delete_before(before)
        self._unanswered.delete_before(before)
        self._accounts.delete_sessions_before(now - SESSION_SECONDS)
        if trackers:
            trackers.forget_before(before)
        if count:
            self._audit.write("system", "delete old conversations", f"{count}, older than {self._days} days")
        return count
