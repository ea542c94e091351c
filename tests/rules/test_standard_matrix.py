"""The standard stated once more, as literals from the clauses as restored from the damaged copy, against what the engine concludes.

Numbers of 4.1 are serial numbers in the lists below; names that the source lost are None.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rules.engine import Engine
from rules.facts import Conclusions, Fact
from rules.model import Standard

LISTS: dict[str, tuple[str | None, ...]] = {
    "服务方式": ("面对面", "电话", "书面留言", "传真", "客户自助"),
    "服务人员": ("营业厅主管", "业务受理员", "收费员", "保安员", "引导员", "保洁员"),
    "功能分区": ("业务办理区", "收费区", "业务待办区", "展示区", "洽谈区", "引导区", "客户自助区"),
    "设施及用品": (
        *("营业厅门楣", "营业厅铭牌", "营业厅时间牌", "营业厅背景板", "防撞条", "时钟日历牌", "“营业中”“休息中”标志牌"),
        *("95598双面小型灯箱", "功能区指示牌", "禁烟标志牌", "营业人员岗位牌", "“暂停服务”标志牌", "员工介绍栏", "展示牌", "意见箱（簿）"),
        *(None, None, None),
        *("宣传资料及宣传资料架", "饮水机", "报刊架", "垃圾筒（可回收、不可回收）", "“小心地滑”标志牌", "便民伞", "护栏", "自助缴费终端"),
        *("显示屏", "多媒体查询设备", "排队机", "立式广告灯箱"),
        *(None, None),
    ),
}
D_FACILITIES = (2, 3, 5, 7, 8, 11, 12, 14, 15, 19, 20, 22, 23, 26)
MATRIX: dict[str, dict[str, Sequence[int]]] = {
    "A级": {"服务方式": range(1, 6), "服务人员": range(1, 7), "功能分区": range(1, 8), "设施及用品": range(1, 33)},
    "B级": {"服务方式": range(1, 6), "服务人员": range(1, 6), "功能分区": range(1, 8), "设施及用品": range(1, 30)},
    "C级": {"服务方式": range(1, 6), "服务人员": range(1, 4), "功能分区": range(1, 5), "设施及用品": range(1, 24)},
    "D级": {"服务方式": (1, 3, 5), "服务人员": (3, 4), "功能分区": (2, 3, 4), "设施及用品": D_FACILITIES},
}
MATRIX_CLAUSES = {
    "服务方式": {"A级": "4.1.3.2 b)1)", "B级": "4.1.3.2 b)1)", "C级": "4.1.3.2 b)1)", "D级": "4.1.3.2 b)2)"},
    "服务人员": {"A级": "4.1.4.2 b)1)", "B级": "4.1.4.2 b)2)", "C级": "4.1.4.2 b)3)", "D级": "4.1.4.2 b)4)"},
    "功能分区": {"A级": "4.1.5.2 b)1)", "B级": "4.1.5.2 b)1)", "C级": "4.1.5.2 b)2)", "D级": "4.1.5.2 b)3)"},
    "设施及用品": {"A级": "4.1.6.2 a)1)", "B级": "4.1.6.2 a)2)", "C级": "4.1.6.2 a)3)", "D级": "4.1.6.2 a)4)"},
}
LIST_CLAUSES = {"服务方式": "4.1.3.1", "服务人员": "4.1.4.1", "功能分区": "4.1.5.1", "设施及用品": "4.1.6.1"}
CERTIFICATES = {"大专及以上学历", "普通话水平测试三级及以上证书"}

ACCEPT, SURVEY, PLAN, FEE, DRAWINGS = "受理客户申请", "现场勘查", "确定供电方案", "收取相关营业费用", "图纸审核"
INTERIM, COMPLETION, CONTRACT, METER, REPLACE = "中间检查", "竣工验收", "签订供用电合同", "装表接电", "装（换）表接电"
FILE, CALL, END = "客户申请资料归档", "回访", "服务结束"
FULL = (ACCEPT, SURVEY, PLAN, FEE, DRAWINGS, INTERIM, COMPLETION, CONTRACT, METER, FILE, CALL, END)
FLOWS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "5.1.4.1": (("新装", "增容", "减容", "暂换"), FULL),
    "5.1.4.2": (
        ("减容恢复", "暂换恢复"),
        (ACCEPT, SURVEY, PLAN, DRAWINGS, INTERIM, COMPLETION, CONTRACT, METER, FILE, CALL, END),
    ),
    "5.1.4.3": (("暂停", "暂拆"), (ACCEPT, SURVEY, "办理停电手续", "现场拆表或设备加封", FILE, END)),
    "5.1.4.4": (("暂停恢复", "复装"), (ACCEPT, SURVEY, "办理停（送）电手续", FEE, "暂拆恢复现场装表接电或设备启封", FILE, END)),
    "5.1.4.5": (("过户",), (ACCEPT, SURVEY, CONTRACT, FILE, END)),
    "5.1.4.6": (("销户",), (ACCEPT, SURVEY, "拆除采集终端或拆表停电", "结清相关费用", FILE, END)),
    "5.1.4.7": (("改类",), (ACCEPT, SURVEY, CONTRACT, REPLACE, FILE, END)),
    "5.1.4.8": (
        ("迁址", "移表", "分户", "并户", "改压"),
        (ACCEPT, SURVEY, PLAN, FEE, DRAWINGS, INTERIM, COMPLETION, CONTRACT, REPLACE, FILE, CALL, END),
    ),
    "5.1.4.9": (("有工程临时用电",), FULL),
    "5.1.4.10": (("无工程临时用电",), (ACCEPT, SURVEY, FEE, CONTRACT, METER, FILE, CALL, END)),
    "5.1.4.11": (("临时用电延期",), (ACCEPT, SURVEY, FEE, CONTRACT)),  # what follows is lost
}
SERVICES = [(clause, service) for clause, (services, _) in FLOWS.items() for service in services]
GROUP = "新装、增容及变更用电"
SI01_STAFF = (
    *("业务受理员", "95598座席", "网站受理员", "客户经理", "现场勘查人员", "图纸审核及验收人员", "装表接电人员", "收费员", "用电检查人员"),
)
VOICES = ("投诉", "举报", "建议")

HALL, HOTLINE, ONLINE = "供电营业厅", "95598供电服务热线", "网上营业厅"
ONSITE, AGENTS, COMMUNITY = "客户现场", "银行及其他代办机构", "社区及其他渠道"
FUNCTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    HALL: {
        "受理": (GROUP, "故障报修", "校表", "用电指导", "信息订阅", *VOICES, "咨询查询", "客户信息更新"),
        "提供": ("电费收缴", "电费账单"),
    },
    HOTLINE: {
        "提供": ("故障报修", "咨询查询", *VOICES, "停电信息公告", "客户信息更新", "信息订阅", "外呼"),
        "预受理": (GROUP, "校表"),
    },
    ONLINE: {
        "提供": ("会员注册或认证", "电费收缴", "咨询查询", "信息公告", "信息订阅", *VOICES),
        "预受理": (GROUP,),
    },
    ONSITE: {
        "上门办理": (GROUP, "故障抢修", "电费收缴", "校表", "用电指导", "保供电", "服务信息告知", "专线客户停电协商", "电费票据"),
        "受理": VOICES,
    },
    AGENTS: {"提供": ("电费收缴", "电费查询", "电费账单", "电费票据")},
    COMMUNITY: {
        "提供": ("咨询查询", "用电指导", "信息公告", "停电信息公告", "用电常识宣传", "电费催缴通知送达", "电费收缴"),
        "受理": VOICES,
    },
}
MODES = {
    HALL: LISTS["服务方式"],
    HOTLINE: ("客户自助", "人工通话", "短信", "录音留言", "电子邮件", "传真"),
    ONLINE: ("客户自助", "网站留言", "电子邮件"),
    ONSITE: ("面对面", "电话", "短信"),
    AGENTS: ("柜台", "客户自助"),
    COMMUNITY: ("面对面", "客户自助"),
}
ROUND_THE_CLOCK = "7×24小时"
HOURS: dict[str, set[tuple[str, bool, str]]] = {  # of what, whether round the clock, and how binding; the standard has no opening hours
    HALL: set(),
    HOTLINE: {
        ("（电话服务热线）", True, "应"),
        ("人工受理故障报修", True, "应"),
        ("客户自助", True, "应"),
        ("短信", True, "应"),
        ("传真", True, "应"),
    },
    ONLINE: {("", True, "应")},
    ONSITE: {("故障抢修", True, "应"), ("其他服务", False, "一般")},
    AGENTS: {("代收电费窗口", False, "应")},
    COMMUNITY: {("", False, "应")},
}
QUALIFICATIONS = {
    HOTLINE: CERTIFICATES | {"岗前培训合格"},
    ONLINE: {"大专及以上学历", "岗前培训合格"},
    ONSITE: {"岗前培训合格"},
    AGENTS: set(),
    COMMUNITY: {"电力行业相关知识"},
}
STAFF = {
    HOTLINE: {"普通座席": "包括", "专家座席": "包括", "外语座席": "可", "民族语言座席": "可"},
    ONLINE: {"网站受理员": "应"},
    ONSITE: dict.fromkeys(
        ("现场勘查人员", "中间检查及验收人员", "装表接电人员", "故障抢修人员", "保供电人员", "用电指导人员", "催费人员"), "包括"
    ),
    AGENTS: {},
    COMMUNITY: {"社区服务人员": "可"},
}
FACILITIES = {
    HOTLINE: {},
    ONLINE: {},
    ONSITE: {"警示牌": "包括", "安全围栏": "包括", "移动POS机": "包括"},
    AGENTS: {},
    COMMUNITY: {"服务信息公告栏": "包括", "宣传资料": "包括", "自助缴费终端": "可选"},
}


@pytest.fixture(scope="module")
def engine(standard: Standard) -> Engine:
    return Engine(standard.rules)


def hall(grade: str, name: str = "城东供电营业厅") -> Fact:
    return Fact("hall", (("name", name), ("grade", grade)))


def named(kind: str, *names: str) -> list[Fact]:
    return [Fact(kind, (("name", name),)) for name in names]


def clauses(conclusions: Conclusions, fact: Fact) -> set[str]:
    return {clause for firing in conclusions.reasons[fact] if firing.rule for clause in firing.rule.clauses}


@pytest.mark.parametrize("category", LISTS)
@pytest.mark.parametrize("grade", MATRIX)
def test_matrix(standard: Standard, engine: Engine, grade: str, category: str) -> None:
    """2.11: a hall of a grade must have just these entries of the list, by number and name, as its clause and the list say."""
    conclusions = engine.run([hall(grade)])
    found = conclusions.of("requirement", subject="城东供电营业厅", category=category)
    assert [fact["number"] for fact in found] == list(MATRIX[grade][category])
    for fact in found:
        name = LISTS[category][int(fact["number"]) - 1]
        assert standard.concepts[fact.text("item")].lost == (name is None)
        assert fact["item"] == (name or f"第{fact['number']}项设施")
        assert (fact["modality"], fact["scope"]) == ("应", "")
        assert clauses(conclusions, fact) == {MATRIX_CLAUSES[category][grade], LIST_CLAUSES[category]}


def test_facilities_that_are_lost(standard: Standard) -> None:
    """2.4: of the 32 facilities, 27 have names; 16 to 18, 31 and 32 are lost."""
    items = standard.clauses["4.1.6.1"].numbered
    assert items
    assert [number for number, item in enumerate(items.items, 1) if standard.concepts[item].lost] == [16, 17, 18, 31, 32]


@pytest.mark.parametrize("grade", MATRIX)
def test_certificates(engine: Engine, grade: str) -> None:
    """2.11: only grade A asks for education and Putonghua, of supervisor, clerk and cashier; training is asked of everybody."""
    conclusions = engine.run([hall(grade)])
    asked = conclusions.of("requirement", category="任职资格")
    of_hall = {fact["item"] for fact in asked if fact["subject"] == "城东供电营业厅"}
    assert of_hall == (CERTIFICATES if grade == "A级" else set())
    for number, staff in enumerate(LISTS["服务人员"], 1):
        expected = {"岗前培训合格"} if number in MATRIX[grade]["服务人员"] else set()
        expected |= CERTIFICATES if grade == "A级" and number <= 3 else set()
        assert {fact["item"] for fact in asked if fact["subject"] == staff} == expected
    assert {fact["modality"] for fact in asked} == {"应"}


@pytest.mark.parametrize("grade", MATRIX)
def test_zones_of_a_hall(engine: Engine, grade: str) -> None:
    """4.1.5.2 c): a hall has the zones that it must have, no others."""
    found = engine.run([hall(grade)]).of("zone")
    assert {fact["name"] for fact in found} == {LISTS["功能分区"][number - 1] for number in MATRIX[grade]["功能分区"]}


@pytest.mark.parametrize("grade", MATRIX)
def test_round_the_clock(engine: Engine, grade: str) -> None:
    """4.1.3.2 c): a grade D hall with self-service may be open for 24 hours; nothing is said of the hours of the others."""
    hours = [(fact["hours"], fact["modality"]) for fact in engine.run([hall(grade)]).of("hours")]
    assert hours == ([("24小时", "可")] if grade == "D级" else [])


def test_halls_do_not_mix(engine: Engine) -> None:
    """Four halls at once have each what it has alone."""
    halls = [hall(grade, f"{grade}厅") for grade in MATRIX]
    together = engine.run(halls)
    for one in halls:
        alone = engine.run([one])
        subject = one["name"]
        assert set(together.of("requirement", subject=subject)) == set(alone.of("requirement", subject=subject))


@pytest.mark.parametrize(("clause", "service"), SERVICES)
def test_flows(standard: Standard, engine: Engine, clause: str, service: str) -> None:
    """2.10: the steps of each service in their order, numbered from 1, as its clause says; what the source lost is marked as lost."""
    conclusions = engine.run(named("service", service))
    steps = conclusions.of("step")
    expected = list(FLOWS[clause][1])
    found = [fact.text("action") for fact in steps]
    if clause == "5.1.4.11":
        assert standard.concepts[found.pop()].lost
    assert found == expected
    assert [fact["number"] for fact in steps] == list(range(1, len(steps) + 1))
    for fact in steps:
        assert fact["service"] == service
        assert clauses(conclusions, fact) == {clause}
        assert standard.concepts[fact.text("action")].cls == "step"


def test_flows_are_all(standard: Standard, engine: Engine) -> None:
    """Eleven flows for 21 services; the others (更名, 市政代工, the groups) have none."""
    assert len(FLOWS) == 11
    assert len(SERVICES) == len({service for _, service in SERVICES}) == 21
    assert [standard.clauses[clause].code for clause in FLOWS] == [f"SI01-{number:02}" for number in range(1, 12)]
    with_steps = {name for name in standard.of_class("service") if engine.run(named("service", name)).of("step")}
    assert with_steps == {service for _, service in SERVICES}


@pytest.mark.parametrize("service", [*(service for _, service in SERVICES), "变更用电", "临时用电", "市政代工", GROUP])
def test_where_a_service_is_handled(engine: Engine, service: str) -> None:
    """5.1.2, 5.1.3: nine kinds of staff and four channels; phone and web only pre-accept (4.2.2, 4.3.2.1)."""
    conclusions = engine.run([*named("service", service), *named("channel", *FUNCTIONS)])
    handled = conclusions.of("handling", service=service)
    assert {(fact["channel"], fact["way"]) for fact in handled} == {
        (HALL, "受理"),
        (HOTLINE, "预受理"),
        (ONLINE, "预受理"),
        (ONSITE, "上门办理"),
    }
    assert [fact["item"] for fact in conclusions.of("requirement", subject=service, category="服务人员")] == list(SI01_STAFF)
    assert {fact["channel"] for fact in conclusions.of("available", service=service)} == {HALL, HOTLINE, ONLINE, ONSITE}


def test_renaming_is_not_in_the_source(engine: Engine) -> None:
    """K24: 更名 is not among the services that the source lists: neither staff nor channel nor step follows."""
    assert list(engine.run(named("service", "更名")).reasons) == named("service", "更名")


@pytest.mark.parametrize("channel", FUNCTIONS)
def test_functions(engine: Engine, channel: str) -> None:
    """4.x.2: what each channel handles and how; only paying in the community is optional."""
    handled = engine.run(named("channel", channel)).of("handling")
    assert {fact["channel"] for fact in handled} == {channel}
    found: dict[str, set[str]] = {}
    for fact in handled:
        found.setdefault(fact.text("way"), set()).add(fact.text("service"))
    assert found == {way: set(services) for way, services in FUNCTIONS[channel].items()}
    optional = {fact["service"] for fact in handled if fact["modality"] != "包括"}
    assert optional == ({"电费收缴"} if channel == COMMUNITY else set())
    assert {fact["modality"] for fact in handled if fact["service"] in optional} <= {"可选"}


@pytest.mark.parametrize("channel", MODES)
def test_modes(engine: Engine, channel: str) -> None:
    """4.x.3: the modes of each channel, with their numbers where the source prints numbers (4.1.3.1, 4.2.3.1, 4.3.3.1)."""
    numbered = channel in ("供电营业厅", "95598供电服务热线", "网上营业厅")
    found = engine.run(named("channel", channel)).of("requirement", subject=channel, category="服务方式")
    assert [(fact["number"], fact["item"], fact["modality"]) for fact in found] == [
        (number if numbered else 0, mode, "包括") for number, mode in enumerate(MODES[channel], 1)
    ]


@pytest.mark.parametrize("channel", HOURS)
def test_hours(engine: Engine, channel: str) -> None:
    """When each channel serves: round the clock only what the clauses name, and no hour of any clock."""
    found = engine.run(named("channel", channel)).of("hours")
    assert {(fact["scope"], fact.text("hours").startswith(ROUND_THE_CLOCK), fact["modality"]) for fact in found} == HOURS[channel]
    assert {fact["subject"] for fact in found} <= {channel}
    for fact in found:
        rest = fact.text("hours").replace(ROUND_THE_CLOCK, "")
        assert not any(char.isdigit() for char in rest)


@pytest.mark.parametrize("channel", STAFF)
def test_staff_and_facilities(engine: Engine, channel: str) -> None:
    """4.x.4, 4.x.6: staff, what is asked of them, and facilities of the channels other than halls, and how binding each is."""
    conclusions = engine.run(named("channel", channel))

    def asked(category: str) -> dict[str, str]:
        return {fact.text("item"): fact.text("modality") for fact in conclusions.of("requirement", subject=channel, category=category)}

    assert asked("服务人员") == STAFF[channel]
    assert asked("设施及用品") == FACILITIES[channel]
    assert asked("任职资格") == dict.fromkeys(QUALIFICATIONS[channel], "应")


def test_members_only_online(engine: Engine) -> None:
    """4.3.2.2 a): but for notices (and registering itself), what is online is for registered customers, the services of SI01 too."""
    conclusions = engine.run([*named("channel", *FUNCTIONS), *named("service", "过户")])
    handled = {fact["service"] for fact in conclusions.of("handling", channel=ONLINE)}
    bound = {fact["service"] for fact in conclusions.of("condition", channel=ONLINE)}
    assert handled - bound == {"信息公告", "会员注册或认证"}
    assert bound == handled - {"信息公告", "会员注册或认证"}
    assert "过户" in bound


STATUSES = {
    "readable": "4.1.3.1, 4.1.3.2 a), 4.1.3.2 c), 4.1.4.2 a), 4.1.4.2 b)1), 4.1.5.2 c)6), 4.1.6.2 a)1), 4.1.6.2 a)4), "
    "4.1.6.2 b), 4.1.6.2 c), 4.1.6.2 d), 4.1.6.2 g), 4.2, 4.2.3.2 a), 4.2.3.2 b), 4.2.4 b), 4.2.5 e), 4.3, "
    "4.3.1 b), 4.3.2.2 a), 4.3.2.2 b), 4.3.3.1, 4.3.3.2 b), 4.3.3.2 c), 4.3.4 b), 4.4, 4.4.2, 4.4.4.1, 4.4.4.2 a), "
    "4.4.4.2 c), 4.5.1, 4.5.2 b), 4.6, 4.6.1, 4.6.2, 4.6.4 a), 4.6.4 b), 5.1.3",
    "corrected": "4.1.3.2 b)1), 4.1.3.2 b)2), 4.1.4.1, 4.1.4.2 b)2), 4.1.4.2 b)3), 4.1.4.2 b)4), 4.1.5.1, 4.1.5.2 a), "
    "4.1.5.2 b)1), 4.1.5.2 b)2), 4.1.5.2 b)3), 4.1.5.2 c)1), 4.1.5.2 c)2), 4.1.5.2 c)7), 4.1.5.2 d), 4.1.6.2 a)2), "
    "4.1.6.2 a)3), 4.1.6.2 e), 4.1.6.2 f), 4.2.1, 4.2.2, 4.2.3.1, 4.2.4 a), 4.2.5 b), 4.2.5 c), 4.2.5 d), 4.3.1 a), "
    "4.3.2.1, 4.3.2.2 c), 4.3.3.2 a), 4.3.4 a), 4.3.5 a), 4.3.5 b), 4.4.1.2, 4.4.3 a), 4.4.3 b), 4.4.4, 4.4.4.2 b), "
    "4.5, 5.1.1, 5.1.2, 5.1.4.1, 5.1.4.2, 5.1.4.5, 5.1.4.8, 5.1.4.9, 5.1.4.10, 5.1.4.11",
    "ambiguous": "4.1.4.2 a) 第二句, 4.2.5 f), 4.4.1.1, 4.5.2 a), 4.5.4, 5.1.4.3, 5.1.4.4, 5.1.4.6, 5.1.4.7",
    "lost": "4.1, 5, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9, 5.10, 5.11, 5.12, 5.13, 5.14, 5.15, 5.16",
    "external": "4.1.1, 4.1.2",
}


@pytest.mark.parametrize("status", STATUSES)
def test_statuses(standard: Standard, status: str) -> None:
    """Section 2: how sure each clause is."""
    numbers = STATUSES[status].split(", ")
    assert {number: standard.clauses[number].status for number in numbers} == dict.fromkeys(numbers, status)
