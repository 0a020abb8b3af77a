"""What was read against what was expected: points that passed, failed, or that the machine leaves to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tongban.engines.codes import masking
from tongban.engines.reading.boxes import Line, Page, Place, lines, squeezed
from tongban.engines.reading.fields import SHAPES, Value, fields
from tongban.engines.reading.kinds import Guess, Kind, kinds, recognise
from tongban.engines.reading.quality import faults
from tongban.engines.reading.values import FOR_EVER, same

QUALITY = {
    "blurred": "照片模糊，字看不清", "dark": "照片太暗", "bright": "照片太亮，字迹发白", "small": "照片里的字太小",
    "glare": "照片有反光", "cut": "照片没有拍全，边上的字被裁掉了",
}  # fmt: skip
AGAIN = {
    "blurred": "请把手机端稳、对焦后重拍", "dark": "请在光线充足的地方重拍", "bright": "请避开强光重拍",
    "small": "请靠近一些，让证件占满画面后重拍", "glare": "请换个角度，避开反光重拍", "cut": "请把整页拍进画面后重拍",
}  # fmt: skip


@dataclass(frozen=True)
class Expected:
    """What a material should be: one of some kinds, with fields that agree, valid on a day."""

    kinds: tuple[str, ...]
    match: Mapping[str, str | None] = field(default_factory=dict)
    valid: date | None = None
    asks_valid: bool = False
    shows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what must stand on it → any of


@dataclass(frozen=True)
class Finding:
    """One point: pass, fail or unknown, in a sentence, with both values where two were compared, and the place."""

    code: str  # "quality", "kind", "valid", "match.<field>" or "shows.<number>"
    outcome: str
    sentence: str
    page: int = 0
    place: Place | None = None
    read: str = ""
    known: str = ""
    next: str = ""


@dataclass(frozen=True)
class Judged:
    """Everything that is said about a document: its kind, its fields, and the points in order."""

    kind: Kind | None
    fields: Mapping[str, Value]
    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> str:
        """fail before unknown before pass."""
        outcomes = {f.outcome for f in self.findings}
        return "fail" if "fail" in outcomes else "unknown" if "unknown" in outcomes else "pass"


def judge(pages: Sequence[Page], expected: Expected) -> Judged:
    """Read the pages as what they are, and hold them against what they should be."""
    every = [line for number, page in enumerate(pages) for line in lines(page, number)]
    guess = recognise(every)
    wanted = [kinds()[code] for code in expected.kinds]
    kind = guess.kind
    found = [*_quality(pages), _kind(guess, wanted, bool(every))]
    said = fields(kind, every) if kind is not None else {}
    if kind is not None and kind in wanted:
        compared = {name: known for name, known in expected.match.items() if name in kind.fields}
        found += [_match(kind, name, said.get(name), known) for name, known in compared.items()]
        if expected.asks_valid and "until" in kind.fields:
            found.append(_valid(kind, said.get("until"), expected.valid))
        found += _shown_there(expected.shows, every)
    else:  # nothing can be compared with a document of another kind
        found += [_open(f"match.{name}", "还没有认出这份材料，没有核对") for name in expected.match]
        if expected.asks_valid:
            found.append(_open("valid", "还没有认出这份材料，没有核对有效期"))
        found += [_open(f"shows.{n}", f"还没有认出这份材料，没有核对“{t}”") for n, t in enumerate(expected.shows, 1)]
    if found[0].outcome == "fail":  # a value of a bad picture is no reason to doubt anybody
        found = [_unseen(one) if one.code.startswith(("match", "valid", "shows")) else one for one in found]
    return Judged(kind, said, tuple(found))


def _shown_there(wanted: Mapping[str, tuple[str, ...]], every: Sequence[Line]) -> list[Finding]:
    """Whether what must stand on the document stands there in any of its words."""
    text, found = "".join(line.text for line in every), []
    for number, (title, words) in enumerate(wanted.items(), 1):
        code = f"shows.{number}"
        if any(squeezed(word) in text for word in words):
            found.append(Finding(code, "pass", f"写有“{title}”。"))
        else:
            next_ = f"请补上“{title}”再上传；确实写了的，可以点“我确认无误”说明在哪里。"
            found.append(Finding(code, "fail", f"没有找到“{title}”。", next=next_))
    return found


def _unseen(one: Finding) -> Finding:
    if one.outcome != "fail":
        return one
    return replace(one, outcome="unknown", sentence="画面没有拍好，这一项没有核对，由窗口核对。", next="")


def _open(code: str, sentence: str) -> Finding:
    return Finding(code, "unknown", f"{sentence}，由窗口核对。")


def _quality(pages: Sequence[Page]) -> list[Finding]:
    found = []
    for number, page in enumerate(pages):
        for code, place in faults(page).items():
            found.append(Finding("quality", "fail", f"{QUALITY[code]}。", number, place, next=f"{AGAIN[code]}。"))
            break  # the gravest is enough to act on
    return found or [Finding("quality", "pass", "画面清晰完整。")]


def _kind(guess: Guess, wanted: Sequence[Kind], any_text: bool) -> Finding:
    titles = "或者".join(kind.title for kind in wanted)
    if guess.kind is None:
        seen = "没有认出这是什么材料" if any_text else "图上没有读到文字"
        return Finding("kind", "unknown", f"{seen}，这里需要{titles}，由窗口核对。")
    if guess.kind in wanted:
        return Finding("kind", "pass", f"这是{guess.kind.title}。")
    said = f"这像是{guess.kind.title}，这里需要{titles}。"
    return Finding("kind", "fail", said, read=guess.kind.title, known=titles, next=f"请换成{titles}再上传。")


def _match(kind: Kind, name: str, value: Value | None, known: str | None) -> Finding:
    asked = kind.fields[name]
    code = f"match.{name}"
    if value is None:
        return _open(code, f"没有读到“{asked.title}”")
    if not known:
        return _open(code, f"没有可以与“{asked.title}”比对的内容")
    read, ours = _shown(asked.type, value.text), _shown(asked.type, known)
    at: dict[str, Any] = {"page": value.page, "place": value.place, "read": read, "known": ours}
    agrees = same(asked.type, value.text, known, value.score)
    if agrees:
        return Finding(code, "pass", f"{asked.title}一致。", **at)
    if agrees is None:
        said = f"{asked.title}没有完全看清：材料上像是“{read}”，应为“{ours}”，由窗口核对。"
        return Finding(code, "unknown", said, **at)
    again = "请核对是否传错了材料，或者改正填写的内容。"
    if asked.type in SHAPES and not value.right:
        said = f"{asked.title}有误：材料上读到“{read}”，校验位不符，应为“{ours}”。"
    else:
        said = f"{asked.title}不一致：材料上是“{read}”，应为“{ours}”。"
    return Finding(code, "fail", said, **at, next=again)


def _shown(kind: str, text: str) -> str:
    return masking.number(text) if kind == "id-number" else text


def _valid(kind: Kind, value: Value | None, day: date | None) -> Finding:
    title = kind.fields["until"].title
    if value is None:
        return _open("valid", f"没有读到“{title}”")
    if day is None:
        return _open("valid", "没有可以比对有效期的日期")
    last = date.fromisoformat(value.text)
    at: dict[str, Any] = {"page": value.page, "place": value.place}
    if last == FOR_EVER:
        return Finding("valid", "pass", f"{title}：长期有效。", **at)
    words = f"{last.year} 年 {last.month} 月 {last.day} 日"
    if last >= day:
        return Finding("valid", "pass", f"{title}到 {words}，在有效期内。", **at)
    at |= {"read": last.isoformat(), "known": day.isoformat(), "next": "请换成有效的材料。"}
    return Finding("valid", "fail", f"已经过期：{title}到 {words}。", **at)
