"""The standard as a SQLite database: what it holds, what it finds, and what becomes of it when it is missing, damaged or built anew."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.advisor import Advisor
from rules.errors import AdvisorError
from rules.findings import Passages
from rules.knowledge import Knowledge
from rules.model import Standard
from rules.question.forms import Search
from rules.store import VIEWS, Store, build
from tests.rules.asking import found
from tests.rules.literals import FLOW_SERVICES
from tests.rules.test_standard_matrix import (
    CERTIFICATES,
    FLOWS,
    FUNCTIONS,
    GROUP,
    HOURS,
    LISTS,
    MATRIX,
    SERVICES,
    STATUSES,
)

TABLES = {
    "meta": {"key", "value"},
    "clauses": {
        "number",
        "position",
        "code",
        "heading",
        "status",
        "status_title",
        "note",
        "statement",
        "edition",
        "no_rule",
        "place",
        "search",
    },
    "concepts": {"name", "class", "class_title", "english", "code", "number", "lost", "place"},
    "aliases": {"alias", "normal", "concept", "printed"},
    "rules": {"id", "clause", "when", "then", "phase", "place"},
    "outside": {"topic", "says", "turn_to", "aliases"},
    "tensions": {"id", "clauses", "says"},
    "requirements": {"subject", "category", "number", "item", "modality", "scope", "clause", "rule"},
    "steps": {"service", "number", "action", "clause", "rule"},
    "handling": {"service", "channel", "way", "modality", "worded", "clause", "rule"},
    "provisions": {"subject", "topic", "modality", "text", "clause", "rule"},
    "hours": {"subject", "scope", "hours", "modality", "clause", "rule"},
}
HOSTILE = [
    *('"', "'", '""', '" OR "', "' OR '1'='1", "'; drop table clauses; --", "销户'; delete from clauses; --", '销户" OR "过户', '"销户'),
    *(
        "*",
        "销户*",
        "^销户",
        "-销户",
        "销户 AND 过户",
        "销户 NOT 过户",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR(销户 过户, 2)",
        "NEAR(",
        "(",
        ")",
        "(销户",
    ),
    *(
        "search:销户",
        "clauses_fts:x",
        "{search}: 销户",
        "rank",
        "rowid",
        "%",
        "_",
        "\\",
        "--",
        "/*",
        ";",
        "?",
        ":a",
        "@a",
        "$a",
        "?1",
        "!",
        "~",
        "销户+过户",
    ),
    *("\x00", "销户\x00", "\ufeff销户", "\u200b", "😀", "﹏", "\n\t\r", " ", "", "零" * 3000, "a" * 5000, "1 " * 2000),
]


@pytest.fixture(scope="module")
def path(standard: Standard, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the standard, built once for the tests that only read."""
    path = tmp_path_factory.mktemp("store") / "standard.db"
    build(standard, path)
    return path


@pytest.fixture(scope="module")
def store(path: Path, standard: Standard) -> Iterator[Store]:
    """The database, open for reading."""
    with closing(Store(path, standard.digest)) as store:
        yield store


