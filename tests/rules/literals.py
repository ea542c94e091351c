"""What follows from the standard as written out in `test_standard_matrix.py`, worked out here once more without the rules."""

from __future__ import annotations

from tests.rules.test_standard_matrix import (
    AGENTS,
    COMMUNITY,
    FLOWS,
    GROUP,
    HALL,
    HOTLINE,
    LISTS,
    MATRIX,
    METER,
    MODES,
    ONLINE,
    ONSITE,
    REPLACE,
    SERVICES,
)

HALLS = {grade: f"{grade}营业厅" for grade in MATRIX}
GRADES = {hall: grade for grade, hall in HALLS.items()}
CATEGORIES = tuple(LISTS)
MEASURES = {"服务方式": "种", "服务人员": "类", "功能分区": "个", "设施及用品": "项"}
NAMED = [(category, number, name) for category, names in LISTS.items() for number, name in enumerate(names, 1) if name]
"""Every entry of the four lists whose name the source kept: 5 modes, 6 kinds of staff, 7 zones, 27 facilities."""
LOST_FACILITIES = {number: f"第{number}项设施" for number, name in enumerate(LISTS["设施及用品"], 1) if name is None}
"""What stands for the names of facilities that the source lost."""
TRAINING = "岗前培训合格"
KNOWLEDGE = "电力行业相关知识"

FLOW_SERVICES = tuple(service for _, service in SERVICES)
CLAUSE_OF = {service: clause for clause, service in SERVICES}
STEPS = sorted({step for _, steps in FLOWS.values() for step in steps})
BROKEN = "临时用电延期"
"""The one service whose flow the source breaks off."""
LATER = "原文缺失的后续环节"
TEMPORARY = ("有工程临时用电", "无工程临时用电")
"""The two kinds of 临时用电, which has no flow of its own."""
CHANGES = (
    *("减容", "暂停", "暂换", "迁址", "移表", "暂拆", "过户", "分户", "并户", "销户", "改压", "改类"),
    *("临时用电", *TEMPORARY, "市政代工"),
)
"""5.1.1: what 变更用电 consists of, with the kinds of 临时用电."""
RESTORED = ("减容恢复", "暂换恢复", "暂停恢复", "复装", BROKEN)
"""What has a flow under SI01, and is not among the changes that 5.1.1 names."""
OF_THE_GROUP = (GROUP, "变更用电", "新装", "增容", *CHANGES, *RESTORED)
"""Everything that is handled as SI01 is."""
WITHOUT_FLOW = ("更名", "市政代工", "变更用电", GROUP)
BROADER = {
    "停电信息公告": "信息公告",
    "用电常识宣传": "信息公告",
    "电费查询": "咨询查询",
    "电费账单": "电费查询",
    "有工程临时用电": "临时用电",
    "无工程临时用电": "临时用电",
}
"""What is a case of what: whoever serves the second serves the first."""

