"""What the tests of the language share: what the rules conclude, and the language itself, which takes seconds to make."""

from __future__ import annotations

import pytest

from bot.language.encoder import encoder
from bot.language.language import Language
from bot.project import VECTORS
from rules.evaluator.views import Views
from rules.knowledge import Knowledge
from rules.model import Standard


@pytest.fixture(scope="session")
def views(standard: Standard) -> Views:
    return Views(Knowledge(standard))


@pytest.fixture(scope="session")
def language(views: Views) -> Language:
    return Language(views, VECTORS, encoder())
