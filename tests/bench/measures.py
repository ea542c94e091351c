"""What the measurements share: figures of many timings, and the real assistant to time."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import requests

from bot.project import ROOT


def quantiles(seconds: list[float]) -> str:
    """Median, 95th and 99th percentile in milliseconds."""
    ordered = sorted(seconds)
    at = [(percent, ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]) for percent in (50, 95, 99)]
    return "  ".join(f"p{percent} {value * 1000:.2f} ms" for percent, value in at)


@contextlib.contextmanager
def server(port: int, actions_port: int, folder: Path | None = None) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """The real assistant, with its records in a folder, and how long it took from the start to the first reply."""
    start = time.monotonic()
    folder = folder or Path(tempfile.mkdtemp())
    files = {"TRACKER_DB": "conversations.db", "RECORDS": "records.db", "SECRET_FILE": "secret"}
    environment = {**os.environ, **{f"ADVISOR_{name}": str(folder / file) for name, file in files.items()}}
    command = [sys.executable, "-m", "bot", "serve", "--port", str(port), "--actions-port", str(actions_port)]
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


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
