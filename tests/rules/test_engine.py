"""The engine: what it concludes and why, that runs do not disturb one another, and that its fences are guarded."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rules import engine as module
from rules.engine import RESERVED, Engine, breaches
from rules.errors import EngineError
from rules.facts import Conclusions, Fact, Firing, Pattern, Rule, Value, Variable
from rules.rule_language import stratify

X, Y = Variable("x"), Variable("y")
ROOT = Path(module.__file__).parents[1]


def pattern(kind: str, /, **terms: Value | Variable) -> Pattern:
    return Pattern(kind, tuple(terms.items()))


def fact(kind: str, /, **values: Value) -> Fact:
    return Fact(kind, tuple(values.items()))


def rule(when: list[Pattern], then: list[Pattern], absent: list[Pattern] | None = None, name: str = "规则") -> Rule:
    return Rule(name, "条款", (), tuple(when), tuple(absent or ()), tuple(then))


def compiled(*rules: Rule) -> Engine:
    staged, circular = stratify(rules)
    assert not circular
    assert not list(breaches(staged))
    return Engine(staged)


def facts_of(conclusions: Conclusions, kind: str) -> set[Fact]:
    return set(conclusions.of(kind))


HALL = rule([pattern("厅", 名称=X, 等级="A级")], [pattern("要求", 主体=X, 项="收费员"), pattern("要求", 主体=X, 项="保安员")], name="厅")
STAFF = rule([pattern("厅", 名称=X), pattern("要求", 主体=X, 项=Y)], [pattern("人员", 名称=Y)], name="人员")
NONE = rule([pattern("厅", 名称=X)], [pattern("缺", 厅=X)], [pattern("要求", 主体=X)], name="缺")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return compiled(HALL, STAFF, NONE)


def test_conclusions_with_their_reasons(engine: Engine) -> None:
    """Given facts have the reason that they were given; concluded ones the rule and the facts that it found, in the rule's order."""
    hall, other = fact("厅", 名称="城东厅", 等级="A级"), fact("厅", 名称="城西厅", 等级="B级")
    conclusions = engine.run([hall, other])
    need = fact("要求", 主体="城东厅", 项="收费员")
    assert conclusions.reasons[hall] == (Firing(None, ()),)
    (firing,) = conclusions.reasons[need]
    assert (firing.rule and firing.rule.id, firing.premises) == ("厅", (hall,))
    (firing,) = conclusions.reasons[fact("人员", 名称="收费员")]
    assert firing.premises == (hall, need)
    assert conclusions.of("缺") == (fact("缺", 厅="城西厅"),)
    assert conclusions.of("要求", 项="保安员") == (fact("要求", 主体="城东厅", 项="保安员"),)


def test_nothing_given(engine: Engine) -> None:
    """From nothing follows nothing."""
    assert engine.run([]).reasons == {}


def test_no_rules() -> None:
    """Without rules the facts given are all there is."""
    given = fact("厅", 名称="甲")
    assert list(Engine([]).run([given]).reasons) == [given]


def test_given_twice(engine: Engine) -> None:
    """A fact given twice is one fact, with one reason."""
    hall = fact("厅", 名称="城东厅", 等级="A级")
    assert engine.run([hall, fact("厅", 名称="城东厅", 等级="A级")]).reasons == engine.run([hall]).reasons


def test_given_and_concluded(engine: Engine) -> None:
    """A fact that is given and also follows has both reasons, whichever came first."""
    hall, need = fact("厅", 名称="城东厅", 等级="A级"), fact("要求", 主体="城东厅", 项="收费员")
    for order in ([hall, need], [need, hall]):
        reasons = engine.run(order).reasons[need]
        assert {firing.rule and firing.rule.id for firing in reasons} == {None, "厅"}


def test_unknown_kinds_stay(engine: Engine) -> None:
    """A fact of a kind that no rule looks for is kept, and nothing follows from it."""
    strange = fact("天气", 说="晴")
    assert engine.run([strange]).reasons == {strange: (Firing(None, ()),)}


def test_one_fact_for_two_conditions() -> None:
    """Two conditions may be met by one and the same fact."""
    both = fact("厅", 名称="甲", 等级="A级")
    engine = compiled(rule([pattern("厅", 名称=X), pattern("厅", 等级="A级")], [pattern("对", 名称=X)]))
    conclusions = engine.run([both])
    assert facts_of(conclusions, "对") == {fact("对", 名称="甲")}
    assert conclusions.reasons[fact("对", 名称="甲")][0].premises == (both, both)


def test_one_fact_for_a_condition_and_an_absence() -> None:
    """A fact that meets a condition is there, and so counts against what must be absent."""
    engine = compiled(rule([pattern("厅", 名称=X)], [pattern("缺", 名称=X)], [pattern("厅", 等级="A级")]))
    assert facts_of(engine.run([fact("厅", 名称="甲", 等级="B级")]), "缺")
    assert not facts_of(engine.run([fact("厅", 名称="甲", 等级="A级")]), "缺")


