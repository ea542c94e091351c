"""The two changes to Rasa for speed: the first does what Rasa's own method does, the second loses nothing."""

from __future__ import annotations

import asyncio
import importlib.util
from typing import Any

import pytest
from aiohttp import ClientSession, web
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError
from rasa.core.actions import action
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from bot.speed import PersistentEndpoint, validate_once


@pytest.fixture(scope="module")
def original() -> Any:
    """Rasa's own class, whatever has been done to the one in use."""
    spec = importlib.util.spec_from_file_location("untouched_action", action.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.RemoteAction


@pytest.fixture(scope="module")
def changed() -> Any:
    """The class in use after the change."""
    before = RemoteAction._validate_action_result
    validate_once()
    yield RemoteAction
    RemoteAction._validate_action_result = before


def verdict(cls: Any, result: Any) -> tuple[bool, str]:
    """Whether a result is accepted, and what is said where it is not."""
    try:
        return cls._validate_action_result(cls("action_answer", None), result), ""
    except ValidationError as error:
        return False, error.message


ANSWERED: dict[str, Any] = {
    "events": [{"event": "slot", "timestamp": None, "name": "last_query", "value": {"kind": "steps"}}],
    "responses": [{"text": "销户的流程", "buttons": [{"title": "为什么？", "payload": "为什么？"}], "custom": {"kind": "flows"}}],
}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["event", "name", "text", "events", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
EVENTS = st.lists(
    st.fixed_dictionaries({"event": st.sampled_from(["slot", "user", "x"]) | VALUES}, optional={"name": VALUES, "value": VALUES}) | VALUES,
    max_size=3,
)
RESULTS = (
    VALUES
    | st.fixed_dictionaries({}, optional={"events": EVENTS | VALUES, "responses": st.lists(VALUES, max_size=3) | VALUES, "more": VALUES})
    | st.fixed_dictionaries({"events": EVENTS, "responses": st.lists(st.dictionaries(st.sampled_from(["text", "image"]), VALUES))})
)


@given(RESULTS)
@settings(max_examples=300, deadline=None)
@example(ANSWERED)
@example({})
@example({"events": [{"name": "x"}], "responses": []})
@example({"events": [{"event": 7}], "responses": []})
@example({"events": {}, "responses": []})
@example({"events": [], "responses": {}})
@example([])
@example(None)
def test_the_same_results_are_accepted(original: Any, changed: Any, result: Any) -> None:
    accepted, _ = verdict(original, result)
    found, said = verdict(changed, result)
    assert found == accepted
    assert accepted or "Failed to validate Action server response from API" in said


def test_what_an_action_answers_is_accepted_and_what_is_none_is_not(changed: Any) -> None:
    assert verdict(changed, ANSWERED) == (True, "")
    assert not verdict(changed, {"events": [{"name": "x"}], "responses": []})[0]


def test_the_original_is_another_method(original: Any, changed: Any) -> None:
    assert original._validate_action_result is not changed._validate_action_result
    assert "validate_once" in changed._validate_action_result.__qualname__


def test_changing_it_twice_changes_nothing_more(changed: Any) -> None:
    validate_once()
    assert verdict(changed, ANSWERED) == (True, "")


# --- the connection


def test_the_session_is_kept_until_it_is_closed() -> None:
    async def work() -> None:
        endpoint = PersistentEndpoint(EndpointConfig("http://127.0.0.1:1/webhook"))
        async with endpoint.session() as first:
            assert isinstance(first, ClientSession)
        assert not first.closed
        async with endpoint.session() as second, endpoint.session() as third:
            assert second is third is first
        await first.close()
        async with endpoint.session() as fourth:
            assert fourth is not first
            assert not fourth.closed
        await fourth.close()

    asyncio.run(work())


def test_two_endpoints_have_their_own_sessions() -> None:
    async def work() -> None:
        async with (
            PersistentEndpoint(EndpointConfig("http://a")).session() as first,
            PersistentEndpoint(EndpointConfig("http://b")).session() as second,
        ):
            assert first is not second
        await first.close()
        await second.close()

    asyncio.run(work())


class Listening:
    """A server on this machine that notes each request and the connection that it came on."""

    def __init__(self) -> None:
        self.peers: list[Any] = []
        self.requests: list[Any] = []

    async def answer(self, request: web.Request) -> web.Response:
        peer = request.transport.get_extra_info("peername") if request.transport else None
        self.peers.append(peer)
        self.requests.append({"headers": dict(request.headers), "query": dict(request.query), "json": await request.json()})
        return web.json_response({"events": [], "responses": []})

    async def __aenter__(self) -> Listening:
        app = web.Application()
        app.router.add_post("/webhook", self.answer)
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}/webhook"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()


def test_requests_share_one_connection() -> None:
    async def work() -> None:
        async with Listening() as listening:
            endpoint = PersistentEndpoint(EndpointConfig(listening.url))
            for number in range(3):
                assert await endpoint.request(json={"n": number}, method="post") == {"events": [], "responses": []}
            assert [request["json"]["n"] for request in listening.requests] == [0, 1, 2]
            assert len(set(listening.peers)) == 1
            async with endpoint.session() as session:
                await session.close()
            await endpoint.request(json={"n": 3}, method="post")
            assert len(set(listening.peers)) == 2
            async with endpoint.session() as session:
                await session.close()

    asyncio.run(work())


def test_the_endpoint_keeps_its_settings() -> None:
    async def work() -> None:
        async with Listening() as listening:
            plain = EndpointConfig(
                listening.url,
                params={"p": "1"},
                headers={"X-From": "advisor"},
                basic_auth={"username": "u", "password": "p"},
                token="secret",
                enable_selective_domain=True,
            )
            kept = PersistentEndpoint(plain)
            assert kept.url == plain.url
            assert kept.kwargs == plain.kwargs
            for endpoint in (plain, kept):
                await endpoint.request(json={}, method="post")
            async with kept.session() as session:
                await session.close()
            first, second = listening.requests
            assert second["query"] == first["query"] == {"p": "1", "token": "secret"}
            for name in ("X-From", "Authorization"):
                assert second["headers"].get(name) == first["headers"][name]

    asyncio.run(work())
