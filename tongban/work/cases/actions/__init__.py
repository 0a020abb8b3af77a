"""Every verb of a case; one file per turn of its life."""

from tongban.work.cases.actions.accepting import accept, ask_for_more, turn_away
from tongban.work.cases.actions.deciding import decide, finish, pause, resume
from tongban.work.cases.actions.drafting import discard, give, save_page, start, take_back
from tongban.work.cases.actions.looking import look
from tongban.work.cases.actions.noticing import seal_notice
from tongban.work.cases.actions.submitting import submit, supply, withdraw

__all__ = [
    "accept", "ask_for_more", "decide", "discard", "finish", "give", "look", "pause", "resume", "save_page",
    "seal_notice", "start", "submit", "supply", "take_back", "turn_away", "withdraw",
]
