"""Tests and practice for staff, and the trainer's reports: the routes below /train."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.records.accounts import ROLES, Account
from bot.records.audit import Audit
from bot.records.quizzes import StaffQuiz
from bot.records.retention import DAY_SECONDS
from bot.staff_training.quiz_service import MAX_QUESTIONS, QuizService
from bot.staff_training.reports import Reported, as_csv, as_xlsx
from bot.web.request_guards import NOT_READABLE, Rejected, text_field
from bot.web.responses import attachment, json_response
from bot.web.staff import Staff
from rules.errors import AdvisorError
from rules.quiz.bank import Wanted
from rules.quiz.question import KINDS

TRAINERS = ("trainer", "admin")
MAX_LISTED = 200
MAX_SHOWN_ITEMS = 200
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Result = TypeVar("Result")
MakeReport = Callable[[str], Reported]
"""From a test ("" for all) to its report; slow, and done beside the event loop."""


class StaffTraining:
    """The routes. What staff see is their own; reports are for trainers."""

    def __init__(self, quiz_service: QuizService, staff: Staff, audit: Audit, report: MakeReport) -> None:
        self._quiz_service, self._staff, self._audit, self._report = quiz_service, staff, audit, report

    def add_routes(self, blueprint: Blueprint) -> None:
        """Add the routes to a blueprint."""
        self._staff.add_login_routes(blueprint, "/train")
        for method, path, roles, handler in (
            ("GET", "/train/home", ROLES, self.home),
            ("POST", "/train/practice", ROLES, self.practise),
            ("POST", "/train/begin", ROLES, self.begin),
            ("GET", "/train/attempt", ROLES, self.attempt),
            ("POST", "/train/answers", ROLES, self.answers),
            ("POST", "/train/finish", ROLES, self.finish),
            ("GET", "/train/quizzes", TRAINERS, self.quizzes),
            ("POST", "/train/quizzes", TRAINERS, self.make),
            ("POST", "/train/quizzes/close", TRAINERS, self.close),
            ("GET", "/train/report", TRAINERS, self.report),
            ("GET", "/train/report/export", TRAINERS, self.export),
            ("GET", "/train/report/chart", TRAINERS, self.chart),
        ):
            self._staff.add_route(blueprint, method, path, roles, handler)

    # ---- taking

    async def home(self, request: Request, account: Account) -> HTTPResponse:
        """What an account can do: tests to take, attempts made, clauses due, and what can be practised."""
        attempts = self._quiz_service.attempts.of(account.name)
        begun = {attempt.quiz: attempt for attempt in attempts if attempt.quiz}
        tests = [
            {**_described(quiz), "attempt": begun[quiz.id].id if quiz.id in begun else None}
            for quiz in self._quiz_service.quizzes.open_for(account)
            if quiz.id not in begun or begun[quiz.id].finished is None
        ]
        return json_response(
            {
                "tests": tests,
                "attempts": self._quiz_service.history(account.name),
                "due": len(self._quiz_service.due(account.name)),
                "chapters": self._quiz_service.chapters(),
                "kinds": dict(self._quiz_service.bank.standard.quiz.kinds),
                "most": MAX_QUESTIONS,
            }
        )

    async def practise(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"number", "clauses", "kinds"} -> a new practice."""
        attempt = _told(lambda: self._quiz_service.practise(account.name, _wanted(body)))
        return json_response(self._quiz_service.view(account.name, attempt.id))

    async def begin(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"quiz"} -> the attempt at a test, new or begun before."""
        attempt = _told(lambda: self._quiz_service.begin(account, text_field(body, "quiz", 40)))
        return json_response(self._quiz_service.view(account.name, attempt.id))

    async def attempt(self, request: Request, account: Account) -> HTTPResponse:
        """?id= -> an attempt of this account."""
        return json_response(_told(lambda: self._quiz_service.view(account.name, request.args.get("id", "")), 404))

    async def answers(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"attempt", "position", "response"} -> the attempt with the answer; the first answer to a question counts."""
        attempt, position = text_field(body, "attempt", 40), body.get("position")
        if not isinstance(position, int) or isinstance(position, bool) or not 0 <= position <= MAX_QUESTIONS:
            raise Rejected(400, NOT_READABLE)
        _told(lambda: self._quiz_service.answer(account.name, attempt, position, body.get("response")), 409)
        return json_response(self._quiz_service.view(account.name, attempt))

    async def finish(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"attempt"}: hand it in."""
        attempt = text_field(body, "attempt", 40)
        _told(lambda: self._quiz_service.finish(account.name, attempt), 404)
        return json_response(self._quiz_service.view(account.name, attempt))

    # ---- for trainers

    async def quizzes(self, request: Request, account: Account) -> HTTPResponse:
        """All tests, with how many have begun and finished."""
        progress = self._quiz_service.attempts.progress()
        rows = [
            {**_described(quiz), "made_by": quiz.made_by, "made": quiz.made, "people": quiz.people, "edition": quiz.edition}
            | dict(zip(("begun", "finished"), progress.get(quiz.id, (0, 0)), strict=True))
            for quiz in self._quiz_service.quizzes.all()
        ]
        return json_response(
            {"quizzes": rows, "chapters": self._quiz_service.chapters(), "kinds": dict(self._quiz_service.bank.standard.quiz.kinds)}
        )

    async def make(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"title", "number", "clauses", "kinds", "minutes", "pass_mark" (percent), "people", "days"} -> the test made."""
        minutes, percent, days = (_number(body, name, most) for name, most in (("minutes", 600), ("pass_mark", 100), ("days", 366)))
        quiz = _told(
            lambda: self._quiz_service.make(
                account,
                text_field(body, "title", 60),
                _wanted(body),
                seconds=minutes * 60,
                pass_mark=percent / 100,
                people=_texts(body, "people", MAX_LISTED),
                closes=time.time() + days * DAY_SECONDS if days else 0,
            )
        )
        self._audit.write(account.name, "test made", f"{quiz.id} {quiz.title}")
        return json_response({**_described(quiz), "wanted": body.get("number")})

    async def close(self, request: Request, account: Account, body: dict[str, Any]) -> HTTPResponse:
        """{"quiz"}: let nobody begin it any more."""
        quiz = text_field(body, "quiz", 40)
        if not self._quiz_service.quizzes.close(quiz):
            raise Rejected(404, "没有这个测验。")
        self._audit.write(account.name, "test closed", quiz)
        return json_response({})

    async def report(self, request: Request, account: Account) -> HTTPResponse:
        """?quiz= -> the report on a test, or on all."""
        reported = await self._reported(request)
        values = dataclasses.asdict(reported.report)
        values["items"] = values["items"][:MAX_SHOWN_ITEMS]
        return json_response({**values, "outdated": reported.outdated, "titles": reported.titles, "answers": reported.answers})

    async def export(self, request: Request, account: Account) -> HTTPResponse:
        """?quiz=&form=csv or xlsx -> a file."""
        reported = await self._reported(request)
        form = "xlsx" if request.args.get("form") == "xlsx" else "csv"
        body: str | bytes = await asyncio.to_thread(as_xlsx if form == "xlsx" else as_csv, reported)
        self._audit.write(account.name, f"report exported as {form}", request.args.get("quiz", ""))
        name = f"report-{time.strftime('%Y%m%d')}.{form}"
        return attachment(name, body, XLSX if form == "xlsx" else "text/csv; charset=utf-8")

    async def chart(self, request: Request, account: Account) -> HTTPResponse:
        """?quiz=&name=map, weeks or clauses -> an SVG."""
        from bot.staff_training.charts import CHARTS  # matplotlib, which nobody else needs, is loaded with the first chart

        draw = CHARTS.get(request.args.get("name", ""))
        if draw is None:
            raise Rejected(404, "没有这张图。")
        reported = await self._reported(request)
        svg = await asyncio.to_thread(draw, reported.report, reported.titles)
        return HTTPResponse(svg, 200, {"Content-Security-Policy": SVG_POLICY, "Cache-Control": "no-store"}, "image/svg+xml")

    def _reported(self, request: Request) -> Awaitable[Reported]:
        return asyncio.to_thread(self._report, request.args.get("quiz", "")[:40])


