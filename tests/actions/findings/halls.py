"""Described halls as they were judged, with the text in which it is told."""

from __future__ import annotations

from rules.findings import Compliance, Finding, Item
from tests.actions.findings.builders import LACKS, UNKNOWN, A, C, D, hall

TEXTS: dict[str, tuple[Finding, str]] = {
    # --- halls
    "complies not": (Compliance((hall(missing=LACKS),), ("服务人员",)), "不符合标准：甲厅的服务人员缺引导员（依据 4.1.4.2 b)2)）。"),
    "complies not, part unknown": (
        Compliance((hall(missing=LACKS, undecidable=UNKNOWN),), ("服务人员", "设施及用品")),
        "不符合标准：甲厅的服务人员缺引导员（依据 4.1.4.2 b)2)）。\n设施及用品另有2项的名称原文缺失，不能判断。",
    ),
    "complies not in zones": (
        Compliance((hall(missing=(("区内配置", (Item("饮水机", owner="业务待办区"),), ("4.1.5.2 c)3)",)),)),), ("区内配置",)),
        "不符合标准：甲厅的区内配置缺饮水机（业务待办区）（依据 4.1.5.2 c)3)）。",
    ),
    "complies": (
        Compliance((hall(truth="yes", extra=("保洁员",)),), ("服务人员", "功能分区")),
        "符合标准：甲厅在服务人员、功能分区方面要求的都有。\n保洁员是标准没有要求的，有也不违反标准。",
    ),
    "complies unknown": (
        Compliance((hall(truth="undecidable", undecidable=UNKNOWN),), ("设施及用品",)),
        "读得出的各项都有，设施及用品另有2项的名称原文缺失，不能判断。",
    ),
    "complies several": (
        Compliance((hall(missing=LACKS), hall("乙厅", truth="yes"), hall("丙厅", truth="undecidable", undecidable=UNKNOWN)), ("服务人员",)),
        (
            "不符合标准的是：甲厅。\n"
            "· 甲厅：服务人员缺引导员（依据 4.1.4.2 b)2)）。\n"
            "· 乙厅：要求的都有。\n"
            "· 丙厅：设施及用品另有2项的名称原文缺失，不能判断。"
        ),
    ),
    "complies all": (
        Compliance((hall("甲厅", truth="yes"), hall("乙厅", truth="yes")), ("服务人员",)),
        "都符合标准。\n· 甲厅：要求的都有。\n· 乙厅：要求的都有。",
    ),
    "fits exactly": (
        Compliance((hall("", C, missing=LACKS), hall("", D, "yes", has=("收费员", "保安员"))), ("服务人员",), True),
        "符合D级营业厅的要求：标准要求的服务人员正是收费员、保安员。\n· C级营业厅：服务人员缺引导员（依据 4.1.4.2 b)2)）。",
    ),
    "fits best": (
        Compliance(
            (hall("", A, missing=LACKS), hall("", C, "yes", extra=("保安员",)), hall("", D, "yes", extra=("主管",))), ("服务人员",), True
        ),
        (
            "最高满足C级营业厅的要求，也满足D级营业厅的要求。\n"
            "· A级营业厅：服务人员缺引导员（依据 4.1.4.2 b)2)）。\n"
            "· C级营业厅：要求的都有，保安员是标准没有要求的。\n"
            "· D级营业厅：要求的都有，主管是标准没有要求的。"
        ),
    ),
    "fits none": (
        Compliance((hall("", D, missing=LACKS),), ("服务人员",), True),
        "哪一级都不满足。\n· D级营业厅：服务人员缺引导员（依据 4.1.4.2 b)2)）。",
    ),
}
