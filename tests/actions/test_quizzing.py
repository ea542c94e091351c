"""Questions in conversation: what is wanted, what a message answers, what is said."""

from __future__ import annotations

from typing import Any

import pytest

from actions import quizzing
from actions.quizzing import asked_text, keeper, leaves, mark_text, response_in, score_text, skips, use, wanted_of
from actions.utterance import Utterance
from rules.errors import AdvisorError
from rules.model import Standard
from rules.quiz.bank import Wanted
from rules.quiz.question import KINDS


def utterance(text: str, *entities: tuple[str, str]) -> Utterance:
    return Utterance("take_quiz", tuple((entity, value, "") for entity, value in entities), text)


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        (utterance("开始练习"), Wanted(10)),
        (utterance("10题营业厅", ("channel", "供电营业厅")), Wanted(10, ("4.1",))),
        (utterance("来5道网上营业厅的题", ("channel", "网上营业厅")), Wanted(5, ("4.3",))),
        (utterance("十道判断题"), Wanted(10, (), ("truth",))),
        (utterance("三道单选题和排序题"), Wanted(3, (), ("single", "order"))),
        (utterance("20题C级营业厅", ("hall", "C级营业厅")), Wanted(20, ("4.1",))),
        (utterance("考考我销户的流程", ("service", "销户")), Wanted(10, ("5.1",))),
        (utterance("4.2.5出5题", ("reference", "4.2.5")), Wanted(5, ("4.2.5",))),
        (utterance("来999题"), Wanted(50)),
        (utterance("来0题"), Wanted(1)),
    ],
)
def test_what_is_wanted(standard: Standard, message: Utterance, wanted: Wanted) -> None:
    found = wanted_of(message, standard)
    assert (found.number, found.clauses, set(found.kinds)) == (wanted.number, wanted.clauses, set(wanted.kinds))
    assert set(found.kinds) <= set(KINDS)


def question(kind: str, choose: str, options: tuple[str, ...] = ("保安员", "引导员", "收费员", "保洁员"), **more: Any) -> dict[str, Any]:
    return {"kind": kind, "choose": choose, "title": "题", "stem": "题目", "options": options, "left": (), "response": None, **more}


ONE, SOME = question("single", "one"), question("multiple", "some")
TRUTH = question("truth", "one", ("对", "错"))


@pytest.mark.parametrize(
    ("asked", "text", "response"),
    [
        (ONE, "B", [1]), (ONE, "b", [1]), (ONE, "Ｂ", [1]), (ONE, "选B", [1]), (ONE, "我选b。", [1]), (ONE, "2", [1]), (ONE, "引导员", [1]),
        (ONE, "AB", [0, 1]), (ONE, "E", None), (ONE, "不知道", None), (ONE, "你好", None), (ONE, "", None),
        (SOME, "AC", [0, 2]), (SOME, "a、c", [0, 2]), (SOME, "A和C", [0, 2]), (SOME, "1,3", [0, 2]),
        (TRUTH, "对", [0]), (TRUTH, "是的", [0]), (TRUTH, "不对", [1]), (TRUTH, "错的", [1]), (TRUTH, "A", [0]), (TRUTH, "B", [1]),
        (question("order", "order"), "BADC", [1, 0, 3, 2]), (question("order", "order"), "B→A→D→C", [1, 0, 3, 2]),
        (question("order", "order"), "B然后A然后D然后C", [1, 0, 3, 2]),
        (question("match", "match"), "bdac", [1, 3, 0, 2]),
        (question("fill", "fill", ()), "五", "五"), (question("fill", "fill", ()), " ", None),
    ],
)  # fmt: skip
def test_what_a_message_answers(asked: dict[str, Any], text: str, response: object) -> None:
    assert response_in(asked, text) == response


@pytest.mark.parametrize("text", ["退出", "退出练习", "不做了", "交卷", "交卷吧。", "结束测验", "quit"])
def test_leaving(text: str) -> None:
    assert leaves(text)


@pytest.mark.parametrize("text", ["A", "服务结束", "退出登录怎么办", "对"])
def test_not_leaving(text: str) -> None:
    assert not leaves(text)


@pytest.mark.parametrize(("text", "left_out"), [("跳过", True), ("不知道", True), ("下一题", True), ("跳过A", False), ("A", False)])
def test_leaving_out(text: str, left_out: bool) -> None:
    assert skips(text) == left_out


def test_a_question_is_put_with_letters() -> None:
    text = asked_text({"questions": [ONE]}, 0)
    assert text == "第1题，共1题，题：题目\nA. 保安员\nB. 引导员\nC. 收费员\nD. 保洁员\n（答一个字母）"


def test_what_belongs_together_is_put_with_numbers() -> None:
    text = asked_text({"questions": [question("match", "match", ("甲", "乙"), left=("子", "丑"))]}, 0)
    assert "1）子\n2）丑\nA. 甲\nB. 乙" in text


def marked(points: float) -> dict[str, Any]:
    citation = {"clause": "4.1.4.2 b)3)", "statement": "C级营业厅应具备第①~③类服务人员。"}
    link = {"clause": "4.1.4.2 b)3)", "says": "C级营业厅的服务人员：收费员（应）"}
    return {**ONE, "response": [2], "mark": {"points": points, "right": "收费员", "citations": [citation], "derivation": [link]}}


def test_a_mark_says_what_is_right_and_by_which_clause() -> None:
    wrong = mark_text(marked(0))
    assert wrong.startswith("答错了。正确答案：收费员。\n依据 4.1.4.2 b)3)：")
    assert wrong.endswith("由4.1.4.2 b)3)：C级营业厅的服务人员：收费员（应）")
    assert mark_text(marked(1)).startswith("答对了。\n依据")
    assert mark_text(marked(0.5)).startswith("部分正确，得50%的分。正确答案：收费员。")


def test_in_a_test_no_mark_is_told() -> None:
    assert mark_text({**ONE, "response": [2]}) == "记下了。"


def test_what_came_of_it() -> None:
    attempt = {"title": "月考", "kind": "test", "questions": [marked(1), ONE], "points": 0.5, "passed": False, "pass_mark": 0.8}
    assert score_text(attempt) == "月考结束：共2题，答了1题，得分50%。没有通过（80%及格）。"
    assert score_text({**attempt, "passed": True}).endswith("通过。")
    assert score_text({**attempt, "kind": "practice"}).endswith("答错的条款过一段时间会再出现。")


def test_where_attempts_are_not_kept_it_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quizzing, "_makers", [])
    keeper.cache_clear()
    with pytest.raises(AdvisorError, match="/train"):
        keeper()
    use(lambda: "kept")  # type: ignore[arg-type,return-value]
    assert keeper() == "kept"
    keeper.cache_clear()
