"""Single steps of a service by their place, stretches and orders, for every service and every place, against the flows as the source has
them."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest

from rules.findings import Answer, Finding, NotFound, Sequence, Several, StepFound, Stretch
from rules.question.forms import Between, Order, StepAt
from tests.rules.asking import cited, found, names
from tests.rules.conftest import Put
from tests.rules.literals import BROKEN, CLAUSE_OF, FLOW_SERVICES, STEPS, TEMPORARY, WITHOUT_FLOW, cases_of, flow_of
from tests.rules.test_standard_matrix import FLOWS

WHOLE = [service for service in FLOW_SERVICES if service != BROKEN]
ONE_OF_EACH = [services[0] for services, _ in FLOWS.values()]
"""One service for each of the eleven flows."""


def step(put: Put, service: str, number: int = 0, after: str = "") -> StepFound:
    """The step at a place."""
    finding = found(put(StepAt(service, number, after)), StepFound)
    assert finding.services == (service,)
    assert finding.total == len(flow_of(service))
    return finding


def name_of(finding: StepFound) -> str:
    """The name of the step found; empty for none."""
    return finding.step.name if finding.step else ""


# ---- by number


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_each_step_by_its_number(put: Put, service: str) -> None:
    """The n-th step for every n, from its own clause."""
    for number, name in enumerate(flow_of(service), 1):
        finding = step(put, service, number)
        assert finding.step is not None
        assert (finding.step.name, finding.step.number, finding.step.lost, finding.truth) == (name, number, False, "yes")
        assert cited(put(StepAt(service, number))) == [CLAUSE_OF[service]]


@pytest.mark.parametrize("service", WHOLE)
def test_each_step_from_the_end(put: Put, service: str) -> None:
    """The last for -1, and so on back to the first."""
    for number, name in enumerate(reversed(flow_of(service)), 1):
        assert name_of(step(put, service, -number)) == name


@pytest.mark.parametrize("service", WHOLE)
def test_places_that_a_flow_has_not(put: Put, service: str) -> None:
    """Beyond the end, before the beginning, and at no place at all there is no step, for certain; the answer knows the last one."""
    total = len(flow_of(service))
    for number in (total + 1, total + 2, total + 100, 0, -total - 1, -100):
        finding = step(put, service, number)
        assert (finding.step, finding.truth, finding.last) == (None, "no", flow_of(service)[-1])
        assert cited(put(StepAt(service, number))) == [CLAUSE_OF[service]]


@pytest.mark.parametrize("number", [5, 6, 7, 12, -1])
def test_beyond_the_end_that_is_lost(put: Put, number: int) -> None:
    """How many steps 临时用电延期 has is lost: there may be a fifth, and a twelfth; and nobody knows the last."""
    finding = step(put, BROKEN, number)
    assert (finding.step, finding.truth, finding.last) == (None, "undecidable", flow_of(BROKEN)[-1])


@pytest.mark.parametrize("number", [-2, -3, -5])
def test_counted_from_an_end_that_is_lost(put: Put, number: int) -> None:
    """Where the end is lost nothing can be counted from it."""
    finding = step(put, BROKEN, number)
    assert (finding.step, finding.truth) == (None, "undecidable")


# ---- beside another


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_beside_each_step(put: Put, service: str) -> None:
    """Each distance from each step, forwards and back, and its own place; at both ends there is nothing, unless the end is lost."""
    steps = flow_of(service)
    for place, name in enumerate(steps):
        for distance in range(-len(steps), len(steps) + 1):
            finding = step(put, service, distance, name)
            there = 0 <= place + distance < len(steps)
            assert name_of(finding) == (steps[place + distance] if there else "")
            assert (finding.anchor, finding.absent) == (name, False)
            if not there:
                lost = service == BROKEN and distance > 0
                assert finding.truth == ("undecidable" if lost else "no")


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_where_a_step_stands(put: Put, service: str) -> None:
    """The place of every step that a flow has; of one that it has not it is said, unless it may be lost."""
    for name in STEPS:
        finding = step(put, service, 0, name)
        here = [place for place, own in enumerate(flow_of(service), 1) if own in cases_of(name)]
        if here:
            assert finding.step is not None
            assert [finding.step.number] == here
        else:
            assert (finding.step, finding.absent, finding.anchor) == (None, True, name)
            assert finding.truth == ("undecidable" if service == BROKEN else "no")


def test_beside_a_general_step(put: Put) -> None:
    """装（换）表接电 is a kind of 装表接电: what comes after the one comes after the other."""
    finding = step(put, "改类", 1, "装表接电")
    assert (name_of(finding), finding.anchor) == ("客户申请资料归档", "装（换）表接电")


@pytest.mark.parametrize("distance", [1, -1, 2])
def test_beside_a_step_that_is_not_there(put: Put, distance: int) -> None:
    """What comes after a call that transfers do not have: the flow has no such step."""
    finding = step(put, "过户", distance, "回访")
    assert (finding.step, finding.absent) == (None, True)


# ---- stretches


@pytest.mark.parametrize("service", ONE_OF_EACH)
def test_between_each_two_steps(put: Put, service: str) -> None:
    """What lies strictly between; nothing between neighbours, or where the later one is named first."""
    steps = flow_of(service)
    for (first, after), (last, before) in permutations(list(enumerate(steps)), 2):
        finding = found(put(Between(service, after, before)), Stretch)
        assert names(finding.steps) == list(steps[first + 1 : last])
        assert (finding.absent, finding.truth) == ((), "yes")


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_after_and_before_each_step(put: Put, service: str) -> None:
    """All that follows, with the lost end where there is one; all that goes before; cited with the clause of the flow."""
    steps = flow_of(service)
    for place, name in enumerate(steps):
        after = found(put(Between(service, after=name)), Stretch).steps
        assert [item.name for item in after if not item.lost] == list(steps[place + 1 :])
        assert any(item.lost for item in after) == (service == BROKEN)
        assert names(found(put(Between(service, before=name)), Stretch).steps) == list(steps[:place])
        assert cited(put(Between(service, after=name)))[0] == CLAUSE_OF[service]
    assert [item.name for item in found(put(Between(service)), Stretch).steps if not item.lost] == list(steps)


@pytest.mark.parametrize("service", ["过户", "销户", BROKEN])
def test_stretches_from_what_is_not_there(put: Put, service: str) -> None:
    """No step lies after one that the flow has not; where the end is lost it cannot be said."""
    for question in (Between(service, "图纸审核"), Between(service, "", "图纸审核"), Between(service, "现场勘查", "图纸审核")):
        finding = found(put(question), Stretch)
        assert (finding.steps, finding.absent) == ((), ("图纸审核",))
        assert finding.truth == ("undecidable" if service == BROKEN else "yes")


# ---- which comes first


@pytest.mark.parametrize("service", ONE_OF_EACH)
def test_the_order_of_each_two_steps(put: Put, service: str) -> None:
    """In whichever order they are named, the flow has one."""
    steps = flow_of(service)
    for (first, one), (last, other) in combinations(list(enumerate(steps)), 2):
        for asked in ((one, other), (other, one)):
            answer = put(Order(service, asked))
            finding = found(answer, Sequence)
            assert [(item.name, item.number) for item in finding.steps] == [(one, first + 1), (other, last + 1)]
            assert (finding.absent, finding.truth, cited(answer)) == ((), "yes", [CLAUSE_OF[service]])


def test_the_order_of_many(put: Put) -> None:
    """Three and more."""
    asked = ("回访", "中间检查", "竣工验收", "图纸审核")
    assert names(found(put(Order("新装", asked)), Sequence).steps) == ["图纸审核", "中间检查", "竣工验收", "回访"]


@pytest.mark.parametrize("service", ["过户", BROKEN])
def test_the_order_of_what_is_not_there(put: Put, service: str) -> None:
    """A step that the flow has not has no place in it; where the end is lost it may have one."""
    finding = found(put(Order(service, ("现场勘查", "回访"))), Sequence)
    assert (names(finding.steps), finding.absent) == (["现场勘查"], ("回访",))
    assert finding.truth == ("undecidable" if service == BROKEN else "yes")


# ---- services that have no one flow


@pytest.mark.parametrize("service", WITHOUT_FLOW)
@pytest.mark.parametrize("question", [StepAt, Between, Order])
def test_services_without_a_flow(put: Put, service: str, question: type) -> None:
    """That there is none, with the services that have one, and where it was looked."""
    form = {StepAt: StepAt(service, 3), Between: Between(service, "现场勘查"), Order: Order(service, ("现场勘查", "回访"))}[question]
    answer = put(form)
    finding = found(answer, NotFound)
    assert (finding.what, finding.about, set(finding.known)) == ("服务流程", (service,), set(FLOW_SERVICES))
    assert cited(answer) == ["5.1.1"]


def test_a_service_that_stands_for_two(put: Put) -> None:
    """临时用电: each kind has its own."""
    parts = found(put(StepAt("临时用电", 3)), Several).parts
    assert [(part.services, name_of(part)) for part in parts if isinstance(part, StepFound)] == [
        ((kind,), flow_of(kind)[2]) for kind in TEMPORARY
    ]
    parts = found(put(Between("临时用电", "签订供用电合同", "回访")), Several).parts
    assert [names(part.steps) for part in parts if isinstance(part, Stretch)] == [["装表接电", "客户申请资料归档"]] * 2
    parts = found(put(Order("临时用电", ("回访", "装表接电"))), Several).parts
    assert [names(part.steps) for part in parts if isinstance(part, Sequence)] == [["装表接电", "回访"]] * 2


# ---- no service named: all that have the steps


def _parts(answer: Answer) -> tuple[Finding, ...]:
    return answer.finding.parts if isinstance(answer.finding, Several) else (answer.finding,)


@pytest.mark.parametrize("distance", [-1, 1])
@pytest.mark.parametrize("name", STEPS)
def test_beside_a_step_in_all_flows(put: Put, name: str, distance: int) -> None:
    """What stands beside a step, for every service that has it, and for no other; alike ones together."""
    told: dict[str, str] = {}
    for part in _parts(put(StepAt("", distance, name))):
        assert isinstance(part, StepFound)
        assert not part.absent
        told.update(dict.fromkeys(part.services, name_of(part)))
    with_it = [service for service in FLOW_SERVICES if step_alone(put, service, name)]
    assert set(told) == set(with_it)
    assert told == {service: name_of(found(put(StepAt(service, distance, name)), StepFound)) for service in with_it}


def step_alone(put: Put, service: str, name: str) -> bool:
    """Whether a flow has a step."""
    return not found(put(StepAt(service, 0, name)), StepFound).absent


def test_places_in_all_flows(put: Put) -> None:
    """Flows with a step at the same place stand together, others apart."""
    places = {part.services: part.step and part.step.number for part in _parts(put(StepAt("", 0, "竣工验收")))}  # type: ignore[union-attr]
    assert sorted(number for number in places.values() if number) == [6, 7]
    assert ("减容恢复", "暂换恢复") in places


def test_orders_in_all_flows(put: Put) -> None:
    """Wherever a contract is signed and a meter fitted, the contract comes first."""
    parts = _parts(put(Order("", ("装表接电", "签订供用电合同"))))
    assert parts
    assert all(isinstance(part, Sequence) and part.steps[0].name == "签订供用电合同" for part in parts)


def test_stretches_in_all_flows(put: Put) -> None:
    """What follows a step, for all flows that have it."""
    parts = _parts(put(Between("", after="结清相关费用")))
    assert [(part.services, names(part.steps)) for part in parts if isinstance(part, Stretch)] == [
        (("销户",), list(flow_of("销户")[flow_of("销户").index("结清相关费用") + 1 :]))
    ]
