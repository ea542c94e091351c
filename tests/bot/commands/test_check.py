"""The command `advisor check`: what it prints, writes and returns; broken off and gone on with."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.main import main
from tests.rules.checking.invented import FOLDER

SAMPLE = str(FOLDER / "sample.csv")
HEAD = "营业厅,等级,地区,服务人员\n"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["check", *args])


def test_a_file_of_halls() -> None:
    result = run(SAMPLE)
    assert result.exit_code == 0
    assert "检查了 50 座营业厅，16 座没有缺项；缺 123 项" in result.stdout
    assert "4.1.6.2" in result.stdout


def test_one_hall_is_told_in_full(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text(f"{HEAD}城东厅,B级,城东,主管、业务受理员和收费员、客户经理\n", encoding="utf-8")
    result = run(str(tmp_path / "h.csv"))
    assert result.exit_code == 1, "和 is no separator: the name is told"
    (tmp_path / "h.csv").write_text(f"{HEAD}城东厅,B级,城东,主管、业务受理员、收费员、客户经理\n", encoding="utf-8")
    result = run(str(tmp_path / "h.csv"))
    assert result.exit_code == 0
    assert "服务人员：保安员（4.1.4.2 b)2)）" in result.stdout
    assert "服务人员：引导员（4.1.4.2 b)2)）" in result.stdout
    assert "有而标准没有要求：\n  服务人员：客户经理" in result.stdout


def test_bad_rows_are_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text(f"{HEAD}甲厅,X,城东,主管\n乙厅,C,城东,主管、飞船\n", encoding="utf-8")
    result = run(str(tmp_path / "h.csv"))
    assert result.exit_code == 1
    assert "h.csv 第2行：甲厅：等级“X”看不懂" in result.stderr
    assert "h.csv 第3行：乙厅：不认识的服务人员“飞船”" in result.stderr
    assert "检查了 1 座营业厅" in result.stdout


@pytest.mark.parametrize(
    ("args", "part"),
    [
        ((), "没有说检查哪个文件"),
        (("nowhere.csv",), "没有 nowhere.csv"),
        (("pyproject.toml",), "只读 .csv"),
        ((SAMPLE, "-o", "out.pdf"), "不能写成 out.pdf"),
    ],
)
def test_what_cannot_be_done_is_one_line(args: tuple[str, ...], part: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert part in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_templates(tmp_path: Path) -> None:
    assert run("--template").stdout.startswith("营业厅,等级,地区,服务方式")
    path = tmp_path / "t.xlsx"
    assert run("--template", str(path)).exit_code == 0
    assert "2 座没有缺项" in run(str(path)).stdout
    assert run("--template", str(path)).exit_code == 2


def test_outputs(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("r.csv", "r.json", "r.html")]
    result = run(SAMPLE, *(part for path in paths for part in ("-o", path)))
    assert result.exit_code == 0
    assert all(f"结果：{path}" in result.stdout for path in paths)
    assert len(json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))) == 50
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_broken_off_and_gone_on_with(tmp_path: Path) -> None:
    """Ctrl-C leaves what was checked, says how to go on, and the end is that of a run without a break."""
    lines = (FOLDER / "sample.csv").read_text(encoding="utf-8-sig").splitlines()
    many = [lines[0]] + [line.replace("营业厅", f"第{number}座营业厅", 1) for number in range(400) for line in lines[1:]]
    source, target = tmp_path / "h.csv", tmp_path / "r.csv"
    source.write_text("\n".join(many) + "\n", encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-m", "bot", "check", str(source), "-o", str(target)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (target.exists() and target.stat().st_size > 50_000) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("it was done before it could be broken off")
    assert process.returncode == 130
    assert "已中断" in said
    assert "--resume" in said
    assert "Traceback" not in said
    before = len(target.read_text(encoding="utf-8-sig").splitlines()) - 1
    assert 0 < before < 20_000
    assert run(str(source), "-o", str(target), "--resume").exit_code == 0
    names = [line.split(",")[0] for line in target.read_text(encoding="utf-8-sig").splitlines()[1:]]
    assert len(names) == len(set(names)) == 20_000


def test_of_many_faults_the_first_are_told_and_all_are_written(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text("营业厅,等级,服务人员\n" + "".join(f"厅{n},戊级,收费员\n" for n in range(30)), encoding="utf-8")
    result = run(str(tmp_path / "h.csv"))
    assert result.exit_code == 1
    assert "--faults" in result.stderr
    result = run(str(tmp_path / "h.csv"), "--faults", str(tmp_path / "f.csv"))
    assert result.stderr.count("戊级") == 20
    assert "读不懂的共 30 处" in result.stderr
    assert (tmp_path / "f.csv").read_text(encoding="utf-8-sig").count("戊级") == 30
