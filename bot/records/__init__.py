"""What the pages keep: conversations, what was not understood, accounts, and who did what. SQLite, in one file."""
