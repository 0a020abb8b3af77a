"""Under which rules a case of this item is granted at once by machine (智能审批规则): complete, or refused.

What does not hold never refuses anything: such a case goes to a person, who reads why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongban.engines import rules
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds.marks import Cursor, Marks, near

if TYPE_CHECKING:
    from tongban.registers.catalogue.kinds.definition import Definition
    from tongban.registers.catalogue.kinds.parts import Material

LICENCE, DATA, READS, PROMISE, ABSENT = "licence", "data", "reads", "promise", "absent"
WAYS = {
    LICENCE: "电子证照", DATA: "数据核验", READS: "识读一致", PROMISE: "告知承诺", ABSENT: "不需要这份材料",
}  # fmt: skip
SHARE, WRONG = 10, 2
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Barrier:
    """What keeps a case from being decided by machine: which rule, and in a sentence why."""

    code: str  # "check.<code>", "material.<code>", "condition.<code>", "step.<name>"
    sentence: str


@dataclass(frozen=True)
class Condition:
    """One more condition: a FEEL expression, or a decision table of DMN whose one output is true."""

    code: str
    title: str
    that: rules.Expression | rules.Table
    say: str

    def holds(self, facts: Facts) -> bool:
        """Whether it plainly holds; what cannot be said does not."""
        if isinstance(self.that, rules.Table):
            return self.that.value(facts) is True
        return self.that.holds(facts) is True


@dataclass(frozen=True)
class Automatic:
    """The complete set of rules (规则集), the share that people look at again, and when it stops by itself."""

    law: str
    checks: tuple[str, ...]
    materials: Mapping[str, tuple[str, ...]]
    conditions: tuple[Condition, ...]
    share: int = SHARE  # percent of each day's decisions, one at least
    wrong: int = WRONG  # wrong ones among the samples of thirty days at which it stops

    @classmethod
    def of(cls, at: Cursor, scope: rules.Scope) -> Automatic | None:
        """Read the rules, strictly; that they are complete is judged with the whole item."""
        if at.value is None:
            return None
        at.knowing("law", "checks", "materials", "conditions", "sample")
        ways = {}
        for code, one in at.at("materials").entries() if "materials" in at else []:
            ways[code] = tuple(way.plain() for way in one.elements())
            for way in ways[code]:
                if way not in WAYS:
                    raise one.bad(f"不认识“{way}”，可用：{'、'.join(WAYS)}。{near(way, WAYS)}")
            if not ways[code]:
                raise one.bad("请写明这份材料由系统怎样认定。")
        given = at.at("conditions").entries() if "conditions" in at else []
        sample = at.at("sample")
        if sample.value is not None:
            sample.knowing("share", "wrong")
        share = sample.count("share", SHARE, 100) if sample.value else SHARE
        wrong = sample.count("wrong", WRONG, 99) if sample.value else WRONG
        if share < 1 or wrong < 1:
            raise sample.bad("抽查比例 share 和停用的错误数 wrong 都至少是 1。")
        return cls(
            at.text("law"), at.texts("checks"), ways, tuple(_condition(one, code, scope) for code, one in given),
            share, wrong,
        )

    def barriers(
        self, definition: Definition, facts: Facts, settled: Callable[[Material], str]
    ) -> list[Barrier]:
        """What keeps a case with these facts from being granted by machine, in the order of examination; [] = nothing.

        ``settled`` says how a material was answered: a word of `WAYS`, "" where only a person could say.
        """
        found = [
            Barrier(f"check.{r.check.code}", r.sentence if r.outcome != "unknown" else f"{r.check.title}：系统不能判断")
            for r in definition.run_checks(facts)
            if r.check.code in self.checks and not r.ok
        ]
        for material in definition.needed_materials(facts):
            ways = self.materials.get(material.code, ())
            if settled(material) not in ways:
                said = "、".join(WAYS[w] for w in ways if w != ABSENT)
                why = f"没有以{said}认定" if said else "需要由人核对"
                found.append(Barrier(f"material.{material.code}", f"{material.title}：{why}"))
        now = definition.facts(facts)
        found += [Barrier(f"condition.{c.code}", c.say) for c in self.conditions if not c.holds(now)]
        for step in definition.steps(facts):
            if step.two_officers or step.first_instance:
                found.append(Barrier(f"step.{step.name}", f"“{step.title}”必须由人办理"))
        return found

    def expected(self, definition: Definition, facts: Facts) -> list[Barrier]:
        """As `barriers`, for an example: what it is silent about is in order, and what is handed in fits."""
        now = definition.facts(facts)

        def settled(material: Material) -> str:
            ways = self.materials.get(material.code, ())
            answered = [way.way for way in material.instead if material.spared_by(way, now)]
            return next((way for way in ways if way in (READS, PROMISE) or way in answered), "")

        return self.barriers(definition, facts, settled)

    @property
    def names(self) -> list[str]:
        """Every rule by its name, as a decision carries them."""
        return [
            *(f"check.{code}" for code in self.checks), *(f"material.{code}" for code in self.materials),
            *(f"condition.{one.code}" for one in self.conditions),
        ]


def _condition(at: Cursor, code: str, scope: rules.Scope) -> Condition:
    at.knowing("title", "that", "table", "say")
    if ("that" in at) == ("table" in at):
        raise at.bad("请写 that（条件）或者 table（决策表），写一种。")
    that: rules.Expression | rules.Table
    if "that" in at:
        that = at.at("that").expression(scope)
    else:
        inner = at.at("table")
        inner.entries()
        try:
            that = rules.Table.of(inner.value, scope)
        except (rules.RuleError, KeyError, TypeError, ValueError) as bad:
            raise inner.bad(f"决策表不能用：{getattr(bad, 'message', bad)}") from None
        if len(that.outputs) != 1:
            raise inner.bad("这里的决策表只有一个输出：true 表示可以由系统决定。", "outputs")
    return Condition(code, at.text("title", "") or at.text("say"), that, at.text("say"))


def judge(definition: Definition, marks: Marks) -> None:
    """Refuse rules that are not complete: what they leave out, a machine would decide without having looked."""
    found = definition.automatic
    if found is None:
        return
    _judge_checks(definition, found, marks)
    _judge_materials(definition, found, marks)
    if definition.process.deciding.two_officers:
        raise marks.bad(("automatic",), "作出决定的环节必须由两人到场，不能由系统决定。")
    if definition.gives.act not in ("issue", "replace"):
        raise marks.bad(("automatic",), "变更、延续、注销已有证照的事项，目前不能由系统决定。")
    if definition.fee.charged:
        raise marks.bad(("automatic",), "收费的事项不能由系统决定：是否缴清要由人核对。")
    outcomes = {bool(one.expect["automatic"]) for one in definition.examples if "automatic" in one.expect}
    if outcomes != {True, False}:
        raise marks.bad(
            ("examples",),
            "写了 automatic 的事项，至少要有一个由系统决定的例子（automatic: []）和一个转人工的例子（写明原因）。",
        )


def _judge_checks(definition: Definition, found: Automatic, marks: Marks) -> None:
    known = {one.code: one for one in definition.checks}
    for code in found.checks:
        if code not in known:
            raise marks.bad(("automatic", "checks"), f"没有审查要点“{code}”。{near(code, known)}")
    for code, check in known.items():
        if code not in found.checks:
            what = {"refuse": "不予受理", "correct": "补正"}.get(check.otherwise, "人工核对")
            sentence = f"规则不完整：审查要点“{check.title}”（{code}）关系到{what}，必须列入 checks。"
            raise marks.bad(("automatic", "checks"), sentence)


def _judge_materials(definition: Definition, found: Automatic, marks: Marks) -> None:
    known = {one.code: one for one in definition.materials}
    for code in found.materials:
        if code not in known:
            raise marks.bad(("automatic", "materials", code), f"没有材料“{code}”。{near(code, known)}")
    for code, material in known.items():
        if code not in found.materials:
            raise marks.bad(
                ("automatic", "materials"), f"规则不完整：没有写明材料“{material.title}”（{code}）由系统怎样认定。"
            )
        for way in found.materials[code]:
            if not _possible(material, way):
                raise _impossible(marks, material, way)


def _possible(material: Material, way: str) -> bool:
    if way == READS:
        return material.reads is not None and bool(material.reads.match or material.reads.valid)
    if way == PROMISE:
        return material.undertaking is not None
    if way == ABSENT:
        return material.when is not None
    return any(one.way == way for one in material.instead)


def _impossible(marks: Marks, material: Material, way: str) -> BadItem:
    why = {
        READS: "没有写识读时与什么比对（reads 的 match 或者 valid）", PROMISE: "不能以承诺代替（没有 undertaking）",
        ABSENT: "什么时候都需要（没有 when），只有人能核对",
    }.get(way, f"没有“{WAYS[way]}”这种免于提交的方式")
    return marks.bad(("automatic", "materials", material.code), f"材料“{material.title}”{why}，不能这样认定。")
