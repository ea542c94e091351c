"""The pages on a real server; the agent behind them is replaced by one that does as it is told."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from argon2 import PasswordHasher
from playwright import sync_api
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered
from sqlite_utils import Database

from bot.records.accounts import Accounts
from bot.records.database import open_records
from bot.web import channel as module
from bot.web.channel import WebInput
from bot.web.search import SearchIndex
from rules.checking import Checker
from rules.model import Standard
from rules.quiz.bank import Bank
from tests.bot.serving import serving
from tests.bot.web.browsing import CHROMIUM, PASSWORD

ROLES = {"wang": "agent", "li": "trainer", "chen": "manager", "root": "admin"}
MISSING = {"custom": {"kind": "missing", "finding": {"asks": "nothing", "choices": [], "about": []}}}


class Forgetful:
    """Stands where Rasa's tracker store stands."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []

    def forget(self, sender_id: str) -> None:
        self.forgotten.append(sender_id)

    def forget_before(self, time_: float) -> int:
        return 0


class Agent:
    """Stands where Rasa's agent stands: says back what it heard, and what went before in the same conversation."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.tracker_store = Forgetful()
        self.pause = 0.0
        self.failure: BaseException | None = None

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append((message.sender_id, str(message.text)))
        if self.pause:
            await asyncio.sleep(self.pause)
        if self.failure:
            raise self.failure
        data: dict[str, Any] = MISSING if "飞船" in str(message.text) else {}
        data = {**data, "buttons": [{"title": "为什么？", "payload": "为什么？"}]}
        await message.output_channel.send_response(message.sender_id, BotUttered(f"您说：{message.text}。营业厅", data).message())


@dataclass
class Site:
    """The server, its agent, its records, and browsers to visit it with."""

    address: str
    agent: Agent
    database: Database
    number: int = 0
    browsers: list[requests.Session] = field(default_factory=list)

    def browser(self) -> Browser:
        """A browser with no cookies."""
        http = requests.Session()
        http.trust_env = False
        self.browsers.append(http)
        return Browser(self, http)

    def desk(self, name: str = "wang") -> Browser:
        """A browser in which somebody is logged in."""
        browser = self.browser()
        response = browser.post("/desk/login", {"name": name, "password": PASSWORD})
        assert response.status_code == 200, response.text
        browser.csrf_token = response.json()["csrf_token"]
        return browser


@dataclass
class Browser:
    """Keeps cookies; its requests come from the site's own pages unless headers say otherwise."""

    site: Site
    http: requests.Session
    csrf_token: str = ""

    def get(self, path: str, **headers: str) -> requests.Response:
        return self.http.get(self.site.address + path, headers=headers, timeout=20)

    def post(self, path: str, body: Any, **headers: str) -> requests.Response:
        sent = {"X-CSRF-Token": self.csrf_token, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.http.post(self.site.address + path, json=body, headers=sent, timeout=20)

    def ask(self, text: object, sent: str = "") -> dict[str, Any]:
        """The turn for a message."""
        self.site.number += 1
        response = self.post("/chat/messages", {"sent": sent or f"sent-{self.site.number:08}", "text": text})
        assert response.status_code == 200, response.text
        turn: dict[str, Any] = response.json()
        return turn

    def history(self) -> list[str]:
        """The texts of the conversation as the page shows it after a reload."""
        return [turn["text"] for turn in self.get("/chat/history").json()["turns"]]


Open = Callable[..., Site]


@pytest.fixture(scope="session")
def index(standard: Standard) -> SearchIndex:
    """What is found at the desk."""
    return SearchIndex(standard)


@pytest.fixture(scope="session")
def checker(standard: Standard) -> Checker:
    """What checks halls."""
    return Checker(standard)


@pytest.fixture(scope="session")
def bank(standard: Standard) -> Bank:
    """What can be asked of staff."""
    return Bank(standard)


@pytest.fixture
def open_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, standard: Standard, index: SearchIndex, checker: Checker, bank: Bank
) -> Iterator[Open]:
    """Open a site with settings of its own; all are closed at the end."""
    with contextlib.ExitStack() as stack:

        def open_(**settings: Any) -> Site:
            folder = tmp_path / f"site-{len(sites)}"
            monkeypatch.setattr(module, "RECORDS", folder / "records.db")
            monkeypatch.setattr(module, "SECRET", folder / "secret")
            shared = {"load": lambda: standard, "SearchIndex": lambda _: index, "Checker": lambda _: checker, "Bank": lambda _: bank}
            for name, made in shared.items():
                monkeypatch.setattr(module, name, made)  # the same for every site, and slow to make
            database = open_records(folder / "records.db")
            stack.callback(database.conn.close)
            accounts = Accounts(database, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
            for name, role in ROLES.items():
                accounts.add(name, role, PASSWORD)
            agent = Agent()
            generous = {
                "per_session": "100000/minute",
                "per_address": "100000/minute",
                "per_account": "100000/minute",
                "logins": "100000/minute",
            }
            address = stack.enter_context(serving(agent, WebInput.from_credentials({**generous, **settings})))
            sites.append(Site(address, agent, database))
            return sites[-1]

        sites: list[Site] = []
        yield open_
        for site in sites:
            for http in site.browsers:
                http.close()


@pytest.fixture
def site(open_site: Open) -> Site:
    """A site with limits that nobody reaches."""
    return open_site()


@pytest.fixture(scope="module")
def chromium() -> Iterator[sync_api.Browser]:
    """The browser for the tests of the pages."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
