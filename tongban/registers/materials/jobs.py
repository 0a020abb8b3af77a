"""What goes when its holder was forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from tongban.kernel import storage
from tongban.registers.materials.models import Material


def clear(holder: str, keep: Iterable[str]) -> int:
    """Delete the documents of a holder, with their files, but those that the file of a case still needs."""
    rows = list(Material.objects.filter(holder=holder).exclude(pk__in=list(keep)))
    for row in rows:
        row.delete()
        if not Material.objects.filter(sha256=row.sha256).exists():
            storage.forget(row.sha256)
    return len(rows)
