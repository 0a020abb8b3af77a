"""`tongban keys`: which key of the city wraps the keys of persons, changing it, sealing what lies plain or older."""

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
    """现在用哪把城市密钥，多少把个人密钥还没有用它保护，每一列还有多少行没有加密。"""
    with ground.standing():
        from tongban.kernel import datakeys, resealing

        console.print(f"城市密钥：{datakeys.wrapping()}，还有 {datakeys.unwrapped()} 把个人密钥用旧密钥保护")
        for field in resealing.columns():
            console.print(f"  {field.purpose}：待加密 {resealing.remaining(field)} 行")


@app.command()
def rotate(batch: Annotated[int, typer.Option(help="每批密钥数。", min=1, max=5000)] = 500) -> None:
    """换一把新的城市密钥，并用它重新保护每把个人密钥；数据不动，不影响办件。中断后运行 `tongban keys wrap` 接着做。"""
    with ground.standing():
        from tongban.kernel import datakeys

        console.print(f"新的城市密钥：{datakeys.change_city_key()}")
        _wrap(batch)


@app.command()
def wrap(batch: Annotated[int, typer.Option(help="每批密钥数。", min=1, max=5000)] = 500) -> None:
    """用现用城市密钥重新保护每把个人密钥；可以随时中断、重复运行。"""
    with ground.standing():
        _wrap(batch)


@app.command()
def seal(batch: Annotated[int, typer.Option(help="每批行数。", min=1, max=5000)] = 200) -> None:
    """把还是明文、或用以前的方式加密的数据改用各人的密钥加密；可以随时中断、重复运行，不影响办件。"""
    with ground.standing():
        _seal(batch)


@app.command()
def announce(name: Annotated[str, typer.Argument(help="codes 随申码，credentials 亮证凭证。")]) -> None:
    """公布下一把签名公钥：离线核验的窗口和验证方先取到它，一天以后才用它签名。"""
    with ground.standing():
        from tongban.kernel import signing_keys

        signing_keys.announce(_known(name))
        console.print(f"已公布{signing_keys.NAMES[name]}的下一把公钥；一天以后运行 tongban keys change {name}")


@app.command()
def change(name: Annotated[str, typer.Argument(help="codes 随申码，credentials 亮证凭证。")]) -> None:
    """换用已经公布满一天的签名密钥；原来的还能核验，到下一次换用为止。"""
    with ground.standing():
        from tongban.kernel import signing_keys

        signing_keys.change(_known(name))
        console.print(f"{signing_keys.NAMES[name]}已换用新的签名密钥；正在运行的进程一分钟内换用")


def _known(name: str) -> str:
    from tongban.kernel import signing_keys

    if name not in signing_keys.NAMES:
        raise typer.BadParameter(f"只有 {'、'.join(signing_keys.NAMES)}")
    return name


def _wrap(batch: int) -> None:
    from tongban.kernel import datakeys

    done = 0
    while some := datakeys.rewrap(batch):
        done += some
    left = datakeys.unwrapped()
    console.print(f"已重新保护 {done} 把个人密钥，还有 {left} 把。")
    if left:
        console.print("有的密钥正在使用，请过一会儿再运行 `tongban keys wrap`。")
        raise typer.Exit(1)
    console.print(f"{MARKS['ok']} 全部由现用城市密钥保护；旧密钥文件在下次数据库备份之后才可以销毁。")


def _seal(batch: int) -> None:
    from tongban.kernel import resealing, storage
    from tongban.registers.inventory import queries as inventory

    left = 0
    for field in resealing.columns():
        done = sum(resealing.reseal(field, batch))
        waiting = resealing.remaining(field)
        left += waiting
        console.print(f"  {field.purpose}：已加密 {done} 行，还有 {waiting} 行")
    stored = sum(1 for _ in storage.seal_plain(inventory.stored_files()))
    console.print(f"  文件：已加密 {stored} 份")
    if left:
        console.print("有的行正在被人填写，请过一会儿再运行 `tongban keys seal`。")
        raise typer.Exit(1)
    console.print(f"{MARKS['ok']} 全部用各人的密钥加密。")
