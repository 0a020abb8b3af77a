"""Verbs of the inventory."""

from tongban.registers.inventory.actions.entries import add_entry, change_entry, end_entry
from tongban.registers.inventory.actions.quarantine import dismiss_row, mend_row
from tongban.registers.inventory.actions.runs import ask_import, cancel_run, end_run, take_rows

__all__ = [
    "add_entry", "ask_import", "cancel_run", "change_entry", "dismiss_row", "end_entry", "end_run", "mend_row",
    "take_rows",
]  # fmt: skip