@pytest.fixture(scope="module")
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """The database as any other program opens it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def refused(path: Path, digest: str) -> str:
    """The one line with which a database is refused."""
    with pytest.raises(AdvisorError) as caught:
        Store(path, digest)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    assert message.endswith("运行 advisor build")
    return message


# ---- what it holds


def test_build_counts_every_table(standard: Standard, tmp_path: Path) -> None:
    """Building says how many rows each table has, and each has as many as the standard has things of its kind."""
    everything = Knowledge(standard).everything()
    kinds = {"requirements": "requirement", "steps": "step", "handling": "handling", "provisions": "provision", "hours": "hours"}
    assert build(standard, tmp_path / "standard.db") == {
        "meta": 5,
        "clauses": len(standard.clauses),
        "concepts": len(standard.concepts),
        "aliases": sum(len(set(concept.words)) for concept in standard.concepts.values()),
        "rules": len(standard.rules),
        "outside": len(standard.outside),
        "tensions": len(standard.tensions),
        **{table: len(everything.of(kind)) for table, kind in kinds.items()},
    }


@pytest.mark.parametrize("table", TABLES)
def test_tables(database: sqlite3.Connection, table: str) -> None:
    """Every table has the columns that a reader looks for, and rows."""
    rows = database.execute(f"select * from {table}").fetchall()  # noqa: S608
    assert rows
    assert set(rows[0].keys()) == TABLES[table]


@pytest.mark.parametrize("view", VIEWS)
def test_views(database: sqlite3.Connection, view: str) -> None:
    """Every view can be read, and has rows."""
    assert database.execute(f"select * from {view}").fetchall()  # noqa: S608


def test_there_is_nothing_else(database: sqlite3.Connection) -> None:
    """Tables, views and the index of the search; nothing is left over."""
    names = {row["name"]: row["type"] for row in database.execute("select name, type from sqlite_master where name not like 'sqlite%'")}
    assert {name for name, kind in names.items() if kind == "view"} == set(VIEWS)
    assert {name for name, kind in names.items() if kind == "table" and not name.startswith("clauses_fts")} == set(TABLES)


def test_it_is_sound(database: sqlite3.Connection) -> None:
    """SQLite itself finds nothing wrong, no row points nowhere, and the index of the search fits its table."""
    assert [tuple(row) for row in database.execute("pragma integrity_check")] == [("ok",)]
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert (
        database.execute("select count(*) from clauses_fts").fetchone()[0] == database.execute("select count(*) from clauses").fetchone()[0]
    )


def test_meta(database: sqlite3.Connection, standard: Standard) -> None:
    """It says which standard it is, and which state of its files."""
    meta = {row["key"]: row["value"] for row in database.execute("select * from meta")}
    assert meta == {
        "title": "国家电网公司供电客户服务提供标准",
        "document": "国家电网科〔2011〕56号",
        "edition": "2011年版",
        "data_version": standard.edition.data_version,
        "digest": standard.digest,
    }


def test_clauses(database: sqlite3.Connection, standard: Standard) -> None:
    """The clauses are as the data has them, in the order of the standard, with where they stand in it."""
    rows = database.execute("select * from clauses order by position").fetchall()
    assert [row["number"] for row in rows] == list(standard.clauses)
    for row, clause in zip(rows, standard.clauses.values(), strict=True):
        assert (row["heading"], row["statement"], row["note"], row["code"]) == (clause.heading, clause.statement, clause.note, clause.code)
        assert (row["status"], row["no_rule"]) == (clause.status, clause.no_rule)
        assert re.fullmatch(r"clauses/.+\.yaml:\d+", row["place"])


def test_hall_matrix(database: sqlite3.Connection) -> None:
    """The view that everybody looks for first is the matrix of 2.11, number by number."""
    rows = {(row["category"], row["item"]): row for row in database.execute("select * from hall_matrix")}
    expected = {
        (category, name or f"第{number}项设施"): [number, *(int(number in MATRIX[grade][category]) for grade in MATRIX)]
        for category, names in LISTS.items()
        for number, name in enumerate(names, 1)
    }
    expected |= {("任职资格", certificate): [0, 1, 0, 0, 0] for certificate in CERTIFICATES}
    assert {key: [row[column] for column in ("number", "A", "B", "C", "D")] for key, row in rows.items()} == expected


def test_flows(database: sqlite3.Connection) -> None:
    """The view of flows has each service with its steps in order, from its clause; a broken flow ends in what is lost."""
    rows = {row["service"]: row for row in database.execute("select * from flows")}
    assert set(rows) == set(FLOW_SERVICES)
    for clause, service in SERVICES:
        steps = [*FLOWS[clause][1], *(["原文缺失的后续环节"] if clause == "5.1.4.11" else [])]
        assert rows[service]["flow"] == " → ".join(steps)
        assert (rows[service]["clause"], rows[service]["steps"]) == (clause, len(steps))


def test_channels_of_services(database: sqlite3.Connection) -> None:
    """Where each service is had and how."""
    rows = {row["service"]: set(row["channels"].split("、")) for row in database.execute("select * from channels_of_services")}
    for channel, ways in FUNCTIONS.items():
        for way, services in ways.items():
            for service in services:
                assert f"{channel}（{way}）" in rows[service]
    assert rows["过户"] == rows[GROUP]


def test_uncertain_clauses(database: sqlite3.Connection, standard: Standard) -> None:
    """What is not simply readable, with why, in the order of the standard."""
    rows = database.execute("select * from uncertain_clauses").fetchall()
    numbers = [row["number"] for row in rows]
    assert numbers == [number for number, clause in standard.clauses.items() if clause.status != "readable"]
    assert not set(STATUSES["readable"].split(", ")) & set(numbers)
    assert {number for status in ("corrected", "ambiguous", "lost", "external") for number in STATUSES[status].split(", ")} <= set(numbers)
    assert all(row["note"] for row in rows)


def test_words(database: sqlite3.Connection, standard: Standard) -> None:
    """Every word is found with what it means; what is lost has none."""
    meanings = {row["concept"] for row in database.execute("select * from words where alias = '排号机'")}
    assert meanings == {"排队机"}
    concepts = {row["concept"] for row in database.execute("select concept from words")}
    assert concepts == {name for name, concept in standard.concepts.items() if not concept.lost}


def test_hours(database: sqlite3.Connection) -> None:
    """The hours of each channel, as the source has them."""
    rows = database.execute("select * from hours").fetchall()
    for channel, expected in HOURS.items():
        own = {(row["scope"], row["hours"].startswith("7×24小时"), row["modality"]) for row in rows if row["subject"] == channel}
        assert own == expected


@pytest.mark.parametrize("table", ["requirements", "steps", "handling", "provisions", "hours"])
def test_every_conclusion_has_its_rule(database: sqlite3.Connection, table: str) -> None:
    """Each row of what was concluded leads to its rule, and through it to its clause and its line in the files."""
    lost = f"select count(*) from {table} left join rules on rules.id = {table}.rule where rules.clause is not {table}.clause"  # noqa: S608
    assert database.execute(lost).fetchone()[0] == 0


# ---- the search


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("销户", "5.1.4.6"),
        ("過戶", "5.1.4.5"),
        ("一米线是什么", "4.1.5.2 c)2)"),
        ("等待接通时放什么音乐", "4.2.5 b)"),
        ("网上营业厅能不能24小时", "4.3.1 b)"),
        ("客户自助区", "4.1.5.2 c)7)"),
        ("四净四无", "4.1.5.2 d)"),
        ("供电企业委托授权的标志挂在哪里", "4.5.4"),
        ("民族语言座席", "4.2.4 a)"),
        ("少数民族地区的指示牌", "4.1.6.2 f)"),
        ("POS机", "4.4.4.2 c)"),
        ("pos", "4.4.4.2 c)"),
        ("SC03", "4.3"),
        ("sc06", "4.6"),
        ("SI01-06", "5.1.4.6"),
        ("SI09", "5.9"),
        ("4.2.1", "4.2.1"),
    ],
)
def test_search(store: Store, text: str, first: str) -> None:
    """Words of two Chinese characters and more, of letters, and numbers find the clause that has them, in either script and case."""
    numbers = store.search(text)
    assert numbers[0] == first
    assert 1 <= len(numbers) <= 3
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    "text", ["销", "的", "吗", "?", "今天天气好吗", "xyzzy", "electricity", "how much is it", "我想买一只猫", "4.9.9", "是什么", "、。！"]
)
def test_search_finds_nothing(store: Store, text: str) -> None:
    """Of single characters, of what people put around a question, and of what the standard has no word for, nothing is made."""
    assert store.search(text) == ()


def test_search_finds_nothing_by_a_small_part(store: Store) -> None:
    """A long question of which the standard has one word is not answered by that word."""
    assert store.search("昨天邻居家的小猫爬到树上把电线杆子撞歪了然后销户了怎么赔") == ()


@pytest.mark.parametrize("number", [number for status in STATUSES.values() for number in status.split(", ")])
def test_every_clause_is_found_by_its_text(store: Store, standard: Standard, number: str) -> None:
    """The statement of a clause, searched for, finds the clause, or another of the same words."""
    numbers = store.search(standard.clauses[number].statement)
    assert number in numbers or standard.clauses[numbers[0]].statement.count("原文缺失")


def test_search_for_the_advisor(store: Store, standard: Standard) -> None:
    """What nothing else answers is answered with what the search finds."""
    answer = Advisor(standard, store.search).answer(Search("供电企业自有营业厅的延伸和补充"))
    assert next(citation.clause for citation in found(answer, Passages).clauses) == "4.5.1"


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text)[:24] for text in HOSTILE])
def test_search_takes_any_text(store: Store, path: Path, text: str) -> None:
    """Quotes, operators of the full-text search, SQL, control characters: text to be looked for, nothing else; nothing is changed."""
    before = path.read_bytes()
    assert set(store.search(text)) <= {"5.1.4.6", "5.1.4.5", "5.1.1"}
    assert path.read_bytes() == before
    assert store.search("销户") == ("5.1.4.6", "5.1.1")


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40) | st.text(alphabet='销户过营业厅 "*()^-:ANDORNEAR的了是4.1', max_size=20))
def test_search_never_breaks(store: Store, standard: Standard, text: str) -> None:
    """Whatever is searched for, at most three clauses of the standard are found."""
    numbers = store.search(text)
    assert set(numbers) <= set(standard.clauses)
    assert len(numbers) <= 3


@pytest.mark.parametrize("word", ["销户", "过户", "回访", "营业厅", "客户自助", "排队机", "95598", "普通话"])
def test_search_of_the_database_itself(database: sqlite3.Connection, standard: Standard, word: str) -> None:
    """A browser of databases that puts words in quotes, as Datasette does, finds in Chinese: words of up to four characters."""
    query = "select number from clauses where rowid in (select rowid from clauses_fts where clauses_fts match ?)"
    numbers = {row["number"] for row in database.execute(query, (f'"{word}"',))}
    assert numbers
    having = {number for number, clause in standard.clauses.items() if word in clause.heading + clause.statement}
    assert numbers == having or (word.isdigit() and numbers <= having)


def test_search_from_several_threads(store: Store) -> None:
    """Eight threads that search at once find what one finds."""
    texts = ["销户", "一米线", "等待音乐", "网上营业厅24小时", "SC03", "没有这样的词", "四净四无", "4.2.1"] * 40
    expected = [store.search(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(store.search, texts)) == expected


# ---- missing, damaged, stale


def test_missing(tmp_path: Path, standard: Standard) -> None:
    """Without a database the program says what to run."""
    assert "没有数据库" in refused(tmp_path / "none.db", standard.digest)
    assert "没有数据库" in refused(tmp_path, standard.digest)
    assert not (tmp_path / "none.db").exists(), "looking for it does not make one"


def test_stale(path: Path, standard: Standard) -> None:
    """A database of another state of the files is refused."""
    assert "与标准的文件不一致" in refused(path, standard.digest + "x")
    assert "与标准的文件不一致" in refused(path, "")


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 4096, bytes(range(256)) * 64],
    ids=["empty", "text", "header only", "bytes"],
)
def test_corrupt(tmp_path: Path, standard: Standard, content: bytes) -> None:
    """What is no database is refused with what to do, and without a stack of SQLite's own words."""
    path = tmp_path / "standard.db"
    path.write_bytes(content)
    assert "读不出" in refused(path, standard.digest)


