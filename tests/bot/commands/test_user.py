"""advisor user: accounts opened, listed, changed and closed from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.main import main
from bot.records.accounts import Account, Accounts
from bot.records.audit import Audit
from bot.records.database import open_records
from tests.bot.records.conftest import verify


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("bot.project.RECORDS", tmp_path / "records.db")
    return tmp_path / "records.db"


def run(*args: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["user", *args], input=typed)


def test_an_account_from_beginning_to_end(records: Path) -> None:
    assert "advisor user add" in run("list").output
    opened = run("add", "wang", "--role", "admin", typed="long-enough-9\nlong-enough-9\n")
    assert opened.exit_code == 0, opened.output
    assert "long-enough-9" not in opened.output
    assert "wang\t管理员" in run("list").output
    assert run("password", "wang", "--password-stdin", typed="another-long-1\n").exit_code == 0
    database = open_records(records)
    assert verify(Accounts(database), "wang", "another-long-1") == Account("wang", "admin")
    assert run("remove", "wang").exit_code == 0
    assert [entry["action"] for entry in Audit(database).entries()] == ["account closed", "password set", "account opened"]
    database.conn.close()


@pytest.mark.parametrize(
    ("args", "typed", "part"),
    [
        (("add", "wang", "--password-stdin"), "short\n", "10 到 200"),
        (("add", "a b", "--password-stdin"), "long-enough-9\n", "不行"),
        (("password", "nobody", "--password-stdin"), "long-enough-9\n", "没有账号"),
        (("remove", "nobody"), "", "没有账号"),
        (("add", "wang", "--role", "king"), "", "king"),
    ],
)
def test_what_is_wrong_is_one_line(records: Path, args: tuple[str, ...], typed: str, part: str) -> None:
    result = run(*args, typed=typed)
    assert result.exit_code == 2
    assert part in result.output
    assert "Traceback" not in result.output
