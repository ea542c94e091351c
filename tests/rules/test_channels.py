"""Where services can be had, whether at a given channel and on what condition, and when, against the functions as the source has them."""

from __future__ import annotations

import pytest

from rules.advisor import Advisor, Query, QueryKind
from rules.advisor.answers import Channels, Holders, Hours, Missing, NotFound, Statements, Verdict
from rules.advisor.channels import can_do
from rules.advisor.knowledge import Knowledge
from rules.model import Standard
from tests.rules.asking import BROADER, FLOW_SERVICES, HALLS, cited, found, names
from tests.rules.conftest import Ask
from tests.rules.test_standard_matrix import (
    AGENTS,
    COMMUNITY,
    FUNCTIONS,
    GROUP,
    HALL,
    HOTLINE,
    MODES,
    ONLINE,
    ONSITE,
)

OF_THE_GROUP = (*FLOW_SERVICES, "变更用电", "临时用电", "市政代工", GROUP)
"""The services of SI01: had where SI01 is."""
OF_HALLS = ("业务办理", "收费", "告示", "引导", "洽谈")
"""4.1.2: the functions of halls under which services are grouped."""
SERVED = sorted({name for ways in FUNCTIONS.values() for services in ways.values() for name in services} - {GROUP})
EVERY = (*OF_THE_GROUP, *SERVED)
CHANNELS = tuple(FUNCTIONS)
CLAUSES = {HALL: "4.1.2", HOTLINE: "4.2.2", ONLINE: "4.3.2.1", ONSITE: "4.4.1.1", AGENTS: "4.5.2 a)", COMMUNITY: "4.6.2"}
"""Which clause says what each channel does."""
FREE = ("信息公告", "会员注册或认证")
"""What is open to everybody online."""


def handled(service: str, channel: str) -> tuple[str, str] | None:
    """As what and in which way a channel serves a service, by the literals: as itself, or as what it is a case of."""
    name = GROUP if service in OF_THE_GROUP else service
    while name:
        for way, services in FUNCTIONS[channel].items():
            if name in services:
                return name, way
        name = BROADER.get(name, "")
    return None


def verdict(service: str, channel: str) -> str:
    """Yes or no, by the literals: pre-acceptance and what is optional are a “may”."""
    found_as = handled(service, channel)
    if found_as is None:
        return "no"
    return "may" if found_as[1] == "预受理" or (found_as[0], channel) == ("电费收缴", COMMUNITY) else "yes"


# ---- whether a service can be had at a channel


@pytest.mark.parametrize("service", EVERY)
def test_can_do(ask: Ask, standard: Standard, service: str) -> None:
    """At every channel: yes where its functions say so, may for pre-acceptance and what is optional, no otherwise, with its clause."""
    for channel in CHANNELS:
        answer = ask("whether", service, channel)
        finding = found(answer, Verdict)
        assert finding.verdict == verdict(service, channel), (service, channel)
        assert CLAUSES[channel] in cited(answer)
        found_as = handled(service, channel)
        if service in OF_THE_GROUP and service != GROUP and found_as:
            assert cited(answer)[0] == "5.1.3"
        assert ("预受理" in finding.statement) == (found_as is not None and found_as[1] == "预受理")
        assert ("上门办理" in finding.statement) == (found_as is not None and found_as[1] == "上门办理")
        assert ("可选" in finding.statement) == ((found_as, channel) == (("电费收缴", "提供"), COMMUNITY))
    assert standard.class_of(service) in ("service", "function")


@pytest.mark.parametrize("service", EVERY)
def test_what_cannot_be_had_is_told_with_where_it_can(ask: Ask, service: str) -> None:
    """A no names the functions that the channel has, and every channel where the service can be had instead."""
    elsewhere = [channel for channel in CHANNELS if handled(service, channel)]
    for channel in CHANNELS:
        if channel in elsewhere:
            continue
        answer = ask("whether", service, channel)
        finding = found(answer, Verdict)
        assert finding.statement == f"不能，{service}不在{channel}的服务功能之内。"
        assert finding.details == (f"可以办{service}的是：{'、'.join(elsewhere)}。",)
        functions = finding.reason.removeprefix(f"标准列出的{channel}服务功能是：").removesuffix("。").replace(GROUP, "SI01").split("、")
        expected = {name for services in FUNCTIONS[channel].values() for name in services}
        assert set(functions) == {"SI01" if name == GROUP else name for name in expected}
        assert CLAUSES[channel] in cited(answer)


