"""Tests and practice in conversation: who it is, and how a conversation goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher
from sqlite_utils import Database

from bot.records.accounts import Account, Accounts
from bot.records.conversations import Conversations
from bot.records.database import open_records
from bot.staff_training.quiz_in_chat import QuizInChat
from bot.staff_training.quiz_service import QuizService
from rules.errors import AdvisorError
from rules.model import Standard
from rules.quiz.bank import Bank, Wanted

if TYPE_CHECKING:
    from bot.assistant import Assistant

TEACHER = Account("teacher", "trainer")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_records(tmp_path / "records.db")
    yield database
    database.conn.close()


@pytest.fixture(scope="module")
def bank(standard: Standard) -> Bank:
    return Bank(standard)


@pytest.fixture
def service(database: Database, bank: Bank) -> QuizService:
    accounts = Accounts(database, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts.add("zhao", "agent", "long-enough-9", "一班")
    return QuizService(database, lambda: bank)


@pytest.fixture
def chat(database: Database, service: QuizService) -> QuizInChat:
    return QuizInChat(service, Conversations(database))


# ---- who it is


def test_customers_are_told_where_staff_practise(chat: QuizInChat) -> None:
    for sender in ("web:1", "desk:made-up"):
        with pytest.raises(AdvisorError, match="/train"):
            chat.start(sender, Wanted(3))


def test_at_the_desk_it_is_the_account_of_the_call(database: Database, service: QuizService, chat: QuizInChat) -> None:
    call = Conversations(database).start("desk", "zhao")
    attempt = chat.start(call.id, Wanted(3))
    assert service.attempts.get(attempt["id"], "zhao") is not None
    assert [each["title"] for each in service.history("zhao")] == ["练习"]


def test_a_test_that_is_to_be_taken_comes_first(database: Database, service: QuizService, chat: QuizInChat) -> None:
    quiz = service.make(TEACHER, "月考", Wanted(3), people=("一班",))
    call = Conversations(database).start("desk", "zhao")
    attempt = chat.start(call.id, Wanted(10))
    assert (attempt["title"], attempt["kind"]) == ("月考", "test")
    assert chat.start(call.id, Wanted(10))["id"] == attempt["id"], "it goes on"
    assert chat.start(call.id, Wanted(10, clauses=("4.1",)))["kind"] == "practice", "what is asked for by name is practice"
    chat.finish(call.id, attempt["id"])
    assert chat.start(call.id, Wanted(10))["kind"] == "practice"
    assert service.attempts.at(quiz.id, "zhao") is not None


def test_nobody_goes_on_with_the_attempt_of_another(chat: QuizInChat) -> None:
    attempt = chat.start("me", Wanted(3))
    for action in (chat.view, chat.finish):
        with pytest.raises(AdvisorError, match="没有找到"):
            action("you", attempt["id"])


# ---- a conversation, on the whole assistant


def texts(replies: list[dict[str, Any]]) -> str:
    return "\n".join(reply["text"] for reply in replies)


@pytest.mark.server
def test_practice_from_beginning_to_end(assistant: Assistant) -> None:
    said = texts(assistant.reply("3道判断题", "quiz-1"))
    for number in (1, 2, 3):
        assert f"第{number}题，共3题，判断题" in said
        said = texts(assistant.reply("对", "quiz-1"))
        assert re.search("答对了|答错了", said)
        assert "依据" in said
    assert re.search(r"练习结束：共3题，答了3题，得分\d+%", said)
    assert "受理客户申请" in texts(assistant.reply("销户有哪些步骤", "quiz-1")), "and then questions are answered again"


@pytest.mark.server
def test_what_is_no_answer_is_told_so_and_asked_again(assistant: Assistant) -> None:
    first = texts(assistant.reply("5道单选题", "quiz-2"))
    again = texts(assistant.reply("今天天气怎么样", "quiz-2"))
    assert "没有听懂这个答案" in again
    assert first.splitlines()[0] in again
    assert "第2题" in texts(assistant.reply("跳过", "quiz-2"))
    assert "练习结束：共5题，答了0题" in texts(assistant.reply("退出", "quiz-2"))


@pytest.mark.server
def test_danger_comes_before_everything(assistant: Assistant) -> None:
    assistant.reply("5道单选题", "quiz-3")
    said = texts(assistant.reply("电线掉地上冒火花", "quiz-3"))
    assert "立即远离" in said
    assert said.index("立即远离") < said.index("第1题")
    assistant.reply("退出", "quiz-3")


@pytest.mark.server
def test_choices_are_buttons(assistant: Assistant) -> None:
    (reply,) = assistant.reply("5道单选题", "quiz-4")
    assert [button["payload"] for button in reply["buttons"]] == [line[0] for line in reply["text"].splitlines() if line[1:3] == ". "]
    assistant.reply("退出", "quiz-4")


@pytest.mark.server
@pytest.mark.parametrize("text", ["开始测验", "10题营业厅", "考考我", "我想练习", "出5道题"])
def test_many_ways_to_begin(assistant: Assistant, text: str) -> None:
    sender = f"quiz-{text}"
    assert "第1题" in texts(assistant.reply(text, sender))
    assistant.reply("退出", sender)


@pytest.mark.server
@pytest.mark.parametrize("text", ["营业厅有几个功能区", "上岗要考什么证", "95598的服务时间", "帮我检查我们厅"])
def test_other_questions_begin_no_test(assistant: Assistant, text: str) -> None:
    assert "第1题" not in texts(assistant.reply(text, f"no-quiz-{text}"))


@pytest.mark.server
def test_a_customer_is_told_that_it_is_for_staff(assistant: Assistant) -> None:
    assert "员工" in texts(assistant.reply("开始测验", "web:someone"))
    assert "受理客户申请" in texts(assistant.reply("销户有哪些步骤", "web:someone"))
