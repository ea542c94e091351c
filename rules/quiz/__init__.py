"""Questions that test what staff know of the standard: made from the rules, and marked by them.

`Bank` makes them (`draw`, `on`), `marking` marks answers, `statistics` reports on them.
"""
