"""Which channel serves what, and how, against a table read from the clauses by hand."""

from __future__ import annotations

from itertools import product

import pytest

from rules.findings import Holders, Verdict
from rules.question.forms import Decide, EntriesOf, Has, List, Named, Not
from tests.rules.asking import cited, found, lacking, names, whether, which
from tests.rules.conftest import Put
from tests.rules.literals import (
    BROADER,
    CHANNELS,
    FREE,
    FUNCTION_CLAUSES,
    HALLS,
    OF_THE_GROUP,
    OPTIONAL,
    SERVED,
    at_channel,
)
from tests.rules.test_standard_matrix import AGENTS, COMMUNITY, FUNCTIONS, GROUP, HALL, HOTLINE, ONLINE, ONSITE

OF_HALLS = ("业务办理", "收费", "告示", "引导", "洽谈")
"""4.1.2: the functions of halls under which services are grouped."""


def test_the_table_and_the_clauses_agree() -> None:
    """The table by service says what the literals by channel say, with what follows for cases of the general ones and for SI01."""
    for channel, ways in FUNCTIONS.items():
        stated = {name: way for way, services in ways.items() for name in services}
        for service, channels in SERVED.items():
            name = GROUP if service in OF_THE_GROUP else service
            while name and name not in stated:
                name = BROADER.get(name, "")
            assert channels.get(channel) == (stated[name] if name else None), (service, channel)


@pytest.mark.parametrize("service", SERVED)
def test_whether_a_channel_serves(put: Put, service: str) -> None:
    """At every channel: yes where its functions say so, may for pre-acceptance and what is optional, no otherwise, with its clause."""
    for channel in CHANNELS:
        answer = put(whether(channel, service))
        finding = found(answer, Verdict)
        (case,) = finding.cases
        way = SERVED[service].get(channel, "")
        assert finding.truth == at_channel(service, channel), (service, channel)
        assert (case.subject, case.thing, case.aspect) == (channel, service, "服务功能")
        assert FUNCTION_CLAUSES[channel] in cited(answer)
        assert {item.way for item in case.held} == ({way if way in ("预受理", "上门办理") else ""} if way else set())
        assert ({item.modality for item in case.held} == {"可选"}) == ((service, channel) in OPTIONAL)
        if service in OF_THE_GROUP and service != GROUP and way:
            assert "5.1.3" in cited(answer)


@pytest.mark.parametrize("service", SERVED)
def test_whether_a_service_is_had_there(put: Put, service: str) -> None:
    """The same asked of the service."""
    for channel in CHANNELS:
        finding = found(put(whether(service, channel)), Verdict)
        assert finding.truth == at_channel(service, channel)
        (case,) = finding.cases
        assert (case.subject, case.thing, case.aspect) == (service, channel, "服务渠道")


@pytest.mark.parametrize("service", SERVED)
def test_what_cannot_be_had_is_told_with_where_it_can(put: Put, service: str) -> None:
    """A no names what the channel does instead, and every other place where the service can be had."""
    for channel in CHANNELS:
        (case,) = found(put(whether(channel, service)), Verdict).cases
        if channel in SERVED[service]:
            continue
        assert set(case.elsewhere) == set(SERVED[service])
        expected = {name for services in FUNCTIONS[channel].values() for name in services}
        assert set(names(case.listed)) == (set(OF_HALLS) if channel == HALL else expected)


@pytest.mark.parametrize("service", SERVED)
def test_the_condition_online(put: Put, service: str) -> None:
    """4.3.2.2 a): online, everything but notices (and registering itself) is for registered customers; elsewhere nothing is."""
    for channel in SERVED[service]:
        answer = put(whether(channel, service))
        (case,) = found(answer, Verdict).cases
        told = " ".join((*case.said, *(item.scope for item in case.held)))
        bound = channel == ONLINE and service not in FREE
        assert ("必须是网站注册或认证客户" in told) == bound, (service, channel)
        assert ("4.3.2.2 a)" in cited(answer)) >= bound
        assert case.unconditional == (channel == ONLINE and service in FREE)


@pytest.mark.parametrize("service", SERVED)
def test_which_channels_serve(put: Put, service: str) -> None:
    """Asked of all, those that do and those that do not, in the order of the standard; asked for those that do not, the sides change."""
    answer = put(which("channel", service))
    finding = found(answer, Holders)
    having = [channel for channel in CHANNELS if channel in SERVED[service]]
    assert names(finding.holders) == having
    assert names(finding.lacking) == [channel for channel in CHANNELS if channel not in SERVED[service]]
    assert (finding.undecided, finding.silent) == ((), ())
    assert {FUNCTION_CLAUSES[channel] for channel in having} <= set(cited(answer))
    other = found(put(lacking("channel", service)), Holders)
    assert (names(other.holders), names(other.lacking), other.negated) == (names(finding.lacking), having, True)


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_a_channel_serves_asked_of_services(put: Put, channel: str) -> None:
    """Which functions can be had at a channel: the other column of the table. Of the five functions of halls nothing is said elsewhere."""
    finding = found(put(which("function", Has(channel))), Holders)
    functions = {service for service in SERVED if service not in OF_THE_GROUP}
    assert set(names(finding.holders)) == {service for service in functions if channel in SERVED[service]}
    assert set(names(finding.lacking)) == {service for service in functions if channel not in SERVED[service]}
    finding = found(put(which("service", Has(channel))), Holders)
    assert set(names(finding.holders)) == {service for service in OF_THE_GROUP if channel in SERVED[service]}


