"""What must hold of the code of `rules` and `actions`: no sentences in Python, no function that is hard to follow, no old paths."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from rules.model import Standard
from tests.conftest import ROOT

MODULES = tuple(sorted(path for folder in ("rules", "actions") for path in (ROOT / folder).rglob("*.py")))
SENTENCE = re.compile(r"[\u4e00-\u9fff]{6,}|[。？！]")
"""Six Chinese characters in a row, or a sign that ends a sentence."""
MOST_BRANCHES = 12
ALLOWED: dict[str, tuple[set[str], str]] = {
    "rules/text.py": ({"(?<![这那旁周两单身])边(?=[个间级种类样些])"}, "a regular expression over single characters, not a sentence"),
    "rules/evaluator/remarks.py": ({"。"}, "puts the remark of a status and the note of a clause together"),
    "rules/quiz/marking.py": ({"。"}, "signs that do not count when a text is marked"),
    "rules/checking/output.py": ({"不能判断的内容"}, "the heading of a column in a spreadsheet"),
    "actions/wording.py": ({"。", "？", "！", "。；"}, "signs at which a text that is read out may end"),
    "actions/bridge/dispatch.py": ({"服务网络布局"}, "the name of an aspect, in the bridge from queries to forms"),
    "actions/bridge/view.py": ({"服务网络布局"}, "the name of an aspect, in the bridge from queries to forms"),
    "actions/bridge/lists.py": ({"95598供电服务热线"}, "the name of a channel, in the bridge from queries to forms"),
}
"""Module by module the strings that look like sentences and are none, each with why it is there."""


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a module with its line; not those that stand alone, which are docstrings and comments on what is before them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def sentences(path: Path) -> list[str]:
    """The strings of a module that look like sentences and are not allowed."""
    allowed, _ = ALLOWED.get(path.relative_to(ROOT).as_posix(), (set(), ""))
    return [f"{path.relative_to(ROOT)}:{line}: {text}" for line, text in texts(path) if SENTENCE.search(text) and text not in allowed]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_in_python(path: Path) -> None:
    """What is said in Chinese stands in YAML or in a template, where somebody who knows Chinese can change it."""
    assert sentences(path) == []


def test_what_is_allowed_is_short() -> None:
    """The list of exceptions names modules that there are, few strings, and a reason for each."""
    there = {path.relative_to(ROOT).as_posix() for path in MODULES}
    assert {module for module in ALLOWED if not module.startswith("actions/bridge/")} <= there
    assert sum(len(strings) for strings, _ in ALLOWED.values()) <= 12
    assert all(reason for _, reason in ALLOWED.values())


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('x = "标准没有规定收费金额"', True),
        ('x = f"{y}没有。"', True),
        ('raise ValueError("甲？")', True),
        ('x = {"要": "要！"}', True),
        ('x = "服务流程"', False),
        ('"""标准没有规定收费金额。"""', False),
        ('def f():\n    """标准没有规定。"""', False),
        ("x = 1  # 标准没有规定收费金额。", False),
        ('X = 1\n"""标准没有规定收费金额。"""', False),
    ],
)
def test_what_is_a_sentence(tmp_path: Path, code: str, found: bool) -> None:
    """Strings and parts of f-strings are looked at, docstrings and comments are not."""
    path = tmp_path / "a.py"
    path.write_text(code, encoding="utf-8")
    assert any(SENTENCE.search(text) for _, text in texts(path)) == found


def test_no_function_is_hard_to_follow() -> None:
    """Cyclomatic complexity, by ruff."""
    option = f"lint.mccabe.max-complexity={MOST_BRANCHES}"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "C901", "--config", option, "--output-format", "concise"]
    result = subprocess.run([*command, "rules", "actions"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_handlers_are_gone() -> None:
    """`rules.advisor` is one module, and nothing is imported from below it."""
    spec = find_spec("rules.advisor")
    assert spec is not None
    assert spec.submodule_search_locations is None
    assert Path(str(spec.origin)).name == "advisor.py"
    below = re.compile(r"rules\.advisor\.[a-z]|from rules\.advisor import .*\b(Query|QueryKind|Marks)\b")
    assert [str(path) for path in MODULES if below.search(path.read_text(encoding="utf-8"))] == []


def test_rules_know_nothing_of_the_conversation() -> None:
    """The rules import neither Rasa nor the actions nor the bot."""
    wrong = re.compile(r"^\s*(from|import) (rasa|rasa_sdk|actions|bot)\b", re.MULTILINE)
    assert [path for path in MODULES if "rules" in path.parts and wrong.search(path.read_text(encoding="utf-8"))] == []


def test_no_concept_is_named_in_python(standard: Standard) -> None:
    """What a form means for a hall or a service is data: no name of a concept stands in the modules of questions and evaluation."""
    names = {*standard.concepts, *standard.outside}
    for path in (path for path in MODULES if {"question", "evaluator"} & set(path.parts)):
        assert [text for _, text in texts(path) if text in names] == [], path
