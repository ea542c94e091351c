"""Who did what: an account opened, a conversation deleted, an export made. Only ever added to; a changed entry breaks the chain."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

from sqlite_utils import Database


class Audit:
    """The audit trail. Each entry carries the hash of the one before, so that none can be changed or taken out unseen."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def write(self, actor: str, action: str, object_: str = "") -> None:
        """Add an entry: `actor` the account (or "system"), `action` what it did, to which `object_`. No personal data."""
        with self._database.conn:
            self._database.execute("begin immediate")
            last = self._database.execute("select number, hash from audit order by number desc limit 1").fetchone() or (0, "")
            entry = {"number": last[0] + 1, "at": self._clock(), "actor": actor, "action": action, "object": object_, "previous": last[1]}
            self._database.execute(
                "insert into audit values (:number, :at, :actor, :action, :object, :previous, :hash)", {**entry, "hash": _hash(entry)}
            )

    def entries(self, most: int = 200) -> list[dict[str, Any]]:
        """The last entries, the latest first."""
        return list(self._database.query("select number, at, actor, action, object from audit order by number desc limit ?", [most]))

    def broken_at(self) -> int:
        """The number of the first entry that does not follow from the one before; 0 where all do."""
        previous, expected = "", 1
        for row in self._database.query("select * from audit order by number"):
            hash_ = row.pop("hash")
            if row["number"] != expected or row["previous"] != previous or hash_ != _hash(row):
                return expected
            previous, expected = hash_, expected + 1
        return 0


def _hash(entry: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
