"""The trainer's report as tables, as a file for spreadsheets, and as a page."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rules.checking.output import safe
from rules.model import Standard
from rules.quiz.statistics import Given, Item, Report, Share, chapter_of, report

Cell = str | int | float
PERCENT_FORMAT = "0%"
MAX_COLUMN_CHARACTERS = 60


@dataclass(frozen=True)
class Reported:
    """A report with what it rests on: the answers, how many were left out as outdated, and the titles of chapters, clauses and kinds."""

    report: Report
    given: tuple[Given, ...]
    outdated: int
    titles: dict[str, str]

    @property
    def answers(self) -> int:
        """On how many answers it rests."""
        return len(self.given)


@dataclass(frozen=True)
class ReportTable:
    """One table of the report; numbers from 0 to 1 in the columns of `shares` are percentages."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[int, ...] = ()


def reported(standard: Standard, given: Sequence[Given], outdated: int) -> Reported:
    """The report on some answers."""
    headings = {number: clause.heading for number, clause in standard.clauses.items()}
    return Reported(report(given), tuple(given), outdated, {**headings, **standard.quiz.kinds})


def tables(found: Reported) -> tuple[ReportTable, ...]:
    """Everything in tables."""
    result, titles = found.report, found.titles
    return (
        _shares("人员", ("姓名", "得分率", "答题数"), result.people, {}),
        _shares("班组", ("班组", "得分率", "答题数"), result.teams, {}),
        _shares("章", ("章", "得分率", "答题数"), result.chapters, titles),
        _shares("条款", ("条款", "得分率", "答题数"), result.clauses, titles),
        _shares("题型", ("题型", "得分率", "答题数"), result.kinds, titles, bare=True),
        _shares("按周", ("周", "得分率", "答题数"), result.weeks, {}),
        _map(result),
        _items(result.items, titles),
        _answers(found.given, titles),
    )


def _shares(name: str, head: tuple[str, ...], shares: Sequence[Share], titles: dict[str, str], bare: bool = False) -> ReportTable:
    rows = tuple((_titled(share.name, titles, bare), share.points, share.number) for share in shares)
    return ReportTable(name, head, rows, (1,))


def _titled(name: str, titles: dict[str, str], bare: bool) -> str:
    title = titles.get(name, "")
    return title if bare and title else f"{name} {title}".strip()


def _map(result: Report) -> ReportTable:
    chapters = sorted({share.name for share in result.chapters})
    rows = []
    for person, shares in result.map:
        by_chapter = {share.name: share.points for share in shares}
        rows.append((person, *(by_chapter.get(chapter, "") for chapter in chapters)))
    return ReportTable("人员×章", ("姓名", *chapters), tuple(rows), tuple(range(1, len(chapters) + 1)))


def _items(items: Sequence[Item], titles: dict[str, str]) -> ReportTable:
    head = ("题目", "题型", "条款", "答题数", "难度（得分率）", "区分度", "疑问", "所选")
    rows = tuple(
        (
            item.stem,
            titles.get(item.kind, item.kind),
            item.clause,
            item.number,
            item.facility,
            "" if item.discrimination is None else round(item.discrimination, 2),
            item.dubious,
            "；".join(f"{choice} {number}" for choice, number in item.chosen),
        )
        for item in items
    )
    return ReportTable("题目", head, rows, (4,))


def _answers(given: Sequence[Given], titles: dict[str, str]) -> ReportTable:
    head = ("姓名", "班组", "时间", "章", "条款", "题型", "题目", "得分", "所选")
    rows = tuple(
        (
            answer.person,
            answer.team,
            time.strftime("%Y-%m-%d %H:%M", time.localtime(answer.at)),
            chapter_of(answer.clause),
            answer.clause,
            titles.get(answer.kind, answer.kind),
            answer.stem,
            round(answer.points, 2),
            "；".join(answer.chosen),
        )
        for answer in given
    )
    return ReportTable("逐题", head, rows)


def as_csv(found: Reported) -> str:
    """Every answer, as spreadsheets open it as Chinese text and take no cell for a formula."""
    table = tables(found)[-1]
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.head)
    writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows)
    return "\ufeff" + stream.getvalue()


def as_xlsx(found: Reported) -> bytes:
    """Every table on a sheet of its own; no text is taken for a formula."""
    book = Workbook(write_only=True)
    for table in tables(found):
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for column, title in enumerate(table.head, start=1):
            longest = max([len(title), *(len(str(row[column - 1])) for row in table.rows[:200])])
            sheet.column_dimensions[get_column_letter(column)].width = min(MAX_COLUMN_CHARACTERS, 2 * longest + 2)
        sheet.append([_styled(sheet, title, font=Font(bold=True)) for title in table.head])
        for row in table.rows:
            cells: list[Any] = [safe(cell) if isinstance(cell, str) else cell for cell in row]
            for column in table.shares:
                cells[column] = _styled(sheet, cells[column], number_format=PERCENT_FORMAT)
            sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _styled(sheet: Worksheet, value: Cell, **styles: Any) -> SheetCell:
    """A cell that looks otherwise than the rest."""
    cell = WriteOnlyCell(sheet, value)
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell
