"""Questions for staff in conversation: what is wanted, how a question is put, what a message answers, what is said of the mark.

Where attempts are kept is not known here: `use` is told by whoever runs the actions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Protocol

import cn2an

from actions.heard import Heard
from rules.errors import AdvisorError
from rules.model import Standard
from rules.quiz.bank import Wanted
from rules.quiz.question import KINDS
from rules.text import normal

LETTERS = "ABCDEFGHIJKLMNOP"
USUAL = 10
MOST = 50
WITHOUT_KEEPER = "这里不能做题：请登录后打开 /train 页面。"
CHAPTERS = {"hall": "4.1", "供电营业厅": "4.1", "zone": "4.1", "service": "5.1"}
"""Of which chapter a concept, or a class of concepts, speaks."""
_COUNT = re.compile(r"(\d{1,3}|[一二两三四五六七八九十百]{1,4}) *(?:题|问题|[道个条][^\d]{0,12}题)")
_LEAVES = re.compile(r"^(?:退出|不[做答考]了|结束|交卷|停止?|算了|quit|exit)(?:练习|测验|考试|吧|了)*[。!！]?$")
_SKIPS = re.compile(r"^(?:跳过|不知道|不会|下一[题道个]|过)[。!！]?$")
_TRUE = re.compile(r"^(?:对|是|正确|没错|√|true|yes|t|y)的?[。!！]?$")
_FALSE = re.compile(r"^(?:错|不对|不是|否|错误|×|false|no|f|n)的?[。!！]?$")
_HOW = {
    "one": "（答一个字母）",
    "some": "（可能不止一个，答出所有字母）",
    "order": "（按先后答出字母，如 BACD）",
    "match": "（从第一项起依次答出字母，如 BADC）",
    "fill": "（直接填写）",
}


class Keeper(Protocol):
    """Where attempts are kept; each method gives the attempt as its owner may see it, or raises AdvisorError."""

    def start(self, sender: str, wanted: Wanted) -> dict[str, Any]:
        """Begin: a test that the account of this conversation is to take, else practice."""

    def answer(self, sender: str, attempt: str, position: int, response: object) -> dict[str, Any]:
        """Answer a question."""

    def view(self, sender: str, attempt: str) -> dict[str, Any]:
        """An attempt as it is now."""

    def finish(self, sender: str, attempt: str) -> dict[str, Any]:
        """Hand it in."""


_makers: list[Callable[[], Keeper]] = []


def use(make: Callable[[], Keeper]) -> None:
    """Say where attempts are kept; made when first needed."""
    _makers[:] = [make]
    keeper.cache_clear()


@lru_cache(maxsize=1)
def keeper() -> Keeper:
    """Where attempts are kept. Raises AdvisorError where nobody has said so."""
    if not _makers:
        raise AdvisorError(WITHOUT_KEEPER)
    return _makers[0]()


def wanted_of(heard: Heard, standard: Standard) -> Wanted:
    """What a message wants to be asked: how many questions, of which kinds, on which chapters or clauses."""
    form = normal(heard.text)
    count = _COUNT.search(form)
    clauses = dict.fromkeys(value.split(" ")[0] for value in heard.values("reference"))
    for entity, value, _ in heard.entities:
        concept = standard.concepts.get(value)
        chapter = CHAPTERS.get(value) or CHAPTERS.get(entity, "")
        if entity == "channel" and concept and concept.code:
            chapter = next((number for number, clause in standard.clauses.items() if clause.code == concept.code), "")
        if chapter:
            clauses[chapter] = None
    kinds = tuple(kind for kind in KINDS if standard.quiz.kinds[kind].removesuffix("题") in form)
    number = min(MOST, max(1, int(cn2an.cn2an(count[1], "smart")))) if count else USUAL
    return Wanted(number, tuple(clauses), kinds or KINDS)


def leaves(text: str) -> bool:
    """Whether a message ends the questions."""
    return bool(_LEAVES.search(normal(text)))


def response_in(question: Mapping[str, Any], text: str) -> object:
    """What a message answers to a question; None where it answers nothing."""
    form = normal(text)
    if question["choose"] == "fill":
        return form or None
    options = [normal(option) for option in question["options"]]
    if question["kind"] == "truth" and (_TRUE.search(form) or _FALSE.search(form)):
        return [0 if _TRUE.search(form) else 1]
    if form in options:
        return [options.index(form)]
    letters = re.sub(r"[\s,，、;；.。→>和]|我?[选答]|答案是?|然后", "", form).upper()
    places = [LETTERS.find(letter) if letter.isalpha() else int(letter) - 1 for letter in letters if letter.isalnum() and letter.isascii()]
    if not letters or len(places) != len(letters) or not all(0 <= place < len(options) for place in places):
        return None
    return places


def skips(text: str) -> bool:
    """Whether a message leaves a question out."""
    return bool(_SKIPS.search(normal(text)))


def asked_text(attempt: Mapping[str, Any], position: int) -> str:
    """A question as it is put."""
    question = attempt["questions"][position]
    lines = [f"第{position + 1}题，共{len(attempt['questions'])}题，{question['title']}：{question['stem']}"]
    lines += [f"{number}）{left}" for number, left in enumerate(question["left"], start=1)]
    lines += [f"{letter}. {option}" for letter, option in zip(LETTERS, question["options"], strict=False)]
    return "\n".join([*lines, _HOW[question["choose"]]])


def mark_text(question: Mapping[str, Any]) -> str:
    """What is said of an answer: in a test nothing but that it is kept."""
    mark = question.get("mark")
    if mark is None:
        return "记下了。"
    words = "答对了。" if mark["points"] >= 1 else f"部分正确，得{mark['points']:.0%}的分。" if mark["points"] > 0 else "答错了。"
    if question["response"] is None:
        words = "没有作答。"
    right = "" if mark["points"] >= 1 else f"正确答案：{mark['right']}。"
    cited = mark["citations"][:1]
    said = "".join(f"\n依据 {citation['clause']}：{citation['statement']}" for citation in cited)
    why = "".join(f"\n由{link['clause']}：{link['says']}" for link in mark["derivation"][:1] if link["clause"])
    return f"{words}{right}{said}{why}"


def score_text(attempt: Mapping[str, Any]) -> str:
    """What came of an attempt that is over."""
    answered = sum(question["response"] is not None for question in attempt["questions"])
    text = f"{attempt['title']}结束：共{len(attempt['questions'])}题，答了{answered}题，得分{attempt['points']:.0%}。"
    if attempt["kind"] == "test":
        return text + ("通过。" if attempt["passed"] else f"没有通过（{attempt['pass_mark']:.0%}及格）。")
    return text + "答错的条款过一段时间会再出现。"
