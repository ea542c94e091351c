"""From the names in a report to the concepts of the standard, through the same words by which people ask."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from rules.model import Standard
from rules.text import normal

ALIKE = 60.0
"""From this likeness on, 0 to 100, a name is suggested for one that is not known."""
CLASSES = {
    "服务方式": "mode",
    "服务人员": "staff",
    "功能分区": "zone",
    "设施及用品": "facility",
    "区内配置": "facility",
    "任职资格": "qualification",
}
"""Which class of concepts the entries of a category belong to."""


class Names:
    """Finds concepts by any of their words: of a class, so that 收费 in a list of staff is not the function."""

    def __init__(self, standard: Standard) -> None:
        self._words: dict[str, dict[str, str]] = {}
        for concept in standard.concepts.values():
            words = self._words.setdefault(concept.cls, {})
            for word in concept.words:
                words.setdefault(normal(word), concept.name)
        self._seen: dict[tuple[str, str], str] = {}

    def find(self, name: str, cls: str) -> str:
        """The concept of a class that `name` is a word of; "" where it is none."""
        key = (name, cls)
        if key not in self._seen:
            if len(self._seen) > 100_000:  # a file of nonsense must not fill the memory
                self._seen.clear()
            self._seen[key] = self._words.get(cls, {}).get(normal(name), "")
        return self._seen[key]

    def like(self, name: str, cls: str) -> str:
        """The canonical name most like an unknown one; "" where none is like it."""
        words: Mapping[str, str] = self._words.get(cls, {})
        found = process.extractOne(normal(name), words.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return words[found[0]] if found else ""