def test_rules_with_the_same_conditions() -> None:
    """Each of two rules with the same conditions is a reason of its own for the same fact."""
    engine = compiled(
        *(rule([pattern("厅", 名称=X)], [pattern("要求", 主体=X)], name=name) for name in ("一", "二")),
        *(rule([pattern("厅", 名称=X)], [pattern("无", 主体=X)], [pattern("人", 厅=X)], name=name) for name in ("三", "四")),
    )
    reasons = engine.run([fact("厅", 名称="甲")]).reasons
    assert [firing.rule and firing.rule.id for firing in reasons[fact("要求", 主体="甲")]] == ["一", "二"]
    assert [firing.rule and firing.rule.id for firing in reasons[fact("无", 主体="甲")]] == ["三", "四"]


def test_negation_waits() -> None:
    """A rule that negates is looked at when what it negates is complete, however long the way there; and so on, phase after phase."""
    chain = [rule([pattern(f"k{step}", 名称=X)], [pattern(f"k{step + 1}", 名称=X)], name=str(step)) for step in range(6)]
    engine = compiled(
        rule([pattern("k0", 名称=X)], [pattern("二", 名称=X)], [pattern("一", 名称=X)], name="二"),
        rule([pattern("k0", 名称=X)], [pattern("一", 名称=X)], [pattern("k6", 名称=X)], name="一"),
        *chain,
    )
    conclusions = engine.run([fact("k0", 名称="甲")])
    assert (conclusions.of("一"), conclusions.of("二")) == ((), (fact("二", 名称="甲"),))
    del chain[3]
    engine = compiled(rule([pattern("k0", 名称=X)], [pattern("一", 名称=X)], [pattern("k6", 名称=X)], name="一"), *chain)
    assert facts_of(engine.run([fact("k0", 名称="甲")]), "一") == {fact("一", 名称="甲")}


@pytest.mark.parametrize(
    "value",
    [
        "供电营业厅",
        "“小心地滑”标志牌",
        "停(送)电",
        "",
        " ",
        "　",
        'a"b',
        "a'b",
        "a\\b",
        "a\nb\r\tc",
        "😀𠮷",
        "{}[]$x",
        "null",
        "e\u0301",
        "零\u200b宽",
        "a\0b",
        "字" * 20_000,
    ],
)
def test_any_text_is_a_value(value: str) -> None:
    """Any text is matched as a constant, joined as a variable, negated, and handed on unchanged."""
    engine = compiled(
        rule([pattern("甲", 值=value)], [pattern("常量", 值=value)]),
        rule([pattern("甲", 值=X), pattern("乙", 值=X)], [pattern("连接", 值=X)]),
        rule([pattern("甲", 值=X)], [pattern("没有", 值=X)], [pattern("乙", 值=X)]),
    )
    conclusions = engine.run([fact("甲", 值=value), fact("甲", 值=value + "别的"), fact("乙", 值=value)])
    assert facts_of(conclusions, "常量") == {fact("常量", 值=value)}
    assert facts_of(conclusions, "连接") == {fact("连接", 值=value)}
    assert facts_of(conclusions, "没有") == {fact("没有", 值=value + "别的")}


def test_numbers_and_digits() -> None:
    """The number 1 and the text "1" are two facts, and two conclusions follow."""
    engine = compiled(rule([pattern("甲", 值=X)], [pattern("乙", 值=X)]))
    conclusions = engine.run([fact("甲", 值=1), fact("甲", 值="1")])
    assert len(conclusions.reasons) == 4
    assert [type(found["值"]) for found in conclusions.of("乙")] == [int, str]


def test_same_order_each_time(engine: Engine) -> None:
    """The same facts give the same conclusions with the same reasons in the same order, on this engine and on another."""
    given = [fact("厅", 名称=f"{number}号厅", 等级="AB"[number % 2] + "级") for number in range(20)]
    first = list(engine.run(given).reasons.items())
    assert list(engine.run(given).reasons.items()) == first
    assert list(compiled(HALL, STAFF, NONE).run(given).reasons.items()) == first


