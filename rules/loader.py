"""From the standard's YAML files to a `Standard`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rules.errors import Place, Problem, StandardError
from rules.facts import Rule
from rules.messages import diagnosis
from rules.model import (
    Aspect,
    Aspects,
    Checking,
    Clause,
    Concept,
    ConceptClass,
    Edition,
    FieldType,
    Given,
    Kind,
    NumberedList,
    OutsideTopic,
    Quiz,
    Source,
    Standard,
    Status,
    Tension,
)
from rules.rule_language import Words, compile_rule, list_rule, stratify
from rules.sources import Entry, read

FOLDER = Path(__file__).parent / "standard"
ASPECT_KEYS = {
    *("of", "entries", "from", "covers", "inherits", "general", "through", "partly", "order"),
    *("sorted", "alone", "aside", "uncounted", "conditions", "laid_down", "inverse", "adds"),
}


def load(folder: Path = FOLDER) -> Standard:
    """The standard in `folder`.

    Raises StandardError where a file is missing, is broken, lacks an entry, or holds a rule that is not in the rule language. What is well
    formed but wrong (an unknown concept, a rule that can never fire) is for `rules.lint`.
    """
    edition = _edition(_mapping(folder, "edition.yaml"))
    kinds = _kinds(_mapping(folder, "facts.yaml"))
    classes, concepts = _concepts(folder)
    clauses, places = _clauses(folder, kinds, edition)
    checking, judging = _checking(_mapping(folder, "checking.yaml"), kinds, [rule for clause in clauses.values() for rule in clause.rules])
    return Standard(
        edition=edition,
        kinds=kinds,
        classes=classes,
        concepts=concepts,
        clauses=clauses,
        outside=_outside(_mapping(folder, "outside.yaml")),
        tensions=_tensions(folder),
        suggestions=_suggestions(_mapping(folder, "suggestions.yaml")),
        checking=checking,
        quiz=_quiz(_mapping(folder, "quiz.yaml")),
        aspects=_aspects(_mapping(folder, "aspects.yaml"), kinds),
        sayings=_mapping(folder, "sayings.yaml"),
        digest=digest(folder),
        rule_places={**places, **judging},
    )


def digest(folder: Path = FOLDER) -> str:
    """A hash over the names and contents of all files of the standard."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def _edition(entry: Entry) -> Edition:
    values = {key: _text(entry, key) for key in ("title", "short", "document", "number", "edition", "data_version", "cited_as", "scope")}
    named = _sub(entry, "statuses")
    statuses = {name: Status(_text(_sub(named, name), "title"), _text(_sub(named, name), "remark")) for name in named}
    return Edition(**values, statuses=statuses, modalities=dict(_sub(entry, "modalities")))


def _kinds(content: Entry) -> dict[str, Kind]:
    kinds = {}
    for name in _sub(content, "kinds"):
        entry = _sub(content["kinds"], name)
        fields = {field: _field_type(value, entry.place) for field, value in _sub(entry, "fields").items()}
        kinds[name] = Kind(
            name,
            bool(entry.get("given")),
            fields,
            dict(_sub(entry, "defaults") if "defaults" in entry else {}),
            _text(entry, "says"),
            entry.place,
            _text(entry, "contrast", _text(entry, "says")),
        )
    return kinds


def _field_type(value: Any, place: Place) -> FieldType:
    if isinstance(value, list):
        return FieldType(classes=tuple(value))
    if isinstance(value, Entry) and isinstance(value.get("words"), list):
        return FieldType(words=tuple(str(word) for word in value["words"]))
    if value in ("text", "int", "concept"):
        return FieldType(base=value)
    raise StandardError([Problem(place, *diagnosis("loader.unknown_field_type", value=value))])


