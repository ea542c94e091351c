"""The steps of services: whole flows, each step by its place, and which services have a step, against the flows as the source has them."""

from __future__ import annotations

import pytest

from rules.advisor import Advisor, Query, QueryKind
from rules.advisor.answers import Flows, Holders, Listing, Missing, NotFound, Several, StepAt, Verdict
from rules.advisor.flows import with_flow
from rules.advisor.knowledge import Knowledge
from rules.model import Standard
from tests.rules.asking import FLOW_SERVICES, WITHOUT_FLOW, cited, found, names, sides
from tests.rules.conftest import Ask
from tests.rules.test_standard_matrix import FLOWS, GROUP, HALL, HOTLINE, METER, ONLINE, REPLACE, SERVICES, SI01_STAFF

STEPS = sorted({step for _, steps in FLOWS.values() for step in steps})
BROKEN = "临时用电延期"
"""The one service whose flow the source breaks off."""
LATER = "原文缺失的后续环节"
CASES = {METER: {METER, REPLACE}}
"""A step of which another is a case."""
EVERY = [(clause, service, FLOWS[clause][1]) for clause, service in SERVICES]


def flow_of(service: str) -> tuple[str, ...]:
    """The steps of a service as the source has them."""
    return next(steps for _, name, steps in EVERY if name == service)


def step_at(ask: Ask, service: str, *concepts: str, **more: object) -> StepAt:
    """The answer to a question for one step."""
    finding = found(ask("step", service, *concepts, **more), StepAt)
    assert finding.service == service
    return finding


# ---- whole flows


@pytest.mark.parametrize(("clause", "service", "steps"), EVERY)
def test_steps(ask: Ask, clause: str, service: str, steps: tuple[str, ...]) -> None:
    """The flow of a service: its steps in order, numbered from 1, from its own clause; broken off where the source is."""
    answer = ask("steps", service)
    finding = found(answer, Flows)
    (flow,) = finding.flows
    assert (flow.service, flow.clauses, cited(answer)) == (service, (clause,), [clause])
    assert [item.name for item in flow.steps if not item.lost] == list(steps)
    assert [item.number for item in flow.steps] == list(range(1, len(flow.steps) + 1))
    assert flow.complete == (service != BROKEN)
    assert names(flow.steps)[len(steps) :] == ([LATER] if service == BROKEN else [])
    assert finding.note == ""
    assert [link.clause for link in answer.derivation] == [clause]


@pytest.mark.parametrize("kind", ["steps", "requirement", "about", "count"])
def test_a_service_alone_asks_for_its_flow(ask: Ask, kind: QueryKind) -> None:
    """Whatever the question, a service with nothing else is asked for its steps."""
    assert ask(kind, "销户").finding == ask("steps", "销户").finding
    assert ask(kind, "销户", "服务流程").finding == ask("steps", "销户").finding


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_a_service_with_a_flow_stands_for_itself(knowledge: Knowledge, service: str) -> None:
    """A service with a flow of its own is not taken for others."""
    assert with_flow(knowledge, service) == (service,)


def test_temporary_supply_stands_for_two(ask: Ask) -> None:
    """临时用电 has no flow of its own: both kinds are shown, and the answer says that they differ; the extension is not among them."""
    finding = found(ask("steps", "临时用电"), Flows)
    assert [flow.service for flow in finding.flows] == ["有工程临时用电", "无工程临时用电"]
    assert finding.note == "“临时用电”分为有工程临时用电、无工程临时用电，流程不同。"


def test_several_flows(ask: Ask) -> None:
    """Several services named are shown in the order in which they were named, without a note."""
    finding = found(ask("steps", "销户", "过户", "销户", BROKEN), Flows)
    assert [flow.service for flow in finding.flows] == ["销户", "过户", BROKEN]
    assert [flow.complete for flow in finding.flows] == [True, True, False]
    assert finding.note == ""


@pytest.mark.parametrize("service", ["更名", "市政代工"])
@pytest.mark.parametrize("kind", ["steps", "step", "requirement"])
def test_services_without_a_flow(ask: Ask, kind: QueryKind, service: str) -> None:
    """The source has no flow of these: the answer says so with what there is, cites 5.1.1, and shows the remark on both (K24)."""
    answer = ask(kind, service, numbers=(1,))
    finding = found(answer, NotFound)
    assert finding.what == f"“{service}”的流程"
    assert set(finding.known) == set(FLOW_SERVICES)
    assert cited(answer) == ["5.1.1"]
    assert answer.remarks == ("5.1.1列有过户，没有更名；市政（代工）列在其中，但所见文本没有它的流程。",)


