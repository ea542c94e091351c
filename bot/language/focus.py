"""Where the question of a long message begins: people tell a story first and ask at its end."""

from __future__ import annotations

import re

from bot.language.cues import cue

LONG_MESSAGE_CHARACTERS = 32
"""From how many characters on a message is looked at in this way."""
MIN_QUESTION_CHARACTERS = 9
"""So many characters the question has at least."""
MIN_CLAUSE_CHARACTERS = 5
MOST_CLAUSES = 6
_CLAUSE_END = re.compile(r"(?:[,，。;；!！?？:：\n]|\s—+)\s*")


def focus(text: str) -> int:
    """The offset at which the question begins in a text in normal form; 0 for a short one or one that asks throughout."""
    if len(text) < LONG_MESSAGE_CHARACTERS:
        return 0
    starts = [0, *(match.end() for match in _CLAUSE_END.finditer(text) if match.end() < len(text))]
    asking = [start for start, end in zip(starts, [*starts[1:], len(text)], strict=True) if cue("asks", "requests").search(text[start:end])]
    if not asking:
        return 0
    begin = asking[-1]
    for start in reversed(starts):
        if start <= begin and len(text) - start >= MIN_QUESTION_CHARACTERS:
            return start
    return 0


def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a text in normal form, the last of a long one; none where there is but one. Any of them may describe something."""
    ends = [(match.start(), match.end()) for match in _CLAUSE_END.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    found = [text[start:stop] for start, stop in zip(starts, stops, strict=True) if stop - start >= MIN_CLAUSE_CHARACTERS]
    return tuple(found[-MOST_CLAUSES:]) if len(found) > 1 else ()
