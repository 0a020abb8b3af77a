"""`tongban figures`: the figures of the city with their definitions, from what really happened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tongban.site import ground
from tongban.site.terminal import as_json, console

if TYPE_CHECKING:
    from tongban.watch.indicators.kinds import Figure, Line

app = typer.Typer(invoke_without_command=True, pretty_exceptions_enable=False, help="指标：口径、数值、目标。")
WIDE = 150  # a line an item: where the window is narrower, it is scrolled rather than cut

Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]


@app.callback()
def figures(
    context: typer.Context,
    item: Annotated[str, typer.Option(help="只看一个事项（代码）。")] = "",
    start: Annotated[str, typer.Option("--from", help="从哪一天提交的申请算起，如 2026-01-01。")] = "",
    end: Annotated[str, typer.Option("--to", help="到哪一天为止。")] = "",
    fields: Annotated[bool, typer.Option("--fields", help="逐个填写项：问了多少次、预填了多少次、来源。")] = False,
    json: Json = False,
) -> None:
    """每个事项的指标，从办件的全程留痕算出；最后列出每项指标的口径。"""
    if context.invoked_subcommand:
        return
    if fields:
        return _fields(item, json)
    first, last = _day(start), _day(end)
    with ground.standing():
        from tongban.watch.indicators import jobs, queries

        jobs.gather()
        found = queries.lines(item=item, start=first, end=last)
    if json:
        as_json({"figures": [_written(line) for line in found], "definitions": _definitions()})
    else:
        _table(found)


def _fields(item: str, json: bool) -> None:
    """Question by question, what was still answered by hand most often first."""
    with ground.standing():
        from tongban.work.cases import queries as cases

        found, ways = cases.questions(item), cases.QUESTION_WAYS
    if json:
        return as_json({"fields": [{**vars(one), "way": one.way or None} for one in found]})
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    table = Table("事项", "填写项", "来源", "提出", "预填", "自己填", box=SIMPLE, pad_edge=False)
    for one in found:
        table.add_row(
            one.title, f"{one.label}（{one.name}）", ways[one.way], str(one.asked), str(one.kept), str(one.open)
        )
    Console(width=max(WIDE, console.width)).print(table)
    asked, kept, open_ = (sum(getattr(one, name) for one in found) for name in ("asked", "kept", "open"))
    none = sum(one.open for one in found if not one.way)
    console.print(f"共提出 {asked} 项，预填 {kept} 项，自己填写 {open_} 项，其中没有来源的 {none} 项。", soft_wrap=True)
    return None


@app.command()
def rebuild(json: Json = False) -> None:
    """全部重算：清空明细，从留痕重新算一遍。"""
    with ground.standing():
        from tongban.watch.indicators import jobs

        read = jobs.rebuild()
    if json:
        as_json({"facts": read})
    else:
        console.print(f"已从 {read} 条留痕重新算出全部指标明细。")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"日期“{text}”应写成 2026-01-01 的形式。") from None


def _written(line: Line) -> dict[str, Any]:
    return {
        "item": line.item, "title": line.title, "submitted": line.submitted,
        **{
            one.definition.code: {
                "part": one.part, "whole": one.whole, "share": None if one.share is None else float(one.share),
                "target": one.definition.target,
            }
            for one in line.figures
        },
    }  # fmt: skip


def _definitions() -> dict[str, dict[str, Any]]:
    from tongban.watch.indicators.kinds import FIGURES

    return {
        code: {"title": one.title, "formula": one.formula, "facts": one.facts, "target": one.target}
        for code, one in FIGURES.items()
    }  # fmt: skip


def _table(found: list[Line]) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    shown = found[0].figures
    table = Table("事项", "提交", *(one.definition.title for one in shown), box=SIMPLE, pad_edge=False)
    for line in found:
        table.add_row(line.title, str(line.submitted), *(_cell(one) for one in line.figures))
    Console(width=max(WIDE, console.width)).print(table)
    for one in shown:
        goal = f"目标 {one.definition.target}%" if one.definition.target else "没有定目标"
        now = f"现在 {_cell(one)}，{one.part}/{one.whole}"
        console.print(f"{one.definition.title}（{goal}，{now}）：{one.definition.formula}。", soft_wrap=True)


def _cell(figure: Figure) -> str:
    return "—" if figure.share is None else f"{figure.share}%"
