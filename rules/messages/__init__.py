"""What maintainers, trainers and managers of halls are told where something is wrong: the texts of the YAML files beside this one.

`lint.doubled_code` is the entry `doubled_code` of `lint.yaml`, which has the texts of `rules/lint.py`; those of `rules/quiz/bank.py` are in
`quiz_bank.yaml`. A text has {fields}; an entry is one text, or the pair of `what` is wrong and its `fix`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


def message(name: str, /, **fields: object) -> str:
    """The text `name` with its fields. Raises KeyError where there is no such text, or a field of it is not given."""
    return _text(name).format(**fields)


def diagnosis(name: str, /, **fields: object) -> tuple[str, str]:
    """What is wrong and how it is mended, both with the same fields. Raises KeyError as `message` does."""
    return message(f"{name}.what", **fields), message(f"{name}.fix", **fields)


@cache
def regex(name: str) -> re.Pattern[str]:
    """The regular expression `name` of `patterns.yaml`. Raises KeyError where there is none."""
    return re.compile(_text(f"patterns.{name}"))


def _text(name: str) -> str:
    file, _, entry = name.partition(".")
    try:
        return _texts(file)[entry]
    except (KeyError, FileNotFoundError):
        raise KeyError(f"no text {entry} in rules/messages/{file}.yaml") from None


@cache
def _texts(file: str) -> dict[str, str]:
    """The texts of a file by their names; those of a pair as name.what and name.fix."""
    entries: dict[str, Any] = yaml.load((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    found: dict[str, str] = {}
    for name, entry in entries.items():
        found |= {f"{name}.{part}": text for part, text in entry.items()} if isinstance(entry, dict) else {name: entry}
    return found
