"""What halls, channels and zones need, who needs what, how many, and comparisons, against the matrix as the source has it (2.11)."""

from __future__ import annotations

from itertools import combinations

import pytest

from rules.advisor import Advisor, Query
from rules.advisor.answers import Comparison, Count, Holders, Listing, Missing, Ranking, Several, Statements, Verdict
from rules.model import Standard
from tests.rules.asking import ANY_MODE, CATEGORIES, HALLS, MEASURES, NAMED, cited, column, found, listed, names, serial, sides
from tests.rules.conftest import Ask
from tests.rules.test_standard_matrix import (
    AGENTS,
    CERTIFICATES,
    COMMUNITY,
    FACILITIES,
    FLOWS,
    FUNCTIONS,
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
    SERVICES,
    SI01_STAFF,
    STAFF,
)

TRAINING = "岗前培训合格"
WAITING = "业务待办区"
ZONES = {
    "业务办理区": ({"半开放式受理台"}, 2),
    "收费区": ({"一米线", "引导护栏"}, 4),
    WAITING: (
        {"桌椅", "客户书写台", "宣传资料架", "报刊架", "饮水机", "意见箱（簿）", "书写工具", "登记表书写示范样本", "免费宣传资料"},
        0,
    ),
    "展示区": ({"宣传手册", "广告展板", "电子多媒体", "实物展示", "节能设备"}, 1),
    "洽谈区": ({"桌椅", "饮水机", "宣传资料架"}, 1),
    "引导区": ({"排队机"}, 1),
    "客户自助区": ({"触摸屏", "多媒体查询设备", "自助缴费终端"}, 0),
}
"""4.1.5.2 c): what each zone is fitted with, and how many further provisions there are on it."""
BESIDE = {
    "自助缴费终端": ["客户自助区", COMMUNITY],
    "多媒体查询设备": ["客户自助区"],
    "排队机": ["引导区"],
    "报刊架": [WAITING],
    "饮水机": [WAITING, "洽谈区"],
    "意见箱（簿）": [WAITING],
    "面对面": [ONSITE, COMMUNITY],
    "电话": [ONSITE],
    "传真": [HOTLINE],
    "客户自助": [HOTLINE, ONLINE, AGENTS, COMMUNITY],
}
"""Which zones and channels beside the halls need an entry of the four lists."""


# ---- what a subject needs


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("grade", MATRIX)
def test_listing_by_category(ask: Ask, grade: str, category: str) -> None:
    """A hall's category lists just the entries of the matrix with their serial numbers, all of them 应, and cites clause and list."""
    answer = ask("requirement", HALLS[grade], category)
    finding = found(answer, Listing)
    (group,) = finding.groups
    assert (finding.subject, group.category, group.measure) == (HALLS[grade], category, MEASURES[category])
    assert serial(group.items) == listed(grade, category)
    assert {(item.modality, item.scope) for item in group.items} == {("应", "")}
    assert group.clauses[:2] == (MATRIX_CLAUSES[category][grade], LIST_CLAUSES[category])
    assert set(group.clauses) <= set(cited(answer))
    assert answer.derivation[0].clause == MATRIX_CLAUSES[category][grade]
    assert answer.derivation[0].more == len(group.items) - 1


@pytest.mark.parametrize("grade", MATRIX)
def test_listing_of_everything(ask: Ask, grade: str) -> None:
    """Without a category a hall has all of them, in the order of the standard, each as it is alone."""
    groups = {group.category: group for group in found(ask("requirement", HALLS[grade]), Listing).groups}
    assert list(groups) == [*CATEGORIES, "任职资格", *(["服务时间"] if grade == "D级" else [])]
    for category in CATEGORIES:
        assert groups[category] == found(ask("requirement", HALLS[grade], category), Listing).groups[0]
    assert set(names(groups["任职资格"].items)) == {TRAINING, *(CERTIFICATES if grade == "A级" else ())}


