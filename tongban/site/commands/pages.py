"""`tongban pages`: a city's statements and articles out of a folder, as Lanting's lie in `town/pages/`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tongban.registers.knowledge import reading
from tongban.registers.knowledge.kinds import STATEMENTS, Complaint, Page
from tongban.site import ground

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="城市声明和帮助文章：检查、导入。")

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="文件夹，一篇一个 .md 文件，文件名就是地址。")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
WORDS = {"new": "新增", "changed": "更新", "same": "没有变化"}


@app.command()
def check(folder: Folder, as_json: Json = False) -> None:
    """检查每一篇：哪里不对，在第几行。不需要数据库。"""
    found, wrong = _read(folder)
    _say_wrong(wrong, as_json)
    if not as_json:
        print(f"共 {len(found)} 篇，全部可以导入。")
        for code in STATEMENTS.keys() - found.keys():
            print(f"没有城市声明 {code}（{STATEMENTS[code]}）：每一页都有它的链接，请补上。")


@app.command("import")
def import_(
    folder: Folder,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会做什么，不导入。")] = False,
    note: Annotated[str, typer.Option(help="这一版改了什么，记在历次版本里。")] = "批量导入",
    as_json: Json = False,
) -> None:
    """导入：有一篇不对就全部不导入；与现行内容相同的跳过，可以重复运行。文件夹里没有的文章不受影响。"""
    found, wrong = _read(folder)
    _say_wrong(wrong, as_json)
    with ground.standing():
        rows = [{"file": f"{code}.md", "title": page.chinese.title, "what": _what(code, page)}
                for code, (page, _) in found.items()]  # fmt: skip
        if not dry_run:
            _publish({row["file"]: row for row in rows}, found, note)
    if as_json:
        print(json.dumps({"dry_run": dry_run, "pages": rows}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        print(f"{WORDS[row['what']]:<5} {row['file']} {row['title']}")
    changed = sum(row["what"] != "same" for row in rows)
    done = f"会导入 {changed} 篇，没有导入" if dry_run else f"导入 {changed} 篇"
    print(f"共 {len(rows)} 篇，{done}。")


def _read(folder: Path) -> tuple[dict[str, tuple[Page, str]], list[tuple[Path, Complaint]]]:
    """Every text with its page, by its name; and what is wrong, with file and line."""
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    if not files:
        print(f"文件夹 {folder} 里没有 .md 文件。请检查路径。", file=sys.stderr)
        raise typer.Exit(2)
    found, wrong = {}, []
    for path in files:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as bad:
            line = path.read_bytes()[: bad.start].count(b"\n") + 1
            wrong.append((path, Complaint(line, "不是 UTF-8 编码，请另存为 UTF-8。")))
            continue
        page, complaints = reading.judge(path.stem, text.replace("\r\n", "\n"))
        wrong += [(path, one) for one in complaints]
        if page is not None:
            found[path.stem] = (page, text.replace("\r\n", "\n"))
    return found, wrong


def _say_wrong(wrong: list[tuple[Path, Complaint]], as_json: bool) -> None:
    if not wrong:
        return
    if as_json:
        said = [{"file": str(path), "line": one.line, "sentence": one.sentence} for path, one in wrong]
        print(json.dumps({"wrong": said}, ensure_ascii=False, indent=2))
    else:
        for path, one in wrong:
            print(f"{path}:{one.line}：{one.sentence}", file=sys.stderr)
        print(f"有 {len(wrong)} 处不对，没有导入任何一篇。", file=sys.stderr)
    raise typer.Exit(1)


def _what(code: str, page: Page) -> str:
    from tongban.registers.knowledge import queries

    row = queries.newest(code)
    if row is None:
        return "new"
    return "same" if row.digest == page.digest else "changed"


def _publish(rows: dict[str, dict[str, Any]], found: dict[str, tuple[Page, str]], note: str) -> None:
    from django.db import transaction

    from tongban.kernel.actor import Actor
    from tongban.registers.knowledge import actions, queries

    with transaction.atomic():  # all of them, or none
        for code, (_, text) in found.items():
            if rows[f"{code}.md"]["what"] != "same":
                row = queries.newest(code)
                actions.publish(Actor.system("命令行"), code, text, note=note, after=row.number if row else 0)
