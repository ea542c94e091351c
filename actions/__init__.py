"""The conversation's actions. The action server imports this package and registers every Action in it."""

from actions.actions import AnswerQuestion, AskBack, ExplainAnswer

__all__ = ["AnswerQuestion", "AskBack", "ExplainAnswer"]
