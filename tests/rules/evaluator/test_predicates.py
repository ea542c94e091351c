"""Predicates put together from others, against the literals of halls, services and channels by a logic of their own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.findings import Case, Holders, Verdict
from rules.question.forms import All, And, Difference, Entered, EntriesOf, Has, Named, Not, Or, Predicate, Select, Where
from tests.rules.asking import cited, found, names, whether, which
from tests.rules.conftest import Put
from tests.rules.evaluator.kleene import HOLDING, judged
from tests.rules.literals import (
    BROKEN,
    CATEGORIES,
    CHANNELS,
    CLAUSE_OF,
    FITTINGS,
    FLOW_SERVICES,
    HALLS,
    NAMED,
    SERVED,
    STEPS,
    ZONES,
    at_channel,
    has_step,
    must_have,
    needed,
    zones_of,
)
from tests.rules.question.trees import parts
from tests.rules.test_standard_matrix import LISTS, SI01_STAFF

THINGS = sorted({name for _, _, name in NAMED} | {*FITTINGS, "普通座席", "短信", "人工通话"})
"""What a hall could have or not: the entries of its lists, what is in zones, and some that only channels have."""
SILENT_SERVICES = ("市政代工", "更名")
"""Services on whose flow the standard is silent. The first is named by 5.1.1, so that it is worth saying."""


def trees(leaves: Any, most: int = 5) -> st.SearchStrategy[Predicate]:
    """And, Or and Not over leaves."""
    return st.recursive(
        leaves,
        lambda inner: st.builds(And, parts(inner)) | st.builds(Or, parts(inner)) | st.builds(Not, inner),
        max_leaves=most,
    )


def of_hall(hall: str, leaf: Predicate) -> str:
    """Whether a hall must have a thing."""
    assert isinstance(leaf, Has)
    if leaf.entry in ("普通座席", "短信", "人工通话"):
        return "no"  # the lists of staff and of modes have lost nothing
    return must_have(hall, leaf.entry)


def of_service(service: str, leaf: Predicate) -> str:
    """Whether a service has a step."""
    assert isinstance(leaf, Has)
    return has_step(service, leaf.entry)


def of_channel(channel: str, leaf: Predicate) -> str:
    """Whether a channel serves something."""
    assert isinstance(leaf, Has)
    return at_channel(leaf.entry, channel)


HAS_THING = st.builds(Has, st.sampled_from(THINGS))
HAS_STEP = st.builds(Has, st.sampled_from(STEPS))
SERVES = st.builds(Has, st.sampled_from(sorted(SERVED)))


def sides(finding: Holders) -> dict[str, set[str]]:
    """Who has it, who not, of whom it cannot be said, on whom the standard is silent."""
    return {
        "having": set(names(finding.holders)),
        "no": set(names(finding.lacking)),
        "undecidable": set(names(finding.undecided)),
        "silent": set(names(finding.silent)),
    }


def expected(subjects: Any, predicate: Predicate, leaf: Any) -> dict[str, set[str]]:
    """The same by the literals."""
    found_of: dict[str, set[str]] = {"having": set(), "no": set(), "undecidable": set(), "silent": set()}
    for subject in subjects:
        truth = judged(subject, predicate, leaf)
        found_of["having" if truth in HOLDING else truth].add(subject)
    return found_of


# ---- selections


@settings(deadline=None, max_examples=80)
@given(trees(HAS_THING))
def test_which_halls(put: Put, predicate: Predicate) -> None:
    """Of every tree over things the grades that satisfy it, those that do not, and those whose lists have lost names."""
    finding = found(put(which("hall", predicate)), Holders)
    assert sides(finding) == expected(HALLS.values(), predicate, of_hall)
    assert finding.composed == isinstance(predicate, (And, Or))
    assert finding.negated == isinstance(predicate, Not)


@settings(deadline=None, max_examples=80)
@given(trees(HAS_STEP))
def test_which_services(put: Put, predicate: Predicate) -> None:
    """Of every tree over steps; 临时用电延期 is undecided where its lost end matters, 市政代工 is silent, the rest is not spoken of."""
    finding = found(put(which("service", predicate)), Holders)
    wanted = expected(FLOW_SERVICES, predicate, of_service)
    wanted["silent"] = {"市政代工"}
    assert sides(finding) == wanted


@settings(deadline=None, max_examples=60)
@given(trees(SERVES))
def test_which_channels(put: Put, predicate: Predicate) -> None:
    """Of every tree over what is served; what is only pre-accepted or optional is had, and its opposite is not."""
    finding = found(put(which("channel", predicate)), Holders)
    assert sides(finding) == expected(CHANNELS, predicate, of_channel)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([*FLOW_SERVICES, *SILENT_SERVICES]), min_size=1, max_size=5, unique=True), trees(HAS_STEP, 3))
def test_which_of_those_named(put: Put, services: list[str], predicate: Predicate) -> None:
    """Those named are the whole population, each on one side; of a silent one it is said that it is."""
    finding = found(put(Select(Where(Named(tuple(services)), predicate))), Holders)
    assert sides(finding) == expected(services, predicate, of_service)


# ---- decisions


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(list(HALLS.values())), trees(HAS_THING, 4))
def test_whether_a_hall(put: Put, hall: str, predicate: Predicate) -> None:
    """One hall against any tree; the subject stands where its truth puts it, and each leaf has a case."""
    answer = put(whether(hall, predicate))
    finding = found(answer, Verdict)
    truth = judged(hall, predicate, of_hall)
    assert finding.truth == truth
    assert finding.having == ((hall,) if truth in HOLDING else ())
    assert finding.lacking == ((hall,) if truth == "no" else ())
    assert finding.undecided == ((hall,) if truth in ("undecidable", "silent") else ())
    assert {(case.subject, case.truth) for case in finding.cases} <= {(hall, t) for t in ("yes", "may", "no", "undecidable")}
    assert cited(answer)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([*FLOW_SERVICES, *SILENT_SERVICES]), trees(HAS_STEP, 4))
def test_whether_a_service(put: Put, service: str, predicate: Predicate) -> None:
    """One service against any tree; where it has no flow the standard is silent, whatever is denied of it."""
    finding = found(put(whether(service, predicate)), Verdict)
    assert finding.truth == judged(service, predicate, of_service)
    if service in SILENT_SERVICES:
        assert finding.truth == "silent"


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(CHANNELS), trees(SERVES, 4))
def test_whether_a_channel(put: Put, channel: str, predicate: Predicate) -> None:
    """One channel against any tree of services."""
    finding = found(put(whether(channel, predicate)), Verdict)
    assert finding.truth == judged(channel, predicate, of_channel)


# ---- single things


@pytest.mark.parametrize(("category", "number", "name"), NAMED)
def test_a_thing_of_a_list(put: Put, category: str, number: int, name: str) -> None:
    """Yes or no as the literals have it, by number; a no tells what is required instead, and what number the thing has."""
    for hall in HALLS.values():
        (case,) = found(put(whether(hall, name)), Verdict).cases
        assert case.truth == must_have(hall, name)
        assert (case.subject, case.thing) == (hall, name)
        if case.truth == "yes":
            assert {item.name for item in case.held} == {name}
            assert {item.modality for item in case.held} == {"应"}
        else:
            assert case.held == ()
            assert case.aspect == category
            assert case.listed
            assert category != "设施及用品" or case.number == number
        assert case.aspect in (*CATEGORIES, "区内配置")


@pytest.mark.parametrize("step", STEPS)
def test_a_step(put: Put, step: str) -> None:
    """Each flow against each step, from its own clause: with its place, not there, or lost."""
    for service in FLOW_SERVICES:
        answer = put(whether(service, step))
        (case,) = found(answer, Verdict).cases
        assert case.truth == has_step(service, step)
        assert cited(answer) == [CLAUSE_OF[service]] or (service == BROKEN and cited(answer)[0] == CLAUSE_OF[BROKEN])
        assert case.cut_short == (case.truth == "undecidable")
        if case.truth == "yes":
            assert len(case.held) == 1
            assert case.held[0].number > 0


def test_a_fee_of_another_kind_is_near(put: Put) -> None:
    """销户 has no fee step, but its charges are settled: that comes close, and is told."""
    (case,) = found(put(whether("销户", "收取相关营业费用")), Verdict).cases
    assert (case.truth, names(case.near)) == ("no", ["结清相关费用"])
    (case,) = found(put(whether("过户", "收取相关营业费用")), Verdict).cases
    assert (case.truth, case.near) == ("no", ())


def test_a_special_kind_stands_for_the_general_one(put: Put) -> None:
    """改类 has 装（换）表接电, which is a kind of 装表接电; the other way round nothing follows."""
    (case,) = found(put(whether("改类", "装表接电")), Verdict).cases
    assert (case.truth, case.held[0].name) == ("yes", "装（换）表接电")
    assert found(put(whether("新装", "装（换）表接电")), Verdict).truth == "no"


def test_the_kinds_of_a_general_thing(put: Put) -> None:
    """4.1.5.2 c)7): three things are self-service terminals."""
    for subject in ("客户自助区", "A级营业厅", "B级营业厅"):
        (case,) = found(put(whether(subject, "自助终端设施")), Verdict).cases
        assert case.truth == "yes"
    assert found(put(whether("收费区", "自助终端设施")), Verdict).truth == "no"


def test_no_class_named(put: Put) -> None:
    """Who has a thing, wherever: halls first, and the zones that have it; who lacks it is asked of halls."""
    finding = found(put(Select(Where(All(""), Has("排队机")))), Holders)
    assert sides(finding)["having"] == {"A级营业厅", "B级营业厅", "引导区"}
    assert sides(finding)["no"] == {"C级营业厅", "D级营业厅"}
    finding = found(put(Select(Where(All(""), Has("普通座席")))), Holders)
    assert sides(finding)["having"] == {"95598供电服务热线"}


@pytest.mark.parametrize("grade", ["A级", "B级", "C级", "D级"])
def test_those_in_a_list(put: Put, grade: str) -> None:
    """Of the staff of a grade, those of whom a diploma is asked in halls of grade A; of the zones, those with water."""
    staff = Select(Where(Entered(EntriesOf(HALLS[grade], "服务人员")), Has("大专及以上学历")))
    certified = {"营业厅主管", "业务受理员", "收费员"}
    finding = found(put(staff), Holders)
    assert set(names(finding.holders)) == certified & set(needed(HALLS[grade], "服务人员"))
    assert set(names(finding.lacking)) == set(needed(HALLS[grade], "服务人员")) - certified
    zones = Select(Where(Entered(EntriesOf(HALLS[grade], "功能分区")), Has("饮水机")))
    assert set(names(found(put(zones), Holders).holders)) == {zone for zone in zones_of(HALLS[grade]) if "饮水机" in ZONES[zone]}


def test_those_in_a_list_made_from_others(put: Put) -> None:
    """Of what a service needs and no hall has: who works on site."""
    only_services = Difference(EntriesOf("新装", "服务人员"), EntriesOf(HALLS["A级"], "服务人员"))
    finding = found(put(Select(Where(Entered(only_services), Has("岗前培训合格")))), Holders)
    people = set(SI01_STAFF) - set(needed(HALLS["A级"], "服务人员"))
    on_site_or_trained = {"网站受理员", "现场勘查人员", "装表接电人员"}
    seats = {"普通座席", "专家座席", "外语座席", "民族语言座席"}
    assert set(names(finding.holders)) == on_site_or_trained & people | seats
    assert set(names(finding.silent)) == people - on_site_or_trained - {"95598座席"}


@pytest.mark.parametrize("category", ["服务方式", "服务人员", "功能分区"])
def test_nothing_of_a_closed_list_is_undecided(put: Put, category: str) -> None:
    """Only the list of facilities has lost names."""
    for name in filter(None, LISTS[category]):
        finding = found(put(which("hall", name)), Holders)
        assert (finding.undecided, finding.silent) == ((), ())


def test_a_lost_name_belongs_to_its_list(put: Put) -> None:
    """Whoever asks for the 16th facility: the grades that must have it, by the matrix."""
    finding = found(put(which("hall", "第16项设施")), Holders)
    assert sides(finding)["having"] == {HALLS[grade] for grade in ("A级", "B级", "C级")}
    assert sides(finding)["no"] == {HALLS["D级"]}


def test_cases_are_values(put: Put) -> None:
    """A case holds what there is to tell of one subject and one thing."""
    (case,) = found(put(whether("C级营业厅", "保安员")), Verdict).cases
    assert isinstance(case, Case)
    assert (case.total, case.number, [item.number for item in case.listed]) == (3, 4, [1, 2, 3])
