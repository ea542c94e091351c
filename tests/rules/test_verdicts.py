"""Yes or no: whether halls, channels and zones need a thing or a qualification, against the matrix and the lists as the source has them."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.advisor.answers import Listing, Missing, Verdict
from rules.advisor.verdicts import ranges
from tests.rules.asking import ANY_MODE, CATEGORIES, HALLS, NAMED, cited, column, found
from tests.rules.conftest import Ask
from tests.rules.test_requirements import TRAINING, ZONES
from tests.rules.test_standard_matrix import (
    AGENTS,
    CERTIFICATES,
    COMMUNITY,
    FACILITIES,
    HOTLINE,
    LIST_CLAUSES,
    LISTS,
    MATRIX,
    MATRIX_CLAUSES,
    MODES,
    ONLINE,
    ONSITE,
    QUALIFICATIONS,
    STAFF,
)

RANGES = {"A级": "1~32", "B级": "1~29", "C级": "1~23", "D级": "2~3、5、7~8、11~12、14~15、19~20、22~23、26"}
"""4.1.6.2 a): which numbers of the list of facilities each grade must have."""
IN_A_ZONE = {("D级", "报刊架"): "业务待办区"}
"""K19: what a grade needs by one of its zones although its list has not got it."""
FITTINGS = sorted({thing for things, _ in ZONES.values() for thing in things})
WEAK = ("可", "可选")
ALL_QUALIFICATIONS = ("大专及以上学历", "普通话水平测试三级及以上证书", TRAINING, "电力行业相关知识")


def zones_of(grade: str) -> list[str]:
    """The zones that a grade must have."""
    return [name for number in MATRIX[grade]["功能分区"] if (name := LISTS["功能分区"][number - 1])]


# ---- halls


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
@pytest.mark.parametrize("grade", MATRIX)
def test_halls(ask: Ask, grade: str, category: str, number: int, name: str) -> None:
    """Yes or no as the matrix has it, from the clause of the grade and the list; a no gives what is required instead, by number."""
    answer = ask("whether", HALLS[grade], name)
    finding = found(answer, Verdict)
    needed = number in MATRIX[grade][category]
    zone = IN_A_ZONE.get((grade, name))
    assert finding.verdict == ("yes" if needed or zone else "no")
    assert {MATRIX_CLAUSES[category][grade], LIST_CLAUSES[category]} <= set(cited(answer))
    if needed:
        serial = f"（第{number}项）" if category == "设施及用品" else ""
        assert (finding.statement, finding.reason) == (f"{HALLS[grade]}应有{name}{serial}。", "")
        assert cited(answer)[0] == MATRIX_CLAUSES[category][grade]
        return
    if zone:
        assert finding.statement == f"{HALLS[grade]}的{zone}应有{name}。"
    else:
        assert finding.statement == f"标准没有要求{HALLS[grade]}有{name}。"
    if category == "设施及用品":
        assert finding.reason == f"{HALLS[grade]}应有的是清单的第{RANGES[grade]}项，{name}是第{number}项，不在其中。"
    else:
        there = "、".join(str(LISTS[category][other - 1]) for other in MATRIX[grade][category])
        assert finding.reason == f"标准对{HALLS[grade]}的{category}列出的是：{there}。"


@pytest.mark.parametrize("thing", FITTINGS)
@pytest.mark.parametrize("grade", MATRIX)
def test_fittings_of_the_zones_of_a_hall(ask: Ask, grade: str, thing: str) -> None:
    """4.1.5.2 c): a hall needs what its zones need; of what is in none of its zones, and not on its list, the answer is no."""
    answer = ask("whether", HALLS[grade], thing)
    finding = found(answer, Verdict)
    zones = [zone for zone in zones_of(grade) if thing in ZONES[zone][0]]
    on_list = thing in LISTS["设施及用品"] and LISTS["设施及用品"].index(thing) + 1 in MATRIX[grade]["设施及用品"]
    assert finding.verdict == ("yes" if zones or on_list else "no")
    if zones:
        clauses = {f"4.1.5.2 c){list(ZONES).index(zone) + 1})" for zone in zones}
        assert clauses <= set(cited(answer))
    if zones and not on_list:
        assert finding.statement.startswith(tuple(f"{HALLS[grade]}的{zone}" for zone in zones))
    if not zones and not on_list:
        assert (f"{HALLS[grade]}应有的是清单的第{RANGES[grade]}项" in finding.reason) == (thing in LISTS["设施及用品"])
        assert ("名称原文缺失" in finding.reason) == (thing not in LISTS["设施及用品"] and grade != "D级")


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_two_halls(ask: Ask, category: str, number: int, name: str) -> None:
    """Two halls: one verdict where they agree, “unknown” with both told where they differ."""
    having = column(category, number)
    for one, other in combinations(HALLS.values(), 2):
        if name == "报刊架" and other == "D级营业厅":
            continue  # K19, see test_halls
        finding = found(ask("whether", one, other, name), Verdict)
        both = [hall in having for hall in (one, other)]
        assert finding.verdict == ("yes" if all(both) else "unknown" if any(both) else "no")
        assert all((f"{hall}应有{name}" in finding.statement) == (hall in having) for hall in (one, other))


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_no_hall_named(ask: Ask, category: str, number: int, name: str) -> None:
    """Where no hall is named, who needs the thing and who does not is the answer: yes only if all four need it."""
    having = column(category, number) + (["D级营业厅"] if name == "报刊架" else [])
    answer = ask("whether", name)
    finding = found(answer, Verdict)
    assert finding.verdict == ("yes" if len(having) == 4 else "unknown")
    if len(having) == 4:
        assert finding.statement == f"各级（A、B、C、D级）营业厅都应有{name}。"
    else:
        lacking = "、".join(hall for hall in HALLS.values() if hall not in having)
        assert finding.statement == f"要有{name}的是：{'、'.join(having)}；标准没有要求{lacking}有{name}。"
    for grade in MATRIX:
        if (grade, name) not in IN_A_ZONE:
            assert MATRIX_CLAUSES[category][grade] in cited(answer)


def test_two_things(ask: Ask) -> None:
    """Two things asked of one hall: both are told."""
    finding = found(ask("whether", "C级营业厅", "饮水机", "排队机"), Verdict)
    assert finding.verdict == "unknown"
    assert "C级营业厅应有饮水机（第20项）。" in finding.statement
    assert "标准没有要求C级营业厅有排队机。" in finding.statement


def test_what_else_is_said_of_a_thing(ask: Ask) -> None:
    """Provisions on the thing and the matter named are told with the verdict, and cited."""
    answer = ask("whether", "C级营业厅", "功能区指示牌", "少数民族文字")
    finding = found(answer, Verdict)
    assert finding.verdict == "yes"
    assert any("民族文字对照标识" in detail for detail in finding.details)
    assert "4.1.6.2 f)" in cited(answer)


# ---- channels and zones


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY])
def test_staff_of_channels(ask: Ask, channel: str) -> None:
    """For each channel and each kind of staff of any: yes, may or no, with how binding it is and what the channel has instead."""
    for name in sorted({name for staff in STAFF.values() for name in staff} | set(filter(None, LISTS["服务人员"]))):
        finding = found(ask("whether", channel, name), Verdict)
        modality = STAFF[channel].get(name)
        assert finding.verdict == ("no" if modality is None else "may" if modality in WEAK else "yes"), (channel, name)
        if modality is None:
            assert finding.statement == f"标准没有要求{channel}有{name}。"
            assert all(other in finding.reason for other in STAFF[channel])
            assert ("没有规定" in finding.reason) == (not STAFF[channel])


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY])
def test_modes_of_channels(ask: Ask, channel: str) -> None:
    """For each channel and each mode of any."""
    for mode in ANY_MODE:
        finding = found(ask("whether", channel, mode), Verdict)
        assert finding.verdict == ("yes" if mode in MODES[channel] else "no"), (channel, mode)
        assert mode in MODES[channel] or all(str(other) in finding.reason for other in MODES[channel])


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY])
def test_facilities_of_channels(ask: Ask, channel: str) -> None:
    """For each channel and each facility of any; a mobile terminal is for those that can have one, a payment terminal is optional."""
    for name in sorted({name for things in FACILITIES.values() for name in things} | {"排队机", "饮水机"}):
        finding = found(ask("whether", channel, name), Verdict)
        weak = (channel, name) in ((ONSITE, "移动POS机"), (COMMUNITY, "自助缴费终端"))
        assert finding.verdict == ("may" if weak else "yes" if name in FACILITIES[channel] else "no"), (channel, name)


@pytest.mark.parametrize("zone", ZONES)
def test_fittings_of_zones(ask: Ask, zone: str) -> None:
    """For each zone and each thing that any zone has."""
    number = list(ZONES).index(zone) + 1
    for thing in FITTINGS:
        answer = ask("whether", zone, thing)
        finding = found(answer, Verdict)
        assert finding.verdict == ("yes" if thing in ZONES[zone][0] else "no"), (zone, thing)
        assert f"4.1.5.2 c){number})" in cited(answer)
        if thing not in ZONES[zone][0]:
            assert all(other in finding.reason for other in ZONES[zone][0])


# ---- qualifications


@pytest.mark.parametrize("wanted", ALL_QUALIFICATIONS)
@pytest.mark.parametrize("place", [*HALLS.values(), *QUALIFICATIONS])
def test_qualifications_of_places(ask: Ask, place: str, wanted: str) -> None:
    """What is asked of the staff of each place; a no tells of whom it is asked instead, and what is asked here."""
    answer = ask("whether", place, wanted)
    finding = found(answer, Verdict)
    asked = QUALIFICATIONS.get(place, {TRAINING} | (CERTIFICATES if place == "A级营业厅" else set()))
    assert finding.verdict == ("yes" if wanted in asked else "no")
    if wanted not in asked:
        elsewhere = [other for other, own in QUALIFICATIONS.items() if wanted in own]
        assert finding.statement == f"标准没有要求{place}满足“{wanted}”。"
        assert all(other in finding.reason for other in elsewhere)
        assert ("A级营业厅" in finding.reason) >= (wanted in CERTIFICATES)
        assert all(own in finding.reason for own in asked)
        assert cited(answer)


@pytest.mark.parametrize("wanted", ALL_QUALIFICATIONS)
@pytest.mark.parametrize("staff", [name for name in LISTS["服务人员"] if name])
def test_qualifications_of_staff(ask: Ask, staff: str, wanted: str) -> None:
    """Of staff of halls: everybody is trained; certificates are for three kinds, in grade A, and the answer says so."""
    answer = ask("whether", staff, wanted)
    finding = found(answer, Verdict)
    certified = wanted in CERTIFICATES and staff in LISTS["服务人员"][:3]
    assert finding.verdict == ("yes" if certified or wanted == TRAINING else "no")
    if certified:
        assert finding.statement == f"{staff}应满足“{wanted}”（A级营业厅）。"
        assert cited(answer)[0] == "4.1.4.2 a) 第二句"
        assert any("不能完全排除" in remark for remark in answer.remarks)


@pytest.mark.parametrize("wanted", sorted(CERTIFICATES))
@pytest.mark.parametrize("staff", [name for name in LISTS["服务人员"] if name])
@pytest.mark.parametrize("grade", MATRIX)
def test_certificates_of_staff_of_a_hall(ask: Ask, grade: str, staff: str, wanted: str) -> None:
    """2.11: in grade A, of supervisor, clerk and cashier; of nobody else, nowhere else."""
    finding = found(ask("whether", HALLS[grade], staff, wanted), Verdict)
    assert finding.verdict == ("yes" if grade == "A级" and staff in LISTS["服务人员"][:3] else "no")


@pytest.mark.parametrize("agent", ["95598座席", "普通座席", "专家座席", "外语座席", "民族语言座席"])
@pytest.mark.parametrize("wanted", ALL_QUALIFICATIONS)
def test_qualifications_of_agents(ask: Ask, agent: str, wanted: str) -> None:
    """4.2.4 b): what is asked of agents is asked of every kind of agent."""
    assert found(ask("whether", agent, wanted), Verdict).verdict == ("yes" if wanted in QUALIFICATIONS[HOTLINE] else "no")


def test_the_web_clerk_needs_no_putonghua(ask: Ask) -> None:
    """K23: the certificate is asked of the hotline and not of the web, and the answer remarks on it."""
    for concepts in (("网站受理员",), (ONLINE,), (ONLINE, "网站受理员")):
        answer = ask("whether", *concepts, "普通话水平测试三级及以上证书")
        assert found(answer, Verdict).verdict == "no"
        assert any("两条照原样区别" in remark for remark in answer.remarks)


# ---- what is no question with a yes or no


def test_what_has_no_yes_or_no(ask: Ask) -> None:
    """A place or nothing at all: a question back, but no verdict."""
    finding = found(ask("whether", "A级营业厅"), Missing)
    assert "A级营业厅" in finding.asks
    assert "A级营业厅的服务人员有什么规定？" in finding.choices
    assert found(ask("whether"), Missing).choices


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_is_not_a_thing(ask: Ask, category: str) -> None:
    """Whether a hall needs staff, with no kind named, is answered with the list."""
    (group,) = found(ask("whether", "D级营业厅", category), Listing).groups
    (listed,) = found(ask("requirement", "D级营业厅", category), Listing).groups
    assert group.items == listed.items
    assert group.provisions == (*listed.provisions, "没有列出的，标准没有规定")


# ---- numbers drawn together


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        ([7], "7"),
        ([1, 2], "1~2"),
        ([1, 3], "1、3"),
        ([3, 2, 1], "1~3"),
        ([2, 3, 5, 7, 8, 11, 12, 14, 15, 19, 20, 22, 23, 26], RANGES["D级"]),
        (range(1, 33), "1~32"),
    ],
)
def test_ranges(numbers: list[int], text: str) -> None:
    """Runs are drawn together, in order."""
    assert ranges(numbers) == text


@settings(deadline=None, max_examples=100)
@given(st.sets(st.integers(1, 60)))
def test_ranges_can_be_read_back(numbers: set[int]) -> None:
    """Whatever the numbers, the text names each of them, none else, and as briefly as it can."""
    runs = [tuple(map(int, run.split("~"))) for run in ranges(numbers).split("、") if run]
    assert {number for run in runs for number in range(run[0], run[-1] + 1)} == numbers
    assert all(one[-1] + 1 < other[0] for one, other in pairwise(runs))
    assert re.fullmatch(r"(\d+(~\d+)?(、\d+(~\d+)?)*)?", ranges(numbers))


# ---- once wrong


@pytest.mark.parametrize("agent", ["95598座席", "普通座席"])
def test_qualifications_of_agents_at_the_hotline(ask: Ask, agent: str) -> None:
    """4.2.4 b): agents of 95598 must have all three; naming the hotline beside them must not make it a “no”."""
    for wanted in ALL_QUALIFICATIONS[:3]:
        assert found(ask("whether", HOTLINE, agent, wanted), Verdict).verdict == "yes"


@pytest.mark.parametrize("staff", STAFF[ONSITE])
def test_training_of_staff_on_site(ask: Ask, staff: str) -> None:
    """4.4.3: on-site staff, which are these seven kinds, must be trained; “no” is wrong."""
    for place in ((), (ONSITE,)):
        assert found(ask("whether", *place, staff, TRAINING), Verdict).verdict == "yes"


@pytest.mark.parametrize(("hall", "staff"), [("A级营业厅", "保安员"), ("B级营业厅", "收费员"), ("D级营业厅", "收费员")])
def test_the_reason_does_not_contradict_the_verdict(ask: Ask, hall: str, staff: str) -> None:
    """A no to a certificate must not be followed by “of these are asked:” and that certificate."""
    finding = found(ask("whether", hall, staff, "大专及以上学历"), Verdict)
    assert finding.verdict == "no"
    assert "大专及以上学历" not in finding.reason.partition(f"对{hall}的{staff}的要求是")[2]


@pytest.mark.parametrize("staff", [(), ("收费员",)])
def test_qualifications_of_two_halls(ask: Ask, staff: tuple[str, ...]) -> None:
    """Asked of A and B, the answer must not be a plain yes: B has no such rule."""
    finding = found(ask("whether", "A级营业厅", "B级营业厅", *staff, "大专及以上学历"), Verdict)
    assert finding.verdict != "yes"
    assert "B级营业厅" in finding.statement


@pytest.mark.parametrize("place", ["客户自助区", "A级营业厅", "B级营业厅"])
def test_self_service_terminals(ask: Ask, place: str) -> None:
    """4.1.5.2 c)7): the self-service zone has self-service terminals, three kinds of them; “no” is wrong."""
    assert found(ask("whether", place, "自助终端设施"), Verdict).verdict == "yes"


@pytest.mark.parametrize("staff", ["客户经理", "图纸审核及验收人员", "用电检查人员"])
def test_staff_of_services(ask: Ask, staff: str) -> None:
    """5.1.2 lists them for the services of SI01: “not required by the standard” is wrong."""
    answer = ask("whether", staff)
    assert found(answer, Verdict).verdict != "no"
    assert "5.1.2" in cited(answer)


def test_round_the_clock_of_two_halls(ask: Ask) -> None:
    """Asked of A and D, the answer speaks of both."""
    assert "A级营业厅" in str(ask("whether", "A级营业厅", "D级营业厅", "服务时间").finding)


def test_every_zone_with_the_thing_is_named(ask: Ask) -> None:
    """4.1.5.2 c)3), c)5): two zones of a grade A hall have tables and chairs."""
    statement = found(ask("whether", "A级营业厅", "桌椅"), Verdict).statement
    assert "业务待办区应有桌椅" in statement
    assert "洽谈区应有桌椅" in statement


def test_only_one_grade(ask: Ask) -> None:
    """只有A级才要…吗: yes where no other grade needs it, no with all that do."""
    assert found(ask("whether", "A级营业厅", "立式广告灯箱", exclusive=True), Verdict).verdict == "yes"
    finding = found(ask("whether", "A级营业厅", "便民伞", exclusive=True), Verdict)
    assert finding.verdict == "no"
    assert finding.statement == "不是。要有便民伞的是：A级营业厅、B级营业厅。"


def test_whether_staff_take_part_in_a_service(ask: Ask) -> None:
    """5.1.2 lists the 95598 seats and not the guides."""
    assert found(ask("whether", "95598座席", "新装"), Verdict).verdict == "yes"
    finding = found(ask("whether", "引导员", "新装"), Verdict)
    assert finding.verdict == "no"
    assert "业务受理员" in finding.reason
