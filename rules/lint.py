"""What is wrong with a standard that could be read: each problem with its file, its line and what to do."""

from __future__ import annotations

import string
from collections.abc import Iterator

from rules.engine import breaches
from rules.errors import Place, Problem
from rules.facts import Pattern, Rule, Value, Variable
from rules.messages import diagnosis, message
from rules.model import Concept, FieldType, OutsideTopic, Standard
from rules.question.says import says
from rules.question.serial import FormError, parsed
from rules.question.suggested import EXAMPLES, about
from rules.text import normal

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
        *_aspects(standard),
        *_suggestions(standard),
        *_modalities(standard),
        *_fences(standard),
        *_idle(standard),
    ]


def _says(standard: Standard) -> Iterator[Problem]:
    for kind in standard.kinds.values():
        for _, field, _, _ in string.Formatter().parse(kind.says):
            if field is not None and field not in kind.fields:
                yield Problem(kind.place, *diagnosis("lint.says_unknown_field", kind=kind.name, field=field))


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
                yield Problem(place, *diagnosis("lint.blank_alias", name=name))
            elif owner[0] != name:
                yield Problem(place, *diagnosis("lint.doubled_word", word=word, name=name, other=owner[0], place=owner[1]))


def _concepts(standard: Standard) -> Iterator[Problem]:
    for concept in standard.concepts.values():
        for name in concept.related:
            if name not in standard.concepts:
                yield Problem(concept.place, *diagnosis("lint.unknown_related", name=concept.name, related=name))
        yield from _disambiguation(standard, concept)
    for topic in standard.outside.values():
        yield from _disambiguation(standard, topic)
        if topic.nearby not in ("service", "named", "hours", "none"):
            yield Problem(topic.place, *diagnosis("lint.unknown_nearby", topic=topic.name, nearby=topic.nearby))


def _disambiguation(standard: Standard, named: Concept | OutsideTopic) -> Iterator[Problem]:
    for near, meant in named.disambiguation.items():
        if near not in standard.classes and near not in standard.concepts:
            yield Problem(named.place, *diagnosis("lint.unknown_disambiguation", name=named.name, near=near))
        if meant and not standard.class_of(meant):
            yield Problem(named.place, *diagnosis("lint.unknown_meant", name=named.name, meant=meant))


def _clauses(standard: Standard) -> Iterator[Problem]:
    codes: dict[str, str] = {}
    for clause in standard.clauses.values():
        if not clause.rules and not clause.no_rule:
            yield Problem(clause.place, *diagnosis("lint.no_rules", number=clause.number))
        if clause.rules and clause.no_rule:
            yield Problem(clause.place, *diagnosis("lint.rules_and_no_rule", number=clause.number))
        if clause.status != "readable" and not clause.note:
            yield Problem(clause.place, *diagnosis("lint.no_note", number=clause.number, status=clause.status))
        if clause.code and codes.setdefault(clause.code, clause.number) != clause.number:
            yield Problem(clause.place, *diagnosis("lint.doubled_code", code=clause.code, number=codes[clause.code]))
        if clause.numbered:
            for name in (clause.numbered.subject, clause.numbered.category, *clause.numbered.items):
                if name not in standard.concepts:
                    yield Problem(clause.place, *diagnosis("lint.unknown_in_list", name=name))


def _tensions(standard: Standard) -> Iterator[Problem]:
    for tension in standard.tensions:
        for number in tension.clauses:
            if number not in standard.clauses:
                yield Problem(tension.place, *diagnosis("lint.tension_unknown_clause", tension=tension.id, number=number))
        for name in (name for group in tension.about for name in group):
            if name not in standard.concepts:
                yield Problem(tension.place, *diagnosis("lint.tension_unknown_concept", tension=tension.id, name=name))


def _checking(standard: Standard) -> Iterator[Problem]:
    levels = ("hall", "zone", "staff")
    for category, level in standard.checking.levels.items():
        if standard.class_of(category) != "category":
            yield Problem(standard.checking.place, *diagnosis("lint.level_of_no_category", category=category))
        if level not in levels:
            yield Problem(
                standard.checking.place, *diagnosis("lint.unknown_level", category=category, level=level, levels="、".join(levels))
            )
    scopes = {term for rule in standard.rules for pattern in rule.then for field, term in pattern.terms if field == "scope"}
    for scope in standard.checking.passing:
        if scope not in scopes:
            yield Problem(standard.checking.place, *diagnosis("lint.unused_passing", scope=scope))


def _quiz(standard: Standard) -> Iterator[Problem]:
    quiz = standard.quiz
    for kind, fields in quiz.frames.items():
        known = standard.kinds[kind].fields if kind in standard.kinds else {}
        for field in fields:
            if field not in known:
                yield Problem(quiz.place, *diagnosis("lint.frame_unknown_field", kind=kind, field=field))
    for number, kinds in quiz.certain.items():
        if number not in standard.clauses or standard.clauses[number].status != "ambiguous":
            yield Problem(quiz.place, *diagnosis("lint.certain_unknown_clause", number=number))
        for kind in kinds:
            if kind not in standard.kinds:
                yield Problem(quiz.place, *diagnosis("lint.certain_unknown_kind", kind=kind))
    yield from _quiz_words(standard)


