"""A real browser for the tests of the pages: how it is started, how a page is visited, and what is demanded of every page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("ADVISOR_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
PASSWORD = "long-enough-9"
PHONE = {"width": 360, "height": 740}
SERIOUS = ("serious", "critical")
WAIT_MS = 20_000
"""A busy machine takes its time."""

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian, Ubuntu: apt-get install chromium fonts-noto-cjk)")
expect.set_options(timeout=WAIT_MS)


@contextmanager
def visiting(chromium: Browser, address: str, path: str = "/", **options: Any) -> Iterator[tuple[Page, BrowserContext]]:
    """A page in a browser of its own; whatever it complains of fails the test."""
    context = chromium.new_context(base_url=address, locale="zh-CN", **options)
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(path)
    yield page, context
    context.close()
    assert complaints == []


def ask(page: Page, text: str) -> Any:
    """Ask, and wait for the reply."""
    before = page.locator(".turn").count()
    page.fill("#text", text)
    page.press("#text", "Enter")
    turn = page.locator(".turn").nth(before)
    expect(turn.locator(".reply").first).to_be_visible()
    return turn


def without_violations(page: Page) -> None:
    """No serious violation of the rules of accessibility."""
    found = Axe().run(page).response["violations"]
    serious = [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found if each["impact"] in SERIOUS]
    assert serious == []
