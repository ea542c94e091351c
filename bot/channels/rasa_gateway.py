"""A message to Rasa and its replies: whole, in time, never empty."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.channels.messages import UNAVAILABLE
from bot.channels.questions import questions_in

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
Replies = list[dict[str, Any]]


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


class RasaGateway:
    """Hands messages to Rasa for one channel."""

    def __init__(self, on_new_message: OnNewMessage, channel: str, time_budget_seconds: float) -> None:
        """`channel`: its name, which Rasa writes down with each message; `time_budget_seconds`: how long an answer may take."""
        self._on_new_message = on_new_message
        self._channel = channel
        self._seconds = time_budget_seconds

    async def ask(self, text: str, sender: str) -> Replies:
        """The replies to a text that `read_message` gave; where Rasa fails or is late, a sentence that says so.

        Why it failed goes to the log. Not asyncio.wait_for: that waits on for a task which does not heed its cancellation, and cannot
        tell a message that was cancelled inside Rasa from a client that has gone. Neither can interrupt code that does not await.
        """
        collector = WholeReplyOutput()
        messages = [UserMessage(question, collector, sender, input_channel=self._channel) for question in questions_in(text)]

        async def ask() -> None:
            for message in messages:
                await self._on_new_message(message)

        task = asyncio.ensure_future(ask())
        task.add_done_callback(lambda done: done.cancelled() or done.exception())  # or asyncio logs it, text and all
        try:
            await asyncio.wait({task}, timeout=self._seconds)
            problem = self._problem(task, collector)
        finally:
            task.cancel()
        if problem:
            # By its id the message is found in the tracker; its text, and the sender, are not for the log.
            logger.error("Message %s was not answered: %s", messages[0].message_id, problem)
            return one_sentence(sender, UNAVAILABLE)
        replies: Replies = collector.messages
        return replies

    def _problem(self, task: asyncio.Future[Any], collector: WholeReplyOutput) -> str:
        """Say what went wrong with a message; empty when it was answered."""
        if not task.done():
            return f"no answer within {self._seconds} seconds"
        if task.cancelled():
            return "it was cancelled"
        error = task.exception()
        if error:
            return describe_error(error)
        if not any(reply.get("text") for reply in collector.messages):
            return "it was processed without a reply in words; are the action server and the model up?"
        return ""


def one_sentence(recipient_id: str, sentence: str) -> Replies:
    """Make a reply of one sentence."""
    return [{"recipient_id": recipient_id, "text": sentence}]


def describe_error(error: BaseException) -> str:
    """Name an error and where it came from, without its message, which may quote the user."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at " + " > ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