def test_damaged_behind_its_beginning(tmp_path: Path, standard: Standard, path: Path) -> None:
    """A database that opens, but whose pages of search terms were overwritten, is named with what to do."""
    content = bytearray(path.read_bytes())
    for start in range(8192, len(content) - 4096, 4096):
        content[start : start + 4096] = b"\xff" * 4096 if b"clauses" not in content[start : start + 4096] else content[start : start + 4096]
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(bytes(content))
    with pytest.raises(AdvisorError, match="重新运行 advisor build"), closing(Store(damaged, standard.digest)) as store:
        store.search("销户流程")


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_cut_off(path: Path, tmp_path: Path, standard: Standard, share: float) -> None:
    """A database of which only the beginning is there is refused."""
    cut = tmp_path / "standard.db"
    cut.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert "读不出" in refused(cut, standard.digest)


@pytest.mark.parametrize("sql", ["drop table meta", "delete from meta where key = 'digest'"])
def test_without_a_digest(tmp_path: Path, standard: Standard, sql: str) -> None:
    """A database that does not say of which state it is, is not trusted."""
    path = tmp_path / "standard.db"
    build(standard, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)
    refused(path, standard.digest)


# ---- built anew


def test_build_makes_the_folder(tmp_path: Path, standard: Standard) -> None:
    """The folder need not be there; nothing but the database is in it afterwards."""
    path = tmp_path / "a" / "b" / "standard.db"
    build(standard, path)
    assert [file.name for file in path.parent.iterdir()] == ["standard.db"]


