"""One rule language, FEEL of OMG's DMN 1.5, with three readings: decide, explain, match (规则引擎).

parse() reads an expression, unary() reads tests of one value; Table holds a decision table, Parameters hold amounts and
thresholds with their dates. Pure: no import, no attribute access, no side effect, and every evaluation is bounded.
"""

from .errors import RuleError, TooHeavy, Unsupported
from .expression import Expression, parse, unary
from .scope import Scope

__all__ = ["Expression", "RuleError", "Scope", "TooHeavy", "Unsupported", "parse", "unary"]
