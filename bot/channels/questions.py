"""A message with several questions: each is asked by itself, in order, so that each is answered and leans on those before."""

from __future__ import annotations

import re

MAX_QUESTIONS = 4
SHORT_MESSAGE_CHARACTERS, MIN_PART_CHARACTERS = 40, 5
"""A message of at most so many characters is taken apart at commas, where each part asks and has so many characters."""
_COMMA = re.compile(r"(?<=[,，;；])|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_END = re.compile(r"(?<=[?？!！。;；\n])|(?<=[,，])(?=另外|还有|再问|再就是|顺便|顺带|同时想问|also )")
_ASKS = re.compile(
    r"[?？]|[吗呢]|(?<![这那多要])么|什么|啥|哪|几|多少|怎|咋|如何|是不是|能不能|要不要|有没有|可不可|行不行|为何|凭|谁|"
    r"\b(?:what|which|how|can|does|do|is|are|who|where|when|why)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"\W*(?:对[吧吗不么]|对不对|是[吧吗不]|是不是|行[吗不么吧]|行不行|可以[吗么吧]|好[吗么吧不]|成[吗不]|没错吧|嗯|right)?\W*",
    re.IGNORECASE,
)
"""What only asks for a yes to the question before it."""


def questions_in(text: str) -> tuple[str, ...]:
    """The questions of a message, each with the statements that lead up to it; the whole message where it has but one.

    At most `MAX_QUESTIONS`; what follows belongs to the last.
    """
    clauses = [clause.strip() for clause in _COMMA.split(text)]
    if (
        1 < len(clauses) <= MAX_QUESTIONS
        and len(text) <= SHORT_MESSAGE_CHARACTERS
        and all(len(clause) >= MIN_PART_CHARACTERS and _ASKS.search(clause) for clause in clauses)
    ):
        return tuple(clauses)  # C级厅要哪些设备,过户要几步
    parts: list[str] = []
    leading = ""
    for sentence in _END.split(text):
        leading += sentence
        if _ASKS.search(sentence) and not _TAG.fullmatch(leading):
            if len(parts) < MAX_QUESTIONS:
                parts.append(leading.strip())
            else:
                parts[-1] += leading
            leading = ""
        elif parts and _TAG.fullmatch(leading):
            parts[-1] += leading
            leading = ""
    if leading.strip():
        if not parts:
            return (text,)
        parts[-1] += leading
    return tuple(parts) if len(parts) > 1 else (text,)
