"""The form in which a hall is checked: Rasa asks for its slots, and what is said meanwhile is read by `hall_check`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.actions import SLOT, answered, utter
from actions.hall_check import CATEGORIES, HallCheck, read_in_check
from actions.query import Query
from actions.services import advisor, checker
from actions.understanding import as_slot, from_slot, query_of
from actions.utterance import Utterance
from actions.wording import answer_text, check_text, render
from rules.checking import Hall, Result

CHECK, GRADE, ENDED = "hall_check", "check_grade", "check_ended"
EXAMPLES = 3


class ValidateHallCheckForm(FormValidationAction):
    """Reads each message of the form."""

    def name(self) -> str:
        """Its name in the domain."""
        return "validate_hall_check_form"

    async def extract_hall_check(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """The slots of the form after the last message; what the message asks is answered, what it wants to see is shown."""
        utterance = Utterance.from_message(tracker.latest_message)
        before = check_of(tracker)
        turn = read_in_check(before, utterance, _required(before.grade), advisor().standard)
        check = turn.check
        if turn.outcome == "question":
            about = Query("requirement", tuple(filter(None, (check.grade, check.category))))
            answer = answered(query_of(utterance, from_slot(tracker.get_slot(SLOT)) or about, advisor().standard))
            utter(dispatcher, answer, answer_text(answer))
        elif turn.outcome == "show":
            dispatcher.utter_message(text=render("shown.j2", check=check))
        elif turn.outcome == "unclear":
            dispatcher.utter_message(response="utter_check_unclear")
        elif turn.outcome == "said" and (noted := _noted(before, check)):
            dispatcher.utter_message(text=noted)
        ended = turn.outcome if turn.outcome in ("finished", "left") else None
        grade = check.grade or ("-" if ended else None)  # a form that is left needs no grade
        return {CHECK: asdict(check), GRADE: grade, ENDED: ended}

    async def extract_check_grade(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """Nothing: it is read with the whole."""
        return {}

    async def extract_check_ended(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """Nothing: it is read with the whole."""
        return {}

    def validate_hall_check(self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> dict[str, Any]:
        """As it was read; set from the first message on, so that it is never asked for."""
        return {CHECK: value}

    def validate_check_grade(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """As it was read."""
        return {GRADE: value}

    def validate_check_ended(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """As it was read."""
        return {ENDED: value}


class AskCheckEnded(Action):
    """Asks for the next category."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_ask_check_ended"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """One message that asks what the hall has in the next category."""
        check = check_of(tracker)
        category = check.category
        examples = "、".join(_required(check.grade).get(category, ())[:EXAMPLES])
        first = not (check.spoken or check.skipped)
        response = "utter_ask_check_first" if first else "utter_ask_check_category" if category else "utter_ask_check_more"
        dispatcher.utter_message(response=response, grade=check.grade, category=category, examples=examples)
        return []


class TellCheck(Action):
    """Says what came of the check, and forgets it."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_tell_check"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """The result, or that nothing was checked; the slots of the form empty again."""
        check = check_of(tracker)
        events = [SlotSet(name, None) for name in (CHECK, GRADE, ENDED)]
        if tracker.get_slot(ENDED) != "finished" or not check.grade:
            dispatcher.utter_message(response="utter_check_left")
            return events
        result = _result(check)
        open_ = tuple(name for name in CATEGORIES if name not in check.spoken)
        dispatcher.utter_message(text=check_text(result, open_), json_message={"kind": "check", **_as_json(result)})
        return [*events, SlotSet(SLOT, as_slot(Query("requirement", (check.grade,))))]


def check_of(tracker: Tracker) -> HallCheck:
    """What was said so far."""
    value = tracker.get_slot(CHECK)
    if not isinstance(value, dict):
        return HallCheck()
    has = tuple((str(category), str(item)) for category, item in value.get("has", ()))
    return HallCheck(str(value.get("grade", "")), has, tuple(value.get("spoken", ())), tuple(value.get("skipped", ())))


def _required(grade: str) -> dict[str, tuple[str, ...]]:
    """What a grade must have, by category, so far as the source has its name."""
    found: dict[str, tuple[str, ...]] = {}
    for judgement in checker().requirements(grade) if grade else ():
        if judgement.verdict != "undecidable":
            found[judgement.category] = (*found.get(judgement.category, ()), judgement.item)
    return found


def _result(check: HallCheck) -> Result:
    pairs = {pair for category, item in check.has for pair in checker().placed(check.grade, category, item)}
    return checker().check(Hall("", check.grade, frozenset(pairs), frozenset(check.spoken)))


def _noted(before: HallCheck, after: HallCheck) -> str:
    """What a message added and took out; nothing where it changed neither."""
    more, gone = (
        [item for _, item in one.has if item not in {i for _, i in other.has}] for one, other in ((after, before), (before, after))
    )
    return render("noted.j2", more=more, gone=gone)


def _as_json(result: Result) -> dict[str, Any]:
    return {"grade": result.hall.grade, "judgements": [asdict(judgement) for judgement in result.judgements]}
