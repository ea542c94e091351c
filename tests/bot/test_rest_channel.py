"""The REST channel, met over HTTP: Rasa's own registration, a real server; only the agent behind it is replaced."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import socket
import threading
import time
import unicodedata
from collections.abc import Awaitable, Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import requests
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.constants import EXTERNAL_MESSAGE_PREFIX
from rasa.shared.core.events import BotUttered
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.utils.common import class_from_module_path

from bot.channels import messages
from bot.channels.messages import read_message
from bot.channels.rasa_gateway import WholeReplyOutput
from bot.channels.rest import HardenedRestInput, from_this_machine
from tests.bot.serving import serving

FRESH_ID = re.compile(r"[0-9a-f]{64}")
TOO_LONG = messages.TOO_LONG.format(limit=500)
ANSWER = "销户分三步。\n\n(依据 6.2.3)"


class WideRestInput(HardenedRestInput):
    """Lets a large body in, so that the length of the text is what is looked at."""

    @classmethod
    def name(cls) -> str:
        return "wide"


class ImpatientRestInput(HardenedRestInput):
    """Has next to no time."""

    @classmethod
    def name(cls) -> str:
        return "impatient"


async def answer(message: UserMessage) -> None:
    """Answer as a custom action does: text, structured answer and button in one utterance."""
    utterance = BotUttered(ANSWER, {"custom": {"kind": "steps"}, "buttons": [{"title": "第一步", "payload": "第一步"}]})
    await message.output_channel.send_response(message.sender_id, utterance.message())


class FakeAgent:
    """Stands where Rasa's agent stands; remembers what reached it."""

    def __init__(self) -> None:
        self.received: list[UserMessage] = []
        self.behave: Callable[[UserMessage], Awaitable[Any]] = answer

    async def handle_message(self, message: UserMessage) -> None:
        self.received.append(message)
        await self.behave(message)

    @property
    def texts(self) -> list[str | None]:
        return [message.text for message in self.received]


