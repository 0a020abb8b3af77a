"""What a process is, and how its YAML is read or refused."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from tongban.engines import rules
from tongban.engines.clocks import BadLimit, Limit

KEYS = frozenset(
    {"title", "desk", "within", "after", "when", "sign", "two-officers", "decides", "special", "asks", "result",
     "first-instance", "area"}
)
FIRST_INSTANCE = 20  # working days, 行政许可法 第四十三条
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SIGNATURES: dict[Any, Literal[1, 2]] = {"once": 1, "twice": 2}


class BadProcess(ValueError):
    """A process that cannot be followed (流程有误): which file, which step, which key, and what to write instead."""

    def __init__(self, message: str, step: str = "", key: str = "", where: str = "") -> None:
        place = ".".join(part for part in ("process", step, key) if part)
        super().__init__(f"{f'{where} ' if where else ''}{place}：{message}")
        self.message, self.step, self.key, self.where = message, step, key, where


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work of one desk: when it applies, how long it may take, what is asked and what results."""

    name: str
    title: str
    desk: str
    within: Limit | None = None
    after: tuple[str, ...] = ()
    when: rules.Expression | None = None
    sign: Literal[1, 2] = 1
    two_officers: bool = False
    decides: bool = False
    special: str | None = None
    asks: str = ""
    result: str = ""
    first_instance: bool = False  # a lower authority examines first and hands everything up (下级初审)
    area: rules.Expression | None = None  # the division whose desk it is, out of the form; else that of the case


@dataclass(frozen=True, slots=True)
class Process:
    """The steps in the order written; exactly one decides."""

    steps: tuple[Step, ...]

    @classmethod
    def of(
        cls,
        definition: Mapping[str, Any] | Sequence[Mapping[str, Any]],
        where: str = "item.yaml",
        names: Any = None,
        whole: bool = True,
    ) -> "Process":
        """Read a mapping of steps by name, or a list whose entries carry their `name`; `names` types the conditions.

        Without ``whole`` the steps alone are read: a draft may lack its decision, or what leads to it, and be drawn.
        """
        try:
            steps: list[Step] = []
            for name, keys in _entries(definition):
                steps.append(_step(name, keys, [step.name for step in steps], names))
            return cls(tuple(_handed_up(_with_decision(steps)) if whole else steps))
        except BadProcess as bad:
            raise BadProcess(bad.message, bad.step, bad.key, where) from bad.__cause__

    @property
    def deciding(self) -> Step:
        return next(step for step in self.steps if step.decides)

    def step(self, name: str) -> Step:
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)


