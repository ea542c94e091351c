"""A question as JSON with a version, and back: for the tracker, the log and the golden cases."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, cast, get_args, get_type_hints

from rules.question import forms
from rules.question.forms import NODES, QUESTIONS, Question

VERSION = 1
NAMES: dict[str, type] = {node.__name__: node for node in NODES}


class FormError(ValueError):
    """A value that is no form of a question; the text says what is wrong with it."""


def as_json(question: Question) -> dict[str, Any]:
    """A question as plain values: its version, and the tree, in which each node names its type and leaves out what is as by default."""
    return {"version": VERSION, **plain(question)}


def from_json(value: Any) -> Question:
    """The question of plain values. Raises FormError where they are of another version, or are no question."""
    if not isinstance(value, dict):
        raise FormError(f"not a mapping: {value!r}")
    if value.get("version") != VERSION:
        raise FormError(f"version {value.get('version')!r} is not {VERSION}")
    node = parsed({key: part for key, part in value.items() if key != "version"})
    if not isinstance(node, QUESTIONS):
        raise FormError(f"{type(node).__name__} is no question")
    return cast(Question, node)


def plain(node: Any) -> Any:
    """A node as plain values."""
    if isinstance(node, tuple):
        return [plain(part) for part in node]
    if type(node).__name__ not in NAMES:
        return node
    values = {field.name: getattr(node, field.name) for field in fields(node)}
    defaults = {field.name: field.default for field in fields(node)}
    return {"form": type(node).__name__, **{name: plain(value) for name, value in values.items() if value != defaults[name]}}


def parsed(value: Any) -> Any:
    """The node of plain values. Raises FormError where a type or a field is unknown, a value is of the wrong type, or there is none of
    the parts of which a node is made."""
    if isinstance(value, list):
        return tuple(parsed(part) for part in value)
    if not isinstance(value, dict):
        return value
    name = value.get("form")
    cls = NAMES.get(str(name))
    if cls is None:
        raise FormError(f"there is no form {name!r}")
    known = {field.name: field for field in fields(cls)}
    if wrong := sorted(set(value) - set(known) - {"form"}):
        raise FormError(f"{name} has no {', '.join(wrong)}")
    given = {key: parsed(part) for key, part in value.items() if key != "form"}
    try:
        node = cls(**given)
    except TypeError as error:
        raise FormError(f"{name}: {error}") from None
    for key, part in given.items():
        _typed(cls, key, part)
    return node


def _typed(cls: type, key: str, value: Any) -> None:
    """Refuse a value that is not of the type that the field has; nothing where a field has many values and none by default."""
    allowed = _allowed(cls, key)
    if value == () and allowed.needed:
        raise FormError(f"{cls.__name__}.{key} cannot be empty")
    parts = value if isinstance(value, tuple) and allowed.many else (value,)
    if isinstance(value, tuple) != allowed.many or not all(allowed.admits(part) for part in parts):
        raise FormError(f"{cls.__name__}.{key} cannot be {plain(value)!r}")


class _Allowed:
    """What a field may hold: one or many values of some types, or words. `needed`: many, and at least one of them."""

    def __init__(self, hint: Any, optional: bool) -> None:
        parts = get_args(hint)
        self.many = len(parts) == 2 and parts[1] is Ellipsis
        self.needed = self.many and not optional
        inner = parts[0] if self.many else hint
        options = get_args(inner) or (inner,)
        self.types = tuple(option for option in options if isinstance(option, type))
        self.words = tuple(option for option in options if isinstance(option, str))

    def admits(self, value: Any) -> bool:
        """Whether a value is of one of the types, or one of the words."""
        if self.words:
            return value in self.words
        if isinstance(value, bool):
            return bool in self.types
        return isinstance(value, self.types)


_FIELDS: dict[tuple[type, str], _Allowed] = {}


def _allowed(cls: type, key: str) -> _Allowed:
    if (cls, key) not in _FIELDS:
        hints = get_type_hints(cls, vars(forms))
        for field in fields(cls):
            _FIELDS[cls, field.name] = _Allowed(hints[field.name], optional=field.default is not MISSING)
    return _FIELDS[cls, key]
