"""From what the present understanding utterance, a `Query` with a flat list of concepts, to a question of the question language.

It goes with that understanding: what is composed cannot be said in a `Query`.
"""

from actions.bridge.dispatch import question_of

__all__ = ["question_of"]
