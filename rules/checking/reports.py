"""From rows to halls: one row a hall, or one row a thing. What is wrong in a row is told as a fault; the rest is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rules.checking.checker import Checker
from rules.checking.hall import Hall
from rules.checking.names import CLASSES, Names
from rules.checking.tables import Row
from rules.errors import AdvisorError
from rules.messages import message
from rules.model import Standard
from rules.text import normal

NAME, GRADE, REGION, ITEM, CATEGORY, PLACE, THERE = "营业厅", "等级", "地区", "名称", "类别", "位置", "有无"
HEADINGS = {
    NAME: ("营业厅名称", "厅名", "单位", "网点", "hall", "name"),
    GRADE: ("级别", "营业厅等级", "grade"),
    REGION: ("区域", "地市", "区县", "单位名称", "region"),
    ITEM: ("项目", "物品", "项", "item"),
    CATEGORY: ("类目", "category"),
    PLACE: ("所在", "分区", "区域位置", "place", "zone"),
    THERE: ("是否具备", "具备", "状态", "present"),
}
KEPT_FAULTS = 500
_SEPARATORS = re.compile(r"[、，,;；/|\n]+(?![^（(]*[)）])")
"""Between entries; not inside brackets: 垃圾筒（可回收、不可回收）."""
_PLACED = re.compile(r"([^：:；;]+)[：:]([^；;]*)")
_NO = frozenset({"无", "没有", "否", "缺", "缺少", "未配", "0", "n", "no", "false", "×", "✗"})
_YES = frozenset({"", "有", "是", "具备", "齐", "1", "y", "yes", "true", "√", "✓"})
_NOTHING = frozenset({"无", "没有", "-", "—", "/", "none"})


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row. `hall`: of which hall, where it can be said."""

    where: str
    hall: str
    what: str

    def __str__(self) -> str:
        return "：".join(filter(None, (self.where, self.hall, self.what)))


@dataclass
class Faults:
    """The faults of a file, in memory that does not grow with their number: the first of them, and how many there were."""

    first: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, fault: Fault) -> None:
        """Count one more."""
        self.count += 1
        if len(self.first) < KEPT_FAULTS:
            self.first.append(fault)


@dataclass
class _Open:
    """A hall whose rows are being read."""

    name: str
    grade: str
    region: str
    has: set[tuple[str, str]] = field(default_factory=set)
    reported: set[str] = field(default_factory=set)

    def closed(self) -> Hall:
        return Hall(self.name, self.grade, frozenset(self.has), frozenset(self.reported), self.region)


