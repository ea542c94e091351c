"""What stands in the Python of the actions, and what it knows of the rest."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import actions

ROOT = Path(actions.__file__).parent
SOURCES = {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}
SENTENCE = re.compile("[\u4e00-\u9fff]{8,}")
RUN_BY_RASA = ("__init__.py", "actions.py", "forms.py", "quiz_form.py")
"""The files whose classes the action server runs."""


def documentation(tree: ast.Module) -> set[ast.Constant]:
    """The docstrings, and the strings that say what the name before them means: they may quote what people say."""
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))]
    return {line.value for body in bodies for line in body if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)}


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("tree", SOURCES.values(), ids=list(SOURCES))
def test_no_sentence_stands_in_the_code(tree: ast.Module) -> None:
    """Sentences stand in the templates, `wording.yaml` and `cues.yaml`; in the code stand names of concepts and aspects at most."""
    spoken = {node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)} - documentation(tree)
    assert [node.value for node in spoken if SENTENCE.search(node.value)] == []


@pytest.mark.parametrize("tree", SOURCES.values(), ids=list(SOURCES))
def test_actions_know_neither_rasa_nor_the_bot(tree: ast.Module) -> None:
    assert {name.split(".")[0] for name in imported(tree)} & {"rasa", "bot"} == set()


@pytest.mark.parametrize("name", [name for name in SOURCES if name not in RUN_BY_RASA])
def test_only_what_is_run_by_rasa_knows_its_sdk(name: str) -> None:
    """So that understanding, bridge and wording can be used without it."""
    assert [module for module in imported(SOURCES[name]) if module.startswith("rasa_sdk")] == []


@pytest.mark.parametrize("name", [name for name in SOURCES if name.startswith("bridge") or name in ("query.py", "wording.py")])
def test_bridge_and_wording_know_nothing_of_each_other(name: str) -> None:
    """The one ends in a question, the other begins with an answer."""
    allowed = {"query.py": (), "wording.py": ("rules",)}.get(name, ("rules", "actions.bridge", "actions.query"))
    of_the_project = [module for module in imported(SOURCES[name]) if module.split(".")[0] in ("rules", "actions")]
    assert [module for module in of_the_project if not module.startswith(allowed)] == []