@pytest.mark.parametrize("grade", MATRIX)
def test_several_categories_in_the_order_asked(ask: Ask, grade: str) -> None:
    """Two categories asked for are two groups, in the order of the question, and no third."""
    for first, second in combinations(CATEGORIES, 2):
        for asked in ((first, second), (second, first)):
            groups = found(ask("requirement", HALLS[grade], *asked), Listing).groups
            assert tuple(group.category for group in groups) == asked
            assert [serial(group.items) for group in groups] == [listed(grade, category) for category in asked]


@pytest.mark.parametrize("category", CATEGORIES)
def test_halls_in_general(ask: Ask, category: str) -> None:
    """Of halls in general: the whole list, and for each grade what it needs of it, with the clause of the grade."""
    answer = ask("requirement", HALL, category)
    finding = found(answer, Listing)
    assert serial(finding.groups[0].items) == list(enumerate(LISTS[category], 1))
    assert {item.modality for item in finding.groups[0].items} == {"包括"}
    assert [(hall, serial(items)) for hall, items, _ in finding.by_grade] == [(HALLS[grade], listed(grade, category)) for grade in MATRIX]
    assert [clauses[0] for _, _, clauses in finding.by_grade] == [MATRIX_CLAUSES[category][grade] for grade in MATRIX]
    assert {LIST_CLAUSES[category], *MATRIX_CLAUSES[category].values()} <= set(cited(answer))


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_alone_is_about_halls(ask: Ask, category: str) -> None:
    """Where nothing but a category is named, halls in general are meant."""
    assert ask("requirement", category).finding == ask("requirement", HALL, category).finding


@pytest.mark.parametrize("zone", ZONES)
def test_zones(ask: Ask, zone: str) -> None:
    """A zone has its fittings and its provisions, and rests on its own clause only."""
    answer = ask("requirement", zone)
    groups = {group.category: group for group in found(answer, Listing).groups}
    things, provisions = ZONES[zone]
    assert set(names(groups["区内配置"].items)) == things
    assert len(groups["服务环境"].provisions if provisions else ()) == provisions
    number = list(ZONES).index(zone) + 1
    assert cited(answer) == [f"4.1.5.2 c){number})"]


@pytest.mark.parametrize("channel", MODES)
def test_modes_of_channels(ask: Ask, channel: str) -> None:
    """The modes of each channel in the order in which the standard lists them."""
    (group,) = found(ask("requirement", channel, "服务方式"), Listing).groups
    assert names(group.items) == list(MODES[channel])


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE, ONSITE, COMMUNITY])
def test_staff_of_channels(ask: Ask, channel: str) -> None:
    """Staff of each channel and how binding it is."""
    (group,) = found(ask("requirement", channel, "服务人员"), Listing).groups
    assert {item.name: item.modality for item in group.items} == STAFF[channel]


@pytest.mark.parametrize("channel", [ONSITE, COMMUNITY])
def test_facilities_of_channels(ask: Ask, channel: str) -> None:
    """Facilities of each channel that has some, and which of them are optional."""
    (group,) = found(ask("requirement", channel, "设施及用品"), Listing).groups
    assert {item.name: item.modality for item in group.items} == FACILITIES[channel]


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE, ONSITE, COMMUNITY])
def test_qualifications_of_channels(ask: Ask, channel: str) -> None:
    """What is asked of the staff of each channel."""
    (group,) = found(ask("requirement", channel, "任职资格"), Listing).groups
    assert set(names(group.items)) == QUALIFICATIONS[channel]


