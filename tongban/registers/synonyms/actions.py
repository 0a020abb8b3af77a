"""Verbs of the synonyms: add one, remove one, change one."""

from __future__ import annotations

from tongban.engines.guidance import normal
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.text import storable
from tongban.registers.ledger.actions import action, record
from tongban.registers.synonyms import permits, queries
from tongban.registers.synonyms.errors import BadSynonym, NoSuchSynonym, SynonymKnown
from tongban.registers.synonyms.events import SynonymAdded, SynonymRemoved
from tongban.registers.synonyms.models import Synonym

SHORTEST, LONGEST_WORD, LONGEST_MEANING = 2, 40, 100


@action
def add_synonym(actor: Actor, word: str, means: str, *, note: str = "") -> Synonym:
    """From now on who says ``word`` may mean ``means`` (加为近义说法): an everyday word, or the name of an item.

    Raises `BadSynonym`, `SynonymKnown`.
    """
    permits.require_arrange(actor)
    word, means = _checked(word, means)
    if queries.known(word, means):
        raise SynonymKnown
    row = _said(actor, word, means, note, on=True)
    record(actor, SynonymAdded(row.subject, row.word, row.means, row.note))
    return row


@action
def remove_synonym(actor: Actor, word: str, means: str, *, note: str = "") -> Synonym:
    """The word no longer leads there (停用近义说法), built in or added. Raises `NoSuchSynonym`."""
    permits.require_arrange(actor)
    if not queries.known(word, means):
        raise NoSuchSynonym
    row = _said(actor, word, means, note, on=False)
    record(actor, SynonymRemoved(row.subject, row.word, row.means, row.note))
    return row


@action
def change_synonym(actor: Actor, word: str, means: str, *, to_word: str, to_means: str, note: str = "") -> Synonym:
    """Say it otherwise (修改近义说法): the one is switched off and the other is in use, both or neither.

    Raises `NoSuchSynonym`, `BadSynonym`, `SynonymKnown`.
    """
    remove_synonym(actor, word, means, note=note)
    return add_synonym(actor, to_word, to_means, note=note)


def _checked(word: str, means: str) -> tuple[str, str]:
    word, means = storable(word).strip(), storable(means).strip()
    if not SHORTEST <= len(normal(word)) <= len(word) <= LONGEST_WORD:
        raise BadSynonym("群众的说法要有 2 到 40 个字，单个字会带出太多不相干的结果。")
    if not SHORTEST <= len(normal(means)) <= len(means) <= LONGEST_MEANING:
        raise BadSynonym("规范说法要有 2 到 100 个字。")
    if normal(word) == normal(means):
        raise BadSynonym("两种说法相同，搜索本来就能找到。")
    return word, means


def _said(actor: Actor, word: str, means: str, note: str, *, on: bool) -> Synonym:
    said = {
        "word": word, "means": means, "on": on, "note": storable(note).strip()[:200], "changed_at": time.now(),
        "changed_by": actor.principal, "changed_name": actor.name,
    }  # fmt: skip
    return Synonym.objects.update_or_create(plain_word=normal(word), plain_means=normal(means), defaults=said)[0]
