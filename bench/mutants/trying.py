"""Inside one run of pytest: which tests see which function, then every line taken away and those tests asked again."""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from bench.mutants.lines import Line
from bench.mutants.policies import policies

TABLE = re.compile(r'(?:from|join|into|update)\s+"?([a-z]+_[a-z_]+)"?', re.I)
MOST = 120  # tests asked about one line: those about who may and of its own room, then the others, the quickest first
WALLS = (
    "test_hanging", "test_rows", "test_hanging_people", "test_posts_of_items", "test_parties", "test_opening",
    "test_help", "test_beside_gates", "test_named_data", "test_licence_grants",
)  # fmt: skip


@dataclass
class Trial:
    """The plugin: takes the place of the usual loop over tests."""

    lines: Sequence[Line]
    rows: bool
    every: int
    seconds: float
    rooms: frozenset[str] = frozenset()  # whose policies; of all, unless named
    again: frozenset[str] = frozenset()  # the only policies, by their names; all, unless named
    killed: dict[str, str] = field(default_factory=dict)
    survived: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    left: int = 0
    _seen: dict[CodeType, list[tuple[float, pytest.Item]]] = field(default_factory=dict)
    _asked: dict[str, list[tuple[float, pytest.Item]]] = field(default_factory=dict)  # by table
    _session: Any = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        begun, items = perf_counter(), list(session.items)
        self._session = session
        live = {line: _live(line) for line in self.lines}
        self._watch(items, {one.__code__ for one in live.values() if one})
        print(f"{len(items)} tests, {perf_counter() - begun:.0f} s", flush=True)
        for line, function in live.items():
            if function is None:
                self.unseen.append(f"{line.name}  (not found)")
                continue
            if perf_counter() - begun > self.seconds:
                self.left += 1
                continue
            self._line(line, function)
        if self.rows:
            self._policies(begun)
        session._setupstate.teardown_exact(None)
        return True

    def _watch(self, items: list[pytest.Item], codes: set[CodeType]) -> None:
        """Every test once as it is; those that fail by themselves are left out."""
        from django.db import connection

        for item in items:
            met: set[CodeType] = set()
            tables: set[str] = set()

            def note(frame: Any, event: str, _: Any, met: set[CodeType] = met) -> None:
                if event == "call" and frame.f_code in codes:
                    met.add(frame.f_code)

            def asked(execute: Any, sql: Any, *rest: Any, tables: set[str] = tables) -> Any:
                tables.update(TABLE.findall(str(sql)))
                return execute(sql, *rest)

            begun = perf_counter()
            sys.setprofile(note if codes else None)
            connection.execute_wrappers.append(asked)
            try:
                passed = self._run(item)
            finally:
                sys.setprofile(None)
                connection.execute_wrappers.remove(asked)
            if passed:
                for code in met:
                    self._seen.setdefault(code, []).append((perf_counter() - begun, item))
                for table in tables if item.path.stem in WALLS else ():
                    self._asked.setdefault(table, []).append((perf_counter() - begun, item))
            else:
                print(f"fails by itself: {item.nodeid}", flush=True)

    def _line(self, line: Line, function: FunctionType) -> None:
        whole = function.__code__

        def nearest(one: tuple[float, pytest.Item]) -> tuple[bool, float]:
            return not {"access", line.room} & set(one[1].path.parts), one[0]

        tests = [item for _, item in sorted(self._seen.get(whole, []), key=nearest)[:MOST]]

        def swap() -> None:
            function.__code__ = line.code

        def back() -> None:
            function.__code__ = whole

        self._tried(line.name, tests, swap, back)

    def _policies(self, begun: float) -> None:
        """Each policy wider, and the tests of walls that asked its table, the quickest first."""
        from pytest_django.plugin import blocking_manager_key

        blocker = self._session.config.stash[blocking_manager_key]
        with blocker.unblock():
            found = [one for one in policies() if not self.rooms or one.room in self.rooms][:: self.every]
            found = [one for one in found if not self.again or one.name in self.again]
        for one in found:
            if perf_counter() - begun > self.seconds:
                self.left += 1
                continue

            def turn(how: Callable[[], None]) -> Callable[[], None]:
                def turned() -> None:
                    with blocker.unblock():
                        how()

                return turned

            tests = [item for _, item in sorted(self._asked.get(one.table, []), key=lambda pair: pair[0])]
            self._tried(one.name, tests, turn(one.open), turn(one.close))

    def _tried(self, name: str, tests: list[pytest.Item], swap: Any, back: Any) -> None:
        if not tests:
            self.unseen.append(name)
            print(f"unseen    {name}", flush=True)
            return
        by = ""
        for item in tests:
            swap()
            try:
                passed = self._run(item)
            finally:
                back()
            if not passed and self._run(item):  # not because of what was asked before it
                by = item.nodeid
                break
        if by:
            self.killed[name] = by
        else:
            self.survived.append(name)
        print(f"{'killed   ' if by else 'SURVIVED '} {name}  {by.rpartition('::')[2]}", flush=True)

    def _run(self, item: Any) -> bool:
        """Ask one test; what the whole session shares stays for the next."""
        reports = runtestprotocol(item, log=False, nextitem=self._session)
        return all(report.passed or report.skipped for report in reports)


def _live(line: Line) -> FunctionType | None:
    """The function as it is called, beneath what decorates it."""
    found: Any = importlib.import_module(line.module)
    for part in line.function.split("."):
        found = inspect.getattr_static(found, part, None)
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    found = inspect.unwrap(found) if callable(found) else None
    fits = isinstance(found, FunctionType) and found.__code__.co_freevars == line.code.co_freevars
    return found if fits else None