@pytest.mark.parametrize("channel", FUNCTIONS)
def test_functions_of_channels(ask: Ask, channel: str) -> None:
    """What each channel does and in which way, asked either way; of halls the five functions, and what two of them comprise."""
    (group,) = found(ask("functions", channel), Listing).groups
    assert group == found(ask("requirement", channel, "服务功能"), Listing).groups[0]
    expected = {name for services in FUNCTIONS[channel].values() for name in services}
    assert set(names(group.items)) == ({"业务办理", "收费", "告示", "引导", "洽谈"} if channel == HALL else expected)
    if channel == HALL:
        assert [text.partition("：")[0] for text in group.provisions] == ["业务办理", "收费", "各级营业厅分别须具备哪些服务功能，原文缺失"]
        return
    ways = {item.name: item.scope for item in group.items}
    for name in FUNCTIONS[channel].get("预受理", ()):
        assert "预受理" in ways[name]
    for name in FUNCTIONS[channel].get("上门办理", ()):
        assert "上门办理" in ways[name]
    assert {item.name for item in group.items if item.modality == "可选"} == ({"电费收缴"} if channel == COMMUNITY else set())


@pytest.mark.parametrize(
    ("channel", "category"), [(AGENTS, "服务人员"), (HOTLINE, "设施及用品"), (ONLINE, "功能分区"), ("客户现场", "服务环境")]
)
def test_a_category_that_a_subject_has_not(ask: Ask, channel: str, category: str) -> None:
    """Where the standard has nothing in the category asked for, that is said, with the categories that there are."""
    finding = found(ask("requirement", channel, category), Verdict)
    assert finding.statement == f"标准没有规定{channel}的{category}。"
    there = [group.category for group in found(ask("requirement", channel), Listing).groups]
    assert category not in there
    assert all(name in finding.reason for name in there)


def test_functions_of_a_grade_are_lost_not_absent(ask: Ask) -> None:
    """4.1.2: which functions each grade has is lost; “not laid down” would be wrong."""
    answer = ask("requirement", "A级营业厅", "服务功能")
    assert "原文缺失" in str(found(answer, Listing).groups[0].provisions)
    assert "4.1 各级的功能" in cited(answer)


@pytest.mark.parametrize("staff", [name for name in LISTS["服务人员"] if name])
def test_qualifications_of_staff(ask: Ask, staff: str) -> None:
    """Everybody in a hall is trained; certificates are asked of three kinds of staff, in grade A only."""
    (group,) = found(ask("requirement", staff, "任职资格"), Listing).groups
    scopes = {item.name: item.scope for item in group.items}
    assert scopes.pop(TRAINING) == "各级营业厅"
    assert scopes == (dict.fromkeys(CERTIFICATES, "A级营业厅") if staff in LISTS["服务人员"][:3] else {})


@pytest.mark.parametrize("service", [service for _, service in SERVICES])
def test_staff_of_services(ask: Ask, service: str) -> None:
    """5.1.2: the nine kinds of staff of every service, from its own clause."""
    answer = ask("requirement", service, "服务人员")
    (group,) = found(answer, Listing).groups
    assert names(group.items) == list(SI01_STAFF)
    assert cited(answer) == ["5.1.2"]


# ---- side by side


@pytest.mark.parametrize(("first", "second"), list(combinations(MATRIX, 2)))
def test_compare_two_grades(ask: Ask, first: str, second: str) -> None:
    """What both need is the intersection of their columns of the matrix, what one needs beyond that the difference, by number."""
    rows = {row.category: row for row in found(ask("compare", HALLS[first], HALLS[second]), Comparison).rows}
    assert set(rows) == {*CATEGORIES, "任职资格", *(["服务时间"] if "D级" in (first, second) else [])}
    for category in CATEGORIES:
        row = rows[category]
        both = [entry for entry in listed(first, category) if entry in listed(second, category)]
        assert serial(row.common) == both
        assert [(hall, serial(items)) for hall, items in row.own] == [
            (HALLS[grade], [entry for entry in listed(grade, category) if entry not in both]) for grade in (first, second)
        ]
        assert {MATRIX_CLAUSES[category][first], MATRIX_CLAUSES[category][second], LIST_CLAUSES[category]} == set(row.clauses)
        assert row.measure == MEASURES[category]
        assert rows[category] == found(ask("compare", HALLS[first], HALLS[second], category), Comparison).rows[0]
    certificates = dict(rows["任职资格"].own)
    assert set(names(certificates[HALLS[first]])) == (CERTIFICATES if first == "A级" else set())
    assert certificates[HALLS[second]] == ()
    assert names(rows["任职资格"].common) == [TRAINING]


