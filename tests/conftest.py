"""What several folders of tests share: the standard, the trained model, the assistant in this process, the assistant as a server."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
import requests
from requests.adapters import HTTPAdapter

from rules.loader import load
from rules.model import Standard

if TYPE_CHECKING:
    from bot.assistant import Assistant

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["ADVISOR_RECORDS"] = str(Path(tempfile.mkdtemp(prefix="advisor-tests-")) / "records.db")  # no test writes to the real ones

ROOT = Path(__file__).resolve().parent.parent
CREDENTIALS = """
bot.channels.rest.HardenedRestInput:
bot.web.channel.WebInput:
  per_session: 100000/minute
  per_address: 100000/minute
  per_account: 100000/minute
  logins: 100000/minute
  embed_from: ["http://127.0.0.1:*"]
"""  # as in bot/credentials.yml, with limits that no test reaches
PATIENCE_SECONDS = 120  # how long a test waits for what must come sometime; it never waits for this to pass


@pytest.fixture(scope="session")
def standard() -> Standard:
    """The standard as it is now."""
    return load()


@pytest.fixture(scope="session")
def model() -> None:
    """The trained model; training is left out where it is up to date."""
    subprocess.run([sys.executable, "-W", "ignore", "-m", "bot", "train"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def assistant(model: None) -> Assistant:
    """The whole assistant in this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Rasa and its libraries complain of each other while they are loaded
        from bot.assistant import Assistant

        return Assistant()


@dataclass
class Server:
    """The assistant as `advisor serve` runs it, on ports of its own."""

    port: int
    actions_port: int
    process: subprocess.Popen[bytes]
    log: Path
    trackers: Path
    records: Path
    http: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.http.trust_env = False
        self.http.mount("http://", HTTPAdapter(pool_maxsize=64))

    @property
    def address(self) -> str:
        """The root of the Rasa server."""
        return f"http://127.0.0.1:{self.port}"

    def post(self, payload: Any) -> requests.Response:
        """One request to the webhook, with anything for a body."""
        return self.http.post(f"{self.address}/webhooks/rest/webhook", json=payload, timeout=60)

    def ask(self, message: object, sender: object = "tester") -> list[dict[str, Any]]:
        """The replies to one message; they have the shape that all replies have."""
        response = self.post({"sender": sender, "message": message})
        assert response.status_code == 200
        replies = response.json()
        assert isinstance(replies, list)
        assert replies
        for reply in replies:
            assert isinstance(reply["recipient_id"], str)
            assert reply["text"].strip()
        return replies

    def say(self, message: object, sender: object = "tester") -> str:
        """The text of the one reply to one message."""
        (reply,) = self.ask(message, sender)
        text: str = reply["text"]
        return text

    def family(self) -> list[psutil.Process]:
        """The supervisor and all processes below it."""
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    def listening(self) -> dict[int, psutil.Process]:
        """The process that listens on each port."""
        return {
            connection.laddr.port: process
            for process in self.family()
            for connection in process.net_connections("inet")
            if connection.status == psutil.CONN_LISTEN
        }


def free_ports(count: int) -> list[int]:
    """Ports of the loopback interface that nothing listens on."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


@pytest.fixture(scope="session")
def server(model: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The running server; at the end it is told to stop, must do so, and must leave nothing behind."""
    folder = tmp_path_factory.mktemp("server")
    port, actions_port = free_ports(2)
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "bot",
        "serve",
        "--no-train",
        "--port",
        str(port),
        "--actions-port",
        str(actions_port),
    ]
    (folder / "credentials.yml").write_text(CREDENTIALS, encoding="utf-8")
    environment = {
        **os.environ,
        "ADVISOR_TRACKER_DB": str(folder / "conversations.db"),
        "ADVISOR_RECORDS": str(folder / "records.db"),
        "ADVISOR_SECRET_FILE": str(folder / "secret"),
        "ADVISOR_CREDENTIALS": str(folder / "credentials.yml"),
    }
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    running = Server(port, actions_port, process, folder / "log.txt", folder / "conversations.db", folder / "records.db")
    try:
        _wait_for_an_answer(running)
        family = running.family()
        yield running
        family += running.family()
    finally:
        running.http.close()
        process.terminate()
        process.wait(PATIENCE_SECONDS)
    assert process.returncode == 0
    _, alive = psutil.wait_procs(set(family), timeout=10)
    assert alive == [], "processes were left behind"


def _wait_for_an_answer(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert server.process.poll() is None, server.log.read_text(encoding="utf-8")
        with contextlib.suppress(requests.RequestException):
            if re.search("受理客户申请", server.post({"sender": "first", "message": "销户有哪些步骤"}).text):
                return
        time.sleep(0.2)
    raise AssertionError(f"the server did not answer\n{server.log.read_text(encoding='utf-8')}")
