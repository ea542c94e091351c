"""Reading reports of halls: whatever can be read is used, whatever cannot is told with its place."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.checking import Checker, Hall
from rules.checking.reports import Fault, Reader
from rules.checking.tables import encoding_of, rows
from rules.errors import AdvisorError
from rules.model import Standard
from tests.rules.literals import HALLS

HEAD = "营业厅,等级,地区,服务人员\n"
B = HALLS["B级"]


def read(reader: Reader, path: Path, text: str | bytes) -> tuple[list[Hall], list[str]]:
    """The halls and the faults in a file with these contents."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = list(reader.halls(rows(path)))
    return [entry for entry in found if isinstance(entry, Hall)], [str(entry) for entry in found if isinstance(entry, Fault)]


# ---- names


@pytest.mark.parametrize(
    "cell",
    [
        "厅经理、收银员",
        "营业厅主管，收费员",
        "主管;收费员",
        "主管；收费员",
        "主管/收费员",
        " 主管 、 收费员 、",
        "主管\n收费员",
        "無、主管、收費員",
    ],
)
def test_people_and_things_are_known_by_their_other_names(reader: Reader, tmp_path: Path, cell: str) -> None:
    (hall,), faults = read(reader, tmp_path / "h.csv", f'{HEAD}城东厅,B级,城东,"{cell}"\n')
    assert hall.has == {(B, "营业厅主管"), (B, "收费员")}
    assert faults == []


@pytest.mark.parametrize("grade", ["B级", "b", "B", "Ｂ級", "B级营业厅", "b级厅", "grade b hall"])
def test_grades_as_people_write_them(reader: Reader, tmp_path: Path, grade: str) -> None:
    (hall,), _ = read(reader, tmp_path / "h.csv", f"{HEAD}城东厅,{grade},城东,收费员\n")
    assert hall.grade == B


@pytest.mark.parametrize("head", ["营业厅名称,级别,人员", "hall,grade,staff", "厅名,营业厅等级,服务人员", "網點,等級,服務人員"])
def test_headings_as_people_write_them(reader: Reader, tmp_path: Path, head: str) -> None:
    (hall,), faults = read(reader, tmp_path / "h.csv", f"{head}\n城东厅,B,收费员\n")
    assert (hall.name, hall.has, faults) == ("城东厅", {(B, "收费员")}, [])


def test_an_unknown_name_is_told_with_what_is_like_it(reader: Reader, tmp_path: Path) -> None:
    """The rest of the row counts."""
    (hall,), faults = read(reader, tmp_path / "h.csv", f"{HEAD}城东厅,B级,城东,收费人、保安员、宇航员大队长\n")
    assert (B, "保安员") in hall.has
    assert any("宇航员大队长" in fault and fault.startswith("第2行：城东厅：") for fault in faults)


def test_a_class_of_things_is_looked_for_in_its_own_column(reader: Reader, tmp_path: Path) -> None:
    """排队机 is no staff."""
    (hall,), (fault,) = read(reader, tmp_path / "h.csv", f"{HEAD}城东厅,B级,城东,排队机\n")
    assert not hall.has
    assert "不认识的服务人员“排队机”" in fault


def test_brackets_hold_together(reader: Reader, tmp_path: Path) -> None:
    (hall,), faults = read(reader, tmp_path / "h.csv", "营业厅,等级,设施\n城东厅,B,垃圾筒（可回收、不可回收）、雨伞\n")
    assert {item for _, item in hall.has} >= {"垃圾筒（可回收、不可回收）", "便民伞"}
    assert faults == []


# ---- zones and staff


