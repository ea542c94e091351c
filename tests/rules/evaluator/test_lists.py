"""What subjects have: each list by its entries, numbers, modality and clauses, against the standard as literals."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from rules.findings import Group, Listing, Missing
from rules.question.forms import EntriesOf, List
from rules.question.says import says
from tests.rules.asking import cited, found, listing, names, serial
from tests.rules.conftest import Put
from tests.rules.literals import (
    BROKEN,
    CATEGORIES,
    CHANGES,
    CHANNELS,
    CLAUSE_OF,
    FLOW_SERVICES,
    FREE,
    FUNCTION_CLAUSES,
    HALLS,
    LATER,
    MEASURES,
    OF_THE_GROUP,
    OPTIONAL,
    RESTORED,
    SERVED,
    TEMPORARY,
    TRAINING,
    ZONES,
    flow_of,
    listed,
)
from tests.rules.test_standard_matrix import (
    AGENTS,
    CERTIFICATES,
    COMMUNITY,
    FACILITIES,
    FUNCTIONS,
    GROUP,
    HALL,
    HOTLINE,
    LIST_CLAUSES,
    LISTS,
    MATRIX,
    MATRIX_CLAUSES,
    MODES,
    ONLINE,
    ONSITE,
    QUALIFICATIONS,
    SI01_STAFF,
    STAFF,
)

ZONE_PROVISIONS = {"业务办理区": 2, "收费区": 4, "业务待办区": 0, "展示区": 1, "洽谈区": 1, "引导区": 1, "客户自助区": 0}
"""How many further provisions there are on each zone (4.1.5.2 c)."""


def one(put: Put, subject: str, aspect: str, scope: str = "", way: str = "") -> Group:
    """The one group of a list."""
    (group,) = found(put(listing(subject, aspect, scope, way)), Listing).groups
    assert (group.subject, group.category) == (subject, aspect)
    return group


# ---- halls


@pytest.mark.parametrize(("grade", "category"), product(MATRIX, CATEGORIES))
def test_a_list_of_a_grade(put: Put, grade: str, category: str) -> None:
    """Just the entries of the matrix with their serial numbers, all of them 应; the clause of the grade first, then that of the list."""
    answer = put(listing(HALLS[grade], category))
    (group,) = found(answer, Listing).groups
    assert serial(group.items) == listed(grade, category)
    assert {(item.modality, item.scope, item.owner, item.way) for item in group.items} == {("应", "", "", "")}
    assert (group.measure, group.truth, group.complete) == (MEASURES[category], "yes", True)
    assert group.clauses[:2] == (MATRIX_CLAUSES[category][grade], LIST_CLAUSES[category])
    assert set(group.clauses) <= set(cited(answer))
    assert (answer.derivation[0].clause, answer.derivation[0].more) == (MATRIX_CLAUSES[category][grade], len(group.items) - 1)
    lost = {number for number, name in listed(grade, category) if name is None}
    assert ("4.1.6.1 第16~18项" in cited(answer)) == bool(lost & {16, 17, 18})
    assert ("4.1.6.1 第31~32项" in cited(answer)) == bool(lost & {31, 32})


@pytest.mark.parametrize("grade", MATRIX)
def test_everything_of_a_grade(put: Put, grade: str) -> None:
    """Without an aspect all of them, in the order of the standard, each as it is alone."""
    finding = found(put(listing(HALLS[grade])), Listing)
    groups = {group.category: group for group in finding.groups}
    assert finding.whole
    assert [name for name in groups if name in CATEGORIES] == list(CATEGORIES)
    for category in CATEGORIES:
        assert groups[category] == one(put, HALLS[grade], category)
    assert set(names(groups["任职资格"].items)) == {TRAINING, *(CERTIFICATES if grade == "A级" else ())}
    assert ("服务时间" in groups) == (grade == "D级")
    assert "服务功能" not in groups, "which functions a grade has is lost"


@pytest.mark.parametrize("category", CATEGORIES)
def test_halls_in_general(put: Put, category: str) -> None:
    """The whole list, and for each grade what it needs of it, with the clause of the grade."""
    answer = put(listing(HALL, category))
    finding = found(answer, Listing)
    assert serial(finding.groups[0].items) == list(enumerate(LISTS[category], 1))
    assert {item.modality for item in finding.groups[0].items} == {"包括"}
    assert [(group.subject, serial(group.items)) for group in finding.by_case] == [
        (HALLS[grade], listed(grade, category)) for grade in MATRIX
    ]
    assert [group.clauses[0] for group in finding.by_case] == list(MATRIX_CLAUSES[category].values())
    assert {LIST_CLAUSES[category], *MATRIX_CLAUSES[category].values()} <= set(cited(answer))


def test_hours_of_halls_in_general(put: Put) -> None:
    """What is said of halls, which is that it is lost, and what is allowed to grade D."""
    finding = found(put(listing(HALL, "服务时间")), Listing)
    assert "没有规定" in finding.groups[0].provisions[0]
    assert [group.subject for group in finding.by_case] == [HALLS["D级"]]


@pytest.mark.parametrize("grade", MATRIX)
def test_the_functions_of_a_grade_are_lost(put: Put, grade: str) -> None:
    """4.1.2: which functions each grade has is lost, and said to be; nothing is made up."""
    answer = put(listing(HALLS[grade], "服务功能"))
    (group,) = found(answer, Listing).groups
    assert group.items == ()
    assert "原文缺失" in group.provisions[0]
    assert cited(answer) == ["4.1 各级的功能"]


@pytest.mark.parametrize("grade", MATRIX)
def test_a_lost_list_is_undecidable(put: Put, grade: str) -> None:
    """A group is undecidable where nothing is there because it is lost."""
    assert one(put, HALLS[grade], "服务功能").truth == "undecidable"


@pytest.mark.parametrize(("grade", "aspect"), product(MATRIX, ["服务方式", "服务环境", "设施及用品"]))
def test_provisions_of_all_halls(put: Put, grade: str, aspect: str) -> None:
    """What is laid down for halls in general is told of each grade, from its own section."""
    group = one(put, HALLS[grade], aspect)
    general = one(put, HALL, aspect)
    assert set(general.provisions) <= set(group.provisions)
    assert group.provisions


@pytest.mark.parametrize("grade", MATRIX)
def test_layout_of_a_grade(put: Put, grade: str) -> None:
    """4.1.1: where halls of a grade are, from outside the source."""
    group = one(put, HALLS[grade], "服务网络布局")
    assert group.provisions[0].startswith(HALLS[grade])
    assert ("最多" in group.provisions[0]) == (grade in ("A级", "B级"))
    assert group.clauses == ("4.1.1",)


@pytest.mark.parametrize("grade", MATRIX)
def test_what_is_in_the_zones_of_a_hall(put: Put, grade: str) -> None:
    """Each thing with the zone that it belongs to, for the zones that the grade must have."""
    group = one(put, HALLS[grade], "区内配置")
    zones = [name for _, name in listed(grade, "功能分区")]
    assert {(item.owner, item.name) for item in group.items} == {(zone, thing) for zone in zones if zone for thing in ZONES[zone]}


# ---- zones


@pytest.mark.parametrize("zone", ZONES)
def test_zones(put: Put, zone: str) -> None:
    """A zone has its fittings and its provisions, and rests on its own clause only."""
    answer = put(listing(zone))
    groups = {group.category: group for group in found(answer, Listing).groups}
    assert sorted(names(groups["区内配置"].items)) == sorted(ZONES[zone])
    assert {item.modality for item in groups["区内配置"].items} == ({"包括"} if zone == "展示区" else {"应"})
    provisions = groups["服务环境"].provisions if "服务环境" in groups else ()
    assert len(provisions) == ZONE_PROVISIONS[zone]
    assert cited(answer) == [f"4.1.5.2 c){list(ZONES).index(zone) + 1})"]


def test_what_holds_only_at_times(put: Put) -> None:
    """The rail is for when it is crowded."""
    items = {item.name: item.scope for item in one(put, "收费区", "区内配置").items}
    assert items == {"一米线": "", "引导护栏": "遇客流量大时"}


# ---- channels


@pytest.mark.parametrize("channel", MODES)
def test_modes(put: Put, channel: str) -> None:
    """4.x.3: the modes in the order of the standard, numbered where it numbers them."""
    group = one(put, channel, "服务方式")
    assert names(group.items) == list(MODES[channel])
    numbered = channel in (HALL, HOTLINE, ONLINE)
    assert [item.number for item in group.items] == [number if numbered else 0 for number in range(1, len(group.items) + 1)]


@pytest.mark.parametrize("channel", CHANNELS)
def test_functions(put: Put, channel: str) -> None:
    """4.x.2: what each channel does and in which way; of halls the five functions, and what two of them comprise."""
    answer = put(listing(channel, "服务功能"))
    (group,) = found(answer, Listing).groups
    assert FUNCTION_CLAUSES[channel] in cited(answer)
    if channel == HALL:
        assert names(group.items) == ["业务办理", "收费", "告示", "引导", "洽谈"]
        assert [text.partition("：")[0] for text in group.provisions[:2]] == ["业务办理", "收费"]
        return
    ways = {name: way for way, services in FUNCTIONS[channel].items() for name in services}
    assert set(names(group.items)) == set(ways)
    for item in group.items:
        assert item.way == (ways[item.name] if ways[item.name] in ("预受理", "上门办理") else "")
        assert item.modality == ("可选" if (item.name, channel) in OPTIONAL else "包括")


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE])
def test_functions_in_one_way(put: Put, channel: str) -> None:
    """What is only pre-accepted."""
    assert set(names(one(put, channel, "服务功能", way="预受理").items)) == set(FUNCTIONS[channel]["预受理"])


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE, ONSITE, COMMUNITY])
def test_staff_and_what_is_asked_of_them(put: Put, channel: str) -> None:
    """4.x.4: staff of each channel, how binding it is, and what is asked of them."""
    assert {item.name: item.modality for item in one(put, channel, "服务人员").items} == STAFF[channel]
    assert set(names(one(put, channel, "任职资格").items)) == QUALIFICATIONS[channel]


@pytest.mark.parametrize("channel", [ONSITE, COMMUNITY])
def test_facilities_of_channels(put: Put, channel: str) -> None:
    """4.x.6: what there is, and what is optional."""
    assert {item.name: item.modality for item in one(put, channel, "设施及用品").items} == FACILITIES[channel]


@pytest.mark.parametrize(
    ("channel", "aspect"), [(AGENTS, "服务人员"), (HOTLINE, "设施及用品"), (ONLINE, "功能分区"), (ONSITE, "服务环境"), (AGENTS, "任职资格")]
)
def test_what_a_channel_has_not(put: Put, channel: str, aspect: str) -> None:
    """Where the standard has nothing in the aspect asked for, it is silent, and nothing is listed; nor is it told with all the rest."""
    group = one(put, channel, aspect)
    assert (group.truth, group.items, group.provisions) == ("silent", (), ())
    assert aspect not in {group.category for group in found(put(listing(channel)), Listing).groups}


# ---- staff


@pytest.mark.parametrize("staff", filter(None, LISTS["服务人员"]))
def test_what_is_asked_of_staff_of_halls(put: Put, staff: str) -> None:
    """Everybody in a hall is trained; certificates are asked of three kinds of staff, in grade A only, and of them there."""
    scopes = {item.name: item.scope for item in one(put, staff, "任职资格").items}
    certified = staff in LISTS["服务人员"][:3]
    assert scopes.pop(TRAINING) == "各级营业厅"
    assert scopes == (dict.fromkeys(CERTIFICATES, "A级营业厅") if certified else {})
    for grade, hall in HALLS.items():
        expected = {TRAINING} | (CERTIFICATES if certified and grade == "A级" else set())
        assert set(names(one(put, staff, "任职资格", scope=hall).items)) == expected


@pytest.mark.parametrize("seat", ["普通座席", "专家座席", "外语座席", "民族语言座席"])
def test_what_is_asked_of_all_seats_is_asked_of_each_kind(put: Put, seat: str) -> None:
    """4.2.4 b): what 95598座席 must have, every kind must have."""
    assert names(one(put, seat, "任职资格").items) == names(one(put, "95598座席", "任职资格").items)
    assert one(put, seat, "任职资格").clauses == ("4.2.4 b)",)


# ---- services


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_flows(put: Put, service: str) -> None:
    """The steps in order, numbered from 1, from their own clause; broken off where the source is."""
    answer = put(listing(service, "服务流程"))
    (group,) = found(answer, Listing).groups
    assert [item.name for item in group.items if not item.lost] == list(flow_of(service))
    assert [item.number for item in group.items] == list(range(1, len(group.items) + 1))
    assert (group.ordered, group.complete, group.clauses) == (True, service != BROKEN, (CLAUSE_OF[service],))
    assert names(group.items)[len(flow_of(service)) :] == ([LATER] if service == BROKEN else [])
    assert cited(answer) == [CLAUSE_OF[service], *(["5.1.4.11 末尾"] if service == BROKEN else [])]
    assert [link.clause for link in answer.derivation] == [CLAUSE_OF[service]]


@pytest.mark.parametrize("service", OF_THE_GROUP)
def test_staff_of_services(put: Put, service: str) -> None:
    """5.1.2: the nine kinds of staff of every service of the group, from its own clause."""
    answer = put(listing(service, "服务人员"))
    assert names(found(answer, Listing).groups[0].items) == list(SI01_STAFF)
    assert cited(answer) == ["5.1.2"]


@pytest.mark.parametrize("service", SERVED)
def test_channels(put: Put, service: str) -> None:
    """Every channel that serves it, in the order of the standard, with the way and the condition, and no other."""
    answer = put(listing(service, "服务渠道"))
    (group,) = found(answer, Listing).groups
    assert names(group.items) == [channel for channel in CHANNELS if channel in SERVED[service]]
    for item in group.items:
        way = SERVED[service][item.name]
        assert item.way == (way if way in ("预受理", "上门办理") else "")
        assert item.modality == ("可选" if (service, item.name) in OPTIONAL else "包括")
        assert ("必须是网站注册或认证客户" in item.scope) == (item.name == ONLINE and service not in FREE)
        assert FUNCTION_CLAUSES[item.name] in cited(answer)
    assert ("5.1.3" in cited(answer)) == (service in OF_THE_GROUP)


@pytest.mark.parametrize("aspect", ["服务流程", "服务渠道", "服务人员"])
def test_a_service_that_the_source_does_not_list(put: Put, aspect: str) -> None:
    """K24: of 更名 nothing is said; the answer cites 5.1.1, where it looked."""
    answer = put(listing("更名", aspect))
    (group,) = found(answer, Listing).groups
    assert (group.truth, group.items) == ("silent", ())
    assert cited(answer) == ["5.1.1"]


def test_a_service_that_stands_for_two(put: Put) -> None:
    """临时用电 has no flow of its own: both kinds are shown, and the extension is not among them."""
    finding = found(put(listing("临时用电", "服务流程")), Listing)
    assert [group.subject for group in finding.groups] == list(TEMPORARY)
    assert finding.divided == "临时用电"
    assert [names(group.items) for group in finding.groups] == [list(flow_of(kind)) for kind in TEMPORARY]
    assert found(put(listing("过户", "服务流程")), Listing).divided == ""


@pytest.mark.parametrize("group", ["变更用电", GROUP])
def test_a_group_is_asked_back(put: Put, group: str) -> None:
    """A group of services has no one flow: its services are named and offered, but those without a flow; the lost end is cited."""
    answer = put(listing(group, "服务流程"))
    finding = found(answer, Missing)
    offered = {name for name in (*FLOW_SERVICES, "临时用电") if f"办理{name}要经过哪些环节？" in finding.choices}
    expected = {*FLOW_SERVICES, "临时用电"} - {*TEMPORARY}
    assert offered == (expected - {*RESTORED, "新装", "增容"} if group == "变更用电" else expected)
    assert len(finding.choices) == len(offered)
    assert (finding.asks, finding.about[0]) == ("group", group)
    assert "市政代工" in finding.about
    assert cited(answer) == ["5.1.1", "5.1.1 末尾"]


def test_what_is_offered_of_a_group_can_be_asked(put: Put, advisor: object) -> None:
    """Each choice is the question for the flow of one service, which is answered."""
    for choice in found(put(listing(GROUP, "服务流程")), Missing).choices:
        service = next(name for name in (*FLOW_SERVICES, "临时用电") if choice == f"办理{name}要经过哪些环节？")
        question = listing(service, "服务流程")
        assert says(question, advisor.standard) == choice  # type: ignore[attr-defined]
        assert found(put(question), Listing).groups[0].items


@pytest.mark.parametrize(("group", "members"), [("变更用电", CHANGES), (GROUP, OF_THE_GROUP)])
def test_what_a_group_consists_of(put: Put, group: str, members: tuple[str, ...]) -> None:
    """5.1.1, with what belongs to it by having a flow under SI01."""
    assert set(names(one(put, group, "服务项目").items)) - {group} == set(members) - {group}


def test_a_group_that_breaks_off(put: Put) -> None:
    """What comes after 市政 is lost (5.1.1 末尾)."""
    assert "5.1.1 末尾" in cited(put(listing("变更用电", "服务项目")))


# ---- several


@pytest.mark.parametrize(("first", "second"), combinations(CATEGORIES, 2))
def test_several_aspects(put: Put, first: str, second: str) -> None:
    """Two aspects of two grades: four groups, each as it is alone, in the order of the question."""
    asked = [EntriesOf(HALLS[grade], aspect) for grade in ("B级", "C级") for aspect in (first, second)]
    answer = put(List(tuple(asked)))
    groups = found(answer, Listing).groups
    assert [(group.subject, group.category) for group in groups] == [(one.subject, one.aspect) for one in asked]
    assert [serial(group.items) for group in groups] == [listed(grade, aspect) for grade in ("B级", "C级") for aspect in (first, second)]
    assert {clause for group in groups for clause in group.clauses} <= set(cited(answer))


def test_several_subjects_of_different_classes(put: Put) -> None:
    """A hall, a service and a zone in one question."""
    question = List((EntriesOf("A级营业厅", "服务人员"), EntriesOf("销户", "服务流程"), EntriesOf("收费区", "区内配置")))
    groups = found(put(question), Listing).groups
    assert [group.subject for group in groups] == ["A级营业厅", "销户", "收费区"]
    assert [len(group.items) for group in groups] == [6, 6, 2]


def test_one_that_is_divided_among_several(put: Put) -> None:
    """Asked for a transfer and temporary supply, the latter is shown by its kinds."""
    question = List((EntriesOf("过户", "服务流程"), EntriesOf("临时用电", "服务流程")))
    assert [group.subject for group in found(put(question), Listing).groups] == ["过户", *TEMPORARY]


def test_one_of_which_nothing_is_said_among_several(put: Put) -> None:
    """Asked for two services of which one has no flow, the answer says so of the one."""
    question = List((EntriesOf("过户", "服务流程"), EntriesOf("更名", "服务流程")))
    answer = put(question)
    assert [(group.subject, group.truth) for group in found(answer, Listing).groups] == [("过户", "yes"), ("更名", "silent")]
    assert {"5.1.4.5", "5.1.1"} <= set(cited(answer))
