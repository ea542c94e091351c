"""Lint: the real standard is clean, and each thing that is well formed but wrong is told with its file and line."""

from __future__ import annotations

import pytest

from rules.errors import Place
from rules.lint import lint
from rules.model import Standard
from tests.rules.conftest import DAMAGED, HEAD, Copy, at

SITE = "    - when: [{site: {name: 供电营业厅}}]\n"
NO_RULES = HEAD.replace("  rules:\n", "")
REQUIREMENT = "{subject: 供电营业厅, category: 服务人员, item: 收费员, modality: 应}"


def requirement(**changed: str) -> str:
    """A rule that concludes a requirement, right but for what is changed."""
    text = REQUIREMENT
    for field, value in changed.items():
        before = text[text.index(f"{field}: ") :].split(",")[0].rstrip("}")
        text = text.replace(before, f"{field}: {value}")
    return f"{SITE}      then: [{{requirement: {text}}}]\n"


def test_the_standard(standard: Standard) -> None:
    """There is nothing wrong with the real standard."""
    assert [str(problem) for problem in lint(standard)] == []


def test_nothing_wrong(copy: Copy) -> None:
    """The examples below are right but for what is changed in them."""
    copy.clause(requirement() + "    - when: [{hall: {name: $h}}, {zone: {hall: $h}}]\n      then: [{site: {name: 供电营业厅}}]\n")
    assert copy.problems() == []


RULES = {  # what is wrong: the rules of a clause, which begin in line 6, the line that is told, and words of the message
    "unknown concept": (requirement(item="收废员"), 6, "收废员"),
    "unknown concept in a variable's values": (
        SITE.replace("供电营业厅", "{$s: [供电营业庭]}") + "      then: [{site: {name: $s}}]\n",
        6,
        "供电营业庭",
    ),
    "unknown concept anywhere": (requirement(subject="供电营业庭"), 6, "供电营业庭"),
    "unknown concept in the second rule": (requirement() + requirement(item="收废员"), 8, "收废员"),
    "unknown concept in absent": (
        "    - when: [{site: {name: 供电营业厅}}, {absent: {zone: {name: 收废区}}}]\n"
        "      then: [{condition: {service: 新装, channel: 网上营业厅, text: 甲}}]\n",
        6,
        "收废区",
    ),
    "concept of the wrong class": (requirement(category="收费员"), 6, "收费员"),
    "concept of the wrong class among several": (requirement(item="供电营业厅"), 6, "供电营业厅"),
    "topic for a concept": (requirement(subject="收费金额"), 6, "收费金额"),
    "unknown word": (requirement(modality="应当"), 6, "应当"),
    "number for a text": (requirement(item="7"), 6, "7"),
    "text for a number": (requirement(modality="应, number: 三"), 6, "三"),
    "variable for a number and a text": (
        "    - when: [{requirement: {number: $n}}]\n      then: [{definition: {term: 供电营业厅, text: $n}}]\n",
        6,
        "$n",
    ),
    "variable not bound": (requirement(subject="$hall"), 6, "$hall"),
    "variable not bound in absent": (
        "    - when: [{site: {name: 供电营业厅}}, {absent: {open: {service: $s}}}]\n"
        "      then: [{condition: {service: 新装, channel: 网上营业厅, text: 甲}}]\n",
        6,
        "$s",
    ),
    "nothing positive": (
        "    - when: [{absent: {open: {service: 新装}}}]\n      then: [{condition: {service: 新装, channel: 网上营业厅, text: 甲}}]\n",
        6,
        "肯定的条件",
    ),
    "variable twice in a condition": (
        "    - when: [{member: {item: $s, group: $s}}]\n      then: [{site: {name: 供电营业厅}}]\n",
        6,
        "两次",
    ),
    "constant that no rule concludes": (
        "    - when: [{site: {name: 客户现场}}]\n      then: [{definition: {term: 客户现场, text: 甲}}]\n",
        6,
        "site（name=客户现场）",
    ),
    "constants that no rule concludes together": (
        "    - when: [{step: {service: 过户, action: 回访}}]\n      then: [{definition: {term: 过户, text: 甲}}]\n",
        6,
        "step（service=过户，action=回访）",
    ),
    "concluded only by a rule that never fires": (
        requirement() + "    - when: [{open: {channel: 客户现场}}]\n      then: [{site: {name: 供电营业厅}}]\n"
        "    - when: [{step: {service: 过户, action: 回访}}]\n      then: [{open: {channel: 客户现场, service: 外呼}}]\n",
        8,
        "open（channel=客户现场）",
    ),
    "concluded only by itself": (
        "    - when: [{open: {channel: 客户现场}}]\n      then: [{open: {channel: 客户现场, service: 新装}}]\n",
        6,
        "open（channel=客户现场）",
    ),
}


