"""How an answer is marked, and how its mark is explained.

One right choice: 1 or 0. Several: right choices made less wrong choices made, as a share of the right ones, not below 0. An order: of
all pairs of steps the share p that stands in the right order, 2p - 1, not below 0. What belongs together: the share that is right. A gap:
1 or 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

import cn2an

from rules.checking import Checker
from rules.derivation import Citation, Link
from rules.errors import AdvisorError
from rules.messages import message, regex
from rules.quiz.claims import Ground
from rules.quiz.question import ONE_OF, SOME_OF, Question
from rules.text import normal

Response = str | tuple[int, ...]
"""The text for a gap; the places of the choices made, of the steps in order, or of what belongs to each on the left."""
LONGEST = 60
EXPLAINED = 3
_NUMBER = re.compile(r"(\d+)[^\d]{0,2}")
_NO_LETTERS = re.compile(r"[^\w\u4e00-\u9fff*]")


@dataclass(frozen=True)
class Explanation:
    """Why the key is the key: the right answer in words, the clauses, and the derivation of what is so by the rules."""

    right: str
    citations: tuple[Citation, ...]
    derivation: tuple[Link, ...]


def response_of(question: Question, given: object) -> Response:
    """What somebody sent, as a response to the question. Raises AdvisorError where it cannot be one."""
    if question.kind == "fill":
        if isinstance(given, str) and len(given) <= LONGEST:
            return given
        raise AdvisorError(message("quiz_marking.too_long", most=LONGEST))
    if not isinstance(given, (list, tuple)) or not all(isinstance(place, int) and not isinstance(place, bool) for place in given):
        raise AdvisorError(message("quiz_marking.unreadable_answer"))
    places = tuple(given)
    if not all(0 <= place < len(question.options) for place in places):
        raise AdvisorError(message("quiz_marking.unknown_option"))
    if question.kind == "match":
        if len(places) == len(question.left):
            return places
        raise AdvisorError(message("quiz_marking.unmatched"))
    if len(set(places)) < len(places):
        raise AdvisorError(message("quiz_marking.doubled_option"))
    if question.kind == "order" and len(places) != len(question.options):
        raise AdvisorError(message("quiz_marking.steps_left_out"))
    if question.kind in ONE_OF and len(places) != 1:
        raise AdvisorError(message("quiz_marking.choose_one"))
    if question.kind in SOME_OF and not places:
        raise AdvisorError(message("quiz_marking.choose_some"))
    return places


def points_of(question: Question, response: Response) -> float:
    """The points for a response that suits the question: from 0 to 1, by the formulas above."""
    if isinstance(response, str):
        return float(fills(question, response))
    if question.kind in ONE_OF:
        return float(response == question.key)
    if question.kind == "order":
        pairs = list(combinations(response, 2))
        place = {step: position for position, step in enumerate(question.key)}
        right = sum(place[first] < place[second] for first, second in pairs)
        return max(0.0, 2 * right / len(pairs) - 1)
    if question.kind == "match":
        return sum(given == key for given, key in zip(response, question.key, strict=True)) / len(question.key)
    key = set(question.key)
    return max(0.0, (len(key & set(response)) - len(set(response) - key)) / len(key))


def fills(question: Question, text: str) -> bool:
    """Whether a text fills the gap: an accepted one, whatever its script, width and punctuation; a number in digits or words."""
    given, accepted = normal(text), {normal(form) for form in question.accepts}
    bare = _NO_LETTERS.sub("", given)
    if given in accepted or (bare and bare in {_NO_LETTERS.sub("", form) for form in accepted}):
        return True
    found = _NUMBER.fullmatch(given) or _NUMBER.fullmatch(_in_digits(given))
    return bool(found and found[1] in accepted)


def _in_digits(text: str) -> str:
    """A text that begins with a numeral, with digits instead."""
    found = regex("numeral").match(text)
    if not found:
        return text
    try:
        return f"{cn2an.cn2an(found[0].replace('〇', '零'), 'smart'):.0f}{text[found.end() :]}"
    except ValueError:
        return text


def right_answer(question: Question) -> str:
    """The right answer in words."""
    if question.kind == "fill":
        return question.accepts[0]
    chosen = [question.options[place] for place in question.key]
    if question.kind == "order":
        return " → ".join(chosen)
    if question.kind == "match":
        return "；".join(f"{left}：{right}" for left, right in zip(question.left, chosen, strict=True))
    return "；".join(chosen) if any("、" in text or "。" in text for text in chosen) else "、".join(chosen)


def explain(ground: Ground, checker: Checker, question: Question) -> Explanation:
    """Why the key of a question is the key, by the rules as they are now."""
    citations = tuple(ground.known.cite(number) for number in question.clauses)
    if question.hall:
        missing = checker.check(question.hall).of("missing")[:EXPLAINED]
        return Explanation(right_answer(question), citations, tuple(checker.explain(question.hall, judgement) for judgement in missing))
    true = [claim for claim in question.claims if not claim.negated and not claim.field and ground.holds(claim)]
    facts = dict.fromkeys(fact for claim in true for fact in ground.facts(claim)[:1])
    return Explanation(right_answer(question), citations, ground.known.derivations(ground.conclusions, facts, EXPLAINED))
