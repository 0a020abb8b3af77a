"""Every verb of a licence: given, changed, ended."""

from tongban.registers.licences.actions.changing import change, deem_renewed, renew, replace
from tongban.registers.licences.actions.ending import cancel, revoke, withdraw
from tongban.registers.licences.actions.issuing import define_type, issue, print_paper, seal_decision
from tongban.registers.licences.actions.rectifying import rectify

__all__ = [
    "cancel", "change", "deem_renewed", "define_type", "issue", "print_paper", "rectify", "renew", "replace", "revoke",
    "seal_decision", "withdraw",
]
