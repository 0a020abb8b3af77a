"""What people type, made regular without troubling them: full-width digits, spaces, hyphens, odd dots."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from tongban.engines.codes import names, tidy
from tongban.engines.forms.errors import Unfit

LONGEST = 20_000
_WIDE = {code: code - 0xFEE0 for block in ("０９", "ＡＺ", "ａｚ") for code in range(ord(block[0]), ord(block[1]) + 1)}
_GAPS = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_DASHES = re.compile("[-\u2010-\u2015\u2212\uff0d\u30fc]")


def texts(raw: Mapping[str, Any], name: str) -> list[str]:
    """Every answer given under a name, as text; whatever is no text, number or truth value counts as not given."""
    value = raw.get(name)
    found = value if isinstance(value, list | tuple) else [value]
    return [t for t in (_text(v) for v in found[:500]) if t.strip()]


def first(raw: Mapping[str, Any], name: str) -> str:
    """The one answer given under a name, or nothing; of several the last counts, as in an HTML form."""
    found = texts(raw, name)
    return found[-1] if found else ""


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int | float) and abs(value) < 1e18 else ""


def storable(text: str) -> str:
    """The text, if a database can keep it."""
    if len(text) > LONGEST:
        raise Unfit(f"内容过长，请控制在 {LONGEST} 个字以内")
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
        raise Unfit("内容中有无法识别的字符，请删除后重新填写")
    return text


def prose(text: str) -> str:
    """Several lines of text. Only wide digits and letters change, for NFKC would swap rare characters."""
    lines = storable(text.replace("\r\n", "\n").replace("\r", "\n")).translate(_WIDE).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def line(text: str) -> str:
    """One line of text, as written."""
    return " ".join(prose(text).split())


def person_name(text: str) -> str:
    """A name as the person writes it (`engines.codes.names`): rare characters stay, nothing unseen comes along."""
    name = names.kept(line(text))
    if name and (sentence := names.wrong(name)):
        raise Unfit(sentence.removesuffix("。"))
    return name


def code(text: str) -> str:
    """A number or code: half-width, upper case, no spaces and hyphens."""
    return tidy(storable(text))


def figure(text: str) -> str:
    """A figure: half-width, no spaces, no thousands separators."""
    plain = _GAPS.sub("", unicodedata.normalize("NFKC", storable(text)))
    plain = _DASHES.sub("-", plain)
    return plain.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain) else plain
