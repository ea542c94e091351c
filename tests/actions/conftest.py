"""What the tests of the actions share."""

from __future__ import annotations

import pytest

from rules.advisor import Advisor
from rules.model import Standard


@pytest.fixture(scope="session")
def advisor(standard: Standard) -> Advisor:
    """The advisor, without a search for words."""
    return Advisor(standard, lambda text: ())