@pytest.mark.parametrize("name", ["standard.db", "standard.sqlite", "standard", "标准.db", "a b.db"])
def test_build_under_any_name(tmp_path: Path, standard: Standard, name: str) -> None:
    """The database is where it was asked for."""
    build(standard, tmp_path / name)
    with closing(Store(tmp_path / name, standard.digest)) as store:
        assert store.search("销户")


def test_building_twice_is_the_same(tmp_path: Path, standard: Standard) -> None:
    """Building again has the same tables with the same rows."""
    path = tmp_path / "standard.db"

    def rows() -> dict[str, list[tuple[object, ...]]]:
        with closing(sqlite3.connect(path)) as connection:
            return {table: connection.execute(f"select * from {table}").fetchall() for table in TABLES}  # noqa: S608

    first_counts = build(standard, path)
    first = rows()
    assert build(standard, path) == first_counts
    assert rows() == first


def test_an_open_store_goes_on(tmp_path: Path, standard: Standard) -> None:
    """Who has the database open goes on reading the old one while a new one takes its place; who opens it next has the new one."""
    path = tmp_path / "standard.db"
    build(standard, path)
    with closing(Store(path, standard.digest)) as old:
        clauses = {number: clause for number, clause in standard.clauses.items() if number != "5.1.4.6"}
        changed = replace(standard, clauses=clauses, digest="new")
        build(changed, path)
        assert old.search("销户") == ("5.1.4.6", "5.1.1")
        refused(path, standard.digest)
        with closing(Store(path, "new")) as new:
            assert new.search("销户") == ("5.1.1",)
        assert old.search("销户") == ("5.1.4.6", "5.1.1")


