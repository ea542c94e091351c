"""The form in which questions are put to staff: each message answers the question before it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.actions import answered, utter
from actions.quizzing import LETTERS, asked_text, keeper, leaves, mark_text, response_in, score_text, skips, wanted_of
from actions.services import advisor
from actions.understanding import query_of
from actions.utterance import Utterance
from actions.wording import answer_text
from rules.errors import AdvisorError

QUIZ, QUIZ_ENDED = "quiz", "quiz_ended"
BUTTONS = 6


class ValidateQuizForm(FormValidationAction):
    """Reads each message of the form. The slot `quiz` is {"attempt", "at"}: which attempt, and the place of its question."""

    def name(self) -> str:
        """Its name in the domain."""
        return "validate_quiz_form"

    async def extract_quiz(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """The slots of the form after the last message: a beginning, an answer that is marked, or the end."""
        utterance, sender = Utterance.from_message(tracker.latest_message), tracker.sender_id
        quiz = tracker.get_slot(QUIZ)
        try:
            if not isinstance(quiz, dict):
                attempt = keeper().start(sender, wanted_of(utterance, advisor().standard))
                return _at(attempt, 0)
            if leaves(utterance.text):
                return {QUIZ: quiz, QUIZ_ENDED: "left" if keeper().finish(sender, quiz["attempt"]) else None}
            return self._answered(dispatcher, sender, quiz, utterance)
        except AdvisorError as error:
            dispatcher.utter_message(text=str(error))
            return {QUIZ: quiz or {}, QUIZ_ENDED: "refused"}

    def _answered(self, dispatcher: CollectingDispatcher, sender: str, quiz: dict[str, Any], utterance: Utterance) -> dict[str, Any]:
        attempt = keeper().view(sender, quiz["attempt"])
        question = attempt["questions"][quiz["at"]]
        standard = advisor().standard
        if any(standard.outside[name].urgent for name in utterance.values("outside") if name in standard.outside):
            answer = answered(query_of(utterance, None, standard))
            utter(dispatcher, answer, answer_text(answer))
            return {QUIZ: quiz, QUIZ_ENDED: None}
        response = response_in(question, utterance.text)
        if skips(utterance.text) and (response is None or question["choose"] == "fill"):
            return _at(attempt, quiz["at"] + 1)
        if response is None:
            dispatcher.utter_message(response="utter_quiz_unclear")
            return {QUIZ: quiz, QUIZ_ENDED: None}
        try:
            attempt = keeper().answer(sender, quiz["attempt"], question["position"], response)
        except AdvisorError as error:
            dispatcher.utter_message(text=str(error))
            attempt = keeper().view(sender, quiz["attempt"])
            return {QUIZ: quiz, QUIZ_ENDED: "finished" if attempt["finished"] else None}
        dispatcher.utter_message(text=mark_text(attempt["questions"][quiz["at"]]))
        return _at(attempt, quiz["at"] + 1)

    async def extract_quiz_ended(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """Nothing: it is read with the whole."""
        return {}

    def validate_quiz(self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """As it was read."""
        return {QUIZ: value}

    def validate_quiz_ended(self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """As it was read."""
        return {QUIZ_ENDED: value}


class AskQuizEnded(Action):
    """Puts the next question."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_ask_quiz_ended"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """One message with the question; where one choice is to be made, with a button for each."""
        quiz = tracker.get_slot(QUIZ) or {}
        attempt = keeper().view(tracker.sender_id, quiz["attempt"])
        question = attempt["questions"][quiz["at"]]
        letters = LETTERS[: len(question["options"])] if question["choose"] == "one" else ""
        buttons = [{"title": letter, "payload": letter} for letter in letters[:BUTTONS]]
        dispatcher.utter_message(text=asked_text(attempt, quiz["at"]), buttons=buttons or None)
        return []


class TellQuiz(Action):
    """Says what came of it, and forgets it."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_tell_quiz"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """The score; the slots of the form empty again."""
        quiz = tracker.get_slot(QUIZ) or {}
        if tracker.get_slot(QUIZ_ENDED) in ("finished", "left") and quiz.get("attempt"):
            dispatcher.utter_message(text=score_text(keeper().view(tracker.sender_id, quiz["attempt"])))
        return [SlotSet(QUIZ, None), SlotSet(QUIZ_ENDED, None)]


def _at(attempt: dict[str, Any], place: int) -> dict[str, Any]:
    """The slots at the first question from a place on that is open, going round; at the end where there is none."""
    questions = attempt["questions"]
    order = [*range(place, len(questions)), *range(min(place, len(questions)))]
    rest = next((position for position in order if questions[position]["response"] is None), None)
    over = attempt["finished"] is not None or rest is None
    return {QUIZ: {"attempt": attempt["id"], "at": rest or 0}, QUIZ_ENDED: "finished" if over else None}