def test_several_channels(put: Put) -> None:
    """Two channels: in one word where they agree, else partly; denied, who lacks it."""
    assert found(put(whether((AGENTS, HOTLINE), "电费收缴")), Verdict).truth == "partly"
    assert found(put(whether((HALL, HOTLINE), "投诉")), Verdict).truth == "yes"
    assert found(put(whether((HOTLINE, ONLINE), "过户")), Verdict).truth == "may"
    assert found(put(whether((AGENTS, HOTLINE), Not(Has("电费收缴")))), Verdict).lacking == (AGENTS,)


def test_several_services(put: Put) -> None:
    """Two services at one channel: each is told."""
    finding = found(put(Decide(Named(("投诉", "校表")), Has(ONLINE))), Verdict)
    assert [(case.subject, case.truth) for case in finding.cases] == [("投诉", "yes"), ("校表", "no")]
    lists = put(List((EntriesOf("投诉", "服务渠道"), EntriesOf("故障报修", "服务渠道"))))
    assert {HALL, HOTLINE} <= {item.name for group in lists.finding.groups for item in group.items}  # type: ignore[union-attr]


@pytest.mark.parametrize(("function", "place", "hours"), [("故障抢修", ONSITE, "7×24小时不间断"), ("故障报修", HOTLINE, "7×24小时")])
def test_hours_of_just_this_function_are_told(put: Put, function: str, place: str, hours: str) -> None:
    """Hours laid down for just this service belong to the answer; those of others do not."""
    (case,) = found(put(whether(place, function)), Verdict).cases
    assert [line.hours for line in case.hours] == [hours]
    (case,) = found(put(whether(place, "投诉")), Verdict).cases
    assert case.hours == ()


@pytest.mark.parametrize("function", OF_HALLS)
def test_the_functions_of_halls(put: Put, function: str) -> None:
    """4.1.2: the five functions of 供电营业厅, two of which are described."""
    answer = put(whether(HALL, function))
    finding = found(answer, Verdict)
    assert finding.truth == "yes"
    assert cited(answer)[0] == "4.1.2"
    assert bool(finding.cases[0].said) == (function in ("业务办理", "收费"))
    assert names(found(put(which("channel", function)), Holders).holders) == [HALL]


@pytest.mark.parametrize(("hall", "service"), product(HALLS.values(), ["咨询查询", "新装", "电费收缴", "外呼"]))
def test_services_of_a_grade_are_lost(put: Put, hall: str, service: str) -> None:
    """4.1.2: which functions each grade has is lost; whether a grade offers a service cannot be decided."""
    answer = put(whether(hall, service))
    finding = found(answer, Verdict)
    assert finding.truth == "undecidable"
    assert "4.1 各级的功能" in cited(answer)
    assert any("原文缺失" in text for text in finding.cases[0].said)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_service_that_the_source_does_not_list(put: Put, channel: str) -> None:
    """K24: 5.1.1 does not list 更名: where it can be had is not said, which is not no."""
    answer = put(whether("更名", channel))
    assert found(answer, Verdict).truth == "silent"
    assert "5.1.1" in cited(answer)


@pytest.mark.parametrize("channel", [channel for channel in CHANNELS if channel not in (AGENTS, COMMUNITY)])
def test_both_sides_say_the_same_of_it(put: Put, channel: str) -> None:
    """Asked of the channel it is the same question."""
    assert found(put(whether(channel, "更名")), Verdict).truth == found(put(whether("更名", channel)), Verdict).truth


@pytest.mark.parametrize(("channel", "way"), [(HALL, "预受理"), (ONSITE, "预受理"), (HOTLINE, "上门办理")])
def test_what_is_had_in_another_way_is_had(put: Put, channel: str, way: str) -> None:
    """No, not in this way: what the channel can do is not denied with it, and what it rests on is cited."""
    answer = put(whether(channel, Has("过户", way=way)))
    case = found(answer, Verdict).cases[0]
    assert case.truth == "no"
    assert case.denial
    assert not case.elsewhere
    assert [item.name for item in case.held]
    assert set(cited(answer)) >= set(cited(put(whether(channel, "过户"))))
