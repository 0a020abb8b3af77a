"""Files and the scanner (文件安全检查): what waited is looked at, and somebody is told of what was found."""

from __future__ import annotations

from typing import Any

from tongban.kernel import holding, time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.materials import queries as materials
from tongban.registers.vetting import actions as vetting
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()
KIND = "malware"


def vet_waiting() -> int:
    """Show the scanner what waits for it, until it is silent again; returns how many were looked at."""
    done = 0
    for sha256 in holding.waiting():
        if vetting.vet_again(sha256, materials.holders_of(sha256)) == "silent":
            break
        done += 1
    return done


def meet_malware(fact: Any) -> None:
    """The security administrator looks into it; whose file was taken away later is told to hand in another."""
    seats = identity.seats_of("secadmin")
    if seats and not task_rows.open_of(fact.subject, KIND):
        desk, holder = seats[0]
        tasks.open_task(SYSTEM, Spec(
            kind=KIND, subject=fact.subject, title=f"核查带恶意代码的文件（{fact.signature}）", desk=desk,
            department=holder.department_id, due_on=time.today(),
        ))  # fmt: skip
    if fact.late and fact.holder.startswith(("person/", "organisation/")) and not told.told(fact.subject, "malware"):
        messages.tell(SYSTEM, fact.holder, "malware", fact.subject, link="/my/materials/", seq=fact.seq)
