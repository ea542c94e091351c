"""The customer's side: a message and its replies, what was said before, a new conversation, what somebody thinks of a reply."""

from __future__ import annotations

import asyncio
import re

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.records.conversations import MAX_REASON_CHARACTERS, Conversation, Conversations
from bot.web.chat_service import ChatService
from bot.web.request_guards import (
    NOT_READABLE,
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

MAX_BODY_BYTES = 8192
SENT_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
NOT_YOURS = "没有找到这条回答，请刷新页面再试。"


class Customer:
    """The routes below /chat. Who asks is known by a signed cookie alone, made here."""

    def __init__(
        self,
        chat_service: ChatService,
        conversations: Conversations,
        cookie: SignedCookie,
        per_session: RateLimit,
        per_address: RateLimit,
        cookie_seconds: int,
    ) -> None:
        self._chat_service, self._conversations, self._cookie = chat_service, conversations, cookie
        self._per_session, self._per_address = per_session, per_address
        self._seconds = cookie_seconds

    def add_routes(self, blueprint: Blueprint) -> None:
        """Add the routes to a blueprint."""
        blueprint.add_route(as_function(self.message), "/chat/messages", methods=["POST"], stream=True)
        blueprint.add_route(as_function(self.history), "/chat/history", methods=["GET"])
        blueprint.add_route(as_function(self.new), "/chat/new", methods=["POST"], stream=True)
        blueprint.add_route(as_function(self.rate), "/chat/ratings", methods=["POST"], stream=True)

    async def message(self, request: Request) -> HTTPResponse:
        """{"sent": an id made by the page, "text"} -> the turn. The same id again gives the same turn: nothing is asked twice."""
        self._per_address.hit_or_reject(client_address(request))
        body = await read_json_body(request, MAX_BODY_BYTES)
        sent = text_field(body, "sent", 64)
        if not SENT_ID.fullmatch(sent):
            raise Rejected(400, NOT_READABLE)
        text = body.get("text")
        conversation = self._current(request)
        if conversation:
            self._per_session.hit_or_reject(conversation.id)
        else:
            conversation = self._conversations.start("web")
        turn = await asyncio.shield(self._chat_service.turn(conversation, sent, text))
        response = json_response(turn)
        self._cookie.write(response, conversation.id, self._seconds)
        return response

    async def history(self, request: Request) -> HTTPResponse:
        """{"turns": [...]}: what was said in this browser's conversation."""
        self._per_address.hit_or_reject(client_address(request))
        require_same_site(request)
        conversation = self._current(request)
        turns = self._conversations.turns(conversation.id) if conversation else ()
        return json_response({"turns": [turn.as_json() for turn in turns]})

    async def new(self, request: Request) -> HTTPResponse:
        """Begin anew: the next message starts another conversation."""
        self._per_address.hit_or_reject(client_address(request))
        await read_json_body(request, MAX_BODY_BYTES)
        response = json_response({"turns": []})
        self._cookie.write(response, "", 0)
        return response

    async def rate(self, request: Request) -> HTTPResponse:
        """{"reply": id, "good": true or false, "reason"}: what somebody thinks of a reply of their own conversation."""
        self._per_address.hit_or_reject(client_address(request))
        body = await read_json_body(request, MAX_BODY_BYTES)
        reply, good, reason = (
            text_field(body, "reply", 64),
            body.get("good"),
            text_field({"reason": "", **body}, "reason", MAX_REASON_CHARACTERS),
        )
        conversation = self._current(request)
        if not isinstance(good, bool):
            raise Rejected(400, NOT_READABLE)
        if not conversation or not self._chat_service.rate(conversation, reply, good, reason):
            raise Rejected(404, NOT_YOURS)
        return json_response({"reply": reply, "good": good})

    def _current(self, request: Request) -> Conversation | None:
        """The conversation of this browser. One of another channel, or one that was deleted, is none."""
        found = self._conversations.get(self._cookie.read(request))
        return found if found and found.channel == "web" else None
