"""How people speak of what they do not name: every file is sound, and each mistake is told with its file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.language import expressions
from rules.errors import Place, StandardError
from rules.model import Standard
from rules.text import normal

STAFF = "descriptions/staff.yaml"
PHRASES = "phrases.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy that may be damaged."""
    copy = tmp_path / "data"
    shutil.copytree(expressions.FOLDER / "descriptions", copy / "descriptions")
    shutil.copy(expressions.FOLDER / PHRASES, copy)
    return copy


def append(folder: Path, name: str, text: str) -> int:
    """More at the end of a file; the line of its first character."""
    path = folder / name
    old = path.read_text(encoding="utf-8")
    path.write_text(old + text, encoding="utf-8")
    return old.count("\n") + 1


def test_nothing_is_wrong(standard: Standard, folder: Path) -> None:
    assert expressions.lint(standard) == []
    assert expressions.lint(standard, folder) == []


def test_descriptions_are_in_the_order_of_the_standard(standard: Standard) -> None:
    found = expressions.descriptions()
    assert list(found) == [name for name in (*standard.concepts, *standard.outside) if name in found]
    assert sum(map(len, found.values())) > 16_000


def test_the_digest_changes_with_every_file(folder: Path) -> None:
    seen = {expressions.digest(), expressions.digest(folder)}
    assert len(seen) == 1
    for path in sorted(folder.rglob("*.yaml")):
        append(folder, path.relative_to(folder).as_posix(), "# \n")
        seen.add(expressions.digest(folder))
    (folder / STAFF).rename(folder / "descriptions" / "people.yaml")
    seen.add(expressions.digest(folder))
    assert len(seen) == 2 + len(list(folder.rglob("*.yaml")))


NOTICED = {  # what is wrong with a description appended to those of the staff: the text, and words of the message
    "of nothing": ("收废员:\n  - 收废品的\n", "收废员"),
    "of another class": ("面对面:\n  - 大家脸对着脸把事办了\n", "mode"),
    "none": ("民族语言员: []\n", "空白"),
    "blank": ("民族语言员:\n  - '\u3000'\n", "空白"),
    "of another too": ("民族语言员:\n  - 你说的这些出自哪个文件\n", "供电客户服务提供标准"),
}


@pytest.mark.parametrize(("text", "says"), NOTICED.values(), ids=NOTICED)
def test_a_wrong_description_is_told_with_its_place(standard: Standard, folder: Path, text: str, says: str) -> None:
    line = append(folder, STAFF, text)
    problems = expressions.lint(standard, folder)
    assert [problem for problem in problems if problem.place == Place(f"data/{STAFF}", line) and says in problem.what]


REFUSED = {  # what cannot be read: the text of a file, and the line of the mistake
    "a list": ("- 收费员\n", 1),
    "a word": ("收费员:\n  - 甲\n保安员: 乙\n", 3),
    "a number": ("保安员:\n  - 95598\n", 1),
    "the same name twice": ("保安员: [甲]\n保安员: [乙]\n", 2),
    "nothing": ("# 说明\n", 1),
}


@pytest.mark.parametrize(("text", "line"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(folder: Path, text: str, line: int) -> None:
    (folder / STAFF).write_text(text, encoding="utf-8")
    with pytest.raises(StandardError) as caught:
        expressions.descriptions(folder)
    (problem,) = caught.value.problems
    assert problem.place == Place(f"data/{STAFF}", line)


def test_a_folder_without_descriptions_is_refused(folder: Path) -> None:
    shutil.rmtree(folder / "descriptions")
    for read in (expressions.descriptions, expressions.digest):
        with pytest.raises(StandardError, match="descriptions"):
            read(folder)


# --- phrases

MISPHRASED = {  # what is wrong with a phrase appended to those of a class: the text, its class and words of the message
    "of nothing": ("  收废品: [收破烂]\n", "收废品"),
    "of another class": ("  面对面: [脸对脸]\n", "mode"),
    "an alias": ("  营业厅关停: [停业]\n", "停业"),
    "an alias of another": ("  营业厅关停: [收银员]\n", "收费员"),
    "an alias in Traditional script": ("  营业厅关停: [收銀員]\n", "收费员"),
    "a phrase of another": ("  营业厅关停: [多少钱]\n", "收费金额"),
    "blank": ("  营业厅关停: ['\u3000']\n", "空白"),
}


@pytest.mark.parametrize(("text", "says"), MISPHRASED.values(), ids=MISPHRASED)
def test_a_wrong_phrase_is_told_with_its_place(standard: Standard, folder: Path, text: str, says: str) -> None:
    path = folder / PHRASES
    path.write_text(re.sub(r"^  营业厅关停: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    line = append(folder, PHRASES, text)
    (problem,) = expressions.lint(standard, folder)
    assert problem.place == Place(f"data/{PHRASES}", line)
    assert says in problem.what
    assert problem.todo


UNREADABLE = {  # what cannot be read: the text of the file, and the line of the mistake
    "a list": ("- 收费员\n", 1),
    "a class with a list": ("staff: {收费员: [甲]}\nzone: [乙]\n", 2),
    "a phrase and no list": ("staff:\n  收费员: [甲]\n  保安员: 乙\n", 3),
    "a number": ("staff:\n  保安员: [110]\n", 2),
}


@pytest.mark.parametrize(("text", "line"), UNREADABLE.values(), ids=UNREADABLE)
def test_phrases_that_cannot_be_read_are_refused_with_their_place(folder: Path, text: str, line: int) -> None:
    (folder / PHRASES).write_text(text, encoding="utf-8")
    with pytest.raises(StandardError) as caught:
        expressions.phrases(folder)
    (problem,) = caught.value.problems
    assert problem.place == Place(f"data/{PHRASES}", line)


def test_a_folder_without_phrases_is_refused(folder: Path) -> None:
    (folder / PHRASES).unlink()
    for read in (expressions.phrases, expressions.digest):
        with pytest.raises(StandardError, match="phrases"):
            read(folder)


def test_the_standard_knows_no_phrase(standard: Standard) -> None:
    """What the store, the search and the questions for staff take for a name of a thing is one."""
    words = {normal(word) for concept in standard.concepts.values() for word in concept.words}
    words |= {normal(word) for topic in standard.outside.values() for word in topic.aliases}
    said = [phrase for found in expressions.phrases().values() for phrase in found]
    assert len(said) > 600
    assert [phrase for phrase in said if normal(phrase) in words] == []
