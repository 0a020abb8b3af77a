"""Every verb of revisions."""

from tongban.work.revisions.actions.drafting import add_text, begin, drop, move_base, plan, save, take_text
from tongban.work.revisions.actions.publishing import give_back, publish
from tongban.work.revisions.actions.reviewing import approve, recall, send, send_back

__all__ = [
    "add_text", "approve", "begin", "drop", "give_back", "move_base", "plan", "publish", "recall", "save", "send",
    "send_back", "take_text",
]  # fmt: skip
