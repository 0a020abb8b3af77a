"""Values of sources: the resources there are, a question to one, what came back, why data was used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CATALOGUE = Path(__file__).parent / "data" / "resources.yaml"
BASES = {"duty": "履行法定职责", "consent": "经本人同意"}


@dataclass(frozen=True)
class Resource:
    """One thing another authority can answer (数据资源): what it is asked, what it may say, on which basis."""

    code: str
    title: str
    owner: str
    basis: str
    sensitive: bool
    law: str
    stands_for: str
    of: str
    asks: Mapping[str, str]
    types: Mapping[str, str]
    labels: Mapping[str, str]
    kinds: tuple[str, ...] = ()

    @property
    def by_consent(self) -> bool:
        """Whether the holder is asked first; otherwise he is told (个人信息保护法 第十三条、第三十五条)."""
        return self.basis == "consent"

    @property
    def basis_zh(self) -> str:
        return BASES[self.basis]

    def serves(self, kind: str) -> bool:
        """Whether it may be used for items of this kind."""
        return not self.kinds or kind in self.kinds


@cache
def resources() -> Mapping[str, Resource]:
    """Every resource by its code; read once, since it travels with the program."""
    listed = yaml.safe_load(CATALOGUE.read_text("utf-8"))
    return {code: _resource(code, row) for code, row in listed.items()}


def _resource(code: str, row: Mapping[str, Any]) -> Resource:
    fields = row["fields"]
    return Resource(
        code, row["title"], row["owner"], row["basis"], row["sensitive"], row["law"], row["stands_for"], row["of"],
        dict(row["asks"]), {name: one["type"] for name, one in fields.items()},
        {name: one["label"] for name, one in fields.items()}, tuple(row.get("for", ())),
    )  # fmt: skip


@dataclass(frozen=True)
class Query:
    """One question for one case: which resource, about whom, and the fields that are needed, no more."""

    source: str
    asked: Mapping[str, str] = field(repr=False)
    fields: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What makes two questions the same; the numbers in it cannot be read back."""
        text = json.dumps([self.source, dict(self.asked), sorted(self.fields)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def resource(self) -> Resource:
        return resources()[self.source]

    @property
    def whose(self) -> str:
        """The number of the person or body the data are about."""
        return self.asked[self.resource.of]