@pytest.mark.parametrize(("first", "second"), list(combinations(MATRIX, 2)))
def test_compare_the_other_way_round(ask: Ask, first: str, second: str) -> None:
    """The order of the question is that of the answer; what is common and what is not stays the same."""
    one = found(ask("compare", HALLS[first], HALLS[second]), Comparison)
    other = found(ask("compare", HALLS[second], HALLS[first]), Comparison)
    assert one.subjects == tuple(reversed(other.subjects)) == (HALLS[first], HALLS[second])
    rows = {row.category: row for row in other.rows}
    for row in one.rows:
        assert row.common == rows[row.category].common
        assert row.own == tuple(reversed(rows[row.category].own))


@pytest.mark.parametrize("category", CATEGORIES)
def test_compare_all_grades(ask: Ask, category: str) -> None:
    """Of four, common is what all four need."""
    (row,) = found(ask("compare", *HALLS.values(), category), Comparison).rows
    common = [entry for entry in listed("A级", category) if all(entry in listed(grade, category) for grade in MATRIX)]
    assert serial(row.common) == common
    for grade, (hall, items) in zip(MATRIX, row.own, strict=True):
        assert hall == HALLS[grade]
        assert serial(items) == [entry for entry in listed(grade, category) if entry not in common]


@pytest.mark.parametrize(("first", "second"), list(combinations(MODES, 2)))
def test_compare_modes_of_channels(ask: Ask, first: str, second: str) -> None:
    """Channels side by side in one category."""
    (row,) = found(ask("compare", first, second, "服务方式"), Comparison).rows
    assert names(row.common) == [mode for mode in MODES[first] if mode in MODES[second]]
    assert [names(items) for _, items in row.own] == [
        [mode for mode in MODES[first] if mode not in MODES[second]],
        [mode for mode in MODES[second] if mode not in MODES[first]],
    ]


@pytest.mark.parametrize(("first", "second"), list(combinations(FLOWS, 2)))
def test_compare_flows(ask: Ask, first: str, second: str) -> None:
    """Services side by side are compared by their steps; where a flow is broken off, its lost end belongs to it alone."""
    (one, *_), (other, *_) = FLOWS[first][0], FLOWS[second][0]
    (row,) = found(ask("compare", one, other), Comparison).rows
    assert row.category == "服务流程"
    assert names(row.common) == [step for step in FLOWS[first][1] if step in FLOWS[second][1]]
    for clause, (service, items) in zip((first, second), row.own, strict=True):
        assert service in FLOWS[clause][0]
        assert [item.name for item in items if not item.lost] == [step for step in FLOWS[clause][1] if step not in names(row.common)]
        assert [item.number for item in items if item.lost] == ([5] if clause == "5.1.4.11" else [])
        for item in items:
            assert item.lost or FLOWS[clause][1][item.number - 1] == item.name
    assert set(row.clauses) == {first, second}


def test_compare_needs_two(ask: Ask) -> None:
    """One thing is not compared with itself: what it needs is answered; with nothing at all the answer asks what to compare."""
    assert found(ask("compare", "A级营业厅", "A级营业厅"), Listing).subject == "A级营业厅"
    assert len(found(ask("compare"), Missing).choices) == 3


