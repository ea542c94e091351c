"""The rule language: what each way of writing stands for, and how each mistake is told."""

from __future__ import annotations

import itertools

import pytest

from rules.facts import Pattern, Rule, Variable
from tests.rules.conftest import HEAD, Copy, at

SITE = "    - when: [{site: {name: 供电营业厅}}]\n"
THEN = "      then: [{site: {name: 供电营业厅}}]\n"


def rules_of(copy: Copy, text: str) -> tuple[Rule, ...]:
    """The rules of a clause that is added to the standard."""
    copy.clause(text)
    return copy.load().clauses["测试"].rules


def values(pattern: Pattern) -> dict[str, object]:
    return dict(pattern.terms)


def test_a_rule(copy: Copy) -> None:
    """Names with $ are variables, other values constants; fields come in the order of facts.yaml, and defaults are filled in."""
    (rule,) = rules_of(
        copy,
        "    - when:\n        - hall: {grade: A级, name: $hall}\n"
        "        - absent: {open: {service: $hall}}\n"
        "      then:\n        - requirement: {modality: 应, item: 收费员, category: 服务人员, subject: $hall}\n",
    )
    assert (rule.id, rule.clause, rule.cites, rule.stratum) == ("测试 规则1", "测试", (), 1)
    assert rule.when == (Pattern("hall", (("name", Variable("hall")), ("grade", "A级"))),)
    assert rule.absent == (Pattern("open", (("service", Variable("hall")),)),)
    (then,) = rule.then
    assert then.terms == (
        ("subject", Variable("hall")),
        ("category", "服务人员"),
        ("number", 0),
        ("item", "收费员"),
        ("modality", "应"),
        ("scope", ""),
    )


def test_any_of_these(copy: Copy) -> None:
    """A list in `when` stands for one rule for each value; two lists for each pair."""
    rules = rules_of(copy, "    - when: [{hall: {grade: [A级, B级]}}, {site: {name: [供电营业厅, 客户现场]}}]\n" + THEN)
    assert [rule.id for rule in rules] == [f"测试 规则1.{number}" for number in (1, 2, 3, 4)]
    assert [(values(rule.when[0])["grade"], values(rule.when[1])["name"]) for rule in rules] == [
        ("A级", "供电营业厅"),
        ("A级", "客户现场"),
        ("B级", "供电营业厅"),
        ("B级", "客户现场"),
    ]


def test_any_of_these_by_name(copy: Copy) -> None:
    """A list under a variable gives its value to the variable, wherever the rule uses it."""
    rules = rules_of(
        copy,
        "    - when:\n        - service: {name: {$s: [新装, 增容]}}\n        - member: {item: $s, group: $g}\n"
        "        - absent: {open: {service: $s}}\n      then: [{condition: {service: $s, channel: 客户现场, text: $g}}]\n",
    )
    for rule, name in zip(rules, ("新装", "增容"), strict=True):
        assert values(rule.when[0]) == {"name": name}
        assert values(rule.when[1]) == {"item": name, "group": Variable("g")}
        assert values(rule.absent[0]) == {"service": name}
        assert values(rule.then[0]) == {"service": name, "channel": "客户现场", "text": Variable("g")}


def test_one_variable_two_lists(copy: Copy) -> None:
    """A variable has one value in a rule: of two lists under it, only the values that are in both are left."""
    rules = rules_of(
        copy,
        "    - when:\n        - service: {name: {$s: [新装, 增容]}}\n        - member: {item: {$s: [增容, 减容]}}\n"
        "      then: [{member: {item: $s, group: $s}}]\n",
    )
    assert [[values(pattern).get("name", values(pattern).get("item")) for pattern in (*rule.when, *rule.then)] for rule in rules] == [
        ["增容", "增容", "增容"]
    ]


def test_each_of_these(copy: Copy) -> None:
    """A list in `then` stands for a conclusion for each value, two lists for each pair; an ordinal counts the values."""
    (rule,) = rules_of(
        copy,
        SITE + "      then:\n        - available: {service: [新装, 增容], channel: [客户现场, 网上营业厅]}\n"
        "        - step: {service: 新装, number: ordinal, action: [受理客户申请, 现场勘查]}\n",
    )
    assert [tuple(values(pattern).values()) for pattern in rule.then] == [
        ("新装", "客户现场"),
        ("新装", "网上营业厅"),
        ("增容", "客户现场"),
        ("增容", "网上营业厅"),
        ("新装", 1, "受理客户申请"),
        ("新装", 2, "现场勘查"),
    ]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [("1-3", [1, 2, 3]), ("3", [3]), ("'1,3,5'", [1, 3, 5]), ("'1-2, 5'", [1, 2, 5]), ("1-5", [1, 2, 3, 4, 5])],
)
def test_entries_of_a_list(copy: Copy, numbers: str, expected: list[int]) -> None:
    """Entries of a clause's list come with their serial numbers, and the rule cites that clause."""
    (rule,) = rules_of(
        copy,
        f"{SITE}      then:\n        - requirement:\n            subject: 供电营业厅\n            category: 服务方式\n"
        f"            modality: 应\n            item: {{list: 4.1.3.1, numbers: {numbers}}}\n",
    )
    modes = ["面对面", "电话", "书面留言", "传真", "客户自助"]
    assert [(values(pattern)["number"], values(pattern)["item"]) for pattern in rule.then] == [(n, modes[n - 1]) for n in expected]
    assert (rule.cites, rule.clauses) == (("4.1.3.1",), ("测试", "4.1.3.1"))


