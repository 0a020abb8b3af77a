"""The command line. Exit codes: 0 all is well, 1 something was found or failed, 2 the command or a setting is wrong."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

import typer

from tongban.site import ground
from tongban.site.commands import keeping
from tongban.site.config import UnsafeSettings, config
from tongban.site.postgres import CannotStart
from tongban.site.terminal import MARKS, as_json, bar, complaints, console

app = typer.Typer(
    name="tongban", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="通办：一座城市的政务服务平台。",
)
demo = typer.Typer(no_args_is_help=True, help="演示城市。")
app.add_typer(demo, name="demo")

for _word in (
    "simulate", "rules", "items", "clock", "exchange", "inventory", "figures", "codes", "ledger", "keys", "addresses",
    "pages",
):  # fmt: skip
    if find_spec(f"tongban.site.commands.{_word}"):
        app.add_typer(import_module(f"tongban.site.commands.{_word}").app, name=_word)

app.command()(keeping.sealer)
app.command()(keeping.witness)

Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
Yes = Annotated[bool, typer.Option("--yes", help="不再询问。")]


@app.command()
def serve(
    demo: Annotated[bool | None, typer.Option("--demo/--no-demo", help="演示模式；默认取 TONGBAN_DEMO。")] = None,
    host: Annotated[str, typer.Option(help="监听地址；默认取 TONGBAN_HOST。")] = "",
    port: Annotated[int, typer.Option(help="监听端口；默认取 PORT。", max=65000)] = 0,
    workers: Annotated[int, typer.Option(help="网页进程数；默认取 TONGBAN_WORKERS。")] = 0,
    concurrency: Annotated[int, typer.Option(help="后台同时执行的任务数。", min=1)] = 4,
    split: Annotated[bool, typer.Option("--split", help="网页与实时推送分用两个端口（PORT 与 PORT+1）。")] = False,
) -> None:
    """启动全部：数据库、网页、实时推送、后台进程；任何一个退出都会重新启动。"""
    from tongban.site.serve import Plan
    from tongban.site.serve import serve as start

    chosen = {"TONGBAN_HOST": host, "PORT": str(port or ""), "TONGBAN_WORKERS": str(workers or "")}
    os.environ.update({name: value for name, value in chosen.items() if value})
    if demo is not None:
        os.environ["TONGBAN_DEMO"] = "1" if demo else "0"
    start(Plan(split=split, concurrency=concurrency, log_files=config().demo))


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(help="同时执行的任务数。", min=1)] = 4,
    until_empty: Annotated[bool, typer.Option("--until-empty", help="做完积压的任务就结束。")] = False,
) -> None:
    """后台进程：后续事务、定时任务。"""
    with ground.standing():
        from tongban.site.worker import run

        run(concurrency, until_empty)


@app.command()
def migrate(as_json_: Json = False) -> None:
    """把数据库升级到本版本。"""
    with ground.standing() as chosen:
        from tongban.site import showcase

        applied = ground.migrate()
        showcase.require_fitting(chosen)
    if as_json_:
        as_json({"applied": applied})
    else:
        console.print(f"执行 {len(applied)} 项迁移。" if applied else "已是最新，没有需要执行的迁移。")


@app.command()
def doctor(as_json_: Json = False) -> None:
    """自检：逐项说明看到了什么、怎样修复。"""
    with ground.standing():
        from tongban.kernel import checks

        found = checks.run()
    wrong = [f for f in found if f.level != "ok"]
    if as_json_:
        as_json({"well": not wrong, "findings": [asdict(f) for f in found]})
    else:
        for f in found:
            console.print(f"{MARKS[f.level]} {f.name}：{f.sentence}" + (f"\n    → {f.mend}" if f.mend else ""))
        console.print(f"共 {len(found)} 项，{len(wrong)} 项需要处理。" if wrong else f"共 {len(found)} 项，全部正常。")
    raise typer.Exit(1 if wrong else 0)


@demo.command("load")
def demo_load() -> None:
    """把演示城市载入空的数据库。"""
    with ground.standing() as chosen:
        from tongban.site import showcase

        ground.migrate()
        if showcase.require_fitting(chosen) != "empty":
            console.print("演示城市已经载入；要重新开始请用 tongban demo reset。")
            raise typer.Exit(1)
        with bar() as told:
            summary = showcase.fill(chosen, told)
    console.print(f"演示城市已载入。{summary}")


@demo.command("reset")
def demo_reset(yes: Yes = False) -> None:
    """清空演示数据，重新载入演示城市。"""
    if not yes:
        typer.confirm("将清空演示数据库和演示文件，确定吗？", abort=True)
    with ground.standing() as chosen, ground.alone(chosen.home):
        from tongban.site import showcase

        showcase.wipe(chosen)
        ground.migrate()
        with bar() as told:
            summary = showcase.fill(chosen, told)
    console.print(f"演示城市已重新载入。{summary}")


def main() -> None:
    """Run a command; what went wrong is one sentence, not a traceback."""
    try:
        app()
    except (UnsafeSettings, ground.Occupied) as error:
        complaints.print(f"[red]不能启动：[/]{error}")
        sys.exit(2)
    except CannotStart as error:
        complaints.print(f"[red]启动失败：[/]{error}")
        sys.exit(1)
    except Exception as error:
        if "UndefinedTable" in (type(error).__name__, type(error.__cause__).__name__):
            complaints.print("[red]数据库里还没有数据表。[/]请先运行 tongban migrate，演示城市运行 tongban demo load。")
            sys.exit(1)
        if type(error).__name__ != "WrongData":  # its module needs Django set up
            raise
        complaints.print(f"[red]不能启动：[/]{error}")
        sys.exit(2)


if __name__ == "__main__":
    main()