# ---- who needs what


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_holders_are_a_column_of_the_matrix(ask: Ask, standard: Standard, category: str, number: int, name: str) -> None:
    """Who needs a thing is its column of the matrix and who lacks it the rest, however it is asked, with the clause of each grade."""
    having = column(category, number)
    if name == "报刊架":
        having = [*having, "D级营业厅"]  # K19: not on D's list, but in its 业务待办区
    lacking = [hall for hall in HALLS.values() if hall not in having]
    for negated in (False, True):
        answer = ask("holder", "营业厅等级", name, negated=negated)
        finding = found(answer, Holders)
        assert sides(finding) == (having, lacking)
        assert (finding.what, finding.population, finding.negated) == (name, "各级营业厅", negated)
        clauses = {holder.name: holder.clauses for holder in (*finding.holders, *finding.lacking)}
        for grade, hall in HALLS.items():
            if (grade, name) == ("D级", "报刊架"):
                assert clauses[hall] == ("4.1.5.2 c)3)",)
            else:
                assert clauses[hall] == (MATRIX_CLAUSES[category][grade], LIST_CLAUSES[category])
            assert set(clauses[hall]) <= set(cited(answer))
    assert standard.class_of(name) in ("mode", "staff", "zone", "facility")


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_holders_beside_the_halls(ask: Ask, category: str, number: int, name: str) -> None:
    """Where the question does not say that halls are meant, zones and channels that need the thing follow after the halls."""
    having, _ = sides(found(ask("holder", name), Holders))
    halls = [holder for holder in having if holder in HALLS.values()]
    assert having == [*halls, *BESIDE.get(name, [])]
    assert set(halls) - set(column(category, number)) == ({"D级营业厅"} if name == "报刊架" else set())
    negated = found(ask("holder", name, negated=True), Holders)
    assert sides(negated)[0] == halls, "who lacks it is a question about halls"


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_holders_among_the_halls_named(ask: Ask, category: str, number: int, name: str) -> None:
    """Two halls named are the whole population."""
    for one, other in combinations(HALLS.values(), 2):
        having, lacking = sides(found(ask("holder", one, other, name), Holders))
        assert {*having, *lacking} == {one, other}
        assert set(column(category, number)) & {one, other} <= set(having)


@pytest.mark.parametrize("hall", HALLS.values())
def test_one_hall_is_no_population(ask: Ask, hall: str) -> None:
    """Who else than the one hall named: all four are asked about."""
    assert sides(found(ask("holder", hall, "保洁员"), Holders)) == (["A级营业厅"], ["B级营业厅", "C级营业厅", "D级营业厅"])


@pytest.mark.parametrize("mode", ANY_MODE)
def test_channels_that_have_a_mode(ask: Ask, mode: str) -> None:
    """Asked for channels, the six channels are the population."""
    expected = [channel for channel in MODES if mode in MODES[channel]]
    assert sides(found(ask("holder", "服务渠道", mode), Holders)) == (expected, [channel for channel in MODES if channel not in expected])


def test_holders_of_two_things_have_both(ask: Ask) -> None:
    """Who needs a queue machine and a payment terminal needs both: A and B, not D, which has no queue machine."""
    for (first, one, name), (second, other, another) in combinations(NAMED[18:], 2):
        having, _ = sides(found(ask("holder", "营业厅等级", name, another), Holders))
        both = [hall for hall in HALLS.values() if hall in column(first, one) and hall in column(second, other)]
        assert [hall for hall in having if hall != "D级营业厅"] == [hall for hall in both if hall != "D级营业厅"]


def test_holders_of_nothing(ask: Ask) -> None:
    """A question for holders that names no thing is asked back, unless its concepts say something by themselves."""
    missing = found(ask("holder"), Missing)
    assert missing.choices
    assert found(ask("holder", HALL, "服务人员"), Listing).by_grade


