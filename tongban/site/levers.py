"""What the site does for the demo's levers (`kernel.shift`)."""

from __future__ import annotations

from collections.abc import Callable

from tongban.kernel import shift, time, wall
from tongban.site import clock
from tongban.site.config import config


def hang() -> None:
    """Hang them in; in demo mode only."""
    shift.hang(_after_moving, _begin_anew)


def _after_moving() -> None:
    from tongban.site import periodic

    clock.forget()
    with wall.as_platform("clock"):
        periodic.run_all()


def _begin_anew(told: Callable[[str, int, int], None]) -> None:
    from tongban.site import ground, showcase
    from tongban.site.demo import lives

    showcase.own(config())
    time.shift_by(None)  # its table goes and comes back; asking for it would break the migrations' transactions
    try:
        showcase.wipe(config())
        told("建立数据表", 0, 0)
        ground.migrate()
    finally:
        time.shift_by(clock.shift)
    clock.forget()
    lives.actor.cache_clear()  # whoever it remembers is gone
    showcase.fill(config(), told)
