"""A hall as it is: its grade and what was reported of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hall:
    """A hall of a grade (a concept such as C级营业厅), with what it has.

    `has`: (place, item) with canonical names; the place is the grade's concept for what belongs to the hall as a whole, else a zone or a
    kind of staff. `reported`: the categories on which the report says anything; of the others nothing is judged.
    """

    name: str
    grade: str
    has: frozenset[tuple[str, str]]
    reported: frozenset[str]
    region: str = ""
