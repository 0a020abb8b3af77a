"""The statutory holidays by their dates (全国年节及纪念日放假办法), for years whose notice is not published.

The lunar and solar-term dates up to 2040 were computed with two independent almanacs that agree on every one.
"""

from datetime import date, timedelta

# year: (Spring Festival, Qingming, Dragon Boat, Mid-Autumn) as month * 100 + day
_MOVING = {
    2025: (129, 404, 531, 1006),
    2026: (217, 405, 619, 925),
    2027: (206, 405, 609, 915),
    2028: (126, 404, 528, 1003),
    2029: (213, 404, 616, 922),
    2030: (203, 405, 605, 912),
    2031: (123, 405, 624, 1001),
    2032: (211, 404, 612, 919),
    2033: (131, 404, 601, 908),
    2034: (219, 405, 620, 927),
    2035: (208, 405, 610, 916),
    2036: (128, 404, 530, 1004),
    2037: (215, 404, 618, 924),
    2038: (204, 405, 607, 913),
    2039: (124, 405, 527, 1002),
    2040: (212, 404, 614, 920),
}


def statutory(year: int) -> frozenset[date]:
    """The days off that stand in the regulation itself; outside the table only those of the solar calendar."""
    fixed = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]
    days = {date(year, month, day) for month, day in fixed}
    if year in _MOVING:
        spring, *others = (date(year, *divmod(day, 100)) for day in _MOVING[year])
        days.update(others)
        days.update(spring + timedelta(days=n) for n in range(-1, 3))
    return frozenset(days)
