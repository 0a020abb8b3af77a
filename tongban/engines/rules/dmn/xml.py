"""XML read safely: no document type, so no entities; no network; bounded in size, depth and number of elements."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from tongban.engines.rules.errors import RuleError

MAX_BYTES = 8_000_000
MAX_DEPTH = 200
MAX_ELEMENTS = 400_000


def read_xml(content: bytes) -> Element:
    """The root element; refused when it is not plain, bounded XML."""
    if len(content) > MAX_BYTES:
        raise _refused("文件过大", "the file is too large")
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    counts = {"depth": 0, "elements": 0}

    def start(tag: str, attributes: dict[str, str]) -> None:
        counts["depth"] += 1
        counts["elements"] += 1
        if counts["depth"] > MAX_DEPTH or counts["elements"] > MAX_ELEMENTS:
            raise _refused("嵌套或元素过多", "it holds too many elements")
        builder.start("{" + tag if "}" in tag else tag,
                      {"{" + name if "}" in name else name: value for name, value in attributes.items()})

    def end(tag: str) -> None:
        counts["depth"] -= 1
        builder.end("{" + tag if "}" in tag else tag)

    def refuse(*_: Any) -> Any:
        raise _refused("不得含有 DTD 或实体声明", "a document type or entity is not allowed")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as err:
        raise _refused(f"不是合格的 XML（第 {err.lineno} 行）",
                       f"it is not well-formed XML (line {err.lineno})") from None
    return builder.close()


def _refused(why: str, en: str) -> RuleError:
    return RuleError(f"这份模型不能读取：{why}。", en=f"This model cannot be read: {en}.",
                     hint="请用 DMN 编辑器重新导出。", en_hint="Export it again from a DMN editor.")


def local(element: Element) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, *names: str) -> list[Element]:
    return [child for child in element if local(child) in names]


def child(element: Element, *names: str) -> Element | None:
    return next(iter(children(element, *names)), None)


def text_of(element: Element | None) -> str:
    """The text of an element's `text` child, or its own."""
    if element is None:
        return ""
    inner = child(element, "text")
    return ((inner if inner is not None else element).text or "").strip()
