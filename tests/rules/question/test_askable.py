"""What can be asked: every leaf question that the standard answers, and that a new clause brings its own without a line of Python."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from rules.advisor import Advisor
from rules.evaluator.views import Views
from rules.findings import Answer, Holders, Missing, NotFound, Passages, StepFound, Verdict
from rules.findings import Count as CountFound
from rules.knowledge import Knowledge
from rules.model import Standard
from rules.question import forms
from rules.question.askable import askable
from rules.question.check import misfits, named
from rules.question.forms import Conditional, Count, Decide, EntriesOf, Has, List, OpenAllHours, Provision, Question, Read, StepAt, Suppose
from rules.question.normal import normal_form
from rules.question.says import says
from tests.rules.asking import cited, found, listing, names, whether, which
from tests.rules.conftest import STANDARD, Copy
from tests.rules.literals import CODES, FLOW_SERVICES, FUNCTION_CLAUSES, HALLS, SERVED, ZONES, flow_of
from tests.rules.test_standard_matrix import FLOWS, HOTLINE, LISTS, MATRIX, MODES, ONLINE

AT_LEAST = {
    "Decide": 1700,
    "StepAt": 500,
    "Select": 250,
    "List": 200,
    "Read": 180,
    "Count": 120,
    "Provision": 70,
    "Entry": 60,
    "Serial": 55,
    "Quantity": 40,
    "Compare": 42,
    "Suppose": 33,
    "Rank": 30,
    "Code": 28,
    "Beyond": 25,
    "Alike": 15,
    "Define": 11,
    "Hours": 15,
    "Lost": 1,
}
"""How many questions of each form there are, about."""


@pytest.fixture(scope="module")
def asked(advisor: Advisor) -> tuple[Question, ...]:
    """Every askable question."""
    return askable(advisor.views)


# ---- what there is


def test_how_many_of_each_form(asked: tuple[Question, ...]) -> None:
    """None of the forms with an answer of its own is left out, and each question is there once."""
    counts = Counter(type(question).__name__ for question in asked)
    assert {form: counts[form] for form, least in AT_LEAST.items() if counts[form] < least} == {}
    assert set(counts) == set(AT_LEAST)
    assert len(set(asked)) == len(asked)


def test_what_is_asked_of_everything(asked: tuple[Question, ...]) -> None:
    """Against the literals: each grade's lists, each flow and step, each channel and mode, each zone, each numbered entry, each code."""
    there = set(asked)
    wanted: list[Question] = [listing(hall, category) for hall in HALLS.values() for category in LISTS]
    wanted += [listing(hall) for hall in HALLS.values()] + [listing(zone, "区内配置") for zone in ZONES]
    wanted += [listing(service, "服务流程") for service in FLOW_SERVICES]
    wanted += [listing(channel, "服务功能") for channel in FUNCTION_CLAUSES] + [listing(channel, "服务方式") for channel in MODES]
    wanted += [listing(service, "服务渠道") for service in SERVED]
    wanted += [whether(hall, name) for hall in HALLS.values() for names in LISTS.values() for name in names if name]
    wanted += [whether(channel, service) for channel in FUNCTION_CLAUSES for service in ("投诉", "电费收缴", "校表")]
    wanted += [StepAt(service, 1, step) for service in FLOW_SERVICES for step in flow_of(service)[:-1]]
    wanted += [which("hall", name) for names in LISTS.values() for name in names if name]
    wanted += [which("service", step) for steps in FLOWS.values() for step in steps[1]]
    wanted += [Read((code,)) for code in CODES] + [Read((number,)) for number in CODES.values()]
    wanted += [Suppose(one, forms.Becomes(other)) for one in HALLS.values() for other in HALLS.values() if one != other]
    wanted += [forms.Entry("供电营业厅", category, (number,)) for category, names in LISTS.items() for number, _ in enumerate(names, 1)]
    wanted += [whether(place, OpenAllHours()) for place in (*HALLS.values(), *FUNCTION_CLAUSES)]
    assert [question for question in wanted if question not in there] == []


def test_nothing_is_asked_that_cannot_be_told(standard: Standard, advisor: Advisor, asked: tuple[Question, ...]) -> None:
    """None names what the source lost, none fails to fit, and of one entry it is not asked how many there are."""
    lost = {name for name, concept in standard.concepts.items() if concept.lost}
    for question in asked:
        assert not lost & set(named(question)), question
        assert misfits(question, advisor.views) == (), question
    counted = {question for question in asked if isinstance(question, Count)}
    assert Count(listing(ONLINE, "服务人员")) not in counted, "网站受理员 alone"
    assert Count(listing("A级营业厅", "服务人员")) in counted