@pytest.mark.parametrize("service", EVERY)
def test_the_condition_online(ask: Ask, service: str) -> None:
    """4.3.2.2 a): online, everything but notices (and registering itself) is for registered customers; elsewhere nothing is."""
    for channel in CHANNELS:
        answer = ask("whether", service, channel)
        details = found(answer, Verdict).details
        found_as = handled(service, channel)
        bound = channel == ONLINE and found_as is not None and found_as[0] not in FREE
        assert ("必须是网站注册或认证客户" in details) == bound, (service, channel)
        assert ("4.3.2.2 a)" in cited(answer)) >= bound


@pytest.mark.parametrize(
    "service",
    EVERY,
)
def test_phone_and_web_only_pre_accept(ask: Ask, service: str) -> None:
    """K22: of SI01 and of meter testing by phone, the answer remarks that they are only pre-accepted."""
    for channel in (HOTLINE, ONLINE):
        answer = ask("whether", service, channel)
        remarked = any("热线和网上只是预受理" in remark for remark in answer.remarks)
        assert remarked == (service in OF_THE_GROUP or service == "校表")


def test_two_channels(ask: Ask) -> None:
    """Two channels named: one verdict where they agree, otherwise unknown, with what is so at each."""
    differ = found(ask("whether", "电费收缴", AGENTS, HOTLINE), Verdict)
    assert differ.verdict == "unknown"
    assert "可以，银行及其他代办机构的服务功能包括电费收缴。" in differ.statement
    assert "不能，电费收缴不在95598供电服务热线的服务功能之内。" in differ.statement
    assert found(ask("whether", "投诉", HALL, HOTLINE), Verdict).verdict == "yes"
    assert found(ask("whether", "过户", HOTLINE, ONLINE), Verdict).verdict == "may"
    assert found(ask("compare", "电费收缴", AGENTS, HOTLINE), Verdict) == differ


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_service_that_the_source_does_not_list(knowledge: Knowledge, channel: str) -> None:
    """K24: 5.1.1 does not list 更名, so that the source does not say where it can be had: neither yes nor no."""
    found_for = can_do(knowledge, "更名", channel)
    assert isinstance(found_for.finding, Verdict)
    assert found_for.finding.verdict == "unknown"
    assert "没有更名" in found_for.finding.statement
    assert found_for.clauses == ("5.1.1",)


# ---- where a service can be had


@pytest.mark.parametrize("service", EVERY)
def test_channels(ask: Ask, service: str) -> None:
    """Every channel that serves it, in the order of the standard, with the way and the condition, and no other."""
    answer = ask("channels", service)
    finding = found(answer, Channels)
    expected = [channel for channel in CHANNELS if handled(service, channel)]
    assert (finding.service, names(finding.channels)) == (service, expected)
    for holder in finding.channels:
        as_what, way = handled(service, holder.name) or ("", "")
        assert ("预受理" in holder.detail) == (way == "预受理")
        assert ("上门办理" in holder.detail) == (way == "上门办理")
        assert holder.detail.startswith("可选；") == ((as_what, holder.name) == ("电费收缴", COMMUNITY))
        assert ("必须是网站注册或认证客户" in holder.detail) == (holder.name == ONLINE and as_what not in FREE)
        assert (f"属于“{as_what}”" in holder.detail) == (as_what != service and service not in OF_THE_GROUP)
        assert CLAUSES[holder.name] in holder.clauses
        assert set(holder.clauses) <= set(cited(answer))


@pytest.mark.parametrize("service", EVERY)
def test_channels_and_verdicts_agree(ask: Ask, service: str) -> None:
    """Where it can be had, asked as a whole and one by one, is the same."""
    together = names(found(ask("channels", service), Channels).channels)
    one_by_one = [channel for channel in CHANNELS if found(ask("whether", service, channel), Verdict).verdict != "no"]
    assert together == one_by_one


@pytest.mark.parametrize("kind", ["channels", "count", "requirement", "holder"])
def test_other_ways_of_asking_where(ask: Ask, kind: QueryKind) -> None:
    """Which, how many and who has: with channels as the category, all are the question where."""
    assert ask(kind, "过户", "服务渠道").finding == ask("channels", "过户").finding


