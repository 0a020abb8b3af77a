"""A wording out of its YAML: strictly, with the line of everything that is wrong, and held to what is locked."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tongban.engines import rules
from tongban.registers.wordings.kinds import COMMON, SECTIONS, Complaint, Fixed, Given, Piece, Text, Wording, condition

DATA = Path(__file__).parent / "data"
LARGEST, LONGEST, MOST, LONGEST_TITLE = 40_000, 1_000, 40, 60
KEYS = ("title", *SECTIONS, "contact")
ALIKE = 0.5


class Unreadable(Exception):
    """The text is wrong in one place at least."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.complaint = Complaint(line, sentence)


class Reader:
    """One text on its way to a wording; collects every complaint."""

    def __init__(self, kind: str, text: str, fixed: Fixed, name: str) -> None:
        self.kind, self.text, self.fixed, self.name = kind, text, fixed, name
        self.wrong: list[Complaint] = []
        self.lines: dict[int, int] = {}  # of each piece, by its identity

    def wording(self) -> Wording | None:
        """None where something is wrong."""
        try:
            root = entries(composed(self.text), "文书样式")
        except Unreadable as bad:
            self.wrong.append(bad.complaint)
            return None
        for key, (_, line) in root.items():
            if key not in (*KEYS, "fixed"):
                self._say(line, _unknown(key))
        title = self._text(root, "title")
        self._titled(title, root)
        sections = {name: tuple(self._pieces(root[name][0])) if name in root else () for name in SECTIONS}
        if not sections["paragraphs"]:
            self._say(root.get("paragraphs", (None, 1))[1], "正文（paragraphs）至少要有一段。")
        contact = self._text(root, "contact")
        if self.wrong or title is None or contact is None:
            return None
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        return Wording(self.kind, self.fixed, title, contact, sections, digest, self.text, self.name)

    def _titled(self, title: Text | None, root: Mapping[str, Any]) -> None:
        if title is None:
            return
        blank = title.write({one.name: one.read({}) for one in self.fixed.given})
        if not blank:
            self._say(root.get("title", (None, 1))[1], "文书必须有标题（title），不能为空，也不能只有占位内容。")
        elif len(blank) > LONGEST_TITLE:
            self._say(root["title"][1], f"标题最多 {LONGEST_TITLE} 个字。")

    def _text(self, root: Mapping[str, Any], key: str) -> Text | None:
        node, line = root.get(key, (None, 1))
        try:
            return Text.of(word(node, key) if node is not None else "", self.fixed.scope)
        except Unreadable as bad:
            self.wrong.append(bad.complaint)
        except ValueError as bad:
            self._say(line, str(bad))
        return None

    def _pieces(self, node: Any) -> Iterator[Piece]:
        if not isinstance(node, yaml.SequenceNode):
            self._say(node.start_mark.line + 1, "这里应是一段一行的列表，每段以“- ”开头。")
            return
        if len(node.value) > MOST:
            self._say(node.start_mark.line + 1, f"最多 {MOST} 段。")
        for one in node.value:
            try:
                piece = self._piece(one)
            except Unreadable as bad:
                self.wrong.append(bad.complaint)
                continue
            except ValueError as bad:
                self._say(one.start_mark.line + 1, str(bad))
                continue
            self.lines[id(piece)] = one.start_mark.line + 1
            yield piece

    def _piece(self, node: Any) -> Piece:
        if isinstance(node, yaml.ScalarNode):
            found = {"say": (node, node.start_mark.line + 1)}
        else:
            found = entries(node, "一段")
        for key, (_, line) in found.items():
            if key not in ("say", "when", "locked", "label"):
                raise Unreadable(line, f"一段里不认识“{key}”，可以写 label、say、when、locked。")
        said = {key: word(one, key) for key, (one, _) in found.items()}
        if not said.get("say"):
            raise ValueError("这一段没有内容，请写 say，或删去这一段。")
        if len(said["say"]) > LONGEST:
            raise ValueError(f"一段最多 {LONGEST} 个字。")
        if said.get("locked", "true") != "true":
            raise ValueError("locked 只能写 true；不固定的段落不写这一项。")
        when = condition(said["when"], self.fixed.scope) if said.get("when") else None
        return Piece(Text.of(said["say"], self.fixed.scope), when, "locked" in said, said.get("label", ""))

    def _say(self, line: int, sentence: str) -> None:
        self.wrong.append(Complaint(line, sentence))

    def keep_locked(self, found: Wording, builtin: Wording) -> None:
        """Every locked piece of the built-in wording stands here, word for word and in its order."""
        for name, title in SECTIONS.items():
            owed = [piece for piece in builtin.sections[name] if piece.locked]
            here = list(found.sections[name])
            top = next((n for n, row in enumerate(self.text.split("\n"), 1) if row.startswith(f"{name}:")), 1)
            plain = [piece.plain for piece in owed]
            for piece in here:
                if piece.locked and piece.plain not in plain:
                    near = closest(piece, owed)
                    asks = f"固定内容不能改动，应为：“{near.say.source}”。" if near else ""
                    self._say(self.lines[id(piece)], asks or "这一段不是固定内容，请去掉 locked。")
            for piece in owed:
                if piece.plain in [one.plain for one in here]:
                    continue
                near = closest(piece, [one for one in here if not one.locked])
                if near:
                    self._say(self.lines[id(near)], f"固定内容不能改动，应为：“{piece.say.source}”。")
                elif not closest(piece, [one for one in here if one.locked]):
                    self._say(top, f"{title}（{name}）缺少固定内容：“{piece.say.source}”。")
            kept = [one.plain for one in here if one.plain in plain]
            if not self.wrong and kept != plain:
                self._say(top, f"{title}（{name}）里固定内容的先后次序不能改动，每段只写一次。")


