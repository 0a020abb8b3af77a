"""The hands with which one walk is walked: a mouse, a finger, the keyboard alone, and a browser without scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.walk.filling import OPEN, Raw

PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1280, "height": 900}
MOST_TABS = 400


@dataclass
class Hands:
    """Somebody at a page: names what he goes to, as he would say it."""

    page: Any
    scripts: bool = True

    def go(self, name: str | re.Pattern[str], within: str = "main") -> None:
        """Follow a link by its words."""
        self._act(self.page.locator(within).get_by_role("link", name=name).first)

    def press(self, name: str | re.Pattern[str], within: str = "main") -> None:
        """Press a button by its words."""
        self._act(self.page.locator(within).get_by_role("button", name=name).first)

    def press_at(self, target: Any) -> None:
        """Press what stands here, whatever it is called just now."""
        self._act(target)

    def _act(self, target: Any) -> None:
        """Everything here leads to another page."""
        target.wait_for(state="attached")
        with self.page.expect_navigation():
            self._touch(target)

    def _touch(self, target: Any) -> None:
        target.click()

    def write(self, control: Any, text: str) -> None:
        control.fill(text)

    def choose(self, control: Any) -> None:
        control.check()

    def select(self, control: Any, value: str) -> None:
        control.select_option(value)

    def hand_in(self, form: Any, file: dict[str, Any]) -> None:
        """Choose a file and send it: with scripts the choice sends it, without them the button."""
        chooser = form.locator("input[type=file]")
        if not self.scripts:
            self._choose_file(chooser, file)
            return self._act(form.locator("button"))
        with self.page.expect_navigation():
            self._choose_file(chooser, file)
        return None

    def _choose_file(self, chooser: Any, file: dict[str, Any]) -> None:
        chooser.set_input_files(file)

    def answer(self, typed: Raw) -> None:
        """Everything the page still asks."""
        form = self.page.locator("form[data-autosave]")
        for name in form.evaluate(OPEN):
            if name not in typed:
                continue
            value, control = typed[name], form.locator(f'[name="{name}"]')
            kind = control.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
            if kind in ("radio", "checkbox"):
                for one in value if isinstance(value, list) else [value]:
                    self.choose(form.locator(f'[name="{name}"][value="{one}"]'))
            elif kind == "select":
                self.select(control.first, str(value))
            else:
                self.write(control.first, str(value))


class Finger(Hands):
    """A phone: tapped, never hovered."""

    def _touch(self, target: Any) -> None:
        target.tap()


@dataclass
class Keys(Hands):
    """The keyboard alone: Tab to it, see where one is, press Enter or Space."""

    def __post_init__(self) -> None:
        # Chromium is told once, at the beginning, that its file choosers are ours: told with each, nobody waits for its
        # answer, and on a busy machine Enter comes first; the choice opens and is shut unseen.
        self.page.on("filechooser", lambda chooser: None)

    def _touch(self, target: Any) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, control: Any, text: str) -> None:
        self.reach(control)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, control: Any) -> None:
        """One radio of a group has the focus, the arrows go through the others."""
        if control.evaluate("e => e.type") == "checkbox":
            self.reach(control)
            if not control.is_checked():
                self.page.keyboard.press("Space")
            return
        self.reach(control, same="e => document.activeElement.name === e.name")
        for _ in range(30):
            if control.evaluate("e => document.activeElement === e"):
                break
            self.page.keyboard.press("ArrowDown")
        if not control.is_checked():
            self.page.keyboard.press("Space")
        assert control.is_checked()

    def select(self, control: Any, value: str) -> None:
        self.reach(control)
        for _ in range(60):
            if control.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not reached with the arrows")

    def _choose_file(self, chooser: Any, file: dict[str, Any]) -> None:
        self.reach(chooser)
        with self.page.expect_file_chooser() as opened:
            self.page.keyboard.press("Enter")
        opened.value.set_files(file)

    def reach(self, target: Any, same: str = "e => document.activeElement === e") -> None:
        """Tab until it has the focus; what has the focus is seen and nothing lies on top of it (WCAG 2.4.7, 2.4.11)."""
        target.wait_for(state="attached")
        for _ in range(MOST_TABS):
            if target.evaluate(same):
                assert target.evaluate(SEEN) or same.find("name") > 0, f"{target} has the focus but is not seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached with Tab on {self.page.url}")


SEEN = """e => {
  const box = e.getBoundingClientRect()
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2)
  return !!hit && (hit === e || e.contains(hit) || hit.contains(e)) && e.matches(':focus-visible, :focus')
}"""


def hands(browser: Any, mode: str) -> Hands:
    """A browser of one's own in one of the five ways."""
    small = mode in ("finger", "elder")
    context = browser.new_context(
        viewport=PHONE if small else SCREEN, locale="zh-CN", has_touch=mode == "finger", is_mobile=mode == "finger",
        java_script_enabled=mode != "no-scripts",
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(15000)
    made = {"finger": Finger, "keys": Keys}.get(mode, Hands)
    return made(page, scripts=mode != "no-scripts")
