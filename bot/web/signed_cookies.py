"""Signed cookies: what a browser holds can be read here only if it was made here."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from itsdangerous import BadSignature, URLSafeSerializer
from sanic.request import Request
from sanic.response import HTTPResponse

SAME_SITE = "SameSite=Strict"
SAME_SITE_HTTPS = "SameSite=Strict; Secure"
EMBEDDED_ELSEWHERE = "SameSite=None; Secure; Partitioned"
"""Attributes: to which requests a browser adds a cookie. Those of pages of this site; those by https; also those of a frame on another
site's page, which has a cookie of its own there."""


class SignedCookie:
    """Signs and reads the cookies of one purpose."""

    def __init__(self, secret: str, purpose: str, attributes: str = SAME_SITE, paths: Sequence[str] = ("/",)) -> None:
        """`purpose`: also the name of the cookie; `attributes` and `paths`: to which requests it is added."""
        self._serializer = URLSafeSerializer(secret, salt=purpose)
        self._name = purpose
        self._attributes, self._paths = attributes, paths

    def read(self, request: Request) -> str:
        """What was signed; "" where there is no cookie, or one that was not made here."""
        try:
            value = self._serializer.loads(self._received(request))
        except BadSignature:
            return ""
        return value if isinstance(value, str) else ""

    def _received(self, request: Request) -> str:
        """Sanic's own reading fails on an odd cookie, or stops at it: another page of the same host may have set one."""
        pairs = (pair.strip().partition("=") for header in request.headers.getall("cookie", []) for pair in header.split(";"))
        return next((value for name, _, value in pairs if name == self._name), "")

    def write(self, response: HTTPResponse, value: str, max_age_seconds: int) -> None:
        """Sign a value and keep it in the browser for so long. No script can read it."""
        for path in self._paths:
            cookie = f"{self._name}={self._serializer.dumps(value)}; Path={path}; Max-Age={max_age_seconds}; HttpOnly; {self._attributes}"
            response.headers.add("Set-Cookie", cookie)  # Sanic's own cookies know nothing of partitions

    def csrf_token(self, value: str) -> str:
        """What a page sends back with each change: only somebody who was given it can know it."""
        return str(self._serializer.dumps(f"csrf token of {value}")).rsplit(".", 1)[1]


def load_or_make_secret(path: Path) -> str:
    """The secret that signs cookies, made at the first start and kept where only this user reads it."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        secret = secrets.token_hex(32)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secret)
        return secret
