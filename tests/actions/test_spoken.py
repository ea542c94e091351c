"""What is read out on the telephone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import wording
from actions.wording import spoken_text
from rules.findings import Group, Item, Listing
from tests.actions.findings import TEXTS
from tests.actions.findings.builders import READABLE, A, answered, flow, group

REMARKS = ("4.1.6.1：原文此处缺失，不作推测。", "4.1.2：内容取自来源之外的资料。", "原文作“服務後請掛機”，可作不同理解。")


# ---- what is read out


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("step n", "销户流程的第2步是：现场勘查（共6步）。"),
        ("listing flow", "销户的流程（共3步）：受理客户申请，然后现场勘查，然后服务结束。"),
        ("listing many", "C级营业厅的服务方式（共2种）：面对面、电话（可，城区）。"),
        ("listing lost", "C级营业厅的设施及用品（共3项）：便民伞、第16到17项（名称原文缺失）。"),
        ("listing channels", "过户可以通过3个渠道办理：供电营业厅。客户现场：上门办理。网上营业厅：必须注册。"),
        ("complies not", "不符合标准：甲厅的服务人员缺引导员。"),
        ("numbered lost", "供电营业厅设施及用品第16项的名称原文缺失，无法确定是什么。应具备第16项的是：A级营业厅。"),
        (
            "clause",
            "4.1.4.1 供电营业厅的服务人员：服务人员包括营业厅主管等。4.1.6.1 第16到18项 设施及用品第16到18项：第16到18项的名称原文缺失。",
        ),
        ("outside urgent", "请立即远离。拨打95598报修。"),
    ],
)
def test_what_is_read_out(label: str, spoken: str) -> None:
    assert spoken_text(answered(TEXTS[label][0], READABLE, remarks=REMARKS)) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("必须具备第①~⑤种服务方式", "必须具备第1到5种服务方式。"),
        ("必须具备第①、③、⑤种，即①面对面、③书面留言", "必须具备第1、3、5种，即面对面、书面留言。"),
        ("该区按4.1.5.2 c)1)~7)设置", "该区按4.1.5.2 c)1)到7)设置。"),
        ("清单：21.报刊架、24.便民伞", "清单：报刊架、便民伞。"),
    ],
)
def test_the_numbers_of_which_the_standard_speaks_are_read_out(text: str, spoken: str) -> None:
    finding = Listing((Group(A, "服务环境", (), (text,)),))
    assert spoken_text(answered(finding)) == spoken


def test_a_long_reply_is_read_to_the_end_of_a_sentence() -> None:
    provisions = tuple(f"第{number}件事应当做好，并且{'认真' * 10}" for number in range(9))
    spoken = spoken_text(answered(Listing((Group(A, "服务环境", (), provisions),))))
    assert spoken.endswith("。还有其他内容，需要的话我再逐项告诉您。")
    assert len(spoken) <= wording.BREATH_CHARACTERS + 30


def test_a_long_sentence_is_read_to_the_end_of_an_entry() -> None:
    items = tuple(Item(f"设施{'甲' * 6}{number}", number) for number in range(1, 40))
    spoken = spoken_text(answered(Listing((group(*items, category="设施及用品"),))))
    assert spoken.endswith("等。还有其他内容，需要的话我再逐项告诉您。")
    assert spoken.startswith("C级营业厅的设施及用品（共39项）：设施甲甲甲甲甲甲1、")


def test_a_long_flow_is_cut_too() -> None:
    steps = tuple(Item(f"第{number}件事情", number) for number in range(1, 41))
    spoken = spoken_text(answered(Listing((flow("销户", *steps),))))
    assert len(spoken) <= wording.BREATH_CHARACTERS + 30


@given(st.lists(st.sampled_from([text for _, text in TEXTS.values()]), min_size=1, max_size=8))
@settings(deadline=None, max_examples=60)
def test_whatever_is_said_can_be_said_in_one_breath(texts: list[str]) -> None:
    """Whole sentences, without what only the eye takes in."""
    spoken = spoken_text(answered(Listing((Group(A, "服务环境", (), tuple("".join(texts).split("\n"))),))))
    assert spoken.endswith(("。", "？", "！"))
    assert "\n" not in spoken
    assert "（依据" not in spoken
    assert "→" not in spoken
    assert len(spoken) <= wording.BREATH_CHARACTERS + 30
