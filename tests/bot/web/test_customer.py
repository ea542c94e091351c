"""The customer's page, met over HTTP: what is asked is answered once, kept, and is nobody else's."""

from __future__ import annotations

import concurrent.futures

import pytest

from bot.channels.messages import NO_WORDS, UNAVAILABLE
from bot.records.unanswered import Unanswered
from tests.bot.web.browsing import PASSWORD
from tests.bot.web.conftest import Site


def test_a_question_is_answered_and_kept(site: Site) -> None:
    browser = site.browser()
    turn = browser.ask("销户有哪些步骤")
    (reply,) = turn["replies"]
    assert (turn["text"], reply["text"]) == ("销户有哪些步骤", "您说：销户有哪些步骤。营业厅")
    assert reply["buttons"] == [{"title": "为什么？", "payload": "为什么？"}]
    assert "recipient_id" not in reply, "the page need not know the id of the conversation"
    browser.ask("那过户呢")
    assert browser.history() == ["销户有哪些步骤", "那过户呢"]
    assert len({sender for sender, _ in site.agent.heard}) == 1


def test_two_customers_never_share_a_conversation(site: Site) -> None:
    one, other = site.browser(), site.browser()
    one.ask("甲的问题")
    other.ask("乙的问题")
    assert one.history() == ["甲的问题"]
    assert other.history() == ["乙的问题"]
    assert len({sender for sender, _ in site.agent.heard}) == 2


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    browser = site.browser()
    response = browser.post("/chat/messages", {"sent": "sent-cookie", "text": "你好"})
    cookie = response.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("conversation=", "httponly", "samesite=strict", "path=/", "max-age=2592000"))
    assert "secure" not in cookie


def test_over_https_the_cookie_is_secure(open_site: object) -> None:
    site: Site = open_site(secure_cookies=True)  # type: ignore[operator]
    response = site.browser().post("/chat/messages", {"sent": "sent-cookie", "text": "你好"})
    assert response.headers["set-cookie"].endswith("; HttpOnly; SameSite=Strict; Secure")


def test_on_pages_of_other_sites_the_cookie_is_one_of_each_site(open_site: object) -> None:
    """A frame on another site's page has no cookie but a partitioned one, and that only over https."""
    site: Site = open_site(secure_cookies=True, embed_from=["https://hall.example.com"])  # type: ignore[operator]
    response = site.browser().post("/chat/messages", {"sent": "sent-cookie", "text": "你好"})
    assert response.headers["set-cookie"].endswith("; HttpOnly; SameSite=None; Secure; Partitioned")
    response = site.browser().post("/desk/login", {"name": "wang", "password": PASSWORD})
    assert response.headers["set-cookie"].endswith("; HttpOnly; SameSite=Strict; Secure")


@pytest.mark.parametrize("cookie", ["web:1", "default", "'; drop table turns; --", "x" * 5000, "IndlYjphIg.AAAA", ""])
def test_a_cookie_that_was_not_made_here_is_none(site: Site, cookie: str) -> None:
    owner = site.browser()
    owner.ask("甲的问题")
    stranger = site.browser()
    stranger.http.cookies.set("conversation", cookie)
    assert stranger.history() == []
    stranger.ask("乙的问题")
    assert owner.history() == ["甲的问题"]
    assert len({sender for sender, _ in site.agent.heard}) == 2


def test_a_message_sent_twice_is_asked_once(site: Site) -> None:
    """The page sends again what it got no answer for; a double click sends twice at once."""
    browser = site.browser()
    browser.ask("你好")
    site.agent.pause = 0.2
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        turns = list(pool.map(lambda _: browser.ask("销户", sent="the-same-one"), range(4)))
    turns.append(browser.ask("销户", sent="the-same-one"))
    assert len({turn["id"] for turn in turns}) == 1
    assert [text for _, text in site.agent.heard] == ["你好", "销户"]
    assert browser.history() == ["你好", "销户"]


def test_personal_data_goes_no_further(site: Site) -> None:
    browser = site.browser()
    turn = browser.ask("我叫张三，手机13812345678，户号1234567890，怎么销户")
    assert turn["text"] == "我叫***,手机***,户号***,怎么销户"
    everything = "\n".join(site.database.conn.iterdump()) + str(site.agent.heard)
    assert not any(secret in everything for secret in ("13812345678", "1234567890", "张三"))
    browser.post("/chat/ratings", {"reply": turn["replies"][0]["id"], "good": False, "reason": "打13812345678找我"})
    assert "13812345678" not in "\n".join(site.database.conn.iterdump())


def test_who_writes_traditional_is_answered_in_traditional(site: Site) -> None:
    browser = site.browser()
    assert browser.ask("銷戶有哪些步驟")["replies"][0]["text"].endswith("營業廳")
    assert browser.ask("95598")["replies"][0]["text"].endswith("營業廳"), "what is the same in both goes on"
    assert browser.ask("那过户呢")["replies"][0]["text"].endswith("营业厅")
    assert site.browser().ask("95598")["replies"][0]["text"].endswith("营业厅")


def test_a_new_conversation_begins_anew(site: Site) -> None:
    browser = site.browser()
    browser.ask("旧的")
    assert browser.post("/chat/new", {}).status_code == 200
    assert browser.history() == []
    browser.ask("新的")
    assert browser.history() == ["新的"]
    assert len({sender for sender, _ in site.agent.heard}) == 2


@pytest.mark.parametrize("text", [None, 7, [], "", " ", "\u200b", "😀"])
def test_no_words_are_told_so(site: Site, text: object) -> None:
    turn = site.browser().ask(text)
    assert [reply["text"] for reply in turn["replies"]] == [NO_WORDS]
    assert site.agent.heard == []


def test_a_failure_is_owned_up_to_and_kept(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.agent.failure = RuntimeError("13812345678")
    browser = site.browser()
    assert [reply["text"] for reply in browser.ask("销户")["replies"]] == [UNAVAILABLE]
    assert "13812345678" not in caplog.text
    assert browser.history() == ["销户"]


def test_ratings(site: Site) -> None:
    browser, stranger = site.browser(), site.browser()
    reply = browser.ask("飞船怎么开")["replies"][0]["id"]
    stranger.ask("你好")
    assert browser.post("/chat/ratings", {"reply": reply, "good": False, "reason": "答得不对"}).status_code == 200
    assert browser.get("/chat/history").json()["turns"][0]["replies"][0]["good"] is False
    assert stranger.post("/chat/ratings", {"reply": reply, "good": True}).status_code == 404
    assert site.browser().post("/chat/ratings", {"reply": reply, "good": True}).status_code == 404
    assert browser.post("/chat/ratings", {"reply": reply, "good": "yes"}).status_code == 400
    assert browser.post("/chat/ratings", {"reply": reply, "good": True, "reason": "x" * 301}).status_code == 400
    assert browser.post("/chat/ratings", {"good": True}).status_code == 400


def test_what_was_not_understood_or_liked_is_for_the_queue(site: Site) -> None:
    browser = site.browser()
    browser.ask("飞船怎么开")
    reply = browser.ask("销户")["replies"][0]["id"]
    browser.post("/chat/ratings", {"reply": reply, "good": False})
    found = {row["text"]: row["why"] for row in Unanswered(site.database).open()}
    assert found == {"飞船怎么开": "not_understood", "销户": "disliked"}
