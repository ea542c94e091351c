"""What Rasa and its libraries say: warnings and errors of their own only, and no text of a user."""

from __future__ import annotations

import logging
import os

NOISY = ("rasa", "sanic", "matplotlib", "h5py", "tensorflow", "absl", "asyncio", "apscheduler")


def quiet() -> None:
    """Call before anything of Rasa is imported: its libraries complain of each other at import. Rasa logs messages' text below warnings."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("LOG_LEVEL", "WARNING")  # where Rasa looks before it shows its progress bars
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
