"""What Rasa and its libraries log: warnings and errors only, and no text of a user."""

from __future__ import annotations

import logging
import warnings

NOISY = ("rasa", "sanic", "matplotlib", "h5py", "tensorflow", "absl", "asyncio")


def quiet() -> None:
    """Only warnings and errors from now on. Rasa logs the text of messages at the levels below."""
    warnings.filterwarnings("ignore")
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
