"""The settings of a channel, as its entry in credentials.yml gives them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from rasa.shared.exceptions import InvalidConfigException

WORDS = {int: "a whole number above 0", float: "a number above 0", bool: "true or false", str: "a text", list: "a list of texts"}


def checked(channel: type, given: object, kinds: Mapping[str, type]) -> dict[str, Any]:
    """The settings given, each of its kind; an InvalidConfigException says which is wrong and what it should be."""
    owner = f"{channel.__module__}.{channel.__name__} in the credentials file"
    settings = given or {}
    if not isinstance(settings, dict) or not set(kinds).issuperset(settings):
        raise InvalidConfigException(f"{owner} takes only the settings {', '.join(sorted(kinds))}; it was given {settings!r}.")
    for setting, value in settings.items():
        if not _suits(value, kinds[setting]):
            raise InvalidConfigException(f"{owner}: {setting} must be {WORDS[kinds[setting]]}, not {value!r}.")
    return settings


def _suits(value: object, kind: type) -> bool:
    if kind in (int, float):
        number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value) and value > 0
        return number and (kind is float or isinstance(value, int))
    if kind is list:
        return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    return isinstance(value, kind)
