"""Every verb of tasks."""

from tongban.work.tasks.actions.delegating import delegate, delegate_for, end_delegation
from tongban.work.tasks.actions.doing import (
    claim,
    close,
    free,
    hand_over,
    locked,
    open_task,
    release,
    reopen,
    set_clock,
)
from tongban.work.tasks.actions.keeping_off import keep_off
from tongban.work.tasks.actions.viewing import drop_view, keep_view

__all__ = [
    "claim", "close", "delegate", "delegate_for", "drop_view", "end_delegation", "free", "hand_over", "keep_off",
    "keep_view", "locked", "open_task", "release", "reopen", "set_clock",
]
