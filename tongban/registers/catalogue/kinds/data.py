"""Which data of its applicant an item uses (事项用数清单), each under a code that mandates name.

``licence/<kind>``, ``data/<resource>`` of another authority, and what he told the city himself, ``own/…``. His name and
number are not among them: nobody can apply for another without.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongban.registers.catalogue.kinds import form_sources
from tongban.registers.sources.kinds import resources

if TYPE_CHECKING:
    from tongban.registers.catalogue.kinds.definition import Definition

OWN = {"own/phone": "登记的联系电话", "own/address": "登记的住址", "own/answers": "以前在申请表里填写过的内容"}
_LICENCE = re.compile(r'licence\(\s*"([a-z0-9-]+)"')
_OWN = re.compile(r"applicant\.(phone|address)\b")
_CODE = re.compile(r"licence/[a-z0-9-]{1,50}")


def named_in(text: str) -> set[str]:
    """The data an expression speaks of."""
    found = {f"licence/{code}" for code in _LICENCE.findall(text)}
    return found | {f"data/{code}" for code in form_sources.named(text)} | {f"own/{w}" for w in _OWN.findall(text)}


def used(definition: Definition) -> tuple[str, ...]:
    """What the form is filled with, and what answers its materials, of the applicant's own."""
    found = {one for fill in definition.fills.values() for one in named_in(fill.text)}
    for way in (way for material in definition.materials for way in material.instead if not way.of):
        found |= {f"licence/{way.licence}"} if way.licence else {f"data/{way.source}"} if way.source else set()
    if any(field.element and not field.never_reuse for field in definition.form.fields.values()):
        found.add("own/answers")
    return tuple(sorted(found))


def a_datum(code: str) -> bool:
    """Whether it is a code of data at all; a kind of licence nobody issues opens nothing."""
    return code in OWN or code.removeprefix("data/") in resources() or bool(_CODE.fullmatch(code))
