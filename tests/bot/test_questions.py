"""A message with several questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.questions import MAX_QUESTIONS, questions_in


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("销户几步?要收费吗?", ("销户几步?", "要收费吗?")),
        ("C级厅要哪些人？另外D级呢", ("C级厅要哪些人？", "另外D级呢")),
        ("D级要保安?对吧?", ("D级要保安?对吧?",)),
        ("我房子卖了。电表要换成新房主的名字，怎么弄？", ("我房子卖了。电表要换成新房主的名字，怎么弄？",)),
        ("什么是四净四无？谢谢！", ("什么是四净四无？谢谢！",)),
        ("what does a C hall need? and what does D need?", ("what does a C hall need?", "and what does D need?")),
        ("销户", ("销户",)),
    ],
)
def test_each_question_with_what_leads_up_to_it(text: str, questions: tuple[str, ...]) -> None:
    assert questions_in(text) == questions


@given(st.text("销户吗?？。！ 几步,对吧a\n", max_size=60))
def test_nothing_is_lost_and_there_are_never_too_many(text: str) -> None:
    found = questions_in(text)
    assert 1 <= len(found) <= MAX_QUESTIONS
    assert "".join("".join(found).split()) == "".join(text.split())


def test_short_questions_in_a_row_are_asked_one_by_one() -> None:
    assert questions_in("C级厅要哪些设备，过户要几步，95598几点上班") == ("C级厅要哪些设备，", "过户要几步，", "95598几点上班")
    story = "我妈不上网也走不动路，申请装表能找哪儿"
    assert questions_in(story) == (story,)
