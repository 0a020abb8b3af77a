"""Whether the platform is well, as somebody at home needs it (运行状况): plain words, nothing of what it is made of.

Asked of the rooms at most every few seconds by one of those who look, with little patience: where the database is slow
the page says so at once, with what the office wrote last.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from django.db import DatabaseError, connection, transaction

from tongban.kernel import holding, jobs, time, wall
from tongban.registers.exchange import queries as exchange
from tongban.registers.identity import queries as identity
from tongban.registers.knowledge import queries as knowledge
from tongban.registers.knowledge.errors import NoSuchPage
from tongban.registers.knowledge.kinds import DISTURBANCE, Page
from tongban.registers.sources import queries as sources
from tongban.watch.messages import queries as messages

log = logging.getLogger(__name__)
FRESH, PATIENCE = 15, 1500  # seconds for which what was seen is kept; milliseconds for each question
SLOW, TURN = 1.0, 5.0  # seconds: what all questions may take before it counts as slow; what the first to look may
LATE, UPLOADS = timedelta(minutes=5), 600.0  # how long a text, and a file before the scanner, may wait (seconds)
FIRST = "登录、填写和提交"
HEAVY = "页面打开较慢，已填写的内容会照常保存，请耐心等待。"
STUCK = "系统响应很慢，页面可能打不开。已经提交的申请不会丢失，期限照常计算；急事请到窗口或者拨打 12345。"
REST = (  # what people rely on; by what it is known; how bad that is; what it means for them
    ("短信", "late", "slow", "短信发得比平时晚。进展请登录后在“消息”里查看；收不到验证码的，请过一会儿再试。"),
    ("凭证、文书和结果", "idle", "down", "凭证、文书和消息会晚一些到。申请本身已经收到，期限照常计算，不用重新提交。"),
    ("上传材料", "waiting", "slow", "上传的文件在等待安全检查。不用重新上传，通过后自动可以查看。"),
    ("自动调取数据", "resting", "slow", "暂时取不到：{}。可以先自己填写、上传，也可以过一会儿再办。"),
    ("部门办理", "silent", "slow", "{}的系统暂时连不上，恢复后自动继续，您不用做什么。"),
)
WORDS = {"well": ("正常", "ok"), "slow": ("变慢", "warn"), "down": ("有故障", "bad"), "unknown": ("暂时不清楚", "")}


@dataclass(frozen=True)
class Part:
    """One thing people rely on: how it is, and what that means for them."""

    name: str
    state: str
    sentence: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.state][0]

    @property
    def tone(self) -> str:
        return WORDS[self.state][1]


@dataclass(frozen=True)
class Seen:
    """What was seen at one moment; the office's own words about a disturbance, where there are any."""

    at: datetime
    parts: tuple[Part, ...]
    said: Page | None = None

    @property
    def well(self) -> bool:
        return all(part.state == "well" for part in self.parts)


_kept: list[tuple[float, Seen]] = []
_looking = Lock()


def now() -> Seen:
    """How it is, at most `FRESH` seconds old; whoever comes while another looks is shown what was seen before."""
    if _kept and time.ticking() - _kept[0][0] <= FRESH:
        return _kept[0][1]
    if not _looking.acquire(timeout=0 if _kept else TURN):
        return _kept[0][1] if _kept else _slow()
    try:
        seen = _look()
        _kept[:] = [(time.ticking(), seen)]
    finally:
        _looking.release()
    return seen


def _look() -> Seen:
    began = time.ticking()
    try:
        known = _asked()
    except DatabaseError:
        log.exception("the platform's own state could not be asked")
        return _slow()
    first = Part(FIRST, "well") if time.ticking() - began <= SLOW else Part(FIRST, "slow", HEAVY)
    return Seen(time.now(), (first, *_parts(known)), known["said"])


def _slow() -> Seen:
    """Nothing could be asked: nobody knows how the rest is; what the office said last still stands."""
    rest = (Part(name, "unknown") for name, *_ in REST)
    return Seen(time.now(), (Part(FIRST, "down", STUCK), *rest), _kept[0][1].said if _kept else None)


def _asked() -> dict[str, Any]:
    with wall.as_platform("status"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('statement_timeout', %s, true)", [str(PATIENCE)])
        silent = identity.department_names(exchange.silent())
        return {
            "idle": not jobs.heard(), "late": messages.texts_late(LATE), "resting": "、".join(sources.resting()),
            "silent": "、".join(silent.values()), "waiting": holding.longest_wait() > UPLOADS, "said": _said(),
        }  # fmt: skip


def _said() -> Page | None:
    try:
        return knowledge.page(DISTURBANCE)
    except NoSuchPage:
        return None


def _parts(known: dict[str, Any]) -> list[Part]:
    return [
        Part(name, state, sentence.format(known[what])) if known[what] else Part(name, "well")
        for name, what, state, sentence in REST
    ]
