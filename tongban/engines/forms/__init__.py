"""Forms (表单): a definition written in an item's folder becomes questions, checks and clean data.

A form knows which questions to ask from what is already known, reads what people type without pedantry, says in one
sentence what to do about each answer it cannot take, and never keeps an answer to a question it did not ask.
`Form.of(mapping)` is the only way in; a definition that cannot work is refused (`BadForm`) before it is published.
Answers are JSON-ready and nested by the dots of their names: "premises.area" stands at data["premises"]["area"].
"""

from tongban.engines.forms.errors import BadForm
from tongban.engines.forms.field import Field, Input, look_up
from tongban.engines.forms.form import Cleaned, Form, Page, Problem
from tongban.engines.forms.kinds import ID_TYPES, KINDS, Kind, kind

__all__ = [
    "ID_TYPES", "KINDS", "BadForm", "Cleaned", "Field", "Form", "Input", "Kind", "Page", "Problem", "kind", "look_up",
]  # fmt: skip
