"""No verb and no question forgets to ask who acts: each is called by four who have nothing, held against the table."""

from __future__ import annotations

import os

import pytest

from tests.access.verbs import TABLE, WHO, table


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_each_verb_refuses_whom_the_table_says() -> None:
    found = table()
    head = f"# verb: {', '.join(WHO)}"
    if os.environ.get("TONGBAN_ACCESS") == "verbs":
        TABLE.write_text("\n".join([head, *found]) + "\n", encoding="utf-8")
    assert [head, *found] == TABLE.read_text(encoding="utf-8").splitlines()