def _concepts(folder: Path) -> tuple[dict[str, ConceptClass], dict[str, Concept]]:
    classes: dict[str, ConceptClass] = {}
    concepts: dict[str, Concept] = {}
    for path in _files(folder, "concepts"):
        content = read(path, folder)
        if not isinstance(content, Entry):
            raise StandardError([Problem(Place(path.relative_to(folder).as_posix(), 1), *diagnosis("loader.no_concept_file"))])
        cls = ConceptClass(_text(content, "class"), _text(content, "title"), bool(content.get("distinct")), _text(content, "lookalike", ""))
        classes[cls.key] = cls
        for entry in _entries(content, "concepts"):
            unknown = set(entry) - {
                "name",
                "english",
                "aliases",
                "printed",
                "code",
                "grade",
                "broader",
                "related",
                "about",
                "measure",
                "status",
                "generic",
                "disambiguation",
                "phrase",
            }
            if unknown:
                raise StandardError([Problem(entry.place, *diagnosis("loader.concept_unknown_key", keys="、".join(sorted(unknown))))])
            name = _text(entry, "name")
            if name in concepts:
                raise StandardError([Problem(entry.place, *diagnosis("loader.doubled_concept", name=name, place=concepts[name].place))])
            concepts[name] = Concept(
                name=name,
                cls=cls.key,
                english=_text(entry, "english", ""),
                aliases=_texts(entry, "aliases"),
                printed=_texts(entry, "printed"),
                place=entry.place,
                code=_text(entry, "code", ""),
                grade=_text(entry, "grade", ""),
                broader=_text(entry, "broader", ""),
                related=_texts(entry, "related"),
                about=_text(entry, "about", ""),
                measure=_text(entry, "measure", ""),
                generic=bool(entry.get("generic")),
                lost=entry.get("status") == "lost",
                disambiguation=_disambiguation(entry),
                phrase=_text(entry, "phrase", ""),
            )
    for concept in concepts.values():
        if concept.broader and concept.broader not in concepts:
            raise StandardError([Problem(concept.place, *diagnosis("loader.unknown_broader", name=concept.name, broader=concept.broader))])
    for concept in concepts.values():
        above, seen = concept.broader, {concept.name}
        while above and above not in seen:
            seen.add(above)
            above = concepts[above].broader
        if above:
            raise StandardError([Problem(concept.place, *diagnosis("loader.circular_broader", name=concept.name))])
    return classes, concepts


def _disambiguation(entry: Entry) -> dict[str, str]:
    return {key: _text(_sub(entry, "disambiguation"), key) for key in entry.get("disambiguation") or {}}


def _clauses(folder: Path, kinds: Mapping[str, Kind], edition: Edition) -> tuple[dict[str, Clause], dict[str, Place]]:
    entries = [entry for path in _files(folder, "clauses") for entry in _top_entries(path, folder)]
    lists: dict[str, NumberedList] = {}
    seen: dict[str, Place] = {}
    for entry in entries:
        number = _text(entry, "clause")
        if number in seen:
            raise StandardError([Problem(entry.place, *diagnosis("loader.doubled_clause", number=number, place=seen[number]))])
        seen[number] = entry.place
        if "list" in entry:
            value = _sub(entry, "list")
            if not value.get("items"):
                raise StandardError([Problem(value.place, *diagnosis("loader.no_items"))])
            lists[number] = NumberedList(_text(value, "subject"), _text(value, "category"), _texts(value, "items"))
    words = Words(kinds, lists)
    rules: list[Rule] = []
    places: dict[str, Place] = {}
    for entry in entries:
        number = _text(entry, "clause")
        if number in lists:
            rules.append(list_rule(lists[number], number, words))
            places[rules[-1].id] = entry.place
        for position, value in enumerate(_entries(entry, "rules") if "rules" in entry else []):
            for rule in compile_rule(value, f"{number} 规则{position + 1}", number, words):
                rules.append(rule)
                places[rule.id] = value.place
    staged, circular = stratify(rules)
    if circular:
        place = next(
            places[rule.id] for rule in rules if any(p.kind in circular for p in rule.then) and any(p.kind in circular for p in rule.absent)
        )
        raise StandardError([Problem(place, *diagnosis("loader.circular_rules", kinds="、".join(circular)))])
    by_clause: dict[str, list[Rule]] = {number: [] for number in seen}
    for rule in staged:
        by_clause[rule.clause].append(rule)
    return {_text(entry, "clause"): _clause(entry, lists, by_clause, edition) for entry in entries}, places


def _checking(content: Entry, kinds: Mapping[str, Kind], rules: list[Rule]) -> tuple[Checking, dict[str, Place]]:
    levels = {str(category): _text(_sub(content, "levels"), category) for category in _sub(content, "levels")}
    places: dict[str, Place] = {}
    judging: list[Rule] = []
    for entry in _entries(content, "rules"):
        value = Entry({key: value for key, value in entry.items() if key != "name"})
        value.place = entry.place
        for rule in compile_rule(value, f"检查 {_text(entry, 'name')}", "", Words(kinds, {})):
            judging.append(rule)
            places[rule.id] = entry.place
    staged, circular = stratify([*rules, *judging])
    if circular:
        raise StandardError([Problem(content.place, *diagnosis("loader.circular_rules", kinds="、".join(circular)))])
    return Checking(levels, _texts(content, "passing"), tuple(staged), content.place), places


