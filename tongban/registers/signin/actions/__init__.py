"""Verbs of signing in: bind and prove; begin and end sittings."""

from tongban.registers.signin.actions.binding import begin_binding, bind, make_recovery_codes, prove, take_authenticator
from tongban.registers.signin.actions.carrying import carry_passkeys
from tongban.registers.signin.actions.leaving import close_account, dismiss
from tongban.registers.signin.actions.passkeys import add_passkey, enter_by_passkey, prove_by_passkey, remove_passkey
from tongban.registers.signin.actions.releasing import ask_release
from tongban.registers.signin.actions.resetting import reset_password
from tongban.registers.signin.actions.sitting import begin, end, end_others, forget_old_sittings, left, renamed, touch

__all__ = [
    "add_passkey",
    "ask_release",
    "begin",
    "begin_binding",
    "bind",
    "carry_passkeys",
    "close_account",
    "dismiss",
    "end",
    "end_others",
    "enter_by_passkey",
    "forget_old_sittings",
    "left",
    "make_recovery_codes",
    "prove",
    "prove_by_passkey",
    "remove_passkey",
    "renamed",
    "reset_password",
    "take_authenticator",
    "touch",
]
