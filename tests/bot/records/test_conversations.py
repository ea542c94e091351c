"""Conversations are kept whole, found, rated and deleted."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from bot.records.conversations import ConversationFilter, Conversations
from tests.bot.records.conftest import Clock

REPLIES = [{"text": "销户共6步。", "custom": {"kind": "flows"}}, {"text": "还有"}]


@pytest.fixture
def conversations(database: Database, clock: Clock) -> Conversations:
    return Conversations(database, clock)


def test_a_conversation_has_an_id_that_nobody_guesses(conversations: Conversations) -> None:
    ids = {conversations.start("web").id for _ in range(50)}
    assert len(ids) == 50
    assert all(id_.startswith("web:") and len(id_) == len("web:") + 48 for id_ in ids)


def test_turns_come_back_in_order(conversations: Conversations, clock: Clock) -> None:
    conversation = conversations.start("web")
    for number in range(5):
        clock.pass_(1)
        conversations.add(conversation.id, f"sent-{number}", f"第{number}问", REPLIES, "answered", "traditional")
    turns = conversations.turns(conversation.id)
    assert [turn.text for turn in turns] == [f"第{number}问" for number in range(5)]
    assert [turn.text for turn in conversations.turns(conversation.id, most=2)] == ["第3问", "第4问"]
    assert list(turns[0].replies) == REPLIES
    after = conversations.get(conversation.id)
    assert after
    assert (after.last, after.script) == (clock.now, "traditional")


def test_a_message_that_was_answered_is_known_by_its_id(conversations: Conversations) -> None:
    one, other = conversations.start("web"), conversations.start("web")
    turn = conversations.add(one.id, "same-id", "销户", REPLIES, "answered", "simplified")
    assert conversations.sent(one.id, "same-id") == turn
    assert conversations.sent(other.id, "same-id") is None
    with pytest.raises(Exception, match="UNIQUE"):
        conversations.add(one.id, "same-id", "销户", REPLIES, "answered", "simplified")
    assert len(conversations.turns(one.id)) == 1


def test_a_rating_takes_the_place_of_the_one_before(conversations: Conversations) -> None:
    conversation = conversations.start("web")
    turn = conversations.add(conversation.id, "sent-1", "销户", REPLIES, "answered", "simplified")
    assert conversations.rate(conversation.id, f"{turn.id}.1", True, "")
    assert conversations.rate(conversation.id, f"{turn.id}.1", False, "x" * 1000)
    (kept,) = conversations.turns(conversation.id)
    assert kept.ratings == ((1, False, "x" * 300),)
    assert [reply["good"] for reply in kept.as_json()["replies"]] == [None, False]


@pytest.mark.parametrize("reply", ["{turn}.2", "{turn}.-1", "{turn}", "{turn}.", "{turn}.一", "{turn}.9999999999", "x.0", "", ".0"])
def test_only_replies_there_are_can_be_rated(conversations: Conversations, reply: str) -> None:
    conversation = conversations.start("web")
    turn = conversations.add(conversation.id, "sent-1", "销户", REPLIES, "answered", "simplified")
    assert conversations.rate(conversation.id, reply.format(turn=turn.id), True, "") is None


def test_nobody_rates_the_replies_of_others(conversations: Conversations) -> None:
    mine, theirs = conversations.start("web"), conversations.start("web")
    turn = conversations.add(theirs.id, "sent-1", "销户", REPLIES, "answered", "simplified")
    assert conversations.rate(mine.id, f"{turn.id}.0", False, "") is None
    assert conversations.turns(theirs.id)[0].ratings == ()


def test_conversations_are_found(conversations: Conversations, clock: Clock) -> None:
    web = conversations.start("web")
    liked = conversations.add(web.id, "sent-1", "销户要几步", REPLIES, "answered", "simplified")
    clock.pass_(100)
    desk = conversations.start("desk", "wang")
    bad = conversations.add(desk.id, "sent-2", "飞船%_'\"怎么开", REPLIES, "not_understood", "simplified")
    conversations.rate(web.id, f"{liked.id}.0", True, "")
    conversations.rate(desk.id, f"{bad.id}.0", False, "答错")
    both = [desk.id, web.id]
    for wanted, found in (
        (ConversationFilter(), both),
        (ConversationFilter(channel="web"), [web.id]),
        (ConversationFilter(text="%_'\""), [desk.id]),
        (ConversationFilter(text="%"), [desk.id]),
        (ConversationFilter(text="没有的"), []),
        (ConversationFilter(outcome="not_understood"), [desk.id]),
        (ConversationFilter(disliked=True), [desk.id]),
        (ConversationFilter(since=clock.now), [desk.id]),
        (ConversationFilter(until=clock.now - 1), [web.id]),
    ):
        assert [row["id"] for row in conversations.find(wanted, 10)] == found
        assert conversations.count(wanted) == len(found)
        assert {turn.conversation for turn in conversations.all_turns(wanted)} == set(found)
    assert [row["id"] for row in conversations.find(ConversationFilter(), 1, skip=1)] == [web.id]
    assert conversations.find(ConversationFilter(channel="desk"), 1)[0]["first"] == "飞船%_'\"怎么开"
    assert [call.id for call in conversations.of("wang", 5)] == [desk.id]
    conversations.release(desk.id)
    assert conversations.of("wang", 5) == ()


def test_deleting_leaves_nothing(conversations: Conversations, database: Database) -> None:
    conversation = conversations.start("web")
    turn = conversations.add(conversation.id, "sent-1", "销户", REPLIES, "answered", "simplified")
    conversations.rate(conversation.id, f"{turn.id}.0", False, "")
    assert conversations.delete(conversation.id)
    assert not conversations.delete(conversation.id)
    assert [database.table(name).count for name in ("conversations", "turns", "ratings")] == [0, 0, 0]
