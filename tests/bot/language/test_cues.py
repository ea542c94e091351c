"""The cues of how a message is put together, and what is said where their file is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.cues import CUES, SECTIONS, cue
from bot.language.expressions import FOLDER
from rules.errors import StandardError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the file of the cues in a folder of its own."""
    copy = tmp_path / "data"
    copy.mkdir()
    (copy / CUES).write_text((FOLDER / CUES).read_text(encoding="utf-8"), encoding="utf-8")
    return copy


def test_each_section_has_cues() -> None:
    assert [bool(cue(section).pattern) for section in SECTIONS] == [True] * len(SECTIONS)


@pytest.mark.parametrize(("text", "asks"), [("销户要几步", True), ("有传真没", True), ("办什么的同事", False), ("房子卖了", False)])
def test_what_asks(text: str, asks: bool) -> None:
    assert bool(cue("asks").search(text)) == asks


def test_a_new_cue_is_data(folder: Path) -> None:
    assert not cue("asks", folder=folder).search("你给评评理")
    cue.cache_clear()
    path = folder / CUES
    path.write_text(path.read_text(encoding="utf-8").replace("  - 几\n", "  - 几\n  - 评评理\n", 1), encoding="utf-8")
    assert cue("asks", folder=folder).search("你给评评理")


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [("joins:", "joined:", "要有且只有这些部分"), ("  - 另外", "  - '另外('", "不是正则表达式")],
)
def test_what_is_wrong_is_said_with_its_file(folder: Path, written: str, instead: str, said: str) -> None:
    path = folder / CUES
    path.write_text(path.read_text(encoding="utf-8").replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(StandardError, match=said) as raised:
        cue("joins", folder=folder)
    assert "data/cues.yaml" in str(raised.value)
