"""Values of credentials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import TextChoices

if TYPE_CHECKING:
    from tongban.registers.licences.models import Licence

LIFE = timedelta(hours=12)  # of a showing, unless stopped before
TURN = timedelta(seconds=30)  # of each of its rotating codes
LONGEST_GRANT = 366  # days
LIST = 2**16  # statements in one status list

OWN = {"number": "证照编号", "holder": "持证人", "valid_from": "有效期起", "valid_to": "有效期至"}


class State(TextChoices):
    """Where a request for data stands (查看申请状态)."""

    ASKED = "asked", "等待本人决定"
    GRANTED = "granted", "本人已同意"
    REFUSED = "refused", "本人没有同意"
    ENDED = "ended", "本人已收回"


@dataclass(frozen=True)
class Proof:
    """What somebody learns who was shown a licence: whether it counts, and the fields that were shown."""

    title: str
    issuer: str
    counts: bool
    reason: str
    rows: tuple[tuple[str, str], ...]
    ends: datetime
    demo: bool


def labels(licence: Licence) -> dict[str, str]:
    """Every field of a licence that can be shown by itself, with what people call it."""
    said = {f"f_{code}": label for code, label in licence.type.labels if licence.fields.get(code) not in (None, "")}
    return OWN | said


def values(licence: Licence) -> Mapping[str, object]:
    """What these fields say, as a credential carries them."""
    own = {
        "number": licence.number, "holder": licence.holder_name, "valid_from": licence.valid_from.isoformat(),
        "valid_to": licence.valid_to.isoformat() if licence.valid_to else "长期",
    }  # fmt: skip
    return own | {code: licence.fields[code[2:]] for code in labels(licence) if code.startswith("f_")}


def word(value: object) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
