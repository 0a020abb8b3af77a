"""Verbs of the exchange: wires, what goes out, what comes in."""

from tongban.registers.exchange.actions.arriving import arrive, dismiss, quarantine, take, try_again
from tongban.registers.exchange.actions.clearing import clear_arrivals, clear_bodies
from tongban.registers.exchange.actions.endpoints import change_secret, connect, switch
from tongban.registers.exchange.actions.outbox import confirm, discard, owe, resend
from tongban.registers.exchange.actions.sending import deliver

__all__ = [
    "arrive", "change_secret", "clear_arrivals", "clear_bodies", "confirm", "connect", "deliver", "discard", "dismiss",
    "owe", "quarantine", "resend", "switch", "take", "try_again",
]  # fmt: skip
