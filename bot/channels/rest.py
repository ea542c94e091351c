"""The REST channel of Rasa with the doors closed that Rasa's own leaves open.

In: POST /webhooks/rest/webhook with {"sender": ..., "message": ...}. Out: a JSON list of replies,
[{"recipient_id", "text", "buttons"?, "custom"?}], never empty, whatever came in and whatever went wrong.
GET /webhooks/rest/ says that the channel is up. What else Rasa's channel takes (metadata, input_channel, stream) is
ignored.

In credentials.yml, instead of `rest:`; the settings are optional:

    bot.channels.rest.HardenedRestInput:
      max_characters: 500
      max_body_bytes: 65536
      time_budget_seconds: 10
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import re
import secrets
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels.messages import NOT_READABLE, TOO_LARGE, UNAVAILABLE, read_message
from bot.channels.questions import questions_in

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
Replies = list[dict[str, Any]]

_SENDER = re.compile(r"[A-Za-z0-9_.:@-]{1,128}")


class WholeReplyOutput(CollectingOutputChannel):
    """Collects each utterance as one message.

    Rasa's own collector makes several of it: one per paragraph of the text, another for `custom`. Then nobody can tell
    which structured answer belongs to which text.
    """

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one utterance, whose text, buttons, custom, image and attachment stay together."""
        reply = self._message(
            recipient_id,
            text=(message.get("text") or "").strip() or None,
            buttons=message.get("buttons") or message.get("quick_replies") or None,
            custom=message.get("custom") or None,
            image=message.get("image") or None,
            attachment=message.get("attachment") or None,
        )
        if len(reply) > 1:
            await self._persist_message(reply)
        if message.get("elements"):
            await self.send_elements(recipient_id, message["elements"])


