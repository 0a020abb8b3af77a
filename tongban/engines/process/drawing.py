"""The drawing of a process (流程图) as accessible SVG, with presentation attributes only, as a strict page policy asks.

Each state has its word, its sign and its colour, never colour alone. Classes let a theme override the colours, and
`.tb-process { max-width: 100%; height: auto }` lets the drawing shrink with the page.
"""

from collections.abc import Mapping
from html import escape
from typing import Literal

from tongban.engines.process.definition import Process, Step
from tongban.engines.process.layout import Layout, Place, arrange

StepState = Literal["waiting", "open", "paused", "overdue", "done", "skipped"]

# state: word, sign, ink, paper
_LOOKS: dict[str, tuple[str, str, str, str]] = {
    "": ("", "", "#174a96", "#ffffff"),
    "waiting": ("未开始", "○", "#5c6675", "#ffffff"),
    "open": ("办理中", "●", "#1f5fbf", "#eaf1fb"),
    "paused": ("已暂停", "Ⅱ", "#5b3a8c", "#f0eafa"),
    "overdue": ("已超期", "!", "#b42318", "#fdecea"),
    "done": ("已完成", "✓", "#14713d", "#e6f4ec"),
    "skipped": ("不需要", "–", "#5c6675", "#f7f8fa"),
}
_TEXT, _TEXT_2, _LINE, _SEAL = "#1a1f27", "#4a5463", "#76808f", "#c8161d"
_BOX_W, _BOX_H, _GAP_X, _GAP_Y, _MARGIN = 176, 98, 20, 40, 14
_INNER = _BOX_W - 28
_FONT = "PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"


def svg(
    process: Process,
    states: Mapping[str, str] | None = None,
    *,
    title: str = "办理流程",
    titles: Mapping[str, str] | None = None,
    desks: Mapping[str, str] | None = None,
    here: str | None = None,
    here_label: str = "办到这里",
) -> str:
    """Draw the steps from top to bottom, parallel ones side by side; `here` marks the step one stands at."""
    states, titles, desks = states or {}, titles or {}, desks or {}
    for name, state in states.items():
        if state not in _LOOKS:
            raise ValueError(f"no such state of step {name}: {state!r}; one of {', '.join(filter(None, _LOOKS))}")
    layout = arrange(process)
    width = layout.widest * (_BOX_W + _GAP_X) - _GAP_X + 2 * _MARGIN
    height = layout.rows * (_BOX_H + _GAP_Y) - _GAP_Y + 2 * _MARGIN
    said = {step.name: titles.get(step.name, step.title) for step in process}
    boxes = []
    for place in layout.places:
        if not place.through:
            step = process.step(place.name)
            lines = (said[step.name], desks.get(step.desk, step.desk))
            label = here_label if here == step.name else ""
            boxes.append(_box(step, _corner(place, width), lines, states.get(step.name, ""), label))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tb-process" role="img" aria-label="{escape(title)}"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' font-family="{_FONT}"><title>{escape(title)}</title>'
        f"<desc>{escape(_told(process, said, states))}</desc>"
        f"{_lines(layout, width)}{''.join(boxes)}</svg>"
    )


def _told(process: Process, said: Mapping[str, str], states: Mapping[str, str]) -> str:
    """The drawing in words, for who cannot see it."""
    sentences = []
    for number, step in enumerate(process, 1):
        after = f"，在{'、'.join(said[name] for name in step.after)}之后" if step.after else ""
        word = _LOOKS[states.get(step.name, "")][0]
        sentences.append(f"{number}. {said[step.name]}{after}{f'，{word}' if word else ''}")
    return "；".join(sentences) + "。"


def _corner(place: Place, width: int) -> tuple[float, float]:
    row_width = place.of * (_BOX_W + _GAP_X) - _GAP_X
    x = (width - row_width) / 2 + place.slot * (_BOX_W + _GAP_X)
    return x, _MARGIN + place.row * (_BOX_H + _GAP_Y)


