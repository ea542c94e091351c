"""What the tests of checking share."""

from __future__ import annotations

import pytest

from rules.checking import Checker
from rules.checking.reports import Reader
from rules.model import Standard


@pytest.fixture(scope="session")
def checker(standard: Standard) -> Checker:
    return Checker(standard)


@pytest.fixture
def reader(standard: Standard, checker: Checker) -> Reader:
    return Reader(standard, checker)
