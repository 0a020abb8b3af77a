"""`tongban exchange`: national exchange tables out and in (数据归集), and a look whether a folder holds good ones."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from tongban.engines.tables.files import FORMATS
from tongban.site import ground

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="交换表：上报、接收、检查。")

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="放交换表的文件夹。")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
SHOWN = 20


@app.command("out")
def out(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="写到哪个文件夹；应为新的或空的文件夹。")],
    since: Annotated[
        str, typer.Option(help="从总链的哪一个位置之后开始；last 表示接着上一次上报。")
    ] = "last",
    form: Annotated[str, typer.Option("--format", help="csv、jsonl 或 xml。")] = "csv",
    bom: Annotated[bool, typer.Option("--bom", help="CSV 带字节顺序标记，便于用电子表格打开。")] = False,
    full: Annotated[bool, typer.Option("--full", help="带出完整的个人信息；须用 --reason 写明用途。")] = False,
    reason: Annotated[str, typer.Option(help="带出完整个人信息的用途，会留痕。")] = "",
    as_json: Json = False,
) -> None:
    """上报：把某个位置之后发生的事写成交换表。默认隐去个人信息。"""
    numbered = since.isascii() and since.isdigit() and len(since) < 19
    written = next((one for one in FORMATS if one == form), None)
    if written is None or not (since == "last" or numbered):
        print(f"--format 应为 {'、'.join(FORMATS)} 之一；--since 应为数字或 last。", file=sys.stderr)
        raise typer.Exit(2)
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        print(f"{to} 不是空的文件夹。请换一个，以免与上一次的文件混在一起。", file=sys.stderr)
        raise typer.Exit(2)
    with ground.standing(), _refusals(as_json):
        from django.db import transaction

        from tongban.kernel.actor import Actor
        from tongban.watch.reporting import actions, kinds, queries

        place = queries.handed_over_until() if since == "last" else int(since)
        with transaction.atomic():  # what could not be written was not handed over
            batch = actions.hand_over(
                Actor.system("命令行"), place, identities="full" if full else "masked", reason=reason
            )
            _put(to, kinds.files(batch, written, mark=bom))
    rows = {name: len(found) for name, found in batch.rows.items()}
    told = f"已写出 {batch.count} 行（总链位置 {batch.since} 之后至 {batch.until}），在 {to}。"
    _say(as_json, {"since": batch.since, "until": batch.until, "rows": rows}, told)


@app.command("in")
def take_in(
    directory: Directory,
    source: Annotated[str, typer.Option("--from", help="哪个平台的数据；默认取清单中写明的。")] = "",
    as_json: Json = False,
) -> None:
    """接收：把下级平台的交换表收进来；不符合的行退回并说明原因，退出码为 1。"""
    with ground.standing(), _refusals(as_json):
        from tongban.kernel.actor import Actor
        from tongban.watch.reporting import actions, queries

        batch, _ = queries.looked_into(directory)
        receipt = actions.take_in(Actor.system("命令行"), batch, source)
    refused = [vars_of(one) for one in receipt.refused]
    told = (
        f"收到“{receipt.source}”的数据：新增 {receipt.new} 行，更新 {receipt.changed} 行，没有变化 {receipt.same} 行，"
        f"退回 {receipt.refused_rows} 行。"
    )
    counts = {"new": receipt.new, "changed": receipt.changed, "same": receipt.same, "refused": refused}
    _say(as_json, {"source": receipt.source, **counts}, told, refused)


@app.command()
def check(directory: Directory, as_json: Json = False) -> None:
    """检查：文件夹中的交换表是否完整、每一行是否符合；不写入任何数据。"""
    with ground.standing(), _refusals(as_json):
        from tongban.watch.reporting import queries

        batch, found = queries.looked_into(directory)
    refused = [vars_of(one) for one in found]
    told = f"共 {len(batch.rows)} 张表 {batch.count} 行，" + (f"{len(refused)} 处有问题。" if refused else "全部符合。")
    _say(as_json, {"tables": len(batch.rows), "rows": batch.count, "refused": refused}, told, refused)


def vars_of(one: Any) -> dict[str, Any]:
    return {"table": one.table, "row": one.row, "column": one.column, "sentence": one.sentence}


def _put(directory: Path, files: Mapping[str, str]) -> None:
    """Write the files, readable by their owner only: they name people."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, text in files.items():
        descriptor = os.open(directory / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())


def _say(as_json: bool, content: dict[str, Any], told: str, refused: list[dict[str, Any]] | None = None) -> None:
    if as_json:
        print(json.dumps(content, ensure_ascii=False))
    else:
        print(told)
        for one in (refused or [])[:SHOWN]:
            print(f"    {one['table']} 第 {one['row']} 行 {one['column']}：{one['sentence']}")
        if refused and len(refused) > SHOWN:
            print(f"    还有 {len(refused) - SHOWN} 处，用 --json 看全部。")
    if refused:
        raise typer.Exit(1)


class _refusals:
    """A refusal ends the command with its sentence and exit code 1."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None:
            return
        from tongban.kernel.errors import Refusal

        if isinstance(error, Refusal):
            if self.as_json:
                print(json.dumps({"code": error.code, "sentence": str(error)}, ensure_ascii=False))
            else:
                print(f"{error}{error.next_step}", file=sys.stderr)
            raise typer.Exit(1) from None
