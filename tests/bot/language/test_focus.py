"""Where the question of a long message begins."""

from __future__ import annotations

import pytest

from bot.language.focus import LONG_MESSAGE_CHARACTERS, MOST_CLAUSES, clauses, focus


@pytest.mark.parametrize("text", ["", "销户要几步", "我家房子卖了,电表怎么过户", "为什么"])
def test_a_short_message_is_its_question(text: str) -> None:
    assert focus(text) == 0


@pytest.mark.parametrize(
    ("story", "question"),
    [
        ("我们所今年从老院子搬到街面上,县公司说按c级厅验收,柜台打好了,牌子也挂了,", "那c级厅到底要不要做背景板呢"),
        ("我是新来的,师傅说上岗前要背这个标准,分区我背得差不多了。", "待办区里要放些什么?谢谢"),
        ("i moved to a new flat last month and the meter is still in the old owner's name, ", "how do i transfer it"),
    ],
)
def test_a_story_is_told_before_the_question(story: str, question: str) -> None:
    assert (story + question)[focus(story + question) :] == question


def test_a_long_statement_is_taken_whole() -> None:
    assert focus("房子拆了" * LONG_MESSAGE_CHARACTERS) == 0


def test_the_clauses_of_a_story() -> None:
    assert clauses("房子打算推平了,电也彻底不要了。要经过哪些环节?") == ("房子打算推平了", "电也彻底不要了", "要经过哪些环节")
    assert clauses("销户要几步?") == ()
    assert len(clauses("我家的房子,".join("一二三四五六七八九"))) <= MOST_CLAUSES
