"""Three-valued and weaker truth: what the source lost is undecidable, what the standard does not speak of is silent; neither is no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

Truth = Literal["yes", "may", "partly", "no", "undecidable", "silent"]
TRUTHS: tuple[Truth, ...] = get_args(Truth)
HOLDS: tuple[Truth, ...] = ("yes", "may", "partly")
"""So far that one can name it among those that have it: required, allowed, or so in part."""
_WEAKEST: tuple[Truth, ...] = ("no", "undecidable", "silent", "may", "partly", "yes")
_STRONGEST: tuple[Truth, ...] = ("yes", "partly", "may", "undecidable", "silent", "no")


def negated(truth: Truth) -> Truth:
    """What the opposite is: what is allowed, or so in part, cannot be said to be lacking."""
    if truth in HOLDS:
        return "no"
    return "yes" if truth == "no" else truth


def conjoined(truths: Iterable[Truth]) -> Truth:
    """Whether all hold: one no is enough for a no, then one that cannot be decided for undecidable."""
    return min(truths, key=_WEAKEST.index, default="yes")


def disjoined(truths: Iterable[Truth]) -> Truth:
    """Whether any holds: one yes is enough for a yes, then one that cannot be decided for undecidable."""
    return min(truths, key=_STRONGEST.index, default="no")


def together(truths: Iterable[Truth]) -> Truth:
    """What is said of several in one word: what all are, else partly where any holds, else undecidable, else silent: no is said of all or
    of none."""
    found = set(truths)
    if len(found) == 1:
        return found.pop()
    if found & {*HOLDS}:
        return "partly"
    return "undecidable" if "undecidable" in found else "silent"
