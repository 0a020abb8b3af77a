"""The city of Lanting: loaded from `town/` through the same verbs as real life, and taken away again."""

from tongban.site.demo.loading import is_loaded, load, reset

__all__ = ["is_loaded", "load", "reset"]
