"""What commands need before they begin: a standard without problems, its database, a trained model."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from bot.commands.consoles import err
from rules.errors import AdvisorError, StandardError

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from rules.model import Standard


def checked_standard() -> Standard:
    """The standard as it is now. Raises StandardError where `advisor lint` finds something."""
    from bot.language import expressions
    from rules.lint import lint
    from rules.loader import load

    standard = load()
    problems = [*lint(standard), *expressions.lint(standard)]
    if problems:
        raise StandardError(problems)
    return standard


def prepare(may_train: bool, apart: bool = False) -> None:
    """Build and train what is out of date, or say that it is; train `apart`, so that this process does not keep what training takes."""
    from bot.project import build_if_stale, model_state

    checked_standard()
    build_if_stale()
    problem = model_state()
    if problem and not may_train:
        raise AdvisorError(f"{problem}：请先运行 advisor train")
    if problem and apart:
        if subprocess.run([sys.executable, "-W", "ignore", "-m", "bot", "train"], check=False).returncode:
            raise AdvisorError("训练没有成功，原因见上面的提示")
    elif problem:
        train_because(problem)


def train_because(reason: str) -> None:
    """Train the model, and say why, and how long it took."""
    from bot.model_training import train

    start = time.monotonic()
    err.print(f"{reason}，正在训练，约需一分钟……")
    with err.status("训练中"):
        train()
    err.print(f"训练完成，用时 {time.monotonic() - start:.0f} 秒。")


def prepared_assistant() -> Assistant:
    """The assistant in this process, with everything that is out of date made anew."""
    prepare(may_train=True)
    with err.status("载入模型……"):
        from bot.assistant import Assistant

        return Assistant()