def test_a_step_of_a_service_that_stands_for_two(ask: Ask) -> None:
    """临时用电第三步是什么: that of each of its kinds."""
    parts = found(ask("step", "临时用电", numbers=(3,)), Several).parts
    assert [(part.service, part.step and part.step.name) for part in parts if isinstance(part, StepAt)] == [
        ("有工程临时用电", flow_of("有工程临时用电")[2]),
        ("无工程临时用电", flow_of("无工程临时用电")[2]),
    ]


@pytest.mark.parametrize("service", ["变更用电", GROUP])
@pytest.mark.parametrize("kind", ["steps", "step"])
def test_groups_are_asked_back(ask: Ask, kind: QueryKind, service: str) -> None:
    """A group of services has no one flow: the answer names its services and asks which."""
    answer = ask(kind, service)
    finding = found(answer, Missing)
    assert finding.asks.startswith(f"“{service}”包括")
    offered = {choice.removesuffix("有哪些步骤？") for choice in finding.choices}
    recovered = {"减容恢复", "暂换恢复", "暂停恢复", "复装", BROKEN, "新装", "增容"}
    kinds_of_temporary = {"有工程临时用电", "无工程临时用电"}
    expected = {*FLOW_SERVICES, "临时用电"} - kinds_of_temporary
    assert offered == (expected - recovered if service == "变更用电" else expected)
    assert cited(answer)[0] == "5.1.1"
    if service == "变更用电":
        assert "5.1.1 末尾" in cited(answer), "what comes after 市政 is lost"
        assert any("原文此处缺失" in remark for remark in answer.remarks)


def test_choices_can_be_asked(ask: Ask) -> None:
    """What is offered when a group is asked for are services of which the answer has steps."""
    for choice in found(ask("steps", GROUP), Missing).choices:
        assert found(ask("steps", choice.removesuffix("有哪些步骤？")), Flows).flows


@pytest.mark.parametrize("kind", ["steps", "step"])
def test_no_service(ask: Ask, kind: QueryKind) -> None:
    """A question for steps that names no service is asked back with three that have some."""
    choices = found(ask(kind), Missing).choices
    assert len(choices) == 3
    assert {choice.removesuffix("有哪些步骤？") for choice in choices} <= set(FLOW_SERVICES)


def test_several_services_have_no_one_step(ask: Ask) -> None:
    """The third step of two services is not one step: both flows are shown, with their numbers."""
    assert ask("step", "过户", "销户", numbers=(3,)).finding == ask("steps", "过户", "销户").finding


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_staff_of_a_flow(ask: Ask, service: str) -> None:
    """Who is needed for a service is a question for its staff, not its steps."""
    (group,) = found(ask("steps", service, "服务人员"), Listing).groups
    assert names(group.items) == list(SI01_STAFF)


@pytest.mark.parametrize("channel", [HOTLINE, ONLINE])
@pytest.mark.parametrize("service", ["过户", BROKEN, "新装"])
def test_steps_at_a_channel(ask: Ask, service: str, channel: str) -> None:
    """How a service goes at a channel: whether it can be had there, and then its steps, both cited."""
    answer = ask("steps", service, channel)
    finding = found(answer, Verdict)
    assert finding.verdict == "may"
    assert finding.details[-1] == f"{service}的流程：{' → '.join(flow_of(service))}"
    clause = next(clause for clause, name in SERVICES if name == service)
    assert {clause, "5.1.3"} <= set(cited(answer))


def test_steps_at_halls(ask: Ask) -> None:
    """Halls are where services are had anyway: naming them changes nothing."""
    assert ask("steps", "过户", HALL).finding == ask("steps", "过户").finding


