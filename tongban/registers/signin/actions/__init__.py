"""Verbs of signing in: bind and prove; begin and end sittings."""

from tongban.registers.signin.actions.binding import begin_binding, bind, make_recovery_codes, prove, take_authenticator
from tongban.registers.signin.actions.sitting import begin, end, end_others, forget_old_sittings, left, touch

__all__ = [
    "begin",
    "begin_binding",
    "bind",
    "end",
    "end_others",
    "forget_old_sittings",
    "left",
    "make_recovery_codes",
    "prove",
    "take_authenticator",
    "touch",
]
