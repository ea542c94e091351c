"""The commands on the standard itself: `advisor lint`, `advisor build`, `advisor coverage`, `advisor askable`."""

from __future__ import annotations

import json
import sys

import click
from rich.table import Table

from bot.commands.consoles import out
from bot.commands.preparation import checked_standard


@click.command()
def lint() -> None:
    """Check the standard's files.

    Unknown concepts, duplicate numbers, rules that never fire, rules that the engine cannot be trusted with: each with file, line and
    what to do.
    """
    standard = checked_standard()
    click.echo(f"没有问题：{len(standard.clauses)} 条条款，{len(standard.rules)} 条规则，{len(standard.concepts)} 个概念。")


@click.command()
def build() -> None:
    """Compile the standard to SQLite.

    Checks it first; the database is build/standard.db.

    \b
    Example: advisor build && datasette build/standard.db
    """
    from bot.project import DATABASE
    from rules import store

    counts = store.build(checked_standard(), DATABASE)
    click.echo(f"{DATABASE}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


@click.command()
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print each question with its form, as JSON lines.")
def askable(words: tuple[str, ...], as_json: bool) -> None:
    """List what the standard can be asked.

    Every leaf question that it answers, numbered; of them those that have all the WORDS, where some are given.

    \b
    Example: advisor askable 过户 收费
    """
    from rules.evaluator.views import Views
    from rules.knowledge import Knowledge
    from rules.question.askable import askable as enumerated
    from rules.question.says import says
    from rules.question.serial import as_json as form_of

    standard = checked_standard()
    questions = enumerated(Views(Knowledge(standard)))
    said = [(number, says(question, standard), question) for number, question in enumerate(questions, 1)]
    chosen = [entry for entry in said if all(word in entry[1] for word in words)]
    for number, text, question in chosen:
        plain = {"number": number, "question": text, "form": form_of(question)}
        click.echo(json.dumps(plain, ensure_ascii=False) if as_json else f"{number:5}  {text}")
    if not as_json:
        click.echo(f"{len(chosen)} 个问题" + (f"（共 {len(said)} 个）。" if words else "。"))


@click.command()
@click.option("--all", "show_all", is_flag=True, help="List every clause, not only those that lack something.")
def coverage(show_all: bool) -> None:
    """Show what any clause lacks.

    For each clause its rules (or the stated reason for none), golden cases, words, and topics of questions for staff (or why none).
    Exit status 1 where one lacks any of them.
    """
    from bot.coverage import coverage as covered
    from bot.project import GOLDEN
    from rules.golden import load_cases
    from rules.loader import load

    rows = covered(load(), load_cases(GOLDEN))
    table = Table("条款", "标题", "规则", "样例", "词", "考题", box=None)
    for row in rows:
        if show_all or not row.complete:
            table.add_row(row.clause, row.heading, row.rules or "—", str(row.cases or "—"), str(row.words or "—"), row.asked or "—")
    if table.row_count:
        out.print(table)
    lacking = sum(not row.complete for row in rows)
    click.echo(f"{len(rows)} 条条款，{lacking} 条不全。")
    sys.exit(1 if lacking else 0)
