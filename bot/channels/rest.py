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
      from_anywhere: false
"""

from __future__ import annotations

import ipaddress
import json
import logging
import re
import secrets
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels.bodies import parse_object, read_body
from bot.channels.messages import NOT_FROM_HERE, NOT_READABLE, TOO_LARGE, UNAVAILABLE, read_message
from bot.channels.rasa_gateway import OnNewMessage, RasaGateway, Replies, describe_error, one_sentence
from bot.channels.settings import COUNT, SECONDS, SWITCH, checked

logger = logging.getLogger(__name__)

_SENDER = re.compile(r"[A-Za-z0-9_.@-][A-Za-z0-9_.:@-]{0,127}")
OTHERS = ("web:", "desk:")
"""How the conversations of the pages are named: nobody joins them from here."""


class HardenedRestInput(InputChannel):
    """Takes questions over HTTP and gives them to Rasa as plain text; answers every request in the same shape."""

    def __init__(
        self, *, max_characters: int = 500, max_body_bytes: int = 65536, time_budget_seconds: float = 10, from_anywhere: bool = False
    ) -> None:
        """Set the longest question in characters, the largest request in bytes, how long an answer may take, and whether programs on
        other machines may ask: they choose their sender ids, and nothing limits how much they ask."""
        self.max_characters = max_characters
        self.max_body_bytes = max_body_bytes
        self.time_budget_seconds = time_budget_seconds
        self.from_anywhere = from_anywhere

    @classmethod
    def name(cls) -> str:
        """Name the channel, and with it the route, as Rasa's own: any client of Rasa finds it."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> HardenedRestInput:
        """Make the channel from its entry in credentials.yml, which may be empty."""
        kinds = {"max_characters": COUNT, "max_body_bytes": COUNT, "time_budget_seconds": SECONDS, "from_anywhere": SWITCH}
        return cls(**checked(cls, credentials, kinds))

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Make the routes of the channel; `on_new_message` hands a message to Rasa."""
        webhook = Blueprint(f"custom_webhook_{type(self).__name__}")
        gateway = RasaGateway(on_new_message, self.name(), self.time_budget_seconds)

        @webhook.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        # `stream` is Sanic's word for a handler that reads the body itself: here, no further than the limit.
        @webhook.route("/webhook", methods=["POST"], stream=True)
        async def receive(request: Request) -> HTTPResponse:
            if not self.from_anywhere and not from_this_machine(request):
                return _respond(one_sentence(_new_sender(), NOT_FROM_HERE), status=403)
            body = await read_body(request, self.max_body_bytes)
            if body is None:
                return _respond(one_sentence(_new_sender(), TOO_LARGE), status=413)
            payload = parse_object(body)
            if payload is None:
                return _respond(one_sentence(_new_sender(), NOT_READABLE), status=400)
            sender_id = _sender(payload.get("sender"))
            reading = read_message(payload.get("message"), self.max_characters)
            if reading.refusal:
                return _respond(one_sentence(sender_id, reading.refusal))
            return _respond(await gateway.ask(reading.text, sender_id))

        # What is left: a body that Sanic finds broken, a client that went while sending it, a reply that is not JSON.
        @webhook.exception(Exception)
        async def failed(request: Request, error: Exception) -> HTTPResponse:
            status = getattr(error, "status_code", 500)
            if status == 500:
                logger.error("A request could not be answered: %s", describe_error(error))
            return _respond(one_sentence(_new_sender(), UNAVAILABLE if status >= 500 else NOT_READABLE), status=status)

        return webhook


def from_this_machine(request: Request) -> bool:
    """Whether the client is on this machine; one behind a proxy is not."""
    address = request.remote_addr or request.ip
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _sender(raw: object) -> str:
    """Take a well-formed sender as it is; anything else gets a conversation of its own, not Rasa's shared "default"."""
    well_formed = isinstance(raw, str) and _SENDER.fullmatch(raw) and not raw.startswith(OTHERS)
    return str(raw) if well_formed else _new_sender()


def _new_sender() -> str:
    """Make an id that nobody can guess: 256 random bits."""
    return secrets.token_hex(32)


def _respond(replies: Replies, status: int = 200) -> HTTPResponse:
    """Send replies as JSON, with Chinese left readable."""
    return json_response(replies, status=status, dumps=_dumps)


def _dumps(replies: Replies) -> str:
    return json.dumps(replies, ensure_ascii=False, allow_nan=False)
