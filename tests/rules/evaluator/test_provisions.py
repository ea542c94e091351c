"""What is laid down in so many words: of a topic, of a subject, of both; and what is defined."""

from __future__ import annotations

import pytest

from rules.findings import ClauseText, NotFound, Statements, Verdict
from rules.knowledge import Knowledge
from rules.loader import load
from rules.question.forms import Define, Has, Provision
from tests.rules.asking import cited, found, whether
from tests.rules.conftest import Put
from tests.rules.literals import HALLS, ZONES
from tests.rules.test_standard_matrix import AGENTS, COMMUNITY, HALL, HOTLINE, ONLINE, ONSITE

STANDARD = load()
EVERYTHING = Knowledge(STANDARD).everything()
PROVISIONS = EVERYTHING.of("provision")
MATTERS = sorted({fact.text("topic") for fact in PROVISIONS} & set(STANDARD.of_class("matter")))
DEFINED = {
    **{channel: f"4.{number}" for number, channel in enumerate((HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY), 2)},
    **{"业务办理": "4.1.2", "收费": "4.1.2", "四净四无": "4.1.5.2 d)"},
    **{"供电客户服务": "3 供电客户服务", "供电客户服务渠道": "3 供电客户服务渠道", "供电客户服务提供标准": "前言"},
}
TOLD = [
    (HOTLINE, "等待音乐", "客户等待接通时，应播放轻柔的音乐", "4.2.5 b)"),
    (HOTLINE, "分级菜单", "自动语音导航的分级菜单应控制在5级以内", "4.2.5 c)"),
    (HOTLINE, "座席报号", "人工服务接通后，播报“×××号座席为您服务”", "4.2.5 d)"),
    (ONLINE, "留言存档", "客户的网站留言及回复应存档，便于客户在6个月内查询", "4.3.3.2 b)"),
    (ONLINE, "国家电网标识", "网页界面应有明显的“国家电网”标识和“供电客户服务”字样", "4.3.5 a)"),
    (ONSITE, "道路施工", "在道路两侧施工时，应在恰当位置摆放醒目的告示（警示）牌", "4.4.4.2 b)"),
    (AGENTS, "委托协议", "代办机构营业网点应严格按照与供电企业签订的协议提供服务", "4.5.2 b)"),
    (COMMUNITY, "现场标识", "社区服务设施及用品应明显标有“国家电网”和“95598供电服务热线”字样", "4.6.5 b)"),
    (HALL, "设施故障", "供客户操作的服务设施临时发生故障时，应有明显的提示语，并及时修复", "4.1.6.2 g)"),
    (HALL, "清洁消毒", "所有设施及用品应及时清洁、消毒", "4.1.6.2 c)"),
    ("引导区", "设置位置", "应设置在大厅入口旁", "4.1.5.2 c)6)"),
    ("洽谈区", "空间形式", "一般为半封闭或全封闭的空间", "4.1.5.2 c)5)"),
]
"""Read by hand from the clauses."""


def said(put: Put, question: Provision | Define) -> dict[str, tuple[str, ...]]:
    """The sentences with their clauses."""
    return dict(found(put(question), Statements).statements)


# ---- provisions


@pytest.mark.parametrize(("subject", "topic", "text", "clause"), TOLD)
def test_by_hand(put: Put, subject: str, topic: str, text: str, clause: str) -> None:
    """Asked of the subject and the topic, the sentence from its clause."""
    answer = put(Provision(subject, topic))
    finding = found(answer, Statements)
    assert finding.truth == "yes"
    assert any(text in sentence and clause in clauses for sentence, clauses in finding.statements)
    assert cited(answer)[0] == clause


@pytest.mark.parametrize("fact", PROVISIONS, ids=lambda fact: f"{fact['subject']}-{fact['topic']}")
def test_every_provision_is_found(put: Put, fact: object) -> None:
    """Each, asked for by its subject and topic, is told in its words with its subject, and cited."""
    subject, topic, text = (fact.text(name) for name in ("subject", "topic", "text"))  # type: ignore[attr-defined]
    answer = put(Provision(subject, topic))
    finding = found(answer, Statements)
    assert {clause for sentence, clauses in finding.statements if text in sentence for clause in clauses} <= set(cited(answer))
    assert any(text in sentence and (subject in sentence or subject in text) for sentence, _ in finding.statements)


@pytest.mark.parametrize("matter", MATTERS)
def test_every_matter(put: Put, matter: str) -> None:
    """A matter alone: all that is laid down on it, or on a case of it, whoever it is laid down for, each sentence from its clause."""
    statements = said(put, Provision(topic=matter))
    cases = STANDARD.narrower[matter]
    for fact in PROVISIONS:
        if fact["topic"] in cases:
            assert any(fact.text("text") in sentence for sentence in statements), fact["text"]
    assert len(statements) <= 6
    for clauses in statements.values():
        assert clauses


@pytest.mark.parametrize("subject", [HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY, HALL, *ZONES])
def test_all_of_a_subject(put: Put, subject: str) -> None:
    """A subject alone: everything that is laid down for it."""
    facts = [fact for fact in PROVISIONS if fact["subject"] == subject]
    if not facts:
        assert found(put(Provision(subject)), NotFound).what == "provision"
        return
    statements = said(put, Provision(subject))
    assert all(any(fact.text("text") in sentence for sentence in statements) for fact in facts)


