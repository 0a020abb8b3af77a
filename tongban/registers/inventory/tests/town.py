"""Rows and files of the invented city's inventory."""

from __future__ import annotations

from pathlib import Path

from tongban.engines.codes import fiction
from tongban.engines.tables.catalogue import BASIC, DIRECTORY
from tongban.engines.tables.outward import csv_pieces, workbook
from tongban.kernel import storage
from tongban.kernel.actor import Actor, Post

SYSTEM = Actor.system()
OPERATOR = Actor("official", "1", "苏衡", posts=(Post("catalogue", "service-centre", "", "operator"),), proved=True)
CLERK = Actor("official", "2", "周济", posts=(Post("window", "service-centre", "", "clerk"),))
OF_QINGYU = Actor("official", "3", "何朗", posts=(Post("catalogue", "service-centre", "999002", "operator"),))

BODY = fiction.credit_code(1)


def directory(n: int = 1, **more: str) -> dict[str, str]:
    said = {"catalog_code": f"99010013{n:04}", "task_name": f"第 {n} 项许可", "task_type": "01", "task_version": "1"}
    return said | more


def basic(n: int = 1, **more: str) -> dict[str, str]:
    catalog = f"99010013{n:04}"
    said = {
        "catalog_code": catalog, "task_code": f"{BODY}3{catalog}", "task_name": f"第 {n} 项许可", "task_type": "01",
        "use_level": "3", "dept_code": BODY, "dept_name": "澜汀市市场监督管理局", "anticipate_day": "20",
        "anticipate_type": "1", "promise_day": "5", "promise_type": "1", "project_type": "2", "task_state": "1",
    }  # fmt: skip
    return said | more


def kept(content: bytes) -> str:
    return storage.keep(content, public=True)


def csv_of(rows: list[dict[str, str]], table: str = BASIC.name) -> str:
    """The rows as a stored CSV file; its SHA-256."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return kept(b"".join(csv_pieces(names, rows)))


def book_of(path: Path, rows: list[dict[str, str]], catalogue: list[dict[str, str]]) -> str:
    """A workbook of both layers, stored; its SHA-256."""
    workbook(path, [
        (DIRECTORY.name, [c.name for c in DIRECTORY.columns], catalogue),
        (BASIC.name, [c.name for c in BASIC.columns], rows),
    ])  # fmt: skip
    return kept(path.read_bytes())
