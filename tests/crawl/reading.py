"""What a page offers to go to and to press, and the words it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

VOID = {"script", "style", "code", "pre", "svg", "textarea", "kbd", "samp"}
IDENTITY = re.compile(
    r"(?<=/)(?:\d[\w.-]*|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]{2}[\w-]*\d[\w-]*|(?=[a-z_-]*[A-Z\d])[\w-]{20,})(?=/|$)"
)
NAMED = re.compile(r"(/(?:services|packages|guide-me|items|wordings|figures|exchange|parties)/)[a-z][\w-]*(?=/|\.|$)")
Said = tuple[str, str]


@dataclass
class Asked:
    """A control that is left as it is unless somebody fills the form in; ``offers`` are what one may choose."""

    name: str
    kind: str
    offers: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form as it stands: pressed without filling in anything, or with an answer to everything it asks."""

    method: str
    action: str
    fields: list[Said] = field(default_factory=list)
    buttons: list[Said] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


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
        self.titled, self.named, self.apart, self.open = False, {}, [], None

    inside: list[str]
    form: Form | None
    named: dict[str, Form]  # a control may stand outside its form and name it
    apart: list[tuple[str, str, dict[str, str]]]
    open: tuple[Form, Asked, list[str]] | None  # a list of options or a large field: what stands in it comes after it

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
            self._form(said)
        elif tag == "option" and self.open is not None:
            self.open[1].offers.append(said.get("value", ""))
            self.open[2].extend([said.get("value", "")] if "selected" in said else [])
        elif tag in ("input", "button", "select", "textarea"):
            if "form" in said:
                self.apart.append((tag, said["form"], said))
            elif self.form is not None:
                self._control(self.form, tag, said)
        self.read.words += [said[name] for name in ("aria-label", "placeholder", "alt") if said.get(name)]

    def _form(self, said: dict[str, str]) -> None:
        action = urljoin(self.address, said.get("action") or urlsplit(self.address).path)
        self.form = Form(said.get("method", "get").lower(), action)
        self.read.forms.append(self.form)
        if "id" in said:
            self.named[said["id"]] = self.form

    def _control(self, form: Form, tag: str, said: dict[str, str]) -> None:
        kind = said.get("type", "submit") if tag == "button" else said.get("type", "text") if tag == "input" else tag
        name, value = said.get("name", ""), said.get("value", "")
        if kind in ("submit", "image"):
            form.buttons.append((name, value))
        elif name and kind in ("checkbox", "radio"):
            if "checked" in said:
                form.fields.append((name, value))
            form.asked.append(Asked(name, kind, [value]))
        elif name and kind in ("select", "textarea"):
            self.open = (form, Asked(name, kind), [])
        elif name and kind not in ("file", "button", "reset"):
            form.fields.append((name, value))
            if kind != "hidden" and not value:
                form.asked.append(Asked(name, kind))

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()
        if tag == "title":
            self.titled = False
        if tag == "form":
            self.form = None
        if tag in ("select", "textarea") and self.open is not None:
            form, asked, said = self.open
            stands = "".join(said).strip() if tag == "textarea" else (said or asked.offers[:1] or [""])[0]
            form.fields.append((asked.name, stands))
            form.asked += [] if stands else [asked]
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.titled:
            self.read.title += data
        elif self.open is not None and self.open[1].kind == "textarea":
            self.open[2].append(data)
        elif not self.inside and data.strip():
            self.read.words.append(data.strip())

    def close(self) -> None:
        super().close()
        for tag, name, said in self.apart:
            if name in self.named:
                self._control(self.named[name], tag, said)


def read(address: str, html: str) -> Read:
    """What stands on the page of this address."""
    reader = Reader(address)
    reader.feed(html)
    reader.close()
    return reader.read


def pattern(address: str) -> str:
    """The kind of page an address is: its numbers and identities left out, its questions by name, two of them at most.

    A list with nine filters has hundreds of addresses, all of them the same page.
    """
    parts = urlsplit(address)
    asked = sorted({piece.split("=")[0] for piece in parts.query.split("&") if piece})
    named = "&".join(asked) if len(asked) <= 2 else "…"
    return IDENTITY.sub("*", parts.path) + (f"?{named}" if asked else "")


def route(address: str) -> str:
    """Coarser: which item or package it is about is left out too."""
    return NAMED.sub(r"\1*", pattern(address))
