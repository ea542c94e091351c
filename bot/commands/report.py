"""The command `advisor report`."""

from __future__ import annotations

from collections.abc import Sequence
from getpass import getuser
from pathlib import Path

import click
from rich.table import Table

from bot.commands.consoles import out
from bot.records.quizzes import StaffQuiz
from rules.errors import AdvisorError

MAX_WEAKEST_CLAUSES = 10
DUBIOUS_COLUMN = 6
FILE_TYPES = (".csv", ".xlsx")


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
    from bot.records.audit import Audit
    from bot.records.database import open_records
    from bot.staff_training.quiz_service import QuizService, report_in
    from bot.staff_training.reports import as_csv, as_xlsx, tables
    from rules.loader import load
    from rules.quiz.bank import Bank

    if output and output.suffix.lower() not in FILE_TYPES:
        raise AdvisorError(f"报告只能写成 {' 或 '.join(FILE_TYPES)}，不能写成 {output.name}")
    if output and output.exists():
        raise AdvisorError(f"{output} 已经有了：换个名字")
    standard = load()
    database = open_records(RECORDS)
    service = QuizService(database, lambda: Bank(standard))
    found = report_in(RECORDS, service, _quiz_id(service.quizzes.all(), quiz))
    people, teams, _, clauses, *_, items, _ = tables(found)
    click.echo(f"{found.answers} 次作答" + (f"，另有 {found.outdated} 次所依据的条款后来改了，没有计入。" if found.outdated else "。"))
    dubious = [row for row in items.rows if row[DUBIOUS_COLUMN]]
    for table, rows in ((people, people.rows), (teams, teams.rows), (clauses, clauses.rows[:MAX_WEAKEST_CLAUSES]), (items, dubious)):
        if rows:
            printed = Table(*table.head, title=table.name, box=None, title_justify="left")
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


def _quiz_id(quizzes: Sequence[StaffQuiz], name: str) -> str:
    """The id of the test with this id or title; "" for all."""
    found = [quiz.id for quiz in quizzes if name in (quiz.id, quiz.title)]
    if name and len(found) != 1:
        known = "、".join(f"{quiz.title}（{quiz.id}）" for quiz in quizzes) or "还没有测验"
        raise AdvisorError(f"{'没有' if not found else '不止一个'}测验“{name}”；有：{known}")
    return found[0] if name else ""
