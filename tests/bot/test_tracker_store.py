"""The tracker store against the file it writes: whatever is kept in memory, the file says the same."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import stat
import warnings
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import OperationalError

from bot.tracker_store import MAX_TRACKERS_IN_MEMORY, EmbeddedTrackerStore

T = TypeVar("T")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa tells of its 3.0 with each domain
    DOMAIN = Domain.from_dict(
        {
            "intents": ["ask"],
            "actions": ["action_answer"],
            "slots": {"last_query": {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}},
        }
    )


def run(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine."""
    return asyncio.run(work)


def opened(folder: Path) -> EmbeddedTrackerStore:
    """A store that has just been opened on the file in a folder."""
    return EmbeddedTrackerStore(DOMAIN, db=str(folder / "conversations.db"))


def new(sender: str, *events: Event) -> DialogueStateTracker:
    """A tracker with events."""
    tracker = DialogueStateTracker(sender, DOMAIN.slots)
    add(tracker, *events)
    return tracker


def add(tracker: DialogueStateTracker, *events: Event) -> None:
    """More events for a tracker."""
    for event in events:
        tracker.update(event, DOMAIN)


def turn(text: str) -> list[Event]:
    """What one message leaves in a tracker."""
    parsed = {"intent": {"name": "ask", "confidence": 0.9}, "entities": [{"entity": "service", "value": "销户"}], "text": text}
    query = {"kind": "steps", "concepts": ["销户"], "text": text}
    return [
        UserUttered(text, parsed["intent"], parsed["entities"], parsed),
        ActionExecuted("action_answer"),
        BotUttered("销户的流程……", {"custom": {"kind": "flows", "深": [1, None, True]}, "buttons": []}),
        SlotSet("last_query", query),
    ]


def events(tracker: DialogueStateTracker | None) -> list[dict[str, Any]]:
    """The events of a tracker as plain values."""
    assert tracker is not None
    return [event.as_dict() for event in tracker.events]


def stored(folder: Path, sender: str) -> list[dict[str, Any]]:
    """The events in the file, by its own account."""
    connection = sqlite3.connect(folder / "conversations.db")
    rows = connection.execute("select data from events where sender_id = ? order by id", (sender,)).fetchall()
    connection.close()
    return [json.loads(data) for (data,) in rows]


def test_the_file_is_this_users_alone(tmp_path: Path) -> None:
    run(opened(tmp_path).save(new("a", *turn("销户"))))
    assert [file.name for file in tmp_path.iterdir() if stat.S_IMODE(file.stat().st_mode) & 0o077] == []


def test_what_was_saved_is_read_by_another_store(tmp_path: Path) -> None:
    store = opened(tmp_path)
    tracker = new("s", SessionStarted(), *turn("销户有哪些步骤"))
    run(store.save(tracker))
    assert events(run(opened(tmp_path).retrieve("s"))) == events(tracker) == stored(tmp_path, "s")
    assert run(opened(tmp_path).retrieve("s")).get_slot("last_query")["kind"] == "steps"
    assert run(opened(tmp_path).retrieve("nobody")) is None


def test_a_conversation_that_goes_on_is_written_once(tmp_path: Path) -> None:
    store = opened(tmp_path)
    run(store.save(new("s", SessionStarted(), *turn("一"))))
    for text in ("二", "三", "四"):
        tracker = run(store.retrieve("s"))
        add(tracker, *turn(text))
        run(store.save(tracker))
        assert stored(tmp_path, "s") == events(tracker)
        assert events(run(opened(tmp_path).retrieve("s"))) == events(tracker)
    assert [event["text"] for event in stored(tmp_path, "s") if event["event"] == "user"] == ["一", "二", "三", "四"]


def test_saving_what_has_not_changed_writes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    tracker = new("s", SessionStarted(), *turn("一"))
    for _ in range(3):
        run(store.save(tracker))
    assert stored(tmp_path, "s") == events(tracker)
    run(store.save(run(store.retrieve("s"))))
    assert stored(tmp_path, "s") == events(tracker)


