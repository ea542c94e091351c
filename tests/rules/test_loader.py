"""The loader: the real standard as it is, and every file that cannot be used refused with its place."""

from __future__ import annotations

import dataclasses
import shutil

import pytest

from rules.errors import Place, StandardError
from rules.knowledge import Knowledge
from rules.loader import FOLDER, digest, load
from rules.model import Standard
from tests.rules.conftest import HEAD, STANDARD, Copy, Damage, at

LINES = {path.relative_to(STANDARD).as_posix(): path.read_text(encoding="utf-8").splitlines() for path in STANDARD.rglob("*.yaml")}


def line_of(place: Place) -> str:
    return LINES[place.file][place.line - 1]


def test_the_standard(standard: Standard) -> None:
    """All of the source is there: at least 140 clauses, six channels, four grades of halls, eleven flows."""
    assert FOLDER == STANDARD
    assert len(standard.clauses) >= 140
    assert [standard.concepts[name].code for name in standard.of_class("channel")] == [f"SC0{number}" for number in range(1, 7)]
    assert [standard.concepts[name].grade for name in standard.of_class("hall")] == ["A级", "B级", "C级", "D级"]
    codes = {clause.code for clause in standard.clauses.values()}
    assert {f"SI01-{number:02}" for number in range(1, 12)} <= codes
    assert {f"SI{number:02}" for number in range(1, 17)} <= codes
    assert {f"SC{number:02}" for number in range(1, 7)} <= codes


def test_places(standard: Standard) -> None:
    """Every clause, concept, topic, tension, kind and rule knows the line on which it stands."""
    for clause in standard.clauses.values():
        assert clause.number in line_of(clause.place)
    for concept in standard.concepts.values():
        assert f"name: {concept.name}" in line_of(concept.place)
        assert concept.cls in concept.place.file
    for topic in standard.outside.values():
        assert topic.name in line_of(topic.place)
    for tension in standard.tensions:
        assert tension.id in line_of(tension.place)
    for rule in standard.rules:
        place = standard.rule_places[rule.id]
        assert place.file == standard.clauses[rule.clause].place.file
        assert place.line >= standard.clauses[rule.clause].place.line
        assert "when" in line_of(place) or place == standard.clauses[rule.clause].place


def test_rules_have_names_of_their_own(standard: Standard) -> None:
    """No two rules share an id, each rests on its clause first, and every clause cited exists."""
    assert len({rule.id for rule in standard.rules}) == len(standard.rules)
    for clause in standard.clauses.values():
        for rule in clause.rules:
            assert rule.clauses[0] == clause.number
            assert set(rule.clauses) <= set(standard.clauses)


def test_statuses_and_modalities(standard: Standard) -> None:
    """The statuses are those of the edition, all of them in use, and so are the modalities of the rules."""
    assert {clause.status for clause in standard.clauses.values()} == set(standard.edition.statuses)
    used = {dict(pattern.terms).get("modality") for rule in standard.rules for pattern in rule.then} - {None}
    assert {modality for modality in used if isinstance(modality, str)} <= set(standard.edition.modalities)


def test_every_rule_is_used(standard: Standard, knowledge: Knowledge) -> None:
    """Every rule fires for some concept in play, or for all of them together."""
    runs = [knowledge.everything(), *(knowledge.about(name) for name in standard.concepts)]
    fired = {firing.rule.id for run in runs for firings in run.reasons.values() for firing in firings if firing.rule}
    assert [rule.id for rule in standard.rules if rule.id not in fired] == []


def test_nothing_changes(standard: Standard) -> None:
    """What was read cannot be changed."""
    for value in (standard, standard.edition, next(iter(standard.clauses.values())), next(iter(standard.concepts.values()))):
        with pytest.raises(dataclasses.FrozenInstanceError):
            value.place = None  # type: ignore[misc, union-attr]


def test_narrower(standard: Standard) -> None:
    """What is a case of a concept: itself, and what names it as broader, on all levels."""
    assert standard.narrower["95598座席"] == {"95598座席", "普通座席", "专家座席", "外语座席", "民族语言座席"}
    assert standard.narrower["收费员"] == {"收费员"}


def test_digest(copy: Copy) -> None:
    """The digest is the same for the same files wherever they are, and changes with any file's name or contents."""
    seen = {digest(), digest(copy.folder), copy.load().digest}
    assert len(seen) == 1
    copy.append("concepts/staff.yaml", "# 一行说明\n")
    seen.add(digest(copy.folder))
    copy.write("clauses/x.yaml", "[]\n")
    seen.add(digest(copy.folder))
    (copy.folder / "clauses/x.yaml").rename(copy.folder / "clauses/y.yaml")
    seen.add(digest(copy.folder))
    assert len(seen) == 4


@pytest.mark.parametrize("name", ["edition.yaml", "facts.yaml", "outside.yaml", "quiz.yaml", "suggestions.yaml", "tensions.yaml"])
def test_missing_file(copy: Copy, name: str) -> None:
    """A file that is missing is named."""
    (copy.folder / name).unlink()
    problem = copy.refused()
    assert problem.place == Place(name, 1)
    assert "没有这个文件" in problem.what