def test_things_in_zones(reader: Reader, tmp_path: Path) -> None:
    text = "营业厅,等级,区内配置,任职资格\n城东厅,B,收费区：一米线；待办区:桌椅、填单台；桌椅,收费员：岗前培训合格；岗前培训合格\n"
    (hall,), (fault,) = read(reader, tmp_path / "h.csv", text)
    assert {("收费区", "一米线"), ("业务待办区", "桌椅"), ("业务待办区", "客户书写台"), ("收费员", "岗前培训合格")} <= hall.has
    assert ("引导员", "岗前培训合格") in hall.has
    assert "桌椅" in fault
    assert "哪个分区" in fault


# ---- one row for each thing


def test_one_row_for_each_thing(reader: Reader, tmp_path: Path) -> None:
    text = (
        "营业厅,等级,名称,位置,有无\n城东厅,B,主管,,有\n城东厅,B,收费员,,\n城东厅,B,保安,,无\n"
        "城东厅,B,一米线,收费区,是\n城西厅,C,排队机,,1\n"
    )
    (east, west), faults = read(reader, tmp_path / "h.csv", text)
    assert east.has == {(B, "营业厅主管"), (B, "收费员"), ("收费区", "一米线")}
    assert east.reported == {"服务人员", "区内配置"}
    assert west.has == {(HALLS["C级"], "排队机")}
    assert faults == []


def test_what_is_wrong_in_rows_of_things(reader: Reader, tmp_path: Path) -> None:
    text = (
        "营业厅,等级,名称,有无\n城东厅,B,主管,有\n城东厅,C,收费员,有\n城东厅,B,收费员,也许\n城东厅,B,火箭,有\n"
        "城西厅,C,收费员,有\n城东厅,B,保安,有\n"
    )
    (east, west), faults = read(reader, tmp_path / "h.csv", text)
    assert east.has == {(B, "营业厅主管")}
    assert len(west.has) == 1
    assert [fault.split("：")[0] for fault in faults] == ["第3行", "第4行", "第5行", "第7行"]
    for fault, part in zip(faults, ("等级前后不一", "也许", "火箭", "排在一起"), strict=True):
        assert part in fault


