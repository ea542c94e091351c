"""Prints how well Rasa's DIET tells the kinds of question, on the first of the folds of tests.bench.understanding, and how long it trains.

    python -W ignore -m tests.bench.diet [epochs]

Takes minutes: it is no part of `make bench`.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from bot.project import ROOT
from tests.bench.understanding import FOLDS, examples

CONFIG = """
recipe: default.v1
language: zh
assistant_id: diet
pipeline:
  - name: bot.nlu.concepts.ConceptTokenizer
  - name: CountVectorsFeaturizer
  - {{name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 1, max_ngram: 3}}
  - {{name: DIETClassifier, epochs: {epochs}, entity_recognition: false, random_seed: 1}}
"""


def main() -> None:
    """Train on three folds, tell the fourth."""
    epochs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    texts, intents = examples()
    train, test = next(iter(StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(intents, intents)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        by_intent: dict[str, list[str]] = {}
        for at in train:
            by_intent.setdefault(intents[at], []).append(texts[at])
        nlu = [{"intent": intent, "examples": "".join(f"- {text}\n" for text in found)} for intent, found in by_intent.items()]
        (folder / "nlu.yml").write_text(json.dumps({"version": "3.1", "nlu": nlu}, ensure_ascii=False), encoding="utf-8")
        (folder / "config.yml").write_text(CONFIG.format(epochs=epochs), encoding="utf-8")
        start = time.monotonic()
        command = [
            "train",
            "nlu",
            "--nlu",
            str(folder),
            "--config",
            str(folder / "config.yml"),
            "--out",
            name,
            "--fixed-model-name",
            "diet",
        ]
        subprocess.run([sys.executable, "-W", "ignore", "-m", "rasa", *command], cwd=ROOT, check=True, capture_output=True)
        took = time.monotonic() - start
        share, median = asyncio.run(_told(folder / "diet.tar.gz", [texts[at] for at in test], list(intents[test])))
    print(f"DIET, {epochs} epochs: {share:.3f} of {len(test)}, {took:.0f} s to train, {median:.1f} ms to parse")


async def _told(model: Path, texts: list[str], intents: list[str]) -> tuple[float, float]:
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    right, times = 0, []
    for text, intent in zip(texts, intents, strict=True):
        start = time.monotonic()
        parsed = await agent.parse_message(text)
        times.append((time.monotonic() - start) * 1000)
        right += parsed["intent"]["name"] == intent
    return right / len(texts), float(np.median(times))


if __name__ == "__main__":
    main()
