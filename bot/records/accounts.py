"""Who may log in, as what, and the sessions in which they are."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlite_utils import Database

from rules.errors import AdvisorError

Role = Literal["agent", "trainer", "manager", "admin"]
ROLES: tuple[str, ...] = get_args(Role)
TITLES = {"agent": "座席", "trainer": "培训师", "manager": "厅经理", "admin": "管理员"}
MIN_PASSWORD_CHARACTERS, MAX_PASSWORD_CHARACTERS = 10, 200
MAX_FAILED_LOGINS = 5
LOCKED_SECONDS = 15 * 60
SESSION_SECONDS = 12 * 3600
_NAME = re.compile(r"[\w.@-]{1,40}")
_TEAM = re.compile(r"[\w.-][\w. -]{0,39}")


@dataclass(frozen=True)
class Account:
    """Somebody who may log in."""

    name: str
    role: str
    team: str = ""


@dataclass(frozen=True)
class PasswordCheck:
    """Whether a password was right, and its hash anew where the old one is no longer good enough."""

    right: bool
    anew: str = ""


class LoginRefused(AdvisorError):
    """Why somebody may not log in; `seconds`: how long to wait before trying again, 0 where it need not be waited."""

    def __init__(self, says: str, seconds: int = 0) -> None:
        super().__init__(says)
        self.seconds = seconds


class Accounts:
    """The accounts and their sessions in the records. Passwords are kept as argon2 hashes, session tokens as SHA-256.

    Somebody logs in by three steps, `hash_of`, `check` and `conclude`: `check` takes long, by design, and alone does not touch the records,
    so that an event loop can leave it to a thread. After `MAX_FAILED_LOGINS` wrong passwords in a row the account is locked for a while,
    also against the right one.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time, hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def add(self, name: str, role: str, password: str, team: str = "") -> None:
        """A new account. Raises AdvisorError where the name is taken or not fit, the role unknown, or the password too weak."""
        if not _NAME.fullmatch(name):
            raise AdvisorError(f"账号“{name}”不行：用 1 到 40 个字母、汉字、数字或 . _ @ -")
        if role not in ROLES:
            raise AdvisorError(f"角色“{role}”不认识：要是 {'、'.join(ROLES)} 之一")
        if self._row(name):
            raise AdvisorError(f"账号“{name}”已经有了；改密码用 advisor user password {name}")
        row = {"name": name, "role": role, "password": self._hash(name, password), "created": self._clock(), "team": _team(team)}
        self._database.table("accounts").insert(row)

    def set_password(self, name: str, password: str) -> None:
        """A new password: who is logged in with the old one no longer is, and the account is not locked."""
        if not self._row(name):
            raise AdvisorError(f"没有账号“{name}”；advisor user list 列出所有账号")
        hash_ = self._hash(name, password)
        with self._database.conn:
            self._database.execute("begin immediate")
            self._database.execute("update accounts set password = ?, failures = 0, locked_until = 0 where name = ?", [hash_, name])
            self._database.execute("delete from sessions where account = ?", [name])

    def set_team(self, name: str, team: str) -> None:
        """Put an account in a team; "" for none."""
        if not self._database.execute("update accounts set team = ? where name = ?", [_team(team), name]).rowcount:
            raise AdvisorError(f"没有账号“{name}”；advisor user list 列出所有账号")

    def remove(self, name: str) -> None:
        """Delete an account and its sessions."""
        with self._database.conn:
            self._database.execute("begin immediate")
            if not self._database.execute("delete from accounts where name = ?", [name]).rowcount:
                raise AdvisorError(f"没有账号“{name}”；advisor user list 列出所有账号")

    def everyone(self) -> list[dict[str, Any]]:
        """All accounts, without what is secret."""
        return list(self._database.query("select name, role, team, created, locked_until from accounts order by name"))

    def hash_of(self, name: str) -> str:
        """The hash to check a password against, also where there is no such account. Raises LoginRefused where it is locked."""
        return str((self._unlocked(name) or {"password": self._nobody})["password"])

    def check(self, hash_: str, password: str) -> PasswordCheck:
        """Whether a password is that of a hash."""
        right = self._matches(hash_, password)
        return PasswordCheck(right, self._hasher.hash(password) if right and self._hasher.check_needs_rehash(hash_) else "")

    def conclude(self, name: str, checked: PasswordCheck) -> Account:
        """The account, if its password was right; else it is counted, and LoginRefused raised, which does not tell whether the name or the
        password is wrong."""
        row = self._unlocked(name)
        if not row or not checked.right:
            if row:
                self._failed(name, self._clock())
            raise LoginRefused("账号或密码不对。")
        self._database.execute("update accounts set failures = 0, locked_until = 0 where name = ?", [name])
        if checked.anew:
            self._database.execute("update accounts set password = ? where name = ?", [checked.anew, name])
        return Account(name, row["role"], row["team"])

    def _unlocked(self, name: str) -> dict[str, Any] | None:
        row, now = self._row(name), self._clock()
        if row and row["locked_until"] > now:
            seconds = int(row["locked_until"] - now) + 1
            raise LoginRefused(f"密码多次不对，账号已锁定，请在 {(seconds + 59) // 60} 分钟后再试。", seconds)
        return row

    def open_session(self, account: Account) -> str:
        """The token of a new session."""
        token, now = secrets.token_urlsafe(32), self._clock()
        self._database.table("sessions").insert({"token": _digest(token), "account": account.name, "opened": now, "last": now})
        return token

    def in_session(self, token: str) -> Account | None:
        """Who is logged in with a token; None where nobody is, or no longer."""
        row = next(
            self._database.query(
                "select accounts.name, accounts.role, accounts.team, sessions.opened from sessions"
                " join accounts on accounts.name = sessions.account where token = ?",
                [_digest(token)],
            ),
            None,
        )
        if not row or row["opened"] + SESSION_SECONDS < self._clock():
            return None
        return Account(row["name"], row["role"], row["team"])

    def close_session(self, token: str) -> None:
        """Log out."""
        self._database.execute("delete from sessions where token = ?", [_digest(token)])

    def delete_sessions_before(self, time_: float) -> int:
        """Delete sessions that were opened before; how many there were."""
        return int(self._database.execute("delete from sessions where opened < ?", [time_]).rowcount)

    def _row(self, name: str) -> dict[str, Any] | None:
        return next(self._database.query("select * from accounts where name = ?", [name]), None)

    def _failed(self, name: str, now: float) -> None:
        self._database.execute(
            "update accounts set locked_until = case when failures + 1 >= ? then ? else locked_until end,"
            " failures = case when failures + 1 >= ? then 0 else failures + 1 end where name = ?",
            [MAX_FAILED_LOGINS, now + LOCKED_SECONDS, MAX_FAILED_LOGINS, name],
        )

    def _matches(self, hash_: str, password: str) -> bool:
        try:
            return self._hasher.verify(hash_, password[:MAX_PASSWORD_CHARACTERS])
        except VerificationError:
            return False

    def _hash(self, name: str, password: str) -> str:
        if not MIN_PASSWORD_CHARACTERS <= len(password) <= MAX_PASSWORD_CHARACTERS:
            raise AdvisorError(f"密码要有 {MIN_PASSWORD_CHARACTERS} 到 {MAX_PASSWORD_CHARACTERS} 个字符")
        if name.lower() in password.lower() or len(set(password)) < MIN_PASSWORD_CHARACTERS // 2:
            raise AdvisorError("密码太容易猜：不要含有账号，也不要只用几个字符")
        return self._hasher.hash(password)


def _team(name: str) -> str:
    """The name of a team. Raises AdvisorError where it is too long or has what no name has."""
    if name and not _TEAM.fullmatch(name):
        raise AdvisorError(f"班组“{name}”不行：用 1 到 40 个字母、汉字、数字、空格或 . _ -")
    return name


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
