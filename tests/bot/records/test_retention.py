"""What is too old is deleted by itself, also where Rasa keeps it."""

from __future__ import annotations

from argon2 import PasswordHasher
from sqlite_utils import Database

from bot.records.accounts import SESSION_SECONDS, Accounts
from bot.records.audit import Audit
from bot.records.conversations import ConversationFilter, Conversations
from bot.records.retention import DAY_SECONDS, Retention
from bot.records.unanswered import Unanswered
from tests.bot.records.conftest import Clock, verify


class Trackers:
    """Stands where Rasa's store stands."""

    def __init__(self) -> None:
        self.before: list[float] = []

    def forget(self, sender_id: str) -> None:
        raise AssertionError

    def forget_before(self, time_: float) -> int:
        self.before.append(time_)
        return 0


def test_old_conversations_go_and_the_audit_trail_tells(database: Database, clock: Clock) -> None:
    conversations, unanswered, audit = Conversations(database, clock), Unanswered(database, clock), Audit(database, clock)
    accounts = Accounts(database, clock, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts.add("wang", "agent", "long-enough-9")
    accounts.open_session(verify(accounts, "wang", "long-enough-9"))
    retention = Retention(conversations, unanswered, accounts, audit, 30, clock)
    old = conversations.start("web")
    conversations.add(old.id, "sent-1", "旧的", [{"text": "答"}], "answered", "simplified")
    unanswered.note("旧的", "not_understood")
    clock.pass_(29 * DAY_SECONDS)
    kept = conversations.start("web")
    trackers = Trackers()
    assert retention.apply(trackers) == 0
    clock.pass_(2 * DAY_SECONDS)
    assert retention.apply(trackers) == 1
    assert [row["id"] for row in conversations.find(ConversationFilter(), 9)] == [kept.id]
    assert unanswered.open() == []
    assert trackers.before[-1] == clock.now - 30 * DAY_SECONDS
    assert audit.entries(1)[0]["action"] == "delete old conversations"
    assert database.execute("select count(*) from sessions").fetchone() == (0,), f"older than {SESSION_SECONDS} s"
    assert "旧的" not in "\n".join(database.conn.iterdump())
    assert retention.apply(None) == 0
