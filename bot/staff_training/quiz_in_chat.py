"""Tests and practice in conversation: which account a conversation belongs to is known by the records alone."""

from __future__ import annotations

from typing import Any

from bot.records.accounts import Account
from bot.records.conversations import Conversations
from bot.records.database import open_records
from bot.staff_training.quiz_service import QuizService
from rules.errors import AdvisorError
from rules.loader import load
from rules.quiz.bank import Bank, Wanted
from rules.quiz.question import KINDS

FOR_STAFF = "测验和练习给员工使用：请登录后打开 /train 页面，或者在座席工作台里说“开始测验”。"
CUSTOMERS, STAFF = "web:", "desk:"


class QuizInChat:
    """The keeper of attempts for the conversation (`actions.quizzing.Keeper`)."""

    def __init__(self, quiz_service: QuizService, conversations: Conversations) -> None:
        self._quiz_service, self._conversations = quiz_service, conversations

    def start(self, sender: str, wanted: Wanted) -> dict[str, Any]:
        """A test that the account of this conversation is to take, where nothing in particular is wanted; else practice."""
        account = self._account(sender)
        if not wanted.clauses and wanted.kinds == KINDS and sender.startswith(STAFF):
            for quiz in self._quiz_service.quizzes.open_for(account):
                begun = self._quiz_service.attempts.at(quiz.id, account.name)
                if begun is None or begun.finished is None:
                    return self._quiz_service.view(account.name, self._quiz_service.begin(account, quiz.id).id)
        return self._quiz_service.view(account.name, self._quiz_service.practise(account.name, wanted).id)

    def answer(self, sender: str, attempt: str, position: int, response: object) -> dict[str, Any]:
        """Answer a question."""
        name = self._account(sender).name
        self._quiz_service.answer(name, attempt, position, response)
        return self._quiz_service.view(name, attempt)

    def view(self, sender: str, attempt: str) -> dict[str, Any]:
        """An attempt as it is now."""
        return self._quiz_service.view(self._account(sender).name, attempt)

    def finish(self, sender: str, attempt: str) -> dict[str, Any]:
        """Hand it in."""
        name = self._account(sender).name
        self._quiz_service.finish(name, attempt)
        return self._quiz_service.view(name, attempt)

    def _account(self, sender: str) -> Account:
        """Who practises: the account that holds a call at the desk, else the conversation itself. Customers do not."""
        if sender.startswith(CUSTOMERS):
            raise AdvisorError(FOR_STAFF)
        if sender.startswith(STAFF):
            call = self._conversations.get(sender)
            if call is None or not call.owner:
                raise AdvisorError(FOR_STAFF)
            return self._quiz_service.account(call.owner)
        return Account(f"chat:{sender}", "agent")


def quiz_in_chat() -> QuizInChat:
    """On the records of this installation."""
    from bot.project import RECORDS

    database, standard = open_records(RECORDS), load()
    return QuizInChat(QuizService(database, lambda: Bank(standard)), Conversations(database))
