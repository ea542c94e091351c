"""Search as an agent types: by words, pinyin and initials, the best first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.web.search import KINDS, MAX_HITS_A_KIND, Hit, SearchIndex
from rules.loader import load
from rules.model import Standard

INDEX = SearchIndex(load())


def titles(typed: str, kind: str = "") -> list[str]:
    return [hit.title for hit in INDEX.find(typed) if kind in ("", hit.kind)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("销户", "办理销户要经过哪些环节？"),
        ("xiaohu", "办理销户要经过哪些环节？"),
        ("xh", "办理销户要经过哪些环节？"),
        ("xhbz", "办理销户要经过哪些环节？"),
        ("销户步骤", "办理销户要经过哪些环节？"),
        ("C级 人员", "C级营业厅应配哪些服务人员？"),
        ("c级营业厅人员", "C级营业厅应配哪些服务人员？"),
        ("cjyytry", "C级营业厅应配哪些服务人员？"),
        ("Ｃ級", "C级营业厅应配哪些服务人员？"),
        ("回访", "哪些业务要经过“回访”环节？"),
    ],
)
def test_questions(typed: str, first: str) -> None:
    found = titles(typed, "question")
    assert first in found[:3]


@pytest.mark.parametrize("typed", ["退户", "注销", "account closure"])
def test_a_concept_is_found_by_any_of_its_words(typed: str) -> None:
    assert "销户" in titles(typed, "concept")


@pytest.mark.parametrize(
    ("typed", "clause"),
    [("4.1.4", "4.1.4 服务人员"), ("4.1.4.2b", "4.1.4.2 b)1) A级营业厅的服务人员"), ("SI01-06", "5.1.4.6 SI01-06 销户"), ("挂断前", "")],
)
def test_clauses(typed: str, clause: str, standard: Standard) -> None:
    found = titles(typed, "clause")
    assert clause in found if clause else all(typed in c.statement for c in standard.clauses.values() if f"{c.number} {c.heading}" in found)


@pytest.mark.parametrize("typed", ["", " ", "\u3000", "！？", "飞船", "vvvv", "x" * 10_000])
def test_nothing_is_found_where_there_is_nothing(typed: str) -> None:
    assert INDEX.find(typed) == []


def test_every_word_must_be_found() -> None:
    both = {hit.title for hit in INDEX.find("销户 网上")}
    assert both
    assert both <= {hit.title for hit in INDEX.find("销户")} | {hit.title for hit in INDEX.find("网上")} | both
    assert all("销户" in title and "网上" in title for title in both if "？" in title)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80))
def test_whatever_is_typed_hits_are_few_and_whole(typed: str) -> None:
    found = INDEX.find(typed)
    assert all(isinstance(hit, Hit) and hit.title and hit.ask for hit in found)
    assert all(sum(hit.kind == kind for hit in found) <= MAX_HITS_A_KIND for kind in KINDS)
    assert INDEX.find(typed) == found


def test_no_name_that_the_source_lost_is_offered(standard: Standard) -> None:
    lost = {concept.name for concept in standard.concepts.values() if concept.lost}
    assert lost
    assert not any(name in entry.hit.title for entry in INDEX._entries for name in lost)
