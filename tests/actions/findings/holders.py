"""Who has a thing, who has most or fewest, and who is like whom, with the text in which it is told."""

from __future__ import annotations

from rules.findings import Finding, Holder, Holders, Item, Ranked, Ranking, Sameness
from tests.actions.findings.builders import APPLY, END, GUARD, STEP, SURVEY, WHO, A, B, C, D, case, holder

TEXTS: dict[str, tuple[Finding, str]] = {
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
        "环节最少的是：过户（5步）。\n其余依次是：销户、改类（各6步）。\n延期：原文有缺失，数目不知道，没有排进来。",
    ),
    "ranking one": (Ranking("设施及用品", "most", "项", (Ranked(A, 32),), ()), "设施及用品最多的是：A级营业厅（32项）。"),
    "ranking two first": (
        Ranking("功能分区", "most", "个", (Ranked(A, 7), Ranked(B, 7)), (Ranked(C, 4), Ranked(D, 3))),
        "功能分区最多的是：A级营业厅、B级营业厅（各7个）。\n其余依次是：C级营业厅（4个）、D级营业厅（3个）。",
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
}
