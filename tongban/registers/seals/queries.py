from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.registers.seals.models import Seal

if TYPE_CHECKING:
    from tongban.registers.seals.verifying import Examined


def seal(code: str) -> Seal | None:
    """The seal that items call ``code``."""
    return Seal.objects.filter(code=code, active=True).first()


def seals() -> list[Seal]:
    return list(Seal.objects.all())


def examine(pdf: bytes) -> Examined | None:
    """What the seal on a PDF says to anybody: whole or changed, whose seal, when; None where there is none."""
    from tongban.registers.seals import verifying  # a heavy library, which only those who verify need

    return verifying.examine(pdf)