@pytest.mark.parametrize("channel", [channel for channel in CHANNELS if channel != HALL])
@pytest.mark.parametrize("service", ["过户", "电费收缴", "停电信息公告", "更名"])
def test_where_with_a_channel_is_whether(ask: Ask, service: str, channel: str) -> None:
    """Where a channel is named, the question is whether it can be had there."""
    assert ask("channels", service, channel).finding == ask("whether", service, channel).finding


def test_halls_are_no_special_channel(ask: Ask) -> None:
    """The general word for halls does not narrow the question."""
    assert ask("channels", "电费收缴", HALL).finding == ask("channels", "电费收缴").finding


def test_a_general_word_yields_to_a_special_one(ask: Ask) -> None:
    """咨询查询 and 电费收缴 are so general that a service named beside them is what is meant, in either order."""
    for general in ("咨询查询", "电费收缴"):
        for asked in ((general, "过户"), ("过户", general)):
            assert found(ask("channels", *asked), Channels).service == "过户"


def test_repairs_are_told_with_their_hours(ask: Ask) -> None:
    """Hours laid down for just this service belong to the answer; those of others do not."""
    details = {holder.name: holder.detail for holder in found(ask("channels", "故障抢修"), Channels).channels}
    assert details == {ONSITE: "上门办理；7×24小时不间断"}
    report = {holder.name: holder.detail for holder in found(ask("channels", "故障报修"), Channels).channels}
    assert report == {HALL: "", HOTLINE: "7×24小时"}
    assert "服务时间：7×24小时" in found(ask("whether", "故障报修", HOTLINE), Verdict).details
    assert found(ask("whether", "投诉", HOTLINE), Verdict).details == ()


@pytest.mark.parametrize("function", ["业务办理", "收费"])
def test_functions_of_halls_that_are_defined(ask: Ask, function: str) -> None:
    """4.1.2: what these two functions comprise is what the standard says of them."""
    answer = ask("channels", function)
    ((says, clauses),) = found(answer, Statements).statements
    assert says.startswith(f"{function}：")
    assert clauses == ("4.1.2",)
    assert ask("functions", function).finding == ask("definition", function).finding == answer.finding
    assert "来源之外" in answer.remarks[0]


def test_no_service(ask: Ask) -> None:
    """Where to go, for nothing: asked back with three that can be answered."""
    finding = found(ask("channels"), Missing)
    assert len(finding.choices) == 3


def test_a_service_that_can_be_had_nowhere(ask: Ask) -> None:
    """更名: the answer says that the source has nothing, lists what can be had, and cites where it looked."""
    answer = ask("channels", "更名")
    finding = found(answer, NotFound)
    assert finding.what == "可以办“更名”的渠道"
    assert {GROUP, *SERVED} - set(BROADER) <= set(finding.known)
    assert cited(answer) == ["5.1.3"]


# ---- when


@pytest.mark.parametrize(
    ("channel", "lines", "clauses"),
    [
        (
            HOTLINE,
            [
                "95598供电服务热线（电话服务热线）应提供7×24小时服务",
                "95598供电服务热线人工受理故障报修应提供7×24小时服务",
                "95598供电服务热线客户自助应提供7×24小时不间断服务",
                "95598供电服务热线短信应提供7×24小时不间断服务",
                "95598供电服务热线传真应提供7×24小时不间断服务",
            ],
            {"4.2", "4.2.3.2 a)", "4.2.3.2 b)"},
        ),
        (ONLINE, ["网上营业厅应提供7×24小时不间断服务"], {"4.3.1 b)"}),
        (ONSITE, ["客户现场故障抢修应提供7×24小时不间断服务", "客户现场其他服务一般为工作时间"], {"4.4.1.2"}),
        (AGENTS, ["银行及其他代办机构代收电费窗口：以公布的营业时间为准（标准没有规定具体钟点）"], {"4.5.3 b)"}),
        (COMMUNITY, ["社区及其他渠道：由供电企业规定并提前公布（标准没有规定具体钟点）"], {"4.6.3 b)"}),
        ("D级营业厅", ["D级营业厅具备“客户自助”服务方式的，可根据当地情况和客户需求提供24小时服务"], {"4.1.3.2 c)"}),
    ],
)
def test_hours(ask: Ask, channel: str, lines: list[str], clauses: set[str]) -> None:
    """When each serves, in the words of its clause, and no hour of any clock; the same however it is asked."""
    answer = ask("hours", channel)
    finding = found(answer, Hours)
    assert (finding.subject, list(finding.lines)) == (channel, lines)
    assert clauses <= set(cited(answer))
    assert ask("requirement", channel, "服务时间").finding == finding
    assert ask("hours", channel, "服务时间").finding == finding


