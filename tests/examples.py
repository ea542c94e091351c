"""The tables of examples in the READMEs: `python -m tests.examples` writes what the program says, `--check` only compares."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from bot.assistant import Assistant

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "data" / "examples.yaml"
BEGIN, END = "<!-- made by python -m tests.examples -->", "<!-- end of the examples -->"
HEADINGS = {
    "README.md": ("en", "| kind of question | example | answer (its beginning) |"),
    "README.zh-CN.md": ("zh", "| 问法 | 例子 | 回答（开头） |"),
}
"""For each document with a table, its language and the heading of the table."""
LONGEST = 96
"""So many characters of an answer are shown, to the last sign of punctuation within them."""


def tables(assistant: Assistant) -> dict[str, str]:
    """The table of each document, asked anew."""
    examples: list[dict[str, Any]] = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    answers = [_last_reply(assistant, example["ask"], f"example-{number}") for number, example in enumerate(examples)]
    return {
        name: "\n".join(
            [
                heading,
                "|---|---|---|",
                *(
                    f"| {example['kind'][language]} | {'；'.join(example['ask'])} | {beginning(answer)} |"
                    for example, answer in zip(examples, answers, strict=True)
                ),
            ]
        )
        for name, (language, heading) in HEADINGS.items()
    }


def beginning(text: str) -> str:
    """The beginning of an answer, in one line, as a cell of a table."""
    whole = " ".join(line.strip() for line in text.splitlines()).replace("|", "\\|")
    if len(whole) <= LONGEST:
        return whole
    end = max(whole.rfind(sign, 0, LONGEST) for sign in "。；，、：）")
    return f"{whole[: end + 1]}……"


def table_in(text: str) -> str:
    """The table that a document holds between its markers. Raises ValueError where it has none."""
    begin, end = text.index(BEGIN), text.index(END)
    return text[begin + len(BEGIN) : end].strip()


def with_table(text: str, table: str) -> str:
    """A document with another table."""
    return text.replace(table_in(text), table)


def _last_reply(assistant: Assistant, messages: list[str], sender: str) -> str:
    replies = [assistant.reply(message, sender) for message in messages]
    return "\n".join(str(reply["text"]) for reply in replies[-1])


def main(check: bool) -> int:
    """Write the tables, or say which are not what the program says now; the exit status."""
    stale = 0
    for name, table in tables(Assistant()).items():
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        if table_in(text) == table:
            continue
        stale += 1
        if check:
            print(f"{name}: the table of examples is not what the program says now; run python -m tests.examples")
        else:
            path.write_text(with_table(text, table), encoding="utf-8")
            print(f"{name}: written")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
