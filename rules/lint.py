"""What is wrong with a standard that could be read: each problem with its file, its line and what to do."""

from __future__ import annotations

import string
from collections.abc import Iterator

from rules.engine import breaches
from rules.errors import Place, Problem
from rules.facts import Pattern, Rule, Value, Variable
from rules.model import Concept, FieldType, OutsideTopic, Standard
from rules.text import normal

TENSIONS = "tensions.yaml"
WEAK, STRONG = ("可选", "有条件的", "一般", "可"), ("应", "须", "统一", "仅", "不随意", "无")


def lint(standard: Standard) -> list[Problem]:
    """Every problem found, in the order of the checks; an empty list means that the standard may be built."""
    return [
        *_says(standard),
        *_words(standard),
        *_concepts(standard),
        *_clauses(standard),
        *_tensions(standard),
        *_values(standard),
        *_checking(standard),
        *_quiz(standard),
        *_modalities(standard),
        *_fences(standard),
        *_idle(standard),
    ]


def _says(standard: Standard) -> Iterator[Problem]:
    for kind in standard.kinds.values():
        for _, field, _, _ in string.Formatter().parse(kind.says):
            if field is not None and field not in kind.fields:
                yield Problem(kind.place, f"{kind.name} 的 says 里没有字段 {field}", "改正")


def _words(standard: Standard) -> Iterator[Problem]:
    """No two concepts, or topics outside the standard, may be named by the same word."""
    owners: dict[str, tuple[str, Place]] = {}
    named = [(concept.name, concept.words, concept.place) for concept in standard.concepts.values()]
    named += [(topic.name, (topic.name, *topic.aliases), topic.place) for topic in standard.outside.values()]
    for name, words, place in named:
        for word in words:
            key = normal(word)
            owner = owners.setdefault(key, (name, place))
            if not key:
                yield Problem(place, f"{name} 有空白的别名", "删去")
            elif owner[0] != name:
                yield Problem(place, f"“{word}”既指 {name}，又指 {owner[0]}（{owner[1]}）", "只留在更常指的那一个")


def _concepts(standard: Standard) -> Iterator[Problem]:
    for concept in standard.concepts.values():
        for name in concept.related:
            if name not in standard.concepts:
                yield Problem(concept.place, f"{concept.name} 的 related 里没有 {name} 这个概念", "改正，或先添加这个概念")
        yield from _beside(standard, concept)
    for topic in standard.outside.values():
        yield from _beside(standard, topic)
        if topic.nearby not in ("service", "named", "hours", "none"):
            yield Problem(topic.place, f"{topic.name} 的 nearby 是 {topic.nearby}", "写 service、named、hours 或 none")


def _beside(standard: Standard, named: Concept | OutsideTopic) -> Iterator[Problem]:
    for near, meant in named.beside.items():
        if near not in standard.classes and near not in standard.concepts:
            yield Problem(named.place, f"{named.name} 的 beside 里没有 {near} 这个类或概念", "改正写法")
        if meant and not standard.class_of(meant):
            yield Problem(named.place, f"{named.name} 的 beside 里没有 {meant} 这个概念", "改正写法")


def _clauses(standard: Standard) -> Iterator[Problem]:
    codes: dict[str, str] = {}
    for clause in standard.clauses.values():
        if not clause.rules and not clause.no_rule:
            yield Problem(clause.place, f"条款 {clause.number} 没有规则，也没有说明理由", "写 rules，或用 no_rule 说明理由")
        if clause.rules and clause.no_rule:
            yield Problem(clause.place, f"条款 {clause.number} 有规则，却又写了 no_rule", "删去其中一个")
        if clause.status != "readable" and not clause.note:
            yield Problem(clause.place, f"条款 {clause.number} 的状态是 {clause.status}，没有 note", "写明原因")
        if clause.code and codes.setdefault(clause.code, clause.number) != clause.number:
            yield Problem(clause.place, f"编码 {clause.code} 已属条款 {codes[clause.code]}", "改正编码")
        if clause.numbered:
            for name in (clause.numbered.subject, clause.numbered.category, *clause.numbered.items):
                if name not in standard.concepts:
                    yield Problem(clause.place, f"清单里的 {name} 不是已知的概念", "改正写法，或先添加这个概念")


def _tensions(standard: Standard) -> Iterator[Problem]:
    for tension in standard.tensions:
        for number in tension.clauses:
            if number not in standard.clauses:
                yield Problem(tension.place, f"{tension.id} 提到的条款 {number} 不存在", "改正条款号")
        for name in (name for group in tension.about for name in group):
            if name not in standard.concepts:
                yield Problem(tension.place, f"{tension.id} 提到的 {name} 不是已知的概念", "改正写法")


def _checking(standard: Standard) -> Iterator[Problem]:
    levels = ("hall", "zone", "staff")
    for category, level in standard.checking.levels.items():
        if standard.class_of(category) != "category":
            yield Problem(standard.checking.place, f"levels 里的 {category} 不是类目", "改正写法，或先添加这个概念")
        if level not in levels:
            yield Problem(standard.checking.place, f"{category} 的层次是 {level}", f"写 {'、'.join(levels)}")
    scopes = {term for rule in standard.rules for pattern in rule.then for field, term in pattern.terms if field == "scope"}
    for scope in standard.checking.passing:
        if scope not in scopes:
            yield Problem(standard.checking.place, f"passing 里的“{scope}”没有规则用到", "改正写法，或删去")


