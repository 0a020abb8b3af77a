"""By what a row is known again."""

from __future__ import annotations

import hashlib
import json

from tongban.engines.tables import Row, Table


def key(table: Table, row: Row) -> str:
    """One value for the key columns, of whatever length they are."""
    return hashlib.sha256(json.dumps(table.identity(row), ensure_ascii=False).encode()).hexdigest()
