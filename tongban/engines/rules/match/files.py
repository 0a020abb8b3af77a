"""Policies as files: one YAML per policy, with examples that must hold in every reading (政策规则)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tongban.engines.rules.errors import RuleError
from tongban.engines.rules.explain import Explanation
from tongban.engines.rules.match.policy import Policy
from tongban.engines.rules.parameters import Parameters, in_language
from tongban.engines.rules.scope import Scope
from tongban.engines.rules.values import feel

_KEYS = {"title", "subject", "period", "basis", "facts", "condition", "amount", "examples"}
_FACT_KEYS = {"type", "zh", "en", "unit", "fixed", "as_yes", "as_no", "values"}
_MAX_FILE = 200_000


@dataclass(frozen=True, slots=True)
class Example:
    """A person on a day, and what the policy must say: an amount, `no`, or `unknown`."""

    name: str
    on: dt.date
    given: Mapping[str, Any]
    holds: bool | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class FactWords:
    """How the facts of a policy are called: labels, units, phrases for yes and no, names of values."""

    facts: Mapping[str, Mapping[str, Any]]

    @staticmethod
    def of(file: str, facts: Mapping[str, Any]) -> FactWords:
        """The words as written; refuse unknown keys and facts that are named in one language only."""
        for name, fact in facts.items():
            if set(fact) - _FACT_KEYS or not {"type", "zh", "en"} <= set(fact):
                raise RuleError(f"政策 {file} 的事实“{name}”要有 type、zh、en，还可以有 "
                                f"{'、'.join(sorted(_FACT_KEYS - {'type', 'zh', 'en'}))}。",
                                en=f"Fact “{name}” of {file} needs type, zh and en.")
        return FactWords(facts)

    def labels(self, lang: str) -> dict[str, str]:
        """Names of facts, and of their values as `fact=value`."""
        lang = "en" if lang.startswith("en") else "zh"
        made = {name: str(fact[lang]) for name, fact in self.facts.items()}
        for name, fact in self.facts.items():
            for key in ("yes", "no"):
                if f"as_{key}" in fact:
                    made[f"{name}={key}"] = str(fact[f"as_{key}"][lang])
            for value, said in fact.get("values", {}).items():
                made[f"{name}={value}"] = str(said.get(lang, value))
        return made

    def units(self, lang: str) -> dict[str, str]:
        return {name: in_language(fact["unit"], lang) for name, fact in self.facts.items() if "unit" in fact}


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A policy with everything a person needs to read it."""

    policy: Policy
    title: Mapping[str, str]
    subject: str
    period: str
    basis: str
    words: FactWords
    fixed: frozenset[str]
    examples: tuple[Example, ...]

    def explain(self, facts: Mapping[str, Any], on: dt.date, lang: str = "zh") -> Explanation:
        """Why somebody is or is not entitled on a day."""
        known = self.policy.parameters
        labels = {**known.labels(lang), **self.words.labels(lang)}
        units = {**known.units(lang), **self.words.units(lang)}
        found = self.policy.condition.explain({**facts, **known.on(on)}, lang, labels, units, self.fixed)
        ended = [labels[name] for name in found.missing if name in known.all]
        if found.verdict is not None or not ended:
            return found
        zh = f"这项政策在 {on.year}年{on.month}月{on.day}日没有施行：当日没有适用的{'、'.join(ended)}。"
        en = f"This policy is not in force on {on}; on that day there is no value for: {', '.join(ended)}."
        return replace(found, short=en if lang == "en" else zh)


def read_policies(folder: Path | str, parameters: Parameters) -> dict[str, PolicyFile]:
    """Every policy of a folder by its key, the file's name."""
    return {path.stem: read_policy(path, parameters) for path in sorted(Path(folder).glob("*.yaml"))}


def read_policy(path: Path, parameters: Parameters) -> PolicyFile:
    """One policy; refuse unknown keys, rules that cannot be read or matched, and a policy without examples."""
    if path.stat().st_size > _MAX_FILE:
        raise RuleError(f"政策文件 {path.name} 过大。", en=f"Policy file {path.name} is too large.")
    body = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(body) - _KEYS
    lacking = (_KEYS - {"amount", "period"}) - set(body)
    if unknown or lacking:
        raise RuleError(f"政策 {path.name} 的键有误：多余 {sorted(unknown)}，缺少 {sorted(lacking)}。",
                        en=f"Policy {path.name}: unknown keys {sorted(unknown)}, missing keys {sorted(lacking)}.")
    facts: Mapping[str, Any] = body["facts"]
    scope = Scope({name: fact["type"] for name, fact in facts.items()})
    amount = body.get("amount")
    policy = Policy.of(path.stem, str(body["condition"]), None if amount is None else str(amount), scope, parameters)
    return PolicyFile(policy, body["title"], str(body["subject"]), str(body.get("period", "")), str(body["basis"]),
                      FactWords.of(path.name, facts),
                      frozenset(name for name, fact in facts.items() if fact.get("fixed")),
                      tuple(_example(path.name, str(name), one) for name, one in body["examples"].items()))


def _example(file: str, name: str, body: Mapping[str, Any]) -> Example:
    if set(body) != {"date", "given", "expect"} or type(body["date"]) is not dt.date:
        raise RuleError(f"政策 {file} 的例子“{name}”要有 date、given、expect。",
                        en=f"Example “{name}” of {file} needs date, given and expect.")
    expect = body["expect"]
    holds = None if expect == "unknown" else expect is not False
    amount = feel(expect) if holds and not isinstance(expect, bool) else None
    return Example(name, body["date"], body["given"], holds, amount)
