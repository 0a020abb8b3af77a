"""The running text of a guide (正文): CommonMark, without raw HTML and pictures, its headings below the page's own."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

BELOW = 2
"""The sections of a page are h2, so the first heading of a text is h3."""


@lru_cache(maxsize=256)
def prose(text: str, below: int = BELOW) -> SafeString:
    """The text as HTML; what the writer typed is escaped, and a link leads to the web or a page of ours only.

    ``below`` 0 is for a text that is the page itself and begins its sections with "##".
    """
    tokens = _READER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(2, min(6, int(token.tag[1]) + below))}"
        if token.type in _LISTS:
            token.attrJoin("class", _LISTS[token.type])
    return mark_safe(_READER.renderer.render(tokens, _READER.options, {}))  # noqa: S308 - html is off, all is escaped


class _Reader(MarkdownIt):
    """Links lead to https, http or a page of this house; mail, javascript and other hosts' relative forms nowhere."""

    def validateLink(self, url: str) -> bool:
        return url.startswith(("https://", "http://", "#")) or (url[:1] == "/" and url[:2] != "//")


_LISTS = {"bullet_list_open": "dots", "ordered_list_open": "count"}
_READER = _Reader("commonmark", {"html": False}).disable(["image", "html_block", "html_inline", "code"])
