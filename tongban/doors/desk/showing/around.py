"""Whom one may choose from: colleagues, other desks, one's own posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity

if TYPE_CHECKING:
    from tongban.registers.identity.models import Desk, Official

GENERAL = (
    "行政许可法 第三十二条", "行政许可法 第三十四条", "行政许可法 第三十八条第一款", "行政许可法 第三十八条第二款",
)  # fmt: skip
ITEMS = 12
EXPERT = "expert:"


def subordinates(actor: Actor) -> list[Official]:
    """Whose recusal this head may decide."""
    departments = {post.department for post in actor.posts_as("head")}
    return [o for code in sorted(departments) for o in identity.officials_of(code) if str(o.pk) != actor.id]


def other_desks(actor: Actor) -> list[tuple[str, list[Desk]]]:
    """The desks one may ask, by department."""
    mine = {post.desk for post in actor.posts}
    found: dict[str, list[Desk]] = {}
    for desk in identity.desks():
        if desk.code not in mine and desk.kind in ("review", "window"):
            found.setdefault(desk.department.name, []).append(desk)
    return sorted(found.items())


def experts(actor: Actor, picked: str) -> list[tuple[Official, bool]]:
    """The list of experts without oneself, and which one was picked."""
    return [(one, picked == f"{EXPERT}{one.pk}") for one in identity.experts() if str(one.pk) != actor.id]


def whom(picked: str) -> dict[str, str]:
    """What was picked, as the verb takes it: an expert by name, or a desk."""
    return {"expert": picked.removeprefix(EXPERT)} if picked.startswith(EXPERT) else {"desk": picked}


def own_desks(actor: Actor) -> list[Desk]:
    """The desks of one's posts."""
    return sorted(identity.desks_by_code(p.desk for p in actor.posts).values(), key=lambda desk: desk.code)


def usual_laws(actor: Actor) -> list[str]:
    """The articles to pick from beside no case: the general ones, and those of the items one's departments answer."""
    found = list(GENERAL)
    for code in sorted({post.department for post in actor.posts}):
        for item in catalogue.items(department=code, limit=ITEMS):
            if item.current_id:
                found += [str(law) for law in catalogue.definition(item.current_id).law]
    return list(dict.fromkeys(found))
