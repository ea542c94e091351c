"""Rows of a table, with their line numbers, from a CSV, an Excel workbook or JSON; one at a time, however large the file is."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ijson  # type: ignore[import-untyped]
import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from rules.errors import AdvisorError
from rules.messages import message

SNIFFED = 1 << 20
CELL = 32_767
"""So many characters a cell of Excel holds; a longer one is no cell."""
FORMATS = (".csv", ".xlsx", ".json")


@dataclass(frozen=True)
class Row:
    """One row: where it stands (第2行; of JSON 第2个) and its cells by column. `fault`: why it cannot be read."""

    where: str
    cells: dict[str, str]
    fault: str = ""


def rows(path: Path) -> Iterator[Row]:
    """The rows of a file below its header.

    Raises AdvisorError where the file is none of the formats, cannot be read, or has no header.
    """
    readers = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}
    if path.suffix.lower() not in readers:
        raise AdvisorError(message("checking_tables.unknown_format", name=path.name, formats="、".join(FORMATS)))
    if not path.is_file():
        raise AdvisorError(message("checking_tables.no_file", path=path))
    yield from readers[path.suffix.lower()](path)


# ---- CSV


def encoding_of(path: Path) -> str:
    """UTF-8 (with or without a mark), UTF-16 with its mark, else GB 18030, of which GBK and GB 2312 are parts."""
    with path.open("rb") as stream:
        start = stream.read(SNIFFED)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8-sig")().decode(start, final=len(start) < SNIFFED)
        return "utf-8-sig"
    except UnicodeDecodeError:
        return "gb18030"


def _csv(path: Path) -> Iterator[Row]:
    csv.field_size_limit(CELL)
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        start = stream.read(4096)
        stream.seek(0)
        first = start.splitlines()[0] if start.strip() else ""
        reader = csv.reader(_counted(stream), delimiter=max("\t;,", key=first.count) if first else ",")
        header: list[str] = []
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                yield Row(f"第{reader.line_num}行", {}, message("checking_tables.unreadable_row", error=error))
                continue
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(cells, path)
                continue
            yield _row(f"第{line}行", header, cells)
    if not header:
        raise AdvisorError(message("checking_tables.empty_file", name=path.name))


def _counted(stream: io.TextIOBase) -> Iterator[str]:
    """The lines, none longer than a row of cells can be: a file without line ends must not be read as one line."""
    while line := stream.readline(CELL * 16):
        yield line.replace("\0", "\ufffd")


def _header(cells: list[str], path: Path) -> list[str]:
    header = [cell.strip().lstrip("\ufeff") for cell in cells]
    doubled = {name for name in header if name and header.count(name) > 1}
    if doubled:
        raise AdvisorError(message("checking_tables.doubled_columns", name=path.name, columns="、".join(sorted(doubled))))
    return header


def _row(where: str, header: list[str], cells: list[str]) -> Row:
    padded = [*cells, *[""] * (len(header) - len(cells))]
    found = {name: cell.strip() for name, cell in zip(header, padded, strict=False) if name}
    if any(cell.strip() for cell in cells[len(header) :]):
        return Row(where, found, message("checking_tables.too_many_cells", number=len(cells) - len(header)))
    if any("\ufffd" in cell for cell in found.values()):
        return Row(where, found, message("checking_tables.unreadable_character"))
    formulas = [name for name, cell in found.items() if cell.startswith("=")]
    if formulas:
        return Row(where, found, message("checking_tables.formula", column=formulas[0]))
    return Row(where, found)


# ---- Excel


def _xlsx(path: Path) -> Iterator[Row]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    except (InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as error:
        raise AdvisorError(message("checking_tables.unreadable_workbook", name=path.name, error=type(error).__name__)) from None
    except Exception as error:  # openpyxl lets the errors of zipfile and XML through
        raise AdvisorError(message("checking_tables.unreadable_workbook", name=path.name, error=type(error).__name__)) from None
    header: list[str] = []
    try:
        sheet = book.worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            texts = [_text(cell) for cell in cells]
            if not any(texts):
                continue
            if not header:
                header = _header(texts, path)
                continue
            yield _row(f"第{number}行", header, texts)
    finally:
        book.close()
    if not header:
        raise AdvisorError(message("checking_tables.empty_sheet", name=path.name))


def _text(cell: Any) -> str:
    """A cell as text: whole numbers without .0, formulas as they are written."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


# ---- JSON


def _json(path: Path) -> Iterator[Row]:
    """A list of objects; values are texts, lists of texts, or for 区内配置 and 任职资格 objects of lists."""
    count = 0
    try:
        with path.open("rb") as stream:
            for value in ijson.items(stream, "item"):
                count += 1
                if isinstance(value, dict):
                    yield Row(f"第{count}个", {str(key): _flat(found) for key, found in value.items()})
                else:
                    yield Row(f"第{count}个", {}, message("checking_tables.no_object", type=type(value).__name__))
    except ijson.JSONError as error:
        raise AdvisorError(message("checking_tables.broken_json", name=path.name, number=count, error=str(error).splitlines()[0])) from None
    except UnicodeDecodeError:
        raise AdvisorError(message("checking_tables.no_utf8", name=path.name)) from None
    if not count:
        raise AdvisorError(message("checking_tables.no_halls", name=path.name))


def _flat(value: Any) -> str:
    """A value as it would stand in a cell."""
    if isinstance(value, dict):
        return "；".join(f"{key}：{_flat(found)}" for key, found in value.items())
    if isinstance(value, list):
        return "、".join(_flat(found) for found in value)
    if value is None or value is False:
        return ""
    return str(value)
