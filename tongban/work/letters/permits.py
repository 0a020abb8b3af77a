"""Who may answer a letter."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.work.letters.models import Letter


def may_answer(actor: Actor, letter: Letter) -> bool:
    """Who holds a post at the desk that owns it, for the area."""
    return any(post.desk == letter.desk and post.serves(letter.area) for post in actor.posts)
