"""The command `advisor check`: halls in a file against the standard."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.commands.consoles import err, out
from rules.checking.checker import Checker, Result, Verdict
from rules.checking.hall import Hall
from rules.checking.output import FaultWriter, Writer, cited, where, writer_for
from rules.checking.page import Page
from rules.checking.reports import Fault, Faults, Reader
from rules.checking.summary import Summary
from rules.errors import AdvisorError

MAX_HALLS_BY_THEMSELVES = 20
"""Of so many halls each is shown by itself."""
MAX_WORST_REQUIREMENTS = 10
MAX_SHOWN_FAULTS = 20


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--template", is_flag=True, help="Write a template to FILE (.csv, .xlsx or .json), or as CSV to the terminal.")
@click.option(
    "--output", "-o", "outputs", multiple=True, type=click.Path(dir_okay=False, path_type=Path), help="Write results (.csv, .json, .html)."
)
@click.option("--faults", "fault_file", type=click.Path(dir_okay=False, path_type=Path), help="Write all that could not be used (.csv).")
@click.option("--resume", is_flag=True, help="Go on with the .csv or .json outputs of a run that was broken off.")
def check(file: Path | None, template: bool, outputs: tuple[Path, ...], fault_file: Path | None, resume: bool) -> None:
    """Check the halls in FILE against the standard.

    FILE is a CSV, an Excel workbook or JSON, with one row for each hall or one for each thing that a hall has. Names may be any that the
    assistant understands. What is lost in the source counts as neither met nor missing. Exit status 1 where some of the file could not
    be used: it is told with its line, and the rest is checked.

    \b
    Example: advisor check --template halls.xlsx
             advisor check halls.xlsx
             advisor check halls.csv -o result.csv -o report.html
    """
    from rules.lint import lint
    from rules.loader import load

    standard = load()
    if lint(standard):
        raise AdvisorError("标准的文件有问题，先运行 advisor lint")
    checker = Checker(standard)
    if template:
        _template(checker, file)
        return
    if file is None:
        raise AdvisorError("没有说检查哪个文件；用 advisor check --template halls.csv 得到样板，填好后 advisor check halls.csv")
    run = _Run(checker, file, outputs, FaultWriter(fault_file) if fault_file else None, resume)
    try:
        run.go()
    except KeyboardInterrupt:
        run.broken_off()
        sys.exit(130)
    sys.exit(1 if run.faults.count else 0)


def _template(checker: Checker, file: Path | None) -> None:
    from rules.checking.template import template_text, write_template

    if file is None:
        click.echo(template_text(checker), nl=False)
        return
    write_template(checker, file)
    click.echo(f"样板写好了：{file}。两行例子填的是标准要求的全部内容，删去例子，照样填写。")


class _Run:
    """One checking of a file: what it writes, and what it says in the end."""

    def __init__(self, checker: Checker, file: Path, outputs: tuple[Path, ...], fault_writer: FaultWriter | None, resume: bool) -> None:
        self.faults = Faults()
        self._fault_writer = fault_writer
        self._checker = checker
        self._file = file
        self._summary = Summary()
        self._first: list[Result] = []
        self._pages = [(path, Page(checker)) for path in outputs if path.suffix.lower() == ".html"]
        self._writers: list[tuple[Path, Writer, frozenset[str]]] = []
        for path in outputs:
            if path.suffix.lower() != ".html":
                self._writers.append((path, *writer_for(path, checker.standard, resume)))
        self._outputs = outputs

    def go(self) -> None:
        """Check every hall of the file, then say what came of it."""
        from rules.checking.tables import rows

        with _progress() as progress:
            task = progress.add_task("检查", total=os.path.getsize(self._file) if self._file.exists() else None, halls=0)
            halls = self._halls(Reader(self._checker.standard, self._checker).halls(rows(self._file)))
            for result in self._checker.check_all(halls):
                self._take(result)
                if not self._summary.halls % 50:
                    progress.update(task, halls=self._summary.halls)
            progress.update(task, halls=self._summary.halls, completed=1, total=1)
        self._finish(partial=False)

    def broken_off(self) -> None:
        """Keep what there is, and say how to go on."""
        self._finish(partial=True)
        names = "、".join(str(path) for path, _, _ in self._writers)
        more = f"，已写入 {names}；加 --resume 再运行就接着检查" if names else ""
        click.echo(f"advisor: 已中断：检查了 {self._summary.halls} 座营业厅{more}", err=True)

    def _halls(self, found: Iterator[Hall | Fault]) -> Iterator[Hall]:
        for entry in found:
            if isinstance(entry, Fault):
                self.faults.add(entry)
                if self._fault_writer:
                    self._fault_writer.write(entry)
            else:
                yield entry

    def _take(self, result: Result) -> None:
        self._summary.add(result)
        if len(self._first) <= MAX_HALLS_BY_THEMSELVES:
            self._first.append(result)
        for _, writer, done in self._writers:
            if result.hall.name not in done:
                writer.write(result)
        for _, page in self._pages:
            page.write(result)

    def _finish(self, partial: bool) -> None:
        for _, writer, _ in self._writers:
            writer.close()
        if self._fault_writer:
            self._fault_writer.close()
        for path, page in self._pages:
            page.save(path, self.faults, self._file.name, partial)
        self._say()

    def _say(self) -> None:
        summary = self._summary
        for fault in self.faults.first[:MAX_SHOWN_FAULTS]:
            click.echo(f"{self._file.name} {fault}", err=True)
        if self.faults.count > MAX_SHOWN_FAULTS:
            all_of_them = f"全部写在 {self._fault_writer.path}" if self._fault_writer else "用 --faults 文件名.csv 得到全部"
            click.echo(f"……读不懂的共 {self.faults.count} 处，{all_of_them}", err=True)
        if not summary.halls:
            click.echo("没有可以检查的营业厅。")
            return
        if summary.halls == 1:
            _say_one(self._first[0])
        elif summary.halls <= MAX_HALLS_BY_THEMSELVES:
            out.print(_table(self._first))
        else:
            out.print(_worst(summary))
        verdicts = summary.verdicts
        click.echo(
            f"检查了 {summary.halls} 座营业厅，{summary.complete} 座没有缺项；缺 {verdicts['missing']} 项，具备 {verdicts['met']} 项，"
            f"原文缺失不能判断 {verdicts['undecidable']} 项，标准没有要求的 {verdicts['extra']} 项。"
        )
        for path in self._outputs:
            click.echo(f"结果：{path}")


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description} {task.fields[halls]} 座"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True)


def _say_one(result: Result) -> None:
    hall = result.hall
    click.echo(f"{hall.name}（{hall.grade}）")
    titles: dict[Verdict, str] = {
        "missing": "缺",
        "undecidable": "原文缺失，不能判断",
        "occasional": "一定情况下才要求，这里没有",
        "extra": "有而标准没有要求",
    }
    for verdict, title in titles.items():
        found = result.of(verdict)
        if found:
            click.echo(f"{title}：")
            for judgement in found:
                click.echo(f"  {judgement.category}：{where(judgement, hall.grade)}{judgement.item}{cited(judgement)}")
    if not result.of("missing"):
        click.echo("报来的类别里没有缺项。")


def _table(results: list[Result]) -> Table:
    table = Table("营业厅", "等级", "应有", "缺", "不能判断", "缺的内容", box=None)
    for result in results:
        missing = result.of("missing")
        required = len(result.judgements) - len(result.of("extra"))
        names = "、".join(judgement.item for judgement in missing[:4]) + ("等" if len(missing) > 4 else "")
        table.add_row(result.hall.name, result.hall.grade, str(required), str(len(missing)), str(len(result.of("undecidable"))), names)
    return table


def _worst(summary: Summary) -> Table:
    table = Table("缺得最多的要求", "条款", "缺的厅数", "比例", box=None)
    for (category, place, item), rate in summary.worst(MAX_WORST_REQUIREMENTS):
        clause = summary.clauses[category, place, item][0]
        table.add_row(f"{category}：{place + '：' if place else ''}{item}", clause, f"{rate.missing}/{rate.required}", f"{rate.share:.0%}")
    return table
