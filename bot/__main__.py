"""`python -m bot`: the command line."""

from bot.commands.main import main

main()