def answered(answer: Answer) -> bool:
    """Whether an answer says something."""
    return not isinstance(answer.finding, (NotFound, Missing, Passages)) and (bool(answer.citations) or answer.kind == "outside")


@pytest.mark.parametrize("service", SERVED)
def test_services_at_channels_are_asked(advisor: Advisor, asked: tuple[Question, ...], service: str) -> None:
    """能不能在网上办过户, of every channel, from whichever side; on what conditions, where the standard speaks of any; and where at all."""
    there = set(asked)
    for channel in FUNCTION_CLAUSES:
        for question in (whether(channel, service), whether(service, channel)):
            assert normal_form(question, advisor.standard) in there
    assert (whether(service, Conditional(ONLINE)) in there) == (ONLINE in SERVED[service])
    assert which("channel", service) in there


def test_what_nobody_asks_is_not_asked(standard: Standard, asked: tuple[Question, ...]) -> None:
    """How many face-to-faces, how many environments, whether something is part of itself; and hours by their form, not as a list."""
    counted = {standard.class_of(question.thing) for question in asked if isinstance(question, forms.Quantity)}
    assert counted == {"staff", "zone", "facility"}
    several = {question.of.of[0].aspect for question in asked if isinstance(question, Count)}  # type: ignore[union-attr]
    assert several == set(standard.aspects.aspects) - {"服务环境", "服务网络布局", "服务时间"}
    assert {question.aspect for question in asked if isinstance(question, forms.Rank)} <= several
    assert which("service", "变更用电") in asked
    assert which("service", "新装、增容及变更用电") not in asked
    assert [question for question in asked if isinstance(question, Decide) and _of_itself(question)] == []
    assert listing(ONLINE, "服务时间") not in asked
    assert forms.Hours((ONLINE,)) in asked


def _of_itself(question: Decide) -> bool:
    return isinstance(question.predicate, Has) and question.predicate.entry in named(question.subjects)


def test_each_is_asked_in_its_normal_form(standard: Standard, asked: tuple[Question, ...]) -> None:
    """So that nothing is there from two sides."""
    assert [question for question in asked if normal_form(question, standard) != question] == []


def test_everything_askable_is_answered(advisor: Advisor, asked: tuple[Question, ...]) -> None:
    """Each has an answer with a clause to cite, nothing “not found”."""
    assert [question for question in asked if not answered(advisor.answer(question))] == []


# ---- a new clause brings its questions


CONCEPTS = {
    "facility": "  - {name: 血压计, english: blood pressure monitor, aliases: []}\n",
    "service": "  - {name: 光缆迁移, english: moving of cables, aliases: []}\n",
    "step": "  - {name: 光缆熔接, english: splicing, aliases: []}\n",
    "function": "  - {name: 电桩报障, english: fault of a charger, aliases: []}\n",
    "matter": "  - {name: 夜班补贴, english: allowance, aliases: []}\n",
}
RULES = f"""    - when: [{{hall: {{name: $hall, grade: D级}}}}]
      then: [{{requirement: {{subject: $hall, category: 设施及用品, item: 血压计, modality: 应}}}}]
    - when: [{{service: {{name: 光缆迁移}}}}]
      then: [{{step: {{service: 光缆迁移, number: ordinal, action: [受理客户申请, 光缆熔接, 服务结束]}}}}]
    - when: [{{channel: {{name: {HOTLINE}}}}}]
      then: [{{handling: {{service: 电桩报障, channel: {HOTLINE}, way: 受理}}}}]
    - when: [{{channel: {{name: {ONLINE}}}}}]
      then:
        - provision: {{subject: {ONLINE}, topic: 夜班补贴, modality: 应, text: 应有夜班补贴}}
        - hours: {{subject: {ONLINE}, scope: 网站留言, hours: 工作时间, modality: 应}}
"""
FROM_THE_CLAUSE: list[Question] = [
    Read(("测试",)),
    whether("D级营业厅", "血压计"),
    which("hall", "血压计"),
    forms.Quantity("血压计", "D级营业厅"),
    listing("光缆迁移", "服务流程"),
    Count(listing("光缆迁移", "服务流程")),
    StepAt("光缆迁移", -1, "光缆熔接"),
    StepAt("光缆迁移", -1),
    which("service", "光缆熔接"),
    whether("光缆迁移", "光缆熔接"),
    whether("光缆迁移", "回访"),
    listing("电桩报障", "服务渠道"),
    whether(HOTLINE, "电桩报障"),
    which("channel", "电桩报障"),
    Provision(ONLINE, "夜班补贴"),
    forms.Hours((ONLINE,), "网站留言"),
    whether(ONLINE, OpenAllHours("网站留言")),
]
"""Questions that the new clause answers."""
BESIDE: list[Question] = [whether("A级营业厅", "血压计"), whether("过户", "光缆熔接"), whether(ONLINE, "电桩报障")]
"""Questions that it makes one ask of others."""


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Advisor:
    """The advisor on a copy of the standard with a facility, a service with steps, a function of a channel and hours more, all in YAML."""
    folder = tmp_path_factory.mktemp("grown") / "standard"
    shutil.copytree(STANDARD, folder)
    copy = Copy(folder)
    for cls, concept in CONCEPTS.items():
        copy.append(f"concepts/{cls}.yaml", concept)
    copy.clause(RULES)
    return Advisor(copy.load(), search=lambda text: ())