class Reader:
    """Reads halls from rows. A row that cannot be used is told as a fault; a name that is not known is, and the rest of its row counts."""

    def __init__(self, standard: Standard, checker: Checker) -> None:
        self._standard = standard
        self._checker = checker
        self._names = Names(standard)
        self._columns: dict[str, str] = {}
        self._cells: dict[tuple[str, str, str], tuple[frozenset[tuple[str, str]], tuple[str, ...]]] = {}

    def halls(self, rows: Iterable[Row]) -> Iterator[Hall | Fault]:
        """The halls and the faults in the order of the rows. Each hall comes once: the rows of one must stand together."""
        seen: set[str] = set()
        pending: _Open | None = None
        for row in self._named(rows):
            if isinstance(row, Fault):
                yield row
                continue
            name, grade = self._cell(row, NAME), self._grade(self._cell(row, GRADE))
            itemised = ITEM in self._columns
            if itemised and pending and pending.name == name:
                yield from self._add_item(row, pending, grade)
                continue
            if pending:
                yield pending.closed()
                pending = None
            if fault := self._unusable(row, name, grade, seen):
                yield fault
                continue
            seen.add(name)
            pending = _Open(name, grade, self._cell(row, REGION))
            if itemised:
                yield from self._add_item(row, pending)
            else:
                yield from self._add_row(row, pending)
                yield pending.closed()
                pending = None
        if pending:
            yield pending.closed()

    def _named(self, rows: Iterable[Row]) -> Iterator[Row | Fault]:
        """The rows that name a hall, with the headings over them understood; a fault for each other row, and for headings without use."""
        headings: tuple[str, ...] = ()
        for row in rows:
            if row.fault:
                yield Fault(row.where, row.cells.get(self._heading(NAME, row.cells), ""), row.fault)
                continue
            if tuple(row.cells) != headings:
                headings = tuple(row.cells)
                if unknown := self._understand(headings):
                    yield Fault(row.where, "", message("checking_reports.unused_columns", columns="、".join(unknown)))
            yield row if self._cell(row, NAME) else Fault(row.where, "", message("checking_reports.no_name"))

    def _unusable(self, row: Row, name: str, grade: str, seen: set[str]) -> Fault | None:
        """Why a row cannot begin a hall; None where it can."""
        if name in seen:
            itemised = ITEM in self._columns
            return Fault(row.where, name, message("checking_reports.rows_apart") if itemised else message("checking_reports.doubled_hall"))
        if grade:
            return None
        written = self._cell(row, GRADE)
        known = "、".join(c.grade for c in self._standard.concepts.values() if c.grade)
        what = message("checking_reports.unknown_grade", grade=written, known=known) if written else message("checking_reports.no_grade")
        return Fault(row.where, name, what)

    def _understand(self, headings: Sequence[str]) -> list[str]:
        """Which column holds what. The headings that mean nothing."""
        self._columns = {}
        unknown = []
        for heading in headings:
            meant = self._meaning(heading)
            if meant and meant not in self._columns:
                self._columns[meant] = heading
            else:
                unknown.append(heading)
        if NAME not in self._columns or GRADE not in self._columns:
            missing = "、".join(name for name in (NAME, GRADE) if name not in self._columns)
            raise AdvisorError(message("checking_reports.missing_column", column=missing))
        if ITEM not in self._columns and not any(category in self._columns for category in CLASSES):
            raise AdvisorError(message("checking_reports.no_columns", categories="、".join(CLASSES), item=ITEM))
        return unknown

    def _meaning(self, heading: str) -> str:
        word = normal(heading)
        for meaning, words in HEADINGS.items():
            if word in (normal(meaning), *map(normal, words)):
                return meaning
        found = self._names.find(heading, "category")
        return found if found in CLASSES else ""

    def _heading(self, meaning: str, cells: dict[str, str]) -> str:
        return next((heading for heading in cells if self._meaning(heading) == meaning), "")

    def _cell(self, row: Row, meaning: str) -> str:
        return row.cells.get(self._columns.get(meaning, ""), "")

    def _grade(self, written: str) -> str:
        letter = normal(written).removesuffix("级").upper()
        graded = {concept.grade.removesuffix("级"): concept.name for concept in self._standard.concepts.values() if concept.grade}
        return graded.get(letter) or self._names.find(written, "hall")

    def _add_row(self, row: Row, hall: _Open) -> Iterator[Fault]:
        for category in CLASSES:
            if category not in self._columns:
                continue
            hall.reported.add(category)
            found, faults = self._read(hall.grade, category, self._cell(row, category))
            hall.has |= found
            for fault in faults:
                yield Fault(row.where, hall.name, fault)

    def _read(self, grade: str, category: str, cell: str) -> tuple[frozenset[tuple[str, str]], tuple[str, ...]]:
        """What a cell says, and what in it is not understood; kept, as cells repeat."""
        key = (grade, category, cell)
        if key not in self._cells:
            if len(self._cells) > 50_000:
                self._cells.clear()
            found: set[tuple[str, str]] = set()
            faults: list[str] = []
            for place, name in self._entries(category, cell):
                self._take(grade, category, place, name, found, faults)
            self._cells[key] = (frozenset(found), tuple(faults))
        return self._cells[key]

    def _entries(self, category: str, cell: str) -> Iterator[tuple[str, str]]:
        """The (place, name) pairs in a cell: 收费区：一米线；洽谈区：桌椅、饮水机."""
        placed = self._standard.checking.levels[category] != "hall"
        rest = cell
        if placed:
            for match in _PLACED.finditer(cell):
                for name in _SEPARATORS.split(match.group(2)):
                    yield match.group(1).strip(), name.strip()
            rest = _PLACED.sub("", cell)
        for name in _SEPARATORS.split(rest):
            yield "", name.strip()

    def _add_item(self, row: Row, hall: _Open, grade: str = "") -> Iterator[Fault]:
        """One thing more of a hall. `grade`: as its row repeats it."""
        if grade and grade != hall.grade:
            yield Fault(row.where, hall.name, message("checking_reports.other_grade", before=hall.grade, now=grade))
            return
        name, place = self._cell(row, ITEM), self._cell(row, PLACE)
        written = normal(self._cell(row, THERE))
        if written not in _YES and written not in _NO:
            yield Fault(row.where, hall.name, message("checking_reports.unknown_presence", column=THERE, cell=self._cell(row, THERE)))
            return
        category = self._names.find(self._cell(row, CATEGORY), "category") if self._cell(row, CATEGORY) else self._category(name, place)
        if category not in CLASSES:
            told = self._cell(row, CATEGORY)
            what = message("checking_reports.unknown_category", category=told) if told else self._unknown(name, "facility")
            yield Fault(row.where, hall.name, what)
            return
        hall.reported.add(category)
        found: set[tuple[str, str]] = set()
        faults: list[str] = []
        self._take(hall.grade, category, place, name, found, faults)
        if written in _YES:
            hall.has |= found
        for fault in faults:
            yield Fault(row.where, hall.name, fault)

    def _category(self, name: str, place: str) -> str:
        """The category of a thing by itself, or by where it is."""
        if place and self._names.find(place, "zone"):
            return "区内配置"
        return next((category for category, cls in CLASSES.items() if category != "区内配置" and self._names.find(name, cls)), "")

    def _take(self, grade: str, category: str, place: str, name: str, found: set[tuple[str, str]], faults: list[str]) -> None:
        if not name or normal(name) in _NOTHING:
            return
        level = self._standard.checking.levels[category]
        where = ""
        if place and level != "hall":
            where = self._names.find(place, level)
            if not where:
                faults.append(self._unknown(place, level))
                return
        item = self._names.find(name, CLASSES[category])
        if not item:
            faults.append(self._unknown(name, CLASSES[category]))
        elif level == "zone" and not where:
            faults.append(message("checking_reports.no_zone", name=name))
        else:
            found.update(self._checker.placed(grade, category, item, where))

    def _unknown(self, name: str, cls: str) -> str:
        title = self._standard.classes[cls].title
        like = self._names.like(name, cls)
        if like:
            return message("checking_reports.unknown_name_like", title=title, name=name[:40], like=like)
        return message("checking_reports.unknown_name", title=title, name=name[:40])
