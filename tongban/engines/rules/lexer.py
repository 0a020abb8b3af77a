"""Text into tokens, one at a time, because what a name is depends on the names in scope at that place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from .errors import RuleError
from .names import SPACES, WORD, Known
from .values import MATH

KEYWORDS = frozenset([
    "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance", "of",
    "function", "external", "true", "false", "null"])
_SKIP = re.compile(rf"(?:{SPACES}+|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)+")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_OPERATOR = re.compile(r"\*\*|\.\.\.|\.\.|<=|>=|!=|->|[-+*/=<>()\[\]{},:.@]")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\", "/": "/"}
WIDE = {"，": ",", "＞": ">", "＜": "<", "＝": "=", "（": "(", "）": ")", "［": "[", "］": "]", "：": ":",
        "“": '"', "”": '"', "‘": '"', "’": '"', "＋": "+", "－": "-", "＊": "*", "／": "/", "；": ",", "。": ".",
        "≥": ">=", "≤": "<=", "≠": "!="}


@dataclass(frozen=True, slots=True)
class Token:
    kind: str           # number text name keyword op end
    value: object
    at: int
    end: int


def skip(text: str, at: int) -> int:
    """The next place that is neither white space nor comment."""
    found = _SKIP.match(text, at)
    return found.end() if found else at


def scan(text: str, at: int, known: Known) -> Token:
    """The token at this place."""
    at = skip(text, at)
    if at >= len(text):
        return Token("end", None, at, at)
    char = text[at]
    if (char.isdigit() and char.isascii()) or (char == "." and text[at + 1:at + 2].isdigit()):
        found = _NUMBER.match(text, at)
        if found:
            return Token("number", _number(text, found), at, found.end())
    if char == '"':
        return _text(text, at)
    longer = known.longest(text, at)
    if longer:
        return Token("name", longer[0], at, longer[1])
    word = WORD.match(text, at)
    if word:
        return _word(text, word, known)
    found = _OPERATOR.match(text, at)
    if found:
        return Token("op", found.group(), at, found.end())
    raise _stray(text, at)


def _number(text: str, found: re.Match[str]) -> Decimal:
    try:
        return MATH.create_decimal(found.group())
    except DecimalException:
        raise RuleError("这个数字超出范围。", found.start(), "请写得小一些。", en="This number is out of range.",
                        en_hint="Write a smaller one.", text=text, length=found.end() - found.start()) from None


def _word(text: str, word: re.Match[str], known: Known) -> Token:
    name = word.group()
    if name in KEYWORDS:
        return Token("keyword", name, word.start(), word.end())
    wide = next((i for i, char in enumerate(name) if char in WIDE), None)
    if wide is not None and name not in known:
        raise _stray(text, word.start() + wide)
    return Token("name", name, word.start(), word.end())


def _text(text: str, at: int) -> Token:
    found = _STRING.match(text, at)
    if not found:
        raise RuleError("这段文字没有结束的引号。", at, '请在文字末尾补上 "。', en="This text has no closing quote.",
                        en_hint='Add " where the text ends.', text=text)
    return Token("text", _ESCAPE.sub(_escape, found.group(1)), at, found.end())


def _escape(found: re.Match[str]) -> str:
    code = found.group(1)
    if len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number < 0x110000 else found.group()
    return _PLAIN.get(code, found.group())


def surrogates_joined(text: str) -> str:
    """Pairs of surrogate escapes as the one character they mean."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if any(
        "\ud800" <= char <= "\udfff" for char in text) else text


def _stray(text: str, at: int) -> RuleError:
    char = text[at]
    if char in WIDE:
        return RuleError(f"这里用了全角符号“{char}”。", at, f"请改用半角符号 {WIDE[char]} 。",
                         en=f"“{char}” is a full-width sign.", en_hint=f"Write {WIDE[char]} instead.", text=text)
    if char in "&|;%^~!$#`\\'":
        meant = {"&": "and", "|": "or", "!": "not(…)", "'": '"…"', "%": "modulo(a, b)", "^": "**"}.get(char, "")
        return RuleError(f"规则语言里没有“{char}”。", at, f"您是不是想写 {meant}？" if meant else "请删去它。",
                         en=f"The rule language has no “{char}”.",
                         en_hint=f"Did you mean {meant}?" if meant else "Remove it.", text=text)
    return RuleError(f"不认识的字符“{char}”。", at, "请删去它。", en=f"Unexpected character “{char}”.",
                     en_hint="Remove it.", text=text)
