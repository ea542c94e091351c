"""A slip in a rule makes a golden case fail: on some of the mutants, chosen by chance but the same each time."""

from __future__ import annotations

from rules.golden import load_cases
from rules.loader import load
from tests.mutants import GOLDEN, chosen, noticed

SOME, SHARE = 40, 0.95


def test_most_slips_are_noticed() -> None:
    """`python -m tests.mutants` tries them all; docs/mutants.md has what came of it."""
    standard, cases = load(), load_cases(GOLDEN)
    tried = chosen(standard, SOME)
    survivors = [mutant.what for mutant in tried if not noticed(standard, mutant, cases)]
    assert len(survivors) <= SOME * (1 - SHARE), survivors
