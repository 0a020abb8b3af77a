"""What every kind of field can do, and the registry of kinds."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from tongban.engines.forms.errors import Unfit
from tongban.engines.forms.texts import first

if TYPE_CHECKING:
    from tongban.engines.forms.field import Field, Input

KINDS: dict[str, "Kind"] = {}
"""Name in the YAML -> kind."""

Place = Callable[[str], str]


def kind(name: str) -> Callable[[type["Kind"]], type["Kind"]]:
    """Enter a class into the registry under the name it has in item files."""

    def enter(cls: type["Kind"]) -> type["Kind"]:
        KINDS[name] = cls()
        return cls

    return enter


class Kind:
    """One kind of answer: how it is read, judged, shown, described and asked. The plainest kind is one text."""

    feel: ClassVar[str] = "string"
    verb: ClassVar[str] = "请填写"
    keys: ClassVar[frozenset[str]] = frozenset()
    """Keys of the definition that this kind understands beside those that every field has."""

    def take(self, raw: Mapping[str, Any], field: "Field", today: date | None) -> tuple[Any, list[Unfit]]:
        """The answer in the raw input (None when there is none), and everything that is wrong with it."""
        try:
            value = self.parse(raw, field)
            if value is not None:
                self.check(value, field, today)
        except Unfit as wrong:
            if "“" not in wrong.sentence:
                wrong.sentence = f"“{field.label}”的{wrong.sentence}"
            return None, [wrong]
        return value, []

    def parse(self, raw: Mapping[str, Any], field: "Field") -> Any:
        """Read the raw input into a JSON-ready value; None when nothing was given."""
        text = first(raw, field.name)
        return self.read(text, field) if text else None

    def read(self, text: str, field: "Field") -> Any:
        """Read one text that is not blank."""
        raise NotImplementedError

    def check(self, value: Any, field: "Field", today: date | None) -> None:
        """Hold a value that was read against the bounds of its field."""

    def show(self, value: Any, field: "Field", place: Place) -> str:
        """The value in words for a person."""
        return str(value)

    def flat(self, value: Any, field: "Field") -> dict[str, str | list[str]]:
        """The value as raw input again, to fill the controls with."""
        return {field.name: str(value)}

    def typed(self, value: Any) -> Any:
        """The value as conditions see it."""
        return value

    def scope(self, field: "Field") -> dict[str, Any]:
        """The names a condition may use for this field, with their FEEL types."""
        return {field.name: self.feel}

    def schema(self, field: "Field") -> dict[str, Any]:
        """What a JSON document must hold here (JSON Schema 2020-12)."""
        return {"type": "string", "minLength": 1}

    def html(self, field: "Field") -> dict[str, Any]:
        """The attributes of the control."""
        return {"type": "text"}

    def inputs(self, field: "Field") -> "tuple[Input, ...]":
        """The controls that ask for it."""
        from tongban.engines.forms.field import Input

        return (
            Input(
                field.name,
                field.label,
                self.widget(field),
                self.html(field) | ({"autocomplete": field.autocomplete} if field.autocomplete else {}),
                field.options,
                field.required,
                field.hint,
                field.unit,
            ),
        )

    def widget(self, field: "Field") -> str:
        """Which sort of control: text · textarea · radios · checkboxes · select · division · date · file."""
        return "text"
