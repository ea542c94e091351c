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

from bot.web.seal import Seal, secret_at

SEAL = Seal("a secret", "conversation")


def request(*pairs: str, **cookies: str) -> Any:
    sent = "; ".join([*pairs, *(f"{name}={value}" for name, value in cookies.items())])
    return SimpleNamespace(headers=Header([("cookie", sent)] if sent else []))


def sealed(seal: Seal, value: str) -> str:
    return str(seal._serializer.dumps(value))


def test_what_was_sealed_is_read() -> None:
    assert SEAL.read(request(conversation=sealed(SEAL, "web:1"))) == "web:1"


@pytest.mark.parametrize("odd", ["<=", "?_+MKzg=a43_d", "mb!0YA{==", "u\\)JN_{", "=", '{"a":"b, c"}', "conversations=1", "a"])
def test_an_odd_cookie_of_another_page_hides_nothing(odd: str) -> None:
    assert SEAL.read(request(odd)) == ""
    assert SEAL.read(request(odd, conversation=sealed(SEAL, "web:1"))) == "web:1"


@pytest.mark.parametrize("other", [Seal("another secret", "conversation"), Seal("a secret", "desk")])
def test_what_was_sealed_elsewhere_or_for_something_else_is_nothing(other: Seal) -> None:
    assert SEAL.read(request(conversation=sealed(other, "web:1"))) == ""


@given(st.text())
def test_what_was_made_up_is_nothing(value: str) -> None:
    assert SEAL.read(request(conversation=value)) == ""
    assert SEAL.read(request()) == ""


def test_what_is_no_text_is_nothing() -> None:
    assert SEAL.read(request(conversation=str(SEAL._serializer.dumps({"a": 1})))) == ""


def test_a_proof_belongs_to_one_session_and_is_no_cookie() -> None:
    assert SEAL.proof("one") == SEAL.proof("one") != SEAL.proof("other")
    assert SEAL.read(request(conversation=SEAL.proof("one"))) == ""


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "a" / "secret"
    secret = secret_at(path)
    assert secret_at(path) == secret
    assert len(secret) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secret_at(tmp_path / "other") != secret
