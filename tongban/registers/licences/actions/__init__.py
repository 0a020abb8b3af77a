"""Every verb of a licence: given, changed, ended."""

from tongban.registers.licences.actions.changing import change, deem_renewed, renew, replace
from tongban.registers.licences.actions.ending import cancel, revoke, withdraw
from tongban.registers.licences.actions.issuing import define_type, issue, print_paper

__all__ = [
    "cancel", "change", "deem_renewed", "define_type", "issue", "print_paper", "renew", "replace", "revoke", "withdraw",
]
