"""`tongban codes`: what a window needs to check codes without a network, and the codes on walls."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from tongban.site import ground

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="随申码：离线核验、场所码。")


@app.command()
def keys(out: Annotated[Path | None, typer.Option(help="写入的文件；不写就显示。")] = None) -> None:
    """取出离线核验要用的公钥和停用名单；每天早上取一次。"""
    with ground.standing():
        from tongban.registers.codes import queries

        text = json.dumps(queries.pack(), indent=2)
    if out is None:
        print(text)
    else:
        out.write_text(text + "\n", "utf-8")


@app.command()
def check(
    keys: Annotated[Path, typer.Option(help="tongban codes keys 写出的文件。")],
    seen: Annotated[Path | None, typer.Option(help="记住已经核验过的码的文件。")] = None,
) -> None:
    """离线核验：每行读入一个码，不连网络，也不用数据库。"""
    from tongban.engines.tokens.__main__ import main

    if not keys.exists():
        print(f"没有找到公钥文件 {keys}，请先在联网的机器上执行 tongban codes keys --out {keys}。", file=sys.stderr)
        raise typer.Exit(2)
    raise typer.Exit(main(str(keys), str(seen or "")))


@app.command()
def place(outlet: Annotated[str, typer.Argument(help="服务网点的代码，如 lanting-hall。")]) -> None:
    """一个网点张贴的场所码（地址）；用任何二维码工具印出来。"""
    with ground.standing() as chosen:
        from tongban.registers.codes import queries

        print(f"{chosen.base_url}/place/{queries.place_code(outlet)}/")
