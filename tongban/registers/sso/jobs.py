from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


@app.task(name="sso.tell")
def tell(visit_id: str) -> None:
    """Tell one system that one visit is over."""
    from tongban.registers.sso import actions

    actions.tell_of_end(visit_id)


def tell_due() -> int:
    """Hint at every system that is owed a word about a visit's end; returns how many."""
    from tongban.registers.sso import queries

    found = queries.visits_to_tell()
    for visit in found:
        try:
            tell.configure(lock=f"visit/{visit}", queueing_lock=f"visit/{visit}").defer(visit_id=visit)
        except AlreadyEnqueued:
            continue
    return len(found)
