"""The settings of the pages: each is of its kind, or is named with what it should be."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.exceptions import InvalidConfigException

from bot.web import channel
from bot.web.channel import SETTINGS, WebInput


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("max_characters", 1),
        ("per_session", "1/second"),
        ("per_address", "300/minute;5/second"),
        ("logins", "5 per hour"),
        ("keep_days", 3650),
        ("time_budget_seconds", 0.5),
        ("secure_cookies", True),
        ("proxies", 0),
        ("proxies", 2),
        ("embed_from", []),
        ("embed_from", ["https://www.example.com", "http://127.0.0.1:*", "https://*.example.com:8443"]),
    ],
)
def test_a_setting_is_taken(setting: str, value: Any) -> None:
    WebInput.from_credentials({setting: value})


@pytest.mark.parametrize(
    ("setting", "value", "should"),
    [
        ("max_characters", 0, "a whole number"),
        ("max_characters", True, "a whole number"),
        ("keep_days", 0, "a whole number"),
        ("keep_days", "30", "a whole number"),
        ("per_session", "often", "how often"),
        ("per_session", "0/minute", "how often"),
        ("per_session", "", "how often"),
        ("logins", 20, "how often"),
        ("time_budget_seconds", float("nan"), "a number of seconds"),
        ("secure_cookies", "yes", "true or false"),
        ("proxies", -1, "a whole number from 0 to 9"),
        ("embed_from", "https://www.example.com", "a list of sites"),
        ("embed_from", ["https://www.example.com; script-src *"], "a list of sites"),
        ("embed_from", ["*"], "a list of sites"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_should_be(setting: str, value: Any, should: str) -> None:
    with pytest.raises(InvalidConfigException, match=rf"bot\.web\.channel\.WebInput in the credentials file: {setting} must be {should}"):
        WebInput.from_credentials({setting: value})


def test_a_setting_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(InvalidConfigException, match=r"takes only the settings embed_from, keep_days.*'keep_day'"):
        WebInput.from_credentials({"keep_day": 3})


def test_every_setting_is_explained_at_the_head() -> None:
    assert [setting for setting in SETTINGS if f"      {setting}: " not in str(channel.__doc__)] == []
