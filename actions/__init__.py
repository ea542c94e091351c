"""The conversation's actions. The action server imports this package and registers every Action in it."""

from actions.actions import Affirm, AnswerQuestion, AskBack, ExplainAnswer
from actions.forms import AskCheckEnded, TellCheck, ValidateHallCheckForm

__all__ = ["Affirm", "AnswerQuestion", "AskBack", "AskCheckEnded", "ExplainAnswer", "TellCheck", "ValidateHallCheckForm"]
