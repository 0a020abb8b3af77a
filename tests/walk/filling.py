"""How an application is filled in that nobody prepared: from the first example, the rest by kind of field."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tongban.engines.codes import fiction
from tongban.engines.forms import Field
from tongban.registers.catalogue.kinds import Definition

Raw = dict[str, str | list[str]]

PERSON = ("宋渊", fiction.id_number(9, date(1983, 3, 8), "male"), fiction.phone(9))


def answers(definition: Definition, today: date) -> Raw:
    """A value for every control, as it is typed: what the first example gives, today's days where it speaks of days."""
    given = dict(definition.examples[0].given)
    typed: Raw = {name: value for f in definition.form.fields.values() for name, value in usual(f, today).items()}
    typed |= definition.form.flat(given)
    days = {f.name: day(f, today) for f in definition.form.fields.values() if f.type == "date"}
    return typed | days


def day(field: Field, today: date) -> str:
    """A day that the field allows: half a year away, on the side it looks to."""
    ahead = field.min == "today"
    return (today + timedelta(150) if ahead else today - timedelta(200)).isoformat()


def usual(field: Field, today: date) -> Raw:
    """What one would type who has nothing special to say."""
    name, (who, number, phone) = field.name, PERSON
    whole: dict[str, Raw] = {
        "person": {f"{name}.name": who, f"{name}.id_type": "111", f"{name}.id_number": number, f"{name}.phone": phone},
        "address": {f"{name}.division": "999001", f"{name}.detail": "月白街 8 号"},
        "id-number": {f"{name}.type": "111", f"{name}.number": number},
    }
    if field.type in whole:
        return whole[field.type]
    first = next(iter(field.options), "")
    one: dict[str, str | list[str]] = {
        "choice": first, "many": [first], "yes-no": "no", "phone": phone, "name": who, "division": "999001",
        "date": day(field, today), "number": str(field.min or 1), "money": "100",
    }
    return {name: field.sample or one.get(field.type, "月白街 8 号")}


def fill(page: Any, typed: Raw) -> None:
    """Answer every question of the page that is not answered yet, as a person would: by choosing, ticking, typing."""
    form = page.locator("form[data-autosave]")
    for name in form.evaluate(OPEN):
        if name not in typed:  # a remark on what is known already, which nobody has to make
            continue
        value = typed[name]
        control = form.locator(f'[name="{name}"]')
        kind = control.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                form.locator(f'[name="{name}"][value="{one}"]').check()
        elif kind == "select":
            control.first.select_option(str(value))
        else:
            control.first.fill(str(value))


OPEN = """form => {
  const names = []
  for (const e of form.querySelectorAll('input, select, textarea')) {
    if (!e.name || e.type === 'hidden' || e.disabled || e.readOnly || names.includes(e.name)) continue
    const all = [...form.elements].filter(o => o.name === e.name)
    const told = ['radio', 'checkbox'].includes(e.type) ? all.some(o => o.checked) : e.value !== ''
    if (!told && e.checkVisibility()) names.push(e.name)
  }
  return names
}"""
