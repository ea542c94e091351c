"""advisor report and advisor backup."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from bot.commands.main import main
from bot.records.accounts import Account
from bot.records.audit import Audit
from bot.records.database import open_records
from bot.staff_training.quiz_service import QuizService
from rules.model import Standard
from rules.quiz.bank import Bank, Wanted


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("bot.project.RECORDS", tmp_path / "records.db")
    return tmp_path / "records.db"


@pytest.fixture
def taken(records: Path, standard: Standard) -> Path:
    """Records in which somebody has taken a test."""
    database = open_records(records)
    bank = Bank(standard)
    service = QuizService(database, lambda: bank)
    quiz = service.make(Account("teacher", "trainer"), "月考", Wanted(6, kinds=("single",)))
    attempt = service.begin(Account("zhao", "agent"), quiz.id)
    for asked in service.attempts.asked(attempt.id):
        wrong = [(asked.content["key"][0] + 1) % len(asked.content["options"])]
        service.answer("zhao", attempt.id, asked.position, asked.content["key"] if asked.position < 3 else wrong)
    database.conn.close()
    return records


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def test_a_report_of_nothing(records: Path) -> None:
    result = run("report")
    assert (result.exit_code, result.output) == (0, "0 次作答。\n")


def test_a_report(taken: Path) -> None:
    output = run("report").output
    assert "6 次作答" in output
    assert "zhao" in output
    assert "%" in output
    assert run("report", "--quiz", "月考").output == output


def test_a_report_as_files(taken: Path, tmp_path: Path) -> None:
    assert run("report", "-o", str(tmp_path / "r.xlsx")).exit_code == 0
    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["人员"]["A2"].value == "zhao"
    assert run("report", "-o", str(tmp_path / "r.csv")).exit_code == 0
    assert len((tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()) == 7
    database = open_records(taken)
    assert [entry["action"] for entry in Audit(database).entries()] == ["report exported as csv", "report exported as xlsx"]
    database.conn.close()


def test_a_backup_is_whole_and_ours_alone(taken: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    result = run("backup", str(copy))
    assert result.exit_code == 0, result.output
    assert copy.stat().st_mode & 0o077 == 0
    first, second = open_records(taken), open_records(copy)
    assert list(second.conn.iterdump()) == list(first.conn.iterdump())
    first.conn.close()
    second.conn.close()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("report", "--quiz", "月"), "没有测验“月”；有：月考"),
        (("report", "-o", "r.pdf"), "只能写成 .csv 或 .xlsx"),
        (("report", "-o", "{there}"), "已经有了"),
        (("backup", "{there}"), "已经有了"),
        (("backup", "/proc/none/x.db"), "写不成"),
    ],
)
def test_what_is_wrong_is_one_line(taken: Path, tmp_path: Path, args: tuple[str, ...], says: str) -> None:
    there = tmp_path / "there.csv"
    there.write_text("x", encoding="utf-8")
    result = run(*(arg.replace("{there}", str(there)) for arg in args))
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_there_is_nothing_to_back_up(records: Path, tmp_path: Path) -> None:
    result = run("backup", str(tmp_path / "copy.db"))
    assert result.exit_code == 2
    assert "还没有运行过" in result.stderr
    assert not (tmp_path / "copy.db").exists()
