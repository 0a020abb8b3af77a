"""What goes when somebody was forgotten."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from tongban.registers.signin.models import Authenticator, Passkey, RecoveryCode


def clear(holder: str) -> int:
    """Delete what the closed accounts of a forgotten person were signed in with; a passkey may carry a name."""
    if not holder.startswith("person/"):
        return 0
    mine = Q(account__person=UUID(holder.removeprefix("person/")))
    keys, codes = Passkey.objects.filter(mine).delete()[0], RecoveryCode.objects.filter(mine).delete()[0]
    return keys + codes + Authenticator.objects.filter(mine).delete()[0]
