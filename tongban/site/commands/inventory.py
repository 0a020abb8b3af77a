"""`tongban inventory`: national tables in and out, and the rows that did not fit."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from tongban.site import ground
from tongban.site.commands.exchange import _refusals as refusals
from tongban.site.terminal import bar

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="事项清单：导入、导出、隔离行。")

Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
SHOWN = 20
PIECE = 1 << 20


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX、CSV 或 JSON 文件。")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不导入。")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="继续上一次没有完成的导入。")] = False,
    reason: Annotated[str, typer.Option(help="为什么导入，会留在版本记录中。")] = "",
    as_json: Json = False,
) -> None:
    """导入国家交换表：不符合的行进入隔离区并说明原因，其余照常导入；有隔离行时退出码为 1。"""
    if not file.is_file():
        print(f"没有找到文件 {file}。", file=sys.stderr)
        raise typer.Exit(2)
    with ground.standing(), refusals(as_json):
        run = _run(file, dry_run, resume, reason)
        counts = {name: getattr(run, name) for name in ("new", "changed", "same", "wrong", "doubtful")}
        said = {"run": str(run.pk), "state": run.state, "rows": run.done, **counts, "error": run.error}
        if as_json:
            print(json.dumps(said, ensure_ascii=False))
        elif run.error:
            print(f"没有完成：{run.error}", file=sys.stderr)
        else:
            _print(run)
    raise typer.Exit(1 if run.wrong or run.error else 0)


@app.command()
def export(
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="写到哪个文件；格式看扩展名：xlsx、csv、json、xml")],
    table: Annotated[str, typer.Option(help="只要哪一张表；CSV 必须写明。")] = "",
    items: Annotated[bool, typer.Option("--items", help="导出已发布的业务办理项，而不是清单。")] = False,
) -> None:
    """导出国家交换表；导出的文件可以原样导入。"""
    from tongban.engines.tables.catalogue import LIBRARY_TABLES
    from tongban.engines.tables.lines import FILES

    form = to.suffix.removeprefix(".")
    if form not in FILES or (table and table not in LIBRARY_TABLES) or (form == "csv" and not table):
        print(f"扩展名应为 {'、'.join(FILES)} 之一；--table 应为 {'、'.join(LIBRARY_TABLES)} 之一。", file=sys.stderr)
        raise typer.Exit(2)
    with ground.standing(), refusals(False):
        from tongban.kernel.actor import Actor
        from tongban.registers.catalogue import queries as catalogue
        from tongban.registers.inventory import queries

        names = [table] if table else list(LIBRARY_TABLES)
        (catalogue.write_items if items else queries.write)(Actor.system("命令行"), to, form, names)
    print(f"已写出 {'、'.join(names)}，在 {to}。")


@app.command()
def quarantine(
    faults: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="写成带原因的 XLSX 文件。")] = None,
    run: Annotated[str, typer.Option(help="哪一次导入；默认列出全部待处理的行。")] = "",
    as_json: Json = False,
) -> None:
    """隔离区：还没有处理的行，为什么没有导入。"""
    if faults and not run:
        print("写成文件时请用 --run 写明是哪一次导入。", file=sys.stderr)
        raise typer.Exit(2)
    with ground.standing(), refusals(as_json):
        from tongban.kernel.actor import Actor
        from tongban.registers.inventory import queries

        if faults:
            queries.write_faults(Actor.system("命令行"), run, faults)
            print(f"已写出 {faults}。改好后可以再次导入。")
            return
        for row in queries.held(Actor.system("命令行"), run=run, limit=1000):
            kept = {"id": row.pk, "file": row.run.name, "sheet": row.sheet, "row": row.row, "faults": row.faults}
            print(json.dumps({**kept, "cells": row.cells}, ensure_ascii=False) if as_json else _line(row))


def _run(file: Path, dry: bool, resume: bool, reason: str) -> Any:
    from tongban.kernel import storage
    from tongban.kernel.actor import Actor
    from tongban.registers.inventory import actions, jobs, queries

    actor = Actor.system("命令行")
    kept = storage.admit(storage.receive(_pieces(file), file.stat().st_size), public=True)
    run = queries.open_run(kept, dry=dry) if resume else None
    if run is None:
        if resume:
            print("这个文件没有未完成的导入，从头开始。", file=sys.stderr)
        run = actions.ask_import(actor, kept, file.name, dry=dry, reason=reason, start=False)
    with bar() as told:
        if not jobs.work(str(run.pk), lambda now: told("检查" if dry else "导入", now.done, now.total)):
            print("另一个进程正在处理这次导入，进度见管理后台。", file=sys.stderr)
    return queries.run(actor, run.pk)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def _print(run: Any) -> None:
    from tongban.kernel.actor import Actor
    from tongban.registers.inventory import queries

    will, wrong = ("将", "有错") if run.dry else ("已", "隔离")
    print(
        f"共 {run.done} 行：{will}新增 {run.new}，{will}修改 {run.changed}，没有变化 {run.same}，{wrong} {run.wrong}；"
        f"另有 {run.doubtful} 行有提示，不影响导入。"
    )
    for doubt in run.doubts[:SHOWN]:
        print(f"    提示 {doubt['sheet']} 第 {doubt['row']} 行：{doubt['sentence']}")
    for row in queries.held(Actor.system("命令行"), state="", run=run.pk, limit=SHOWN):
        print("    " + _line(row))


def _line(row: Any) -> str:
    where = f"“{row.sheet}”" if row.sheet else ""
    return f"{row.pk} {row.run.name} {where}第 {row.row} 行：" + "".join(fault["sentence"] for fault in row.faults)
