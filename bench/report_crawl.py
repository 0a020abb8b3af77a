"""The section on what was opened and pressed as everybody."""

from __future__ import annotations

from typing import Any


def crawl(said: dict[str, Any]) -> list[str]:
    """One row a person; below it, which templates were looked at in every mode."""
    rows = [
        f"| {one['who']} | {one['pages']:,} | {one['new_kinds']} | {one['buttons']:,} | {one['findings']} "
        f"| {one['commit'][:9]} |"
        for one in said["walks"]
    ]
    pages, buttons = (sum(one[name] for one in said["walks"]) for name in ("pages", "buttons"))
    lines = [
        "## The whole house as everybody (`python -m tests.crawl --press --modes`)", "",
        f"{len(said['walks'])} people, {pages:,} pages opened, {buttons:,} presses of a button (as the form stands, "
        "and with every question answered); [how it is walked](../../docs/walks.md).", "",
        "| who | pages | kinds nobody before had | presses | findings | commit |", "|---|---|---|---|---|---|", *rows,
        "",
    ]  # fmt: skip
    return lines + (_modes(said["modes"]) if "modes" in said else [])


def _modes(modes: dict[str, Any]) -> list[str]:
    never = ", ".join(f"`{name}`" for name in modes["never_met"]) or "none"
    part = ", ".join(f"`{name}`" for name in modes["met_but_not_seen"]) or "none"
    return [
        f"Looked at in Chromium on a screen, a phone, in elderly mode and in high contrast: {modes['seen']} of "
        f"{modes['templates']} templates, on {modes['pages']} pages, {modes['findings']} findings. Met, but not in "
        f"every mode: {part}. Never met: {never}.",
    ]  # fmt: skip
