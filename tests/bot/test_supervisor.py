"""The two processes together, with stand-ins that do nothing: however it ends, nothing is left behind."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from bot import supervisor
from bot.project import ROOT
from rules.errors import AdvisorError
from tests.conftest import PATIENCE_SECONDS, free_ports

IDLE = [sys.executable, "-c", "import time; time.sleep(600)"]
SUPERVISED = f"""
import subprocess, sys
from bot import supervisor
supervisor._start = lambda *arguments: subprocess.Popen({IDLE!r}, start_new_session=True)
supervisor.Supervisor._wait_until_up = lambda *arguments: None
supervisor.Supervisor("127.0.0.1", 1, 2, lambda text: print(text, flush=True)).run()
"""


def eventually(happens: Callable[[], bool]) -> None:
    """Waits until something is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextlib.contextmanager
def supervised() -> Iterator[tuple[subprocess.Popen[str], list[psutil.Process]]]:
    """A supervisor in a process of its own, and its two stand-ins; what is left of them at the end is ended."""
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISED], cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        seen: list[psutil.Process] = []
        try:
            assert process.stdout is not None
            while "助手已启动" not in process.stdout.readline():
                assert process.poll() is None
            seen += psutil.Process(process.pid).children()
            assert len(seen) == 2
            yield process, seen
        finally:
            for each in (process, *seen):
                with contextlib.suppress(psutil.NoSuchProcess):
                    each.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_ends_all_in_order(number: signal.Signals) -> None:
    with supervised() as (process, children):
        process.send_signal(number)
        process.wait(PATIENCE_SECONDS)
        _, alive = psutil.wait_procs(children, timeout=5)
        assert alive == [], "processes were left behind"
        assert process.returncode == 0


def test_an_action_server_that_ends_is_started_again() -> None:
    with supervised() as (process, children):
        actions = min(children, key=lambda child: child.create_time())
        actions.kill()
        eventually(lambda: len([child for child in psutil.Process(process.pid).children() if child.pid != actions.pid]) == 2)
        children += psutil.Process(process.pid).children()
        assert process.poll() is None


def run(monkeypatch: pytest.MonkeyPatch, *commands: list[str]) -> tuple[list[str], list[subprocess.Popen[bytes]]]:
    """What a supervisor says whose processes are these commands, the last one again and again; and its processes."""
    said: list[str] = []
    started: list[subprocess.Popen[bytes]] = []
    left = list(commands)

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = left.pop(0) if len(left) > 1 else left[0]
        started.append(subprocess.Popen(command, start_new_session=True))
        return started[-1]

    monkeypatch.setattr(supervisor, "_start", start)
    monkeypatch.setattr(supervisor, "PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(supervisor.Supervisor, "_wait_until_up", lambda *arguments: None)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    try:
        with pytest.raises(AdvisorError) as ended:
            supervisor.Supervisor("127.0.0.1", 1, 2, said.append).run()
        said.append(str(ended.value))
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for process in started:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            process.wait()
    return said, started


def test_a_server_that_ends_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    said, (actions, server) = run(monkeypatch, IDLE, [sys.executable, "-c", "raise SystemExit(3)"])
    assert said[-1].startswith("对话服务意外结束（状态 3）")
    assert actions.returncode == -signal.SIGTERM
    assert server.returncode == 3


def test_an_action_server_that_ends_again_and_again_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = [sys.executable, "-c", ""]
    said, started = run(monkeypatch, ends, IDLE, ends)
    assert said[-1].startswith("动作服务反复结束")
    assert said.count("动作服务意外结束，正在重新启动。") == supervisor.MAX_RESTARTS
    assert len(started) == supervisor.MAX_RESTARTS + 2
    assert started[1].returncode == -signal.SIGTERM


def test_a_process_that_does_not_heed_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"
    process = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    supervisor._end(process)
    assert process.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    process.stdout.close()


def test_ports_must_be_free_and_two() -> None:
    port, other = free_ports(2)
    supervisor.check_ports("127.0.0.1", port, other)
    with pytest.raises(AdvisorError, match=str(port)):
        supervisor.check_ports("127.0.0.1", port, port)
