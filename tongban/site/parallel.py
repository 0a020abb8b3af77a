"""Run a function in a fresh process that has Django ready; this module itself must not import any room."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def call(path: str, *args: Any) -> None:
    """Call ``package.module:function`` with ``args`` after setting Django up."""
    import django

    django.setup()
    module, _, function = path.partition(":")
    getattr(import_module(module), function)(*args)
