"""Reading two: why an expression comes out as it does, and what would have to change (解释)."""

from .explanation import Explanation, explain

__all__ = ["Explanation", "explain"]
