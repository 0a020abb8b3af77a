"""Values of mandates: how long one may last, how many items it may name."""

LONGEST_DAYS = 366
MOST_ITEMS = 20
