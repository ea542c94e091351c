"""Who of the staff it is: logging in and out, and the guards that every request of the desk and of the training passes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.records.accounts import ROLES, SESSION_SECONDS, TITLES, Account, Accounts, LoginRefused
from bot.records.audit import Audit
from bot.web.request_guards import (
    FROM_ELSEWHERE,
    RateLimit,
    Rejected,
    as_function,
    client_address,
    read_json_body,
    require_same_site,
    text_field,
)
from bot.web.responses import json_response
from bot.web.signed_cookies import SignedCookie

LOGGED_OUT = "请先登录。"
NOT_ALLOWED = "您的角色不能做这件事，请找管理员。"
MAX_BODY_BYTES = 16384
CSRF_HEADER = "x-csrf-token"

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class Staff:
    """Who asks, and as what, is known by the login session alone."""

    def __init__(self, accounts: Accounts, audit: Audit, cookie: SignedCookie, limit: RateLimit, logins: RateLimit) -> None:
        self._accounts, self._audit, self._cookie = accounts, audit, cookie
        self._limit, self._logins = limit, logins

    def add_login_routes(self, blueprint: Blueprint, prefix: str) -> None:
        """Add login, logout and who it is below a path; one session holds for all of them."""
        blueprint.add_route(as_function(self.login), f"{prefix}/login", methods=["POST"], stream=True, name=f"{prefix} login")
        blueprint.add_route(as_function(self.me), f"{prefix}/me", methods=["GET"], name=f"{prefix} me")
        self.add_route(blueprint, "POST", f"{prefix}/logout", ROLES, self.logout)

    def add_route(self, blueprint: Blueprint, method: str, path: str, roles: Iterable[str], handler: Handler) -> None:
        """Add a route for some roles: `handler(request, account)`, or for a POST `handler(request, account, body)`."""
        guarded = self._read(handler, roles) if method == "GET" else self._change(handler, roles)
        blueprint.add_route(guarded, path, methods=[method], stream=method == "POST", name=f"{method} {path}")

    async def login(self, request: Request) -> HTTPResponse:
        """{"name", "password"} -> who it is, with the CSRF token that each change must carry."""
        self._logins.hit_or_reject(client_address(request))
        body = await read_json_body(request, MAX_BODY_BYTES)
        name, password = text_field(body, "name", 40), text_field(body, "password", 200)
        try:
            checked = await asyncio.to_thread(self._accounts.check, self._accounts.hash_of(name), password)
            account = self._accounts.conclude(name, checked)
        except LoginRefused as refused:
            self._audit.write(name, "login refused", "locked" if refused.seconds else "")
            raise Rejected(429 if refused.seconds else 401, str(refused), refused.seconds) from None
        token = self._accounts.open_session(account)
        self._audit.write(account.name, "login")
        response = json_response(self._who(account, token))
        self._cookie.write(response, token, SESSION_SECONDS)
        return response

    async def logout(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """End the session."""
        self._accounts.close_session(self._cookie.read(request))
        self._audit.write(account.name, "logout")
        response = json_response({})
        self._cookie.write(response, "", 0)
        return response

    async def me(self, request: Request) -> HTTPResponse:
        """Who is logged in; {} where nobody is."""
        require_same_site(request)
        token = self._cookie.read(request)
        account = self._accounts.in_session(token)
        return json_response(self._who(account, token) if account else {})

    def _who(self, account: Account, token: str) -> dict[str, Any]:
        return {"name": account.name, "role": account.role, "title": TITLES[account.role], "csrf_token": self._cookie.csrf_token(token)}

    def _account(self, request: Request, roles: Iterable[str]) -> Account:
        account = self._accounts.in_session(self._cookie.read(request))
        if account is None:
            raise Rejected(401, LOGGED_OUT)
        if account.role not in roles:
            raise Rejected(403, NOT_ALLOWED)
        self._limit.hit_or_reject(account.name)
        return account

    def _read(self, handler: Handler, roles: Iterable[str]) -> Handler:
        """A handler that only looks, for those who may."""

        async def guarded(request: Request) -> HTTPResponse:
            require_same_site(request)
            return await handler(request, self._account(request, roles))

        return guarded

    def _change(self, handler: Handler, roles: Iterable[str]) -> Handler:
        """A handler that changes something: the page must have been told the CSRF token of this session."""

        async def guarded(request: Request) -> HTTPResponse:
            body = await read_json_body(request, MAX_BODY_BYTES)
            account = self._account(request, roles)
            if request.headers.get(CSRF_HEADER) != self._cookie.csrf_token(self._cookie.read(request)):
                raise Rejected(403, FROM_ELSEWHERE)
            return await handler(request, account, body)

        return guarded