def test_a_tracker_is_handed_out_from_memory(tmp_path: Path) -> None:
    store = opened(tmp_path)
    tracker = new("s", *turn("一"))
    run(store.save(tracker))
    assert run(store.retrieve("s")) is tracker


def test_a_tracker_that_was_not_saved_back_is_read_anew(tmp_path: Path) -> None:
    store = opened(tmp_path)
    run(store.save(new("s", SessionStarted(), *turn("一"))))
    before = stored(tmp_path, "s")
    lost = run(store.retrieve("s"))
    add(lost, *turn("这条消息失败了"))
    again = run(store.retrieve("s"))
    assert again is not lost
    assert events(again) == before
    add(again, *turn("二"))
    run(store.save(again))
    assert stored(tmp_path, "s") == events(again)
    assert "这条消息失败了" not in json.dumps(stored(tmp_path, "s"), ensure_ascii=False)


def test_a_store_opened_later_goes_on(tmp_path: Path) -> None:
    run(opened(tmp_path).save(new("s", SessionStarted(), *turn("一"))))
    store = opened(tmp_path)
    tracker = run(store.retrieve("s"))
    add(tracker, *turn("二"))
    run(store.save(tracker))
    assert stored(tmp_path, "s") == events(tracker)
    assert events(run(opened(tmp_path).retrieve("s"))) == events(tracker)


def test_the_latest_session_is_read(tmp_path: Path) -> None:
    store = opened(tmp_path)
    run(store.save(new("s", SessionStarted(timestamp=1.0), *turn("一"))))
    tracker = run(store.retrieve("s"))
    started = len(tracker.events)
    add(tracker, SessionStarted(), *turn("二"))
    run(store.save(tracker))
    read = run(opened(tmp_path).retrieve("s"))
    assert events(read) == events(tracker)[started:]
    assert len(stored(tmp_path, "s")) == len(tracker.events)
    assert events(run(opened(tmp_path).retrieve_full_tracker("s"))) == events(tracker)
    # and the one that read it goes on where the file ends
    later = opened(tmp_path)
    tracker = run(later.retrieve("s"))
    add(tracker, *turn("三"))
    run(later.save(tracker))
    assert [event["text"] for event in stored(tmp_path, "s") if event["event"] == "user"] == ["一", "二", "三"]


def test_two_senders_do_not_mix(tmp_path: Path) -> None:
    store = opened(tmp_path)
    run(store.save(new("a", *turn("甲"))))
    run(store.save(new("b", *turn("乙"))))
    first, second = run(store.retrieve("a")), run(store.retrieve("b"))
    add(second, *turn("丁"))
    add(first, *turn("丙"))
    run(store.save(second))
    run(store.save(first))
    assert [event["text"] for event in stored(tmp_path, "a") if event["event"] == "user"] == ["甲", "丙"]
    assert [event["text"] for event in stored(tmp_path, "b") if event["event"] == "user"] == ["乙", "丁"]
    assert set(run(store.keys())) == {"a", "b"}


def test_only_the_latest_conversations_are_kept_in_memory(tmp_path: Path) -> None:
    store = opened(tmp_path)
    trackers = [new(f"s{number}", *turn("一")[:1]) for number in range(MAX_TRACKERS_IN_MEMORY + 3)]

    async def save_all() -> None:
        for tracker in trackers:
            await store.save(tracker)

    run(save_all())
    assert len(store._recent) == MAX_TRACKERS_IN_MEMORY
    assert len(store._stored) == MAX_TRACKERS_IN_MEMORY
    assert run(store.retrieve("s0")) is not trackers[0]
    assert events(run(opened(tmp_path).retrieve("s0"))) == events(trackers[0])
    assert run(store.retrieve(f"s{MAX_TRACKERS_IN_MEMORY}")) is trackers[MAX_TRACKERS_IN_MEMORY]
    # one that has left the memory goes on from the file
    tracker = run(store.retrieve("s1"))
    add(tracker, *turn("二"))
    run(store.save(tracker))
    assert stored(tmp_path, "s1") == events(tracker)


