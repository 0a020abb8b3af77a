"""What an editor's form carries: the text as it was typed, and the version that was looked at meanwhile."""

from __future__ import annotations

from django.http import HttpRequest


def text(request: HttpRequest) -> str:
    """The text with line ends as the house keeps them."""
    return request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "")


def after(request: HttpRequest) -> int:
    """The number of the version that was looked at; 0 for none."""
    said = request.POST.get("after", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