@pytest.mark.parametrize("name", ["concepts", "clauses"])
def test_missing_folder(copy: Copy, name: str) -> None:
    """So is a folder that is missing or empty, and the folder of the standard itself."""
    shutil.rmtree(copy.folder / name)
    for _ in range(2):
        with pytest.raises(StandardError, match=name):
            copy.load()
        (copy.folder / name).mkdir(exist_ok=True)


def test_no_standard(copy: Copy) -> None:
    """A folder that is not there is told as the first file that is missing in it."""
    with pytest.raises(StandardError, match=r"edition\.yaml:1"):
        load(copy.folder / "nowhere")


def clause_without(key: str) -> str:
    return "".join(line for line in (HEAD.replace("  rules:\n", "  no_rule: 测试\n")).splitlines(True) if f"{key}:" not in line).replace(
        "  heading: 测试\n", "- heading: 测试\n" if key == "clause" else "  heading: 测试\n"
    )


REPEATED = HEAD.replace("clause: 测试", "clause: 4.1.3.1").replace("rules:\n", "no_rule: 测试\n")
LIST = HEAD.replace("rules:\n", "list: {}\n")
CLAUSES = {  # what is wrong with a clause: the text, the line of the mistake, and words of the message
    "number used before": (REPEATED, 1, "4.1.3.1"),
    "number used twice": ("# 说明\n" + (HEAD.replace("rules:\n", "no_rule: 测试\n")) * 2, 7, "测试"),
    "unknown status": (HEAD.replace("readable", "redable") + "    []\n", 1, "redable"),
    "no number": (clause_without("clause"), 1, "clause"),
    "no heading": (clause_without("heading"), 1, "heading"),
    "no status": (clause_without("status"), 1, "status"),
    "no statement": (clause_without("statement"), 1, "statement"),
    "a number that YAML takes for a number": (HEAD.replace("clause: 测试", "clause: 4.10") + "    []\n", 1, "4.1"),
    "an unknown key": (HEAD.replace("statement", "stament: 测试\n  statement") + "    []\n", 1, "stament"),
    "no_rule is a list": (HEAD.replace("rules:\n", "no_rule: [测试]\n"), 1, "no_rule"),
    "rules are no list": (HEAD + "    when: []\n", 1, "rules"),
    "rules are words": (HEAD + "    - site\n", 1, "rules"),
    "list is a list": (HEAD.replace("rules:\n", "list: [面对面]\n"), 1, "list"),
    "list without subject": (LIST.replace("{}", "{category: 服务方式, items: [面对面]}"), 5, "subject"),
    "list without category": (LIST.replace("{}", "{subject: 客户现场, items: [面对面]}"), 5, "category"),
    "list without items": (LIST.replace("{}", "{subject: 客户现场, category: 服务方式}"), 5, "items"),
    "list with a number": (LIST.replace("{}", "{subject: 客户现场, category: 服务方式, items: [面对面, 95598]}"), 5, "items"),
    "a mapping": ("clause: 测试\n", 1, "列表"),
    "a list of words": ("- 测试\n", 1, "列表"),
}


@pytest.mark.parametrize(("text", "line", "says"), CLAUSES.values(), ids=CLAUSES)
def test_clauses(copy: Copy, text: str, line: int, says: str) -> None:
    """A clause that cannot be used is refused."""
    copy.write("clauses/9-damaged.yaml", text)
    problem = copy.refused()
    assert problem.place == at(line)
    assert says in problem.what


STAFF = "concepts/staff.yaml"
CONCEPTS = {  # what is wrong with a concept appended to the staff: the text, the lines from there, and words of the message
    "named before": ("  - name: 收费员\n", 0, "收费员"),
    "named before in another class": ("  - name: 面对面\n", 0, "面对面"),
    "named twice": ("  - name: 测试员\n  - name: 测试员\n", 1, "测试员"),
    "no name": ("  - english: tester\n", 0, "name"),
    "a number as name": ("  - name: 95598\n", 0, "name"),
    "aliases are no list": ("  - name: 测试员\n    aliases: 试员\n", 0, "aliases"),
    "a number as alias": ("  - name: 测试员\n    aliases: [试员, 95598]\n", 0, "aliases"),
    "broader is not known": ("  - name: 测试员\n    broader: 人员员\n", 0, "人员员"),
    "a word": ("  - 测试员\n", None, "concepts"),
    "an unknown key": ("  - name: 测试员\n    alias: [试员]\n", 0, "alias"),
}


@pytest.mark.parametrize(("text", "offset", "says"), CONCEPTS.values(), ids=CONCEPTS)
def test_concepts(copy: Copy, text: str, offset: int | None, says: str) -> None:
    """A concept that cannot be used is refused."""
    line = copy.append(STAFF, text)
    problem = copy.refused()
    assert problem.place == Place(STAFF, 1 if offset is None else line + offset)
    assert says in problem.what


