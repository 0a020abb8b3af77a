"""`tongban addresses`: a city loads its own list of standard addresses."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tongban.site import ground
from tongban.site.commands.exchange import _refusals as refusals

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="标准地址：导入本市的地址表。")
SHOWN = 20


@app.callback()
def _group() -> None:
    """One command by its name, though there is only one."""


@app.command()
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV 或 XLSX：标准地址编码、社区、道路、门牌号。")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不导入。")] = False,
    faults: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="隔离行写到哪个 CSV 文件；默认写在原文件旁边。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")] = False,
) -> None:
    """导入标准地址：不符合的行写入隔离文件并说明原因，其余照常导入；有隔离行时退出码为 1。"""
    if not file.is_file():
        print(f"没有找到文件 {file}。", file=sys.stderr)
        raise typer.Exit(2)
    with ground.standing(), refusals(as_json):
        listed = _listed(file)
        if listed.rows and not dry_run:
            _load(listed.rows, file.stem)
        held = faults or file.with_name(f"{file.stem}.隔离行.csv")
        if listed.held and not dry_run:
            _keep(listed.held, held)
        _say(listed, held, dry_run, as_json)
    raise typer.Exit(1 if listed.held else 0)


def _listed(file: Path) -> Any:
    from tongban.engines.tables import BadFile
    from tongban.registers.addresses import queries

    try:
        return queries.read_list(file)
    except BadFile as bad:
        print(str(bad), file=sys.stderr)
        raise typer.Exit(2) from None


def _load(rows: Any, source: str) -> None:
    from tongban.kernel.actor import Actor
    from tongban.registers.addresses import actions

    actions.load_addresses(Actor.system("命令行"), rows, source=source)


def _keep(held: Any, to: Path) -> None:
    from tongban.engines.tables.flat import shielded
    from tongban.registers.addresses import queries

    with to.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        queries.write_held(held, lambda cells: writer.writerow([shielded(cell) for cell in cells]))


def _say(listed: Any, held: Path, dry: bool, as_json: bool) -> None:
    counts = {"new": listed.new, "changed": listed.changed, "same": listed.same, "held": len(listed.held)}
    if as_json:
        faults = [{"row": one.row, "cells": dict(one.cells), "sentence": one.sentence} for one in listed.held]
        print(json.dumps({**counts, "dry_run": dry, "faults": faults}, ensure_ascii=False))
        return
    will, wrong = ("将", "有错") if dry else ("已", "隔离")
    total = len(listed.rows) + len(listed.held)
    print(
        f"共 {total} 行：{will}新增 {listed.new}，{will}修改 {listed.changed}，没有变化 {listed.same}，"
        f"{wrong} {len(listed.held)}。"
    )
    for one in listed.held[:SHOWN]:
        print(f"    第 {one.row} 行：{one.sentence}" if one.row else f"    {one.sentence}")
    if listed.held and not dry:
        print(f"隔离行和原因已写入 {held}，改好后可以再次导入。")
