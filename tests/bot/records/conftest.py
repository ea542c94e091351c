"""Records in a file of their own, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.records.accounts import Account, Accounts
from bot.records.database import open_records


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


def verify(accounts: Accounts, name: str, password: str) -> Account:
    """The three steps of a login in a row."""
    return accounts.conclude(name, accounts.check(accounts.hash_of(name), password))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_records(tmp_path / "records.db")
    yield database
    database.conn.close()
