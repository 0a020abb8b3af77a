"""What the command line says: steps with measured seconds, progress bars for people, JSON for programs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

console = Console(highlight=False, soft_wrap=True)
complaints = Console(stderr=True, highlight=False, soft_wrap=True)

MARKS = {"ok": "[green]✓[/]", "warn": "[yellow]⚠[/]", "bad": "[red]✗[/]"}

Told = Callable[[str, int, int], None]


@dataclass
class Steps:
    """The numbered steps of a start."""

    total: int
    done: int = 0

    @contextmanager
    def step(self, title: str) -> Iterator[list[str]]:
        """Print ``title`` and how long it took; what is put into the list is said after the title."""
        self.done += 1
        said: list[str] = []
        begun = time.monotonic()
        with console.status(f"{self._number} {title} …") if console.is_terminal else _silence():
            yield said
        words = "  ".join([title, *said])
        console.print(f"{self._number} {words}  [dim]{time.monotonic() - begun:.1f} s[/]")

    @property
    def _number(self) -> str:
        return rf"\[{self.done}/{self.total}]"


@contextmanager
def _silence() -> Iterator[None]:
    yield


@contextmanager
def bar() -> Iterator[Told]:
    """A progress bar to call with (what is being done, how much is done, of how much); silent without a terminal."""
    if not console.is_terminal:
        yield lambda what, done, total: None
        return
    columns = (TextColumn("      {task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
        tasks: dict[str, Any] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            progress.update(tasks[what], completed=done, total=total)

        yield tell


def as_json(value: Any) -> None:
    """Print ``value`` for a program to read."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
