"""Who may do what, held against the committed table: no database, every permit, everybody."""

from __future__ import annotations

from tests.access.permits import DEEPER, TABLE, permits, table


def test_every_permit_lets_in_whom_the_table_says_and_nobody_else() -> None:
    assert table().splitlines() == TABLE.read_text(encoding="utf-8").splitlines()


def test_the_table_knows_every_permit_that_asks_no_rows() -> None:
    known = {line.partition(":")[0].split()[0] for line in TABLE.read_text(encoding="utf-8").splitlines()}
    assert {name for name, _ in permits() if not name.startswith(DEEPER)} == known
