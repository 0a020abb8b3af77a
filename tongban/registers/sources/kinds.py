"""Values of sources: the resources there are, a question to one, what came back, why data was used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import TextChoices

from tongban.kernel.crypto import blind_index

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
    fields: tuple[str, ...]
    holder: str  # whose data: "person/<id>", "organisation/<id>", or as `stranger` says

    @property
    def digest(self) -> str:
        """What makes two questions the same; keyed, so that no number can be guessed from it."""
        text = json.dumps([self.source, dict(self.asked), sorted(self.fields)], sort_keys=True, ensure_ascii=False)
        return blind_index(text, "sources.query")

    @property
    def resource(self) -> Resource:
        return resources()[self.source]


def stranger(number: str) -> str:
    """A holder who is not registered here, by a number that is not shown."""
    return f"number/{blind_index(number, 'sources.holder')}"


@dataclass(frozen=True)
class Matter:
    """What data are used for (用途): the case by name, its item, the department that examines it."""

    subject: str  # "case/<id>"
    title: str
    department: str
    applicant: str

    @property
    def purpose(self) -> str:
        return f"办理“{self.title}”"


class State(TextChoices):
    """Where an authorisation stands (授权状态)."""

    ASKED = "asked", "等待本人同意"
    GIVEN = "given", "已同意"
    DECLINED = "declined", "没有同意"
    ENDED = "ended", "已结束"


class Kind(TextChoices):
    """What was used (数据种类)."""

    LICENCE = "licence", "电子证照"
    DATA = "data", "数据核验"
    EARLIER = "earlier", "以前的材料"
    CODE = "code", "出示码"
    SHOWN = "shown", "亮证、亮数"
    OPENED = "opened", "完整查看"
    SEEN = "seen", "调阅"


@dataclass(frozen=True)
class Said:
    """What a source said to one question, or that it did not."""

    query: Query
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    digest: str = ""  # SHA-256 of the answer as it came
    error: str = ""  # why there is none, for the operator

    @property
    def answered(self) -> bool:
        return not self.error
