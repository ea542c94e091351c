"""Writes what the sentence encoder is trained on: ways of asking, each as it is and with what it names replaced, and descriptions.

python scripts/encoder/texts.py FILE
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.language.encoder import encoder
from bot.language.expressions import descriptions
from bot.language.language import Language
from bot.project import VECTORS
from rules.evaluator.views import Views
from rules.knowledge import Knowledge
from rules.loader import load
from rules.text import normal


def main() -> None:
    """Write the file: `ways` and `concepts` are lists of groups of texts that mean the same."""
    language = Language(Views(Knowledge(load())), VECTORS, encoder())
    ways = [[(normal(text), language.pattern(language.reader.read(text))) for text in way.asked] for way in language.bank.ways]
    concepts = [[normal(text) for text in texts] for texts in descriptions().values()]
    Path(sys.argv[1]).write_text(json.dumps({"ways": ways, "concepts": concepts}, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