# ---- one step by its place


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_each_step_by_its_number(ask: Ask, service: str) -> None:
    """The n-th step for every n, with how many there are."""
    for number, name in enumerate(flow_of(service), 1):
        finding = step_at(ask, service, numbers=(number,))
        assert finding.step is not None
        assert (finding.step.name, finding.step.number, finding.step.lost) == (name, number, False)
        assert (finding.relation, finding.total, finding.reason) == (f"第{number}步", len(flow_of(service)), "")


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_what_comes_next_and_before(ask: Ask, service: str) -> None:
    """The step after and before each step, by its name and by its number; at both ends the answer says that there is none."""
    steps = flow_of(service)
    places = [
        (number, name, *place) for number, name in enumerate(steps, 1) for place in (("next", 1, "下一步"), ("previous", -1, "上一步"))
    ]
    for number, name, position, distance, word in places:
        other = number + distance
        by_name = step_at(ask, service, name, position=position)
        by_number = step_at(ask, service, numbers=(number,), position=position)
        assert by_name.relation == f"“{name}”的{word}"
        assert by_number.relation == f"第{number}步的{word}"
        assert by_name.step == by_number.step
        if 1 <= other <= len(steps):
            assert by_name.step is not None
            assert (by_name.step.name, by_name.step.number) == (steps[other - 1], other)
        elif other == 0:
            assert (by_name.step, by_name.reason) == (None, f"“{name}”是第一步，前面没有了。")
            assert by_number.reason == "前面没有了。"
        elif service == BROKEN:
            assert by_name.step is not None
            assert by_name.step.lost, "what follows is lost, and not nothing"
        else:
            assert (by_name.step, by_name.reason) == (None, f"“{name}”是最后一步，后面没有了。")
            assert by_number.reason == f"流程共{len(steps)}步，没有第{other}步。"


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_first_and_last(ask: Ask, service: str) -> None:
    """The first step is always the application; the last is the end of the service, or lost where the source breaks off."""
    first, last = step_at(ask, service, position="first"), step_at(ask, service, position="last")
    assert first.step is not None
    assert last.step is not None
    assert (first.step.name, first.relation) == ("受理客户申请", "第一步")
    assert last.relation == "最后一步"
    assert last.step.lost == (service == BROKEN)
    assert last.step.lost or last.step.name == "服务结束"


@pytest.mark.parametrize("service", [service for service in FLOW_SERVICES if service != BROKEN])
def test_out_of_range(ask: Ask, service: str) -> None:
    """A step that the flow has not: the answer says how many there are, and names no step."""
    total = len(flow_of(service))
    for number in (total + 1, total + 2, total + 100):
        finding = step_at(ask, service, numbers=(number,))
        assert (finding.step, finding.total) == (None, total)
        assert finding.reason == f"流程共{total}步，没有第{number}步。"


def test_before_the_first(ask: Ask) -> None:
    """There is no step before the first."""
    finding = step_at(ask, "过户", numbers=(0,))
    assert (finding.step, finding.reason) == (None, "前面没有了。")


@pytest.mark.parametrize(("number", "name"), [(-1, "服务结束"), (-2, "客户申请资料归档"), (-5, "受理客户申请")])
def test_counted_from_the_end(ask: Ask, number: int, name: str) -> None:
    """倒数第二步: a negative number counts from the end."""
    step = step_at(ask, "过户", numbers=(number,)).step
    assert step is not None
    assert step.name == name


def test_before_the_first_counted_from_the_end(ask: Ask) -> None:
    """A transfer has five steps: there is no sixth from the end."""
    assert step_at(ask, "过户", numbers=(-6,)).step is None


def test_the_step_beside_one_in_flows_that_agree(ask: Ask) -> None:
    """5.1.4.4: 设备启封 is in two flows; what follows is the same in both, and is told for both. A step of many flows is asked back."""
    finding = found(ask("step", "暂拆恢复现场装表接电或设备启封", position="next"), StepAt)
    assert finding.service == "暂停恢复、复装"
    assert finding.step is not None
    assert finding.step.name == "客户申请资料归档"
    assert not isinstance(ask("step", "现场勘查", position="next").finding, StepAt)


def test_the_broken_end(ask: Ask) -> None:
    """K: of the extension of temporary supply four steps are known; the fifth is said to be lost, under no name."""
    finding = step_at(ask, BROKEN, numbers=(5,))
    assert finding.step is not None
    assert (finding.step.lost, finding.step.number, finding.total) == (True, 5, 4)
    assert "原文" in finding.step.name


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_a_step_by_its_name(ask: Ask, service: str) -> None:
    """Where a step named stands, for every step; of one that the flow has not the answer says so."""
    for step in STEPS:
        finding = step_at(ask, service, step)
        here = [number for number, name in enumerate(flow_of(service), 1) if name in CASES.get(step, {step})]
        if here:
            assert finding.step is not None
            assert [finding.step.number] == here
        else:
            lost = "流程里读得出的环节没有“{}”；流程末尾原文缺失，缺失部分有没有不能确定。"
            assert (finding.step, finding.reason) == (None, (lost if service == BROKEN else "流程里没有“{}”这一步。").format(step))


@pytest.mark.parametrize("position", ["next", "previous"])
def test_next_to_a_step_that_is_not_there(ask: Ask, position: str) -> None:
    """What comes after a call that transfers do not have: the answer says that the flow has no such step."""
    finding = step_at(ask, "过户", "回访", position=position)
    assert (finding.step, finding.reason) == (None, "流程里没有“回访”这一步。")


