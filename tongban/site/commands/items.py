"""`tongban items`: check item folders against their own examples, publish one, write its process for modellers."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from tongban.engines import process
from tongban.registers.catalogue import folder, package_folder
from tongban.registers.catalogue.errors import BadItem

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="事项：检查、发布、流程图。")

Paths = Annotated[list[Path] | None, typer.Argument(metavar="[PATH…]", help="事项文件夹，或它们的上级；默认 items。")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]


@app.command()
def check(paths: Paths = None, as_json: Json = False) -> None:
    """检查事项：读得懂，例子都成立，没有兜底表述。不需要数据库。"""
    found = list(folder.folders(paths or [Path("items")]))
    packages = package_folder.package_folders(paths or [Path("items")])
    if not found and not packages:
        print("没有找到事项文件夹（含 item.yaml 或 package.yaml）。请检查路径。", file=sys.stderr)
        raise typer.Exit(2)
    reports = [_report(path) for path in found] + [_package_report(path) for path in packages]
    wrong = sum(bool(report["problems"]) for report in reports)
    if as_json:
        print(json.dumps({"well": not wrong, "items": reports}, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _print(report)
        counted = f"{len(found)} 个事项" + (f"、{len(packages)} 件一件事" if packages else "")
        print(f"共 {counted}，{wrong} 个有问题。" if wrong else f"共 {counted}，全部通过。")
    raise typer.Exit(1 if wrong else 0)


@app.command()
def score(paths: Paths = None, as_json: Json = False) -> None:
    """办事指南准确度：每个事项 0 到 100 分，缺什么、在第几行。不需要数据库。"""
    found = list(folder.folders(paths or [Path("items")]))
    if not found:
        print("没有找到事项文件夹（含 item.yaml）。请检查路径。", file=sys.stderr)
        raise typer.Exit(2)
    rows = sorted((_scored(path) for path in found), key=lambda row: (row["points"], row["path"]))
    if as_json:
        print(json.dumps({"items": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        print(f"{row['points']:>3} 分 {row['path']}")
        for one in row["missing"]:
            place = f"{one['file']}:{one['line']}" if one["line"] else one["file"]
            print(f"    -{one['weight']:<2} {one['rule']}：{one['sentence']}（{place}）")
    print(f"共 {len(rows)} 个事项，平均 {sum(row['points'] for row in rows) / len(rows):.1f} 分。")


def _scored(path: Path) -> dict[str, Any]:
    judged = folder.judge(path)
    if judged.definition is None:
        bad = judged.problems[0]
        return {"path": str(path), "points": 0, "missing": [{"rule": "读不懂", "weight": 100, **_place(bad)}]}
    scored = folder.score(judged.definition)
    missing = [{"rule": rule.title, "weight": rule.weight, **_place(bad)} for rule, bad in scored.missing]
    return {"path": str(path), "points": scored.points, "missing": missing}


@app.command()
def publish(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="事项文件夹。")],
    in_force_from: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="生效日期；默认今天。")
    ] = None,
    note: Annotated[str, typer.Option(help="这一版改了什么。")] = "",
    as_json: Json = False,
) -> None:
    """发布事项的新版本；内容没有变化时不重复发布。"""
    from tongban.site import ground

    with ground.standing():
        from tongban.kernel.errors import Refusal

        try:
            said = _publish(path, in_force_from.date() if in_force_from else None, note)
        except Refusal as refusal:
            same = refusal.code == "same-edition"
            if as_json:
                told = {"published": False, "code": refusal.code, "sentence": str(refusal)}
                print(json.dumps(told, ensure_ascii=False))
            else:
                print(f"{refusal}{'' if same else refusal.next_step}", file=sys.stdout if same else sys.stderr)
            raise typer.Exit(0 if same else 1) from None
    print(json.dumps(said, ensure_ascii=False) if as_json else said["sentence"])


@app.command()
def bpmn(
    code: Annotated[str, typer.Argument(metavar="CODE|PATH", help="事项代码；或事项文件夹，不需要数据库。")],
) -> None:
    """输出办理流程图文件（BPMN 2.0），可用通用流程建模工具打开。"""
    if (Path(code) / "item.yaml").is_file():
        found = folder.judge(Path(code)).definition
        if found is None:
            print(f"{code} 读不懂，请先运行 tongban items check {code}。", file=sys.stderr)
            raise typer.Exit(1)
        print(process.bpmn(found.process, code=found.code, title=found.title.zh), end="")
        return
    from tongban.site import ground

    with ground.standing():
        from tongban.kernel.errors import Refusal
        from tongban.registers.catalogue import queries

        try:
            print(queries.bpmn(queries.edition_in_force(code).definition), end="")
        except Refusal as refusal:
            print(f"{refusal}{refusal.next_step}", file=sys.stderr)
            raise typer.Exit(1) from None


def _publish(path: Path, in_force_from: date | None, note: str) -> dict[str, Any]:
    from tongban.kernel.actor import Actor
    from tongban.registers.catalogue import actions

    _require_known(path)
    publish_ = actions.publish_package_folder if (path / package_folder.FILE).is_file() else actions.publish_folder
    edition = publish_(Actor.system("命令行"), path, in_force_from, note)
    day = edition.in_force_from.isoformat()
    return {
        "published": True, "code": edition.item.code, "number": edition.number, "digest": edition.digest,
        "in_force_from": day, "sentence": f"已发布“{edition.item.title}”第 {edition.number} 版，自 {day} 起生效。",
    }  # fmt: skip


def _require_known(path: Path) -> None:
    """The first thing an item names that this city does not have; a draft in the office is held against the same."""
    from tongban.work.revisions import queries as revisions

    judged = folder.judge(path) if (path / "item.yaml").is_file() else None
    if judged is not None and judged.definition is not None:
        for bad in (*judged.problems, *revisions.unknown_to_city(judged.definition)):
            raise bad


def _report(path: Path) -> dict[str, Any]:
    judged = folder.judge(path)
    item = judged.definition
    return {
        "path": str(path), "code": item.code if item else "", "digest": item.digest if item else "",
        "examples": len(item.examples) if item else 0, "problems": [_place(bad) for bad in judged.problems],
        "advice": [_place(one) for one in judged.advice],
    }  # fmt: skip


def _package_report(path: Path) -> dict[str, Any]:
    judged = package_folder.judge_package(path)
    package = judged.package
    return {
        "path": str(path), "code": package.code if package else "", "digest": package.digest if package else "",
        "examples": len(package.examples) if package else 0, "problems": [_place(bad) for bad in judged.problems],
        "advice": [],
    }  # fmt: skip


def _place(bad: BadItem) -> dict[str, Any]:
    return {"file": bad.file, "line": bad.line, "path": bad.path, "sentence": bad.sentence}


def _print(report: dict[str, Any]) -> None:
    mark = "✗" if report["problems"] else "✓"
    print(f"{mark} {report['path']}（{report['examples']} 个例子）")
    for kind in ("problems", "advice"):
        for one in report[kind]:
            place = f"{one['file']}:{one['line']}" if one["line"] else one["file"]
            print(f"    {'' if kind == 'problems' else '建议 '}{place} {one['path']}：{one['sentence']}")
