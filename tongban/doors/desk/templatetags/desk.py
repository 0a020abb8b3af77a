"""What the desk's templates ask of the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse

from tongban.doors.desk.showing import worklist
from tongban.kernel.actor import Actor
from tongban.registers.calling import queries as queue
from tongban.registers.credit import permits as credit
from tongban.registers.visits import permits as visits
from tongban.work.help import permits as helping

register = template.Library()


@register.filter
def keeps_credit(actor: Actor) -> bool:
    """Whether this official may look into the credit record: a link leads nowhere else."""
    return bool(actor.posts_as(*credit.ROLES))


COMMANDS = (
    ("待办", "daiban db", "desk:home"), ("待办表格", "daibanbiaoge dbbg", "desk:table"),
    ("收件", "shoujian sj", "desk:intake"), ("我的统计", "wodetongji wdtj", "desk:mine"),
    ("扫码", "saoma sm", "desk:scan"),
    ("实名核验", "shimingheyan smhy", "desk:real-name"),
    ("热线查询", "rexianchaxun rxcx", "desk:hotline"), ("证照管理", "zhengzhaoguanli zzgl", "desk:licences"),
    ("最近发出的证照", "zuijinfachudezhengzhao zjfcdzz", "desk:newly"), ("印章", "yinzhang yz", "desk:seals"),
    ("信用", "xinyong xy", "desk:credit"),
    ("我提出的查看申请", "wotichudechakanshenqing wtcdcksq", "desk:data-requests"),
    ("离岗委托", "ligangweituo lgwt", "desk:leave"), ("紧急查阅", "jinjichayue jjcy", "desk:openings"),
    ("常用意见", "changyongyijian cyyj", "desk:phrases"),
    ("管理", "guanli gl", "office:home"), ("登录与安全", "dengluyuanquan dlyaq", "account"),
    ("字号与对比度", "zihaoyuduibidu zhydbd", "modes"),
)  # fmt: skip
"""Where one may go from anywhere: its name, how it is typed by its sounds, the page."""


@register.inclusion_tag("parts/palette.html", takes_context=True)
def commands(context: Mapping[str, Any]) -> dict[str, Any]:
    """The command palette (命令面板) of this official: a command leads nowhere he may not go."""
    actor: Actor = context["actor"]
    roles = {post.role for post in actor.posts}
    may = {"desk:intake": visits.receives(actor), "desk:hotline": "hotline" in roles,
           "desk:credit": keeps_credit(actor), "office:home": bool(roles & {"operator", "supervisor"})}  # fmt: skip
    listed = [(title, say, reverse(name)) for title, say, name in COMMANDS if may.get(name, True)]
    return {"commands": listed, "find": "gun"}


@register.inclusion_tag("desk/calling.html", takes_context=True)
def strip(context: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The strip that calls numbers (叫号), at a window; what was called last is this browser's."""
    request = context["request"]
    return {"connected": queue.connected(), "ticket": request.session.get("ticket"), "from": place,
            "csrf_token": context["csrf_token"]}  # fmt: skip


@register.filter
def helps(actor: Actor) -> bool:
    """Whether this official is a helper of the city (帮办员)."""
    return helping.helps(actor)


@register.filter
def receives(actor: Actor) -> bool:
    """Whether this official sits at a window and takes applications in."""
    return visits.receives(actor)


@register.filter
def some(count: int) -> str:
    """A count that was made up to a hundred, as it is said."""
    return worklist.some(count) or "0"


@register.filter
def picture(name: str) -> bool:
    """Whether a document of this name is a picture, which can be cut and turned."""
    return name.rpartition(".")[2].lower() in ("jpg", "jpeg", "png")