def _quiz(content: Entry) -> Quiz:
    certain = content.get("certain")
    return Quiz(
        frames=_text_lists(_sub(content, "frames")),
        certain=_text_lists(certain) if isinstance(certain, Entry) else {},
        avoided=frozenset(_texts(content, "avoided")),
        kinds={name: _text(_sub(content, "kinds"), name) for name in _sub(content, "kinds")},
        population={name: _text(_sub(content, "population"), name) for name in _sub(content, "population")},
        wording=_text_lists(_sub(content, "wording")),
        choices=dict(_flat(_sub(content, "choices"))),
        place=content.place,
    )


def _aspects(content: Entry, kinds: Mapping[str, Kind]) -> Aspects:
    given = _sub(content, "given")
    return Aspects(
        aspects={name: _aspect(name, _sub(_sub(content, "aspects"), name), kinds) for name in _sub(content, "aspects")},
        given={
            cls: Given(_text(_sub(given, cls), "relation"), _text(_sub(given, cls), "name"), _text(_sub(given, cls), "grade", ""))
            for cls in given
        },
        general=_text_map(content, "general"),
        scopes=_text_map(content, "scopes"),
        weak=_texts(content, "weak"),
        binding=_texts(content, "binding"),
        all_hours=_text(content, "all_hours"),
        rest=_text(content, "rest"),
        told_ways=_texts(content, "told_ways"),
        explained=_texts(content, "explained"),
        measure=_text(content, "measure"),
        places=_texts(content, "places"),
        flow=_text(content, "flow"),
        hours=_text(content, "hours"),
        groups=_text(content, "groups"),
        told_elsewhere=_texts(content, "told_elsewhere"),
        things=_texts(content, "things"),
        spoken_of=_texts(content, "spoken_of"),
        quantities=_texts(content, "quantities"),
        roles=_text_lists(_sub(content, "roles")),
    )


def _aspect(name: str, entry: Entry, kinds: Mapping[str, Kind]) -> Aspect:
    unknown = set(entry) - ASPECT_KEYS
    if unknown:
        raise StandardError([Problem(entry.place, *diagnosis("loader.aspect_unknown_key", aspect=name, keys="、".join(sorted(unknown))))])
    if _text(entry, "covers", "special") not in ("special", "general"):
        raise StandardError([Problem(entry.place, *diagnosis("loader.unknown_covers", aspect=name, covers=entry["covers"]))])
    return Aspect(
        name=name,
        subjects=_texts(entry, "of"),
        entries=_texts(entry, "entries"),
        sources=tuple(_source(value, kinds) for value in _entries(entry, "from")),
        place=entry.place,
        covers=_text(entry, "covers", "special"),
        inherits=bool(entry.get("inherits")),
        adds=bool(entry.get("adds")),
        general=bool(entry.get("general")),
        through=_source(_sub(entry, "through"), kinds) if "through" in entry else None,
        partly=_text_lists(_sub(entry, "partly")) if "partly" in entry else {},
        order=_text(entry, "order", ""),
        sorted=bool(entry.get("sorted")),
        alone=bool(entry.get("alone")),
        aside=bool(entry.get("aside")),
        uncounted=bool(entry.get("uncounted")),
        conditions=bool(entry.get("conditions")),
        inverse=_text(entry, "inverse", ""),
        laid_down=_source(_sub(entry, "laid_down"), kinds) if "laid_down" in entry else None,
    )


def _source(entry: Entry, kinds: Mapping[str, Kind]) -> Source:
    """A view of a relation; StandardError where the relation has no such field."""
    source = Source(
        _text(entry, "relation"),
        _text(entry, "subject"),
        _text(entry, "entry"),
        _text_map(entry, "where") if "where" in entry else {},
    )
    kind = kinds.get(source.relation)
    if kind is None:
        raise StandardError([Problem(entry.place, *diagnosis("loader.unknown_relation", relation=source.relation, known="、".join(kinds)))])
    wrong = [name for name in (source.subject, source.entry, *source.where) if name not in kind.fields]
    if wrong:
        fields, known = "、".join(wrong), "、".join(kind.fields)
        unknown = diagnosis("loader.relation_unknown_field", relation=source.relation, fields=fields, known=known)
        raise StandardError([Problem(entry.place, *unknown)])
    return source


def _text_map(entry: Entry, key: str) -> dict[str, str]:
    return {name: _text(_sub(entry, key), name) for name in _sub(entry, key)}


def _flat(entry: Entry, before: str = "") -> Iterator[tuple[str, str]]:
    """Every text in nested mappings, under its path: ways.受理."""
    for key in entry:
        if isinstance(entry[key], Entry):
            yield from _flat(entry[key], f"{before}{key}.")
        else:
            yield f"{before}{key}", _text(entry, key)


