"""How a rule is refused: what happened, where, and what was probably meant, in Chinese and English."""

from __future__ import annotations


class RuleError(Exception):
    """An expression, table or model that cannot be used (规则有误)."""

    def __init__(self, message: str, position: int = 0, hint: str = "", *, en: str = "", en_hint: str = "",
                 text: str = "", length: int = 1):
        super().__init__(message)
        self.message = message
        self.english = en or message
        self.position = position
        self.hint = hint
        self.english_hint = en_hint or hint
        self.text = text
        self.length = max(1, length)

    def within(self, text: str) -> RuleError:
        """The same refusal, knowing the text it speaks of."""
        self.text = self.text or text
        return self

    @property
    def line(self) -> int:
        return self.text.count("\n", 0, self.position) + 1

    @property
    def column(self) -> int:
        return self.position - (self.text.rfind("\n", 0, self.position) + 1) + 1

    def caret(self) -> str:
        """The line in question with a mark under the place."""
        start = self.position - self.column + 1
        row = self.text[start:].split("\n", 1)[0].rstrip("\r")
        before = row[: self.column - 1]
        pad = "".join("\t" if char == "\t" else "　" if ord(char) > 0x2E7F else " " for char in before)
        return f"  {row}\n  {pad}{'^' * min(self.length, max(1, len(row) - len(before)))}"

    def render(self, lang: str = "zh") -> str:
        """Sentence and caret in one language."""
        if lang == "en":
            where, say = f"Line {self.line}, column {self.column}: ", [self.english, self.english_hint]
        else:
            where, say = f"第 {self.line} 行第 {self.column} 列：", [self.message, self.hint]
        sentence = (where if self.text else "") + (" " if lang == "en" else "").join(part for part in say if part)
        return f"{sentence}\n{self.caret()}" if self.text else sentence

    def __str__(self) -> str:
        english = " ".join(part for part in (self.english, self.english_hint) if part)
        return f"{self.render('zh')}\n  {english}"


class TooHeavy(RuleError):
    """An evaluation stopped because it asked for more work than any rule needs (超出计算限额)."""

    def __init__(self, what: str = "steps"):
        super().__init__("这条规则的计算量超出限额，已停止计算。", 0, "请缩小列表或循环的范围。",
                         en=f"This rule was stopped: it asks for too much work ({what}).",
                         en_hint="Shorten its lists or loops.")


class Unsupported(RuleError):
    """Something the standard knows and this reading does not; it is named, never ignored (不支持)."""
