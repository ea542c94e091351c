"""What the standard is silent on: what its source lost, things it has no word for, names of nothing."""

from __future__ import annotations

import pytest

from rules.findings import Gone, NotFound, Verdict
from rules.model import Standard
from rules.question.forms import Lost, Unknown, Unlisted
from tests.rules.asking import cited, found, names
from tests.rules.conftest import Put
from tests.rules.literals import BROKEN, FLOW_SERVICES, HALLS, needed
from tests.rules.test_standard_matrix import AGENTS, COMMUNITY, GROUP, HOTLINE, MATRIX, ONLINE, ONSITE


def test_what_the_source_has_lost(put: Put, standard: Standard) -> None:
    """Every clause and entry of which nothing is left, in order."""
    answer = put(Lost())
    lost = [clause.number for clause in standard.clauses.values() if clause.status == "lost"]
    assert [citation.clause for citation in found(answer, Gone).clauses] == lost
    assert {"4.1", "4.1 各级的功能", "4.1 营业时间", "4.1.6.1 第16~18项", "4.1.6.1 第31~32项", "5.1.4.11 末尾", "5.16"} <= set(lost)
    assert set(cited(answer)) <= set(lost)


# ---- things without a word


@pytest.mark.parametrize("grade", MATRIX)
def test_a_thing_without_a_word_for_a_hall(put: Put, grade: str) -> None:
    """The lists are shown; where some of their names are lost it cannot be said that the thing is not required."""
    answer = put(Unlisted(HALLS[grade], "空调"))
    finding = found(answer, Verdict)
    facilities = next(case for case in finding.cases if case.aspect == "设施及用品")
    assert finding.quantifier == "unlisted"
    assert finding.truth == ("silent" if grade == "D级" else "undecidable")
    assert facilities.truth == ("no" if grade == "D级" else "undecidable")
    assert [item.name for item in facilities.listed] == needed(HALLS[grade], "设施及用品")
    assert facilities.gaps == tuple(item.number for item in facilities.listed if item.lost)
    assert {case.thing for case in finding.cases} == {"空调"}
    assert any(number.startswith("4.1.6.2 a)") for number in cited(answer))


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE, ONSITE, AGENTS, COMMUNITY])
def test_a_thing_without_a_word_for_a_channel(put: Put, channel: str) -> None:
    """None of the channel's lists has it; nothing is lost there."""
    finding = found(put(Unlisted(channel, "英文版")), Verdict)
    assert finding.truth == "silent"
    assert {case.truth for case in finding.cases} == {"no"}
    assert "服务功能" in {case.aspect for case in finding.cases}


def test_the_aspects_asked_for(put: Put) -> None:
    """One aspect chooses the list."""
    (case,) = found(put(Unlisted(ONLINE, "在线聊天", ("服务方式",))), Verdict).cases
    assert (case.aspect, names(case.listed)) == ("服务方式", ["客户自助", "网站留言", "电子邮件"])


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_a_step_without_a_word(put: Put, service: str) -> None:
    """Whether a flow has something that is no step: only these are laid down; where its end is lost, it cannot be said."""
    finding = found(put(Unlisted(service, "盖章", ("服务流程",))), Verdict)
    (case,) = finding.cases
    assert (finding.truth, case.truth) == (("undecidable", "undecidable") if service == BROKEN else ("silent", "no"))


def test_anything_else(put: Put) -> None:
    """Without a thing: whether there is anything beside what is listed."""
    finding = found(put(Unlisted(HALLS["D级"])), Verdict)
    assert finding.truth == "silent"
    assert {case.thing for case in finding.cases} == {""}


# ---- names of nothing


@pytest.mark.parametrize("word", ["E级", "Z厅", "五级营业厅"])
def test_a_grade_that_there_is_none_of(put: Put, word: str) -> None:
    """The answer says so with the four that there are, from 4.1.1, which is not in the source."""
    answer = put(Unknown(word, "hall"))
    finding = found(answer, NotFound)
    assert (finding.what, finding.about, finding.known) == ("name", (word,), ("A级", "B级", "C级", "D级"))
    assert cited(answer) == ["4.1.1"]
    assert any("来源之外" in remark for remark in answer.remarks)


@pytest.mark.parametrize("cls", ["staff", "channel", "zone", "service", "mode", "facility"])
def test_a_name_that_there_is_none_of(put: Put, standard: Standard, cls: str) -> None:
    """The same for any class: what there is instead."""
    finding = found(put(Unknown("没有", cls)), NotFound)
    assert set(finding.known) <= set(standard.of_class(cls))
    assert len(finding.known) > 1


@pytest.mark.parametrize("cls", ["facility", "step"])
def test_lost_names_are_not_offered(put: Put, standard: Standard, cls: str) -> None:
    """Of the names that there are, those that are lost are none."""
    finding = found(put(Unknown("没有", cls)), NotFound)
    assert not [name for name in finding.known if standard.concepts[name].lost]


def test_groups_are_no_services_without_a_word(put: Put) -> None:
    """A group has lists of its own."""
    finding = found(put(Unlisted(GROUP, "过桥费")), Verdict)
    assert finding.cases
