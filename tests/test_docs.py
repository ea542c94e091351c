"""What the documents say there is, there is; and what there is, they say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.commands.main import main
from tests.examples import LONGEST, beginning, table_in, tables

if TYPE_CHECKING:
    from bot.assistant import Assistant

ROOT = Path(__file__).resolve().parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
DOCUMENTS = [*READMES, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE))
FOLDERS = ("actions", "bot", "build", "data", "docs", "rules", "scripts", "tests")


def text_of(path: Path) -> str:
    """A document."""
    return path.read_text(encoding="utf-8")


def named(document: Path) -> list[str]:
    """The files and folders of the project that a document names."""
    found = re.findall(rf"(?<![\w/.-])((?:{'|'.join(FOLDERS)})/[\w./*-]*)", text_of(document))
    return [name.rstrip(".") for name in found if not name.startswith("build/")]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(readme: Path, command: str) -> None:
    line = next((line for line in text_of(readme).splitlines() if "advisor serve" in line and "|" in line), "")
    assert re.search(rf"advisor {command}\b", text_of(readme)) or re.search(rf"\| {command}\b", line)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(document: Path) -> None:
    commands = set(re.findall(r"(?:\bin/|`|&& |^ +)advisor ([a-z]+)", text_of(document), flags=re.MULTILINE))
    assert commands <= set(main.commands)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_target_that_is_named_exists(document: Path) -> None:
    targets = set(re.findall(r"(?:`|^ +|^)make ([a-z]+)", text_of(document), flags=re.MULTILINE))
    assert targets <= TARGETS


def test_the_targets_of_the_makefile_are_explained() -> None:
    explained = set(re.findall(r"^# make ([a-z]+) ", MAKEFILE, flags=re.MULTILINE))
    assert explained <= TARGETS
    assert {"serve", "test"} <= explained
    phony = set(re.findall(r"^\.PHONY: (.+)$", MAKEFILE, flags=re.MULTILINE)[0].split())
    assert phony == TARGETS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_exists(document: Path) -> None:
    assert [name for name in named(document) if not list(ROOT.glob(name.rstrip("/")))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_test_that_is_named_exists(document: Path) -> None:
    tests = set(re.findall(r"\btest_\w+\b(?!\.py)", text_of(document)))
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in sorted(tests) if f"def {name}(" not in code and not list((ROOT / "tests").rglob(f"{name}.py"))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text_of(document))
    broken = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_nothing_is_left_to_fill_in(document: Path) -> None:
    assert re.findall(r"\b(?:TODO|FIXME|XXX|TBD|FIGURES_[A-Z]+)\b", text_of(document)) == []


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_two_commands_come_first(readme: Path) -> None:
    text = text_of(readme)
    assert "make serve" in text
    assert "make test" in text
    assert "http://127.0.0.1:5005" in text
    assert "/webhooks/rest/webhook" in text


def test_every_setting_is_documented() -> None:
    code = "".join(path.read_text(encoding="utf-8") for folder in ("bot", "actions") for path in (ROOT / folder).rglob("*.py"))
    settings = set(re.findall(r'environ(?:\.get\(|\[)"(ADVISOR_[A-Z_]+)"', code))
    set_by_the_program = {"ADVISOR_ACTION_URL"}
    assert [name for name in sorted(settings - set_by_the_program) if name not in text_of(ROOT / "docs" / "commands.md")] == []


@pytest.mark.server
def test_the_examples_are_what_the_program_says(assistant: Assistant) -> None:
    """`python -m tests.examples` writes them."""
    for name, table in tables(assistant).items():
        assert table_in(text_of(ROOT / name)) == table


def test_an_answer_is_cut_where_it_pauses() -> None:
    assert beginning("一共5步。\n（依据 5.1.4.6）") == "一共5步。 （依据 5.1.4.6）"
    cut = beginning("业务受理员、收费员、" * 20)
    assert cut.endswith("、……")
    assert len(cut) <= LONGEST + 2


def test_the_readme_is_short() -> None:
    assert [path.name for path in READMES if len(text_of(path).splitlines()) >= 120] == []
