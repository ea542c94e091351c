"""Invented halls with planted defects: what the standard requires is written here once more, by hand, apart from the rules.

python -m tests.rules.checking.invented    writes data/halls/sample.csv and data/halls/planted.yaml anew
"""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

import yaml

from tests.rules.test_standard_matrix import LISTS, MATRIX

FOLDER = Path(__file__).parents[3] / "data" / "halls"
HALLS, SEED = 50, 20261125
COLUMNS = ("服务方式", "服务人员", "功能分区", "设施及用品", "区内配置", "任职资格")
FITTINGS = {
    "业务办理区": ("半开放式受理台",),
    "收费区": ("一米线",),
    "业务待办区": (
        "桌椅",
        "客户书写台",
        "宣传资料架",
        "报刊架",
        "饮水机",
        "意见箱（簿）",
        "书写工具",
        "登记表书写示范样本",
        "免费宣传资料",
    ),
    "展示区": (),
    "洽谈区": ("桌椅", "饮水机", "宣传资料架"),
    "引导区": ("排队机",),
    "客户自助区": ("触摸屏", "多媒体查询设备", "自助缴费终端"),
}
CERTIFIED = ("营业厅主管", "业务受理员", "收费员")
CERTIFICATES = ("大专及以上学历", "普通话水平测试三级及以上证书")
SPOKEN = {
    "营业厅主管": "厅经理",
    "收费员": "收银员",
    "保安员": "保安",
    "保洁员": "保洁",
    "引导员": "导办员",
    "业务待办区": "待办区",
    "客户自助区": "自助区",
    "排队机": "叫号机",
    "自助缴费终端": "自助缴费机",
    "意见箱（簿）": "意见簿",
    "客户书写台": "填单台",
    "营业厅铭牌": "铭牌",
    "显示屏": "电子屏",
    "便民伞": "雨伞",
}
"""What a hall calls the thing in its report."""
TOWNS = ("青河", "石桥", "柳湾", "白沙", "永定", "云岭", "南坪", "东港", "河口", "西陵")
KINDS = {"A级": "中心", "B级": "城区", "C级": "乡镇", "D级": "收费"}


def required(grade: str) -> dict[str, list[tuple[str, str]]]:
    """What a grade must have, by category, as (place, item); what the source has lost is left out."""
    found: dict[str, list[tuple[str, str]]] = {}
    for category, numbers in MATRIX[grade].items():
        names = [LISTS[category][number - 1] for number in numbers]
        found[category] = [("", name) for name in names if name]
    found["区内配置"] = [(zone, item) for _, zone in found["功能分区"] for item in FITTINGS[zone]]
    found["任职资格"] = [(staff, "岗前培训合格") for _, staff in found["服务人员"]]
    if grade == "A级":
        found["任职资格"] += [(staff, item) for staff in CERTIFIED for item in CERTIFICATES]
    return found


def lost(grade: str) -> int:
    """How many required facilities have names that the source has lost."""
    return sum(LISTS["设施及用品"][number - 1] is None for number in MATRIX[grade]["设施及用品"])


def beyond(grade: str) -> list[tuple[str, str]]:
    """Things on the lists that a grade need not have, as (category, item)."""
    return [
        (category, name)
        for category in ("服务方式", "服务人员", "功能分区", "设施及用品")
        for number, name in enumerate(LISTS[category], 1)
        if name and number not in MATRIX[grade][category]
    ]


def invent(dice: random.Random, number: int) -> tuple[dict[str, str], dict[str, Any]]:
    """A row of a report, and what is planted in it: what is missing, what is extra, how much is lost."""
    grade = dice.choice(list(MATRIX))
    town = TOWNS[number % len(TOWNS)]
    has = required(grade)
    flat = [(category, place, item) for category, entries in has.items() for place, item in entries]
    missing = set(dice.sample(flat, dice.choice((0, 0, 1, 2, 3, 5, 8))))
    extra = dice.sample(beyond(grade), min(len(beyond(grade)), dice.choice((0, 0, 0, 1, 2))))
    row = {"营业厅": f"{town}{KINDS[grade]}营业厅{number + 1}", "等级": grade, "地区": f"{town}县"}
    for category in COLUMNS:
        kept = [(place, item) for place, item in has[category] if (category, place, item) not in missing]
        kept += [("", item) for of_category, item in extra if of_category == category]
        dice.shuffle(kept)
        by_place: dict[str, list[str]] = {}
        for place, item in kept:
            by_place.setdefault(_spoken(place, dice), []).append(_spoken(item, dice))
        row[category] = "；".join((f"{place}：" if place else "") + "、".join(items) for place, items in by_place.items())
    planted = {
        "missing": sorted(f"{category}/{place}/{item}" for category, place, item in missing),
        "extra": sorted(f"{category}/{item}" for category, item in extra),
        "lost": lost(grade),
    }
    return row, planted


def _spoken(name: str, dice: random.Random) -> str:
    return SPOKEN.get(name, name) if dice.random() < 0.3 else name


def sample() -> tuple[list[dict[str, str]], dict[str, dict[str, Any]]]:
    """The sample, the same each time."""
    dice = random.Random(SEED)  # noqa: S311 - the same halls each time
    invented = [invent(dice, number) for number in range(HALLS)]
    return [row for row, _ in invented], {row["营业厅"]: planted for row, planted in invented}


def main() -> None:
    """Write the sample."""
    rows, planted = sample()
    with (FOLDER / "sample.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    head = "# The defects planted in sample.csv: written by tests/rules/checking/invented.py, apart from the rules.\n"
    (FOLDER / "planted.yaml").write_text(head + yaml.safe_dump(planted, allow_unicode=True, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
