"""The organisation (机构): departments, their desks, and who stands there today."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.office.standing import Standing, for_anybody
from tongban.registers.identity import permits
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import DESK_KINDS, POST_ROLES, DepartmentNode


@for_anybody
def tree(request: Standing) -> HttpResponse:
    """Departments as a tree, each with its desks and their holders."""
    held = {desk: list(rows) for desk, rows in groupby(identity.holdings_today(), key=lambda row: row.desk_id)}
    desks = {code: list(rows) for code, rows in groupby(_by_department(), key=lambda desk: desk.department_id)}
    nodes = [_shown(node, desks, held) for node in identity.departments()]
    context = {
        "nodes": nodes, "roles": POST_ROLES, "kinds": DESK_KINDS, "grants": permits.may_grant(request.actor)
    }  # fmt: skip
    return render(request, "office/organisation.html", context)


def _by_department() -> Iterable[Any]:
    return sorted(identity.desks(), key=lambda desk: (desk.department_id, desk.code))


def _shown(node: DepartmentNode, desks: dict[str, Any], held: dict[str, Any]) -> dict[str, Any]:
    stand = [(desk, held.get(desk.code, [])) for desk in desks.get(node.department.code, [])]
    children = [_shown(child, desks, held) for child in node.children]
    return {"department": node.department, "desks": stand, "children": children}
