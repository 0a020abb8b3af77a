"""What a document says, field by field, with the place each value stands at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tongban.engines.reading.boxes import Box, Line, Place, around, squeezed
from tongban.engines.reading.kinds import Field, Kind
from tongban.engines.reading.values import dates, is_right, last_day, mended

SHAPES = {
    "credit-code": re.compile(r"[0-9A-Z]{18}"), "id-number": re.compile(r"[0-9OQDIZSBGLT]{17}[0-9XOIZSB]"),
    "food-licence": re.compile(r"JY[0-9OQDIZSBGLT]{14}"),
}  # fmt: skip
PERSON = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff·•]{1,14}")
LONG = ("name", "address")  # what may go on in the next line


@dataclass(frozen=True)
class Value:
    """One field as read: the value (a number already mended by its check digit), where, and how surely."""

    field: Field
    text: str
    page: int
    place: Place
    score: float = 1.0
    right: bool = True  # False: a number whose check digit does not agree, whatever is tried


def fields(kind: Kind, lines: Sequence[Line]) -> dict[str, Value]:
    """Every field of the kind that can be read from these lines; what is not found is absent."""
    found: dict[str, Value] = {}
    for number, line in enumerate(lines):
        for field, start, end in _labelled(kind, line.text):
            if field.code in found:
                continue
            value = _value(kind, field, lines, number, start, end)
            if value is not None:
                found[field.code] = value
    for field in kind.fields.values():
        if field.anywhere and (field.code not in found or not found[field.code].right):
            value = _anywhere(field, lines)
            if value is not None and (value.right or field.code not in found):
                found[field.code] = value
    return found


def _labelled(kind: Kind, text: str) -> Iterator[tuple[Field, int, int]]:
    """Each label of a line with the span of what stands behind it, up to the next label."""
    marks: list[tuple[int, int, str]] = []
    taken = [False] * len(text)
    for label, code in kind.labels:
        at = text.find(label)
        if at >= 0 and not any(taken[at : at + len(label)]):
            taken[at : at + len(label)] = [True] * len(label)
            marks.append((at, at + len(label), code))
    marks.sort()
    ends = [*(start for start, _, _ in marks[1:]), len(text)]
    for (_, start, code), end in zip(marks, ends if marks else [], strict=True):
        if code:
            yield kind.fields[code], start, end


def _value(kind: Kind, field: Field, lines: Sequence[Line], number: int, start: int, end: int) -> Value | None:
    line = lines[number]
    if _inside(line.text[:start], field):  # a label in the middle of a sentence is not a label
        return None
    skipped = len(line.text[start:end]) - len(line.text[start:end].lstrip(":：)）("))
    if line.text[start : start + 1] in "(（" and (closed := re.match(r"[(（][^)）]*[)）][:：]?", line.text[start:end])):
        skipped = closed.end()
    text = line.text[start + skipped : end]
    place = line.place(start + skipped, end) if text else line.place()
    score = _score(line, start + skipped, end)
    if number + 1 < len(lines) and lines[number + 1].page == line.page:
        if not text:
            text, place, score = _below(kind, lines[number + 1], line.place(0, start))
        elif field.type in LONG and end == len(line.text):
            more, where, _ = _below(kind, lines[number + 1], place, following=True)
            text, place = text + more, around([place, where]) if more else place
    return _typed(field, Value(field, text, line.page, place, score)) if text else None


def _inside(before: str, field: Field) -> bool:
    """Whether so much stands before a short label that it is part of a sentence."""
    short = len(min(field.after, key=len, default="")) <= 2
    return short and re.search(r"[的和与或及在以为]$", before) is not None


def _score(line: Line, start: int, end: int) -> float:
    at, scores = 0, []
    for box in line.boxes:
        length = len(squeezed(box.text))
        if at < end and at + length > start:
            scores.append(box.score)
        at += length
    return min(scores, default=1.0)


def _below(kind: Kind, line: Line, above: Place, *, following: bool = False) -> tuple[str, Place, float]:
    """What stands right under something: the rest of an address, or a value under its label; no label itself."""
    if any(label in line.text[: len(label) + 2] for label, _ in kind.labels):
        return "", above, 1.0
    height = max(1, above[3] - above[1])
    boxes = [b for b in line.boxes if _under(b, above, height, following)]
    text = "".join(squeezed(b.text) for b in boxes)
    if not boxes or (following and (re.match(r"[一二三四五六七八九十第\d]+[、.条]", text) or len(text) > 40)):
        return "", above, 1.0
    return text, around(b.place for b in boxes), min(b.score for b in boxes)


def _under(box: Box, above: Place, height: int, following: bool) -> bool:
    left, top, right, _ = box.place
    near = top - above[3] < height * (0.9 if following else 1.5)
    start = abs(left - above[0]) < height * 1.2 if following else left < above[2] + height * 8 and right > above[0]
    return near and start


def _typed(field: Field, value: Value) -> Value | None:
    """The value as its type wants it; None when this text cannot be one."""
    text = value.text
    if field.type in SHAPES:
        plain = re.sub(r"[^0-9A-Z]", "", text.upper())
        numbers = [number for piece in (plain, text.upper()) for number in _numbers(field.type, piece)]
        best = next((n for n in numbers if n[1]), numbers[0] if numbers else None)
        if best is None:
            return replace(value, text=plain, right=False) if len(plain) >= 12 else None
        return replace(value, text=best[0], right=best[1])
    if field.type == "person":
        found = PERSON.search(text)
        return replace(value, text=found[0]) if found else None
    if field.type == "date":
        days = dates(text)
        return replace(value, text=days[0].isoformat()) if days else None
    if field.type == "until":
        last = last_day(text)
        return replace(value, text=last.isoformat()) if last else None
    if field.type == "number":
        figure = re.search(r"\d+(\.\d+)?", text)
        return replace(value, text=figure[0]) if figure else None
    text = text.strip(":：。;；,，")
    return replace(value, text=text) if text else None


def _numbers(kind: str, text: str) -> list[tuple[str, bool]]:
    """Numbers of a shape in a text, overlapping ones too, each with whether its check digit agrees."""
    length = 16 if kind == "food-licence" else 18
    found = []
    for start in range(max(0, len(text) - length + 1)):
        piece = text[start : start + length]
        if SHAPES[kind].fullmatch(piece) and sum(c.isdigit() for c in piece) >= 9:
            right = mended(kind, piece)
            found.append((right or piece, bool(right)))
    return found


def _anywhere(field: Field, lines: Sequence[Line]) -> Value | None:
    """A number of the field's shape, wherever it stands; one that is right before one that is not."""
    wrong: Value | None = None
    for line in lines:
        for found in re.finditer(r"[0-9A-Z]{16,}", line.text.upper()):
            for text, right in _numbers(field.type, found[0]):
                place, score = line.place(found.start(), found.end()), _score(line, found.start(), found.end())
                value = Value(field, text, line.page, place, score, right)
                if right and is_right(field.type, text):
                    return value
                wrong = wrong or value
    return wrong
