"""An expression as a tree of steps: each what was asked, what was found, and whether it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.engines.rules import tree
from tongban.engines.rules.builtins import BUILTINS
from tongban.engines.rules.check import Checker, chain_of
from tongban.engines.rules.compile import Compiler
from tongban.engines.rules.scope import Scope
from tongban.engines.rules.values import MISSING, Env

from .words import FLIPPED, Words


@dataclass(slots=True)
class Step:
    """One question of a rule and its answer."""

    kind: str                        # all any not compare between in test choice value
    node: tree.Node
    asked: str                       # the source, with labels for names
    outcome: Any                     # what deciding gives
    verdict: bool | None             # as outcome, but None while a needed fact is missing
    missing: tuple[str, ...] = ()
    steps: list[Step] = field(default_factory=list)
    op: str = ""
    subject: tree.Node | None = None
    found: Any = None
    against: Any = None
    field: str = ""                  # the fact asked about, for its unit


class Asker:
    """Builds steps for one set of facts."""

    def __init__(self, text: str, scope: Scope | None, facts: Mapping[str, Any], words: Words):
        self.text, self.facts, self.words = text, facts, words
        self.checker = Checker(scope, text)
        self.env = Env(facts)

    def worth(self, node: tree.Node) -> Any:
        return Compiler().run(node)(self.env)

    def absent(self, node: tree.Node) -> tuple[str, ...]:
        """The facts a node asks for that nobody has given."""
        return tuple(dict.fromkeys(name for name in self.checker.facts(node) if not given(self.facts, name)))

    def name_of(self, node: tree.Node) -> str:
        """The fact a node is, or the only one it is made of; a span of time has a unit of its own."""
        if isinstance(node, tree.Path) and chain_of(node) is None and node.name in ("years", "months", "days"):
            return f"·{node.name}"
        names = list(dict.fromkeys(self.checker.facts(node)))
        return names[0] if names and (len(names) == 1 or chain_of(node)) else ""

    def describe(self, node: tree.Node) -> str:
        """A node in people's words; where there are none, its source with labels for the names."""
        chain = chain_of(node)
        if chain is not None:
            return self.words.label(".".join(chain))
        if isinstance(node, tree.Literal):
            return self.words.value(node.value)
        if isinstance(node, tree.Arithmetic):
            return f"{self.describe(node.left)} {node.op} {self.describe(node.right)}"
        phrase, args = self.phrase(node)
        if phrase and phrase.count("{") == len(args):
            return phrase.format(*(self.describe(arg) for arg in args))
        return self.source(node)

    def phrase(self, node: tree.Node) -> tuple[str, tuple[tree.Node, ...]]:
        """The words for a function or a property, and what goes into them."""
        if isinstance(node, tree.Call):
            name = chain_of(node.function)
            return self.words.phrases.get(name[0], "") if name and len(name) == 1 else "", node.args
        if isinstance(node, tree.Path):
            whole = isinstance(node.base, tree.Call) and chain_of(node.base.function) == ("years and months duration",)
            args = node.base.args if whole and isinstance(node.base, tree.Call) else (node.base,)
            return self.words.phrases.get(node.name, ""), args
        return "", ()

    def source(self, node: tree.Node) -> str:
        made, at = "", node.at
        for chain, place, _ in sorted(self.checker.paths(node, frozenset()), key=lambda one: one[1].at):
            if chain[0] in BUILTINS and ".".join(chain) not in self.words.labels:
                continue
            made += self.text[at:place.at] + self.words.label(".".join(chain))
            at = place.end
        return " ".join((made + self.text[at:node.end]).split())

    def step(self, node: tree.Node) -> Step:
        if isinstance(node, (tree.All, tree.Any_)):
            return self._junction(node)
        if isinstance(node, tree.Call) and chain_of(node.function) == ("not",) and len(node.args) == 1:
            inner = self.step(node.args[0])
            verdict = None if inner.verdict is None else not inner.verdict
            return Step("not", node, self.describe(node), self.worth(node), verdict, inner.missing, [inner])
        if isinstance(node, tree.If):
            return self._choice(node)
        return self._leaf(node)

    def _junction(self, node: tree.All | tree.Any_) -> Step:
        steps = [self.step(test) for test in node.tests]
        decisive = isinstance(node, tree.Any_)
        verdicts = [one.verdict for one in steps]
        verdict = decisive if decisive in verdicts else None if None in verdicts else not decisive
        lacking = tuple(dict.fromkeys(name for one in steps for name in one.missing)) if verdict is None else ()
        return Step("any" if decisive else "all", node, self.describe(node), self.worth(node), verdict, lacking, steps)

    def _choice(self, node: tree.If) -> Step:
        test = self.step(node.test)
        chosen = self.step(node.then if test.outcome is True else node.otherwise)
        outcome = chosen.outcome
        verdict = None if test.verdict is None else chosen.verdict
        lacking = test.missing + chosen.missing
        return Step("choice", node, self.describe(node), outcome, verdict, lacking, [test, chosen])

    def _leaf(self, node: tree.Node) -> Step:
        outcome, lacking = self.worth(node), self.absent(node)
        step = Step("test", node, self.describe(node), outcome, outcome if isinstance(outcome, bool) else None, lacking)
        about_null = isinstance(node, tree.Compare) and _null(node.left, node.right)
        if lacking and not about_null:
            step.verdict = None
        if isinstance(node, tree.Compare):
            self._compare(step, node)
        elif isinstance(node, tree.Between):
            step.kind, step.subject = "between", node.value
            step.found, step.against = self.worth(node.value), (self.worth(node.low), self.worth(node.high))
        elif isinstance(node, tree.In):
            self._membership(step, node)
        elif not isinstance(outcome, bool) and outcome is not None:
            step.kind = "value"
        else:
            step.subject = node if chain_of(node) else None
        step.field = self.name_of(step.subject) if step.subject else self.name_of(node)
        return step

    def _compare(self, step: Step, node: tree.Compare) -> None:
        left, right, op = node.left, node.right, node.op
        if not any(True for _ in self.checker.facts(left)) and any(True for _ in self.checker.facts(right)):
            left, right, op = right, left, FLIPPED[op]
        step.kind, step.op, step.subject = "compare", op, left
        step.found, step.against = self.worth(left), self.worth(right)
        if chain_of(right):
            step.steps = [Step("value", right, self.describe(right), step.against, None, (), field=self.name_of(right))]

    def _membership(self, step: Step, node: tree.In) -> None:
        step.kind, step.subject = "in", node.value
        step.against = [self.worth(test) for test in node.tests]
        if len(step.against) == 1 and isinstance(step.against[0], list):
            step.against = step.against[0]
        only = node.tests[0] if len(node.tests) == 1 else None
        if isinstance(node.value, tree.Literal) and only is not None and chain_of(only):
            step.kind, step.subject, step.against = "contains", only, node.value.value
            step.found = self.worth(only)
            return
        step.found = self.worth(node.value)


def _null(*nodes: tree.Node) -> bool:
    return any(isinstance(node, tree.Literal) and node.value is None for node in nodes)


def given(facts: Mapping[str, Any], name: str) -> bool:
    """Whether a dotted name is among the facts (a null that was given is given)."""
    if name in facts or any(key.startswith(name + ".") for key in facts):
        return True
    value: Any = facts
    for part in name.split("."):
        if isinstance(value, (list, tuple)):
            return True
        if not isinstance(value, Mapping):
            return False
        value = value.get(part, MISSING)
        if value is MISSING:
            return False
        if value is None or callable(value):
            return True
    return True
