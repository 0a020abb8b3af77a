"""Values of cases."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from tongban.engines.clocks import Limit

ACCEPTANCE = Limit.parse("5 working days")  # 行政许可法 第三十二条
SUPPLY = Limit.parse("10 working days")  # where the item names no other time for a supplement


class Outcome(TextChoices):
    """How a case ended (办结结果), codes 0, 1, 5, 6 of the exchange tables behind them."""

    NONE = "", "办理中"
    GRANTED = "granted", "准予"
    REFUSED = "refused", "不予许可"
    TURNED_AWAY = "turned-away", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"


class Source(TextChoices):
    """Where a material comes from (材料来源)."""

    APPLICANT = "applicant", "申请人提交"
    REGISTERS = "registers", "免交（电子证照）"
    DEPARTMENT = "department", "免交（部门核验）"


@dataclass(frozen=True)
class GapSpec:
    """One thing that is missing or wrong (补正项): the material's or field's code, what to do, and by which rule."""

    target: str
    title: str
    sentence: str
    law: str = ""


@dataclass(frozen=True)
class Slot:
    """One material of a case as it stands: what is asked, and what answers it."""

    code: str
    title: str
    source: str
    required: bool
    formats: tuple[str, ...]
    notes: str
    material_id: str = ""
    material_name: str = ""
    licence_id: str = ""
    licence_text: str = ""
    sample: str = ""
    gap: str = ""
    version: int = 0

    @property
    def filled(self) -> bool:
        return bool(self.material_id or self.licence_id)
