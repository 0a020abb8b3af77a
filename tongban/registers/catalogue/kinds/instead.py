"""How a material need not be handed in (免于提交方式): a licence, a data check, an earlier file, a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tongban.engines import rules
from tongban.engines.clocks import Limit
from tongban.engines.forms import Form
from tongban.registers.catalogue.kinds.marks import Cursor, near
from tongban.registers.catalogue.kinds.spans import Validity
from tongban.registers.catalogue.kinds.trust import days
from tongban.registers.sources.kinds import Resource, resources

WAYS = {"licence": "电子证照", "data": "数据核验", "earlier": "复用以前的材料", "request": "行政协助"}
BELOW = {
    "licence": ("licence", "of", "when"), "data": ("source", "with", "that", "show"), "earlier": ("within", "same"),
    "request": ("desk", "within", "asks"),
}  # fmt: skip
HOLDERS = {"person", "id-number", "company", "credit-code"}
ANSWER, SOURCES = "answer", "sources"


@dataclass(frozen=True)
class Instead:
    """One way in which the applicant need not hand a material in; which fields count depends on ``way``."""

    way: str
    when: rules.Expression | None = None
    licence: str = ""
    of: str = ""  # the form's field with the person or body whose licence it is; "" = the applicant
    source: str = ""
    asked: Mapping[str, rules.Expression] = field(default_factory=dict)
    that: rules.Expression | None = None
    fields: tuple[str, ...] = ()  # of the answer: what the item needs, and nothing else is asked for
    within: Validity | None = None  # how old an earlier file may be
    same: str = "person"  # "person", or the form's field that must say the same
    desk: str = ""
    limit: Limit | None = None
    asks: str = ""

    @property
    def resource(self) -> Resource:
        return resources()[self.source]

    @property
    def zh(self) -> str:
        """How the guide says it."""
        if self.way == "licence":
            return f"{'调取本人' if not self.of else '调取表中所填人员'}的电子证照"
        if self.way == "data":
            return f"核验{self.resource.title}"
        if self.way == "earlier":
            return f"复用 {self.within.zh if self.within else ''}内交过的材料"
        return f"由经办部门向有关单位核实（{self.limit.zh if self.limit else ''}内）"

    def applies(self, facts: Mapping[str, Any]) -> bool:
        """Whether this way is open with these facts."""
        return self.when is None or self.when.holds(facts) is True

    def answers(self, facts: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
        """Whether what a source said lets the material be spared; what cannot be said does not."""
        return self.that is not None and self.that.holds({**facts, ANSWER: typed_answer(self.resource, answer)}) is True


@dataclass(frozen=True)
class Reach:
    """What a way may speak of: the form, the names of rules, the kind of the item."""

    form: Form
    scope: rules.Scope
    kind: str


def read_instead(at: Cursor, reach: Reach) -> tuple[Instead, ...]:
    """The ways of one material in the order written, strictly."""
    return tuple(_one(one, reach) for one in at.elements())


def _one(at: Cursor, reach: Reach) -> Instead:
    if not isinstance(at.value, Mapping):
        raise at.bad(f"免于提交的方式应写成对照表，可用：{'、'.join(WAYS)}。")
    found = [way for way in WAYS if way in at]
    if not found:
        key = next(iter(at.value), "")
        raise at.bad(f"不认识“{key}”这种免于提交的方式。{near(str(key), WAYS) or '可用：' + '、'.join(WAYS) + '。'}")
    if len(found) > 1:
        raise at.bad(f"一行只写一种免于提交的方式，这里写了 {'、'.join(found)}。请分成几行，按先后顺序写。")
    return replace(_READERS[found[0]](at, reach), when=at.rule("when", reach.scope))


def _licence(at: Cursor, reach: Reach) -> Instead:
    at.knowing(*BELOW["licence"])
    of = at.text("of", "")
    if of and of not in reach.form.fields:
        raise at.bad(f"表单里没有“{of}”。{near(of, reach.form.fields)}", "of")
    if of and reach.form.fields[of].type not in HOLDERS:
        raise at.bad("of 应是填写人员或单位的字段（person、id-number、company、credit-code）。", "of")
    return Instead("licence", licence=at.text("licence"), of=of)


def _data(at: Cursor, reach: Reach) -> Instead:
    at.knowing("data", "when")
    inner = at.at("data").knowing(*BELOW["data"])
    resource = resources().get(inner.text("source"))
    if resource is None:
        said = inner.text("source")
        hint = near(said, resources()) or "可用：" + "、".join(resources()) + "。"
        raise inner.bad(f"数据资源目录里没有“{said}”。{hint}", "source")
    if not resource.serves(reach.kind):
        raise inner.bad(f"“{resource.title}”不能用于这类事项，请核对数据资源目录中的用途。", "source")
    if ANSWER in reach.scope.roots():
        raise inner.bad(f"表单里有叫“{ANSWER}”的一组字段，与数据核验的回答重名，请改名。")
    asked = read_asked(inner.at("with"), resource, reach)
    if "that" not in inner:
        raise inner.bad("缺少“that”（回答满足什么条件才可以免交）。")
    types = {f"{ANSWER}.{name}": kind for name, kind in resource.types.items()}
    that = inner.at("that").expression(reach.scope.plus(types))
    used = [name.split(".")[1] for name in sorted(that.names()) if name.startswith(f"{ANSWER}.")]
    if not used:
        raise inner.bad("条件没有用到回答中的任何字段，请写成例如 answer.match = true。", "that")
    for name in inner.texts("show"):
        if name not in resource.types:
            raise inner.bad(f"“{resource.title}”没有字段“{name}”。{near(name, resource.types)}", "show")
    fields = tuple(dict.fromkeys([*used, *inner.texts("show")]))
    return Instead("data", source=resource.code, asked=asked, that=that, fields=fields)


def read_asked(at: Cursor, resource: Resource, reach: Reach) -> dict[str, rules.Expression]:
    """With what a resource is asked, everything it wants and nothing else."""
    given = dict(at.entries()) if at.value is not None else {}
    for name in given:
        if name not in resource.asks:
            raise at.bad(f"查询“{resource.title}”不用“{name}”。{near(name, resource.asks)}", name)
    for name, label in resource.asks.items():
        if name not in given:
            raise at.bad(f"查询“{resource.title}”还要写明 {name}（{label}）。")
    return {name: one.expression(reach.scope) for name, one in given.items()}


def _earlier(at: Cursor, reach: Reach) -> Instead:
    at.knowing("earlier", "when")
    inner = at.at("earlier").knowing(*BELOW["earlier"])
    within = Validity.parse(inner.text("within"))
    if within is None or within.unit == "for ever":
        raise inner.bad("以前的材料多久以内可以复用，应写成 2 years、6 months 或 90 days。", "within")
    same = inner.text("same", "person")
    if same == "project":
        same = "project.code"
    if same != "person" and same not in reach.form.fields:
        raise inner.bad(f"same 应是 person、project 或者表单里的字段，表单里没有“{same}”。", "same")
    return Instead("earlier", within=within, same=same)


def _request(at: Cursor, reach: Reach) -> Instead:
    at.knowing("request", "when")
    inner = at.at("request").knowing(*BELOW["request"])
    limit = days(inner, "within")
    if limit is None:
        raise inner.bad("缺少“within”（对方多少个工作日内答复）。")
    return Instead("request", desk=inner.text("desk"), limit=limit, asks=inner.text("asks", ""))


_READERS = {"licence": _licence, "data": _data, "earlier": _earlier, "request": _request}


def typed_answer(resource: Resource, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer as rules see it: days as days, unknown fields as null."""
    found: dict[str, Any] = dict.fromkeys(resource.types)
    for name, value in answer.items():
        if name in found and resource.types[name] == "date" and isinstance(value, str):
            value = date.fromisoformat(value)
        found[name] = value
    return found