def _quiz_words(standard: Standard) -> Iterator[Problem]:
    """The concepts and classes that the quiz names are there, and its templates can be read."""
    quiz = standard.quiz
    for name in quiz.avoided:
        if name not in standard.concepts:
            yield Problem(quiz.place, *diagnosis("lint.avoided_unknown_concept", name=name))
    for cls in quiz.population:
        if cls not in standard.classes:
            yield Problem(quiz.place, *diagnosis("lint.population_unknown_class", cls=cls))
    for name, template in (*((name, text) for name, texts in quiz.wording.items() for text in texts), *quiz.choices.items()):
        try:
            list(string.Formatter().parse(template))
        except ValueError:
            yield Problem(quiz.place, *diagnosis("lint.unpaired_braces", name=name, template=template))


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
                        yield Problem(place, *diagnosis("lint.mixed_variable", rule=rule.id, term=term))
                elif unfit := _unfit(standard, allowed, term):
                    yield Problem(place, *diagnosis("lint.unfit_value", rule=rule.id, kind=pattern.kind, field=field, unfit=unfit))


def _aspects(standard: Standard) -> Iterator[Problem]:
    """The classes and aspects that `aspects.yaml` names are there, and each aspect is a category that people can name."""
    rules = standard.aspects
    for aspect in rules.aspects.values():
        for cls in (*aspect.subjects, *aspect.entries):
            if cls not in standard.classes:
                yield Problem(
                    aspect.place, *diagnosis("lint.aspect_unknown_class", aspect=aspect.name, cls=cls, classes="、".join(standard.classes))
                )
        if standard.class_of(aspect.name) != "category":
            yield Problem(aspect.place, *diagnosis("lint.aspect_no_category", aspect=aspect.name))
        if aspect.inverse and aspect.inverse not in rules.aspects:
            yield Problem(aspect.place, *diagnosis("lint.unknown_inverse", aspect=aspect.name, inverse=aspect.inverse))
    place = next(iter(rules.aspects.values())).place
    for name in (rules.flow, rules.hours, rules.groups, *rules.told_elsewhere, *rules.explained, *rules.things):
        if name not in rules.aspects:
            yield Problem(place, *diagnosis("lint.unknown_aspect", name=name))
    for cls, general in rules.general.items():
        if cls not in standard.classes or general not in standard.concepts:
            yield Problem(place, *diagnosis("lint.unknown_general", cls=cls, general=general))


def _suggestions(standard: Standard) -> Iterator[Problem]:
    """Every suggested question is one, and can be said."""
    place = Place("suggestions.yaml", 1)
    for cls, forms in standard.suggestions.items():
        if cls not in (*standard.classes, *standard.concepts, "outside", EXAMPLES):
            yield Problem(place, *diagnosis("lint.suggestions_unknown_class", cls=cls, classes="、".join(standard.classes)))
            continue
        names = (cls,) if cls in standard.concepts else standard.of_class(cls) or tuple(standard.outside)
        try:
            about_them = (question for name in names for question in about(name, standard))
            for question in map(parsed, forms) if cls == EXAMPLES else about_them:
                says(question, standard)
        except (FormError, KeyError, StopIteration) as error:
            yield Problem(place, *diagnosis("lint.unreadable_suggestion", cls=cls, error=error))


def _modalities(standard: Standard) -> Iterator[Problem]:
    """A provision is as binding as its text says: what is 可 or 一般 says so, and what is 应 does not only say 可 or 一般."""
    for rule in standard.rules:
        for pattern in rule.then:
            terms = dict(pattern.terms)
            modality, text = str(terms.get("modality", "")), str(terms.get("text", ""))
            weak = any(word in text for word in WEAK) and not any(word in text for word in STRONG)
            if pattern.kind == "provision" and ((modality in WEAK and modality not in text) or (modality == "应" and weak)):
                said = diagnosis("lint.other_modality", rule=rule.id, modality=modality, text=text[:20])
                yield Problem(standard.rule_places[rule.id], *said)


def _unfit(standard: Standard, allowed: FieldType, value: Value) -> str:
    if allowed.base == "int":
        return "" if isinstance(value, int) else message("lint.no_number", value=value)
    if not isinstance(value, str):
        return message("lint.no_text", value=value)
    if allowed.words:
        return "" if value in allowed.words else message("lint.none_of_words", words="、".join(allowed.words), value=value)
    if allowed.base == "concept" and value not in standard.concepts:
        return message("lint.unknown_concept", value=value)
    if allowed.classes and standard.class_of(value) not in allowed.classes:
        classes = "、".join(allowed.classes)
        if value not in standard.concepts:
            return message("lint.unknown_of_classes", value=value, classes=classes)
        return message("lint.other_class", value=value, cls=standard.class_of(value), classes=classes)
    return ""


def _fences(standard: Standard) -> Iterator[Problem]:
    for rule, what, todo in breaches(standard.checking.rules):
        yield Problem(standard.rule_places[rule.id], message("lint.breach", rule=rule.id, what=what), todo)


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
        yield Problem(standard.rule_places[rule.id], *diagnosis("lint.idle_rule", rule=rule.id, kind=missing.kind, fixed=fixed))
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
                yield Problem(standard.rule_places[rule.id], *diagnosis("lint.contradiction", rule=rule.id))
