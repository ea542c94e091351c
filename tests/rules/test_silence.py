"""What the standard is silent on: things it has no word for, what closed lists do not hold, what its source has lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.advisor import Advisor, Answer, Query
from rules.advisor.answers import ClauseText, Flows, Listing, Missing, Verdict
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
    finding = found(advisor.answer(Query("whether", (ONLINE,), text="网上能不能办理啊")), Missing)
    assert "办什么业务" in finding.asks
    assert all(choice.startswith(ONLINE) for choice in finding.choices)


def test_hours_of_a_function_are_no_opening_hours(advisor: Advisor) -> None:
    """抢修几点到几点: 4.4.1.2 says it, although when halls open is outside the standard."""
    answer = advisor.answer(Query("outside", ("故障抢修", "营业时间"), text="抢修几点到几点"))
    assert "4.4.1.2" in cited(answer)