def _quiz(standard: Standard) -> Iterator[Problem]:
    quiz = standard.quiz
    for kind, fields in quiz.frames.items():
        known = standard.kinds[kind].fields if kind in standard.kinds else {}
        for field in fields:
            if field not in known:
                yield Problem(quiz.place, f"frames 里的 {kind} 没有字段 {field}", "按 facts.yaml 改正")
    for number, kinds in quiz.certain.items():
        if number not in standard.clauses or standard.clauses[number].status != "ambiguous":
            yield Problem(quiz.place, f"certain 里的条款 {number} 不存在，或者没有歧义", "改正条款号，或删去")
        for kind in kinds:
            if kind not in standard.kinds:
                yield Problem(quiz.place, f"certain 里的 {kind} 不是一种事实", "按 facts.yaml 改正")
    for name in quiz.avoided:
        if name not in standard.concepts:
            yield Problem(quiz.place, f"avoided 里的 {name} 不是已知的概念", "改正写法")
    for cls in quiz.population:
        if cls not in standard.classes:
            yield Problem(quiz.place, f"population 里的 {cls} 不是概念的类", "改正写法")
    for name, template in (*((name, text) for name, texts in quiz.wording.items() for text in texts), *quiz.choices.items()):
        try:
            list(string.Formatter().parse(template))
        except ValueError:
            yield Problem(quiz.place, f"{name} 的“{template}”花括号不成对", "改正")


def _values(standard: Standard) -> Iterator[Problem]:
    """Every constant of a rule is what its field may hold, and a variable stands for values of one type."""
    for rule in standard.checking.rules:
        place = standard.rule_places[rule.id]
        bases: dict[str, str] = {}
        for pattern in (*rule.when, *rule.absent, *rule.then):
            for field, term in pattern.terms:
                allowed = standard.kinds[pattern.kind].fields[field]
                if isinstance(term, Variable):
                    base = "int" if allowed.base == "int" else "text"
                    if bases.setdefault(term.name, base) != base:
                        yield Problem(place, f"{rule.id}：{term} 在一处是整数，在另一处是文字", "用两个变量")
                elif message := _unfit(standard, allowed, term):
                    yield Problem(place, f"{rule.id}：{pattern.kind} 的 {field} {message}", "改正写法，或先添加这个概念")


def _modalities(standard: Standard) -> Iterator[Problem]:
    """A provision is as binding as its text says: what is 可 or 一般 says so, and what is 应 does not only say 可 or 一般."""
    for rule in standard.rules:
        for pattern in rule.then:
            terms = dict(pattern.terms)
            modality, text = str(terms.get("modality", "")), str(terms.get("text", ""))
            weak = any(word in text for word in WEAK) and not any(word in text for word in STRONG)
            if pattern.kind == "provision" and ((modality in WEAK and modality not in text) or (modality == "应" and weak)):
                said = f"{rule.id}：modality 是 {modality}，正文“{text[:20]}…”却不是这样说的"
                yield Problem(standard.rule_places[rule.id], said, "改正 modality 或正文")


def _unfit(standard: Standard, allowed: FieldType, value: Value) -> str:
    if allowed.base == "int":
        return "" if isinstance(value, int) else f"应是整数，却是“{value}”"
    if not isinstance(value, str):
        return f"应是文字，却是 {value}"
    if allowed.words:
        return "" if value in allowed.words else f"只能是 {'、'.join(allowed.words)}，却是“{value}”"
    if allowed.base == "concept" and value not in standard.concepts:
        return f"“{value}”不是已知的概念"
    if allowed.classes and standard.class_of(value) not in allowed.classes:
        found = f"属于 {standard.class_of(value)}" if value in standard.concepts else "不是已知的概念"
        return f"“{value}”{found}，这里要 {'、'.join(allowed.classes)} 类的概念"
    return ""


def _fences(standard: Standard) -> Iterator[Problem]:
    for rule, what, todo in breaches(standard.checking.rules):
        yield Problem(standard.rule_places[rule.id], f"{rule.id}：{what}", todo)


def _idle(standard: Standard) -> Iterator[Problem]:
    """Rules that can never fire, because no given fact and no rule that can fire supplies one of their conditions."""
    waiting = list(standard.checking.rules)
    supplied: list[Pattern] = []
    progress = True
    while progress:
        ready = [rule for rule in waiting if all(_can_hold(standard, pattern, supplied) for pattern in rule.when)]
        progress = bool(ready)
        waiting = [rule for rule in waiting if rule not in ready]
        supplied.extend(pattern for rule in ready for pattern in rule.then)
    for rule in waiting:
        missing = next(pattern for pattern in rule.when if not _can_hold(standard, pattern, supplied))
        fixed = "，".join(f"{field}={value}" for field, value in missing.constants())
        yield Problem(
            standard.rule_places[rule.id],
            f"{rule.id}：条件 {missing.kind}（{fixed}）永远不会成立，规则用不上",
            "改正条件，或补上得出它的规则",
        )
    yield from _contradictions(standard.checking.rules, standard)


def _can_hold(standard: Standard, wanted: Pattern, supplied: list[Pattern]) -> bool:
    if standard.kinds[wanted.kind].given:
        return True
    constants = dict(wanted.constants())
    return any(
        pattern.kind == wanted.kind and all(constants.get(field, value) == value for field, value in pattern.constants())
        for pattern in supplied
    )


def _contradictions(rules: tuple[Rule, ...], standard: Standard) -> Iterator[Problem]:
    for rule in rules:
        for pattern in rule.absent:
            if pattern in rule.when:
                yield Problem(standard.rule_places[rule.id], f"{rule.id}：同一条件既要成立又要不成立", "删去其中一个")
