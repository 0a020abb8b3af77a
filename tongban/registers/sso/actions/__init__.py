"""Verbs of single sign-on: let systems in; consent and enter; exchange codes; end what was begun."""

from tongban.registers.sso.actions.arranging import register, rotate_keys, rotate_when_due, switch
from tongban.registers.sso.actions.calling import forget_old, push, redeem, tell
from tongban.registers.sso.actions.carrying import carry_grants
from tongban.registers.sso.actions.ending import end_sitting, tell_of_end, withdraw
from tongban.registers.sso.actions.entering import consent, enter, require_served
from tongban.registers.sso.knowing import know

__all__ = [
    "carry_grants",
    "consent",
    "end_sitting",
    "enter",
    "forget_old",
    "know",
    "push",
    "redeem",
    "register",
    "require_served",
    "rotate_keys",
    "rotate_when_due",
    "switch",
    "tell",
    "tell_of_end",
    "withdraw",
]
