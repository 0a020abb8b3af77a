"""How somebody wants to see the pages (显示方式): kept in cookies of this device, so it works signed out too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tongban.doors.parts import cookies as kept

SIZES = {"": "标准", "large": "大", "xl": "特大"}
LANGS = {"": "简体中文", "hant": "繁體中文", "en": "English"}
CONTRASTS = {"": "标准", "high": "高对比度"}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Modes:
    """Elderly mode (长者版), text size, contrast, language."""

    elder: bool = False
    size: str = ""
    contrast: str = ""
    lang: str = ""
    roomy: bool = False  # the desk's lists and forms with more air (宽松); dense otherwise (紧凑)

    @classmethod
    def of(cls, cookies: Mapping[str, str]) -> Modes:
        size, contrast, lang = (kept.of(cookies, f"tb_{name}") for name in ("size", "contrast", "lang"))
        return cls(
            lang=lang if lang in LANGS else "",
            elder=kept.of(cookies, "tb_elder") == "1", roomy=kept.of(cookies, "tb_roomy") == "1",
            size=size if size in SIZES else "",
            contrast=contrast if contrast in CONTRASTS else "",
        )


def set_modes(request: HttpRequest, response: HttpResponse) -> None:
    """Keep what the form asked for; what it did not mention stays as it was."""
    switches = {name: {"0", "1"} for name in ("elder", "roomy")}
    wanted = switches | {"size": set(SIZES), "contrast": set(CONTRASTS), "lang": set(LANGS)}
    for name, allowed in wanted.items():
        value = request.POST.get(name)
        if value in allowed:
            keep(response, name, value)


def keep(response: HttpResponse, name: str, value: str) -> None:
    """Keep one choice on this device."""
    kept.put(response, f"tb_{name}", value, YEAR)
