"""Checking real halls against the standard: what is met, missing, beyond it, and what its lost source leaves undecided."""

from __future__ import annotations

from rules.checking.checker import Checker, Judgement, Result, Verdict
from rules.checking.hall import Hall

__all__ = ["Checker", "Hall", "Judgement", "Result", "Verdict"]
