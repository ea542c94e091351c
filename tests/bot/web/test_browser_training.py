"""Training in a real browser: a trainer makes a test, staff take it over a reload and a server that dies, the trainer reads the report."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, expect

from bot.project import ROOT
from bot.records.accounts import Accounts
from bot.records.database import open_records
from tests.bot.web.browsing import PASSWORD, PHONE, needs_chromium, visiting, without_violations
from tests.conftest import free_ports

PEOPLE = {"teacher": ("trainer", ""), "zhao": ("agent", "一班"), "qian": ("agent", "二班")}
NUMBER = 10

pytestmark = [pytest.mark.browser, needs_chromium]


@dataclass
class Mortal:
    """A server that can be killed and comes back."""

    address: str
    process: subprocess.Popen[str]
    life: int

    def kill(self) -> None:
        """Kill it, and wait until it is there again."""
        os.kill(self.life, signal.SIGKILL)
        self.life = self._next()

    def _next(self) -> int:
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    folder = tmp_path_factory.mktemp("training")
    database = open_records(folder / "records.db")
    accounts = Accounts(database, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    for name, (role, team) in PEOPLE.items():
        accounts.add(name, role, PASSWORD, team)
    database.conn.close()
    (port,) = free_ports(1)
    environment = {**os.environ, "ADVISOR_RECORDS": str(folder / "records.db"), "ADVISOR_SECRET_FILE": str(folder / "secret")}
    command = [sys.executable, "-W", "ignore", "-m", "tests.bot.web.mortal", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Mortal(f"http://127.0.0.1:{port}", process, int(process.stdout.readline()))
        process.stdin.close()


@contextlib.contextmanager
def logged_in(chromium: Browser, mortal: Mortal, name: str, path: str = "/train", **options: Any) -> Iterator[Page]:
    """A page on which somebody has logged in; whatever it complains of fails the test."""
    with visiting(chromium, mortal.address, path, **options) as (page, _):
        page.on("dialog", lambda dialog: dialog.accept())
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("#main > *").first).to_be_visible()
        yield page


def make(page: Page, title: str, number: int = NUMBER, **more: str) -> None:
    """Make a test."""
    for name, value in {"title": title, "number": str(number), **more}.items():
        page.fill(f"input[name={name}]", value)
    page.get_by_role("button", name="出题", exact=True).click()
    expect(page.get_by_role("row").filter(has_text=title)).to_be_visible()


def answer(page: Page) -> None:
    """Answer the question that is shown, somehow."""
    card = page.locator(".question")
    expect(page.locator("#answer")).to_be_visible()
    for place, select in enumerate(card.locator("select").all()):
        select.select_option(index=1 + place)
    if card.locator("input[type=text]").count():
        card.locator("input[type=text]").fill("5")
    if card.locator(".choice input").count():
        card.locator(".choice input").first.check()
    page.click("#answer")


def answered(page: Page) -> int:
    """How many questions are answered, as the page says."""
    found = re.search(r"已答(\d+)题", page.locator("#main").inner_text())
    assert found
    return int(found[1])


def test_a_test_over_a_reload_and_a_restart(chromium: Browser, mortal: Mortal) -> None:
    with logged_in(chromium, mortal, "teacher", "/train/reports") as trainer:
        make(trainer, "月考")
        with logged_in(chromium, mortal, "zhao") as page:
            page.locator(".test", has_text="月考").get_by_role("button", name="开始").click()
            for number in range(3):
                answer(page)
                expect(page.locator("#main")).to_contain_text(f"已答{number + 1}题")
            stem = page.locator("#stem").inner_text()
            page.reload()
            expect(page.locator("#main")).to_contain_text("已答3题")
            assert page.locator("#stem").inner_text() == stem
            assert page.locator(".mark").count() == 0, "no key before the end"
            mortal.kill()
            answer(page)
            expect(page.locator("#main")).to_contain_text("已答4题")
            mortal.kill()
            page.reload()
            expect(page.locator("#main")).to_contain_text("已答4题")
            while answered(page) < NUMBER - 1:
                before = answered(page)
                answer(page)
                expect(page.locator("#main")).to_contain_text(f"已答{before + 1}题")
            answer(page)
            expect(page.locator(".score")).to_contain_text("得分")
            expect(page.locator(".mark")).to_contain_text("正确答案")
            address = page.url
        trainer.get_by_role("button", name="报告：月考").click()
        expect(trainer.get_by_text(f"共{NUMBER}次作答")).to_be_visible()
        expect(trainer.get_by_role("region", name="人员×章").first).to_contain_text("zhao")
        for chart in trainer.locator(".figures img").all():
            chart.scroll_into_view_if_needed()
            expect(chart).to_have_js_property("complete", True)
            assert chart.evaluate("image => image.naturalWidth") > 100
        without_violations(trainer)
    with logged_in(chromium, mortal, "qian") as other:
        other.goto(address)
        expect(other.locator("#toast")).to_contain_text("没有找到")
        expect(other.locator("#main")).not_to_contain_text("得分 ")
        other.goto("/train/reports")
        expect(other.get_by_role("alert")).to_contain_text("培训师")


def test_practice_shows_the_key_the_clause_and_why(chromium: Browser, mortal: Mortal) -> None:
    with logged_in(chromium, mortal, "zhao", viewport=PHONE) as page:
        page.fill("form[aria-label=练习] input[type=number]", "30")
        page.get_by_role("button", name="开始练习").click()
        seen = set()
        for _ in range(20):
            expect(page.locator("#answer")).to_be_visible()
            answer(page)
            expect(page.locator(".mark")).to_contain_text(re.compile("正确答案"))
            page.locator(".mark .chip").first.click()
            expect(page.locator(".mark .clause").first).to_be_visible()
            why = page.locator(".mark").get_by_role("button", name="为什么")
            if why.count():
                why.click()
                expect(page.locator(".mark ul.tree")).to_be_visible()
                seen.add("why")
            seen.add(page.locator(".question .tag").first.inner_text())
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            page.click("#next")
        assert len(seen) >= 6
        without_violations(page)


def test_steps_are_put_in_order_by_keyboard_alone(chromium: Browser, mortal: Mortal) -> None:
    with logged_in(chromium, mortal, "qian") as page:
        page.locator("summary").click()
        page.get_by_role("checkbox", name="排序题").check()
        page.get_by_role("button", name="开始练习").click()
        steps = page.locator("ol.steps span.name")
        expect(steps.first).to_be_visible()
        before = steps.all_inner_texts()
        page.get_by_role("button", name=f"下移：{before[0]}").focus()
        page.keyboard.press("Enter")
        assert steps.all_inner_texts()[:2] == [before[1], before[0]]
        page.keyboard.press("Enter")
        assert steps.all_inner_texts()[:3] == [before[1], before[2], before[0]], "the focus went with the step"
        page.locator("#answer").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".mark")).to_be_visible()
        without_violations(page)


def test_the_time_is_held_by_the_server(chromium: Browser, mortal: Mortal) -> None:
    """Whatever the clock of the browser says: it is set an hour back."""
    with logged_in(chromium, mortal, "teacher", "/train/reports") as trainer:
        make(trainer, "一分钟", 3, minutes="1")
    with logged_in(chromium, mortal, "qian") as page:
        page.clock.install(time=0)
        page.reload()
        page.locator(".test", has_text="一分钟").get_by_role("button", name="开始").click()
        expect(page.locator(".clock")).to_have_text(re.compile(r"还剩 (1分00|0分5\d)秒"))


def test_a_double_click_and_two_tabs_are_harmless(chromium: Browser, mortal: Mortal) -> None:
    with logged_in(chromium, mortal, "teacher", "/train/reports") as trainer:
        make(trainer, "双击", 4, people="一班")
    with logged_in(chromium, mortal, "zhao") as page:
        page.locator(".test", has_text="双击").get_by_role("button", name="开始").click()
        expect(page.locator("#answer")).to_be_visible()
        tab = page.context.new_page()
        tab.goto(page.url)
        expect(tab.locator("#answer")).to_be_visible()
        answer(page)
        expect(page.locator("#main")).to_contain_text("已答1题")
        answer(tab)  # the same question, seen there as open
        expect(tab.locator("#main")).to_contain_text("已答1题")
        page.reload()
        expect(page.locator("#main")).to_contain_text("已答1题")


def test_pages_can_be_used_by_everybody(chromium: Browser, mortal: Mortal) -> None:
    for scheme in ("light", "dark"):
        with logged_in(chromium, mortal, "zhao", color_scheme=scheme) as page:
            without_violations(page)
        with logged_in(chromium, mortal, "teacher", "/train/reports", color_scheme=scheme) as page:
            without_violations(page)
