"""What the standard says in so many words: clauses by number and code, entries of lists, definitions, single provisions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.advisor import Advisor, Query, QueryKind
from rules.advisor.answers import ClauseText, Holders, Listing, Missing, NotFound, NumberedItem, Several, Statements, Verdict
from rules.advisor.knowledge import Knowledge
from rules.advisor.texts import find_clauses
from rules.loader import load
from tests.rules.asking import CATEGORIES, HALLS, KINDS, MEASURES, NAMED, cited, column, found, names, strings
from tests.rules.conftest import Ask
from tests.rules.test_standard_matrix import (
    AGENTS,
    COMMUNITY,
    FACILITIES,
    HALL,
    HOTLINE,
    LIST_CLAUSES,
    LISTS,
    MATRIX,
    MATRIX_CLAUSES,
    MODES,
    ONLINE,
    ONSITE,
    STATUSES,
)

STANDARD = load()
NUMBERS = tuple(STANDARD.clauses)
CODES = {
    **{f"SC{number:02}": f"4.{number}" for number in range(1, 7)},
    **{f"SI{number:02}": f"5.{number}" for number in range(1, 17)},
    **{f"SI01-{number:02}": f"5.1.4.{number}" for number in range(1, 12)},
}
"""1.1, 1.2: what each code stands for."""
ABOVE = (
    "4.1.3.2",
    "4.1.3.2 b)",
    "4.1.4.2",
    "4.1.4.2 b)",
    "4.1.5.2",
    "4.1.5.2 b)",
    "4.1.6.2",
    "4.1.6.2 a)",
    "4.2.3.2",
    "4.3.2.2",
    "4.4.4.2",
)
"""Numbers that the standard has only as the beginning of others."""
NONE = (
    *(
        "4.7",
        "4.1.7",
        "4.1.3.3",
        "4.1.3.2 d)",
        "4.1.5.2 c)8)",
        "4.1.6.2 a)5)",
        "4.3.6",
        "5.17",
        "5.1.5",
        "5.1.4.12",
        "6",
        "9.9",
        "40",
        "41",
    ),
    *("SC07", "SC00", "SI00", "SI17", "SI01-12", "SI1", "SI", "SC", "第", "条", "()", ".", "没有", "Ａ", "0", "-1", "4.1.3.1.1"),
)
LISTED = [
    *((HALL, category, LISTS[category], LIST_CLAUSES[category]) for category in CATEGORIES),
    (HOTLINE, "服务方式", MODES[HOTLINE], "4.2.3.1"),
    (ONLINE, "服务方式", MODES[ONLINE], "4.3.3.1"),
    (ONSITE, "设施及用品", tuple(FACILITIES[ONSITE]), "4.4.4.1"),
]
"""The seven lists that the standard numbers."""
SPECIAL = {
    5: "4.1.6.1 第5项",
    **dict.fromkeys((16, 17, 18), "4.1.6.1 第16~18项"),
    **dict.fromkeys((31, 32), "4.1.6.1 第31~32项"),
}
"""Entries of the list of facilities that have a clause of their own."""
DEFINED = {
    **{channel: f"4.{number}" for number, channel in enumerate((HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY), 2)},
    **{"业务办理": "4.1.2", "收费": "4.1.2", "四净四无": "4.1.5.2 d)"},
    **{"供电客户服务": "3 供电客户服务", "供电客户服务渠道": "3 供电客户服务渠道", "供电客户服务提供标准": "前言"},
}


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


# ---- clauses


@pytest.mark.parametrize("number", [number for number in NUMBERS if number != "3 供电客户服务"])
def test_a_clause_by_its_number(ask: Ask, knowledge: Knowledge, number: str) -> None:
    """However the number is written, the clause comes first and those below it follow; nothing else, and each is cited."""
    answer = ask("clause", reference=number)
    finding = found(answer, ClauseText)
    shown = [citation.clause for citation in finding.clauses]
    assert (finding.asked, shown, shown[0]) == (number, family(number), number)
    assert cited(answer) == shown[:24]
    for spelling in spellings(number):
        assert [clause.number for clause in find_clauses(knowledge, spelling)] == shown, spelling


@pytest.mark.parametrize("code", CODES)
def test_a_clause_by_its_code(ask: Ask, code: str) -> None:
    """A code is another name of its clause, in either case and with blanks."""
    for spelling in (code, code.lower(), f" {code} ", f"{code[:2]} {code[2:]}", f"（{code}）", f"{code}条"):
        finding = found(ask("clause", reference=spelling), ClauseText)
        assert [citation.clause for citation in finding.clauses] == family(CODES[code]), spelling


def test_every_code_is_tried() -> None:
    """The codes are those of the data."""
    assert {clause.code: clause.number for clause in STANDARD.clauses.values() if clause.code} == CODES


@pytest.mark.parametrize("number", ABOVE)
def test_the_beginning_of_a_number(ask: Ask, number: str) -> None:
    """A number that only begins others shows those."""
    for spelling in spellings(number):
        finding = found(ask("clause", reference=spelling), ClauseText)
        assert [citation.clause for citation in finding.clauses] == family(number), spelling
    assert number not in NUMBERS


@pytest.mark.parametrize("reference", NONE)
def test_a_clause_that_does_not_exist(ask: Ask, reference: str) -> None:
    """What the standard has not is said not to be found, with what there is, and nothing is cited."""
    answer = ask("clause", reference=reference)
    finding = found(answer, NotFound)
    assert finding.what == f"条款“{reference}”"
    assert finding.known == ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1")
    assert answer.citations == ()


@pytest.mark.parametrize(("short", "long"), [("4.1", "4.10"), ("5.1", "5.10"), ("5.1.4.1", "5.1.4.10"), ("5.1.4.1", "5.1.4.11")])
def test_numbers_are_not_taken_for_their_beginnings(knowledge: Knowledge, short: str, long: str) -> None:
    """5.1.4.10 is not below 5.1.4.1."""
    assert all(not clause.number.startswith(long) for clause in find_clauses(knowledge, short))


@pytest.mark.parametrize(("reference", "number"), [("4.1.6.1 第16项", "4.1.6.1 第16~18项"), ("4.1.6.1第5项", "4.1.6.1 第5项")])
def test_an_item_of_a_list_by_its_clause(ask: Ask, reference: str, number: str) -> None:
    """An entry with a clause of its own is found under the number of the list."""
    assert [citation.clause for citation in found(ask("clause", reference=reference), ClauseText).clauses] == [number]


@pytest.mark.parametrize("status", STATUSES)
def test_the_status_is_remarked_on(ask: Ask, status: str) -> None:
    """What is lost, from outside or ambiguous is said to be so, with why; of what is readable or corrected nothing is remarked."""
    remarks = {"lost": "原文此处缺失，不作推测", "external": "所见文本没有这一条", "ambiguous": "原文可作不同理解"}
    for number in STATUSES[status].split(", "):
        answer = ask("clause", reference=number)
        assert answer.citations[0].status == status
        if len(answer.citations) > 1:
            continue
        said = [remark for remark in answer.remarks if remark.startswith(f"{number}：")]
        assert len(said) == (1 if status in remarks else 0)
        if said:
            assert remarks[status] in said[0]
            assert said[0].endswith(answer.citations[0].note)


def test_a_clause_stays_a_clause(ask: Ask) -> None:
    """What else is named beside a number does not change what is asked."""
    plain = ask("clause", reference="4.1.4.2 a)").finding
    for concepts in (("收费金额",), ("过户",), ("C级营业厅", "服务人员")):
        assert ask("clause", *concepts, reference="4.1.4.2 a)").finding == plain
    assert ask("about", "服务人员", reference="4.1.4.2 a)").finding == plain
    assert ask("clause", reference="4.1.4.2 a)", unknown=(("hall", "e级"),)).finding == plain


@pytest.mark.parametrize(("channel", "number"), zip(MODES, ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6"), strict=True))
def test_the_clause_of_a_channel(ask: Ask, channel: str, number: str) -> None:
    """Asked for the clause of a channel, without a number, its heading is found."""
    finding = found(ask("clause", channel), ClauseText)
    assert [citation.clause for citation in finding.clauses] == [number]


def test_no_number(ask: Ask) -> None:
    """A question for a clause that names none is asked back with choices that have one."""
    choices = found(ask("clause"), Missing).choices
    references = [re.split("说了|的内容", choice)[0] for choice in choices]
    assert [len(found(ask("clause", reference=reference), ClauseText).clauses) > 0 for reference in references] == [True] * 3


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=12) | st.from_regex(r"[45](\.\d{1,2}){0,3} ?([a-g]\)\d?\)?)?", fullmatch=True))
def test_any_reference(knowledge: Knowledge, reference: str) -> None:
    """Whatever is written for a number: clauses of the standard, each once, those of a chapter only if the number begins with it."""
    numbers = [clause.number for clause in find_clauses(knowledge, reference)]
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) <= set(NUMBERS)
    if re.match(r"[45](\.|$)", reference):
        assert {number[0] for number in numbers} <= {reference[0]}


# ---- entries of the numbered lists


@pytest.mark.parametrize(("place", "category", "items", "clause"), LISTED)
def test_an_entry_by_its_number(ask: Ask, place: str, category: str, items: tuple[str | None, ...], clause: str) -> None:
    """The entry with a number in each list, with its measure word, who needs it, and both clauses; what is lost stays without a name."""
    for number, name in enumerate(items, 1):
        answer = ask("item", place, category, numbers=(number,))
        finding = found(answer, NumberedItem)
        assert (finding.subject, finding.category, finding.measure) == (place, category, MEASURES[category])
        assert (finding.item.number, finding.item.lost) == (number, name is None)
        assert name is None or finding.item.name == name
        assert finding.required_by == (tuple(column(category, number)) if place == HALL else ())
        assert cited(answer)[0] == clause
        if place == HALL:
            needed_in = {MATRIX_CLAUSES[category][grade] for grade in MATRIX if HALLS[grade] in finding.required_by}
            assert needed_in <= set(cited(answer))
        of_its_own = [SPECIAL[number]] if (place, category) == (HALL, "设施及用品") and number in SPECIAL else []
        assert [one for one in cited(answer) if one.startswith("4.1.6.1 ")] == of_its_own
        assert (name is None) == any("原文此处缺失" in remark for remark in answer.remarks)


@pytest.mark.parametrize(("place", "category", "items", "clause"), LISTED)
def test_an_entry_out_of_range(ask: Ask, place: str, category: str, items: tuple[str | None, ...], clause: str) -> None:
    """A number that the list has not: the answer says how many it has, from its clause."""
    for number in (len(items) + 1, 99, 0, -1):
        answer = ask("item", place, category, numbers=(number,))
        assert found(answer, NotFound).what == f"{place}的{category}第{number}项（共{len(items)}项）"
        assert cited(answer) == [clause]


@pytest.mark.parametrize("hall", HALLS.values())
def test_an_entry_asked_of_a_grade(ask: Ask, hall: str) -> None:
    """The lists are those of halls in general; who needs the entry is told whichever grade is named."""
    assert ask("item", hall, "设施及用品", numbers=(26,)).finding == ask("item", HALL, "设施及用品", numbers=(26,)).finding


def test_facilities_are_what_is_numbered(ask: Ask) -> None:
    """“The 24th” without a category is the facility; beside a zone it is the zone."""
    assert found(ask("item", numbers=(24,)), NumberedItem).item.name == "便民伞"
    assert found(ask("item", "收费区", numbers=(3,)), NumberedItem).item.name == "业务待办区"


@pytest.mark.parametrize("numbers", [(1, 2), (2, 1), (15, 16, 17, 18, 19), (31, 32), tuple(range(1, 33))])
def test_several_entries(ask: Ask, numbers: tuple[int, ...]) -> None:
    """Several numbers: each entry in the order asked, those that are lost said to be lost."""
    answer = ask("item", HALL, "设施及用品", numbers=numbers)
    statements = found(answer, Statements).statements
    expected = [f"第{number}项：{LISTS['设施及用品'][number - 1] or '名称原文缺失'}" for number in numbers]
    assert [says for says, _ in statements] == expected
    assert cited(answer)[0] == "4.1.6.1"
    assert ("4.1.6.1 第16~18项" in cited(answer)) == bool({16, 17, 18} & set(numbers))
    assert ("4.1.6.1 第31~32项" in cited(answer)) == bool({31, 32} & set(numbers))


@pytest.mark.parametrize("concepts", [(AGENTS, "服务方式"), (ONLINE, "服务人员"), (HALL, "服务时间")])
def test_an_entry_of_a_list_that_is_not_numbered(ask: Ask, concepts: tuple[str, ...]) -> None:
    """Where the standard has no numbers the answer says so, and names the lists that have some."""
    finding = found(ask("item", *concepts, numbers=(1,)), NotFound)
    assert finding.known == tuple(f"{place}的{category}" for place, category, *_ in LISTED)


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_entries_are_held_by_those_who_need_them(ask: Ask, category: str, number: int, name: str) -> None:
    """Who needs the n-th entry and who needs it by its name is the same (K19 apart)."""
    entry = found(ask("item", HALL, category, numbers=(number,)), NumberedItem)
    holders = names(found(ask("holder", "营业厅等级", name), Holders).holders)
    assert set(entry.required_by) <= set(holders)
    assert set(holders) - set(entry.required_by) == ({"D级营业厅"} if name == "报刊架" else set())


def test_no_entry_number(ask: Ask) -> None:
    """Without a number what is named decides."""
    assert ask("item", "C级营业厅", "服务人员").finding == ask("requirement", "C级营业厅", "服务人员").finding


# ---- definitions


@pytest.mark.parametrize("term", DEFINED)
def test_definitions(ask: Ask, term: str) -> None:
    """What is defined is answered with its definition and its clause; the definitions from outside say so."""
    answer = ask("definition", term)
    finding = found(answer, Statements)
    ((says, clauses),) = finding.statements
    assert finding.about == term
    assert says.startswith(f"{term}：")
    assert says.removeprefix(f"{term}：")
    assert clauses == (DEFINED[term],)
    assert any("来源之外" in remark for remark in answer.remarks) == (STANDARD.clauses[DEFINED[term]].status == "external")


def test_definitions_are_all() -> None:
    """No definition goes untested."""
    assert {fact["term"] for fact in Knowledge(STANDARD).everything().of("definition")} == set(DEFINED)


@pytest.mark.parametrize("name", ["过户", "现场勘查", "电费收缴"])
def test_what_is_not_defined_is_not_given_a_definition(ask: Ask, name: str) -> None:
    """The standard defines little: of the rest the answer tells what it rules, and makes up no definition."""
    finding = ask("definition", name).finding
    assert finding == ask("about", name).finding
    assert not any(text.startswith((f"{name}：是", f"{name}是指")) for text in strings(finding))


@pytest.mark.parametrize("grade", MATRIX)
def test_what_a_grade_of_hall_is(ask: Ask, grade: str) -> None:
    """4.1.1 says where a grade is set up; that is not from the source, and the answer says so."""
    answer = ask("definition", HALLS[grade])
    assert cited(answer) == ["4.1.1"]
    assert any("来源之外" in remark for remark in answer.remarks)


# ---- provisions


MATTERS = sorted({fact.text("topic") for fact in Knowledge(STANDARD).everything().of("provision")} & set(STANDARD.of_class("matter")))


@pytest.mark.parametrize("matter", MATTERS)
def test_every_matter_is_answered_with_its_provisions(ask: Ask, knowledge: Knowledge, matter: str) -> None:
    """A matter alone: all that is laid down on it, each from its clause, however the question is put; at most six sentences."""
    conclusions = knowledge.everything()
    provisions = conclusions.of("provision", topic=matter)
    for kind in ("provision", "whether", "about"):
        answer = ask(kind, matter)
        finding = found(answer, Statements)
        said = dict(finding.statements)
        for fact in provisions:
            clauses = [clause for says, own in said.items() if fact.text("text") in says for clause in own]
            assert set(knowledge.clauses_of(conclusions, [fact])) <= set(clauses) <= set(cited(answer))
        assert len(said) <= 6


@pytest.mark.parametrize(("place", "clause"), [(ONLINE, "4.3.5 a)"), (HALL, "4.1.5.2 a)")])
def test_the_place_chooses_among_provisions(ask: Ask, place: str, clause: str) -> None:
    """The mark of State Grid in halls is one thing, on the web another."""
    answer = ask("provision", place, "国家电网标识")
    assert cited(answer)[0] == clause
    assert all(place in says or place == HALL for says, _ in found(answer, Statements).statements)


@pytest.mark.parametrize(
    ("place", "matter", "not_cited"),
    [
        (ONSITE, "统一管理", {"4.2.1", "4.3.1 a)"}),
        ("A级营业厅", "等待音乐", {"4.2.5 b)"}),
        (AGENTS, "网页色彩", {"4.3.5 b)"}),
        (HOTLINE, "现场标识", {"4.4.4.2 a)", "4.6.5 b)"}),
    ],
)
def test_what_is_laid_down_for_another_place_is_no_answer(ask: Ask, place: str, matter: str, not_cited: set[str]) -> None:
    """What holds on the web is not told of the agents who were asked about: that nothing is laid down for them comes first."""
    for kind in KINDS:
        answer = ask(kind, place, matter)
        if not_cited & set(cited(answer)):
            assert f"标准没有对{place}作这样的规定" in found(answer, Verdict).statement, kind


@pytest.mark.parametrize(
    ("matter", "sentences"),
    [("说明资料", 2), ("身份核实", 3), ("整体风格", 2), ("设施故障", 1), ("分级菜单", 1)],
)
def test_provisions_that_belong_together(ask: Ask, matter: str, sentences: int) -> None:
    """Two or three provisions of one rule say one thing together; of more, only what was asked for is told."""
    statements = found(ask("provision", matter), Statements).statements
    assert len(statements) == sentences
    assert len({clauses[0] for _, clauses in statements}) == 1


@pytest.mark.parametrize("hall", HALLS.values())
def test_general_provisions_hold_for_every_grade(ask: Ask, hall: str) -> None:
    """4.1.5.2 d): cleanliness is ruled for halls in general, and a grade named does not hide it."""
    answer = ask("provision", hall, "门前环境")
    assert cited(answer) == ["4.1.5.2 d)"]


@pytest.mark.parametrize("hall", HALLS.values())
def test_layout(ask: Ask, hall: str) -> None:
    """4.1.1: where halls of a grade are, from outside the source."""
    answer = ask("requirement", hall, "服务网络布局")
    ((says, clauses),) = found(answer, Statements).statements
    assert says.startswith(hall)
    assert clauses == ("4.1.1",)
    assert [says for says, _ in found(ask("requirement", "服务网络布局"), Statements).statements].index(says) == list(HALLS.values()).index(
        hall
    )


def test_a_category_of_a_place_is_a_listing(ask: Ask) -> None:
    """The listing has the provisions of the category too; “provision” as the kind of question does not hide the entries."""
    assert ask("provision", "C级营业厅", "服务人员").finding == ask("requirement", "C级营业厅", "服务人员").finding
    assert isinstance(ask("provision", ONLINE, "服务环境").finding, Listing)


def test_a_clause_with_a_name_for_a_number(ask: Ask) -> None:
    """“3 供电客户服务渠道” is not below “3 供电客户服务”."""
    assert [citation.clause for citation in found(ask("clause", reference="3 供电客户服务"), ClauseText).clauses] == ["3 供电客户服务"]


@pytest.mark.parametrize(("number", "clause"), [(17, "4.1.6.1 第16~18项"), (18, "4.1.6.1 第16~18项"), (32, "4.1.6.1 第31~32项")])
def test_an_item_within_a_range(ask: Ask, number: int, clause: str) -> None:
    """Items 17, 18 and 32 are in a clause as well as 16 and 31."""
    answer = ask("clause", reference=f"4.1.6.1 第{number}项")
    assert cited(answer) == [clause]


@pytest.mark.parametrize("numbers", [(1, 99), (99, 1)])
def test_several_entries_of_which_one_does_not_exist(ask: Ask, numbers: tuple[int, ...]) -> None:
    """The first is told and the 99th is said not to exist, in either order."""
    said = " ".join(strings(ask("item", HALL, "设施及用品", numbers=numbers).as_json()["finding"]))
    assert "营业厅门楣" in said
    assert "99" in said


def test_the_definition_that_is_lost(ask: Ask) -> None:
    """4.1: what a 供电营业厅 is was defined in a clause that is lost; that is the answer."""
    answer = ask("definition", HALL)
    assert "4.1" in cited(answer)
    assert any("原文此处缺失" in remark for remark in answer.remarks)


# ---- a clause and the things it speaks of


@pytest.mark.parametrize(
    ("number", "thing", "verdict"),
    [
        ("5.1.2", "收费员", "yes"),
        ("5.1.2", "引导员", "no"),
        ("4.1.5.2 c)6)", "排队机", "yes"),
        ("5.1.4.6", "回访", "no"),
        ("4.2.5", "等待音乐", "no"),
    ],
)
def test_whether_a_clause_speaks_of_a_thing(advisor: Advisor, number: str, thing: str, verdict: str) -> None:
    """5.1.2里有没有收费员: by the words of the clause and of those below it."""
    answer = advisor.answer(Query("whether", (thing,), reference=number))
    finding = found(answer, Verdict)
    assert finding.verdict == verdict
    assert f"{'提到了' if verdict == 'yes' else '没有提到'}{thing}" in finding.statement
    assert all(clause.startswith(number) for clause in cited(answer))


def test_a_lost_clause_is_not_said_to_be_silent(advisor: Advisor) -> None:
    """4.1.2 is external, 4.1.6.1 第31~32项 lost: of what cannot be read nothing is denied."""
    finding = advisor.answer(Query("whether", ("收费员",), reference="4.1.6.1 第31~32项")).finding
    assert not (isinstance(finding, Verdict) and finding.verdict == "no")


@pytest.mark.parametrize("topic", ["充电桩", "发票开具操作"])
def test_lost_entries_are_lost_whatever_they_are_said_to_be(advisor: Advisor, topic: str) -> None:
    """31、32项就是充电桩，准不准: the guess is outside the standard, the entry is lost; the loss is what answers."""
    finding = found(advisor.answer(Query("outside", (topic,), numbers=(31, 32))), Statements)
    assert all("原文缺失" in text for text, _ in finding.statements)


def test_what_is_said_of_other_staff_is_not_said_of_these(advisor: Advisor) -> None:
    """主管能不能兼收费员: 4.3.4 lets 95598 clerks serve as web clerks, and of the staff of halls nothing is said."""
    finding = found(advisor.answer(Query("whether", ("人员兼任", "营业厅主管"))), Verdict)
    assert finding.verdict == "no"
    assert "没有对营业厅主管作这样的规定" in finding.statement
    assert any("网站受理员可由95598座席兼任" in detail for detail in finding.details)


@pytest.mark.parametrize("kind", ["definition", "provision"])
@pytest.mark.parametrize("thing", ["营业厅铭牌", "防撞条"])
def test_of_a_facility_only_who_must_have_it_is_laid_down(ask: Ask, kind: QueryKind, thing: str) -> None:
    """一米线是干嘛使的: that the standard does not say, and then who must have it."""
    first, held = found(ask(kind, thing), Several).parts
    assert isinstance(first, Statements)
    assert "没有规定它的用途" in first.statements[0][0]
    assert held == ask("holder", thing).finding


def test_what_holds_for_any_hall_holds_in_its_zones(ask: Ask) -> None:
    """自助区机器坏了怎么办: 4.1.6.2 g), which names no zone."""
    assert cited(ask("provision", "客户自助区", "设施故障"))[:1] == ["4.1.6.2 g)"]


@pytest.mark.parametrize(("thing", "number"), [("护栏", 25), ("“小心地滑”标志牌", 23), ("引导员", 5), ("洽谈区", 5), ("传真", 4)])
def test_what_number_a_thing_has(ask: Ask, thing: str, number: int) -> None:
    """护栏排第几: its serial number in the list of halls, from 4.1.3.1, 4.1.4.1, 4.1.5.1 or 4.1.6.1."""
    assert found(ask("item", thing), NumberedItem).item.number == number