def test_who_serves_round_the_clock(ask: Ask) -> None:
    """24 hours: three channels and, where it has self-service, grade D, which may but need not."""
    finding = found(ask("holder", "服务时间"), Holders)
    assert names(finding.holders) == [HOTLINE, ONLINE, ONSITE, "D级营业厅"]
    assert "不是必须" in finding.holders[-1].detail
    assert all("不是必须" not in holder.detail for holder in finding.holders[:-1])
    assert names(found(ask("holder", "服务时间", "营业厅等级"), Holders).holders) == ["D级营业厅"]


# ---- how many


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("grade", MATRIX)
def test_count(ask: Ask, grade: str, category: str) -> None:
    """How many is the length of the list, the lost ones among them, of which the answer says so."""
    answer = ask("count", HALLS[grade], category)
    finding = found(answer, Count)
    assert (finding.subject, finding.what, finding.measure) == (HALLS[grade], category, MEASURES[category])
    assert finding.number == len(MATRIX[grade][category]) == len(finding.items)
    assert serial(finding.items) == listed(grade, category)
    assert f"标准的清单共{len(LISTS[category])}项。" in finding.remark
    lost = [str(number) for number, name in listed(grade, category) if name is None]
    assert ("原文缺失" in finding.remark) == bool(lost)
    if lost:
        assert f"第{'、'.join(lost)}项的名称原文缺失，名称可辨的有{finding.number - len(lost)}项" in finding.remark
    assert cited(answer) == [MATRIX_CLAUSES[category][grade], LIST_CLAUSES[category]]


@pytest.mark.parametrize("category", CATEGORIES)
def test_count_of_halls_in_general(ask: Ask, category: str) -> None:
    """Without a hall the list itself is counted."""
    for asked in ((category,), (HALL, category)):
        finding = found(ask("count", *asked), Count)
        assert (finding.number, finding.subject) == (len(LISTS[category]), HALL)
        assert "标准的清单" not in finding.remark, "it is the list"
        assert serial(finding.items) == list(enumerate(LISTS[category], 1))


@pytest.mark.parametrize("channel", [channel for channel in MODES if channel != HALL])
def test_count_of_channels(ask: Ask, channel: str) -> None:
    """How many modes a channel has."""
    finding = found(ask("count", channel, "服务方式"), Count)
    assert (finding.number, finding.measure, finding.remark) == (len(MODES[channel]), "种", "")


@pytest.mark.parametrize("zone", ZONES)
def test_count_of_a_zone(ask: Ask, zone: str) -> None:
    """How many things a zone has."""
    finding = found(ask("count", zone), Count)
    assert set(names(finding.items)) == ZONES[zone][0]
    assert finding.number == len(ZONES[zone][0])


def test_count_of_the_standard(ask: Ask) -> None:
    """Four grades, six channels, sixteen service items of which the source has one."""
    assert names(found(ask("count", "营业厅等级"), Count).items) == list(HALLS.values())
    assert names(found(ask("count", "服务渠道"), Count).items) == list(MODES)
    items = found(ask("count", "服务项目"), Count)
    assert (items.number, items.items) == (16, ())
    assert "原文缺失" in items.remark


@pytest.mark.parametrize("grade", MATRIX)
def test_how_many_halls_there_may_be(ask: Ask, grade: str) -> None:
    """“How many” of a hall with no category asks how many such halls there may be: at most one in A and B, as needed in C and D."""
    answer = ask("count", HALLS[grade])
    ((says, clauses),) = found(answer, Statements).statements
    assert ("最多" in says) == (grade in ("A级", "B级"))
    assert clauses == ("4.1.1",)
    assert "来源之外" in "".join(answer.remarks)


@pytest.mark.parametrize("concepts", [(), ("收费员",), ("服务流程",)])
def test_count_of_nothing(ask: Ask, concepts: tuple[str, ...]) -> None:
    """Where nothing can be counted no number is said."""
    assert not isinstance(ask("count", *concepts).finding, Count)


