"""Tags and filters that every template has without asking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import segno
from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from tongban.doors.parts import fields, tongues, words
from tongban.doors.parts.prose import prose
from tongban.engines.codes import masking, names
from tongban.engines.documents import handwriting
from tongban.kernel import holding, time
from tongban.kernel.ids import short_code

register = template.Library()

register.filter("ago", words.ago)
register.filter("state", words.state)
register.filter("staff_state", words.staff_state)
register.filter("state_tone", words.state_tone)
register.filter("control_id", fields.control_id)
register.filter("place", fields.place)
register.filter("prose", prose)


@register.filter
def moment(value: datetime | None, form: str = "") -> str:
    """2026年11月27日 17:00; with "short" without the year."""
    return words.moment(value, form == "short")


@register.filter
def day(value: date | None, form: str = "") -> str:
    """2026年11月27日; with "short" without the year."""
    return words.day(value, form == "short")


@register.simple_tag
def when(value: datetime | date | None, form: str = "") -> SafeString:
    """A moment or day for people and machines: ``<time datetime="…+08:00">11月27日 17:00</time>``."""
    if value is None:
        return SafeString("")
    if isinstance(value, datetime):
        here = time.local(value)
        said = {"ago": words.ago, "day": words.day}.get(form, lambda v: words.moment(v, form == "short"))(value)
        return format_html(
            '<time class="num" datetime="{}" title="{}">{}</time>',
            here.isoformat(timespec="seconds"),
            words.moment(value),
            said,
        )
    return format_html(
        '<time class="num" datetime="{}">{}</time>', value.isoformat(), words.day(value, form == "short")
    )


@register.filter
def left(reading: Any, limit: Any = None) -> str:
    """The clock in one short sentence."""
    return words.left(reading, limit)


@register.filter
def share(reading: Any) -> int:
    """How much of the limit is used, in percent."""
    return words.share(reading)


@register.filter
def clock_tone(reading: Any) -> str:
    return words.CLOCK_TONES.get(getattr(reading, "state", ""), "")


@register.filter
def clock_name(reading: Any) -> str:
    return words.CLOCK_NAMES.get(getattr(reading, "state", ""), "未起算")


@register.filter
def lane_word(lane: Any) -> str:
    return words.LANES[lane.state][0]


@register.filter
def lane_tone(lane: Any) -> str:
    return words.LANES[lane.state][1]


@register.filter
def masked(value: str, kind: str = "text") -> str:
    """As much of it as anybody may see; ``kind`` as the forms name it (phone, address, id-number …)."""
    return masking.of_kind(str(value), kind) if value else ""


@register.filter
def size(value: int) -> str:
    """Bytes as people say them."""
    return f"{value / 2**20:.1f} MB" if value >= 2**20 else f"{max(1, round(value / 1024))} KB"


@register.filter
def settled(limit: str) -> str:
    """A limit as the end of a promise: 5 个工作日办结; 当场办结 says so itself."""
    return limit if limit.endswith("办结") else f"{limit}办结"


@register.filter
def held(document: Any) -> str:
    """Why nobody can open it, in a few words; nothing for whoever can be opened."""
    why = {"waits": "等待安全检查，暂时不能打开", "found": "带有恶意代码，已删除"}
    return why.get(holding.state(document.sha256), "")


@register.filter
def get(mapping: Any, key: str) -> Any:
    """A value by a key that stands in a variable."""
    return mapping.get(key) if isinstance(mapping, Mapping) else None


@register.filter
def first_character(value: str) -> str:
    return next(iter(names.letters(str(value))), "")


@register.filter
def mark(text: str, query: str) -> SafeString:
    """``text`` with every occurrence of a word of ``query`` highlighted."""
    said, terms = str(text), sorted({t for t in str(query).split() if t}, key=len, reverse=True)
    if not terms:
        return escape(said)
    out, at, low = [], 0, said.lower()
    while at < len(said):
        found = next((t for t in terms if low.startswith(t.lower(), at)), "")
        out.append(f"<mark>{escape(said[at : at + len(found)])}</mark>" if found else str(escape(said[at])))
        at += len(found) or 1
    return mark_safe("".join(out))  # noqa: S308 - every piece was escaped


@register.simple_tag(takes_context=True)
def t(context: Any, said: str) -> str:
    """Words of the frame in the reader's language."""
    modes = context.get("modes")
    return tongues.said(said, modes.lang if modes else "")


