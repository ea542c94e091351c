"""The YAML of the project can be read by people: in an editor, in a diff, side by side."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST = 160
FILES = sorted(path for folder in ("rules", "data", "bot") for path in (ROOT / folder).rglob("*") if path.suffix in (".yaml", ".yml"))


def test_no_line_is_too_long() -> None:
    assert len(FILES) > 60
    lines = [(path, number, line) for path in FILES for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
    assert [f"{path.relative_to(ROOT)}:{number}" for path, number, line in lines if len(line) > MOST] == []
