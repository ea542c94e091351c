"""Reading YAML: every entry knows its line, nothing in a file can run, and what is wrong is told with its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rules.errors import Place, StandardError
from rules.sources import Entry, read
from tests.rules.conftest import DAMAGED, HEAD, Copy, at, told


def read_text(folder: Path, text: str | bytes) -> Entry | list[Any]:
    path = folder / "concepts" / "x.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, folder)


def refusal(folder: Path, text: str | bytes) -> tuple[int, str]:
    """The line and the words with which `text` is refused."""
    with pytest.raises(StandardError) as caught:
        read_text(folder, text)
    (problem,) = caught.value.problems
    told(problem)
    assert problem.place.file == "concepts/x.yaml"
    return problem.place.line, problem.what


def test_entries_know_their_place(tmp_path: Path) -> None:
    """Each mapping knows its file, relative to the folder, and its line, also inside lists and in flow style."""
    content = read_text(tmp_path, "# 说明\nclass: staff\nconcepts:\n  - name: 收费员\n    about: {a: 1}\n\n  - {name: 保安员,\n    b: 2}\n")
    assert isinstance(content, Entry)
    first, second = content["concepts"]
    assert [entry.place for entry in (content, first, first["about"], second)] == [Place("concepts/x.yaml", line) for line in (2, 4, 5, 7)]
    assert second == {"name": "保安员", "b": 2}


@pytest.mark.parametrize("head", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_editors_of_all_kinds(tmp_path: Path, head: bytes, end: bytes) -> None:
    """A byte order mark and Windows line ends do no harm, nor to the line numbers."""
    content = read_text(tmp_path, head + end.join(["- name: 收费员".encode(), "- name: 保安员".encode(), b""]))
    assert isinstance(content, list)
    assert [(entry["name"], entry.place.line) for entry in content] == [("收费员", 1), ("保安员", 2)]


BROKEN = {
    "indentation": ("class: staff\nconcepts:\n  - name: 甲\n   english: a\n", 4, "YAML"),
    "indentation of a list": ("- clause: 甲\n  heading: 乙\n - clause: 丙\n", 3, "YAML"),
    "no colon": ("class: staff\ntitle 人员\nconcepts: []\n", 3, "YAML"),
    "tab": ("class: staff\n\ttitle: 人员\n", 2, "YAML"),
    "quote not closed": ('class: staff\ntitle: "人员\nconcepts: []\n', 4, "YAML"),
    "bracket not closed": ("class: staff\naliases: [甲, 乙\ntitle: 人员\n", 3, "YAML"),
    "colon in a text": ("class: staff\ntitle: 甲: 乙\n", 2, "YAML"),
    "duplicate key": ("class: staff\ntitle: 甲\nclass: staff\n", 3, "键 class 重复"),
    "duplicate key inside": ("concepts:\n  - name: 甲\n    english: a\n    name: 乙\n", 4, "键 name 重复"),
    "key is a number": ("class: staff\n1: 甲\n", 2, "键 1 不是文字"),
    "key is yes": ("class: staff\nyes: 甲\n", 2, "键 True 不是文字"),
    "unknown alias": ("class: staff\ntitle: *甲\n", 2, "YAML"),
    "two documents": ("class: staff\n---\ntitle: 甲\n", 2, "YAML"),
    "empty": ("", 1, "空"),
    "comment only": ("# 待写\n", 1, "空"),
    "text only": ("收费员\n", 1, "不是列表、映射"),
    "python tag": ("class: staff\ntitle: !!python/name:os.system ''\n", 2, "标签"),
    "tag of one's own": ("class: staff\ntitle: !mine 乙\n", 2, "标签"),
    "merge key": ("a: &a {b: 1}\nc:\n  <<: *a\n", 3, ""),
    "contains itself": ("a: &a\n  - b\n  - *a\n", 1, ""),
    "no such date": ("class: staff\ntitle: 2011-56-56\n", 2, ""),
    "no such number": ("class: staff\ntitle: !!int 甲\n", 2, ""),
    "no such truth": ("class: staff\ntitle: !!bool 甲\n", 2, ""),
}


@pytest.mark.parametrize(("text", "line", "says"), BROKEN.values(), ids=BROKEN)
def test_broken(tmp_path: Path, text: str, line: int, says: str) -> None:
    """What cannot be read is refused with the line where it stands."""
    found, what = refusal(tmp_path, text)
    assert says in what
    assert found == line


@pytest.mark.parametrize("raw", ["class: 人员".encode("gbk"), "class: 人員".encode("big5"), b"class: \xff\xfe", b"class: a\0b"])
def test_not_utf8(tmp_path: Path, raw: bytes) -> None:
    """A file that is not UTF-8 text is refused."""
    line, what = refusal(tmp_path, raw)
    assert line == 1
    assert "读不出这个文件" in what


@pytest.mark.parametrize(
    "call",
    [
        "!!python/object/apply:os.system ['touch {}']",
        "!!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ['{}']]",
        "!!python/object/new:os.system ['touch {}']",
        "!!python/object/apply:builtins.open ['{}', 'w']",
    ],
)
def test_nothing_runs(copy: Copy, tmp_path: Path, call: str) -> None:
    """A tag that would run something is refused with its line, and nothing has run."""
    trace = tmp_path / "trace"
    copy.write(DAMAGED, "- clause: 测试\n  heading: " + call.format(trace) + "\n")
    problem = copy.refused()
    assert problem.place == at(2)
    assert "标签" in problem.what
    assert not trace.exists()


def test_in_the_standard(copy: Copy) -> None:
    """The same mistakes in the standard itself are told with the file of the standard."""
    line = copy.append("clauses/4.2-hotline.yaml", "- clause: 测试\n   heading: 测试\n  status: readable\n")
    problem = copy.refused()
    assert problem.place == Place("clauses/4.2-hotline.yaml", line + 1)
    assert "YAML" in problem.what


def test_duplicate_key_in_the_standard(copy: Copy) -> None:
    """A repeated key is told with the line of the second."""
    line = copy.append("clauses/4.2-hotline.yaml", "- clause: 测试\n  heading: 测试\n  status: readable\n  heading: 测试\n")
    problem = copy.refused()
    assert problem.place == Place("clauses/4.2-hotline.yaml", line + 3)
    assert "heading" in problem.what


def test_not_utf8_in_the_standard(copy: Copy) -> None:
    """A file of the standard saved in another encoding is told by its name."""
    copy.write(DAMAGED, (HEAD + "    []\n").encode("gb18030"))
    problem = copy.refused()
    assert problem.place == at(1)
    assert "UTF-8" in problem.todo
