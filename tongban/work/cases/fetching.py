"""What other authorities know for the form (数据预填): what is asked for an application, and what they said.

The form is a case's or that of a run of a package; in a package each item asks with its own names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.kernel import time
from tongban.registers.catalogue.kinds import FormSource, Joined
from tongban.registers.identity import queries as identity
from tongban.registers.sources import queries as sources
from tongban.registers.sources.kinds import Kind, Query, Resource, State
from tongban.work.cases import sparing

Facts = Mapping[str, Any]
Filled = Any


@dataclass(frozen=True)
class Wanted:
    """One source of the form as it stands: what it would be asked, what it said, and why it has not answered.

    ``state``: ready, consent (the holder is asked first), declined, silent, none (nothing is known), answered.
    """

    source: FormSource
    query: Query
    state: str
    row: Any = None  # the answer that counts, the newest
    fills: Mapping[str, str] = field(default_factory=dict)  # fields of the form with their labels

    @property
    def resource(self) -> Resource:
        return self.source.resource

    @property
    def owner(self) -> str:
        """Who answers, as the applicant reads it."""
        return identity.department_names({self.resource.owner}).get(self.resource.owner, "登记部门")

    @property
    def labels(self) -> str:
        return "、".join(self.fills.values())


class Answered:
    """`applicant.source("…")` of the conditions: the fields one source answered for this application, or null."""

    def __init__(self, case: Filled, facts: Facts) -> None:
        self.case, self.facts = case, facts
        self._found: list[Wanted] | None = None

    def __call__(self, code: str) -> dict[str, Any] | None:
        found: dict[str, Any] = {}
        for one in self._of(code):
            found |= one.source.typed(one.row.values)
        return found or None

    def day(self, code: str) -> str:
        """ISO day of the answer that counts."""
        return max((time.local(one.row.at).date().isoformat() for one in self._of(code)), default="")

    def _of(self, code: str) -> list[Wanted]:
        if self._found is None:
            self._found = wanted(self.case, self.facts) if named(self.case) else []
        return [one for one in self._found if one.source.source == code and one.row is not None]


def named(case: Filled) -> bool:
    """Whether the form takes anything from other authorities at all."""
    definition = case.definition
    parts = definition.parts if isinstance(definition, Joined) else ()
    return any(part.definition.sources for part in parts) if parts else bool(getattr(definition, "sources", None))


def code_of(source: str) -> str:
    """By which name a holder's word on data for the form is kept, where a material has its code."""
    return f"form-{source}"


def wanted(case: Filled, facts: Facts) -> list[Wanted]:
    """Every source of the form that can be asked with these facts, as it stands now."""
    asked = [(one, query, fills) for one, query, fills in _asked(case, facts) if _ours(case, one, query)]
    if not asked:
        return []
    said = sources.latest(case.subject, [query.digest for _, query, _ in asked])
    tried = sources.tried(case.subject)
    words = {row.code: str(row.state) for row in sources.authorisations(case.subject) if row.kind == Kind.DATA}
    return [_stands(*one, said, tried, words) for one in asked]


def askable(case: Filled, facts: Facts, again: str = "") -> list[Query]:
    """The questions to put now: those nobody has put today, and ``again`` a source that did not answer."""
    if not named(case):
        return []
    tried, found = sources.tried(case.subject), wanted(case, facts)
    return [
        one.query
        for one in found
        if one.state not in ("consent", "declined")
        and (one.query.digest not in tried or (one.state == "silent" and one.source.source == again))
    ]


def _stands(
    one: FormSource, query: Query, fills: Mapping[str, str], said: Mapping[str, Any], tried: Mapping[str, Any],
    words: Mapping[str, str],
) -> Wanted:  # fmt: skip
    if one.resource.by_consent and (word := words.get(code_of(one.source))) != State.GIVEN:
        return Wanted(one, query, "declined" if word == State.DECLINED else "consent", fills=fills)
    row = said.get(query.digest)
    if row is not None:
        known = any(value is not None for value in row.values.values())
        return Wanted(one, query, "answered" if known else "none", row if known else None, fills)
    silent = query.digest in tried and tried[query.digest].error
    return Wanted(one, query, "silent" if silent else "ready", fills=fills)


def _ours(case: Filled, one: FormSource, query: Query) -> bool:
    """Whether it may be asked at all: what needs consent is fetched for the form of its holder only."""
    let = getattr(case, "let", None)  # of whose mandate names data
    if let is not None and f"data/{one.source}" not in let:
        return False
    return not one.resource.by_consent or query.holder in (case.applicant, case.handler)


def _asked(case: Filled, facts: Facts) -> Iterator[tuple[FormSource, Query, dict[str, str]]]:
    form = case.definition.form
    for definition, seen, names in _definitions(case, facts):
        if not definition.sources:
            continue
        typed = definition.facts(seen)
        for one in definition.sources.values():
            query = sparing.asked(case, one, typed) if one.applies(typed) else None
            if query is not None:
                shared = [names(name) for name in one.fills]
                yield one, query, {name: form.fields[name].label for name in shared if name in form.fields}


def _definitions(case: Filled, facts: Facts) -> Iterator[tuple[Any, Facts, Any]]:
    """Each item with the facts as it sees them and what its fields are called in the form."""
    joined = case.definition
    if not isinstance(joined, Joined):
        yield joined, facts, str
        return
    for part in joined.chosen(facts):
        founder = part.member.founded_by
        if not any(one.name == founder for one in joined.awaited(part, facts)):  # who is not yet there is not asked of
            yield part.definition, joined.seen(part, facts), part.source.shared

