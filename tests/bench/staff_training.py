"""Prints what tests of staff cost on this machine: many people at one test, their answers kept, marked and reported."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from bot.records.accounts import Account
from bot.records.database import open_records
from bot.staff_training.charts import CHARTS
from bot.staff_training.quiz_service import QuizService, report_in
from bot.staff_training.reports import as_csv, as_xlsx
from rules.loader import load
from rules.quiz.bank import Bank, Wanted
from rules.quiz.marking import points_of, response_of
from rules.quiz.question import KINDS, Question
from tests.bench.measures import quantiles

PEOPLE, QUESTIONS = 500, 40


def response(content: dict[str, Any], knows: float, chance: Random) -> Any:
    """What somebody answers who knows so much (0 to 1)."""
    if chance.random() < knows:
        return content["accepts"][0] if content["kind"] == "fill" else content["key"]
    if content["kind"] == "fill":
        return "不知道"
    return chance.sample(range(len(content["options"])), len(content["key"]))


def take(service: QuizService, papers: dict[str, list[dict[str, Any]]], attempts: dict[str, str]) -> dict[tuple[str, int], Any]:
    """Everybody answers everything, one answer after the other as they come in; what they answered."""
    given, timed = {}, list[float]()
    for name, paper in papers.items():
        chance = Random(name)  # noqa: S311 - a load, not a secret
        knows = chance.uniform(0.3, 0.95)
        for position, content in enumerate(paper):
            given[name, position] = response(content, knows, chance)
            start = time.perf_counter()
            service.answer(name, attempts[name], position, given[name, position])
            timed.append(time.perf_counter() - start)
    print(f"answer marked and kept, each in a transaction of its own ({len(timed)} answers): {quantiles(timed)}")
    return given


def main() -> None:
    """500 people x 40 questions of all kinds."""
    standard = load()
    start = time.perf_counter()
    bank = Bank(standard)
    print(f"bank of questions made from the rules ({len(bank.topics)} topics): {time.perf_counter() - start:.1f} s")

    path = Path(tempfile.mkdtemp()) / "records.db"
    service = QuizService(open_records(path), lambda: bank)
    start = time.perf_counter()
    quiz = service.make(Account("teacher", "trainer"), "all", Wanted(QUESTIONS, kinds=KINDS), seed="bench")
    print(f"test of {len(quiz.paper)} questions made: {(time.perf_counter() - start) * 1000:.0f} ms")
    timed, attempts, papers = list[float](), dict[str, str](), dict[str, list[dict[str, Any]]]()
    for number in range(PEOPLE):
        name = f"p{number:03}"
        start = time.perf_counter()
        attempts[name] = service.begin(Account(name, "agent"), quiz.id).id
        timed.append(time.perf_counter() - start)
        papers[name] = [asked.content for asked in service.attempts.asked(attempts[name])]
    print(f"test begun ({PEOPLE} people): {quantiles(timed)}")
    given = take(service, papers, attempts)

    start = time.perf_counter()
    points = {
        (name, position): points_of(question, response_of(question, given[name, position]))
        for name, paper in papers.items()
        for position, question in enumerate(map(Question.from_json, paper))
    }
    marked = time.perf_counter()
    found = report_in(path, service, quiz.id)
    reported = time.perf_counter()
    for chart in CHARTS.values():
        chart(found.report, found.titles)
    drawn = time.perf_counter()
    as_csv(found)
    as_xlsx(found)
    written = time.perf_counter()
    same = abs(sum(points.values()) - sum(answer.points for answer in found.given)) < 1e-6
    print(
        f"{PEOPLE} people x {QUESTIONS} questions ({found.answers} answers, {'the same points' if same else 'OTHER POINTS'}):"
        f" marked {marked - start:.2f} s, report {reported - marked:.2f} s, {len(CHARTS)} charts {drawn - reported:.2f} s,"
        f" CSV and XLSX {written - drawn:.2f} s, all {written - start:.2f} s"
    )


if __name__ == "__main__":
    main()
