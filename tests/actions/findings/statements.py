"""Sentences, clauses, serial numbers and codes of the standard, with the text in which each is told."""

from __future__ import annotations

from rules.findings import Amount, ClauseText, Coded, Finding, Item, Mentioned, NumberedItem, Statements
from tests.actions.findings.builders import GONE, HOTLINE, LOST, NUMBERED, READABLE, UMBRELLA, A, B, C, case

TEXTS: dict[str, tuple[Finding, str]] = {
    # --- texts
    "statements": (Statements(("普通话",), (("应说普通话", ("4.1.4.2",)),)), "应说普通话。（依据 4.1.4.2）"),
    "statements many": (
        Statements(("普通话",), (("应说普通话。", ()), ("可用方言", ("4.2",)))),
        "· 应说普通话。\n· 可用方言。（依据 4.2）",
    ),
    "statements silent": (
        Statements(("收费员", "摆放"), (("供电营业厅：应摆放整齐", ("4.1",)),), "silent"),
        "标准没有对收费员的摆放作这样的规定。\n标准里与此相近的规定：\n供电营业厅：应摆放整齐。（依据 4.1）",
    ),
    "statements closed": (
        Statements(("四净",), (("四净：地面净", ("4.1",)),), closed=True),
        "四净：地面净。（依据 4.1）\n没有列出的，标准没有规定。",
    ),
    "clause": (
        ClauseText("4.1", (READABLE, LOST)),
        (
            "4.1.4.1 供电营业厅的服务人员：服务人员包括营业厅主管等。\n"
            "4.1.6.1 第16~18项 设施及用品第16~18项［原文缺失］：第16~18项的名称原文缺失。"
        ),
    ),
    "mentioned": (
        Mentioned("4.1.4.1", ("主管",), ("引导员",), (READABLE,)),
        "有，4.1.4.1提到了主管。\n4.1.4.1没有提到引导员。\n4.1.4.1：服务人员包括营业厅主管等。",
    ),
    "mentioned not": (Mentioned("4.1.4.1", (), ("引导员", "保安员"), ()), "没有，4.1.4.1没有提到引导员、保安员。"),
    "mentioned not, lost": (
        Mentioned("4.1.6.1", (), ("引导员",), (), True),
        "4.1.6.1读得出的部分没有提到引导员；其中有的内容原文缺失，缺失部分不能断定。",
    ),
    # --- numbers
    "numbered": (
        NumberedItem("供电营业厅", "设施及用品", 24, UMBRELLA, (A, B), 32, "项"),
        "供电营业厅设施及用品第24项是便民伞。\n应具备第24项的是：A级营业厅、B级营业厅。",
    ),
    "numbered lost": (
        NumberedItem("供电营业厅", "设施及用品", 16, GONE, (A,), 32, "项"),
        "供电营业厅设施及用品第16项的名称原文缺失，无法确定是什么。\n应具备第16项的是：A级营业厅。",
    ),
    "numbered none": (NumberedItem("供电营业厅", "设施及用品", 33, None, (), 32, "项"), "供电营业厅的设施及用品清单共32项，没有第33项。"),
    "numbered of a channel": (
        NumberedItem(HOTLINE, "服务方式", 5, Item("电子邮件", 5), (), 6, "种"),
        "95598供电服务热线服务方式第5种是电子邮件。",
    ),
    "amount": (
        Amount("便民伞", 0, NUMBERED, (), (A, B), (C,)),
        (
            "标准没有规定便民伞的数量。\n"
            "便民伞在供电营业厅的设施及用品清单里是第24项，这个数字是序号，不是数量。\n"
            "要有便民伞的是：A级营业厅、B级营业厅。标准没有要求C级营业厅有便民伞。"
        ),
    ),
    "amount of a hall": (
        Amount("便民伞", 0, NUMBERED, (case("no", "设施及用品", thing="便民伞"),)),
        (
            "标准没有规定便民伞的数量。\n"
            "便民伞在供电营业厅的设施及用品清单里是第24项，这个数字是序号，不是数量。\n"
            "标准没有要求C级营业厅有便民伞。"
        ),
    ),
    "amount is the number": (
        Amount("便民伞", 24, NUMBERED, (case(aspect="设施及用品", subject=A, thing="便民伞", held=(UMBRELLA,)),)),
        (
            "不是，标准没有规定便民伞的数量。\n"
            "便民伞在供电营业厅的设施及用品清单里是第24项，这个数字是序号，不是数量。\n"
            "A级营业厅应有便民伞（第24项）。"
        ),
    ),
    "amount is another": (
        Amount("便民伞", 3, NUMBERED, (), (A, B), ()),
        "不是，标准没有规定便民伞的数量。\n要有便民伞的是：A级营业厅、B级营业厅。",
    ),
    "coded": (Coded((("销户", "SI01-06", "5.1.4.6"),)), "销户的编码是SI01-06。（依据 5.1.4.6）"),
    "coded two": (
        Coded((("移表", "SI01-08", "5.1.4.8"), ("改压", "SI01-08", "5.1.4.8"))),
        "移表的编码是SI01-08。（依据 5.1.4.8）\n改压的编码是SI01-08。（依据 5.1.4.8）",
    ),
}