def test_a_clause_brings_its_questions(grown: Advisor, asked: tuple[Question, ...]) -> None:
    """What is added in YAML alone can be asked, is answered and is said; nothing that could be asked before is lost."""
    now = askable(grown.views)
    new = [question for question in now if question not in set(asked)]
    every = [question for question in (*FROM_THE_CLAUSE, *BESIDE) if not isinstance(question, forms.Quantity)]
    assert [question for question in every if question not in set(new)] == []
    assert set(asked) <= set(now)
    assert len({says(question, grown.standard) for question in now}) == len(now)
    for question in new:
        assert answered(grown.answer(question)), question
        assert says(question, grown.standard)[-1] == "？"


@pytest.mark.parametrize("question", FROM_THE_CLAUSE, ids=lambda question: type(question).__name__)
def test_what_is_new_is_answered_from_its_clause(grown: Advisor, question: Question) -> None:
    """The new clause is cited by what rests on it."""
    assert "测试" in cited(grown.answer(question))


def test_what_is_new_is_found(grown: Advisor) -> None:
    """The answers are what the clause says."""
    assert names(found(grown.answer(which("hall", "血压计")), Holders).holders) == ["D级营业厅"]
    assert found(grown.answer(whether("A级营业厅", "血压计")), Verdict).truth == "undecidable", "its list has names that are lost"
    assert found(grown.answer(whether("过户", "光缆熔接")), Verdict).truth == "no"
    assert names(found(grown.answer(which("channel", "电桩报障")), Holders).holders) == [HOTLINE]
    assert found(grown.answer(Count(listing("光缆迁移", "服务流程"))), CountFound).number == 3
    step = found(grown.answer(StepAt("光缆迁移", -1, "光缆熔接")), StepFound).step
    assert step is not None
    assert step.name == "受理客户申请"
    assert found(grown.answer(whether(ONLINE, OpenAllHours("网站留言"))), Verdict).truth in ("no", "partly")


def test_a_list_that_loses_a_name_loses_its_questions(advisor: Advisor, asked: tuple[Question, ...]) -> None:
    """What is lost cannot be asked about by its name."""
    lost = {**advisor.standard.concepts, "便民伞": replace(advisor.standard.concepts["便民伞"], lost=True)}
    gone = {question for question in asked if "便民伞" in named(question)}
    now = set(askable(Views(Knowledge(replace(advisor.standard, concepts=lost), advisor.known.engine))))
    assert len(gone) > len(MATRIX)
    assert not gone & now


# ---- who is asked about


def subjects_of(questions: Iterable[Question]) -> set[str]:
    """The subjects of lists."""
    return {part.subject for question in questions if isinstance(question, List) for part in question.of if isinstance(part, EntriesOf)}


def test_who_is_asked_about(standard: Standard, asked: tuple[Question, ...]) -> None:
    """Every hall, channel and zone is the subject of a list, and every mode, kind of staff, facility and step the thing of a decision."""
    subjects = subjects_of(asked)
    for cls in ("hall", "channel", "zone"):
        assert set(standard.of_class(cls)) <= subjects
    things = {question.predicate.entry for question in asked if isinstance(question, Decide) and isinstance(question.predicate, Has)}
    without = {name for cls in ("mode", "staff", "facility", "step") for name in standard.of_class(cls)} - things
    lost = {name for name, concept in standard.concepts.items() if concept.lost}
    assert without - lost == {"客户现场服务人员", "自助终端设施", "营业柜台"}
