"""A message of a conversation that the pages keep: asked once, replied to in the person's script, written down."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.channels.messages import read_message
from bot.channels.privacy import masked
from bot.channels.rasa_gateway import RasaGateway, Replies, one_sentence
from bot.channels.script import in_script, script_of
from bot.records.conversations import Conversation, Conversations
from bot.records.unanswered import Outcome, Unanswered, outcome_of


class ChatService:
    """What the customer's page and the agent's desk share."""

    def __init__(self, gateway: RasaGateway, conversations: Conversations, unanswered: Unanswered, max_characters: int) -> None:
        self._gateway, self._conversations, self._unanswered = gateway, conversations, unanswered
        self._max_characters = max_characters
        self._under_way: dict[tuple[str, str], asyncio.Task[dict[str, Any]]] = {}

    async def turn(self, conversation: Conversation, sent: str, text: object) -> dict[str, Any]:
        """The turn for a message sent under an id: the one that was kept, the one under way, or a new one."""
        kept = self._conversations.sent(conversation.id, sent)
        if kept:
            return kept.as_json()
        key = (conversation.id, sent)
        if key not in self._under_way:
            self._under_way[key] = asyncio.ensure_future(self._ask(conversation, sent, text))
            self._under_way[key].add_done_callback(lambda _: self._under_way.pop(key, None))
        return await self._under_way[key]

    def rate(self, conversation: Conversation, reply: str, good: bool, reason: str) -> bool:
        """Keep what somebody thinks of a reply; whether it is of their conversation. What is not liked is for the queue."""
        turn = self._conversations.rate(conversation.id, reply, good, masked(reason))
        if turn and not good:
            self._unanswered.note(turn.text, "disliked")
        return turn is not None

    async def _ask(self, conversation: Conversation, sent: str, text: object) -> dict[str, Any]:
        reading = read_message(text, self._max_characters)
        script = script_of(reading.text, "traditional" if conversation.script == "traditional" else "simplified")
        outcome: Outcome = "refused"
        replies = one_sentence("", reading.refusal)
        if not reading.refusal:
            replies = await self._gateway.ask(reading.text, conversation.id)
            outcome = outcome_of(replies)
        if outcome == "not_understood" or outcome == "off_topic":
            self._unanswered.note(reading.text, outcome)
        shown = _without_recipient(in_script(replies, script))
        return self._conversations.add(conversation.id, sent, reading.text, shown, outcome, script).as_json()


def _without_recipient(replies: Replies) -> Replies:
    """The replies without the id of the conversation, which the page need not know."""
    return [{key: value for key, value in reply.items() if key != "recipient_id"} for reply in replies]
