"""Requests of every kind, most of them wrong: what the endpoints of the pages must bear."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from hypothesis import strategies as st

POSTS = (
    "/chat/messages", "/chat/new", "/chat/ratings", "/desk/login", "/desk/logout", "/desk/calls", "/desk/calls/close", "/desk/messages",
    "/desk/ratings", "/desk/halls", "/desk/unanswered", "/desk/log/delete", "/train/login", "/train/practice", "/train/begin",
    "/train/answers", "/train/finish", "/train/quizzes", "/train/quizzes/close",
)  # fmt: skip
GETS = (
    "/", "/widget", "/desk", "/assets/chat.js", "/assets/x", "/chat/history", "/desk/me", "/desk/search", "/desk/calls", "/desk/halls",
    "/desk/unanswered", "/desk/log", "/desk/log/turns", "/desk/log/export", "/desk/audit", "/train", "/train/reports", "/train/home",
    "/train/attempt", "/train/quizzes", "/train/report", "/train/report/export",
)  # fmt: skip
FIELDS = (
    "sent", "text", "reply", "good", "reason", "name", "password", "call", "grade", "has", "reported", "key", "solved", "note", "id",
    "attempt", "position", "response", "quiz", "title", "number", "minutes", "pass_mark", "days", "people", "clauses", "kinds",
)  # fmt: skip
PARAMETERS = ("q", "grade", "solved", "channel", "since", "until", "text", "outcome", "disliked", "skip", "id", "form", "quiz")


class Input(NamedTuple):
    """One request."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes
    headers: dict[str, str]


def _encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True).encode()


texts = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["销户有哪些步骤", "C级营业厅", "/restart", "sent-00000001", "-1", "1e999", "\x00", "电" * 300, "' or 1=1 --", "=1+1"]),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
bodies = st.one_of(
    st.dictionaries(st.sampled_from(FIELDS), values, max_size=6).map(_encoded),
    st.dictionaries(st.sampled_from(FIELDS), texts, max_size=6).map(_encoded),
    values.map(_encoded),
    st.binary(max_size=200),
)
header_values = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40)
headers = st.fixed_dictionaries(
    {"Content-Type": st.sampled_from(["application/json"] * 8 + ["text/plain", "", "application/json; charset=x"])},
    optional={
        "Origin": header_values,
        "Sec-Fetch-Site": st.sampled_from(["same-origin", "none", "cross-site"]),
        "X-CSRF-Token": header_values,
        "X-Forwarded-For": header_values,
        "Cookie": header_values | st.sampled_from(["<=", "conversation=x", 'conversation="', "conversation=; desk=1", "a=b, c=d"]),
        "If-None-Match": header_values,
    },
)
inputs = st.one_of(
    st.builds(Input, st.just("POST"), st.sampled_from(POSTS), st.just({}), bodies, headers),
    st.builds(
        Input,
        st.sampled_from(["GET", "GET", "GET", "HEAD", "PUT", "DELETE", "OPTIONS"]),
        st.sampled_from(GETS),
        st.dictionaries(st.sampled_from(PARAMETERS), texts, max_size=3),
        st.just(b""),
        headers,
    ),
)
