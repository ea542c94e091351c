"""What may reach Rasa as a user's message, and what a channel says when nothing may.

In: whatever a client sent as its message. Out: plain text for Rasa, or the sentence to send back instead.
Knows nothing of HTTP or Rasa, so every channel can use it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from bot.channels.privacy import MASK, masked

# The sentences that a channel says by itself. All of them are here.
NOT_READABLE = "没能读懂收到的内容。请用一段文字写出您的问题，例如：销户要走哪些步骤？"
TOO_LARGE = "发来的内容太大，无法处理。请只发文字，把问题写得短一些。"
ONLY_PERSONAL = "号码、地址等个人信息不需要发来，也不会保存。请写出您的问题，例如：销户要走哪些步骤？"
NO_WORDS = "请用文字写出您的问题，例如：销户要走哪些步骤？"
TOO_LONG = "您的问题太长了，请缩短到{limit}个字以内；有几个问题时，请分开来问。"
NOT_FROM_HERE = "这个接口只供本机的程序使用。请打开本服务的网页提问，或拨打95598供电服务热线。"
UNAVAILABLE = "抱歉，现在暂时无法回答您的问题。请稍后再试，也可以拨打95598供电服务热线，或到供电营业厅咨询。"

# What Rasa 3.6.21 treats specially in the text of a user's message. Found by searching its source for
# INTENT_MESSAGE_PREFIX, EXTERNAL_MESSAGE_PREFIX, unpack_regex_message and the names of the default intents:
#   - shared/core/training_data/story_reader/yaml_story_reader.py, unpack_regex_message: a text that starts with "/"
#     (after strip) names its own intent, confidence and entities: /intent@0.9{"entity": "value"}. It is called by
#     nlu/classifiers/regex_message_handler.py, which every model has as its last NLU step.
#   - core/policies/rule_policy.py: the intents restart, back and session_start run built-in actions;
#     core/processor.py: restart wakes a paused conversation. Only "/" leads a user to these intents: closed with it.
#   - shared/core/events.py, UserUttered.create_external: Rasa writes "EXTERNAL: <intent>" as the text of an intent
#     triggered through its API. Whoever reads a tracker takes such a text for a system's: no user may send one.
#   - core/channels/console.py "/stop", core/channels/telegram.py "/restart", core/training/interactive.py "/":
#     other ways in, and the prefix is gone all the same. "[text](entity)" is read in training data only.
# So a payload such as "/inform" on a button does nothing here either: buttons send natural questions.
_COMMAND_PREFIX = re.compile(r"(?:[ /]|(?i:EXTERNAL) ?:|EXTERNAL)+")

# Shown as nothing, though Unicode does not call them control (Cc) or format (Cf) characters: the rest of its
# Default_Ignorable_Code_Point, such as variation selectors (after emoji and Chinese characters) and Hangul fillers.
_IGNORABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})  # Cs: half of a surrogate pair, which nothing can store

# Rasa's cost grows with the square of the length of a run. Digits stay: "000000000" may be somebody's number.
_RUN = re.compile(r"([^0-9])\1{8,}")
_KEPT_OF_A_RUN = 8

# NFKC makes one character of at most four (U+1F82): a text more than four times too long is too long after it as well.
_MOST_COMPOSED = 4


class Reading(NamedTuple):
    """What came of a message: the `text` for Rasa, or (then `text` is empty) the sentence to say instead."""

    text: str
    refusal: str


def read_message(raw: object, max_characters: int) -> Reading:
    """Read what a client sent as its message, which may be anything.

    The text that comes out is normalised, has no personal data, has a letter, digit or Chinese character, is at most `max_characters` long,
    and means nothing to Rasa but its words: it never starts with "/" or "EXTERNAL".
    """
    if not isinstance(raw, str):
        return Reading("", NO_WORDS)
    too_long = Reading("", TOO_LONG.format(limit=max_characters))
    visible = _collapse_whitespace(_drop_invisible(raw))
    # Before NFKC, whose cost grows with the square of a run of combining marks.
    if len(visible) > _MOST_COMPOSED * max_characters:
        return too_long
    text = _compose(visible)
    if len(text) > max_characters:
        return too_long
    whole = without_command(text)
    text = _RUN.sub(lambda run: run.group(1) * _KEPT_OF_A_RUN, masked(whole))
    if not any(character.isalnum() for character in text):
        return Reading("", ONLY_PERSONAL if text != whole and MASK in text else NO_WORDS)
    return Reading(text, "")


def without_command(text: str) -> str:
    """Take off the front of a normalised text all that would make Rasa read it as a command."""
    prefix = _COMMAND_PREFIX.match(text)
    return text[prefix.end() :] if prefix else text


def _drop_invisible(text: str) -> str:
    """Take out what is shown as nothing; whitespace, also that which is a control character, becomes a space."""
    kept = (
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE_CATEGORIES
    )
    return _IGNORABLE.sub("", "".join(kept))


def _compose(visible: str) -> str:
    """NFKC, which makes no invisible characters but some spaces: "´" becomes a space and an accent."""
    return _collapse_whitespace(unicodedata.normalize("NFKC", visible))


def _collapse_whitespace(text: str) -> str:
    """One space for each stretch of whitespace, none at the ends."""
    return " ".join(text.split())