def test_the_columns_that_rasa_reads_are_filled(tmp_path: Path) -> None:
    run(opened(tmp_path).save(new("s", SessionStarted(), *turn("一"))))
    connection = sqlite3.connect(tmp_path / "conversations.db")
    rows = connection.execute("select type_name, intent_name, action_name, timestamp from events order by id").fetchall()
    connection.close()
    assert [row[:3] for row in rows] == [
        ("session_started", None, None),
        ("user", "ask", None),
        ("action", None, "action_answer"),
        ("bot", None, None),
        ("slot", None, "last_query"),
    ]
    assert all(isinstance(row[3], float) for row in rows)


def test_the_file_has_a_write_ahead_log(tmp_path: Path) -> None:
    run(opened(tmp_path).save(new("s", *turn("一"))))
    connection = sqlite3.connect(tmp_path / "conversations.db")
    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.close()


def test_an_error_of_the_file_tells_nothing_of_a_customer(tmp_path: Path) -> None:
    store = opened(tmp_path)
    run(store.save(new("s", *turn("你好"))))
    connection = sqlite3.connect(tmp_path / "conversations.db")
    connection.execute("drop table events")
    connection.close()
    tracker = run(store.retrieve("s"))
    add(tracker, *turn("户号7788990011想销户"))
    with pytest.raises(OperationalError) as error:
        run(store.save(tracker))
    assert "7788990011" not in str(error.value)  # Rasa writes it to the log


WORK = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["save", "fail", "session", "reopen"])), max_size=12)


@given(WORK)
@settings(max_examples=25, deadline=None)
def test_whatever_happens_the_file_and_the_memory_agree(tmp_path_factory: pytest.TempPathFactory, work: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("store")
    store = opened(folder)
    said: dict[str, list[str]] = {"a": [], "b": []}
    for number, (sender, what) in enumerate(work):
        if what == "reopen":
            store = opened(folder)
            continue
        tracker = run(store.retrieve(sender)) or new(sender, SessionStarted())
        add(tracker, *([SessionStarted()] if what == "session" else []), *turn(f"{number}"))
        if what != "fail":
            run(store.save(tracker))
            said[sender].append(f"{number}")
    for sender, texts in said.items():
        assert [event["text"] for event in stored(folder, sender) if event["event"] == "user"] == texts
        kept, read = run(store.retrieve(sender)), run(opened(folder).retrieve(sender))
        if texts:
            assert events(read) == events(kept)[-len(read.events) :]
            assert kept.get_slot("last_query") == read.get_slot("last_query")


# ---- forgetting


def test_a_forgotten_conversation_is_in_neither_memory_nor_file(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for sender in ("gone", "kept"):
        run(store.save(new(sender, *turn("销户有哪些步骤"))))
    store.forget("gone")
    assert run(store.retrieve("gone")) is None
    assert run(store.retrieve("kept")) is not None
    assert run(opened(tmp_path).retrieve("gone")) is None
    store.forget("never there")


def test_old_conversations_are_forgotten_whole(tmp_path: Path) -> None:
    store = opened(tmp_path)
    long_ago, now = 1_000_000_000.0, 2_000_000_000.0
    for sender, times in (("old", (long_ago, long_ago)), ("new", (now, now)), ("taken up again", (long_ago, now))):
        tracker = new(sender)
        for time in times:
            add(tracker, SlotSet("last_query", {"text": sender}, timestamp=time))
        run(store.save(tracker))
    assert store.forget_before(now - 1) == 1
    assert run(store.retrieve("old")) is None
    assert run(store.retrieve("new")) is not None
    again = run(store.retrieve("taken up again"))
    assert again is not None
    assert len(again.events) == 2, "all of it or nothing"
