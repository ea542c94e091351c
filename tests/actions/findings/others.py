"""What is not there, what is asked back, and several findings in one, with the text in which each is told."""

from __future__ import annotations

from rules.findings import ClauseText, Count, Finding, Gone, Listing, Missing, NotFound, Outside, Passages, Serving, Several, StepFound
from tests.actions.findings.builders import APPLY, END, FIFTEEN, GUARD, LOST, ONLINE, READABLE, ROUND, SURVEY, A, C, flow

TEXTS: dict[str, tuple[Finding, str]] = {
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
        Several((StepFound(("甲",), SURVEY, 6, 2), StepFound(("乙",), None, 5, 9, truth="no", last="服务结束"))),
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
