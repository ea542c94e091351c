"""Takes the pictures of the pages that the README shows: `python -m tests.screens`; needs Chromium and the fonts of the language."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.project import ROOT
from bot.records.accounts import Accounts
from bot.records.database import open_records
from tests.bench.measures import free_port, server
from tests.bot.web.test_browser import CHROMIUM, PASSWORD, PHONE, ask

FOLDER = ROOT / "docs" / "images"


def chat(page: Page) -> None:
    """A customer asks what a hall needs and which steps a service takes."""
    ask(page, "C级营业厅需要哪些服务人员")
    ask(page, "销户有哪些步骤")


def phone(page: Page) -> None:
    """The same on a phone, in the dark."""
    page.emulate_media(color_scheme="dark")
    ask(page, "D级营业厅可以24小时吗")
    ask(page, "过户要带什么材料")


def desk(page: Page) -> None:
    """An agent with two callers."""
    page.fill("#name", "wang")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".call")
    page.keyboard.type("过户有哪些步骤")
    page.keyboard.press("Enter")
    page.wait_for_selector(".say")
    page.keyboard.press("Alt+n")
    page.wait_for_selector(".call:nth-child(2)")
    page.keyboard.type("为什么C级不需要引导员")
    page.keyboard.press("Enter")
    page.wait_for_selector(".call:nth-child(2) .say")
    page.keyboard.press("Alt+w")
    page.keyboard.press("Alt+d")
    expect(page.locator(".call:nth-child(2)")).to_contain_text("为什么没有这一要求")


def take(browser: Browser, address: str, path: str, name: str, act: Callable[[Page], None], **options: Any) -> None:
    """One picture, after what is done on the page."""
    context = browser.new_context(base_url=address, locale="zh-CN", **options)
    page = context.new_page()
    page.goto(path)
    act(page)
    page.wait_for_timeout(500)  # until what moves has come to rest
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main() -> None:
    """All pictures."""
    FOLDER.mkdir(exist_ok=True)
    records, port = Path(tempfile.mkdtemp()), free_port()
    Accounts(open_records(records / "records.db")).add("wang", "agent", PASSWORD)
    with server(port, free_port(), records), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{port}"
        take(browser, address, "/", "chat", chat, viewport={"width": 1000, "height": 760})
        take(browser, address, "/", "phone", phone, viewport=PHONE, device_scale_factor=2)
        take(browser, address, "/desk", "desk", desk, viewport={"width": 1280, "height": 720})
        browser.close()


if __name__ == "__main__":
    main()
