"""Small findings of every kind, each with the text in which it is told: one item, many, none, what is lost, what is silent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rules.derivation import Citation
from rules.evaluator.truth import Truth
from rules.findings import (
    Amount,
    Answer,
    Case,
    ClauseText,
    Coded,
    Comparison,
    Compliance,
    Composed,
    Count,
    Difference,
    Finding,
    Gone,
    Group,
    Holder,
    Holders,
    Item,
    Judged,
    Listing,
    Mentioned,
    Missing,
    NotFound,
    NumberedItem,
    Outside,
    Passages,
    Ranked,
    Ranking,
    Row,
    Sameness,
    Sequence,
    Service,
    Serving,
    Several,
    Statements,
    StepFound,
    Stretch,
    Verdict,
)

READABLE = Citation("4.1.4.1", "供电营业厅的服务人员", "readable", "原文清楚", "", "服务人员包括营业厅主管等。")
LOST = Citation("4.1.6.1 第16~18项", "设施及用品第16~18项", "lost", "原文缺失", "", "第16~18项的名称原文缺失。")
FIFTEEN = tuple(replace(READABLE, clause=f"4.{number}", heading=f"第{number}条") for number in range(1, 16))
ONE, TWO = Item("面对面", 1, "应"), Item("电话", 2, "可", "城区")
GONE, GONE_TOO = Item("第16项设施", 16, "应", lost=True), Item("第17项设施", 17, "应", lost=True)
GUARD, GUIDE, CASHIER, UMBRELLA = Item("保安员", 4, "应"), Item("引导员", 5, "应"), Item("收费员", 3, "应"), Item("便民伞", 24, "应")
APPLY, SURVEY, END = Item("受理客户申请", 1), Item("现场勘查", 2), Item("服务结束", 3)
CUT = Item("原文缺失的后续环节", 3, lost=True)
A, B, C, D = "A级营业厅", "B级营业厅", "C级营业厅", "D级营业厅"
HOTLINE, ONLINE, ONSITE = "95598供电服务热线", "网上营业厅", "客户现场"
ROUND = Service(ONLINE, "", "7×24小时不间断", "应")
MEASURES = {"服务方式": "种", "服务人员": "类", "服务流程": "步", "设施及用品": "项"}


def answered(finding: Finding, *citations: Citation, **more: Any) -> Answer:
    """An answer with nothing but its finding, citations and what is named."""
    parts = {"says": "", "derivation": (), "remarks": (), "suggestions": (), "edition": "", **more}
    return Answer(question=None, finding=finding, citations=citations, **parts)


def group(*items: Item, subject: str = C, category: str = "服务人员", clauses: tuple[str, ...] = ("4.1",), **more: Any) -> Group:
    """What a subject has of a category."""
    return Group(subject, category, items, clauses=clauses, measure=MEASURES.get(category, "个"), **more)


def flow(subject: str, *steps: Item, **more: Any) -> Group:
    """The flow of a service."""
    return group(*steps, subject=subject, category="服务流程", ordered=True, **more)


def case(truth: Truth = "yes", aspect: str = "服务人员", subject: str = C, thing: str = "保安员", cls: str = "hall", **more: Any) -> Case:
    """A subject against a thing."""
    return Case(subject, aspect, thing, truth, cls=cls, **{"phrase": thing, **more})


def verdict(*cases: Case, **more: Any) -> Verdict:
    """Yes or no, as the first of the cases where nothing else is said."""
    return Verdict(more.pop("truth", cases[0].truth), cases, **more)


def holder(name: str, truth: Truth = "yes", **more: Any) -> Holder:
    """One of those that have a thing or lack it."""
    return Holder(name, truth, (case(truth, subject=name, **more),))


def hall(label: str = "甲厅", grade: str = B, truth: Truth = "no", **more: Any) -> Judged:
    """A described hall as it was judged."""
    return Judged(label, grade, truth, more.pop("missing", ()), **more)


STEP: dict[str, Any] = {"aspect": "服务流程", "cls": "service", "subject": "销户", "thing": "现场勘查"}
CAN: dict[str, Any] = {"aspect": "服务功能", "cls": "channel", "subject": ONLINE, "thing": "过户"}
DIPLOMA: dict[str, Any] = {
    "aspect": "任职资格",
    "cls": "staff",
    "subject": "收费员",
    "thing": "大专及以上学历",
    "phrase": "具有大专及以上学历",
}
DIPLOMA_AT_A = Item("大专及以上学历", phrase="具有大专及以上学历", scope=A)
WHO: dict[str, Any] = {
    "said": "应配保安员",
    "opposite": "不要求配保安员",
    "population": "各级营业厅",
    "aspect": "服务人员",
    "thing": "保安员",
}
LACKS = (("服务人员", (Item("引导员", 5),), ("4.1.4.2 b)2)",)),)
UNKNOWN = (("设施及用品", (GONE, GONE_TOO), ("4.1.6.1",)),)
NUMBERED = (("供电营业厅", "设施及用品", 24, "项"),)

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
        Listing((group(Item(ONSITE, way="上门办理"), subject="保供电", category="服务渠道"),)),
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
        "网站受理员的任职资格：大专及以上学历（网上营业厅）、岗前培训合格（网上营业厅）。（依据 4.1）",
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
        (
            "D级营业厅有而C级营业厅没有的服务人员有1类：④保安员。\n"
            "· D级营业厅的服务人员：③收费员、④保安员。（依据 4.1）\n"
            "· C级营业厅的服务人员：③收费员。（依据 4.1）"
        ),
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
        "销户和过户都有的环节有1步：①受理客户申请。\n· 销户的流程（共2步）：①受理客户申请 → ③服务结束。（依据 4.1）",
    ),
    # --- yes or no
    "verdict facility yes": (verdict(case(aspect="设施及用品", thing="便民伞", held=(UMBRELLA,))), "要，C级营业厅应有便民伞（第24项）。"),
    "verdict two halls yes": (
        verdict(case(subject=A, held=(GUARD,)), case(subject=B, held=(GUARD,))),
        "要，A级营业厅、B级营业厅都应有保安员。",
    ),
    "verdict facility no by number": (
        verdict(case("no", "设施及用品", thing="便民伞", listed=tuple(Item(f"物{n}", n) for n in range(1, 10)), number=24, total=9)),
        "不用，标准没有要求C级营业厅有便民伞。\nC级营业厅应有的是清单的第1~9项，便民伞是第24项，不在其中。",
    ),
    "verdict staff no": (
        verdict(case("no", listed=(CASHIER, Item("营业厅主管", 1, "应")))),
        "不用，标准没有要求C级营业厅有保安员。\n标准对C级营业厅的服务人员列出的是：收费员、营业厅主管。",
    ),
    "verdict lost": (
        verdict(case("undecidable", "设施及用品", thing="触摸屏", listed=(GONE,), gaps=(16, 17))),
        "标准对C级营业厅的设施及用品列出的各项里没有触摸屏，但第16、17项的名称原文缺失，所以不能断定。",
    ),
    "verdict may": (
        verdict(
            case("may", subject=HOTLINE, thing="外语座席", cls="channel", held=(Item("外语座席", modality="可", scope="根据客户需求设置"),))
        ),
        "可以有，不是必须：95598供电服务热线可以有外语座席（根据客户需求设置）。",
    ),
    "verdict optional": (
        verdict(
            case(
                "may",
                "设施及用品",
                subject="社区及其他渠道",
                thing="自助缴费终端",
                cls="channel",
                held=(Item("自助缴费终端", modality="可选"),),
            )
        ),
        "可以有，不是必须：社区及其他渠道可选配自助缴费终端。",
    ),
    "verdict in a zone": (
        verdict(
            case(
                aspect="区内配置",
                thing="报刊架",
                subject=D,
                held=(Item("报刊架", 0, "应", owner="业务待办区"),),
                listed=(Item("饮水机", 20),),
                number=21,
            )
        ),
        "要，D级营业厅的业务待办区应有报刊架。\nD级营业厅自己的清单是第20项，报刊架是第21项，不在其中。",
    ),
    "verdict differ": (
        verdict(case(subject=A, held=(GUARD,)), case("no", listed=(CASHIER,)), truth="partly"),
        "各不相同：A级营业厅应有保安员。标准没有要求C级营业厅有保安员。\n标准对C级营业厅的服务人员列出的是：收费员。",
    ),
    "verdict two things, one lacking": (
        verdict(case(held=(GUARD,)), case("no", thing="引导员"), truth="no", composed=True),
        "不是都有：C级营业厅应有保安员。标准没有要求C级营业厅有引导员。",
    ),
    "verdict step yes": (verdict(case(**STEP, held=(SURVEY,), total=3)), "有，销户的流程有“现场勘查”，是第2步。"),
    "verdict step no": (verdict(case("no", **STEP)), "没有，销户的流程没有“现场勘查”这一步。"),
    "verdict step near": (
        verdict(case("no", **{**STEP, "thing": "收费"}, near=(Item("结清相关费用", 4),))),
        "没有，销户的流程没有“收费”这一步，但有“结清相关费用”（第4步）。",
    ),
    "verdict step lost": (
        verdict(case("undecidable", **STEP, cut_short=True)),
        "销户的流程里，读得出的环节没有“现场勘查”；流程末尾原文缺失，缺失部分有没有不能确定。",
    ),
    "verdict function yes": (verdict(case(**CAN, held=(Item("过户"),))), "可以，网上营业厅的服务功能包括过户。"),
    "verdict function general": (
        verdict(case(**{**CAN, "thing": "电费查询"}, held=(Item("咨询查询"),), said=("必须是注册客户",))),
        "可以，网上营业厅的服务功能包括咨询查询，电费查询属于咨询查询。必须是注册客户。",
    ),
    "verdict function at home": (
        verdict(case(**CAN, held=(Item("过户", way="上门办理"),), hours=(Service(ONLINE, "过户", "7×24小时", "应"),))),
        "可以，网上营业厅的服务功能包括过户（上门办理）。服务时间是7×24小时。",
    ),
    "verdict function open": (
        verdict(case(**CAN, held=(Item("过户"),), unconditional=True)),
        "可以，网上营业厅的服务功能包括过户。不限对象，不需要什么条件。",
    ),
    "verdict function may": (
        verdict(case("may", **CAN, held=(Item("过户", way="预受理"),))),
        "可以，但网上营业厅只是预受理：先提出过户申请，后面的环节仍按流程办理。",
    ),
    "verdict function optional": (
        verdict(case("may", **CAN, held=(Item("过户", modality="可选"),))),
        "可以，过户是网上营业厅的可选功能，有的有，有的没有。",
    ),
    "verdict function no": (
        verdict(case("no", **CAN, listed=(Item("投诉"), Item("举报")), elsewhere=("供电营业厅", HOTLINE))),
        (
            "不能，过户不在网上营业厅的服务功能之内。\n"
            "标准列出的网上营业厅服务功能是：投诉、举报。\n"
            "可以办过户的是：供电营业厅、95598供电服务热线。"
        ),
    ),
    "verdict function lost": (
        verdict(case("undecidable", **{**CAN, "subject": A}, said=("各级营业厅的功能原文缺失",), elsewhere=(HOTLINE,))),
        "各级营业厅的功能原文缺失；A级营业厅能不能办过户，不能从所见文本确定。标准给95598供电服务热线列出的服务功能里有过户。",
    ),
    "verdict channel yes": (
        verdict(case(aspect="服务渠道", cls="service", subject="过户", thing=ONLINE, held=(Item(ONLINE),))),
        "可以，过户可以在网上营业厅办理。",
    ),
    "verdict qualification yes": (verdict(case(**DIPLOMA, held=(DIPLOMA_AT_A,))), "要，A级营业厅的收费员应具有大专及以上学历。"),
    "verdict qualification there": (verdict(case(**DIPLOMA, place=A, held=(DIPLOMA_AT_A,))), "要，A级营业厅的收费员应具有大专及以上学历。"),
    "verdict qualification of a hall": (
        verdict(
            case(
                **{**DIPLOMA, "subject": A, "cls": "hall"},
                held=(Item("大专及以上学历", phrase="具有大专及以上学历", scope="营业厅主管、收费员"),),
            )
        ),
        "要，A级营业厅的营业厅主管、收费员应具有大专及以上学历。",
    ),
    "verdict qualification no": (
        verdict(case("no", **DIPLOMA, place=C, listed=(Item("岗前培训合格", scope="各级营业厅"),))),
        "不用，标准没有要求C级营业厅的收费员具有大专及以上学历。\n标准对C级营业厅的收费员的要求是：岗前培训合格（各级营业厅）。",
    ),
    "verdict hours yes": (
        verdict(case(aspect="服务时间", subject=ONLINE, thing="", hours=(ROUND,))),
        "是的，网上营业厅应提供7×24小时不间断服务。",
    ),
    "verdict hours may": (
        verdict(case("may", aspect="服务时间", subject=D, thing="", hours=(Service(D, "有“客户自助”的，可根据需求", "24小时", "可"),))),
        "不是必须，D级营业厅有“客户自助”的，可根据需求提供24小时服务。",
    ),
    "verdict hours no": (
        verdict(case("no", aspect="服务时间", subject="银行", thing="", hours=(Service("银行", "的窗口", "工作时间", "一般"),))),
        "不是，银行的窗口一般为工作时间。",
    ),
    "verdict hours silent": (
        verdict(case("silent", aspect="服务时间", subject=HOTLINE, thing="传真", hours=(ROUND,))),
        "标准没有规定95598供电服务热线的传真要24小时服务。规定了的是：网上营业厅应提供7×24小时不间断服务。",
    ),
    "verdict hours nothing": (
        verdict(case("silent", aspect="服务时间", subject="业务待办区", thing="")),
        "标准没有规定业务待办区的服务时间。",
    ),
    "verdict hours lost": (
        verdict(case("undecidable", aspect="服务时间", subject=B, thing="", said=("没有规定营业厅的营业时间",))),
        "没有规定营业厅的营业时间。",
    ),
    "verdict document": (
        verdict(case(aspect="服务环境", thing="推广应用手册", held=(Item("推广应用手册", scope="标识须符合其要求"),))),
        "要，C级营业厅应符合《推广应用手册》（标识须符合其要求）。",
    ),
    "verdict member no": (
        verdict(case("no", aspect="服务项目", cls="service", subject="变更用电", thing="新装")),
        "不包括，标准没有把新装列入变更用电。",
    ),
    "verdict besides": (
        verdict(
            case(aspect="区内配置", cls="zone", subject="业务办理区", thing="受理台", held=(Item("受理台", 0, "应"),)),
            provisions=("业务办理区一般面向大门", "业务办理区应有受理台"),
        ),
        "要，业务办理区应有受理台。\n业务办理区一般面向大门。",
    ),
    # --- of all, of some, of these only
    "every yes": (
        verdict(case(subject=A, held=(GUARD,)), case(subject=B, held=(GUARD,)), quantifier="every", having=(A, B)),
        "是的，A级营业厅、B级营业厅都要有保安员。",
    ),
    "every no": (
        verdict(case(subject=A, held=(GUARD,)), case("no"), truth="no", quantifier="every", having=(A,), lacking=(C,), undecided=(D,)),
        "不是都这样：A级营业厅要有保安员；C级营业厅没有这一要求。\nD级营业厅：原文有缺失，不能断定。",
    ),
    "every undecidable": (
        verdict(
            case(subject=A, held=(GUARD,)),
            case("undecidable", subject=B),
            truth="undecidable",
            quantifier="every",
            having=(A,),
            undecided=(B,),
        ),
        "读得出的都要有保安员，但有的原文缺失，不能断定。\nB级营业厅：原文有缺失，不能断定。",
    ),
    "every flow undecidable": (
        verdict(
            case(**STEP, held=(SURVEY,)),
            case("undecidable", **{**STEP, "subject": "延期"}),
            truth="undecidable",
            quantifier="every",
            having=("销户",),
            undecided=("延期",),
        ),
        "读得出的流程都有“现场勘查”，但有的原文缺失，不能断定。\n延期：原文有缺失，不能断定。",
    ),
    "some yes": (
        verdict(case(subject=A, held=(GUARD,)), case("no"), quantifier="some", having=(A,), lacking=(C,), cls="hall"),
        "有，A级营业厅要有保安员。",
    ),
    "some no": (
        verdict(case("no", subject=A), case("no"), truth="no", quantifier="some", lacking=(A, C), cls="hall"),
        "没有，没有哪一级要有保安员。",
    ),
    "only yes": (verdict(case(subject=A, held=(GUARD,)), quantifier="only", having=(A,), subjects=(A,)), "是的，只有A级营业厅要有保安员。"),
    "only no": (
        verdict(
            case(subject=A, held=(GUARD,)), case(subject=B, held=(GUARD,)), truth="no", quantifier="only", having=(A, B), subjects=(A,)
        ),
        "不是。A级营业厅、B级营业厅都要有保安员。",
    ),
    "only not even that": (
        verdict(case(subject=A, held=(GUARD,)), case("no"), truth="no", quantifier="only", having=(A,), lacking=(C,), subjects=(C,)),
        "不是。标准没有要求C级营业厅有保安员。A级营业厅要有保安员。",
    ),
    "only nobody": (
        verdict(case("no"), truth="no", quantifier="only", lacking=(C,), subjects=(C,), cls="hall"),
        "不是。标准没有要求C级营业厅有保安员。没有哪一级要有保安员。",
    ),
    # --- what the standard has no word for
    "unlisted": (
        verdict(case("no", "设施及用品", thing="wifi", listed=(UMBRELLA,)), truth="silent", quantifier="unlisted"),
        "标准没有规定“WIFI”：对C级营业厅的规定里没有它。\n标准对C级营业厅的设施及用品列出的是：便民伞。",
    ),
    "unlisted, names lost": (
        verdict(
            case("undecidable", "设施及用品", thing="空调", listed=(UMBRELLA, GONE), gaps=(16,)), truth="undecidable", quantifier="unlisted"
        ),
        (
            "标准没有规定“空调”：对C级营业厅的规定里没有它。\n"
            "标准对C级营业厅的设施及用品列出的是：便民伞。（第16项的名称原文缺失，是什么不能断定。）"
        ),
    ),
    "unlisted, nothing named": (
        verdict(case("no", **{**STEP, "thing": ""}, listed=(APPLY, SURVEY)), truth="silent", quantifier="unlisted"),
        "标准对销户规定的环节只有：受理客户申请、现场勘查。没有列出的，标准没有规定。",
    ),
    # --- who has it
    "holders some": (
        Holders("hall", (holder(A, held=(GUARD,)), holder(B, held=(GUARD,))), (holder(C, "no"),), **WHO),
        "应配保安员的是：A级营业厅、B级营业厅。\nC级营业厅不要求配保安员。",
    ),
    "holders one": (Holders("hall", (holder(A),), (), **WHO), "应配保安员的是：A级营业厅。"),
    "holders none": (Holders("hall", (), (holder(A, "no"), holder(C, "no")), **WHO), "各级营业厅都不要求配保安员。"),
    "holders open": (
        Holders("hall", (), (), (holder(C, "undecidable"),), **WHO),
        "读得出的里面没有应配保安员的。\nC级营业厅：原文有缺失，不能断定。",
    ),
    "holders counted": (Holders("hall", (holder(A), holder(B)), (), counted=True, **WHO), "应配保安员的有2级：A级营业厅、B级营业厅。"),
    "holders composed": (
        Holders("hall", (holder(A),), (holder(C, "no"),), composed=True, **{**WHO, "said": "既应配保安员，又应配引导员"}),
        "既应配保安员，又应配引导员的是：A级营业厅。\n不是这样的有：C级营业厅。",
    ),
    "holders composed, many lack it": (
        Holders(
            "service",
            (holder("过户"),),
            tuple(holder(f"业务{n}", "no") for n in range(7)),
            composed=True,
            **{**WHO, "said": "既要勘查，又要回访"},
        ),
        "既要勘查，又要回访的是：过户。",
    ),
    "holders of a zone": (
        Holders("hall", (holder(A, held=(Item("排队机", 0, "应", owner="引导区"),)),), (), **{**WHO, "said": "应配排队机"}),
        "应配排队机的是：A级营业厅（在引导区）。",
    ),
    "holders steps": (
        Holders(
            "service",
            (Holder("过户", "yes", (case(**{**STEP, "subject": "过户"}, held=(SURVEY,), total=5),)),),
            (Holder("销户", "no", (case("no", **STEP, near=(Item("结清相关费用", 4),)),)),),
            **{**WHO, "said": "要经过“现场勘查”环节", "opposite": "不经过“现场勘查”环节"},
        ),
        "要经过“现场勘查”环节的是：过户（第2步）。\n销户（有“结清相关费用”）不经过“现场勘查”环节。",
    ),
    "holders provisions": (
        Holders("hall", (holder(A),), (), provisions=("保安员应着装整齐", "保安员应持证。"), **WHO),
        "应配保安员的是：A级营业厅。\n保安员应着装整齐。\n保安员应持证。",
    ),
    # --- most and fewest, and who is like whom
    "ranking": (
        Ranking("服务流程", "least", "步", (Ranked("过户", 5),), (Ranked("销户", 6), Ranked("改类", 6)), ("延期",)),
        "环节最少的是：过户（5步）。\n其余依次是：销户（6步）、改类（6步）。\n延期：原文有缺失，数目不知道，没有排进来。",
    ),
    "ranking one": (Ranking("设施及用品", "most", "项", (Ranked(A, 32),), ()), "设施及用品最多的是：A级营业厅（32项）。"),
    "ranking two first": (
        Ranking("功能分区", "most", "个", (Ranked(A, 7), Ranked(B, 7)), (Ranked(C, 4), Ranked(D, 3))),
        "功能分区最多的是：A级营业厅（7个）、B级营业厅（7个）。\n其余依次是：C级营业厅（4个）、D级营业厅（3个）。",
    ),
    "sameness": (
        Sameness("功能分区", "个", (((A, B), (Item("收费区", 2), Item("展示区", 4)), ("4.1.5.2",)),), (C, D)),
        "A级营业厅、B级营业厅的功能分区完全一样，都是②收费区、④展示区。（依据 4.1.5.2）\n和别的都不一样的是：C级营业厅、D级营业厅。",
    ),
    "sameness flows": (
        Sameness(
            "服务流程", "步", ((("新装", "增容"), (APPLY, SURVEY, END), ("5.1.4.1",)), (("暂停", "暂拆"), (APPLY, END), ())), (), ("延期",)
        ),
        "· 新装、增容的流程完全一样（3步）。（依据 5.1.4.1）\n· 暂停、暂拆的流程完全一样（2步）。\n延期：原文有缺失，不能断定。",
    ),
    # --- steps
    "step n": (StepFound("销户", SURVEY, 6, 2), "销户流程的第2步是：现场勘查（共6步）。"),
    "step last": (StepFound("销户", Item("服务结束", 6), 6, -1), "销户流程的最后一步是：服务结束（第6步，共6步）。"),
    "step back": (StepFound("销户", Item("归档", 5), 6, -2), "销户流程的倒数第2步是：归档（第5步，共6步）。"),
    "step own": (StepFound("销户", SURVEY, 6, 0, "现场勘查"), "“现场勘查”是销户流程的第2步（共6步）。"),
    "step absent": (StepFound("销户", None, 6, 1, "回访", True, "no"), "销户的流程里没有“回访”这一步。"),
    "step absent, lost": (
        StepFound("延期", None, 4, 1, "回访", True, "undecidable"),
        "延期的流程里，读得出的环节没有“回访”；流程末尾原文缺失，缺失部分有没有不能确定。",
    ),
    "step lost": (
        StepFound("延期", None, 4, 5, truth="undecidable", last="签订供用电合同"),
        "延期流程的第5步原文缺失，不能确定：读得出的最后一步是第4步“签订供用电合同”。",
    ),
    "step beyond": (StepFound("销户", None, 6, 9, truth="no", last="服务结束"), "销户的流程共6步，没有第9步。"),
    "step after the last": (
        StepFound("销户", None, 6, 1, "服务结束", truth="no", last="服务结束"),
        "销户的流程里，“服务结束”是最后一步，后面没有了（共6步）。",
    ),
    "step before the first": (
        StepFound("销户", None, 6, -1, "受理客户申请", truth="no", last="服务结束"),
        "销户的流程里，“受理客户申请”是第一步，前面没有了。",
    ),
    "stretch between": (
        Stretch("销户", "受理客户申请", "服务结束", (SURVEY,), ()),
        "销户的流程里，“受理客户申请”和“服务结束”之间的环节是：②现场勘查。",
    ),
    "stretch after": (
        Stretch("销户", "受理客户申请", "", (SURVEY, END), ()),
        "销户的流程里，“受理客户申请”之后的环节是：②现场勘查 → ③服务结束。",
    ),
    "stretch before nothing": (Stretch("销户", "", "受理客户申请", (), ()), "销户的流程里，“受理客户申请”之前没有别的环节。"),
    "stretch absent": (Stretch("销户", "回访", "", (), ("回访",), "no"), "销户的流程里没有“回访”这一步。"),
    "stretch absent, lost": (
        Stretch("延期", "回访", "", (), ("回访",), "undecidable"),
        "延期的流程里，读得出的环节没有“回访”；流程末尾原文缺失，缺失部分有没有不能确定。",
    ),
    "sequence one": (Sequence("过户", (SURVEY,), ("回访",)), ("过户的流程里有“现场勘查”（第2步）。\n过户的流程里没有“回访”这一步。")),
    "sequence one, lost": (
        Sequence("延期", (SURVEY,), ("回访",), "undecidable"),
        "延期的流程里有“现场勘查”（第2步）。\n读得出的环节没有“回访”；流程末尾原文缺失，缺失部分有没有不能确定。",
    ),
    "sequence none": (Sequence("过户", (), ("回访", "收费")), ("过户的流程里没有“回访”这一步。\n过户的流程里没有“收费”这一步。")),
    # --- side by side, and what a change makes
    "comparison": (
        Comparison((A, C), (Row("服务人员", (Item("收费员", 3),), ((A, (GUARD, GUIDE)), (C, ())), ("4.1.4.2",), "类"),)),
        "· 服务人员（A级营业厅3类，C级营业厅1类）：A级营业厅另有保安员、引导员；都有的是收费员。（依据 4.1.4.2）",
    ),
    "comparison same": (
        Comparison((A, B), (Row("服务方式", (ONE,), ((A, ()), (B, ())), ("4.1",), "种"),)),
        "· 服务方式：A级营业厅和B级营业厅相同，都是①面对面。（依据 4.1）",
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
        (
            "C级营业厅改为B级营业厅，要增加：\n"
            "· 服务人员：④保安员、⑤引导员。（依据 4.1）\n"
            "C级营业厅改为B级营业厅，不再要求：\n"
            "· 服务人员：③收费员。（依据 4.1）"
        ),
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
    # --- texts
    "statements": (Statements(("普通话",), (("应说普通话", ("4.1.4.2",)),)), "应说普通话。（依据 4.1.4.2）"),
    "statements many": (
        Statements(("普通话",), (("应说普通话。", ()), ("可用方言", ("4.2",)))),
        "· 应说普通话。\n· 可用方言。（依据 4.2）",
    ),
    "statements silent": (
        Statements(("收费员", "摆放"), (("供电营业厅：应摆放整齐", ("4.1",)),), "silent"),
        "标准没有对收费员的摆放作这样的规定。标准里与此相近的规定：\n供电营业厅：应摆放整齐。（依据 4.1）",
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
    # --- what is not there
    "gone": (Gone((LOST,)), ("原文缺失的内容有1处：\n· 4.1.6.1 第16~18项 设施及用品第16~18项：第16~18项的名称原文缺失。")),
    "gone many": (
        Gone((LOST,) * 15),
        (
            "原文缺失的内容有15处：\n"
            "· 4.1.6.1 第16~18项 设施及用品第16~18项：第16~18项的名称原文缺失。\n"
            "（以上是前14处，其余可按条款号继续问。）"
        ),
    ),
    "outside": (Outside("材料", "标准没有列出材料。", "请拨打95598。", None), "标准没有列出材料。请拨打95598。"),
    "outside near": (
        Outside("材料", "标准没有列出材料。", "请拨打95598。", Listing((flow("销户", APPLY, END),))),
        "标准没有列出材料。请拨打95598。\n标准里与此相近的规定：\n销户的流程（共2步）：①受理客户申请 → ③服务结束。（依据 4.1）",
    ),
    "outside urgent": (Outside("危险", "请立即远离。", "拨打95598报修。", None, True), "请立即远离。拨打95598报修。"),
    "passages": (
        Passages((READABLE, LOST)),
        (
            "没有找到直接的答案，这些条款可能有关：\n"
            "· 4.1.4.1 供电营业厅的服务人员：服务人员包括营业厅主管等。\n"
            "· 4.1.6.1 第16~18项 设施及用品第16~18项：第16~18项的名称原文缺失。"
        ),
    ),
}
ASKED_BACK: dict[str, tuple[Missing, str]] = {
    "guess": (Missing("guess", ("过户",), ()), "您是想问“过户”吗？"),
    "guesses": (Missing("guesses", ("过户", "分户"), ("甲？",)), "您想问的是哪一个：“过户”、“分户”？\n· 甲？"),
    "side": (Missing("side", (A,), ("甲？", "乙？")), "请问您想知道A级营业厅的哪一方面？\n· 甲？\n· 乙？"),
    "service at": (Missing("service at", (ONLINE,), ("甲？",)), "请问您想在网上营业厅办什么业务？\n· 甲？"),
    "group": (
        Missing("group", ("变更用电", "减容", "暂停"), ("甲？",)),
        "“变更用电”包括减容、暂停等，各有各的流程。请问您问的是哪一项？\n· 甲？",
    ),
    "flow": (Missing("flow", (), ("甲？",)), "请问您问的是哪项业务的流程？\n· 甲？"),
    "service": (Missing("service", (), ("甲？",)), "请问您想办哪项业务？\n· 甲？"),
    "thing": (Missing("thing", (), ("甲？",)), "请问您想知道哪一样东西、哪一类人员或哪一个分区？\n· 甲？"),
    "compare": (Missing("compare", (), ("甲？",)), "请问要比较哪两个？\n· 甲？"),
    "clause": (Missing("clause", (), ("甲？",)), "请问是哪一条？请说条款号或编码。\n· 甲？"),
    "number": (Missing("number", (), ("甲？",)), "请问是第几项？\n· 甲？"),
    "grade": (Missing("grade", (), ()), "请问是哪一级营业厅？"),
    "words": (Missing("words", (), ("甲？",)), "没有听懂这个问题，请换一种说法，也可以从供电服务标准里的这些问题问起：\n· 甲？"),
}
"""What is asked back, by what is asked."""
NOT_FOUND: dict[str, list[tuple[NotFound, str]]] = {
    "misfit": [
        (
            NotFound("misfit", ("过户", "功能分区"), ("服务人员", "服务流程")),
            "标准没有规定过户的功能分区。对过户规定的是：服务人员、服务流程。",
        ),
        (NotFound("misfit", ("过户", "功能分区"), ()), "标准没有规定过户的功能分区。"),
    ],
    "服务流程": [(NotFound("服务流程", ("更名",), ("过户", "销户")), "标准中没有“更名”的流程。有流程的是：过户、销户。")],
    "clause": [
        (NotFound("clause", ("4.9",), ("4.1", "4.2")), "标准中没有条款“4.9”。有的是：4.1、4.2。"),
        (NotFound("clause", ("4.9",), ()), "标准中没有条款“4.9”。"),
    ],
    "serial": [(NotFound("serial", ("桌椅",), ()), "标准的清单里没有桌椅。")],
    "name": [
        (NotFound("name", ("E级",), ("A级", "B级")), "标准中没有“E级”。有的是：A级、B级。"),
        (NotFound("name", ("wifi",), ()), "标准中没有“WIFI”。"),
    ],
    "code": [(NotFound("code", ("更名", "市政代工"), ()), "标准没有给更名、市政代工编码。")],
    "definition": [(NotFound("definition", ("过户",), ()), "标准没有解释“过户”是什么。")],
    "provision": [(NotFound("provision", ("招聘",), ()), "标准没有对招聘作这样的规定。")],
    "aspect": [(NotFound("aspect", ("功能分区",), ()), "标准没有规定这里的功能分区。")],
}
"""What there is not, by what was asked for."""
TEXTS |= {f"asked back: {asks}": told for asks, told in ASKED_BACK.items()}
TEXTS |= {f"not found: {what} {place}": told for what, found in NOT_FOUND.items() for place, told in enumerate(found, 1)}
TEXTS |= {
    "several": (
        Several((Count(C, "服务人员", 1, (GUARD,), "类"), Serving((ROUND,)))),
        "C级营业厅的服务人员共1类：④保安员。\n网上营业厅应提供7×24小时不间断服务。",
    ),
    "several of one step": (
        Several((StepFound("甲", SURVEY, 6, 2), StepFound("乙", None, 5, 9, truth="no", last="服务结束"))),
        "甲流程的第2步是：现场勘查（共6步）。\n乙的流程共5步，没有第9步。",
    ),
    "several inside what is outside": (
        Outside("材料", "标准没有列出材料。", "请拨打95598。", Several((Serving((ROUND,)), NotFound("code", ("更名",), ())))),
        "标准没有列出材料。请拨打95598。\n标准里与此相近的规定：\n网上营业厅应提供7×24小时不间断服务。\n标准没有给更名编码。",
    ),
    "clauses many": (
        ClauseText("4", FIFTEEN),
        "\n".join(f"4.{number} 第{number}条：服务人员包括营业厅主管等。" for number in range(1, 15))
        + "\n（共15条，以上是前14条，可按条款号继续问。）",
    ),
}
