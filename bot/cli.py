"""The command line: advisor."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.check import check
from bot.quiz_commands import backup, report
from bot.users import user
from rules.errors import AdvisorError

err = Console(stderr=True, highlight=False)
out = Console(highlight=False, soft_wrap=True)


class OneLine(click.Group):
    """A group whose commands end in one clear line and exit status 2 when something is wrong with what they were given."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors meant for people are printed, not raised."""
        try:
            return super().invoke(ctx)
        except AdvisorError as error:
            click.echo(f"advisor: {error}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("advisor: 已中断", err=True)
            ctx.exit(130)


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="service-standard-advisor")
def main() -> None:
    """Advisor on the service standard of a power company (供电服务标准咨询助手).

    The standard is YAML in rules/standard/; rules derive every answer, with its clause. Start with "advisor serve" or "advisor ask".
    """


@main.command()
@click.option("--port", default=5005, show_default=True, help="Port of the assistant.")
@click.option("--actions-port", default=5055, show_default=True, help="Port of the action server.")
@click.option("--interface", default="127.0.0.1", show_default=True, help="Address to listen on; the action server stays on 127.0.0.1.")
@click.option("--train/--no-train", default=True, show_default=True, help="Train first when the model is missing or out of date.")
def serve(port: int, actions_port: int, interface: str, train: bool) -> None:
    """Run the assistant.

    Builds and trains what is out of date, then serves until stopped.

    \b
    Example: curl -s localhost:5005/webhooks/rest/webhook \\
               -d '{"sender": "me", "message": "C级营业厅需要哪些服务人员"}'
    """
    from bot.supervisor import Supervisor, check_ports

    check_ports(interface, port, actions_port)
    _prepare(train, apart=True)
    Supervisor(interface, port, actions_port, lambda text: err.print(text)).run()


@main.command()
def build() -> None:
    """Compile the standard to SQLite.

    Checks it first; the database is build/standard.db.

    \b
    Example: advisor build && datasette build/standard.db
    """
    from bot.project import DATABASE
    from rules import store
    from rules.loader import load

    standard = load()
    _refuse_problems(standard)
    counts = store.build(standard, DATABASE)
    click.echo(f"{DATABASE}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


@main.command()
@click.option("--force", is_flag=True, help="Train although nothing has changed.")
def train(force: bool) -> None:
    """Train the conversation's model.

    Only if the standard, the training data or the configuration has changed.
    """
    from bot.project import MODEL, model_state

    problem = model_state()
    if not problem and not force:
        click.echo(f"{MODEL} 已是最新，不用训练。")
        return
    _train(problem or "按要求重新训练")
    click.echo(str(MODEL))


@main.command()
def lint() -> None:
    """Check the standard's files.

    Unknown concepts, duplicate numbers, rules that never fire, rules that the engine cannot be trusted with: each with file, line and
    what to do.
    """
    from rules.loader import load

    standard = load()
    _refuse_problems(standard)
    click.echo(f"没有问题：{len(standard.clauses)} 条条款，{len(standard.rules)} 条规则，{len(standard.concepts)} 个概念。")


@main.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--why", is_flag=True, help="Also print how the answer was derived.")
@click.option("--json", "as_json", is_flag=True, help="Print the reply as JSON, with the structured answer.")
def ask(question: tuple[str, ...], why: bool, as_json: bool) -> None:
    """Ask one question, print the answer.

    \b
    Example: advisor ask C级营业厅需要哪些服务人员
             advisor ask --why 在网上能办销户吗
    """
    assistant = _assistant()
    messages = assistant.reply(" ".join(question), "cli")
    if why:
        messages += assistant.reply("为什么", "cli")
    if as_json:
        click.echo(json.dumps(messages, ensure_ascii=False, indent=2))
    else:
        _print(messages)


@main.command()
def chat() -> None:
    """Talk to the assistant here.

    An empty line or Ctrl-D ends.
    """
    assistant = _assistant()
    click.echo("请提问（空行结束）：")
    while True:
        try:
            text = input("> ").strip()
        except EOFError:
            return
        if not text:
            return
        _print(assistant.reply(text, "cli"))


@main.command()
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


@main.command()
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
    assistant = _assistant()
    outcomes = list(evaluation.evaluate(assistant, track(questions, description="提问", console=err)))
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


main.add_command(check)
main.add_command(user)
main.add_command(report)
main.add_command(backup)


def _shares(shares: dict[str, tuple[int, int]]) -> Table:
    table = Table("类别", "答对", "题数", "比例", box=None)
    for kind, (right, total) in shares.items():
        table.add_row(kind, str(right), str(total), f"{right / total:.0%}")
    return table


def _print(messages: list[dict[str, Any]]) -> None:
    for message in messages:
        click.echo(message.get("text", ""))
        for button in message.get("buttons") or []:
            click.echo(f"  [{button['title']}]")


def _refuse_problems(standard: Any) -> None:
    from bot.nlu import expressions
    from rules.errors import StandardError
    from rules.lint import lint as check

    problems = [*check(standard), *expressions.lint(standard)]
    if problems:
        raise StandardError(problems)


def _assistant() -> Any:
    _prepare(True)
    with err.status("载入模型……"):
        from bot.assistant import Assistant

        return Assistant()


def _prepare(may_train: bool, apart: bool = False) -> None:
    """Build and train what is out of date, or say that it is; train `apart`, so that this process does not keep what training takes."""
    from bot.project import build_if_stale, model_state
    from rules.loader import load

    _refuse_problems(load())
    build_if_stale()
    problem = model_state()
    if problem and not may_train:
        raise AdvisorError(f"{problem}：请先运行 advisor train")
    if problem and apart:
        if subprocess.run([sys.executable, "-W", "ignore", "-m", "bot.cli", "train"], check=False).returncode:
            raise AdvisorError("训练没有成功，原因见上面的提示")
    elif problem:
        _train(problem)


def _train(reason: str) -> None:
    from bot.training import train as run

    start = time.monotonic()
    err.print(f"{reason}，正在训练，约需一分钟……")
    with err.status("训练中"):
        run()
    err.print(f"训练完成，用时 {time.monotonic() - start:.0f} 秒。")


if __name__ == "__main__":
    main()
