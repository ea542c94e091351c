"""The settings of a channel, as its entry in credentials.yml gives them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from limits import parse_many
from rasa.shared.exceptions import InvalidConfigException


@dataclass(frozen=True)
class SettingKind:
    """What a setting may be: in words, and a test."""

    words: str
    suits: Callable[[Any], bool]


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _rates(value: object) -> bool:
    try:
        return isinstance(value, str) and all(rate.amount > 0 for rate in parse_many(value))
    except ValueError:
        return False


def _sites(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(site, str) and re.fullmatch(r"https?://[\w.*-]+(:(\d+|\*))?", site, re.ASCII) for site in value
    )


COUNT = SettingKind("a whole number above 0", lambda value: _number(value) and isinstance(value, int) and value > 0)
PROXIES = SettingKind("a whole number from 0 to 9", lambda value: _number(value) and isinstance(value, int) and 0 <= value <= 9)
SECONDS = SettingKind("a number of seconds above 0", lambda value: _number(value) and value > 0)
SWITCH = SettingKind("true or false", lambda value: isinstance(value, bool))
RATES = SettingKind('how often within which time, such as "30/minute;5/second"', _rates)
SITES = SettingKind('a list of sites, each such as "https://www.example.com"', _sites)


def checked(channel: type, given: object, kinds: Mapping[str, SettingKind]) -> dict[str, Any]:
    """The settings given, each of its kind; an InvalidConfigException says which is wrong and what it should be."""
    owner = f"{channel.__module__}.{channel.__name__} in the credentials file"
    settings = given or {}
    if not isinstance(settings, dict) or not set(kinds).issuperset(settings):
        raise InvalidConfigException(f"{owner} takes only the settings {', '.join(sorted(kinds))}; it was given {settings!r}.")
    for setting, value in settings.items():
        if not kinds[setting].suits(value):
            raise InvalidConfigException(f"{owner}: {setting} must be {kinds[setting].words}, not {value!r}.")
    return settings
