"""The commands that talk to the assistant in this process: `advisor ask`, `advisor chat`."""

from __future__ import annotations

import json
from typing import Any

import click

from bot.commands.preparation import prepared_assistant


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--why", is_flag=True, help="Also print how the answer was derived.")
@click.option("--json", "as_json", is_flag=True, help="Print the reply as JSON, with the structured answer.")
def ask(question: tuple[str, ...], why: bool, as_json: bool) -> None:
    """Ask one question, print the answer.

    The first line says how the question was understood; --json has its form too.

    \b
    Example: advisor ask C级营业厅需要哪些服务人员
             advisor ask --why 在网上能办销户吗
    """
    assistant = prepared_assistant()
    messages = assistant.reply(" ".join(question), "cli")
    if why:
        messages += assistant.reply("为什么", "cli")
    if as_json:
        click.echo(json.dumps(messages, ensure_ascii=False, indent=2))
    else:
        _print(messages)


@click.command()
def chat() -> None:
    """Talk to the assistant here.

    An empty line or Ctrl-D ends.
    """
    assistant = prepared_assistant()
    click.echo("请提问（空行结束）：")
    while True:
        try:
            text = input("> ").strip()
        except EOFError:
            return
        if not text:
            return
        _print(assistant.reply(text, "cli"))


def _print(messages: list[dict[str, Any]]) -> None:
    for message in messages:
        understood = (message.get("custom") or {}).get("question")
        if understood:
            click.secho(f"您问的是：{understood}", dim=True)
        click.echo(message.get("text", ""))
        for button in message.get("buttons") or []:
            click.echo(f"  [{button['title']}]")
