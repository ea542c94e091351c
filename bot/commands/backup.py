"""The command `advisor backup`."""

from __future__ import annotations

import sqlite3
import time
from getpass import getuser
from pathlib import Path

import click

from rules.errors import AdvisorError


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the records to FILE while the assistant runs.

    Conversations, accounts, tests and the audit trail. To go back, stop the assistant and put FILE in the place of the records.

    \b
    Example: advisor backup records-2026-11-25.db
    """
    from bot.project import RECORDS
    from bot.records.audit import Audit
    from bot.records.database import open_records

    if file.exists():
        raise AdvisorError(f"{file} 已经有了：换个名字")
    if not RECORDS.exists():
        raise AdvisorError(f"没有 {RECORDS}：助手还没有运行过，或者 ADVISOR_RECORDS 写错了")
    start = time.monotonic()
    database = open_records(RECORDS)
    Audit(database).write(f"cli:{getuser()}", "backup", file.name)
    try:
        file.touch(mode=0o600)
        copy = sqlite3.connect(file)
        database.conn.backup(copy)
        (whole,) = copy.execute("pragma integrity_check").fetchone()
        copy.close()
    except (sqlite3.Error, OSError) as error:
        raise AdvisorError(f"{file} 写不成（{error}）") from None
    finally:
        database.conn.close()
    if whole != "ok":
        raise AdvisorError(f"{RECORDS} 有损坏（{whole}）：备份不可用")
    click.echo(f"备份好了：{file}，{file.stat().st_size / 1e6:.1f} MB，{time.monotonic() - start:.1f} 秒。")
