"""Results as files that can be written hall by hall, broken off, and gone on with: CSV for people, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from rules.checking.checker import Judgement, Result
from rules.checking.reports import Fault
from rules.errors import AdvisorError
from rules.messages import message
from rules.model import Standard

COLUMNS = ("营业厅", "地区", "等级", "应有", "具备", "缺", "不能判断", "多出", "未报的类别", "缺的内容", "不能判断的内容", "多出的内容")
_RISKY = ("=", "+", "-", "@", "\t", "\r")


class Writer(Protocol):
    """Takes results one at a time; what was written stays good when it is closed early."""

    def write(self, result: Result) -> None:
        """Add one result."""

    def close(self) -> None:
        """Finish the file."""


def writer_for(path: Path, standard: Standard, resume: bool) -> tuple[Writer, frozenset[str]]:
    """A writer for a new file, or with `resume` for one begun earlier, and the names of the halls that stand in it.

    Raises AdvisorError where the file is there already and is not to be gone on with, or is not one of ours.
    """
    kinds: dict[str, type[CsvWriter] | type[JsonWriter]] = {".csv": CsvWriter, ".json": JsonWriter}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise AdvisorError(message("checking_output.unknown_format", name=path.name))
    if path.exists() and not resume:
        raise AdvisorError(message("checking_output.file_exists", path=path))
    done = kind.done(path) if path.exists() else frozenset()
    return kind(path, standard, bool(path.exists())), done


class FaultWriter:
    """A CSV of all that could not be used in a file: where, of which hall, what is wrong."""

    def __init__(self, path: Path) -> None:
        """Raises AdvisorError where the file is there already."""
        if path.exists():
            raise AdvisorError(message("checking_output.faults_exist", path=path))
        self.path = path
        self._stream = path.open("w", encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._stream)
        self._rows.writerow(("位置", "营业厅", "问题"))

    def write(self, fault: Fault) -> None:
        """Add one fault."""
        self._rows.writerow((fault.where, safe(fault.hall), safe(fault.what)))

    def close(self) -> None:
        """Finish the file."""
        self._stream.close()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def listed(judgements: Iterable[Judgement], grade: str) -> str:
    """Judgements in one cell: by category and place, each with its clause."""
    return "；".join(f"{where(judgement, grade)}{judgement.item}{cited(judgement)}" for judgement in judgements)


def where(judgement: Judgement, grade: str) -> str:
    """The zone or the kind of staff that a judgement is on, with a colon; nothing for the hall as a whole."""
    return "" if judgement.place == grade else f"{judgement.place}："


def cited(judgement: Judgement) -> str:
    """The first clause of a judgement in brackets; nothing where it has none."""
    return f"（{judgement.clauses[0]}）" if judgement.clauses else ""


class CsvWriter:
    """One row for each hall; with the mark that Excel needs to read UTF-8."""

    def __init__(self, path: Path, standard: Standard, more: bool) -> None:
        self._standard = standard
        self._stream = path.open("a" if more else "w", encoding="utf-8" if more else "utf-8-sig", newline="")
        self._csv = csv.writer(self._stream)
        if not more:
            self._csv.writerow(COLUMNS)

    @staticmethod
    def done(path: Path) -> frozenset[str]:
        """The halls that a file begun earlier has; a last row that was cut off is dropped from it."""
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        whole = text[: text.rfind("\n") + 1]
        rows = list(csv.reader(io.StringIO(whole)))
        if not rows or tuple(rows[0]) != COLUMNS:
            raise AdvisorError(message("checking_output.no_results", path=path))
        if whole != text:
            path.write_text(whole, encoding="utf-8-sig", newline="")
        return frozenset(row[0].removeprefix("'") if row[0][1:].startswith(_RISKY) else row[0] for row in rows[1:] if row)

    def write(self, result: Result) -> None:
        """Add one row."""
        hall = result.hall
        required = [judgement for judgement in result.judgements if judgement.verdict != "extra"]
        unreported = [category for category in self._standard.checking.levels if category not in hall.reported]
        cells = (
            hall.name,
            hall.region,
            hall.grade,
            str(len(required)),
            *(str(len(result.of(verdict))) for verdict in ("met", "missing", "undecidable", "extra")),
            "、".join(unreported),
            *(listed(result.of(verdict), hall.grade) for verdict in ("missing", "undecidable", "extra")),
        )
        self._csv.writerow([safe(cell) for cell in cells])

    def close(self) -> None:
        """Finish the file."""
        self._stream.close()


class JsonWriter:
    """A list of objects, one in a line, so that it can be gone on with."""

    def __init__(self, path: Path, standard: Standard, more: bool) -> None:
        self._standard = standard
        lines = _lines(path) if more else []
        self._stream = path.open("w", encoding="utf-8")
        self._stream.write("[")
        self._first = True
        for line in lines:
            self._put(line)

    @staticmethod
    def done(path: Path) -> frozenset[str]:
        """The halls that a file begun earlier has."""
        lines = _lines(path)
        if not lines and not path.read_text(encoding="utf-8", errors="replace").startswith("["):
            raise AdvisorError(message("checking_output.no_results", path=path))
        return frozenset(str(json.loads(line)["hall"]) for line in lines)

    def write(self, result: Result) -> None:
        """Add one object."""
        self._put(json.dumps(as_json(result), ensure_ascii=False))

    def _put(self, line: str) -> None:
        self._stream.write(("\n" if self._first else ",\n") + line)
        self._first = False

    def close(self) -> None:
        """Finish the list."""
        self._stream.write("\n]\n")
        self._stream.close()


def as_json(result: Result) -> dict[str, Any]:
    """A result as plain values."""
    hall = result.hall
    return {
        "hall": hall.name,
        "region": hall.region,
        "grade": hall.grade,
        "reported": sorted(hall.reported),
        **{
            verdict: [
                {"category": j.category, "place": "" if j.place == hall.grade else j.place, "item": j.item, "clauses": list(j.clauses)}
                for j in result.of(verdict)
            ]
            for verdict in ("met", "missing", "occasional", "undecidable", "extra")
        },
    }


def _lines(path: Path) -> list[str]:
    """The whole objects of a file begun earlier, one a line; a last one that was cut off is left out."""
    found = []
    with path.open(encoding="utf-8", errors="replace") as stream:
        for line in stream:
            text = line.strip().removesuffix(",")
            if not text.startswith("{"):
                continue
            try:
                if "hall" in json.loads(text):
                    found.append(text)
            except ValueError:
                continue
    return found
