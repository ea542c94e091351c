"""The two processes of the assistant, started, watched and stopped together."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import requests

from bot.project import BUILD, ROOT, prepare_environment
from rules.errors import AdvisorError

START_SECONDS = 120
STOP_SECONDS = 10
PAUSE_SECONDS = 0.5
MAX_RESTARTS = 5


def check_ports(interface: str, port: int, actions_port: int) -> None:
    """Raise AdvisorError for a port that is taken."""
    for name, number in (("--port", port), ("--actions-port", actions_port)):
        if not 1 <= number <= 65535:
            raise AdvisorError(f"{name} 是 {number}：端口要在 1 到 65535 之间")
    if port == actions_port:
        raise AdvisorError(f"--port 和 --actions-port 都是 {port}：各用一个")
    for name, host, number in (("--port", interface, port), ("--actions-port", "127.0.0.1", actions_port)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, number))
            except OSError as error:
                raise AdvisorError(f"端口 {number} 不能用（{error.strerror}）：先停掉占用它的程序，或用 {name} 换一个") from None


class Supervisor:
    """Runs the action server and the Rasa server until told to stop; an action server that ends is started again."""

    def __init__(self, interface: str, port: int, actions_port: int, say: Callable[[str], None]) -> None:
        self._interface, self._port, self._actions_port, self._say = interface, port, actions_port, say
        self._stopping = False

    def run(self) -> None:
        """Start both, say where to look, and wait. Raises AdvisorError where one does not start or the Rasa server ends."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        prepare_environment()
        os.environ["ADVISOR_ACTION_URL"] = f"http://127.0.0.1:{self._actions_port}/webhook"
        for folder in (BUILD, Path(os.environ["ADVISOR_TRACKER_DB"]).resolve().parent):
            folder.mkdir(parents=True, exist_ok=True)
        self._say("正在启动，约需二十秒……")
        actions, server = self._start_actions(), self._start_server()
        try:
            self._wait_until_up(f"http://127.0.0.1:{self._actions_port}/health", actions, "动作服务")
            host = "127.0.0.1" if self._interface == "0.0.0.0" else self._interface  # noqa: S104 - compared, not bound
            self._wait_until_up(f"http://{host}:{self._port}/webhooks/rest/", server, "对话服务")
            if not self._stopping:
                self._say(f"助手已启动：客户网页 http://{host}:{self._port}/，座席工作台 http://{host}:{self._port}/desk，Ctrl-C 停止。")
            restarts = 0
            while not self._stopping:
                time.sleep(PAUSE_SECONDS)
                if server.poll() is not None:
                    raise AdvisorError(f"对话服务意外结束（状态 {server.returncode}），原因见上面的日志")
                if actions.poll() is not None:
                    restarts += 1
                    if restarts > MAX_RESTARTS:
                        raise AdvisorError("动作服务反复结束，原因见上面的日志")
                    self._say("动作服务意外结束，正在重新启动。")
                    actions = self._start_actions()
        finally:
            _end(actions, server)

    def _start_actions(self) -> subprocess.Popen[bytes]:
        return _start("bot.action_server", str(self._actions_port))

    def _start_server(self) -> subprocess.Popen[bytes]:
        return _start("bot.server", self._interface, str(self._port))

    def _wait_until_up(self, url: str, process: subprocess.Popen[bytes], name: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._stopping:
            with contextlib.suppress(requests.RequestException):
                if requests.get(url, timeout=2).ok:
                    return
            if process.poll() is not None:
                raise AdvisorError(f"{name}没有启动（状态 {process.returncode}），原因见上面的日志")
            if time.monotonic() > deadline:
                raise AdvisorError(f"{name}在 {START_SECONDS} 秒内没有启动，原因见上面的日志")
            time.sleep(PAUSE_SECONDS)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True


def _start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of its own group, so that Ctrl-C reaches only the supervisor, which then ends all in order."""
    command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)  # noqa: S603 - modules of our own


def _end(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
