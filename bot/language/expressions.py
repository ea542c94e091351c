"""How people speak of what they do not name: turns of phrase that point to it, and whole descriptions.

They are no part of the standard. `data/phrases.yaml` has the phrases by class and name, which the gazetteer finds as it finds names.
`data/descriptions/` has one file for each class, a mapping from names to descriptions, from which the assistant learns what is meant.
The class `outside` is that of the topics outside the standard.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from rules.errors import Place, Problem, StandardError
from rules.model import Standard
from rules.sources import Entry, read
from rules.text import normal

FOLDER = Path(__file__).resolve().parents[2] / "data"
PHRASES = "phrases.yaml"
DESCRIPTIONS = "descriptions"
OUTSIDE = "outside"


def phrases(folder: Path = FOLDER) -> dict[str, tuple[str, ...]]:
    """The turns of phrase by what they point to."""
    return _by_name(_phrased(folder))


def descriptions(folder: Path = FOLDER) -> dict[str, tuple[str, ...]]:
    """The descriptions by what they describe: concepts in the order of their files, what is outside the standard last."""
    return _by_name(_described(folder))


def digest(folder: Path = FOLDER) -> str:
    """A hash over the names and contents of all files of this folder that are read here."""
    total = hashlib.sha256()
    for path in _files(folder):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def lint(standard: Standard, folder: Path = FOLDER) -> list[Problem]:
    """What is wrong with files that could be read: each problem with its file, its line and what to do."""
    return [*_misphrased(standard, folder), *_misdescribed(standard, folder)]


def _misphrased(standard: Standard, folder: Path) -> Iterator[Problem]:
    """A phrase points to one thing, which there is, and names none."""
    named = {normal(word): concept.name for concept in standard.concepts.values() for word in concept.words}
    named |= {normal(word): topic.name for topic in standard.outside.values() for word in (topic.name, *topic.aliases)}
    owners: dict[str, tuple[str, Place]] = {}
    for cls, entry in _phrased(folder):
        for name, place in entry.places.items():
            if problem := _misplaced(standard, name, cls, place):
                yield problem
            for phrase in _texts(entry, name):
                key = normal(phrase)
                owner = owners.setdefault(key, (name, place))
                if not key:
                    yield Problem(place, f"{name} 有空白的说法", "删去空白的说法")
                elif key in named:
                    yield Problem(place, f"“{phrase}”已经是 {named[key]} 的名称或别名", "只留一处：名称留在概念文件，说法留在这里")
                elif owner[0] != name:
                    yield Problem(place, f"“{phrase}”既指 {name}，又指 {owner[0]}（{owner[1]}）", "只留在更常指的那一个")


def _misdescribed(standard: Standard, folder: Path) -> Iterator[Problem]:
    owners: dict[str, tuple[str, Place]] = {}
    for cls, entry in _described(folder):
        for name, place in entry.places.items():
            texts = [normal(text) for text in _texts(entry, name)]
            if problem := _misplaced(standard, name, cls, place):
                yield problem
            if not texts or not all(texts):
                yield Problem(place, f"{name} 的说法有空白", "删去空白的说法")
            for text in filter(None, texts):
                owner = owners.setdefault(text, (name, place))
                if owner[0] != name:
                    yield Problem(place, f"“{text}”既说 {name}，又说 {owner[0]}（{owner[1]}）", "只留在更常指的那一个")


def _misplaced(standard: Standard, name: str, cls: str, place: Place) -> Problem | None:
    known = standard.class_of(name)
    if not known:
        return Problem(place, f"有 {name} 的说法，却没有这个概念或话题", "改正写法，或先添加这个概念")
    if known != cls:
        return Problem(place, f"{name} 属于 {known}，不属于 {cls}", f"移到 {known} 之下")
    return None


def _files(folder: Path) -> list[Path]:
    """The phrases, then the descriptions in the order of the standard: what is outside it comes last."""
    paths = sorted((folder / DESCRIPTIONS).glob("*.yaml"), key=lambda path: (path.stem == OUTSIDE, path.stem))
    if not paths:
        raise StandardError([Problem(Place(f"data/{DESCRIPTIONS}", 1), f"{folder / DESCRIPTIONS} 里没有 YAML 文件", "检查 data 文件夹")])
    if not (folder / PHRASES).is_file():
        raise StandardError([Problem(Place(f"data/{PHRASES}", 1), "没有这个文件", "补上它")])
    return [folder / PHRASES, *paths]


def _phrased(folder: Path) -> Iterator[tuple[str, Entry]]:
    content = _mapping(_files(folder)[0], folder)
    for cls, entry in content.items():
        if not isinstance(entry, Entry):
            raise StandardError([Problem(content.places[cls], f"{cls} 之下要是映射", "写成“概念: [说法, …]”")])
        yield cls, entry


def _described(folder: Path) -> Iterator[tuple[str, Entry]]:
    for path in _files(folder)[1:]:
        yield path.stem, _mapping(path, folder)


def _by_name(entries: Iterable[tuple[str, Entry]]) -> dict[str, tuple[str, ...]]:
    return {name: _texts(entry, name) for _, entry in entries for name in entry}


def _mapping(path: Path, folder: Path) -> Entry:
    """The contents of a file; its places are told from the folder above, as data/descriptions/staff.yaml."""
    content = read(path, folder.parent)
    if not isinstance(content, Entry):
        here = Place(path.relative_to(folder.parent).as_posix(), 1)
        raise StandardError([Problem(here, "文件的最外层要是映射", "写成“键: 值”")])
    return content


def _texts(entry: Entry, name: str) -> tuple[str, ...]:
    texts = entry[name]
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise StandardError([Problem(entry.places[name], f"{name} 的说法要是文字的列表", "每条以“- ”开头；数字样的文字加引号")])
    return tuple(texts)
