"""Stored files that nobody may open: some wait for the scanner, of some it said what is in them.

A mark beside the files says so, set before the file stands in its place. Whoever opens a file asks here first, so no
way of reading can forget it. A mark is empty while its file waits; it says "found" where the file was taken away.
"""

from __future__ import annotations

from pathlib import Path
from time import time as wall_clock

from django.conf import settings

from tongban.kernel.errors import Refusal

FOUND = "found"


class FileWaits(Refusal):
    """It has not been looked at yet."""

    code = "file-waits"
    status = 409
    sentence = "这个文件正在等待安全检查，通过之前不能打开。"
    law = "网络安全法 第二十一条"
    next_step = "不用重新上传，请过几分钟再试；其他材料可以照常查看和办理。"


class FileTakenAway(Refusal):
    """It carried malware; its content is gone."""

    code = "file-taken-away"
    status = 410
    sentence = "这个文件带有恶意代码（病毒），内容已经删除，不能打开。"
    law = "网络安全法 第二十一条"
    next_step = "请由申请人换一份干净的文件再交；办件人员可以用“补正”告知申请人。"


def hold(sha256: str) -> None:
    """From here on nobody opens it, until the scanner has seen it; one that is stored and was cleared stays open."""
    _mark(sha256).parent.mkdir(parents=True, exist_ok=True)
    _mark(sha256).touch()


def release(sha256: str) -> None:
    """It is clean."""
    _mark(sha256).unlink(missing_ok=True)


def condemn(sha256: str) -> None:
    """It is not, and is taken away; handed in once more, it says so again."""
    made = _mark(f"{sha256}.new")
    made.write_text(FOUND)
    made.replace(_mark(sha256))


def state(sha256: str) -> str:
    """"waits", "found", or "" for a file anybody who may see it can open."""
    try:
        return "found" if _mark(sha256).read_text() == FOUND else "waits"
    except (FileNotFoundError, ValueError):
        return ""


def require_open(sha256: str) -> None:
    """Raises `FileWaits`, `FileTakenAway`."""
    said = state(sha256)
    if said:
        raise FileWaits if said == "waits" else FileTakenAway


def waiting(limit: int = 100) -> list[str]:
    """The files that wait, those that have waited longest first."""
    found = sorted((p for p in _folder().glob("?" * 64) if p.stat().st_size == 0), key=lambda p: p.stat().st_mtime)
    return [path.name for path in found[:limit]]


def longest_wait() -> float:
    """How many seconds the oldest of them has waited; 0 when none does."""
    first = waiting(1)
    return wall_clock() - _mark(first[0]).stat().st_mtime if first else 0.0


def _mark(sha256: str) -> Path:
    return _folder() / sha256


def _folder() -> Path:
    return Path(settings.TONGBAN.home) / "held"
