"""What the clock does to the ledger: give new facts their place in the global order, sign its head.

Not verbs: nobody asks for them and they change nothing that was written, they only bind it.
"""

from __future__ import annotations

from django.db import connection, transaction

from tongban.kernel import time
from tongban.registers.ledger.kinds import checkpoint_text
from tongban.registers.ledger.models import ChainRow, Checkpoint
from tongban.registers.ledger.signer import private_key


def put_in_order() -> int:
    """Chain the facts that no running transaction can overtake any more; returns how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select ledger_order()")
        return int(cursor.fetchone()[0])


def sign_head() -> Checkpoint | None:
    """Sign the head of the global order; None when nothing is new."""
    put_in_order()
    head = ChainRow.objects.order_by("-position").first()
    if head is None or Checkpoint.objects.filter(position=head.position).exists():
        return None
    at = time.now()
    signature = private_key().sign(checkpoint_text(head.position, bytes(head.hash), at))
    return Checkpoint.objects.create(position=head.position, head=bytes(head.hash), at=at, signature=signature)
