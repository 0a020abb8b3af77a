"""Every verb of tasks."""

from tongban.work.tasks.actions.delegating import delegate, end_delegation
from tongban.work.tasks.actions.doing import claim, close, hand_over, locked, open_task, release, reopen, set_clock
from tongban.work.tasks.actions.keeping_off import keep_off

__all__ = [
    "claim", "close", "delegate", "end_delegation", "hand_over", "keep_off", "locked", "open_task", "release",
    "reopen", "set_clock",
]
