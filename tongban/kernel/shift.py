"""The demo's levers: its movable clock, and what only the site can do for it (run what became due, begin anew).

The site hangs its part in at start; outside demo mode every lever refuses.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.db.models import F

from tongban.kernel.errors import Refusal
from tongban.kernel.models import ClockShift

log = logging.getLogger(__name__)

FARTHEST = timedelta(days=3 * 366)
Told = Callable[[str, int, int], None]

_after_moving: Callable[[], object] | None = None
_begin_anew: Callable[[Told], object] | None = None


class NotInDemo(Refusal):
    """Real data know no levers."""

    code = "not-in-demo"
    status = 404
    sentence = "没有这个页面。"
    next_step = "请返回首页。"


class TooFar(Refusal):
    """The clock would stand where nobody has a calendar."""

    code = "too-far"
    status = 422
    sentence = "演示时钟最多向前移动三年。"
    next_step = "请先选择“回到现在”，再重新移动。"


class Busy(Refusal):
    """The city is being made anew already."""

    code = "busy"
    sentence = "演示城市正在重新载入。"
    next_step = "请等待这一次完成。"


@dataclass(frozen=True)
class Progress:
    """How far the demo has come in beginning anew: state never, running, done or failed."""

    state: str = "never"
    step: str = ""
    done: int = 0
    total: int = 0


def hang(after_moving: Callable[[], object], begin_anew: Callable[[Told], object]) -> None:
    """Hang in what the site does; called once, at start, in demo mode only."""
    global _after_moving, _begin_anew
    _after_moving, _begin_anew = after_moving, begin_anew


def shifted() -> timedelta:
    """How far the clock stands from the real one."""
    _require_demo()
    seconds = ClockShift.objects.filter(pk=1).values_list("seconds", flat=True).first()
    return timedelta(seconds=seconds or 0)


def move(seconds: int) -> timedelta:
    """Move the clock forward and do what becomes due; returns how far it stands now."""
    if seconds < 0 or shifted() + timedelta(seconds=seconds) > FARTHEST:
        raise TooFar
    ClockShift.objects.get_or_create(pk=1)
    ClockShift.objects.filter(pk=1).update(seconds=F("seconds") + seconds)
    _moved()
    return shifted()


def back_to_now() -> None:
    """Let the clock show the real time again."""
    _require_demo()
    ClockShift.objects.filter(pk=1).update(seconds=0)
    _moved()


def begin_anew() -> None:
    """Take the city away and make it anew, in the background; `progress` tells how far it is. Raises `Busy`."""
    _require_demo()
    lock = _locked()
    if lock is None:
        raise Busy
    _tell(Progress("running", "清空演示数据"))
    threading.Thread(target=_anew, args=(lock,), name="begin-anew", daemon=True).start()


def _moved() -> None:
    if _after_moving is not None:
        _after_moving()


def progress() -> Progress:
    """How far it is, from a file: there may be no database just now."""
    _require_demo()
    try:
        told = Progress(**json.loads(_file().read_text()))
    except (OSError, ValueError, TypeError):
        return Progress()
    if told.state == "running" and (lock := _locked()) is not None:
        lock.close()  # nobody holds it: whoever began did not come to the end
        return Progress("failed", told.step, told.done, told.total)
    return told


def _anew(lock: IO[Any]) -> None:
    try:
        if _begin_anew is None:
            raise RuntimeError("the site has hung no lever in")
        _begin_anew(lambda step, done, total: _tell(Progress("running", step, done, total)))
        _tell(Progress("done"))
    except Exception:
        log.exception("the demo could not begin anew")
        _tell(Progress("failed"))
    finally:
        connection.close()
        lock.close()


def _locked() -> IO[Any] | None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    lock = _file().with_suffix(".lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _tell(told: Progress) -> None:
    made = _file().with_suffix(f".{os.getpid()}")
    made.write_text(json.dumps(asdict(told), ensure_ascii=False))
    made.replace(_file())


def _file() -> Path:
    return Path(settings.TONGBAN.home) / "demo.anew"


def _require_demo() -> None:
    if not settings.TONGBAN.demo:
        raise NotInDemo
