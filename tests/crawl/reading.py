"""What a page offers to go to and to press, and the words it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

VOID = {"script", "style", "code", "pre", "svg", "textarea", "kbd", "samp"}
IDENTITY = re.compile(r"(?<=/)(?:\d[\w.-]*|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{2}[\w-]*\d[\w-]*|[\w-]{20,})(?=/|$)")


@dataclass
class Form:
    """A form as it stands: pressed without filling in anything."""

    method: str
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Read:
    """One page as it was answered."""

    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    title: str = ""


class Reader(HTMLParser):
    """Reads a page; what stands in code, scripts and drawings are no words of it."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.read, self.inside, self.form = address, Read(), [], None
        self.titled = False

    inside: list[str]
    form: Form | None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        foreign = tag in VOID or said.get("lang", "zh")[:2] != "zh" or said.get("translate") == "no"
        if foreign and tag not in ("input", "br", "img", "html"):
            self.inside.append(tag)
        if tag == "title" and not self.inside:
            self.titled = True
        elif tag == "a" and "href" in said and "download" not in said:
            self.read.links.append(urljoin(self.address, said["href"]))
        elif tag == "form":
            action = urljoin(self.address, said.get("action") or urlsplit(self.address).path)
            self.form = Form(said.get("method", "get").lower(), action)
            self.read.forms.append(self.form)
        elif tag in ("input", "button", "select") and self.form is not None:
            self._control(tag, said)
        self.read.words += [said[name] for name in ("aria-label", "placeholder", "alt") if said.get(name)]

    def _control(self, tag: str, said: dict[str, str]) -> None:
        assert self.form is not None
        kind = said.get("type", "submit" if tag == "button" else "text")
        if kind in ("submit", "image"):
            self.form.buttons.append((said.get("name", ""), said.get("value", "")))
        elif said.get("name") and (kind not in ("checkbox", "radio", "file") or "checked" in said):
            self.form.fields.append((said["name"], said.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()
        if tag == "title":
            self.titled = False
        if tag == "form":
            self.form = None

    def handle_data(self, data: str) -> None:
        if self.titled:
            self.read.title += data
        elif not self.inside and data.strip():
            self.read.words.append(data.strip())


def read(address: str, html: str) -> Read:
    """What stands on the page of this address."""
    reader = Reader(address)
    reader.feed(html)
    return reader.read


def pattern(address: str) -> str:
    """The kind of page an address is: its numbers and identities left out, its questions by name only."""
    parts = urlsplit(address)
    asked = sorted({piece.split("=")[0] for piece in parts.query.split("&") if piece})
    return IDENTITY.sub("*", parts.path) + ("?" + "&".join(asked) if asked else "")
