"""The conversation's actions. The action server imports this package and registers every Action in it."""

from actions.actions import Affirm, AnswerQuestion, AskBack, ExplainAnswer
from actions.forms import AskCheckEnded, TellCheck, ValidateHallCheckForm
from actions.quiz_form import AskQuizEnded, TellQuiz, ValidateQuizForm

__all__ = [
    "Affirm",
    "AnswerQuestion",
    "AskBack",
    "AskCheckEnded",
    "AskQuizEnded",
    "ExplainAnswer",
    "TellCheck",
    "TellQuiz",
    "ValidateHallCheckForm",
    "ValidateQuizForm",
]