ANY_MODE = sorted({str(mode) for modes in MODES.values() for mode in modes})
ZONES: dict[str, tuple[str, ...]] = {
    "业务办理区": ("半开放式受理台",),
    "收费区": ("一米线", "引导护栏"),
    "业务待办区": (
        *("桌椅", "客户书写台", "宣传资料架", "报刊架", "饮水机", "意见箱（簿）"),
        *("书写工具", "登记表书写示范样本", "免费宣传资料"),
    ),
    "展示区": ("宣传手册", "广告展板", "电子多媒体", "实物展示", "节能设备"),
    "洽谈区": ("桌椅", "饮水机", "宣传资料架"),
    "引导区": ("排队机",),
    "客户自助区": ("触摸屏", "多媒体查询设备", "自助缴费终端"),
}
"""4.1.5.2 c)1) to 7): what each zone is fitted with."""
FITTINGS = sorted({thing for things in ZONES.values() for thing in things})
CHANNELS = (HALL, HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY)
FUNCTION_CLAUSES = {HALL: "4.1.2", HOTLINE: "4.2.2", ONLINE: "4.3.2.1", ONSITE: "4.4.1.1", AGENTS: "4.5.2 a)", COMMUNITY: "4.6.2"}
"""Which clause says what each channel does."""
FREE = ("信息公告", "会员注册或认证", "停电信息公告", "用电常识宣传")
"""4.3.2.2 a): what is open to everybody online."""
SERVED: dict[str, dict[str, str]] = {
    "故障报修": {HALL: "受理", HOTLINE: "提供"},
    "故障抢修": {ONSITE: "上门办理"},
    "咨询查询": {HALL: "受理", HOTLINE: "提供", ONLINE: "提供", COMMUNITY: "提供"},
    "投诉": {HALL: "受理", HOTLINE: "提供", ONLINE: "提供", ONSITE: "受理", COMMUNITY: "受理"},
    "举报": {HALL: "受理", HOTLINE: "提供", ONLINE: "提供", ONSITE: "受理", COMMUNITY: "受理"},
    "建议": {HALL: "受理", HOTLINE: "提供", ONLINE: "提供", ONSITE: "受理", COMMUNITY: "受理"},
    "停电信息公告": {HOTLINE: "提供", ONLINE: "提供", COMMUNITY: "提供"},
    "信息公告": {ONLINE: "提供", COMMUNITY: "提供"},
    "信息订阅": {HALL: "受理", HOTLINE: "提供", ONLINE: "提供"},
    "客户信息更新": {HALL: "受理", HOTLINE: "提供"},
    "校表": {HALL: "受理", HOTLINE: "预受理", ONSITE: "上门办理"},
    "外呼": {HOTLINE: "提供"},
    "会员注册或认证": {ONLINE: "提供"},
    "电费收缴": {HALL: "提供", ONLINE: "提供", ONSITE: "上门办理", AGENTS: "提供", COMMUNITY: "提供"},
    "电费查询": {HALL: "受理", HOTLINE: "提供", ONLINE: "提供", AGENTS: "提供", COMMUNITY: "提供"},
    "电费账单": {HALL: "提供", HOTLINE: "提供", ONLINE: "提供", AGENTS: "提供", COMMUNITY: "提供"},
    "电费票据": {ONSITE: "上门办理", AGENTS: "提供"},
    "电费催缴通知送达": {COMMUNITY: "提供"},
    "用电指导": {HALL: "受理", ONSITE: "上门办理", COMMUNITY: "提供"},
    "保供电": {ONSITE: "上门办理"},
    "服务信息告知": {ONSITE: "上门办理"},
    "专线客户停电协商": {ONSITE: "上门办理"},
    "用电常识宣传": {ONLINE: "提供", COMMUNITY: "提供"},
    **{service: {HALL: "受理", HOTLINE: "预受理", ONLINE: "预受理", ONSITE: "上门办理"} for service in OF_THE_GROUP},
}
"""4.x.2 and 5.1.3, read by hand: where each service can be had and in which way; a case of another also where that one can be had."""
OPTIONAL = {("电费收缴", COMMUNITY)}
"""4.6.2: what a channel may but need not offer."""
CODES = {
    **{f"SC{number:02}": f"4.{number}" for number in range(1, 7)},
    **{f"SI{number:02}": f"5.{number}" for number in range(1, 17)},
    **{f"SI01-{number:02}": f"5.1.4.{number}" for number in range(1, 12)},
}
"""1.1, 1.2: what each code stands for."""


def listed(grade: str, category: str) -> list[tuple[int, str | None]]:
    """What a grade must have of a category: serial number and name, None for a name that is lost."""
    return [(number, LISTS[category][number - 1]) for number in MATRIX[grade][category]]


def needed(hall: str, category: str) -> list[str]:
    """The names of what a hall must have of a category, those that are lost under what stands for them."""
    return [name or LOST_FACILITIES[number] for number, name in listed(GRADES[hall], category)]


def column(category: str, number: int) -> list[str]:
    """The halls that must have an entry."""
    return [HALLS[grade] for grade in MATRIX if number in MATRIX[grade][category]]


def zones_of(hall: str) -> list[str]:
    """The zones that a hall must have."""
    return needed(hall, "功能分区")


def owners(hall: str, thing: str) -> list[str]:
    """The zones of a hall that must have a thing."""
    return [zone for zone in zones_of(hall) if thing in ZONES[zone]]


def must_have(hall: str, thing: str) -> str:
    """Whether a hall must have a thing, on one of its lists or in one of its zones: yes, no, or undecidable for what is on no list of
    halls at all and may be among what the source lost."""
    categories = [category for category, names in LISTS.items() if thing in names]
    if any(thing in needed(hall, category) for category in categories) or owners(hall, thing):
        return "yes"
    return "no" if categories or GRADES[hall] == "D级" else "undecidable"


def flow_of(service: str) -> tuple[str, ...]:
    """The steps of a service as the source has them."""
    return next((steps for services, steps in FLOWS.values() if service in services), ())


def cases_of(step: str) -> set[str]:
    """A step and what is a case of it."""
    return {step, REPLACE} if step == METER else {step}


def has_step(service: str, step: str) -> str:
    """Whether a flow has a step: yes, no, undecidable where the source breaks it off, silent where there is no flow."""
    if not flow_of(service):
        return "silent"
    if cases_of(step) & set(flow_of(service)):
        return "yes"
    return "undecidable" if service == BROKEN else "no"


def at_channel(service: str, channel: str) -> str:
    """Whether a service can be had at a channel: what is only pre-accepted, or optional, may be."""
    way = SERVED[service].get(channel)
    if way is None:
        return "no"
    return "may" if way == "预受理" or (service, channel) in OPTIONAL else "yes"
