"""The command `advisor` and what holds for every command below it."""

from __future__ import annotations

from typing import Any

import click

from bot.commands.ask import ask, chat
from bot.commands.backup import backup
from bot.commands.check import check
from bot.commands.evaluate import evaluate
from bot.commands.report import report
from bot.commands.serve import serve
from bot.commands.standard import askable, build, coverage, lint
from bot.commands.train import train
from bot.commands.user import user
from rules.errors import AdvisorError


class OneLine(click.Group):
    """A group whose commands end in one clear line and exit status 2 when something is wrong with what they were given."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors meant for people are printed, not raised."""
        try:
            return super().invoke(ctx)
        except AdvisorError as error:
            click.echo(f"advisor: {error}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("advisor: 已中断", err=True)
            ctx.exit(130)


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="service-standard-advisor")
def main() -> None:
    """Advisor on the service standard of a power company (供电服务标准咨询助手).

    The standard is YAML in rules/standard/; rules derive every answer, with its clause. Start with "advisor serve" or "advisor ask".
    """


for command in (ask, askable, backup, build, chat, check, coverage, evaluate, lint, report, serve, train, user):
    main.add_command(command)
