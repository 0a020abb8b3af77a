"""What happens when numbers are called. Numbers are nobody's name."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class TicketCalled(Fact):
    """Subject: official/<id>. ``act``: next (下一位), again (重呼) or pass (过号)."""

    act: str
    number: str
