"""The whole assistant in this process: Rasa's agent with the actions called directly, for the command line and the evaluation."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from bot.channels.messages import read_message
from bot.channels.questions import questions_in
from bot.channels.rasa_gateway import Replies, WholeReplyOutput
from bot.logs import quiet
from bot.project import MODEL, build_if_stale, model_state, prepare_environment
from rules.errors import AdvisorError

if TYPE_CHECKING:
    from rasa.utils.endpoints import EndpointConfig


class Assistant:
    """Answers messages as the server does, one conversation for each sender."""

    def __init__(self) -> None:
        """Load the model; an AdvisorError says that it must be trained first."""
        problem = model_state()
        if problem:
            raise AdvisorError(f"{problem}：请先运行 advisor train")
        prepare_environment()
        build_if_stale()
        quiet()
        from rasa.core.agent import Agent
        from rasa.core.tracker_store import InMemoryTrackerStore

        from actions import quizzing
        from bot.speed import validate_once
        from bot.staff_training.quiz_in_chat import quiz_in_chat

        validate_once()
        quizzing.use(quiz_in_chat)
        self._loop = asyncio.new_event_loop()
        self._agent = Agent.load(str(MODEL), action_endpoint=_local_actions())
        self._agent.tracker_store = InMemoryTrackerStore(self._agent.domain)
        if self._agent.processor:
            self._agent.processor.tracker_store = self._agent.tracker_store

    def reply(self, text: str, sender: str = "") -> Replies:
        """The messages in answer to `text`; without a sender in a conversation of its own."""
        reading = read_message(text, max_characters=500)
        if reading.refusal:
            return [{"recipient_id": sender, "text": reading.refusal}]
        return self._loop.run_until_complete(self._reply(reading.text, sender or secrets.token_hex(8)))

    def understand(self, text: str) -> dict[str, Any]:
        """What the model makes of `text`: intent with confidence, entities."""
        parsed: dict[str, Any] = self._loop.run_until_complete(self._agent.parse_message(text))
        return parsed

    async def _reply(self, text: str, sender: str) -> Replies:
        from rasa.core.channels.channel import UserMessage

        output = WholeReplyOutput()
        for question in questions_in(text):
            await self._agent.handle_message(UserMessage(question, output, sender, input_channel="rest"))
        replies: Replies = output.messages
        return replies


def _local_actions() -> EndpointConfig:
    """Rasa's action endpoint, answered by the action server's own executor in this process."""
    from rasa.utils.endpoints import EndpointConfig
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("actions")

    class LocalActions(EndpointConfig):
        async def request(self, *args: Any, json: Any = None, **kwargs: Any) -> Any:
            return await executor.run(json)

    return LocalActions("local")