def test_a_list_is_a_rule(copy: Copy) -> None:
    """A clause's list stands for a rule of its own: asked about its subject, its entries follow, numbered from 1."""
    copy.write(
        "clauses/9-damaged.yaml", HEAD.replace("rules:\n", "list: {subject: 客户现场, category: 服务方式, items: [短信, 电话, 传真]}\n")
    )
    (rule,) = copy.load().clauses["测试"].rules
    assert rule.id == "测试 清单"
    assert rule.when == (Pattern("channel", (("name", "客户现场"),)),)
    assert [(values(pattern)["number"], values(pattern)["item"], values(pattern)["modality"]) for pattern in rule.then] == [
        (1, "短信", "包括"),
        (2, "电话", "包括"),
        (3, "传真", "包括"),
    ]


def listed(item: str) -> str:
    return (
        SITE + "      then:\n        - site: {name: 供电营业厅}\n        - requirement:\n            subject: 供电营业厅\n"
        f"            category: 服务方式\n            modality: 应\n            item: {item}\n"
    )


MISTAKES = {  # what is wrong: the rule, whose first line is line 6, the line of the mistake, and words of the message
    "unknown kind in when": ("    - when:\n        - site: {name: 供电营业厅}\n        - hal: {name: $h}\n" + THEN, 8, "hal"),
    "unknown kind in then": (SITE + "      then:\n        - site: {name: 供电营业厅}\n        - sites: {name: 客户现场}\n", 9, "sites"),
    "unknown kind in absent": ("    - when:\n        - site: {}\n        - absent: {hal: {name: 甲}}\n" + THEN, 8, "hal"),
    "unknown field in when": ("    - when:\n        - site: {}\n        - hall: {nam: $h}\n" + THEN, 8, "nam"),
    "unknown field in then": (SITE + "      then:\n        - site: {nam: 客户现场}\n", 8, "nam"),
    "unknown field in absent": ("    - when:\n        - site: {}\n        - absent: {hall: {nam: 甲}}\n" + THEN, 8, "nam"),
    "missing field": (SITE + "      then:\n        - site: {name: 客户现场}\n        - member: {item: 新装}\n", 9, "group"),
    "no when": ("    - then: [{site: {name: 供电营业厅}}]\n", 6, "when"),
    "no then": (SITE, 6, "then"),
    "unknown key": (SITE + THEN + "      unless: []\n", 6, "unless"),
    "empty when": ("    - when: []\n" + THEN, 6, "when"),
    "empty then": (SITE + "      then: []\n", 6, "then"),
    "when is no list": ("    - when: {site: {name: 供电营业厅}}\n" + THEN, 6, "when"),
    "two kinds in one entry": (SITE + "      then:\n        - {site: {name: 客户现场}, zone: {}}\n", 8, "一行一个"),
    "a word for an entry of when": ("    - when:\n        - site: {}\n        - site\n" + THEN, 6, "一行一个"),
    "a word for an entry of then": (SITE + "      then:\n        - site\n", 6, "一行一个"),
    "no fields": ("    - when:\n        - site: {}\n        - hall: A级\n" + THEN, 8, "hall"),
    "nothing absent": ("    - when:\n        - site: {}\n        - absent:\n" + THEN, 8, "absent"),
    "absent of a word": ("    - when:\n        - site: {}\n        - absent: zone\n" + THEN, 8, "absent"),
    "absent in then": (SITE + "      then:\n        - absent: {site: {name: 客户现场}}\n", 8, "absent"),
    "a value that is neither text nor number": ("    - when:\n        - site: {}\n        - hall: {name: 1.5}\n" + THEN, 8, "1.5"),
    "a value that is yes": ("    - when:\n        - site: {}\n        - hall: {name: yes}\n" + THEN, 8, "True"),
    "a value that is missing": (SITE + "      then:\n        - site: {name: }\n", 8, "None"),
    "nothing of which any": ("    - when:\n        - site: {}\n        - hall: {grade: []}\n" + THEN, 8, "任一"),
    "any of a variable": ("    - when:\n        - site: {}\n        - hall: {grade: [A级, $g]}\n" + THEN, 8, "任一"),
    "any of nothing by name": ("    - when:\n        - site: {}\n        - hall: {grade: {$g: []}}\n" + THEN, 8, "任一"),
    "any of these without $": ("    - when:\n        - site: {}\n        - hall: {grade: {g: [A级]}}\n" + THEN, 8, "$变量"),
    "any of a word by name": ("    - when:\n        - site: {}\n        - hall: {grade: {$g: A级}}\n" + THEN, 8, "$变量"),
    "a list's entries in when": (
        "    - when:\n        - site: {}\n        - hall: {name: {list: 4.1.3.1, numbers: 1}}\n" + THEN,
        8,
        "$变量",
    ),
    "each of none": (SITE + "      then:\n        - site: {name: []}\n", 8, ""),
    "each of a mapping": (SITE + "      then:\n        - site: {name: [{a: b}]}\n", 8, ""),
    "ordinal without a list": (SITE + "      then:\n        - step: {service: 新装, number: ordinal, action: 回访}\n", 8, "ordinal"),
    "ordinal with two lists": (
        SITE + "      then:\n        - step: {service: [新装, 增容], number: ordinal, action: [回访, 现场勘查]}\n",
        8,
        "ordinal",
    ),
    "list of a clause without list": (listed("{list: 4.1.3.2 a), numbers: 1-3}"), 13, "4.1.3.2 a)"),
    "list of no clause": (listed("{list: 4.9.9.9, numbers: 1-3}"), 13, "4.9.9.9"),
    "list without numbers": (listed("{list: 4.1.3.1}"), 13, "清单"),
    "numbers without list": (listed("{numbers: 1-3}"), 13, "清单"),
    "list with more": (listed("{list: 4.1.3.1, numbers: 1-3, only: 2}"), 13, "清单"),
    "number past the end": (listed("{list: 4.1.3.1, numbers: 4-6}"), 13, "没有第 6 项"),
    "number 0": (listed("{list: 4.1.3.1, numbers: 0-2}"), 13, "没有第 0 项"),
    "number in words": (listed("{list: 4.1.3.1, numbers: 一至三}"), 13, "一至三"),
    "numbers with circles": (listed("{list: 4.1.3.1, numbers: ①-③}"), 13, "①"),
    "numbers backwards": (listed("{list: 4.1.3.1, numbers: 3-1}"), 13, "3-1"),
    "range of three": (listed("{list: 4.1.3.1, numbers: 1-2-3}"), 13, "1-2-3"),
    "no numbers": (listed("{list: 4.1.3.1, numbers: }"), 13, ""),
}


