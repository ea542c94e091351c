"""The file of records: only ours, brought up to date, usable by several at once."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.project import ROOT
from bot.records import database as module
from bot.records.conversations import Conversations
from bot.records.database import MIGRATIONS, open_records
from rules.errors import AdvisorError


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    open_records(tmp_path / "a" / "records.db").conn.close()
    assert stat.S_IMODE((tmp_path / "a" / "records.db").stat().st_mode) == 0o600


def test_it_opens_again_as_it_was(tmp_path: Path) -> None:
    first = open_records(tmp_path / "r.db")
    conversation = Conversations(first).start("web")
    first.conn.close()
    again = open_records(tmp_path / "r.db")
    assert Conversations(again).get(conversation.id) == conversation
    assert again.execute("pragma user_version").fetchone() == (len(MIGRATIONS),)
    assert again.execute("pragma journal_mode").fetchone() == ("wal",)
    again.conn.close()


def test_an_older_file_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_records(tmp_path / "r.db")
    conversation = Conversations(first).start("web")
    first.conn.close()
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, "create table later (a text);\ncreate index later_by_a on later (a);"))
    again = open_records(tmp_path / "r.db")
    assert "later" in again.table_names()
    assert Conversations(again).get(conversation.id) == conversation
    again.conn.close()


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_records(tmp_path / "r.db").conn.close()
    monkeypatch.setattr(module, "MIGRATIONS", (*MIGRATIONS, "create table later (a text);\ncreate table audit (a text);"))
    with pytest.raises(AdvisorError, match="不能用"):
        open_records(tmp_path / "r.db")
    monkeypatch.undo()
    again = open_records(tmp_path / "r.db")
    assert "later" not in again.table_names()
    again.conn.close()


def test_what_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("not a database, but long enough to be looked at as one" * 20)
    with pytest.raises(AdvisorError, match="不能用"):
        open_records(tmp_path / "no.db")
    newer = sqlite3.connect(tmp_path / "newer.db")
    newer.execute("pragma user_version = 999")
    newer.close()
    with pytest.raises(AdvisorError, match="更新的程序"):
        open_records(tmp_path / "newer.db")


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    """As the server and the command line do: each waits for the other, and nothing is lost."""
    open_records(tmp_path / "r.db").conn.close()
    program = (
        "import sys; from pathlib import Path; from bot.records.database import open_records; from bot.records.audit import Audit\n"
        "audit = Audit(open_records(Path(sys.argv[1])))\n"
        "for number in range(100): audit.write(sys.argv[2], 'login')"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "r.db")]
    processes = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("one", "two")]
    assert [process.wait(60) for process in processes] == [0, 0]
    database = open_records(tmp_path / "r.db")
    assert module.Database is type(database)
    from bot.records.audit import Audit

    assert len(Audit(database).entries(500)) == 200
    assert Audit(database).broken_at() == 0
    database.conn.close()