@pytest.mark.parametrize(("text", "line", "says"), RULES.values(), ids=RULES)
def test_rules(copy: Copy, text: str, line: int, says: str) -> None:
    """What is wrong with a rule is told with the line where the rule begins."""
    copy.clause(text)
    first, *_ = copy.problems()
    assert first.place == at(line)
    assert says in first.what


def test_a_contradiction_is_all(copy: Copy) -> None:
    """A condition that must hold and must not is told as that, once."""
    copy.clause(
        "    - when: [{zone: {name: $z}}, {absent: {zone: {name: $z}}}]\n"
        "      then: [{condition: {service: 新装, channel: 网上营业厅, text: 甲}}]\n"
    )
    (problem,) = copy.problems()
    assert "既要成立又要不成立" in problem.what


def test_kind_that_no_rule_concludes(copy: Copy) -> None:
    """A condition of a kind that is neither given nor concluded by any rule never holds."""
    copy.append("facts.yaml", '  weather: {fields: {name: text}, says: "天气{name}"}\n')
    copy.clause("    - when: [{weather: {}}]\n      then: [{site: {name: 供电营业厅}}]\n")
    (problem,) = copy.problems()
    assert problem.place == at(6)
    assert "weather" in problem.what


def test_a_way_of_saying_with_an_unknown_field(copy: Copy) -> None:
    """`says` names fields of its kind; another name in braces is told, and not only when an answer is explained."""
    line = copy.append("facts.yaml", "  weather:\n    given: true\n    fields: {name: text}\n    says: 天气{nam}\n")
    problem, *_ = copy.noticed()
    assert problem.place.file == "facts.yaml"
    assert line <= problem.place.line <= line + 3
    assert "nam" in problem.what


CLAUSES = {  # what is wrong with a clause: its text, and words of the message
    "neither rules nor no_rule": (NO_RULES, "没有规则"),
    "empty rules": (HEAD + "    []\n", "没有规则"),
    "rules and no_rule": (HEAD + requirement() + "  no_rule: 只有标题\n", "no_rule"),
    "list and no_rule": (NO_RULES + "  no_rule: 只有标题\n  list: {subject: 客户现场, category: 服务方式, items: [短信]}\n", "no_rule"),
    "corrected without note": (NO_RULES.replace("readable", "corrected") + "  no_rule: 测试\n", "note"),
    "ambiguous without note": (NO_RULES.replace("readable", "ambiguous") + "  no_rule: 测试\n", "note"),
    "lost without note": (NO_RULES.replace("readable", "lost") + "  no_rule: 测试\n", "note"),
    "external with an empty note": (NO_RULES.replace("readable", "external") + '  note: ""\n  no_rule: 测试\n', "note"),
    "code of another clause": (NO_RULES + "  code: SC01\n  no_rule: 测试\n", "SC01"),
    "unknown entry of a list": (NO_RULES + "  list: {subject: 客户现场, category: 服务方式, items: [短信, 电报]}\n", "电报"),
    "unknown subject of a list": (NO_RULES + "  list: {subject: 客户家, category: 服务方式, items: [短信]}\n", "客户家"),
    "unknown category of a list": (NO_RULES + "  list: {subject: 客户现场, category: 服务方法, items: [短信]}\n", "服务方法"),
    "entry of a list of the wrong class": (
        NO_RULES + "  list: {subject: 客户现场, category: 服务方式, items: [网上营业厅]}\n",
        "网上营业厅",
    ),
    "list without entries": (NO_RULES + "  list: {subject: 客户现场, category: 服务方式, items: []}\n", ""),
}


