"""The action server process: Rasa SDK's own server with the project's actions, on the loopback address only."""

from __future__ import annotations

import logging
import os
import sys

ADDRESS = "127.0.0.1"


def main(port: int) -> None:
    """Serve until stopped. The server has no authentication, so that its address cannot be set."""
    os.environ["SANIC_HOST"] = ADDRESS
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    from rasa_sdk.endpoint import run

    from actions import quizzing
    from bot.staff_training.quiz_in_chat import quiz_in_chat

    quizzing.use(quiz_in_chat)
    run("actions", port)


if __name__ == "__main__":
    main(int(sys.argv[1]))