def _described(quiz: StaffQuiz) -> dict[str, Any]:
    """A test as those who take it see it."""
    shown = {name: getattr(quiz, name) for name in ("id", "title", "seconds", "pass_mark", "closes")}
    return {**shown, "number": len(quiz.paper)}


def _told(action: Callable[[], Result], status: int = 400) -> Result:
    """What an action gives; what is wrong with it is told."""
    try:
        return action()
    except AdvisorError as error:
        raise Rejected(status, str(error)) from None


def _wanted(body: dict[str, Any]) -> Wanted:
    kinds = tuple(kind for kind in KINDS if kind in _texts(body, "kinds", len(KINDS)))
    return Wanted(_number(body, "number", MAX_QUESTIONS), _texts(body, "clauses", MAX_LISTED), kinds or KINDS)


def _number(body: dict[str, Any], name: str, most: int) -> int:
    value = body.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise Rejected(400, NOT_READABLE)
    return value


def _texts(body: dict[str, Any], name: str, most: int) -> tuple[str, ...]:
    value = body.get(name, [])
    if not isinstance(value, list) or len(value) > most or not all(isinstance(text, str) and len(text) <= 60 for text in value):
        raise Rejected(400, NOT_READABLE)
    return tuple(text.strip() for text in value if text.strip())