@pytest.mark.parametrize(("text", "says"), CLAUSES.values(), ids=CLAUSES)
def test_clauses(copy: Copy, text: str, says: str) -> None:
    """What is wrong with a clause is told with the line where it begins."""
    copy.write(DAMAGED, text)
    first, *_ = copy.noticed()
    assert first.place.file == DAMAGED
    assert first.place.line in (1, 1 + text[: text.index("  list")].count("\n") if "  list" in text else 1)
    assert says in first.what


WORDS = {  # an alias of a new member of the staff, and the concept or topic that has it already
    "the same alias": ("收银员", "收费员"),
    "another's name": ("收费员", "收费员"),
    "another's English": ("cashier", "收费员"),
    "another's printed form": ("業務積壓區", "业务待办区"),
    "in Traditional script": ("收銀員", "收费员"),
    "in full width": ("ＳＣ０１", "供电营业厅"),
    "in capitals": ("Cashier", "收费员"),
    "with blanks": ("收 银 员", "收费员"),
    "with something invisible": ("收\u200b银员", "收费员"),
    "a topic": ("收费金额", "收费金额"),
    "a topic's alias": ("收费标准", "收费金额"),
}


@pytest.mark.parametrize(("alias", "owner"), WORDS.values(), ids=WORDS)
def test_shared_words(copy: Copy, alias: str, owner: str) -> None:
    """No word names two things, however it is written; what is told is the second of the two, and where the first is."""
    line = copy.append("concepts/zone.yaml", f"  - name: 测试员\n    aliases: [测试者, {alias}]\n")
    (problem,) = copy.problems()
    assert "测试员" in problem.what
    assert owner in problem.what
    assert f"concepts/zone.yaml:{line}" in str(problem)


def test_one_concept_may_repeat_itself(copy: Copy) -> None:
    """The same word twice for one concept does no harm."""
    copy.append("concepts/zone.yaml", "  - name: 测试员\n    aliases: [测试者, 測試者, 测试员]\n    printed: [測試員]\n")
    assert copy.problems() == []


@pytest.mark.parametrize("alias", ["''", "' '", "'\u3000'", '"\\u200b"'])
def test_blank_words(copy: Copy, alias: str) -> None:
    """A word of which nothing is left is told."""
    line = copy.append("concepts/zone.yaml", f"  - name: 测试员\n    aliases: [{alias}]\n")
    (problem,) = copy.problems()
    assert problem.place == Place("concepts/zone.yaml", line)
    assert "空白" in problem.what


QUIZ = {  # what is wrong: words of quiz.yaml, what stands there instead, words of the message
    "a frame of no kind": ("  member: [group]", "  membre: [group]", "membre"),
    "a frame with a field that there is not": ("  member: [group]", "  member: [groupe]", "groupe"),
    "certain of no clause": ("5.1.4.6: [step]", "5.1.4.66: [step]", "5.1.4.66"),
    "certain of a clear clause": ("5.1.4.6: [step]", "5.1.4.5: [step]", "5.1.4.5"),
    "certain of no kind of fact": ("5.1.4.6: [step]", "5.1.4.6: [stair]", "stair"),
    "avoided, and not there": ("avoided: [防撞条]", "avoided: [防撞带]", "防撞带"),
    "a population of no class": ("population: {hall:", "population: {hull:", "hull"),
    "a brace too few": ("“{item}”属于“{group}”。", "“{item}”属于“{group”。", "member.truth"),
}


@pytest.mark.parametrize(("old", "new", "says"), QUIZ.values(), ids=QUIZ)
def test_the_questions_for_staff(copy: Copy, old: str, new: str, says: str) -> None:
    copy.replace("quiz.yaml", old, new)
    problem = copy.noticed()[0]
    assert problem.place.file == "quiz.yaml"
    assert says in problem.what


