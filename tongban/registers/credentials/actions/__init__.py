"""Every verb of credentials."""

from tongban.registers.credentials.actions.asking import answer, ask_for_data, read_granted
from tongban.registers.credentials.actions.showing import read_showing, show_licence, stop_showing

__all__ = ["answer", "ask_for_data", "read_granted", "read_showing", "show_licence", "stop_showing"]
