"""The command `advisor serve`."""

from __future__ import annotations

import click

from bot.commands.consoles import err
from bot.commands.preparation import prepare


@click.command()
@click.option("--port", default=5005, show_default=True, help="Port of the assistant.")
@click.option("--actions-port", default=5055, show_default=True, help="Port of the action server.")
@click.option("--interface", default="127.0.0.1", show_default=True, help="Address to listen on; the action server stays on 127.0.0.1.")
@click.option("--train/--no-train", default=True, show_default=True, help="Train first when the model is missing or out of date.")
def serve(port: int, actions_port: int, interface: str, train: bool) -> None:
    """Run the assistant.

    Builds and trains what is out of date, then serves until stopped.

    \b
    Example: curl -s localhost:5005/webhooks/rest/webhook \\
               -d '{"sender": "me", "message": "C级营业厅需要哪些服务人员"}'
    """
    from bot.supervisor import Supervisor, check_ports

    check_ports(interface, port, actions_port)
    prepare(train, apart=True)
    Supervisor(interface, port, actions_port, lambda text: err.print(text)).run()
