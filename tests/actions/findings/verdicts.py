"""Yes or no, of one, of all, of some and of these only, with the text in which it is told."""

from __future__ import annotations

from rules.findings import Finding, Item, Service
from tests.actions.findings.builders import (
    APPLY,
    CAN,
    CASHIER,
    DIPLOMA,
    DIPLOMA_AT_A,
    GONE,
    GUARD,
    HOTLINE,
    ONLINE,
    ROUND,
    STEP,
    SURVEY,
    UMBRELLA,
    A,
    B,
    C,
    D,
    case,
    verdict,
)

TEXTS: dict[str, tuple[Finding, str]] = {
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
            "标准对C级营业厅的设施及用品列出的是：便民伞。第16项的名称原文缺失，是什么不能断定。"
        ),
    ),
    "unlisted, nothing named": (
        verdict(case("no", **{**STEP, "thing": ""}, listed=(APPLY, SURVEY)), truth="silent", quantifier="unlisted"),
        "标准对销户规定的环节只有：受理客户申请、现场勘查。没有列出的，标准没有规定。",
    ),
}
