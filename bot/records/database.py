"""The file in which the pages keep things, opened with its schema brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from rules.errors import AdvisorError

BUSY_MILLISECONDS = 5000
# Each script brings the schema from the version that is its position to the next. Only ever add to the end.
MIGRATIONS: Sequence[str] = (
    """
    create table conversations (
        id text primary key, channel text not null, owner text not null, script text not null, started real not null, last real not null
    );
    create index conversations_by_last on conversations (last);
    create table turns (
        id text primary key, conversation text not null references conversations (id) on delete cascade, sent text not null,
        at real not null, text text not null, replies text not null, outcome text not null, unique (conversation, sent)
    );
    create index turns_by_conversation on turns (conversation, at);
    create table ratings (
        turn text not null references turns (id) on delete cascade, reply integer not null, good integer not null, reason text not null,
        at real not null, primary key (turn, reply)
    );
    create table unanswered (
        key text primary key, text text not null, why text not null, count integer not null, first real not null, last real not null,
        solved real, solved_by text not null default '', note text not null default ''
    );
    create table accounts (
        name text primary key, role text not null, password text not null, created real not null, failures integer not null default 0,
        locked_until real not null default 0
    );
    create table sessions (
        token text primary key, account text not null references accounts (name) on delete cascade, opened real not null, last real not null
    );
    create table audit (
        number integer primary key, at real not null, actor text not null, action text not null, object text not null,
        previous text not null, hash text not null
    );
    create trigger audit_is_not_changed before update on audit begin select raise(abort, 'the audit trail is only added to'); end;
    create trigger audit_is_not_deleted before delete on audit begin select raise(abort, 'the audit trail is only added to'); end;
    """,
    """
    alter table accounts add column team text not null default '';
    create table quizzes (
        id text primary key, title text not null, made_by text not null, made real not null, seconds integer not null,
        pass_mark real not null, people text not null, closes real not null, edition text not null, paper text not null
    );
    create table attempts (
        id text primary key, account text not null, quiz text references quizzes (id) on delete set null, title text not null,
        kind text not null, started real not null, ends real not null, finished real, pass_mark real not null, edition text not null
    );
    create unique index attempts_once on attempts (quiz, account) where quiz is not null;
    create index attempts_by_account on attempts (account, started);
    create table asked (
        attempt text not null references attempts (id) on delete cascade, position integer not null, question text not null,
        kind text not null, clause text not null, content text not null, reason text not null, response text, points real,
        answered real, primary key (attempt, position)
    );
    create trigger asked_is_answered_once before update of response, points on asked when old.response is not null
        begin select raise(abort, 'answered already'); end;
    create table cards (
        account text not null, clause text not null, card text not null, due real not null, primary key (account, clause)
    );
    create index cards_by_due on cards (account, due);
    """,
)


def open_records(path: Path) -> Database:
    """The database at `path`, made or brought up to date where it must be. Raises AdvisorError where the file cannot be used.

    Several processes may have it open: readers do not wait for writers (WAL), writers wait for each other for a few seconds.
    """
    connection: sqlite3.Connection | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # conversations are nobody else's
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_MILLISECONDS / 1000)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma foreign_keys = on")
        _migrate(connection, path)
    except (sqlite3.Error, OSError, AdvisorError) as error:
        if connection:
            connection.close()  # with what was not committed
        if isinstance(error, AdvisorError):
            raise
        raise AdvisorError(f"{path} 不能用（{error}）：换一个 ADVISOR_RECORDS，或从备份恢复") from None
    return Database(connection)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("begin immediate")
    (version,) = connection.execute("pragma user_version").fetchone()
    if version > len(MIGRATIONS):
        raise AdvisorError(f"{path} 是更新的程序写的（版本 {version}，这里只认识到 {len(MIGRATIONS)}）：请更新程序")
    for position in range(version, len(MIGRATIONS)):
        for statement in _statements(MIGRATIONS[position]):
            connection.execute(statement)
    connection.execute(f"pragma user_version = {len(MIGRATIONS)}")
    connection.execute("commit")


def _statements(script: str) -> list[str]:
    """The statements of a script: sqlite3's own executescript would end the transaction."""
    found: list[str] = []
    open_ = ""
    for line in script.splitlines():
        open_ += line + "\n"
        if sqlite3.complete_statement(open_):
            found.append(open_)
            open_ = ""
    return found
