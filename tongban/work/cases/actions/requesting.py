"""The office asks the other office, not the citizen (行政协助): the answer becomes the case's material."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.registers.materials import queries as materials
from tongban.work.cases.actions.turning import fitting
from tongban.work.cases.errors import AnswerNeeded, NotAskedOf
from tongban.work.cases.events import RequestAnswered
from tongban.work.cases.kinds import REQUEST, Source
from tongban.work.cases.models import CaseMaterial
from tongban.work.cases.queries import locked
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists


@action
def answer_request(actor: Actor, case_id: str, code: str, *, text: str, material_id: str = "") -> CaseMaterial:
    """Say what was asked, or send the document (答复协助请求). Raises `NotAskedOf`, `AnswerNeeded`, `Recused`.

    ``material_id`` is a document kept for the applicant in the same errand. The clock of the case runs on meanwhile.
    """
    case = locked(case_id)
    given = case.given.filter(code=code, current=True, source=Source.REQUEST).first()
    desk = given.evidence.get("desk", "") if given else ""
    mine = any(post.desk == desk and post.serves(case.area) for post in actor.posts)
    if given is None or not mine or given.evidence.get("answer"):
        raise NotAskedOf
    task_lists.not_recused(actor, case.subject)
    text = fitting(text, "核实结果", 500)
    if not text:
        raise AnswerNeeded
    document = materials.by_ids([material_id]).get(material_id) if material_id else None
    if document is not None and (document.holder, document.kind) != (case.applicant, code):
        raise NotAskedOf
    for task in task_lists.open_of(case.subject, REQUEST, code):
        tasks.close(actor, str(task.pk))
    given.evidence = {
        **given.evidence, "answer": text, "by": actor.name, "at": time.now().isoformat(), "official": actor.id,
    }
    given.name = text[:200]
    if document is not None:
        given.material_id = str(document.pk)
    given.save(update_fields=["evidence", "name", "material_id"])
    record(actor, RequestAnswered(case.subject, code, desk, given.material_id))
    return given