def test_same_order_in_each_process() -> None:
    """The conclusions of the whole standard come in the same order whatever Python's hash seed is."""
    program = (
        "from rules.knowledge import Knowledge; from rules.loader import load\n"
        "for fact, firings in Knowledge(load()).everything().reasons.items():\n"
        "    print(fact.kind, fact.values, [(firing.rule and firing.rule.id, [p.values for p in firing.premises]) for firing in firings])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(runs[0].splitlines()) > 1000
    assert runs[0] == runs[1]


def test_no_threads_of_its_own(engine: Engine) -> None:
    """The engine runs when it is asked, and starts nothing in the background."""
    before = threading.active_count()
    compiled(HALL).run([fact("厅", 名称="甲", 等级="A级")])
    assert threading.active_count() == before


def test_many_sessions(engine: Engine) -> None:
    """1,500 runs on one engine leave no session behind (it can hold 1,024), whether rules fire in them or not."""
    for number in range(1500):
        grade = ("A级", "B级", "")[number % 3]
        conclusions = engine.run([fact("厅", 名称=f"{number}号", 等级=grade)] if grade else [])
        assert len(conclusions.of("人员")) == (2 if grade == "A级" else 0)
        assert not engine._sessions


def test_threads(engine: Engine) -> None:
    """Eight threads, fifty runs each, on one engine: every run has the answer to its own question."""
    start = threading.Barrier(8)

    def work(thread: int) -> None:
        start.wait()
        for number in range(50):
            name, grade = f"{thread}-{number}", "AB"[number % 2] + "级"
            conclusions = engine.run([fact("厅", 名称=name, 等级=grade)])
            expected = {fact("要求", 主体=name, 项=item) for item in ("收费员", "保安员")} if grade == "A级" else set()
            assert facts_of(conclusions, "要求") == expected
            assert facts_of(conclusions, "缺") == (set() if expected else {fact("缺", 厅=name)})

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(work, thread) for thread in range(8)]:
            done.result()
    assert not engine._sessions


