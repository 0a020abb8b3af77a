"""What is given at the end of a case (结果), and what that is to a licence."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.engines import rules
from tongban.registers.catalogue.kinds import words
from tongban.registers.catalogue.kinds.founding import Founding
from tongban.registers.catalogue.kinds.marks import Cursor
from tongban.registers.catalogue.kinds.spans import Validity
from tongban.registers.catalogue.kinds.trust import ACTS, Window


@dataclass(frozen=True)
class Gives:
    """What is given at the end (结果): a licence with its fields, an approval, an amount of money.

    ``act`` says what is done to a licence; unless it is issued, ``concerns`` names the form's field with its number.
    """

    name: str
    licence: str = ""
    type: str = "licence"
    valid: Validity | None = None
    until: rules.Expression | None = None
    seal: str = ""
    number: str = ""
    fields: tuple[tuple[str, rules.Expression], ...] = ()
    by: tuple[str, ...] = ()
    amount: rules.Expression | None = None
    unit: str = ""
    sample: str = ""
    note: str = ""
    yearly: str = ""
    act: str = "issue"
    concerns: str = ""
    window: Window | None = None
    founds: Founding | None = None  # the body that comes into being and holds the licence

    @classmethod
    def of(cls, at: Cursor, scope: rules.Scope) -> Gives:
        at.knowing(
            "name", "licence", "type", "valid", "until", "seal", "number", "fields", "by", "amount", "unit", "sample",
            "note", "yearly", "act", "concerns", "window", "founds",
        )  # fmt: skip
        act = at.choice("act", ACTS, "issue")
        cls._judge_act(at, act)
        by = at.texts("by")
        for one in by:
            if one not in words.HAND_OVER:
                raise at.bad(f"不认识送达方式“{one}”，可用：{'、'.join(words.HAND_OVER)}。", "by")
        valid = Validity.parse(at.text("valid", "")) if "valid" in at else None
        if "valid" in at and valid is None:
            raise at.bad("有效期应写成 5 years、6 months、90 days 或 for ever；随情形不同的写在 until。", "valid")
        if "licence" in at and act in ("issue", "renew") and valid is None and "until" not in at:
            raise at.bad("颁发证照的，要写明有效期 valid 或 until。")
        fields = at.at("fields").entries() if "fields" in at else []
        return cls(
            at.text("name"), at.text("licence", ""), at.choice("type", words.RESULTS, "licence"), valid,
            at.rule("until", scope), at.text("seal", ""), at.text("number", ""),
            tuple((name, one.expression(scope)) for name, one in fields), by, at.rule("amount", scope),
            at.text("unit", ""), at.text("sample", ""), at.text("note", ""), at.text("yearly", ""),
            act, at.text("concerns", ""), Window.of(at.at("window")) if "window" in at else None,
            Founding.of(at.at("founds"), scope) if "founds" in at else None,
        )  # fmt: skip

    @staticmethod
    def _judge_act(at: Cursor, act: str) -> None:
        if act != "issue" and not ("licence" in at and "concerns" in at):
            raise at.bad(f"{ACTS[act]}证照的，要在 licence 写明证照类型，在 concerns 写明填写证照编号的字段。", "act")
        if act == "issue" and "concerns" in at:
            raise at.bad("只有变更、延续、补发、注销才写 concerns。", "concerns")
        if act != "renew" and "window" in at:
            raise at.bad("只有延续才写申请期间 window。", "window")
        if act in ("change", "replace", "cancel") and ("valid" in at or "until" in at):
            raise at.bad(f"{ACTS[act]}不改变有效期，不写 valid 和 until。", "act")
