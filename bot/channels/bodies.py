"""The body of a request: read no further than a limit, and taken for a JSON object or for nothing."""

from __future__ import annotations

import json
from typing import Any

from sanic.request import Request


async def read_body(request: Request, max_bytes: int) -> bytes | None:
    """Read the body of a request, or give None as soon as it is known to be larger than `max_bytes`."""
    stream: Any = request.stream
    body = bytearray()
    # request_bytes is what the client has announced: the whole body, or the chunks so far. Sanic sets its own limit
    # aside for a handler that reads by itself.
    while stream.request_bytes <= max_bytes:
        part = await stream.read()
        if not part:
            return bytes(body)
        body += part
    return None


def parse_object(body: bytes) -> dict[str, Any] | None:
    """Parse a JSON object, whatever content type it was sent with, as Rasa's channel does; None for anything else."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None
