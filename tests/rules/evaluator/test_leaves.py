"""Predicates beside having: how many, the same as another, on a condition, only in one way, in one place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.findings import Holders, Verdict
from rules.question.forms import Comparison, Conditional, Counts, Has, SameAs
from tests.rules.asking import cited, found, names, whether, which
from tests.rules.conftest import Put
from tests.rules.literals import (
    BROKEN,
    CATEGORIES,
    CHANNELS,
    FLOW_SERVICES,
    FREE,
    HALLS,
    KNOWLEDGE,
    SERVED,
    STEPS,
    TRAINING,
    flow_of,
    needed,
)
from tests.rules.test_standard_matrix import AGENTS, CERTIFICATES, COMMUNITY, HALL, HOTLINE, LISTS, MATRIX, MODES, ONLINE, ONSITE, STAFF

AGENTS_OF_THE_HOTLINE = ("95598座席", "普通座席", "专家座席", "外语座席", "民族语言座席")
QUALIFICATIONS = (*sorted(CERTIFICATES), TRAINING, KNOWLEDGE)


# ---- how many


def compared(number: int, comparison: Comparison, other: int) -> bool:
    """Whether one number is as the comparison says against another."""
    return {"at least": number >= other, "at most": number <= other, "exactly": number == other}[comparison]


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(list(HALLS.values())), st.sampled_from(CATEGORIES), st.sampled_from(["at least", "at most", "exactly"]), st.data())
def test_numbers_of_entries(put: Put, hall: str, category: str, comparison: Comparison, data: st.DataObject) -> None:
    """Entries whose names are lost count, for their number is known."""
    length = len(needed(hall, category))
    number = data.draw(st.integers(0, 40) | st.integers(length - 1, length + 1))
    finding = found(put(whether(hall, Counts(category, comparison, number))), Verdict)
    assert finding.truth == ("yes" if compared(length, comparison, number) else "no")
    (case,) = finding.cases
    assert (case.total, case.number) == (length, number)


@pytest.mark.parametrize("comparison", ["at least", "at most", "exactly"])
@pytest.mark.parametrize("number", [0, 3, 4, 5, 6, 11, 12, 13])
def test_numbers_of_steps(put: Put, number: int, comparison: Comparison) -> None:
    """Of the flow that breaks off four steps are certain, and how many there are is not."""
    finding = found(put(which("service", Counts("服务流程", comparison, number))), Holders)
    certain = [service for service in FLOW_SERVICES if service != BROKEN]
    assert set(names(finding.holders)) - {BROKEN} == {one for one in certain if compared(len(flow_of(one)), comparison, number)}
    assert set(names(finding.lacking)) - {BROKEN} == {one for one in certain if not compared(len(flow_of(one)), comparison, number)}
    sides = [part for part in ("holders", "lacking", "undecided") if BROKEN in names(getattr(finding, part))]
    at_least_four = {"at least": "holders", "at most": "lacking", "exactly": "lacking"}
    assert sides == ([at_least_four[comparison]] if number < 4 or (number, comparison) == (4, "at least") else ["undecided"])
    assert names(finding.silent) == ["市政代工"]


@pytest.mark.parametrize("channel", MODES)
def test_numbers_of_modes(put: Put, channel: str) -> None:
    """4.x.3: how many modes a channel has."""
    for number in range(1, 8):
        finding = found(put(whether(channel, Counts("服务方式", "exactly", number))), Verdict)
        assert finding.truth == ("yes" if number == len(MODES[channel]) else "no")


def test_numbers_of_nothing(put: Put) -> None:
    """Where nothing is listed nothing is counted: no number is denied."""
    assert found(put(whether("更名", Counts("服务流程", "at most", 3))), Verdict).truth == "silent"
    assert found(put(whether(AGENTS, Counts("服务人员", "exactly", 0))), Verdict).truth == "silent"


# ---- the same as another


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(FLOW_SERVICES), st.lists(st.sampled_from(STEPS), max_size=2, unique=True).map(tuple))
def test_the_same_flow(put: Put, service: str, without: tuple[str, ...]) -> None:
    """Step by step, in order, if the other had not some of its steps; of the flow that breaks off nothing is certain."""
    finding = found(put(which("service", SameAs(service, "服务流程", without))), Holders)
    wanted = [step for step in flow_of(service) if step not in without]
    if service == BROKEN:
        assert (finding.holders, finding.lacking) == ((), ())
        return
    others = set(FLOW_SERVICES) - {BROKEN, service}
    assert set(names(finding.holders)) - {service} == {other for other in others if list(flow_of(other)) == wanted}
    assert set(names(finding.lacking)) - {service} == {other for other in others if list(flow_of(other)) != wanted}
    assert names(finding.undecided) == [BROKEN]


def test_nobody_is_like_itself(put: Put) -> None:
    """Which services go as 新装 does: others."""
    assert "新装" not in names(found(put(which("service", SameAs("新装", "服务流程"))), Holders).holders)


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_same_entries(put: Put, category: str) -> None:
    """Two grades with the same list of a category."""
    for one in HALLS.values():
        for other in HALLS.values():
            finding = found(put(whether(one, SameAs(other, category))), Verdict)
            assert finding.truth == ("yes" if needed(one, category) == needed(other, category) else "no")


def test_the_same_without_some(put: Put) -> None:
    """B has what A has but 保洁员; C less two more."""
    assert found(put(whether("B级营业厅", SameAs("A级营业厅", "服务人员", ("保洁员",)))), Verdict).truth == "yes"
    assert found(put(whether("C级营业厅", SameAs("A级营业厅", "服务人员", ("保洁员",)))), Verdict).truth == "no"
    assert found(put(whether("C级营业厅", SameAs("A级营业厅", "服务人员", ("保安员", "引导员", "保洁员")))), Verdict).truth == "yes"


# ---- on a condition


@pytest.mark.parametrize("service", SERVED)
def test_conditions(put: Put, service: str) -> None:
    """4.3.2.2 a), 4.6.2: online all but notices is for registered customers, in the community paying is self-service; elsewhere none."""
    for channel in CHANNELS:
        answer = put(whether(service, Conditional(channel)))
        finding = found(answer, Verdict)
        bound = (channel == ONLINE and service not in FREE) or (service, channel) == ("电费收缴", COMMUNITY)
        expected = "silent" if channel not in SERVED[service] else "yes" if bound else "no"
        assert finding.truth == expected, (service, channel)
        (case,) = finding.cases
        assert bool(case.said) == (expected == "yes")
        if expected == "yes":
            assert ("4.3.2.2 a)" in cited(answer)) == (channel == ONLINE)


def test_which_are_conditional(put: Put) -> None:
    """Asked of all: every service that can be had online, but for the notices and registering itself."""
    finding = found(put(which("function", Conditional(ONLINE))), Holders)
    online = {name for name, channels in SERVED.items() if ONLINE in channels}
    functions = {name for name in online if name not in (*FREE, *FLOW_SERVICES)}
    assert set(names(finding.holders)) <= online - set(FREE)
    assert set(names(finding.holders)) >= functions & {"投诉", "举报", "建议", "电费收缴", "咨询查询", "信息订阅", "电费查询"}
    assert set(names(finding.lacking)) == set(FREE)


# ---- only in one way


@pytest.mark.parametrize("service", ["过户", "校表", "投诉", "新装、增容及变更用电", "电费收缴"])
def test_what_is_only_pre_accepted(put: Put, service: str) -> None:
    """4.2.2, 4.3.2.1: by phone and on the web SI01 is only pre-accepted, by phone meter testing too."""
    for channel in CHANNELS:
        finding = found(put(whether(channel, Has(service, way="预受理"))), Verdict)
        assert (finding.truth in ("yes", "may")) == (SERVED[service].get(channel) == "预受理"), channel
    finding = found(put(which("channel", Has(service, way="预受理"))), Holders)
    assert names(finding.holders) == [channel for channel in CHANNELS if SERVED[service].get(channel) == "预受理"]


@pytest.mark.parametrize("way", ["受理", "提供", "上门办理", "预受理"])
def test_every_way(put: Put, way: str) -> None:
    """Every service at every channel in just the way that its clause says."""
    for service in ("过户", "校表", "投诉", "电费收缴", "用电指导", "故障报修"):
        finding = found(put(which("channel", Has(service, way=way))), Holders)
        assert names(finding.holders) == [channel for channel in CHANNELS if SERVED[service].get(channel) == way], service


# ---- in one place


@pytest.mark.parametrize("wanted", sorted(CERTIFICATES))
@pytest.mark.parametrize("staff", filter(None, LISTS["服务人员"]))
def test_certificates_in_a_grade(put: Put, staff: str, wanted: str) -> None:
    """2.11: in grade A, of supervisor, clerk and cashier; of nobody else in halls, nowhere else."""
    certified = staff in LISTS["服务人员"][:3]
    for grade, hall in HALLS.items():
        answer = put(whether(staff, Has(wanted, scope=hall)))
        finding = found(answer, Verdict)
        assert finding.truth == ("yes" if certified and grade == "A级" else "no")
        assert all(case.place == hall for case in finding.cases)
        if finding.truth == "yes":
            assert cited(answer)[0] == "4.1.4.2 a) 第二句"
    everywhere = found(put(whether(staff, wanted)), Verdict)
    assert everywhere.truth == ("partly" if certified else "no")
    number = LISTS["服务人员"].index(staff) + 1
    employing = [hall for grade, hall in HALLS.items() if number in MATRIX[grade]["服务人员"] and grade != "A级"]
    assert [place for case in everywhere.cases for place in case.except_at] == (employing if certified else [])


@pytest.mark.parametrize("staff", filter(None, LISTS["服务人员"]))
def test_training_in_a_grade(put: Put, staff: str) -> None:
    """4.1.4.2 a): everybody in a hall is trained, in whichever grade."""
    for hall in HALLS.values():
        assert found(put(whether(staff, Has(TRAINING, scope=hall))), Verdict).truth == "yes"


@pytest.mark.parametrize("agent", AGENTS_OF_THE_HOTLINE)
def test_qualifications_of_agents(put: Put, agent: str) -> None:
    """4.2.4 b): what is asked of agents is asked of every kind of agent, at the hotline too."""
    for wanted in QUALIFICATIONS:
        for scope in ("", HOTLINE):
            finding = found(put(whether(agent, Has(wanted, scope=scope))), Verdict)
            assert finding.truth == ("no" if wanted == KNOWLEDGE else "yes")


@pytest.mark.parametrize("staff", STAFF[ONSITE])
def test_training_of_staff_on_site(put: Put, staff: str) -> None:
    """4.4.3: on-site staff, which are these seven kinds, must be trained."""
    for scope in ("", ONSITE):
        answer = put(whether(staff, Has(TRAINING, scope=scope)))
        assert found(answer, Verdict).truth == "yes"
        assert "4.4.3 b)" in cited(answer)


@pytest.mark.parametrize("grade", MATRIX)
def test_qualifications_of_a_hall(put: Put, grade: str) -> None:
    """What is asked of the staff of a hall; a no tells where it is asked instead."""
    for wanted in QUALIFICATIONS:
        (case,) = found(put(whether(HALLS[grade], wanted)), Verdict).cases
        assert (case.truth == "yes") == (wanted == TRAINING or (grade == "A级" and wanted in CERTIFICATES))
        if case.truth == "no":
            assert (HALLS["A级"] in case.elsewhere) == (wanted in CERTIFICATES)
            assert (COMMUNITY in case.elsewhere) == (wanted == KNOWLEDGE)
            assert {TRAINING} <= set(names(case.listed))


def test_the_web_clerk_needs_no_putonghua(put: Put) -> None:
    """K23: the certificate is asked of the hotline and not of the web."""
    for subject in ("网站受理员", ONLINE):
        assert found(put(whether(subject, "普通话水平测试三级及以上证书")), Verdict).truth == "no"
        assert found(put(whether(subject, "大专及以上学历")), Verdict).truth == "yes"


# ---- what channels have, and how binding it is


@pytest.mark.parametrize("channel", STAFF)
def test_staff_of_channels(put: Put, channel: str) -> None:
    """For each channel and each kind of staff of any: yes, may or no."""
    everybody = {name for staff in STAFF.values() for name in staff} | set(filter(None, LISTS["服务人员"]))
    for name in sorted(everybody):
        (case,) = found(put(whether(channel, name)), Verdict).cases
        modality = STAFF[channel].get(name)
        if not STAFF[channel]:
            assert case.truth == "silent", "of its staff nothing is laid down"
        else:
            assert case.truth == ("no" if modality is None else "may" if modality == "可" else "yes"), (channel, name)
        assert {item.modality for item in case.held} == ({modality} if modality else set())


@pytest.mark.parametrize("channel", MODES)
def test_modes_of_channels(put: Put, channel: str) -> None:
    """For each channel and each mode of any."""
    for mode in sorted({mode for modes in MODES.values() for mode in modes if mode}):
        finding = found(put(whether(channel, mode)), Verdict)
        if channel == HALL and mode in MODES[channel]:  # of halls each grade says for itself what it must have
            assert [case.subject for case in finding.cases] == list(HALLS.values())
            assert finding.truth == ("partly" if mode in ("电话", "传真") else "yes")
            continue
        (case,) = finding.cases
        assert case.truth == ("yes" if mode in MODES[channel] else "no"), (channel, mode)
        assert case.truth == "yes" or names(case.listed) == list(MODES[channel])


@pytest.mark.parametrize(
    ("thing", "halls"),
    [("引导区", "AB"), ("排队机", "AB"), ("保洁员", "A"), ("传真", "ABC"), ("便民伞", "AB"), ("收费区", "ABCD")],
)
def test_what_halls_in_general_have_is_told_of_each_grade(put: Put, thing: str, halls: str) -> None:
    """4.1.3.1, 4.1.4.1, 4.1.5.1 and 4.1.6.1 list what there is; which of it a grade must have is laid down for the grade."""
    finding = found(put(whether(HALL, thing)), Verdict)
    assert [case.subject for case in finding.cases if case.truth == "yes"] == [HALLS[f"{letter}级"] for letter in halls]
    assert finding.truth == ("yes" if len(halls) == 4 else "partly")
    assert finding.having == (HALL,)


@pytest.mark.parametrize(
    ("channel", "thing", "truth"),
    [
        (ONSITE, "警示牌", "yes"),
        (ONSITE, "移动POS机", "may"),
        (ONSITE, "排队机", "no"),
        (COMMUNITY, "自助缴费终端", "may"),
        (COMMUNITY, "宣传资料", "yes"),
        (COMMUNITY, "饮水机", "no"),
        (ONLINE, "自助缴费终端", "silent"),
    ],
)
def test_facilities_of_channels(put: Put, channel: str, thing: str, truth: str) -> None:
    """4.4.4, 4.6.5: a mobile terminal is for those that can have one, a payment terminal is optional."""
    assert found(put(whether(channel, thing)), Verdict).truth == truth
