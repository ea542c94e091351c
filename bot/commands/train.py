"""The command `advisor train`."""

from __future__ import annotations

import click

from bot.commands.preparation import train_because


@click.command()
@click.option("--force", is_flag=True, help="Train although nothing has changed.")
def train(force: bool) -> None:
    """Train the conversation's model.

    Only if the standard, the training data or the configuration has changed.
    """
    from bot.project import MODEL, model_state

    problem = model_state()
    if not problem and not force:
        click.echo(f"{MODEL} 已是最新，不用训练。")
        return
    train_because(problem or "按要求重新训练")
    click.echo(str(MODEL))
