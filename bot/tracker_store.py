"""Rasa tracker store: SQLite tuned for one server process."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import create_engine, event, func, insert
from sqlalchemy.engine import Engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool

MAX_TRACKERS_IN_MEMORY = 500


class EmbeddedTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store on an SQLite file that one process owns.

    The file stays open, with a write-ahead log, and the trackers saved last are kept in memory: a conversation that goes on is
    neither read nor rebuilt from its events. A tracker is handed out at most once after it was saved; when it does not come back to
    be saved, because its message failed, the next message finds what the file has.
    """

    engine: Engine

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, db: str = "", **kwargs: Any) -> None:
        """`db` is the file; `domain` and `event_broker` are Rasa's."""
        kwargs.pop("host", None)
        Path(db).touch(mode=0o600)  # conversations are nobody else's
        super().__init__(domain=domain, dialect="sqlite", db=db, event_broker=event_broker, **kwargs)
        # The engine that Rasa made opens the file anew for each session.
        url = self.engine.url
        self.engine.dispose()
        self.engine = create_engine(url, poolclass=QueuePool, hide_parameters=True, connect_args={"check_same_thread": False})
        event.listen(self.engine, "connect", _tune)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._recent: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._stored: dict[str, int] = {}

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the latest session of a conversation."""
        tracker = self._recent.pop(sender_id, None)
        if tracker is not None:
            return tracker
        self._stored.pop(sender_id, None)
        return await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the events that are not stored yet, all in one statement."""
        await self.stream_events(tracker)
        with self.session_scope() as session:
            known = self._stored.get(tracker.sender_id)
            new = list(tracker.events)[known:] if known is not None else list(self._additional_events(session, tracker))
            if new:
                session.execute(insert(self.SQLEvent.__table__), [_row(tracker.sender_id, entry) for entry in new])
                session.commit()
        self._keep(tracker)

    def forget(self, sender_id: str) -> None:
        """Delete all that was said in a conversation."""
        self._recent.pop(sender_id, None)
        self._stored.pop(sender_id, None)
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()

    def forget_before(self, time: float) -> int:
        """Delete the conversations in which nothing was said since `time` (seconds since 1970); how many there were."""
        with self.session_scope() as session:
            last = func.max(self.SQLEvent.timestamp)
            rows = session.query(self.SQLEvent.sender_id).group_by(self.SQLEvent.sender_id).having(last < time).all()
        for (sender_id,) in rows:
            self.forget(sender_id)
        return len(rows)

    def _keep(self, tracker: DialogueStateTracker) -> None:
        self._recent[tracker.sender_id] = tracker
        self._stored[tracker.sender_id] = len(tracker.events)
        if len(self._recent) > MAX_TRACKERS_IN_MEMORY:
            oldest, _ = self._recent.popitem(last=False)
            self._stored.pop(oldest, None)


def _row(sender: str, entry: Event) -> dict[str, Any]:
    data = entry.as_dict()
    return {
        "sender_id": sender,
        "type_name": entry.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data, ensure_ascii=False),
    }


def _tune(connection: sqlite3.Connection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("pragma journal_mode = wal")
    cursor.execute("pragma synchronous = normal")
    cursor.execute("pragma busy_timeout = 5000")
    cursor.close()
