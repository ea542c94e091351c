"""Prints what the pages bear on this machine: fifty customers for a minute, the search as it is typed, ten thousand odd requests."""

from __future__ import annotations

import asyncio
import random
import time

import aiohttp
import requests
from hypothesis import HealthCheck, given, settings

from bot.web.search import SearchIndex
from rules.knowledge import Knowledge
from rules.loader import load
from tests.bench.measures import free_port, quantiles, server
from tests.bot.web.inputs import Input, inputs

CUSTOMERS, SECONDS = 50, 60
THINKING = (1.5, 4.0)
"""A customer thinks for so many seconds before the next message: a person does, and the limit of one session holds here too."""
INPUTS = 10_000


def services() -> dict[str, tuple[str, ...]]:
    """The services that have a whole flow, with their steps."""
    standard = load()
    everything = Knowledge(standard).everything()
    found: dict[str, list[str]] = {}
    lost = {name for name, concept in standard.concepts.items() if concept.lost}
    for fact in everything.of("step"):
        found.setdefault(fact.text("service"), []).append(fact.text("action"))
    return {name: tuple(steps) for name, steps in found.items() if lost.isdisjoint(steps)}


async def customers(port: int) -> None:
    """Each from an address of its own, each on a service of its own: a follow-up that another's service answers is a mix-up."""
    address, flows = f"http://127.0.0.1:{port}", services()
    names, timed, wrong = sorted(flows), list[float](), list[str]()
    stop = time.monotonic() + SECONDS

    async def customer(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - a load, not a secret
        connector = aiohttp.TCPConnector(local_addr=(f"127.0.1.{number + 1}", 0))
        said: list[str] = []
        async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:

            async def ask(text: str) -> str:
                body = {"sent": f"bench-{number:03}-{len(said):06}", "text": text}
                start = time.perf_counter()
                async with session.post(f"{address}/chat/messages", json=body) as response:
                    turn = await response.json()
                    timed.append(time.perf_counter() - start)
                    if response.status != 200:
                        wrong.append(f"{response.status} {turn}")
                        return ""
                said.append(text)
                return " ".join(reply["text"] for reply in turn["replies"])

            while time.monotonic() < stop:
                service = names[(number + chance.randrange(len(names))) % len(names)]
                for text, part in (
                    (f"{service}有哪些步骤", flows[service][0]),
                    ("第二步是什么", flows[service][1]),
                    ("最后一步呢", flows[service][-1]),
                ):
                    await asyncio.sleep(chance.uniform(*THINKING))
                    reply = await ask(text)
                    if part not in reply or (text.startswith(service) and service not in reply):
                        wrong.append(f"{service} {text}: {reply}")
            async with session.get(f"{address}/chat/history") as response:
                turns = (await response.json())["turns"]
                if [turn["text"] for turn in turns] != said:
                    wrong.append(f"the history of {number} is not what was said")

    await asyncio.gather(*(customer(number) for number in range(CUSTOMERS)))
    print(f"{CUSTOMERS} customers on the page for {SECONDS} s: {len(timed)} messages, {len(wrong)} wrong or mixed up  {quantiles(timed)}")
    for line in wrong[:5]:
        print(f"  {line}")


def search() -> None:
    """The search of the desk on every beginning of some inputs, as they are typed."""
    index, timed = SearchIndex(load()), list[float]()
    for text in ("xiaohu", "xhbz", "销户有哪些步骤", "4.1.4.2 b)3)", "C级 人员", "cjyytry", "yingyeting", "回访", "account closure"):
        for end in range(1, len(text) + 1):
            start = time.perf_counter()
            index.find(text[:end])
            timed.append(time.perf_counter() - start)
    print(f"search as it is typed ({len(timed)} beginnings): {quantiles(timed)}")


def odd_requests(port: int) -> None:
    """Requests of every kind, most of them wrong, one after the other."""
    timed: list[tuple[float, str]] = []
    broken: list[str] = []
    with requests.Session() as http:
        http.trust_env = False

        @settings(max_examples=INPUTS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(inputs)
        def bears(request: Input) -> None:
            url = f"http://127.0.0.1:{port}{request.path}"
            start = time.perf_counter()
            response = http.request(request.method, url, params=request.query, data=request.body, headers=request.headers, timeout=60)
            timed.append((time.perf_counter() - start, f"{request.method} {request.path}"))
            if response.status_code >= 500:
                broken.append(f"{response.status_code} {request}")

        bears()
    slowest, which = max(timed)
    spread = quantiles([seconds for seconds, _ in timed])
    print(f"odd requests ({len(timed)}): {len(broken)} broke it, {spread}  slowest {slowest * 1000:.0f} ms ({which})")
    for line in broken[:5]:
        print(f"  {line}")


def main() -> None:
    """All measurements of the pages."""
    search()
    port = free_port()
    with server(port, free_port()):
        asyncio.run(customers(port))
        odd_requests(port)


if __name__ == "__main__":
    main()
