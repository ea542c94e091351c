"""The pages as a channel of Rasa: the customer's chat at /, the agent's desk at /desk, served by Rasa's own process.

In credentials.yml; all settings are optional:

    bot.web.channel.WebInput:
      max_characters: 200          # the longest question
      per_session: 30/minute;5/second    # how often one customer may ask
      per_address: 300/minute      # how often all customers from one address together may ask
      per_account: 300/minute      # how often one account may ask at the desk
      logins: 20/minute            # how often logging in may be tried from one address
      keep_days: 30                # after so many days conversations are deleted
      time_budget_seconds: 10      # how long an answer may take
      secure_cookies: false        # true where people come by https
      proxies: 0                   # how many proxies in front add the address they were asked from
      embed_from: []               # sites whose pages may show the chat as a widget: https://www.example.com
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.rasa_gateway import OnNewMessage, RasaGateway, describe_error
from bot.channels.settings import COUNT, PROXIES, RATES, SECONDS, SITES, SWITCH, checked
from bot.project import RECORDS, SECRET
from bot.records.accounts import Accounts
from bot.records.audit import Audit
from bot.records.conversations import Conversations
from bot.records.database import open_records
from bot.records.retention import DAY_SECONDS, Forgetful, Retention
from bot.records.unanswered import Unanswered
from bot.staff_training.quiz_service import QuizService, report_in
from bot.web.chat_service import ChatService
from bot.web.customer import Customer
from bot.web.desk import Desk
from bot.web.files import File, files, send
from bot.web.halls import HallForm
from bot.web.request_guards import BROKEN, NOT_READABLE, RateLimit, Rejected
from bot.web.responses import add_security_headers, json_response
from bot.web.search import SearchIndex
from bot.web.signed_cookies import EMBEDDED_ELSEWHERE, SAME_SITE, SAME_SITE_HTTPS, SignedCookie, load_or_make_secret
from bot.web.staff import Staff
from bot.web.staff_training import StaffTraining
from rules.checking import Checker
from rules.loader import load
from rules.quiz.bank import Bank

logger = logging.getLogger(__name__)

PAGES = {"/": "chat.html", "/widget": "chat.html", "/desk": "desk.html", "/train": "train.html", "/train/reports": "reports.html"}
STAFF_PATHS = ("/desk", "/train")
"""Below these paths staff work, in one session."""
TIDY_EVERY_SECONDS = 3600
SETTINGS = {
    "max_characters": COUNT,
    "per_session": RATES,
    "per_address": RATES,
    "per_account": RATES,
    "logins": RATES,
    "keep_days": COUNT,
    "time_budget_seconds": SECONDS,
    "secure_cookies": SWITCH,
    "proxies": PROXIES,
    "embed_from": SITES,
}


class WebInput(InputChannel):
    """The pages. Everything they need is put together here."""

    def __init__(
        self,
        *,
        max_characters: int = 200,
        per_session: str = "30/minute;5/second",
        per_address: str = "300/minute",
        per_account: str = "300/minute",
        logins: str = "20/minute",
        keep_days: int = 30,
        time_budget_seconds: float = 10,
        secure_cookies: bool = False,
        proxies: int = 0,
        embed_from: list[str] | None = None,
    ) -> None:
        """The settings as the head of this module lists them."""
        self._max_characters, self._seconds = max_characters, time_budget_seconds
        self._per_session, self._per_address, self._per_account, self._logins = per_session, per_address, per_account, logins
        self._keep_days, self._secure, self._proxies = keep_days, secure_cookies, proxies
        self._embed_from = embed_from or []

    @classmethod
    def name(cls) -> str:
        """Name the channel, as Rasa writes it down with each message."""
        return "web"

    def url_prefix(self) -> str:
        """The pages stand at the root of the server."""
        return "/"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebInput:
        """Make the channel from its entry in credentials.yml, which may be empty."""
        return cls(**checked(cls, credentials, SETTINGS))

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Make the routes; `on_new_message` hands a message to Rasa."""
        blueprint = Blueprint("web")
        database = open_records(RECORDS)
        conversations, unanswered = Conversations(database), Unanswered(database)
        accounts, audit = Accounts(database), Audit(database)
        chat_service = ChatService(RasaGateway(on_new_message, self.name(), self._seconds), conversations, unanswered, self._max_characters)
        secret, standard = load_or_make_secret(SECRET), load()
        own = SAME_SITE_HTTPS if self._secure else SAME_SITE
        Customer(
            chat_service,
            conversations,
            SignedCookie(secret, "conversation", EMBEDDED_ELSEWHERE if self._secure and self._embed_from else own),
            RateLimit(self._per_session),
            RateLimit(self._per_address),
            self._keep_days * DAY_SECONDS,
        ).add_routes(blueprint)
        staff = Staff(
            accounts, audit, SignedCookie(secret, "desk", own, STAFF_PATHS), RateLimit(self._per_account), RateLimit(self._logins)
        )
        Desk(
            chat_service,
            conversations,
            unanswered,
            staff,
            audit,
            SearchIndex(standard),
            HallForm(Checker(standard)),
            lambda request: _trackers(request.app),
        ).add_routes(blueprint)
        self._quiz_service = QuizService(database, lambda: Bank(standard))
        StaffTraining(self._quiz_service, staff, audit, lambda quiz: report_in(RECORDS, self._quiz_service, quiz)).add_routes(blueprint)
        self._add_pages(blueprint)
        self._add_care(blueprint, Retention(conversations, unanswered, accounts, audit, self._keep_days))
        return blueprint

    def _add_pages(self, blueprint: Blueprint) -> None:
        """The pages and what they are made of."""
        found = files()
        for path, name in PAGES.items():
            blueprint.add_route(_page(found[name]), path, methods=["GET"], name=f"page {path}")

        @blueprint.route("/assets/<name:str>", methods=["GET"])
        async def asset(request: Request, name: str) -> HTTPResponse:
            if name not in found:
                raise Rejected(404, "没有这个文件。")
            response = send(request, found[name])
            if name == "widget.js":
                response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # other sites load it by their script tag
            return response

    def _add_care(self, blueprint: Blueprint, retention: Retention) -> None:
        """What holds for every response and all the time: headers, errors as sentences, old conversations deleted."""

        @blueprint.middleware("response")
        async def with_headers(request: Request, response: HTTPResponse) -> None:
            add_security_headers(response, " ".join(["'self'", *self._embed_from]) if request.path == "/widget" else "'none'")

        @blueprint.exception(Rejected)
        async def rejected(request: Request, error: Rejected) -> HTTPResponse:
            return error.response()

        @blueprint.exception(Exception)
        async def failed(request: Request, error: Exception) -> HTTPResponse:
            status = error.status_code if isinstance(error, SanicException) else 500
            if status >= 500:
                logger.error("A request could not be answered: %s", describe_error(error))
            return json_response({"error": BROKEN if status >= 500 else NOT_READABLE}, status)

        @blueprint.listener("before_server_start")
        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            if self._proxies:
                app.config.PROXIES_COUNT = self._proxies
            app.ctx.tidying = loop.create_task(_keep_tidy(app, retention))
            app.ctx.quiz_topics = loop.create_task(asyncio.to_thread(lambda: self._quiz_service.bank.topics))  # takes two seconds


def _page(file: File) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def page(request: Request) -> HTTPResponse:
        return send(request, file)

    return page


def _trackers(app: Sanic) -> Forgetful | None:
    """Rasa's own store of conversations, if it is one that can forget."""
    store = getattr(getattr(app.ctx, "agent", None), "tracker_store", None)
    return store if hasattr(store, "forget") else None


async def _keep_tidy(app: Sanic, retention: Retention) -> None:
    """Delete what is too old, at the start and every hour."""
    while True:
        try:
            retention.apply(_trackers(app))
        except Exception as error:
            logger.error("Old conversations could not be deleted: %s", describe_error(error))
        await asyncio.sleep(TIDY_EVERY_SECONDS)
