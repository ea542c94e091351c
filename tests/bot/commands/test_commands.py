"""The command line: what each command says, and that what is wrong is told in one line with exit status 2."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner, Result

from bot import project
from bot.commands.main import main
from bot.language import expressions
from bot.project import ROOT
from rules import loader
from rules.errors import AdvisorError
from tests.conftest import free_ports

if TYPE_CHECKING:
    from bot.assistant import Assistant

COMMANDS = sorted(main.commands)
TAKES_SOMETHING = [name for name in COMMANDS if any(isinstance(each, click.Argument) for each in main.commands[name].params)]
STANDARD = ROOT / "rules" / "standard"


def run(*arguments: str, said: str = "") -> Result:
    """A command in this process; an error that was not meant for people is raised."""
    result = CliRunner().invoke(main, list(arguments), input=said)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command as people run it."""
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=300)


def one_line(result: Result | subprocess.CompletedProcess[str]) -> str:
    """The one line with which a command ended."""
    code = result.exit_code if isinstance(result, Result) else result.returncode
    assert code == 2, result.stderr
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("advisor: ")
    return line.removeprefix("advisor: ")


# --- help


def test_the_commands() -> None:
    assert COMMANDS == [
        "ask", "askable", "backup", "build", "chat", "check", "coverage", "evaluate", "lint", "report", "serve", "train", "user",
    ]  # fmt: skip


def test_the_first_help_names_every_command_in_whole_sentences() -> None:
    text = run("--help").output
    for name in COMMANDS:
        (line,) = re.findall(rf"^  {name} +(.+)$", text, flags=re.MULTILINE)
        assert line.endswith("."), line
        assert not line.endswith("..."), f"{name}: cut off: {line}"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_each_help_reads_well(name: str, option: str) -> None:
    result = run(name, option)
    assert result.exit_code == 0
    text = result.output
    command = main.commands[name]
    assert text.startswith(f"Usage: main {name}")
    assert "\b" not in text
    assert all(len(line) <= 100 for line in text.splitlines())
    first = (command.help or "").strip().splitlines()[0]
    assert first[0].isupper()
    assert first.endswith((".", "。"))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help.endswith(".") or parameter.name == "help"


@pytest.mark.parametrize("name", TAKES_SOMETHING)
def test_a_command_that_takes_something_shows_how(name: str) -> None:
    assert f"Example: advisor {name}" in run(name, "--help").output


def test_serve_shows_a_request_that_can_be_copied() -> None:
    text = run("serve", "--help").output
    assert "localhost:5005/webhooks/rest/webhook" in text
    (body,) = re.findall(r"-d '(\{.*\})'", text)
    assert json.loads(body)["message"]


def test_the_version() -> None:
    declared = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert declared
    assert declared[1] in run("--version").output


