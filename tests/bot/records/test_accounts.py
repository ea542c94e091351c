"""Accounts: passwords that are not kept, locks, sessions that end."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from sqlite_utils import Database

from bot.records.accounts import LOCKED_SECONDS, MAX_FAILED_LOGINS, SESSION_SECONDS, Account, Accounts, LoginRefused
from rules.errors import AdvisorError
from tests.bot.records.conftest import Clock, verify

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "long-enough-9"


@pytest.fixture
def accounts(database: Database, clock: Clock) -> Accounts:
    accounts = Accounts(database, clock, QUICK)
    accounts.add("wang", "agent", PASSWORD)
    return accounts


def test_the_right_password_opens(accounts: Accounts) -> None:
    assert verify(accounts, "wang", PASSWORD) == Account("wang", "agent")


@pytest.mark.parametrize(("name", "password"), [("wang", "wrong"), ("nobody", PASSWORD), ("", ""), ("wang", ""), ("WANG", PASSWORD)])
def test_nobody_learns_what_was_wrong(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(LoginRefused, match="账号或密码不对") as refused:
        verify(accounts, name, password)
    assert refused.value.seconds == 0


def test_the_password_is_not_kept(accounts: Accounts, database: Database) -> None:
    dump = "\n".join(database.conn.iterdump())
    assert PASSWORD not in dump
    assert "$argon2id$" in dump


def test_too_many_wrong_passwords_lock(accounts: Accounts, clock: Clock) -> None:
    for _ in range(MAX_FAILED_LOGINS):
        with pytest.raises(LoginRefused, match="不对"):
            verify(accounts, "wang", "wrong")
    with pytest.raises(LoginRefused, match="锁定") as refused:
        verify(accounts, "wang", PASSWORD)
    assert 0 < refused.value.seconds <= LOCKED_SECONDS + 1
    clock.pass_(LOCKED_SECONDS + 1)
    assert verify(accounts, "wang", PASSWORD)


def test_a_right_password_forgets_the_wrong_ones(accounts: Accounts) -> None:
    for _ in range(3):
        for _ in range(MAX_FAILED_LOGINS - 1):
            with pytest.raises(LoginRefused, match="不对"):
                verify(accounts, "wang", "wrong")
        assert verify(accounts, "wang", PASSWORD)


def test_a_new_password_unlocks_and_ends_sessions(accounts: Accounts) -> None:
    token = accounts.open_session(verify(accounts, "wang", PASSWORD))
    for _ in range(MAX_FAILED_LOGINS):
        with pytest.raises(LoginRefused):
            verify(accounts, "wang", "wrong")
    accounts.set_password("wang", "another-long-1")
    assert accounts.in_session(token) is None
    assert verify(accounts, "wang", "another-long-1")
    with pytest.raises(LoginRefused):
        verify(accounts, "wang", PASSWORD)


def test_sessions(accounts: Accounts, clock: Clock, database: Database) -> None:
    account = verify(accounts, "wang", PASSWORD)
    one, other = accounts.open_session(account), accounts.open_session(account)
    assert one != other
    assert one not in "\n".join(database.conn.iterdump())
    assert accounts.in_session(one) == account
    assert accounts.in_session("") is None
    assert accounts.in_session(one + "x") is None
    accounts.close_session(one)
    assert accounts.in_session(one) is None
    assert accounts.in_session(other) == account
    clock.pass_(SESSION_SECONDS + 1)
    assert accounts.in_session(other) is None
    assert accounts.delete_sessions_before(clock.now - SESSION_SECONDS) == 1


def test_a_closed_account_is_out_at_once(accounts: Accounts) -> None:
    token = accounts.open_session(verify(accounts, "wang", PASSWORD))
    accounts.remove("wang")
    assert accounts.in_session(token) is None
    assert accounts.everyone() == []


@pytest.mark.parametrize(
    ("name", "role", "password", "part"),
    [
        ("wang", "agent", PASSWORD, "已经有了"),
        ("a b", "agent", PASSWORD, "不行"),
        ("", "agent", PASSWORD, "不行"),
        ("li", "king", PASSWORD, "角色"),
        ("li", "agent", "short", "10 到 200"),
        ("li", "agent", "x" * 201, "10 到 200"),
        ("zhang", "agent", "zhang12345", "太容易"),
        ("li", "agent", "1111111111", "太容易"),
    ],
)
def test_accounts_that_are_not_opened(accounts: Accounts, name: str, role: str, password: str, part: str) -> None:
    with pytest.raises(AdvisorError, match=part):
        accounts.add(name, role, password)


def test_what_is_not_there_cannot_be_changed(accounts: Accounts) -> None:
    with pytest.raises(AdvisorError, match="没有账号"):
        accounts.set_password("nobody", PASSWORD)
    with pytest.raises(AdvisorError, match="没有账号"):
        accounts.remove("nobody")


def test_a_hash_of_yesterday_is_made_anew(database: Database, accounts: Accounts, clock: Clock) -> None:
    stronger = Accounts(database, clock, PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    before = database.execute("select password from accounts").fetchone()
    assert verify(stronger, "wang", PASSWORD)
    assert database.execute("select password from accounts").fetchone() != before
    assert verify(stronger, "wang", PASSWORD)


def test_guesses_made_at_once_lock_too(accounts: Accounts) -> None:
    """Passwords are checked beside each other; what was right is still refused where so many were wrong meanwhile."""
    hash_ = accounts.hash_of("wang")
    checked = [accounts.check(hash_, "wrong") for _ in range(MAX_FAILED_LOGINS)] + [accounts.check(hash_, PASSWORD)]
    for wrong in checked[:-1]:
        with pytest.raises(LoginRefused):
            accounts.conclude("wang", wrong)
    with pytest.raises(LoginRefused) as refused:
        accounts.conclude("wang", checked[-1])
    assert refused.value.seconds > 0
