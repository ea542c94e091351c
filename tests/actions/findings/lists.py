"""Lists, lists made of lists, how many there are, and when: each with the text in which it is told."""

from __future__ import annotations

from rules.findings import Composed, Count, Finding, Item, Listing, Service, Serving
from tests.actions.findings.builders import (
    APPLY,
    CUT,
    END,
    GONE,
    GONE_TOO,
    GUARD,
    GUIDE,
    ONE,
    ONLINE,
    ONSITE,
    ROUND,
    SURVEY,
    TWO,
    UMBRELLA,
    A,
    B,
    C,
    D,
    flow,
    group,
)

TEXTS: dict[str, tuple[Finding, str]] = {
    # --- lists
    "listing one": (Listing((group(ONE, category="服务方式"),)), "C级营业厅的服务方式：①面对面。（依据 4.1）"),
    "listing many": (
        Listing((group(ONE, TWO, category="服务方式"),)),
        "C级营业厅的服务方式（共2种）：①面对面、②电话（可，城区）。（依据 4.1）",
    ),
    "listing lost": (
        Listing((group(GONE, UMBRELLA, GONE_TOO, category="设施及用品", clauses=()),)),
        "C级营业厅的设施及用品（共3项）：24.便民伞、第16~17项（名称原文缺失）。",
    ),
    "listing provision": (Listing((group(category="服务环境", provisions=("应整洁",)),)), ("应整洁。\n（依据 4.1）")),
    "listing provisions": (
        Listing((group(category="服务环境", provisions=("应整洁", "应安静。")),)),
        "· 应整洁。\n· 应安静。\n（依据 4.1）",
    ),
    "listing entries and provision": (
        Listing((group(ONE, category="服务方式", provisions=("服务方式应多样化",)),)),
        "C级营业厅的服务方式：①面对面。（依据 4.1）\n· 服务方式应多样化。",
    ),
    "listing by case": (
        Listing(
            (group(GUARD, GUIDE, subject="供电营业厅"),),
            (group(GUARD, GUIDE, subject=A, clauses=("4.2",)), group(GUARD, subject=B, clauses=())),
        ),
        (
            "供电营业厅的服务人员（共2类）：④保安员、⑤引导员。（依据 4.1）\n"
            "· A级营业厅：④保安员、⑤引导员。（依据 4.2）\n"
            "· B级营业厅：④保安员。"
        ),
    ),
    "listing several aspects": (
        Listing(
            (group(GUARD), group(category="服务环境", provisions=("整洁", "安静")), group(category="功能分区", truth="silent", clauses=()))
        ),
        "C级营业厅的要求如下：\n· 服务人员：④保安员。（依据 4.1）\n· 服务环境：整洁；安静。（依据 4.1）\n· 功能分区：标准没有规定。",
    ),
    "listing several subjects": (
        Listing((group(GUARD), group(GUIDE, subject=D))),
        "· C级营业厅的服务人员：④保安员。（依据 4.1）\n· D级营业厅的服务人员：⑤引导员。（依据 4.1）",
    ),
    "listing flow": (
        Listing((flow("销户", APPLY, SURVEY, END),)),
        "销户的流程（共3步）：①受理客户申请 → ②现场勘查 → ③服务结束。（依据 4.1）",
    ),
    "listing broken flow": (
        Listing((flow("销户", APPLY, SURVEY, CUT, complete=False),)),
        "销户的流程（原文不完整）：①受理客户申请 → ②现场勘查 → ③……（其后的环节原文缺失）。（依据 4.1）",
    ),
    "listing divided": (
        Listing((flow("甲", APPLY, END), flow("乙", APPLY, SURVEY, END)), divided="临电"),
        (
            "“临电”分为甲、乙，流程各不相同。\n"
            "甲的流程（共2步）：①受理客户申请 → ③服务结束。（依据 4.1）\n"
            "乙的流程（共3步）：①受理客户申请 → ②现场勘查 → ③服务结束。（依据 4.1）"
        ),
    ),
    "listing channels": (
        Listing(
            (group(Item("供电营业厅"), Item(ONSITE, way="上门办理"), Item(ONLINE, scope="必须注册"), subject="过户", category="服务渠道"),)
        ),
        "过户可以通过3个渠道办理（依据 4.1）：\n· 供电营业厅。\n· 客户现场：上门办理。\n· 网上营业厅：必须注册。",
    ),
    "listing channel": (
        Listing((group(Item(ONSITE, way="上门办理"), subject="保供电", category="服务渠道", cls="function"),)),
        "保供电由客户现场提供：上门办理。（依据 4.1）",
    ),
    "listing hours one": (
        Listing((group(Item("7×24小时不间断", modality="应"), subject=ONLINE, category="服务时间"),)),
        "网上营业厅应提供7×24小时不间断服务。\n（依据 4.1）",
    ),
    "listing hours many": (
        Listing(
            (
                group(
                    Item("7×24小时", modality="应", scope="的故障抢修"),
                    Item("工作时间", modality="一般", scope="的其他服务"),
                    subject=ONSITE,
                    category="服务时间",
                ),
            )
        ),
        "· 客户现场的故障抢修应提供7×24小时服务。\n· 客户现场的其他服务一般为工作时间。\n（依据 4.1）",
    ),
    "listing qualifications": (
        Listing(
            (group(Item("大专及以上学历", scope=ONLINE), Item("岗前培训合格", scope=ONLINE), subject="网站受理员", category="任职资格"),)
        ),
        "网站受理员的任职资格：大专及以上学历、岗前培训合格（以上2项：网上营业厅）。（依据 4.1）",
    ),
    "listing silent": (Listing((group(category="功能分区", truth="silent", clauses=()),)), "标准没有规定C级营业厅的功能分区。"),
    "listing silent flow": (Listing((flow("更名", truth="silent", clauses=()),)), "标准没有规定更名的流程。"),
    "listing nothing": (Listing(()), "标准没有这方面的规定。"),
    # --- lists made of lists
    "composed one": (
        Composed(
            (GUARD,),
            (),
            (),
            (group(Item("收费员", 3), GUARD, subject=D), group(Item("收费员", 3))),
            "服务人员",
            "类",
            "D级营业厅有而C级营业厅没有",
        ),
        "D级营业厅有而C级营业厅没有的服务人员有1类：④保安员。",
    ),
    "composed many with lost": (
        Composed((UMBRELLA,), (GONE, GONE_TOO), (), (), "设施及用品", "项", "A级营业厅有而B级营业厅没有"),
        "A级营业厅有而B级营业厅没有的设施及用品有3项：24.便民伞、第16~17项（名称原文缺失）。",
    ),
    "composed none": (
        Composed((), (), (), (group(subject="更名", truth="silent", clauses=()),), "服务人员", "类", "C级营业厅有而A级营业厅没有"),
        "没有C级营业厅有而A级营业厅没有的服务人员。\n· 更名的服务人员：标准没有规定。",
    ),
    "composed undecided": (
        Composed((), (), (Item("触摸屏"),), (), "设施及用品", "项", "客户自助区和A级营业厅都有"),
        "读得出的里面没有客户自助区和A级营业厅都有的设施及用品。\n触摸屏：原文有缺失，不能确定是不是。",
    ),
    "composed steps": (
        Composed((APPLY,), (), (), (flow("销户", APPLY, END),), "服务流程", "步", "销户和过户都有"),
        "销户和过户都有的环节有1个：①受理客户申请。",
    ),
    # --- how many, and when
    "count": (Count(C, "服务人员", 2, (GUARD, GUIDE), "类"), "C级营业厅的服务人员共2类：④保安员、⑤引导员。"),
    "count whole and lost": (
        Count(B, "设施及用品", 3, (UMBRELLA, GONE, GONE_TOO), "项", (16, 17), 32),
        (
            "B级营业厅的设施及用品共3项：24.便民伞、第16~17项（名称原文缺失）。\n"
            "标准的清单共32项。其中第16、17项的名称原文缺失，名称可辨的有1项。"
        ),
    ),
    "count composed": (
        Count("", "服务人员", 1, (GUARD,), "类", phrase="A级营业厅和D级营业厅都有"),
        "A级营业厅和D级营业厅都有的服务人员共1类：④保安员。",
    ),
    "serving": (Serving((ROUND,)), "网上营业厅应提供7×24小时不间断服务。"),
    "serving many": (
        Serving((ROUND, Service("银行", "的窗口", "以公布的时间为准", "应"))),
        "· 网上营业厅应提供7×24小时不间断服务。\n· 银行的窗口：以公布的时间为准（标准没有规定具体钟点）。",
    ),
    "serving without a clock, allowed": (
        Serving((Service(D, "有“客户自助”的，可根据需求", "24小时", "可"),)),
        "D级营业厅有“客户自助”的，可根据需求提供24小时服务。",
    ),
    "serving silent": (Serving((), ("过户", "销户")), "标准没有规定过户、销户的服务时间。"),
    "serving lost": (Serving((), (), ("没有规定营业厅的营业时间",)), "没有规定营业厅的营业时间。"),
}
