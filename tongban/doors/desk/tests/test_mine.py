"""My own figures: what I did, beside a mean that names nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.work.tasks import actions
from tongban.work.tasks.kinds import Spec
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
MINE, OTHERS = "LT0003", ("LT0004", "LT0005", "LT0006")


def done(number: str, many: int, *, late: int = 0) -> Actor:
    """So many tasks of a window, done by this clerk; ``late`` of them after their day."""
    me = people.actor(number)
    area = me.posts[0].area or "999001"
    for n in range(many):
        due = time.today() - timedelta(days=1 if n < late else -1)
        spec = Spec(kind="accept", subject=f"x/{number}-{n}", title="受理", desk="window", area=area, due_on=due,
                    department="service-centre")  # fmt: skip
        actions.close(me, str(actions.open_task(Actor.system(), spec).pk))
    return me


def page(number: str) -> str:
    account, client = identity.account_by_name(number), Client()
    assert account is not None
    client.force_login(account)
    return client.get("/desk/mine/").content.decode()


def test_a_mean_is_shown_where_it_is_nobodys_own_figure_and_names_nobody() -> None:
    done(MINE, 4, late=1)
    for number in OTHERS[:2]:
        done(number, 2)
    html = page(MINE)
    assert "4 件" in html
    assert "75%" in html
    assert html.count("不显示</td>") == 5
    third = done(OTHERS[2], 2)
    html = page(MINE)
    assert "2 件" in html
    assert "平均来自本部门 3 位" in html
    assert "不显示</td>" not in html
    assert third.name not in html
