"""`tongban simulate`: the other side of a wire, for trying it out."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from tongban.site.config import config

app = typer.Typer(no_args_is_help=True, help="模拟外部系统，供对接试验。")
MODES = "manual、well、slow、down、garbage、wrong-schema、repeat、early、other-case。"
KEY = "whsec_…；默认读 simulators/<代码>.secret。"
SIMULATOR = "tongban.registers.exchange.simulator"


@app.callback()
def simulate() -> None:
    """模拟外部系统。"""


@app.command()
def department(
    port: Annotated[int, typer.Option(help="监听端口（127.0.0.1）。", max=65535)],
    desk: Annotated[str, typer.Option(help="接入系统的代码。")] = "fire-safety",
    platform: Annotated[str, typer.Option(help="平台的地址；默认取 TONGBAN_BASE_URL。")] = "",
    mode: Annotated[str, typer.Option(help=MODES)] = "well",
    delay: Annotated[float, typer.Option(help="多少秒后自动回传意见。", min=0)] = 20.0,
    secret: Annotated[str, typer.Option(help=KEY, envvar="TONGBAN_WIRE_SECRET")] = "",
) -> None:
    """部门业务系统：接收签名事件，过一会儿回传意见；可以很慢、停机、答错或重复。"""
    chosen = config()
    words = ["--desk", desk, "--port", str(port), "--home", str(chosen.home), "--mode", mode, "--delay", str(delay)]
    words += ["--platform", platform or chosen.base_url]
    os.environ["TONGBAN_WIRE_SECRET"] = secret
    os.execv(sys.executable, [sys.executable, "-m", SIMULATOR, *words])  # noqa: S606 - a process of its own
