"""Ways of asking: texts as people write them, with the question, or the act, that each of them means.

`data/asking/*.yaml` lists them: `form` is a question with holes (see `templates.py`), or `act` something else than a question, and `asked`
the texts that mean it. What a text names is replaced by what stands for its class, so that a way of asking for one hall is one for all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.language.expressions import FOLDER
from bot.language.utterance import Utterance
from rules.errors import Place, Problem, StandardError
from rules.question.serial import FormError, parsed
from rules.question.templates import NUMBERS, hole_of
from rules.sources import Entry, read

ASKING = "asking"
STAND_INS = "stand_ins.yaml"


@dataclass(frozen=True)
class Way:
    """What texts mean: the plain form of a question with holes, or an act ("" for none), and the texts."""

    form: Any
    act: str
    asked: tuple[str, ...]


def stand_ins(folder: Path = FOLDER) -> dict[str, str]:
    """What stands for what is named of each class."""
    return {str(cls): str(word) for cls, word in dict(read(folder / ASKING / STAND_INS, folder.parent)).items()}


def ways(folder: Path = FOLDER) -> tuple[Way, ...]:
    """All ways of asking. StandardError says where one is not as it should be."""
    return tuple(_way(entry) for path in _files(folder) for entry in _entries(path, folder))


def digest(folder: Path = FOLDER) -> str:
    """A hash over the files of the ways of asking."""
    total = hashlib.sha256()
    for path in (folder / ASKING / STAND_INS, *_files(folder)):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def pattern(utterance: Utterance, stands: Mapping[str, str]) -> str:
    """The question of an utterance, with what stands for its class instead of what is named; where nothing stands for it, its name."""
    parts: list[str] = []
    at = utterance.begin
    for mention in utterance.asked:
        parts += [utterance.text[at : mention.start], stands.get(mention.cls, mention.name)]
        at = mention.end
    return "".join([*parts, utterance.text[at:]])


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / ASKING).glob("*.yaml") if path.name != STAND_INS)


def _entries(path: Path, folder: Path) -> Iterator[Entry]:
    content = read(path, folder.parent)
    for entry in content if isinstance(content, list) else ():
        if not isinstance(entry, Entry) or set(entry) not in ({"form", "asked"}, {"act", "asked"}):
            place = entry.place if isinstance(entry, Entry) else Place(path.relative_to(folder.parent).as_posix(), 1)
            raise StandardError([Problem(place, "每一项要有 form 或 act，以及 asked", "参照别的项")])
        yield entry


def _way(entry: Entry) -> Way:
    asked = tuple(entry["asked"])
    if not asked or not all(isinstance(text, str) and text.strip() for text in asked):
        raise StandardError([Problem(entry.place, "asked 要是不空的文字列表", "数字样的文字加引号")])
    if "act" in entry:
        return Way(None, str(entry["act"]), asked)
    try:
        parsed(_without_numbers(entry["form"]))
    except FormError as error:
        raise StandardError([Problem(entry.place, f"form 不是问题：{error}", "形式见 docs/questions.md")]) from None
    return Way(entry["form"], "", asked)


def _without_numbers(form: Any) -> Any:
    """A form in which numbers stand in the holes for numbers, so that its types can be looked at."""
    if isinstance(form, dict):
        return {key: _without_numbers(value) for key, value in form.items()}
    if isinstance(form, list):
        return [_without_numbers(part) for part in form]
    return 1 if (hole := hole_of(form)) and hole.role in NUMBERS else form