OTHER = {  # what is wrong: file, text appended, words of the message
    "related to nothing": ("concepts/zone.yaml", "  - name: 测试区\n    related: [收费区, 收废区]\n", "收废区"),
    "broader than itself": ("concepts/zone.yaml", "  - name: 测试区\n    broader: 测试区\n", "测试区"),
    "topic near nothing": ("outside.yaml", "  - {name: 甲乙丙, says: 丁, turn_to: 戊, nearby: stairs}\n", "stairs"),
    "tension of an unknown clause": ("tensions.yaml", "- {id: T, clauses: [4.1.3.1, 4.9.9], about: [[收费员]], says: 甲}\n", "4.9.9"),
    "tension of an unknown concept": ("tensions.yaml", "- {id: T, clauses: [4.1.3.1], about: [[收费员, 收废员]], says: 甲}\n", "收废员"),
    "tension of an unknown concept in the second group": (
        "tensions.yaml",
        "- {id: T, clauses: [4.1.3.1], about: [[收费员], [收废员]], says: 甲}\n",
        "收废员",
    ),
}


@pytest.mark.parametrize(("file", "text", "says"), OTHER.values(), ids=OTHER)
def test_other_files(copy: Copy, file: str, text: str, says: str) -> None:
    """What a concept, topic or tension says of something that is not there is told with its line."""
    line = copy.append(file, text)
    (problem,) = copy.noticed()
    assert problem.place == Place(file, line)
    assert says in problem.what


def test_broader_in_a_circle(copy: Copy) -> None:
    """Two concepts that are each a case of the other are told; looking for all cases of one would never end."""
    line = copy.append("concepts/zone.yaml", "  - name: 测试甲\n    broader: 测试乙\n  - name: 测试乙\n    broader: 测试甲\n")
    problem, *_ = copy.noticed()
    assert problem.place in (Place("concepts/zone.yaml", line), Place("concepts/zone.yaml", line + 2))


def test_outside_the_fences(copy: Copy) -> None:
    """A rule that the engine would not run rightly is told with its line."""
    conditions = ", ".join(f"{{zone: {{name: $z{number}}}}}" for number in range(13))
    copy.clause(f"    - when: [{conditions}]\n      then: [{{definition: {{term: $z0, text: 甲}}}}]\n")
    first, *_ = copy.problems()
    assert first.place == at(6)
    assert "条件超过" in first.what


def test_too_long_a_text(copy: Copy) -> None:
    """So is a text that is too long for the engine."""
    copy.clause(f"{SITE}      then: [{{definition: {{term: 供电营业厅, text: {'字' * 20_001}}}}}]\n")
    (problem,) = copy.problems()
    assert problem.place == at(6)
    assert "太长" in problem.what


def test_several_mistakes(copy: Copy) -> None:
    """All that is wrong is told at once."""
    copy.clause(requirement(item="收废员") + requirement(category="服务人"))
    copy.append("concepts/zone.yaml", "  - name: 测试员\n    aliases: [收银员]\n    related: [收废员]\n")
    assert len(copy.problems()) == 4


def provision(modality: str, text: str) -> str:
    """A rule that lays something down."""
    return (
        "    - when: [{site: {name: 供电营业厅}}]\n"
        f"      then: [{{provision: {{subject: 供电营业厅, topic: 摆放, modality: {modality}, text: {text}}}}}]\n"
    )


BINDING = {
    "may where the text says shall": (provision("可", "应摆放整齐"), "modality 是 可"),
    "shall where the text says may": (provision("应", "可摆放鲜花"), "modality 是 应"),
    "usually where the text does not say so": (provision("一般", "摆放整齐"), "modality 是 一般"),
}


@pytest.mark.parametrize(("text", "says"), BINDING.values(), ids=BINDING)
def test_a_provision_is_as_binding_as_its_text(copy: Copy, text: str, says: str) -> None:
    copy.write(DAMAGED, HEAD + text)
    problems = copy.noticed()
    assert any(says in problem.what for problem in problems)
