"""The agent's desk: search, calls, hall check, what was not understood, the log of conversations."""

from __future__ import annotations

import asyncio
import csv
import dataclasses
import io
import json
import time
from collections.abc import Callable
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.records.accounts import ROLES, Account
from bot.records.audit import Audit
from bot.records.conversations import Conversation, ConversationFilter, Conversations, ConversationTurn
from bot.records.retention import Forgetful
from bot.records.unanswered import MAX_NOTE_CHARACTERS, Unanswered
from bot.web.chat_service import ChatService
from bot.web.customer import SENT_ID
from bot.web.halls import HallForm
from bot.web.request_guards import NOT_READABLE, Rejected, text_field
from bot.web.responses import attachment, json_response
from bot.web.search import SearchIndex
from bot.web.staff import Staff
from rules.checking.output import safe
from rules.errors import AdvisorError

GONE = "没有找到，可能已经删除。"
MAX_OPEN_CALLS = 12
"""So many calls are open at a desk at once; the oldest makes room."""
CONVERSATIONS_A_PAGE = 50
MAX_EXPORTED_TURNS = 20_000


class Desk:
    """The routes below /desk. Who asks, and as what, is known by the login session alone."""

    def __init__(
        self,
        chat_service: ChatService,
        conversations: Conversations,
        unanswered: Unanswered,
        staff: Staff,
        audit: Audit,
        index: SearchIndex,
        halls: HallForm,
        trackers: Callable[[Request], Forgetful | None],
    ) -> None:
        self._chat_service, self._conversations, self._unanswered = chat_service, conversations, unanswered
        self._staff, self._audit = staff, audit
        self._index, self._halls, self._trackers = index, halls, trackers

    def add_routes(self, blueprint: Blueprint) -> None:
        """Add the routes to a blueprint."""
        admin = ("admin",)
        self._staff.add_login_routes(blueprint, "/desk")
        for method, path, roles, handler in (
            ("GET", "/desk/search", ROLES, self.search),
            ("GET", "/desk/calls", ROLES, self.calls),
            ("POST", "/desk/calls", ROLES, self.new_call),
            ("POST", "/desk/calls/close", ROLES, self.close_call),
            ("POST", "/desk/messages", ROLES, self.message),
            ("POST", "/desk/ratings", ROLES, self.rate),
            ("GET", "/desk/halls", ROLES, self.hall_form),
            ("POST", "/desk/halls", ROLES, self.check_hall),
            ("GET", "/desk/unanswered", ROLES, self.unanswered),
            ("POST", "/desk/unanswered", ROLES, self.solve),
            ("GET", "/desk/log", admin, self.log),
            ("GET", "/desk/log/turns", admin, self.log_turns),
            ("GET", "/desk/log/export", admin, self.export),
            ("POST", "/desk/log/delete", admin, self.delete),
            ("GET", "/desk/audit", admin, self.audit),
        ):
            self._staff.add_route(blueprint, method, path, roles, handler)

    # ---- a call

    async def search(self, request: Request, account: Account) -> HTTPResponse:
        """?q= -> what can be asked, as it is typed."""
        hits = self._index.find(request.args.get("q", ""))
        return json_response({"hits": [dataclasses.asdict(hit) for hit in hits]})

    async def calls(self, request: Request, account: Account) -> HTTPResponse:
        """The open calls of this account, each with its turns."""
        calls = [call for call in self._conversations.of(account.name, MAX_OPEN_CALLS) if call.channel == "desk"]
        return json_response({"calls": [self._call(call) for call in sorted(calls, key=lambda call: call.started)]})

    async def new_call(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """A new call."""
        return json_response(self._call(self._conversations.start("desk", account.name)))

    async def close_call(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"call"}: the call has ended. It stays in the log, without an owner."""
        call = self._own(account, body)
        self._conversations.release(call.id)
        return json_response({})

    async def message(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"call", "sent", "text"} -> the turn."""
        call, sent = self._own(account, body), text_field(body, "sent", 64)
        if not SENT_ID.fullmatch(sent):
            raise Rejected(400, NOT_READABLE)
        return json_response(await asyncio.shield(self._chat_service.turn(call, sent, body.get("text"))))

    async def rate(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"call", "reply", "good", "reason"}."""
        call, good = self._own(account, body), body.get("good")
        if not isinstance(good, bool):
            raise Rejected(400, NOT_READABLE)
        if not self._chat_service.rate(
            call, text_field(body, "reply", 64), good, text_field({"reason": "", **body}, "reason", MAX_NOTE_CHARACTERS)
        ):
            raise Rejected(404, GONE)
        return json_response({})

    def _own(self, account: Account, body: dict[str, Any]) -> Conversation:
        """The call named, if it is this account's."""
        call = self._conversations.get(text_field(body, "call", 80))
        if call is None or call.owner != account.name:
            raise Rejected(404, GONE)
        return call

    def _call(self, call: Conversation) -> dict[str, Any]:
        return {"call": call.id, "started": call.started, "turns": [turn.as_json() for turn in self._conversations.turns(call.id)]}

    # ---- a hall

    async def hall_form(self, request: Request, account: Account) -> HTTPResponse:
        """?grade= -> what a hall of the grade must have, by category; without a grade the grades."""
        try:
            return json_response(self._halls.form(request.args.get("grade", "")))
        except AdvisorError as error:
            raise Rejected(400, str(error)) from None

    async def check_hall(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"grade", "has": [[category, place, item], ...], "reported": [category, ...]} -> what is met, missing, not decidable."""
        try:
            return json_response(self._halls.check(body))
        except AdvisorError as error:
            raise Rejected(400, str(error)) from None

    # ---- what was not understood

    async def unanswered(self, request: Request, account: Account) -> HTTPResponse:
        """?solved=1 -> the questions that were seen to, else those that are to be."""
        return json_response({"questions": self._unanswered.open(solved=request.args.get("solved") == "1")})

    async def solve(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"key", "solved", "note"}."""
        key, note, solved = (
            text_field(body, "key", 600),
            text_field({"note": "", **body}, "note", MAX_NOTE_CHARACTERS),
            body.get("solved", True),
        )
        if not self._unanswered.solve(key, account.name, note, bool(solved)):
            raise Rejected(404, GONE)
        self._audit.write(account.name, "question solved" if solved else "question reopened", key[:60])
        return json_response({})

    # ---- the log

    async def log(self, request: Request, account: Account) -> HTTPResponse:
        """?channel=&since=&until=&text=&outcome=&disliked=&skip= -> conversations, the latest first, and how many there are."""
        wanted = _filter(request)
        found = self._conversations.find(wanted, CONVERSATIONS_A_PAGE, _number(request, "skip"))
        return json_response({"conversations": found, "count": self._conversations.count(wanted)})

    async def log_turns(self, request: Request, account: Account) -> HTTPResponse:
        """?id= -> what was said in a conversation."""
        conversation = self._conversations.get(request.args.get("id", ""))
        if conversation is None:
            raise Rejected(404, GONE)
        turns = self._conversations.turns(conversation.id, most=-1)
        return json_response({"turns": [{**turn.as_json(), "ratings": turn.ratings} for turn in turns]})

    async def export(self, request: Request, account: Account) -> HTTPResponse:
        """?form=csv or json, with the same filter -> a file."""
        form = request.args.get("form", "csv")
        rows = []
        for turn in self._conversations.all_turns(_filter(request)):
            rows.append(_row(turn))
            if len(rows) >= MAX_EXPORTED_TURNS:
                break
        self._audit.write(account.name, f"export {'json' if form == 'json' else 'csv'}", f"{len(rows)} turns")
        kind = "application/json" if form == "json" else "text/csv; charset=utf-8"
        name = f"conversations-{time.strftime('%Y%m%d')}.{'json' if form == 'json' else 'csv'}"
        return attachment(name, json.dumps(rows, ensure_ascii=False) if form == "json" else _csv(rows), kind)

    async def delete(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"id"}: delete a conversation here and in Rasa's store."""
        id_ = text_field(body, "id", 80)
        if not self._conversations.delete(id_):
            raise Rejected(404, GONE)
        trackers = self._trackers(request)
        if trackers:
            trackers.forget(id_)
        self._audit.write(account.name, "conversation deleted", id_[:13])
        return json_response({})

    async def audit(self, request: Request, account: Account) -> HTTPResponse:
        """The audit trail, and where it is broken, if it is."""
        return json_response({"entries": self._audit.entries(), "broken_at": self._audit.broken_at()})


def _filter(request: Request) -> ConversationFilter:
    return ConversationFilter(
        channel=request.args.get("channel", ""),
        since=float(_number(request, "since")),
        until=float(_number(request, "until") or 1e12),
        text=request.args.get("text", "")[:100],
        outcome=request.args.get("outcome", ""),
        disliked=request.args.get("disliked") == "1",
    )


def _number(request: Request, name: str) -> int:
    """A whole number of seconds or entries in the query; 0 where there is none."""
    value = request.args.get(name, "0") or "0"
    if not (value.isascii() and value.isdigit() and len(value) <= 12):
        raise Rejected(400, NOT_READABLE)
    return int(value)


def _row(turn: ConversationTurn) -> dict[str, Any]:
    ratings = "；".join(("满意" if good else "不满意") + (f"（{reason}）" if reason else "") for _, good, reason in turn.ratings)
    at = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(turn.at))
    replies = "\n".join(str(reply.get("text", "")) for reply in turn.replies)
    return {
        "conversation": turn.conversation,
        "at": at,
        "question": turn.text,
        "replies": replies,
        "outcome": turn.outcome,
        "ratings": ratings,
    }


def _csv(rows: list[dict[str, Any]]) -> str:
    """A CSV that spreadsheets open as Chinese text and in which none takes a cell for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(("会话", "时间", "问题", "答复", "结果", "评价"))
    writer.writerows([safe(str(value)) for value in row.values()] for row in rows)
    return "\ufeff" + stream.getvalue()
