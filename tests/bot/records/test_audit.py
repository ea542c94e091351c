"""The audit trail: only added to, and a change shows."""

from __future__ import annotations

import sqlite3

import pytest
from sqlite_utils import Database

from bot.records.audit import Audit
from tests.bot.records.conftest import Clock


@pytest.fixture
def audit(database: Database, clock: Clock) -> Audit:
    audit = Audit(database, clock)
    for number in range(5):
        audit.write("wang", "export csv", f"{number} turns")
    return audit


def test_entries_are_in_order(audit: Audit) -> None:
    assert [entry["object"] for entry in audit.entries(3)] == ["4 turns", "3 turns", "2 turns"]
    assert audit.broken_at() == 0


@pytest.mark.parametrize("statement", ["update audit set actor = 'li' where number = 3", "delete from audit where number = 3"])
def test_nothing_is_changed_or_taken_out(audit: Audit, database: Database, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        database.execute(statement)
    assert audit.broken_at() == 0


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("update audit set actor = 'li' where number = 3", 3),
        ("update audit set at = at + 1 where number = 1", 1),
        ("delete from audit where number = 3", 3),
        ("delete from audit where number = 1", 1),
        ("update audit set hash = 'x' where number = 4", 4),
    ],
)
def test_who_changes_the_file_itself_is_seen(audit: Audit, database: Database, statement: str, broken: int) -> None:
    database.execute("drop trigger audit_is_not_changed")
    database.execute("drop trigger audit_is_not_deleted")
    database.execute(statement)
    assert audit.broken_at() == broken
