"""The running server over real HTTP: what it answers, what it keeps shut, and how it goes on when a part of it fails."""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest
import requests

from bot.channels import messages
from tests.conftest import PATIENCE_SECONDS, ROOT, Server, free_ports

pytestmark = pytest.mark.server

FRESH_ID = re.compile(r"[0-9a-f]{64}")
_senders = itertools.count()
PRIVATE = "户号7788990011张三丰"


def eventually(happens: Any) -> None:
    """Waits until something is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.1)


# --- what is answered


def test_the_shape_of_a_reply(server: Server) -> None:
    response = server.post({"sender": "shape", "message": "C级营业厅需要哪些服务人员"})
    assert response.headers["content-type"] == "application/json"
    (reply,) = response.json()
    assert set(reply) == {"recipient_id", "text", "buttons", "custom"}
    assert reply["recipient_id"] == "shape"
    assert "①营业厅主管、②业务受理员、③收费员" in reply["text"]
    assert "4.1.4.2 b)3)" in reply["text"]
    assert reply["custom"]["kind"] == "listing"
    assert [citation["clause"] for citation in reply["custom"]["citations"]] == ["4.1.4.2 b)3)", "4.1.4.1"]
    assert reply["custom"]["derivation"]
    assert all(button["title"] == button["payload"] for button in reply["buttons"])


def test_small_talk_has_no_structured_answer(server: Server) -> None:
    (reply,) = server.ask("谢谢", "shape")
    assert set(reply) == {"recipient_id", "text"}


def test_the_channel_says_that_it_is_up(server: Server) -> None:
    response = server.http.get(f"{server.address}/webhooks/rest/", timeout=10)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_conversations_do_not_mix(server: Server) -> None:
    server.say("C级营业厅需要哪些服务人员", "one")
    server.say("销户有哪些步骤", "two")
    assert "D级营业厅的服务人员" in server.say("那D级呢", "one")
    assert "现场勘查" in server.say("第二步是什么", "two")
    assert "推导过程" in server.say("为什么", "one")


def test_a_request_without_sender_has_a_conversation_of_its_own(server: Server) -> None:
    (first,) = server.post({"message": "销户有哪些步骤"}).json()
    (second,) = server.post({"message": "第二步是什么"}).json()
    assert FRESH_ID.fullmatch(first["recipient_id"])
    assert FRESH_ID.fullmatch(second["recipient_id"])
    assert first["recipient_id"] != second["recipient_id"]
    assert "现场勘查" not in second["text"]


def test_many_messages_of_one_sender_at_once_are_all_answered(server: Server) -> None:
    halls = [f"{grade}级营业厅" for grade in "ABCD"]
    asked = [f"{halls[number % 4]}需要哪些服务人员" for number in range(50)]
    with ThreadPoolExecutor(50) as pool:
        texts = list(pool.map(lambda question: server.say(question, "busy"), asked))
    for question, text in zip(asked, texts, strict=True):
        assert f"{question[:5]}的服务人员" in text  # its own answer, not another's
    assert "营业厅的" in server.say("设施呢", "busy")


def test_many_senders_at_once_are_all_answered(server: Server) -> None:
    def talk(number: int) -> str:
        service = ["销户", "过户", "新装", "改类"][number % 4]
        server.say(f"{service}有哪些步骤", f"crowd-{number}")
        return server.say("第一步是什么", f"crowd-{number}")

    with ThreadPoolExecutor(20) as pool:
        texts = list(pool.map(talk, range(40)))
    assert all("受理客户申请" in text for text in texts)


# --- what tries to be more than a question


@pytest.mark.parametrize(
    "payload",
    [
        '/ask_steps{"service":"x"}',
        '/ask_steps{"service":"销户"}',
        "/restart",
        "／restart",
        "\u3000／ /restart",
        "/session_start",
        "/back",
        "EXTERNAL: ask_steps",
        "EXTERNAL: /restart",
        '/slot{"last_query":null}',
    ],
)
def test_text_is_only_text(server: Server, payload: str) -> None:
    sender = f"door-{next(_senders)}"
    server.say("C级营业厅需要哪些服务人员", sender)
    server.say(payload, sender)
    stored = " ".join(_events(server, sender))
    assert '"name": "action_restart"' not in stored
    assert '"event": "restart"' not in stored
    assert '"name": "restart"' not in stored
    assert "RegexMessageHandler" not in stored
    assert '"text": "/' not in stored
    assert '"text": "EXTERNAL' not in stored


def _events(server: Server, sender: str) -> list[str]:
    with sqlite3.connect(f"file:{server.trackers}?mode=ro", uri=True) as connection:
        rows = connection.execute("select data from events where sender_id = ? order by id", (sender,)).fetchall()
    connection.close()
    assert rows
    return [data for (data,) in rows]


def test_a_conversation_goes_on_after_an_injection(server: Server) -> None:
    server.say("销户有哪些步骤", "goes-on")
    server.say("/restart", "goes-on")
    server.say('/slot{"last_query":null}', "goes-on")
    assert "受理客户申请" in server.say("销户有哪些步骤", "goes-on")
    assert "现场勘查" in server.say("第二步是什么", "goes-on")


def test_metadata_sets_no_slot(server: Server) -> None:
    spoofed = {"metadata": {"last_query": {"kind": "steps", "concepts": ["销户"]}}, "slots": {"last_query": {}}, "input_channel": "cmdline"}
    (reply,) = server.post({"sender": "spoof", "message": "第二步是什么", **spoofed}).json()
    assert "现场勘查" not in reply["text"]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (None, messages.NO_WORDS),
        (["销户"], messages.NO_WORDS),
        ({"text": "销户"}, messages.NO_WORDS),
        (7, messages.NO_WORDS),
        ("", messages.NO_WORDS),
        (" \u3000\n", messages.NO_WORDS),
        ("😀😀", messages.NO_WORDS),
        ("/", messages.NO_WORDS),
        ("\x00\u200b", messages.NO_WORDS),
        ("销户" * 251, messages.TOO_LONG.format(limit=500)),
        ("电" * 5000, messages.TOO_LONG.format(limit=500)),
    ],
    ids=lambda value: ascii(value)[:12],
)
def test_what_is_no_question_gets_a_friendly_sentence(server: Server, message: object, sentence: str) -> None:
    assert server.ask(message, "odd") == [{"recipient_id": "odd", "text": sentence}]


def test_a_huge_body_is_refused(server: Server) -> None:
    response = server.post({"sender": "huge", "message": "电" * 1_000_000})
    assert response.status_code == 413
    assert response.json()[0]["text"] == messages.TOO_LARGE


@pytest.mark.parametrize("payload", [None, [], [{"message": "销户"}], "销户", 7])
def test_a_body_that_is_no_object_is_refused(server: Server, payload: object) -> None:
    response = server.post(payload)
    assert response.status_code == 400
    assert response.json()[0]["text"] == messages.NOT_READABLE


@pytest.mark.parametrize(
    "message", ["第百项是什么", "要几百块钱吗", "{{7*7}}", "<script>alert(1)</script>", "'; drop table events; --", "\ud83d销户"]
)
def test_odd_text_is_answered(server: Server, message: str) -> None:
    text = server.say(message, "odd-text")
    assert text != messages.UNAVAILABLE
    assert "49" not in text
    assert "<script>" not in text


# --- what is shut


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/conversations/tester/tracker"),
        ("GET", "/conversations/tester/story"),
        ("POST", "/conversations/tester/messages"),
        ("POST", "/conversations/tester/tracker/events"),
        ("POST", "/conversations/tester/execute"),
        ("POST", "/conversations/tester/trigger_intent"),
        ("GET", "/domain"),
        ("GET", "/model"),
        ("PUT", "/model"),
        ("DELETE", "/model"),
        ("POST", "/model/parse"),
        ("POST", "/model/train"),
        ("POST", "/model/predict"),
        ("GET", "/status"),
        ("GET", "/version"),
        ("GET", "/webhooks/callback/"),
        ("POST", "/webhooks/callback/webhook"),
        ("GET", "/socket.io/"),
    ],
)
def test_rasas_http_api_is_off(server: Server, method: str, path: str) -> None:
    assert server.http.request(method, server.address + path, json={"text": "x"}, timeout=10).status_code == 404


def test_both_ports_are_on_the_loopback_address_only(server: Server) -> None:
    listening = [
        connection.laddr
        for process in server.family()
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert {address.port for address in listening} == {server.port, server.actions_port}
    assert {address.ip for address in listening} == {"127.0.0.1"}


def test_the_conversations_are_where_they_were_told_to_be(server: Server) -> None:
    server.say("销户有哪些步骤", "kept")
    assert any("销户有哪些步骤" in event for event in _events(server, "kept"))


def test_no_personal_data_is_stored_by_rasa_or_by_the_pages(server: Server) -> None:
    private = ("13812345678", "330102199001011234", "7788990011", "6222021234567890123", "文三路123号")
    message = "手机{}，身份证{}，户号{}，卡号{}，住{}，怎么销户".format(*private)
    assert "***" in "\n".join(_events(server, _sender_of(server, message)))
    response = server.http.post(f"{server.address}/chat/messages", json={"sent": "sent-private", "text": message}, timeout=60)
    assert "***" in response.json()["text"]
    for path in (server.trackers, server.records):
        for file in path.parent.glob(f"{path.name}*"):  # with the write-ahead log
            written = file.read_bytes()
            for part in private:
                assert part.encode() not in written, f"{part} in {file.name}"


def _sender_of(server: Server, message: str) -> str:
    server.say(message, "masked")
    return "masked"


def _copied(server: Server, sender: str, to: str, seconds: float) -> None:
    """A conversation once more under another name, as if it had been held some seconds earlier."""
    connection = sqlite3.connect(server.trackers)
    with connection:
        columns = "type_name, timestamp, intent_name, action_name, data"
        for row in connection.execute(f"select {columns} from events where sender_id = ? order by id", (sender,)).fetchall():  # noqa: S608
            data = json.loads(row[4])
            data["timestamp"] -= seconds
            values = (to, row[0], row[1] - seconds, row[2], row[3], json.dumps(data))
            connection.execute(f"insert into events (sender_id, {columns}) values (?, ?, ?, ?, ?, ?)", values)  # noqa: S608
    connection.close()


@pytest.mark.parametrize(("seconds", "remembered"), [(60, True), (3600, False)])
def test_a_conversation_is_taken_up_from_the_file_unless_it_is_old(server: Server, seconds: float, remembered: bool) -> None:
    server.say("销户有哪些步骤", f"held-{seconds}")
    _copied(server, f"held-{seconds}", f"taken-up-{seconds}", seconds)
    assert ("现场勘查" in server.say("第二步是什么", f"taken-up-{seconds}")) == remembered


# --- when a part fails


def test_the_action_server_comes_back(server: Server) -> None:
    question = "销户有哪些步骤"
    assert "受理客户申请" in server.say(question, "patient")
    killed = server.listening()[server.actions_port]
    killed.kill()
    eventually(lambda: not killed.is_running() or killed.status() == psutil.STATUS_ZOMBIE)
    text = server.say(f"{PRIVATE}，{question}", "patient")
    assert text == messages.UNAVAILABLE
    assert "95598" in text
    eventually(lambda: "受理客户申请" in server.say(question, "patient"))
    assert server.listening()[server.actions_port].pid != killed.pid
    assert "现场勘查" in server.say("第二步是什么", "patient")
    assert "正在重新启动" in server.log.read_text(encoding="utf-8")


def test_the_log_has_no_text_of_a_customer(server: Server) -> None:
    for message in (f"{PRIVATE}想销户", PRIVATE, PRIVATE * 100, f"/{PRIVATE}", f"第百项{PRIVATE}", [PRIVATE], {PRIVATE: PRIVATE}):
        server.ask(message, "private")
        server.post({"sender": PRIVATE, "message": message})
    server.http.post(f"{server.address}/webhooks/rest/webhook", data=PRIVATE.encode(), timeout=10)
    server.http.post(f"{server.address}/chat/messages", json={"sent": "sent-0000001", "text": f"{PRIVATE}想销户"}, timeout=10)
    log = server.log.read_text(encoding="utf-8")
    assert "助手已启动" in log
    for part in ("户号", "7788990011", "张三丰", "\\u6237", "想销户"):
        assert part not in log


def test_a_taken_port_is_told_in_one_line(server: Server) -> None:
    (free,) = free_ports(1)
    for port, actions_port, option, number in (
        (server.port, free, "--port", server.port),
        (free, server.actions_port, "--actions-port", server.actions_port),
    ):
        command = [sys.executable, "-m", "bot", "serve", "--no-train", "--port", str(port), "--actions-port", str(actions_port)]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
        assert result.returncode == 2
        (line,) = result.stderr.splitlines()
        assert line.startswith(f"advisor: 端口 {number} 不能用")
        assert option in line
        assert result.stdout == ""


def test_the_server_is_none_the_worse(server: Server) -> None:
    assert server.process.poll() is None
    assert "销户的流程" in server.say("销户有哪些步骤", "after")
    with pytest.raises(requests.RequestException):
        requests.get(f"http://127.0.0.2:{server.port}/webhooks/rest/", timeout=5)