def test_a_build_that_fails_leaves_the_old_one(tmp_path: Path, standard: Standard) -> None:
    """What cannot be built does not take the place of what was; the next build clears away what the failed one left."""
    path = tmp_path / "standard.db"
    build(standard, path)
    before = path.read_bytes()
    with pytest.raises(KeyError):
        build(replace(standard, rule_places={}), path)
    assert path.read_bytes() == before
    with closing(Store(path, standard.digest)) as store:
        assert store.search("销户")
    build(standard, path)
    assert [file.name for file in tmp_path.iterdir()] == ["standard.db"]


def test_build_over_what_is_no_database(tmp_path: Path, standard: Standard) -> None:
    """A damaged database is replaced, and so is what a build that was killed left behind."""
    path = tmp_path / "standard.db"
    path.write_bytes(b"damaged")
    path.with_suffix(".new").write_bytes(b"half")
    build(standard, path)
    with closing(Store(path, standard.digest)) as store:
        assert store.search("销户")
    assert [file.name for file in tmp_path.iterdir()] == ["standard.db"]


def test_reading_writes_nothing(path: Path, standard: Standard) -> None:
    """Opened for reading, the file stays as it is, and no file appears beside it."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with closing(Store(path, standard.digest)) as store:
        store.search("销户")
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside


@pytest.mark.parametrize("folder", ["a#b", "a?b", "100%41"])
def test_a_path_with_signs_that_mean_something_in_an_address(tmp_path: Path, standard: Standard, folder: str) -> None:
    """A database is opened wherever it was built."""
    path = tmp_path / folder / "standard.db"
    build(standard, path)
    with closing(Store(path, standard.digest)) as store:
        assert store.search("销户")


@pytest.mark.parametrize(("text", "number"), [("销户流程", "5.1.4.6"), ("销户程序", "5.1.4.6")])
def test_search_for_a_word_and_another(store: Store, text: str, number: str) -> None:
    """Two words of two characters, one of them in a heading, find that clause."""
    assert number in store.search(text)


@pytest.mark.parametrize(("text", "letter"), [("D级营业厅的设施及用品", "D"), ("C级营业厅服务人员", "C")])
def test_search_for_a_grade(store: Store, standard: Standard, text: str, letter: str) -> None:
    """The clause for the grade named comes before those for others."""
    assert f"{letter}级" in standard.clauses[store.search(text)[0]].heading


@pytest.mark.parametrize("text", ["\ud800", "销户\udfff"])
def test_search_for_half_a_character(store: Store, text: str) -> None:
    """What the command line passes on for bytes that are no text is text like any other."""
    assert store.search(text) in ((), ("5.1.4.6", "5.1.1"))
