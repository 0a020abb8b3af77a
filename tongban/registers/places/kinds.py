"""Values of the places."""

from __future__ import annotations

from dataclasses import dataclass

OUTLET_KINDS = {"hall": "政务服务大厅", "window": "便民服务窗口", "kiosk": "自助服务终端"}
LEVEL_OF_LENGTH = {2: 1, 4: 2, 6: 3, 9: 4}


@dataclass(frozen=True)
class DivisionRow:
    """One line of a list of divisions; level and parent follow from the code."""

    code: str
    name: str
    fictional: bool = False

    @property
    def level(self) -> int:
        return LEVEL_OF_LENGTH[len(self.code)]

    @property
    def parent(self) -> str:
        """The code of the division above; "" for a province."""
        return {1: "", 2: self.code[:2], 3: self.code[:4], 4: self.code[:6]}[self.level]
