"""Channels on a real server of this machine, as Rasa registers them; only the agent behind them is replaced."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import uuid
from collections.abc import Iterator
from typing import Any

from rasa.core.channels.channel import InputChannel, register
from sanic import Sanic


@contextlib.contextmanager
def serving(agent: Any, *channels: InputChannel) -> Iterator[str]:
    """Serve the channels with `agent` behind them; the address of the server."""
    Sanic.test_mode = True  # several apps in one process
    app = Sanic(f"test_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.agent = agent
    register(list(channels), app, route="/webhooks/")
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    loop = asyncio.new_event_loop()

    async def start() -> Any:
        running = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
        await running.startup()
        await running.before_start()
        await running.start_serving()
        return running

    async def stop(running: Any) -> None:
        await running.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await loop.shutdown_asyncgens()

    thread = threading.Thread(target=loop.run_forever, daemon=True)  # a loop may run in this one already: Playwright's
    thread.start()
    running = asyncio.run_coroutine_threadsafe(start(), loop).result(60)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(stop(running), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
