"""Takes the pictures of the pages that the README shows: `python -m tests.screens`; needs Chromium and the fonts of the language."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.project import ROOT
from bot.records.accounts import Account, Accounts
from bot.records.database import open_records
from bot.staff_training.quiz_service import QuizService
from rules.loader import load
from rules.quiz.bank import Bank, Wanted
from tests.bench.measures import free_port, server
from tests.bench.staff_training import response
from tests.bot.web.browsing import CHROMIUM, PASSWORD, PHONE, ask

FOLDER = ROOT / "docs" / "images"
STAFF = ("zhao", "qian", "sun", "li", "zhou", "wu", "zheng", "feng", "chen", "chu", "wei", "jiang")
DAY = 24 * 3600


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


def question(page: Page) -> None:
    """Somebody takes a test and has answered two questions."""
    login(page, "zhao")
    page.get_by_role("button", name="开始：业务流程小测").click()
    for _ in range(2):
        page.locator(".choice input").first.check()
        page.click("#answer")
    page.wait_for_selector(".question")


def report(page: Page) -> None:
    """A trainer reads the report on a test that three teams have taken."""
    login(page, "teacher")
    page.get_by_role("button", name="报告：营业厅标准月考").click()
    page.wait_for_selector(".figures img")
    page.wait_for_function("[...document.images].every(image => image.complete)")


def login(page: Page, name: str) -> None:
    """Who is there logs in."""
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#main > *")


def staff(path: Path) -> None:
    """Accounts; a test that three teams have taken in two weeks, and one that they may take."""
    database = open_records(path)
    accounts = Accounts(database)
    accounts.add("wang", "agent", PASSWORD)
    accounts.add("teacher", "trainer", PASSWORD)
    now = time.time()
    service = QuizService(database, lambda: bank, lambda: now)
    bank, trainer, chance = Bank(load()), Account("teacher", "trainer"), Random("staff")  # noqa: S311
    monthly = service.make(trainer, "营业厅标准月考", Wanted(30), seed="monthly")
    for place, name in enumerate(STAFF):
        accounts.add(name, "agent", PASSWORD, "一二三"[place % 3] + "班")
        now = time.time() - 8 * DAY * (place % 2)
        attempt, knows = service.begin(Account(name, "agent"), monthly.id), chance.uniform(0.5, 0.95)
        for asked in service.attempts.asked(attempt.id):
            service.answer(name, attempt.id, asked.position, response(asked.content, knows, chance))
    now = time.time()
    service.make(trainer, "业务流程小测", Wanted(6, clauses=("5.1",), kinds=("single", "truth")), seconds=600, seed="short")
    database.conn.close()


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
    staff(records / "records.db")
    with server(port, free_port(), records), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        address = f"http://127.0.0.1:{port}"
        take(browser, address, "/", "chat", chat, viewport={"width": 1000, "height": 760})
        take(browser, address, "/", "phone", phone, viewport=PHONE, device_scale_factor=2)
        take(browser, address, "/desk", "desk", desk, viewport={"width": 1280, "height": 720})
        take(browser, address, "/train", "question", question, viewport=PHONE, device_scale_factor=2)
        take(browser, address, "/train/reports", "report", report, viewport={"width": 1000, "height": 900})
        browser.close()


if __name__ == "__main__":
    main()
