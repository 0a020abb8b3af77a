"""One rule language, FEEL of OMG's DMN 1.5, with three readings: decide, explain, match (规则引擎).

parse() reads an expression, unary() reads tests of one value; Table holds a decision table, Parameters hold amounts and
thresholds with their dates. Pure: no import, no attribute access, no side effect, and every evaluation is bounded.
"""

from tongban.engines.rules.errors import RuleError, TooHeavy, Unsupported
from tongban.engines.rules.explain import Explanation
from tongban.engines.rules.expression import Expression, parse, unary
from tongban.engines.rules.parameters import Parameters
from tongban.engines.rules.scope import Scope
from tongban.engines.rules.table import Table

__all__ = ["Explanation", "Expression", "Parameters", "RuleError", "Scope", "Table", "TooHeavy", "Unsupported", "parse",
           "unary"]
