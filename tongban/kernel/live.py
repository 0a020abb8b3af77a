"""Live news: a NOTIFY that carries ids ({"s": "case/42", "n": 1234}: it has a new fact of that number), never data.

The ledger sends it in the statement that writes the fact; PostgreSQL delivers it at commit.
"""

CHANNEL = "tongban_news"