def test_hours_of_everything(ask: Ask) -> None:
    """Without a place, all that is laid down on hours."""
    finding = found(ask("hours"), Hours)
    single = [
        line for place in (HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY, "D级营业厅") for line in found(ask("hours", place), Hours).lines
    ]
    assert list(finding.lines) == single


def test_hours_of_several_places(ask: Ask) -> None:
    """Two channels: the hours of both."""
    finding = found(ask("hours", ONLINE, COMMUNITY), Hours)
    assert len(finding.lines) == 2
    assert finding.subject == f"{ONLINE}、{COMMUNITY}"


@pytest.mark.parametrize(("function", "place"), [("故障报修", HOTLINE), ("故障抢修", ONSITE)])
def test_hours_of_a_function(ask: Ask, function: str, place: str) -> None:
    """Two functions have hours of their own; their place need not be named."""
    for asked in ((function,), (function, place)):
        finding = found(ask("hours", *asked), Hours)
        assert (finding.subject, len(finding.lines)) == (place, 1)
        assert function in finding.lines[0]


def test_hours_of_a_function_without_any(ask: Ask) -> None:
    """Where a function at a place has no hours of its own, those of the place are told; without a place, where it can be had."""
    assert found(ask("hours", "校表", ONSITE), Hours) == found(ask("hours", ONSITE), Hours)
    assert found(ask("hours", "投诉"), Channels) == found(ask("channels", "投诉"), Channels)


@pytest.mark.parametrize("mode", MODES[HOTLINE])
@pytest.mark.parametrize("kind", ["hours", "whether"])
def test_hours_of_the_modes_of_the_hotline(ask: Ask, kind: QueryKind, mode: str) -> None:
    """4.2.3.2 b): self-service, SMS and fax are served round the clock; recordings, e-mail and, K20, calls as such are not said to be."""
    finding = found(ask(kind, HOTLINE, mode, *(["服务时间"] if kind == "whether" else [])), Verdict)
    assert finding.verdict == ("yes" if mode in ("客户自助", "短信", "传真") else "no")
    if finding.verdict == "no":
        assert finding.statement == f"标准没有要求{mode}提供24小时服务。"
        assert "短信应提供7×24小时不间断服务" in finding.reason


@pytest.mark.parametrize(
    ("place", "verdict", "begins"),
    [
        (HOTLINE, "yes", "是的："),
        (ONLINE, "yes", "是的："),
        (ONSITE, "may", "分情况："),
        (AGENTS, "no", "标准没有这样规定："),
        (COMMUNITY, "no", "标准没有这样规定："),
        ("D级营业厅", "may", "不是必须："),
    ],
)
def test_whether_round_the_clock(ask: Ask, place: str, verdict: str, begins: str) -> None:
    """Round the clock: yes, no, in part, or where it is allowed, with what is laid down."""
    answer = ask("whether", place, "服务时间")
    finding = found(answer, Verdict)
    assert finding.verdict == verdict
    assert finding.statement == f"{begins}{'；'.join(found(ask('hours', place), Hours).lines)}。"
    assert cited(answer) == cited(ask("hours", place))


@pytest.mark.parametrize("hall", [hall for grade, hall in HALLS.items() if grade != "D级"])
def test_whether_a_hall_is_open_round_the_clock(ask: Ask, hall: str) -> None:
    """Of grades A to C the source has no hours: 24 hours are not required, and the one exception is told with its clause."""
    answer = ask("whether", hall, "服务时间")
    finding = found(answer, Verdict)
    assert (finding.verdict, finding.statement) == ("no", f"标准没有要求{hall}提供24小时服务。")
    assert "没有规定各级营业厅的营业时间" in finding.reason
    assert "只有D级具备“客户自助”方式的，可" in finding.reason
    assert cited(answer)[0] == "4.1.3.2 c)"


@pytest.mark.parametrize("function", ["故障报修", "故障抢修"])
def test_whether_a_function_is_served_round_the_clock(ask: Ask, function: str) -> None:
    """The two that are; asked “whether” with nothing else, their hours are what there is to say."""
    assert found(ask("whether", function, "服务时间"), Verdict).verdict == "yes"
    assert ask("whether", function).finding == ask("hours", function).finding


