"""What goes when somebody was forgotten."""

from __future__ import annotations

from tongban.registers.signin.models import Authenticator, Passkey, RecoveryCode


def clear(holder: str) -> int:
    """Delete what the closed accounts of a forgotten person were signed in with; a passkey may carry a name."""
    person = holder.removeprefix("person/")
    if person == holder:
        return 0
    ways = (Passkey, RecoveryCode, Authenticator)
    return sum(way.objects.filter(account__person=person).delete()[0] for way in ways)
