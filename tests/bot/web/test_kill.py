"""The server is killed sixty times while twenty people take tests: no answer that was accepted is lost, no attempt is damaged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from argon2 import PasswordHasher

from bot.project import ROOT
from bot.records.accounts import Account, Accounts
from bot.records.database import open_records
from bot.staff_training.quiz_service import QuizService
from rules.model import Standard
from rules.quiz.bank import Bank, Wanted
from tests.conftest import free_ports

KILLS, PEOPLE, QUIZZES, QUESTIONS = 60, 20, 40, 20
PASSWORD = "long-enough-9"


@dataclass
class Person:
    """Takes one test after the other, and remembers every answer that was accepted."""

    name: str
    address: str
    quizzes: list[str]
    over: threading.Event
    accepted: list[tuple[str, int, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    http: requests.Session = field(default_factory=requests.Session)
    csrf_token: str = ""

    def run(self) -> None:
        """Until it is over, or there are no more tests."""
        self.http.trust_env = False
        chance = random.Random(self.name)  # noqa: S311
        self.csrf_token = self.post("/train/login", {"name": self.name, "password": PASSWORD})["csrf_token"]
        for quiz in self.quizzes:
            attempt = self.post("/train/begin", {"quiz": quiz})
            for question in attempt["questions"]:
                if self.over.is_set():
                    return
                response = self.guess(question, chance)
                sent = {"attempt": attempt["id"], "position": question["position"], "response": response}
                seen = self.post("/train/answers", sent)["questions"][question["position"]]
                if seen["response"] != response:
                    self.wrong.append(f"{self.name}: {sent} became {seen['response']}")
                self.accepted.append((attempt["id"], question["position"], response))
        self.http.close()

    @staticmethod
    def guess(question: dict[str, Any], chance: random.Random) -> Any:
        """Any answer that is one."""
        places = list(range(len(question["options"])))
        if question["choose"] == "fill":
            return str(chance.randint(1, 12))
        if question["choose"] == "match":
            return [chance.choice(places) for _ in question["left"]]
        return chance.sample(places, len(places) if question["choose"] == "order" else 1)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Sent again until it is answered: the same answer twice counts once."""
        while True:
            try:
                response = self.http.post(self.address + path, json=body, headers={"X-CSRF-Token": self.csrf_token}, timeout=20)
            except requests.RequestException:
                time.sleep(0.02)
                continue
            if response.status_code != 200:
                self.wrong.append(f"{self.name}: {path} {response.status_code} {response.text}")
            return response.json()  # type: ignore[no-any-return]


@pytest.mark.timeout(600)
def test_no_accepted_answer_is_lost(standard: Standard, bank: Bank, tmp_path: Path) -> None:
    database = open_records(tmp_path / "records.db")
    accounts = Accounts(database, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    service = QuizService(database, lambda: bank)
    names = [f"person{number}" for number in range(PEOPLE)]
    for name in names:
        accounts.add(name, "agent", PASSWORD)
    trainer = Account("teacher", "trainer")
    quizzes = [service.make(trainer, f"测验{number}", Wanted(QUESTIONS), seed=str(number)).id for number in range(QUIZZES)]
    (port,) = free_ports(1)
    environment = {**os.environ, "ADVISOR_RECORDS": str(tmp_path / "records.db"), "ADVISOR_SECRET_FILE": str(tmp_path / "secret")}
    command = [sys.executable, "-W", "ignore", "-m", "tests.bot.web.mortal", str(port)]
    over = threading.Event()
    people = [Person(name, f"http://127.0.0.1:{port}", quizzes, over) for name in names]
    threads = [threading.Thread(target=person.run) for person in people]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        chance = random.Random(7)  # noqa: S311
        lives = 0
        for lives in range(KILLS + 1):
            life = int(server.stdout.readline())
            if lives == 0:
                for thread in threads:
                    thread.start()
                while not all(person.accepted for person in people):  # everybody is in, however slow the machine
                    time.sleep(0.1)
            if lives == KILLS:
                break
            time.sleep(chance.uniform(0.02, 0.5))
            os.kill(life, signal.SIGKILL)
        over.set()
        for thread in threads:
            thread.join(60)
        server.stdin.close()
    assert lives == KILLS
    assert [line for person in people for line in person.wrong] == []
    accepted = [answer for person in people for answer in person.accepted]
    assert len(accepted) > 10 * PEOPLE
    assert len(accepted) < PEOPLE * QUIZZES * QUESTIONS, "they were at it to the end"
    for attempt, position, response in accepted:
        asked = service.attempts.question(attempt, position)
        assert asked is not None
        assert asked.response == response
        assert asked.points is not None
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    half = "select count(*) from asked where (response is null) <> (points is null) or (response is null) <> (answered is null)"
    assert database.execute(half).fetchone() == (0,)
    for person in people:
        for attempt in service.attempts.of(person.name):
            asked = service.attempts.asked(attempt.id)
            assert [each.position for each in asked] == list(range(QUESTIONS))
            assert service.view(person.name, attempt.id)["questions"]
    database.conn.close()
