"""Values of readings."""

from django.db.models import TextChoices

MOST_PAGES = 3  # of one document; what matters stands on its first pages
MOST_TRIES = 2
PATIENCE = 90  # seconds after which a page stops saying that the machine is still reading


class State(TextChoices):
    """How a reading stands (识读状态)."""

    WAITING = "waiting", "正在识读"
    READ = "read", "已识读"
    UNREAD = "unread", "未能识读"
