"""The command `advisor evaluate`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.progress import track
from rich.table import Table

from bot.commands.consoles import err, out
from bot.commands.preparation import prepared_assistant


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "report", type=click.Path(dir_okay=False, path_type=Path), help="Write the outcome of each question to this file.")
@click.option(
    "--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with the shares, the confusions and the misses."
)
@click.option(
    "--against", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Show what is better and worse than in this --json."
)
@click.option("--floor", type=float, default=0.0, help="Exit with status 1 when the share of right answers is below this (0 to 1).")
def evaluate(files: tuple[Path, ...], report: Path | None, page: Path | None, against: Path | None, floor: float) -> None:
    """Ask known questions, print the misses.

    The questions are those in data/questions/, or in the FILES given.

    \b
    Example: advisor evaluate --floor 0.95
             advisor evaluate data/questions/own.yaml --json after.json --against before.json
    """
    from bot import evaluation, evaluation_report
    from bot.project import QUESTIONS

    chosen = [evaluation.load_questions(path.parent, path.name) for path in files] or [evaluation.load_questions(QUESTIONS)]
    questions = tuple(question for part in chosen for question in part)
    before = evaluation_report.read_rows(against) if against else None
    outcomes = list(evaluation.evaluate(prepared_assistant(), track(questions, description="提问", console=err)))
    for outcome in outcomes:
        if not outcome.right:
            out.print("\n".join(evaluation_report.miss_lines(outcome)), markup=False)
    out.print(_shares(evaluation_report.shares(outcomes)))
    if before is not None:
        out.print("\n".join(evaluation_report.changes(before, outcomes)), markup=False)
    if report:
        report.write_text(json.dumps(evaluation_report.rows(outcomes), ensure_ascii=False, indent=1), encoding="utf-8")
    if page:
        page.write_text(evaluation_report.page(outcomes), encoding="utf-8")
    click.echo(evaluation_report.summary(outcomes))
    click.echo(evaluation_report.boundary(outcomes))
    right = sum(outcome.right for outcome in outcomes)
    sys.exit(1 if right < floor * len(outcomes) else 0)


def _shares(shares: dict[str, tuple[int, int]]) -> Table:
    table = Table("类别", "答对", "题数", "比例", box=None)
    for kind, (right, total) in shares.items():
        table.add_row(kind, str(right), str(total), f"{right / total:.0%}")
    return table
