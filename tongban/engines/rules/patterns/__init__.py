"""Regular expressions in XPath's dialect, matched by our own counted matcher so that no pattern can hang (正则)."""

from .use import matches, replace, split

__all__ = ["matches", "replace", "split"]
