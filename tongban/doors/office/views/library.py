"""The library as a whole: what guides lack (准确度清单), and who uses what (引用查询)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_office
from tongban.registers.catalogue import queries as catalogue

PAGE = 30


@for_office
def lacks(request: Standing) -> HttpResponse:
    """What is missing across all items, the poorest guide first; by department and by rule."""
    department, rule = request.GET.get("department", ""), request.GET.get("rule", "")
    rules = {one.code: one for one in catalogue.RULES}
    rule = rule if rule in rules else ""
    found = catalogue.lacks(department, rule)
    after = request.GET.get("after", "")
    rest = [one for one in found if _key(one) > after] if after else found
    more = f"?department={department}&rule={rule}&after={_key(rest[PAGE - 1])}" if len(rest) > PAGE else ""
    context = {
        "lacks": rest[:PAGE], "more": more, "rules": catalogue.RULES, "rule": rule, "department": department,
        "departments": shown.department_names(),
    }  # fmt: skip
    return render(request, "office/lacks.html", context)


@for_office
def uses(request: Standing) -> HttpResponse:
    """Which items use a field, a material, a licence type, a parameter, a desk, a department, an article of law."""
    kind, name = request.GET.get("kind", "field"), request.GET.get("name", "").replace("\x00", "")[:100]
    kind = kind if kind in catalogue.USED_KINDS else "field"
    context = {"kinds": catalogue.USED_KINDS, "kind": kind, "name": name, "uses": catalogue.uses(kind, name)}
    return render(request, "office/uses.html", context)


def _key(lack: catalogue.Lack) -> str:
    return f"{lack.score.points:03d}:{lack.edition.item.code}:{lack.edition.number:05d}"
