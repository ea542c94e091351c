"""The commands `advisor user …`: who may log in at the desk."""

from __future__ import annotations

import sys
import time
from getpass import getuser

import click

from bot.records.accounts import ROLES, TITLES, Accounts
from bot.records.audit import Audit

PASSWORD = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input (one line) instead of asking for it twice."
)


@click.group()
def user() -> None:
    """Who may log in at the desk.

    \b
    Example: advisor user add wang --role agent
             advisor user list
    """


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="agent", show_default=True, help="What the account may do.")
@click.option("--team", default="", help="The team of the account, for reports.")
@PASSWORD
def add(name: str, role: str, team: str, password_stdin: bool) -> None:
    """Open an account.

    agent (座席) and manager (厅经理) use the desk and take tests; trainer (培训师) also makes tests and sees reports; admin (管理员)
    also sees, exports and deletes conversations.
    """
    accounts, audit = _records()
    accounts.add(name, role, _password(password_stdin), team)
    audit.write(f"cli:{getuser()}", "account opened", f"{name} {role}")
    click.echo(f"开通了账号 {name}（{TITLES[role]}），在 /desk 登录。")


@user.command("list")
def list_() -> None:
    """List the accounts."""
    accounts, _ = _records()
    found = accounts.everyone()
    for account in found:
        locked = "，暂时锁定" if account["locked_until"] > time.time() else ""
        team = f"，{account['team']}" if account["team"] else ""
        click.echo(f"{account['name']}\t{TITLES[account['role']]}（{account['role']}）{team}{locked}")
    if not found:
        click.echo("还没有账号；用 advisor user add 名字 --role admin 开通第一个。")


@user.command()
@click.argument("name")
@PASSWORD
def password(name: str, password_stdin: bool) -> None:
    """Set a new password; unlocks the account and ends its sessions."""
    accounts, audit = _records()
    accounts.set_password(name, _password(password_stdin))
    audit.write(f"cli:{getuser()}", "password set", name)
    click.echo(f"{name} 的密码改好了，原来的登录都已失效。")


@user.command()
@click.argument("name")
@click.argument("team_name", metavar="TEAM", default="")
def team(name: str, team_name: str) -> None:
    """Put an account in a team; without TEAM, in none."""
    accounts, audit = _records()
    accounts.set_team(name, team_name)
    audit.write(f"cli:{getuser()}", "team set", f"{name} {team_name}")
    click.echo(f"{name} 现在属于班组“{team_name}”。" if team_name else f"{name} 现在不属于任何班组。")


@user.command()
@click.argument("name")
def remove(name: str) -> None:
    """Close an account."""
    accounts, audit = _records()
    accounts.remove(name)
    audit.write(f"cli:{getuser()}", "account closed", name)
    click.echo(f"账号 {name} 已删除。")


def _records() -> tuple[Accounts, Audit]:
    from bot.project import RECORDS
    from bot.records.database import open_records

    database = open_records(RECORDS)
    return Accounts(database), Audit(database)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("密码", hide_input=True, confirmation_prompt="再输一遍"))
