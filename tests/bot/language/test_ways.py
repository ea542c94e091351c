"""Ways of asking."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.language.expressions import FOLDER
from bot.language.language import Language
from bot.language.ways import Way, pattern, stand_ins, ways
from rules.errors import StandardError
from rules.evaluator.views import Views
from rules.question.templates import holes_in
from rules.text import normal

WAYS = ways()


def folder(tmp_path: Path, content: object) -> Path:
    (tmp_path / "data" / "asking").mkdir(parents=True)
    (tmp_path / "data" / "asking" / "a.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    (tmp_path / "data" / "asking" / "stand_ins.yaml").write_text("hall: B级营业厅\n", encoding="utf-8")
    return tmp_path / "data"


FORM = {"form": "List", "of": [{"form": "EntriesOf", "subject": "<place*>", "aspect": "服务人员"}]}


def test_ways_are_read(tmp_path: Path) -> None:
    data = folder(tmp_path, [{"form": FORM, "asked": ["要哪些人"]}, {"act": "greet", "asked": ["你好", "您好"]}])
    assert ways(data) == (Way(FORM, "", ("要哪些人",)), Way(None, "greet", ("你好", "您好")))
    assert stand_ins(data) == {"hall": "B级营业厅"}


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"form": FORM}, "要有 form 或 act"),
        ({"form": FORM, "act": "greet", "asked": ["你好"]}, "要有 form 或 act"),
        ({"act": "greet", "asked": []}, "不空的文字列表"),
        ({"act": "greet", "asked": [3]}, "不空的文字列表"),
        ({"form": {"form": "Listing"}, "asked": ["x"]}, "form 不是问题"),
        ("x", "要有 form 或 act"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, entry: object, says: str) -> None:
    with pytest.raises(StandardError) as caught:
        ways(folder(tmp_path, [entry]))
    assert says in str(caught.value)
    assert "data/asking/a.yaml:1" in str(caught.value)


def test_every_way_is_listed_once() -> None:
    assert [form for form, times in Counter(repr(way.form) for way in WAYS if not way.act).items() if times > 1] == []
    assert [act for act, times in Counter(way.act for way in WAYS if way.act).items() if times > 1] == []


def test_no_text_means_two_things() -> None:
    counts = Counter(normal(text) for way in WAYS for text in set(way.asked))
    assert [text for text, times in counts.items() if times > 1] == []


def test_the_holes_of_a_role_are_numbered_from_one() -> None:
    for way in WAYS:
        numbers: dict[str, set[int]] = {}
        for hole in holes_in(way.form):
            numbers.setdefault(hole.role, set()).add(hole.number)
        assert all(found == set(range(1, len(found) + 1)) for found in numbers.values()), way.form


def test_what_ways_name_is_there(views: Views) -> None:
    """Names in forms are concepts or aspects; roles are known."""
    roles = {*views.standard.aspects.roles, "clause", "number", "quantity", "name", "unlisted"}
    assert {hole.role for way in WAYS for hole in holes_in(way.form)} <= roles


def test_questions_for_evaluation_are_no_ways() -> None:
    known = {normal(text) for way in WAYS for text in way.asked}
    asked: list[str] = []
    for path in (FOLDER / "questions").rglob("*.yaml"):
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for entry in (*(content.get("questions") or ()), *(content.get("dialogues") or ())):
            asked += [str(turn["ask"]) for turn in entry.get("turns") or [entry]]
    long = [text for text in asked if len(text) > 8]  # short ones everybody says alike
    assert len(long) > 2000
    assert sum(normal(text) in known for text in long) / len(long) < 0.02


def test_it_makes_no_difference_what_is_named(language: Language) -> None:
    shapes = {language.pattern(language.reader.read(text)) for text in ("A级厅要不要引导员", "D级营业厅要不要保安员")}
    assert len(shapes) == 1
    assert pattern(language.reader.read("过户几步"), {"service": "某业务"}) == "某业务几步"