@register.simple_tag(takes_context=True)
def told(context: Any, said: Any) -> SafeString:
    """A sentence on a page of the frame: in the reader's language, or marked as Chinese where it is left so."""
    words, modes = str(said), context.get("modes")
    made = tongues.said(words, modes.lang if modes else "")
    marked = modes and modes.lang == "en" and made == words
    return format_html('<span lang="zh-Hans">{}</span>', words) if marked else escape(made)


@register.simple_tag
def key() -> SafeString:
    """A hidden key made with the page: the same form sent twice does its work once."""
    return format_html('<input type="hidden" name="key" value="{}">', short_code(20))


@register.simple_tag
def qr(text: str, label: str = "二维码") -> SafeString:
    """``text`` as a QR code in SVG, with presentation attributes only."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1))  # noqa: S308


@register.simple_tag
def hand(signature: Any) -> SafeString:
    """A signature as it was written, or the name that was typed in its place."""
    if not signature.strokes:
        return format_html("<b>{}</b>（输入姓名）", signature.name)
    drawn = handwriting.svg(signature.strokes, f"{signature.name}的手写签名")
    return mark_safe(drawn)  # noqa: S308 - whole numbers, and the name escaped


@register.inclusion_tag("parts/field.html")
def field(
    asked: Any, values: Mapping[str, Any], problems: Iterable[Any] = (), source: str = "", locked: bool = False,
    mode: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A question of a form, with label, hint, source line, error and everything a screen reader needs."""
    made = fields.question(asked, values, problems or (), source=source or "", locked=bool(locked))
    return {"question": made, "mode": mode or ("locked" if locked else "free")}


@register.inclusion_tag("parts/errors.html", takes_context=True)
def errors(context: Any, problems: Iterable[Any], title: str = "有内容需要修改") -> dict[str, Any]:
    """The error summary: takes the focus, leads to each control."""
    return {"problems": list(problems), "title": title, "modes": context.get("modes")}


@register.inclusion_tag("parts/clock.html")
def clock(clocks: Any, case: Any = None, plain: bool = False) -> dict[str, Any]:
    """The clock of a case: what is left, the promised and the statutory date, the pauses."""
    pauses = list(case.pauses.all()) if case is not None else []
    used: float = words.share(clocks.now, clocks.limit) if clocks.now else 0
    stretches: list[words.Stretch] = []
    if pauses and clocks.now and case.accepted_at:
        used, stretches = words.bar(case.accepted_at, clocks.now, pauses, case.decided_at or case.closed_at)
    return {"clocks": clocks, "case": case, "plain": plain, "pauses": pauses, "used": used, "stretches": stretches}


@register.inclusion_tag("parts/timeline.html")
def timeline(happened: Iterable[Any], newest_first: bool = False) -> dict[str, Any]:
    """What happened, one entry after another."""
    found = list(happened)
    return {"events": found[::-1] if newest_first else found}


@register.inclusion_tag("parts/lanes.html")
def lanes(found: Iterable[Any]) -> dict[str, Any]:
    """Departments side by side: who has it, what was said."""
    return {"lanes": list(found)}


@register.inclusion_tag("parts/more.html")
def more(address: str, label: str = "查看更早的") -> dict[str, Any]:
    """The way to the next page of a list that is paged by key."""
    return {"address": address, "label": label}


@register.simple_tag(takes_context=True)
def current(context: Any, prefix: str) -> SafeString:
    """`` aria-current="page"`` when the page stands under this address."""
    path = context["request"].path
    here = path == "/" if prefix == "/" else path.startswith(prefix)
    return SafeString(' aria-current="page"' if here else "")
