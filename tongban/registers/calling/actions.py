"""Verbs of calling: each asks the hall's queue once and keeps which number was called."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.registers.calling import providers
from tongban.registers.calling.errors import NotConnected
from tongban.registers.calling.events import TicketCalled
from tongban.registers.calling.kinds import Ticket
from tongban.registers.ledger.actions import action, record
from tongban.registers.visits.permits import receiving_department

ACTS = {"next": "下一位", "again": "重呼", "pass": "过号"}


@action
def call(actor: Actor, act: str, deed: str) -> Ticket:
    """Call the next number to this clerk's window, the same once more (重呼), or pass it over (过号).

    ``deed`` names the press of the button: pressed twice, one number is called. Raises `NotConnected`, `NobodyWaits`,
    `QueueSilent`.
    """
    receiving_department(actor)
    queue = providers.connected()
    if queue is None:
        raise NotConnected
    ask = {"again": queue.call_again, "pass": queue.pass_over}.get(act, queue.call_next)
    ticket = ask(actor.number, deed)
    record(actor, TicketCalled(actor.principal, act if act in ACTS else "next", ticket.number))
    return ticket
