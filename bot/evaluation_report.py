"""What came of an evaluation, for people and for other programs: shares by kind, misses, what changed, a page with the confusions."""

from __future__ import annotations

import base64
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from bot.evaluation import Outcome
from rules.errors import AdvisorError

MAX_REPLY_CHARACTERS = 400
OUTSIDE = "outside"
BESIDE = (OUTSIDE, "safety", "smalltalk", "person")
"""Kinds of question that are none on the standard."""


def shares(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """For each kind of question how many were right, of how many."""
    found: dict[str, list[bool]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.question.kind, []).append(outcome.right)
    return {kind: (sum(results), len(results)) for kind, results in sorted(found.items())}


def summary(outcomes: Sequence[Outcome]) -> str:
    """The whole in one line: right, asked back, false, with the share that is right."""
    right = sum(outcome.right for outcome in outcomes)
    asked = sum(not outcome.right and outcome.turns[-1].asked_back for outcome in outcomes)
    false = sum(outcome.false for outcome in outcomes)
    share = right / max(1, len(outcomes))
    return f"答对 {right} / {len(outcomes)} = {share:.1%}；答错的之中反问 {asked}，说了不实的话 {false}"


def boundary(outcomes: Sequence[Outcome]) -> str:
    """In one line: of what the standard does not provide for, how much was said to be so; of what it does, how much was refused; citations.

    Refused is a reply that declines and cites nothing. A citation is right when the reply to a question with expected clauses has all.
    """
    beyond = [outcome for outcome in outcomes if outcome.question.kind == OUTSIDE and outcome.question.turns[-1][1].declined]
    caught = sum(outcome.turns[-1].declined for outcome in beyond)
    within = [outcome for outcome in outcomes if outcome.question.kind not in BESIDE and not outcome.question.turns[-1][1].declined]
    refused = sum(outcome.turns[-1].declined and not outcome.turns[-1].cited for outcome in within)
    cited = [
        not any(fault.startswith("没有引用") for fault in turn.wrong)
        for outcome in outcomes
        for turn, (_, expected) in zip(outcome.turns, outcome.question.turns, strict=True)
        if expected.clauses
    ]
    return (
        f"标准之外的问题识别出 {caught} / {len(beyond)} = {caught / max(1, len(beyond)):.1%}；"
        f"标准之内的问题被拒答 {refused} / {len(within)} = {refused / max(1, len(within)):.1%}；"
        f"条款引用齐全 {sum(cited)} / {len(cited)} = {sum(cited) / max(1, len(cited)):.1%}"
    )


def miss_lines(outcome: Outcome) -> list[str]:
    """A miss as text: the question, and for each turn that went wrong what is wrong, what was understood, and the reply."""
    lines = [f"✗ {outcome.question.id} {outcome.question.ask}"]
    for turn in outcome.turns:
        if turn.wrong:
            lines += [f"    {'；'.join(turn.wrong)}", f"    [{turn.understood}]"]
            lines.append("    " + turn.reply.replace("\n", "\n    ")[:MAX_REPLY_CHARACTERS])
    return lines


def rows(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Every outcome as plain values."""
    return [
        {
            "id": outcome.question.id,
            "kind": outcome.question.kind,
            "right": outcome.right,
            "false": outcome.false,
            "turns": [
                {"ask": turn.ask, "wrong": turn.wrong, "asked_back": turn.asked_back, "understood": turn.understood, "reply": turn.reply}
                for turn in outcome.turns
            ],
        }
        for outcome in outcomes
    ]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The outcomes of an earlier run, as `rows` gave them; an AdvisorError says that the file has none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return [{"id": str(row["id"]), "right": bool(row["right"])} for row in found]
    except (ValueError, TypeError, KeyError, OSError):
        raise AdvisorError(f"{path} 不是 advisor evaluate --json 写的结果：请换一个文件") from None


def changes(before: Iterable[dict[str, Any]], outcomes: Iterable[Outcome]) -> list[str]:
    """What is better and what is worse than before, among the questions that both runs have."""
    was = {row["id"]: row["right"] for row in before}
    both = [outcome for outcome in outcomes if outcome.question.id in was]
    better = [outcome.question for outcome in both if outcome.right and not was[outcome.question.id]]
    worse = [outcome.question for outcome in both if not outcome.right and was[outcome.question.id]]
    lines = [f"与上次相同的题 {len(both)} 道：变好 {len(better)}，变差 {len(worse)}。"]
    lines += [f"  变好 {question.id} {question.ask}" for question in better]
    lines += [f"  变差 {question.id} {question.ask}" for question in worse]
    return lines


def page(outcomes: Sequence[Outcome]) -> str:
    """A self-contained HTML page."""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(["html", "j2"]))
    template = environment.get_template("evaluation.html.j2")
    return template.render(
        summary=f"{summary(outcomes)}。{boundary(outcomes)}",
        shares=shares(outcomes),
        misses=[outcome for outcome in outcomes if not outcome.right],
        picture=_confusions(outcomes),
    )


def _confusions(outcomes: Iterable[Outcome]) -> str:
    """How many questions of each kind were understood as which intent, as a PNG in base64."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    counts = Counter((outcome.question.kind, outcome.turns[0].intent) for outcome in outcomes if len(outcome.turns) == 1)
    kinds = sorted({kind for kind, _ in counts})
    intents = sorted({intent for _, intent in counts})
    if not counts:
        return ""
    figure, axes = pyplot.subplots(figsize=(max(4, 0.42 * len(intents) + 2), max(3, 0.34 * len(kinds) + 2)))
    table = [[counts[kind, intent] for intent in intents] for kind in kinds]
    axes.imshow(table, cmap="Blues", aspect="auto")
    axes.set_xticks(range(len(intents)), intents, rotation=60, ha="right", fontsize=8)
    axes.set_yticks(range(len(kinds)), kinds, fontsize=8)
    axes.set_xlabel("understood as")
    axes.set_ylabel("kind of question")
    most = max(counts.values())
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if value:
                axes.text(column, row, value, ha="center", va="center", fontsize=7, color="white" if value > most / 2 else "black")
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=110, bbox_inches="tight")
    pyplot.close(figure)
    return base64.b64encode(stream.getvalue()).decode()