def test_who_does_not_serve_round_the_clock(ask: Ask) -> None:
    """Who does not is the complement, and the answer knows that this was asked."""
    finding = found(ask("holder", "服务时间", negated=True), Holders)
    assert finding.negated
    assert {AGENTS, COMMUNITY} <= set(names(finding.lacking))


def test_count_of_the_functions_of_halls(ask: Ask) -> None:
    """4.1.2: halls have five functions; what belongs to two of these is not counted beside them."""
    assert found(ask("count", HALL, "服务功能"), Count).number == 5


@pytest.mark.parametrize(("name", "clause"), [(TRAINING, "4.1.4.2 a)"), ("国家电网品牌推广应用手册", "4.1.5.2 a)")])
def test_what_all_halls_need_no_hall_lacks(ask: Ask, name: str, clause: str) -> None:
    """4.1.4.2 a), 4.1.5.2 a): what is required of 供电营业厅 is required of every grade."""
    answer = ask("holder", "营业厅等级", name)
    assert sides(found(answer, Holders)) == (list(HALLS.values()), [])
    assert clause in cited(answer)


@pytest.mark.parametrize("service", ["更名", "市政代工", "临时用电"])
def test_compare_with_a_service_without_a_flow(ask: Ask, service: str) -> None:
    """That the source has no flow of a service (K24), or has two, is said; an empty flow is not an answer."""
    answer = ask("compare", "过户", service)
    if isinstance(answer.finding, Comparison):
        assert service in answer.finding.note
        assert service not in answer.finding.subjects
    else:
        assert found(answer, Several).parts[1] == ask("steps", service).finding


@pytest.mark.parametrize("seat", ["普通座席", "专家座席"])
def test_what_is_asked_of_all_seats_is_asked_of_each_kind(ask: Ask, seat: str) -> None:
    """4.2.4 b): what 95598座席 must have, ordinary and expert seats must have."""
    answer = ask("requirement", seat, "任职资格")
    assert found(answer, Listing).groups == found(ask("requirement", "95598座席", "任职资格"), Listing).groups
    assert "4.2.4 b)" in cited(answer)


# ---- what is lacking, and who has most


def test_what_a_grade_need_not_have(ask: Ask) -> None:
    """The complement of what it needs in the list of the category, by the literals; for grade A of staff nothing."""
    (group,) = found(ask("compare", "D级营业厅", "服务方式", negated=True), Listing).groups
    assert names(group.items) == ["电话", "传真"]
    for kind in ("requirement", "count", "holder"):
        (group,) = found(ask(kind, "C级营业厅", "功能分区", negated=True), Listing).groups
        assert names(group.items) == ["洽谈区", "引导区", "客户自助区"]
    (group,) = found(ask("requirement", "A级营业厅", "服务人员", negated=True), Listing).groups
    assert (group.items, group.provisions) == ((), ("清单各项都要求",))


def test_who_has_most_and_fewest(ask: Ask) -> None:
    """By number of entries or steps; a flow whose end is lost is not ranked."""
    ranking = found(ask("holder", "服务流程", superlative="least"), Ranking)
    assert (names(ranking.first), ranking.first[0].detail) == (["过户"], "5步")
    assert "临时用电延期" not in names((*ranking.first, *ranking.others))
    ranking = found(ask("count", "营业厅等级", "设施及用品", superlative="most"), Ranking)
    assert (names(ranking.first), names(ranking.others)) == (["A级营业厅"], ["B级营业厅", "C级营业厅", "D级营业厅"])


def test_which_channel_has_most_and_fewest(ask: Ask) -> None:
    """Of channels, not of grades; a channel for which nothing is listed is not that with fewest."""
    ranking = found(ask("holder", "服务渠道", "服务方式", superlative="most"), Ranking)
    assert [(holder.name, holder.detail) for holder in ranking.first] == [("95598供电服务热线", "6种")]
    assert "供电营业厅" in names(ranking.others)
    ranking = found(ask("holder", "服务渠道", "服务人员", superlative="least"), Ranking)
    assert set(names(ranking.first)) == {"网上营业厅", "社区及其他渠道"}
    assert "银行及其他代办机构" not in names((*ranking.first, *ranking.others))