class HardenedRestInput(InputChannel):
    """Takes questions over HTTP and gives them to Rasa as plain text; answers every request in the same shape."""

    def __init__(self, *, max_characters: int = 500, max_body_bytes: int = 65536, time_budget_seconds: float = 10) -> None:
        """Set the longest question in characters, the largest request in bytes, and how long an answer may take."""
        self.max_characters = max_characters
        self.max_body_bytes = max_body_bytes
        self.time_budget_seconds = time_budget_seconds

    @classmethod
    def name(cls) -> str:
        """Name the channel, and with it the route, as Rasa's own: any client of Rasa finds it."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> HardenedRestInput:
        """Make the channel from its entry in credentials.yml, which may be empty."""
        settings = credentials or {}
        whole_numbers = {"max_characters", "max_body_bytes"}
        known = whole_numbers | {"time_budget_seconds"}
        if not isinstance(settings, dict) or not known.issuperset(settings):
            raise InvalidConfigException(
                f"{cls.__module__}.{cls.__name__} in the credentials file takes only the settings "
                f"{', '.join(sorted(known))}; it was given {settings!r}."
            )
        for setting, value in settings.items():
            types = (int,) if setting in whole_numbers else (int, float)
            if type(value) not in types or not math.isfinite(value) or value <= 0:
                raise InvalidConfigException(
                    f"{cls.__module__}.{cls.__name__} in the credentials file: {setting} must be a "
                    f"{'whole ' if setting in whole_numbers else ''}number above 0, not {value!r}."
                )
        return cls(**settings)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Make the routes of the channel; `on_new_message` hands a message to Rasa."""
        webhook = Blueprint(f"custom_webhook_{type(self).__name__}")

        @webhook.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        # `stream` is Sanic's word for a handler that reads the body itself: here, no further than the limit.
        @webhook.route("/webhook", methods=["POST"], stream=True)
        async def receive(request: Request) -> HTTPResponse:
            body = await _read_body(request, self.max_body_bytes)
            if body is None:
                return _respond(_say(_new_sender(), TOO_LARGE), status=413)
            payload = _parse_object(body)
            if payload is None:
                return _respond(_say(_new_sender(), NOT_READABLE), status=400)
            sender_id = _sender(payload.get("sender"))
            reading = read_message(payload.get("message"), self.max_characters)
            if reading.refusal:
                return _respond(_say(sender_id, reading.refusal))
            return _respond(await self._answer(on_new_message, reading.text, sender_id))

        # What is left: a body that Sanic finds broken, a client that went while sending it, a reply that is not JSON.
        @webhook.exception(Exception)
        async def failed(request: Request, error: Exception) -> HTTPResponse:
            status = getattr(error, "status_code", 500)
            if status == 500:
                logger.error("A request could not be answered: %s", _describe(error))
            return _respond(_say(_new_sender(), UNAVAILABLE if status >= 500 else NOT_READABLE), status=status)

        return webhook

    async def _answer(self, on_new_message: OnNewMessage, text: str, sender_id: str) -> Replies:
        """Have Rasa answer within the time budget; when it does not, say so to the user and why to the log.

        Not asyncio.wait_for: that waits on for a task which does not heed its cancellation, and cannot tell a message
        that was cancelled inside Rasa from a client that has gone. Neither can interrupt code that does not await.
        """
        collector = WholeReplyOutput()
        messages = [UserMessage(question, collector, sender_id, input_channel=self.name()) for question in questions_in(text)]

        async def ask() -> None:
            for message in messages:
                await on_new_message(message)

        task = asyncio.ensure_future(ask())
        task.add_done_callback(lambda done: done.cancelled() or done.exception())  # or asyncio logs it, text and all
        try:
            await asyncio.wait({task}, timeout=self.time_budget_seconds)
            problem = self._problem(task, collector)
        finally:
            task.cancel()
        if problem:
            # By its id the message is found in the tracker; its text, and the sender, are not for the log.
            logger.error("Message %s was not answered: %s", messages[0].message_id, problem)
            return _say(sender_id, UNAVAILABLE)
        replies: Replies = collector.messages
        return replies

    def _problem(self, task: asyncio.Future[Any], collector: WholeReplyOutput) -> str:
        """Say what went wrong with a message; empty when it was answered."""
        if not task.done():
            return f"no answer within {self.time_budget_seconds} seconds"
        if task.cancelled():
            return "it was cancelled"
        error = task.exception()
        if error:
            return _describe(error)
        if not any(reply.get("text") for reply in collector.messages):
            return "it was processed without a reply in words; are the action server and the model up?"
        return ""


async def _read_body(request: Request, max_bytes: int) -> bytes | None:
    """Read the body of a request, or give None as soon as it is known to be larger than `max_bytes`."""
    stream: Any = request.stream
    body = bytearray()
    # request_bytes is what the client has announced: the whole body, or the chunks so far. Sanic sets its own limit
    # aside for a handler that reads by itself.
    while stream.request_bytes <= max_bytes:
        part = await stream.read()
        if not part:
            return bytes(body)
        body += part
    return None


def _parse_object(body: bytes) -> dict[str, Any] | None:
    """Parse a JSON object, whatever content type it was sent with, as Rasa's channel does; None for anything else."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None


def _sender(raw: object) -> str:
    """Take a well-formed sender as it is; anything else gets a conversation of its own, not Rasa's shared "default"."""
    return raw if isinstance(raw, str) and _SENDER.fullmatch(raw) else _new_sender()


def _new_sender() -> str:
    """Make an id that nobody can guess: 256 random bits."""
    return secrets.token_hex(32)


def _say(recipient_id: str, sentence: str) -> Replies:
    """Make a reply of one sentence."""
    return [{"recipient_id": recipient_id, "text": sentence}]


def _respond(replies: Replies, status: int = 200) -> HTTPResponse:
    """Send replies as JSON, with Chinese left readable."""
    return json_response(replies, status=status, dumps=_dumps)


def _dumps(replies: Replies) -> str:
    return json.dumps(replies, ensure_ascii=False, allow_nan=False)


def _describe(error: BaseException) -> str:
    """Name an error and where it came from, without its message, which may quote the user."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at " + " > ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
