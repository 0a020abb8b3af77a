"""Values of mandates: on which ground one may act for another, how long, in how many items."""

from datetime import date

from django.db.models import TextChoices

LONGEST_DAYS = 366
GUARD_DAYS = 90
"""How long the register's word on a guardian counts; then it is asked anew."""
MOST_ITEMS, MOST_DATA = 20, 60
RESULT = "result/"
"""Before a kind of licence: what an item of the mandate results in is seen with its case, and shown to nobody."""
ADULT, ELDERLY = 18, 60
"""Of age (民法典 第十七条); an elderly person (老年人权益保障法 第二条)."""
LICENCE, ONLY = "licence/", "only/"
"""Before a kind of licence: that it may be shown; and before kind/field: of which fields alone."""
LEVELS = {"legal": 1, "administrator": 2, "handler": 3, "agency": 4}
"""法人证照多级授权: a company's licences are given from its head downwards."""


class Ground(TextChoices):
    """Why somebody may act for another (代办依据)."""

    GIVEN = "given", "授权代办"
    GUARDIAN = "guardian", "法定监护"
    CARE = "care", "照护代办"
    AGENCY = "agency", "委托代理机构"


def birthday(born: date, years: int) -> date:
    """The day on which somebody becomes so many years old; born on 29 February that is 1 March in common years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
