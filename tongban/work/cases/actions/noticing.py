from __future__ import annotations

from django.conf import settings

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.registers.seals import actions as seals
from tongban.work.cases import permits
from tongban.work.cases.errors import NotYours, OpenedBefore
from tongban.work.cases.events import NoticeOpened, NoticeSealed
from tongban.work.cases.models import Notice
from tongban.work.cases.notice_facts import opened


@action
def seal_notice(actor: Actor, notice_id: str) -> Notice:
    """Make and seal the paper of a served notice (制作文书), from its facts alone."""
    if not actor.is_system:
        raise NotAllowed
    notice = Notice.objects.select_for_update(of=("self",)).select_related("case").get(pk=notice_id)
    url = f"{settings.TONGBAN.base_url}/v/{notice.code}"
    template, facts = notice.facts.get("template", "notice"), {**notice.facts, "demo": settings.TONGBAN.demo}
    case, said = notice.case, {"url": url, "source": notice.case.subject, "reason": notice.title}
    notice.paper = seals.seal_paper(actor, case.department, template, facts, **said)
    notice.save(update_fields=["paper"])
    record(actor, NoticeSealed(case.subject, str(notice.pk), notice.paper))
    return notice


@action
def open_notice(actor: Actor, notice_id: str) -> Notice:
    """The addressee opens a served notice for the first time (首次查阅): what proves that it reached him.

    Raises `OpenedBefore`, `NotYours` for anybody but the addressee, and `NotEmpowered` for who may only look for him:
    that such a one read it does not prove that it reached him (行政许可法 第四十四条).
    """
    notice = Notice.objects.select_for_update(of=("self",)).select_related("case").get(pk=notice_id)
    if not permits.is_applicant(actor, notice.case):
        raise NotYours
    require_right(actor, "sign")
    if str(notice.pk) in opened(notice.case):
        raise OpenedBefore
    record(actor, NoticeOpened(notice.case.subject, str(notice.pk)))
    return notice
