"""Prints what the program costs on this machine: rule queries, replies over REST, training, start, memory."""

from __future__ import annotations

import asyncio
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date

import aiohttp
import psutil

from bot.evaluation import load_questions
from bot.project import GOLDEN, QUESTIONS, ROOT
from rules.advisor import Advisor
from rules.engine import Engine
from rules.facts import Fact
from rules.golden import load_cases
from rules.knowledge import Knowledge
from rules.loader import load
from rules.question.askable import askable
from tests.bench.measures import free_port, quantiles, server

TURNS = 4  # messages of one conversation
ROUNDS = 3000


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


def questions() -> None:
    """Questions as the server answers them, with citations and derivation: the leaves that are askable, and the composed golden cases."""
    advisor = Advisor(load(), search=lambda text: ())
    leaves = askable(advisor.views)
    composed = [case.form for case in load_cases(GOLDEN) if case.ask]
    start = time.perf_counter()
    for question in leaves:
        advisor.answer(question)
    print(f"all {len(leaves)} askable questions: {time.perf_counter() - start:.1f} s (aim: at most 10 s)")
    for name, asked, rounds, aim in (("leaf", leaves, 2, 1), ("composed", composed, 20, 5)):
        timed: list[float] = []
        for question in [*asked] * rounds:
            start = time.perf_counter()
            advisor.answer(question)
            timed.append(time.perf_counter() - start)
        print(f"{name} question with citations and derivation ({len(asked)}; aim: p99 at most {aim} ms): {quantiles(timed)}")


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
    subprocess.run([sys.executable, "-m", "bot", "train"], cwd=ROOT, env=environment, check=True, capture_output=True)
    print(f"advisor train, from nothing, with the start of the program: {time.monotonic() - start:.1f} s")


def main() -> None:
    """All measurements, one after the other."""
    print(f"{date.today()}  {platform.platform()}  Python {platform.python_version()}  {os.cpu_count()} cores")
    rule_queries()
    questions()
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
