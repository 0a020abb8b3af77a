"""Finding an item by what people type: its title, its everyday names, pinyin or initials (拼音首字母)."""

from __future__ import annotations

from itertools import product

from tongban.engines.guidance import normal
from tongban.registers.catalogue.kinds import Definition, Package

_MOST_READINGS = 8


def words(definition: Definition | Package) -> list[str]:
    """The names an item goes by, ready for comparing."""
    names = [definition.title.zh, definition.title.zh.split("（")[0], definition.title.en, *definition.alias]
    return sorted({normal(name) for name in names if normal(name)})


def situation_words(definition: Definition | Package) -> list[str]:
    """The everyday words of its situations: they speak for an item, less than its names do."""
    if not isinstance(definition, Definition):
        return []
    options = [option for one in definition.situations for option in one.options if not option.stop]
    return sorted({word for option in options for word in option.words})


def text(definition: Definition | Package) -> str:
    """Everything an item can be found by: its names, their pinyin, their initials; one per line."""
    lines = words(definition)
    for name in list(lines):
        lines += sorted(sounds(name))
    return "\n".join(dict.fromkeys(lines))


def sounds(name: str) -> set[str]:
    """A name in pinyin and in initials; characters of two readings count with both (银行, 行政)."""
    from pypinyin import Style, pinyin  # its dictionary is large, and only publishing asks it

    found = set()
    for style in (Style.NORMAL, Style.FIRST_LETTER):
        readings = [sorted(set(one))[:2] for one in pinyin(name, style=style, heteronym=True)]
        plain = "".join(one[0] for one in pinyin(name, style=style))
        combinations = 1
        for one in readings:
            combinations *= len(one)
        found.add(plain)
        if combinations <= _MOST_READINGS:
            found.update("".join(one) for one in product(*readings))
    return found
