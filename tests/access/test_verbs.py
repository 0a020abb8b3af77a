"""No verb and no question forgets to ask who acts: each is called by four who have nothing, held against the table."""

from __future__ import annotations

import os

import pytest

from tests.access.verbs import TABLE, WHO, rooms, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.mark.parametrize("room", rooms())
def test_each_verb_of_a_room_refuses_whom_the_table_says(room: str) -> None:
    """What the table does not know yet is written into it by ``python -m tests.access --verbs``."""
    own = f"{room.partition('.')[2]}."
    known = {line.partition(": ")[0]: line for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]}
    now = {line.partition(": ")[0]: line for line in table(room)}
    if os.environ.get("TONGBAN_ACCESS") == "verbs":
        known = {name: line for name, line in known.items() if not name.startswith(own)} | now
        lines = [f"# verb: {', '.join(WHO)}", *(line for _, line in sorted(known.items()))]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert now == {name: line for name, line in known.items() if name.startswith(own)}
