"""How long things are kept (保存期限), class by class, and what the clock does when the time is over.

One table: `docs/retention.md` is made of it, the nightly round runs it. A class without a job is cleared by its own
entry in `every`, or kept for ever because the law says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.management import call_command
from django.db import transaction

from tongban.kernel import datakeys, storage, time
from tongban.registers.answers import jobs as answers
from tongban.registers.identity import queries as identity
from tongban.registers.ledger import jobs as ledger
from tongban.registers.materials import jobs as materials
from tongban.registers.materials import queries as held
from tongban.registers.newcomers import jobs as newcomers
from tongban.registers.readings import jobs as readings
from tongban.registers.signin import jobs as signin
from tongban.registers.visits import jobs as visits
from tongban.watch.messages import jobs as messages
from tongban.work.cases import queries as cases
from tongban.work.help import jobs as help

log = logging.getLogger(__name__)
ARCHIVE = timedelta(days=3652)  # 定期 10 年; what an item keeps longer is handed to the archive before
LEAST = "个人信息保护法 第十九条（必要的最短时间）"


def clear_sessions() -> None:
    """Sessions of browsers that were left."""
    call_command("clearsessions", verbosity=0)


def clear_forgotten() -> int:
    """What still lies there of somebody whose key is destroyed: nobody can read it, its rows and files go as well."""
    gone = 0
    for owner in datakeys.destroyed():
        with transaction.atomic():
            kept = cases.in_files(owner)
            alone = [f"material/{pk}" for pk in held.ids_of(owner) if str(pk) not in kept]
            ledger.forget_salts([*identity.subjects_of(owner), *alone])
            gone += materials.clear(owner, kept) + answers.clear(owner) + messages.clear(owner)
            gone += signin.clear(owner)
    return gone


def shred_files() -> int:
    """Of somebody forgotten the files of cases can be read until the archive time of the last one is over."""
    ended = 0
    for owner in datakeys.destroyed(kept=True):
        last = cases.last_ended(owner)
        if last is None or last < time.now() - ARCHIVE:
            with transaction.atomic():
                datakeys.destroy(owner + datakeys.FILES)
                ledger.forget_salts([*cases.subjects_of(owner), *(f"material/{pk}" for pk in cases.in_files(owner))])
            ended += 1
    return ended


@dataclass(frozen=True)
class Kept:
    """One class of data: how long, what then, why, and who ends it."""

    name: str
    span: str
    then: str
    law: str
    job: Callable[[], object] | None = None
    english: str = ""  # the first three for who reads English


RETENTION: Sequence[Kept] = [
    Kept(
        "草稿", "30 天未修改进回收站，再过 30 天", "删除", LEAST,
        english="Drafts: moved to the bin 30 days after the last change, deleted 30 days later",
    ),
    Kept(
        "办结的办件、文书、材料", "办结后 10 年", "本人已注销的，销毁密钥", "机关档案管理规定", shred_files,
        english="Closed applications with their papers: 10 years; unreadable then for who closed the account",
    ),
    Kept(
        "注销者的个人资料", "注销时销毁密钥，当夜清理", "删除资料、常用信息、消息和办件档案不需要的材料",
        "个人信息保护法 第四十七条", clear_forgotten,
        english="Details of who closed the account: the key is destroyed at once, the rest deleted the same night",
    ),
    Kept(
        "短信号码和内容", "发送后 180 天", "清空，保留发送结果；站内消息 3 年后删除", LEAST, messages.forget_old,
        english="Text messages: emptied after 180 days; messages in the account: deleted after 3 years",
    ),
    Kept(
        "注册验证码和填写的姓名、手机号", "2 天", "删除", LEAST, newcomers.forget_old,
        english="Code, name and telephone of a registration: deleted after 2 days",
    ),
    Kept(
        "到窗按回答查找和手机验证码", "2 天", "删除，保留留痕", LEAST, visits.forget_old,
        english="Answers by which somebody was found at a window, and his code: deleted after 2 days, a trace stays",
    ),
    Kept(
        "请人帮办的邀请、说明和起止", "最后一天后 90 天", "删除，谁写了什么随留痕保留", LEAST, help.forget_old,
        english="Whom you asked to help you fill in, and why: deleted 90 days after the last day; who wrote what stays",
    ),
    Kept(
        "材料识读结果", "识读后 180 天", "删除", LEAST, readings.forget_old,
        english="What was read from a document by machine: deleted after 180 days",
    ),
    Kept(
        "重复提交的应答", "90 天", "删除", "运行需要", ledger.forget_answers,
        english="Answers to what was sent twice: deleted after 90 days",
    ),
    Kept(
        "未判定的上传", "1 天", "删除", LEAST, storage.clear_quarantine,
        english="Uploads not yet checked: deleted after 1 day",
    ),
    Kept(
        "安全检查中发现恶意代码的文件", "当场", "删除，留痕只记文件指纹和恶意代码名称", "网络安全法 第二十三条",
        english="Uploads found to carry malware: deleted at once; their digest and the malware's name stay on record",
    ),
    Kept(
        "浏览器会话", "会话过期", "删除", "GB/T 22239-2019 8.1.4.1", clear_sessions,
        english="Sessions of the browser: deleted when they expire",
    ),
    Kept(
        "登录会话、登录设备", "会话最长时间；设备 180 天未见", "删除", "GB/T 22239-2019 8.1.4.1",
        english="Sittings and devices: the longest time of a sitting; a device 180 days after it was last seen",
    ),
    Kept(
        "登录失败计数", "1 小时", "删除", "运行需要",
        english="Counts of failed sign-ins: deleted after 1 hour",
    ),
    Kept(
        "与部门系统交换的报文", "90 天，城市可以另定", "清空内容，保留摘要", "数据安全法 第二十七条",
        english="Messages to and from departments' systems: emptied after 90 days or as the city sets, a digest stays",
    ),
    Kept(
        "留痕", "永久", "只含编号和代码，不含填写的内容", "网络安全法 第二十三条（不少于六个月）",
        english="The record of what was done: for ever; numbers and codes only, nothing that was written",
    ),
    Kept(
        "谁看过、用过我的数据", "与留痕相同", "本人注销后不能再对应到人", "个人信息保护法 第四十四条、第五十五条",
        english="Who saw and used my data: as long as that record; cannot be traced to you once the account is closed",
    ),
]  # fmt: skip


def keep_no_longer() -> None:
    """Every class whose time is over; one that fails does not keep the others (到期清理)."""
    for kept in RETENTION:
        if kept.job is None:
            continue
        try:
            kept.job()
        except Exception:
            log.exception("what is kept no longer could not be cleared: %s", kept.name)


def page() -> str:
    """`docs/retention.md`."""
    rows = "\n".join(f"| {k.name} | {k.span} | {k.then} | {k.law} |" for k in RETENTION)
    return f"{HEAD}\n| 数据 | 保存多久 | 然后 | 依据 |\n|---|---|---|---|\n{rows}\n"


HEAD = """# How long things are kept

Made of `tongban/journey/keeping.py` by `python -m tools.retention`; a nightly round at 03:30 runs it.

Whoever wishes to be forgotten (我的空间 · 数据使用 · 注销账号) is, once nothing of his is examined and he is the legal
representative of nobody. His key is destroyed in the same transaction, his row emptied, his accounts closed; drafts go
at once, messages, kept answers and documents that no case needs the same night. Files of ended cases stay for their
archive time under a key of their own, destroyed when the last is over. Facts keep ids and codes; their salts go with
the key they belong to, so that nobody can guess or show what the log says of him; the log stays whole.

A database restored from a backup brings wrapped keys back: destroy again those of whom the ledger and the log say
`identity.PersonForgotten`, before the house is opened. Keep backups no longer than ninety days.

The table stands on the portal's page about privacy as well. `TONGBAN_WIRE_DAYS` sets the days of the exchange.
"""
