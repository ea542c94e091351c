"""Cookies that only this server makes."""

from __future__ import annotations

import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sanic.compat import Header

from bot.web.signed_cookies import SignedCookie, load_or_make_secret

COOKIE = SignedCookie("a secret", "conversation")


def request(*pairs: str, **cookies: str) -> Any:
    sent = "; ".join([*pairs, *(f"{name}={value}" for name, value in cookies.items())])
    return SimpleNamespace(headers=Header([("cookie", sent)] if sent else []))


def signed(cookie: SignedCookie, value: str) -> str:
    return str(cookie._serializer.dumps(value))


def test_what_was_signed_is_read() -> None:
    assert COOKIE.read(request(conversation=signed(COOKIE, "web:1"))) == "web:1"


@pytest.mark.parametrize("odd", ["<=", "?_+MKzg=a43_d", "mb!0YA{==", "u\\)JN_{", "=", '{"a":"b, c"}', "conversations=1", "a"])
def test_an_odd_cookie_of_another_page_hides_nothing(odd: str) -> None:
    assert COOKIE.read(request(odd)) == ""
    assert COOKIE.read(request(odd, conversation=signed(COOKIE, "web:1"))) == "web:1"


@pytest.mark.parametrize("other", [SignedCookie("another secret", "conversation"), SignedCookie("a secret", "desk")])
def test_what_was_signed_elsewhere_or_for_something_else_is_nothing(other: SignedCookie) -> None:
    assert COOKIE.read(request(conversation=signed(other, "web:1"))) == ""


@given(st.text())
def test_what_was_made_up_is_nothing(value: str) -> None:
    assert COOKIE.read(request(conversation=value)) == ""
    assert COOKIE.read(request()) == ""


def test_what_is_no_text_is_nothing() -> None:
    assert COOKIE.read(request(conversation=str(COOKIE._serializer.dumps({"a": 1})))) == ""


def test_a_csrf_token_belongs_to_one_session_and_is_no_cookie() -> None:
    assert COOKIE.csrf_token("one") == COOKIE.csrf_token("one") != COOKIE.csrf_token("other")
    assert COOKIE.read(request(conversation=COOKIE.csrf_token("one"))) == ""


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "a" / "secret"
    secret = load_or_make_secret(path)
    assert load_or_make_secret(path) == secret
    assert len(secret) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_make_secret(tmp_path / "other") != secret
