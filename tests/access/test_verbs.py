"""No verb and no question forgets to ask who acts: each is called by four who have nothing, held against the table."""

from __future__ import annotations

import os

import pytest

from tests.access.verbs import TABLE, WHO, table


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_each_verb_refuses_whom_the_table_says() -> None:
    """What the table does not know yet is written into it by ``python -m tests.access --verbs``."""
    found = table()
    if os.environ.get("TONGBAN_ACCESS") == "verbs":
        TABLE.write_text("\n".join([f"# verb: {', '.join(WHO)}", *found]) + "\n", encoding="utf-8")
    known = {line.partition(": ")[0]: line for line in TABLE.read_text(encoding="utf-8").splitlines()}
    now = {line.partition(": ")[0]: line for line in found}
    assert {name: line for name, line in now.items() if known.get(name, line) != line} == {}
    assert len(now.keys() & known.keys()) > len(now) * 0.9
