"""What a helper has before him (帮忙填写): the pages of one draft without what its applicant keeps to himself."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpRequest

from tongban.doors.parts.asking import asking, pages, values
from tongban.kernel.actor import Actor
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.registers.materials.errors import FileRefused
from tongban.work.cases import queries as cases
from tongban.work.help import actions, queries

OURS = frozenset({"csrfmiddlewaretoken", "key", "shown"})


def sheet(actor: Actor, help_id: Any, page: str = "", tried: bool = False) -> dict[str, Any]:
    """Everything the page shows: for whom, what may be written, who wrote what; the look is recorded."""
    row = actions.look(actor, str(help_id), page)
    _, case = queries.help_for(actor, row.pk)
    with queries.one_draft(row):
        facts = cases.facts_of(case)
        listed = pages(case, facts)
        chosen = next((one for one in listed if one.name == page), listed[0])
        asked = [one for one in asking(case, chosen.name, facts, "申请人") if _open(row, case, one.field)]
        wrong = [one for one in cases.page_problems(case, chosen.name) if tried or one.field in case.raw]
        ours = {one.field.name for one in asked}
        written = [one for one in cases.written(case) if one.by]
    return {
        "help": row, "case": case, "pages": listed, "page": chosen, "asked": asked, "kept": _kept(row, case, chosen),
        "values": {k: v for k, v in values(case).items() if any(_belongs(k, name) for name in ours)},
        "problems": [one for one in wrong if any(_belongs(one.field, name) for name in ours)],
        "written": [(one, who(row, one.by, actor)) for one in written], "whose": whose(row),
        "shown": signing.dumps(sorted(ours), salt=f"{row.pk}/{chosen.name}"), "places": queries.places(row, case),
    }  # fmt: skip


def save(request: HttpRequest, actor: Actor, help_id: Any, page: str) -> None:
    """Keep what was typed."""
    sent = {name: found if len(found) > 1 else found[0] for name, found in request.POST.lists() if found}
    try:
        shown = list(signing.loads(request.POST.get("shown", ""), salt=f"{help_id}/{page}"))
    except signing.BadSignature:
        shown = []
    typed = {name: value for name, value in sent.items() if name not in OURS}
    actions.write(actor, str(help_id), page, typed, shown=shown, key=request.POST.get("key", ""))


def hands(draft: Any, slots: Any) -> dict[str, str]:
    """By whose hand documents were given, as their applicant reads it; a name is forgotten with its help."""
    given = {slot.by for slot in slots if slot.by}
    names = queries.helpers(draft) if given else {}
    return {by: names.get(by) or ("工作人员" if by.startswith("official/") else "帮忙的人") for by in given}


def give(request: HttpRequest, actor: Actor, help_id: Any, code: str) -> str:
    """Take the file in for the applicant; its name. Raises what `actions.give` does, and `FileRefused` for none."""
    file = request.FILES.get("file")
    if file is None:
        raise FileRefused("还没有选择文件。", next_step="请先选择文件，再点“上传”。")
    key = request.POST.get("key", "")
    return str(actions.give(actor, str(help_id), code, file.name or "材料", file.chunks(), key=key).name)


def titles(rows: Any) -> dict[str, str]:
    """What the items are called that are called about."""
    return catalogue.titles({row.item for row in rows})


def whose(row: Any) -> str:
    """For whom it is filled in, half hidden."""
    return identity.applicant(row.applicant).masked_name


def who(row: Any, by: str, reader: Actor) -> str:
    """Who wrote an answer, as it is said to who reads it."""
    if by == reader.principal:
        return "您"
    if by == row.helper:
        return str(row.helper_name)
    return "申请人" if by == row.asked_by else "其他经办人"


def _open(row: Any, case: Any, field: Any) -> bool:
    return not queries.is_mine(row, case, field)


def _kept(row: Any, case: Any, page: Any) -> int:
    """How many questions of the page are the applicant's alone."""
    return sum(1 for field in case.definition.form.fields.values()
               if field.page == page.name and queries.is_mine(row, case, field))  # fmt: skip


def _belongs(control: str, field: str) -> bool:
    return control == field or control.startswith(f"{field}.")
