"""What a request to the pages must pass: from this site, not too large, not too often."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Coroutine, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.bodies import parse_object, read_body
from bot.web.responses import json_response

FROM_ELSEWHERE = "这个请求不是从本页面发出的，没有处理。请打开本服务的网页再试。"
NOT_READABLE = "没能读懂收到的内容，请刷新页面再试。"
TOO_LARGE = "发来的内容太大，无法处理。请把问题写得短一些。"
TOO_OFTEN = "您问得太快了，请等 {seconds} 秒再试。急事请直接拨打95598。"
BROKEN = "抱歉，现在暂时无法处理。请稍后再试，也可以拨打95598供电服务热线。"


class Rejected(Exception):
    """A request that does not pass: the status and the sentence to send back, and after how many seconds to try again."""

    def __init__(self, status: int, says: str, retry_after_seconds: int = 0) -> None:
        super().__init__(says)
        self.status, self.says, self.retry_after_seconds = status, says, retry_after_seconds

    def response(self) -> HTTPResponse:
        """As it is sent."""
        headers = {"Retry-After": str(self.retry_after_seconds)} if self.retry_after_seconds else None
        return json_response({"error": self.says}, self.status, headers)


class RateLimit:
    """How often something may be done, each counted by itself: "20/minute;3/second"."""

    def __init__(self, rates: str) -> None:
        self._rates: Sequence[RateLimitItem] = parse_many(rates)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def hit_or_reject(self, who: str) -> None:
        """Count once more; raises Rejected (429) where it was too often."""
        for rate in self._rates:
            if not self._limiter.hit(rate, who):
                seconds = max(1, math.ceil(self._limiter.get_window_stats(rate, who).reset_time - time.time()))
                raise Rejected(429, TOO_OFTEN.format(seconds=seconds), seconds)


async def read_json_body(request: Request, max_bytes: int) -> dict[str, Any]:
    """The JSON object that a page of this site sent. Raises Rejected where another site did, or where it is too large or no object."""
    require_same_site(request)
    if (request.headers.get("content-type") or "").partition(";")[0].strip() != "application/json":
        raise Rejected(415, NOT_READABLE)
    body = await read_body(request, max_bytes)
    if body is None:
        raise Rejected(413, TOO_LARGE)
    found = parse_object(body)
    if found is None:
        raise Rejected(400, NOT_READABLE)
    return found


def require_same_site(request: Request) -> None:
    """Raises Rejected where a browser says that another site made the request; cookies alone do not keep that out everywhere."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise Rejected(403, FROM_ELSEWHERE)
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Rejected(403, FROM_ELSEWHERE)


def client_address(request: Request) -> str:
    """From where a request comes: as the proxy says, where there is one (`proxies` in the settings)."""
    return str(request.remote_addr or request.ip)


def text_field(body: dict[str, Any], name: str, max_characters: int) -> str:
    """A text in a body; raises Rejected where it is missing, no text, or too long."""
    value = body.get(name)
    if not isinstance(value, str) or len(value) > max_characters:
        raise Rejected(400, NOT_READABLE)
    return value


def as_function(handler: Callable[..., Coroutine[Any, Any, HTTPResponse]]) -> Callable[..., Coroutine[Any, Any, HTTPResponse]]:
    """A method as a function: Sanic writes on its handlers how they read the body."""

    @wraps(handler)
    async def handle(request: Request) -> HTTPResponse:
        return await handler(request)

    return handle
