"""A package's folder (一件事文件夹): read, joined with the item folders beside it, held against its examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tongban.engines import rules
from tongban.registers.catalogue import folder, yaml_text
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.examples import unlike
from tongban.registers.catalogue.kinds import Joined, Marks, Package

FILE = "package.yaml"


@dataclass(frozen=True)
class JudgedPackage:
    """What came of checking one package's folder."""

    path: Path
    package: Package | None
    problems: tuple[BadItem, ...] = ()


def package_folders(paths: list[Path]) -> list[Path]:
    """Every package folder at or below the given paths, in order."""
    found = [path for path in paths if (path / FILE).is_file()]
    return found + [one.parent for path in paths if path not in found for one in sorted(path.rglob(FILE))]


def load(path: Path) -> Package:
    """The package in a folder; refuses with `BadItem`."""
    main = path / FILE
    if not main.is_file():
        raise BadItem(str(path), 0, f"这个文件夹里没有 {FILE}。")
    content, places = yaml_text.read(main.read_text("utf-8"), str(main))
    return Package.of(content, Marks(str(main), places))


def judge_package(path: Path) -> JudgedPackage:
    """Read a package, join it with the item folders beside it, hold it against its examples; no database."""
    try:
        package = load(path)
        beside = {one.name: one for one in folder.folders([path.parent.parent])}
        wanted = {m.item for m in package.members} & set(beside)
        joined_ = Joined.of(package, {code: folder.load(beside[code]) for code in wanted})
    except BadItem as bad:
        return JudgedPackage(path, None, (bad,))
    return JudgedPackage(path, package, tuple(check(joined_)))


def check(joined_: Joined) -> list[BadItem]:
    """Every example that does not come out, with what was expected and what came; and a promise of too few visits."""
    found = _visits(joined_)
    for example in joined_.package.examples:
        for key, expected in example.expect.items():
            try:
                got = _got(joined_, key, example.given)
            except (rules.RuleError, TypeError, ValueError, ArithmeticError) as bad:
                got = f"（算不出来：{bad}）"
            if sentence := unlike(example.title, key, expected, got, order=key in ("waves", "saved", "fee")):
                found.append(joined_.package.marks.bad((*example.path, "expect", key), sentence))
    return found


def _visits(joined_: Joined) -> list[BadItem]:
    """What one item needs somebody to come for, doing it with others does not spare (减跑动 must be true)."""
    said = joined_.package.guide.visits
    return [
        joined_.package.marks.bad(
            ("guide", "visits"),
            f"“{part.title}”要到现场 {guide.visits} 次（{guide.visit_reason}），这里写的是 {said} 次。"
            "请写实际要跑的次数和原因 visit_reason。",
        )
        for part in joined_.parts if (guide := part.definition.guide).visits > said
    ]  # fmt: skip


def _got(joined_: Joined, key: str, given: Mapping[str, Any]) -> Any:
    if key == "members":
        return [part.name for part in joined_.chosen(given)]
    if key == "waves":
        return [[part.name for part in wave] for wave in joined_.waves(given)]
    if key in ("asked", "left_out"):
        asked = [one.name for one in joined_.form.asked(given)]
        return asked if key == "asked" else [name for name in joined_.form.fields if name not in asked]
    if key == "materials":
        return [one.code for one in joined_.asked_materials(given)]
    if key == "failed":
        return [one.check.code for one in joined_.run_checks(given) if one.outcome == "fail"]
    if key == "saved":
        saved = joined_.savings(given)
        return {"fields": saved.fields, "materials": saved.materials, "visits": saved.visits}
    return joined_.fee_due(given)
