"""An item's folder (事项文件夹): `item.yaml`, keys that moved out into their own files, `guide.md`, attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tongban.registers.catalogue import advice, examples, yaml_text
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import Definition, Marks
from tongban.registers.catalogue.kinds.dictionary import DataElement, missing, read_elements, used
from tongban.registers.catalogue.kinds.marks import Cursor, near
from tongban.registers.catalogue.kinds.marks import Path as KeyPath

LARGEST = 20 * 2**20
ATTACHMENTS = frozenset({".pdf", ".png", ".jpg", ".ofd", ".docx", ".xlsx"})


@dataclass(frozen=True)
class Judged:
    """What came of checking one folder: the item if it can be read, what is wrong, what could be better."""

    path: Path
    definition: Definition | None
    problems: tuple[BadItem, ...] = ()
    advice: tuple[BadItem, ...] = ()


def judge(path: Path | str) -> Judged:
    """Read an item and hold it against its own examples, without a database."""
    return _judged(Path(path), lambda: load(path))


def judge_text(text: str, name: str) -> Judged:
    """The same for an item that is one text, not a folder; ``name`` stands for its file."""

    def of_text() -> Definition:
        content, places = yaml_text.read(text, name)
        return Definition.of(content, Marks(name, places))

    return _judged(Path(name), of_text)


def _judged(path: Path, reading: Callable[[], Definition]) -> Judged:
    try:
        definition = reading()
    except BadItem as bad:
        return Judged(path, None, (bad,))
    return Judged(path, definition, tuple(examples.check(definition)), tuple(advice.advice(definition)))


def score(definition: Definition) -> advice.Score:
    """How complete and accurate its guide is (办事指南准确度), as far as the folder alone can say."""
    return advice.score(definition)


def load(path: Path | str) -> Definition:
    """The item in a folder; refuses with `BadItem`."""
    content, marks = read(Path(path))
    return Definition.of(content, marks)


def read(folder: Path) -> tuple[dict[str, Any], Marks]:
    """What a folder says, as one mapping, and where each key stands."""
    main = folder / "item.yaml"
    if not main.is_file():
        raise BadItem(str(folder), 0, "这个文件夹里没有 item.yaml。")
    content, places = yaml_text.read(_text(main), str(main))
    for part in sorted(folder.glob("*.yaml")):
        if part.name != "item.yaml":
            _put_in(content, places, part, yaml_text.read_any(_text(part), str(part)))
    prose = folder / "guide.md"
    if prose.is_file():
        guide = content.setdefault("guide", {})
        if not isinstance(guide, dict) or "prose" in guide:
            raise BadItem(str(prose), 1, "guide.md 与 guide 里的 prose 只能写一处。")
        guide["prose"] = _text(prose).strip()
        places["guide", "prose"] = (str(prose), 1)
    if "attachments" in content:
        raise BadItem(*places.get(("attachments",), (str(main), 1)), "附件由文件夹里的文件决定，不用写 attachments。")
    if isinstance(content.get("parameters"), list):
        content["parameters"] = _parameters(folder, content["parameters"], Marks(str(main), places))
    _elements(folder, content, places, str(main))
    attached = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files(folder)}
    if attached:
        content["attachments"] = attached
    return content, Marks(str(main), places)


def files(folder: Path) -> list[Path]:
    """The attachments of an item: forms to fill in, samples, pictures."""
    found = sorted(file for file in folder.iterdir() if file.suffix in ATTACHMENTS and file.is_file())
    for file in found:
        if file.is_symlink() or file.stat().st_size > LARGEST:
            raise BadItem(str(file), 0, "附件不能是链接，也不能超过 20 MB。")
    return found


def folders(paths: list[Path]) -> Iterator[Path]:
    """Every item folder at or below the given paths, in order."""
    for path in paths:
        if (path / "item.yaml").is_file():
            yield path
        else:
            yield from (found.parent for found in sorted(path.rglob("item.yaml")))


def _parameters(folder: Path, names: list[Any], marks: Marks) -> dict[str, Any]:
    """The named parameters from the nearest `parameters` folder above, with every row they have (参数)."""
    shelf = _shelf(folder, "parameters")
    known: dict[str, Any] = {}
    for file in sorted(shelf.glob("*.yaml")) if shelf else []:
        known |= dict(yaml_text.read_any(_text(file), str(file))[0] or {})
    for name in names:
        if name not in known:
            raise marks.bad(("parameters",), f"items/parameters 里没有参数“{name}”。{near(str(name), known)}")
    return {str(name): known[name] for name in names}


def elements_of(shelf: Path | None) -> tuple[dict[str, Any], Marks]:
    """Every data element (数据元) on a shelf of files, and where each stands; one code is defined once."""
    known: dict[str, Any] = {}
    places: dict[KeyPath, tuple[str, int]] = {}
    for file in sorted(shelf.glob("*.yaml")) if shelf and shelf.is_dir() else []:
        content, found = yaml_text.read(_text(file), str(file))
        for code in content:
            if code in known:
                raise BadItem(*found[code,], f"数据元“{code}”在 {places[code,][0]} 里已经定义过。")
        known |= content
        places |= found
    return known, Marks(str(shelf or ""), places)


def dictionary(shelf: Path) -> dict[str, DataElement]:
    """The data elements below ``shelf``, read strictly; refuses with `BadItem`."""
    return read_elements(Cursor(*elements_of(shelf)))


def _elements(folder: Path, content: dict[str, Any], places: dict[KeyPath, tuple[str, int]], main: str) -> None:
    """Put the elements that the form names into the item, from the nearest `elements` folder above."""
    if "elements" in content:
        raise BadItem(*places.get(("elements",), (main, 1)), "数据元由 items/elements 决定，事项里不写 elements。")
    wanted = used(content.get("form"))
    if not wanted:
        return
    known, marks = elements_of(_shelf(folder, "elements"))
    for code, path in wanted.items():
        if code not in known:
            raise Marks(main, places).bad(("form", *path, "element"), missing(code, known))
    content["elements"] = {code: known[code] for code in wanted}
    places |= {("elements", *keys): place for keys, place in marks.places.items() if keys and keys[0] in wanted}


def _shelf(folder: Path, name: str) -> Path | None:
    return next((found for above in folder.resolve().parents if (found := above / name).is_dir()), None)


def _put_in(
    content: dict[str, Any], places: dict[KeyPath, tuple[str, int]], part: Path,
    found: tuple[Any, dict[KeyPath, tuple[str, int]]],
) -> None:  # fmt: skip
    key = part.stem
    if key in content:
        raise BadItem(str(part), 1, f"“{key}”在 item.yaml 里已经写了，只能写一处。")
    content[key] = found[0]
    places |= {(key, *path): place for path, place in found[1].items()}


def _text(file: Path) -> str:
    if file.is_symlink() or file.stat().st_size > yaml_text.LARGEST:
        raise BadItem(str(file), 0, "文件不能是链接，也不能超过 1 MB。")
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise BadItem(str(file), 0, "文件不是 UTF-8 编码，请另存为 UTF-8。") from None