def test_no_place_shows_the_flow(ask: Ask) -> None:
    """A question for a step that names no place is answered with all of them."""
    assert ask("step", "过户").finding == ask("steps", "过户").finding


# ---- which flows have a step


@pytest.mark.parametrize("step", STEPS)
def test_who_has_a_step(ask: Ask, step: str) -> None:
    """For every step, the services that have it with its place, and all the others; who lacks it is the same with the sides named."""
    having = [(service, steps) for _, service, steps in EVERY if CASES.get(step, {step}) & set(steps)]
    for negated in (False, True):
        answer = ask("holder", step, negated=negated)
        finding = found(answer, Holders)
        assert (finding.what, finding.negated) == (f"“{step}”环节", negated)
        assert set(sides(finding)[0]) == {service for service, _ in having}
        open_ends = {BROKEN} - {service for service, _ in having}
        assert set(sides(finding)[1]) == set(FLOW_SERVICES) - {service for service, _ in having} - open_ends
        assert set(names(finding.undecided)) == open_ends
        places = {holder.name: holder.detail for holder in finding.holders}
        for service, steps in having:
            (place,) = [number for number, name in enumerate(steps, 1) if name in CASES.get(step, {step})]
            assert places[service] == f"第{place}步"
        clauses = {holder.name: holder.clauses for holder in (*finding.holders, *finding.lacking, *finding.undecided)}
        assert clauses == {service: (clause,) for clause, service in SERVICES}
        assert set(cited(answer)) == set(FLOWS)


@pytest.mark.parametrize("step", STEPS)
def test_what_is_lost_is_not_denied(ask: Ask, step: str) -> None:
    """The broken flow is not among those that lack a step: it says that its end is lost."""
    lacking = {holder.name: holder.detail for holder in found(ask("holder", step), Holders).undecided}
    if BROKEN in lacking:
        assert "流程末尾原文缺失" in lacking[BROKEN]
    assert all("原文缺失" not in detail for service, detail in lacking.items() if service != BROKEN)


def test_a_fee_of_another_kind_is_mentioned(ask: Ask) -> None:
    """Closing an account has no fee step, but its charges are settled: both are told together."""
    lacking = {holder.name: holder.detail for holder in found(ask("holder", "收取相关营业费用"), Holders).lacking}
    assert lacking["销户"] == "有“结清相关费用”"
    assert lacking["过户"] == ""


def test_who_has_both_steps(ask: Ask) -> None:
    """Two steps asked for together must both be there, and both places are given."""
    finding = found(ask("holder", "收取相关营业费用", "回访"), Holders)
    both = {service for _, service, steps in EVERY if {"收取相关营业费用", "回访"} <= set(steps)}
    assert set(sides(finding)[0]) == both
    assert {holder.name: holder.detail for holder in finding.holders}["无工程临时用电"] == "第3步、第7步"


def test_who_has_a_step_among_the_services_named(ask: Ask) -> None:
    """Two services named are the whole population."""
    finding = found(ask("holder", "回访", "过户", "新装"), Holders)
    assert sides(finding) == (["新装"], ["过户"])


# ---- whether a flow has a step


@pytest.mark.parametrize("service", FLOW_SERVICES)
def test_whether_a_flow_has_a_step(ask: Ask, service: str) -> None:
    """Yes with its place for each step that is there, no for each that is not; unknown where the end is lost. Always its own clause."""
    clause = next(clause for clause, name in SERVICES if name == service)
    for step in STEPS:
        answer = ask("whether", service, step)
        finding = found(answer, Verdict)
        here = [(number, name) for number, name in enumerate(flow_of(service), 1) if name in CASES.get(step, {step})]
        if here:
            assert finding.verdict == "yes"
            assert finding.statement == f"{service}的流程有“{here[0][1]}”，是第{here[0][0]}步。"
        else:
            assert finding.verdict == ("unknown" if service == BROKEN else "no")
            denial = "里，读得出的环节没有“{}”" if service == BROKEN else "没有“{}”这一步"
            assert finding.statement.startswith(f"{service}的流程" + denial.format(step))
            assert ("原文缺失" in finding.statement) == (service == BROKEN)
        assert ("标准只列环节，没有规定收费金额。" in finding.details) == (step == "收取相关营业费用")
        assert cited(answer) == [clause]


@pytest.mark.parametrize("service", WITHOUT_FLOW)
def test_whether_without_a_flow(ask: Ask, service: str) -> None:
    """No yes and no no of a flow that the source has not."""
    assert isinstance(ask("whether", service, "回访").finding, (NotFound, Missing))


