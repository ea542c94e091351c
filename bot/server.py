"""The Rasa server process: the trained model behind the project's channels, without Rasa's HTTP API."""

from __future__ import annotations

import sys

from bot.logs import quiet
from bot.project import CREDENTIALS, ENDPOINTS, MODEL, prepare_environment


def main(interface: str, port: int) -> None:
    """Serve until stopped."""
    prepare_environment()
    quiet()
    from rasa import server
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from bot.speed import PersistentEndpoint, validate_once

    server.add_root_route = lambda app: None  # Rasa's greeting at / makes way for the page
    validate_once()
    endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
    endpoints.action = PersistentEndpoint(endpoints.action)
    serve_application(
        str(MODEL),
        endpoints=endpoints,
        credentials=str(CREDENTIALS),
        interface=interface,
        port=port,
        enable_api=False,
        response_timeout=30,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