def test_a_failing_rule_is_told(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in a rule is raised as an EngineError, nothing is left behind, and the next run is right."""
    hall = fact("厅", 名称="城东厅", 等级="A级")
    expected = engine.run([hall]).reasons

    def broken(*_: object) -> Fact:
        raise ZeroDivisionError("坏了")

    with monkeypatch.context() as patch:
        patch.setattr(Pattern, "fill", broken)
        with pytest.raises(EngineError, match="坏了"):
            engine.run([hall])
    assert not engine._sessions
    assert engine.run([hall]).reasons == expected


def test_an_interruption_is_not_swallowed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in a rule stops the program, not just the run."""

    def interrupted(*_: object) -> Fact:
        raise KeyboardInterrupt

    monkeypatch.setattr(Pattern, "fill", interrupted)
    with pytest.raises(KeyboardInterrupt):
        engine.run([fact("厅", 名称="城东厅", 等级="A级")])
    assert not engine._sessions


def test_too_many_given_facts() -> None:
    """As many facts as the engine is trusted with are concluded from; one more is an EngineError, and the next run works."""
    engine = compiled(rule([pattern("甲", 值=X), pattern("乙", 值=X)], [pattern("丙", 值=X)]))
    given = [fact("甲", 值=number) for number in range(module.MAX_FACTS - 2)]
    assert len(engine.run([*given, fact("乙", 值=7)]).reasons) == module.MAX_FACTS
    with pytest.raises(EngineError, match=str(module.MAX_FACTS)):
        engine.run([*given, fact("乙", 值=7), fact("乙", 值=-1)])
    assert not engine._sessions
    assert len(engine.run([*given[:8], fact("乙", 值=7)]).of("丙")) == 1


def test_too_many_conclusions() -> None:
    """The same where the facts become too many by what the rules conclude."""
    engine = compiled(rule([pattern("甲", 值=X), pattern("乙", 值=Y)], [pattern("丙", 左=X, 右=Y)]))
    given = [fact(kind, 值=number) for kind in ("甲", "乙") for number in range(50)]
    with pytest.raises(EngineError, match=str(module.MAX_FACTS)):
        engine.run(given)
    assert not engine._sessions
    assert len(engine.run(given[:60]).of("丙")) == 500


def joins(count: int) -> list[Rule]:
    return [
        rule([pattern(f"k{number}", 值=X), pattern("共", 值=X)], [pattern("果", 号=number)], name=str(number)) for number in range(count)
    ]


def lookups(count: int) -> list[Rule]:
    return [rule([pattern("共", 值=number)], [pattern("果", 号=number)], name=str(number)) for number in range(count)]


def antecedents(count: int) -> Rule:
    return rule([pattern(f"k{number}", 值=X) for number in range(count - 1)], [pattern("果", 值=X)], [pattern("无", 值=X)])


def join_terms(count: int) -> Rule:
    terms = {f"f{number}": Variable(f"v{number}") for number in range(count)}
    return rule([pattern("甲", **terms), pattern("乙", **terms)], [pattern("果", 值=Variable("v0"))])


A = pattern("甲", 值=X)
OUTSIDE = {
    "no positive condition": ([rule([], [pattern("果", 值="一")], [pattern("甲")])], "肯定的条件"),
    "too many conditions": ([antecedents(module.MAX_ANTECEDENTS + 1)], f"超过 {module.MAX_ANTECEDENTS}"),
    "a variable twice in a condition": ([rule([pattern("甲", 左=X, 右=X)], [pattern("果", 值=X)])], "两次"),
    "a variable twice in an absence": ([rule([A], [pattern("果", 值=X)], [pattern("乙", 左=X, 右=X)])], "两次"),
    "absence of something unbound": ([rule([A], [pattern("果", 值=X)], [pattern("乙", 值=Y)])], "$y"),
    "a conclusion with something unbound": ([rule([A], [pattern("果", 值=Y)])], "$y"),
    "bound only in an absence": ([rule([A], [pattern("果", 值=Y)], [pattern("乙", 值=Y)])], "结论里的 $y"),
    "too many join terms": ([join_terms(module.MAX_JOIN_TERMS + 1)], f"超过 {module.MAX_JOIN_TERMS}"),
    "too many joins on a kind": (joins(module.MAX_JOINS_ON_A_KIND + 1), f"超过 {module.MAX_JOINS_ON_A_KIND}"),
    "too many tests on a kind": (lookups(module.MAX_TESTS_ON_A_KIND + 1), f"超过 {module.MAX_TESTS_ON_A_KIND}"),
    "too many rules": ([rule([A], [pattern("果", 值=X)])] * (module.MAX_RULES + 1), f"超过 {module.MAX_RULES}"),
    "a text too long in a condition": ([rule([pattern("甲", 值="字" * 20_001)], [pattern("果", 值="一")])], "太长"),
    "a text too long in a conclusion": ([rule([A], [pattern("果", 值="字" * 20_001)])], "太长"),
}


@pytest.mark.parametrize(("rules", "says"), OUTSIDE.values(), ids=OUTSIDE)
def test_fences(rules: list[Rule], says: str) -> None:
    """A rule outside a fence is named, with what is wrong and what to do."""
    found = list(breaches(rules))
    assert [where for where, what, todo in found if where in rules and says in what and todo]


@pytest.mark.parametrize("field", sorted(RESERVED))
def test_reserved_fields(field: str) -> None:
    """The names that durable-rules keeps for itself are refused as fields, wherever a rule uses them."""
    term = pattern("乙", **{field: X})
    for outside in (rule([A, term], [pattern("果", 值=X)]), rule([A], [pattern("果", 值=X)], [term]), rule([A], [term])):
        assert [what for _, what, _ in breaches([outside])] == [f"字段名 {field} 是引擎保留的"]


def test_inside_the_fences() -> None:
    """Rules just inside all the fences together have no breach, and the engine runs them rightly."""
    rules = [
        antecedents(module.MAX_ANTECEDENTS),
        join_terms(module.MAX_JOIN_TERMS),
        *joins(module.MAX_JOINS_ON_A_KIND),
        *lookups(module.MAX_TESTS_ON_A_KIND),
    ]
    while len(rules) < module.MAX_RULES:
        number = len(rules)
        rules.append(rule([pattern(f"厅{number % 10}", 值=number)], [pattern("其他", 号=number)], name=str(number)))
    engine = compiled(*rules)
    terms = {f"f{number}": f"v{number}" for number in range(module.MAX_JOIN_TERMS)}
    found = engine.run([*(fact(f"k{number}", 值=7) for number in range(module.MAX_ANTECEDENTS)), fact("共", 值=7)])
    assert facts_of(found, "果") == {*(fact("果", 号=number) for number in range(module.MAX_ANTECEDENTS)), fact("果", 值=7)}
    assert facts_of(engine.run([fact("甲", **terms), fact("乙", **terms)]), "果") == {fact("果", 值="v0")}
    assert not facts_of(engine.run([fact("甲", **terms), fact("乙", **{**terms, "f3": "别的"})]), "果")
    assert facts_of(engine.run([fact("厅7", 值=2997)]), "其他") == {fact("其他", 号=2997)}
    assert not engine._sessions


def test_many_rules_that_begin_alike() -> None:
    """Three hundred rules that begin with the same condition are named by the fences or run: what they let pass is not refused."""
    rules = [
        rule([pattern("厅", 值=X), pattern(f"k{number}", 值=X)], [pattern("果", 号=number)], name=str(number)) for number in range(300)
    ]
    if not list(breaches(rules)):
        assert facts_of(Engine(rules).run([fact("厅", 值="一"), fact("k299", 值="一")]), "果") == {fact("果", 号=299)}


def test_refused_by_durable() -> None:
    """What durable-rules itself refuses is told as an EngineError."""
    with pytest.raises(EngineError, match="拒绝"):
        Engine([rule([pattern("甲", **{"$and": "一"})], [pattern("果", 值="一")])])
