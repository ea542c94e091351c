"""What the tests of the questions share."""

from __future__ import annotations

import pytest

from rules.checking import Checker
from rules.model import Standard
from rules.quiz.bank import Bank


@pytest.fixture(scope="session")
def checker(standard: Standard) -> Checker:
    return Checker(standard)


@pytest.fixture(scope="session")
def bank(standard: Standard, checker: Checker) -> Bank:
    """Everything that can be asked."""
    return Bank(standard, checker)
