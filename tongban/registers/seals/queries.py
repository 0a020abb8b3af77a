from __future__ import annotations

from tongban.registers.seals.models import Seal


def seal(code: str) -> Seal | None:
    """The seal that items call ``code``."""
    return Seal.objects.filter(code=code, active=True).first()


def seals() -> list[Seal]:
    return list(Seal.objects.all())