def remove_line(name: str, words: str) -> Damage:
    def damage(copy: Copy) -> None:
        text = (copy.folder / name).read_text(encoding="utf-8")
        line = next(line for line in text.splitlines(True) if words in line)
        copy.replace(name, line, "")

    return damage


FILES: dict[str, tuple[Damage, str, str]] = {  # what is wrong with another file: the damage, the file, and words of the message
    "concepts without class": (remove_line(STAFF, "class:"), STAFF, "class"),
    "concepts without title": (remove_line(STAFF, "title:"), STAFF, "title"),
    "concepts are a list": (lambda copy: copy.write(STAFF, "- name: 收费员\n"), STAFF, "class"),
    "no concepts": (lambda copy: copy.write(STAFF, "class: staff\ntitle: 服务人员\n"), STAFF, "concepts"),
    "facts are a list": (lambda copy: copy.write("facts.yaml", "- kinds\n"), "facts.yaml", "映射"),
    "no kinds": (lambda copy: copy.write("facts.yaml", "a: 1\n"), "facts.yaml", "kinds"),
    "a kind is a word": (lambda copy: copy.append("facts.yaml", "  thing: text\n"), "facts.yaml", "thing"),
    "a kind without fields": (lambda copy: copy.append("facts.yaml", "  thing: {says: 甲}\n"), "facts.yaml", "fields"),
    "a kind without says": (lambda copy: copy.append("facts.yaml", "  thing: {fields: {name: text}}\n"), "facts.yaml", "says"),
    "an unknown type": (lambda copy: copy.append("facts.yaml", "  thing: {says: 甲, fields: {name: txt}}\n"), "facts.yaml", "txt"),
    "defaults are a word": (
        lambda copy: copy.append("facts.yaml", "  thing: {says: 甲, fields: {name: text}, defaults: 甲}\n"),
        "facts.yaml",
        "defaults",
    ),
    "an edition without scope": (remove_line("edition.yaml", "scope:"), "edition.yaml", "scope"),
    "an edition without statuses": (lambda copy: copy.replace("edition.yaml", "statuses:", "status:"), "edition.yaml", "statuses"),
    "a status is a word": (lambda copy: copy.replace("edition.yaml", "statuses:\n", "statuses:\n  x: 甲\n"), "edition.yaml", "x"),
    "a status without remark": (
        lambda copy: copy.replace("edition.yaml", "statuses:\n", "statuses:\n  x: {title: 甲}\n"),
        "edition.yaml",
        "remark",
    ),
    "a topic without says": (lambda copy: copy.append("outside.yaml", "  - {name: 甲乙丙, turn_to: 丁}\n"), "outside.yaml", "says"),
    "a topic without turn_to": (lambda copy: copy.append("outside.yaml", "  - {name: 甲乙丙, says: 丁}\n"), "outside.yaml", "turn_to"),
    "a topic with a number": (
        lambda copy: copy.append("outside.yaml", "  - {name: 甲乙丙, says: 丁, turn_to: 戊, aliases: [1]}\n"),
        "outside.yaml",
        "aliases",
    ),
    "a tension without id": (lambda copy: copy.append("tensions.yaml", "- {clauses: [], says: 甲}\n"), "tensions.yaml", "id"),
    "a tension about a number": (
        lambda copy: copy.append("tensions.yaml", "- {id: T, clauses: [4.1.3.1], about: 7, says: 甲}\n"),
        "tensions.yaml",
        "about",
    ),
    "a tension with a clause like a number": (
        lambda copy: copy.append("tensions.yaml", "- {id: T, clauses: [4.2], about: [[收费员]], says: 甲}\n"),
        "tensions.yaml",
        "clauses",
    ),
    "a question has no wording": (lambda copy: copy.replace("quiz.yaml", "wording:", "words:"), "quiz.yaml", "wording"),
    "a frame is a word": (lambda copy: copy.replace("quiz.yaml", "step: [service]", "step: service"), "quiz.yaml", "step"),
    "a suggestion is a word": (lambda copy: copy.append("suggestions.yaml", "a.b: 甲\n"), "suggestions.yaml", "a.b"),
}


@pytest.mark.parametrize(("damage", "file", "says"), FILES.values(), ids=FILES)
def test_files(copy: Copy, damage: Damage, file: str, says: str) -> None:
    """What is wrong in another file of the standard is refused with that file."""
    damage(copy)
    problem = copy.refused()
    assert problem.place.file == file
    assert says in problem.what


@pytest.mark.parametrize("about", ["收费员", "[收费员]"])
def test_tension_without_groups(copy: Copy, about: str) -> None:
    """What a tension is about is a list of lists; where it is not, the words that stand there are named, not their characters."""
    line = copy.append("tensions.yaml", f"- {{id: T, clauses: [4.1.3.1], about: {about}, says: 甲}}\n")
    (problem,) = copy.noticed()
    assert problem.place == Place("tensions.yaml", line)
    assert "about" in problem.what or "收费员" in problem.what
