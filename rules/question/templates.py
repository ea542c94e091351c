"""Questions with holes: the form of a question in which what a message names is left open, as <place> or <thing 2*>.

A hole has a role, which says of which classes it can be; a number where a question has several of one role, in the order in which they
are named in a message; and a * where it can be filled with several names. A part of a list in which such a hole stands is repeated for
each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from rules.model import Standard

_HOLE = re.compile(r"<([a-z]+)(?: (\d))?(\*)?>")
NUMBERS = ("number", "quantity")
"""The roles of which the names are numbers."""


@dataclass(frozen=True)
class Hole:
    """A place in a form for a name. `many`: for several."""

    role: str
    number: int = 1
    many: bool = False

    @property
    def text(self) -> str:
        """As it is written in a template."""
        return f"<{self.role}{f' {self.number}' if self.number > 1 else ''}{'*' if self.many else ''}>"


def hole_of(value: Any) -> Hole | None:
    """The hole that a value of a form is; None for anything else."""
    match = _HOLE.fullmatch(value) if isinstance(value, str) else None
    return Hole(match[1], int(match[2] or 1), bool(match[3])) if match else None


def holes_in(form: Any) -> tuple[Hole, ...]:
    """The holes of a form as plain values, each once, by role and number."""
    return tuple(sorted(set(_holes(form)), key=lambda hole: (hole.role, hole.number)))


def _holes(form: Any) -> Iterator[Hole]:
    if isinstance(form, Mapping):
        form = list(form.values())
    if isinstance(form, list):
        for part in form:
            yield from _holes(part)
    elif found := hole_of(form):
        yield found


Names = Mapping[Hole, Sequence[str | int]]


def filled(form: Any, names: Names) -> Any:
    """A form as plain values, with its holes filled: each hole by one name, one with a * by each of several."""
    if isinstance(form, Mapping):
        return {key: filled(value, names) for key, value in form.items()}
    if isinstance(form, list):
        return [one for part in form for one in _repeated(part, names)]
    hole = hole_of(form)
    return names[hole][0] if hole else form


def _repeated(part: Any, names: Names) -> Iterator[Any]:
    """A part of a list, once for every choice of the names of its holes with a *; lists within it are repeated by themselves."""
    many = tuple(dict.fromkeys(_own(part)))
    for chosen in product(*(names[hole] for hole in many)):
        yield filled(part, {**names, **{hole: [name] for hole, name in zip(many, chosen, strict=True)}})


def _own(part: Any) -> Iterator[Hole]:
    """The holes with a * of a part that are not within a list of it."""
    if isinstance(part, Mapping):
        for value in part.values():
            yield from _own(value) if not isinstance(value, list) else ()
    elif (hole := hole_of(part)) and hole.many:
        yield hole


def generalised(form: Any, roles: Sequence[str], standard: Standard) -> Any:
    """A form as plain values, with a hole for what it names in some roles: one for all of a role, in lists for several."""
    return _generalised(form, "", roles, standard)


FIELDS = {"references": "clause", "reference": "clause", "numbers": "number", "number": "number"}
"""The fields that hold what is no concept, and its role."""


def _generalised(form: Any, field: str, roles: Sequence[str], standard: Standard) -> Any:
    if isinstance(form, Mapping):
        return {key: _generalised(value, key, roles, standard) for key, value in form.items()}
    if isinstance(form, list):
        listed = [_many(_generalised(part, field, roles, standard)) for part in form]
        return [part for at, part in enumerate(listed) if part not in listed[:at]]
    role = FIELDS.get(field) or (standard.aspects.role_of.get(standard.class_of(form), "") if isinstance(form, str) else "")
    return Hole(role).text if role in roles else form


def _many(part: Any) -> Any:
    """A part of a list with its holes for several names."""
    if isinstance(part, Mapping):
        return {key: value if isinstance(value, list) else _many(value) for key, value in part.items()}
    hole = hole_of(part)
    return Hole(hole.role, hole.number, many=True).text if hole else part
