"""Prints what the program costs on this machine: rule queries, replies over REST, training, start, memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import aiohttp
import psutil
import requests

from bot.evaluation import load_questions
from bot.project import GOLDEN, QUESTIONS, ROOT
from rules.advisor import Advisor
from rules.advisor.knowledge import Knowledge
from rules.engine import Engine
from rules.facts import Fact
from rules.golden import load_cases
from rules.loader import load

TURNS = 4  # messages of one conversation
ROUNDS = 3000


def quantiles(seconds: list[float]) -> str:
    """Median, 95th and 99th percentile in milliseconds."""
    ordered = sorted(seconds)
    at = [(percent, ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]) for percent in (50, 95, 99)]
    return "  ".join(f"p{percent} {value * 1000:.2f} ms" for percent, value in at)


def rule_queries() -> None:
    """A run of the engine on what one question brings into play, with the derivations of all its conclusions."""
    standard = load()
    known = Knowledge(standard, Engine(standard.rules))
    inputs = [(fact,) for name in standard.concepts if (fact := known.given(name))]
    channels = [known.given(name) for name in standard.of_class("channel")]
    inputs += [tuple(filter(None, (known.given("销户"), fact))) for fact in channels]
    timed: list[float] = []
    for number in range(ROUNDS):
        given: tuple[Fact, ...] = inputs[number % len(inputs)]
        start = time.perf_counter()
        known.engine.run(given)
        timed.append(time.perf_counter() - start)
    print(f"engine run on one subject, all derivations, nothing cached ({len(standard.rules)} rules): {quantiles(timed)}")


def queries() -> None:
    """Every golden query as the server answers it: conclusions of the same facts are kept, citations and derivation are made anew."""
    advisor = Advisor(load(), search=lambda text: ())
    asked = [case.query for case in load_cases(GOLDEN)]
    for query in asked:
        advisor.answer(query)
    timed: list[float] = []
    for query in asked * 5:
        start = time.perf_counter()
        advisor.answer(query)
        timed.append(time.perf_counter() - start)
    print(f"query with citations and derivation ({len(asked)} golden queries): {quantiles(timed)}")


def parsing() -> None:
    """A message from text to intent and entities, as the server reads it, each text for the first time."""
    from bot.assistant import Assistant

    assistant = Assistant()
    texts = list(dict.fromkeys(text for question in load_questions(QUESTIONS) for text, _ in question.turns))[:1000]
    timed: list[float] = []
    for text in texts:
        start = time.perf_counter()
        assistant.understand(text)
        timed.append(time.perf_counter() - start)
    print(f"message read ({len(texts)} questions): {quantiles(timed)}")


@contextlib.contextmanager
def server(port: int, actions_port: int) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """The real assistant, and how long it took from the start to the first reply."""
    start = time.monotonic()
    environment = {**os.environ, "ADVISOR_TRACKER_DB": str(Path(tempfile.mkdtemp()) / "conversations.db")}
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port), "--actions-port", str(actions_port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        while True:
            with contextlib.suppress(requests.RequestException):
                body = {"sender": "first", "message": "销户有哪些步骤"}
                reply = requests.post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", json=body, timeout=10)
                if "受理客户申请" in reply.text:
                    break
            if process.poll() is not None:
                raise SystemExit("the server did not start")
            time.sleep(0.2)
        yield process, time.monotonic() - start
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


async def replies(port: int, clients: int, seconds: float) -> None:
    """Clients that ask the questions of data/questions one after the other, in conversations of a few turns."""
    questions = [question.ask for question in load_questions(QUESTIONS)]
    timed: list[float] = []
    stop = time.monotonic() + seconds

    async def client(number: int, session: aiohttp.ClientSession) -> None:
        turn = number * 31
        while time.monotonic() < stop:
            body = {"sender": f"bench-{clients}-{number}-{turn // TURNS}", "message": questions[turn % len(questions)]}
            start = time.perf_counter()
            async with session.post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", json=body) as response:
                await response.read()
            timed.append(time.perf_counter() - start)
            turn += 1

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(client(number, session) for number in range(clients)))
    print(f"replies over REST, {clients} client{'s' * (clients > 1)}: {len(timed) / seconds:.0f}/s  {quantiles(timed)}")


def memory(process: subprocess.Popen[bytes]) -> None:
    """What server and actions hold together, shared pages counted once for each process that shares them."""
    family = psutil.Process(process.pid).children(recursive=True)
    total = sum(child.memory_full_info().pss for child in family)
    print(f"memory of server and actions (PSS): {total / 2**20:.0f} MiB in {len(family)} processes")


def training() -> None:
    """A training from nothing, as `advisor train` does it."""
    start = time.monotonic()
    environment = {**os.environ, "ADVISOR_BUILD": tempfile.mkdtemp()}
    subprocess.run([sys.executable, "-m", "bot.cli", "train"], cwd=ROOT, env=environment, check=True, capture_output=True)
    print(f"advisor train, from nothing, with the start of the program: {time.monotonic() - start:.1f} s")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """All measurements, one after the other."""
    print(f"{date.today()}  {platform.platform()}  Python {platform.python_version()}  {os.cpu_count()} cores")
    rule_queries()
    queries()
    training()
    parsing()
    port = free_port()
    with server(port, free_port()) as (process, seconds):
        print(f"start to first reply: {seconds:.1f} s")
        asyncio.run(replies(port, 1, 3))  # warm
        asyncio.run(replies(port, 1, 10))
        asyncio.run(replies(port, 8, 15))
        memory(process)


if __name__ == "__main__":
    main()
