"""Things that a question asks for and that no concept covers."""

from __future__ import annotations

import pytest

from bot.language.expressions import phrases
from bot.language.gazetteer import find, letters_of, pipeline, words_of
from bot.language.unlisted import unlisted
from rules.loader import load
from rules.text import normal

STANDARD = load()
NLP = pipeline(words_of(STANDARD, phrases()))
LETTERS = letters_of(STANDARD)


def thing_in(text: str) -> str:
    """What a question asks for beside the concepts that it names."""
    form = normal(text)
    return unlisted(form, [(span.start, span.end) for span in find(NLP, {}, LETTERS, form)])


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("C级厅要不要空调", "空调"),
        ("营业厅有没有WIFI", "wifi"),
        ("网站要做手语版吗", "手语版"),
        ("厅里要不要放空调", "空调"),
        ("A级厅必须配母婴室吗", "母婴室"),
        ("A级厅母婴室必须有吗", "母婴室"),
        ("C级厅 停车场要不要", "停车场"),
        ("营业厅里提供充电宝不", "充电宝"),
        ("B级厅是不是得有台复印机", "复印机"),
        ("B级厅要求安装监控摄像头么", "监控摄像头"),
    ],
)
def test_a_thing_without_a_concept_is_found(text: str, thing: str) -> None:
    assert thing_in(text) == thing


@pytest.mark.parametrize(
    "text",
    [
        "C级厅要不要引导员",
        "D级厅要有什么",
        "C级厅有规定吗",
        "网上能不能办理啊",
        "C级厅够不够",
        "书写台上该放些什么",
        "打95598能直接把新表装上吗",
        "谢谢",
        "",
    ],
)
def test_nothing_is_found_where_nothing_is_asked_for(text: str) -> None:
    assert thing_in(text) == ""
