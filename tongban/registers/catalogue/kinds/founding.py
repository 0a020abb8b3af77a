"""A body that comes into being with what is given: a company, a sole trader (设立登记)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.engines import rules
from tongban.registers.catalogue.kinds.marks import Cursor


@dataclass(frozen=True)
class Founding:
    """What is entered in the register of bodies, each as an expression over the case.

    ``kind`` comes to a word of `SERVES`, ``legal`` to the identity number of who represents it, ``legal_name`` to his
    name where the city does not know him.
    """

    kind: rules.Expression
    name: rules.Expression
    legal: rules.Expression
    legal_name: rules.Expression
    area: rules.Expression
    address: rules.Expression

    @classmethod
    def of(cls, at: Cursor, scope: rules.Scope) -> Founding:
        keys = tuple(cls.__dataclass_fields__)
        at.knowing(*keys)
        for key in keys:
            if key not in at:
                raise at.bad(f"缺少“{key}”：设立登记要写明新主体的类型、名称、负责人和住所。")
        return cls(**{key: at.at(key).expression(scope) for key in keys})

    def said(self, facts: Mapping[str, Any]) -> dict[str, str]:
        """What these facts come to, "" where they say nothing."""
        return {key: str(getattr(self, key).value(facts) or "") for key in self.__dataclass_fields__}
