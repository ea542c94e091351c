"""The custom actions of the conversation: tracker -> Query -> Question -> Answer -> message."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.bridge import question_of
from actions.query import Query
from actions.services import advisor
from actions.understanding import as_slot, from_slot, query_of
from actions.utterance import Utterance
from actions.wording import answer_text, explanation_text, spoken_text
from rules.findings import Answer, ClauseText, Holders, Missing, NotFound

SLOT = "last_query"
OFFERED = "offered_query"
MOST_BUTTONS = 6


class AnswerQuestion(Action):
    """Answers a question on the standard and remembers it for follow-ups."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """One message with the answer; the slot for the query."""
        query = query_of(Utterance.from_message(tracker.latest_message), from_slot(tracker.get_slot(SLOT)), advisor().standard)
        answer = answered(query)
        utter(dispatcher, answer, answer_text(answer))
        if query.unknown:
            return []  # what does not exist is not what one goes on from
        if query.guesses and isinstance(answer.finding, Missing):
            return [SlotSet(OFFERED, as_slot(replace(query, concepts=(*query.concepts, query.guesses[0]), guesses=())))]
        return [SlotSet(SLOT, as_slot(_continued(query, answer))), SlotSet(OFFERED, None)]


class ExplainAnswer(Action):
    """Says why the last answer is so."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_explain"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """One message with the derivation; where a question comes with the why, that question is explained."""
        utterance = Utterance.from_message(tracker.latest_message)
        before = from_slot(tracker.get_slot(SLOT))
        asked = query_of(utterance, None, advisor().standard)
        if before is not None and not asked.concepts and not asked.reference:
            answer = answered(before)
            utter(dispatcher, answer, explanation_text(answer))
            return []
        answer = answered(asked)
        utter(dispatcher, answer, f"{answer_text(answer)}\n{explanation_text(answer)}")
        return [SlotSet(SLOT, as_slot(asked))]


class Affirm(Action):
    """After 您是想问“销户”吗？: a yes is the question that was offered."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_affirm"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """The answer to what was offered; where nothing was, what can be asked."""
        offered = from_slot(tracker.get_slot(OFFERED))
        if offered is None:
            dispatcher.utter_message(response="utter_affirm")
            return []
        answer = answered(offered)
        utter(dispatcher, answer, answer_text(answer))
        return [SlotSet(SLOT, as_slot(_continued(offered, answer))), SlotSet(OFFERED, None)]


class AskBack(AnswerQuestion):
    """What was not understood for certain: what its concepts suggest, else a question back."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_ask_back"


def answered(query: Query) -> Answer:
    """The answer to the question that a query puts, or what is asked back."""
    question = question_of(query, advisor().views)
    return advisor().ask_back(question) if isinstance(question, Missing) else advisor().answer(question)


def _continued(query: Query, answer: Answer) -> Query:
    """The query to remember: with the step or the entry of a list that was answered, so that 下一步 or 哪几级要它 goes on from it."""
    if isinstance(answer.finding, ClauseText):
        return replace(query, reference=answer.finding.asked, position="")
    if isinstance(answer.finding, Holders):
        zones = tuple(holder.name for holder in answer.finding.holders if holder.name in advisor().standard.of_class("zone"))
        return replace(query, found=zones) if len(zones) == 1 else query
    found = getattr(answer.finding, "step", None) or getattr(answer.finding, "item", None)
    return replace(query, reached=(found.number,), found=(found.name,)) if found else query


def utter(dispatcher: CollectingDispatcher, answer: Answer, text: str) -> None:
    """Send an answer: its text, the choices or the questions it suggests as buttons, its structure, and the sentence to read out."""
    choices = answer.finding.choices if isinstance(answer.finding, Missing) else answer.suggestions
    if isinstance(answer.finding, NotFound):
        choices = ()
    buttons = [{"title": choice, "payload": choice} for choice in choices[:MOST_BUTTONS]]
    dispatcher.utter_message(text=text, buttons=buttons or None, json_message={**answer.as_json(), "spoken": spoken_text(answer)})
