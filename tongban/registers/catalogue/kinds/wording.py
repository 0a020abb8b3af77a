"""Words a guide must not use: catch-alls (兜底条款) that let a counter ask for what nobody announced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongban.registers.catalogue.kinds.definition import Definition
    from tongban.registers.catalogue.kinds.marks import Path

_THINGS = "材料|文件|资料|证明|证件|手续|条件|情形|要求"
_CATCH_ALL = re.compile(
    rf"(其[他它]|另外|别的)(有关|相关|必要|需要|应当|必须|按规定|规定|应|需)*(提交|提供|补充|具备|满足|符合)*的?({_THINGS})"
    rf"|(规定|要求|认为)(的|需要提交的|应当提交的|需要的|必要的)其[他它]"
    rf"|等(有关|相关|必要)?(的)?({_THINGS})$"
    r"|视情况(提交|提供|而定)|以窗口(告知|要求)为准"
)


def catch_all(text: str) -> str:
    """The catch-all words of a text, or nothing."""
    found = _CATCH_ALL.search(text.strip().rstrip("。；;"))
    return found[0] if found else ""


def catch_alls(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Where an item uses catch-all words, and which."""
    texts: list[tuple[Path, str]] = []
    for one in definition.materials:
        for key in ("title", "accept_standard", "fill_notes"):
            texts.append((("materials", one.code, key), getattr(one, key)))
    for key in ("conditions", "not_accepted", "prohibitions"):
        texts += [(("guide", key, str(n)), text) for n, text in enumerate(getattr(definition.guide, key))]
    texts += [(("checks", one.code, "say"), one.say) for one in definition.checks]
    for path, text in texts:
        if found := catch_all(text):
            yield path, found
