"""What the standard is silent on: things it has no word for, what closed lists do not hold, what its source has lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.advisor import Advisor, Answer, Query
from rules.advisor.answers import ClauseText, Count, Flows, Listing, Missing, Several, Statements, Verdict
from rules.advisor.silence import LOST_PARTS
from rules.model import Standard
from tests.rules.asking import FLOW_SERVICES, HALLS, cited, found
from tests.rules.conftest import Ask
from tests.rules.test_standard_matrix import AGENTS, COMMUNITY, HOTLINE, LISTS, MATRIX, ONLINE, ONSITE

AskFor = Callable[..., Answer]
BROKEN = "临时用电延期"


@pytest.fixture(scope="session")
def ask_for(advisor: Advisor) -> AskFor:
    """Asks whether places have a thing that no concept stands for."""

    def asked(thing: str, *places: str, kind: str = "whether") -> Answer:
        return advisor.answer(Query(kind, places, unlisted=(thing,), text=f"{'、'.join(places)}要不要{thing}"))  # type: ignore[arg-type]

    return asked


@pytest.mark.parametrize("grade", MATRIX)
def test_a_thing_without_a_word_is_not_required_of_a_hall(ask_for: AskFor, grade: str) -> None:
    """The whole list of facilities is shown; where some of its names are lost, the answer does not say no for certain."""
    answer = ask_for("空调", HALLS[grade])
    finding = found(answer, Verdict)
    needed = [LISTS["设施及用品"][number - 1] for number in MATRIX[grade]["设施及用品"]]
    assert "没有“空调”" in finding.statement
    assert finding.verdict == ("unknown" if None in needed else "no")
    assert ("缺失" in finding.reason) == (None in needed)
    assert all(name in finding.reason for name in needed if name)
    assert any(number.startswith("4.1.6.2 a)") for number in cited(answer))


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY])
def test_a_thing_without_a_word_is_not_to_be_had_at_a_channel(ask_for: AskFor, channel: str) -> None:
    finding = found(ask_for("英文版", channel), Verdict)
    assert finding.verdict == "no"
    assert f"标准对{channel}的规定里没有“英文版”" in finding.statement
    assert f"标准对{channel}的服务功能列出的是" in finding.reason


def test_letters_are_written_large(ask_for: AskFor) -> None:
    assert "“WIFI”" in found(ask_for("wifi", HALLS["A级"]), Verdict).statement


def test_what_the_standard_does_mention_is_not_denied(ask_for: AskFor) -> None:
    """桌椅 stands in 4.1.5.2: no concept was found, and yet the standard speaks of it."""
    assert not isinstance(ask_for("桌椅", HALLS["C级"]).finding, Verdict)


def test_a_category_beside_it_chooses_the_list(advisor: Advisor) -> None:
    answer = advisor.answer(Query("whether", (ONLINE, "服务方式"), unlisted=("在线聊天",), text="网厅有在线聊天这一服务方式吗"))
    assert "服务方式列出的是" in found(answer, Verdict).reason
    assert "服务功能" not in found(answer, Verdict).reason


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_a_question_on_a_step_not_found_is_answered_with_the_whole_flow(ask: Ask, service: str) -> None:
    """Whether a flow has something that is no step: only these are laid down; where its end is lost, nothing is said of the rest."""
    finding = found(ask("whether", service), Flows)
    assert ("只有下列环节" in finding.note) == (service != BROKEN)


def test_qualifications_are_a_closed_list(ask: Ask) -> None:
    """4.6.4 b): 社区服务人员 need knowledge of the industry; no education is asked of them."""
    (group,) = found(ask("whether", "社区服务人员", "任职资格"), Listing).groups
    assert group.provisions == ("没有列出的，标准没有规定",)
    (group,) = found(ask("requirement", "社区服务人员", "任职资格"), Listing).groups
    assert group.provisions == ()


def test_what_the_source_has_lost_is_listed(ask: Ask, standard: Standard) -> None:
    answer = ask("item", LOST_PARTS)
    lost = [clause.number for clause in standard.clauses.values() if clause.status == "lost"]
    assert [citation.clause for citation in found(answer, ClauseText).clauses] == lost
    assert {"4.1.6.1 第16~18项", "4.1.6.1 第31~32项", "5.1.4.11 末尾"} <= set(lost)


# ---- only one of several


def test_what_only_one_grade_needs(advisor: Advisor) -> None:
    """4.1.6.2: of the facilities 30 to 32 only grade A must have; two of the names are lost."""
    for kind in ("holder", "requirement"):
        answer = advisor.answer(Query(kind, ("A级营业厅", "设施及用品"), exclusive=True, text="只有A级才要的设施"))  # type: ignore[arg-type]
        (group,) = found(answer, Listing).groups
        assert [item.number for item in group.items] == [30, 31, 32]
        assert [item.lost for item in group.items] == [False, True, True]
    answer = advisor.answer(Query("holder", ("C级营业厅", "服务人员"), exclusive=True, text="只有C级才要的人员"))
    (group,) = found(answer, Listing).groups
    assert (group.items, group.provisions) == ((), ("没有，别的级别也都有",))


@pytest.mark.parametrize(
    ("concepts", "verdict", "says"),
    [
        ((ONSITE, "面对面"), "no", ("面对面", "电话", "短信")),
        (("供电营业厅", "电费收缴"), "no", (ONLINE, AGENTS, COMMUNITY)),
        ((HOTLINE, "外呼"), "yes", (HOTLINE,)),
    ],
)
def test_whether_only_this_way(advisor: Advisor, concepts: tuple[str, ...], verdict: str, says: tuple[str, ...]) -> None:
    finding = found(advisor.answer(Query("whether", concepts, exclusive=True, text="只能这样吗")), Verdict)
    assert finding.verdict == verdict
    assert all(name in finding.statement for name in says)


def test_a_channel_alone_is_asked_what_for(advisor: Advisor) -> None:
    """网上能不能办理: the service is asked back, with choices that are questions on functions of this channel."""
    finding = found(advisor.answer(Query("whether", (ONLINE,), marks=("may",), text="网上能不能办理啊")), Missing)
    assert "办什么业务" in finding.asks
    assert all(choice.startswith(ONLINE) for choice in finding.choices)


def test_hours_of_a_function_are_no_opening_hours(advisor: Advisor) -> None:
    """抢修几点到几点: 4.4.1.2 says it, although when halls open is outside the standard."""
    answer = advisor.answer(Query("outside", ("故障抢修", "营业时间"), text="抢修几点到几点"))
    assert "4.4.1.2" in cited(answer)


# ---- what a hall still lacks, the order of steps, codes, counts in a clause


def test_what_a_hall_still_lacks(advisor: Advisor) -> None:
    """4.1.4.2 b)2): grade B needs five kinds of staff; with three of them named, the other two are missing."""
    named = ("B级营业厅", "营业厅主管", "业务受理员", "收费员")
    for kind in ("compare", "requirement"):
        answer = advisor.answer(Query(kind, named, negated=True, text="我们是B级厅，有主管、业务受理员和收费员，还缺什么"))  # type: ignore[arg-type]
        (group,) = found(answer, Listing).groups
        assert [item.name for item in group.items] == ["保安员", "引导员"]
        assert "4.1.4.2 b)2)" in cited(answer)


def test_a_hall_that_lacks_nothing(advisor: Advisor) -> None:
    answer = advisor.answer(Query("requirement", ("D级营业厅", "收费员", "保安员"), negated=True, text="还差哪类人"))
    (group,) = found(answer, Listing).groups
    assert (group.items, group.provisions) == ((), ("齐了，不缺",))


@pytest.mark.parametrize(
    ("service", "steps", "first"),
    [
        ("销户", ("结清相关费用", "拆除采集终端或拆表停电"), "拆除采集终端或拆表停电"),
        ("增容", ("竣工验收", "签订供用电合同"), "竣工验收"),
    ],
)
def test_which_of_two_steps_comes_first(ask: Ask, service: str, steps: tuple[str, str], first: str) -> None:
    """5.1.4.1, 5.1.4.6: in whichever order they are named."""
    finding = found(ask("step", service, *steps), Verdict)
    later = next(step for step in steps if step != first)
    assert finding.statement.index(first) < finding.statement.index(later)


def test_the_code_of_a_service(ask: Ask) -> None:
    answer = ask("requirement", "改类", "编码")
    assert cited(answer) == ["5.1.4.7"]
    assert any("SI01-07" in text for text, _ in found(answer, Statements).statements)


def test_how_many_a_clause_lists(advisor: Advisor) -> None:
    """5.1.2 names nine kinds of staff."""
    finding = found(advisor.answer(Query("count", ("服务人员",), reference="5.1.2", text="5.1.2里的服务人员有几类")), Count)
    assert finding.number == 9


def test_a_matter_without_a_number(ask: Ask) -> None:
    answer = ask("count", COMMUNITY, "社区布点")
    assert ("标准没有规定数量", ()) in found(answer, Statements).statements


def test_a_matter_of_another_channel_is_not_told_as_if_it_held_here(ask: Ask) -> None:
    """指示牌文字 is laid down for signs in halls, not for the web."""
    finding = found(ask("whether", ONLINE, "指示牌文字"), Verdict)
    assert finding.verdict == "no"
    assert finding.statement == f"标准没有对{ONLINE}作这样的规定。"


def test_one_kind_of_staff_among_those_of_another(ask: Ask) -> None:
    """4.4.3 a): who urges payment is among the staff on site; 4.2.4 a): foreign-language agents may be had."""
    assert found(ask("whether", "催费人员", "客户现场服务人员"), Verdict).verdict == "yes"
    finding = found(ask("whether", "外语座席", "95598座席"), Verdict)
    assert (finding.verdict, "不是必须" in finding.reason) == ("may", True)


def test_qualifications_of_two_kinds_of_staff_side_by_side(ask: Ask) -> None:
    parts = found(ask("compare", "95598座席", "网站受理员", "任职资格"), Several).parts
    assert [part.subject for part in parts if isinstance(part, Listing)] == ["95598座席", "网站受理员"]


def test_channels_and_items_are_counted_both(ask: Ask) -> None:
    parts = found(ask("count", "服务渠道", "服务项目"), Several).parts
    assert [part.number for part in parts if isinstance(part, Count)] == [6, 16]


def test_fittings_of_all_zones(ask: Ask) -> None:
    """What has to stand somewhere, with no zone named."""
    parts = found(ask("requirement", "区内配置"), Several).parts
    assert {part.subject for part in parts if isinstance(part, Listing)} >= {"收费区", "业务待办区", "引导区"}


def test_the_next_clause(advisor: Advisor) -> None:
    finding = found(advisor.answer(Query("clause", reference="5.1.4.9", position="next", text="下一条呢")), ClauseText)
    assert finding.asked == "5.1.4.10"
