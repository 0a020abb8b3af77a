"""What must be true of a name, number or password before it is kept; raises `Invalid` with every problem at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from tongban.engines.codes import BadCode, credit_code, id_number, phone
from tongban.engines.codes import document as papers
from tongban.kernel import time
from tongban.kernel.errors import Invalid
from tongban.registers.identity.kinds import CITIZEN_CARD, HMT, ID_TYPES, RESIDENCE, SHOWN, bad_name
from tongban.registers.places import queries as places

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128
WORDS_OF_THE_PLACE = ("tongban", "通办", "yiwangtongban", "zhengwu", "政务", "banshi", "admin")


class Problems:
    """Collects what is wrong, field by field, so that a person hears everything the first time."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []

    def add(self, field: str, sentence: str) -> None:
        if sentence:
            self.found.append({"field": field, "sentence": sentence})

    def code(self, field: str, check: Callable[[], Any]) -> Any:
        """The result of a check of an engine, or None with its sentence noted."""
        try:
            return check()
        except BadCode as error:
            self.add(field, error.sentence)
            return None

    def name(self, field: str, name: str) -> None:
        self.add(field, bad_name(name))

    def one_of(self, field: str, value: object, known: Any, what: str) -> None:
        if value not in known:
            self.add(field, f"{what}“{value}”不在可选范围内。")

    def area(self, field: str, code: str) -> None:
        if code and places.division(code) is None:
            self.add(field, f"行政区划代码“{code}”不存在。")

    def settle(self) -> None:
        if self.found:
            raise Invalid("".join(p["sentence"] for p in self.found), problems=self.found)


def document(problems: Problems, paper: str, number: str, birth: date | None = None) -> tuple[str, str, date | None]:
    """Kind and number of a document as they are kept, and the birth date: the number's, or the one that was said."""
    problems.one_of("id_type", paper, SHOWN, "证件类型")
    said: tuple[str, date | None] = ("", None)
    if paper in (CITIZEN_CARD, RESIDENCE):
        parts = problems.code("id_number", lambda: id_number.check(number, time.today()))
        said = (parts.text, parts.birth) if parts else said
        if parts and paper == RESIDENCE and parts.text[:2] not in HMT:
            problems.add("id_number", "港澳台居民居住证号码应以 81、82 或 83 开头。请对照证件核对证件类型和号码。")
    elif paper in ID_TYPES:
        said = problems.code("id_number", lambda: papers.check(paper, number)) or said
    if birth and said[1] and birth != said[1]:
        problems.add("birth", "出生日期与证件号码中的不一致。请对照证件核对。")
    if birth and birth > time.today():
        problems.add("birth", "出生日期晚于今天。请对照证件核对。")
    return CITIZEN_CARD if paper == RESIDENCE else paper, said[0], said[1] or birth


def mobile(problems: Problems, number: str) -> str:
    """A phone as it is kept; nobody must have one."""
    return (problems.code("phone", lambda: phone.check(number)) or "") if number.strip() else ""


def landline_or_mobile(problems: Problems, number: str) -> str:
    """An organisation's phone: digits, and what separates them."""
    kept = number.strip()
    if kept and not (set(kept) <= set("0123456789-+() 转") and 5 <= sum(c.isdigit() for c in kept) <= 20):
        problems.add("phone", "联系电话只能包含数字、空格、括号和短横线。")
    return kept


def credit(problems: Problems, field: str, code: str) -> str:
    parts = problems.code(field, lambda: credit_code.check(code))
    return parts.text if parts else ""


def password(problems: Problems, field: str, value: str, username: str) -> None:
    if not SHORTEST_PASSWORD <= len(value) <= LONGEST_PASSWORD:
        problems.add(field, f"密码应为 {SHORTEST_PASSWORD} 至 {LONGEST_PASSWORD} 个字符。")
    elif (username and username in value.lower()) or any(word in value.lower() for word in words_of_the_place()):
        problems.add(field, "密码中不能包含账号名、城市名和“政务”“通办”一类容易猜到的词。")
    else:
        try:
            _common().validate(value)
        except ValidationError:
            problems.add(field, "这个密码太常见，容易被猜到，请换一个。")


def words_of_the_place() -> tuple[str, ...]:
    """What somebody guesses first who knows where he is (docs/security/decided.md)."""
    return (*WORDS_OF_THE_PLACE, settings.TONGBAN.city.lower(), settings.TONGBAN.city.removesuffix("市").lower())


@lru_cache(maxsize=1)
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()
