"""Two changes to Rasa for speed; tests/bot/test_speed.py holds the first against the original.

`RemoteAction._validate_action_result` checks the schema of action results anew at each action, which takes many times longer than
checking the result against it. There is no setting for it, so the method is replaced by one that does the same with a validator
made once. And Rasa connects anew to the action server for each action; `PersistentEndpoint` keeps the connection.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import ClientSession
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig


def validate_once() -> None:
    """Use one validator for the results of all custom actions from now on."""
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema, default=Draft202012Validator)(schema)

    def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
        error: ValidationError | None = next(validator.iter_errors(result), None)
        if error is not None:
            error.message += ". Failed to validate Action server response from API."
            raise error
        return True

    RemoteAction._validate_action_result = _validate_action_result


class _PersistentSession:
    """A session that is entered for each request and stays open."""

    def __init__(self, make: Callable[[], ClientSession]) -> None:
        self._make = make
        self._session: ClientSession | None = None

    async def __aenter__(self) -> ClientSession:
        if self._session is None or self._session.closed:
            self._session = self._make()
        return self._session

    async def __aexit__(self, *_: object) -> None:
        pass


class PersistentEndpoint(EndpointConfig):
    """The endpoint given, with its connections kept open between requests."""

    def __init__(self, endpoint: EndpointConfig) -> None:
        super().__init__(endpoint.url)
        self.__dict__.update(endpoint.__dict__)
        self._session = _PersistentSession(super().session)

    def session(self) -> _PersistentSession:
        """The one session for all requests."""
        return self._session
