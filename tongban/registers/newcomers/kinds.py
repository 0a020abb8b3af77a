"""Values of newcomers."""

from datetime import timedelta

LIFE = timedelta(minutes=10)
"""How long a code counts."""
BETWEEN = timedelta(minutes=1)
MOST_A_DAY, MOST_WRONG, FREE_PER_ADDRESS = 5, 5, 20
"""Codes to one telephone within a day; wrong tries at one code; codes asked from one address before it waits."""
KEPT = timedelta(days=2)
