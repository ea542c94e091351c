"""Personal data is taken out of what people write, and nothing else is."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messages import NO_WORDS, ONLY_PERSONAL, read_message
from bot.channels.privacy import masked
from bot.evaluation import load_questions
from bot.project import QUESTIONS
from rules.model import Standard


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("手机13812345678想过户", "手机***想过户"),
        ("138-1234-5678 是我的手机", "*** 是我的手机"),
        ("一三八一二三四五六七八是我手机", "***是我手机"),
        ("打了0571-88888888没人接", "打了***没人接"),
        ("我家电话88886666", "我家电话***"),
        ("身份证33010219900101123X丢了", "身份证***丢了"),
        ("330102199001011234是谁", "***是谁"),
        ("银行卡6222 0212 3456 7890 123 扣不了费", "银行卡*** 扣不了费"),
        ("我的户号是1234567890,怎么销户", "我的户号是***,怎么销户"),
        ("户号:12345678", "户号:***"),
        ("表号A1234567", "表号***"),
        ("发到zhang.san@example.com", "发到***"),
        ("我家住在杭州市西湖区文三路123号2单元501室,想移表", "我家住在***,想移表"),
        ("把表移到幸福小区3栋2单元501室要几步", "把表移到***要几步"),
        ("迁址到中山路12号怎么办", "迁址到***怎么办"),
        ("8号楼302还差不差电费", "***还差不差电费"),
        ("我叫张三,想过户", "我叫***,想过户"),
        ("户名是李四光的电表怎么过户", "户名是***的电表怎么过户"),
    ],
)
def test_personal_data_is_masked(written: str, kept: str) -> None:
    assert masked(written) == kept
    assert read_message(written, 500).text == unicodedata.normalize("NFKC", kept), "before it reaches Rasa"


@pytest.mark.parametrize(
    "text",
    [
        "4.1.4.2 b)3)说了什么",
        "95598几点上班",
        "第24项是什么",
        "标准里11号是啥",
        "SI01-06有几步",
        "你帮我叫下客服",
        "户名是开发商,怎么过户",
        "2011年版和2026.11.1",
        "一二三四级营业厅",
        "每座营业厅3个柜台",
        "12398、12345和95598",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert masked(text) == text


def test_questions_keep_their_words() -> None:
    """Of more than two thousand questions only those with somebody's number lose anything."""
    texts = {unicodedata.normalize("NFKC", text) for question in load_questions(QUESTIONS) for text, _ in question.turns}
    assert len(texts) > 2000
    assert {text for text in texts if masked(text) != text} == {text for text in texts if re.search(r"\d{7}", text)}


def test_the_standard_has_nothing_that_looks_personal(standard: Standard) -> None:
    words = [word for concept in standard.concepts.values() for word in (concept.name, *concept.aliases)]
    statements = [unicodedata.normalize("NFKC", clause.statement) for clause in standard.clauses.values()]
    assert [text for text in (*words, *statements) if masked(text) != text] == []


@given(st.text(st.sampled_from("区市路街号楼单元栋我叫王:@.a零一 -0123456789"), max_size=500))
def test_masking_twice_changes_nothing(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("part", ["区", "路1号", "1号", "1 ", "一", "我叫王", "a@", "户号", "1-", "栋1", "a.b-"])
def test_no_text_takes_for_ever(part: str) -> None:
    """No pattern tries one stretch of text in ever more ways."""
    assert masked(part * 5000)


def test_a_message_of_nothing_but_a_number_is_asked_for_its_question() -> None:
    assert read_message("13812345678", 500) == ("", ONLY_PERSONAL)
    assert read_message("***", 500) == ("", NO_WORDS)
