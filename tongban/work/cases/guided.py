"""What was answered in the guidance (智能引导) before an application, as its first answers."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.engines.forms.field import drop, look_up, put
from tongban.registers.catalogue.kinds.situated import Situated
from tongban.work.cases.facts import facts_of
from tongban.work.cases.models import Case

GUIDANCE = "guidance"


def carry(case: Case, chosen: Mapping[str, int]) -> list[str]:
    """Put what was chosen into the draft, with a note that it was; what registers filled stays. Returns which fields.

    An option that is not there (the item has a newer edition by now) is left out: the form asks it as always.
    """
    definition = case.definition
    options = {one.code: len(one.options) for one in definition.situations}
    fitting = {code: n for code, n in chosen.items() if 0 <= n < options.get(code, 0)}
    carried = Situated(definition).carried(fitting)
    taken = {n: one for n, one in carried.items() if look_up(case.data, n) is None}
    for name, (value, _) in taken.items():
        put(case.data, name, value)
    facts = facts_of(case)
    asked = {field.name for field in definition.form.asked(facts)}
    for name, (value, label) in taken.items():
        if name in asked and not definition.form.fields[name].locked:
            case.origins[name] = {"kind": GUIDANCE, "name": label, "on": "", "value": value, "mode": "free"}
        else:
            drop(case.data, name)
    return [name for name in taken if name in case.origins]