def closest(piece: Piece, among: list[Piece]) -> Piece | None:
    """The piece that was probably meant."""
    near = [(difflib.SequenceMatcher(None, piece.say.source, one.say.source).ratio(), n) for n, one in enumerate(among)]
    best = max(near, default=(0.0, 0))
    return among[best[1]] if best[0] > ALIKE else None


def judge(kind: str, text: str, name: str = "") -> tuple[Wording | None, list[Complaint]]:
    """The wording a text is, or everything that is wrong with it, each with its line."""
    before = builtin(kind)
    reader = Reader(kind, text, before.fixed, name)
    found = reader.wording()
    if found is not None:
        if "fixed" in entries(composed(text), "文书样式"):
            reader.wrong.append(Complaint(1, "“fixed”由系统规定，请删去这一项。"))
        reader.keep_locked(found, before)
    wrong = sorted(reader.wrong, key=lambda one: one.line)
    return (found, []) if not wrong else (None, wrong)


@cache
def builtin(kind: str) -> Wording:
    """The wording this kind comes with; raises `KeyError`."""
    if kind not in every():
        raise KeyError(kind)
    whole = (DATA / f"{kind}.yaml").read_text()
    text = whole[whole.index("\ntitle:") + 1 :]
    reader = Reader(kind, text, _fixed(yaml.safe_load(whole)["fixed"]), "内置")
    found = reader.wording()
    if found is None:
        raise ValueError(f"{kind}: {reader.wrong}")
    return found


@cache
def every() -> tuple[str, ...]:
    """The kinds of notices there are, in the order of a case's life."""
    return tuple((DATA / "order.txt").read_text().split())


def _fixed(said: Mapping[str, Any]) -> Fixed:
    own = [
        Given(name, one.get("key", name), one.get("is", "text"), one.get("sample", ""))
        for name, one in (said.get("facts") or {}).items()
    ]
    given = (*COMMON, *own)
    scope = rules.Scope({one.name: one.type for one in given})
    return Fixed(
        said["name"], said["served"], Text.of(said.get("law", ""), scope), bool(said.get("remedies")),
        said.get("layout", "notice"), said.get("tables") or {}, tuple(said.get("sign") or ()), given, scope,
    )


def composed(text: str) -> Any:
    """The YAML's nodes, which know their lines; nothing clever is let in."""
    if len(text) > LARGEST:
        raise Unreadable(1, "内容太长，一份文书样式最多四万字。")
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
                mark = event.start_mark
                raise Unreadable(mark.line + 1 if mark else 1, "不能使用 YAML 的锚点、引用和标签。")
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as bad:
        mark = bad.problem_mark or bad.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, "格式有误，请检查缩进、冒号和引号。") from None
    except (yaml.YAMLError, RecursionError):
        raise Unreadable(1, "内容里有不允许的字符，或者嵌套太深。") from None


def entries(node: Any, what: str) -> dict[str, tuple[Any, int]]:
    """Keys with their value's node and the line."""
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 if node is not None else 1
        raise Unreadable(line, f"{what}应写成“名称: 内容”的形式。")
    found: dict[str, tuple[Any, int]] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        name = word(key, "名称")
        if name in found:
            raise Unreadable(line, f"“{name}”写了两次。")
        found[name] = (value, line)
    return found


def word(node: Any, what: str) -> str:
    """A scalar's text without outer space."""
    if not isinstance(node, yaml.ScalarNode):
        raise Unreadable(node.start_mark.line + 1, f"“{what}”应是一段文字；含有冒号或以花括号开头的文字请加引号。")
    return str(node.value).strip()


def _unknown(key: str) -> str:
    if key in ("law", "remedies", "sign", "number", "date", "agency", "addressee", "seal"):
        return f"“{key}”由法律和系统规定，不能修改，请删去这一项。"
    return f"不认识“{key}”。可以写：{'、'.join(KEYS)}。"
