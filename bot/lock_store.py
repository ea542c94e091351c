"""Rasa lock store: the messages of one conversation are answered one after the other, without a second's pause between them."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig

WAIT_SECONDS = 0.02


class QuickLockStore(InMemoryLockStore):
    """Rasa's in-memory lock store, which looks every second whether it is a message's turn; this one looks more often."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        """`endpoint_config` is what Rasa hands to every lock store; nothing of it is needed."""
        super().__init__()

    def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = WAIT_SECONDS
    ) -> AbstractAsyncContextManager[TicketLock]:
        """See the base class."""
        turn: AbstractAsyncContextManager[TicketLock] = super().lock(conversation_id, lock_lifetime, wait_time_in_seconds)
        return turn
