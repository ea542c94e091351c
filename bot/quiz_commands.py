"""The commands for trainers and for who keeps the records: `advisor report`, `advisor backup`."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from getpass import getuser
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table as Printed

from bot.records.quizzes import Quiz
from rules.errors import AdvisorError

out = Console(highlight=False, soft_wrap=True)
WEAKEST = 10
DUBIOUS = 6
FORMS = (".csv", ".xlsx")


@click.command()
@click.option("--quiz", default="", help="Only this test: its id or its title.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write everything to this .xlsx, or each answer to this .csv."
)
def report(quiz: str, output: Path | None) -> None:
    """Report on the tests of staff.

    Prints the shares of points of people and teams, the weakest clauses and the dubious questions.

    \b
    Example: advisor report -o report.xlsx
    """
    from bot.project import RECORDS
    from bot.quizmaster import Quizmaster, report_in
    from bot.records.audit import Audit
    from bot.records.database import open_records
    from bot.reports import as_csv, as_xlsx, tables
    from rules.loader import load
    from rules.quiz.bank import Bank

    if output and output.suffix.lower() not in FORMS:
        raise AdvisorError(f"报告只能写成 {' 或 '.join(FORMS)}，不能写成 {output.name}")
    if output and output.exists():
        raise AdvisorError(f"{output} 已经有了：换个名字")
    standard = load()
    database = open_records(RECORDS)
    master = Quizmaster(database, lambda: Bank(standard))
    found = report_in(RECORDS, master, _quiz_id(master.quizzes.all(), quiz))
    people, teams, _, clauses, *_, items, _ = tables(found)
    click.echo(f"{found.answers} 次作答" + (f"，另有 {found.outdated} 次所依据的条款后来改了，没有计入。" if found.outdated else "。"))
    dubious = [row for row in items.rows if row[DUBIOUS]]
    for table, rows in ((people, people.rows), (teams, teams.rows), (clauses, clauses.rows[:WEAKEST]), (items, dubious)):
        if rows:
            printed = Printed(*table.head, title=table.name, box=None, title_justify="left")
            for row in rows:
                printed.add_row(*(f"{cell:.0%}" if place in table.shares else str(cell) for place, cell in enumerate(row)))
            out.print(printed)
    if output:
        if output.suffix.lower() == ".csv":
            output.write_text(as_csv(found), encoding="utf-8")
        else:
            output.write_bytes(as_xlsx(found))
        Audit(database).write(f"cli:{getuser()}", f"report exported as {output.suffix[1:].lower()}", quiz)
        click.echo(f"写好了 {output}。")
    database.conn.close()


def _quiz_id(quizzes: Sequence[Quiz], name: str) -> str:
    """The id of the test with this id or title; "" for all."""
    found = [quiz.id for quiz in quizzes if name in (quiz.id, quiz.title)]
    if name and len(found) != 1:
        known = "、".join(f"{quiz.title}（{quiz.id}）" for quiz in quizzes) or "还没有测验"
        raise AdvisorError(f"{'没有' if not found else '不止一个'}测验“{name}”；有：{known}")
    return found[0] if name else ""


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
