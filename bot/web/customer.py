"""The customer's side: a message and its replies, what was said before, a new conversation, what somebody thinks of a reply."""

from __future__ import annotations

import asyncio
import re

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.records.conversations import REASONS, Conversation, Conversations
from bot.web.asking import Asking
from bot.web.doors import NOT_READABLE, Limit, Turned, address_of, answer, body_of, from_this_site, route, text_of
from bot.web.seal import Seal

MOST_BYTES = 8192
SENT = re.compile(r"[A-Za-z0-9-]{8,64}")
NOT_YOURS = "没有找到这条回答，请刷新页面再试。"


class Customer:
    """The routes below /chat. Who asks is known by a sealed cookie alone, made here."""

    def __init__(
        self, asking: Asking, conversations: Conversations, seal: Seal, per_session: Limit, per_address: Limit, cookie_seconds: int
    ) -> None:
        self._asking, self._conversations, self._seal = asking, conversations, seal
        self._per_session, self._per_address = per_session, per_address
        self._seconds = cookie_seconds

    def add_routes(self, blueprint: Blueprint) -> None:
        """Add the routes to a blueprint."""
        blueprint.add_route(route(self.message), "/chat/messages", methods=["POST"], stream=True)
        blueprint.add_route(route(self.history), "/chat/history", methods=["GET"])
        blueprint.add_route(route(self.new), "/chat/new", methods=["POST"], stream=True)
        blueprint.add_route(route(self.rate), "/chat/ratings", methods=["POST"], stream=True)

    async def message(self, request: Request) -> HTTPResponse:
        """{"sent": an id made by the page, "text"} -> the turn. The same id again gives the same turn: nothing is asked twice."""
        self._per_address.pass_or_turn(address_of(request))
        body = await body_of(request, MOST_BYTES)
        sent = text_of(body, "sent", 64)
        if not SENT.fullmatch(sent):
            raise Turned(400, NOT_READABLE)
        text = body.get("text")
        conversation = self._current(request)
        if conversation:
            self._per_session.pass_or_turn(conversation.id)
        else:
            conversation = self._conversations.start("web")
        turn = await asyncio.shield(self._asking.turn(conversation, sent, text))
        response = answer(turn)
        self._seal.write(response, conversation.id, self._seconds)
        return response

    async def history(self, request: Request) -> HTTPResponse:
        """{"turns": [...]}: what was said in this browser's conversation."""
        self._per_address.pass_or_turn(address_of(request))
        from_this_site(request)
        conversation = self._current(request)
        turns = self._conversations.turns(conversation.id) if conversation else ()
        return answer({"turns": [turn.as_json() for turn in turns]})

    async def new(self, request: Request) -> HTTPResponse:
        """Begin anew: the next message starts another conversation."""
        self._per_address.pass_or_turn(address_of(request))
        await body_of(request, MOST_BYTES)
        response = answer({"turns": []})
        self._seal.write(response, "", 0)
        return response

    async def rate(self, request: Request) -> HTTPResponse:
        """{"reply": id, "good": true or false, "reason"}: what somebody thinks of a reply of their own conversation."""
        self._per_address.pass_or_turn(address_of(request))
        body = await body_of(request, MOST_BYTES)
        reply, good, reason = text_of(body, "reply", 64), body.get("good"), text_of({"reason": "", **body}, "reason", REASONS)
        conversation = self._current(request)
        if not isinstance(good, bool):
            raise Turned(400, NOT_READABLE)
        if not conversation or not self._asking.rate(conversation, reply, good, reason):
            raise Turned(404, NOT_YOURS)
        return answer({"reply": reply, "good": good})

    def _current(self, request: Request) -> Conversation | None:
        """The conversation of this browser. One of another channel, or one that was deleted, is none."""
        found = self._conversations.get(self._seal.read(request))
        return found if found and found.channel == "web" else None
