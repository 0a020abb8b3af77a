"""Every verb of a case; one file per turn of its life."""

from tongban.work.cases.actions.accepting import accept, ask_for_more, turn_away
from tongban.work.cases.actions.ageing import empty, restore, trash, warn_of_expiry
from tongban.work.cases.actions.answering import correct, deem_accepted, no_permit, not_ours, return_unsupplied
from tongban.work.cases.actions.confirming import confirm
from tongban.work.cases.actions.consenting import ask_whose, put_questions, word_on_form, word_on_material
from tongban.work.cases.actions.deciding import decide, finish, hand_out, pause, resume
from tongban.work.cases.actions.drafting import discard, give, refuse_document, save_form, save_page, start, take_back
from tongban.work.cases.actions.fetching import allow, fill_in
from tongban.work.cases.actions.forgetting import be_forgotten
from tongban.work.cases.actions.hearing import (
    ask_hearing,
    call_hearing,
    give_up_hearing,
    hold_hearing,
    tell_hearing_right,
)
from tongban.work.cases.actions.looking import audit, look, look_up, tell_caller
from tongban.work.cases.actions.noticing import open_notice, seal_notice
from tongban.work.cases.actions.opening import ask_opening
from tongban.work.cases.actions.overseeing import extend, rectify, reopen, send_on, terminate, transfer
from tongban.work.cases.actions.prereviewing import assure, overrule
from tongban.work.cases.actions.promising import give_later, promise, serve_undertaking
from tongban.work.cases.actions.reckoning import measure_pace, reckon
from tongban.work.cases.actions.recording import hand_up, record_visit
from tongban.work.cases.actions.renewing import bring_up, mark_objected, refresh, settle_objected
from tongban.work.cases.actions.requesting import answer_request
from tongban.work.cases.actions.sparing import ask_holder, fetch, reuse, verify
from tongban.work.cases.actions.submitting import submit, supply, withdraw
from tongban.work.cases.actions.taking import take_ledger
from tongban.work.cases.actions.undoing import expect, undo
from tongban.work.cases.actions.unmasking import unmask

__all__ = [
    "accept", "allow", "answer_request", "ask_for_more", "ask_hearing", "ask_holder", "ask_opening", "ask_whose",
    "assure", "audit", "be_forgotten", "bring_up", "call_hearing", "confirm", "correct", "decide", "deem_accepted",
    "discard", "empty", "expect", "extend", "fetch", "fill_in", "finish",
    "give", "give_later", "give_up_hearing", "hand_out", "hand_up", "hold_hearing", "look", "look_up",
    "mark_objected", "measure_pace", "no_permit", "not_ours", "open_notice", "overrule", "pause", "promise",
    "put_questions", "reckon", "record_visit",
    "rectify", "refresh", "refuse_document", "reopen", "restore", "resume", "return_unsupplied",
    "reuse", "save_form", "save_page", "seal_notice", "send_on", "serve_undertaking", "settle_objected", "start",
    "submit", "supply", "take_back", "take_ledger", "tell_caller", "tell_hearing_right", "terminate", "transfer",
    "trash", "turn_away", "undo", "unmask", "verify", "warn_of_expiry", "withdraw", "word_on_form",
    "word_on_material",
]
