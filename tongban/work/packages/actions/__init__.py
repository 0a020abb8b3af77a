"""Verbs of a run: filled like a case, handed in once, carried on branch by branch, taken back, closed."""

from tongban.work.packages.actions.ageing import empty, restore, trash, warn_of_expiry
from tongban.work.packages.actions.carrying import bar, close, file, share_supplement
from tongban.work.packages.actions.drafting import discard, give, promise, save_page, start, take_back
from tongban.work.packages.actions.fetching import allow, fill_in
from tongban.work.packages.actions.renewing import mark_objected, refresh, settle_objected
from tongban.work.packages.actions.sparing import ask_holder, fetch, verify
from tongban.work.packages.actions.submitting import drop, submit, withdraw

__all__ = [
    "allow", "ask_holder", "bar", "close", "discard", "drop", "empty", "fetch", "file", "fill_in", "give",
    "mark_objected", "promise", "refresh", "restore", "save_page", "settle_objected", "share_supplement", "start",
    "submit", "take_back", "trash", "verify", "warn_of_expiry", "withdraw",
]  # fmt: skip