@pytest.mark.parametrize(
    ("subject", "topic", "elsewhere"),
    [
        (ONSITE, "统一管理", {"4.2.1", "4.3.1 a)"}),
        (AGENTS, "网页色彩", {"4.3.5 b)"}),
        (HOTLINE, "现场标识", {"4.4.4.2 a)", "4.6.5 b)"}),
        ("A级营业厅", "等待音乐", {"4.2.5 b)"}),
        ("收费区", "空间形式", {"4.1.5.2 c)5)"}),
    ],
)
def test_what_is_laid_down_for_another_is_not_told_as_if_it_held_here(put: Put, subject: str, topic: str, elsewhere: set[str]) -> None:
    """Of the subject the standard is silent; what it says of the topic elsewhere is told as such."""
    answer = put(Provision(subject, topic))
    finding = found(answer, Statements)
    assert finding.truth == "silent"
    assert finding.about == (subject, topic)
    assert elsewhere <= set(cited(answer))
    assert all(not sentence.startswith(subject) for sentence, _ in finding.statements)


@pytest.mark.parametrize("hall", HALLS.values())
@pytest.mark.parametrize(("topic", "clause"), [("门前环境", "4.1.5.2 d)"), ("清洁消毒", "4.1.6.2 c)"), ("国家电网标识", "4.1.5.2 a)")])
def test_general_provisions_hold_for_every_grade(put: Put, hall: str, topic: str, clause: str) -> None:
    """Cleanliness is ruled for halls in general, and a grade named does not hide it."""
    answer = put(Provision(hall, topic))
    assert found(answer, Statements).truth == "yes"
    assert clause in cited(answer)


def test_what_holds_for_any_hall_holds_in_its_zones(put: Put) -> None:
    """Machines that are out of order in the self-service zone: 4.1.6.2 g), which names no zone."""
    assert found(put(Provision("客户自助区", "设施故障")), Statements).truth == "yes"


@pytest.mark.parametrize(("topic", "sentences"), [("说明资料", 2), ("身份核实", 3), ("整体风格", 2), ("设施故障", 1), ("分级菜单", 1)])
def test_provisions_that_belong_together(put: Put, topic: str, sentences: int) -> None:
    """Two or three provisions of one rule say one thing together; of more, only what was asked for is told."""
    statements = found(put(Provision(topic=topic)), Statements).statements
    assert len(statements) == sentences
    assert len({clauses[0] for _, clauses in statements}) == 1


@pytest.mark.parametrize("name", ["过户", "收费员", "便民伞"])
def test_nothing_is_laid_down(put: Put, name: str) -> None:
    """What is no topic, and no subject of a provision, has none."""
    assert found(put(Provision(topic=name)), NotFound).about == (name,)


def test_sentences_say_of_whom(put: Put) -> None:
    """A sentence that does not name its subject is told with it, and each sentence once."""
    for sentence, _ in found(put(Provision(topic="设置位置")), Statements).statements:
        assert any(zone in sentence for zone in ZONES)
    road = [sentence for sentence, _ in found(put(Provision(topic="道路施工")), Statements).statements]
    assert len({sentence.partition("：")[2] or sentence for sentence in road}) == len(road)


@pytest.mark.parametrize(
    ("subject", "thing", "text"),
    [
        ("业务办理区", "半开放式受理台", "受理台应为半开放式"),
        ("收费区", "一米线", "地面应有一米线"),
    ],
)
def test_what_else_is_laid_down_of_a_thing(put: Put, subject: str, thing: str, text: str) -> None:
    """Provisions on the very thing for the very subject are told with the verdict, and cited."""
    answer = put(whether(subject, Has(thing)))
    assert any(text in provision for provision in found(answer, Verdict).provisions)
    wanted = [fact for fact in PROVISIONS if text in fact.text("text")]
    assert {clause for fact in wanted for clause in Knowledge(STANDARD).clauses_of(EVERYTHING, [fact])} <= set(cited(answer))


# ---- definitions


@pytest.mark.parametrize("term", DEFINED)
def test_definitions(put: Put, term: str) -> None:
    """What is defined is answered with its definition and its clause; the definitions from outside say so."""
    answer = put(Define(term))
    finding = found(answer, Statements)
    ((sentence, clauses),) = finding.statements
    assert finding.about == (term,)
    assert sentence.startswith(f"{term}：")
    assert sentence.removeprefix(f"{term}：")
    assert clauses == (DEFINED[term],)
    assert any("来源之外" in remark for remark in answer.remarks) == (STANDARD.clauses[DEFINED[term]].status == "external")


def test_definitions_are_all() -> None:
    """No definition goes untested."""
    assert {fact["term"] for fact in EVERYTHING.of("definition")} == set(DEFINED)


def test_a_definition_that_is_lost(put: Put) -> None:
    """4.1: what a 供电营业厅 is was defined in a clause that is lost; that is the answer."""
    answer = put(Define(HALL))
    finding = found(answer, ClauseText)
    assert [citation.clause for citation in finding.clauses] == ["4.1"]
    assert any("原文此处缺失" in remark for remark in answer.remarks)


@pytest.mark.parametrize("name", ["过户", "现场勘查", "电费收缴", "防撞条", "收费员"])
def test_what_is_not_defined(put: Put, name: str) -> None:
    """The standard defines little: of the rest no definition is made up."""
    assert found(put(Define(name)), NotFound) == NotFound("definition", (name,), ())
