"""Predicates as clauses of a sentence: and, or and not in the fewest words that can be read in one way only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.question.forms import And, Not, Or, Predicate

PAIR = 2
"""So many clauses are joined by one word, more by commas."""


@dataclass(frozen=True)
class Clause:
    """What is said of a subject. `of`: the side of it of which `text` is said (服务人员), "" where of the subject itself.

    `shared`: whether all of the text is said of that side. `plain`: whether it has no clauses in it.
    """

    of: str
    text: str
    shared: bool = True
    plain: bool = True

    @property
    def whole(self) -> str:
        """The clause with the side of which it is said."""
        return self.of + self.text


Said = Callable[[Predicate, bool], Clause]
"""How a leaf is said, or, where it is denied, its opposite."""


def clause(predicate: Predicate, said: Said, joins: Mapping[str, str]) -> Clause:
    """A predicate as a clause: `joins` are the words for and and or, outermost and within (`inner`)."""
    return _clause(_spread(predicate, False), said, joins, 0)


@dataclass(frozen=True)
class _Leaf:
    predicate: Predicate
    denied: bool


@dataclass(frozen=True)
class _Joined:
    """Parts of which all hold (`both`), or any; none of them is joined in the same way."""

    both: bool
    parts: tuple[_Leaf | _Joined, ...]


def _spread(predicate: Predicate, denied: bool) -> _Leaf | _Joined:
    """A predicate with its negations at the leaves, and parts of the same kind drawn in."""
    if isinstance(predicate, Not):
        return _spread(predicate.of, not denied)
    if not isinstance(predicate, (And, Or)):
        return _Leaf(predicate, denied)
    both = isinstance(predicate, And) != denied
    parts: list[_Leaf | _Joined] = []
    for part in (_spread(part, denied) for part in predicate.of):
        parts += part.parts if isinstance(part, _Joined) and part.both == both else (part,)
    return _Joined(both, tuple(parts)) if len(parts) > 1 else parts[0]


def _clause(tree: _Leaf | _Joined, said: Said, joins: Mapping[str, str], depth: int) -> Clause:
    if isinstance(tree, _Leaf):
        return said(tree.predicate, tree.denied)
    # What is said of the subject comes before what is said of a side of it, and what has parts last: else one would go with the wrong one.
    parts = sorted((_clause(part, said, joins, depth + 1) for part in tree.parts), key=lambda part: (not part.plain, bool(part.of)))
    shared = len({part.of for part in parts}) == 1 and all(part.shared for part in parts)
    texts = [parts[0].text, *(part.text if shared else part.whole for part in parts[1:])]
    even = shared and all(part.plain for part in parts)
    return Clause(parts[0].of, _joined(texts, tree.both, even, depth, joins), shared, plain=False)


def _joined(texts: list[str], both: bool, even: bool, depth: int, joins: Mapping[str, str]) -> str:
    """Clauses in a row; `even`: two of one kind that can stand side by side (既…，又…). From the third level on in brackets."""
    key = "pair" if both and even and len(texts) == PAIR else "and" if both else "or"
    inner = "inner_" if depth else ""
    first = joins[f"{inner}comma"].join(texts[:-1])
    text = joins[f"{inner}{key}"].format(first=first, rest=texts[-1])
    return joins["bracketed"].format(text=text) if depth > 1 else text
