"""Invented people with whom a draft is tried (试办人物): nobody's data is looked up, and nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Persona:
    """Somebody who applies: what rules may ask of him, and the licences he holds."""

    code: str
    title: str
    facts: Mapping[str, Any]
    licences: Mapping[str, Mapping[str, Any]]

    def known(self, today: date) -> dict[str, Any]:
        """The facts beside the form."""
        held = {"licence": lambda code, number=None: self.licences.get(code)}
        return {"applicant": {**self.facts, **held}, "today": today}


_SHOP = {"number": "92990100TEST000001", "address": "望舒区听雨巷 12 号", "holder": "澜汀市望舒区林晚面馆"}
PERSONAS = {one.code: one for one in (
    Persona("shop", "林晚面馆（个体工商户，信用良好，有营业执照）", {
        "kind": "sole-trader", "name": "澜汀市望舒区林晚面馆", "credit": "good", "area": "999001",
        "legal_name": "林晚", "address": "望舒区听雨巷 12 号", "phone": "12000000001",
    }, {"business-licence": _SHOP}),
    Persona("company", "澜汀样例商贸有限公司（企业，信用优秀，没有证照）", {
        "kind": "company", "name": "澜汀样例商贸有限公司", "credit": "excellent", "area": "999001",
        "legal_name": "周样例",
    }, {}),
    Persona("barred", "澜汀失信样例食品店（个体工商户，禁业期内）", {
        "kind": "sole-trader", "name": "澜汀失信样例食品店", "credit": "barred", "area": "999001",
        "legal_name": "吴样例",
    }, {"business-licence": _SHOP}),
    Persona("elder", "禾样例（个人，82 岁）", {
        "kind": "person", "name": "禾样例", "age": 82, "credit": "good", "area": "999001",
        "address": "望舒区长桥街 3 号", "phone": "12000000002",
    }, {}),
    Persona("young", "张样例（个人，24 岁）", {
        "kind": "person", "name": "张样例", "age": 24, "credit": "good", "area": "999001",
    }, {}),
)}  # fmt: skip
