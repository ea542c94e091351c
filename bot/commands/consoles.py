"""Where commands print what is more than lines of text: results, and what happens meanwhile."""

from __future__ import annotations

from rich.console import Console

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False)
