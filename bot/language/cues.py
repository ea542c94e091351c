"""Cues: what small words of a message say of how it is put together. The words are in `data/cues.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from bot.language.expressions import FOLDER
from rules.errors import Place, Problem, StandardError
from rules.sources import Entry, read

CUES = "cues.yaml"
SECTIONS = ("asks", "requests", "joins", "goes_on", "tags", "announces")
"""A question is asked, something is asked for in other words, another question begins, what belongs to the question before, what only
asks for a yes to it, what only says that questions follow."""


@lru_cache(maxsize=32)
def cue(*sections: str, folder: Path = FOLDER) -> re.Pattern[str]:
    """What matches any of the cues of some sections. StandardError says where one is no regular expression."""
    content = read(folder / CUES, folder.parent)
    place = Place((folder / CUES).relative_to(folder.parent).as_posix(), 1)
    if not isinstance(content, Entry) or set(content) != set(SECTIONS):
        raise StandardError([Problem(place, f"要有且只有这些部分：{'、'.join(SECTIONS)}", "照原样补上或删去")])
    alternatives = [str(one) for section in sections for one in content[section]]
    for one in alternatives:
        try:
            re.compile(one)
        except re.error as error:
            raise StandardError([Problem(place, f"“{one}”不是正则表达式：{error}", "改正写法，或加上引号")]) from None
    return re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)
