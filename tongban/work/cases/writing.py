"""Writing into the form: what is prefilled, what was typed, and what was sent that this applicant may not write.

The form is a case's or that of a run of a package (`Filled`): both name alike what is filled in and where it is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tongban.engines.forms import Field, Form
from tongban.engines.forms.field import drop, look_up, put
from tongban.kernel.text import storable
from tongban.work.cases import siting, sources
from tongban.work.cases.facts import facts_of
from tongban.work.cases.guided import GUIDANCE
from tongban.work.cases.kinds import Moved
from tongban.work.cases.sources import Known

REASON = "reason:"
"""Before the name of a field: the control that asks why its prefilled answer was changed."""
LONGEST_REASON = 300
Facts = Mapping[str, Any]
Filled = Any
Sent = dict[str, tuple[str, ...]]
_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,79}")
MOST_NAMES = 20


def prefill(case: Filled, *, unseen: bool = False) -> list[str]:
    """Fill every question that is asked, has no answer and was never answered, from what is known; returns which.

    Registers come first, then what the applicant answered before. ``unseen``: only on pages that nobody has saved yet.
    """
    form = case.definition.form
    names = [name for name in form.order if name not in case.origins]
    if unseen:
        names = [name for name in names if form.fields[name].page not in case.saved_pages]
    return _offer(case, names, facts_of(case))


def _offer(case: Filled, names: Iterable[str], facts: Facts) -> list[str]:
    empty, fields = [name for name in names if look_up(case.data, name) is None], case.definition.form.fields
    known = sources.registered(case, facts)
    known |= sources.remembered(case, [name for name in empty if name not in known], known)
    for name in empty:
        if name in known:
            put(case.data, name, known[name].value)
    asked, filled = _asked(case, facts), []
    for name in empty:
        if name in known and name in asked:
            case.origins[name] = known[name].noted(fields[name].mode)
            filled.append(name)
        elif name in known:
            drop(case.data, name)  # it may be asked later; then it is filled
    return filled


def _asked(case: Filled, facts: Facts) -> set[str]:
    """What is asked by the answers as they stand now; of ``facts`` only what does not come from the form counts."""
    now = {key: facts[key] for key in ("applicant", "today") if key in facts}
    return {field.name for field in case.definition.form.asked({**case.data, **now})}


def guards(case: Filled, known: Mapping[str, Known]) -> dict[str, Any]:
    """The values that locked fields keep whatever is sent: as noted, or as known; what is objected to is open."""
    found = {}
    for name, field in case.definition.form.fields.items():
        noted = case.origins.get(name)
        if field.locked and sources.mode_of(field, noted) == "locked":
            value = noted["value"] if noted else known[name].value if name in known else None
            if value is not None:
                found[name] = value
    return found


def write(case: Filled, page: str, raw: Mapping[str, Any], *, shown: Iterable[str] = (), reason: str = "") -> Sent:
    """Take one page as typed: right values into the data, wrong ones beside it, locked fields from their source.

    ``shown`` names the fields that the page had when it was made: one may still be sent after its condition closed.
    ``reason`` stands for every changed answer that brings none. Returns what was sent and may not be written, by why.
    """
    form, facts = case.definition.form, facts_of(case)
    known = sources.registered(case, facts)
    before, there = _asked(case, facts), siting.about(case)
    open_form = _opened(case, form)
    cleaned = open_form.clean(raw, facts, page=page, filled=guards(case, known))
    wrong = {p.field for p in cleaned.problems}
    fields = form.page(page).fields
    kept = {k: v for k, v in case.raw.items() if not any(belongs(k, f.name) for f in fields)}
    for field in fields:
        drop(case.data, field.name)
        if (value := look_up(cleaned.data, field.name)) is not None:
            put(case.data, field.name, value)
        elif any(belongs(name, field.name) for name in wrong):
            kept.update({k: storable_of(v) for k, v in raw.items() if belongs(k, field.name)})
        _note(case, field, value, known.get(field.name), _said(raw, field.name) or reason)
    for name in set(case.origins) - _asked(case, facts):
        case.origins.pop(name)
    case.raw = kept
    if page not in case.saved_pages:
        case.saved_pages = [*case.saved_pages, page]
    after = _asked(case, facts)
    moved_away = _forget_place(case, page) if there and siting.about(case) != there else []
    fresh = [name for name in form.order if name in after - before and not any(belongs(k, name) for k in raw)]
    if fresh or moved_away:
        _offer(case, [*fresh, *moved_away], {**facts, **case.data})
    return refused(form, page, raw, before | after | set(shown), cleaned.tampered)


def write_all(case: Filled, raw: Mapping[str, Any], shown: tuple[str, ...]) -> Sent:
    """Take the whole form as typed, page by page in its order; an answer may open a question on a later page."""
    form, found = case.definition.form, dict[str, tuple[str, ...]]()
    at = {control: owner(form, control.removeprefix(REASON)) for control in raw}
    for page in form.pages:
        sent = {control: value for control, value in raw.items() if (field := at[control]) and field.page == page.name}
        if sent or any(field.name in shown for field in page.fields):
            for why, names in write(case, page.name, sent, shown=shown).items():
                found[why] = found.get(why, ()) + names
    unknown = _names([control.removeprefix(REASON) for control, field in at.items() if field is None])
    return found | ({"unknown": unknown} if unknown else {})


def _forget_place(case: Filled, page: str) -> list[str]:
    """The place is another one now: what was prefilled of the former and left as it was is not true here.

    What was sent on the same ``page`` he has seen beside the new place: it stays as his own word. Returns the others.
    """
    gone = [
        name
        for name, noted in case.origins.items()
        if noted["kind"] == sources.ANSWER and not noted.get("changed") and sources.of_place(case, name)
    ]
    for name in gone:
        case.origins.pop(name)
    gone = [name for name in gone if case.definition.form.fields[name].page != page]
    for name in gone:
        drop(case.data, name)
    return gone


def _opened(case: Filled, form: Form) -> Form:
    """The form in which a field that is objected to is not locked."""
    objected = [n for n, noted in case.origins.items() if sources.disputed(noted) and n in form.fields]
    if not objected:
        return form
    return replace(form, fields={n: replace(f, locked=f.locked and n not in objected) for n, f in form.fields.items()})


def _note(case: Filled, field: Field, value: Any, known: Known | None, reason: str) -> None:
    """Keep with the draft where this answer is from, or that it is no longer the one that was offered."""
    noted = case.origins.get(field.name)
    if noted is None and known is not None and value is not None:
        noted = known.noted(field.mode)
    if noted is None:
        return
    if noted["kind"] == GUIDANCE and value != noted["value"]:  # his own answer, and he gives another one
        case.origins.pop(field.name)
        return
    noted = {k: v for k, v in noted.items() if k not in ("changed", "reason")}
    if value != noted["value"]:
        noted["changed"] = True
        if reason:
            noted["reason"] = reason[:LONGEST_REASON]
    case.origins[field.name] = noted


def _said(raw: Mapping[str, Any], name: str) -> str:
    said = raw.get(f"{REASON}{name}")
    said = said[-1] if isinstance(said, list) and said else said
    return " ".join(storable_of(said).split()) if isinstance(said, str) else ""


def refused(form: Form, page: str, raw: Mapping[str, Any], open_names: set[str], locked: Iterable[str]) -> Sent:
    """What no page of ours could have sent: unknown names, other pages, questions not asked, locked answers."""
    found: dict[str, list[str]] = {"locked": list(locked)}
    for control in raw:
        name = control.removeprefix(REASON)
        field = owner(form, name)
        if field is None:
            found.setdefault("unknown", []).append(name)
        elif field.page != page:
            found.setdefault("elsewhere", []).append(field.name)
        elif field.name not in open_names:
            found.setdefault("hidden", []).append(field.name)
    return {why: _names(names) for why, names in found.items() if names}


def owner(form: Form, control: str) -> Field | None:
    """The field to which a control belongs."""
    for field in form.fields.values():
        if control == field.name or any(control == given.name for given in field.inputs):
            return field
    return None


def _names(sent: list[str]) -> tuple[str, ...]:
    """Names fit for the ledger: what was sent may be anything, and contents do not belong there."""
    return tuple(dict.fromkeys(name if _NAME.fullmatch(name) else "?" for name in sent))[:MOST_NAMES]


def storable_of(value: Any) -> Any:
    return [storable(str(one)) for one in value] if isinstance(value, list) else storable(str(value))


def belongs(control: str, field: str) -> bool:
    return control == field or control.startswith(f"{field}.")


def moved(case: Filled, facts: Facts) -> list[Moved]:
    """The prefilled answers whose register says something else by now; earlier answers of one's own do not move."""
    form, known, asked = case.definition.form, sources.registered(case, facts), _asked(case, facts)
    found = []
    for name, noted in case.origins.items():
        field = form.fields.get(name)
        own = noted.get("changed") and noted.get("verdict") != "corrected"
        if field is None or name not in asked or own or noted["kind"] == sources.ANSWER:
            continue
        if not sources.told(case, name, facts):  # who looks is not shown what its register says
            continue
        now = known[name].value if name in known else None
        if now != noted["value"]:
            before, after = sources.said(case, name, noted["value"]), sources.said(case, name, now)
            found.append(Moved(name, field.label, field.page, before, after, noted["name"]))
    return found


