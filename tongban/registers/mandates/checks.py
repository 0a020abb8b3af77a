"""What every mandate must say: at least one item that is offered, and a last day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tongban.kernel import time
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds.data import a_datum
from tongban.registers.mandates.kinds import LONGEST_DAYS, MOST_DATA, MOST_ITEMS, RESULT

SERVED = {"person": "只能委托个人可以办理的事项。", "company": "只能委托单位可以办理的事项。"}


def checked_items(items: Iterable[str], audience: str) -> list[str]:
    """The items in order, each once and offered to whom they are for (person, company)."""
    kept = sorted(set(items))
    if not 1 <= len(kept) <= MOST_ITEMS:
        raise bad("items", f"请选择 1 至 {MOST_ITEMS} 个要委托办理的事项。")
    for code in kept:
        try:
            serves = catalogue.edition_in_force(code).definition.serves
        except Refusal:
            raise bad("items", f"事项“{code}”现在不能办理，请重新选择。") from None
        if not ("person" in serves if audience == "person" else set(serves) - {"person"}):
            raise bad("items", SERVED[audience])
    return kept


def checked_data(data: Iterable[str] | None, items: Iterable[str]) -> list[str] | None:
    """The data of the giver that may be seen, each once; what the items result in comes with them. None is no limit."""
    if data is None:
        return None
    kept = set(data)
    if len(kept) > MOST_DATA or not all(a_datum(one) for one in kept):
        raise bad("data", "请从列表中选择允许对方看到的信息。")
    results = {catalogue.edition_in_force(code).definition.gives.licence for code in items} - {""}
    return sorted(kept | {f"{RESULT}{code}" for code in results})


def checked_until(until: date | None) -> date:
    """The last day, from today and at most a year away."""
    today = time.today()
    if until is None or not today <= until <= today + timedelta(days=LONGEST_DAYS):
        raise bad("until", "请填写授权截止日期，从今天起最长一年。")
    return until


def bad(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, problems=[{"field": field, "sentence": sentence}])
