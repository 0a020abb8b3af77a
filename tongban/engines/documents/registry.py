"""The templates, each with the facts without which it cannot be filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TEMPLATES: dict[str, "Template"] = {}


class UnknownTemplate(LookupError):
    """No template of that name."""


class MissingFacts(ValueError):
    """Facts that a document cannot do without."""

    def __init__(self, template: str, names: tuple[str, ...]) -> None:
        super().__init__(f"文书模板“{template}”缺少内容：{'、'.join(names)}。请补齐后再生成。")
        self.template = template
        self.names = names


@dataclass(frozen=True)
class Template:
    """A kind of paper: its file, what it needs, and how large the seal on it is, in millimetres."""

    name: str
    title: str
    needs: tuple[str, ...]
    seal: float = 42.0

    @property
    def file(self) -> str:
        return f"{self.name}.typ"

    def require(self, facts: Mapping[str, Any]) -> None:
        """Refuse facts with gaps, naming all of them at once."""
        gaps = tuple(name for name in self.needs if facts.get(name) in (None, "", [], {}))
        if gaps:
            raise MissingFacts(self.name, gaps)


def template(name: str, title: str, *needs: str, seal: float = 42.0) -> Template:
    """Enter a template into the registry."""
    TEMPLATES[name] = Template(name, title, needs, seal)
    return TEMPLATES[name]


def known(name: str) -> Template:
    """The template of a name."""
    if name not in TEMPLATES:
        raise UnknownTemplate(f"没有名为“{name}”的文书模板，可用的有：{'、'.join(TEMPLATES)}。")
    return TEMPLATES[name]


template("notice", "通知书、决定书", "agency", "number", "title", "addressee", "paragraphs", "date")
template("receipt", "收件凭证", "agency", "number", "applicant", "item", "materials", "date")
template("licence", "证照", "agency", "title", "number", "rows", "date")
template("checklist", "办事清单", "agency", "title", "answers", "glance", "date")
template("guide", "办事指南", "agency", "title", "glance", "steps", "date")
template("course", "办理过程单", "agency", "title", "item", "applicant", "case", "events", "date")
template("form", "申请表", "agency", "title", "pages", "date")
template("opinions", "审批意见表", "agency", "number", "title", "steps", "date")
