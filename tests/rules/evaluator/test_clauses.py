"""Clauses by their numbers and codes, however these are written, and whether a clause speaks of a thing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.advisor import Advisor
from rules.evaluator.texts import beside, find_clauses
from rules.evaluator.views import Views, clause_key, holds_entry
from rules.findings import ClauseText, Mentioned, NotFound
from rules.loader import load
from rules.question.forms import Mention, Read
from tests.rules.asking import cited, found
from tests.rules.conftest import Put
from tests.rules.literals import CODES
from tests.rules.test_standard_matrix import STATUSES

STANDARD = load()
NUMBERS = tuple(STANDARD.clauses)
ABOVE = (
    *("4.1.3.2", "4.1.3.2 b)", "4.1.4.2", "4.1.4.2 b)", "4.1.5.2", "4.1.5.2 b)", "4.1.6.2", "4.1.6.2 a)"),
    *("4.2.3.2", "4.3.2.2", "4.4.4.2"),
)
"""Numbers that the standard has only as the beginning of others."""
NONE = (
    *("4.7", "4.1.7", "4.1.3.3", "4.1.3.2 d)", "4.1.5.2 c)8)", "4.1.6.2 a)5)", "4.3.6", "5.17", "5.1.5", "5.1.4.12", "6", "9.9", "40"),
    *("41", "SC07", "SC00", "SI00", "SI17", "SI01-12", "SI1", "SI", "SC", "第", "条", "()", ".", "没有", "Ａ", "0", "-1", "4.1.3.1.1"),
)
CITED = 24
"""So many clauses are cited at most."""


@pytest.fixture(scope="module")
def views(advisor: Advisor) -> Views:
    return advisor.views


def parts(number: str) -> tuple[str, ...]:
    """A clause number as its parts, from the chapter down: 4.1.4.2 b)1) is 4, 1, 4, 2, b, 1."""
    first, _, rest = number.partition(" ")
    return (*first.split("."), *(part for part in re.split(r"[) ]", rest) if part))


def family(number: str) -> list[str]:
    """A clause, if there is one of that number, and all below it, in the order of the standard."""
    return [other for other in NUMBERS if parts(other)[: len(parts(number))] == parts(number)]


def spellings(number: str) -> list[str]:
    """In which ways people write a clause number."""
    tight = number.replace(" ", "")
    return [
        *(number, tight, f"第{tight}条", f"条款{number}", f" {number} ", f"{number}.", number.replace(")", "）")),
        *(number.replace(")", ""), re.sub(r"([a-z])\)", r"(\1)", tight), number.upper(), re.sub(r"([.)])", "\\1\u3000", number)),
    ]


def some_spellings(number: str) -> list[str]:
    """Three of them, others for each clause in turn: all are tried, and no clause with all."""
    every, at = spellings(number), NUMBERS.index(number)
    return [every[(at * 3 + offset) % len(every)] for offset in range(3)]


# ---- reading


@pytest.mark.parametrize("number", [number for number in NUMBERS if number != "3 供电客户服务"])
def test_a_clause_by_its_number(put: Put, views: Views, number: str) -> None:
    """However the number is written, the clause comes first and those below it follow; nothing else, and each is cited."""
    answer = put(Read((number,)))
    finding = found(answer, ClauseText)
    shown = [citation.clause for citation in finding.clauses]
    assert (finding.asked, shown, shown[0]) == (number, family(number), number)
    assert cited(answer) == shown[:CITED]
    for spelling in some_spellings(number):
        assert [clause.number for clause in find_clauses(views, spelling)] == shown, spelling


@pytest.mark.parametrize("code", CODES)
def test_a_clause_by_its_code(put: Put, code: str) -> None:
    """A code is another name of its clause, in either case and with blanks."""
    every = (code, code.lower(), f" {code} ", f"{code[:2]} {code[2:]}", f"（{code}）", f"{code}条")
    for spelling in (code, every[list(CODES).index(code) % len(every)]):
        finding = found(put(Read((spelling,))), ClauseText)
        assert [citation.clause for citation in finding.clauses] == family(CODES[code]), spelling


def test_every_code_is_tried() -> None:
    """The codes are those of the data."""
    assert {clause.code: clause.number for clause in STANDARD.clauses.values() if clause.code} == CODES


@pytest.mark.parametrize("number", ABOVE)
def test_the_beginning_of_a_number(views: Views, number: str) -> None:
    """A number that only begins others shows those."""
    for spelling in spellings(number):
        assert [clause.number for clause in find_clauses(views, spelling)] == family(number), spelling
    assert number not in NUMBERS


@pytest.mark.parametrize("reference", NONE)
def test_a_clause_that_does_not_exist(put: Put, reference: str) -> None:
    """What the standard has not is said not to be found, with the chapters that there are, and nothing is cited."""
    answer = put(Read((reference,)))
    finding = found(answer, NotFound)
    assert (finding.what, finding.about) == ("clause", (reference,))
    assert finding.known[:7] == ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1")
    assert answer.citations == ()


@pytest.mark.parametrize(("short", "long"), [("4.1", "4.10"), ("5.1", "5.10"), ("5.1.4.1", "5.1.4.10"), ("5.1.4.1", "5.1.4.11")])
def test_numbers_are_not_taken_for_their_beginnings(views: Views, short: str, long: str) -> None:
    """5.1.4.10 is not below 5.1.4.1."""
    assert all(not clause.number.startswith(long) for clause in find_clauses(views, short))


def test_a_clause_with_a_name_for_a_number(put: Put) -> None:
    """“3 供电客户服务渠道” is not below “3 供电客户服务”."""
    assert [one.clause for one in found(put(Read(("3 供电客户服务",))), ClauseText).clauses] == ["3 供电客户服务"]


@pytest.mark.parametrize(
    ("reference", "number"),
    [
        ("4.1.6.1 第5项", "4.1.6.1 第5项"),
        ("4.1.6.1第16项", "4.1.6.1 第16~18项"),
        ("4.1.6.1 第17项", "4.1.6.1 第16~18项"),
        ("4.1.6.1 第18项", "4.1.6.1 第16~18项"),
        ("4.1.6.1 第32项", "4.1.6.1 第31~32项"),
    ],
)
def test_an_item_of_a_list_by_its_clause(put: Put, reference: str, number: str) -> None:
    """An entry with a clause of its own is found under the number of the list, in a run too."""
    answer = put(Read((reference,)))
    assert [one.clause for one in found(answer, ClauseText).clauses] == [number]
    assert cited(answer) == [number]


def test_several_clauses(put: Put) -> None:
    """In the order in which they were asked for, each once; of which one does not exist the others are shown."""
    shown = [one.clause for one in found(put(Read(("4.2.5 b)", "SC03", "4.3"))), ClauseText).clauses]
    assert shown == ["4.2.5 b)", *family("4.3")]
    assert [one.clause for one in found(put(Read(("9.9", "5.1.2"))), ClauseText).clauses] == ["5.1.2"]


@pytest.mark.parametrize("status", STATUSES)
def test_the_status_is_remarked_on(put: Put, status: str) -> None:
    """What is lost, from outside or ambiguous is said to be so, with why; of what is readable or corrected nothing is remarked."""
    remarks = {"lost": "原文此处缺失，不作推测", "external": "所见文本没有这一条", "ambiguous": "原文可作不同理解"}
    for number in STATUSES[status].split(", "):
        answer = put(Read((number,)))
        assert answer.citations[0].status == status
        if len(answer.citations) > 1:
            continue
        said = [remark for remark in answer.remarks if remark.startswith(f"{number}：")]
        assert len(said) == (1 if status in remarks else 0)
        if said:
            assert remarks[status] in said[0]
            assert said[0].endswith(answer.citations[0].note)


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=12) | st.from_regex(r"[45](\.\d{1,2}){0,3} ?([a-g]\)\d?\)?)?", fullmatch=True))
def test_any_reference(views: Views, reference: str) -> None:
    """Whatever is written for a number: clauses of the standard, each once, those of a chapter only if the number begins with it."""
    numbers = [clause.number for clause in find_clauses(views, reference)]
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) <= set(NUMBERS)
    if re.match(r"[45](\.|$)", reference):
        assert {number[0] for number in numbers} <= {reference[0]}


@pytest.mark.parametrize(
    ("reference", "after"), [("5.1.4.9", "5.1.4.10"), ("4.1.4.2 b)3)", "4.1.4.2 b)4)"), ("4.1.3", "4.1.4"), ("9", "9")]
)
def test_the_next_clause(views: Views, reference: str, after: str) -> None:
    """The one after the clause and all below it; where there is none such, itself."""
    assert beside(views, reference, 1) == after
    assert beside(views, NUMBERS[-1], 1) == NUMBERS[-1]


@pytest.mark.parametrize("number", range(1, 40))
def test_runs_of_entries(number: int) -> None:
    """A run holds the entries from its first to its last."""
    run = clause_key("4.1.6.1 第16~18项")
    assert holds_entry(run, clause_key(f"4.1.6.1第{number}项")) == (16 <= number <= 18)
    assert not holds_entry(run, clause_key(f"4.1.5.1第{number}项"))


# ---- whether a clause speaks of a thing


@pytest.mark.parametrize(
    ("reference", "thing", "there"),
    [
        ("5.1.2", "收费员", True),
        ("5.1.2", "引导员", False),
        ("4.1.5.2 c)6)", "排队机", True),
        ("5.1.4.6", "回访", False),
        ("SI01-06", "现场勘查", True),
        ("4.1.4", "保洁员", True),
        ("4.1.4.2 b)3)", "保安员", False),
        ("4.6.2", "电费收缴", False),
    ],
)
def test_whether_a_clause_speaks_of_a_thing(put: Put, reference: str, thing: str, there: bool) -> None:
    """By the words of the clause and of those below it."""
    answer = put(Mention(reference, (thing,)))
    finding = found(answer, Mentioned)
    assert (finding.there, finding.absent) == (((thing,), ()) if there else ((), (thing,)))
    assert all(clause.startswith(CODES.get(reference, reference)) for clause in cited(answer))
    assert all(thing in citation.statement for citation in finding.clauses)


@pytest.mark.parametrize("number", [number for number in NUMBERS if number.startswith(("3", "4.1", "4.6", "5.1"))])
def test_what_a_clause_speaks_of(put: Put, number: str) -> None:
    """Of several things those whose names stand in the text of the clause, on its numbered list, or below it, the others not."""
    things = ("收费员", "回访", "饮水机", "过户", "客户自助")
    finding = found(put(Mention(number, things)), Mentioned)
    below = [number] if number == "3 供电客户服务" else family(number)
    clauses = [STANDARD.clauses[one] for one in below]
    text = "".join(clause.statement for clause in clauses) + "、".join(item for c in clauses if c.numbered for item in c.numbered.items)
    assert finding.there == tuple(thing for thing in things if thing in text)
    assert finding.absent == tuple(thing for thing in things if thing not in text)
    lost = [one for one in below if STANDARD.clauses[one].status == "lost"]
    assert finding.cut_short == bool(lost)


@pytest.mark.parametrize("number", ["4.1.6.1 第31~32项", "5.2", "5.1.4.11 末尾"])
def test_a_lost_clause_is_not_said_to_be_silent(put: Put, number: str) -> None:
    """Of what cannot be read nothing is denied."""
    assert found(put(Mention(number, ("收费员",))), Mentioned).cut_short


def test_a_clause_that_is_not_there_speaks_of_nothing(put: Put) -> None:
    """It is said not to be found."""
    assert found(put(Mention("9.9", ("收费员",))), NotFound).what == "clause"