def test_several_counts_of_one_hall(ask: Ask) -> None:
    """A级厅一共几个区，几类人，几种方式: each is counted."""
    answer = ask("count", "A级营业厅", "功能分区", "服务人员", "服务方式")
    counts = [part for part in found(answer, Several).parts if isinstance(part, Count)]
    assert [(part.what, part.number) for part in counts] == [("功能分区", 7), ("服务人员", 6), ("服务方式", 5)]


def test_what_all_grades_have(ask: Ask) -> None:
    """四个级别共有的设施: the four grades beside each other, not how many grades there are."""
    assert found(ask("count", "营业厅等级", "设施及用品"), Comparison) == ask("compare", *HALLS.values(), "设施及用品").finding


def test_who_takes_part_in_a_service(ask: Ask) -> None:
    """5.1.2: nine kinds of staff for the whole group of services, asked in any way."""
    for kind in ("requirement", "holder"):
        answer = ask(kind, "增容", "客户经理")
        (group,) = found(answer, Listing).groups
        assert len(group.items) == 9
        assert "5.1.2" in cited(answer)
    answer = ask("compare", "增容", "客户经理")  # 客户经理在增容里有份儿没
    assert (found(answer, Verdict).verdict, cited(answer)[:1]) == ("yes", ["5.1.2"])


def test_the_kinds_that_a_word_for_staff_covers(ask: Ask) -> None:
    """4.4.3 a): 客户现场服务人员 are seven kinds."""
    groups = found(ask("requirement", "客户现场服务人员"), Listing).groups
    assert [group.category for group in groups] == ["服务人员", "任职资格"]
    assert len(groups[0].items) == 7


def test_what_belongs_on_the_writing_desk(ask: Ask) -> None:
    """4.1.5.2 c)3): writing things and samples of filled forms."""
    (group,) = found(ask("requirement", "客户书写台"), Listing).groups
    assert set(names(group.items)) >= {"书写工具"}


def test_which_modes_of_a_channel_are_served_round_the_clock(ask: Ask) -> None:
    """4.2.3.2 b): three of the six modes of the hotline."""
    finding = found(ask("holder", HOTLINE, "服务方式", "服务时间"), Holders)
    assert sides(finding) == (["客户自助", "短信", "传真"], ["人工通话", "录音留言", "电子邮件"])


def test_which_modes_of_halls_are_round_the_clock(advisor: Advisor) -> None:
    """4.1.3.2 lets grade D serve 24 hours by 客户自助: a question about halls in general must not be answered with none."""
    finding = found(advisor.answer(Query("holder", (HALL, "服务方式", "服务时间"))), Holders)
    assert [(holder.name, "D级营业厅" in holder.detail) for holder in finding.holders] == [("客户自助", True)]


def test_which_halls_are_open_round_the_clock(advisor: Advisor) -> None:
    """哪种营业厅可以整夜开 asks for the grade."""
    finding = found(advisor.answer(Query("holder", (HALL, "服务时间"))), Holders)
    assert [holder.name for holder in finding.holders] == ["D级营业厅"]
    assert len(finding.lacking) == 3


def test_what_only_one_grade_needs_of_everything(advisor: Advisor) -> None:
    """只有A级才要的有哪些: each category that has such entries, by the matrix."""
    finding = found(advisor.answer(Query("holder", ("A级营业厅",), exclusive=True)), Listing)
    own = {name for group in finding.groups for name in names(group.items)}
    for category, numbers in MATRIX["A级"].items():
        others = {number for grade in "BCD" for number in MATRIX[f"{grade}级"][category]}
        assert {LISTS[category][number - 1] for number in numbers if number not in others} - {None} <= own
