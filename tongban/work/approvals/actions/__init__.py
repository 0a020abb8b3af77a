"""Every verb of approvals."""

from tongban.work.approvals.actions.consulting import answer, consult
from tongban.work.approvals.actions.desks import (
    no_longer_open,
    put_on_desks,
    start_again,
    take_from_desks,
    waiting_for_desk,
)
from tongban.work.approvals.actions.phrasing import change_phrase, keep_phrase, remove_phrase
from tongban.work.approvals.actions.recusing import recuse
from tongban.work.approvals.actions.ruling import settle_by_rules
from tongban.work.approvals.actions.sending_back import send_back
from tongban.work.approvals.actions.signing import sign
from tongban.work.approvals.actions.undoing import undo
from tongban.work.approvals.actions.watching import seen

__all__ = [
    "answer", "change_phrase", "consult", "keep_phrase", "no_longer_open", "put_on_desks", "recuse", "remove_phrase",
    "seen", "send_back", "settle_by_rules", "sign", "start_again", "take_from_desks", "undo", "waiting_for_desk",
]
