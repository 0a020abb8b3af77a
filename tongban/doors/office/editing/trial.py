"""A draft tried with an invented person (试办): his answers in; materials, checks, steps, fee and licence out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tongban.doors.office.editing import personas
from tongban.doors.office.editing.personas import Persona
from tongban.engines.forms import Field, look_up
from tongban.kernel import time
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import CheckResult, Definition, Material

EXPECTED = ("materials", "asked", "steps", "days", "failed", "fee", "licence")
"""What an example made from a trial promises."""


@dataclass(frozen=True)
class Trial:
    """What is asked of somebody, what he answered, and what follows from it."""

    persona: Persona
    definition: Definition
    asking: list[Field]
    values: dict[str, Any]
    data: dict[str, Any]
    facts: dict[str, Any]
    problems: list[Any]

    @property
    def materials(self) -> list[tuple[Material, bool]]:
        """Each material with whether he must hand it in."""
        asked = {one.code for one in self.definition.asked_materials(self.facts)}
        return [(one, one.code in asked) for one in self.definition.needed_materials(self.facts)]

    @property
    def checks(self) -> list[tuple[CheckResult, bool]]:
        """Each check with whether something it asks for is still to be answered: an empty answer fails nothing yet."""
        open_ = {
            name
            for field in self.asking
            for name in field.kind.scope(field)
            if field.required and look_up(self.facts, name) is None
        }
        return [(one, bool(open_ & one.check.that.names())) for one in self.definition.run_checks(self.facts)]

    @property
    def waves(self) -> list[str]:
        return ["、".join(step.title for step in wave) for wave in self.definition.waves(self.facts)]

    def came(self, key: str) -> Any:
        return catalogue.came_of(self.definition, key, self.facts)

    @property
    def example(self) -> dict[str, Any]:
        """The same as an example of the item: given, and what came of it."""
        given = {**self.data, "applicant": dict(self.persona.facts)}
        expect = {key: self.came(key) for key in EXPECTED}
        if not self.definition.gives.fields:
            del expect["licence"]
        return {"given": given, "expect": expect}


def tried(definition: Definition, sent: QueryDict) -> Trial:
    """The trial as far as it was filled in; nothing is kept."""
    persona = personas.PERSONAS.get(sent.get("trial:as", ""), next(iter(personas.PERSONAS.values())))
    known = persona.known(time.today())
    raw = {name: found if len(found) > 1 else found[0] for name, found in sent.lists() if found}
    if "trial:answered" not in sent:
        raw = {**definition.form.flat(_nested({name: one for name, (one, _) in definition.prefill(known).items()}))}
    cleaned = definition.form.clean(raw, known)
    data = dict(cleaned.data)
    facts = {**data, **known}
    problems = [one for one in cleaned.problems if raw.get(one.field)]  # what is not answered yet is no mistake
    return Trial(persona, definition, definition.form.asked(facts), raw, data, facts, problems)


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        *above, last = name.split(".")
        inner = found
        for key in above:
            inner = inner.setdefault(key, {})
        inner[last] = value
    return found