@pytest.mark.parametrize("arguments", [["nonsense"], ["ask"], ["serve", "--port", "x"], ["evaluate", "missing.yaml"], ["lint", "x"]])
def test_wrong_arguments_are_told(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


# --- lint and build

CLAUSE = "- clause: '9.9'\n  heading: 试\n  status: readable\n  statement: 试。\n"


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the standard, which is the one in use and may be damaged."""
    folder = tmp_path / "standard"
    shutil.copytree(STANDARD, folder)
    for function in (loader.load, loader.digest):
        monkeypatch.setattr(function, "__defaults__", (folder,))
    return folder


def test_the_standard_has_no_problems() -> None:
    result = run("lint")
    assert result.exit_code == 0
    counts = [int(number) for number in re.findall(r"\d+", result.stdout)]
    assert len(counts) == 3
    assert all(counts)


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        (
            CLAUSE + "  rules:\n    - when: [{hal: {name: $x}}]\n      then: [{place: {name: $x}}]\n",
            6,
            "hal",
        ),
        ("- clause: '9.9'\n  heading: 试\n  status: unclear\n  statement: 试。\n  no_rule: 试\n", 1, "unclear"),
        ("- clause: '9.9'\n  heading: [\n", 3, ""),
        ("- clause: 4.1\n  heading: 试\n", 1, "clause"),
        (CLAUSE, 1, ""),
    ],
)
def test_a_broken_standard_is_told_with_its_place(damaged: Path, text: str, line: int, part: str) -> None:
    (damaged / "clauses" / "9-broken.yaml").write_text(text, encoding="utf-8")
    port, actions_port = map(str, free_ports(2))
    for command in (["lint"], ["build"], ["ask", "销户"], ["serve", "--port", port, "--actions-port", actions_port]):
        result = run(*command)
        assert result.exit_code == 2
        assert result.stdout == ""
        told = result.stderr.removeprefix("advisor: ").splitlines()
        assert [problem for problem in told if not re.match(r"\S+\.yaml:\d+: .+ -> .+", problem)] == []
        assert any(problem.startswith(f"clauses/9-broken.yaml:{line}: ") and part in problem for problem in told), told


def test_the_lint_tells_what_is_wrong_with_descriptions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(expressions.FOLDER / "descriptions", tmp_path / "data" / "descriptions")
    shutil.copy(expressions.FOLDER / "phrases.yaml", tmp_path / "data")
    for function in (expressions.lint, expressions.digest):
        monkeypatch.setattr(function, "__defaults__", (tmp_path / "data",))
    (tmp_path / "data" / "descriptions" / "staff.yaml").write_text("# 说明\n收废员:\n  - 收废品的\n", encoding="utf-8")
    result = run("lint")
    assert result.exit_code == 2
    assert "data/descriptions/staff.yaml:2: 有 收废员 的说法" in result.stderr


def test_the_lint_tells_every_problem(damaged: Path) -> None:
    rule = "    - when: [{hall: {name: $hall, grade: %s}}]\n"
    rule += "      then: [{requirement: {subject: $hall, category: 服务人员, item: %s, modality: 应}}]\n"
    (damaged / "clauses" / "9-broken.yaml").write_text(
        CLAUSE + "  rules:\n" + rule % ("C级", "厨师") + rule % ("Z级", "收费员"), encoding="utf-8"
    )
    told = run("lint").stderr
    assert "9-broken.yaml:6" in told
    assert "厨师" in told
    assert "Z级" in told


def test_build_writes_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rules.store import Store

    monkeypatch.setattr(project, "DATABASE", tmp_path / "new" / "standard.db")
    result = run("build")
    assert result.exit_code == 0
    assert str(project.DATABASE) in result.stdout
    assert re.search(r"clauses \d\d+", result.stdout)
    store = Store(project.DATABASE, loader.digest())
    assert store.search("视觉识别系统")
    store.close()
    assert [path.name for path in project.DATABASE.parent.iterdir()] == ["standard.db"]


# --- the model


@pytest.mark.parametrize(
    ("model", "record", "problem"),
    [
        (None, None, "还没有训练好的模型：请先运行 advisor train"),
        (b"a model", {"sha256": hashlib.sha256(b"a model").hexdigest(), "digest": "0"}, "模型已经过时"),
        (b"a model", {"sha256": "0", "digest": "0"}, "模型文件与记录不符"),
    ],
)
def test_serve_without_training_tells_what_is_wrong_with_the_model(
    tmp_path: Path, model: bytes | None, record: dict[str, str] | None, problem: str
) -> None:
    (tmp_path / "models").mkdir()
    if model is not None:
        (tmp_path / "models" / "advisor.tar.gz").write_bytes(model)
        (tmp_path / "models" / "advisor.json").write_text(json.dumps(record), encoding="utf-8")
    with socket.socket() as probe, socket.socket() as other:
        for each in (probe, other):
            each.bind(("127.0.0.1", 0))
        ports = [str(each.getsockname()[1]) for each in (probe, other)]
    arguments = ["serve", "--no-train", "--port", ports[0], "--actions-port", ports[1]]
    told = one_line(process(*arguments, ADVISOR_BUILD=str(tmp_path), ADVISOR_DATABASE=""))
    assert told.startswith(problem)
    assert "advisor train" in told
    assert (tmp_path / "standard.db").is_file()


def test_train_does_nothing_where_nothing_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    trained: list[str] = []
    monkeypatch.setattr(project, "model_state", lambda: "")
    monkeypatch.setattr("bot.commands.train.train_because", trained.append)
    assert "已是最新" in run("train").stdout
    assert trained == []
    assert run("train", "--force").exit_code == 0
    assert len(trained) == 1
    monkeypatch.setattr(project, "model_state", lambda: "模型已经过时")
    assert str(project.MODEL) in run("train").stdout
    assert trained[1:] == ["模型已经过时"]


def test_an_assistant_without_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import bot.assistant

    monkeypatch.setattr(bot.assistant, "model_state", lambda: "模型已经过时")
    with pytest.raises(AdvisorError, match="模型已经过时：请先运行 advisor train"):
        bot.assistant.Assistant()


# --- ports


@pytest.mark.parametrize("option", ["--port", "--actions-port"])
def test_a_taken_port_is_told(option: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = str(taken.getsockname()[1])
        other = {"--port": "--actions-port", "--actions-port": "--port"}[option]
        told = one_line(run("serve", option, number, other, str(free_ports(1)[0])))
    assert told.startswith(f"端口 {number} 不能用")
    assert f"用 {option} 换一个" in told


@pytest.mark.parametrize("option", ["--port", "--actions-port"])
@pytest.mark.parametrize("number", ["65536", "-1", "99999999"])
def test_a_port_that_cannot_be_is_told(option: str, number: str) -> None:
    result = run("serve", option, number)
    assert result.exit_code == 2
    assert number in result.stderr


# --- asking


class Parrot:
    """Stands where the assistant stands: knows one answer."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []

    def reply(self, text: str, sender: str = "") -> list[dict[str, Any]]:
        self.heard.append((text, sender))
        if text == "为什么":
            return [{"recipient_id": sender, "text": "推导过程：甲"}]
        button = {"title": "为什么？", "payload": "为什么？"}
        cited = [{"clause": "5.1.4.6"}]
        return [{"recipient_id": sender, "text": "销户的流程共6步", "buttons": [button], "custom": {"kind": "flows", "citations": cited}}]

    def understand(self, text: str) -> dict[str, Any]:
        entities = [{"entity": "service", "value": "销户"}]
        return {"intent": {"name": "ask_steps", "confidence": 0.91}, "entities": entities}


def use(assistant: Parrot | Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands that ask have this assistant."""
    for command in ("ask", "evaluate"):
        monkeypatch.setattr(f"bot.commands.{command}.prepared_assistant", lambda: assistant)


@pytest.fixture
def parrot(monkeypatch: pytest.MonkeyPatch) -> Parrot:
    parrot = Parrot()
    use(parrot, monkeypatch)
    return parrot


def test_ask_prints_the_answer_and_what_may_be_asked_next(parrot: Parrot) -> None:
    result = run("ask", "销户", "有哪些步骤")
    assert result.stdout == "销户的流程共6步\n  [为什么？]\n"
    assert parrot.heard == [("销户 有哪些步骤", "cli")]


def test_ask_why_asks_once_more(parrot: Parrot) -> None:
    assert run("ask", "--why", "销户").stdout.splitlines() == ["销户的流程共6步", "  [为什么？]", "推导过程：甲"]
    assert parrot.heard == [("销户", "cli"), ("为什么", "cli")]


def test_ask_json(parrot: Parrot) -> None:
    result = run("ask", "--json", "--why", "销户")
    first, second = json.loads(result.stdout)
    assert first["custom"]["kind"] == "flows"
    assert second["text"] == "推导过程：甲"
    assert "销户" in result.stdout  # readable


@pytest.mark.parametrize("said", ["销户有哪些步骤\n为什么\n\n", "销户有哪些步骤\n  为什么  \n"])
def test_chat_goes_on_until_an_empty_line_or_the_end(parrot: Parrot, said: str) -> None:
    result = run("chat", said=said)
    assert result.exit_code == 0
    assert [text for text, _ in parrot.heard] == ["销户有哪些步骤", "为什么"]
    assert len({sender for _, sender in parrot.heard}) == 1
    assert "销户的流程共6步" in result.stdout
    assert "推导过程：甲" in result.stdout


# --- coverage


def test_every_clause_is_covered() -> None:
    result = run("coverage")
    assert result.exit_code == 0, result.stdout
    (line,) = result.stdout.splitlines()
    assert re.fullmatch(r"\d+ 条条款，0 条不全。", line)


def test_coverage_lists_every_clause_when_asked() -> None:
    lines = run("coverage", "--all").stdout.splitlines()
    assert [number for number in loader.load().clauses if not any(number.split()[0] in line for line in lines)] == []


def test_coverage_tells_what_is_asked_of_a_clause_or_why_nothing_is() -> None:
    lines = {line.split()[0]: line.split()[-1] for line in run("coverage", "--all").stdout.splitlines() if line.split()}
    assert int(lines["4.1.4.1"]) > 20
    assert lines["5.1.4.3"] == "有歧义"
    assert lines["5.8"] == "原文缺失"


def test_a_clause_without_a_case_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = "{form: List, of: [{form: EntriesOf, subject: 销户, aspect: 服务流程}]}"
    case = f"- clause: 5.1.4.6\n  question: 办理销户要经过哪些环节？\n  form: {form}\n  finding: listing\n"
    (tmp_path / "a.yaml").write_text(case, encoding="utf-8")
    monkeypatch.setattr(project, "GOLDEN", tmp_path)
    result = run("coverage")
    assert result.exit_code == 1
    listed = [line.split()[0] for line in result.stdout.splitlines()]
    assert "4.1.4.1" in listed
    assert "5.1.4.6" not in listed


# --- evaluation

QUESTIONS = """\
questions:
  - {id: q1, ask: 销户有哪些步骤, kind: steps, expect: {all: [6步], clauses: [5.1.4]}}
  - {id: q2, ask: 过户有哪些步骤, kind: steps, expect: {all: [5步], none: [6步]}}
  - {id: q3, ask: 销户要钱吗, kind: outside, expect: {any: [[流程, 步骤]]}}
  - {id: q4, ask: 销户要多久, kind: outside, expect: {declined: true, clauses: [5.1.4.60]}}
"""


@pytest.fixture
def questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "a.yaml").write_text(QUESTIONS, encoding="utf-8")
    (folder / "b.yaml").write_text("questions:\n  - {id: q5, ask: 销户, kind: steps, expect: {all: [销户]}}\n", encoding="utf-8")
    monkeypatch.setattr(project, "QUESTIONS", folder)
    return folder


def test_evaluate_tells_the_share_and_each_miss(parrot: Parrot, questions: Path) -> None:
    result = run("evaluate")
    assert result.exit_code == 0
    assert "答对 3 / 5 = 60.0%" in result.stdout
    assert re.search(r"outside +1 +2 +50%", result.stdout)
    assert re.search(r"steps +2 +3 +67%", result.stdout)
    assert "✗ q2 过户有哪些步骤" in result.stdout
    assert "缺“5步”；不该有“6步”" in result.stdout
    assert "[ask_steps 0.91 service=销户]" in result.stdout
    assert "✗ q4" in result.stdout
    assert "没有引用5.1.4.60；应说明标准没有规定" in result.stdout
    assert "✗ q1" not in result.stdout


@pytest.mark.parametrize(("floor", "code"), [("0", 0), ("0.6", 0), ("0.61", 1), ("1", 1)])
def test_evaluate_fails_below_the_floor(parrot: Parrot, questions: Path, floor: str, code: int) -> None:
    assert run("evaluate", "--floor", floor).exit_code == code


def test_evaluate_asks_only_the_files_named(parrot: Parrot, questions: Path) -> None:
    assert "答对 1 / 1 = 100.0%" in run("evaluate", str(questions / "b.yaml")).stdout


def test_evaluate_writes_a_report(parrot: Parrot, questions: Path, tmp_path: Path) -> None:
    assert run("evaluate", "--json", str(tmp_path / "report.json")).exit_code == 0
    rows = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in rows] == ["q1", "q2", "q3", "q4", "q5"]
    assert [row["right"] for row in rows] == [True, False, True, False, True]
    assert rows[1]["turns"][0]["wrong"] == ["缺“5步”", "不该有“6步”"]
    assert rows[1]["false"]


def test_evaluate_compares_with_an_earlier_run(parrot: Parrot, questions: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(
        json.dumps([{"id": "q1", "right": False}, {"id": "q2", "right": True}, {"id": "gone", "right": True}]), encoding="utf-8"
    )
    said = run("evaluate", "--against", str(before)).stdout
    assert "与上次相同的题 2 道：变好 1，变差 1。" in said
    assert "变好 q1" in said
    assert "变差 q2" in said
    before.write_text("{}", encoding="utf-8")
    assert "与上次相同的题 0 道" in run("evaluate", "--against", str(before)).stdout
    before.write_text("[7]", encoding="utf-8")
    assert "before.json" in one_line(run("evaluate", "--against", str(before)))


def test_evaluate_writes_a_page(parrot: Parrot, questions: Path, tmp_path: Path) -> None:
    """A page by itself: the shares, the picture of the confusions, the misses; what people typed is text in it."""
    (questions / "c.yaml").write_text("questions:\n  - {id: q6, ask: <b>销户</b>, kind: steps, expect: {all: [没有]}}\n", encoding="utf-8")
    assert run("evaluate", "--html", str(tmp_path / "report.html")).exit_code == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "data:image/png;base64," in page
    assert "q2 过户有哪些步骤" in page
    assert "&lt;b&gt;销户&lt;/b&gt;" in page
    assert "<b>销户" not in page


def test_evaluate_holds_dialogues(parrot: Parrot, questions: Path) -> None:
    """A dialogue is right when each turn is; asking back is right where it is allowed."""
    (questions / "b.yaml").write_text(
        "dialogues:\n"
        "  - {id: d1, kind: follow_up, turns: [{ask: 销户, expect: {all: [销户]}}, {ask: 过户, expect: {all: [没有这个词]}}]}\n"
        "  - {id: d2, kind: follow_up, turns: [{ask: 销户, expect: {all: [销户]}}]}\n",
        encoding="utf-8",
    )
    said = run("evaluate", str(questions / "b.yaml")).stdout
    assert "✗ d1 销户 ／ 过户" in said
    assert "答对 1 / 2 = 50.0%" in said


def test_evaluate_takes_a_file_from_elsewhere_or_refuses_it(parrot: Parrot, questions: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "mine.yaml"
    elsewhere.write_text("questions:\n  - {id: q9, ask: 过户, kind: steps, expect: {all: [没有这个词]}}\n", encoding="utf-8")
    assert run("evaluate", "--floor", "0.9", str(elsewhere)).exit_code != 0


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("questions: []\n", "a.yaml:1"),
        ("dialogues:\n  - {id: d, kind: k, turns: [{expect: {}}]}\n", "a.yaml:2"),
        ("questions:\n  - {ask: 销户}\n", "a.yaml:2"),
        ("questions: [\n", "a.yaml:"),
    ],
)
def test_broken_questions_are_told_with_their_place(parrot: Parrot, questions: Path, text: str, part: str) -> None:
    (questions / "a.yaml").write_text(text, encoding="utf-8")
    assert part in one_line(run("evaluate"))


# --- the real thing


@pytest.mark.server
def test_ask_as_people_run_it(assistant: Assistant) -> None:
    result = process("ask", "--json", "--why", "C级营业厅需要哪些服务人员")
    assert result.returncode == 0, result.stderr
    answer, why = json.loads(result.stdout)
    assert "①营业厅主管、②业务受理员、③收费员" in answer["text"]
    assert answer["custom"]["kind"] == "listing"
    assert "推导过程" in why["text"]
    assert "Traceback" not in result.stderr
    assert "Warning" not in result.stderr


@pytest.mark.server
def test_ask_with_the_real_assistant(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    use(assistant, monkeypatch)
    text = run("ask", "在网上能办销户吗").stdout
    assert "预受理" in text
    assert "（依据 " in text
    assert "{" not in text
    assert "推导过程" in run("ask", "--why", "在网上能办销户吗").stdout


@pytest.mark.server
def test_the_real_assistant_answers_its_own_questions(assistant: Assistant) -> None:
    from bot.evaluation import evaluate, load_questions

    questions = load_questions(project.QUESTIONS, "own.yaml")[::4]
    outcomes = list(evaluate(assistant, questions))
    assert len(outcomes) == len(questions) > 20
    assert sum(outcome.right for outcome in outcomes) / len(outcomes) >= 0.9
