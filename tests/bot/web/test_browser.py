"""The pages in a real browser, on the running server: what a customer and an agent do with them, by mouse, keyboard and phone."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, expect

from bot.records.accounts import Accounts
from bot.records.database import open_records
from tests.bot.web.browsing import PASSWORD, PHONE, ask, needs_chromium, visiting, without_violations
from tests.bot.web.conftest import Open
from tests.conftest import Server

pytestmark = [pytest.mark.server, pytest.mark.browser, needs_chromium]


class QuietFiles(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


# ---- the customer's page


def test_a_question_a_follow_up_and_why(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address) as (page, _):
        expect(page.get_by_text("您好！我是供电服务标准咨询助手")).to_be_visible()
        turn = ask(page, "销户有哪些步骤")
        expect(turn.locator("ol.flow > li")).to_have_count(6)
        expect(turn.locator("ol.flow > li").first).to_contain_text("受理客户申请")
        second = ask(page, "第二步是什么")
        expect(second.locator(".reply")).to_contain_text("现场勘查")
        chip = turn.locator("button.chip", has_text="5.1.4.6")
        chip.click()
        expect(turn.locator(".clause")).to_contain_text("结清相关费用")
        expect(turn.locator(".clause .status")).to_contain_text("有歧义")
        expect(chip).to_have_attribute("aria-expanded", "true")
        chip.click()
        expect(turn.locator(".clause")).to_be_hidden()
        turn.get_by_role("button", name="为什么", exact=True).click()
        expect(turn.locator("ul.tree")).to_contain_text("5.1.4.6")


def test_answers_look_as_they_should(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address) as (page, _):
        staff = ask(page, "C级营业厅需要哪些服务人员")
        expect(staff.locator("ul.items > li")).to_have_text(["1营业厅主管", "2业务受理员", "3收费员"])
        table = ask(page, "A级和B级营业厅的服务人员有什么不同").locator("table.compare")
        expect(table.locator("thead th")).to_have_text(["项目", "A级营业厅", "B级营业厅"])
        expect(table.locator("td.own")).to_have_text(["保洁员"])
        verdict = ask(page, "C级营业厅需要引导员吗")
        expect(verdict.locator(".verdict.no")).to_contain_text("标准没有要求C级营业厅有引导员")
        verdict.get_by_role("button", name="为什么", exact=True).click()
        expect(verdict.locator(".refused")).to_contain_text("等级为A级才适用")
        outside = ask(page, "过户要带什么材料")
        expect(outside.locator("ol.flow > li")).to_have_count(5)
        urgent = ask(page, "电线掉地上了")
        expect(urgent.locator(".reply.urgent")).to_contain_text("95598")
        expect(urgent.locator(".choice")).to_have_count(0)


def test_suggestions_are_asked_by_a_click(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address) as (page, _):
        page.get_by_role("button", name="销户有哪些步骤？").click()
        turn = page.locator(".turn").first
        expect(turn.locator("ol.flow > li")).to_have_count(6)
        turn.get_by_role("button", name="销户可以通过哪些渠道办理？").click()
        expect(page.locator(".turn").nth(1).locator(".reply")).to_contain_text("供电营业厅")
        expect(turn.locator(".choices")).to_have_count(0)


def test_thumbs_are_kept_over_a_reload(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address) as (page, _):
        turn = ask(page, "95598的服务时间")
        turn.get_by_role("button", name="没用").click()
        turn.get_by_role("button", name="看不懂").click()
        expect(page.locator("#toast")).to_contain_text("谢谢")
        page.reload()
        expect(page.locator(".said")).to_have_text("您：95598的服务时间")
        expect(page.get_by_role("button", name="没用")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("button", name="有用")).to_have_attribute("aria-pressed", "false")
        page.get_by_role("button", name="新对话").click()
        expect(page.locator(".turn")).to_have_count(0)
        page.reload()
        expect(page.get_by_text("您好！我是供电服务标准咨询助手")).to_be_visible()
        expect(page.locator(".turn")).to_have_count(0)


def test_no_message_is_lost_while_the_connection_is(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address) as (page, context):
        ask(page, "销户有哪些步骤")
        context.set_offline(True)
        for text in ("过户有哪些步骤", "改类有哪些步骤"):
            page.fill("#text", text)
            page.press("#text", "Enter")
        expect(page.locator("#state")).to_contain_text("连接中断")
        expect(page.locator(".turn")).to_have_count(3)
        context.set_offline(False)
        expect(page.locator(".turn").nth(2).locator(".reply")).to_contain_text("改类")
        expect(page.locator(".turn").nth(1).locator(".reply")).to_contain_text("过户")
        expect(page.locator("#state")).to_be_hidden()
        page.reload()
        expect(page.locator(".said p")).to_have_text(["销户有哪些步骤", "过户有哪些步骤", "改类有哪些步骤"])


def test_what_was_not_sent_is_sent_after_a_reload(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address) as (page, _):
        expect(page.locator(".greeting")).to_be_visible()
        page.route("**/chat/messages", lambda route: route.abort())
        page.fill("#text", "销户有哪些步骤")
        page.press("#text", "Enter")
        expect(page.locator("#state")).to_contain_text("连接中断")
        page.unroute("**/chat/messages")
        page.reload()
        expect(page.locator(".turn").first.locator("ol.flow > li")).to_have_count(6)
        page.reload()
        expect(page.locator(".turn")).to_have_count(1)


def test_who_writes_traditional_reads_traditional(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address) as (page, _):
        turn = ask(page, "銷戶有哪些步驟")
        expect(turn.locator("ol.flow > li").first).to_contain_text("受理客戶申請")
        turn.locator("button.chip").first.click()
        expect(turn.locator(".clause")).to_contain_text("結清相關費用")


def test_by_keyboard_alone(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address) as (page, _):
        expect(page.locator("#text")).to_be_focused()
        page.keyboard.type("C级营业厅需要引导员吗")
        page.keyboard.press("Enter")
        expect(page.locator(".turn .reply")).to_be_visible()
        expect(page.locator("#text")).to_be_focused()
        for _ in range(40):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.textContent") == "为什么":
                break
        page.keyboard.press("Enter")
        expect(page.locator(".refused")).to_be_visible()
        page.get_by_role("button", name="人工服务").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#handover")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#handover")).to_be_hidden()
        expect(page.get_by_role("button", name="人工服务")).to_be_focused()


def test_a_way_to_a_person_with_the_conversation(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address, permissions=["clipboard-read", "clipboard-write"]) as (page, _):
        ask(page, "95598的服务时间")
        page.get_by_role("button", name="人工服务").click()
        expect(page.get_by_role("link", name="95598")).to_have_attribute("href", "tel:95598")
        page.get_by_role("button", name="复制对话").click()
        expect(page.locator("#toast")).to_have_text("对话已复制。")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("问：95598的服务时间\n答：")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone(chromium: Browser, server: Server, scheme: str) -> None:
    with visiting(chromium, server.address, viewport=PHONE, has_touch=True, is_mobile=True, color_scheme=scheme) as (page, _):
        for text in ("A级和B级营业厅有什么不同", "销户有哪些步骤", "B级营业厅要配哪些设施"):
            turn = ask(page, text)
            turn.locator("button.chip").first.tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "nothing sticks out"
        without_violations(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_used_by_everybody(chromium: Browser, server: Server, scheme: str) -> None:
    with visiting(chromium, server.address, color_scheme=scheme) as (page, _):
        without_violations(page)
        for text in (
            "销户有哪些步骤",
            "C级和D级营业厅有什么不同",
            "为什么C级不需要引导员",
            "如果C级厅升为B级",
            "电线掉地上了",
            "飞船怎么开",
        ):
            turn = ask(page, text)
        folded = page.locator("#log [aria-expanded=false]")
        while folded.count():
            folded.first.click()
        turn.get_by_role("button", name="没用").click()
        without_violations(page)
        page.get_by_role("button", name="人工服务").click()
        without_violations(page)


def test_what_people_write_is_never_read_as_html(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server.address) as (page, _):
        for text in ("<img src=x onerror=alert(1)>销户", "</script><script>alert(1)</script>销户", "javascript:alert(1)销户"):
            turn = ask(page, text)
            expect(turn.locator(".said p")).to_have_text(text)
        assert page.locator("main img, main script").count() == 0
        page.reload()
        expect(page.locator(".said p").first).to_contain_text("<img")
        assert page.locator("main img, main script").count() == 0


@contextmanager
def with_widget(address: str, folder: Path) -> Iterator[int]:
    """The port of a page that shows the chat of this address by one script tag."""
    script = f'<script src="{address}/assets/widget.js"></script>'
    html = f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>网厅</title><h1>网上营业厅</h1>{script}'
    (folder / "index.html").write_text(html, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietFiles, directory=str(folder))) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield other.server_port
        other.shutdown()


def test_as_a_widget_on_a_page_of_another_site(chromium: Browser, open_site: Open, tmp_path: Path) -> None:
    """Where browsers give a frame no cookies but its own of that site: the conversation goes on there all the same."""
    site = open_site(secure_cookies=True, embed_from=["http://localhost:*"])
    with with_widget(site.address, tmp_path) as port, visiting(chromium, site.address) as (page, _):
        page.goto(f"http://localhost:{port}/index.html")
        page.get_by_role("button", name="打开供电服务标准咨询").click()
        chat = page.frame_locator("iframe")
        for number, text in enumerate(("销户有哪些步骤", "第二步是什么"), start=1):
            chat.locator("#text").fill(text)
            chat.locator("#text").press("Enter")
            expect(chat.locator(".turn .reply")).to_have_count(number)
        page.reload()
        page.get_by_role("button", name="打开供电服务标准咨询").click()
        expect(chat.locator(".turn")).to_have_count(2)
    assert len({sender for sender, _ in site.agent.heard}) == 1


def test_as_a_widget_on_another_page(chromium: Browser, server: Server, tmp_path: Path) -> None:
    """One script tag on a page of the same host, on another port."""
    with with_widget(server.address, tmp_path) as port, visiting(chromium, server.address) as (page, _):
        page.goto(f"http://127.0.0.1:{port}/index.html")
        page.get_by_role("button", name="打开供电服务标准咨询").click()
        chat = page.frame_locator("iframe")
        chat.locator("#text").fill("销户有哪些步骤")
        chat.locator("#text").press("Enter")
        expect(chat.locator("ol.flow > li")).to_have_count(6)
        chat.locator("#text").fill("第二步是什么")
        chat.locator("#text").press("Enter")
        expect(chat.locator(".turn").nth(1).locator(".reply")).to_contain_text("现场勘查")
        page.get_by_role("button", name="收起供电服务标准咨询").click()
        expect(page.locator("iframe")).to_be_hidden()
        page.get_by_role("button", name="打开供电服务标准咨询").click()
        expect(chat.locator(".turn")).to_have_count(2)
        without_violations(page)
        page.get_by_role("button", name="收起供电服务标准咨询").focus()
        page.keyboard.press("Escape")
        expect(page.locator("iframe")).to_be_hidden()


# ---- the agent's desk


@pytest.fixture(scope="module")
def accounts(server: Server) -> None:
    database = open_records(server.records)
    found = Accounts(database, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    found.add("wang", "agent", PASSWORD)
    found.add("root", "admin", PASSWORD)
    database.conn.close()


def log_in(page: Page, name: str) -> None:
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".call").first).to_be_visible()
    expect(page.locator("#query")).to_be_focused()


def test_a_call_by_keyboard_alone(chromium: Browser, server: Server, accounts: None) -> None:
    with visiting(chromium, server.address, "/desk", permissions=["clipboard-read", "clipboard-write"]) as (page, _):
        log_in(page, "wang")
        page.keyboard.type("xh")
        expect(page.locator("#hits li").first).to_contain_text("办理销户要经过哪些环节")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        call = page.locator(".call.active")
        expect(call.locator("ol.flow > li")).to_have_count(6)
        page.keyboard.press("Alt+c")
        expect(page.locator("#toast")).to_have_text("已复制。")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("销户的流程（共6步）：受理客户申请，然后现场勘查")
        assert "依据" not in copied
        page.keyboard.press("Alt+w")
        expect(call.locator("ul.tree")).to_be_visible()
        page.keyboard.press("Alt+d")
        expect(call.locator(".clause")).to_contain_text("5.1.4.6")
        page.keyboard.press("Alt+n")
        expect(page.locator(".call")).to_have_count(2)
        page.keyboard.type("C级营业厅需要引导员吗")
        page.keyboard.press("Enter")
        expect(page.locator(".call.active .verdict")).to_contain_text("标准没有要求")
        page.keyboard.press("Alt+1")
        expect(page.locator(".call.active ol.flow")).to_be_visible()
        page.keyboard.type("第二步是什么")
        page.keyboard.press("Enter")
        expect(page.locator(".call.active .turns > article").first).to_contain_text("现场勘查")
        expect(page.locator(".call.active .recent").first.locator("button")).to_have_count(2)
        page.locator("#logout").focus()
        page.keyboard.press("?")
        expect(page.locator("#help")).to_contain_text("复制要念的话")
        page.keyboard.press("Escape")
        page.keyboard.press("Alt+x")
        expect(page.locator(".call")).to_have_count(1)
        page.reload()
        expect(page.locator(".call .verdict")).to_contain_text("标准没有要求")
        page.get_by_role("button", name="退出登录").click()
        expect(page.get_by_label("账号")).to_be_focused()
        page.reload()
        expect(page.get_by_label("账号")).to_be_visible()
        expect(page.locator("#desk")).to_be_hidden()


def test_a_wrong_password_is_told(chromium: Browser, server: Server, accounts: None) -> None:
    with visiting(chromium, server.address, "/desk") as (page, _):
        page.get_by_label("账号").fill("root")
        page.get_by_label("密码").fill("wrong")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text("账号或密码不对。")


def test_the_queue_is_seen_to(chromium: Browser, server: Server, accounts: None) -> None:
    with visiting(chromium, server.address) as (page, _):
        ask(page, "量子飞船怎么驾驶")
    with visiting(chromium, server.address, "/desk") as (page, _):
        log_in(page, "wang")
        page.get_by_role("button", name="没有听懂的问题").click()
        row = page.locator("tr", has_text="量子飞船怎么驾驶")
        expect(row).to_be_visible()
        without_violations(page)
        row.get_by_role("button").click()
        expect(row).to_have_count(0)
        page.get_by_label("看已处理的").check()
        expect(row).to_contain_text("wang")
        assert page.get_by_role("button", name="对话记录").count() == 0, "not for agents"


def test_a_hall_is_checked_at_the_desk(chromium: Browser, server: Server, accounts: None) -> None:
    with visiting(chromium, server.address, "/desk") as (page, _):
        log_in(page, "wang")
        page.get_by_role("button", name="检查营业厅").click()
        page.get_by_label("等级").select_option("C级营业厅")
        staff = page.locator("fieldset", has_text="业务受理员").first
        staff.get_by_label("营业厅主管").check()
        staff.get_by_label("业务受理员").check()
        page.get_by_label("等级").select_option("B级营业厅")
        expect(staff.get_by_label("引导员")).to_be_visible()
        page.get_by_label("等级").select_option("C级营业厅")
        page.get_by_role("button", name="检查", exact=True).click()
        expect(page.locator(".results .missing")).to_have_text("缺1项")
        expect(page.locator(".results")).to_contain_text("服务人员：收费员（依据 4.1.4.2 b)3)）")
        without_violations(page)


def test_the_log_and_the_audit_trail(chromium: Browser, server: Server, accounts: None) -> None:
    with visiting(chromium, server.address) as (page, _):
        ask(page, "改类有哪些步骤")
    with visiting(chromium, server.address, "/desk", accept_downloads=True) as (page, _):
        log_in(page, "root")
        page.get_by_role("button", name="对话记录").click()
        page.get_by_label("查找", exact=True).fill("改类有哪些步骤")
        page.get_by_role("button", name="筛选").click()
        row = page.locator("tbody tr", has_text="改类有哪些步骤").first
        row.get_by_role("button", name="查看").click()
        expect(page.locator("td .answer").first).to_contain_text("受理客户申请")
        with page.expect_download() as download:
            page.get_by_role("link", name="导出 CSV").click()
        assert "改类有哪些步骤" in Path(download.value.path()).read_text(encoding="utf-8-sig")
        without_violations(page)
        page.on("dialog", lambda dialog: dialog.accept())
        count = int(re.findall(r"\d+", page.locator("#view-log").get_by_text("次对话").inner_text())[0])
        row.get_by_role("button", name="删除").click()
        if count > 1:
            expect(page.locator("#view-log").get_by_text("次对话")).to_have_text(re.compile(f"共 {count - 1} 次对话"))
        else:
            expect(page.get_by_text("没有符合条件的对话。")).to_be_visible()
        page.get_by_role("button", name="操作记录").click()
        expect(page.locator("#view-audit tbody tr").first).to_contain_text("删除对话")
        without_violations(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_can_be_used_by_everybody(chromium: Browser, server: Server, accounts: None, scheme: str) -> None:
    with visiting(chromium, server.address, "/desk", color_scheme=scheme) as (page, _):
        without_violations(page)
        log_in(page, "wang")
        page.keyboard.type("C级和D级营业厅有什么不同")
        page.keyboard.press("Enter")
        expect(page.locator(".call.active table.compare").first).to_be_visible()
        page.keyboard.type("回访")
        expect(page.locator("#hits li").first).to_be_visible()
        without_violations(page)
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "nothing sticks out"
