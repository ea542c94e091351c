"""The advisor that the actions ask, made once for the process."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from rules.advisor import Advisor
from rules.checking import Checker
from rules.loader import load
from rules.store import Store

BUILD = Path(__file__).resolve().parent.parent / "build"


def database() -> Path:
    """Where the built standard lies: ADVISOR_DATABASE, or build/standard.db in the project."""
    return Path(os.environ.get("ADVISOR_DATABASE") or BUILD / "standard.db")


@lru_cache(maxsize=1)
def checker() -> Checker:
    """What checks halls against the same standard."""
    return Checker(advisor().standard)


@lru_cache(maxsize=1)
def advisor() -> Advisor:
    """The advisor on the standard as it is now; an AdvisorError says that it must be built first."""
    standard = load()
    return Advisor(standard, Store(database(), standard.digest).search)
