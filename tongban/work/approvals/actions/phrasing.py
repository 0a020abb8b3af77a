"""Phrases for opinions (常用意见): one's own, or the desk's."""

from __future__ import annotations

from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.work.approvals.errors import BadPhrase, NotYourPhrase
from tongban.work.approvals.events import PhraseChanged, PhraseKept, PhraseRemoved
from tongban.work.approvals.kinds import Verdict
from tongban.work.approvals.models import Phrase

LONGEST, MOST = 500, 50


@action
def keep_phrase(actor: Actor, *, verdict: str, text: str, law: str = "", desk: str = "") -> Phrase:
    """Keep a phrase for oneself, or for everybody at ``desk`` (新增常用意见). Raises `BadPhrase`."""
    if not actor.is_official or (desk and not any(p.desk == desk for p in actor.posts)):
        raise NotAllowed("只能为自己或自己的岗位保存常用意见。", next_step="请选择“仅自己使用”或您所在的岗位。")
    said = _checked(verdict, text, law)
    owner = {"desk": desk, "official": "" if desk else actor.id}
    if Phrase.objects.filter(**owner).count() >= MOST:
        raise BadPhrase(f"常用意见最多保存 {MOST} 条。", next_step="请先删除不再使用的常用意见。")
    row = Phrase.objects.create(**owner, **said, by_name=actor.name, changed_at=time.now())
    record(actor, PhraseKept(_subject(row), str(row.pk)))
    return row


@action
def change_phrase(actor: Actor, phrase_id: str, *, verdict: str, text: str, law: str = "") -> Phrase:
    """Write it anew (修改常用意见). Raises `NotYourPhrase`, `BadPhrase`."""
    row = _mine(actor, phrase_id)
    for name, value in _checked(verdict, text, law).items():
        setattr(row, name, value)
    row.by_name, row.changed_at = actor.name, time.now()
    row.save()
    record(actor, PhraseChanged(_subject(row), str(row.pk)))
    return row


@action
def remove_phrase(actor: Actor, phrase_id: str) -> None:
    """Throw it away (删除常用意见); opinions signed with it keep their words. Raises `NotYourPhrase`."""
    row = _mine(actor, phrase_id)
    record(actor, PhraseRemoved(_subject(row), str(row.pk)))
    row.delete()


def _mine(actor: Actor, phrase_id: str) -> Phrase:
    try:
        row = Phrase.objects.select_for_update().filter(pk=UUID(str(phrase_id))).first()
    except ValueError:
        raise NotYourPhrase from None
    if row is None or not actor.is_official:
        raise NotYourPhrase
    if row.official != actor.id and not (row.desk and any(p.desk == row.desk for p in actor.posts)):
        raise NotYourPhrase
    return row


def _checked(verdict: str, text: str, law: str) -> dict[str, str]:
    if verdict not in Verdict.values:
        raise BadPhrase("请选择用于“同意”还是“不同意”。")
    if not text.strip() or len(text.strip()) > LONGEST or len(law.strip()) > LONGEST:
        raise BadPhrase(f"请填写意见内容，意见和依据各最多 {LONGEST} 个字。")
    return {"verdict": verdict, "text": text.strip(), "law": law.strip()[:300]}


def _subject(row: Phrase) -> str:
    return f"desk/{row.desk}" if row.desk else f"official/{row.official}"
