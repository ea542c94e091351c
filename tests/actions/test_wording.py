"""From findings to text: every kind by itself, and the templates."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import opencc
import pytest

import actions.wording
from actions import wording
from actions.wording import answer_text
from rules.findings import Difference, Finding, Listing, Missing, NotFound, Passages, Several
from tests.actions.findings import TEXTS
from tests.actions.findings.builders import GUARD, LOST, READABLE, SURVEY, A, B, C, answered, flow, group
from tests.actions.findings.others import ASKED_BACK, NOT_FOUND

ACTIONS = Path(actions.wording.__file__).parent
TEMPLATES = ACTIONS / "templates"
SIMPLIFIED = opencc.OpenCC("t2s")
REMARKS = ("4.1.6.1：原文此处缺失，不作推测。", "4.1.2：内容取自来源之外的资料。", "原文作“服務後請掛機”，可作不同理解。")


# ---- each kind of finding


@pytest.mark.parametrize(("finding", "text"), TEXTS.values(), ids=list(TEXTS))
def test_a_finding_as_text(finding: Finding, text: str) -> None:
    assert answer_text(answered(finding)) == text


def test_every_kind_of_finding_is_tried() -> None:
    """Each with one item or none at all, and with more."""
    tried = [type(finding).__name__ for finding, _ in TEXTS.values()]
    assert set(tried) == {cls.__name__ for cls in get_args(Finding)}
    assert [name for name in dict.fromkeys(tried) if tried.count(name) == 1] == ["Passages"]


@pytest.mark.parametrize(("finding", "text"), TEXTS.values(), ids=list(TEXTS))
def test_what_one_should_know_comes_last(finding: Finding, text: str) -> None:
    """Each remark once, in its order, after all the rest; passages, which answer nothing, have none."""
    told = answer_text(answered(finding, READABLE, remarks=REMARKS))
    if not isinstance(finding, Passages):
        assert told.endswith("\n".join(f"说明：{remark}" for remark in REMARKS))
        assert told.count("说明：") == len(REMARKS)
    assert told.startswith(text.split("\n")[0])


@pytest.mark.parametrize(
    "label", ["verdict staff no", "holders some", "composed one", "count", "serving", "ranking", "step n", "numbered", "amount"]
)
def test_the_clauses_are_named(label: str) -> None:
    finding, text = TEXTS[label]
    assert answer_text(answered(finding, READABLE, LOST)) == f"{text}\n（依据 4.1.4.1、4.1.6.1 第16~18项）"


@pytest.mark.parametrize("label", ["listing one", "sameness", "coded", "complies not", "clause", "gone", "statements"])
def test_clauses_that_stand_beside_what_they_say_are_not_named_again(label: str) -> None:
    finding, text = TEXTS[label]
    assert answer_text(answered(finding, READABLE, LOST)) == text


def test_what_a_finding_inside_another_rests_on_is_told_once() -> None:
    for label in ("several", "outside near", "several inside what is outside"):
        text = answer_text(answered(TEXTS[label][0], READABLE, remarks=("有歧义。",)))
        assert text.count("说明：有歧义。") == 1
        assert text.count("（依据 4.1.4.1）") <= 1
    assert "（依据 4.1.4.1）" in answer_text(answered(TEXTS["several"][0], READABLE))


def test_what_a_line_leads_up_to_is_told_whole() -> None:
    """Also where another part says the same; one and the same lead with the same after it is told once."""
    changes = [Difference(name, "becomes", (A,), (group(GUARD, subject=A),), ()) for name in (B, C)]
    text = answer_text(answered(Several((*changes, changes[0]))))
    required = "· 服务人员：④保安员。（依据 4.1）"
    assert text == f"{B}改为{A}，要增加：\n{required}\n{C}改为{A}，要增加：\n{required}"


def in_the_code(call: str) -> set[str]:
    """The words with which something is called anywhere in the program."""
    sources = [*ACTIONS.rglob("*.py"), *(ACTIONS.parent / "rules").rglob("*.py")]
    return {word for path in sources for word in re.findall(rf'\b{call}\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))}


def test_all_that_is_asked_back_has_words_of_its_own() -> None:
    asked = in_the_code("(?:missing|Missing)") | {"guess", "guesses"}
    assert asked <= set(ASKED_BACK)
    assert len({answer_text(answered(replace(finding, about=("甲", "乙"), choices=()))) for finding, _ in ASKED_BACK.values()}) == len(
        ASKED_BACK
    )


def test_all_that_is_not_found_has_words_of_its_own() -> None:
    assert in_the_code("NotFound") - {"list", "social"} <= set(NOT_FOUND)  # what is said of these two is among what nobody would say
    unknown = answer_text(answered(NotFound("no such word", ("甲", "乙"), ())))
    assert all(text != unknown for found in NOT_FOUND.values() for _, text in found)


# ---- the templates


def test_every_template_is_used_and_every_kind_has_one() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir()}
    kinds = {cls.__name__.lower() for cls in get_args(Finding)}
    rendered = {name for path in ACTIONS.rglob("*.py") for name in re.findall(r'"(\w+)\.j2"', path.read_text(encoding="utf-8"))}
    imported = {name for text in files.values() for name in re.findall(r"(?:import|include|extends|from) '(\w+)\.j2'", text)}
    assert set(files) == kinds | rendered | imported


def test_every_filter_is_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir())
    used = set(re.findall(r"\|\s*(\w+)", text))
    assert [name for name in wording.FILTERS if name not in used] == []


def test_every_little_word_is_used() -> None:
    sources = [*ACTIONS.rglob("*.py"), *TEMPLATES.iterdir()]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert [word for word in wording.vocabulary() if not re.search(rf"""\["{word}"\]|\['{word}'\]|\(\)\.{word}\b""", text)] == []


def test_templates_are_plain_simplified_text() -> None:
    for path in [*TEMPLATES.iterdir(), ACTIONS / "wording.yaml"]:
        text = path.read_text(encoding="utf-8")
        assert SIMPLIFIED.convert(text) == text
        assert "| safe" not in text
        assert not re.search("坐席|勘察|规档|帐户|帐单|登陆网", text)


def test_what_goes_wrong_in_a_template_is_not_hidden() -> None:
    broken = replace(answered(Missing("grade", (), ())), remarks=None)  # type: ignore[arg-type]
    with pytest.raises((TypeError, AttributeError)):
        answer_text(broken)


def test_a_name_with_a_meaning_for_templates_stays_as_it_is() -> None:
    """What people write is shown, never run."""
    for name in ("{{ 7 * 7 }}", "{% raw %}", "<b>", "&amp;", "%s", "{0}"):
        text = answer_text(answered(NotFound("name", (name, "甲"), ())))
        assert f"“{name}、甲”" in text or f"“{name.upper()}、甲”" in text
        assert answer_text(answered(Listing((flow(name, SURVEY),)))).startswith(f"{name}的流程（共1步）：")


def test_answers_are_worded_alike_every_time() -> None:
    """Nothing is remembered from one answer to the next."""
    first = [answer_text(answered(finding)) for finding, _ in TEXTS.values()]
    again = [answer_text(answered(finding)) for finding, _ in reversed(TEXTS.values())]
    assert first == again[::-1]