def _entries(definition: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(definition, Mapping):
        entries = list(definition.items())
    elif isinstance(definition, Sequence) and not isinstance(definition, str):
        entries = []
        for number, entry in enumerate(definition, 1):
            if not isinstance(entry, Mapping) or "name" not in entry:
                raise BadProcess(f"第 {number} 个环节缺少 name（环节名称）。")
            entries.append((entry["name"], {key: value for key, value in entry.items() if key != "name"}))
    else:
        raise BadProcess("流程应写成“环节名称：内容”的对照表，或环节的列表。")
    if not entries:
        raise BadProcess("流程至少要有一个环节。")
    return iter(entries)


def _step(name: Any, keys: Any, above: list[str], names: Any) -> Step:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise BadProcess("环节名称应为小写字母、数字和连字符，以字母开头，例如 site-visit。", str(name))
    if name in above:
        raise BadProcess("环节名称重复。每个环节的名称只能用一次。", name)
    if not isinstance(keys, Mapping):
        raise BadProcess("环节的内容应写成对照表，至少写明 desk（岗位）。", name)
    if unknown := [str(key) for key in keys if key not in KEYS]:
        raise BadProcess(f"不认识这一项。可用的有：{'、'.join(sorted(KEYS))}。", name, unknown[0])
    desk = _text(name, keys, "desk")
    if not desk:
        raise BadProcess("没有写明办理岗位。每个环节都要有 desk。", name, "desk")
    return Step(
        name=name, title=_text(name, keys, "title") or name, desk=desk, within=_limit(name, keys),
        after=_after(name, keys, above), when=_condition(name, keys, names), sign=_sign(name, keys),
        two_officers=_flag(name, keys, "two-officers"), decides=_flag(name, keys, "decides"),
        special=_text(name, keys, "special") or None, asks=_text(name, keys, "asks"),
        result=_text(name, keys, "result"), first_instance=_flag(name, keys, "first-instance"),
        area=_condition(name, keys, names, "area"),
    )  # fmt: skip


def _text(step: str, keys: Mapping[str, Any], key: str) -> str:
    value = keys.get(key, "")
    if not isinstance(value, str):
        raise BadProcess("这一项应为文字。", step, key)
    return value.strip()


def _flag(step: str, keys: Mapping[str, Any], key: str) -> bool:
    value = keys.get(key, False)
    if not isinstance(value, bool):
        raise BadProcess("这一项应为 true 或 false。", step, key)
    return value


def _sign(step: str, keys: Mapping[str, Any]) -> Literal[1, 2]:
    value = keys.get("sign", "once")
    if value not in ("once", "twice"):
        raise BadProcess("这一项应为 once（一人签署）或 twice（审核、批准两人签署）。", step, "sign")
    return _SIGNATURES[value]


def _limit(step: str, keys: Mapping[str, Any]) -> Limit | None:
    if keys.get("within") is None:
        return None
    try:
        return Limit.parse(keys["within"])
    except BadLimit as bad:
        raise BadProcess(bad.sentence, step, "within") from bad


def _after(step: str, keys: Mapping[str, Any], above: list[str]) -> tuple[str, ...]:
    value = keys.get("after") or []
    after = [value] if isinstance(value, str) else value
    if not isinstance(after, Sequence) or not all(isinstance(name, str) for name in after):
        raise BadProcess("这一项应为环节名称的列表，例如 [check]。", step, "after")
    for name in after:
        if name not in above:
            raise BadProcess(f"“{name}”不是写在前面的环节。after 只能写上文已有的环节，请调整。", step, "after")
    return tuple(dict.fromkeys(after))


def _condition(step: str, keys: Mapping[str, Any], names: Any, key: str = "when") -> rules.Expression | None:
    if keys.get(key) is None:
        return None
    text = _text(step, keys, key)
    try:
        return rules.parse(text, names)
    except rules.RuleError as bad:
        raise BadProcess(str(bad), step, key) from bad


def _with_decision(steps: list[Step]) -> list[Step]:
    """Let the last step decide if none says so, and make sure that no work can be left behind the decision."""
    deciding = [step for step in steps if step.decides]
    if len(deciding) > 1:
        raise BadProcess(f"“{deciding[0].name}”已是决定环节。一个流程只有一个决定环节。", deciding[1].name, "decides")
    decision = deciding[0] if deciding else steps[-1]
    if decision.when is not None:
        raise BadProcess("决定环节不能带条件：每个办件都要有决定。", decision.name, "when")
    before = _behind(decision, steps)
    for step in steps:
        if step is not decision and step.name not in before and decision.name not in _behind(step, steps):
            raise BadProcess(
                f"这个环节与决定环节“{decision.name}”没有先后关系，决定作出时它可能还没办完。"
                f"请把它写进“{decision.name}”的 after，或让它排在决定之后。",
                step.name,
                "after",
            )
    return [_deciding(step) if step is decision else step for step in steps]


def _handed_up(steps: list[Step]) -> list[Step]:
    """A first instance is what the law makes of it (行政许可法 第四十三条): before all else, in time, no decision."""
    key = "first-instance"
    found = [step for step in steps if step.first_instance]
    if len(found) > 1:
        raise BadProcess(f"“{found[0].name}”已是初审环节。一个流程只有一次下级初审。", found[1].name, key)
    for step in found:
        if step.decides or step.when is not None or step.special:
            raise BadProcess("初审环节不能作决定、带条件或者写成特别程序，初审后直接报送决定机关。", step.name, key)
        limit = step.within
        if limit is None or limit.unit not in ("working day", "hour", "minute") or limit.amount > _most(limit):
            raise BadProcess(
                "下级机关应当自受理之日起二十个工作日内审查完毕（行政许可法 第四十三条），请写 within，"
                "最多“20 working days”。", step.name, "within",
            )
        ahead = [other.name for other in steps if other is not step and step.name not in _behind(other, steps)]
        if ahead:
            raise BadProcess(f"初审应在其他环节之前，请把“{step.name}”写进“{ahead[0]}”的 after。", step.name, key)
    return steps


def _most(limit: Limit) -> int:
    return FIRST_INSTANCE if limit.unit == "working day" else limit.amount


def _behind(step: Step, steps: list[Step]) -> set[str]:
    """Every step that must be over before this one."""
    by_name = {step.name: step for step in steps}
    found: set[str] = set()
    ahead = list(step.after)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead.extend(by_name[name].after)
    return found


def _deciding(step: Step) -> Step:
    return step if step.decides else replace(step, decides=True)
