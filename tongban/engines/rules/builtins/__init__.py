"""The standard's built-in functions, by name."""

from . import contexts, conversions, lists, numbers, ranges, strings, times  # noqa: F401  (they register themselves)
from .registry import BUILTINS, Builtin

__all__ = ["BUILTINS", "Builtin"]
