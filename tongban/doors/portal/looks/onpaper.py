"""The guide and the application form on paper: for the situation that was chosen, blank or filled in as a sample."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.doors.parts import fields
from tongban.doors.portal.looks import finding, guiding
from tongban.engines.forms.field import Field, look_up
from tongban.kernel import time
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.catalogue.kinds.situated import said

WAYS = {"download": "网上下载", "counter": "窗口领取", "post": "邮寄", "cabinet": "自助柜", "notice": "公告送达"}
INVENTED = {
    "name": "张样例", "phone": "12000000000", "id-number": "（按身份证件填写）", "division": "（所在区县）",
    "person": "张样例，居民身份证，（按证件填写），手机 12000000000", "address": "（区县）××路××号", "yes-no": "否",
    "money": "100 元",
}  # fmt: skip
"""What a sample says where neither the item nor the chosen situation gives an example; nobody's real data."""


def guide(edition: Any, chosen: list[guiding.Answered], known: Mapping[str, Any]) -> dict[str, Any]:
    """What the guide says on paper; the answers narrow materials and steps as on the page."""
    d: Definition = edition.definition
    g, undecided = d.guide, guiding.open_names(d, known, chosen)
    listed = [m for m in guiding.materials(d, known, undecided) if m.needed is not False]
    lists = [("能不能办", g.conditions), ("不予受理或者不需要办理", g.not_accepted), ("禁止性要求", g.prohibitions)]
    tables = [
        ("办好后拿到什么", [["结果", d.gives.name], ["怎么拿", "、".join(WAYS.get(one, one) for one in d.gives.by)]]),
        ("去哪里办", [["办理时间", g.hours], *([o.name, f"{o.address} {o.phone}"] for o in guiding.outlets(d))]),
        ("咨询、投诉和救济",
         [["咨询", g.phone], ["监督投诉", g.supervision], *([r.title, r.text + (r.within or "")] for r in d.remedies)]),
        ("依据什么", [[f"依据 {n}", str(law)] for n, law in enumerate(d.law, 1)]),
    ]  # fmt: skip
    return {
        "title": f"{d.title.zh}办事指南", "agency": finding.department_name(d.owner), "date": time.today(),
        "summary": g.summary, "glance": _glance(d),
        "answers": [[one.situation.ask, one.option.label] for one in chosen if one.option],
        "lists": [[title, list(lines)] for title, lines in lists if lines],
        "materials": [[m.material.title, m.free or ("视情形" if m.needed is None else m.material.need_zh),
                       m.material.fill_notes or m.material.accept_standard or m.material.usage or ""] for m in listed],
        "steps": [[s.title, s.department, s.within] for s in guiding.step_rows(d, known, undecided) if s.needed],
        "tables": [[title, [row for row in rows if row[1]]] for title, rows in tables if rows],
        "faq": [[f.ask, f.answer] for f in g.faq], "version": _version(edition),
    }  # fmt: skip


def _glance(d: Definition) -> list[list[str]]:
    limit = f"{d.limits.promise.zh}（法定 {d.limits.statute.zh}）" if d.limits.statute else d.limits.promise.zh
    return [["多久", limit], ["花多少", d.fee.standard], ["跑几次", f"{d.guide.visits} 次"], ["咨询", d.guide.phone]]


def form(edition: Any, chosen: list[guiding.Answered], *, filled: bool) -> dict[str, Any]:
    """The questions of this situation; ``filled`` answers them as a sample would."""
    d: Definition = edition.definition
    data: dict[str, Any] = {}
    if filled:
        guiding.merge(data, d.examples[0].given if d.examples else {})
    for one in chosen:
        if one.option is not None:
            guiding.merge(data, one.option.set)
    now = d.facts({**data, "applicant": data.get("applicant", {})})
    pages = []
    for page in d.form.pages:
        asked = [f for f in page.fields if f.when is None or said(f.when, now) is not False]
        rows = [[f.label, _value(f, data) if filled else _choices(f, data), "" if filled else f.hint] for f in asked]
        if rows:
            pages.append([page.title, rows])
    return {
        "title": f"{d.title.zh}申请表", "agency": finding.department_name(d.owner), "date": time.today(),
        "kind": "样表 · 内容均为虚构" if filled else "空白表", "pages": pages, "version": _version(edition),
        "promise": "申请人承诺所填内容和提交的材料真实、合法、有效，愿意承担虚假申请的法律责任。",
        "signed": "张样例" if filled else "", "watermark": "样表" if filled else "",
    }  # fmt: skip


def _value(field: Field, data: Mapping[str, Any]) -> str:
    value = look_up(data, field.name)
    if value is None:
        return sample(field)
    try:
        return field.kind.show(value, field, fields.place)
    except (TypeError, ValueError, ArithmeticError):
        return str(value)


def sample(field: Field) -> str:
    """What a sample says in a field for which nothing else is known."""
    if field.options:
        return next(iter(field.options.values()))
    if field.type == "date":
        return f"{time.today():%Y-%m-%d}"
    if field.type == "number":
        return f"{field.min or 1} {field.unit}".strip()
    return str(field.sample or INVENTED.get(field.type, "（按实际情况填写）"))


def _choices(field: Field, data: Mapping[str, Any]) -> str:
    """What was chosen stands there already; other choices are boxes to tick."""
    value = look_up(data, field.name)
    if field.options:
        marked = value if isinstance(value, list) else [value]
        return "　".join(f"{'☑' if code in marked else '□'} {label}" for code, label in field.options.items())
    if field.type == "yes-no":
        return "　".join(f"{'☑' if value is v else '□'} {label}" for v, label in ((True, "是"), (False, "否")))
    return ""


def _version(edition: Any) -> str:
    return f"第 {edition.number} 版，{edition.in_force_from:%Y-%m-%d} 起施行；以网上最新版本为准。"
