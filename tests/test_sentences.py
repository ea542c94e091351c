"""No sentence in Chinese stands in the Python of `rules` and `actions`; those in YAML are all used, and get the fields that they have."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rules.messages import FOLDER
from rules.sources import read

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile("[\u4e00-\u9fff]")
ENDS = re.compile("[“”：，。；？！]")
GAP = "\0"
"""Stands for what an f-string puts in."""
ALLOWED = {
    ("rules/store.py", "max(subject = 'A级营业厅')"): "SQL",
    ("actions/wording.py", "（依据 [^）]*）"): "a regular expression of brackets and signs, which are not read out",
    ("rules/text.py", "(?<![这那旁周两单身])边"): "a class of characters, after which 边 is no Cantonese for 哪",
}
"""Literals that look like a sentence and are none: by file and what stands in them, with the reason."""


@dataclass(frozen=True)
class Call:
    """A call of `message`, `diagnosis` or `regex`: the entry that it names, and the fields that it gives."""

    function: str
    name: str
    fields: frozenset[str]
    where: str


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts of a module that are no docstrings, with their lines; of an f-string what is fixed, with GAP where something is put in."""
    nodes = list(ast.walk(tree))
    inside = {id(value) for node in nodes if isinstance(node, ast.JoinedStr) for value in node.values}
    inside |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(value.value) if isinstance(value, ast.Constant) else GAP for value in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.lineno, node.value


def is_sentence(text: str) -> bool:
    """Many characters, or some with punctuation or with something put in."""
    characters = len(HAN.findall(text))
    filled = GAP in text or re.search(r"\{\w*(![rs])?\}|%s", text)
    return characters >= 8 or (characters >= 2 and bool(ENDS.search(text))) or (characters >= 4 and bool(filled))


def sentences(source: str) -> list[tuple[int, str]]:
    """The sentences in the source of a module, with their lines."""
    return [(line, text) for line, text in literals(ast.parse(source)) if is_sentence(text)]


def python_files(folder: str) -> Iterator[tuple[str, str]]:
    """The Python files below a folder, by their paths from the root, with their sources."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["rules", "actions"])
def test_no_sentence_stands_in_python(folder: str) -> None:
    found = [
        f"{name}:{line}: {text}"
        for name, source in python_files(folder)
        for line, text in sentences(source)
        if not any(name == file and part in text for file, part in ALLOWED)
    ]
    allowed = [f"allowed in {file}: {part} ({reason})" for (file, part), reason in ALLOWED.items()]
    assert found == [], "\n".join([*found, *allowed])


def test_what_is_allowed_is_there() -> None:
    for file, part in ALLOWED:
        assert any(part in text for _, text in sentences((ROOT / file).read_text(encoding="utf-8"))), (file, part)


@pytest.mark.parametrize(
    "source",
    [
        'fail("条款没有规则也没有理由")',
        'fail("请选。")',
        'fail(f"没有 {path} 这个文件")',
        'fail("没有 {} 这个文件".format(path))',
        'fail("没有 %s 这个文件" % path)',
        'fail("没有" "这条，删去")',
        'def f(x: int) -> str:\n    """条款没有规则，也没有说明理由。"""\n    return f"{x}：{x + 1}，改正"',
        'fail(f"{found}" + "，是不是写错了")',
        """fail(f"{what or '没有写明，请补上'}")""",
    ],
)
def test_a_sentence_is_found(source: str) -> None:
    assert len(sentences(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '"""条款没有规则，也没有说明理由。"""',
        'x = 1\n"""条款没有规则，也没有说明理由。"""',
        'HEADINGS = ("营业厅名称", "等级")',
        'f"第{n}行"',
        '"、".join(names)',
    ],
)
def test_words_are_no_sentences(source: str) -> None:
    assert sentences(source) == []


# ---- the texts in YAML


def entries() -> dict[str, tuple[str, ...]]:
    """Every entry of rules/messages: its one text, or what is wrong and its fix. `read` refuses a name that comes twice."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for name, entry in dict(read(path, FOLDER)).items():
            if isinstance(entry, dict):
                assert list(entry) == ["what", "fix"], f"{path.name}: {name}"
            found[f"{path.stem}.{name}"] = tuple(entry.values()) if isinstance(entry, dict) else (entry,)
    return found


def calls(name: str, source: str) -> Iterator[Call]:
    """The calls in a module; each names its entry in a literal."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("message", "diagnosis", "regex"):
            where = f"{name}:{node.lineno}"
            assert len(node.args) == 1, where
            assert isinstance(node.args[0], ast.Constant), where
            assert all(keyword.arg for keyword in node.keywords), where
            before = "patterns." if node.func.id == "regex" else ""
            yield Call(node.func.id, f"{before}{node.args[0].value}", frozenset(str(key.arg) for key in node.keywords), where)


def all_calls() -> list[Call]:
    own = "rules/messages/__init__.py"
    return [call for name, source in python_files("rules") if name != own for call in calls(name, source)]


def fields(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(field for text in texts for _, field, _, _ in string.Formatter().parse(text) if field is not None)


def test_every_call_has_its_text() -> None:
    known = entries()
    found = all_calls()
    assert len(found) > 150
    for call in found:
        assert call.name in known, f"{call.where}: no {call.name}"
        assert len(known[call.name]) == (2 if call.function == "diagnosis" else 1), call.where


def test_every_text_has_its_call() -> None:
    assert sorted(set(entries()) - {call.name for call in all_calls()}) == []


def test_every_call_gives_the_fields_of_its_text() -> None:
    known = entries()
    for call in all_calls():
        if call.function != "regex":
            assert call.fields == fields(known[call.name]), f"{call.where}: {call.name}"


def test_every_module_has_its_own_file() -> None:
    for call in all_calls():
        if call.function != "regex":
            module = call.where.partition(".py:")[0].removeprefix("rules/").replace("/", "_")
            assert call.name.partition(".")[0] == module, call.where


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ('message("a.b")', frozenset()),
        ('Problem(place, *diagnosis("a.b", name=concept.name, place=1))', frozenset({"name", "place"})),
    ],
)
def test_a_call_is_found(source: str, given: frozenset[str]) -> None:
    assert [(call.name, call.fields) for call in calls("x.py", source)] == [("a.b", given)]


def test_fields_are_read_from_both_texts_and_not_from_escaped_braces() -> None:
    assert fields(("{a} 没有 {b!r}", "写成 {{c: d}} 或 {e}")) == {"a", "b", "e"}
