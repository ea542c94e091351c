"""The standard as a SQLite database: for people (it opens in Datasette as it is) and for full-text search in Chinese."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from rules.errors import AdvisorError
from rules.facts import Fact, Pattern
from rules.knowledge import Knowledge
from rules.messages import message, regex
from rules.model import Standard
from rules.text import grams, normal

MOST = 3
SUFFICIENT = 0.3

VIEWS = {
    "hall_matrix": """
        select item, category, max(number) as number,
               max(subject = 'A级营业厅') as A, max(subject = 'B级营业厅') as B,
               max(subject = 'C级营业厅') as C, max(subject = 'D级营业厅') as D
        from requirements where subject glob '[A-D]级营业厅' group by category, item order by category, number""",
    "flows": """
        select service, group_concat(action, ' → ') as flow, min(clause) as clause, count(*) as steps
        from (select * from steps order by service, number) group by service""",
    "uncertain_clauses": "select number, heading, status, note, statement from clauses where status <> 'readable' order by position",
    "channels_of_services": "select service, group_concat(channel || '（' || way || '）', '、') as channels from handling group by service",
    "words": """
        select alias, concept, class, english from aliases join concepts on concepts.name = aliases.concept order by concept""",
}


def build(standard: Standard, path: Path) -> dict[str, int]:
    """Write the standard to a new database at `path`, in place of any that is there; the number of rows by table."""
    fresh = path.with_suffix(".new")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.unlink(missing_ok=True)
    database = Database(fresh)
    try:
        _write_standard(database, standard)
        _write_conclusions(database, standard)
        for name, query in VIEWS.items():
            database.create_view(name, query)
        database.table("clauses").enable_fts(["search"], tokenize="unicode61")
        counts = {table.name: table.count for table in database.tables if not table.name.startswith("clauses_fts")}
        database.conn.commit()
    finally:
        database.close()
    fresh.replace(path)
    return counts


def _write_standard(database: Database, standard: Standard) -> None:
    edition = standard.edition
    meta = {"title": edition.title, "document": edition.document, "edition": edition.edition, "data_version": edition.data_version}
    database.table("meta").insert_all(
        [{"key": key, "value": value} for key, value in {**meta, "digest": standard.digest}.items()], pk="key"
    )
    database.table("clauses").insert_all(
        [
            {
                "number": clause.number,
                "position": position,
                "code": clause.code,
                "heading": clause.heading,
                "status": clause.status,
                "status_title": edition.statuses[clause.status].title,
                "note": clause.note,
                "statement": clause.statement,
                "edition": edition.edition,
                "no_rule": clause.no_rule,
                "place": str(clause.place),
                "search": " ".join(grams(f"{clause.number} {clause.code} {clause.heading} {clause.statement}")),
            }
            for position, clause in enumerate(standard.clauses.values())
        ],
        pk="number",
    )
    database.table("concepts").insert_all(
        [
            {
                "name": concept.name,
                "class": concept.cls,
                "class_title": standard.classes[concept.cls].title,
                "english": concept.english,
                "code": concept.code,
                "number": _number(standard, concept.name),
                "lost": concept.lost,
                "place": str(concept.place),
            }
            for concept in standard.concepts.values()
        ],
        pk="name",
    )
    database.table("aliases").insert_all(
        [
            {"alias": word, "normal": normal(word), "concept": concept.name, "printed": word in concept.printed}
            for concept in standard.concepts.values()
            for word in dict.fromkeys(concept.words)
        ],
        pk=("alias", "concept"),
        foreign_keys=[("concept", "concepts", "name")],
    )
    database.table("rules").insert_all(
        [
            {
                "id": rule.id,
                "clause": rule.clause,
                "when": "；".join([*map(_say, rule.when), *(message("store.absent", pattern=_say(pattern)) for pattern in rule.absent)]),
                "then": "；".join(map(_say, rule.then)),
                "phase": rule.stratum,
                "place": str(standard.rule_places[rule.id]),
            }
            for rule in standard.rules
        ],
        pk="id",
        foreign_keys=[("clause", "clauses", "number")],
    )
    database.table("outside").insert_all(
        [
            {"topic": topic.name, "says": topic.says, "turn_to": topic.turn_to, "aliases": "、".join(topic.aliases)}
            for topic in standard.outside.values()
        ],
        pk="topic",
    )
    database.table("tensions").insert_all(
        [{"id": tension.id, "clauses": "、".join(tension.clauses), "says": tension.says} for tension in standard.tensions], pk="id"
    )


def _write_conclusions(database: Database, standard: Standard) -> None:
    """What the rules conclude of everything in play, one table for each kind that a person would look for."""
    conclusions = Knowledge(standard).everything()
    tables = {"requirement": "requirements", "step": "steps", "handling": "handling", "provision": "provisions", "hours": "hours"}
    for kind, table in tables.items():
        rows = [{**dict(fact.values), **_origin(conclusions.reasons[fact][0].rule, fact)} for fact in conclusions.of(kind)]
        database.table(table).insert_all(rows, foreign_keys=[("clause", "clauses", "number")])


def _origin(rule: object, fact: Fact) -> dict[str, str]:
    clause, identifier = getattr(rule, "clause", ""), getattr(rule, "id", "")
    return {"clause": clause, "rule": identifier} if clause else {"clause": "", "rule": message("store.given", kind=fact.kind)}


def _say(pattern: Pattern) -> str:
    return f"{pattern.kind}({', '.join(f'{field}={term}' for field, term in pattern.terms)})"


def _number(standard: Standard, name: str) -> str:
    """The serial numbers of a concept in the numbered lists that hold it."""
    lists = [(clause.number, clause.numbered) for clause in standard.clauses.values() if clause.numbered]
    return "、".join(f"{number} 第{numbered.items.index(name) + 1}" for number, numbered in lists if name in numbered.items)


class Store:
    """A built database, open for reading. Safe to use from several threads."""

    def __init__(self, path: Path, digest: str) -> None:
        """`digest` is that of the standard in use; an AdvisorError says that the database is missing or of another state of it."""
        if not path.is_file():
            raise AdvisorError(message("store.no_database", path=path))
        try:
            self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            found = self._connection.execute("select value from meta where key = 'digest'").fetchone()
        except sqlite3.DatabaseError as error:
            raise AdvisorError(message("store.unreadable_database", path=path, error=error)) from None
        if not found or found[0] != digest:
            raise AdvisorError(message("store.other_standard", path=path))

    def search(self, text: str) -> tuple[str, ...]:
        """The clauses that hold most of the words of `text`, the best first; none where too few of its words occur in any."""
        terms = [term for term in dict.fromkeys(grams(regex("question_words").sub(" ", normal(text)), 2)) if len(term) > 1]
        if not terms:
            return ()
        query = " OR ".join(f'"{term}"' for term in terms)
        try:
            rows = self._connection.execute(
                "select clauses.number, clauses.search from clauses_fts join clauses on clauses.rowid = clauses_fts.rowid"
                " where clauses_fts match ? order by clauses_fts.rank limit 20",
                (query,),
            ).fetchall()
        except sqlite3.DatabaseError as error:
            raise AdvisorError(message("store.broken_database", error=error)) from None
        scored = [(sum(term in words.split(" ") for term in terms) / len(terms), number) for number, words in rows]
        best = sorted((pair for pair in scored if pair[0] >= SUFFICIENT), key=lambda pair: -pair[0])
        return tuple(number for _, number in best[:MOST])

    def close(self) -> None:
        """Close the database."""
        self._connection.close()