# ---- bad rows and files


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("城东厅,E级,城东,收费员", "等级“E级”看不懂"),
        ("城东厅,,城东,收费员", "没有填等级"),
        (",B级,城东,收费员", "没有营业厅的名称"),
        ("城东厅,B级,城东,收费员,多的", "多出"),
        ("城东厅,B级,城东,=A1", "公式"),
        ("好厅,B级,城东,收费员", "前面已有同名"),
    ],
)
def test_a_bad_row_is_told_and_the_rest_is_read(reader: Reader, tmp_path: Path, row: str, part: str) -> None:
    halls, (fault,) = read(reader, tmp_path / "h.csv", f"{HEAD}好厅,B级,城东,收费员\n{row}\n又一厅,C,城西,收费员\n")
    assert [hall.name for hall in halls] == ["好厅", "又一厅"]
    assert fault.startswith("第3行")
    assert part in fault


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "是空的"),
        ("\n\n", "是空的"),
        ("营业厅,服务人员\n城东厅,收费员\n", "缺少“等级”列"),
        ("营业厅,等级\n城东厅,B\n", "没有可检查的列"),
        ("营业厅,营业厅,等级,服务人员\n城东厅,x,B,收费员\n", "重复"),
    ],
)
def test_a_file_that_cannot_be_used(reader: Reader, tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(AdvisorError, match=part):
        read(reader, tmp_path / "h.csv", text)


@pytest.mark.parametrize("name", ["h.xls", "h.txt", "h"])
def test_a_file_of_another_kind(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(AdvisorError, match=r"只读 \.csv"):
        list(rows(tmp_path / name))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="没有"):
        list(rows(tmp_path / "h.csv"))


def test_columns_without_a_use_are_told(reader: Reader, tmp_path: Path) -> None:
    halls, faults = read(reader, tmp_path / "h.csv", "营业厅,等级,服务人员,天气\n城东厅,B,收费员,晴\n")
    assert len(halls) == 1
    assert faults == ["第2行：没有用到的列：天气"]


# ---- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings(reader: Reader, tmp_path: Path, encoding: str) -> None:
    (hall,), faults = read(reader, tmp_path / "h.csv", f"{HEAD}城东厅,B级,城东,收费员\n".encode(encoding))
    assert (hall.name, hall.has, faults) == ("城东厅", {(B, "收费员")}, [])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(reader: Reader, tmp_path: Path, separator: str) -> None:
    (hall,), _ = read(reader, tmp_path / "h.csv", f"{HEAD}城东厅,B级,城东,收费员\n".replace(",", separator))
    assert hall.has == {(B, "收费员")}


def test_a_byte_that_is_no_character(reader: Reader, tmp_path: Path) -> None:
    """One broken row does not make the others unreadable."""
    text = HEAD.encode() + "城东厅,B级,城东,收费员\n".encode() + b"\xff\xfe,B,x,y\n" + "城西厅,C,城西,收费员\n".encode()
    path = tmp_path / "h.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text)
    assert encoding_of(path) in ("utf-8-sig", "gb18030")
    assert list(reader.halls(rows(path)))


def test_a_line_without_end(reader: Reader, tmp_path: Path) -> None:
    """A cell beyond what Excel holds is told; it is not read into memory as a whole."""
    halls, faults = read(reader, tmp_path / "h.csv", f"{HEAD}城东厅,B级,城东,收费员\n城南厅,B级,城南,{'收费员、' * 50_000}\n")
    assert halls[0].name == "城东厅"
    assert any("读不出这一行" in fault for fault in faults)


@given(st.lists(st.text(max_size=30), max_size=8))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_told(standard: Standard, checker: Checker, tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    """No text whatever ends in anything but halls, faults, or one clear error."""
    path = tmp_path_factory.mktemp("any") / "h.csv"
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8", errors="replace")
    for entry in Reader(standard, checker).halls(rows(path)):
        assert isinstance(entry, Hall | Fault)


# ---- workbooks and JSON


def test_a_workbook(reader: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in (
        ["营业厅", "等级", "服务人员"],
        ["城东厅", "B", "收费员"],
        [None, None, None],
        [1024.0, "C", "收费员"],
        ["城南厅", "B", "=A1"],
    ):
        sheet.append(row)
    book.save(tmp_path / "h.xlsx")
    found = list(reader.halls(rows(tmp_path / "h.xlsx")))
    assert [entry.name for entry in found if isinstance(entry, Hall)] == ["城东厅", "1024"]
    (fault,) = [str(entry) for entry in found if isinstance(entry, Fault)]
    assert "第5行" in fault
    assert "公式" in fault


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", "营业厅,等级".encode()])
def test_a_workbook_that_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "h.xlsx").write_bytes(content)
    with pytest.raises(AdvisorError, match="Excel"):
        list(rows(tmp_path / "h.xlsx"))


def test_json(reader: Reader, tmp_path: Path) -> None:
    halls = [
        {"营业厅": "城东厅", "等级": "B", "服务人员": ["主管", "收费员"], "区内配置": {"收费区": ["一米线"]}},
        {"等级": "C", "营业厅": "城西厅", "设施": "铭牌"},
        "城南厅",
    ]
    (east, west), (fault,) = read(reader, tmp_path / "h.json", json.dumps(halls, ensure_ascii=False))
    assert east.has == {(B, "营业厅主管"), (B, "收费员"), ("收费区", "一米线")}
    assert (west.name, west.reported) == ("城西厅", {"设施及用品"})
    assert "第3个" in fault


@pytest.mark.parametrize("text", ["", "{", "[{]", "[]", '{"营业厅": "x"}', '[{"营业厅": "城东厅", "等级": "B", "服务人员": "x"}'])
def test_json_that_is_none(reader: Reader, tmp_path: Path, text: str) -> None:
    with pytest.raises(AdvisorError):
        read(reader, tmp_path / "h.json", text)
