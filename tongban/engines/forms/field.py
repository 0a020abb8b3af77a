"""One question of a form (字段), and how it is asked on a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tongban.engines.forms.kinds import Kind
    from tongban.engines.rules import Expression


@dataclass(frozen=True)
class Input:
    """One control on the page: a simple field has one, a person or an address has several."""

    name: str
    label: str
    widget: str  # text · textarea · radios · checkboxes · select · division · date · file
    attributes: Mapping[str, Any]
    options: Mapping[str, str] = field(default_factory=dict)
    required: bool = True
    hint: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Field:
    """A question with everything that is known about its answer."""

    name: str
    type: str
    label: str
    kind: "Kind" = field(repr=False, compare=False)
    page: str = ""
    hint: str = ""
    unit: str = ""
    when: "Expression | None" = None
    fill: str = ""
    locked: bool = False
    proof: str = ""  # what a change of the prefilled value asks for: "reason", or the code of a material
    required: bool = True
    options: Mapping[str, str] = field(default_factory=dict)
    min: Any = None
    max: Any = None
    decimals: int | None = None
    length: tuple[int, int] | None = None
    pattern: str = ""
    sample: str = ""
    element: str = ""
    never_reuse: bool = False
    parts: tuple[str, ...] = ()
    autocomplete: str = ""

    @property
    def mode(self) -> str:
        """How a prefilled answer may be treated (预填方式): locked 锁定, proof 可改须说明, free 自由修改."""
        return "locked" if self.locked else "proof" if self.proof else "free"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The controls with which a page asks this question."""
        return self.kind.inputs(self)

    @property
    def low(self) -> Decimal | None:
        """The least figure allowed."""
        return None if self.min is None else Decimal(str(self.min))

    @property
    def high(self) -> Decimal | None:
        """The greatest figure allowed."""
        return None if self.max is None else Decimal(str(self.max))


def look_up(facts: Any, name: str) -> Any:
    """The value under a dotted name, or None."""
    for part in name.split("."):
        if not isinstance(facts, Mapping):
            return None
        facts = facts.get(part)
    return facts


def put(data: dict[str, Any], name: str, value: Any) -> None:
    """Write a value under a dotted name; what stands in the way and is no mapping gives way."""
    *path, last = name.split(".")
    for part in path:
        inner = data.get(part)
        inner = dict(inner) if isinstance(inner, Mapping) else {}
        data[part] = inner
        data = inner
    data[last] = value


def drop(data: dict[str, Any], name: str) -> None:
    """Take the value under a dotted name away, if there is one."""
    *path, last = name.split(".")
    for part in path:
        inner = data.get(part)
        if not isinstance(inner, Mapping):
            return
        data[part] = dict(inner)
        data = data[part]
    data.pop(last, None)