@pytest.mark.parametrize(("text", "line", "says"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes(copy: Copy, text: str, line: int, says: str) -> None:
    """What is not in the rule language is refused, with its file and line."""
    copy.clause(text)
    problem = copy.refused()
    assert problem.place == at(line)
    assert says in problem.what


CONCLUSIONS = {
    "provision": "provision: {subject: 供电营业厅, topic: 摆放, modality: 应, text: 甲}",
    "definition": "definition: {term: 供电营业厅, text: 甲}",
    "condition": "condition: {service: 新装, channel: 网上营业厅, text: 甲}",
}


@pytest.mark.parametrize("circle", [["provision"], ["provision", "definition"], ["provision", "definition", "condition"]])
def test_dependence_on_its_own_absence(copy: Copy, circle: list[str]) -> None:
    """Kinds of facts that follow from their own absence, directly or round a circle, are refused at the rule that negates."""
    rules = [f"    - when: [{{site: {{}}}}, {{absent: {{{circle[-1]}: {{}}}}}}]\n      then: [{{{CONCLUSIONS[circle[0]]}}}]\n"]
    for before, after in itertools.pairwise(circle):
        rules.insert(0, f"    - when: [{{{before}: {{}}}}]\n      then: [{{{CONCLUSIONS[after]}}}]\n")
    copy.clause("".join(rules))
    problem = copy.refused()
    assert problem.what == f"{'、'.join(sorted(circle))} 的成立取决于它自己不成立"
    assert problem.place == at(6 + 2 * (len(circle) - 1))


def test_bystanders_of_a_circle(copy: Copy) -> None:
    """What only depends on the circle, as `condition` does on `open` in 4.3.2.2 a), is not blamed for it."""
    copy.clause("    - when: [{site: {}}, {absent: {open: {}}}]\n      then: [{open: {channel: 网上营业厅, service: 新装}}]\n")
    problem = copy.refused()
    assert problem.what == "open 的成立取决于它自己不成立"
    assert problem.place == at(6)


def test_many_kinds_and_a_circle(copy: Copy) -> None:
    """The circle is found however much else the rule concludes."""
    copy.clause(
        "    - when: [{site: {}}, {absent: {provision: {}}}]\n      then:\n"
        + "".join(f"        - {conclusion}\n" for conclusion in CONCLUSIONS.values())
        + "        - step: {service: 新装, number: 1, action: 回访}\n        - open: {channel: 网上营业厅, service: 新装}\n"
    )
    assert "provision" in copy.refused().what