def _lines(layout: Layout, width: int) -> str:
    paths, heads = [], []
    for a, b in layout.links:
        (ax, ay), (bx, by) = _corner(a, width), _corner(b, width)
        x1, y1, x2 = ax + _BOX_W / 2, ay + _BOX_H, bx + _BOX_W / 2
        y2 = by if b.through else by - 7
        middle = (y1 + y2) / 2
        way = f"M{x1:g} {y1:g}C{x1:g} {middle:g} {x2:g} {middle:g} {x2:g} {y2:g}"
        paths.append(f'<path d="{way}{f"V{by + _BOX_H:g}" if b.through else ""}"/>')
        if not b.through:
            heads.append(f'<path d="M{x2 - 5:g} {by - 8:g}h10l-5 8z"/>')
    return (
        f'<g class="tb-process-lines" fill="none" stroke="{_LINE}" stroke-width="1.5">{"".join(paths)}</g>'
        f'<g class="tb-process-heads" fill="{_LINE}">{"".join(heads)}</g>'
    )


def _box(step: Step, corner: tuple[float, float], lines: tuple[str, str], state: str, here: str) -> str:
    x, y = corner
    word, sign, ink, paper = _LOOKS[state]
    dashes = ' stroke-dasharray="5 4"' if step.when is not None or state == "skipped" else ""
    weight = 2.5 if step.decides or here else 1.5
    limit = step.within.zh if step.within else ""
    beside = f" · {limit}" if limit and not word else ""  # under a state it stands on the state's line
    foot = _cut(lines[1], _INNER - _wide(beside, 12), 12) + beside
    whole = escape(" · ".join(part for part in (*lines, limit, word) if part))
    parts = [
        f'<g class="tb-step{f" tb-step-{state}" if state else ""}"><title>{whole}</title>',
        f'<rect x="{x:g}" y="{y:g}" width="{_BOX_W}" height="{_BOX_H}" rx="8" fill="{paper}" stroke="{ink}"'
        f' stroke-width="{weight:g}"{dashes}/>',
    ]
    heading = _wrapped(lines[0], _INNER, 15)
    # The first line stands so that what follows is centred in the box, or leaves the last line to the state.
    top = y + (30 if word else 43) - (len(heading) - 1) * (4 if word else 9)
    parts += [_line(x + 14, top + 19 * n, 15, _TEXT, text, bold=True) for n, text in enumerate(heading)]
    parts.append(_line(x + 14, top + 19 * len(heading) + 2, 12, _TEXT_2, foot))
    if word:
        parts.append(_line(x + 14, y + _BOX_H - 12, 12, ink, f"{sign} {word}"))
        parts += [_line(x + _BOX_W - 14, y + _BOX_H - 12, 12, _TEXT_2, limit, anchor="end")] * bool(limit)
    if here:
        parts.append(_flag(x, y, here))
    return "".join(parts) + "</g>"


def _flag(x: float, y: float, label: str) -> str:
    width = _wide(label, 12) + 16
    left = x + _BOX_W - width - 10
    return (
        f'<rect class="tb-here" x="{left:g}" y="{y - 11:g}" width="{width:g}" height="22" rx="11" fill="{_SEAL}"/>'
        + _line(left + width / 2, y + 4.5, 12, "#ffffff", label, anchor="middle")
    )


def _line(x: float, y: float, size: int, ink: str, text: str, anchor: str = "start", bold: bool = False) -> str:
    more = ("" if anchor == "start" else f' text-anchor="{anchor}"') + (' font-weight="600"' if bold else "")
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{ink}"{more}>{escape(text)}</text>'


def _wide(text: str, size: int) -> float:
    """About how wide a text is: a Han character is a square, a Latin one a little over half of it."""
    return sum(size if ord(character) > 0x2E7F else size * 0.56 for character in text)


def _wrapped(text: str, room: float, size: int) -> list[str]:
    """One line if it fits, else two, the second cut short if it must be."""
    first = text
    while _wide(first, size) > room:
        first = first[:-1]
    rest = text[len(first) :].strip()
    return [first, _cut(rest, room, size)] if rest else [first]


def _cut(text: str, room: float, size: int) -> str:
    if _wide(text, size) <= room:
        return text
    while text and _wide(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
