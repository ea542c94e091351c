"""Small findings of every kind, each with the text in which it is told: one item, many, none, what is lost, what is silent."""

from __future__ import annotations

from rules.findings import Finding
from tests.actions.findings import flows, halls, holders, lists, others, statements, verdicts

TEXTS: dict[str, tuple[Finding, str]] = {
    label: told for part in (lists, verdicts, holders, flows, statements, halls, others) for label, told in part.TEXTS.items()
}
"""Every kind of finding under a label, with its text."""
