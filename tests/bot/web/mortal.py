"""A server of the pages that is killed and comes back: `python -m tests.bot.web.mortal PORT`, with ADVISOR_RECORDS and ADVISOR_SECRET_FILE.

What takes long is done once; each life is a fork of it. Prints the process id of each life when it listens; ends when standard input does.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import sys

from rasa.core.channels.channel import register
from sanic import Sanic

from bot.web import channel as module
from rules.checking import Checker
from rules.loader import load
from rules.quiz.bank import Bank

LIMITS = dict.fromkeys(("per_session", "per_address", "per_account", "logins"), "1000000/minute")


def live(listener: socket.socket) -> None:
    """Serve until the end, which comes without warning."""
    app = Sanic("mortal", configure_logging=False)
    app.ctx.agent = None
    register([module.WebInput.from_credentials(LIMITS)], app, route="/webhooks/")

    async def serve() -> None:
        running = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
        await running.startup()
        await running.before_start()
        await running.start_serving()
        print(os.getpid(), flush=True)
        await asyncio.Event().wait()

    asyncio.run(serve())


def main() -> None:
    """Life after life."""
    standard = load()
    checker = Checker(standard)
    bank = Bank(standard, checker)
    bank.topics  # noqa: B018 - made before the first life
    index = module.SearchIndex(standard)
    for name, made in {"load": standard, "Checker": checker, "Bank": bank, "SearchIndex": index}.items():
        setattr(module, name, lambda *_, made=made: made)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", int(sys.argv[1])))
        while True:
            child = os.fork()
            if not child:
                live(listener)
            while not os.waitpid(child, os.WNOHANG)[0]:
                if select.select([sys.stdin], [], [], 0.01)[0]:
                    os.kill(child, signal.SIGKILL)
                    return


if __name__ == "__main__":
    main()