def take_in(case: Filled, *, wished: bool = False) -> list[str]:
    """Fill in what other authorities have just answered, on pages nobody has saved; ``wished``: on every page.

    What was filled from elsewhere because they had not answered yet gives way to what they say.
    """
    return [*refresh(case, facts_of(case), unseen=True), *prefill(case, unseen=not wished)]


def refresh(case: Filled, facts: Facts, *, unseen: bool = False) -> list[str]:
    """Take over what registers say now; what the applicant changed himself stays his. Returns the fields.

    ``unseen``: only on pages that nobody has saved yet.
    """
    form, known = case.definition.form, sources.registered(case, facts)
    names = [one.field for one in moved(case, facts) if not unseen or one.page not in case.saved_pages]
    for name in names:
        if name in known:
            put(case.data, name, known[name].value)
            case.origins[name] = known[name].noted(form.fields[name].mode)
        else:
            case.origins.pop(name)  # nobody vouches for it any more: it stays as the applicant's own word
        case.raw = {k: v for k, v in case.raw.items() if not belongs(k, name)}
    return names


def close_objection(case: Filled, name: str) -> None:
    """A locked answer is its source's again, as it was noted; `moved` then tells what the register says by now."""
    field = case.definition.form.fields.get(name)
    if field is None or not field.locked:
        return
    noted = case.origins[name]
    put(case.data, name, noted["value"])
    case.raw = {k: v for k, v in case.raw.items() if not belongs(k, name)}
    case.origins[name] = {k: v for k, v in noted.items() if k not in ("changed", "reason")}