def test_whether_for_several_services(ask: Ask) -> None:
    """Where services differ there is no one verdict, and each is told; where they agree there is one."""
    differ = found(ask("whether", "过户", "新装", "回访"), Verdict)
    assert differ.verdict == "unknown"
    assert "过户的流程没有“回访”" in differ.statement
    assert "新装的流程有“回访”，是第11步" in differ.statement
    assert found(ask("whether", "过户", "销户", "回访"), Verdict).verdict == "no"
    assert found(ask("whether", "临时用电", "回访"), Verdict).verdict == "yes"


def test_settling_charges_is_told_beside_fees(ask: Ask) -> None:
    """销户 has no fee step; that its charges are settled in step 4 belongs to the answer."""
    finding = found(ask("whether", "销户", "收取相关营业费用"), Verdict)
    assert finding.verdict == "no"
    assert "但有“结清相关费用”（第4步）" in finding.statement


def test_the_lost_step_has_no_words(standard: Standard) -> None:
    """Nobody can name the step that is lost."""
    assert standard.concepts[LATER].words == ()


@pytest.mark.parametrize("number", [6, 7, 12])
def test_beyond_a_broken_end(ask: Ask, number: int) -> None:
    """How many steps a broken flow has is lost: the answer must not say that there are four and no more."""
    finding = step_at(ask, BROKEN, numbers=(number,))
    assert "没有第" not in finding.reason
    assert "缺失" in finding.reason or (finding.step is not None and finding.step.lost)


@pytest.mark.parametrize("services", [("过户", "临时用电"), ("临时用电", "过户")])
def test_the_note_is_about_the_service_that_stands_for_several(ask: Ask, services: tuple[str, ...]) -> None:
    """Of a transfer and temporary supply, only the latter is divided, into its two kinds."""
    note = found(ask("steps", *services), Flows).note
    assert note == "“临时用电”分为有工程临时用电、无工程临时用电，流程不同。"


@pytest.mark.parametrize("kind", ["steps", "whether"])
def test_no_service_is_dropped(ask: Ask, kind: QueryKind) -> None:
    """Asked for two services of which one has no flow, the answer mentions both."""
    answer = ask(kind, "过户", "更名", *(["回访"] if kind == "whether" else []))
    assert "更名" in str(answer.finding) + "".join(answer.remarks)


def test_whether_a_flow_has_two_steps(ask: Ask) -> None:
    """Asked for two steps, the answer speaks of both."""
    statement = found(ask("whether", "新装", "收取相关营业费用", "回访"), Verdict).statement
    assert "回访" in statement
    assert "收取相关营业费用" in statement


# ---- every flow, and both sides of a step


@pytest.mark.parametrize("step", STEPS)
def test_whether_every_flow_has_a_step(advisor: Advisor, step: str) -> None:
    """是不是每项业务都要…: by the flows as the source has them; one whose end is lost is neither counted as having it nor as lacking it."""
    finding = found(advisor.answer(Query("whether", (step,), marks=("every",))), Verdict)
    cases = CASES.get(step, {step})
    having = {service for _, service, steps in EVERY if cases & set(steps)}
    lacking = {service for _, service, steps in EVERY if not cases & set(steps)} - {BROKEN}
    assert finding.verdict == ("no" if lacking else "yes" if BROKEN in having else "unknown")
    lines = dict(detail.split("：", 1) for detail in finding.details)
    assert set(lines["有的是"].split("、")) == having
    assert set(filter(None, lines.get("没有的是", "").split("、"))) == lacking
    assert ("流程末尾原文缺失，不能确定的是" in lines) == (BROKEN not in having)


def test_a_service_named_is_asked_about_alone(advisor: Advisor) -> None:
    """过户和销户都要现场勘查吗 is about these two."""
    finding = found(advisor.answer(Query("whether", ("过户", "销户", "现场勘查"), marks=("every",))), Verdict)
    assert finding.verdict == "yes"
    assert "每项业务" not in finding.statement


@pytest.mark.parametrize("service", ["过户", "减容", "销户"])
def test_both_sides_of_a_step(ask: Ask, service: str) -> None:
    """确定供电方案前面是啥后面是啥: the step before, then the step after."""
    steps = flow_of(service)
    before, after = found(ask("step", service, steps[1], position="around"), Several).parts
    assert isinstance(before, StepAt)
    assert isinstance(after, StepAt)
    assert before.step
    assert after.step
    assert (before.step.name, after.step.name) == (steps[0], steps[2])
