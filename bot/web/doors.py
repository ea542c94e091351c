"""What a request to the pages must pass: from this site, not too large, not too often. And what every response carries."""

from __future__ import annotations

import json
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

ELSEWHERE = "这个请求不是从本页面发出的，没有处理。请打开本服务的网页再试。"
NOT_READABLE = "没能读懂收到的内容，请刷新页面再试。"
TOO_LARGE = "发来的内容太大，无法处理。请把问题写得短一些。"
TOO_OFTEN = "您问得太快了，请等 {seconds} 秒再试。急事请直接拨打95598。"
BROKEN = "抱歉，现在暂时无法处理。请稍后再试，也可以拨打95598供电服务热线。"

POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; object-src 'none'; frame-ancestors {ancestors}"
)


class Turned(Exception):
    """A request that does not pass a door: the status and the sentence to send back, and after how many seconds to try again."""

    def __init__(self, status: int, says: str, seconds: int = 0) -> None:
        super().__init__(says)
        self.status, self.says, self.seconds = status, says, seconds

    def response(self) -> HTTPResponse:
        """As it is sent."""
        headers = {"Retry-After": str(self.seconds)} if self.seconds else None
        return answer({"error": self.says}, self.status, headers)


class Limit:
    """How often something may be done, each counted by itself: "20/minute;3/second"."""

    def __init__(self, rates: str) -> None:
        self._rates: Sequence[RateLimitItem] = parse_many(rates)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def pass_or_turn(self, who: str) -> None:
        """Count once more; raises Turned (429) where it was too often."""
        for rate in self._rates:
            if not self._limiter.hit(rate, who):
                seconds = max(1, math.ceil(self._limiter.get_window_stats(rate, who).reset_time - time.time()))
                raise Turned(429, TOO_OFTEN.format(seconds=seconds), seconds)


async def body_of(request: Request, most: int) -> dict[str, Any]:
    """The JSON object that a page of this site sent. Raises Turned where another site did, or where it is too large or no object."""
    from_this_site(request)
    if (request.headers.get("content-type") or "").partition(";")[0].strip() != "application/json":
        raise Turned(415, NOT_READABLE)
    body = await read_body(request, most)
    if body is None:
        raise Turned(413, TOO_LARGE)
    found = parse_object(body)
    if found is None:
        raise Turned(400, NOT_READABLE)
    return found


def from_this_site(request: Request) -> None:
    """Raises Turned where a browser says that another site made the request; cookies alone do not keep that out everywhere."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise Turned(403, ELSEWHERE)
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Turned(403, ELSEWHERE)


def address_of(request: Request) -> str:
    """From where a request comes: as the proxy says, where there is one (`proxies` in the settings)."""
    return str(request.remote_addr or request.ip)


def text_of(body: dict[str, Any], field: str, most: int) -> str:
    """A text in a body; raises Turned where it is missing, no text, or longer than `most`."""
    value = body.get(field)
    if not isinstance(value, str) or len(value) > most:
        raise Turned(400, NOT_READABLE)
    return value


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> HTTPResponse:
    """JSON with Chinese left readable, kept by no browser or proxy."""
    body = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return HTTPResponse(body, status, {"Cache-Control": "no-store", **(headers or {})}, "application/json")


def protect(response: HTTPResponse, ancestors: str = "'none'") -> None:
    """What every response carries; `ancestors`: which pages may show it in a frame."""
    response.headers.setdefault("Content-Security-Policy", POLICY.format(ancestors=ancestors))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=(self)")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")


def route(handler: Callable[..., Coroutine[Any, Any, HTTPResponse]]) -> Callable[..., Coroutine[Any, Any, HTTPResponse]]:
    """A method as a function: Sanic writes on its handlers how they read the body."""

    @wraps(handler)
    async def handle(request: Request) -> HTTPResponse:
        return await handler(request)

    return handle