class Client:
    """Talks to the channel, and holds every reply to the shape that all replies have."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.http = requests.Session()
        self.http.trust_env = False

    def send(
        self, body: bytes | Iterator[bytes], *, status: int = 200, channel: str = "rest", query: str = "", **kwargs: Any
    ) -> list[dict[str, Any]]:
        response = self.http.post(f"{self.address}/{channel}/webhook{query}", data=body, timeout=20, **kwargs)
        assert response.status_code == status
        assert response.headers["content-type"] == "application/json"
        replies = response.json()
        assert isinstance(replies, list)
        assert replies
        for reply in replies:
            assert isinstance(reply["recipient_id"], str)
            assert isinstance(reply["text"], str)
            assert reply["text"].strip()
        return replies

    def post(self, payload: object, **kwargs: Any) -> list[dict[str, Any]]:
        return self.send(json.dumps(payload).encode(), **kwargs)

    def connect(self) -> socket.socket:
        host, _, port = self.address.split("/")[2].partition(":")
        return socket.create_connection((host, int(port)), timeout=5)

    def say(self, message: object, **kwargs: Any) -> list[dict[str, Any]]:
        return self.post({"sender": "tester", "message": message}, **kwargs)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[FakeAgent, Client]]:
    """One Sanic app with the channel (and its two variants) on a free port of this machine."""
    agent = FakeAgent()
    channels = [
        HardenedRestInput.from_credentials(None),
        WideRestInput.from_credentials({"max_body_bytes": 20_000_000}),
        ImpatientRestInput.from_credentials({"time_budget_seconds": 0.05}),
    ]
    with serving(agent, *channels) as address:
        client = Client(f"{address}/webhooks")
        yield agent, client
        client.http.close()


@pytest.fixture
def agent(server: tuple[FakeAgent, Client]) -> FakeAgent:
    agent, _ = server
    agent.received.clear()
    agent.behave = answer
    return agent


@pytest.fixture
def client(server: tuple[FakeAgent, Client]) -> Client:
    return server[1]


# --- what a good request gets


def test_a_question_is_answered_in_one_message(agent: FakeAgent, client: Client) -> None:
    replies = client.post({"sender": "seat-7", "message": "销户要走哪些步骤"})
    assert replies == [
        {
            "recipient_id": "seat-7",
            "text": ANSWER,
            "buttons": [{"title": "第一步", "payload": "第一步"}],
            "custom": {"kind": "steps"},
        }
    ]
    (message,) = agent.received
    assert (message.text, message.sender_id, message.input_channel) == ("销户要走哪些步骤", "seat-7", "rest")


def test_health(agent: FakeAgent, client: Client) -> None:
    response = client.http.get(f"{client.address}/rest/", timeout=5)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_chinese_is_readable_in_the_raw_reply(agent: FakeAgent, client: Client) -> None:
    response = client.http.post(f"{client.address}/rest/webhook", data=b'{"message": "?"}', timeout=5)
    assert messages.NO_WORDS in response.content.decode("utf-8")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "image/png", ""])
def test_json_is_taken_whatever_it_is_called(agent: FakeAgent, client: Client, content_type: str) -> None:
    body = json.dumps({"sender": "s", "message": "销户"}).encode()
    assert client.send(body, headers={"Content-Type": content_type})[0]["text"] == ANSWER


# --- bodies


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"{",
        b'{"message": "a"} x',
        b"\xff\xfe\xfd",
        b"sender=a&message=b",
        b"null",
        b"1",
        b'"/restart"',
        b'[{"message": "a"}]',
        b"[" * 60_000,
        b'{"message": ' + b"9" * 60_000,
    ],
)
def test_what_is_no_json_object_is_refused(agent: FakeAgent, client: Client, body: bytes) -> None:
    (reply,) = client.send(body, status=400)
    assert reply["text"] == messages.NOT_READABLE
    assert FRESH_ID.fullmatch(reply["recipient_id"])
    assert not agent.received


def test_a_form_is_refused(agent: FakeAgent, client: Client) -> None:
    client.send(b"--x\r\n\r\n--x--", status=400, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert not agent.received


def test_the_largest_body_is_read_and_one_byte_more_is_not(agent: FakeAgent, client: Client) -> None:
    body = json.dumps({"sender": "s", "message": "销户"}).encode().ljust(65536)
    assert client.send(body)[0]["text"] == ANSWER
    (reply,) = client.send(body + b" ", status=413)
    assert reply["text"] == messages.TOO_LARGE
    assert len(agent.received) == 1


def test_a_body_of_unknown_length_is_read_no_further_than_the_limit(agent: FakeAgent, client: Client) -> None:
    (reply,) = client.send(iter([b" " * 40_000] * 50), status=413)
    assert reply["text"] == messages.TOO_LARGE


@pytest.mark.parametrize(
    ("rest_of_request", "status", "sentence"),
    [
        (b"Content-Length: 65537\r\n\r\n{", b"413", messages.TOO_LARGE),  # announced, never sent
        (b"Content-Length: 200000000\r\n\r\n{", b"413", messages.TOO_LARGE),  # more than Sanic drains
        (b"Transfer-Encoding: chunked\r\n\r\n20000\r\n{", b"413", messages.TOO_LARGE),
        (b"Transfer-Encoding: chunked\r\n\r\nno chunk\r\n", b"400", messages.NOT_READABLE),
    ],
)
def test_a_broken_upload_is_answered_at_once(
    agent: FakeAgent, client: Client, rest_of_request: bytes, status: bytes, sentence: str
) -> None:
    with client.connect() as connection:
        connection.sendall(b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\n" + rest_of_request)
        response = connection.recv(65536)
    assert response.startswith(b"HTTP/1.1 " + status)
    (reply,) = json.loads(response.partition(b"\r\n\r\n")[2])
    assert reply["text"] == sentence


# --- messages


@pytest.mark.parametrize(
    "message",
    [
        *(None, 0, 4.1, True, [], ["销户"], {}, {"text": "销户"}),
        *("", " ", "\u3000", "\n\t", "？", "?!", "。。。", "——", "..."),
        *("/", "／／", " / ／ ", "EXTERNAL: ", "EXTERNAL:/"),
        *("😀", "👍🏽👨‍👩‍👧", "❤️", "§ ∑ ￥"),
        *("\x00", "\x00\x1b\x7f", "\u200b\u200d\ufeff", "\u2060", "\u3164", "\ufe0f", "\ud800"),
    ],
)
def test_what_has_no_words_is_asked_back(agent: FakeAgent, client: Client, message: object) -> None:
    assert client.say(message) == [{"recipient_id": "tester", "text": messages.NO_WORDS}]
    assert not agent.received


def test_a_missing_message_is_asked_back(agent: FakeAgent, client: Client) -> None:
    assert client.post({"sender": "tester"}) == [{"recipient_id": "tester", "text": messages.NO_WORDS}]
    assert not agent.received


def test_the_longest_message_is_read_and_one_character_more_is_not(agent: FakeAgent, client: Client) -> None:
    longest = "销户" * 250
    client.say(f"  {longest}\u200b\u3000")  # what is no character after normalisation does not count
    assert agent.texts == [longest]
    assert client.say(longest + "吗") == [{"recipient_id": "tester", "text": TOO_LONG}]
    assert client.say("㌖" * 100)[0]["text"] == TOO_LONG  # NFKC writes it キロメートル
    assert len(agent.received) == 1


@pytest.mark.parametrize("character", ["电", "？", "a", "9", "/", "\u0301", "\u0301\u0316", "ﷺ", " /"])
def test_a_million_characters_are_answered_at_once(agent: FakeAgent, client: Client, character: str) -> None:
    start = time.monotonic()
    assert client.say(character * 1_000_000, channel="wide")[0]["text"] == TOO_LONG
    assert client.say(character * 1_000_000, status=413)[0]["text"] == messages.TOO_LARGE
    assert time.monotonic() - start < 5
    assert not agent.received


def test_a_million_invisible_characters_are_none(agent: FakeAgent, client: Client) -> None:
    client.say("\u200b" * 1_000_000 + "销户" + "\u3000" * 1_000_000, channel="wide")
    assert agent.texts == ["销户"]


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ("电" * 400 + "费", "电" * 8 + "费"),
        ("电" * 8, "电" * 8),
        ("为什么？？？？？？？？？？？？", "为什么????????"),
        ("a" + "\u0316" * 100, "a" + "\u0316" * 8),
        ("户号0000000000001", "户号***"),  # digits may be somebody's number
        ("4.1.5的要求", "4.1.5的要求"),
        ("Ｃ级　营业厅\r\n需要\u200b什么\x00", "C级 营业厅 需要什么"),
        ("第①步", "第1步"),
        ("葛\U000e0100城", "葛城"),
        ("e\u200d\u0301", "é"),
        ("3", "3"),
        ("〇", "〇"),
    ],
)
def test_what_reaches_rasa(agent: FakeAgent, client: Client, sent: str, received: str) -> None:
    client.say(sent)
    assert agent.texts == [received]


# --- commands


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ("/restart", "restart"),
        ("/back", "back"),
        ("/session_start", "session_start"),
        ('/ask_steps{"service":"x"}', 'ask_steps{"service":"x"}'),
        ('/agent_only@1.0{"role":"admin"}', 'agent_only@1.0{"role":"admin"}'),
        ("／restart", "restart"),
        ("\u3000／restart", "restart"),
        ("\u200b/restart", "restart"),
        ("/\u200b/restart", "restart"),
        ("\x00/\x00restart", "restart"),
        ("\ufe0f/restart", "restart"),
        ("\u2060 \u00a0 /restart", "restart"),
        ("//／ / /restart", "restart"),
        ("/" * 100 + "restart", "restart"),
        ("EXTERNAL: foo", "foo"),
        ("external：foo", "foo"),
        ("ＥＸＴＥＲＮＡＬ： foo", "foo"),
        ("EX\u200bTERNAL: foo", "foo"),
        ("EXTERNAL foo", "foo"),
        ("EXTERNAL: EXTERNAL:/EXTERNAL : / ／restart", "restart"),
        ("/EXTERNAL: /foo", "foo"),
        ("营业/抄表", "营业/抄表"),
        ("external power supply", "external power supply"),
        ("什么是EXTERNAL: foo", "什么是EXTERNAL: foo"),
    ],
)
def test_no_text_is_a_command(agent: FakeAgent, client: Client, sent: str, received: str) -> None:
    client.say(sent)
    assert agent.texts == [received]
    parsed = Message({TEXT: received})
    assert YAMLStoryReader.unpack_regex_message(parsed) is parsed


def test_the_prefixes_are_those_of_rasa() -> None:
    assert (INTENT_MESSAGE_PREFIX, EXTERNAL_MESSAGE_PREFIX) == ("/", "EXTERNAL: ")
    hostile = Message({TEXT: '/restart{"a": "b"}'})
    assert YAMLStoryReader.unpack_regex_message(hostile) is not hostile  # Rasa would have obeyed


def test_metadata_and_input_channel_are_the_servers(agent: FakeAgent, client: Client) -> None:
    spoofed = {"metadata": {"role": "admin"}, "input_channel": "agent", "parse_data": {"intent": "x"}, "text": "/x"}
    client.post({"sender": "s", "message": "销户", **spoofed})
    (message,) = agent.received
    assert (message.metadata, message.input_channel, message.parse_data) == (None, "rest", None)


def test_there_is_no_streaming(agent: FakeAgent, client: Client) -> None:
    assert client.say("销户", query="?stream=true")[0]["text"] == ANSWER


# --- senders


@pytest.mark.parametrize("sender", ["a", "seat-7", "site:1@hall.c_9-X", "x" * 128])
def test_a_wellformed_sender_is_used(agent: FakeAgent, client: Client, sender: str) -> None:
    assert client.post({"sender": sender, "message": "销户"})[0]["recipient_id"] == sender
    assert agent.received[0].sender_id == sender


@pytest.mark.parametrize(
    "sender",
    [None, 0, 7, True, [], ["a"], {"a": 1}, "", " ", "a b", "a\n", "x" * 129, "客户", "a/b", "a'--", "\x00", "ａ", "web:x", "desk:x"],
)
def test_any_other_sender_gets_a_conversation_of_its_own(agent: FakeAgent, client: Client, sender: object) -> None:
    (reply,) = client.post({"sender": sender, "message": "销户"})
    assert FRESH_ID.fullmatch(reply["recipient_id"])
    assert agent.received[0].sender_id == reply["recipient_id"]


def test_two_requests_without_sender_never_share_a_conversation(agent: FakeAgent, client: Client) -> None:
    ids = {client.post({"message": "销户"})[0]["recipient_id"] for _ in range(20)}
    assert len(ids) == 20
    assert {message.sender_id for message in agent.received} == ids


# --- when Rasa does not answer

PRIVATE = "我的户号是4401234567890"


async def fail(message: UserMessage) -> None:
    raise RuntimeError(f"cannot handle {message.text}")


async def fail_after_a_reply(message: UserMessage) -> None:
    await answer(message)
    raise KeyError(message.text)


async def be_cancelled(message: UserMessage) -> None:
    raise asyncio.CancelledError


async def do_nothing(message: UserMessage) -> None:
    """Leave what is left of a turn when the action server is down."""


async def reply_without_words(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, BotUttered(" ", {"custom": {"a": 1}}).message())


async def reply_with_no_json(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": "好", "custom": {"a": float("nan")}})


@pytest.mark.parametrize(
    ("behave", "reason"),
    [
        (fail, "RuntimeError at "),
        (fail_after_a_reply, "KeyError at "),
        (be_cancelled, "cancelled"),
        (do_nothing, "without a reply in words"),
        (reply_without_words, "without a reply in words"),
    ],
)
def test_a_failure_is_owned_up_to(
    agent: FakeAgent, client: Client, caplog: pytest.LogCaptureFixture, behave: Callable[..., Any], reason: str
) -> None:
    agent.behave = behave
    with caplog.at_level(logging.DEBUG):
        assert client.say(PRIVATE) == [{"recipient_id": "tester", "text": messages.UNAVAILABLE}]
    (record,) = [record for record in caplog.records if record.name == "bot.channels.rasa_gateway"]
    assert reason in record.getMessage()
    assert agent.received[0].message_id in record.getMessage()
    assert "户号" not in caplog.text


def test_a_reply_that_is_no_json_is_a_failure_too(agent: FakeAgent, client: Client) -> None:
    agent.behave = reply_with_no_json
    assert client.say("销户", status=500)[0]["text"] == messages.UNAVAILABLE


def test_the_time_budget_holds_even_when_rasa_does_not_heed_it(agent: FakeAgent, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    ended = threading.Event()

    async def dawdle(message: UserMessage) -> None:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            await asyncio.sleep(1)  # a task may clean up for as long as it likes
            await answer(message)
            ended.set()
            raise ValueError(message.text) from None

    agent.behave = dawdle
    with caplog.at_level(logging.DEBUG):
        assert client.say(PRIVATE, channel="impatient") == [{"recipient_id": "tester", "text": messages.UNAVAILABLE}]
        assert not ended.is_set()
        assert ended.wait(5)
        agent.behave = answer
        assert client.say("销户")[0]["text"] == ANSWER
    assert "no answer within 0.05 seconds" in caplog.text
    assert "户号" not in caplog.text


def test_a_client_that_leaves_ends_its_message(agent: FakeAgent, client: Client) -> None:
    begun, ended = threading.Event(), threading.Event()

    async def wait(message: UserMessage) -> None:
        begun.set()
        try:
            await asyncio.sleep(10)
        finally:
            ended.set()

    agent.behave = wait
    body = json.dumps({"message": "销户"}).encode()
    with client.connect() as connection:
        connection.sendall(b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        assert begun.wait(5)
    assert ended.wait(5)


def test_the_sentences_say_where_to_turn() -> None:
    assert "95598" in messages.UNAVAILABLE
    assert "营业厅" in messages.UNAVAILABLE


# --- the output channel


def collect(*utterances: dict[str, Any]) -> list[dict[str, Any]]:
    output = WholeReplyOutput()
    for utterance in utterances:
        asyncio.run(output.send_response("r", utterance))
    return output.messages


def test_every_utterance_is_one_message() -> None:
    assert collect({"text": "甲\n\n乙"}, {"text": "丙", "custom": {"a": 1}, "buttons": []}, {}, {"text": " "}) == [
        {"recipient_id": "r", "text": "甲\n\n乙"},
        {"recipient_id": "r", "text": "丙", "custom": {"a": 1}},
    ]


def test_the_other_things_that_rasa_sends_are_kept() -> None:
    button = {"title": "t", "payload": "p"}
    assert collect(
        {"text": "甲", "quick_replies": [button], "image": "i", "attachment": "f"},
        {"elements": [{"title": "t", "subtitle": "s", "buttons": [button]}]},
    ) == [
        {"recipient_id": "r", "text": "甲", "buttons": [button], "image": "i", "attachment": "f"},
        {"recipient_id": "r", "text": "t : s", "buttons": [button]},
    ]


# --- settings


@pytest.mark.parametrize("entry", ["", " {}", "\n  max_characters: 30\n  max_body_bytes: 900\n  time_budget_seconds: 2.5"])
def test_rasa_finds_the_channel_by_its_module_path(entry: str) -> None:
    ((path, credentials),) = yaml.safe_load(f"bot.channels.rest.HardenedRestInput:{entry}").items()
    channel = class_from_module_path(path).from_credentials(credentials)  # as rasa.core.run does
    assert type(channel) is HardenedRestInput
    assert channel.name() == "rest"
    found = (channel.max_characters, channel.max_body_bytes, channel.time_budget_seconds)
    assert found == ((30, 900, 2.5) if "max" in entry else (500, 65536, 10))


@pytest.mark.parametrize(
    "credentials",
    [
        {"max_charcters": 30},
        {"max_characters": 0},
        {"max_characters": True},
        {"max_characters": 1.5},
        {"max_body_bytes": "64k"},
        {"time_budget_seconds": None},
        {"time_budget_seconds": float("inf")},
        {"time_budget_seconds": float("nan")},
        ["max_characters"],
        7,
    ],
)
def test_wrong_settings_are_named(credentials: Any) -> None:
    with pytest.raises(InvalidConfigException, match=r"bot\.channels\.rest\.HardenedRestInput in the credentials file"):
        HardenedRestInput.from_credentials(credentials)


# --- properties

TRICKY = "/／ \u3000\u200b\x00EXTERNAL:：a\u0301营"
ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(TRICKY, max_size=40)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=8,
)


@given(message=ANY_TEXT | ANY_JSON, sender=ANY_JSON)
@settings(max_examples=200, deadline=None)
@example(message="/restart", sender=None)
@example(message="EXTERNAL: EXTERNAL", sender="default")
def test_whatever_is_sent_is_answered(server: tuple[FakeAgent, Client], message: object, sender: object) -> None:
    agent, client = server
    agent.behave = answer
    agent.received.clear()
    client.post({"message": message, "sender": sender})  # which holds the reply to its shape
    for received in agent.received:
        assert isinstance(received.text, str)
        assert not received.text.startswith(("/", "EXTERNAL"))
        assert re.fullmatch(r"[A-Za-z0-9_.:@-]{1,128}", received.sender_id)


@given(payload=ANY_JSON | st.dictionaries(st.sampled_from(["message", "sender", "metadata"]), ANY_JSON))
@settings(max_examples=100, deadline=None)
def test_whatever_the_body_is_it_is_answered(server: tuple[FakeAgent, Client], payload: object) -> None:
    server[1].post(payload, status=200 if isinstance(payload, dict) else 400)


@given(ANY_TEXT)
@settings(max_examples=1000, deadline=None)
def test_what_is_read_is_plain_text(raw: str) -> None:
    text, refusal = read_message(raw, 20)
    assert bool(text) != bool(refusal)
    assert not text.startswith(("/", "EXTERNAL"))
    assert len(text) <= 20
    assert text == text.strip()
    text.encode()  # nothing that cannot be stored
    unpacked = Message({TEXT: text})
    assert YAMLStoryReader.unpack_regex_message(unpacked) is unpacked


@given(ANY_TEXT)
@settings(max_examples=1000, deadline=None)
def test_what_is_read_is_in_normal_form(raw: str) -> None:
    text = read_message(raw, 200).text
    assert not text or read_message(text, 200).text == text
    assert unicodedata.is_normalized("NFKC", text)
    assert not {unicodedata.category(character) for character in text} & {"Cc", "Cf", "Cs"}


# --- from where


@pytest.mark.parametrize(("address", "local"), [("127.0.0.1", True), ("::1", True), ("192.0.2.7", False), ("", False), ("unix", False)])
def test_only_this_machine_asks(address: str, local: bool) -> None:
    assert from_this_machine(SimpleNamespace(remote_addr="", ip=address)) is local  # type: ignore[arg-type]
    behind_a_proxy = SimpleNamespace(remote_addr="192.0.2.7", ip="127.0.0.1")
    assert not from_this_machine(behind_a_proxy)  # type: ignore[arg-type]


def test_others_are_told_where_to_ask(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.rest.from_this_machine", lambda request: False)
    (reply,) = client.post({"sender": "a", "message": "销户"}, status=403)
    assert "网页" in reply["text"]
