"""The responses of the pages: JSON, files to keep, and the headers that every one carries."""

from __future__ import annotations

import json
from typing import Any

from sanic.response import HTTPResponse

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; object-src 'none'; frame-ancestors {ancestors}"
)


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> HTTPResponse:
    """JSON with Chinese left readable, kept by no browser or proxy."""
    body = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return HTTPResponse(body, status, {"Cache-Control": "no-store", **(headers or {})}, "application/json")


def attachment(name: str, body: str | bytes, content_type: str) -> HTTPResponse:
    """A file that the browser saves under a name."""
    content = body.encode() if isinstance(body, str) else body
    return HTTPResponse(content, 200, {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}, content_type)


def add_security_headers(response: HTTPResponse, ancestors: str = "'none'") -> None:
    """What every response carries; `ancestors`: which pages may show it in a frame."""
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY.format(ancestors=ancestors))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=(self)")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
