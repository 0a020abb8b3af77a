"""Values as papers carry them: numbers mended by their check digit, dates, names that are the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import product

from tongban.engines.codes import BadCode, credit_code, food_licence, id_number
from tongban.engines.reading.boxes import squeezed

ALIKE = {
    "O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8", "G": "6", "T": "7",
    "0": "OQD", "1": "IL", "2": "Z", "5": "S", "8": "B", "6": "G", "7": "T",
}  # fmt: skip
MOST_TRIES = 4096
FOR_EVER = date(9999, 12, 31)
_DATE = re.compile(r"([12]\d{3})[年\-./]([01]?\d)[月\-./]([0-3]?\d)日?")
_PUNCTUATION = re.compile(r"[\s·•,，.。、:：;；()（）\[\]【】“”\"'‘’《》<>\-—_]+")
_CHECKS: dict[str, Callable[[str], object]] = {
    "credit-code": credit_code.check, "id-number": id_number.check, "food-licence": food_licence.check,
}  # fmt: skip


def is_right(kind: str, number: str) -> bool:
    """Whether the number's own check digit agrees."""
    try:
        _CHECKS[kind](number)
    except BadCode:
        return False
    return True


def mended(kind: str, text: str) -> str:
    """The number this text must be: itself when its check digit agrees, else the only one that looks alike and does.

    "" when no or more than one number would do.
    """
    number = squeezed(text).upper()
    if is_right(kind, number):
        return number
    choices = [dict.fromkeys((char, *ALIKE.get(char, ""))) for char in number]
    total = 1
    for one in choices:
        total *= len(one)
        if total > MOST_TRIES:
            return _one_changed(kind, number)
    found = {tried for letters in product(*choices) if is_right(kind, tried := "".join(letters))}
    return found.pop() if len(found) == 1 else _one_changed(kind, number)


def _one_changed(kind: str, number: str) -> str:
    """The only right number in which at most two characters were taken for their look-alikes."""
    near, found = {number}, set[str]()
    for _ in range(2):
        near = {n[:i] + other + n[i + 1 :] for n in near for i, c in enumerate(n) for other in ALIKE.get(c, "")}
        found = {n for n in near if is_right(kind, n)}
        if found:
            break
    return found.pop() if len(found) == 1 else ""


def dates(text: str) -> list[date]:
    """Every date in a text, in order; what is no day of the calendar is left out."""
    found = []
    for year, month, day in _DATE.findall(squeezed(text)):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


def last_day(text: str) -> date | None:
    """The last day of a validity: 至 2027年3月1日, 2017.03.01-2037.03.01, 长期; None when the text names none."""
    plain = squeezed(text)
    if "长期" in plain or "永久" in plain or "无固定期限" in plain:
        return FOR_EVER
    found = dates(plain)
    return max(found) if found else None


def core(text: str) -> str:
    """What is compared of a name or an address: no spaces, no punctuation, one form for each character."""
    return _PUNCTUATION.sub("", squeezed(text)).upper()


def distance(a: str, b: str) -> int:
    """How many characters must be changed, added or taken away to make one text of the other."""
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y)))
        before = row
    return before[-1]


def same(kind: str, read: str, known: str, score: float = 1.0) -> bool | None:
    """Whether two values mean the same; None when the picture leaves it open.

    Numbers are decided by their check digit. An address may say more or less of the way to it than the other. A long
    text that differs in one character and was read with doubt is left to a person, a short name with more doubt, and
    whatever was hardly read at all unless it is another text altogether.
    """
    if kind in _CHECKS:
        return _same_number(kind, read, known, score)
    if kind in ("date", "until"):
        return dates(read)[-1:] == dates(known)[-1:] if dates(read) and dates(known) else None
    a, b = core(read), core(known)
    if not a or not b:
        return None
    if a == b or (kind == "address" and min(len(a), len(b)) > 4 and (a.endswith(b) or b.endswith(a) or b in a)):
        return True
    apart = distance(a, b)
    if score < (0.97 if min(len(a), len(b)) > 5 else 0.88) and apart <= 1 + len(b) // 12:
        return None
    return None if score < 0.92 and (apart <= len(b) // 2 or b in a) else False


def _same_number(kind: str, read: str, known: str, score: float) -> bool | None:
    a, b = squeezed(read).upper(), squeezed(known).upper()
    if a == b:
        return True
    if is_right(kind, a):
        return False
    # A number that cannot be right was written or read wrongly: read with doubt or alike, it is left to a person.
    alike = len(a) == len(b) and all(x == y or y in ALIKE.get(x, "") for x, y in zip(a, b, strict=True))
    return None if alike or (score < 0.92 and distance(a, b) <= 2) else False
