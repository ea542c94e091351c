"""Who of the staff it is: logging in and out, and the doors that every request of the desk and of the training passes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.records.accounts import ROLES, SESSION_SECONDS, TITLES, Account, Accounts, Refused
from bot.records.audit import Audit
from bot.web.doors import ELSEWHERE, Limit, Turned, address_of, answer, body_of, from_this_site, route, text_of
from bot.web.seal import Seal

LOGGED_OUT = "请先登录。"
NOT_ALLOWED = "您的角色不能做这件事，请找管理员。"
MOST_BYTES = 16384
PROOF = "x-proof"

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class Staff:
    """Who asks, and as what, is known by the login session alone."""

    def __init__(self, accounts: Accounts, audit: Audit, seal: Seal, limit: Limit, logins: Limit) -> None:
        self._accounts, self._audit, self._seal = accounts, audit, seal
        self._limit, self._logins = limit, logins

    def add_doors(self, blueprint: Blueprint, prefix: str) -> None:
        """Add login, logout and who it is below a path; one session holds for all of them."""
        blueprint.add_route(route(self.login), f"{prefix}/login", methods=["POST"], stream=True, name=f"{prefix} login")
        blueprint.add_route(route(self.me), f"{prefix}/me", methods=["GET"], name=f"{prefix} me")
        self.add_route(blueprint, "POST", f"{prefix}/logout", ROLES, self.logout)

    def add_route(self, blueprint: Blueprint, method: str, path: str, roles: Iterable[str], handler: Handler) -> None:
        """Add a route for some roles: `handler(request, account)`, or for a POST `handler(request, account, body)`."""
        guarded = self._read(handler, roles) if method == "GET" else self._change(handler, roles)
        blueprint.add_route(guarded, path, methods=[method], stream=method == "POST", name=f"{method} {path}")

    async def login(self, request: Request) -> HTTPResponse:
        """{"name", "password"} -> who it is, with the proof that each change must carry."""
        self._logins.pass_or_turn(address_of(request))
        body = await body_of(request, MOST_BYTES)
        name, password = text_of(body, "name", 40), text_of(body, "password", 200)
        try:
            checked = await asyncio.to_thread(self._accounts.check, self._accounts.hash_of(name), password)
            account = self._accounts.conclude(name, checked)
        except Refused as refused:
            self._audit.write(name, "login refused", "locked" if refused.seconds else "")
            raise Turned(429 if refused.seconds else 401, str(refused), refused.seconds) from None
        token = self._accounts.open_session(account)
        self._audit.write(account.name, "login")
        response = answer(self._who(account, token))
        self._seal.write(response, token, SESSION_SECONDS)
        return response

    async def logout(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """End the session."""
        self._accounts.close_session(self._seal.read(request))
        self._audit.write(account.name, "logout")
        response = answer({})
        self._seal.write(response, "", 0)
        return response

    async def me(self, request: Request) -> HTTPResponse:
        """Who is logged in; {} where nobody is."""
        from_this_site(request)
        token = self._seal.read(request)
        account = self._accounts.in_session(token)
        return answer(self._who(account, token) if account else {})

    def _who(self, account: Account, token: str) -> dict[str, Any]:
        return {"name": account.name, "role": account.role, "title": TITLES[account.role], "proof": self._seal.proof(token)}

    def _account(self, request: Request, roles: Iterable[str]) -> Account:
        account = self._accounts.in_session(self._seal.read(request))
        if account is None:
            raise Turned(401, LOGGED_OUT)
        if account.role not in roles:
            raise Turned(403, NOT_ALLOWED)
        self._limit.pass_or_turn(account.name)
        return account

    def _read(self, handler: Handler, roles: Iterable[str]) -> Handler:
        """A handler that only looks, for those who may."""

        async def guarded(request: Request) -> HTTPResponse:
            from_this_site(request)
            return await handler(request, self._account(request, roles))

        return guarded

    def _change(self, handler: Handler, roles: Iterable[str]) -> Handler:
        """A handler that changes something: the page must have been told the proof of this session."""

        async def guarded(request: Request) -> HTTPResponse:
            body = await body_of(request, MOST_BYTES)
            account = self._account(request, roles)
            if request.headers.get(PROOF) != self._seal.proof(self._seal.read(request)):
                raise Turned(403, ELSEWHERE)
            return await handler(request, account, body)

        return guarded
