"""A test for each door: what must not come in does not, and what goes out cannot do harm."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import requests

from bot.records.audit import Audit
from bot.web.files import FOLDER
from tests.bot.web.browsing import PASSWORD
from tests.bot.web.conftest import Open, Site

CUSTOMER = ["/chat/messages", "/chat/new", "/chat/ratings"]
DESK = [
    "/desk/logout",
    "/desk/calls",
    "/desk/calls/close",
    "/desk/messages",
    "/desk/ratings",
    "/desk/halls",
    "/desk/unanswered",
    "/desk/log/delete",
]
ADMIN = ["/desk/log", "/desk/log/turns", "/desk/log/export", "/desk/audit"]
READ = ["/desk/search", "/desk/calls", "/desk/halls", "/desk/unanswered", *ADMIN]
MARKUP = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser", " onclick=", " style="]
OF_RASA = ["/conversations/x/tracker", "/model", "/domain", "/status", "/version", "/assets/../channel.py", "/assets/%2e%2e%2fchannel.py"]

# ---- commands of Rasa


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ('/agent_only{"role":"admin"}', 'agent_only{"role":"admin"}'),
        ("／restart", "restart"),
        ("\u3000/ /restart", "restart"),
        ("EXTERNAL: x", "x"),
        ("/session_start", "session_start"),
        ("//back", "back"),
    ],
)
def test_no_text_is_a_command(site: Site, sent: str, heard: str) -> None:
    site.browser().ask(sent)
    assert [text for _, text in site.agent.heard] == [heard]


# ---- size and speed


def test_long_questions_are_told_so(site: Site) -> None:
    (reply,) = site.browser().ask("电表" * 101)["replies"]
    assert "200个字以内" in reply["text"]
    assert site.agent.heard == []


def test_runs_of_one_character_are_drawn_together(site: Site) -> None:
    site.browser().ask("电" * 190)
    assert site.agent.heard[0][1] == "电" * 8


@pytest.mark.parametrize("path", [*CUSTOMER, "/desk/login"])
def test_large_bodies_are_not_read(site: Site, path: str) -> None:
    assert site.browser().post(path, {"text": "x" * 100_000}).status_code == 413


@pytest.mark.parametrize("path", [*CUSTOMER, "/desk/login"])
@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"7", b'"a"', b"{", b"\xff", b"[" * 5000, b'{"a": NaN'])
def test_what_is_no_object_is_told_so(site: Site, path: str, body: bytes) -> None:
    response = requests.post(site.address + path, data=body, headers={"Content-Type": "application/json"}, timeout=20)
    assert response.status_code == 400
    assert response.json()["error"]


def test_a_session_that_asks_too_often_waits(open_site: Open) -> None:
    site = open_site(per_session="3/minute")
    hasty, other = site.browser(), site.browser()
    statuses = [hasty.post("/chat/messages", {"sent": f"sent-{n:08}", "text": "销户"}) for n in range(6)]
    assert [response.status_code for response in statuses] == [200, 200, 200, 200, 429, 429], "the first made the conversation"
    refused = statuses[-1]
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "太快" in refused.json()["error"]
    assert other.ask("过户")["replies"], "others are not kept waiting"


def test_an_address_that_asks_too_often_waits(open_site: Open) -> None:
    """Also one that throws its cookies away."""
    site = open_site(per_address="5/minute")
    statuses = [site.browser().post("/chat/messages", {"sent": "sent-00000001", "text": "销户"}).status_code for _ in range(8)]
    assert statuses == [200] * 5 + [429] * 3


def test_an_address_cannot_be_made_up(open_site: Open) -> None:
    site = open_site(per_address="2/minute")
    statuses = [
        site.browser().post("/chat/messages", {"sent": "sent-00000001", "text": "销户"}, X_Forwarded_For=f"192.0.2.{n}").status_code
        for n in range(4)
    ]
    assert statuses == [200, 200, 429, 429]


def test_behind_a_proxy_the_address_is_what_the_proxy_says(open_site: Open) -> None:
    site = open_site(per_address="2/minute", proxies=1)

    def status(forwarded: str) -> int:
        return site.browser().post("/chat/messages", {"sent": "sent-00000001", "text": "销户"}, X_Forwarded_For=forwarded).status_code

    assert [status(f"192.0.2.{n}") for n in range(4)] == [200] * 4
    assert [status(f"192.0.2.{n}, 198.51.100.7") for n in range(4)] == [200, 200, 429, 429], "what the client says is nothing"


# ---- other sites


@pytest.mark.parametrize("path", [*CUSTOMER, "/desk/login"])
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}],
)
def test_other_sites_do_nothing_in_a_persons_name(site: Site, path: str, headers: dict[str, str]) -> None:
    browser = site.browser()
    assert browser.post(path, {"sent": "sent-00000001", "text": "销户", "name": "wang", "password": PASSWORD}, **headers).status_code == 403
    assert site.agent.heard == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])
def test_a_form_of_another_site_is_not_read(site: Site, kind: str) -> None:
    body = json.dumps({"sent": "sent-00000001", "text": "销户"})
    response = requests.post(f"{site.address}/chat/messages", data=body, headers={"Content-Type": kind}, timeout=20)
    assert response.status_code == 415
    assert site.agent.heard == []


def test_no_other_site_reads_what_is_answered(site: Site) -> None:
    response = site.browser().get("/chat/history", Origin=site.address)
    assert "access-control-allow-origin" not in {name.lower() for name in response.headers}


@pytest.mark.parametrize("path", ["/", "/desk", "/widget", "/assets/chat.js", "/assets/nothing", "/chat/history"])
def test_every_response_carries_the_policy(site: Site, path: str) -> None:
    headers = site.browser().get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy
    assert ("frame-ancestors 'self'" if path == "/widget" else "frame-ancestors 'none'") in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_only_sites_that_were_named_show_the_widget(open_site: Open) -> None:
    site = open_site(embed_from=["https://www.example.com"])
    assert "frame-ancestors 'self' https://www.example.com" in site.browser().get("/widget").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in site.browser().get("/desk").headers["Content-Security-Policy"]


def test_pages_ask_nothing_from_elsewhere_and_read_nothing_as_html() -> None:
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        code = text.replace("http://www.w3.org/2000/svg", "").replace("https://…", "")
        assert "http://" not in code, path.name
        assert "https://" not in code, path.name
        for door in MARKUP:
            assert door not in text, f"{path.name}: {door}"


# ---- what Rasa itself would offer


@pytest.mark.parametrize("path", OF_RASA)
def test_nothing_else_is_served(site: Site, path: str) -> None:
    assert requests.get(site.address + path, timeout=20).status_code == 404


# ---- the desk


@pytest.mark.parametrize("path", DESK)
def test_the_desk_changes_nothing_for_who_is_not_logged_in(site: Site, path: str) -> None:
    assert site.browser().post(path, {}).status_code == 401


@pytest.mark.parametrize("path", READ)
def test_the_desk_shows_nothing_to_who_is_not_logged_in(site: Site, path: str) -> None:
    browser = site.browser()
    assert browser.get(path).status_code == 401
    browser.ask("你好")
    browser.http.cookies.set("desk", browser.http.cookies["conversation"], path="/desk")
    assert browser.get(path).status_code == 401, "a cookie of a customer opens nothing here"


@pytest.mark.parametrize("name", ["wang", "li", "chen"])
@pytest.mark.parametrize("path", ADMIN)
def test_the_log_is_for_administrators(site: Site, name: str, path: str) -> None:
    assert site.desk(name).get(path).status_code == 403


def test_who_is_no_administrator_deletes_nothing(site: Site) -> None:
    customer = site.browser()
    customer.ask("你好")
    assert site.desk("wang").post("/desk/log/delete", {"id": site.agent.heard[0][0]}).status_code == 403
    assert customer.history() == ["你好"]


@pytest.mark.parametrize("body", [{"role": "admin"}, {"name": "root"}, {"metadata": {"role": "admin"}}])
def test_no_role_comes_from_a_request(site: Site, body: dict[str, object]) -> None:
    desk = site.desk("wang")
    desk.http.cookies.set("role", "admin")
    assert desk.get("/desk/log?role=admin", X_Role="admin").status_code == 403
    assert desk.post("/desk/log/delete", {"id": "x", **body}).status_code == 403


@pytest.mark.parametrize("path", DESK)
def test_every_change_needs_the_csrf_token(site: Site, path: str) -> None:
    desk, other = site.desk("root"), site.desk("root")
    for token in ("", "x", other.csrf_token):
        desk.csrf_token = token
        assert desk.post(path, {}).status_code == 403


def test_who_logged_out_is_out(site: Site) -> None:
    desk = site.desk("wang")
    stolen = desk.http.cookies.copy()
    assert desk.post("/desk/logout", {}).status_code == 200
    thief = site.browser()
    thief.http.cookies.update(stolen)
    assert thief.get("/desk/calls").status_code == 401


def test_guessing_passwords_locks_the_account(site: Site) -> None:
    browser = site.browser()
    statuses = [browser.post("/desk/login", {"name": "wang", "password": "wrong"}).status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    right = browser.post("/desk/login", {"name": "wang", "password": PASSWORD})
    assert right.status_code == 429
    assert int(right.headers["Retry-After"]) > 60
    assert site.desk("li"), "others log in"
    actions = [(entry["actor"], entry["action"], entry["object"]) for entry in Audit(site.database).entries()]
    assert actions.count(("wang", "login refused", "")) == 5
    assert ("wang", "login refused", "locked") in actions


def test_trying_to_log_in_too_often_waits(open_site: Open) -> None:
    site = open_site(logins="3/minute")
    statuses = [site.browser().post("/desk/login", {"name": f"n{n}", "password": "wrong"}).status_code for n in range(5)]
    assert statuses == [401, 401, 401, 429, 429]


def test_the_login_cookie_is_for_where_staff_work_alone(site: Site) -> None:
    response = site.browser().post("/desk/login", {"name": "wang", "password": PASSWORD})
    cookies = response.raw.headers.getlist("set-cookie")
    assert [cookie.split("; ")[1] for cookie in cookies] == ["Path=/desk", "Path=/train"]
    assert all("HttpOnly; SameSite=Strict" in cookie for cookie in cookies)


def test_the_secret_is_for_its_owner_alone(site: Site, tmp_path: Path) -> None:
    (secret,) = tmp_path.glob("site-0/secret")
    assert secret.stat().st_mode & 0o077 == 0
    assert len(secret.read_text()) == 64


# ---- what goes out


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "\t=1", "=cmd|'/c calc'!A1"])
def test_no_export_is_taken_for_a_formula(site: Site, text: str) -> None:
    site.browser().ask(f"{text}营业厅")
    lines = site.desk("root").get("/desk/log/export?form=csv").content.decode("utf-8-sig").splitlines()
    cells = lines[1].split(",")
    assert not cells[2].strip('"').startswith(("=", "+", "-", "@", "\t"))


def test_errors_say_nothing_of_the_inside(site: Site) -> None:
    site.database.execute("drop table turns")
    browser = site.browser()
    response = browser.post("/chat/messages", {"sent": "sent-00000001", "text": "销户"})
    assert response.status_code == 500
    assert set(response.json()) == {"error"}
    assert not any(word in response.text for word in ("Traceback", "sqlite", "turns", ".py"))


def test_many_messages_of_one_session_at_once_are_all_answered(site: Site) -> None:
    from concurrent.futures import ThreadPoolExecutor

    browser = site.browser()
    browser.ask("先")
    site.agent.pause = 0.01
    start = time.monotonic()
    with ThreadPoolExecutor(25) as pool:
        turns = list(pool.map(lambda n: browser.ask(f"第{n}问"), range(50)))
    assert time.monotonic() - start < 60
    assert sorted(turn["text"] for turn in turns) == sorted(f"第{n}问" for n in range(50))
    assert sorted(browser.history()) == sorted(["先", *(f"第{n}问" for n in range(50))])
