"""`tongban keys`: with which key personal data is sealed, changing it, and sealing what lies plain."""

from __future__ import annotations

from typing import Annotated

import typer

from tongban.site import ground
from tongban.site.terminal import MARKS, console

app = typer.Typer(no_args_is_help=True, help="个人信息加密：密钥与存量数据。")


@app.callback()
def keys() -> None:
    """个人信息加密：密钥与存量数据。"""


@app.command()
def status() -> None:
    """现在用哪把密钥，每一列还有多少行没有用它加密。"""
    with ground.standing():
        from tongban.kernel import sealed

        console.print(f"现用密钥：{sealed.newest_key(anew=True)}")
        for field in sealed.columns():
            console.print(f"  {field.purpose}：待加密 {sealed.remaining(field)} 行")


@app.command()
def rotate(batch: Annotated[int, typer.Option(help="每批行数。", min=1, max=5000)] = 200) -> None:
    """换一把新密钥，并把存量数据改用它加密。中断后运行 `tongban keys seal` 接着做。"""
    with ground.standing():
        from tongban.kernel import sealed

        console.print(f"新密钥：{sealed.change_key()}")
        _seal(batch)


@app.command()
def seal(batch: Annotated[int, typer.Option(help="每批行数。", min=1, max=5000)] = 200) -> None:
    """把还是明文、或用旧密钥加密的数据改用现用密钥加密；可以随时中断、重复运行，不影响办件。"""
    with ground.standing():
        _seal(batch)


def _seal(batch: int) -> None:
    from tongban.kernel import sealed

    left = 0
    for field in sealed.columns():
        done = sum(sealed.reseal(field, batch))
        waiting = sealed.remaining(field)
        left += waiting
        console.print(f"  {field.purpose}：已加密 {done} 行，还有 {waiting} 行")
    if left:
        console.print("有的行正在被人填写，请过一会儿再运行 `tongban keys seal`。")
        raise typer.Exit(1)
    console.print(f"{MARKS['ok']} 全部用现用密钥加密。")
