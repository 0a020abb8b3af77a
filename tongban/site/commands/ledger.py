"""`tongban ledger`: is the record whole, and what shows that a fact stands in it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tongban.site import ground
from tongban.site.terminal import MARKS, as_json, complaints, console

app = typer.Typer(no_args_is_help=True, help="全程留痕：核对与存证。")
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]


@app.callback()
def ledger() -> None:
    """全程留痕：核对与存证。"""


@app.command()
def verify(as_json_: Json = False) -> None:
    """重新计算全部留痕的链条，并与存证日志逐条核对，找出任何一处改动。"""
    with ground.standing():
        from tongban.registers.ledger import queries
        from tongban.registers.ledger.errors import Tampered

        try:
            verdict = queries.verify()
        except Tampered as found:
            others = [str(one) for one in queries.breaches()]
            if as_json_:
                as_json({"whole": False, "where": found.where, "sentence": str(found), "breaches": others})
            else:
                complaints.print(f"{MARKS['bad']} 留痕被改动：{found}")
                for line in others:
                    complaints.print(f"    {line}")
            raise typer.Exit(1) from None
        standing = queries.evidence()
    if as_json_:
        as_json({"whole": True, **asdict(verdict), "witness_age": standing.age})
    else:
        console.print(
            f"{MARKS['ok']} 留痕完整：{verdict.facts} 条，其中 {verdict.ordered} 条已进入总链，"
            f"{verdict.sealed} 条已封入存证日志并逐条核对。{standing.sentence}。"
        )


@app.command()
def prove(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="留痕对象，如 case/<id>、material/<id>。")],
    into: Annotated[str, typer.Option(help="把凭据写进这个目录，一件事一个文件。")] = "",
) -> None:
    """证明一个对象的每一件事都封存在日志里：逐条列出位置，并可导出凭据。"""
    with ground.standing():
        from tongban.registers.ledger import queries

        found = queries.prove(subject)
        for row, receipt in found:
            where = f"第 {queries.examine_ours(receipt).index + 1} 条" if receipt else "正在封存"
            console.print(f"{MARKS['ok' if receipt else 'warn']} {row.at:%Y-%m-%d %H:%M} {row.kind}：{where}")
            if into and receipt:
                folder = Path(into)
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{row.seq}.tlog-proof").write_text(receipt, encoding="utf-8")
    if not found:
        complaints.print(f"没有 {subject} 的留痕。请核对写法：case/<id>、licence/<id>、material/<id>、item/<code>。")
        raise typer.Exit(1)


@app.command()
def seal() -> None:
    """立即封存一次（平时由 tongban sealer 每十秒进行）。"""
    with ground.standing():
        from tongban.registers.ledger import log, sealing

        head = sealing.seal()
        console.print(f"已封存 {head.size} 条；日志公钥 {log.ours().verifier}")


@app.command()
def anchors(
    check: Annotated[bool, typer.Option("--check", help="再读一遍链，逐笔与日志核对。")] = False,
    as_json_: Json = False,
) -> None:
    """列出写到链上的日志头（TONGBAN_ANCHOR）：第几条、交易、区块；--check 核对，有不符的退出码为 1。"""
    with ground.standing():
        from tongban.registers.ledger import anchoring

        try:
            found = list(anchoring.check()) if check else [(one, "") for one in anchoring.anchors()]
        except anchoring.ChainFailed as why:
            complaints.print(f"链没有应答：{why}。请检查 TONGBAN_ANCHOR，稍后再试。")
            raise typer.Exit(2) from None
    if as_json_:
        as_json([{**asdict(one), "against": against} for one, against in found])
    for one, against in () if as_json_ else found:
        where = f"区块 {one.block}" if one.block else "等待链确认"
        mark = MARKS["bad" if against else "ok" if one.block else "warn"]
        said = f"：{against}" if against else ""
        console.print(f"{mark} 前 {one.size} 条，交易 {one.tx}，{where}{said}", soft_wrap=True)
    if not found:
        console.print("还没有写到链上的日志头。")
    if any(against for _, against in found):
        raise typer.Exit(1)
