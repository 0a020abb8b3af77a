"""Values of mergers."""

from datetime import timedelta

TAKEN_BACK_WITHIN = timedelta(days=30)
