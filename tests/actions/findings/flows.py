"""Steps, comparisons and what a change makes, with the text in which each is told."""

from __future__ import annotations

from rules.findings import Comparison, Difference, Finding, Group, Item, Row, Sequence, StepFound, Stretch
from tests.actions.findings.builders import APPLY, END, GUARD, GUIDE, HOTLINE, ONE, ONLINE, SURVEY, A, B, C, case, group

TEXTS: dict[str, tuple[Finding, str]] = {
    # --- steps
    "step n": (StepFound(("销户",), SURVEY, 6, 2), "销户流程的第2步是：现场勘查（共6步）。"),
    "step last": (StepFound(("销户",), Item("服务结束", 6), 6, -1), "销户流程的最后一步是：服务结束（共6步）。"),
    "step back": (StepFound(("销户",), Item("归档", 5), 6, -2), "销户流程的倒数第2步是：归档（第5步，共6步）。"),
    "step own": (StepFound(("销户",), SURVEY, 6, 0, "现场勘查"), "“现场勘查”是销户流程的第2步（共6步）。"),
    "step of several": (
        StepFound(("过户", "销户"), Item("现场勘查"), 0, 1, "受理客户申请"),
        "过户、销户的流程里，“受理客户申请”的下一步是：现场勘查。",
    ),
    "step own, of several": (StepFound(("过户", "销户"), SURVEY, 0, 0, "现场勘查"), "“现场勘查”是过户、销户流程的第2步。"),
    "step last, of several": (
        StepFound(("过户", "销户"), None, 0, 1, "服务结束", truth="no", last="服务结束"),
        "过户、销户的流程里，“服务结束”是最后一步，后面没有了。",
    ),
    "step beyond, of several": (StepFound(("过户", "销户"), None, 0, 9, truth="no"), "过户、销户的流程没有第9步。"),
    "stretch of several": (
        Stretch(("过户", "销户"), "受理客户申请", "", (Item("现场勘查"), Item("服务结束")), ()),
        "过户、销户的流程里，“受理客户申请”之后的环节是：现场勘查 → 服务结束。",
    ),
    "step absent": (StepFound(("销户",), None, 6, 1, "回访", True, "no"), "销户的流程里没有“回访”这一步。"),
    "step absent, lost": (
        StepFound(("延期",), None, 4, 1, "回访", True, "undecidable"),
        "延期的流程里，读得出的环节没有“回访”；流程末尾原文缺失，缺失部分有没有不能确定。",
    ),
    "step lost": (
        StepFound(("延期",), None, 4, 5, truth="undecidable", last="签订供用电合同"),
        "延期流程的第5步原文缺失，不能确定：读得出的最后一步是第4步“签订供用电合同”。",
    ),
    "step beyond": (StepFound(("销户",), None, 6, 9, truth="no", last="服务结束"), "销户的流程共6步，没有第9步。"),
    "step after the last": (
        StepFound(("销户",), None, 6, 1, "服务结束", truth="no", last="服务结束"),
        "销户的流程里，“服务结束”是最后一步，后面没有了（共6步）。",
    ),
    "step before the first": (
        StepFound(("销户",), None, 6, -1, "受理客户申请", truth="no", last="服务结束"),
        "销户的流程里，“受理客户申请”是第一步，前面没有了。",
    ),
    "stretch between": (
        Stretch(("销户",), "受理客户申请", "服务结束", (SURVEY,), ()),
        "销户的流程里，“受理客户申请”和“服务结束”之间的环节是：②现场勘查。",
    ),
    "stretch after": (
        Stretch(("销户",), "受理客户申请", "", (SURVEY, END), ()),
        "销户的流程里，“受理客户申请”之后的环节是：②现场勘查 → ③服务结束。",
    ),
    "stretch before nothing": (Stretch(("销户",), "", "受理客户申请", (), ()), "销户的流程里，“受理客户申请”之前没有别的环节。"),
    "stretch absent": (Stretch(("销户",), "回访", "", (), ("回访",), "no"), "销户的流程里没有“回访”这一步。"),
    "stretch absent, lost": (
        Stretch(("延期",), "回访", "", (), ("回访",), "undecidable"),
        "延期的流程里，读得出的环节没有“回访”；流程末尾原文缺失，缺失部分有没有不能确定。",
    ),
    "sequence one": (Sequence(("过户",), (SURVEY,), ("回访",)), ("过户的流程里有“现场勘查”（第2步）。\n过户的流程里没有“回访”这一步。")),
    "sequence one, lost": (
        Sequence(("延期",), (SURVEY,), ("回访",), "undecidable"),
        "延期的流程里有“现场勘查”（第2步）。\n读得出的环节没有“回访”；流程末尾原文缺失，缺失部分有没有不能确定。",
    ),
    "sequence none": (Sequence(("过户",), (), ("回访", "收费")), ("过户的流程里没有“回访”这一步。\n过户的流程里没有“收费”这一步。")),
    # --- side by side, and what a change makes
    "comparison": (
        Comparison((A, C), (Row("服务人员", (Item("收费员", 3),), ((A, (GUARD, GUIDE)), (C, ())), ("4.1.4.2",), "类"),)),
        "· 服务人员（A级营业厅3类，C级营业厅1类）：A级营业厅另有保安员、引导员；都有的是收费员。（依据 4.1.4.2）",
    ),
    "comparison same": (
        Comparison((A, B), (Row("服务方式", (ONE,), ((A, ()), (B, ())), ("4.1",), "种"),)),
        "标准对A级营业厅和B级营业厅的规定是一样的：\n· 服务方式：都是①面对面。（依据 4.1）",
    ),
    "comparison same, many": (
        Comparison(
            (A, B),
            (
                Row("设施及用品", tuple(Item(f"物{n}", n) for n in range(1, 9)), ((A, ()), (B, ())), (), "项"),
                Row("服务人员", (Item("收费员", 3),), ((A, (GUARD,)), (B, ())), (), "类"),
            ),
        ),
        (
            "· 服务人员（A级营业厅2类，B级营业厅1类）：A级营业厅另有保安员；都有的是收费员。\n"
            "· 设施及用品：A级营业厅和B级营业厅相同，都是8项。"
        ),
    ),
    "comparison of flows": (
        Comparison(
            ("过户", "甲临电", "乙临电"),
            (Row("服务流程", (APPLY,), (("过户", ()), ("甲临电", (SURVEY,)), ("乙临电", ())), (), "步"),),
            (("临电", ("甲临电", "乙临电")),),
            ("更名",),
        ),
        (
            "“临电”分为甲临电、乙临电，流程各不相同。\n"
            "· 流程（过户1步，甲临电2步，乙临电1步）：甲临电另有现场勘查；都有的是受理客户申请。\n"
            "标准没有规定更名的流程。"
        ),
    ),
    "comparison nothing": (Comparison((HOTLINE, ONLINE), ()), "标准里没有可以比较95598供电服务热线和网上营业厅的规定。"),
    "difference becomes": (
        Difference(C, "becomes", (B,), (group(GUARD, GUIDE, subject=B),), (group(Item("收费员", 3)),)),
        ("C级营业厅改为B级营业厅，要增加：\n· 服务人员：④保安员、⑤引导员。（依据 4.1）\n不再要求：\n· 服务人员：③收费员。（依据 4.1）"),
    ),
    "difference same": (
        Difference(B, "becomes", (A,), (), (), ("功能分区",)),
        "B级营业厅改为A级营业厅，功能分区方面的要求一样，没有变化。",
    ),
    "difference same in all": (Difference(B, "becomes", (A,), (), ()), "B级营业厅改为A级营业厅，要求一样，没有变化。"),
    "difference removes": (
        Difference(
            C,
            "removes",
            ("收费区",),
            (),
            (group(Item("一米线"), subject="收费区", category="区内配置"),),
            needed=(case(aspect="功能分区", thing="收费区", held=(Item("收费区", 2, "应"),)),),
        ),
        "C级营业厅没有收费区，就不符合标准：C级营业厅应有收费区。\n随之不再有的规定：\n· 收费区的区内配置：一米线。（依据 4.1）",
    ),
    "difference removes, allowed": (
        Difference(HOTLINE, "removes", ("外语座席",), (), (), needed=(case("may", subject=HOTLINE, thing="外语座席"),)),
        "95598供电服务热线没有外语座席，也符合标准：标准只是说可以有。",
    ),
    "difference removes, lost": (
        Difference(C, "removes", ("触摸屏",), (), (), needed=(case("undecidable", "设施及用品", thing="触摸屏", gaps=(16,)),)),
        "标准对C级营业厅的设施及用品列出的各项里没有触摸屏，但第16项的名称原文缺失，所以不能断定。",
    ),
    "difference adds": (
        Difference(
            C,
            "adds",
            ("洽谈区",),
            (group(Item("桌椅"), subject="洽谈区", category="区内配置"), Group("洽谈区", "", (), ("一般为半封闭",), ("4.2",))),
            (),
            needed=(case("no", "功能分区", thing="洽谈区"),),
        ),
        (
            "标准没有要求C级营业厅有洽谈区。加上以后，下列规定就随之适用：\n"
            "· 洽谈区的区内配置：桌椅。（依据 4.1）\n"
            "· 洽谈区的规定：一般为半封闭。（依据 4.2）"
        ),
    ),
    "difference adds nothing": (
        Difference(C, "adds", ("便民伞",), (), (), needed=(case("no", "设施及用品", thing="便民伞"),)),
        "标准没有要求C级营业厅有便民伞。加上以后，也没有别的规定随之适用。",
    ),
    "difference adds, required anyway": (
        Difference(C, "adds", ("收费员",), (), (), needed=(case(thing="收费员"),)),
        "标准本来就要求C级营业厅有收费员。",
    ),
}
