"""What a message is answered with in its conversation: an answer, a question back, or that it was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from actions.decision import Reading, Settings, readings
from actions.dialogue import DialogueState
from actions.parse import Parsed
from actions.wording import answer_text, explanation_text
from rules.advisor import Advisor
from rules.findings import Answer, Missing, NotFound
from rules.model import Standard
from rules.question.forms import Beyond, Define, Hours, Many, Question, Why
from rules.question.says import says
from rules.question.suggested import about
from rules.text import normal


@dataclass(frozen=True)
class Reply:
    """What is said, the answer that it words, the state of the conversation after it, and the probability that this was asked."""

    text: str
    answer: Answer
    state: DialogueState
    probability: float


def reply_to(message: Parsed, state: DialogueState, advisor: Advisor) -> Reply:
    """The reply to a message, which may choose one of the questions that were offered."""
    chosen = _chosen(message, state, advisor.standard)
    if chosen is not None:
        return _answered(chosen, state, advisor, 1.0)
    found = readings(message, state, advisor)
    settings = Settings.read()
    if found and found[0].question is not None and found[0].probability >= settings.answered_from:
        return _answered(with_nearby(found[0].question, message.named, advisor), state, advisor, found[0].probability)
    return _asked_back(found, state, advisor, settings)


def with_nearby(question: Question, named: Mapping[str, tuple[str | int, ...]], advisor: Advisor) -> Question:
    """A question that the standard does not answer with what of it lies near: of a service or a place that is named with a topic outside
    it, or of a concept that it does not explain."""
    if isinstance(question, Beyond):
        return _beyond(question, named, advisor.standard)
    if isinstance(question, Define) and isinstance(advisor.evaluate(question).finding, NotFound):
        near = about(question.term, advisor.standard)[:1]
        return Many((question, *near)) if near else question
    return question


def _beyond(question: Beyond, named: Mapping[str, tuple[str | int, ...]], standard: Standard) -> Beyond:
    kinds = {standard.outside[name].nearby for name in question.topics if name in standard.outside}
    services = [form for name in named.get("service", ()) for form in about(str(name), standard)[:1]]
    if kinds & {"service", "named"} and services:
        return replace(question, nearby=services[0])
    places = tuple(name for name in map(str, named.get("place", ())) if not standard.concepts[name].generic)
    return replace(question, nearby=Hours(places)) if "hours" in kinds and places else question


def _answered(question: Question, state: DialogueState, advisor: Advisor, probability: float) -> Reply:
    asked = question.question if isinstance(question, Why) else question
    answer = advisor.answer(asked)
    text = answer_text(answer)
    if isinstance(question, Why):
        text = f"{text}\n{explanation_text(answer)}"
    return Reply(text, answer, state.answered(asked, answer.finding), probability)


def _asked_back(found: tuple[Reading, ...], state: DialogueState, advisor: Advisor, settings: Settings) -> Reply:
    """The likeliest questions to choose from; of a message that lacks something, what it lacks."""
    probability = found[0].probability if found else 0.0
    likely = [reading for reading in found if reading.probability >= settings.offered_from]
    offered = tuple(reading.question for reading in likely if reading.question is not None)[: settings.most_offered]
    lacks = found[0].lacks if found and found[0].question is None else ()
    asks = lacks[0] if lacks else "choice" if offered else "words"
    answer = advisor.ask_back(Missing(asks, (), tuple(says(question, advisor.standard) for question in offered)))
    return Reply(answer_text(answer), answer, state.asked_back(offered), probability)


def _chosen(message: Parsed, state: DialogueState, standard: Standard) -> Question | None:
    """The question that was offered and is now chosen, by its words or its number."""
    for number, question in enumerate(state.offered, 1):
        if normal(says(question, standard)) == message.text or (message.number == number and len(message.text) <= MOST_CHARACTERS):
            return question
    return None


MOST_CHARACTERS = 6
"""A message that only chooses (第二个, 选2) has at most so many characters."""