@pytest.mark.parametrize("function", OF_HALLS)
def test_the_five_functions_of_halls_are_not_denied(ask: Ask, function: str) -> None:
    """4.1.2: 业务办理, 收费, 告示, 引导, 洽谈 are the functions of 供电营业厅; “不能” is wrong."""
    finding = ask("whether", function, HALL).finding
    assert not isinstance(finding, Verdict) or finding.verdict == "yes"


@pytest.mark.parametrize("function", ["告示", "引导", "洽谈"])
def test_where_the_other_functions_of_halls_are(ask: Ask, function: str) -> None:
    """4.1.2 lists these as functions of 供电营业厅: not “not found”."""
    assert "4.1.2" in cited(ask("channels", function))


@pytest.mark.parametrize(
    ("kind", "concepts"),
    [
        ("whether", ("投诉", "校表", ONLINE)),
        ("channels", ("投诉", "故障报修")),
    ],
)
def test_two_services(ask: Ask, kind: QueryKind, concepts: tuple[str, ...]) -> None:
    """Asked for two services, the answer speaks of both."""
    said = str(ask(kind, *concepts).finding)
    assert all(service in said for service in concepts[:2])


@pytest.mark.parametrize(
    ("kind", "concepts"),
    [
        *(("hours", (hall,)) for hall in (HALL, "A级营业厅", "B级营业厅", "C级营业厅")),
        *(("requirement", (hall, "服务时间")) for hall in (HALL, "A级营业厅", "B级营业厅", "C级营业厅")),
        ("whether", (HALL, "服务时间")),
    ],
)
def test_hours_of_halls(ask: Ask, kind: QueryKind, concepts: tuple[str, ...]) -> None:
    """The source has no opening hours of halls: that is the answer, not all that a hall needs, and not “not understood”."""
    assert "没有规定" in str(ask(kind, *concepts).finding)


@pytest.mark.parametrize("mode", MODES[ONLINE])
def test_hours_of_the_modes_online(ask: Ask, mode: str) -> None:
    """4.3.1 b): all of 网上营业厅 is served round the clock, self-service and messages with it; “no” is wrong."""
    assert found(ask("whether", ONLINE, mode, "服务时间"), Verdict).verdict != "no"


@pytest.mark.parametrize("concepts", [(HOTLINE, "人工通话", "故障报修"), ("人工通话", "故障报修")])
def test_fault_reports_are_taken_by_a_person_at_any_time(ask: Ask, concepts: tuple[str, ...]) -> None:
    """4.2.3.2 a): fault reports are taken by a person round the clock; “no” is wrong."""
    assert found(ask("whether", *concepts, "服务时间"), Verdict).verdict == "yes"


@pytest.mark.parametrize("service", ["咨询查询", "新装", "电费收缴"])
def test_services_of_a_grade(ask: Ask, service: str) -> None:
    """4.1.2: which functions each grade has is lost; whether a grade offers a service can only be answered with that."""
    answer = ask("whether", service, "D级营业厅")
    assert "4.1.2" in cited(answer)
    assert found(answer, Verdict).verdict == "unknown"


def test_which_channels_do_not_serve(ask: Ask) -> None:
    """Asked which do not, those are named first, and those that do beside them: the hotline takes no payments."""
    finding = found(ask("channels", "电费收缴", negated=True), Holders)
    assert finding.negated
    assert names(finding.lacking) == [HOTLINE]
    assert COMMUNITY in names(finding.holders)


@pytest.mark.parametrize(("service", "verdict"), [("电费收缴", "no"), ("投诉", "no"), ("停电信息公告", "no")])
def test_whether_every_channel_serves(advisor: Advisor, ask: Ask, service: str, verdict: str) -> None:
    """是不是每个渠道都能交电费: no or yes, with those that do and those that do not."""
    finding = found(advisor.answer(Query("whether", (service, "服务渠道"), marks=("every",))), Verdict)
    assert finding.verdict == verdict
    serving = {holder.name for holder in found(ask("channels", service), Channels).channels}
    lines = dict(detail.split("：", 1) for detail in finding.details)
    assert set(lines["能办的是"].split("、")) == serving
    assert not serving & set(lines["不能办的是"].split("、"))
