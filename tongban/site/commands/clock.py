"""`tongban clock`: until when a limit runs, whether a day is worked and why, and the yearly notice of holidays."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tongban.engines.clocks import Calendar, Limit

if TYPE_CHECKING:
    from tongban.registers.calendar.queries import Preview

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="时限：到期日、工作日、放假安排。")
WEEKDAYS = "一二三四五六日"
MOST_SHOWN = 20

Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
Packaged = Annotated[
    bool, typer.Option("--packaged", help="只按随程序提供的放假安排推算，不需要数据库。")
]


@app.command()
def due(
    start: Annotated[str, typer.Option("--from", help="起算日，如 2026-09-18；当日不计。")],
    days: Annotated[int, typer.Option(help="多少天。", min=1, max=3650)],
    natural: Annotated[bool, typer.Option("--natural", help="按自然日；期满日是休息日的，顺延到工作日。")] = False,
    packaged: Packaged = False,
    as_json: Json = False,
) -> None:
    """推算到期日。"""
    first, limit = _day(start), Limit(days, "day" if natural else "working day")
    with _calendar(packaged) as known:
        last = known.due(first, limit)
        warning = known.warning(first, last)
    if as_json:
        print(_dumps({"from": first, "limit": str(limit), "due": last, "warning": warning}))
        return
    print(last)
    if warning:
        print(f"注意：{warning}。", file=sys.stderr)


@app.command()
def day(
    when: Annotated[str, typer.Argument(metavar="DATE", help="哪一天，如 2026-10-10。")],
    packaged: Packaged = False,
    as_json: Json = False,
) -> None:
    """这一天是不是工作日，为什么。"""
    one = _day(when)
    with _calendar(packaged) as known:
        working, why, warning = known.is_working(one), known.why(one), known.warning(one, one)
    if as_json:
        print(_dumps({"day": one, "working": working, "why": why, "warning": warning}))
    else:
        print(f"{one} 星期{WEEKDAYS[one.weekday()]}：{'工作日' if working else '休息日'}（{why}）")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="放假安排，JSON 文件；- 表示标准输入。")],
    source: Annotated[str, typer.Option(help="国务院办公厅通知的网址；默认取文件中的 papers。")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="只看会改变什么，不导入。")] = False,
    as_json: Json = False,
) -> None:
    """导入一年的放假安排；受影响的办理期限随后重新推算。"""
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        print(f"文件不能读取：{error}", file=sys.stderr)
        raise typer.Exit(2) from None
    from tongban.site import ground

    with ground.standing():
        from tongban.kernel.errors import Refusal

        try:
            said = _previewed(text) if preview else _imported(text, source)
        except Refusal as refusal:
            if as_json:
                print(_dumps({"done": False, "code": refusal.code, "sentence": refusal.sentence}))
            else:
                print(f"{refusal.sentence}{refusal.next_step}", file=sys.stderr)
            raise typer.Exit(1) from None
    print(_dumps(said) if as_json else said["sentence"])


def _imported(text: str, source: str) -> dict[str, Any]:
    from tongban.journey.dates import move_dates
    from tongban.kernel.actor import Actor
    from tongban.registers.calendar import actions, queries

    actor = Actor.system("命令行")
    row = actions.import_notice(actor, text, source or _paper(queries.preview(actor, text)))
    moved = move_dates()
    return {"done": True, "year": row.year, "source": row.source, "moved": moved,
            "sentence": f"已导入{row}，重新推算了 {moved} 个日期。"}  # fmt: skip


def _previewed(text: str) -> dict[str, Any]:
    from tongban.journey import dates
    from tongban.kernel.actor import Actor
    from tongban.registers.calendar import queries
    from tongban.work.cases import queries as cases

    ahead, known = queries.preview(Actor.system("命令行"), text), queries.calendar()
    moves = [
        {"number": one.case.number, "what": one.what, "before": one.before, "after": one.after}
        for one in cases.moved(known, ahead.after, ahead.year)
    ]
    parts = sum(1 for _ in dates.moved_tasks(known, ahead.after, ahead.year))
    lines = [
        f"{ahead.year} 年放假安排：休息 {len(ahead.off)} 天，调休上班 {len(ahead.worked)} 天。",
        f"将有 {len(moves)} 个办件、{parts} 项待办的日期改变。",
        *(f"  {one['number']} {one['what']} {one['before']} → {one['after']}" for one in moves[:MOST_SHOWN]),
        *([f"  ……另有 {len(moves) - MOST_SHOWN} 个"] if len(moves) > MOST_SHOWN else []),
    ]
    return {"year": ahead.year, "off": ahead.off, "worked": ahead.worked, "cases": moves, "tasks": parts,
            "sentence": "\n".join(lines)}  # fmt: skip


def _paper(ahead: Preview) -> str:
    notice = ahead.after.notice(ahead.year)
    return notice.papers[0] if notice and notice.papers else ""


@contextmanager
def _calendar(packaged: bool) -> Iterator[Calendar]:
    """The calendar of this installation, with what was imported; the packaged one where there is no database yet."""
    from tongban.site.config import config

    if packaged or (config().embedded and not (config().home / "pg" / "PG_VERSION").exists()):
        yield Calendar.standard()
        return
    from tongban.site import ground

    with ground.standing():
        from django.db import ProgrammingError

        from tongban.registers.calendar import queries

        try:
            known = queries.calendar()
        except ProgrammingError:  # a database that was never migrated has imported nothing
            known = Calendar.standard()
        yield known


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        print(f"“{text}”不是日期，请写成 2026-09-18 的形式。", file=sys.stderr)
        raise typer.Exit(2) from None


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
