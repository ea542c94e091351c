"""Templates to be filled in: one row for each hall, with an example of each grade."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl

from rules.checking.checker import Checker
from rules.checking.reports import GRADE, NAME, REGION
from rules.errors import AdvisorError
from rules.messages import message

EXAMPLES = (("城中营业厅", "B级", "城东区"), ("河口收费厅", "D级", "河口县"))


def example_rows(checker: Checker) -> list[list[str]]:
    """The header, and for each example what its grade must have, so far as the source has it."""
    levels = checker.standard.checking.levels
    rows = [[NAME, GRADE, REGION, *levels]]
    for name, grade, region in EXAMPLES:
        hall = next(concept.name for concept in checker.standard.concepts.values() if concept.grade == grade)
        cells = [message("checking_template.example", hall=name), grade, region]
        for category, level in levels.items():
            by_place: dict[str, list[str]] = {}
            for judgement in checker.requirements(hall):
                if judgement.category == category and judgement.verdict != "undecidable":
                    by_place.setdefault(judgement.place if level != "hall" else "", []).append(judgement.item)
            cells.append("；".join((f"{place}：" if place else "") + "、".join(items) for place, items in by_place.items()))
        rows.append(cells)
    return rows


def template_text(checker: Checker) -> str:
    """The template as CSV."""
    stream = io.StringIO()
    csv.writer(stream).writerows(example_rows(checker))
    return stream.getvalue()


def write_template(checker: Checker, path: Path) -> None:
    """Write the template as .csv, .xlsx or .json. Raises AdvisorError for another kind, or a file that is there already."""
    if path.exists():
        raise AdvisorError(message("checking_template.file_exists", path=path))
    rows = example_rows(checker)
    if path.suffix.lower() == ".csv":
        path.write_text(template_text(checker), encoding="utf-8-sig", newline="")
    elif path.suffix.lower() == ".xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("营业厅")
        for row in rows:
            sheet.append(row)
        book.save(path)
    elif path.suffix.lower() == ".json":
        halls = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        path.write_text(json.dumps(halls, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    else:
        raise AdvisorError(message("checking_template.unknown_format", name=path.name))
