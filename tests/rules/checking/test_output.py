"""Results as files: safe in a spreadsheet, whole when broken off, gone on with, and a page that needs nothing else."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest

from rules.checking import Checker, Hall, Result
from rules.checking.output import COLUMNS, FaultWriter, safe, writer_for
from rules.checking.page import Page
from rules.checking.reports import KEPT_FAULTS, Fault, Faults, Reader
from rules.checking.summary import Rate, summarised
from rules.checking.tables import rows
from rules.checking.template import write_template
from rules.errors import AdvisorError
from rules.model import Standard
from tests.rules.checking.invented import FOLDER
from tests.rules.literals import HALLS


@pytest.fixture(scope="module")
def results(standard: Standard, checker: Checker) -> list[Result]:
    halls = [entry for entry in Reader(standard, checker).halls(rows(FOLDER / "sample.csv")) if isinstance(entry, Hall)]
    return list(checker.check_all(halls))


def named(checker: Checker, name: str) -> Result:
    return checker.check(Hall(name, HALLS["D级"], frozenset(), frozenset({"服务人员"}), "=cmd"))


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_what_is_written_is_read_again(standard: Standard, results: list[Result], tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"r{suffix}"
    writer, done = writer_for(path, standard, resume=False)
    assert done == frozenset()
    for result in results:
        writer.write(result)
    writer.close()
    if suffix == ".json":
        entries = json.loads(path.read_text(encoding="utf-8"))
        assert [entry["hall"] for entry in entries] == [result.hall.name for result in results]
        assert [len(entry["missing"]) for entry in entries] == [len(result.of("missing")) for result in results]
    else:
        found = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
        assert [row["营业厅"] for row in found] == [result.hall.name for result in results]
        assert [int(row["缺"]) for row in found] == [len(result.of("missing")) for result in results]


@pytest.mark.parametrize("suffix", [".csv", ".json"])
@pytest.mark.parametrize("cut", [0, 1, 7, 40])
def test_a_file_cut_off_is_gone_on_with(standard: Standard, results: list[Result], tmp_path: Path, suffix: str, cut: int) -> None:
    """Whatever was cut off at the end is written again, and nothing twice."""
    path = tmp_path / f"r{suffix}"
    writer, _ = writer_for(path, standard, resume=False)
    for result in results[:20]:
        writer.write(result)
    writer.close()
    path.write_bytes(path.read_bytes()[: -cut or None])
    writer, done = writer_for(path, standard, resume=True)
    assert 18 <= len(done) <= 20
    for result in results:
        if result.hall.name not in done:
            writer.write(result)
    writer.close()
    text = path.read_text(encoding="utf-8-sig")
    names = [e["hall"] for e in json.loads(text)] if suffix == ".json" else [row["营业厅"] for row in csv.DictReader(text.splitlines())]
    assert names == [result.hall.name for result in results]


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_a_file_that_is_there_is_kept(standard: Standard, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"r{suffix}"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(AdvisorError, match="已经有了"):
        writer_for(path, standard, resume=False)
    with pytest.raises(AdvisorError, match="不是检查结果"):
        writer_for(path, standard, resume=True)
    assert path.read_text(encoding="utf-8") == "mine"


def test_other_kinds_of_results(standard: Standard, tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match=r"\.csv、\.json 或 \.html"):
        writer_for(tmp_path / "r.pdf", standard, resume=False)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(standard: Standard, checker: Checker, tmp_path: Path, name: str) -> None:
    """A hall may be called what it will: a spreadsheet must not run it, and a run that goes on must know it again."""
    path = tmp_path / "r.csv"
    writer, _ = writer_for(path, standard, resume=False)
    writer.write(named(checker, name))
    writer.close()
    row = next(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert row["营业厅"] == safe(name) == f"'{name}"
    assert row["地区"] == "'=cmd"
    writer, done = writer_for(path, standard, resume=True)
    writer.close()
    assert done == {name}
    assert set(row) == set(COLUMNS)


# ---- over all


def test_the_summary_counts(results: list[Result]) -> None:
    summary = summarised(results)
    assert summary.halls == len(results)
    assert summary.complete == sum(not result.of("missing") for result in results)
    assert summary.verdicts["missing"] == sum(len(result.of("missing")) for result in results)
    assert sum(rate.missing for _, rate in summary.worst()) == summary.verdicts["missing"]
    assert sum(rate.missing for rate in summary.cells().values()) == summary.verdicts["missing"]
    assert sum(rate.required for rate in summary.cells().values()) == summary.verdicts["missing"] + summary.verdicts["met"]
    assert {cell[0] for cell in summary.cells()} == set(summary.grades)
    assert {cell[1] for cell in summary.cells()} == set(summary.regions)
    assert summary.count() == sum(summary.count(grade) for grade in summary.grades)
    assert [rate.missing for _, rate in summary.worst()] == sorted((rate.missing for _, rate in summary.worst()), reverse=True)
    assert Rate(0, 0).share == 0


def test_the_page_needs_nothing_else(checker: Checker, results: list[Result], tmp_path: Path) -> None:
    """No address in it, a policy that allows none, and what halls are called does not end its script."""
    page = Page(checker)
    for result in [*results, named(checker, "</script><img src=x onerror=alert(1)>")]:
        page.write(result)
    page.save(tmp_path / "r.html", Faults([Fault("第9行", "甲", "<b>")], 1), "halls.csv", partial=True)
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"https?://|src=[\"']?(?!x)|@import", text.split("const data = ")[0])
    assert text.count("</script>") == 1
    match = re.search(r"const data = (\{.*\});", text)
    assert match
    data = json.loads(match[1])
    assert len(data["halls"]) == len(results) + 1
    assert data["partial"] is True
    assert data["faults"] == ["第9行：甲：<b>"]
    grade = data["grades"].index(results[0].hall.grade)
    missing = [data["requirements"][grade][index][2] for index in data["halls"][0][4]]
    assert missing == [judgement.item for judgement in results[0].of("missing")]


def test_of_many_halls_the_page_lists_the_first_and_counts_all(
    checker: Checker, results: list[Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rules.checking.page.LISTED", 3)
    page = Page(checker)
    for result in results:
        page.write(result)
    page.save(tmp_path / "r.html", Faults(), "halls.csv", partial=False)
    match = re.search(r"const data = (\{.*\});", (tmp_path / "r.html").read_text(encoding="utf-8"))
    assert match
    data = json.loads(match[1])
    assert [hall[0] for hall in data["halls"]] == [result.hall.name for result in results[:3]]
    assert data["hallCount"] == sum(cell[2] for cell in data["cells"]) == len(results)
    assert data["verdicts"]["missing"] == sum(len(result.of("missing")) for result in results)


def test_faults_are_counted_beyond_those_kept() -> None:
    faults = Faults()
    for number in range(KEPT_FAULTS + 7):
        faults.add(Fault(f"第{number}行", "", "没有填等级"))
    assert faults.count == KEPT_FAULTS + 7
    assert len(faults.first) == KEPT_FAULTS
    assert faults.first[0].where == "第0行"


def test_every_fault_is_written(tmp_path: Path) -> None:
    writer = FaultWriter(tmp_path / "f.csv")
    writer.write(Fault("第9行", "=甲", "没有填等级"))
    writer.close()
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["位置", "营业厅", "问题"], ["第9行", "'=甲", "没有填等级"]]
    with pytest.raises(AdvisorError, match="已经有了"):
        FaultWriter(tmp_path / "f.csv")


# ---- templates


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_a_template_is_a_report_without_gaps(standard: Standard, checker: Checker, tmp_path: Path, suffix: str) -> None:
    """The examples in a template are halls that meet the standard."""
    write_template(checker, tmp_path / f"t{suffix}")
    found = list(Reader(standard, checker).halls(rows(tmp_path / f"t{suffix}")))
    assert len(found) == 2
    for entry in found:
        assert isinstance(entry, Hall)
        result = checker.check(entry)
        assert result.of("missing") == result.of("extra") == ()
    with pytest.raises(AdvisorError, match="已经有了"):
        write_template(checker, tmp_path / f"t{suffix}")


def test_a_template_of_another_kind(checker: Checker, tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="样板只能"):
        write_template(checker, tmp_path / "t.doc")


def test_a_workbook_template_opens(checker: Checker, tmp_path: Path) -> None:
    write_template(checker, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet
    assert sheet["A1"].value == "营业厅"
