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
        ("改压要收钱吗，还有并户走的流程跟它一样不", ("改压要收钱吗，", "还有并户走的流程跟它一样不")),
        ("社区服务点能不能投诉然后能不能交电费啊", ("社区服务点能不能投诉", "然后能不能交电费啊")),
        ("Which staff does it have, and can there be others?", ("Which staff does it have,", "and can there be others?")),
        ("热线服务方式几种，有传真没", ("热线服务方式几种，", "有传真没")),
        ("没注册的人能看停电公告不 能交费不", ("没注册的人能看停电公告不", "能交费不")),
        ("三个问题一起问:1网厅几点到几点 2网站受理员学历 3留言保存多久", ("网厅几点到几点", "网站受理员学历", "留言保存多久")),
        ("我们是C级厅：1.要几类人 2.分几个区", ("我们是C级厅：要几类人", "分几个区")),
        ("1网上能过户不2要几步3收钱吗", ("网上能过户不", "要几步", "收钱吗")),
        ("1级厅和2级厅有什么不同", ("1级厅和2级厅有什么不同",)),
        ("网厅留言存多久，邮件呢", ("网厅留言存多久，", "邮件呢")),
        ("①C级厅要哪些人②D级呢③95598几点", ("C级厅要哪些人", "D级呢", "95598几点")),
        ("1. 过户要几步 2. 要收费吗 3. 网上能办吗", ("过户要几步", "要收费吗", "网上能办吗")),
        ("一、过户几步 二、要收费吗", ("过户几步", "要收费吗")),
        ("C级人员①②③，翻译成岗位名称", ("C级人员①②③，翻译成岗位名称",)),
        ("转人工按几，是按0吗", ("转人工按几，是按0吗",)),
        ("柜台没人了应该放什么，规定是啥", ("柜台没人了应该放什么，规定是啥",)),
        ("除了95598还有哪里能报修", ("除了95598还有哪里能报修",)),
        ("门口那个帮人取号、问你办啥的同事，岗位名称叫什么？", ("门口那个帮人取号、问你办啥的同事，岗位名称叫什么？",)),
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