def _clause(entry: Entry, lists: Mapping[str, NumberedList], rules: Mapping[str, list[Rule]], edition: Edition) -> Clause:
    number, status = _text(entry, "clause"), _text(entry, "status")
    unknown = set(entry) - {"clause", "code", "heading", "status", "note", "statement", "no_rule", "list", "rules"}
    if unknown:
        raise StandardError([Problem(entry.place, *diagnosis("loader.clause_unknown_key", number=number, keys="、".join(sorted(unknown))))])
    if status not in edition.statuses:
        raise StandardError([Problem(entry.place, *diagnosis("loader.unknown_status", status=status, known="、".join(edition.statuses)))])
    return Clause(
        number=number,
        heading=_text(entry, "heading"),
        status=status,
        note=_text(entry, "note", ""),
        statement=_text(entry, "statement"),
        code=_text(entry, "code", ""),
        no_rule=_text(entry, "no_rule", ""),
        numbered=lists.get(number),
        rules=tuple(rules[number]),
        place=entry.place,
    )


def _outside(content: Entry) -> dict[str, OutsideTopic]:
    topics = {}
    for entry in _entries(content, "topics"):
        name = _text(entry, "name")
        topics[name] = OutsideTopic(
            name=name,
            english=_text(entry, "english", ""),
            aliases=_texts(entry, "aliases"),
            says=_text(entry, "says"),
            turn_to=_text(entry, "turn_to"),
            nearby=_text(entry, "nearby", "none"),
            place=entry.place,
            urgent=bool(entry.get("urgent")),
            general=bool(entry.get("general")),
            disambiguation=_disambiguation(entry),
        )
    return topics


def _tensions(folder: Path) -> tuple[Tension, ...]:
    return tuple(
        Tension(
            id=_text(entry, "id"),
            clauses=_texts(entry, "clauses"),
            about=_groups(entry),
            says=_text(entry, "says"),
            asked_with_number=bool(entry.get("asked_with_number")),
            place=entry.place,
            way=_text(entry, "way") if "way" in entry else "",
        )
        for entry in _top_entries(folder / "tensions.yaml", folder)
    )


def _groups(entry: Entry) -> tuple[tuple[str, ...], ...]:
    groups = entry.get("about", [])
    if not isinstance(groups, list) or not all(isinstance(g, list) and all(isinstance(n, str) for n in g) for g in groups):
        raise StandardError([Problem(entry.place, *diagnosis("loader.about_no_groups"))])
    return tuple(tuple(group) for group in groups)


def _text_lists(content: Entry) -> dict[str, tuple[str, ...]]:
    return {key: _texts(content, key) for key in content}


def _suggestions(content: Entry) -> dict[str, tuple[Entry, ...]]:
    return {key: tuple(_entries(content, key)) for key in content}


def _files(folder: Path, name: str) -> Iterator[Path]:
    paths = sorted((folder / name).glob("*.yaml"))
    if not paths:
        raise StandardError([Problem(Place(name, 1), *diagnosis("loader.no_files", folder=folder / name))])
    yield from paths


def _mapping(folder: Path, name: str) -> Entry:
    content = _existing(folder / name, folder)
    if not isinstance(content, Entry):
        raise StandardError([Problem(Place(name, 1), *diagnosis("loader.file_no_mapping"))])
    return content


def _top_entries(path: Path, folder: Path) -> list[Entry]:
    content = _existing(path, folder)
    name = path.relative_to(folder).as_posix()
    if not isinstance(content, list) or not all(isinstance(entry, Entry) for entry in content):
        raise StandardError([Problem(Place(name, 1), *diagnosis("loader.file_no_list"))])
    return content


def _existing(path: Path, folder: Path) -> Entry | list[Any]:
    if not path.is_file():
        raise StandardError([Problem(Place(path.relative_to(folder).as_posix(), 1), *diagnosis("loader.no_file"))])
    return read(path, folder)


def _sub(entry: Entry, key: str) -> Entry:
    value = entry.get(key)
    if not isinstance(value, Entry):
        raise StandardError([Problem(entry.place, *diagnosis("loader.no_mapping", key=key))])
    return value


def _entries(entry: Entry, key: str) -> list[Entry]:
    value = entry.get(key)
    if not isinstance(value, list) or not all(isinstance(item, Entry) for item in value):
        raise StandardError([Problem(entry.place, *diagnosis("loader.no_list", key=key))])
    return value


def _text(entry: Entry, key: str, default: str | None = None) -> str:
    value = entry.get(key, default)
    if not isinstance(value, str) or (default is None and key not in entry):
        raise StandardError([Problem(entry.place, *diagnosis("loader.no_text", key=key, value=value))])
    return value


def _texts(entry: Entry, key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise StandardError([Problem(entry.place, *diagnosis("loader.no_texts", key=key))])
    return tuple(value)
